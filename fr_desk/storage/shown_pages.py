"""Do the pages of a PDF show the words that can be read from them? Nothing is compared with any data here.

Words can be there for a program and not for the eye: painted over, clipped, transparent, or outside of the part of the
page that is shown. Our own pages have nothing of that: all of them show the whole of one upright sheet, nothing is
clipped, every word is drawn solid and stays on top, and all that is drawn is marked as a part of the text or as no
part of it. Words that were replaced by others look like ours and are not noticed here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_BOXES: Final = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")
_DEEPEST: Final = 50
_SHEET: Final = (0.0, 0.0, 595.28, 841.89)
"""What we write on, in points."""
_CLOSE: Final = 1.0
"""Points by which two boxes may differ and be the same."""
_THICK: Final = 12.0
"""Width in points from which a line can hide words."""
_SOLID: Final = 255
_Box = tuple[float, ...]


def cut_pages(pdf: pikepdf.Pdf) -> list[int]:
    """Return the pages, counted from 1, that show only a part of their sheet, turned or enlarged or in layers."""
    if "/OCProperties" in pdf.Root:
        return list(range(1, len(pdf.pages) + 1))
    return [number for number, page in enumerate(pdf.pages, start=1) if _is_cut(page.obj)]


def _is_cut(page: pikepdf.Object) -> bool:
    if _inherited(page, "/Rotate") not in (None, 0) or page.get("/UserUnit", 1) != 1:
        return True
    boxes = (_inherited(page, name) for name in _BOXES)
    return any(box is not None and not _is_whole(box) for box in boxes)


def _inherited(page: pikepdf.Object, key: str) -> object:
    """Return what a page says of itself, or those above it say for it."""
    for _ in range(_DEEPEST):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            break
        page = page["/Parent"]
    return None


def _is_whole(box: object) -> bool:
    """Tell whether a box is that of a whole sheet."""
    if not isinstance(box, pikepdf.Array) or len(box) != len(_SHEET):
        return False
    return all(abs(float(a) - b) < _CLOSE for a, b in zip(box.as_list(), _SHEET, strict=True))


def hides_words(page: pypdfium2.PdfPage, *, all_marked: bool) -> bool:
    """Tell whether something that is drawn on a page hides words, or is hidden itself. Hold the lock of the library.

    Args:
        page: to be looked at; nothing is drawn.
        all_marked: whether also that counts which is no part of the text and no decoration, as no page of ours has it.
    """
    words: list[pdfium.FPDF_PAGEOBJECT] = []
    seen: list[_Box] = []
    color = tuple(ctypes.c_uint() for _ in range(4))
    for thing in _drawn(page):
        if pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(thing)) > 0:
            return True
        if all_marked and pdfium.FPDFPageObj_CountMarks(thing) < 1:
            return True
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            if _is_faint(thing, color):
                return True
            words.append(thing)
        elif words and _hides(thing):
            seen += (_box(word) for word in words[len(seen) :])
            if _covers(_box(thing), seen):
                return True
    return False


def _drawn(page: pypdfium2.PdfPage) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    """Yield what is drawn on a page, the lowest first."""
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, place)


def _is_faint(word: pdfium.FPDF_PAGEOBJECT, color: tuple[ctypes.c_uint, ...]) -> bool:
    """Tell whether a word is not drawn solid; ``color`` is where its red, green, blue and solidity are written."""
    if pdfium.FPDFTextObj_GetTextRenderMode(word) != pdfium.FPDF_TEXTRENDERMODE_FILL:
        return True
    return bool(pdfium.FPDFPageObj_GetFillColor(word, *color)) and color[3].value < _SOLID


def _hides(thing: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Tell whether something is filled, or as good as filled: a picture, a shade, a drawing, a thick line."""
    if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_PATH:
        return True
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
    if fill.value:
        return True
    pdfium.FPDFPageObj_GetStrokeWidth(thing, width)
    return bool(stroke.value) and width.value >= _THICK


def _box(thing: pdfium.FPDF_PAGEOBJECT) -> _Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _covers(box: _Box, words: list[_Box]) -> bool:
    """Tell whether the middle of any word lies in a box."""
    left, bottom, right, top = box
    return any(left < (one[0] + one[2]) / 2 < right and bottom < (one[1] + one[3]) / 2 < top for one in words)
