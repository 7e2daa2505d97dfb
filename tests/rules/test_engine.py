"""The engine: outcomes, sentences, missing answers, fixes, dates, decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.decisions import tied
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Finding, Outcome, Verdict
from fr_desk.rules.packs import Pack
from fr_desk.rules.sentences import name_of, question_of

DAY = dt.date(2026, 11, 21)
DECISION = {
    "rule": "test.other-way",
    "path": "activities.a1",
    "reason": "see the plan",
    "decided_by": "Lin",
    "decided_on": "2026-11-01",
}


def dossier(activity: dict[str, Any] | None = None, **more: Any) -> Dossier:
    camera = {"face_function": "identification", "activities": ["a1"]}
    given = {"venue": {"jurisdiction": "CN"}, "cameras": {"c1": camera}, "activities": {"a1": activity or {}}}
    return Dossier.model_validate({**given, **more})


def only(assessment: Assessment) -> Finding:
    (finding,) = assessment.findings
    return finding


def ask(pack: Pack, value: Dossier, day: dt.date = DAY) -> Finding:
    return only(assess(value, [pack], day))


def test_a_failed_clause_speaks_in_the_venues_own_words(small_pack: Pack) -> None:
    finding = ask(small_pack, dossier({"name": "闸机", "alternatives": {}}))

    assert finding.outcome is Outcome.BREACHED
    assert finding.path == "activities.a1.alternatives"
    assert finding.item == "activities.a1"
    assert finding.message.zh == "“闸机”只能刷脸。"
    assert finding.message.en == "“闸机” has no other way."
    assert finding.patterns == ("NO_ALTERNATIVE",)


def test_an_answer_that_looks_like_a_placeholder_stays_text(small_pack: Pack) -> None:
    finding = ask(small_pack, dossier({"name": "{venue.name} {0} %s", "alternatives": {}}))

    assert finding.message.en == "“{venue.name} {0} %s” has no other way."


def test_an_open_finding_names_every_unanswered_question_it_needs(small_pack: Pack) -> None:
    finding = ask(small_pack, dossier({"name": "闸机"}))

    assert finding.outcome is Outcome.OPEN
    assert finding.missing == ("activities.a1.alternatives",)
    assert finding.path == "activities.a1.alternatives"


def test_while_it_is_unknown_whether_a_rule_applies_the_reason_is_what_is_missing(small_pack: Pack) -> None:
    unlinked = ask(small_pack, dossier(cameras={"c1": {}}))
    linked = ask(small_pack, dossier(cameras={"c1": {"activities": ["a1"]}}))
    unproved = ask(
        small_pack, dossier(cameras={"c1": {"activities": ["a1"], "face_function": "licensed_off"}})
    )

    assert {finding.outcome for finding in (unlinked, linked, unproved)} == {Outcome.OPEN}
    assert unlinked.missing == ("cameras.c1.activities",)
    assert linked.missing == ("cameras.c1.face_function",)
    assert unproved.missing == ("cameras.c1.face_off_evidence",)


def test_a_rule_without_its_condition_is_not_applicable_and_says_why(small_pack: Pack) -> None:
    finding = ask(small_pack, dossier(cameras={"c1": {"face_function": "none", "activities": ["a1"]}}))

    assert finding.outcome is Outcome.NOT_APPLICABLE
    assert finding.message.en == "Only face recognition."


def test_no_answer_about_a_collection_is_open_and_an_empty_one_is_not_applicable(small_pack: Pack) -> None:
    unanswered = Dossier.model_validate({"venue": {"jurisdiction": "CN"}})
    none = Dossier.model_validate({"venue": {"jurisdiction": "CN"}, "activities": {}})

    assert ask(small_pack, unanswered).outcome is Outcome.OPEN
    assert ask(small_pack, unanswered).missing == ("activities",)
    assert ask(small_pack, none).outcome is Outcome.NOT_APPLICABLE


def test_applying_a_fix_leads_to_the_next_clause(small_pack: Pack) -> None:
    before = dossier({"alternatives": {}})
    fix = ask(small_pack, before).fixes[0]

    after = ask(small_pack, apply(before, *fix.edits))

    assert after.outcome is Outcome.OPEN
    assert after.missing == ("activities.a1.alternatives.i1.same_place",)


@pytest.mark.parametrize("own", [True, False])
def test_a_finding_about_a_safeguard_leads_to_the_answer_that_counts(own: bool) -> None:
    # given faces left in the backups, as an activity says of its own or the venue of all
    said, place = {"safeguards": {"backups_deleted": False}}, "activities.a1." if own else ""
    activity = {"legal_basis": "consent", "subjects": ["visitors"], "retention": {"on_withdrawal": "at_once"}}
    whole = {"venue": {"jurisdiction": "CN", "kind": "gym"}} | ({} if own else said)
    value = dossier(activity | (said if own else {}), **whole)
    packs = packs_for(value)
    rule = "cn.pipl.deletion"

    def told(of: Dossier) -> Finding:
        return next(one for one in assess(of, packs, DAY).findings if one.rule == rule)

    # when
    found = told(value)
    after = told(apply(value, *found.fixes[0].edits))

    # then
    assert (found.outcome, found.path) == (Outcome.BREACHED, f"{place}safeguards.backups_deleted")
    assert after.outcome is Outcome.MET
    assert found.values[found.path] is False
    assert ("safeguards.backups_deleted" in found.values) is not own


def test_what_an_activity_says_of_its_own_is_not_asked_of_the_venue() -> None:
    activity = {"legal_basis": "consent", "subjects": ["visitors"], "safeguards": {"backups_deleted": True}}
    value = dossier(activity, venue={"jurisdiction": "CN", "kind": "gym"})

    found = next(
        one for one in assess(value, packs_for(value), DAY).findings if one.rule == "cn.pipl.deletion"
    )

    assert found.outcome is Outcome.OPEN
    assert "activities.a1.retention.on_withdrawal" in found.missing
    assert "safeguards.backups_deleted" not in found.missing


def test_a_rule_is_asked_only_on_days_it_is_law(small_pack: Pack) -> None:
    assert not assess(dossier(), [small_pack], dt.date(2025, 5, 31)).findings
    assert assess(dossier(), [small_pack], dt.date(2025, 6, 1)).findings


def test_another_countrys_pack_says_nothing(small_pack: Pack) -> None:
    assert not assess(dossier(venue={"jurisdiction": "KR"}), [small_pack], DAY).findings


LOCKERS = {"name": "柜", "category": "lockers", "alternatives": {"i1": {"same_place": True}}}


def test_unsettled_law_goes_to_a_person_with_the_question(small_pack: Pack) -> None:
    finding = ask(small_pack, dossier(LOCKERS))

    assert finding.outcome is Outcome.REVIEW
    assert finding.message.en == "Are the lockers of “柜” public?"
    assert assess(dossier(LOCKERS), [small_pack], DAY).verdict is Verdict.REVIEW


@pytest.mark.parametrize(("decided", "outcome"), [("met", Outcome.MET), ("breached", Outcome.BREACHED)])
def test_a_recorded_decision_settles_it_with_name_date_and_reason(
    small_pack: Pack, decided: str, outcome: Outcome
) -> None:
    decision = {**DECISION, "outcome": decided}
    undecided = dossier(LOCKERS, decisions={"d1": decision})
    finding = ask(small_pack, tied(undecided, [ask(small_pack, undecided)]))

    assert finding.outcome is outcome
    assert finding.decision == "d1"
    assert finding.message.en == "Lin decided on 1 November 2026: see the plan"


def test_a_decision_falls_away_when_the_answers_it_was_taken_on_change(small_pack: Pack) -> None:
    undecided = dossier(LOCKERS, decisions={"d1": {**DECISION, "outcome": "met"}})
    decided = tied(undecided, [ask(small_pack, undecided)])
    added = apply(decided, Edit(op="add", path="activities.a1.alternatives", value={"same_place": True}))
    elsewhere = apply(decided, Edit(op="set", path="venue.name", value="Another name"))

    assert ask(small_pack, decided).outcome is Outcome.MET
    assert ask(small_pack, elsewhere).outcome is Outcome.MET
    assert (ask(small_pack, added).outcome, ask(small_pack, added).decision) == (Outcome.REVIEW, "d1")


def test_a_decision_tied_to_no_answers_settles_nothing(small_pack: Pack) -> None:
    untied = dossier(LOCKERS, decisions={"d1": {**DECISION, "outcome": "met"}})

    assert ask(small_pack, untied).outcome is Outcome.REVIEW


def test_half_a_decision_settles_nothing(small_pack: Pack) -> None:
    decision = {"rule": "test.other-way", "path": "activities.a1", "outcome": "met"}

    assert ask(small_pack, dossier(LOCKERS, decisions={"d1": decision})).outcome is Outcome.REVIEW


def test_a_breach_is_not_cured_by_asking_a_reviewer(small_pack: Pack) -> None:
    assert ask(small_pack, dossier({"category": "lockers", "alternatives": {}})).outcome is Outcome.BREACHED


def test_a_recommendation_not_followed_does_not_make_a_venue_unlawful(small_pack: Pack) -> None:
    advice = small_pack.rules[0].model_copy(update={"level": "should"})
    pack = small_pack.model_copy(update={"rules": (advice,)})

    assessment = assess(dossier({"alternatives": {}}), [pack], DAY)

    assert only(assessment).outcome is Outcome.BREACHED
    assert assessment.verdict is Verdict.REVIEW


def test_values_read_are_kept_by_path(small_pack: Pack) -> None:
    finding = ask(small_pack, dossier(LOCKERS))

    assert finding.values["activities.a1.category"] == "lockers"


def test_the_verdict_is_the_worst_outcome() -> None:
    assert Assessment(as_of=DAY, packs=(), findings=()).verdict is Verdict.CLEAN


def test_findings_survive_json(small_pack: Pack) -> None:
    assessment = assess(dossier({"name": "闸机", "alternatives": {}}), [small_pack], DAY)

    back = Assessment.model_validate_json(assessment.model_dump_json())

    assert back.findings[0].key == assessment.findings[0].key
    assert back.findings[0].message == assessment.findings[0].message
    assert paths.is_item(back.findings[0].item)


def test_a_question_inside_a_part_of_a_part_is_named_with_the_part() -> None:
    named = question_of(dossier({"name": "闸机"}), "activities.a1.retention.video.days", "en")

    assert named == "Video · Days (闸机)"
    assert question_of(dossier(), "filings.police.filed", "en") == "Filing with the police · Filed"
    assert (
        question_of(dossier({"name": "闸机"}), "activities.a1.consent.form", "en")
        == "How consent is given (闸机)"
    )


def test_what_has_no_name_is_called_what_it_is() -> None:
    unnamed = dossier({"category": "commission_settlement"}, zones={"z1": {}}, signs={"s1": {}})

    assert name_of(unnamed, "activities.a1", "en") == "Settling agents' commission a1"
    assert name_of(unnamed, "activities.a1", "zh") == "渠道佣金结算（判客） a1"
    assert name_of(dossier({}), "activities.a1", "en") == "Activity a1"
    assert name_of(dossier({}), "cameras.c1", "en") == "Device c1"
    assert [name_of(unnamed, path, "en") for path in ("zones.z1", "signs.s1")] == ["Zone z1", "Sign s1"]
