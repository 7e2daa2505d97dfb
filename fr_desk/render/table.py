"""Tables with air: hairlines, a head that comes again on every page, rows that split when an answer is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.styles import HAIRLINE, HEAD_CELL

GUTTER = 10.0
PAD = 5.0
TALL = 110.0
"""A row higher than this many points may be split; lower ones go to the next page whole."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row and the name of its place, if links lead to it."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    pad: float = PAD


class Table(Cell):
    """Rows under an optional head. ``widths`` are shares of the text width."""

    def __init__(
        self,
        widths: Sequence[float],
        rows: Sequence[TableRow],
        head: Sequence[str] = (),
        *,
        after: float = 8,
        ruled: bool = True,
    ) -> None:
        """Take shares of the width, the rows, the titles of the columns, and whether lines stand under the rows."""
        super().__init__()
        self.shares = tuple(widths)
        self.rows = tuple(rows)
        self.head = tuple(head)
        self.spaceAfter = after
        self.ruled = ruled
        self._head_row = TableRow(tuple(Block(title, HEAD_CELL) for title in head)) if head else None

    def _columns(self, width: float) -> list[tuple[float, float]]:
        """Return offset and width of each column."""
        whole = width - GUTTER * (len(self.shares) - 1)
        columns = []
        x = 0.0
        for share in self.shares:
            wide = whole * share / sum(self.shares)
            columns.append((x, wide))
            x += wide + GUTTER
        return columns

    def _height(self, row: TableRow, columns: Sequence[tuple[float, float]]) -> float:
        tallest = max(cell.height_in(wide) for cell, (_, wide) in zip(row.cells, columns, strict=True))
        return tallest + 2 * row.pad

    def _all(self) -> list[TableRow]:
        return [*((self._head_row,) if self._head_row else ()), *self.rows]

    def height_in(self, width: float) -> float:
        """Return the height of the head and all rows."""
        columns = self._columns(width)
        return sum(self._height(row, columns) for row in self._all())

    def cut(self, width: float, height: float) -> tuple[Table, Table] | None:
        """Return the rows that fit and the rest under the same head."""
        columns = self._columns(width)
        used = self._height(self._head_row, columns) if self._head_row else 0.0
        for at, row in enumerate(self.rows):
            tall = self._height(row, columns)
            if used + tall > height + 0.01:
                halves = _halves(row, columns, height - used) if tall > TALL else None
                if halves:
                    return self._with(*self.rows[:at], halves[0]), self._with(halves[1], *self.rows[at + 1 :])
                return (self._with(*self.rows[:at]), self._with(*self.rows[at:])) if at else None
            used += tall
        return None

    def _with(self, *rows: TableRow) -> Table:
        return Table(self.shares, rows, self.head, after=self.spaceAfter, ruled=self.ruled)

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw head, rows and the hairlines under them."""
        columns = self._columns(width)
        for row in self._all():
            tall = self._height(row, columns)
            if row.anchor:
                canvas.mark(row.anchor, x, top)
            for cell, (offset, wide) in zip(row.cells, columns, strict=True):
                cell.paint(canvas, x + offset, top - row.pad, wide)
            top -= tall
            if not self.ruled:
                continue
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.6)
            canvas.line(x, top, x + width, top)


def _halves(
    row: TableRow, columns: Sequence[tuple[float, float]], height: float
) -> tuple[TableRow, TableRow] | None:
    """Return the part of ``row`` that fits in ``height`` and the rest, if every cell can be parted there."""
    room = height - 2 * row.pad
    firsts: list[Cell] = []
    rests: list[Cell] = []
    for cell, (_, wide) in zip(row.cells, columns, strict=True):
        if cell.height_in(wide) <= room:
            firsts.append(cell)
            rests.append(Stack())
            continue
        halves = cell.cut(wide, room)
        if halves is None:
            return None
        firsts.append(halves[0])
        rests.append(halves[1])
    return TableRow(tuple(firsts), row.anchor, row.pad), TableRow(tuple(rests), pad=row.pad)
