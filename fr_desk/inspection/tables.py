"""Rows as tables for other programs: CSV, XLSX and JSON lines. The same columns everywhere; nothing is ever a formula.

CSV and JSON lines hold the codes that programs rely on, a workbook holds words in the language that is asked for.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, Protocol

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.visible import visible
from fr_desk.i18n import N_, Lang, translate
from fr_desk.inspection.result import Declared, Result
from fr_desk.inspection.wanted import COLUMNS, Column, Row
from fr_desk.inspection.words import (
    title_of_rule,
    words_of_agreement,
    words_of_kind,
    words_of_standing,
    words_of_verdict,
)
from fr_desk.storage.verification import STATES

TITLES: Final[dict[Column, str]] = {
    "risk": N_("Risk"),
    "verdict": N_("Verdict"),
    "name": N_("Venue"),
    "kind": N_("Kind"),
    "district": N_("District"),
    "file": N_("About the file"),
    "issues": N_("Main points"),
    "operator": N_("Operator"),
    "address": N_("Address"),
    "day": N_("Date of the dossier"),
    "breached": N_("To change"),
    "review": N_("To decide"),
    "open": N_("To answer"),
    "met": N_("In order"),
    "devices": N_("Devices"),
    "faces": N_("Devices that recognise faces"),
    "revision": N_("Revision"),
    "printed": N_("Printed verdict"),
    "dossier": N_("Dossier id"),
    "fingerprint": N_("Fingerprint"),
    "path": N_("Where the file is"),
    "as_of": N_("Law as of"),
    "number": N_("Registration number"),
    "jurisdiction": N_("Country"),
    "standing": N_("State of the file"),
    "agreement": N_("Printed findings"),
    "own": N_("Verdict on its own day"),
}
"""Headings."""
MEANINGS: Final[dict[Column, str]] = {
    "risk": N_("how urgent the file is; higher is worse, 0 is nothing to see"),
    "verdict": N_("breached, open, review or clean, computed again; empty for a file without a dossier"),
    "name": N_("name of the venue"),
    "kind": N_("kind of venue, as in fr-desk new --venue"),
    "district": N_("district in the venue’s own language"),
    "file": N_("the most important sentence about the file itself"),
    "issues": N_("titles of the worst rules that are breached, open or to decide; at most three"),
    "operator": N_("name of the operator"),
    "address": N_("address of the venue"),
    "day": N_("the dossier’s own date, or that of the printed findings"),
    "breached": N_("number of findings that are breached"),
    "review": N_("number of findings that a person must decide"),
    "open": N_("number of findings that answers are missing for"),
    "met": N_("number of findings that are in order"),
    "devices": N_("number of devices"),
    "faces": N_("number of devices that recognise faces"),
    "revision": N_("how often the dossier was saved"),
    "printed": N_("the verdict that the document itself states"),
    "dossier": N_("id of the dossier, the same in all its versions"),
    "fingerprint": N_("SHA-256 of what the dossier says"),
    "path": N_("folder and name of the file; inside a zip, the name follows after !/"),
    "as_of": N_("the day whose law was applied"),
    "number": N_("registration number of the operator"),
    "jurisdiction": N_("CN or KR"),
    "standing": N_(
        "sealed, unsealed, unprotected, unknown_signer, changed, mismatch, not_a_dossier or unreadable"
    ),
    "agreement": N_(
        "how the printed findings stand to those that the answers give: same, older_rules, other_day, newer_rules, "
        "other_rules, milder or other"
    ),
    "own": N_("the verdict that the answers give on the dossier’s own day, where a document states one"),
}
"""What stands in each column of CSV and XLSX."""
MOST_ISSUES: Final = 3
LONGEST: Final = 32_000
"""Characters of one cell; spreadsheet programs take 32,767."""
SHEET: Final = 1_000_000
"""Rows of one sheet."""

_DANGEROUS = re.compile(r"\s*[=+\-@＝＋－＠]")
_BREAKS = re.compile("[\t\r\n\v\f\x85\u2028\u2029]+")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_WIDTHS: Final[dict[Column, int]] = {
    "name": 30,
    "file": 50,
    "issues": 60,
    "operator": 30,
    "address": 40,
    "dossier": 38,
    "fingerprint": 20,
    "path": 60,
    "number": 24,
}
_FURTHER_WIDTH: Final = 24
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_BLANK = Declared(dossier="", fingerprint="")

Cell = str | int | dt.date | None


class Cells(Protocol):
    """Makes what stands in the further columns of a row: codes, or words."""

    def __call__(self, row: Row, lang: Lang, /, *, worded: bool) -> Sequence[Cell]:
        """Return the cells, as many as there are columns."""


def _no_cells(_row: Row, _lang: Lang, /, *, worded: bool) -> Sequence[Cell]:  # noqa: ARG001 - one of several
    return ()


@dataclass(frozen=True, slots=True)
class Further:
    """Columns that not every table has, behind the others.

    Attributes:
        titles: their headings by name.
        cells: what stands in them.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    cells: Cells = _no_cells


