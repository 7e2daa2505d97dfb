"""Our own drawings, all lines and areas on a grid of 24 by 24 with y pointing down: outcomes, devices, ways in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.colors import Color

from fr_desk.domain.choices import Method
from fr_desk.render.flow import Cell
from fr_desk.render.styles import TONES
from fr_desk.rules.findings import Outcome

Drawing = Callable[[Any], None]


def draw(
    canvas: Any, drawing: Drawing, x: float, top: float, size: float, color: Color, *, stroke: float = 2
) -> None:
    """Draw ``drawing`` in one colour with its upper left corner at ``(x, top)``; ``stroke`` in grid units."""
    canvas.saveState()
    canvas.translate(x, top)
    canvas.scale(size / 24, -size / 24)
    canvas.setStrokeColor(color)
    canvas.setFillColor(color)
    canvas.setLineWidth(stroke)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    drawing(canvas)
    canvas.restoreState()


def lines(canvas: Any, *strokes: tuple[float, ...], fill: bool = False, close: bool = False) -> None:
    """Draw open polylines given as x, y, x, y …; closed and filled on request."""
    for points in strokes:
        path = canvas.beginPath()
        path.moveTo(points[0], points[1])
        for at in range(2, len(points), 2):
            path.lineTo(points[at], points[at + 1])
        if close or fill:
            path.close()
        canvas.drawPath(path, stroke=1, fill=int(fill))


def curve(
    canvas: Any, start: tuple[float, float], *curves: tuple[float, float, float, float, float, float]
) -> None:
    """Draw curves from ``start`` on, each given by two control points and its end."""
    path = canvas.beginPath()
    path.moveTo(*start)
    for curve in curves:
        path.curveTo(*curve)
    canvas.drawPath(path, stroke=1, fill=0)


def _ring(canvas: Any) -> None:
    canvas.circle(12, 12, 10, stroke=1, fill=0)


def _breached(canvas: Any) -> None:
    _ring(canvas)
    lines(canvas, (9, 9, 15, 15), (15, 9, 9, 15))


def _review(canvas: Any) -> None:
    _ring(canvas)
    curve(
        canvas,
        (9.1, 9),
        (9.8, 7, 12, 6.4, 13.6, 7.4),
        (15.6, 8.7, 15.2, 11, 13.4, 12),
        (12.4, 12.6, 12, 12.8, 12, 13.6),
    )
    canvas.circle(12, 17.2, 0.35, stroke=1, fill=1)


def _open(canvas: Any) -> None:
    canvas.setDash(4.2, 3.65)
    _ring(canvas)


def _met(canvas: Any) -> None:
    _ring(canvas)
    lines(canvas, (8, 12.4, 11, 15.2, 16.2, 9))


def _not_applicable(canvas: Any) -> None:
    _ring(canvas)
    lines(canvas, (8, 12, 16, 12))


OUTCOMES: dict[Outcome, Drawing] = {
    Outcome.BREACHED: _breached,
    Outcome.REVIEW: _review,
    Outcome.OPEN: _open,
    Outcome.MET: _met,
    Outcome.NOT_APPLICABLE: _not_applicable,
}


class OutcomeIcon(Cell):
    """The icon of an outcome as a cell of a table."""

    def __init__(self, outcome: Outcome, alt: str, size: float = 12) -> None:
        """Take the outcome, its name for those who cannot see it, and the size in points."""
        super().__init__()
        self.outcome, self.alt, self.size = outcome, alt, size

    def height_in(self, _width: float) -> float:
        """Return the height with the little space above it."""
        return self.size + 2

    def paint(self, canvas: Any, x: float, top: float, _width: float) -> None:
        """Draw the icon."""
        box = (x, top - 2 - self.size, x + self.size, top - 2)
        with canvas.figure(self.alt, box):
            draw(canvas, OUTCOMES[self.outcome], x, top - 2, self.size, TONES[self.outcome])


def _card(canvas: Any) -> None:
    canvas.roundRect(2, 5, 20, 14, 2, stroke=1, fill=0)
    lines(canvas, (2, 10, 22, 10), (6, 15, 9.5, 15))


def _code(canvas: Any) -> None:
    for x, y in ((3, 3), (15, 3), (3, 15)):
        canvas.roundRect(x, y, 6, 6, 1, stroke=1, fill=0)
    lines(canvas, (15, 15, 15, 17.5), (21, 15, 18.5, 15, 18.5, 18), (15, 21, 18, 21), (21, 18.5, 21, 21))


def _key(canvas: Any) -> None:
    canvas.circle(7.5, 15.5, 4.5, stroke=1, fill=0)
    lines(canvas, (10.8, 12.2, 21, 2), (16.5, 6.5, 19.5, 9.5))


def _document(canvas: Any) -> None:
    canvas.roundRect(2, 4.5, 20, 15, 2, stroke=1, fill=0)
    canvas.circle(8, 10.4, 2, stroke=1, fill=0)
    curve(canvas, (4.8, 15.8), (5.4, 13.6, 10.6, 13.6, 11.2, 15.8))
    lines(canvas, (14.5, 10, 19, 10), (14.5, 14.5, 19, 14.5))


def _desk(canvas: Any) -> None:
    """Draw a desk bell."""
    curve(canvas, (3.5, 17), (3.5, 5.6, 20.5, 5.6, 20.5, 17))
    lines(canvas, (2, 17, 22, 17), (4, 21, 20, 21), (12, 8, 12, 5), (10, 4.6, 14, 4.6))


def _wristband(canvas: Any) -> None:
    canvas.ellipse(4, 2.5, 20, 21.5, stroke=1, fill=0)
    canvas.roundRect(8.5, 8.5, 7, 7, 1.6, stroke=1, fill=0)


def _phone(canvas: Any) -> None:
    canvas.roundRect(6, 2, 12, 20, 2, stroke=1, fill=0)
    lines(canvas, (11, 18, 13, 18))


def _way(canvas: Any) -> None:
    lines(canvas, (3, 12, 20, 12), (13.5, 5.5, 20, 12, 13.5, 18.5))


METHODS: dict[Method, Drawing] = {
    Method.CARD: _card,
    Method.CODE: _code,
    Method.KEY: _key,
    Method.ID_DOCUMENT: _document,
    Method.STAFF: _desk,
    Method.WRISTBAND: _wristband,
    Method.PHONE: _phone,
    Method.OTHER: _way,
}
ASK = _desk
