"""The command ``record``: what was found on site, orders, re-inspection, merging, and the papers that follow.

A dossier inside a zip is named ``FILE.zip!/NAME``, as tables and lists write it.

Exit codes of ``show``: 0 everything is as declared and put right, 1 something differs (for one of several inspectors is
enough) or is not put right, 3 places are left that nobody has looked at. ``list`` ends with 1 if a record, or its
dossier, cannot be read. The others end with 0 if done. The dossier is never touched.
"""

from __future__ import annotations

import json
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fr_desk.cli.console import Console
from fr_desk.cli.sealing import SEALED, passphrase_for
from fr_desk.cli.targets import check_file
from fr_desk.cli.usage import UsageError
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.declared import INSPECTORS_DIFFER, NO_NAME, NOT_LOOKED_AT, OUTCOMES, Compared
from fr_desk.inspection.ordering import LATE, RIGHTINGS, Proposal, Righted, summary_of
from fr_desk.inspection.place import place_at
from fr_desk.inspection.record import Order, Outcome
from fr_desk.inspection.recording import Sighting
from fr_desk.inspection.spots import is_there
from fr_desk.inspection.words import label_of_article
from fr_desk.services import sealing
from fr_desk.services.inspecting.astray import astray_beside
from fr_desk.services.inspecting.handing_out import as_json
from fr_desk.services.inspecting.keeping import NotKeptError
from fr_desk.services.inspecting.mistakes import NoReinspectionError, NoSuchPlaceError, checked_names
from fr_desk.services.inspecting.record_papers import ENDINGS, Paper, write_paper
from fr_desk.services.inspecting.records import OpenRecord

Run = Callable[[Namespace, Console], int]

KEPT = N_("Recorded: {entry}, kept in {file}")
FINISHED = {
    "inspection": N_("The inspection of {who} is finished."),
    "reinspection": N_("The re-inspection of {who} is finished."),
}
BEGUN = N_("A re-inspection of {who} begins; fr-desk record finish ends it.")
BEGUN_BESIDE = N_(
    "A re-inspection of {who} begins, and the inspection is still open; fr-desk record finish ends both."
)
NO_OPEN_VISIT = N_("No visit of {who} is open.")
BROUGHT = N_("{file}: new entries {observations}, orders {orders}, photos {photos}, visits {visits}.")
GIVEN = N_("Ordered until {day}: {says}")
CAN_ORDER = N_("Can be ordered: {says}")
BY_LAW = N_("by law until {day}")
JUDGED = N_("Order {order}: {state}")
PLACE = N_("{name}: {outcome}")
ORDER_LINE = N_("Order {order}, until {day}: {state}")
COUNTS = N_(
    "As declared {as_declared}, differing {differs}, not there {not_there}, not declared {not_declared}, "
    "not looked at {not_looked_at}."
)


class PaperEndingError(UsageError):
    """A file whose ending says nothing of what is to be written."""

    sentence = N_("{file} must end in .pdf, .csv or .json, which says what is written.")


class NothingToOrderError(FrDeskError):
    """Nothing that could be ordered."""

    sentence = N_("There is nothing to order there that is not ordered already.")


class OrderedAlreadyError(NothingToOrderError):
    """Nothing that could be ordered, where a paper is wanted of what is ordered already."""

    sentence = N_(
        "There is nothing to order there that is not ordered already; leave out --until and --says to write the paper "
        "of what is ordered already."
    )


class WordsError(UsageError):
    """Words for an order that is not one."""

    sentence = N_(
        "--says words one order: choose its place with --place and its last day with --until; "
        "{count} can be ordered there."
    )


class WhoError(UsageError):
    """Orders by nobody."""

    sentence = N_("Say who gives the order: --inspector NAME.")


@contextmanager
def _open(args: Namespace, console: Console, *, begins: bool = False) -> Iterator[OpenRecord]:
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


def _check_target(args: Namespace, *endings: str) -> None:
    """Refuse to write onto the dossier, or onto anything else that is no paper of a record."""
    check_file("-o", args.output, endings, [place_at(args.file).path])


def _visit(opened: OpenRecord, args: Namespace) -> tuple[str, str]:
    """Return the open visit of the inspector, a new one if there is none; and what is told of one that begins."""
    known = opened.open_visit(args.inspector, "reinspection" if args.reinspection else None)
    if known:
        return known, ""
    beside = opened.open_visit(args.inspector)
    if not args.reinspection:
        return opened.begin_visit(args.inspector, args.office), ""
    begun = opened.begin_visit(args.inspector, args.office, "reinspection")
    return begun, BEGUN_BESIDE if beside else BEGUN


def _tell(sentence: str, args: Namespace, console: Console) -> None:
    """Say something about the inspector, where people read it."""
    if sentence and getattr(args, "format", "text") == "text":
        console.line(console.say(sentence, who=args.inspector))


