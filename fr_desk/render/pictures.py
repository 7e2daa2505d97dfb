"""Pictures kept with a dossier, on a page: not larger than their pixels allow, not twice in a file.

What cannot be read is named in words where the picture would stand, and the rest of the document is made.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFImageXObject

from fr_desk.i18n import N_, Lang, translate
from fr_desk.images.errors import ImageError
from fr_desk.images.paper import Raster, for_paper
from fr_desk.render.flow import Block, Cell
from fr_desk.render.styles import SMALL
from fr_desk.render.text import printable

LEFT_OUT = N_("{file} cannot be read and is left out")
MISSING = N_("{file} is not in the dossier's file and is left out")
DOTS_PER_INCH = 150
"""A picture with few pixels is not drawn so large that they show."""


class Picture(Cell):
    """A picture as large as its box allows, from the left, in its own proportions."""

    tag = "Figure"

    def __init__(self, raster: Raster, alt: str, *, most_width: float, most_height: float) -> None:
        """Take the picture.

        Args:
            raster: the picture.
            alt: what it shows, for people who cannot see it.
            most_width: points.
            most_height: points.
        """
        super().__init__()
        self.raster, self.alt = raster, alt
        self.most_width, self.most_height = most_width, most_height

    def size_in(self, width: float) -> tuple[float, float]:
        """Return width and height in points where ``width`` points are free."""
        raster = self.raster
        scale = min(
            min(width, self.most_width) / raster.width,
            self.most_height / raster.height,
            72 / DOTS_PER_INCH,
        )
        return raster.width * scale, raster.height * scale

    def height_in(self, width: float) -> float:
        """Return the height of the picture."""
        return self.size_in(width)[1]

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the picture as one figure."""
        wide, high = self.size_in(width)
        with canvas.figure(self.alt, (x, top - high, x + wide, top)):
            draw_raster(canvas, self.raster, x, top - high, wide, high)


def picture(
    data: bytes | None, name: str, alt: str, lang: Lang, *, most_width: float, most_height: float
) -> Cell:
    """Return a picture, or the words that stand in its place if it cannot be read.

    Args:
        data: the contents of the attachment, if they are there.
        name: how the words call it, ``f2 (gate.jpg)``.
        alt: what the picture shows, for people who cannot see it.
        lang: of the words.
        most_width: points.
        most_height: points.
    """
    if data is None:
        return Block(translate(MISSING, lang, file=printable(name)), SMALL)
    try:
        raster = for_paper(data, name)
    except ImageError:
        return Block(translate(LEFT_OUT, lang, file=printable(name)), SMALL)
    return Picture(raster, alt, most_width=most_width, most_height=most_height)


def draw_raster(canvas: Any, raster: Raster, x: float, bottom: float, width: float, height: float) -> None:
    """Draw a picture with its lower left corner at ``(x, bottom)``; the same one is kept once in the file."""
    name = f"picture{hashlib.sha256(raster.data).hexdigest()[:24]}"
    if not canvas.hasForm(name):
        _keep(canvas, name, raster)
    canvas.saveState()
    canvas.transform(width, 0, 0, height, x, bottom)
    canvas.doForm(name)
    canvas.restoreState()


def _keep(canvas: Any, name: str, raster: Raster) -> None:
    """Put a picture into the file. reportlab would decode it and encode it again to find out what we know."""
    image = PDFImageXObject(name)
    image.width, image.height, image.bitsPerComponent = raster.width, raster.height, 8
    image.colorSpace = "DeviceGray" if raster.grey else "DeviceRGB"
    image._filters = ("DCTDecode",) if raster.is_jpeg else ("FlateDecode",)  # noqa: SLF001 - it has no other way in
    image.streamContent = raster.data if raster.is_jpeg else zlib.compress(raster.data)
    document = canvas._doc  # noqa: SLF001 - the same
    document.Reference(image, document.getXObjectName(name))
    document.addForm(name, image)
