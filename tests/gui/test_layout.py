"""Nothing clipped, nothing overlapping: at 1366 by 768, at 150 % scaling, in three languages, with hostile words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.gui import theme
from fr_desk.gui.buttons import Segment, WordsButton
from fr_desk.gui.case_door import cases_window
from fr_desk.gui.desk import Desk
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang, texts
from fr_desk.rules.cases import cases
from fr_desk.rules.findings import Outcome
from tests.gui.conftest import open_desk, sample, settle

SIZES = [(1366, 768), (911, 512)]
"""A small laptop, and the same at a scale of 150 %."""


def clipped(root: QWidget) -> Iterator[str]:
    """Yield the words that do not fit into their widget."""
    for label in root.findChildren(Prose):
        if label.isVisible() and label.height() < label.heightForWidth(label.width()):
            yield f"text {label.text()[:40]!r} {label.width()}x{label.height()} needs {label.heightForWidth(label.width())}"
    for button in root.findChildren(WordsButton):
        if button.isVisible() and button.text() and button.height() < button.heightForWidth(button.width()):
            yield f"button {button.text()[:40]!r} {button.height()} needs {button.heightForWidth(button.width())}"
    for segment in root.findChildren(Segment):
        if segment.isVisible() and segment.width() < segment.sizeHint().width():
            yield f"segment {segment.text()[:40]!r} {segment.width()} needs {segment.sizeHint().width()}"
    for area in root.findChildren(QScrollArea):
        held, room = area.widget(), area.viewport().width()
        if area.isVisible() and held is not None and held.width() > room:
            yield f"{type(area).__name__} {room} holds {held.width()}"
    for other in root.findChildren(QLabel):
        painted = isinstance(other, (Prose, OneLine))
        if other.isVisible() and not painted and other.width() < other.sizeHint().width():
            yield f"label {other.text()!r}"


def outside(root: QWidget) -> Iterator[str]:
    """Yield the widgets that stick out of their parent to the right or left."""
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if (
            not widget.isVisible()
            or parent is None
            or parent.objectName().startswith("qt_")
            or widget.isWindow()
        ):
            continue
        if type(widget).__module__.startswith("fr_desk") and not parent.rect().adjusted(
            -1, -9999, 1, 9999
        ).contains(widget.geometry()):
            yield f"{type(widget).__name__} {widget.geometry()} in {type(parent).__name__} {parent.rect()}"


def overlapping(root: QWidget) -> Iterator[str]:
    """Yield pairs of texts or buttons of one page that lie over each other."""
    every: list[Prose | QPushButton] = [*root.findChildren(Prose), *root.findChildren(QPushButton)]
    shown = [one for one in every if one.isVisible() and one.width() > 2]
    places = [(one, QRect(one.mapTo(root, QPoint(0, 0)), one.size())) for one in shown]
    for number, (first, there) in enumerate(places):
        for second, here in places[number + 1 :]:
            common = there.intersected(here)
            if common.width() > 2 and common.height() > 2 and not first.isAncestorOf(second):
                yield f"{first.text()[:30]!r} over {second.text()[:30]!r}"


def show(window: Window, dossier: Dossier, lang: Lang, size: tuple[int, int]) -> Desk:
    """Open a dossier in a language at a size."""
    window.resize(*size)
    window.choose_language(lang)
    desk, _ = open_desk(window, dossier)
    assert (window.width(), window.height()) == size
    return desk


def faults(desk: Desk) -> list[str]:
    """Everything that is wrong with what is on the screen, once all that follows slowly is there."""
    for _ in range(2_000):
        if not desk.is_thinking:
            break
        QTest.qWait(1)
    settle()
    return [*clipped(desk), *outside(desk), *overlapping(desk.page), *overlapping(desk.panel)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_the_search_field_are_whole(window: Window, lang: Lang):
    search = show(window, sample("shanghai-hotel"), lang, SIZES[0]).top_bar.search

    words, room = search.field()

    assert QFontMetrics(theme.font("secondary")).horizontalAdvance(words) <= room.width()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["shanghai-hotel", "seoul-gym", "ningbo-sales-office-before"])
def test_nothing_is_clipped_on_any_step(window: Window, name: str, lang: Lang, size: tuple[int, int]):
    # given
    desk = show(window, sample(name), lang, size)

    # when
    found = {}
    for step in desk.rail.buttons:
        desk.show_step(step)
        found[step] = faults(desk)

    # then
    assert {step: some for step, some in found.items() if some} == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_in_the_form_of_an_item(window: Window, lang: Lang, size: tuple[int, int]):
    # given
    desk = show(window, sample("seoul-gym"), lang, size)

    # when
    found = {}
    for path in ("cameras.c1.audio", "zones.z1.name", "activities.a1.aim", "signs.s1.items"):
        desk.go_to(path)
        found[path] = faults(desk)

    # then
    assert {path: some for path, some in found.items() if some} == {}


@pytest.mark.parametrize("size", SIZES)
def test_the_checks_open_over_the_page_where_there_is_no_room(window: Window, size: tuple[int, int]):
    # given
    desk = show(window, sample("seoul-gym"), "en", size)

    # then
    assert desk.panel.isVisible() is (size == SIZES[0])
    desk.show_checks(True)
    settle()
    assert desk.panel.isVisible()
    assert faults(desk) == []


HOSTILE = {
    "a word without end": "W" * 200,
    "Chinese without a stop": "很" * 200,
    "Korean without a space": "가" * 200,
    "right to left": "שלום עולם " * 18,
    "markup": "<b>bold</b><img src=x><script>alert(1)</script>&amp;",
    "ampersands and formats": "A & B && C %s {name} {0} [*]",
    "line breaks": "first\nsecond\r\nthird\tfourth",
    "emoji and marks": "👩‍👩‍👧‍👦" * 20 + "é̂̂̂" * 20,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_stay_text_and_in_their_place(window: Window, words: str, size: tuple[int, int]):
    # given a venue in which everything has such a name
    words = words[:200]
    dossier = Dossier.model_validate(
        {
            "venue": {"name": words, "kind": "gym", "jurisdiction": "KR", "open_to_public": True},
            "zones": {"z1": {"name": words, "kind": "changing_room", "access": "private"}},
            "cameras": {
                "c1": {
                    "label": words,
                    "zone": "z1",
                    "sees": ["z1"],
                    "audio": "on",
                    "face_function": "identification",
                    "activities": ["a1", "a2"],
                }
            },
            "activities": {"a1": {"name": words, "mandatory": True}, "a2": {"name": words}},
        }
    )
    desk = show(window, dossier, "en", size)

    # when
    found = {}
    for step in desk.rail.buttons:
        desk.show_step(step)
        found[step] = faults(desk)
    desk.go_to("cameras.c1.audio")
    found["form"] = faults(desk)

    # then
    assert {step: some for step, some in found.items() if some} == {}
    assert desk.document.get("cameras.c1.label") == words


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_on_the_first_screen(window: Window, lang: Lang, size: tuple[int, int]):
    # given
    window.resize(*size)
    window.choose_language(lang)
    settle()

    # then
    assert window.home is not None
    assert [*clipped(window), *outside(window)] == []


def test_larger_text_is_not_clipped_either(window: Window):
    # given
    desk = show(window, sample("seoul-gym"), "en", SIZES[0])
    for _ in range(3):
        window.actions_by_name["larger"].trigger()
    settle()
    desk = window.desk  # type: ignore[assignment]  # it was made anew
    assert desk is not None

    # when
    found = {}
    for step in desk.rail.buttons:
        desk.show_step(step)
        found[step] = faults(desk)

    # then
    assert {step: some for step, some in found.items() if some} == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_where_the_cases_are_read(window: Window, lang: Lang, size: tuple[int, int]):
    # given
    window.resize(*size)
    window.choose_language(lang)
    window.actions_by_name["cases"].trigger()
    settle()
    reader = cases_window(window)
    assert reader is not None

    # when
    found = {}
    for case in cases():
        reader.show_case(case.id)
        settle()
        found[case.id] = [*clipped(reader), *outside(reader), *overlapping(reader.reading)]

    # then
    assert {case: some for case, some in found.items() if some} == {}
    reader.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_where_two_dates_are_compared_and_a_decision_fell_away(
    window: Window, lang: Lang, size: tuple[int, int]
):
    # given
    desk = show(window, sample("shanghai-hotel"), lang, size)
    desk.show_step("review")
    review = desk.page._review
    assert review is not None
    finding = desk.document.assessment.of(Outcome.REVIEW)[0]
    made = {"outcome": "met", "reason": "很" * 80, "decided_by": "W" * 60, "decided_on": "2026-11-21"}
    value = {"rule": finding.rule, "path": finding.item, "basis": "of other answers", **made}
    desk.document.apply([Edit(op="add", path="decisions", value=value)], texts("Decided"))

    # when
    review.compare.fold.click()
    review.compare.before.line.setText("2024-01-01")

    # then
    assert faults(desk) == []
    assert review.cards[finding.key].again.isVisible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_in_what_is_said_about_a_finding(window: Window, lang: Lang):
    # given
    desk = show(window, sample("ningbo-sales-office-before"), lang, SIZES[0])
    anchor = desk.top_bar.search

    # when
    found = {}
    for finding in desk.document.assessment.of(Outcome.BREACHED, Outcome.REVIEW):
        desk.explain_finding(finding, anchor)
        settle()
        sheet = QApplication.activePopupWidget()
        assert sheet is not None
        found[finding.key] = [*clipped(sheet), *outside(sheet), *overlapping(sheet)]
        sheet.close()
        settle()

    # then
    assert found
    assert {key: some for key, some in found.items() if some} == {}
