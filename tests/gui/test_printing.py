"""On paper everything is as large as it is: measured on what a printer that writes PDF was given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from fr_desk.errors import CancelledError
from fr_desk.gui import pdfium, printing
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.pdfium import PdfPages, UnshownPageError
from fr_desk.gui.printing import PrinterError, Run, Scaling
from fr_desk.gui.window import Window
from tests.gui.conftest import settle
from tests.gui.pdfs import A3, A4, A4_WIDE, POINT, Rectangle, pdf, sheets

MARK = Rectangle(40, 60, 100, 20)


def printer_for(out: Path, size: tuple[float, float], dots: int = 1200) -> QPrinter:
    """A printer that writes a PDF, with paper of a size in millimetres."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(dots)
    printing.set_up(printer, [(size[0] / POINT, size[1] / POINT)])
    return printer


def send(printer: QPrinter, run: Run) -> int:
    """Print without anybody watching."""
    return printing.print_pages(run, printer, lambda _done, _total: None, lambda: False)


@pytest.mark.parametrize("dots", [1200, 600, 720, 300])
@pytest.mark.parametrize("size", [A4, A3, A4_WIDE, (105.0, 148.0)])
def test_a_page_is_printed_to_the_millimetre(
    qapp: object, tmp_path: Path, size: tuple[float, float], dots: int
):
    # given
    mark = Rectangle(20, 30, 60, 40)
    printer = printer_for(tmp_path / "out.pdf", size, dots)

    # when
    send(printer, Run(pdf([size], mark), (0,)))

    # then
    (sheet,) = sheets((tmp_path / "out.pdf").read_bytes())
    assert sheet.size == pytest.approx(size, abs=0.5)
    assert sheet.black is not None
    for side in ("left", "top", "width", "height"):
        assert getattr(sheet.black, side) == pytest.approx(getattr(mark, side), abs=0.3), side


def test_a_sign_on_a0_needs_no_more_memory_than_a_band(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    # given
    size, drawn = (841.0, 1189.0), []
    draw = PdfPages.draw

    def watched(self: PdfPages, number: int, whole: object, part: object) -> object:
        picture = draw(self, number, whole, part)  # type: ignore[arg-type]  # passed on as it came
        drawn.append(picture.width() * picture.height())
        return picture

    monkeypatch.setattr(PdfPages, "draw", watched)
    printer = printer_for(tmp_path / "out.pdf", size, 150)

    # when
    send(printer, Run(pdf([size], MARK), (0,)))

    # then
    (sheet,) = sheets((tmp_path / "out.pdf").read_bytes(), 72)
    assert sheet.size == pytest.approx(size, abs=1)
    assert sheet.black is not None
    assert (sheet.black.width, sheet.black.height) == pytest.approx((100, 20), abs=0.8)
    assert len(drawn) > 1
    assert max(drawn) <= printing.BAND


def test_pages_lying_down_and_standing_up_each_find_their_way(qapp: object, tmp_path: Path):
    printer = printer_for(tmp_path / "out.pdf", A4, 300)

    send(printer, Run(pdf([A4, A4_WIDE, A4], MARK), (0, 1, 2)))

    found = sheets((tmp_path / "out.pdf").read_bytes())
    assert [sheet.size for sheet in found] == [pytest.approx(size, abs=0.5) for size in (A4, A4_WIDE, A4)]
    assert all(sheet.black and sheet.black.width == pytest.approx(100, abs=0.3) for sheet in found)


def test_a_larger_page_is_cut_off_in_its_actual_size_or_fitted(qapp: object, tmp_path: Path):
    # given an A3 page on A4
    data = pdf([A3], Rectangle(98.5, 160, 100, 100))
    sizes = [(A3[0] / POINT, A3[1] / POINT)]

    # when
    printers = {scaling: printer_for(tmp_path / f"{scaling.value}.pdf", A4, 600) for scaling in Scaling}
    for scaling, printer in printers.items():
        assert printing.too_large(sizes, printer, [0]) == sizes[0]
        send(printer, Run(data, (0,), scaling))

    # then
    (cut,), (fitted,) = (sheets((tmp_path / f"{one.value}.pdf").read_bytes()) for one in Scaling)
    assert cut.size == pytest.approx(A4, abs=0.5)
    assert fitted.size == pytest.approx(A4, abs=0.5)
    assert cut.black is not None
    assert fitted.black is not None
    assert (cut.black.width, cut.black.height) == pytest.approx((100, 100), abs=0.3)
    assert (cut.black.left, cut.black.top) == pytest.approx((55, 98.5), abs=0.3)
    assert (fitted.black.width, fitted.black.height) == pytest.approx((70.7, 70.7), abs=0.4)


def test_fitting_leaves_the_margins_a_printer_cannot_reach(qapp: object):
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(10, 10, 10, 10),
        QPageLayout.Unit.Millimeter,
        QMarginsF(10, 10, 10, 10),
    )

    wide, high = printing._shares(layout, (A4[0] / POINT, A4[1] / POINT))

    assert (wide, high) == pytest.approx((190 / 210, 277 / 297), abs=0.002)


