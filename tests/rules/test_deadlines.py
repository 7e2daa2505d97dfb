"""Deadlines and counters: what runs from the dates in a dossier, and what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fr_desk.domain import paths
from fr_desk.domain.calendars import KOREA_PUBLISHED_UNTIL
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS
from fr_desk.i18n import LANGUAGES
from fr_desk.rules.bundled import bundled_pack, bundled_packs, packs_for
from fr_desk.rules.deadlines import Counter, DeadlineStatus, State, counters, deadlines
from fr_desk.rules.examples import EXAMPLE_DAY as DAY
from fr_desk.rules.facts import facts_of
from fr_desk.rules.pack_reader import load_pack
from fr_desk.rules.problems import PackError
from fr_desk.rules.timing import DeadlineSpec, PeriodSpec
from tests.rules.complete import complete
from tests.strategies import dossiers

SPECS = [spec for pack in bundled_packs() for spec in pack.deadlines]
GATE = {"c1": {"face_function": "identification", "picture": "on_own_action", "activities": ["a1"]}}
VIDEO = {"c1": {"zone": "z1", "face_function": "none", "picture": "continuous", "activities": ["a1"]}}


def venue(**given: Any) -> Dossier:
    given["venue"] = {"jurisdiction": "CN", **given.get("venue", {})}
    return Dossier.model_validate(given)


def faces(persons: int | None, *, cac: dict[str, Any] | None = None, **given: Any) -> Dossier:
    activity = {} if persons is None else {"persons_stored": persons}
    return venue(cameras=GATE, activities={"a1": activity}, filings={"cac": cac or {}}, **given)


def gym(police: dict[str, Any], kind: str = "gym") -> Dossier:
    return venue(
        venue={"kind": kind},
        zones={"z1": {"access": "public"}},
        cameras=VIDEO,
        activities={"a1": {}},
        filings={"police": police},
    )


def status(dossier: Dossier, name: str, day: dt.date = DAY) -> DeadlineStatus:
    return next(one for one in deadlines(dossier, packs_for(dossier), day) if one.id == name)


def ids(dossier: Dossier, day: dt.date = DAY) -> set[str]:
    return {one.id for one in deadlines(dossier, packs_for(dossier), day)}


def counter(dossier: Dossier, name: str) -> Counter:
    return next(one for one in counters(dossier, packs_for(dossier), DAY) if one.id == name)


@pytest.mark.parametrize(
    ("cac", "state", "due"),
    [
        ({"reached_on": "2026-08-31"}, State.UNKNOWN, "2026-10-16"),
        ({"reached_on": "2026-08-31", "filed": False}, State.OVERDUE, "2026-10-16"),
        ({"reached_on": "2026-11-20", "filed": False}, State.RUNNING, "2027-01-01"),
        ({"reached_on": "2026-08-31", "filed_on": "2026-10-16"}, State.DONE_IN_TIME, "2026-10-16"),
        ({"reached_on": "2026-08-31", "filed_on": "2026-10-17"}, State.DONE_LATE, "2026-10-16"),
        ({"reached_on": "2026-08-31", "filed": True}, State.DONE, "2026-10-16"),
        ({"filed": True}, State.DONE, None),
        ({"filed_on": "2026-10-22"}, State.DONE, None),
        ({"reached_on": "2026-12-01"}, State.NOT_STARTED, None),
        ({}, State.UNKNOWN, None),
    ],
)
def test_the_filing_of_faces_has_thirty_working_days(
    cac: dict[str, Any], state: State, due: str | None
) -> None:
    found = status(faces(120_000, cac=cac), "cn.due.cac-filing")

    assert found.state is state
    assert found.due == (dt.date.fromisoformat(due) if due else None)


def test_who_had_100000_before_the_measures_had_until_14_july_2025() -> None:
    dossier = faces(120_000, cac={"reached_on": "2023-02-01", "filed": False})

    last = status(dossier, "cn.due.cac-filing", dt.date(2025, 7, 14))
    late = status(dossier, "cn.due.cac-filing", dt.date(2025, 7, 16))

    assert (last.state, last.days_left, last.estimated) == (State.RUNNING, 0, False)
    assert late.state is State.OVERDUE
    assert late.sentence.en == "Filing of face recognition: was due by 14 July 2025; days late: 2."


def test_a_deadline_in_a_year_without_a_calendar_says_that_it_is_an_estimate() -> None:
    found = status(faces(120_000, cac={"reached_on": "2026-11-20", "filed": False}), "cn.due.cac-filing")

    assert found.estimated
    assert "1 January 2027 (an estimate:" in found.sentence.en


def test_below_100000_people_nothing_runs_and_without_numbers_nobody_can_tell() -> None:
    few, untold = faces(64), faces(None)

    assert status(few, "cn.due.cac-filing").state is State.NOT_STARTED
    unknown = status(untold, "cn.due.cac-filing")
    assert (unknown.state, unknown.missing) == (State.UNKNOWN, ("activities.a1.persons_stored",))


@pytest.mark.parametrize(
    ("police", "day", "state", "due"),
    [
        ({"in_service_on": "2020-05-01", "filed": False}, "2025-06-30", State.RUNNING, "2025-06-30"),
        ({"in_service_on": "2020-05-01", "filed": False}, "2025-07-01", State.OVERDUE, "2025-06-30"),
        ({"in_service_on": "2026-11-01", "filed": False}, "2026-11-21", State.RUNNING, "2026-12-01"),
        (
            {"in_service_on": "2026-11-01", "filed_on": "2026-11-20"},
            "2026-11-21",
            State.DONE_IN_TIME,
            "2026-12-01",
        ),
        (
            {"in_service_on": "2026-01-01", "filed_on": "2026-03-01"},
            "2026-02-10",
            State.UNKNOWN,
            "2026-01-31",
        ),
    ],
)
def test_the_police_filing_has_thirty_days(police: dict[str, Any], day: str, state: State, due: str) -> None:
    found = status(gym(police), "cn.due.police-filing", dt.date.fromisoformat(day))

    assert (found.state, found.due) == (state, dt.date.fromisoformat(due))


def test_a_hotel_has_no_national_police_filing() -> None:
    hotel = gym({"in_service_on": "2020-05-01", "filed": False}, kind="hotel")

    assert "cn.due.police-filing" not in ids(hotel)
    assert counter(hotel, "cn.due.police-filing").state == "exempt"
    assert counter(gym({}), "cn.due.police-filing").state == "reached"
    assert counter(gym({}, kind="other"), "cn.due.police-filing").state == "unknown"


@pytest.mark.parametrize("overdue", ["cac", "police"])
@given(start=st.dates(dt.date(2020, 1, 1)), day=st.dates(dt.date(2025, 6, 1), dt.date(2035, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_facts_and_deadlines_tell_the_same_day(overdue: str, start: dt.date, day: dt.date) -> None:
    path = {"cac": "reached_on", "police": "in_service_on"}[overdue]
    filing = {path: start, "filed": False}
    dossier = faces(120_000, cac=filing) if overdue == "cac" else gym(filing)

    fact = FACTS["filings", f"{overdue}_overdue"].compute(dossier, "", day)

    assert fact is (status(dossier, f"cn.due.{overdue}-filing", day).state is State.OVERDUE)


def test_a_change_and_the_end_are_filed_within_thirty_working_days() -> None:
    dossier = faces(
        120_000,
        cac={"filed": True, "changed_on": "2026-10-30", "ended_on": "2026-01-05", "cancelled": False},
    )

    change, end = status(dossier, "cn.due.cac-change"), status(dossier, "cn.due.cac-cancel")

    assert (change.state, change.due) == (State.RUNNING, dt.date(2026, 12, 11))
    assert (end.state, end.due) == (State.OVERDUE, dt.date(2026, 2, 14))


def test_what_has_not_changed_need_not_be_filed_again() -> None:
    dossier = faces(120_000, cac={"filed": True})

    assert status(dossier, "cn.due.cac-change").state is State.NOT_STARTED
    assert {"cn.due.cac-change", "cn.due.cac-cancel"}.isdisjoint(ids(faces(64)))


@pytest.mark.parametrize(
    ("people", "audited", "state"),
    [
        (10_000_001, "2024-11-21", State.RUNNING),
        (10_000_001, "2024-11-20", State.OVERDUE),
        (10_000_001, None, State.UNKNOWN),
    ],
)
def test_beyond_ten_million_people_an_audit_is_due_every_two_years(
    people: int, audited: str | None, state: State
) -> None:
    dossier = venue(organisation={"people_total": people, "audited_on": audited})

    assert status(dossier, "cn.due.compliance-audit").state is state


def test_up_to_ten_million_people_no_text_sets_a_cycle_of_audits() -> None:
    assert "cn.due.compliance-audit" not in ids(venue(organisation={"people_total": 10_000_000}))
    assert "cn.due.compliance-audit" not in ids(venue())


def test_childrens_data_are_audited_every_year() -> None:
    children = {"a1": {"subjects": ["under_14"]}}
    dossier = venue(cameras=GATE, activities=children, organisation={"minors_audited_on": "2025-11-20"})

    found = status(dossier, "cn.due.minors-audit")

    assert (found.state, found.due, found.level) == (State.OVERDUE, dt.date(2026, 11, 20), "should")


def test_an_assessment_overtaken_by_changes_is_due_without_a_number_of_days() -> None:
    changed = {"done": True, "changed_since": True, "next_review_on": "2027-01-01"}

    found = status(faces(64, assessment=changed), "cn.due.assessment-redo")

    assert (found.state, found.due, found.days_left) == (State.NOW, None, None)
    assert "cn.due.assessment-redo" not in ids(faces(64, assessment={**changed, "changed_since": False}))


def test_korean_periods_stand_whatever_the_dossier_holds() -> None:
    korean = Dossier.model_validate({"venue": {"jurisdiction": "KR"}})

    found = {one.id: one.state for one in deadlines(korean, packs_for(korean), DAY)}

    assert found == dict.fromkeys(
        ["kr.due.access-request", "kr.due.leak-people", "kr.due.leak-authority"], State.STANDING
    )


def test_before_a_law_nothing_runs_from_it() -> None:
    dossier = faces(120_000, cac={"reached_on": "2023-02-01", "filed": False})

    assert "cn.due.cac-filing" not in ids(dossier, dt.date(2025, 5, 31))


def test_while_the_country_is_not_known_nothing_runs() -> None:
    unknown = Dossier.model_validate({"activities": {"a1": {"persons_stored": 200_000}}})

    assert deadlines(unknown, packs_for(unknown), DAY) == ()
    assert counters(unknown, packs_for(unknown), DAY) == ()


def test_what_is_overdue_comes_first() -> None:
    dossier = faces(
        120_000,
        cac={"reached_on": "2026-08-31", "filed": False},
        assessment={"done": True, "changed_since": True},
    )

    states = [one.state for one in deadlines(dossier, packs_for(dossier), DAY)]

    assert states[:2] == [State.OVERDUE, State.NOW]


@pytest.mark.parametrize(
    ("persons", "state", "words"),
    [
        (79_999, "below", "Faces of 79,999 people are stored; a filing is due from 100,000"),
        (80_000, "near", "practice, not law"),
        (99_999, "near", "close to 100,000"),
        (100_000, "reached", "a filing with the cyberspace administration is due"),
    ],
)
def test_the_counter_of_people_says_how_near_the_filing_is(persons: int, state: str, words: str) -> None:
    found = counter(faces(persons), "cn.due.cac-filing")

    assert (found.state, found.count, found.complete) == (state, persons, True)
    assert words in found.sentence.en


def test_people_of_all_activities_are_counted_and_an_unanswered_one_is_said() -> None:
    gates = {
        name: {**GATE["c1"], "activities": [f"a{number}"]} for number, name in enumerate(("c1", "c2"), 1)
    }
    both = {"a1": {"persons_stored": 60_000}, "a2": {"persons_stored": 50_000}}
    half = {"a1": {"persons_stored": 60_000}, "a2": {}}

    whole = counter(venue(cameras=gates, activities=both), "cn.due.cac-filing")
    part = counter(venue(cameras=gates, activities=half), "cn.due.cac-filing")

    assert (whole.state, whole.count) == ("reached", 110_000)
    assert (part.state, part.count, part.complete) == ("unknown", 60_000, False)
    assert "some activities are not answered" in part.sentence.en


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_every_deadline_names_answers_that_exist_and_an_article(spec: DeadlineSpec) -> None:
    for path in filter(None, (spec.starts, spec.due, spec.done, spec.done_on)):
        assert paths.spec_at(path).kind in {"date", "bool"}
    assert spec.citations
    assert not spec.repeats or not spec.done
    if spec.counter:
        for name in filter(None, (spec.counter.count, spec.counter.total)):
            owner, _, short = name.partition(".")
            assert (owner, short) in FACTS or paths.spec_at(name).kind == "integer"


CONDITIONS = [
    (country, text)
    for country in Jurisdiction
    for part in (bundled_pack(country).deadlines, bundled_pack(country).clocks)
    for spec in part
    for text in (spec.when, *(spec.further_conditions() if isinstance(spec, DeadlineSpec) else ()))
    if text
]


@pytest.mark.parametrize(("country", "text"), CONDITIONS)
def test_every_condition_has_an_answer_when_every_question_has_one(country: Jurisdiction, text: str) -> None:
    kinds = (VenueKind.HOTEL, VenueKind.GYM)
    answered = (facts_of(complete(kind, country, seed), DAY) for kind in kinds for seed in range(3))

    assert any(facts.holds(text, "activities.a1") is not None for facts in answered)


@pytest.mark.parametrize("given", [{}, {"days": 30, "years": 1}, {"days": -1}])
def test_a_period_has_one_unit(given: dict[str, int]) -> None:
    with pytest.raises(ValidationError, match="one unit"):
        PeriodSpec.model_validate(given)


@pytest.mark.parametrize(
    "told", ["begins: 1 +", "counter: {title: *t, otherwise: *t, when: size(, cases: []}"]
)
def test_a_condition_that_does_not_compile_is_refused_with_its_place(
    told: str, write_pack: Callable[..., Path]
) -> None:
    folder = write_pack()
    text = "- {id: a, title: &t {zh: 一, ko: 하나, en: One}, says: *t, cites: [measures/10], period: {days: 3}, %s}"
    (folder / "deadlines.yaml").write_text(text % told, encoding="utf-8")

    with pytest.raises(PackError) as caught:
        load_pack(folder)

    assert str(caught.value.values["file"]).endswith("deadlines.yaml")
    assert caught.value.values["line"] == 1


def test_a_deadline_has_one_length() -> None:
    spec = bundled_pack(Jurisdiction.CN).deadlines[0].model_dump(exclude_none=True)

    with pytest.raises(ValidationError, match="exactly one"):
        DeadlineSpec.model_validate({**spec, "period": {"days": 30}})


def test_the_published_korean_calendar_is_not_older_than_the_packs() -> None:
    assert int(bundled_pack(Jurisdiction.KR).version[:4]) <= KOREA_PUBLISHED_UNTIL


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers(Jurisdiction.CN) | dossiers(Jurisdiction.KR) | dossiers(), st.dates(dt.date(2021, 8, 1)))
def test_deadlines_never_fail_and_always_have_words(dossier: Dossier, day: dt.date) -> None:
    packs = packs_for(dossier)
    said = [one.sentence for one in deadlines(dossier, packs, day)]
    said += [one.sentence for one in counters(dossier, packs, day)]

    assert all(words.get(lang) for words in said for lang in LANGUAGES)
