"""The drawings of the signs, on a grid of 24 by 24 with y pointing down. One colour each: shapes tell them apart.

They are our own. None is a safety sign: a ring with a bar through a camera would forbid photographs.
"""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color

from fr_desk.domain.choices import SignKind
from fr_desk.render.pictograms import Drawing, curve, draw, lines

_WHITE = Color(1, 1, 1)


def draw_sign(canvas: Any, kind: SignKind, x: float, top: float, size: float, color: Color) -> None:
    """Draw the pictogram of a sign in its rounded frame, ``size`` points wide, upper left corner at ``(x, top)``."""
    line = size * 0.049
    canvas.setStrokeColor(color)
    canvas.setLineWidth(line)
    inner = size - line
    canvas.roundRect(x + line / 2, top - size + line / 2, inner, inner, size * 0.155, stroke=1, fill=0)
    inset = size * 0.19
    draw(canvas, SIGNS[kind], x + inset, top - inset, size - 2 * inset, color, stroke=2.2)


def _viewfinder(canvas: Any) -> None:
    """Draw the four corners of a viewfinder."""
    for right in (False, True):
        for low in (False, True):
            x, y = (22 if right else 2), (22 if low else 2)
            inward, down = (-1 if right else 1), (-1 if low else 1)
            curve(
                canvas,
                (x, y + 5.5 * down),
                (x, y + 3.5 * down, x, y + 2.6 * down, x, y + 2.6 * down),
                (x, y + 1 * down, x + 1 * inward, y, x + 2.6 * inward, y),
                (x + 2.6 * inward, y, x + 3.5 * inward, y, x + 5.5 * inward, y),
            )


def _person(canvas: Any, x: float, top: float, scale: float) -> None:
    """Draw head and shoulders; at scale 1 they are 14 wide and 15 high."""
    canvas.saveState()
    canvas.translate(x, top)
    canvas.scale(scale, scale)
    canvas.circle(7, 3.9, 3.9, stroke=0, fill=1)
    shoulders = canvas.beginPath()
    shoulders.moveTo(0, 14.6)
    shoulders.curveTo(0.2, 10.9, 3, 9.2, 7, 9.2)
    shoulders.curveTo(11, 9.2, 13.8, 10.9, 14, 14.6)
    shoulders.close()
    canvas.drawPath(shoulders, stroke=0, fill=1)
    canvas.restoreState()


def _face(canvas: Any) -> None:
    """Draw a head and shoulders inside the four corners of a viewfinder."""
    _viewfinder(canvas)
    _person(canvas, 5, 5, 1)


def _terminal(canvas: Any) -> None:
    """Draw a terminal on its stand, a face on its screen."""
    canvas.roundRect(5, 1.2, 14, 17, 2.2, stroke=1, fill=0)
    _person(canvas, 8.1, 5, 0.56)
    lines(canvas, (10.4, 3.4, 13.6, 3.4))
    canvas.setLineWidth(2.6)
    lines(canvas, (12, 18.4, 12, 22.6), (7, 22.6, 17, 22.6))


def _camera(canvas: Any) -> None:
    """Draw a bullet camera on a wall bracket, looking down to the right."""
    canvas.saveState()
    canvas.translate(11.6, 9.4)
    canvas.rotate(20)
    canvas.roundRect(-9, -3.6, 16, 7.2, 1.4, stroke=0, fill=1)
    _hood(canvas, (7.8, 2.2), (11, 3.2))
    canvas.restoreState()
    canvas.setLineWidth(2)
    lines(canvas, (8.4, 13, 6.8, 17.4, 2.4, 17.4))
    canvas.setLineWidth(2.4)
    lines(canvas, (1.9, 13.6, 1.9, 21.2))


def _hood(canvas: Any, near: tuple[float, float], far: tuple[float, float]) -> None:
    """Draw the hood of a lens, wider at its far end; the camera looks along the first axis."""
    hood = canvas.beginPath()
    hood.moveTo(near[0], -near[1])
    hood.lineTo(far[0], -far[1])
    hood.lineTo(*far)
    hood.lineTo(*near)
    hood.close()
    canvas.drawPath(hood, stroke=0, fill=1)


def _watching(canvas: Any) -> None:
    """Draw the camera with the rays of its view."""
    _camera(canvas)
    canvas.setLineWidth(1.3)
    lines(canvas, (18.4, 18.4, 19.6, 20.8), (21, 17.4, 22.6, 19.2), (15.6, 19.4, 16, 22))


def _building(canvas: Any) -> None:
    """Draw a building with a camera's eye over its door."""
    lines(canvas, (3, 22, 3, 4, 12, 1.6, 21, 4, 21, 22), (1.4, 22, 22.6, 22))
    canvas.circle(12, 9, 3.8, stroke=1, fill=0)
    canvas.circle(12, 9, 1.2, stroke=0, fill=1)
    lines(canvas, (9, 22, 9, 16.4, 15, 16.4, 15, 22))


def _no_camera(canvas: Any) -> None:
    """Draw the camera crossed out; the bar has white edges, so that it stands out without any colour."""
    _camera(canvas)
    canvas.saveState()
    canvas.setStrokeColor(_WHITE)
    canvas.setLineWidth(5.6)
    lines(canvas, (8, 21.2, 16.8, 2.6))
    canvas.restoreState()
    canvas.setLineWidth(2.6)
    lines(canvas, (7.2, 23, 17.6, 1))


def _staff(canvas: Any) -> None:
    """Draw somebody with a badge, under a small camera."""
    _person(canvas, 1, 7, 1.05)
    badge = (5.9, 17.3, 5, 3.4)
    canvas.saveState()
    canvas.setFillColor(_WHITE)
    canvas.roundRect(*badge, 0.6, stroke=0, fill=1)
    canvas.restoreState()
    canvas.setLineWidth(0.9)
    lines(canvas, (7.2, 19, 9.6, 19))
    canvas.saveState()
    canvas.translate(18, 4.6)
    canvas.rotate(160)
    canvas.roundRect(-4.4, -2, 8, 4, 0.8, stroke=0, fill=1)
    _hood(canvas, (4.1, 1.3), (6, 2))
    canvas.restoreState()
    canvas.setLineWidth(1.6)
    lines(canvas, (20.6, 5.8, 22.6, 9.4), (22.9, 6.6, 22.9, 12))


def _consent(canvas: Any) -> None:
    """Draw two boxes to choose from, one ticked and one empty, with lines of text beside them."""
    for y in (2.2, 13.6):
        canvas.roundRect(1.8, y, 8.2, 8.2, 1.4, stroke=1, fill=0)
        lines(canvas, (14, y + 2.4, 22.2, y + 2.4), (14, y + 6, 19, y + 6))
    canvas.setLineWidth(2.4)
    lines(canvas, (3.9, 6.4, 5.6, 8.3, 9.6, 2.8))


SIGNS: dict[SignKind, Drawing] = {
    SignKind.CCTV_AREA: _watching,
    SignKind.FACE_AREA: _face,
    SignKind.FACE_TERMINAL: _terminal,
    SignKind.BUILDING_ENTRANCE: _building,
    SignKind.CONSENT: _consent,
    SignKind.NO_CAMERAS: _no_camera,
    SignKind.STAFF_AREA: _staff,
}
