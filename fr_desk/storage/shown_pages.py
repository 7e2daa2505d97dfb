"""Do the pages of a PDF show the words that can be read from them? Nothing is compared with any data here.

Words can be there for a program and not for the eye: painted over, clipped, transparent, pale, too small, or outside of
the part of the page that is shown. Our own pages have nothing of that: all of them show the whole of one
upright sheet, nothing is clipped, every word is on it, drawn solid, and stays on top, pale ones stand on a dark ground,
and all that is drawn is marked as a part of the text or as no part of it. Words that were replaced by others look like
ours and are not noticed here.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
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
_PALE, _DARK = 170, 128
"""From which brightness on, of 255, words need a ground, and up to which that is dark; ours have 96 at most, or 255."""
_SMALLEST: Final = 4.0
"""Size in points below which nobody reads; ours are nearly twice as large."""
_Box = tuple[float, ...]
_Color = tuple[ctypes.c_uint, ...]


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
    words: list[_Box] = []
    grounds: list[_Box] = []
    color = tuple(ctypes.c_uint() for _ in range(4))
    for thing in _drawn(page):
        if pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(thing)) > 0:
            return True
        if all_marked and pdfium.FPDFPageObj_CountMarks(thing) < 1:
            return True
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
            box = _box(thing)
            if not _is_readable(thing, box, color, grounds):
                return True
            words.append(box)
        elif _hides(thing):
            box = _box(thing)
            if any(_is_on(word, box) for word in words):
                return True
            if _is_dark(thing, color):
                grounds.append(box)
    return False


def _drawn(page: pypdfium2.PdfPage) -> Iterator[pdfium.FPDF_PAGEOBJECT]:
    """Yield what is drawn on a page, the lowest first."""
    for place in range(pdfium.FPDFPage_CountObjects(page)):
        yield pdfium.FPDFPage_GetObject(page, place)


def _is_readable(word: pdfium.FPDF_PAGEOBJECT, box: _Box, color: _Color, grounds: Sequence[_Box]) -> bool:
    """Tell whether a word is on the sheet, large and solid, and stands out from what it is written on.

    Args:
        word: to be looked at.
        box: where it is.
        color: where its red, green, blue and solidity are written.
        grounds: what is dark below it.
    """
    if pdfium.FPDFTextObj_GetTextRenderMode(word) != pdfium.FPDF_TEXTRENDERMODE_FILL:
        return False
    if not _is_on(box, _SHEET) or _size(word) < _SMALLEST:
        return False
    if not pdfium.FPDFPageObj_GetFillColor(word, *color):
        return True
    if color[3].value < _SOLID:
        return False
    return _brightness(color) < _PALE or any(_is_on(box, ground) for ground in grounds)


def _size(word: pdfium.FPDF_PAGEOBJECT) -> float:
    """Return the height of a word's font on the page, in points."""
    size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(word, size)
    pdfium.FPDFPageObj_GetMatrix(word, matrix)
    return size.value * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _is_dark(thing: pdfium.FPDF_PAGEOBJECT, color: _Color) -> bool:
    """Tell whether something is filled so darkly that pale words on it can be read."""
    is_path = pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_PATH
    if not is_path or not pdfium.FPDFPageObj_GetFillColor(thing, *color):
        return False
    return color[3].value == _SOLID and _brightness(color) < _DARK


def _brightness(color: _Color) -> float:
    """Return how bright a colour is for the eye, up to 255 (ITU-R BT.601)."""
    red, green, blue, _ = (one.value for one in color)
    return 0.299 * red + 0.587 * green + 0.114 * blue


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


def _is_on(word: _Box, box: _Box) -> bool:
    """Tell whether the middle of a word lies in a box."""
    left, bottom, right, top = box
    return left <= (word[0] + word[2]) / 2 <= right and bottom <= (word[1] + word[3]) / 2 <= top
