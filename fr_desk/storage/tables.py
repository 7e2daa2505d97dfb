"""Tables that nobody vouches for: CSV, TSV and XLSX read into rows of plain text. Knows nothing of devices.

Formulas are never evaluated, links never followed, limits checked before anything is unpacked.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fr_desk.storage import table_errors as errors
from fr_desk.storage.access import MEGABYTE, read_bytes
from fr_desk.storage.encodings import decoded

MAX_FILE = 20 * MEGABYTE
MAX_ROWS, MAX_COLUMNS = 5_000, 200
TITLE_ROWS = 30
"""Lines a table may have above and below its rows: titles, the header, totals."""
MAX_CELL = 30_000
"""Characters of a cell; the dossier's own limits are narrower and are said where the cell is shown."""
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_DELIMITERS = "\t;,|，；"
_OLE, _LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_SWALLOWED = 12
"""Line ends inside one cell above which a quotation mark was a letter and no quotation mark."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as text, equally long; empty lines are left out.

    Attributes:
        rows: the cells.
        numbers: of each row, its line in the file, counted from one.
        name: what it is called on the screen.
        encoding: of a text, its character set.
        delimiter: of a text, what stands between two cells.
        sheet: of a workbook, which sheet was read.
        sheets: of a workbook, the names of all.
        uncomputed: cells with a formula whose result the file does not hold.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    name: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    uncomputed: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


def read_table(path: Path, *, encoding: str = "", sheet: str = "") -> Table:
    """Read a table from a file; its content decides what it is, not its name.

    Args:
        path: the file.
        encoding: of a text, its character set; found out if empty.
        sheet: of a workbook, which sheet; the first with something in it if empty.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it is empty or too large.
        TableError: if it is no table that is read here.
    """
    return table_of(read_bytes(path, MAX_FILE), path.name, encoding=encoding, sheet=sheet)


def table_of(data: bytes, name: str, *, encoding: str = "", sheet: str = "") -> Table:
    """Read a table from the content of a file called ``name``; see :func:`read_table`."""
    if data.startswith(_OLE):
        raise (errors.LockedWorkbookError if _LOCKED in data else errors.OldWorkbookError)(file=name)
    if data.startswith(b"PK\3\4"):
        from fr_desk.storage.workbooks import workbook_table  # noqa: PLC0415 - takes long to import

        return workbook_table(data, name, sheet)
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        raise errors.NotATableError(file=name)
    try:
        text, found = decoded(data, encoding)
    except UnicodeDecodeError as error:
        failure = errors.WrongEncodingError(file=name, encoding=encoding.upper())
        raise failure if encoding else errors.NotATableError(file=name) from error
    return text_table(text, name, encoding=found)


def text_table(text: str, name: str, *, encoding: str = "") -> Table:
    """Read a table from text, such as a file or what was pasted.

    Raises:
        TableError: if it is no table that is read here.
    """
    start = text[:2_000].lstrip("\ufeff \r\n\t").lower()
    if start.startswith(("<html", "<!doctype html", "<table", "<?xml", "<div", "<meta")):
        raise errors.DisguisedPageError(file=name)
    odd = sum(letter < " " and letter not in "\t\r\n\f\v" for letter in text[:20_000])
    if odd * 50 > len(text[:20_000]):
        raise errors.NotATableError(file=name)
    text = text.replace("\0", "")
    first, _, rest = text.partition("\n")
    told = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if told and len(told) == 1:
        return _text_rows(rest, told, name, encoding, first_line=2)
    return _text_rows(text, delimiter_of(text), name, encoding, first_line=1)


def delimiter_of(text: str) -> str:
    """Return what stands between the cells of a text: the mark that cuts the most lines into equally many, if any."""
    best, chosen = 0.0, ","
    lines = [line for line in text.splitlines()[:200] if line.strip()][:80]
    for number, mark in enumerate(_DELIMITERS):
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if row)
        except csv.Error:
            continue
        width, often = max(
            widths.items(), key=lambda one: (one[1] * min(one[0] - 1, 8), one[0]), default=(1, 0)
        )
        weight = often * min(width - 1, 8) * (1.2 if mark == "\t" else 1.0) * (0.99**number)
        if weight > best:
            best, chosen = weight, mark
    return chosen


def _text_rows(text: str, delimiter: str, name: str, encoding: str, *, first_line: int) -> Table:
    rows = _cut(text, delimiter, name, quoted=True)
    if any(cell.count("\n") > _SWALLOWED for _, row in rows for cell in row):
        rows = _cut(text, delimiter, name, quoted=False)
    table = tidy(((number + first_line - 1, row) for number, row in rows), name)
    return Table(table.rows, table.numbers, name, encoding=encoding, delimiter=delimiter)


def _cut(text: str, delimiter: str, name: str, *, quoted: bool) -> list[tuple[int, list[str]]]:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=quoting)
    rows, before = [], 0
    try:
        for row in reader:
            rows.append((before + 1, row))
            before = reader.line_num
            if len(rows) > 10 * MAX_ROWS:
                raise errors.TooManyRowsError(file=name, limit=f"{MAX_ROWS:,}")
    except csv.Error as error:
        raise errors.LongCellError(file=name, limit=f"{MAX_CELL:,}") from error
    return rows


def tidy(rows: Iterable[tuple[int, Sequence[str]]], name: str) -> Table:
    """Return numbered rows as a table: cells trimmed, empty rows and columns at the end left out, limits kept.

    Raises:
        TableError: if there is nothing, or more than a list of devices has.
    """
    kept = []
    for number, row in rows:
        cells = [trimmed(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MAX_COLUMNS:
            raise errors.TooManyColumnsError(file=name, limit=MAX_COLUMNS)
        if any(len(cell) > MAX_CELL for cell in cells):
            raise errors.LongCellError(file=name, limit=f"{MAX_CELL:,}")
        kept.append((number, cells))
        if len(kept) > MAX_ROWS + TITLE_ROWS:
            raise errors.TooManyRowsError(file=name, limit=f"{MAX_ROWS:,}")
    if not kept:
        raise errors.EmptyTableError(file=name)
    width = max(len(cells) for _, cells in kept)
    rows_made = tuple((*cells, *[""] * (width - len(cells))) for _, cells in kept)
    return Table(rows_made, tuple(number for number, _ in kept), name)


def trimmed(cell: str) -> str:
    """Return a cell without the white space around it; ``="007"``, which keeps zeros in spreadsheets, is 007."""
    cell = cell.replace("\N{NO-BREAK SPACE}", " ").replace("\ufeff", "").strip()
    if len(cell) > 2 and cell.startswith('="') and cell.endswith('"') and '"' not in cell[2:-1]:
        return cell[2:-1]
    return cell
