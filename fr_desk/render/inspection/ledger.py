"""A table of thousands of rows that is laid out as fast as it is read: each page looks only at its own rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fr_desk.render.flow import Block
from fr_desk.render.table import Table, TableRow
from fr_desk.render.tags import LANGUAGE_TAGS, Element
from fr_desk.render.text import other_script

Told = Callable[[int], None]


class Entry(Block):
    """Words in a cell of the table: content of the cell itself, without a paragraph of their own."""

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        self.element = Element("Span")
        with canvas.content():
            super().paint(canvas, x, top, width)


def entry_row(*cells: Entry) -> TableRow:
    """Return a row with elements for itself and its cells, which say their language."""
    kept = []
    for cell in cells:
        lang = other_script("".join(run.text for run in cell.runs))
        kept.append(Element("TD", lang=LANGUAGE_TAGS[lang] if lang else ""))
    return TableRow(cells, pad=3.0, elements=(Element("TR"), *kept))


class Ledger(Table):
    """A table that tells how many rows are laid out, and measures no row that is not on the page."""

    def __init__(self, widths: Sequence[float], rows: Sequence[TableRow], head: Sequence[str]) -> None:
        """Take what a table takes."""
        super().__init__(widths, rows, head)
        self.told: Told = lambda _count: None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Tell the page how much room it takes, or that it is more than there is."""
        columns = self._columns(width)
        used = 0.0
        for row in self._all():
            used += self._height(row, columns)
            if used > height + 0.01:
                break
        self.width, self.height = width, used
        return width, used

    def _with(self, rows: tuple[TableRow, ...], *, goes_on: bool = False) -> Table:
        part = Ledger(self.shares, rows, self.head)
        part._element = self._element
        part._head_row = self._head_row
        part._goes_on = self._goes_on or goes_on
        part.told = self.told
        return part

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the rows of this page."""
        super().paint(canvas, x, top, width)
        self.told(len(self.rows))
