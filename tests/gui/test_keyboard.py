"""From home to a saved dossier and a printed PDF, and back to the start, with the keyboard alone."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.gui import focus
from fr_desk.gui.collection import CollectionCard
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.finding_card import FindingCard
from fr_desk.gui.focus import reading_order
from fr_desk.gui.search_door import search_over
from fr_desk.gui.window import Window
from tests.gui.conftest import AnsweringDialogs, settle
from tests.gui.typing_hands import ALT, CONTROL, Hands


@pytest.fixture
def hands(window: Window) -> Hands:
    return Hands(window)


def test_from_home_to_a_saved_and_printed_dossier_and_undone_to_the_start(
    window: Window, hands: Hands, dialogs: AnsweringDialogs, qtbot: QtBot
):
    # given the first screen: China, a hotel
    hands.tab_to("Mainland China")
    hands.press(Qt.Key.Key_Space)
    hands.tab_to("Hotel")
    hands.press(Qt.Key.Key_Return)
    assert isinstance(window.desk, Desk)
    document = window.document
    assert isinstance(document, Document)
    start = document.dossier
    assert (start.venue.kind, start.venue.jurisdiction) == (VenueKind.HOTEL, Jurisdiction.CN)

    # when questions are answered
    hands.tab_to("Name of the venue", QLineEdit)
    hands.write("Lantern Hotel")
    hands.tab_to("Not known yet")
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_2, ALT)
    hands.tab_to("Add")
    hands.press(Qt.Key.Key_Space)
    hands.write("Lobby")

    # then they are kept
    assert document.dossier.venue.name == "Lantern Hotel"
    assert document.dossier.venue.open_to_public is True
    assert [zone.name for zone in (document.dossier.zones or {}).values()] == ["Lobby"]
    assert window.isWindowModified()

    # when it is saved
    hands.press(Qt.Key.Key_S, CONTROL)

    # then the file holds the same answers
    saved = dialogs.target / "Lantern Hotel.frdesk"
    assert services.open_dossier(saved).dossier == document.dossier
    assert not window.isWindowModified()
    assert dialogs.told == []

    # when it is exported
    hands.press(Qt.Key.Key_E, CONTROL)
    printed = dialogs.target / "Lantern Hotel.pdf"
    qtbot.waitUntil(lambda: printed.exists() and not window.papers.tasks.jobs, timeout=30_000)

    # then the PDF carries the same dossier
    assert services.open_dossier(printed).dossier == document.dossier
    assert dialogs.told == []

    # when everything is undone
    for _ in range(document.stack.count()):
        hands.press(Qt.Key.Key_Z, CONTROL)

    # then the dossier is as it was at the start, and redo leads forth again
    assert document.stack.index() == 0
    assert document.dossier == start
    hands.press(Qt.Key.Key_Y, CONTROL)
    assert document.dossier.venue.name == "Lantern Hotel"


def test_tab_goes_from_control_to_control_as_one_reads_also_where_items_were_added_later(
    window: Window, hands: Hands, hotel_desk: tuple[Desk, Document]
):
    # given two zones, the second open
    hands.press(Qt.Key.Key_2, ALT)
    for name in ("Lobby", "Bath"):
        hands.tab_to("Add")
        hands.press(Qt.Key.Key_Space)
        hands.write(name)

    # when
    assert window.desk is not None
    window.desk.focus_page()
    passed = [hands.focus]
    for _ in range(200):
        hands.press(Qt.Key.Key_Tab)
        if not window.desk.page.isAncestorOf(hands.focus):
            break
        passed.append(hands.focus)

    # then
    names = [widget.accessibleName() for widget in passed]
    rows = [name for name in names if name.startswith(("Lobby", "Bath"))]
    assert [name.split(",")[0] for name in rows] == ["Lobby", "Bath"]
    assert names.index(rows[1]) < names.index("Done") < names.index("Add")


def test_tab_goes_on_from_where_one_is_and_shift_tab_the_same_way_back(
    hands: Hands, gym_desk: tuple[Desk, Document]
):
    # given a page with a list, one of its items open, and the checks beside it
    desk, _ = gym_desk
    desk.go_to("cameras.c1.audio")
    settle()
    order = list(reading_order(desk))
    assert len(order) > 30

    # then each stop leads to the next one, from the last to the first, and back
    for here, following in itertools.pairwise([*order, order[0]]):
        assert focus._next_stop(desk, here, forward=True) is following
        assert focus._next_stop(desk, following, forward=False) is here

    # and from a place that is no stop to the one after it
    card = next(one for one in desk.panel.shown if isinstance(one, FindingCard))
    assert focus._next_stop(desk, card, forward=True) is next(reading_order(card))
    assert focus._next_stop(desk, None, forward=True) is order[0]
    assert focus._next_stop(desk, None, forward=False) is order[-1]


def test_f6_goes_round_the_parts_of_the_window(hands: Hands, gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk
    desk.rail.take_focus()
    settle()

    # when
    parts = []
    for _ in range(4):
        hands.press(Qt.Key.Key_F6)
        inside = [
            part
            for part in (desk.rail, desk.page, desk.panel, desk.top_bar)
            if part.isAncestorOf(hands.focus)
        ]
        parts += [type(part).__name__ for part in inside]

    # then
    assert parts == ["StepPage", "Panel", "TopBar", "Rail"]


def test_steps_have_keys_and_arrows(hands: Hands, gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk

    # when
    hands.press(Qt.Key.Key_7, ALT)

    # then
    assert desk.page.step.id == "retention"

    # when the arrows go up in the rail and Enter chooses
    desk.rail.take_focus()
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Return)

    # then
    assert desk.page.step.id == "storage"


def test_rows_of_a_list_are_opened_with_enter_and_passed_with_arrows(
    hands: Hands, gym_desk: tuple[Desk, Document]
):
    # given
    desk, _ = gym_desk
    desk.show_step("cameras")
    settle()
    card = desk.page.sections[0].blocks[0]
    assert isinstance(card, CollectionCard)
    editor = card.editor
    editor.row("z1").setFocus()

    # when
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)

    # then
    assert editor.opened == "z2"
    hands.press(Qt.Key.Key_Return)
    assert editor.opened == ""


def test_the_search_finds_a_question_and_goes_there(hands: Hands, gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk

    # when
    hands.press(Qt.Key.Key_K, CONTROL)
    search = search_over(desk.window())
    assert search is not None
    settle()
    hands.write("registration number")
    hands.press(Qt.Key.Key_Return)

    # then
    assert desk.page.step.id == "venue"
    assert hands.focus.accessibleName() == "Registration number"


def test_every_control_in_the_tab_order_has_a_name(hands: Hands, gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk
    nameless = []

    # when each step is gone through
    for step in desk.rail.buttons:
        desk.show_step(step)
        settle()
        widget = desk.nextInFocusChain()
        while widget is not None and widget is not desk:
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
            if takes and widget.isVisible() and desk.isAncestorOf(widget) and not widget.accessibleName():
                words = widget.text() if isinstance(widget, QAbstractButton) else ""
                nameless.append((step, type(widget).__name__, words))
            widget = widget.nextInFocusChain()

    # then
    assert nameless == []


XVFB = shutil.which("xvfb-run")


@pytest.mark.skipif(XVFB is None, reason="needs xvfb-run (make setup installs it)")
def test_the_same_walk_works_in_a_real_window():
    # when
    walk = f"{__file__}::test_from_home_to_a_saved_and_printed_dossier_and_undone_to_the_start"
    screen = ["-a", "-s", "-screen 0 1366x768x24"]
    done = subprocess.run(
        [
            str(XVFB),
            *screen,
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:xdist",
            "-p",
            "no:cacheprovider",
            walk,
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    # then
    assert done.returncode == 0, done.stdout[-3000:]
