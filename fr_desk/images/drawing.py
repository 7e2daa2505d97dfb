"""A drawing of filled and stroked outlines: what is kept of an SVG, as a value to be written and to be drawn.

The longest side is 1000 units, y grows downwards as in SVG. All transformations are applied, all curves are cubic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LONGEST = 1000.0
"""Units of the longer side."""

Step = Literal["M", "L", "C", "Z"]
Cap = Literal["butt", "round", "square"]
Join = Literal["miter", "round", "bevel"]
Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of an outline: move, line, cubic curve, close; with 2, 2, 6 or no numbers."""

    step: Step
    numbers: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline with its colours.

    Attributes:
        segments: the outline.
        fill: the colour inside, if any.
        even_odd: whether what is enclosed twice is outside.
        stroke: the colour of the line, if any.
        width: of the line.
        cap: ends of the line: butt, round, square.
        join: corners of the line: miter, round, bevel.
    """

    segments: tuple[Segment, ...]
    fill: Color | None = None
    even_odd: bool = False
    stroke: Color | None = None
    width: float = 1.0
    cap: Cap = "butt"
    join: Join = "miter"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front; what reaches beyond the sides is not shown."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def svg_of(drawing: Drawing) -> bytes:
    """Return a drawing as an SVG with nothing in it but outlines."""
    width, height = _written(drawing.width), _written(drawing.height)
    paths = "".join(f"{_path(shape)}\n" for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n{paths}</svg>\n'.encode()
    )


def _path(shape: Shape) -> str:
    outline = "".join(part.step + " ".join(map(_written, part.numbers)) for part in shape.segments)
    attributes = {"d": outline, "fill": _color(shape.fill)}
    if shape.even_odd:
        attributes["fill-rule"] = "evenodd"
    if shape.stroke:
        attributes["stroke"] = _color(shape.stroke)
        attributes["stroke-width"] = _written(shape.width)
        attributes["stroke-linecap"] = shape.cap
        attributes["stroke-linejoin"] = shape.join
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<path {written}/>"


def _color(color: Color | None) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color) if color else "none"


def _written(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")
