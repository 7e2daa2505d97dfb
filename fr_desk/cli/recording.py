"""The command ``record``: what was found on site, orders, re-inspection, merging, and the papers that follow.

Exit codes of ``show``: 0 everything is as declared and put right, 1 something differs or is not put right, 3 places are
left that nobody has looked at. The others end with 0 if done. The dossier is never touched.
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
from fr_desk.cli.usage import UsageError
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.declared import INSPECTORS_DIFFER, NOT_LOOKED_AT, OUTCOMES, Compared
from fr_desk.inspection.ordering import RIGHTINGS, Proposal, Righted, summary_of
from fr_desk.inspection.record import Order, Outcome
from fr_desk.inspection.words import label_of_article
from fr_desk.services import sealing
from fr_desk.services.inspecting.handing_out import as_json
from fr_desk.services.inspecting.keeping import NotKeptError
from fr_desk.services.inspecting.record_papers import ENDINGS, Paper, write_paper
from fr_desk.services.inspecting.records import NoVisitYetError, OpenRecord

Run = Callable[[Namespace, Console], int]

KEPT = N_("Recorded: {entry}, kept in {file}")
FINISHED = N_("The visit of {who} is finished.")
NO_OPEN_VISIT = N_("No visit of {who} is open.")
BROUGHT = N_("{file}: new entries {observations}, orders {orders}, photos {photos}, visits {visits}.")
GIVEN = N_("Ordered until {day}: {says}")
CAN_ORDER = N_("Can be ordered: {says}")
BY_LAW = N_("by law until {day}")
JUDGED = N_("Order {order}: {state}")
PLACE = N_("{name}: {outcome}")
LATE = N_("days late: {days}")
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


class WhoError(UsageError):
    """Orders by nobody."""

    sentence = N_("Say who gives the order: --inspector NAME.")


@contextmanager
def _open(args: Namespace, console: Console) -> Iterator[OpenRecord]:
    """Open the record of the dossier; when done, everything is in its file."""
    trouble: list[FrDeskError] = []
    opened = OpenRecord(args.file, settled=0.0, on_trouble=lambda one: trouble.append(one) if one else None)
    try:
        yield opened
    finally:
        whole = opened.close()
    for one in trouble:
        if not isinstance(one, NotKeptError):
            console.fail(one)
    if not whole:
        raise trouble[-1]


def _visit(opened: OpenRecord, args: Namespace) -> str:
    """Return the open visit of the inspector; a new one if there is none."""
    kind = "reinspection" if args.reinspection else "inspection"
    known = opened.open_visit(args.inspector)
    if known and (opened.record.visits[known].kind == kind or not args.reinspection):
        return known
    return opened.begin_visit(args.inspector, args.office, kind)  # type: ignore[arg-type]  # one of the two


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
    if any(row.at_fault for row in rows) or any(one.state in {"not_right", "unknown"} for one in righted):
        return 1
    return 3 if any(row.outcome is None for row in rows) else 0


def _show_place(row: Compared, console: Console) -> None:
    outcome = console.say(_words(row.outcome))
    console.line(f"{row.path}  {console.say(PLACE, name=row.label, outcome=outcome)}")
    told = (row.says, label_of_article(row.article, console.lang) if row.article else "")
    for words in filter(None, told):
        console.line(f"   {words}")
    if row.when is not None:
        console.line(f"   {row.who}, {row.when:%Y-%m-%d %H:%M}")
    if row.differs:
        console.line(f"   {console.say(INSPECTORS_DIFFER)}")
        for one in row.others:
            console.line(f"   {one.who}: {console.say(OUTCOMES[one.observation.outcome])}")


def _words(outcome: Outcome | None) -> str:
    return OUTCOMES[outcome] if outcome is not None else NOT_LOOKED_AT


def _show_order(one: Righted, console: Console) -> None:
    day = one.order.until.isoformat() if one.order.until else "–"
    console.line(console.say(ORDER_LINE, order=one.key, day=day, state=console.say(RIGHTINGS[one.state])))
    console.line(f"   {one.order.says}")
    if one.late:
        console.line(f"   {console.say(LATE, days=one.late)}")


def add(args: Namespace, console: Console) -> int:
    """Record what was found at a place."""
    from fr_desk.cli.recording_options import FOUND  # noqa: PLC0415 - which comes back here

    with _open(args, console) as opened:
        visit = _visit(opened, args)
        key = opened.observe(
            visit, args.place, FOUND[args.found], says=args.says, label=args.label, article=args.article
        )
        for photo in args.photo:
            opened.add_photo(key, photo, keep_location=args.keep_location)
    console.line(console.say(KEPT, entry=key, file=opened.keeper.file))
    return 0


def finish(args: Namespace, console: Console) -> int:
    """Finish the visit of an inspector."""
    with _open(args, console) as opened:
        visit = opened.open_visit(args.inspector)
        if visit:
            opened.end_visit(visit)
    console.line(console.say(FINISHED if visit else NO_OPEN_VISIT, who=args.inspector))
    return 0 if visit else 1


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
    with _open(args, console) as opened:
        offered = [one for one in opened.proposals(args.lang or opened.lang) if _concerns(one, args.places)]
        if args.until is None and args.output is None:
            return _list_orders(offered, args, console)
        if args.until is not None:
            given = _give(opened, offered, args)
            _tell_orders(opened, given, args, console)
        if args.output is not None:
            console.line(str(write_paper("order", opened, args.output, args.lang)))
    return 0


def _concerns(one: Proposal, places: list[str]) -> bool:
    path = one.order.path
    return not places or any(path == place or path.startswith(f"{place}.") for place in places)


def _give(opened: OpenRecord, offered: list[Proposal], args: Namespace) -> tuple[str, ...]:
    if not args.inspector:
        raise WhoError
    if not offered:
        raise NothingToOrderError
    visit = _visit(opened, args)
    keys = [opened.draft_order(one.order.model_copy(update={"until": args.until})) for one in offered]
    return opened.give_orders(visit, keys)


def _list_orders(offered: list[Proposal], args: Namespace, console: Console) -> int:
    if args.format == "json":
        console.data(json.dumps([_proposal_json(one) for one in offered], ensure_ascii=False))
        return 0
    for one in offered:
        console.line(f"{one.order.path}  {console.say(CAN_ORDER, says=one.order.says)}")
        told = [label_of_article(article, console.lang) for article in one.order.articles]
        told += [console.say(BY_LAW, day=one.order.until.isoformat())] if one.order.until else []
        if told:
            console.line(f"   {' · '.join(told)}")
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
        console.line(f"{key}  {console.say(GIVEN, day=str(orders[key].until), says=orders[key].says)}")


def judge(args: Namespace, console: Console) -> int:
    """Say whether an order was put right."""
    args.reinspection = True
    with _open(args, console) as opened:
        opened.judge(args.order, _visit(opened, args), done=args.done, says=args.says)
        state = next(one.state for one in opened.righted() if one.key == args.order)
    console.line(console.say(JUDGED, order=args.order, state=console.say(RIGHTINGS[state])))
    return 0


def letter(args: Namespace, console: Console) -> int:
    """Write the letter after a re-inspection."""
    with _open(args, console) as opened:
        if not any(one.kind == "reinspection" for one in opened.record.visits.values()):
            raise NoVisitYetError
        console.line(str(write_paper("letter", opened, args.output, args.lang)))
    return 0


def export(args: Namespace, console: Console) -> int:
    """Write the record for people or for other programs."""
    kinds: dict[str, Paper] = {ENDINGS[kind]: kind for kind in ("record", "csv", "json")}
    kind = kinds.get(args.output.suffix.lower())
    if kind is None:
        raise PaperEndingError(file=args.output)
    with _open(args, console) as opened:
        console.line(str(write_paper(kind, opened, args.output, args.lang)))
    return 0


def seal(args: Namespace, console: Console) -> int:
    """Write the record as PDF and seal it; a PDF that is not sealed is not left behind."""
    identity = sealing.find_identity(args.identity)
    passphrase = passphrase_for(args, console)
    with _open(args, console) as opened, tempfile.TemporaryDirectory() as folder:
        plain = write_paper("record", opened, Path(folder) / args.output.name, args.lang)
        sealed = sealing.seal(plain, identity, passphrase, args.output)
    signer = identity.name if isinstance(identity, Path) else identity.holder.name
    console.line(console.say(SEALED, signer=signer, file=sealed))
    return 0
