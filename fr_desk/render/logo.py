"""The operator's logo: an SVG as outlines, any other picture as pixels. Drawn into a box, in its own proportions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, FILL_NON_ZERO

from fr_desk.images import drawing
from fr_desk.images.drawing import Drawing, Shape
from fr_desk.images.errors import ImageError
from fr_desk.images.formats import Format, format_of
from fr_desk.images.paper import Raster, for_paper
from fr_desk.images.svg import read_svg
from fr_desk.render.pictures import draw_raster

_CAPS: dict[drawing.Cap, int] = {"butt": 0, "round": 1, "square": 2}
_JOINS: dict[drawing.Join, int] = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that can be drawn."""

    picture: Drawing | Raster

    @property
    def width(self) -> float:
        """In units of its own."""
        return self.picture.width

    @property
    def height(self) -> float:
        """In the same units."""
        return self.picture.height

    def fitted(self, wide: float, high: float) -> tuple[float, float]:
        """Return width and height in points inside a box, in its own proportions."""
        scale = min(wide / self.width, high / self.height)
        return self.width * scale, self.height * scale

    def draw(self, canvas: Any, x: float, bottom: float, width: float, height: float) -> None:
        """Draw it with its lower left corner at ``(x, bottom)``."""
        if isinstance(self.picture, Raster):
            draw_raster(canvas, self.picture, x, bottom, width, height)
        else:
            _draw(canvas, self.picture, x, bottom, width / self.width, height / self.height)


def read_logo(data: bytes, name: str) -> Logo | None:
    """Return a logo, ``None`` if it cannot be read.

    Args:
        data: SVG, PNG, JPEG or HEIC.
        name: of the file.
    """
    try:
        return Logo(read_svg(data, name) if format_of(data) is Format.SVG else for_paper(data, name))
    except ImageError:
        return None


def _draw(canvas: Any, picture: Drawing, x: float, bottom: float, across: float, down: float) -> None:
    """Draw outlines; what reaches beyond the sides of the drawing is cut off."""
    canvas.saveState()
    canvas.transform(across, 0, 0, -down, x, bottom + picture.height * down)
    frame = canvas.beginPath()
    frame.rect(0, 0, picture.width, picture.height)
    canvas.clipPath(frame, stroke=0, fill=0)
    for shape in picture.shapes:
        _draw_shape(canvas, shape)
    canvas.restoreState()


def _draw_shape(canvas: Any, shape: Shape) -> None:
    path = canvas.beginPath()
    for segment in shape.segments:
        match segment.step:
            case "M":
                path.moveTo(*segment.numbers)
            case "L":
                path.lineTo(*segment.numbers)
            case "C":
                path.curveTo(*segment.numbers)
            case "Z":
                path.close()
    if shape.fill:
        canvas.setFillColor(_color(shape.fill))
    if shape.stroke:
        canvas.setStrokeColor(_color(shape.stroke))
        canvas.setLineWidth(shape.width)
        canvas.setLineCap(_CAPS[shape.cap])
        canvas.setLineJoin(_JOINS[shape.join])
    mode = FILL_EVEN_ODD if shape.even_odd else FILL_NON_ZERO
    canvas.drawPath(path, stroke=int(bool(shape.stroke)), fill=int(bool(shape.fill)), fillMode=mode)


def _color(color: drawing.Color) -> Color:
    return Color(*(level / 255 for level in color))
