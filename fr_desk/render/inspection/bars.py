"""Numbers to see at a glance: tinted boxes with a total each, and bars with their labels. Readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color

from fr_desk.i18n import Lang, spell_number
from fr_desk.render.flow import Block, Cell
from fr_desk.render.inspection.words import say
from fr_desk.render.styles import ACCENT, GROUNDS, INK, MUTED, SUNKEN, TONES, Style
from fr_desk.render.text import SEMICOLON, printable
from fr_desk.rules.findings import Outcome


@dataclass(frozen=True, slots=True)
class Total:
    """A number, what it counts, and the outcome whose colours it bears."""

    count: int
    label: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts by something, the largest first.

    Attributes:
        title: by what.
        bars: label and count.
        rest: what the smaller ones are called together, and their count; without a bar, or it would dwarf the others.
        issue: whether the bars count what is wrong.
    """

    title: str
    bars: tuple[tuple[str, int], ...]
    rest: tuple[str, int] | None = None
    issue: bool = False


class Totals(Cell):
    """Totals in tinted boxes, from left to right."""

    HEIGHT, GAP = 50.0, 8.0

    def __init__(self, totals: Sequence[Total]) -> None:
        """Take the totals."""
        super().__init__()
        self.totals = tuple(totals)
        self.spaceBefore, self.spaceAfter = 4, 8

    def height_in(self, _width: float) -> float:
        """Return the height of the boxes."""
        return self.HEIGHT

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the boxes."""
        wide = (width - (len(self.totals) - 1) * self.GAP) / max(len(self.totals), 1)
        for total in self.totals:
            canvas.setFillColor(GROUNDS[total.outcome])
            canvas.roundRect(x, top - self.HEIGHT, wide, self.HEIGHT, 7, stroke=0, fill=1)
            tone = TONES[total.outcome]
            number = Block(spell_number(total.count), Style(18, 22, tone, bold=True), most_lines=1)
            number.paint(canvas, x + 10, top - 6, wide - 16)
            label = Block(total.label, Style(8.5, 12, tone), most_lines=1)
            label.paint(canvas, x + 10, top - 31, wide - 16)
            x += wide + self.GAP


class Bars(Cell):
    """A chart of bars: label, bar and number on each line; a picture with all its words for those who cannot see it."""

    _LINE, _LABEL, _NUMBER = 15.0, 0.42, 36.0
    _TITLE = Style(9.5, 16, INK, bold=True)
    _WORDS = Style(8, 12, INK)

    def __init__(self, chart: Chart, lang: Lang) -> None:
        """Take the chart."""
        super().__init__()
        self.chart = chart
        self.lines = (*chart.bars, *((chart.rest,) if chart.rest else ()))
        told = SEMICOLON[lang].join(f"{label} {spell_number(count)}" for label, count in self.lines)
        self.alt = printable(say("report.bars", lang, title=chart.title, bars=told or say("nothing", lang)))

    def height_in(self, _width: float) -> float:
        """Return the height of the title and the lines."""
        return self._TITLE.leading + 4 + max(len(self.lines), 1) * self._LINE

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw title, labels, bars and numbers."""
        most = max((count for _, count in self.chart.bars), default=1) or 1
        label, tone = width * self._LABEL, TONES[Outcome.BREACHED] if self.chart.issue else ACCENT
        room = width - label - self._NUMBER - 8
        with canvas.figure(self.alt, (x, top - self.height_in(width), x + width, top)):
            Block(self.chart.title, self._TITLE, most_lines=1).paint(canvas, x, top, width)
            top -= self._TITLE.leading + 4
            for at, (words, count) in enumerate(self.lines):
                rest = at >= len(self.chart.bars)
                style = self._WORDS.but(color=MUTED) if rest else self._WORDS
                Block(words, style, most_lines=1).paint(canvas, x, top, label - 6)
                if not rest:
                    _bar(canvas, x + label, top - 9, room, SUNKEN)
                    _bar(canvas, x + label, top - 9, room * count / most, tone)
                number = Block(spell_number(count), self._WORDS.but(align="right", color=MUTED))
                number.paint(canvas, x + width - self._NUMBER, top, self._NUMBER)
                top -= self._LINE


def _bar(canvas: Any, x: float, bottom: float, length: float, colour: Color) -> None:
    if length > 0:
        canvas.setFillColor(colour)
        canvas.roundRect(x, bottom, max(length, 2), 6, min(2, length / 2), stroke=0, fill=1)
