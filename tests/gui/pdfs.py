"""PDFs drawn for tests of the preview and the printer: pages of any size, with a mark whose place is known."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

POINT = 25.4 / 72
"""Millimetres."""


@dataclass(frozen=True)
class Rectangle:
    """A black rectangle in millimetres, from the upper left of its page."""

    left: float
    top: float
    width: float
    height: float


A4, A3, A4_WIDE = (210.0, 297.0), (297.0, 420.0), (297.0, 210.0)


def pdf(sizes: Sequence[tuple[float, float]], mark: Rectangle | None = None) -> bytes:
    """A PDF of pages of these sizes in millimetres, each with the mark."""
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        page = document.new_page(width / POINT, height / POINT)
        if mark is not None:
            bottom = height - mark.top - mark.height
            box = (side / POINT for side in (mark.left, bottom, mark.width, mark.height))
            drawn = raw.FPDFPageObj_CreateNewRect(*box)
            raw.FPDFPageObj_SetFillColor(drawn, 0, 0, 0, 255)
            raw.FPDFPath_SetDrawMode(drawn, raw.FPDF_FILLMODE_ALTERNATE, False)
            raw.FPDFPage_InsertObject(page.raw, drawn)
            page.gen_content()
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@dataclass(frozen=True)
class Sheet:
    """A printed page: its size and the place of what is black on it, in millimetres."""

    size: tuple[float, float]
    black: Rectangle | None


def sheets(printed: bytes, dots: int = 200) -> list[Sheet]:
    """What was printed, measured at so many dots an inch."""
    found = []
    with pypdfium2.PdfDocument(printed) as document:
        for page in document:
            width, height = (side * POINT for side in page.get_size())
            picture = (
                page.render(scale=dots / 72).to_pil().convert("L").point(lambda tone: 255 * (tone < 128))
            )
            box = picture.getbbox()
            black = None
            if box is not None:
                left, top, right, bottom = (edge * 25.4 / dots for edge in box)
                black = Rectangle(left, top, right - left, bottom - top)
            found.append(Sheet((width, height), black))
            page.close()
    return found
