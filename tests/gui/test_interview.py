"""The interview: notes, “not known yet”, examples, the next question that matters, ways to weigh, nothing that jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from fr_desk.domain import paths
from fr_desk.domain.choices import Method
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.notes import is_not_known, not_known, note_on, with_not_known, with_note
from fr_desk.forms.examples import gaps
from fr_desk.gui.advice import AdviceStrip
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.editors.choices import SegmentedEditor
from fr_desk.gui.findable import questions
from fr_desk.gui.form import Asked
from fr_desk.gui.ways import WaysCard
from fr_desk.gui.window import Window
from fr_desk.gui.writing import show_example
from fr_desk.i18n import Lang, texts
from tests.gui.conftest import click, open_desk, sample, settle, switch
from tests.gui.looking import clipped, outside, overlapping
from tests.gui.typing_hands import CONTROL, Hands

SHIFTED = CONTROL | Qt.KeyboardModifier.ShiftModifier
REASON = "activities.a1.necessity_reason"


@pytest.fixture
def hands(window: Window) -> Hands:
    return Hands(window)


def asked(desk: Desk, path: str) -> Asked:
    """Show a question and return it."""
    desk.go_to(path)
    settle()
    return next(one for one in desk.page.findChildren(Asked) if one.path == path and one.isVisible())


def focused_path(desk: Desk) -> str:
    return desk.page.focused_path()


def test_a_note_is_written_by_keyboard_undone_by_its_name_and_stays_in_another_language(
    window: Window, hands: Hands, gym_desk: tuple[Desk, Document]
):
    # given a question that has the keyboard
    desk, document = gym_desk
    before = document.dossier
    asked(desk, "venue.address")

    # when a note is begun and written
    hands.press(Qt.Key.Key_M, CONTROL)
    hands.write("Ask the landlord.")

    # then it is one step with a name one can read, and no answer changed
    assert note_on(document.dossier, "venue.address") == "Ask the landlord."
    assert document.stack.count() == 1
    assert document.last_change is not None
    assert document.last_change.en == "Note on “Address of the venue”"
    assert paths.replace(document.dossier, "remarks", None) == before

    # and it is shown in every language, and goes with undo
    desk = switch(window, "ko")
    notes = asked(desk, "venue.address").notes
    assert notes is not None
    assert notes.field is not None
    assert notes.field.toPlainText() == "Ask the landlord."
    window.undo()
    settle()
    assert document.dossier == before
    assert not notes.isVisible()
    window.redo()
    settle()
    assert notes.isVisible()


def test_a_note_emptied_is_gone(gym_desk: tuple[Desk, Document], hands: Hands):
    desk, document = gym_desk
    before = document.dossier
    notes = asked(desk, "venue.name").notes
    assert notes is not None
    notes.begin()
    hands.write("x")
    hands.press(Qt.Key.Key_Backspace)

    assert document.dossier == before
    assert notes.isVisible()
    asked(desk, "venue.name").take_focus()
    settle()
    assert not notes.isVisible()


def test_yes_no_and_not_known_yet_are_three_answers_of_one_control(
    window: Window, gym_desk: tuple[Desk, Document]
):
    # given a question without an answer: nothing is marked
    desk, document = gym_desk
    path = "venue.serves_under_14"
    document.edit(path, None)
    editor = asked(desk, path).editor
    assert isinstance(editor, SegmentedEditor)
    assert editor._group.checkedButton() is None

    # when nobody knows
    click(editor.segment(None))

    # then that is said, the answer stays open for the rules, and undo has a name
    assert editor.segment(None).isChecked()
    assert is_not_known(document.dossier, path)
    assert document.get(path) is None
    assert document.last_change is not None
    assert document.last_change.en == "“Serves children under 14” is not known yet"

    # when somebody knows
    click(editor.segment(False))

    # then it is known in one step, and nothing else is left of it
    assert document.get(path) is False
    assert document.dossier.remarks is None
    window.undo()
    settle()
    assert editor.segment(None).isChecked()
    click(editor.segment(None))
    assert not_known(document.dossier) == frozenset()
    assert editor._group.checkedButton() is None


def test_any_answer_can_be_said_not_to_be_known_with_a_key_and_given_later(
    gym_desk: tuple[Desk, Document], hands: Hands
):
    desk, document = gym_desk
    question = asked(desk, "venue.area")
    hands.press(Qt.Key.Key_M, SHIFTED)

    assert document.get("venue.area") is None
    assert question.notes is not None
    assert question.notes.said is not None
    assert question.notes.said.isVisible()

    hands.press(Qt.Key.Key_M, SHIFTED)
    assert not question.notes.said.isVisible()
    hands.write("75")
    assert document.get("venue.area") == 75


def test_ctrl_enter_leads_from_question_to_question_what_decides_most_first(
    qtbot: QtBot, hotel_desk: tuple[Desk, Document], hands: Hands
):
    # given a new hotel
    desk, document = hotel_desk
    qtbot.waitUntil(lambda: not desk.is_behind)
    first = desk.overview.now().left[0]

    # when
    hands.press(Qt.Key.Key_Return, CONTROL)
    settle()

    # then the keyboard is in the first that can change the verdict; once more, in the second
    assert focused_path(desk) == first
    second = desk.overview.now().left[1]
    hands.press(Qt.Key.Key_J, CONTROL)
    settle()
    assert focused_path(desk) == second

    # when nobody knows it, it comes last
    document.show(with_not_known(document.dossier, second, on=True), "", texts(""))
    assert desk.overview.now().left[-1] == second


def test_ctrl_enter_in_a_text_goes_on_and_writes_nothing(gym_desk: tuple[Desk, Document], hands: Hands):
    desk, document = gym_desk
    document.edit("venue.serves_under_14", None)
    asked(desk, "activities.a1.retention.reason")
    before = document.dossier

    hands.press(Qt.Key.Key_Return, CONTROL)

    assert document.dossier == before
    assert focused_path(desk) == "venue.serves_under_14"


def test_page_and_rail_say_what_is_left_and_what_it_can_change(qtbot: QtBot, gym_desk: tuple[Desk, Document]):
    desk, document = gym_desk
    qtbot.waitUntil(lambda: not desk.is_behind)
    assert desk.page.left.text() == "All questions are answered"
    for finding in document.assessment.findings:
        if finding.outcome.value == "breached":
            document.apply(finding.fixes[0].edits, finding.fixes[0].label)

    document.edit("activities.a2.consent.separate", None)
    document.edit("activities.a2.hours", None)
    desk.show_step("necessity")
    qtbot.waitUntil(lambda: not desk.is_behind)

    assert desk.page.left.text() == "1 question left · 1 could change the verdict"
    assert "1 could change the verdict" in desk.rail.buttons["necessity"].accessibleDescription()
    document.edit("activities.a2.consent.separate", True)
    qtbot.waitUntil(lambda: not desk.is_behind)
    assert "could change" not in desk.page.left.text()


def test_an_example_is_one_click_away_and_becomes_an_answer_only_when_somebody_begins_with_it(
    gym_desk: tuple[Desk, Document],
):
    # given a text without an answer
    desk, document = gym_desk
    path = "activities.a2.aim"
    document.edit(path, None)
    question = asked(desk, path)
    before = document.dossier

    # when its example is read
    shown = show_example(path, document, question)
    settle()

    # then nothing is answered
    assert gaps(shown.words)
    assert document.dossier == before

    # when somebody begins with it
    steps = document.stack.count()
    click(shown.begin)

    # then it is one step, and what is left to fill in is counted until it is filled in
    assert document.get(path) == shown.words
    assert document.stack.count() == steps + 1
    assert question.gaps is not None
    assert question.gaps.words is not None
    assert str(len(gaps(shown.words))) in question.gaps.words.text()
    document.edit(path, "We check memberships at the gate, so that they are not lent, and for nothing else.")
    settle()
    assert not question.gaps.isVisible()


def test_a_way_is_ticked_as_considered_and_asked_about(window: Window, gym_desk: tuple[Desk, Document]):
    # given an activity for which no way was weighed
    desk, document = gym_desk
    document.edit("activities.a2.options", None)
    desk.go_to("activities.a2.options")
    settle()
    (card,) = [one for one in desk.page.findChildren(WaysCard) if one.isVisible()]
    assert not any(chip.isChecked() for chip in card.chips.values())

    # when one is ticked
    card.chips[Method.CARD].click()
    settle()

    # then it is in the list, open at “would it reach the aim?”
    (key,) = document.get("activities.a2.options")
    assert document.get(f"activities.a2.options.{key}.method") is Method.CARD
    assert focused_path(desk) == f"activities.a2.options.{key}.serves"
    assert document.last_change is not None
    assert document.last_change.en == "“Card” considered"

    # when it is pressed again, it is not weighed twice; undo unticks it
    card.chips[Method.CARD].click()
    settle()
    assert len(document.get("activities.a2.options")) == 1
    assert card.chips[Method.CARD].isChecked()
    window.undo()
    settle()
    assert not card.chips[Method.CARD].isChecked()


def wait(desk: Desk) -> None:
    for _ in range(3_000):
        if not desk.is_thinking and not desk.is_behind:
            break
        QTest.qWait(1)
    settle()


def test_advice_stands_still_and_the_keyboard_stays_while_one_types(window: Window, hands: Hands):
    # given a reason that the coach has something to say about
    desk, document = open_desk(window, sample("ningbo-sales-office-before"))
    question = asked(desk, REASON)
    document.edit(REASON, None)
    field = question.editor.focusProxy() if question.editor else None
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    document.edit(REASON, "区分渠道客户和自访客户，用于佣金结算")
    wait(desk)
    shown = [one for one in question.findChildren(AdviceStrip) if one.isVisible()]
    assert shown
    places = [(one, one.geometry().top()) for one in shown]

    # when more is typed, before and after the coach has spoken again
    seen = []
    for letters in ("and ", "so ", "on"):
        hands.write(letters)
        seen.append(
            [(one, one.geometry().top()) for one in question.findChildren(AdviceStrip) if one.isVisible()]
        )
        wait(desk)
        seen.append(
            [(one, one.geometry().top()) for one in question.findChildren(AdviceStrip) if one.isVisible()]
        )

    # then the same widgets stand in the same order, and the keyboard is where it was
    assert [[one for one, _ in each] for each in seen] == [[one for one, _ in places]] * 6
    assert QApplication.focusWidget() is field
    assert "and so on" in field.toPlainText()


@pytest.mark.parametrize(("lang", "size"), [("zh", (1366, 768)), ("ko", (1024, 700)), ("en", (911, 512))])
def test_notes_and_what_is_not_known_fit_everywhere(window: Window, lang: Lang, size: tuple[int, int]):
    # given a dossier with long notes on answers of every manner, and much that is not known
    dossier = sample("shanghai-hotel")
    for path in ("venue.address", "activities.a2.retention.template.days", "activities.a2.options", REASON):
        dossier = with_note(dossier, path, "长" * 120 + " " + "w" * 120)
    for path in (
        "venue.area",
        "venue.serves_under_14",
        "activities.a2.retention.template.kind",
        "notice.places",
    ):
        dossier = with_not_known(dossier, path, on=True)
    dossier = paths.replace(dossier, "activities.a2.aim", "[…] [x…]")
    window.resize(*size)
    window.choose_language(lang)
    desk, _ = open_desk(window, dossier)

    # when
    found = {}
    for step in ("venue", "purpose", "necessity", "signage", "retention"):
        desk.show_step(step)
        wait(desk)
        found[step] = [*clipped(desk), *outside(desk), *overlapping(desk.page), *overlapping(desk.rail)]

    # then
    assert {step: some for step, some in found.items() if some} == {}


def test_a_question_is_found_by_its_note(window: Window):
    desk, _ = open_desk(window, with_note(sample("seoul-gym"), "venue.address", "Ask the landlord."))

    found = [one.id for one in questions(desk) if "landlord" in one.words]

    assert found == ["question:venue.address"]


def test_a_hostile_note_is_shown_as_it_is(window: Window):
    hostile = "<b>&amp;</b>{x}\u202e😀"
    desk, _ = open_desk(window, with_note(Dossier(), "venue.jurisdiction", hostile))

    notes = asked(desk, "venue.jurisdiction").notes

    assert notes is not None
    assert notes.field is not None
    assert notes.field.toPlainText() == hostile
