"""The desk follows the document: findings in the cards and in the panel, counts, fixes, languages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fr_desk.domain.choices import Audio
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.gui.collection import CollectionEditor
from fr_desk.gui.decisions import DecisionCard
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.finding_card import FindingCard
from fr_desk.gui.finding_row import FindingRow
from fr_desk.gui.form import Asked
from fr_desk.gui.overview import OVERVIEW_AFTER
from fr_desk.gui.strips import FindingStrip
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, texts
from fr_desk.rules.findings import Outcome
from tests.gui.conftest import click, descendants, open_desk, sample, settle, switch

AUDIO = "kr.pipa.no-audio"


def cards(desk: Desk) -> list[FindingCard]:
    return [widget for widget in desk.panel.shown if isinstance(widget, FindingCard)]


def strips(desk: Desk) -> list[QWidget]:
    return descendants(desk.page, FindingStrip)


def with_sound(document: Document) -> None:
    document.edit("cameras.c1.audio", Audio.ON)
    settle()


def test_the_counts_are_those_of_the_assessment(gym_desk: tuple[Desk, Document]):
    # given
    desk, document = gym_desk

    # when
    with_sound(document)

    # then
    shown = {outcome: count.number for outcome, count in desk.panel.counts.items()}
    assert shown == {outcome: document.assessment.counts[outcome] for outcome in shown}


def test_a_finding_stands_in_the_panel_and_where_the_mistake_is_in_the_same_words(
    gym_desk: tuple[Desk, Document],
):
    # given
    desk, document = gym_desk
    before = len(cards(desk))

    # when
    with_sound(document)
    desk.go_to("cameras.c1.audio")
    settle()

    # then
    found = [card for card in cards(desk) if card.finding.path.startswith("cameras.c1")]
    assert len(cards(desk)) > before
    assert found
    asked = [
        one
        for one in descendants(desk.page, Asked)
        if isinstance(one, Asked) and one.path == "cameras.c1.audio"
    ]
    assert asked[0].strips is not None
    assert found[0].finding in asked[0].strips.findings


def test_findings_that_stay_keep_their_widgets(gym_desk: tuple[Desk, Document]):
    # given
    desk, document = gym_desk
    with_sound(document)
    kept = {card.finding.key: card for card in cards(desk)}

    # when something else changes
    document.edit("venue.name", "Another name")
    settle()

    # then
    assert {card.finding.key: card for card in cards(desk)} == kept


def test_a_fix_button_cures_and_undo_brings_the_mistake_back(gym_desk: tuple[Desk, Document]):
    # given
    desk, document = gym_desk
    with_sound(document)
    fixable = [card for card in cards(desk) if card.finding.fixes]
    assert fixable
    finding = fixable[0].finding
    words = finding.fixes[0].label.en

    # when its button is pressed
    press = next(one for one in fixable[0].findChildren(QPushButton) if one.accessibleName() == words)
    click(press)

    # then nothing is changed before it was seen what would be
    assert finding.key in {card.finding.key for card in cards(desk)}
    assert fixable[0].previews.shown is not None

    # when
    click(fixable[0].previews.shown.do_it)

    # then
    assert finding.key not in {card.finding.key for card in cards(desk)}
    assert document.last_change is not None
    assert document.last_change.en == words

    # when
    document.stack.undo()
    settle()

    # then
    assert finding.key in {card.finding.key for card in cards(desk)}


def test_go_there_opens_the_item_and_gives_it_the_keyboard(gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk

    # when
    desk.go_to("cameras.c2.network")
    settle()

    # then
    focus = QApplication.focusWidget()
    assert desk.page.step.id == "cameras"
    assert focus is not None
    assert "From where can it be reached?" in (focus.accessibleName(), focus.accessibleDescription())


def test_a_count_shows_only_its_findings(gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk

    # when
    click(desk.panel.counts[Outcome.MET])

    # then
    shown = [widget for widget in desk.panel.shown if isinstance(widget, FindingRow)]
    assert shown
    assert {row.finding.outcome for row in shown} == {Outcome.MET}

    # when pressed again
    click(desk.panel.counts[Outcome.MET])

    # then
    assert {card.finding.outcome for card in cards(desk)} <= {Outcome.BREACHED, Outcome.REVIEW}


def test_an_answer_shows_and_hides_the_questions_that_hang_on_it(gym_desk: tuple[Desk, Document]):
    # given
    desk, document = gym_desk
    desk.go_to("cameras.c1.network")
    settle()

    def asked() -> set[str]:
        return {one.path for one in descendants(desk.page, Asked) if isinstance(one, Asked)}

    # when
    document.edit("cameras.c1.network", "none")
    settle()
    without = asked()
    document.edit("cameras.c1.network", "internet")
    settle()

    # then
    assert "cameras.c1.default_password_changed" not in without
    assert "cameras.c1.default_password_changed" in asked()


def test_a_venue_with_one_activity_shows_no_chips(window: Window):
    # given
    dossier = sample("seoul-gym")
    several, _ = open_desk(window, dossier)
    several.show_step("retention")
    settle()
    assert several.page._activities.isVisible()

    # when
    only = dict(list((dossier.activities or {}).items())[:1])
    data = dossier.model_dump(mode="json") | {
        "activities": {key: item.model_dump(mode="json") for key, item in only.items()}
    }
    for camera in data["cameras"].values():
        camera["activities"] = list(only)
    window.document.stack.setClean()  # type: ignore[union-attr]  # the desk is open
    one, _ = open_desk(window, Dossier.model_validate(data))
    one.show_step("retention")
    settle()

    # then
    assert not one.page._activities.isVisible()


def test_choosing_another_activity_asks_about_that_one(gym_desk: tuple[Desk, Document]):
    # given
    desk, document = gym_desk
    desk.show_step("storage")
    settle()
    second = list(document.dossier.activities or {})[1]

    # when
    click(desk.page._chips[second])

    # then
    paths = {one.path for one in descendants(desk.page, Asked) if isinstance(one, Asked)}
    assert any(path.startswith(f"activities.{second}.") for path in paths)
    assert not any(
        path.startswith("activities.") and not path.startswith(f"activities.{second}.") for path in paths
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_switching_the_language_keeps_the_answers_and_the_place(
    window: Window, gym_desk: tuple[Desk, Document], lang: str
):
    # given
    desk, document = gym_desk
    document.edit("venue.rooms", 12)
    desk.show_step("signage")
    desk.panel.show_only(Outcome.MET)
    settle()
    before, steps = document.dossier, document.stack.count()

    # when
    again = switch(window, lang)  # type: ignore[arg-type]  # LANGUAGES are its values

    # then
    assert again is not desk
    assert window.document is document
    assert document.dossier is before
    assert document.stack.count() == steps
    assert (again.page.step.id, again.panel.filter) == ("signage", Outcome.MET)


def test_a_step_that_asks_nothing_yet_is_not_in_order_while_its_duties_are_open(
    qtbot: QtBot, hotel_desk: tuple[Desk, Document]
):
    # given a new venue, of whose activities nothing is known
    desk, _document = hotel_desk

    # when
    qtbot.waitUntil(lambda: not desk.is_behind)

    # then
    assert {button.state.tone for button in desk.rail.buttons.values()} == {"open"}
    assert desk.rail.buttons["retention"].state.count == 0


def test_the_rail_counts_what_is_left(qtbot: QtBot, hotel_desk: tuple[Desk, Document]):
    # given a new hotel
    desk, document = hotel_desk
    qtbot.waitUntil(lambda: not desk.is_behind)
    before = desk.rail.buttons["venue"].state

    # when one question is answered
    document.edit("venue.name", "Lantern")
    qtbot.waitUntil(lambda: not desk.is_behind, timeout=OVERVIEW_AFTER * 50)

    # then one is left less
    assert before.tone == "open"
    assert desk.rail.buttons["venue"].state.count == before.count - 1


def test_a_folded_section_is_asked_once_it_is_opened(gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk
    desk.show_step("storage")
    settle()
    folded = next(view for view in desk.page.sections if view.section.folded)

    # when
    assert folded.isVisible()
    assert not any(block.isVisible() for block in folded.blocks)
    folded.unfold()
    settle()

    # then
    assert any(block.isVisible() for block in folded.blocks)


def test_after_a_fix_the_keyboard_is_where_the_mistake_was(gym_desk: tuple[Desk, Document]):
    # given a finding in a card, with the keyboard on its fix
    desk, document = gym_desk
    with_sound(document)
    desk.go_to("cameras.c1.audio")
    settle()
    strip = strips(desk)[0]
    press = next(one for one in strip.findChildren(QPushButton) if one.property("kind") == "fix")
    press.setFocus()

    # when
    press.click()
    settle()
    do_it = QApplication.focusWidget()
    assert isinstance(do_it, QPushButton)
    assert do_it.accessibleName() == "Do it"
    do_it.click()
    settle()

    # then
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Does it record sound?"


def test_a_collection_can_be_said_to_be_empty_and_that_is_an_answer(hotel_desk: tuple[Desk, Document]):
    # given
    desk, document = hotel_desk
    desk.show_step("signage")
    settle()
    editor = next(
        one
        for one in descendants(desk.page, CollectionEditor)
        if isinstance(one, CollectionEditor) and one.path == "signs"
    )
    seen = [document.get("signs")]

    # when it is said, and taken back
    for _ in range(2):
        click(editor._none)
        seen.append(document.get("signs"))

    # then
    assert seen == [None, {}, None]


def test_items_are_added_duplicated_and_removed_and_each_can_be_undone(hotel_desk: tuple[Desk, Document]):
    # given
    desk, document = hotel_desk
    desk.show_step("cameras")
    settle()
    editor = next(
        one
        for one in descendants(desk.page, CollectionEditor)
        if isinstance(one, CollectionEditor) and one.path == "zones"
    )

    # when
    click(editor._add)
    document.edit("zones.z1.name", "Sauna")
    editor.duplicate("zones.z1")
    settle()

    # then
    assert [zone.name for zone in (document.dossier.zones or {}).values()] == ["Sauna", "Sauna (copy)"]
    assert editor.opened == "z2"

    # when
    editor.remove("zones.z1")
    settle()

    # then
    assert list(document.dossier.zones or {}) == ["z2"]

    # when
    for _ in range(document.stack.count()):
        document.stack.undo()
        settle()

    # then
    assert document.dossier.zones is None
    assert editor.opened == ""


def test_removing_a_zone_takes_it_out_of_what_names_it(hotel_desk: tuple[Desk, Document]):
    # given
    desk, document = hotel_desk
    document.apply(
        [
            Edit(op="add", path="zones", value={"name": "Lobby"}),
            Edit(op="add", path="cameras", value={"label": "Gate", "zone": "z1", "sees": ["z1"]}),
        ],
        texts("Both"),
    )
    desk.show_step("cameras")
    settle()
    editor = next(
        one
        for one in descendants(desk.page, CollectionEditor)
        if isinstance(one, CollectionEditor) and one.path == "zones"
    )

    # when
    editor.remove("zones.z1")

    # then
    assert document.dossier.cameras is not None
    assert document.dossier.cameras["c1"].zone is None


def test_a_point_left_to_a_reviewer_is_decided_on_the_last_page(window: Window):
    # given a dossier with something to decide
    desk, document = open_desk(window, sample("shanghai-hotel"))
    points = document.assessment.of(Outcome.REVIEW)
    if not points:
        pytest.skip("the sample leaves nothing open")
    point = points[0]

    # when
    desk.decide(point)
    settle()

    # then the decision is begun and its first question has the keyboard
    assert desk.page.step.id == "review"
    key = next(iter(document.dossier.decisions or {}))
    decision = (document.dossier.decisions or {})[key]
    assert (decision.rule, decision.path, decision.outcome) == (point.rule, point.item, None)

    # when it is made
    document.edit(f"decisions.{key}.outcome", "met")
    document.edit(f"decisions.{key}.reason", "Members only, and they agreed.")
    document.edit(f"decisions.{key}.decided_by", "A. Reviewer")
    document.edit(f"decisions.{key}.decided_on", "2026-11-21")
    settle()

    # then the finding is settled, and the card stays so that the decision can be withdrawn
    assert point.key not in {finding.key for finding in document.assessment.of(Outcome.REVIEW)}
    card = next(one for one in descendants(desk.page, DecisionCard) if isinstance(one, DecisionCard))
    card.withdraw.click()
    settle()
    assert point.key in {finding.key for finding in document.assessment.of(Outcome.REVIEW)}


def test_why_we_ask_names_the_rule_and_its_articles(gym_desk: tuple[Desk, Document]):
    # given
    desk, _ = gym_desk

    # when
    desk.explain("cameras.c1.audio", desk.page)
    settle()

    # then
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup.accessibleName() == "Does it record sound?"
    assert any(one.property("kind") == "citation" for one in popup.findChildren(QPushButton))
    popup.close()


def test_every_cited_article_can_be_read(gym_desk: tuple[Desk, Document]):
    # given
    desk, document = gym_desk
    citations = {citation for finding in document.assessment.findings for citation in finding.citations}

    # when, then
    for citation in citations:
        desk.show_article(citation, desk.top_bar)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        assert popup.accessibleName()
        popup.close()
        settle()


def test_nothing_is_left_behind_by_many_edits(gym_desk: tuple[Desk, Document]):
    # given
    desk, document = gym_desk
    desk.go_to("cameras.c1.audio")
    for _ in range(2):
        document.edit("cameras.c1.audio", Audio.ON)
        document.edit("cameras.c1.audio", Audio.NONE)
        settle()
    before = len(desk.findChildren(QWidget))

    # when
    for _ in range(20):
        document.edit("cameras.c1.audio", Audio.ON)
        document.edit("cameras.c1.audio", Audio.NONE)
    settle()

    # then
    assert len(desk.findChildren(QWidget)) == before


def test_nothing_is_left_behind_by_switching_language_and_theme(
    window: Window, gym_desk: tuple[Desk, Document]
):
    # given
    window.choose_theme("dark")
    window.choose_language("ko")
    window.choose_language("en")
    settle()
    before = len(QApplication.allWidgets())

    # when
    window.choose_theme("high_contrast")
    window.choose_language("zh")
    window.choose_theme("dark")
    window.choose_language("en")
    settle()

    # then
    assert abs(len(QApplication.allWidgets()) - before) <= 3


def test_going_to_a_question_of_an_item_far_down_brings_it_into_view(qtbot: QtBot, window: Window):
    # given a hotel with many devices
    window.resize(1366, 768)
    desk, _document = open_desk(window, sample("shanghai-hotel"))
    desk.show_step("purpose")
    settle()

    # when
    desk.go_to("cameras.c10.sees")
    settle()

    # then the question itself is on the screen
    asked = [one for one in descendants(desk.page, Asked) if isinstance(one, Asked) and one.isVisible()]
    (question,) = (one for one in asked if one.path == "cameras.c10.sees")
    assert not question.visibleRegion().isEmpty()
