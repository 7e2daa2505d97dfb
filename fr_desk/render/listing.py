"""Lists: a label and its text side by side, and boxes to tick, drawn because fonts lack them. They know no form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fr_desk.render.flow import Block, Cell
from fr_desk.render.styles import BODY, INK, TEXT_WIDTH, WHITE, Style
from fr_desk.render.table import GUTTER, Table, TableRow

BULLET = "•"
_LABEL_WIDTH, _BOX = 13.0, 8.6


def listing(labels: Iterable[Cell], texts: Sequence[str], style: Style = BODY) -> Table:
    """Return labels with their texts beside them, as a list that splits across pages."""
    rows = [TableRow((label, Block(text, style)), pad=1.5) for label, text in zip(labels, texts, strict=True)]
    shares = (_LABEL_WIDTH, TEXT_WIDTH - GUTTER - _LABEL_WIDTH)
    return Table(shares, rows, ruled=False, after=6, kind="list")


def bullets(texts: Sequence[str], *, numbered: bool = False, style: Style = BODY) -> Table:
    """Return a list with numbers or points."""
    marks = (f"{at}." if numbered else BULLET for at in range(1, len(texts) + 1))
    return listing((Block(mark, style) for mark in marks), texts, style)


class TickBox(Cell):
    """A box to tick by hand, or one that is ticked."""

    def __init__(self, words: str, style: Style = BODY, *, ticked: bool = False) -> None:
        """Take what a program that reads aloud says for it, and the style of the text beside it."""
        super().__init__()
        self.words, self.style, self.ticked = words, style, ticked

    def height_in(self, _width: float) -> float:
        """Return the height of one line of the text."""
        return self.style.leading

    def paint(self, canvas: Any, x: float, top: float, _width: float) -> None:
        """Draw the box on the line's middle, and the tick in it."""
        bottom = top - (self.style.leading + _BOX) / 2
        with canvas.figure(self.words, (x, bottom, x + _BOX, bottom + _BOX)):
            canvas.saveState()
            canvas.setStrokeColor(INK)
            canvas.setFillColor(WHITE)
            canvas.setLineWidth(0.8)
            canvas.rect(x, bottom, _BOX, _BOX, stroke=1, fill=1)
            if self.ticked:
                canvas.setLineWidth(1.5)
                canvas.setLineCap(1)
                canvas.setLineJoin(1)
                path = canvas.beginPath()
                path.moveTo(x + 0.2 * _BOX, bottom + 0.5 * _BOX)
                path.lineTo(x + 0.42 * _BOX, bottom + 0.24 * _BOX)
                path.lineTo(x + 0.82 * _BOX, bottom + 0.78 * _BOX)
                canvas.drawPath(path, stroke=1, fill=0)
            canvas.restoreState()
