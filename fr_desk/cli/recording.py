"""The command ``record``: what was found on site, finishing visits, merging, and the papers of a record.

A dossier inside a zip is named ``FILE.zip!/NAME``, as tables and lists write it.

Exit codes of ``show``: 0 everything is as declared and put right, 1 something differs (for one of several inspectors is
enough) or is not put right, 3 places are left that nobody has looked at. ``list`` ends with 1 if a record, or its
dossier, cannot be read. The others end with 0 if done. The dossier is never touched.
"""

from __future__ import annotations

import json
import tempfile
from argparse import Namespace
from pathlib import Path

from fr_desk.cli.console import Console
from fr_desk.cli.recording_open import (
    check_target,
    named,
    open_record,
    show_observation,
    show_said,
    show_sighting,
    tell,
    visit_of,
)
from fr_desk.cli.sealing import SEALED, passphrase_for
from fr_desk.i18n import N_, texts
from fr_desk.inspection.declared import DRAFT, INSPECTORS_DIFFER, NO_NAME, NOT_LOOKED_AT, OUTCOMES, Compared
from fr_desk.inspection.ordering import summary_of
from fr_desk.inspection.record import Outcome
from fr_desk.inspection.righting import LATE, RIGHTINGS, Righted
from fr_desk.inspection.words import label_of_article
from fr_desk.services import sealing
from fr_desk.services.inspecting.handing_out import as_json
from fr_desk.services.inspecting.record_papers import ENDINGS, Paper, write_paper

KEPT = N_("Recorded: {entry}, kept in {file}")
FINISHED = {
    "inspection": N_("The inspection of {who} is finished."),
    "reinspection": N_("The re-inspection of {who} is finished."),
}
NO_OPEN_VISIT = N_("No visit of {who} is open.")
BROUGHT = N_("{file}: new entries {observations}, orders {orders}, photos {photos}, visits {visits}.")
INSTEAD = N_("It takes the place of what was recorded there before:")
PLACE = N_("{name}: {outcome}")
ORDER_LINE = N_("Order {order}, until {day}: {state}")
COUNTS = N_(
    "As declared {as_declared}, differing {differs}, not there {not_there}, not declared {not_declared}, "
    "not looked at {not_looked_at}."
)


def show(args: Namespace, console: Console) -> int:
    """Show declared against found."""
    with open_record(args, console) as opened:
        rows, righted = opened.rows(), opened.righted()
        drafts, told = opened.drafts(), as_json(opened.record, rows, righted)
    if args.format == "json":
        console.data(json.dumps({"file": str(args.file), **told}, ensure_ascii=False))
    else:
        console.line(console.say(COUNTS, **summary_of(rows)))
        for row in rows:
            if row.found is not None:
                _show_place(row, console)
        for one in righted:
            _show_order(one, console)
        for key, order in drafts:
            console.line(f"{key}  {console.say(DRAFT)}")
            console.line(f"   {order.words(console.lang)}")
    if any(row.at_fault or row.differs for row in rows) or any(
        one.state in {"not_right", "unknown"} or one.differs for one in righted
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
        show_sighting(one, console)


def _words(outcome: Outcome | None) -> str:
    return OUTCOMES[outcome] if outcome is not None else NOT_LOOKED_AT


def _show_order(one: Righted, console: Console) -> None:
    day = one.order.until.isoformat() if one.order.until else "–"
    console.line(console.say(ORDER_LINE, order=one.key, day=day, state=console.say(RIGHTINGS[one.state])))
    console.line(f"   {one.order.words(console.lang)}")
    if one.late:
        console.line(f"   {console.say(LATE, days=one.late)}")
    for said in one.said:
        show_said(said, console)
    if one.differs:
        console.line(f"   {console.say(INSPECTORS_DIFFER)}")


def add(args: Namespace, console: Console) -> int:
    """Record what was found at a place."""
    from fr_desk.cli.recording_options import FOUND  # noqa: PLC0415 - which comes back here

    with open_record(args, console, begins=True) as opened, opened.at_once():
        visit, begun = visit_of(opened, args)
        key, before = opened.add(
            visit, args.place, FOUND[args.found], says=args.says, label=args.label, article=args.article
        )
        for photo in args.photo:
            opened.add_photo(key, photo, keep_location=args.keep_location)
    tell(begun, args, console)
    console.line(console.say(KEPT, entry=key, file=opened.keeper.file))
    if before is not None:
        console.line(console.say(INSTEAD))
        show_observation(before, opened.record.visits[visit].inspector, console)
        if before.article:
            console.line(f"      {label_of_article(before.article, console.lang)}")
    return 0


def finish(args: Namespace, console: Console) -> int:
    """Finish the visit of an inspector."""
    with open_record(args, console) as opened:
        who, office = named(opened, args)
        ended = []
        while visit := opened.open_visit(who, None, office):
            opened.end_visit(visit)
            ended.append(opened.record.visits[visit].kind)
    for kind in sorted(ended):  # an inspection before a re-inspection
        tell(texts(FINISHED[kind], who=who), args, console)
    if not ended:
        tell(texts(NO_OPEN_VISIT, who=who), args, console)
    return 0 if ended else 1


def merge(args: Namespace, console: Console) -> int:
    """Put the records of several inspectors together."""
    with open_record(args, console) as opened:
        for other in args.others:
            coming = opened.look_at(other)
            counts: dict[str, object] = {str(name): count for name, count in coming.entries.items()}
            console.line(console.say(BROUGHT, file=other, **counts))
            for row in coming.rows if args.preview else ():
                _show_place(row, console)
            if not args.preview:
                opened.merge(coming)
    return 0


def export(args: Namespace, console: Console) -> int:
    """Write the record for people or for other programs."""
    kinds: dict[str, Paper] = {ENDINGS[kind]: kind for kind in ("record", "csv", "json")}
    check_target(args, *kinds)
    kind = kinds[args.output.suffix.lower()]
    with open_record(args, console) as opened:
        console.line(str(write_paper(kind, opened, args.output, args.lang)))
    return 0


def seal(args: Namespace, console: Console) -> int:
    """Write the record as PDF and seal it; a PDF that is not sealed is not left behind."""
    check_target(args, ".pdf")
    identity = sealing.find_identity(args.identity)
    passphrase = passphrase_for(args, console)
    with open_record(args, console) as opened, tempfile.TemporaryDirectory() as folder:
        plain = write_paper("record", opened, Path(folder) / args.output.name, args.lang)
        sealed = sealing.seal(plain, identity, passphrase, args.output)
    signer = identity.name if isinstance(identity, Path) else identity.holder.name
    console.line(console.say(SEALED, signer=signer, file=sealed))
    return 0
