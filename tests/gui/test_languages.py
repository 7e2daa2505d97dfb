"""One language at a time: switched at once on every page, nothing lost, and no word of the others left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from fr_desk.gui.collection import CollectionEditor
from fr_desk.gui.desk import Desk
from fr_desk.gui.preview_door import close_preview, preview_window, show_preview
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGE_NAMES, Lang
from tests.gui.conftest import open_desk, sample, settle
from tests.gui.walk import strings

ROUND: tuple[Lang, ...] = ("zh", "ko", "en", "zh")
OTHER_SCRIPTS: dict[Lang, str] = {
    "zh": r"[가-힣]|(?:\b[A-Za-z][a-z']+\b[ ,]+){3,}[A-Za-z]",
    "ko": r"[\u4e00-\u9fff]|(?:\b[A-Za-z][a-z']+\b[ ,]+){3,}[A-Za-z]",
    "en": r"[가-힣]|[\u4e00-\u9fff]",
}
"""What no text of ours holds in a language: letters of the others, or an English sentence."""


def words_of(root: QWidget) -> Iterator[str]:
    """Every word that is shown, said by a screen reader or in a tool tip."""
    for one in root.findChildren(QWidget):
        if isinstance(one, QMenu):
            yield from (action.text() for action in one.actions())
        elif one.isVisible():
            yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
            if isinstance(one, QLabel | QAbstractButton):
                yield one.text()
            elif isinstance(one, QLineEdit | QPlainTextEdit):
                yield one.placeholderText()


def left_behind(root: QWidget, lang: Lang, answers: tuple[str, ...]) -> set[str]:
    """The words of other languages on the screen, without what the user wrote."""
    written = sorted({answer for answer in answers if answer}, key=len, reverse=True)
    found = set()
    for words in words_of(root):
        ours = words.replace("&&", "&")
        for answer in (*written, *LANGUAGE_NAMES.values()):
            ours = ours.replace(answer, "")
        if re.search(OTHER_SCRIPTS[lang], ours):
            found.add(words)
    return found


def calm(desk: Desk) -> None:
    """Wait for what follows slowly."""
    for _ in range(2_000):
        if not (desk.is_behind or desk.is_thinking):
            break
        QTest.qWait(1)
    settle()


def test_every_page_changes_its_language_at_once(window: Window) -> None:
    # given
    desk, document = open_desk(window, sample("seoul-gym"))
    answers = tuple(strings(document.dossier.model_dump(mode="json")))
    found: dict[str, set[str]] = {}

    # when
    every, some = tuple(desk.rail.buttons), ("venue", "cameras", "review")
    looked_at: dict[Lang, tuple[str, ...]] = {"zh": every, "ko": some, "en": some}
    for lang, steps in looked_at.items():
        window.choose_language(lang)
        assert window.desk is not None
        for step in steps:
            window.desk.show_step(step)
            calm(window.desk)
            if wrong := left_behind(window, lang, answers):
                found[f"{step} {lang}"] = wrong

    # then
    assert found == {}


def test_nothing_is_lost_on_the_way(window: Window) -> None:
    # given an open item, something half typed that does not fit, a popover and the preview
    desk, document = open_desk(window, sample("seoul-gym"))
    desk.go_to("cameras.c1.height")
    settle()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "2x")
    settle()
    desk.show_article(document.assessment.findings[0].citations[0], desk.top_bar.search)
    settle()
    assert QApplication.activePopupWidget() is not None
    before = document.dossier

    for lang in ROUND:
        # when
        window.choose_language(lang)
        settle()

        # then
        assert document.dossier == before
        assert window.desk is not None
        opened = {
            one.path: one.opened for one in window.desk.page.findChildren(CollectionEditor) if one.opened
        }
        assert opened == {"cameras": "c1"}
        typed = [one.text() for one in window.desk.page.findChildren(QLineEdit) if one.isVisible()]
        assert "2x" in typed
        assert QApplication.activePopupWidget() is None  # its anchor is gone; nothing was typed in it
        if lang == ROUND[-2]:
            show_preview(window)
            settle()

    # and the preview that was open speaks the last language
    preview = preview_window(window)
    assert preview is not None
    assert left_behind(preview, ROUND[-1], tuple(strings(before.model_dump(mode="json")))) == set()
    close_preview(window)


@pytest.mark.parametrize(("lang", "word"), [("zh", "取消"), ("ko", "취소"), ("en", "Cancel")])
def test_the_buttons_of_qt_change_with_the_rest(window: Window, lang: Lang, word: str) -> None:
    window.choose_language(lang)

    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Cancel, window)

    assert box.button(QMessageBox.StandardButton.Cancel).text().replace("&", "") == word
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == word
    box.deleteLater()