def show(args: Namespace, console: Console) -> int:
    """Show declared against found."""
    with _open(args, console) as opened:
        rows, righted = opened.rows(), opened.righted()
        told = as_json(opened.record, rows, righted)
    if args.format == "json":
        console.data(json.dumps({"file": str(args.file), **told}, ensure_ascii=False))
    else:
        console.line(console.say(COUNTS, **summary_of(rows)))
        for row in rows:
            if row.found is not None:
                _show_place(row, console)
        for one in righted:
            _show_order(one, console)
    if any(row.at_fault or row.differs for row in rows) or any(
        one.state in {"not_right", "unknown"} for one in righted
    ):
        return 1
    return 3 if any(row.outcome is None for row in rows) else 0


def _show_place(row: Compared, console: Console) -> None:
    outcome = console.say(_words(row.outcome))
    console.line(f"{row.path}  {console.say(PLACE, name=row.label, outcome=outcome)}")
    told = (row.says, label_of_article(row.article, console.lang) if row.article else "")
    for words in filter(None, told):
        console.line(f"   {words}")
    if row.when is not None:
        console.line(f"   {row.who or console.say(NO_NAME)}, {row.when:%Y-%m-%d %H:%M}")
    if row.differs:
        console.line(f"   {console.say(INSPECTORS_DIFFER)}")
    for one in (*row.others, *row.earlier):
        _show_sighting(one, console)


def _show_sighting(one: Sighting, console: Console) -> None:
    seen = one.observation
    who = one.who or console.say(NO_NAME)
    console.line(f"   {who}, {seen.at:%Y-%m-%d %H:%M}: {console.say(OUTCOMES[seen.outcome])}")
    if seen.says:
        console.line(f"      {seen.says}")


def _words(outcome: Outcome | None) -> str:
    return OUTCOMES[outcome] if outcome is not None else NOT_LOOKED_AT


def _show_order(one: Righted, console: Console) -> None:
    day = one.order.until.isoformat() if one.order.until else "–"
    console.line(console.say(ORDER_LINE, order=one.key, day=day, state=console.say(RIGHTINGS[one.state])))
    console.line(f"   {one.order.words(console.lang)}")
    if one.late:
        console.line(f"   {console.say(LATE, days=one.late)}")


def add(args: Namespace, console: Console) -> int:
    """Record what was found at a place."""
    from fr_desk.cli.recording_options import FOUND  # noqa: PLC0415 - which comes back here

    with _open(args, console, begins=True) as opened, opened.at_once():
        visit, begun = _visit(opened, args)
        key = opened.observe(
            visit, args.place, FOUND[args.found], says=args.says, label=args.label, article=args.article
        )
        for photo in args.photo:
            opened.add_photo(key, photo, keep_location=args.keep_location)
    _tell(begun, args, console)
    console.line(console.say(KEPT, entry=key, file=opened.keeper.file))
    return 0


def finish(args: Namespace, console: Console) -> int:
    """Finish the visit of an inspector."""
    checked_names(args.inspector, args.office)
    with _open(args, console) as opened:
        ended = []
        while visit := opened.open_visit(args.inspector):
            opened.end_visit(visit)
            ended.append(opened.record.visits[visit].kind)
    for kind in sorted(ended):  # an inspection before a re-inspection
        _tell(FINISHED[kind], args, console)
    if not ended:
        _tell(NO_OPEN_VISIT, args, console)
    return 0 if ended else 1


def merge(args: Namespace, console: Console) -> int:
    """Put the records of several inspectors together."""
    with _open(args, console) as opened:
        for other in args.others:
            coming = opened.look_at(other)
            counts: dict[str, object] = {str(name): count for name, count in coming.entries.items()}
            console.line(console.say(BROUGHT, file=other, **counts))
            for row in coming.rows if args.preview else ():
                _show_place(row, console)
            if not args.preview:
                opened.merge(coming)
    return 0


def order(args: Namespace, console: Console) -> int:
    """Order corrections, or list what can be ordered."""
    _check_target(args, ".pdf")
    with _open(args, console, begins=args.until is not None) as opened:
        offered = _offered(opened, args)
        if not offered and (args.says or args.until is not None):
            raise _nothing(opened, args)
        if args.says and (args.until is None or len(offered) != 1):
            raise WordsError(count=len(offered))
        if args.until is None and args.output is None:
            return _list_orders(offered, args, console)
        if args.until is not None:
            given = _give(opened, offered, args, console)
            _tell_orders(opened, given, args, console)
        if args.output is not None:
            console.line(str(write_paper("order", opened, args.output, args.lang)))
    return 0


