"""How long data are kept: floors and ceilings, and the sentence made of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fr_desk.domain.calendars import Period
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES
from fr_desk.rules.bundled import bundled_packs, packs_for
from fr_desk.rules.clocks import GATES, KINDS, WHAT, ActivityClocks, Clock, clocks
from fr_desk.rules.examples import EXAMPLE_DAY as DAY
from fr_desk.rules.timing import ClockSpec
from tests.strategies import dossiers

SPECS = [spec for pack in bundled_packs() for spec in pack.clocks]
DOME = {"zone": "z1", "kind": "dome", "picture": "continuous", "face_function": "none", "network": "none"}
GATE = {"zone": "z1", "kind": "gate", "picture": "on_own_action", "face_function": "verification"}


def place(country: str, *cameras: dict[str, Any], **given: Any) -> Dossier:
    activity = {"processors": {}, "recipients": {}, "legal_basis": "contract", "captures_unenrolled": False}
    whole = {
        "venue": {
            "jurisdiction": country,
            "counter_terror_key_target": False,
            "security_project": False,
            "region": "310100" if country == "CN" else "11",
            "parking_spaces": 0,
            **given.get("venue", {}),
        },
        "zones": {"z1": {"kind": "lobby", "access": "public"} | given.get("zone", {})},
        "cameras": {f"c{number}": {**camera, "activities": ["a1"]} for number, camera in enumerate(cameras)},
        "activities": {"a1": {**activity, **given.get("activity", {})}},
    }
    return Dossier.model_validate(whole)


def activity(dossier: Dossier, day: dt.date = DAY) -> ActivityClocks:
    (found,) = clocks(dossier, packs_for(dossier), day)
    return found


def clock(dossier: Dossier, data: str, day: dt.date = DAY) -> Clock | None:
    return next((one for one in activity(dossier, day).clocks if one.data == data), None)


def floor(dossier: Dossier, data: str, day: dt.date = DAY) -> Period | None:
    found = clock(dossier, data, day)
    return found.floor.floor if found and found.floor else None


@pytest.mark.parametrize(
    ("country", "venue", "days"),
    [
        ("CN", {"kind": "gym"}, 30),
        ("CN", {"kind": "hotel"}, None),
        ("CN", {"kind": "hotel", "region": "430100"}, 30),
        ("CN", {"kind": "shop", "region": "410100"}, 30),
        ("CN", {"kind": "property_sales_office", "security_project": True}, 30),
        ("CN", {"kind": "gym", "counter_terror_key_target": True}, 90),
        ("KR", {"kind": "residential_estate"}, 30),
        ("KR", {"kind": "gym"}, None),
    ],
)
def test_video_has_the_floor_of_its_place(country: str, venue: dict[str, Any], days: int | None) -> None:
    expected = Period(days, "days") if days else None

    assert floor(place(country, DOME, venue=venue), "video") == expected


@pytest.mark.parametrize(("spaces", "expected"), [(31, Period(1, "months")), (30, None)])
def test_a_larger_korean_car_park_keeps_its_video_for_a_month(spaces: int, expected: Period | None) -> None:
    dossier = place("KR", DOME, venue={"kind": "hotel", "parking_spaces": spaces}, zone={"kind": "car_park"})

    assert floor(dossier, "video") == expected


def test_faces_never_have_a_floor_even_at_a_key_target() -> None:
    dossier = place("CN", DOME, GATE, venue={"kind": "gym", "counter_terror_key_target": True})

    for data in ("face_picture", "template", "match_log"):
        found = clock(dossier, data)
        assert found
        assert found.floor is None
        assert found.ceiling
        assert found.ceiling.until == "purpose"


def test_floor_and_ceiling_of_video_stand_beside_the_faces_in_one_sentence() -> None:
    gym = place("CN", DOME, GATE, venue={"kind": "gym"})

    assert activity(gym).sentence.en == (
        "Keep the video at least 30 days, then delete what has served its purpose; "
        "keep the face pictures, the face templates and the match logs only as long as the purpose needs "
        "(the floor of 30 days is for the video, not for faces)."
    )


def test_without_video_no_days_of_video_are_spoken_of() -> None:
    assert activity(place("CN", GATE, venue={"kind": "gym"})).sentence.en == (
        "Keep the face pictures, the face templates and the match logs only as long as the purpose needs."
    )


def test_faces_of_people_who_never_enrolled_are_not_kept() -> None:
    dossier = place("CN", GATE, venue={"kind": "gym"}, activity={"captures_unenrolled": True})
    found, before = clock(dossier, "unmatched"), clock(dossier, "unmatched", dt.date(2024, 12, 31))

    assert found
    assert found.sentence.en == "Delete the faces that matched nobody or make them anonymous."
    assert before
    assert "only as long as the purpose needs" in before.sentence.en


def test_a_condition_that_is_not_known_is_said_as_a_condition() -> None:
    hotel = place("CN", DOME, venue={"kind": "hotel", "counter_terror_key_target": None, "region": None})

    said = activity(hotel).sentence.en

    assert said.startswith("Keep the video only as long as the purpose needs (")
    assert "if the police have named the venue a key target for counter-terrorism: at least 90 days" in said
    assert "if it shows the public areas of a hotel in Hunan: at least 30 days" in said


def test_a_condition_that_could_add_nothing_is_not_said() -> None:
    gym = place(
        "CN", DOME, venue={"kind": "gym", "counter_terror_key_target": None, "security_project": None}
    )

    said = activity(gym).sentence.en

    assert "at least 90 days" in said
    assert "security engineering project" not in said


def test_the_korean_recommendation_gives_way_to_a_duty_to_keep_longer() -> None:
    park = place("KR", DOME, venue={"kind": "hotel", "parking_spaces": 80}, zone={"kind": "car_park"})
    gym = place("KR", DOME, venue={"kind": "gym"})

    assert "the advice to keep it at most 30 days gives way to this duty" in activity(park).sentence.en
    assert "at most 30 days is advised unless you write down why longer" in activity(gym).sentence.en


def test_a_korean_estate_is_not_advised_to_keep_less_than_it_must() -> None:
    said = activity(place("KR", DOME, venue={"kind": "residential_estate"})).sentence.en

    assert said == "Keep the video at least 30 days, then delete what has served its purpose."


@pytest.mark.parametrize(
    ("dossier", "data", "expected"),
    [
        (place("CN", {**DOME, "network": "site"}), "access_log", Period(6, "months")),
        (place("CN", DOME), "access_log", None),
        (place("KR", DOME), "access_log", Period(1, "years")),
        (place("KR", GATE), "access_log", Period(2, "years")),
        (place("CN", GATE), "assessment_report", Period(3, "years")),
        (place("KR", GATE), "assessment_report", None),
        (place("CN", GATE, activity={"processors": {"i1": {}}}), "records", Period(3, "years")),
        (place("CN", GATE), "records", None),
    ],
)
def test_logs_reports_and_records_have_floors_of_their_own(
    dossier: Dossier, data: str, expected: Period | None
) -> None:
    assert floor(dossier, data) == expected


def test_in_shanghai_proof_of_consent_is_best_kept_for_five_years_which_is_no_duty() -> None:
    found = clock(place("CN", GATE, activity={"legal_basis": "consent"}), "consent_record")

    assert found
    assert found.floor is None
    assert found.sentence.en == "Best keep the consent records at least 5 years."
    assert clock(place("CN", GATE, venue={"region": "110000"}), "consent_record") is None


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-03-31", None), ("2025-04-01", Period(30, "days"))], ids=["before", "after"]
)
def test_a_floor_begins_with_its_law(day: str, expected: Period | None) -> None:
    gym = place("CN", DOME, venue={"kind": "gym"})

    assert floor(gym, "video", dt.date.fromisoformat(day)) == expected


def test_while_nothing_is_known_of_the_devices_the_clocks_say_if_there_is_any() -> None:
    dossier = Dossier.model_validate({"venue": {"jurisdiction": "CN"}, "activities": {"a1": {}}})

    found = activity(dossier)

    assert found.sentence.en == ""
    assert found.clocks
    assert all(one.sentence.en.startswith("If there is any: ") for one in found.clocks)


def test_every_kind_of_data_has_a_name_and_a_gate() -> None:
    assert set(KINDS) == set(WHAT) == set(GATES)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_every_figure_stands_in_the_wording_or_the_summary_it_cites(spec: ClockSpec) -> None:
    limit = spec.floor or spec.ceiling
    numerals = {
        30: ("30", "三十"),
        90: ("九十",),
        6: ("六个月",),
        5: ("五年",),
        3: ("3", "三"),
        2: ("2",),
        1: ("1",),
    }
    pack = next(pack for pack in bundled_packs() if spec in pack.clocks)
    article = [pack.instruments[one.instrument].articles[one.article] for one in spec.citations]
    words = " ".join(
        (one.text or "") + (str(one.summary.zh + one.summary.ko) if one.summary else "") for one in article
    )

    assert spec.citations
    assert limit is None or any(numeral in words for numeral in numerals[limit.value.count]), words


@pytest.mark.parametrize(
    "given",
    [
        {"floor": {"days": 30}, "until": "purpose"},
        {},
        {"floor": {"days": 30}, "when": "venue.lodging"},
    ],
)
def test_a_limit_is_one_thing_with_its_condition_in_words(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ClockSpec.model_validate({"id": "a", "data": ["video"], "cites": [], **given})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers(Jurisdiction.CN) | dossiers(Jurisdiction.KR) | dossiers(), st.dates(dt.date(2021, 8, 1)))
def test_clocks_never_fail_and_say_no_figure_that_no_limit_states(dossier: Dossier, day: dt.date) -> None:
    for found in clocks(dossier, packs_for(dossier), day):
        for one in found.clocks:
            periods = [limit.floor or limit.ceiling for limit in one.limits]
            known = {str(period.count) for period in periods if period and period.count > 1}
            conditions = " ".join(limit.condition.en for limit in one.limits if limit.condition)
            known |= {word for word in conditions.split() if word.isdigit()}
            figures = {word for word in one.sentence.en.replace(":", " ").split() if word.isdigit()}
            assert figures <= known
            assert all(one.sentence.get(lang) for lang in LANGUAGES)


def test_of_several_groups_of_faces_only_the_last_says_that_the_floor_is_not_theirs() -> None:
    park = place("KR", DOME, GATE, venue={"kind": "hotel", "parking_spaces": 80}, zone={"kind": "car_park"})

    assert activity(park).sentence.en == (
        "Keep the video at least one month, then delete what has served its purpose "
        "(the advice to keep it at most 30 days gives way to this duty); "
        "keep the face pictures only as long as the purpose needs (best deleted once the template is made); "
        "keep the face templates and the match logs only as long as the purpose needs "
        "(the floor of one month is for the video, not for faces)."
    )
