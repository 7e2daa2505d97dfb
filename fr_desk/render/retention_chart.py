"""Bars that show how long data are kept, and how long the law lets or makes one keep them.

Vector drawings, readable in black and white: a known period is a full bar, an end that is an event is left open, and
the marks of the law point to the side they demand, advice with an empty head. This module knows no dossier: it is told
days and words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.lib.colors import Color

from fr_desk.render.flow import Block, Cell
from fr_desk.render.styles import ACCENT, HAIRLINE, INK, MUTED, TONES, WHITE, Style
from fr_desk.rules.findings import Outcome

Keeping = Literal["days", "event", "nothing", "for_ever", "unanswered"]
TICKS: tuple[float, ...] = (1, 7, 30, 90, 365.25, 3 * 365.25, 10 * 365.25)
"""Days that the scale names. What is longer ends at the last of them."""
_END = 0.92
"""Share of the width at which the scale ends; the arrow of what has no end goes beyond."""
_BAR, _AIR = 13.0, 5.0
_OPEN_END = 0.62
_WORDS = Style(8, 11, INK)
_TICK = Style(7.5, 11, MUTED, align="center")


@dataclass(frozen=True, slots=True)
class Bound:
    """What the law says about how long: at ``least``, or else at most, so many days; ``advice`` is no duty."""

    days: float
    least: bool
    advice: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """One line of the legend: a bar without words, or a mark, and what it stands for."""

    drawn: Keeping | Bound
    words: str


def place_of(days: float) -> float:
    """Return where on the scale a number of days stands, from 0 to 1: equal steps for equal ratios."""
    return min(math.log1p(days) / math.log1p(TICKS[-1]), 1.0) * _END


class Scale(Cell):
    """The scale over a column of bars."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the names of the ticks."""
        super().__init__()
        self.words = tuple(words)

    def height_in(self, _width: float) -> float:
        """Return the height of one line."""
        return _TICK.leading

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the names over their places."""
        for days, words in zip(TICKS, self.words, strict=True):
            Block(words, _TICK).paint(canvas, x + width * place_of(days) - 20, top, 40)


class Bar(Cell):
    """How long one kind of data is kept, on the scale."""

    def __init__(
        self, keeping: Keeping, words: str, alt: str, days: float = 0, bounds: Sequence[Bound] = ()
    ) -> None:
        """Take what is drawn.

        Args:
            keeping: what is answered.
            words: the same in words, written into the bar.
            alt: everything the picture shows, for those who cannot see it.
            days: how long, if that is a number.
            bounds: what the law says.
        """
        super().__init__()
        self.keeping, self.words, self.alt = keeping, words, alt
        self.days, self.bounds = days, tuple(bounds)

    def height_in(self, _width: float) -> float:
        """Return the height of a bar with the marks that stand out of it."""
        return _BAR + 2 * _AIR

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the ticks, the bar, its words and the marks of the law."""
        bottom = top - _AIR - _BAR
        with canvas.figure(self.alt, (x, bottom - _AIR, x + width, top)):
            canvas.saveState()
            canvas.setStrokeColor(HAIRLINE)
            canvas.setLineWidth(0.5)
            for days in TICKS:
                at = x + width * place_of(days)
                canvas.line(at, top, at, bottom - _AIR)
            start, color = _draw_bar(canvas, self.keeping, x, bottom, width, width * place_of(self.days))
            self._write(canvas, x, bottom, width, start, color)
            for bound in self.bounds:
                _draw_bound(canvas, bound, x + width * place_of(bound.days), bottom)
            canvas.restoreState()

    def _write(self, canvas: Any, x: float, bottom: float, width: float, start: float, color: Color) -> None:
        """Write the words into the bar, or beside it where it is too short for them."""
        room = width - start - 4
        words = Block(self.words, _WORDS.but(color=color), most_lines=1)
        if self.keeping == "days":
            wide = words.lines_in(room)[0].width * _WORDS.size / 1000
            length = width * place_of(self.days)
            if wide + 8 > length:
                start, words = length + 4, Block(self.words, _WORDS, most_lines=1)
                room = width - start
        words.paint(canvas, x + start, bottom + _BAR - 1, room)


