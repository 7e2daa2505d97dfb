"""The command ``record list``: which dossiers of some places have a record, and which records have no dossier there.

Exit codes: 0 done; 1 a record or its dossier cannot be read, or a record lies without its dossier and was not taken
over into another; 2 something that was named is not there.
"""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fr_desk.cli.console import Console
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, texts
from fr_desk.inspection.errors import RecordInsteadError
from fr_desk.inspection.opening import dossier_at
from fr_desk.inspection.place import place_at
from fr_desk.inspection.record import ENDING, Record
from fr_desk.inspection.recording import effective
from fr_desk.inspection.refusals import RefusedError
from fr_desk.inspection.tables import plain
from fr_desk.services.inspecting.astray import Astray, astray_in
from fr_desk.services.inspecting.known import Known, known_records
from fr_desk.storage.errors import MissingFileError

HOLDS = N_("Visits {visits}, entries {observations}, orders given {orders}.")
NONE_THERE = N_("There is no record in {sources}.")
WITHOUT = N_("No dossier is found for the record of {venue} ({dossier}).")
TAKEN_OVER = N_(
    "No dossier is found for the record of {venue} ({dossier}), but everything in it is also in {record}; "
    "this file can be removed."
)
WAY_OUT = N_(
    "Records without their dossier: {count}. The dossier was renamed, moved, removed or replaced; rename the record "
    "as its dossier is called, or take it over into that dossier’s record with fr-desk record merge."
)
CLEAN, TROUBLE, BAD = 0, 1, 2


def list_known(args: Namespace, console: Console) -> int:
    """List the records of the dossiers in some places."""
    missing = list(_missing(args.sources))
    for error in missing:
        console.fail(error)
    found = list(known_records(args.sources))
    astray = list(astray_in(args.sources, found))
    if args.format == "json":
        rows = [*map(_known_json, found), *map(_astray_json, astray)]
        console.data(json.dumps(rows, ensure_ascii=False))
    else:
        _print(found, astray, console)
        if not found and not astray and not missing:
            console.line(console.say(NONE_THERE, sources=", ".join(map(str, args.sources))))
    lone = sum(one.record is not None and one.taken_over is None for one in astray)
    if lone:
        console.complain(texts(WAY_OUT, count=str(lone)))
    if missing:
        return BAD
    errors = [*(one.error for one in found), *(one.error for one in astray)]
    return TROUBLE if lone or any(errors) else CLEAN


def _missing(sources: Sequence[Path]) -> Iterator[FrDeskError]:
    """Yield what is wrong with what was named: it is not there, or it is a record."""
    for source in sources:
        place = place_at(source)
        if place.member:
            try:
                dossier_at(place)
            except FrDeskError as error:
                yield error
        elif not os.path.lexists(source):
            yield MissingFileError(file=str(source))
        elif source.suffix.lower() == ENDING and not source.is_dir():
            yield RefusedError(str(source), RecordInsteadError().texts())


def _print(found: Sequence[Known], astray: Sequence[Astray], console: Console) -> None:
    for one in found:
        if one.record is not None:
            _print_one(one.place.text, one.record, one.file, console)
        elif one.error is not None:
            console.fail(one.error)
    for lone in astray:
        if lone.record is not None:
            venue, dossier = lone.record.venue or "–", lone.record.dossier
            head = console.say(WITHOUT, venue=venue, dossier=dossier)
            if lone.taken_over is not None:
                head = console.say(TAKEN_OVER, venue=venue, dossier=dossier, record=lone.taken_over)
            _print_one(head, lone.record, lone.file, console)
        elif lone.error is not None:
            console.fail(lone.error)


def _print_one(head: str, record: Record, file: Path, console: Console) -> None:
    console.line(plain(head))
    console.line(f"   {console.say(HOLDS, **_counted(record))}")
    console.line(f"   {plain(str(file))}")


def _known_json(one: Known) -> dict[str, Any]:
    return {"file": one.place.text, **_json(one.file, one.record, one.error)}


def _astray_json(one: Astray) -> dict[str, Any]:
    taken_over = str(one.taken_over) if one.taken_over is not None else None
    return {"file": None, **_json(one.file, one.record, one.error), "taken_over": taken_over}


def _json(file: Path, record: Record | None, error: FrDeskError | None) -> dict[str, Any]:
    return {
        "record": str(file),
        "dossier": record.dossier if record is not None else None,
        "venue": record.venue if record is not None else None,
        **({} if record is None else _counted(record)),
        "error": error.texts().model_dump() if error is not None else None,
    }


def _counted(record: Record) -> dict[str, int]:
    valid = effective(record)
    return {
        "visits": len(valid.visits),
        "observations": len(valid.observations),
        "orders": sum(order.given is not None for order in valid.orders.values()),
    }