def _offered(opened: OpenRecord, args: Namespace) -> list[Proposal]:
    """Return what can be ordered at the places that were named; words of one's own are for exactly these places."""
    rows = {row.path for row in opened.rows()}
    for place in args.places:
        if place not in rows and not is_there(opened.dossier, place):
            raise NoSuchPlaceError(path=place)
    offered = [one for one in opened.proposals(args.lang or opened.lang) if _concerns(one, args.places)]
    exactly = [one for one in offered if one.order.path in args.places]
    return exactly if args.says and exactly else offered


def _concerns(one: Proposal, places: list[str]) -> bool:
    path = one.order.path
    return not places or any(path == place or path.startswith(f"{place}.") for place in places)


def _nothing(opened: OpenRecord, args: Namespace) -> FrDeskError:
    """Return what to say where nothing can be ordered; what is ordered already can still be written."""
    if args.output is not None and any(one.given is not None for one in opened.record.orders.values()):
        return OrderedAlreadyError()
    return NothingToOrderError()


def _give(opened: OpenRecord, offered: list[Proposal], args: Namespace, console: Console) -> tuple[str, ...]:
    if not args.inspector:
        raise WhoError
    told = {"until": args.until, **({"says": args.says} if args.says else {})}
    with opened.at_once():
        visit, begun = _visit(opened, args)
        keys = [opened.draft_order(one.order) for one in offered]
        for key in keys:
            opened.change_order(key, **told)
        given = opened.give_orders(visit, keys)
    _tell(begun, args, console)
    return given


def _list_orders(offered: list[Proposal], args: Namespace, console: Console) -> int:
    if args.format == "json":
        console.data(json.dumps([_proposal_json(one) for one in offered], ensure_ascii=False))
        return 0
    for one in offered:
        console.line(f"{one.order.path}  {console.say(CAN_ORDER, says=one.order.words(console.lang))}")
        told = [label_of_article(article, console.lang) for article in one.order.articles]
        told += [console.say(BY_LAW, day=one.order.until.isoformat())] if one.order.until else []
        if told:
            console.line(f"   {' · '.join(told)}")
        if one.row is not None and one.row.found is not None:
            _show_sighting(one.row.found, console)
    return 0


def _proposal_json(one: Proposal) -> dict[str, Any]:
    return {**_order_json(one.order), "level": one.level, "on_site": one.row is not None}


def _order_json(order: Order) -> dict[str, Any]:
    return {
        "path": order.path,
        "rule": order.rule,
        "says": order.says,
        "articles": list(order.articles),
        "until": order.until.isoformat() if order.until else None,
    }


def _tell_orders(opened: OpenRecord, keys: tuple[str, ...], args: Namespace, console: Console) -> None:
    orders = opened.record.orders
    if args.format == "json":
        told = [{"order": key, **_order_json(orders[key])} for key in keys]
        console.data(json.dumps(told, ensure_ascii=False))
        return
    for key in keys:
        words = orders[key].words(console.lang)
        console.line(f"{key}  {console.say(GIVEN, day=str(orders[key].until), says=words)}")


def judge(args: Namespace, console: Console) -> int:
    """Say whether an order was put right."""
    args.reinspection = True
    with _open(args, console) as opened:
        with opened.at_once():
            visit, begun = _visit(opened, args)
            opened.judge(args.order, visit, done=args.done, says=args.says)
        state = next(one.state for one in opened.righted() if one.key == args.order)
    _tell(begun, args, console)
    console.line(console.say(JUDGED, order=args.order, state=console.say(RIGHTINGS[state])))
    return 0


def letter(args: Namespace, console: Console) -> int:
    """Write the letter after a re-inspection."""
    _check_target(args, ".pdf")
    with _open(args, console) as opened:
        if not any(one.kind == "reinspection" for one in opened.record.visits.values()):
            raise NoReinspectionError
        console.line(str(write_paper("letter", opened, args.output, args.lang)))
    return 0


def export(args: Namespace, console: Console) -> int:
    """Write the record for people or for other programs."""
    kinds: dict[str, Paper] = {ENDINGS[kind]: kind for kind in ("record", "csv", "json")}
    kind = kinds.get(args.output.suffix.lower())
    if kind is None:
        raise PaperEndingError(file=args.output)
    _check_target(args, *ENDINGS.values())
    with _open(args, console) as opened:
        console.line(str(write_paper(kind, opened, args.output, args.lang)))
    return 0


def seal(args: Namespace, console: Console) -> int:
    """Write the record as PDF and seal it; a PDF that is not sealed is not left behind."""
    _check_target(args, ".pdf")
    identity = sealing.find_identity(args.identity)
    passphrase = passphrase_for(args, console)
    with _open(args, console) as opened, tempfile.TemporaryDirectory() as folder:
        plain = write_paper("record", opened, Path(folder) / args.output.name, args.lang)
        sealed = sealing.seal(plain, identity, passphrase, args.output)
    signer = identity.name if isinstance(identity, Path) else identity.holder.name
    console.line(console.say(SEALED, signer=signer, file=sealed))
    return 0
