"""Printing pages as large as they are: a sign on A3 comes out on A3, to the millimetre.

Pages go to the printer in bands, so that a large sign at a fine resolution needs no more memory than a small one. The
work is done in a thread; it touches nothing of the screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui.pdfium import PdfPages
from fr_desk.i18n import N_
from fr_desk.services.progress import Cancelled, Progress

FINEST = 600
"""Dots per inch beyond which pages are not drawn; letters gain nothing from more."""
BAND = 4_000_000
"""Most pixels that are drawn at once."""
SLACK = 4.0
"""Points by which a paper may be smaller than a page and still be taken for the same size."""


class NoPrinterError(FrDeskError):
    """The system knows no printer."""

    sentence = N_("No printer is set up on this computer; save the paper as PDF, or set a printer up first.")


class PrinterError(FrDeskError):
    """The printer does not take a page."""

    sentence = N_("The printer {printer} did not take the pages; see whether it is on, then print again.")


class Scaling(Enum):
    """What becomes of a page that is larger than the paper."""

    ACTUAL = "actual"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be printed.

    Attributes:
        data: the PDF.
        numbers: its pages from 0, in the order they are printed; a page that is wanted twice stands here twice.
        scaling: what becomes of pages that are larger than the paper.
    """

    data: bytes
    numbers: tuple[int, ...]
    scaling: Scaling = Scaling.ACTUAL


def set_up(printer: QPrinter, sizes: Sequence[tuple[float, float]]) -> None:
    """Ask a printer for the paper of the largest page, without margins of its own."""
    largest = max(sizes, key=lambda size: size[0] * size[1])
    upright = QSizeF(min(largest), max(largest))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setFullPage(True)
    printer.setPageSize(paper)
    printer.setPageOrientation(_orientation(sizes[0]))


def name_of_size(size: tuple[float, float]) -> str:
    """Return what a size of paper is called, ``A3``, or its millimetres."""
    upright = QSizeF(min(size), max(size))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    if paper.id() != QPageSize.PageSizeId.Custom:
        return paper.name().partition(" ")[0]
    return " × ".join(f"{side * 25.4 / 72:.0f}" for side in size) + " mm"


def too_large(
    sizes: Sequence[tuple[float, float]], printer: QPrinter, numbers: Sequence[int]
) -> tuple[float, float] | None:
    """Return the size of the first page to be printed that is larger than the printer's paper, if there is one."""
    paper = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
    short, long = sorted((paper.width(), paper.height()))
    for number in numbers:
        if min(sizes[number]) > short + SLACK or max(sizes[number]) > long + SLACK:
            return sizes[number]
    return None


def wanted_pages(printer: QPrinter, count: int, here: int) -> tuple[int, ...]:
    """Return the pages that were asked for, from 0: the range, the order, and copies the printer cannot make itself."""
    match printer.printRange():
        case QPrinter.PrintRange.CurrentPage:
            numbers = [here]
        case QPrinter.PrintRange.PageRange | QPrinter.PrintRange.Selection:
            ranges = printer.pageRanges().toRangeList()
            asked = [(one.from_, one.to) for one in ranges] or [(printer.fromPage(), printer.toPage())]
            numbers = [page - 1 for first, last in asked for page in range(max(first, 1), last + 1)]
            numbers = [number for number in numbers if number < count]
        case _:
            numbers = list(range(count))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return tuple(numbers * copies)
    return tuple(number for number in numbers for _ in range(copies))


def print_pages(run: Run, printer: QPrinter, progress: Progress, cancelled: Cancelled) -> int:
    """Print pages and return how many.

    Args:
        run: what is to be printed.
        printer: the printer, with its paper; the way up follows the pages.
        progress: is told how many pages are done.
        cancelled: is asked between bands whether to stop.

    Raises:
        CancelledError: if ``cancelled`` said so.
        PrinterError: if the printer does not take a page.
    """
    pages = PdfPages(run.data)
    printer.setFullPage(True)  # a print dialog may have changed it
    painter = QPainter()
    try:
        for done, number in enumerate(run.numbers):
            progress(done, len(run.numbers))
            printer.setPageOrientation(_orientation(pages.sizes[number]))
            begun = printer.newPage() if done else painter.begin(printer)
            if not begun:
                raise PrinterError(printer=printer.printerName() or printer.outputFileName())
            painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
            for picture, place in _bands(pages, number, printer, run.scaling):
                if cancelled():
                    printer.abort()
                    raise CancelledError
                painter.drawImage(place, picture)
        progress(len(run.numbers), len(run.numbers))
        if painter.isActive() and not painter.end():
            raise PrinterError(printer=printer.printerName() or printer.outputFileName())
    finally:
        if painter.isActive():
            painter.end()
        pages.close()
    return len(run.numbers)


def _orientation(size: tuple[float, float]) -> QPageLayout.Orientation:
    wide = size[0] > size[1]
    return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait


def _bands(
    pages: PdfPages, number: int, printer: QPrinter, scaling: Scaling
) -> Iterator[tuple[QImage, QRect]]:
    """Draw what of a page is on the paper, from top to bottom, each part with its place in dots of the printer."""
    coarser = -(-printer.resolution() // FINEST)
    dots = printer.resolution() / coarser / 72
    paper = _in_dots(printer.pageLayout().fullRect(QPageLayout.Unit.Point).size(), dots)
    width, height = pages.sizes[number]
    share = 1.0
    if scaling is Scaling.FIT:
        share = min(1.0, *_shares(printer.pageLayout(), pages.sizes[number]))
    whole = _in_dots(QSizeF(width * share, height * share), dots)
    corner = QPoint((paper.width() - whole.width()) // 2, (paper.height() - whole.height()) // 2)
    shown = QRect(QPoint(0, 0), paper).intersected(QRect(corner, whole)).translated(-corner)
    rows = max(1, BAND // max(shown.width(), 1))
    for top in range(shown.top(), shown.bottom() + 1, rows):
        part = QRect(shown.left(), top, shown.width(), min(rows, shown.bottom() + 1 - top))
        place = part.translated(corner)
        picture = pages.draw(number, whole, part)
        if not _is_white(picture):
            yield picture, QRect(place.topLeft() * coarser, place.size() * coarser)


def _shares(layout: QPageLayout, size: tuple[float, float]) -> tuple[float, float]:
    """Return how much of a page's width and height the printer can print on, as a share of the page."""
    margins = layout.minimumMargins()
    whole = layout.fullRect().size()
    points = layout.fullRect(QPageLayout.Unit.Point).width() / whole.width()
    wide = whole.width() - margins.left() - margins.right()
    high = whole.height() - margins.top() - margins.bottom()
    return wide * points / size[0], high * points / size[1]


def _is_white(picture: QImage) -> bool:
    """Tell whether there is nothing on a picture: it need not be sent."""
    white = QImage(picture.size(), picture.format())
    white.fill(Qt.GlobalColor.white)
    return picture == white


def _in_dots(size: QSizeF, dots: float) -> QSize:
    return QSize(round(size.width() * dots), round(size.height() * dots))
