"""The coach beside the answer: live but calm, never in the way, and never touching an answer."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fr_desk.gui.advice import AdviceStrip
from fr_desk.gui.case_door import cases_window
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.form import Asked
from fr_desk.gui.window import Window
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.coach import advise
from tests.gui.conftest import click, descendants, open_desk, sample, settle

PLAN = "We want to settle broker commission"
AIM = "activities.a2.aim"


@pytest.fixture
def calm(window: Window, qtbot: QtBot) -> tuple[Desk, Document]:
    """A hotel of which the coach has nothing to say, at the aim of an activity."""
    desk, document = open_desk(window, sample("shanghai-hotel"))
    desk.go_to(AIM)
    qtbot.waitUntil(lambda: not desk.is_thinking)
    return desk, document


def strips(desk: Desk) -> list[AdviceStrip]:
    return [one for one in descendants(desk.page, AdviceStrip) if isinstance(one, AdviceStrip)]


def about_commission(desk: Desk) -> list[AdviceStrip]:
    return [one for one in strips(desk) if one.advice.id == "cn.coach.commission"]


def place_of(strip: AdviceStrip) -> str:
    """The path of the question a strip stands below."""
    above: QWidget | None = strip
    while above is not None and not isinstance(above, Asked):
        above = above.parentWidget()
    return above.path if above is not None else ""


def type_plan(desk: Desk, document: Document, qtbot: QtBot, words: str = PLAN) -> None:
    document.edit(AIM, words, typing=True)
    qtbot.waitUntil(lambda: not desk.is_thinking)
    settle()


def test_it_comes_once_it_is_calm_below_the_answer_that_called_for_it(
    qtbot: QtBot, calm: tuple[Desk, Document]
):
    # given
    desk, document = calm
    assert about_commission(desk) == []

    # when
    document.edit(AIM, PLAN, typing=True)
    settle()
    at_once = about_commission(desk)
    before = document.dossier
    qtbot.waitUntil(lambda: not desk.is_thinking)
    settle()

    # then
    assert at_once == []
    strip = about_commission(desk)[0]
    assert place_of(strip) == AIM
    assert "“broker commission”" in strip._because.text()
    assert document.dossier is before


def test_it_stays_the_same_card_while_one_goes_on_typing(qtbot: QtBot, calm: tuple[Desk, Document]):
    # given
    desk, document = calm
    type_plan(desk, document, qtbot)
    strip = about_commission(desk)[0]

    # when
    type_plan(desk, document, qtbot, f"{PLAN} and see who brought the buyer")

    # then
    assert about_commission(desk) == [strip]
    assert "who brought the buyer" in strip._because.text()

    # when the plan is given up
    type_plan(desk, document, qtbot, "Guests open the door with a card")

    # then
    assert about_commission(desk) == []


def test_put_away_it_stays_away_and_changes_nothing(
    qtbot: QtBot, window: Window, calm: tuple[Desk, Document]
):
    # given
    desk, document = calm
    type_plan(desk, document, qtbot)
    before, steps = document.dossier, document.stack.count()

    # when
    click(about_commission(desk)[0].away)

    # then
    assert about_commission(desk) == []
    assert document.dossier is before
    assert document.stack.count() == steps
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "In your own words: what do you want to achieve?"

    # when one goes on, and in another language
    type_plan(desk, document, qtbot, f"{PLAN} again")
    window.choose_language("ko")
    settle()
    assert window.desk is not None
    window.desk.go_to(AIM)
    qtbot.waitUntil(lambda: window.desk is not None and not window.desk.is_thinking)
    settle()

    # then
    assert about_commission(window.desk) == []


def test_about_a_closed_item_it_stands_below_the_list(qtbot: QtBot, calm: tuple[Desk, Document]):
    # given
    desk, document = calm
    type_plan(desk, document, qtbot)
    card = desk.page.sections[0].blocks[0]

    # when
    card.editor.finish()  # type: ignore[attr-defined]  # the first card is the list of activities
    settle()

    # then
    strip = about_commission(desk)
    assert len(strip) == 1
    assert card.editor.advices.isAncestorOf(strip[0])  # type: ignore[attr-defined]  # the same


def test_where_the_reason_is_asked_it_speaks_of_the_same_plan(qtbot: QtBot, calm: tuple[Desk, Document]):
    # given
    desk, document = calm
    type_plan(desk, document, qtbot)

    # when
    desk.go_to("activities.a2.necessity_reason")
    qtbot.waitUntil(lambda: not desk.is_thinking)
    settle()

    # then
    strip = about_commission(desk)[0]
    assert place_of(strip) == "activities.a2.necessity_reason"

    # when another activity is asked about
    desk.choose_activity("a3")
    qtbot.waitUntil(lambda: not desk.is_thinking)
    settle()

    # then
    assert about_commission(desk) == []


def test_it_leads_to_its_cases(qtbot: QtBot, window: Window, calm: tuple[Desk, Document]):
    # given
    desk, document = calm
    type_plan(desk, document, qtbot)
    strip = about_commission(desk)[0]
    links = [one for one in strip.findChildren(QPushButton) if one.accessibleName().startswith("Read ")]
    assert len(links) == len(strip.advice.cases)

    # when
    click(links[-1])

    # then
    reader = cases_window(window)
    assert reader is not None
    assert reader.case is not None
    assert reader.case.id == strip.advice.cases[-1]
    reader.close()


def test_asked_in_parts_it_says_what_it_says_as_a_whole(qtbot: QtBot, calm: tuple[Desk, Document]):
    # given
    desk, document = calm

    # when
    type_plan(desk, document, qtbot)

    # then
    whole = advise(document.dossier, packs_for(document.dossier), document.assessment.as_of)
    assert whole
    assert desk.counsel.adviser.advice == list(whole)
