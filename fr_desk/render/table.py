"""Tables with air: hairlines, a head that comes again on every page, rows that split when an answer is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from fr_desk.render.flow import Block, Cell, Stack
from fr_desk.render.styles import HAIRLINE, HEAD_CELL
from fr_desk.render.tags import Element, column_head, row_head

GUTTER = 10.0
PAD = 5.0
TALL = 110.0
"""A row higher than this many points may be split; lower ones go to the next page whole."""


Kind = Literal["table", "list", "contents", "entries"]
"""What the rows are to a program that reads aloud: of a table, a list, a table of contents, or parts with headings."""
_OUTER: dict[Kind, str] = {"table": "Table", "list": "L", "contents": "TOC", "entries": "Div"}


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row and the name of its place, if links lead to it."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    pad: float = PAD
    elements: tuple[Element, ...] = ()
    """Of the row and its cells; they go on where the row goes on, on the next page."""


class Table(Cell):
    """Rows under an optional head. ``widths`` are shares of the text width."""

    def __init__(
        self,
        widths: Sequence[float],
        rows: Sequence[TableRow],
        head: Sequence[str | Cell] = (),
        *,
        after: float = 8,
        ruled: bool = True,
        kind: Kind = "table",
    ) -> None:
        """Take what stands in it.

        Args:
            widths: shares of the width.
            rows: what stands below each other.
            head: titles of the columns, or what stands there instead.
            after: points left free under it.
            ruled: whether lines stand under the rows.
            kind: what the rows are.
        """
        super().__init__()
        self.shares = tuple(widths)
        self.head = tuple(head)
        self.kind = kind
        self.rows = tuple(row if row.elements else replace(row, elements=self._parts_of(row)) for row in rows)
        self.spaceAfter = after
        self.ruled = ruled
        self._element = Element(_OUTER[kind])
        self._goes_on = False
        self._head_row = (
            TableRow(
                tuple(Block(title, HEAD_CELL) if isinstance(title, str) else title for title in head),
                elements=(Element("TR"), *(column_head() for _ in head)),
            )
            if head
            else None
        )

    def _parts_of(self, row: TableRow) -> tuple[Element, ...]:
        """Return new elements for a row and each of its cells."""
        count = len(row.cells)
        match self.kind:
            case "table":
                first = Element("TD") if self.head else row_head()
                return (Element("TR"), first, *(Element("TD") for _ in range(count - 1)))
            case "list":
                body = Element("LBody")
                return (Element("LI"), Element("Lbl") if count > 1 else body, *([body] * (count - 1)))
            case "contents":
                reference = Element("Reference")
                return (Element("TOCI"), Element("Lbl"), *([reference] * (count - 1)))
            case "entries":
                return (Element("Sect"), *(Element("Div") for _ in row.cells))

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
                    first, rest = (*self.rows[:at], halves[0]), (halves[1], *self.rows[at + 1 :])
                else:
                    first, rest = self.rows[:at], self.rows[at:]
                return (self._with(first), self._with(rest, goes_on=True)) if first else None
            used += tall
        return None

    def _with(self, rows: tuple[TableRow, ...], *, goes_on: bool = False) -> Table:
        part = Table(self.shares, rows, self.head, after=self.spaceAfter, ruled=self.ruled, kind=self.kind)
        part._element = self._element
        part._head_row = self._head_row
        part._goes_on = self._goes_on or goes_on
        return part

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw head, rows and the hairlines under them; a head that comes again is not read aloud again."""
        columns = self._columns(width)
        with canvas.element(self._element):
            for row in self._all():
                again = self._goes_on and row is self._head_row
                with canvas.artifact() if again else canvas.element(row.elements[0]):
                    self._paint_row(canvas, row, columns, x, top)
                top -= self._height(row, columns)
                if self.ruled:
                    canvas.setStrokeColor(HAIRLINE)
                    canvas.setLineWidth(0.6)
                    canvas.line(x, top, x + width, top)

    @staticmethod
    def _paint_row(
        canvas: Any, row: TableRow, columns: Sequence[tuple[float, float]], x: float, top: float
    ) -> None:
        if row.anchor:
            canvas.mark(row.anchor, x, top)
        for cell, element, (offset, wide) in zip(row.cells, row.elements[1:], columns, strict=True):
            with canvas.element(element):
                cell.paint(canvas, x + offset, top - row.pad, wide)


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
    return replace(row, cells=tuple(firsts)), replace(row, cells=tuple(rests), anchor="")
