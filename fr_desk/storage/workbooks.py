"""XLSX workbooks as tables of text: the results the file holds, never a formula, a link, a macro or a picture."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from fr_desk.archive import Archive, ArchiveError, Limits
from fr_desk.storage import table_errors as errors
from fr_desk.storage.access import MEGABYTE
from fr_desk.storage.tables import MAX_COLUMNS, MAX_ROWS, Table, tidy

_LIMITS = Limits(parts=2_000, part=64 * MEGABYTE, total=160 * MEGABYTE, ratio=150)
_SCANNED = 1_048_576
"""Rows of a sheet in a spreadsheet program; most of them may be empty."""
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_BROKEN = (
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OverflowError, EOFError, RecursionError),
    *(zipfile.BadZipFile, SyntaxError, InvalidFileException),
)
"""What openpyxl raises for workbooks that are damaged or made by hand: it checks nothing by itself. Faults of XML are
syntax errors to Python."""


def workbook_table(data: bytes, name: str, sheet: str = "") -> Table:
    """Return a sheet of a workbook; the first with something in it if ``sheet`` is empty or not there.

    Raises:
        TableError: if it is no workbook, or more than a list of devices.
    """
    _check(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that are not needed here
            return _read(data, name, sheet)
    except DefusedXmlException as error:
        raise errors.UnsafeWorkbookError(file=name) from error
    except _BROKEN as error:
        raise errors.BrokenWorkbookError(file=name) from error


def _check(data: bytes, name: str) -> None:
    """Refuse what is no workbook, unpacks to too much, or declares entities, before anything is parsed."""
    try:
        archive = Archive(data, _LIMITS)
        if "[Content_Types].xml" not in archive.names:
            other = "mimetype" in archive.names or any(part.endswith(".iwa") for part in archive.names)
            raise (errors.OtherWorkbookError if other else errors.NotATableError)(file=name)
        if "xl/workbook.xml" not in archive.names and "xl/workbook.bin" in archive.names:
            raise errors.OtherWorkbookError(file=name)
        for part in archive.names:
            if part.lower().endswith((".xml", ".rels", ".vml")):
                content = archive.read(part)
                if any(mark in content for mark in _DECLARATIONS):
                    raise errors.UnsafeWorkbookError(file=name)
    except ArchiveError as error:
        damaged = error.fault == "damaged"
        raise (errors.BrokenWorkbookError if damaged else errors.UnsafeWorkbookError)(file=name) from error


def _read(data: bytes, name: str, wanted: str) -> Table:
    results = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        names = tuple(results.sheetnames)
        sheets = {one.title: one for one in results.worksheets}
        for title in [wanted] if wanted in sheets else list(sheets):
            try:
                table = tidy(_rows(sheets[title], name), name)
            except errors.EmptyTableError:
                continue
            uncomputed = _uncomputed(data, title, table)
            return Table(table.rows, table.numbers, name, sheet=title, sheets=names, uncomputed=uncomputed)
    finally:
        results.close()
    raise errors.EmptyTableError(file=name)


def _rows(sheet: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet; the size a sheet claims is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
        if number > _SCANNED:
            raise errors.TooManyRowsError(file=name, limit=f"{MAX_ROWS:,}")
        yield number, [] if row.count(None) == len(row) else [_text(value) for value in row]


def _uncomputed(data: bytes, title: str, table: Table) -> int:
    """Count the cells with a formula whose result is missing: they read as empty, which must not go unsaid."""
    written = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheet, found = written[title], 0
        sheet.reset_dimensions()
        read = dict(zip(table.numbers, table.rows, strict=True))
        for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
            if number > _SCANNED:
                break
            cells = read.get(number, ())
            for column, value in enumerate(row):
                is_formula = isinstance(value, str) and value.startswith("=")
                found += is_formula and not (cells[column] if column < len(cells) else "")
        return found
    finally:
        written.close()


def _text(value: Any) -> str:
    """Return a value of a cell as its reader would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.15g}"
        case dt.datetime() if value.time() == dt.time(0):
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "seconds")
        case _:
            return str(value)