NOTHING_FURTHER: Final = Further()


def issues(result: Result, lang: Lang) -> list[str]:
    """Return the titles of the worst rules."""
    rules = dict.fromkeys(one.rule for one in result.found)
    return [title_of_rule(rule, lang) for rule in list(rules)[:MOST_ISSUES]]


def cell(row: Row, column: Column, lang: Lang) -> Cell:
    """Return what stands in a column, as a code where there is one; empty for a file that has nothing there."""
    result = row.result
    declared = result.declared or _BLANK
    match column:
        case "file":
            return result.sentence.get(lang)
        case "issues":
            return ("；" if lang == "zh" else "; ").join(issues(result, lang))
        case "path":
            return row.place.text
        case "risk" | "verdict" | "standing" | "printed" | "as_of" | "agreement" | "own":
            return _of(result, column)
        case "breached" | "review" | "open" | "met":
            return _of(result, column) if result.verdict else None
        case "devices" | "faces" | "revision":
            return _of(declared, column) if result.declared else None
        case _:
            return _of(declared, column)


def _of(value: Result | Declared, column: Column) -> Cell:
    found: Cell = getattr(value, column)
    return found


def worded(row: Row, column: Column, lang: Lang) -> Cell:
    """Return what stands in a column, in words."""
    value = cell(row, column, lang)
    result = row.result
    match column:
        case "verdict":
            return words_of_verdict(result.verdict, lang)
        case "printed" | "own":
            return words_of_verdict(str(value), lang) if value else ""
        case "agreement":
            return words_of_agreement(str(value), lang) if value else ""
        case "standing":
            return words_of_standing(result.standing, lang, sealable=result.form == "pdf")
        case "kind":
            return words_of_kind(str(value), lang)
        case "jurisdiction":
            country = next((one for one in Jurisdiction if one.value == value), None)
            return translate(country.label, lang) if country else value
        case _:
            return value


def plain(text: str) -> str:
    """Return text for one cell: on one line, without anything that steers a program or hides in it, not too long."""
    line = _CONTROLS.sub("", _BREAKS.sub(" ", text))
    whole = visible(line[:LONGEST])
    return whole if max(len(line), len(whole)) <= LONGEST else whole[: LONGEST - 1] + "…"


def is_dangerous(text: str) -> bool:
    """Tell whether a spreadsheet program might take text for a formula."""
    return _DANGEROUS.match(text) is not None


