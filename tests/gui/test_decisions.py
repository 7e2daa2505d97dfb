"""What the law leaves open: the question, the recorded decision, and a decision whose answers changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from fr_desk.domain.edits import Edit
from fr_desk.gui.decisions import CHANGED_SINCE, DecisionCard
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.form import Asked
from fr_desk.gui.window import Window
from fr_desk.i18n import texts
from fr_desk.rules.findings import Finding, Outcome, basis_of
from fr_desk.rules.sentences import FELL_AWAY, NO_LONGER
from tests.gui.conftest import click, descendants, open_desk, sample, settle

MADE = {"outcome": "met", "reason": "Members only.", "decided_by": "A. Reviewer", "decided_on": "2026-11-21"}


@pytest.fixture
def at_review(window: Window) -> tuple[Desk, Document, Finding]:
    """A dossier with a point to decide, on the page where it is decided."""
    desk, document = open_desk(window, sample("shanghai-hotel"))
    desk.show_step("review")
    settle()
    return desk, document, document.assessment.of(Outcome.REVIEW)[0]


def card_of(desk: Desk, finding: Finding) -> DecisionCard:
    return next(
        one
        for one in descendants(desk.page, DecisionCard)
        if isinstance(one, DecisionCard) and (one._rule, one._item) == finding.key
    )


def decide(document: Document, finding: Finding, **answers: str) -> str:
    """Record a decision and return its path."""
    value = {"rule": finding.rule, "path": finding.item, "basis": basis_of(finding), **MADE, **answers}
    document.apply([Edit(op="add", path="decisions", value=value)], texts("Decided"))
    settle()
    return f"decisions.{list(document.dossier.decisions or {})[-1]}"


def change_what_it_rests_on(document: Document, finding: Finding) -> None:
    """Change an answer the decision rests on so that the point still is to be decided."""
    assert "cameras.c14.activities" in finding.values
    document.edit("cameras.c14.activities", ("a2", "a3"))
    settle()


def shown_rows(card: DecisionCard) -> list[Asked]:
    return [row for row in card.rows if row.isVisible()]


def test_a_recorded_decision_is_shown_with_outcome_name_date_and_reason(
    at_review: tuple[Desk, Document, Finding],
):
    # given
    desk, document, finding = at_review

    # when
    decide(document, finding)

    # then
    card = card_of(desk, finding)
    assert card.recorded.isVisible()
    assert card.recorded.words.text() == "In order · A. Reviewer · 21 November 2026"
    assert "Members only." in [
        label.text() for label in card.recorded.findChildren(type(card.recorded.words))
    ]
    assert not card.recorded.notice.isVisible()
    assert shown_rows(card) == []
    assert [card.decide.isVisible(), card.again.isVisible(), card.withdraw.isVisible()] == [
        False,
        False,
        True,
    ]


def test_the_fields_stay_while_a_decision_is_written_and_close_when_done(
    at_review: tuple[Desk, Document, Finding],
):
    # given
    desk, document, finding = at_review
    card = card_of(desk, finding)
    click(card.decide)
    root = f"decisions.{next(iter(document.dossier.decisions or {}))}"

    # when everything is given
    for name, value in MADE.items():
        document.edit(f"{root}.{name}", value)
    settle()

    # then
    assert len(shown_rows(card)) == 4
    assert not card.recorded.isVisible()

    # when
    click(card.done)

    # then
    assert shown_rows(card) == []
    assert card.recorded.isVisible()
    assert QApplication.focusWidget() is card.change

    # when
    click(card.change)

    # then
    assert len(shown_rows(card)) == 4


def test_a_decision_falls_away_with_its_answers_and_is_taken_again(
    at_review: tuple[Desk, Document, Finding],
):
    # given
    desk, document, finding = at_review
    root = decide(document, finding)

    # when
    change_what_it_rests_on(document, finding)

    # then
    card = card_of(desk, finding)
    now = next(one for one in document.assessment.findings if one.key == finding.key)
    assert now.outcome is Outcome.REVIEW
    assert card.recorded.notice.text() == FELL_AWAY
    assert card.recorded.words.text().endswith("A. Reviewer · 21 November 2026")
    assert shown_rows(card) == []

    # when
    before = document.dossier
    click(card.again)

    # then it is tied to the answers as they are, and the act of deciding is asked for anew
    decision = document.get(root)
    assert decision.basis == basis_of(now)
    assert (decision.outcome, decision.decided_by, decision.decided_on) == (None, None, None)
    assert decision.reason == "Members only."
    assert len(shown_rows(card)) == 4

    # when
    document.stack.undo()
    settle()

    # then
    assert document.dossier == before
    assert card.again.isVisible()


def test_a_decision_that_fell_away_can_be_withdrawn(at_review: tuple[Desk, Document, Finding]):
    # given
    desk, document, finding = at_review
    decide(document, finding)
    change_what_it_rests_on(document, finding)

    # when
    click(card_of(desk, finding).withdraw)

    # then
    assert not document.dossier.decisions
    assert card_of(desk, finding).decide.isVisible()
    document.stack.undo()
    settle()
    assert card_of(desk, finding).recorded.notice.text() == FELL_AWAY


def test_a_decision_that_was_only_begun_says_so_when_its_answers_change(
    at_review: tuple[Desk, Document, Finding],
):
    # given
    desk, document, finding = at_review
    card = card_of(desk, finding)
    click(card.decide)
    root = f"decisions.{next(iter(document.dossier.decisions or {}))}"
    document.edit(f"{root}.decided_by", "A. Reviewer")

    # when
    change_what_it_rests_on(document, finding)

    # then
    assert card.recorded.notice.text() == CHANGED_SINCE
    click(card.again)
    assert document.get(root).decided_by == "A. Reviewer"
    assert len(shown_rows(card)) == 4


def test_a_decision_on_a_point_that_is_gone_can_only_be_withdrawn(at_review: tuple[Desk, Document, Finding]):
    # given
    desk, document, finding = at_review
    decide(document, finding)

    # when what it was about is removed
    document.apply([Edit(op="remove", path=finding.item)], texts("Removed"))
    settle()

    # then
    card = card_of(desk, finding)
    assert card.recorded.notice.text() == NO_LONGER
    assert not card.again.isVisible()
    assert not card.change.isVisible()
    click(card.withdraw)
    assert not document.dossier.decisions


def test_a_file_with_a_decision_about_something_unknown_still_opens(window: Window):
    # given
    dossier = sample("shanghai-hotel").model_dump(mode="json")
    dossier["decisions"] = {"d1": {"rule": "no.such.rule", "path": "nowhere.at.all", **MADE}}

    # when
    desk, _ = open_desk(window, type(sample("shanghai-hotel")).model_validate(dossier))
    desk.show_step("review")
    settle()

    # then
    card = next(
        one
        for one in descendants(desk.page, DecisionCard)
        if isinstance(one, DecisionCard) and one._rule == "no.such.rule"
    )
    assert card.recorded.notice.text() == NO_LONGER


def test_a_point_says_what_would_settle_it(at_review: tuple[Desk, Document, Finding]):
    # given
    desk, _, finding = at_review
    card = card_of(desk, finding)

    # when the rule says what would settle it
    card.show_state("", replace(finding, settles=texts("A written report.")))

    # then
    assert card._settles.text() == "What would settle it: A written report."
