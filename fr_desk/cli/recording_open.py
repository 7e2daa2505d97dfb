"""What the commands below ``record`` have in common: the record is opened, the visit goes on or begins, and is told."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fr_desk.cli.console import Console
from fr_desk.cli.targets import check_file
from fr_desk.cli.usage import UsageError
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.declared import NO_NAME, OUTCOMES
from fr_desk.inspection.place import place_at
from fr_desk.inspection.record import Observation, VisitKind
from fr_desk.inspection.recording import Sighting, who_of
from fr_desk.inspection.righting import RIGHTINGS, Said
from fr_desk.services.inspecting.astray import astray_beside
from fr_desk.services.inspecting.keeping import NotKeptError
from fr_desk.services.inspecting.mistakes import checked_names
from fr_desk.services.inspecting.records import OpenRecord

Run = Callable[[Namespace, Console], int]

BEGUN = N_("A re-inspection of {who} begins; fr-desk record finish ends it.")
BEGUN_BESIDE = N_(
    "A re-inspection of {who} begins, and the inspection is still open; fr-desk record finish ends both."
)
OTHER_OFFICE = N_("A visit of {who} ({office}) begins; the visit of {who} ({other}) is open as well.")


class WhichOfficeError(UsageError):
    """A name that inspectors of several offices have."""

    sentence = N_(
        "Inspectors called {who} have open visits for several offices ({offices}); name one: --office NAME."
    )


@contextmanager
def open_record(args: Namespace, console: Console, *, begins: bool = False) -> Iterator[OpenRecord]:
    """Open the record of the dossier; when done, everything is in its file.

    Where there is none, and one that seems to be meant lies beside it, this is told; what would begin another one
    (``begins``) is refused.
    """
    trouble: list[FrDeskError] = []
    opened = OpenRecord(
        place_at(args.file), settled=0.0, on_trouble=lambda one: trouble.append(one) if one else None
    )
    try:
        astray = astray_beside(opened)
        if astray is not None and begins:
            raise astray
        if astray is not None and args.command != "merge":  # which is the way out
            console.fail(astray)
        yield opened
    finally:
        whole = opened.close()
    for one in trouble:
        if not isinstance(one, NotKeptError):
            console.fail(one)
    if not whole:
        raise trouble[-1]


def check_target(args: Namespace, *endings: str) -> None:
    """Refuse to write onto the dossier, or onto anything else that is no paper of a record."""
    check_file("-o", args.output, endings, [place_at(args.file).path])


def named(opened: OpenRecord, args: Namespace, kind: VisitKind | None = None) -> tuple[str, str]:
    """Return the names of the inspector and the office that were given.

    Args:
        opened: the record.
        args: of the command.
        kind: of the visits that are meant; any if omitted.

    Raises:
        WhichOfficeError: if inspectors of this name from several offices have open visits, and none is named.
        FrDeskError: as :func:`checked_names`.
    """
    who, office = checked_names(args.inspector, args.office)
    offices = opened.open_offices(who, kind)
    if not office and len(offices) > 1 and all(offices):
        raise WhichOfficeError(who=who, offices=", ".join(offices))
    return who, office


def visit_of(opened: OpenRecord, args: Namespace) -> tuple[str, Texts | None]:
    """Return the open visit of the inspector, a new one if there is none; and what is told of one that begins.

    A visit that was begun without an office gets the one that is named now.

    Raises:
        WhichOfficeError: if inspectors of this name from several offices have open visits, and none is named.
        FrDeskError: as :meth:`OpenRecord.begin_visit`.
    """
    kind: VisitKind | None = "reinspection" if args.reinspection else None
    who, office = named(opened, args, kind)
    known = opened.open_visit(who, kind, office)
    if known:
        if office and opened.record.visits[known].office is None:
            opened.change_visit(known, office=office)
        return known, None
    beside, elsewhere = opened.open_visit(who, None, office), opened.open_visit(who)
    begun = opened.begin_visit(who, office, kind or "inspection")
    if elsewhere and not beside:
        other = opened.record.visits[elsewhere].office
        return begun, texts(OTHER_OFFICE, who=who, office=office, other=other)
    if kind is None:
        return begun, None
    return begun, texts(BEGUN_BESIDE if beside else BEGUN, who=who)


def tell(told: Texts | None, args: Namespace, console: Console) -> None:
    """Say something about the inspector, where people read it."""
    if told is not None and getattr(args, "format", "text") == "text":
        console.line(told.get(console.lang))


def show_sighting(one: Sighting, console: Console) -> None:
    """Print who found what, and when."""
    show_observation(one.observation, one.who_in(console.lang), console)


def show_observation(seen: Observation, who: str, console: Console) -> None:
    """Print what was found, and by whom."""
    name = who or console.say(NO_NAME)
    console.line(f"   {name}, {seen.at:%Y-%m-%d %H:%M}: {console.say(OUTCOMES[seen.outcome])}")
    if seen.says:
        console.line(f"      {seen.says}")


def show_said(one: Said, console: Console) -> None:
    """Print who said of an order whether it was put right, when, and what was seen."""
    who = who_of(one.visit, console.lang, console.say(NO_NAME))
    console.line(f"   {who}, {one.judgement.at:%Y-%m-%d %H:%M}: {console.say(RIGHTINGS[one.state])}")
    if one.judgement.says:
        console.line(f"      {one.judgement.says}")