@pytest.mark.parametrize(
    ("page", "paper", "large"),
    [(A4, A4, False), (A4_WIDE, A4, False), (A4, A3, False), (A3, A4, True), (A4, (216.0, 279.0), True)],
)
def test_a_page_that_the_paper_cannot_hold_is_noticed(
    qapp: object, tmp_path: Path, page: tuple[float, float], paper: tuple[float, float], large: bool
):
    printer = printer_for(tmp_path / "out.pdf", paper)

    found = printing.too_large([(page[0] / POINT, page[1] / POINT)], printer, [0])

    assert (found is not None) is large


@pytest.mark.parametrize(
    ("size", "name"),
    [
        (A4, "A4"),
        (A4_WIDE, "A4"),
        (A3, "A3"),
        ((105.0, 148.0), "A6"),
        ((841.0, 1189.0), "A0"),
        ((216.0, 279.0), "Letter"),
    ],
)
def test_a_size_of_paper_is_called_by_its_name(qapp: object, size: tuple[float, float], name: str):
    assert printing.name_of_size((size[0] / POINT, size[1] / POINT)) == name


def test_a_size_without_a_name_is_told_in_millimetres(qapp: object):
    assert printing.name_of_size((100 / POINT, 333 / POINT)) == "100 × 333 mm"


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        ({}, (0, 1, 2, 3, 4)),
        ({"range": QPrinter.PrintRange.CurrentPage}, (3,)),
        ({"range": QPrinter.PrintRange.PageRange, "pages": "2-3,5"}, (1, 2, 4)),
        ({"range": QPrinter.PrintRange.PageRange, "from_to": (2, 9)}, (1, 2, 3, 4)),
        ({"order": QPrinter.PageOrder.LastPageFirst}, (4, 3, 2, 1, 0)),
        ({"range": QPrinter.PrintRange.PageRange, "pages": "1-2", "copies": 2}, (0, 1, 0, 1)),
        (
            {"range": QPrinter.PrintRange.PageRange, "pages": "1-2", "copies": 2, "collate": False},
            (0, 0, 1, 1),
        ),
    ],
)
def test_range_order_and_copies_are_followed(
    qapp: object, tmp_path: Path, ask: dict[str, Any], expected: Sequence[int]
):
    printer = printer_for(tmp_path / "out.pdf", A4)
    printer.setPrintRange(ask.get("range", QPrinter.PrintRange.AllPages))
    if "pages" in ask:
        printer.setPageRanges(QPageRanges.fromString(str(ask["pages"])))
    if "from_to" in ask:
        printer.setFromTo(*ask["from_to"])
    printer.setPageOrder(ask.get("order", QPrinter.PageOrder.FirstPageFirst))
    printer.setCopyCount(ask.get("copies", 1))
    printer.setCollateCopies(ask.get("collate", True))

    assert printing.wanted_pages(printer, 5, 3) == expected


def test_a_cancelled_print_stops_between_bands(qapp: object, tmp_path: Path):
    asked: list[int] = []
    printer = printer_for(tmp_path / "out.pdf", A3)
    run = Run(pdf([A3, A3, A3], Rectangle(0, 0, 297, 420)), (0, 1, 2))

    with pytest.raises(CancelledError):
        printing.print_pages(run, printer, lambda done, _total: asked.append(done), lambda: len(asked) > 1)

    assert asked == [0, 1]


def test_a_printer_that_takes_nothing_is_told_in_one_sentence(qapp: object, tmp_path: Path):
    printer = printer_for(tmp_path / "no such folder" / "out.pdf", A4)

    with pytest.raises(PrinterError, match=r"out\.pdf"):
        send(printer, Run(pdf([A4]), (0,)))


def test_what_is_no_pdf_is_told_in_one_sentence():
    with pytest.raises(UnshownPageError, match="cannot be shown"):
        pdfium.PdfPages(b"no PDF at all")


def test_a_closed_pdf_draws_nothing_more():
    from PySide6.QtCore import QRect, QSize

    pages = PdfPages(pdf([A4]))
    pages.close()
    pages.close()

    with pytest.raises(UnshownPageError):
        pages.draw(0, QSize(10, 10), QRect(0, 0, 10, 10))


def test_the_print_dialog_begins_with_the_paper_of_the_pages(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    # given
    seen: list[tuple[int, int, str, QSizeF]] = []

    def accept(box: QPrintDialog) -> int:
        size = box.printer().pageLayout().pageSize().size(QPageSize.Unit.Millimeter)
        seen.append((box.minPage(), box.maxPage(), box.windowTitle(), size))
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", accept)

    # when
    printer = Dialogs().printer(window, "Sign", [(A3[0] / POINT, A3[1] / POINT)] * 3)
    settle()

    # then
    assert printer is not None
    assert printer.fullPage()
    ((first, last, title, size),) = seen
    assert (first, last, title) == (1, 3, "Sign")
    assert (size.width(), size.height()) == pytest.approx(A3, abs=0.5)


@pytest.mark.parametrize("button", [0, 1, 2])
def test_the_question_about_the_size_has_three_answers(
    window: Window, button: int, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(box.text())
        words = ["Actual size, cut off", "Fit to the paper", "Do not print"][button]
        next(one for one in box.buttons() if one.text() == words).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)

    answer = Dialogs().ask_scaling(window, "A3 on A4?")
    settle()

    assert answer is [Scaling.ACTUAL, Scaling.FIT, None][button]
    assert asked == ["A3 on A4?"]


@pytest.mark.parametrize("printers", [[], ["Office"]])
def test_whether_there_is_a_printer_is_asked_of_the_system(
    printers: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: printers)

    assert Dialogs().has_printer() is bool(printers)