def _draw_bar(
    canvas: Any, keeping: Keeping, x: float, bottom: float, width: float, length: float
) -> tuple[float, Color]:
    """Draw a bar; return where its words begin, and their colour."""
    canvas.setFillColor(ACCENT)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(1)
    top = bottom + _BAR
    match keeping:
        case "days":
            canvas.rect(x, bottom, max(length, 2), _BAR, stroke=0, fill=1)
            return 4, WHITE
        case "for_ever":
            end = x + width
            _area(
                canvas,
                ((x, bottom), (end - 8, bottom), (end - 8, bottom - 3), (end, bottom + _BAR / 2)),
                ((end - 8, top + 3), (end - 8, top), (x, top)),
            )
            return 4, WHITE
        case "event":
            end = x + width * _OPEN_END
            canvas.setFillColor(WHITE)
            canvas.rect(x, bottom, width * _OPEN_END, _BAR, stroke=0, fill=1)
            for y in (bottom, top):
                canvas.line(x, y, end, y)
            canvas.line(x, bottom, x, top)
            canvas.setDash(1.5, 1.8)
            canvas.line(end, bottom, end, top)
            return 5, INK
        case "nothing":
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(2)
            canvas.line(x + 1, bottom, x + 1, top)
            return 6, INK
        case "unanswered":
            canvas.setStrokeColor(TONES[Outcome.OPEN])
            canvas.setFillColor(WHITE)
            canvas.setDash(2.5, 2)
            canvas.rect(x, bottom, width * _END, _BAR, stroke=1, fill=1)
            return 5, TONES[Outcome.OPEN]


def _area(canvas: Any, *corners: Sequence[tuple[float, float]]) -> None:
    first, *rest = (corner for some in corners for corner in some)
    path = canvas.beginPath()
    path.moveTo(*first)
    for corner in rest:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_bound(canvas: Any, bound: Bound, at: float, bottom: float) -> None:
    """Draw a mark of the law: a line through the bar, and a head above it that points to where one must stay."""
    top, low = bottom + _BAR + _AIR, bottom - _AIR
    side = 5.5 if bound.least else -5.5
    canvas.setDash()
    canvas.setStrokeColor(INK)
    canvas.setFillColor(WHITE if bound.advice else INK)
    canvas.setLineWidth(1.3)
    canvas.line(at, top, at, low)
    canvas.setLineWidth(0.9)
    path = canvas.beginPath()
    path.moveTo(at, top)
    path.lineTo(at + side, top - 2.8)
    path.lineTo(at, top - 5.6)
    path.close()
    canvas.drawPath(path, stroke=1, fill=1)


class Legend(Cell):
    """What the bars and marks mean, in rows of samples with their words."""

    leads = True
    _SAMPLE, _GAP, _ROW = 26.0, 18.0, 24.0

    def __init__(self, samples: Sequence[Sample], alt: str) -> None:
        """Take the samples, and what the picture says to those who cannot see it."""
        super().__init__()
        self.samples, self.alt = tuple(samples), alt
        self.spaceAfter = 6

    def _rows(self, width: float) -> list[list[tuple[float, Sample]]]:
        """Return the samples in rows, each with its place."""
        rows: list[list[tuple[float, Sample]]] = [[]]
        x = 0.0
        for sample in self.samples:
            wide = (
                self._SAMPLE + 6 + Block(sample.words, _WORDS).lines_in(width)[0].width * _WORDS.size / 1000
            )
            if x and x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, sample))
            x += wide + self._GAP
        return rows

    def height_in(self, width: float) -> float:
        """Return the height of all rows."""
        return len(self._rows(width)) * self._ROW

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the samples from left to right."""
        with canvas.figure(self.alt, (x, top - self.height_in(width), x + width, top)):
            canvas.saveState()
            for row in self._rows(width):
                bottom = top - (self._ROW + _BAR) / 2
                for offset, sample in row:
                    canvas.setDash()
                    if isinstance(sample.drawn, Bound):
                        _draw_bound(canvas, sample.drawn, x + offset + self._SAMPLE / 2, bottom)
                    else:
                        _draw_bar(canvas, sample.drawn, x + offset, bottom, self._SAMPLE, self._SAMPLE)
                    words = Block(sample.words, _WORDS)
                    words.paint(canvas, x + offset + self._SAMPLE + 6, bottom + _BAR - 1, width)
                top -= self._ROW
            canvas.restoreState()
