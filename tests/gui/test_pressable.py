"""What a screen reader toggles is pressed; what the program checks is not; a click is one press."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QButtonGroup
from pytestqt.qtbot import QtBot

from fr_desk.gui.buttons import Chip, Segment
from tests.gui.conftest import settle


def toggle(button: QAbstractButton) -> None:
    """What assistive programs do."""
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction("Toggle")
    settle()


@pytest.fixture
def segments(qtbot: QtBot) -> tuple[QButtonGroup, list[Segment], list[object]]:
    """Two of which one is chosen, and what was heard of presses."""
    made = [Segment(words) for words in ("Yes", "No")]
    group, heard = QButtonGroup(made[0]), list[object]()
    for number, segment in enumerate(made):
        qtbot.addWidget(segment)
        group.addButton(segment, number)
        segment.clicked.connect(lambda on, number=number: heard.append((number, on)))
    group.idClicked.connect(heard.append)
    return group, made, heard


def test_a_toggle_is_a_press(segments: tuple[QButtonGroup, list[Segment], list[object]]):
    _group, (_yes, no), heard = segments

    toggle(no)

    assert no.isChecked()
    assert heard == [(1, True), 1]


def test_the_one_that_is_let_go_was_not_pressed(
    segments: tuple[QButtonGroup, list[Segment], list[object]],
):
    _group, (yes, no), heard = segments
    yes.setChecked(True)

    toggle(no)

    assert not yes.isChecked()
    assert heard == [(1, True), 1]


def test_what_the_program_checks_was_not_pressed(
    segments: tuple[QButtonGroup, list[Segment], list[object]],
):
    _group, (yes, _no), heard = segments

    yes.setChecked(True)
    settle()

    assert yes.isChecked()
    assert heard == []


def test_a_click_is_one_press(segments: tuple[QButtonGroup, list[Segment], list[object]]):
    _group, (yes, _no), heard = segments

    yes.click()
    settle()

    assert heard == [(0, True), 0]


def test_a_chip_is_toggled_on_and_off(qtbot: QtBot):
    chip, heard = Chip("Card"), list[bool]()
    qtbot.addWidget(chip)
    chip.clicked.connect(lambda on: heard.append(on))  # noqa: PLW0108 - PySide gives a built-in nothing

    toggle(chip)
    toggle(chip)

    assert heard == [True, False]
