"""A record for other programs: JSON with everything in it, and a table with a line for each place; stable columns."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.visible import visible
from fr_desk.i18n import Lang, translate
from fr_desk.inspection.declared import NO_NAME, Compared
from fr_desk.inspection.order_places import name_of_place, row_of
from fr_desk.inspection.record import Record
from fr_desk.inspection.record_file import record_json
from fr_desk.inspection.recording import Sighting, effective
from fr_desk.inspection.righting import Righted, Said
from fr_desk.inspection.spots import declared_texts

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
    "others",
    "earlier",
)
"""Columns of the table; other systems rely on their names, and new ones come last."""
NO_PLACE: Final = "no_place"
"""The outcome of an order that concerns no place of the round."""
_BREAKS = re.compile("\r\n?")
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
        "others": [_sighting_json(one) for one in row.others],
        "earlier": [_sighting_json(one) for one in row.earlier],
    }


def _sighting_json(one: Sighting) -> dict[str, Any]:
    return {
        "observation": one.key,
        "inspector": one.who,
        "outcome": one.observation.outcome,
        "found": one.observation.says,
        "at": one.observation.at.isoformat(),
    }


def righted_json(one: Righted) -> dict[str, Any]:
    """Return what became of an order as JSON values."""
    return {
        "order": one.key,
        "path": one.order.path,
        "item": one.order.item,
        "rule": one.order.rule,
        "says": one.order.says,
        "articles": list(one.order.articles),
        "until": one.order.until.isoformat() if one.order.until else None,
        "state": one.state,
        "basis": one.basis or None,
        "days_late": one.late,
        "says_since": one.order.done_says,
        "inspectors_differ": one.differs,
        "said": [_said_json(said) for said in one.said],
    }


def _said_json(one: Said) -> dict[str, Any]:
    return {
        "inspector": one.visit.inspector,
        "office": one.visit.office,
        "state": one.state,
        "says": one.judgement.says,
        "at": one.judgement.at.isoformat(),
    }


def as_csv(
    record: Record, dossier: Dossier, rows: Sequence[Compared], righted: Sequence[Righted], lang: Lang
) -> bytes:
    """Return one line for each place as CSV in UTF-8 with a byte order mark, for spreadsheets of any country.

    Orders that concern no place of the round follow, a line each, with the outcome :data:`NO_PLACE`.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    about: dict[int, list[Righted]] = {}
    nowhere: list[Righted] = []
    for one in righted:
        home = row_of(one.order, rows)
        (about.setdefault(id(home), []) if home is not None else nowhere).append(one)
    head = (record.dossier, dossier.venue.name or "")
    for row in rows:
        cells = (*head, *_cells(row, lang), *_orders(about.get(id(row), ())), *_more(row, lang))
        table.writerow([plain_cell(cell) for cell in cells])
    for one in nowhere:
        cells = (*head, *_no_place(one, dossier, lang), *_orders((one,)), "", "")
        table.writerow([plain_cell(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(row: Compared, lang: Lang) -> Iterator[str]:
    yield row.path
    yield from (row.label.get(lang), row.declared.get(lang), row.outcome or "", row.says, row.article)
    yield from (" ".join(row.photos), _who(row.found, lang), row.when.isoformat() if row.when else "")
    yield "yes" if row.differs else "no"


def _no_place(one: Righted, dossier: Dossier, lang: Lang) -> tuple[str, ...]:
    path = one.order.path
    place, declared = name_of_place(one.order, (), dossier), declared_texts(dossier, path)
    return (path, place.get(lang), declared.get(lang), NO_PLACE, *("",) * 5, "no")


def _orders(here: Sequence[Righted]) -> tuple[str, str, str]:
    days = sorted(one.order.until.isoformat() for one in here if one.order.until)
    return str(len(here)), days[0] if days else "", " ".join(one.state for one in here)


def _who(one: Sighting | None, lang: Lang) -> str:
    """Return who found something; empty where nobody looked."""
    return one.who_in(lang) or translate(NO_NAME, lang) if one is not None else ""


def _more(row: Compared, lang: Lang) -> tuple[str, str]:
    others, earlier = ("\n".join(_told(one, lang) for one in found) for found in (row.others, row.earlier))
    return others, earlier


def _told(one: Sighting, lang: Lang) -> str:
    """Return what somebody found in one line: who, when, the outcome as everywhere in the table, and what was noted."""
    said = " ".join((one.observation.says or "").split())
    told = f"{_who(one, lang)}, {one.observation.at.isoformat()}: {one.observation.outcome}"
    return f"{told}: {said}" if said else told


def plain_cell(text: str) -> str:
    """Return a cell that every spreadsheet takes for text: one that looks like a formula gets a quotation mark."""
    told = visible(_BREAKS.sub("\n", text).replace("\t", " "))
    return f"'{told}" if text.startswith(_STEERS) else told
