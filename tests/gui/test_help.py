"""The user guide in its window: found from anywhere, in every language and theme, by keyboard, without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fr_desk.forms.steps import STEPS
from fr_desk.gui import theme
from fr_desk.gui.case_door import cases_window
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.help import NARROW, WIDE, HelpWindow
from fr_desk.gui.help_chapters import chapters
from fr_desk.gui.help_door import help_window, show_help
from fr_desk.gui.help_page import MEASURE, HelpPage
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang
from tests.gui.conftest import settle
from tests.gui.test_layout import clipped, outside


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifier)
    settle()


def activate(widget: QWidget, qtbot: QtBot) -> None:
    """Make a window the one that has the keyboard."""
    widget.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is widget)


def opened(window: Window, anchor: str = "what") -> HelpWindow:
    """The guide, open at an anchor."""
    show_help(window, anchor)
    settle()
    guide = help_window(window)
    assert guide is not None
    return guide


@pytest.fixture
def guide(window: Window) -> Iterator[HelpWindow]:
    made = opened(window)
    yield made
    if help_window(window) is made:
        made.close()
    settle()


class TestF1:
    def test_on_the_first_screen_tells_how_to_begin(self, window: Window) -> None:
        press(window, Qt.Key.Key_F1)

        assert opened(window, "").anchor == "start"

    def test_on_a_step_tells_about_that_step(
        self, window: Window, gym_desk: tuple[Desk, Document], qtbot: QtBot
    ) -> None:
        told = []
        for step in STEPS:
            gym_desk[0].show_step(step.id)
            activate(window, qtbot)
            press(window, Qt.Key.Key_F1)
            guide = help_window(window)
            told.append(guide.anchor if guide else "")

        assert told == [f"step-{step.id}" for step in STEPS]

    def test_in_a_window_of_its_own_tells_about_that_window(self, window: Window, qtbot: QtBot) -> None:
        # given
        window.actions_by_name["cases"].trigger()
        cases = cases_window(window)
        assert cases is not None
        activate(cases, qtbot)

        # when
        press(cases, Qt.Key.Key_F1)

        # then
        assert opened(window, "").anchor == "cases"
        cases.close()

    def test_in_the_guide_itself_changes_nothing(
        self, guide: HelpWindow, window: Window, qtbot: QtBot
    ) -> None:
        # given
        guide.show_anchor("signs")
        activate(guide, qtbot)

        # when
        press(guide, Qt.Key.Key_F1)

        # then
        assert help_window(window) is guide
        assert guide.anchor == "signs"

    def test_again_from_another_step_takes_the_same_window_there(
        self, guide: HelpWindow, window: Window, gym_desk: tuple[Desk, Document], qtbot: QtBot
    ) -> None:
        # given
        gym_desk[0].show_step("retention")
        activate(window, qtbot)

        # when
        press(window, Qt.Key.Key_F1)

        # then
        assert help_window(window) is guide
        assert guide.anchor == "step-retention"


def test_the_menu_and_the_search_of_the_desk_offer_it(
    window: Window, gym_desk: tuple[Desk, Document]
) -> None:
    desk, _ = gym_desk

    assert window.actions_by_name["help"] in desk.top_bar.menu.menu().actions()
    assert [key.toString() for key in window.actions_by_name["help"].shortcuts()] == ["F1"]


class TestReading:
    def test_the_contents_list_every_chapter_and_unfold_the_one_that_is_read(self, guide: HelpWindow) -> None:
        guide.show_anchor("sign-size")

        tops = [guide.contents.topLevelItem(number) for number in range(guide.contents.topLevelItemCount())]
        current = guide.contents.currentItem()
        assert [item.text(0) for item in tops if item] == [one.title for one in chapters("en")]
        assert [item.text(0) for item in tops if item and item.isExpanded()] == ["Signs"]
        assert current is not None
        assert current.text(0) == "Size, reading distance, languages"

    def test_a_section_is_shown_from_its_heading(self, guide: HelpWindow) -> None:
        guide.show_anchor("sign-size")
        settle()

        heading = guide.page.document().find("Size, reading distance, languages")
        assert -1 <= guide.page.cursorRect(heading).top() < 60

    def test_arrows_go_through_the_contents(self, guide: HelpWindow) -> None:
        guide.take_focus()

        press(guide.contents, Qt.Key.Key_Down)

        assert guide.anchor == "start"
        assert "Begin" in guide.page.toPlainText()

    def test_a_link_leads_on_and_back_leads_back(self, guide: HelpWindow) -> None:
        # given
        guide.show_anchor("printing")

        # when
        guide.page.anchorClicked.emit(QUrl("#sign-tiles"))
        there = guide.anchor
        guide.go_back()

        # then
        assert (there, guide.anchor) == ("sign-tiles", "printing")

    def test_back_has_nothing_to_do_at_first(self, guide: HelpWindow) -> None:
        assert not guide.back.isEnabled()

    def test_an_unknown_anchor_shows_the_first_chapter(self, guide: HelpWindow) -> None:
        guide.show_anchor("signs")

        guide.show_anchor("nothing-of-the-kind")

        assert guide.anchor == "what"

    def test_a_link_can_be_reached_by_tab_and_followed_by_enter(self, guide: HelpWindow) -> None:
        guide.show_anchor("printing")
        guide.page.setFocus()

        press(guide.page, Qt.Key.Key_Tab)
        press(guide.page, Qt.Key.Key_Return)

        assert guide.anchor == "sign-tiles"


class TestSearching:
    def test_shows_the_places_and_marks_the_words(self, guide: HelpWindow) -> None:
        guide.search.setText("crop marks")
        settle()

        assert guide.results.isVisible()
        assert guide.told.text() == f"Places found: {guide.results.count()}"
        assert guide.anchor == "sign-shop"
        assert {word.lower() for word in guide.page.marked} == {"crop", "marks"}

    def test_arrows_choose_a_place_while_one_types(self, guide: HelpWindow) -> None:
        guide.search.setFocus()
        guide.search.setText("seal")
        before = guide.anchor

        press(guide.search, Qt.Key.Key_Down)

        assert guide.results.currentRow() == 1
        assert guide.anchor != before

    def test_says_when_nothing_is_found(self, guide: HelpWindow) -> None:
        guide.search.setText("zebra")

        assert guide.told.text() == "Nothing found. Try a shorter word."
        assert guide.page.marked == []

    @pytest.mark.parametrize(
        ("lang", "word", "anchor"), [("zh", "印刷厂", "sign-shop"), ("ko", "인쇄소", "sign-shop")]
    )
    def test_finds_words_of_every_language(self, window: Window, lang: Lang, word: str, anchor: str) -> None:
        window.choose_language(lang)
        guide = opened(window)

        guide.search.setText(word)

        assert guide.anchor == anchor
        guide.close()

    def test_escape_leaves_the_search_then_the_window(self, guide: HelpWindow) -> None:
        guide.search.setFocus()
        guide.search.setText("seal")

        press(guide.search, Qt.Key.Key_Escape)
        shown = guide.isVisible(), guide.contents.isVisible(), guide.search.text(), guide.contents.hasFocus()
        QTest.keyClick(guide.contents, Qt.Key.Key_Escape)

        assert shown == (True, True, "", True)
        assert not guide.isVisible()


class TestTheScreen:
    def test_another_language_is_there_at_once_and_the_place_stays(
        self, guide: HelpWindow, window: Window
    ) -> None:
        guide.show_anchor("sign-tiles")

        window.choose_language("ko")
        settle()

        assert help_window(window) is guide
        assert guide.anchor == "sign-tiles"
        assert "나누어 인쇄" in guide.page.toPlainText()
        assert guide.chapter in chapters("ko")

    def test_every_theme_colours_the_text(self, guide: HelpWindow, window: Window) -> None:
        for name in theme.THEMES:
            window.choose_theme(name)
            settle()

            inks, ink = set(_inks(guide.page)), theme.tokens().tone("ink").name()
            assert ink in inks
            assert inks <= {ink, theme.tokens().tone("accent").name()}

    def test_text_grows_with_that_of_the_desk(self, guide: HelpWindow) -> None:
        before = guide.page.document().begin().begin().fragment().charFormat().fontPointSize()
        larger: QAction = next(one for one in guide.actions() if one.text() == "Larger text")

        larger.trigger()
        settle()

        after = guide.page.document().begin().begin().fragment().charFormat().fontPointSize()
        assert after > before

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_nothing_is_clipped_and_pictures_are_no_wider_than_the_text(
        self, window: Window, lang: Lang
    ) -> None:
        window.choose_language(lang)
        guide = opened(window)

        for chapter in chapters(lang):
            guide.show_anchor(chapter.anchor)
            for size in ((1180, 760), (640, 460)):
                guide.resize(*size)
                settle()
                assert [*clipped(guide), *outside(guide)] == []
                assert guide.page.document().size().width() <= guide.page.viewport().width() + 1
                assert max(_widths(guide.page), default=0) <= min(MEASURE, guide.page.viewport().width())
        guide.close()

    def test_the_contents_give_way_in_a_narrow_window(self, guide: HelpWindow) -> None:
        column = guide.findChild(QWidget, "caseList")
        assert column is not None
        guide.resize(1100, 700)
        settle()
        wide = column.width()
        guide.resize(700, 600)
        settle()

        assert (wide, column.width()) == (WIDE, NARROW)

    def test_everything_that_takes_the_keyboard_has_a_name(self, guide: HelpWindow) -> None:
        guide.search.setText("seal")
        parts = [guide.search, guide.back, guide.contents, guide.results, guide.page]

        assert [part.accessibleName() for part in parts] == [
            "Search the guide",
            "Back",
            "Contents",
            "Search the guide",
            guide.chapter.title,
        ]


class TestNothingIsFetched:
    @pytest.mark.parametrize(
        "name",
        [
            "https://example.org/pictures/home-en.png",
            "file:///etc/hostname",
            "pictures/../../laws/cn/x.png",
            "../guide/pictures/home-en.png",
            "pictures/home-en.svg",
        ],
    )
    def test_for_a_picture_that_is_not_of_the_guide(self, name: str, qtbot: QtBot) -> None:
        page = HelpPage()
        qtbot.addWidget(page)

        assert page.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name)) is None

    def test_but_its_own_pictures_are_shown(self, qtbot: QtBot) -> None:
        page = HelpPage()
        qtbot.addWidget(page)

        picture = page.loadResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/home-en.png")
        )

        assert picture.width() > 300

    @pytest.mark.parametrize(
        "link", ["https://example.org/#signs", "file:///etc/hostname", "mailto:a@example.org"]
    )
    def test_for_a_link_that_leads_outside(
        self, guide: HelpWindow, link: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from PySide6.QtGui import QDesktopServices

        asked: list[QUrl] = []
        monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)

        guide.page.anchorClicked.emit(QUrl(link))
        settle()

        assert asked == []
        assert guide.anchor == "what"
        assert not guide.page.openLinks()
        assert QApplication.activeWindow() is not None


def _blocks(page: HelpPage) -> Iterator[object]:
    block = page.document().begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            yield walk.fragment().charFormat()
            walk += 1
        block = block.next()


def _inks(page: HelpPage) -> Iterator[str]:
    for look in _blocks(page):
        if not look.isImageFormat():  # type: ignore[attr-defined]  # a char format
            yield look.foreground().color().name()  # type: ignore[attr-defined]  # the same


def _widths(page: HelpPage) -> Iterator[float]:
    for look in _blocks(page):
        if look.isImageFormat():  # type: ignore[attr-defined]  # the same
            yield look.toImageFormat().width()  # type: ignore[attr-defined]  # the same
