"""Pages of a PDF as pictures, for the screen and for the printer. Imported when the first paper is shown.

The library behind it must not be called from two threads at once: every call is made under one lock.
"""

from __future__ import annotations

import ctypes

import pypdfium2
from pypdfium2 import raw
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.storage.pdfium import LOCK

_DEPTH = 4
"""Bytes of a pixel."""


class UnshownPageError(FrDeskError):
    """A page that the library cannot read."""

    sentence = N_("The pages cannot be shown; save the paper as PDF and open it in another program.")


class PdfPages:
    """The pages of one PDF. It may be used from any thread, by one at a time or by several.

    Attributes:
        sizes: width and height of each page in points.
    """

    def __init__(self, data: bytes) -> None:
        """Open the PDF in ``data``.

        Raises:
            UnshownPageError: if it is none.
        """
        self._page: tuple[int, pypdfium2.PdfPage] | None = None
        with LOCK:
            try:
                self._pdf: pypdfium2.PdfDocument | None = pypdfium2.PdfDocument(data)
                self.sizes: tuple[tuple[float, float], ...] = tuple(
                    self._pdf.get_page_size(number) for number in range(len(self._pdf))
                )
            except pypdfium2.PdfiumError as error:
                raise UnshownPageError from error

    def draw(self, number: int, whole: QSize, part: QRect) -> QImage:
        """Return a part of a page.

        Args:
            number: of the page, from 0.
            whole: size of the whole page in pixels.
            part: which of these pixels.

        Raises:
            UnshownPageError: if the page cannot be read.
        """
        stride = part.width() * _DEPTH
        buffer = (ctypes.c_ubyte * (stride * part.height()))()
        ctypes.memset(buffer, 0xFF, len(buffer))
        with LOCK:
            page = self._load(number)
            bitmap = raw.FPDFBitmap_CreateEx(part.width(), part.height(), raw.FPDFBitmap_BGRx, buffer, stride)
            raw.FPDF_RenderPageBitmap(
                bitmap, page.raw, -part.x(), -part.y(), whole.width(), whole.height(), 0, raw.FPDF_ANNOT
            )
            raw.FPDFBitmap_Destroy(bitmap)
        return QImage(bytes(buffer), part.width(), part.height(), stride, QImage.Format.Format_RGB32).copy()

    def _load(self, number: int) -> pypdfium2.PdfPage:
        """Return a page, and keep it until another is asked for: parts of one page are drawn one after another."""
        if self._page is None or self._page[0] != number:
            self._let_page_go()
            if self._pdf is None:
                raise UnshownPageError
            try:
                self._page = number, self._pdf[number]
            except pypdfium2.PdfiumError as error:
                raise UnshownPageError from error
        return self._page[1]

    def _let_page_go(self) -> None:
        if self._page is not None:
            self._page[1].close()
            self._page = None

    def close(self) -> None:
        """Let go of the PDF; nothing can be drawn any more."""
        with LOCK:
            self._let_page_go()
            if self._pdf is not None:
                self._pdf.close()
                self._pdf = None
