"""Charts: the risks of an impact assessment by likelihood and severity, readable in black and white."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, HexColor

from fr_desk.render.flow import Block, Cell
from fr_desk.render.lines import Run
from fr_desk.render.styles import HAIRLINE, INK, MUTED, Style
from fr_desk.render.tags import Element

LEVELS = 4
_ROW, _HEAD, _SIDE, _WIDEST = 34.0, 17.0, 96.0, 430.0
_NUMBERS = Style(9.5, 12, INK, bold=True, align="center")
_SCALE = Style(8, 11, MUTED, align="center")
_AXIS = Style(8.5, 12, MUTED)


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk: its number, likelihood and severity from 1 to 4."""

    number: int
    likelihood: int
    severity: int


@dataclass(frozen=True, slots=True)
class RiskWords:
    """The words on the chart, in its language."""

    likelihood: str
    severity: str
    alt: str


def tint(likelihood: int, severity: int) -> Color:
    """Return the ground of a cell: the more likely and the graver, the darker, in print without colour too."""
    weight = likelihood * severity
    steps = ((2, "#FFFFFF"), (4, "#F4EFE4"), (8, "#F3DFB8"), (9, "#EBC093"), (16, "#DE9A83"))
    return HexColor(next(colour for most, colour in steps if weight <= most))


class RiskChart(Cell):
    """A matrix of four by four: severity to the right, likelihood upwards, the numbers of the risks in the cells."""

    def __init__(self, risks: Iterable[Risk], words: RiskWords) -> None:
        """Take the risks and the words."""
        super().__init__()
        self.words = words
        self.spaceBefore, self.spaceAfter = 4, 8
        self.cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for risk in risks:
            self.cells[risk.likelihood, risk.severity].append(risk.number)

    def _words_in(self, cell: tuple[int, int]) -> str:
        return ", ".join(str(number) for number in self.cells.get(cell, ()))

    def _rows(self, width: float) -> list[float]:
        """Return the heights of the rows, the most likely first: a cell with many risks is as high as it needs."""
        wide = self._wide(width) - 8
        return [
            max(_ROW, *(self._block((level, at)).height_in(wide) + 10 for at in range(1, LEVELS + 1)))
            for level in range(LEVELS, 0, -1)
        ]

    def _block(self, cell: tuple[int, int]) -> Block:
        return Block([Run(self._words_in(cell))], _NUMBERS, most_lines=12)

    @staticmethod
    def _wide(width: float) -> float:
        return (min(width, _WIDEST) - _SIDE) / LEVELS

    def height_in(self, width: float) -> float:
        """Return the height of the rows, the scale and the words under it."""
        return sum(self._rows(width)) + 2 * _HEAD

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the cells, the two scales and what they measure."""
        wide, rows = self._wide(width), self._rows(width)
        bottom = top - sum(rows)
        left = x + _SIDE
        low, high = (
            canvas.absolutePosition(x, bottom - 2 * _HEAD),
            canvas.absolutePosition(left + LEVELS * wide, top),
        )
        with canvas.element(Element("Figure", alt=self.words.alt, box=(*low, *high))):
            canvas.saveState()
            canvas.setLineWidth(0.8)
            y = top
            for level, tall in zip(range(LEVELS, 0, -1), rows, strict=True):
                middle = y - tall / 2 + 6
                Block(str(level), _SCALE).paint(canvas, left - 18, middle, 14)
                for at in range(1, LEVELS + 1):
                    canvas.setFillColor(tint(level, at))
                    canvas.setStrokeColor(HAIRLINE)
                    canvas.rect(left + (at - 1) * wide, y - tall, wide, tall, stroke=1, fill=1)
                    block = self._block((level, at))
                    start = y - (tall - block.height_in(wide - 8)) / 2
                    block.paint(canvas, left + (at - 1) * wide + 4, start, wide - 8)
                y -= tall
            canvas.setStrokeColor(INK)
            canvas.rect(left, bottom, LEVELS * wide, top - bottom, stroke=1, fill=0)
            for at in range(1, LEVELS + 1):
                Block(str(at), _SCALE).paint(canvas, left + (at - 1) * wide, bottom - 3, wide)
            Block(self.words.likelihood, _AXIS, most_lines=3).paint(canvas, x, top, _SIDE - 24)
            along = _AXIS.but(align="center")
            Block(self.words.severity, along, most_lines=1).paint(canvas, left, bottom - _HEAD, LEVELS * wide)
            canvas.restoreState()
