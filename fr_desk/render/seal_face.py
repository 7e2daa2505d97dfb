"""What a seal shows on the page: who sealed and when. It proves nothing; the signature behind it does."""

from __future__ import annotations

import datetime as dt
import io

from fr_desk.i18n import N_, Lang, translate
from fr_desk.render.flow import Block, Stack
from fr_desk.render.fonts import family
from fr_desk.render.sheet import Sheet
from fr_desk.render.styles import ACCENT, SMALL, STRONG

SEALED = N_("Sealed electronically")
CLAIMED = N_("at {moment}, by the signer's clock")

_PAD, _TICK = 10.0, 22.0
_FULL_HEIGHT = 70.0
"""Height at which the words have their full size, in points."""


def seal_face(
    name: str, organisation: str, moment: dt.datetime, lang: Lang, width: float, height: float
) -> bytes:
    """Return a PDF of one page that shows who sealed and when.

    Args:
        name: of the signer.
        organisation: may be empty.
        moment: the time the signer claims.
        lang: of the words.
        width: of the place, in points.
        height: of the place, in points.
    """
    scale = min(1.0, height / _FULL_HEIGHT)
    out = io.BytesIO()
    canvas = Sheet(out, pagesize=(width, height), initialFontName=family().regular.name, invariant=1)
    canvas.scale(scale, scale)
    small, strong = SMALL.but(leading=11.5), STRONG.but(size=10.5, leading=14.5)
    told = f"{moment.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC"
    words = Stack(
        Block(translate(SEALED, lang), small.but(color=ACCENT), most_lines=1),
        Block(name, strong, most_lines=1),
        *([Block(organisation, small, most_lines=1)] if organisation else []),
        Block(translate(CLAIMED, lang, moment=told), small, most_lines=1),
    )
    room = width / scale - 3 * _PAD - _TICK
    top = height / scale / 2 + words.height_in(room) / 2
    with canvas.artifact():
        words.paint(canvas, 2 * _PAD + _TICK, top, room)
        _draw_tick(canvas, _PAD, height / scale / 2 - _TICK / 2)
    canvas.save()
    return out.getvalue()


def _draw_tick(canvas: Sheet, x: float, y: float) -> None:
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(2.6)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(x + 0.08 * _TICK, y + 0.5 * _TICK)
    path.lineTo(x + 0.36 * _TICK, y + 0.2 * _TICK)
    path.lineTo(x + 0.92 * _TICK, y + 0.82 * _TICK)
    canvas.drawPath(path, stroke=1, fill=0)
