"""What is asked before pages are printed: which printer and pages, and what becomes of pages larger than its paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.language import t, tn
from fr_desk.gui.printing import NoPrinterError, Run, Scaling, name_of_size, too_large, wanted_pages
from fr_desk.i18n import N_

TOO_LARGE = N_(
    "The page is {page}, the paper in the printer {paper}. Print it in its actual size, cut off at the edges, or "
    "smaller, to fit the paper?"
)


def sent(printer: str, count: int) -> str:
    """Return what is said once ``count`` pages are on their way to ``printer``."""
    return tn("Sent to {printer}: {count} page", "Sent to {printer}: {count} pages", count, printer=printer)


def ask_to_print(
    dialogs: Dialogs,
    parent: QWidget,
    title: str,
    data: bytes,
    sizes: Sequence[tuple[float, float]],
    here: int,
) -> tuple[QPrinter, Run] | None:
    """Return what is to be printed and where, or nothing if the user wants none of it.

    Args:
        dialogs: asks the user.
        parent: the window that asks.
        title: what is to be printed.
        data: the PDF.
        sizes: of its pages in points.
        here: the page that is looked at, from 0.

    Raises:
        NoPrinterError: if the system knows no printer.
    """
    if not dialogs.has_printer():
        raise NoPrinterError
    printer = dialogs.printer(parent, title, sizes)
    numbers = wanted_pages(printer, len(sizes), here) if printer else ()
    if printer is None or not numbers:
        return None
    scaling: Scaling | None = Scaling.ACTUAL
    large = too_large(sizes, printer, numbers)
    if large is not None:
        paper = printer.pageLayout().pageSize().size(QPageSize.Unit.Point)
        names = {"page": name_of_size(large), "paper": name_of_size((paper.width(), paper.height()))}
        scaling = dialogs.ask_scaling(parent, t(TOO_LARGE, **names))
    return None if scaling is None else (printer, Run(data, numbers, scaling))
