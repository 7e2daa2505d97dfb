"""The preview: what will be printed, turned, zoomed, printed and saved by keyboard, and kept up with the answers."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.errors import FrDeskError
from fr_desk.gui import language, printing, theme
from fr_desk.gui import press as pressing
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.files import Files
from fr_desk.gui.page_places import GAP, Fit
from fr_desk.gui.papers import Papers
from fr_desk.gui.preview import Preview
from fr_desk.gui.preview_door import preview_window
from fr_desk.gui.printing import Scaling
from fr_desk.gui.profile import Profile
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang, texts
from fr_desk.paths import user_folders
from fr_desk.services.printing import Paper
from tests.gui.conftest import AnsweringDialogs, click, settle
from tests.gui.pdfs import A3, A4, A4_WIDE, POINT, Rectangle, pdf, sheets
from tests.gui.test_layout import clipped, outside, overlapping

SHEETS = ("sheet", "tiles", "bleed")
CONTROL, NOTHING = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
MARK = Rectangle(60, 80, 60, 40)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def paper(name: str, group: str = "dossier", most: int = 1, formats: tuple[str, ...] = ("pdf",)) -> Paper:
    """A paper of which only the name matters."""
    title, why, sheets = texts(name), texts(f"Why {name}"), SHEETS if most > 1 else ("sheet",)
    return Paper(name, group, title, why, name.lower(), ("zh",), formats, most, sheets)  # type: ignore[arg-type]  # words of a closed list


class Works:
    """Makes papers at once: pages of known sizes, black where it matters."""

    def __init__(self) -> None:
        self.papers = [
            paper("Book"),
            paper("Sign", "signs", most=3),
            paper("Large", "signs"),
            paper("Form", "forms", formats=("pdf", "docx")),
        ]
        self.sizes: dict[str, Sequence[tuple[float, float]]] = {
            "Book": [A4] * 12,
            "Sign": [A4],
            "Large": [A3],
            "Form": [A4, A4_WIDE],
        }
        self.made: list[tuple[str, tuple[Lang, ...]]] = []
        self.error: FrDeskError | None = None
        self.go = threading.Event()
        self.go.set()

    def last(self) -> tuple[str, tuple[Lang, ...]]:
        return self.made[-1]

    def papers_of(self, *_: object) -> tuple[Paper, ...]:
        return tuple(self.papers)

    def make_paper(
        self, paper_id: str, _dossier: object, _attachments: object, langs: tuple[Lang, ...], **how: object
    ) -> bytes:
        assert self.go.wait(10)
        if self.error is not None:
            raise self.error
        self.made.append((paper_id, langs))
        pages = {"sheet": self.sizes[paper_id], "tiles": [A4] * 5, "bleed": [A3]}
        return pdf(pages[str(how["sheet"])], MARK)


class PrintingDialogs(AnsweringDialogs):
    """Dialogs that also answer what printing asks: a printer that writes a PDF."""

    printers = True
    scaling: Scaling | None = Scaling.ACTUAL
    paper = A4
    out: Path | None = None
    range: tuple[int, int] | None = None

    def has_printer(self) -> bool:
        return self.printers

    def printer(self, parent: QWidget, title: str, sizes: Sequence[tuple[float, float]]) -> QPrinter | None:
        self.asked.append(title)
        if self.out is None:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.out))
        printing.set_up(printer, [(self.paper[0] / POINT, self.paper[1] / POINT)])
        if self.range is not None:
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(*self.range)
        return printer

    def ask_scaling(self, parent: QWidget, sentence: str) -> Scaling | None:
        self.asked.append(sentence)
        return self.scaling


@pytest.fixture
def dialogs(tmp_path: Path) -> PrintingDialogs:
    folder = tmp_path / "papers"
    folder.mkdir()
    made = PrintingDialogs(folder)
    made.out = folder / "printed.pdf"
    return made


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch) -> Works:
    made = Works()
    monkeypatch.setattr(pressing, "papers_of", made.papers_of)
    monkeypatch.setattr(pressing, "make_paper", made.make_paper)
    monkeypatch.setattr(pressing, "CALM_AFTER", 30)
    return made


def ready(preview: Preview, qtbot: QtBot) -> None:
    """Wait until everything is made and drawn."""
    qtbot.waitUntil(
        lambda: not preview.press.is_working and (preview.pages.is_drawn or not preview.pages.isVisible()),
        timeout=30_000,
    )
    settle()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    """Press a key where the keyboard is."""
    where = QApplication.focusWidget() or QApplication.activeWindow()
    assert where is not None
    QTest.keyClick(where, key, modifier)
    settle()


def opened(window: Window, qtbot: QtBot) -> Preview:
    """The preview, opened by its key from the desk."""
    press(Qt.Key.Key_P, CONTROL)
    preview = preview_window(window)
    assert preview is not None
    with qtbot.waitActive(preview):
        pass
    ready(preview, qtbot)
    return preview


@contextmanager
def lone(dialogs: PrintingDialogs, profile: Path, qtbot: QtBot) -> Iterator[Preview]:
    """A preview without a desk beside it."""
    owner = QWidget()
    owner.resize(1366, 768)
    owner.show()
    papers, files = Papers(owner), Files(owner, dialogs, Profile(user_folders(profile)))
    files.new(VenueKind.HOTEL, Jurisdiction.CN)
    assert files.document is not None
    made = Preview(owner, files.document, papers, files, dialogs)
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    made.begin()
    ready(made, qtbot)
    yield made
    if owner.findChildren(Preview):
        made.close()
    papers.shut_down()
    files.drop()
    owner.deleteLater()
    settle()


@pytest.fixture
def preview(works: Works, dialogs: PrintingDialogs, tmp_path: Path, qtbot: QtBot) -> Iterator[Preview]:
    with lone(dialogs, tmp_path / "profile", qtbot) as made:
        yield made


@pytest.fixture
def beside(window: Window, hotel_desk: tuple[Desk, Document], works: Works, qtbot: QtBot) -> Preview:
    """A preview beside the desk."""
    return opened(window, qtbot)


def follows(preview: Preview) -> Fit | None:
    """What the zoom follows."""
    return preview.pages.fit


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_every_paper_of_the_venue_is_listed_and_the_first_one_is_shown(
    window: Window, gym_desk: tuple[Desk, Document], qtbot: QtBot
):
    # when
    preview = opened(window, qtbot)

    # then
    assert preview.list.rows["dossier"].isChecked()
    assert focused() is preview.list.rows["dossier"]
    assert preview.pages.count > 5
    assert "A4" in preview.foot.size_words.text()
    assert preview.languages.chips["ko"].isChecked()
    assert not preview.languages.chips["zh"].isChecked()

    # when the next one is chosen by keyboard
    press(Qt.Key.Key_Down)
    ready(preview, qtbot)

    # then
    assert preview.pages.count == 1
    assert preview.title.text() == focused().accessibleName()
    assert preview.why.text() == focused().accessibleDescription() == focused().toolTip()
    assert darkness(preview) > 0


def darkness(preview: Preview) -> int:
    """How much of the pages that are seen is dark."""
    picture = preview.pages.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(tone < 100 for tone in bytes(picture.constBits()))


def test_pages_are_turned_by_keyboard(preview: Preview):
    # given
    preview.pages.setFocus()
    preview.pages.show_zoom(Fit.PAGE)
    settle()

    # then
    for key, here in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageUp, 1),
        (Qt.Key.Key_End, 11),
        (Qt.Key.Key_PageDown, 11),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_Space, 1),
    ):
        press(key)
        assert (preview.pages.here, preview.page_box.number.text()) == (here, str(here + 1))
    press(Qt.Key.Key_Space, SHIFT)
    assert preview.pages.here == 0
    assert preview.pages.accessibleDescription() == "Page 1 of 12"


def test_a_page_higher_than_the_window_is_read_to_its_end_before_the_next(preview: Preview):
    # given
    preview.pages.setFocus()
    press(Qt.Key.Key_1, CONTROL)
    assert preview.pages.zoom == 1.0
    scrolled = preview.pages.verticalScrollBar()

    # when
    places = []
    while preview.pages.here == 0:
        places.append(scrolled.value())
        press(Qt.Key.Key_PageDown)
        assert len(places) < 6

    # then nothing was skipped, and going back passes the same page
    assert places == sorted(set(places))
    assert len(places) > 1
    room = preview.pages.viewport().height()
    assert all(later - earlier < room for earlier, later in pairwise(places))
    press(Qt.Key.Key_PageUp)
    assert preview.pages.here == 0
    assert scrolled.value() > 0


def test_a_page_number_is_asked_for_and_written(preview: Preview):
    # when
    press(Qt.Key.Key_G, CONTROL)
    assert isinstance(focused(), QLineEdit)
    QTest.keyClicks(focused(), "7")
    press(Qt.Key.Key_Return)

    # then
    assert preview.pages.here == 6
    assert focused() is preview.pages


@pytest.mark.parametrize(("written", "here"), [("0", 0), ("99", 11), ("abc", 3), ("", 3), ("12345678901", 3)])
def test_a_number_that_is_no_page_leads_to_the_nearest_or_nowhere(preview: Preview, written: str, here: int):
    preview.pages.go_to(3)

    press(Qt.Key.Key_G, CONTROL)
    press(Qt.Key.Key_Delete)
    QTest.keyClicks(focused(), written)
    press(Qt.Key.Key_Return)

    assert preview.pages.here == here
    assert preview.page_box.number.text() == str(here + 1)


def test_escape_leaves_the_number_as_it_was_and_then_closes_the_window(preview: Preview):
    press(Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(focused(), "9")

    press(Qt.Key.Key_Escape)
    assert preview.isVisible()
    assert (preview.pages.here, preview.page_box.number.text()) == (0, "1")

    owner = preview.parentWidget()
    assert owner is not None
    press(Qt.Key.Key_Escape)
    assert owner.findChildren(Preview) == []


def test_zoom_by_keyboard_follows_the_room_or_not(preview: Preview, qtbot: QtBot):
    # given
    assert follows(preview) is Fit.WIDTH
    preview.pages.setFocus()

    # when, then
    width = preview.pages.zoom
    preview.resize(preview.width() - 150, preview.height())
    settle()
    assert preview.pages.zoom < width
    press(Qt.Key.Key_0, CONTROL)
    assert follows(preview) is Fit.PAGE
    whole = preview.pages.zoom
    press(Qt.Key.Key_Plus, CONTROL)
    larger = preview.pages.zoom
    assert follows(preview) is None
    assert larger > whole
    press(Qt.Key.Key_Minus, CONTROL)
    assert preview.pages.zoom < larger
    press(Qt.Key.Key_2, CONTROL)
    assert follows(preview) is Fit.WIDTH
    assert preview.zoom_box.percent.accessibleName() == f"Zoom: {preview.pages.zoom * 100:.0f} %"
    for _ in range(40):
        press(Qt.Key.Key_Plus, CONTROL)
    ready(preview, qtbot)
    assert preview.pages.zoom == 8.0
    for _ in range(40):
        press(Qt.Key.Key_Minus, CONTROL)
    assert preview.pages.zoom == 0.1


def test_at_100_percent_a_page_is_as_large_as_on_paper(preview: Preview, qtbot: QtBot):
    # when
    press(Qt.Key.Key_1, CONTROL)
    ready(preview, qtbot)

    # then the mark of 60 by 40 mm has that many pixels of a 96th of an inch
    picture = preview.pages.viewport().grab().toImage()
    row = GAP + round(100 / 25.4 * 96)
    dark = [x for x in range(picture.width()) if picture.pixelColor(x, row).lightness() < 60]
    assert len(dark) == pytest.approx(60 / 25.4 * 96, abs=2)


def test_the_wheel_zooms_at_the_pointer_with_ctrl(preview: Preview):
    # given
    pages, spot = preview.pages, QPoint(300, 200)
    under = pages._places.spot_at(pages._scrolled + spot)

    # when
    for _ in range(3):
        event = QWheelEvent(
            QPointF(spot),
            QPointF(pages.viewport().mapToGlobal(spot)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            CONTROL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(pages.viewport(), event)
    settle()

    # then
    now = pages._places.spot_at(pages._scrolled + spot)
    assert pages.zoom > 1.2
    assert now.page == under.page
    assert (now.across, now.down) == pytest.approx((under.across, under.down), abs=0.01)


def test_a_change_is_followed_a_moment_later_at_the_same_place(preview: Preview, works: Works, qtbot: QtBot):
    # given
    document = preview._document
    preview.pages.go_to(7)
    preview.pages.verticalScrollBar().setValue(preview.pages.verticalScrollBar().value() + 90)
    before, pages = preview.pages.spot, preview.pages
    works.made.clear()

    # when letters are typed one after another
    for name in ("L", "La", "Lan"):
        document.edit("venue.name", name, typing=True)
    assert "follows in a moment" in preview.foot.state.text()
    assert not preview.print_button.isEnabled()
    assert pages.count == 12
    ready(preview, qtbot)

    # then it was made once, and nothing moved
    assert works.made == [("Book", ())]
    assert pages.spot.page == before.page
    assert pages.spot.down == pytest.approx(before.down, abs=0.005)
    assert "as they are now" in preview.foot.state.text()
    assert preview.print_button.isEnabled()


def test_a_paper_that_became_shorter_shows_its_last_page(preview: Preview, works: Works, qtbot: QtBot):
    preview.pages.go_to(11)
    works.sizes["Book"] = [A4] * 2

    preview._document.edit("venue.name", "Lantern")
    ready(preview, qtbot)

    assert (preview.pages.count, preview.pages.here) == (2, 1)


def test_a_paper_no_longer_called_for_gives_way_to_the_first(preview: Preview, works: Works, qtbot: QtBot):
    preview.show_paper("Sign")
    ready(preview, qtbot)
    works.papers = works.papers[:1]

    preview._document.edit("venue.name", "Lantern")
    ready(preview, qtbot)

    assert list(preview.list.rows) == ["Book"]
    assert preview.title.text() == "Book"
    assert preview.pages.count == 12


def test_an_error_is_a_sentence_in_place_of_the_pages_until_the_paper_can_be_made(
    preview: Preview, works: Works, qtbot: QtBot
):
    # given
    works.error = printing.NoPrinterError()

    # when
    preview._document.edit("venue.name", "Lantern")
    ready(preview, qtbot)

    # then
    assert preview.message.isVisible()
    assert preview.message.words == works.error.message("en")
    assert not preview.print_button.isEnabled()

    # when
    works.error = None
    preview._document.edit("venue.name", "Lantern Hotel")
    ready(preview, qtbot)

    # then
    assert preview.pages.isVisible()
    assert preview.pages.count == 12


def test_a_paper_that_was_made_before_is_shown_at_once(preview: Preview, works: Works, qtbot: QtBot):
    press(Qt.Key.Key_Down)
    ready(preview, qtbot)
    works.made.clear()

    press(Qt.Key.Key_Up)
    ready(preview, qtbot)

    assert works.made == []
    assert preview.pages.count == 12


def test_the_languages_of_the_paper_are_chosen_there(preview: Preview, works: Works, qtbot: QtBot):
    # when one language takes the place of another
    click(preview.languages.chips["ko"])
    ready(preview, qtbot)

    # then
    assert works.last() == ("Book", ("ko",))

    # when a sign holds several
    others = preview.languages.chips["en"], preview.languages.chips["ko"]
    preview.show_paper("Sign")
    ready(preview, qtbot)
    for chip in others:
        click(chip)
        ready(preview, qtbot)
    click(preview.languages.chips["zh"])
    ready(preview, qtbot)

    # then the first one chosen is the main one, and the last one cannot be taken away
    assert works.last() == ("Sign", ("en", "ko"))
    for chip in others:
        click(chip)
        ready(preview, qtbot)
    assert works.last() == ("Sign", ("ko",))
    assert preview.languages.chips["ko"].isChecked()

    # when the first paper is looked at again
    preview.show_paper("Book")
    ready(preview, qtbot)

    # then it is still in the language that was chosen for it
    assert preview.press.wish.langs == ("ko",)


def take_second(menu: QMenu) -> None:
    """Take the second entry of an open menu."""
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)


def test_a_large_sign_can_be_taken_in_parts(preview: Preview, dialogs: PrintingDialogs, qtbot: QtBot):
    # given
    assert not preview.sheet_box.isVisible()
    preview.show_paper("Sign")
    ready(preview, qtbot)
    assert preview.sheet_box.way.accessibleName() == "On paper: One sheet"

    # when the second way of its menu is taken by keyboard
    preview.sheet_box.way.setFocus()
    QTimer.singleShot(0, lambda: take_second(preview.sheet_box.menu))
    press(Qt.Key.Key_Space)
    ready(preview, qtbot)

    # then
    assert preview.pages.count == 5
    assert preview.sheet_box.way.accessibleName() == "On paper: In parts on A4"

    # when another paper is looked at that has no parts
    preview.show_paper("Book")
    ready(preview, qtbot)

    # then
    assert preview.pages.count == 12
    assert preview.press.wish.sheet == "sheet"


def test_a_page_is_printed_by_keyboard_as_large_as_it_is(
    preview: Preview, dialogs: PrintingDialogs, qtbot: QtBot
):
    # given
    dialogs.range = (2, 3)

    # when
    press(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: "Sent to printed.pdf: 2 pages" in preview.foot.note.text(), timeout=20_000)

    # then
    assert dialogs.out is not None
    found = sheets(dialogs.out.read_bytes())
    assert len(found) == 2
    for sheet in found:
        assert sheet.size == pytest.approx(A4, abs=0.5)
        assert sheet.black is not None
        assert (sheet.black.left, sheet.black.top) == pytest.approx((MARK.left, MARK.top), abs=0.3)
        assert (sheet.black.width, sheet.black.height) == pytest.approx((MARK.width, MARK.height), abs=0.3)
    assert dialogs.asked[-1].endswith("Book")
    assert preview.print_button.isEnabled()
    assert dialogs.told == []


@pytest.mark.parametrize(("scaling", "width"), [(Scaling.ACTUAL, 60), (Scaling.FIT, 42.4), (None, None)])
def test_a_large_sign_asks_before_it_goes_to_smaller_paper(
    preview: Preview,
    dialogs: PrintingDialogs,
    qtbot: QtBot,
    works: Works,
    scaling: Scaling | None,
    width: float | None,
):
    # given
    dialogs.scaling = scaling
    preview.show_paper("Large")
    ready(preview, qtbot)

    # when
    press(Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: not preview._papers.tasks.jobs, timeout=20_000)

    # then
    assert dialogs.asked[-1].startswith("The page is A3, the paper in the printer A4.")
    assert dialogs.out is not None
    assert dialogs.out.exists() is (width is not None)
    if width is not None:
        (sheet,) = sheets(dialogs.out.read_bytes())
        assert sheet.black is not None
        assert sheet.black.width == pytest.approx(width, abs=0.4)


def test_without_a_printer_one_sentence_says_so(preview: Preview, dialogs: PrintingDialogs):
    dialogs.printers = False

    press(Qt.Key.Key_P, CONTROL)

    assert dialogs.told == [printing.NoPrinterError().message("en")]
    assert dialogs.asked == []


def test_a_print_dialog_that_is_closed_prints_nothing(preview: Preview, dialogs: PrintingDialogs):
    dialogs.out = None

    press(Qt.Key.Key_P, CONTROL)

    assert preview._papers.tasks.jobs == []
    assert len(dialogs.asked) == 1


def test_a_paper_is_saved_by_keyboard(
    window: Window, gym_desk: tuple[Desk, Document], dialogs: PrintingDialogs, qtbot: QtBot
):
    preview = opened(window, qtbot)
    click(preview.languages.chips["en"])
    ready(preview, qtbot)

    press(Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: "Written" in preview.foot.note.text(), timeout=30_000)

    saved = dialogs.target / "dossier-ko-en.pdf"
    assert services.open_dossier(saved).dossier == gym_desk[1].dossier
    assert saved.name in preview.foot.note.text()


def test_a_form_is_offered_as_pdf_and_as_word_document(preview: Preview, qtbot: QtBot):
    preview.show_paper("Form")
    ready(preview, qtbot)

    click(preview.save_button)

    assert preview._save_menu.isVisible()
    assert [action.text() for action in preview._save_menu.actions()] == ["PDF", "Word document"]
    preview._save_menu.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_is_reached_by_tab_and_has_a_name(
    window: Window, beside: Preview, lang: Lang, qtbot: QtBot
):
    # given
    window.choose_language(lang)
    settle()
    again = preview_window(window)
    assert again is not None
    again.activateWindow()
    with qtbot.waitActive(again):
        pass
    ready(again, qtbot)
    again.pages.setFocus()

    # when
    passed = []
    for _ in range(30):
        press(Qt.Key.Key_Tab)
        passed.append(focused())

    # then of the list, whose rows the arrows go through, it is the one that is shown
    wanted = {
        widget
        for widget in again.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible() and widget.isEnabled()
    }
    unseen = {row for row in again.list.rows.values() if not row.isChecked()}
    assert wanted - unseen <= {*passed}
    assert again.pages in passed
    assert [widget for widget in {*passed} if not widget.accessibleName()] == []


def test_f6_goes_from_part_to_part(preview: Preview):
    preview.list.take_focus()

    parts = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        parts.append(focused())

    assert preview._head.isAncestorOf(parts[0])
    assert parts[1] is preview.pages
    assert preview.list.isAncestorOf(parts[2])


def test_language_and_theme_change_at_once_and_what_is_looked_at_stays(
    window: Window, beside: Preview, qtbot: QtBot
):
    # given
    beside.show_paper("Form")
    ready(beside, qtbot)
    beside.pages.show_zoom(1.5)
    beside.pages.go_to(1)

    # when
    window.choose_language("ko")
    window.choose_theme("dark")
    settle()

    # then
    again = preview_window(window)
    assert again is not None
    assert again is not beside
    ready(again, qtbot)
    assert theme.name() == "dark"
    assert again.list.rows["Form"].isChecked()
    assert (again.pages.zoom, again.pages.here) == (1.5, 1)
    assert len(window.findChildren(Preview)) == 1


def test_the_preview_closes_with_its_document(window: Window, beside: Preview):
    window.files.close()
    settle()

    assert preview_window(window) is None
    assert window.findChildren(Preview) == []


def test_the_window_closes_while_a_paper_is_being_made(
    window: Window, beside: Preview, works: Works, qtbot: QtBot
):
    # given
    works.go.clear()
    beside.show_paper("Large")
    assert beside.message.words == "The paper is being made…"

    # when
    threading.Timer(0.2, works.go.set).start()
    closed = window.close()
    settle()

    # then
    assert closed
    assert window.papers.tasks.jobs == []


def test_a_new_wish_takes_the_place_of_the_one_before(preview: Preview, works: Works, qtbot: QtBot):
    works.go.clear()
    preview.list.take_focus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    works.go.set()
    ready(preview, qtbot)

    assert preview.title.text() == "Large"
    assert "A3" in preview.foot.size_words.text()


@pytest.mark.parametrize("size", [(1180, 740), (780, 460)])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_in_the_preview(
    works: Works,
    dialogs: PrintingDialogs,
    lang: Lang,
    size: tuple[int, int],
    tmp_path: Path,
    qtbot: QtBot,
):
    # given
    long = "A paper with a name that goes on and on, as those of the authorities do"
    works.papers.append(paper(long, "forms"))
    works.sizes[long] = [A4]
    language.choose(lang)
    with lone(dialogs, tmp_path / "profile", qtbot) as preview:
        # when
        preview.resize(*size)
        preview.show_paper(long)
        ready(preview, qtbot)

        # then
        assert [*clipped(preview), *outside(preview), *overlapping(preview)] == []


def test_everything_is_exported_by_keyboard_each_time_into_a_new_folder(
    window: Window, hotel_desk: tuple[Desk, Document], dialogs: PrintingDialogs, qtbot: QtBot
):
    # given
    desk, document = hotel_desk
    document.edit("venue.name", "Lantern: Hotel")
    for name in ("Lantern Hotel", "Lantern Hotel 2"):
        # when
        press(Qt.Key.Key_A, CONTROL | SHIFT)
        qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)
        settle()

        # then
        assert (dialogs.target / name / "index.html").exists()
        assert desk.status.noted == f"Written: {name}"
    assert services.open_dossier(dialogs.target / "Lantern Hotel" / "dossier.pdf").dossier == document.dossier
    assert dialogs.told == []


def test_everything_is_exported_as_a_zip_from_the_button(
    window: Window, hotel_desk: tuple[Desk, Document], dialogs: PrintingDialogs, qtbot: QtBot
):
    # given
    desk, _ = hotel_desk
    desk.show_step("review")
    settle()
    review = desk.page.findChild(QAbstractButton, "exportEverything")
    assert isinstance(review, QAbstractButton)

    # when
    review.setFocus()
    menu = review.menu()  # type: ignore[attr-defined]  # a push button
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)

    # then
    (written,) = dialogs.target.glob("*.zip")
    with zipfile.ZipFile(written) as archive:
        assert "index.html" in archive.namelist()


def test_an_export_can_be_cancelled_and_leaves_nothing(
    window: Window, hotel_desk: tuple[Desk, Document], dialogs: PrintingDialogs, qtbot: QtBot
):
    desk, _ = hotel_desk

    window.exports.into_folder()
    click(desk.status.cancel)
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)
    settle()

    assert desk.status.noted == "Cancelled. Nothing was written."
    assert list(dialogs.target.iterdir()) == []