def as_csv(
    rows: Iterable[Row],
    lang: Lang,
    columns: Sequence[Column] = COLUMNS,
    *,
    headings: bool = True,
    further: Further = NOTHING_FURTHER,
) -> Iterator[bytes]:
    """Yield rows as CSV: UTF-8 with its mark, names of columns first, a text like a formula after an apostrophe.

    Args:
        rows: in their order.
        lang: of sentences and titles.
        columns: in their order.
        headings: whether the mark and the names of the columns come first.
        further: columns behind those.
    """
    buffer = io.StringIO(newline="")
    write = csv.writer(buffer, lineterminator="\r\n")
    if headings:
        buffer.write("\ufeff")
        write.writerow([*columns, *further.titles])
    for row in rows:
        own = [cell(row, column, lang) for column in columns]
        write.writerow(map(_quoted, (*own, *further.cells(row, lang, worded=False))))
        if buffer.tell() > 65_536:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _quoted(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        raw_start = value[:1] in {"\t", "\r", "\n"}
        text = plain(value)
        return f"'{text}" if raw_start or is_dangerous(text) else text
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def as_xlsx(
    rows: Iterable[Row],
    lang: Lang,
    columns: Sequence[Column] = COLUMNS,
    *,
    further: Further = NOTHING_FURTHER,
) -> bytes:
    """Return rows as a workbook: numbers and dates are such, every text is a text, the heading stays in sight.

    Args:
        rows: in their order.
        lang: of headings and words.
        columns: in their order.
        further: columns behind those.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import

    book, waiting = Workbook(write_only=True), iter(rows)
    more = True
    while more:
        more = _fill(book.create_sheet(), islice(waiting, SHEET), lang, columns, further) == SHEET
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill(sheet: Any, rows: Iterable[Row], lang: Lang, columns: Sequence[Column], further: Further) -> int:
    """Write rows into a new sheet, and return how many."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - takes long to import
    from openpyxl.styles import Font  # noqa: PLC0415 - the same
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - the same

    titles = [TITLES[column] for column in columns] + list(further.titles.values())
    letters = [get_column_letter(place) for place in range(1, len(titles) + 1)]
    sheet.freeze_panes = "A2"
    widths = [_WIDTHS.get(column, 14) for column in columns] + [_FURTHER_WIDTH] * len(further.titles)
    for letter, width in zip(letters, widths, strict=True):
        sheet.column_dimensions[letter].width = width

    def written(value: Cell, *, bold: bool = False) -> Any:
        if not isinstance(value, str):
            return value
        text = plain(value)
        if not (bold or is_dangerous(text) or text in _ERRORS):
            return text or None
        made = WriteOnlyCell(sheet, value=text)
        made.data_type = "s"
        if bold:
            made.font = Font(bold=True)
        else:
            made.quotePrefix = True
        return made

    sheet.append([written(translate(title, lang), bold=True) for title in titles])
    filled = 0
    for row in rows:
        own = [worded(row, column, lang) for column in columns]
        sheet.append([written(one) for one in (*own, *further.cells(row, lang, worded=True))])
        filled += 1
    sheet.auto_filter.ref = f"A1:{letters[-1]}{filled + 1}"
    return filled


def as_json(row: Row) -> dict[str, Any]:
    """Return a row as JSON values. Scripts rely on this shape; texts are in all three languages."""
    result = row.result
    declared = result.declared
    told: dict[str, Any] | None = None
    if declared is not None:
        names = (
            *(
                "name",
                "kind",
                "jurisdiction",
                "region",
                "district",
                "address",
                "operator",
                "number",
                "revision",
            ),
            *("devices", "faces", "sealed_by"),
        )
        told = {name: getattr(declared, name) for name in names}
        told["day"] = declared.day.isoformat() if declared.day else None
    return {
        "file": row.place.text,
        "digest": result.digest,
        "form": result.form,
        "standing": result.standing,
        "state": STATES[result.standing],
        "details": [one.model_dump() for one in result.details],
        "dossier": declared.dossier if declared else "",
        "fingerprint": declared.fingerprint if declared else "",
        "as_of": result.as_of.isoformat(),
        "packs": [pack.model_dump(mode="json") for pack in result.packs],
        "verdict": result.verdict,
        "printed": result.printed,
        "own": result.own,
        "agreement": result.agreement,
        "risk": result.risk,
        "counts": {name: getattr(result, name) for name in ("breached", "open", "review", "met")},
        "findings": [
            {
                "rule": one.rule,
                "outcome": one.outcome.value,
                "level": one.level,
                "item": one.item,
                "patterns": list(one.patterns),
            }
            for one in result.found
        ],
        "declared": told,
        "copies": row.copies,
        "versions": row.versions,
    }


def json_line(row: Row, *, counted: bool = True) -> str:
    """Return a row as one line of JSON; names that are no text are written with escapes.

    Args:
        row: to be told.
        counted: whether all other files are known, and with them how many are copies and versions of this one.
    """
    told = as_json(row) if counted else as_json(row) | {"copies": None, "versions": None}
    text = json.dumps(told, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(told)
    return text
