"""A record for other programs: JSON with everything in it, and a table with a line for each place; stable columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.inspection.declared import Compared
from fr_desk.inspection.ordering import Righted
from fr_desk.inspection.record import Record
from fr_desk.inspection.record_file import record_json
from fr_desk.inspection.recording import effective

COLUMNS: Final = (
    "dossier",
    "venue",
    "path",
    "place",
    "declared",
    "outcome",
    "found",
    "article",
    "photos",
    "inspector",
    "at",
    "inspectors_differ",
    "orders",
    "until",
    "righted",
)
"""Columns of the table; other systems rely on their names."""
_STEERS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""How cells begin that spreadsheets take for formulas."""


def as_json(record: Record, rows: Sequence[Compared], righted: Sequence[Righted] = ()) -> dict[str, Any]:
    """Return a record as JSON values, with the places compared and what became of the orders."""
    return {
        "record": json.loads(record_json(effective(record))),
        "places": [place_json(row) for row in rows],
        "orders": [righted_json(one) for one in righted],
    }


def place_json(row: Compared) -> dict[str, Any]:
    """Return one place, declared against found, as JSON values."""
    return {
        "path": row.path,
        "group": row.group,
        "place": row.label.model_dump(),
        "declared": row.declared.model_dump(),
        "outcome": row.outcome,
        "found": row.says or None,
        "article": row.article or None,
        "photos": list(row.photos),
        "inspector": row.who or None,
        "at": row.when.isoformat() if row.when else None,
        "observation": row.found.key if row.found else None,
        "others": [
            {
                "observation": one.key,
                "inspector": one.who,
                "outcome": one.observation.outcome,
                "found": one.observation.says,
                "at": one.observation.at.isoformat(),
            }
            for one in row.others
        ],
    }


def righted_json(one: Righted) -> dict[str, Any]:
    """Return what became of an order as JSON values."""
    return {
        "order": one.key,
        "path": one.order.path,
        "rule": one.order.rule,
        "says": one.order.says,
        "articles": list(one.order.articles),
        "until": one.order.until.isoformat() if one.order.until else None,
        "state": one.state,
        "basis": one.basis or None,
        "days_late": one.late,
        "says_since": one.order.done_says,
    }


def as_csv(
    record: Record, dossier: Dossier, rows: Sequence[Compared], righted: Sequence[Righted], lang: Lang
) -> bytes:
    """Return one line for each place as CSV in UTF-8 with a byte order mark, for spreadsheets of any country."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow([plain_cell(cell) for cell in _cells(record, dossier, row, righted, lang)])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(
    record: Record, dossier: Dossier, row: Compared, righted: Iterable[Righted], lang: Lang
) -> Iterator[str]:
    here = [one for one in righted if one.order.path == row.path or one.order.path.startswith(f"{row.path}.")]
    days = sorted(one.order.until.isoformat() for one in here if one.order.until)
    yield from (record.dossier, dossier.venue.name or "", row.path)
    yield from (row.label.get(lang), row.declared.get(lang), row.outcome or "", row.says, row.article)
    yield from (" ".join(row.photos), row.who, row.when.isoformat() if row.when else "")
    yield from ("yes" if row.differs else "no", str(len(here)), days[0] if days else "")
    yield " ".join(one.state for one in here)


def plain_cell(text: str) -> str:
    """Return a cell that every spreadsheet takes for text: one that looks like a formula gets a quotation mark."""
    return f"'{text}" if text.startswith(_STEERS) else text
