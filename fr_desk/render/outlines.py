"""Letters as shapes: for marks that are pictures, so that they never get between the words of a page.

Whoever searches or copies the text of a page gets its text; a word drawn from here is not among it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import FILL_NON_ZERO

from fr_desk.render.fonts import family

Point = tuple[float, float]
_ON, _SHORT_X, _SHORT_Y, _REPEATED, _SAME_X, _SAME_Y = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
"""Flags of a point in the table ``glyf``."""


@dataclass(frozen=True, slots=True)
class _Knot:
    """One point of a contour; a point off the curve pulls it."""

    x: float
    y: float
    on: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """The contours of a word, for a size of one point: its width, and closed curves from point to point."""

    width: float
    contours: tuple[tuple[_Knot, ...], ...]


@cache
def shape_of(word: str) -> Shape:
    """Return the outlines of a word in the bold font.

    Raises:
        ValueError: if the font draws a letter of it out of parts of others.
    """
    face = pdfmetrics.getFont(family().bold.name).face
    tables = _tables(face.makeSubset([ord(char) for char in word]))
    units = struct.unpack_from(">H", tables["head"], 18)[0]
    contours: list[tuple[_Knot, ...]] = []
    x = 0.0
    for glyph, advance in enumerate(family().bold.advances(word), start=1):
        contours += (
            tuple(_Knot(knot.x / units + x, knot.y / units, knot.on) for knot in contour)
            for contour in _glyph(tables, glyph)
        )
        x += advance / 1000
    return Shape(x, tuple(contours))


def draw_shape(canvas: Any, shape: Shape) -> None:
    """Fill the outlines of a word, its baseline beginning at the origin."""
    path = canvas.beginPath()
    for contour in shape.contours:
        start, *curves = _curves(contour)
        path.moveTo(*start[-1])
        for curve in curves:
            if len(curve) == 1:
                path.lineTo(*curve[0])
            else:
                path.curveTo(*(side for point in curve for side in point))
        path.close()
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)


def _tables(font: bytes) -> dict[str, bytes]:
    count = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    return {tag.decode(): font[start : start + length] for tag, _, start, length in entries}


def _glyph(tables: dict[str, bytes], number: int) -> list[list[_Knot]]:
    """Return the contours of one glyph, as the tables ``loca`` and ``glyf`` of TrueType hold them."""
    long = struct.unpack_from(">h", tables["head"], 50)[0]
    start, end = struct.unpack_from(">2L" if long else ">2H", tables["loca"], number * (4 if long else 2))
    data = tables["glyf"][start:end] if long else tables["glyf"][2 * start : 2 * end]
    if not data:
        return []
    count = struct.unpack_from(">h", data)[0]
    if count < 0:
        raise ValueError("a letter made of other letters has no outline of its own")
    ends = struct.unpack_from(f">{count}H", data, 10)
    at = 10 + 2 * count
    at += 2 + struct.unpack_from(">H", data, at)[0]
    flags: list[int] = []
    while len(flags) <= ends[-1]:
        flag = data[at]
        repeats = data[at + 1] if flag & _REPEATED else 0
        flags += [flag] * (repeats + 1)
        at += 2 if flag & _REPEATED else 1
    xs, at = _sides(data, at, flags, _SHORT_X, _SAME_X)
    ys, at = _sides(data, at, flags, _SHORT_Y, _SAME_Y)
    knots = [_Knot(x, y, bool(flag & _ON)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    starts = (0, *(last + 1 for last in ends[:-1]))
    return [knots[first : last + 1] for first, last in zip(starts, ends, strict=True)]


def _sides(data: bytes, at: int, flags: Sequence[int], short: int, same: int) -> tuple[list[int], int]:
    """Return the coordinates of one direction and where they end; each is told as the step from the one before."""
    sides: list[int] = []
    side = 0
    for flag in flags:
        if flag & short:
            side += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            side += struct.unpack_from(">h", data, at)[0]
            at += 2
        sides.append(side)
    return sides, at


def _curves(contour: Sequence[_Knot]) -> Iterator[tuple[Point, ...]]:
    """Yield the start of a contour, then its lines (one point) and cubic curves (three points)."""
    knots = list(_with_middles(contour))
    first = next(at for at, knot in enumerate(knots) if knot.on)
    knots = [*knots[first:], *knots[: first + 1]]
    now: Point = (knots[0].x, knots[0].y)
    yield (now,)
    pull: Point | None = None
    for knot in knots[1:]:
        here = (knot.x, knot.y)
        if not knot.on:
            pull = here
            continue
        if pull is None:
            yield (here,)
        else:
            yield _towards(now, pull), _towards(here, pull), here
        now, pull = here, None


def _with_middles(contour: Sequence[_Knot]) -> Iterator[_Knot]:
    """Yield the knots with the ones that TrueType leaves out: half-way between two that are off the curve."""
    before = contour[-1]
    for knot in contour:
        if not knot.on and not before.on:
            yield _Knot((knot.x + before.x) / 2, (knot.y + before.y) / 2, on=True)
        yield knot
        before = knot


def _towards(point: Point, pull: Point) -> Point:
    return point[0] + (pull[0] - point[0]) * 2 / 3, point[1] + (pull[1] - point[1]) * 2 / 3
