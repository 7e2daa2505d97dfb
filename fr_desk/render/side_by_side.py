"""One document in two languages: what was composed in each, put together piece by piece.

Running text stands in two columns; in tables the second language stands under the first, quieter. What says the same in
both (names, numbers, dates) stands once. Charts and icons are those of the first language. This module knows no
dossier: it only sees pieces of pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from reportlab.platypus import Flowable

from fr_desk.i18n import Lang
from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.lines import Run
from fr_desk.render.styles import MUTED
from fr_desk.render.table import Table, TableRow

GAP = 16.0
"""Points between the two columns."""


class SideBySide(Cell):
    """Two cells in two columns of the same width."""

    def __init__(self, left: Cell, right: Cell) -> None:
        """Take what stands left and right."""
        super().__init__()
        self.left, self.right = left, right
        self.leads = left.leads
        self.spaceBefore = max(left.getSpaceBefore(), right.getSpaceBefore())
        self.spaceAfter = max(left.getSpaceAfter(), right.getSpaceAfter())

    @staticmethod
    def _column(width: float) -> float:
        return (width - GAP) / 2

    def height_in(self, width: float) -> float:
        """Return the height of the higher one."""
        wide = self._column(width)
        return max(self.left.height_in(wide), self.right.height_in(wide))

    def cut(self, width: float, height: float) -> tuple[SideBySide, SideBySide] | None:
        """Return what fits of both and the rest of both, if each either fits or can be cut."""
        wide = self._column(width)
        halves = [_fitting(cell, wide, height) for cell in (self.left, self.right)]
        left, right = halves
        if left is None or right is None:
            return None
        return SideBySide(left[0], right[0]), SideBySide(left[1], right[1])

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the left one, then the right one."""
        wide = self._column(width)
        self.left.paint(canvas, x, top, wide)
        self.right.paint(canvas, x + wide + GAP, top, wide)


def _fitting(cell: Cell, width: float, height: float) -> tuple[Cell, Cell] | None:
    return (cell, Stack()) if cell.height_in(width) <= height else cell.cut(width, height)


def together(first: Sequence[Flowable], second: Sequence[Flowable], lang: Lang) -> list[Flowable]:
    """Return the pieces of two languages as one sequence.

    Args:
        first: the pieces in the main language.
        second: the same pieces in the other language; a few may be missing or more.
        lang: the other language.
    """
    merged: list[Flowable] = []
    same = {_text(one) for one in first} & {_text(one) for one in second}
    here_keys, there_keys = ([_key(one, same) for one in pieces] for pieces in (first, second))
    matcher = SequenceMatcher(None, here_keys, there_keys, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        here, there = first[start:end], second[other_start:other_end]
        if tag == "equal":
            merged += (_pair(one, other, lang) for one, other in zip(here, there, strict=True))
        else:
            merged += _columns(here, there, lang)
    return merged


def _key(piece: Flowable, same: set[str]) -> tuple[str, ...]:
    """Return what makes a piece the same in every language; ``same`` are words that stand in both."""
    if isinstance(piece, Block):
        words = _text(piece)
        alike = words if words in same else ""
        return (type(piece).__name__, piece.style.tag, str(piece.style.size), piece.anchor, alike)
    if isinstance(piece, Table):
        return ("Table", str(len(piece.shares)), *(row.anchor for row in piece.rows))
    return (type(piece).__name__,)


def _columns(here: Sequence[Flowable], there: Sequence[Flowable], lang: Lang) -> list[Flowable]:
    """Return pieces that do not answer to each other: text in columns, everything else one after the other."""
    spoken = [_spoken(one, lang) if isinstance(one, Cell) else one for one in there]
    left, right = ([one for one in pieces if isinstance(one, (Block, Stack))] for pieces in (here, spoken))
    if left and right and len(left) == len(here) and len(right) == len(spoken):
        return [SideBySide(Stack(*left), Stack(*right))]
    return [*here, *spoken]


def _pair(one: Flowable, other: Flowable, lang: Lang) -> Flowable:
    """Return a piece of the page in both languages."""
    if isinstance(one, Table) and isinstance(other, Table):
        return _tables(one, other, lang)
    if isinstance(one, Stack) and isinstance(other, Stack):
        one.cells = tuple(cell for cell in together(one.cells, other.cells, lang) if isinstance(cell, Cell))
        return one
    if isinstance(one, Block) and isinstance(other, Cell) and _text(one) != _text(other):
        return SideBySide(one, _spoken(other, lang))
    return one


def _tables(one: Table, other: Table, lang: Lang) -> Table:
    """Return one table whose cells speak both languages."""
    heads = [
        title if isinstance(title, Cell) or title == again else f"{title} / {again}"
        for title, again in zip(one.head, other.head, strict=True)
    ]
    wide = [share > sum(one.shares) / 2 for share in one.shares]
    rows = [_rows(row, again, lang, wide) for row, again in zip(one.rows, other.rows, strict=True)]
    return Table(one.shares, rows, heads, after=one.spaceAfter, ruled=one.ruled, kind=one.kind)


def _rows(row: TableRow, again: TableRow, lang: Lang, wide: Sequence[bool]) -> TableRow:
    columns = zip(row.cells, again.cells, wide, strict=True)
    return replace(row, cells=tuple(_cells(*column, lang) for column in columns))


def _cells(cell: Cell, other: Cell, wide: bool, lang: Lang) -> Cell:  # noqa: FBT001 - one of three of a column
    """Return a cell of a table: in a wide column side by side, else the second language under the first."""
    if wide and isinstance(cell, Stack) and isinstance(other, Stack):
        paired = _pair(cell, other, lang)
        assert isinstance(paired, Cell)
        return paired
    if not isinstance(cell, (Block, Stack)) or _text(cell) == _text(other):
        return cell
    return Stack(cell, _quiet(_spoken(other, lang)), gap=1)


def _text(cell: Flowable) -> str:
    """Return the words of a cell."""
    match cell:
        case Block():
            return "".join(run.text for run in cell.runs)
        case Stack():
            return "\n".join(_text(below) for below in cell.cells)
        case Table():
            return "\n".join(_text(below) for row in cell.rows for below in row.cells)
    return ""


def _spoken(cell: Cell, lang: Lang) -> Cell:
    """Return the cell with its language told to programs that read aloud, and without places for links."""
    match cell:
        case Block():
            cell.lang = cell.lang or lang
            cell.anchor = ""
        case Stack():
            for below in cell.cells:
                _spoken(below, lang)
        case Table():
            for row in cell.rows:
                for below in row.cells:
                    _spoken(below, lang)
    return cell


def _quiet(cell: Cell) -> Cell:
    """Return the cell in the colour of secondary text, where it has no colour of its own."""
    match cell:
        case Block():
            cell.runs = tuple(Run(run.text, run.bold, run.color or MUTED, run.link) for run in cell.runs)
        case Stack():
            for below in cell.cells:
                _quiet(below)
    return cell
