"""Where pages stand below each other at a zoom. Pure measures: nothing here is drawn or scrolled."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 16
"""Pixels around and between pages."""
LEAST, MOST = 0.1, 8.0
"""Limits of the zoom."""
_POINT = 96 / 72
"""Pixels of a point where a page is as large as on paper."""


class Fit(Enum):
    """What the zoom follows when the room changes."""

    WIDTH = "width"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the pages that means the same at every zoom: a page, and shares of its width and height."""

    page: int = 0
    across: float = 0.0
    down: float = 0.0


@dataclass(frozen=True)
class Places:
    """Pages in a column, each in the middle.

    Attributes:
        sizes: width and height of each page in points.
        zoom: 1 for the size on paper.
        room: what is seen at once.
    """

    sizes: tuple[tuple[float, float], ...] = ()
    zoom: float = 1.0
    room: QSize = field(default_factory=QSize)

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self.sizes)

    def size(self, number: int) -> QSize:
        """Return the size of a page in pixels."""
        width, height = self.sizes[number]
        return QSize(round(width * self.zoom * _POINT), round(height * self.zoom * _POINT))

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """Where each page begins, and where one after the last would."""
        tops = [GAP]
        for number in range(self.count):
            tops.append(tops[-1] + self.size(number).height() + GAP)
        return tuple(tops)

    @cached_property
    def whole(self) -> QSize:
        """The room that all pages need."""
        if not self.sizes:
            return QSize(0, 0)
        widest = max(self.size(number).width() for number in range(self.count))
        return QSize(max(widest + 2 * GAP, self.room.width()), self.tops[-1])

    def place(self, number: int) -> QRect:
        """Return where a page stands."""
        size = self.size(number)
        return QRect(QPoint((self.whole.width() - size.width()) // 2, self.tops[number]), size)

    def within(self, seen: QRect) -> range:
        """Return the pages that reach into ``seen``."""
        first = max(0, bisect_left(self.tops, seen.top()) - 1)
        end = min(self.count, bisect_left(self.tops, seen.bottom() + 1))
        while first < end and self.place(first).bottom() < seen.top():
            first += 1
        return range(first, end)

    def spot_at(self, point: QPoint) -> Spot:
        """Return the spot at a point; that of the page below where there is none."""
        if not self.sizes:
            return Spot()
        number = min(self.count - 1, max(0, bisect_left(self.tops, point.y() + 1 + GAP) - 1))
        place = self.place(number)
        across = (point.x() - place.x()) / max(place.width(), 1)
        return Spot(number, across, (point.y() - place.y()) / max(place.height(), 1))

    def point_of(self, spot: Spot) -> QPoint:
        """Return the point where a spot stands."""
        place = self.place(spot.page)
        right, down = round(spot.across * place.width()), round(spot.down * place.height())
        return place.topLeft() + QPoint(right, down)

    def fitting(self, fit: Fit, number: int) -> float:
        """Return the zoom at which all pages are as wide as the room, or page ``number`` is seen as a whole."""
        width = self.sizes[number][0] if fit is Fit.PAGE else max(width for width, _ in self.sizes)
        zoom = (self.room.width() - 2 * GAP) / (width * _POINT)
        if fit is Fit.PAGE:
            zoom = min(zoom, (self.room.height() - 2 * GAP) / (self.sizes[number][1] * _POINT))
        return bounded(zoom)


def bounded(zoom: float) -> float:
    """Return the nearest zoom within the limits."""
    return max(LEAST, min(zoom, MOST))
