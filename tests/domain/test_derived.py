"""Facts that follow from the answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain import derived  # noqa: F401 - registers its facts
from fr_desk.domain.calendars import add_working_days
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS, Linked, all_known, any_known

DAY = dt.date(2026, 11, 21)


def fact(name: str, given: dict[str, Any], key: str = "", day: dt.date = DAY) -> Any:
    owner, _, short = name.partition(".")
    return FACTS[owner, short].compute(Dossier.model_validate(given), key, day)


@pytest.mark.parametrize(
    ("values", "any_of", "all_of"),
    [
        ([], False, True),
        ([True, None], True, None),
        ([False, None], None, False),
        ([False, False], False, False),
        ([True, True], True, True),
    ],
)
def test_unknown_is_neither_yes_nor_no(
    values: list[bool | None], any_of: bool | None, all_of: bool | None
) -> None:
    assert any_known(values) is any_of
    assert all_known(*values) is all_of


def test_a_device_sees_its_own_zone_even_before_the_others_are_answered() -> None:
    given = {
        "zones": {"z1": {}, "z2": {}},
        "cameras": {"c1": {"zone": "z1"}, "c2": {"zone": "z1", "sees": ["z2"]}},
    }

    assert fact("camera.seen", given, "c1") == Linked("zones", ("z1",), complete=False)
    assert fact("camera.seen", given, "c2") == Linked("zones", ("z1", "z2"), complete=True)


@pytest.mark.parametrize(
    ("camera", "recognises"),
    [
        ({}, None),
        ({"face_function": "none"}, False),
        ({"face_function": "attributes"}, False),
        ({"face_function": "verification"}, True),
        ({"face_function": "identification"}, True),
        ({"face_function": "licensed_off"}, None),
        ({"face_function": "licensed_off", "face_off_evidence": "letter"}, False),
        ({"face_function": "licensed_off", "face_off_evidence": ""}, True),
    ],
)
def test_switched_off_counts_only_with_evidence(camera: dict[str, Any], recognises: bool | None) -> None:
    assert fact("camera.recognises", {"cameras": {"c1": camera}}, "c1") is recognises


def test_an_activity_recognises_faces_if_one_of_its_devices_does() -> None:
    cameras = {"c1": {"activities": ["a1"], "face_function": "none"}, "c2": {}}
    open_still = {"activities": {"a1": {}}, "cameras": cameras}
    known = {
        "activities": {"a1": {}},
        "cameras": {**cameras, "c2": {"activities": ["a1"], "face_function": "identification"}},
    }
    settled = {"activities": {"a1": {}}, "cameras": {"c1": cameras["c1"]}}

    assert fact("activity.recognises", open_still, "a1") is None
    assert fact("activity.recognises", known, "a1") is True
    assert fact("activity.recognises", settled, "a1") is False
    assert fact("activity.recognises", {"activities": {"a1": {}}}, "a1") is None


@pytest.mark.parametrize(
    ("signs", "announced"),
    [
        (None, None),
        ({}, False),
        ({"s1": {"kind": "cctv_area", "zone": "z1", "conspicuous": True}}, True),
        ({"s1": {"kind": "cctv_area", "zone": "z1", "conspicuous": False}}, False),
        ({"s1": {"kind": "cctv_area", "zone": "z1"}}, None),
        ({"s1": {"kind": "cctv_area", "zone": "z2", "conspicuous": True}}, False),
        ({"s1": {"kind": "building_entrance", "zone": "z2", "conspicuous": True}}, True),
        ({"s1": {"kind": "no_cameras", "zone": "z1", "conspicuous": True}}, False),
        ({"s1": {}}, None),
    ],
)
def test_a_device_is_announced_by_a_conspicuous_sign_where_it_stands(
    signs: Any, announced: bool | None
) -> None:
    given = {"zones": {"z1": {}, "z2": {}}, "cameras": {"c1": {"zone": "z1", "sees": []}}, "signs": signs}

    assert fact("camera.announced", given, "c1") is announced


def test_while_it_is_open_what_a_device_sees_a_sign_elsewhere_may_still_announce_it() -> None:
    signs = {"s1": {"kind": "cctv_area", "zone": "z2", "conspicuous": True}}
    given = {"zones": {"z1": {}, "z2": {}}, "cameras": {"c1": {"zone": "z1"}}, "signs": signs}

    assert fact("camera.announced", given, "c1") is None


def test_an_entrance_sign_does_not_announce_face_recognition() -> None:
    given = {
        "zones": {"z1": {}},
        "cameras": {"c1": {"zone": "z1", "sees": []}},
        "signs": {"s1": {"kind": "building_entrance", "zone": "z1", "conspicuous": True}},
    }

    assert fact("camera.face_announced", given, "c1") is False


def test_safeguards_of_an_activity_stand_over_those_of_the_venue() -> None:
    given = {
        "safeguards": {"encrypted_at_rest": True, "access_logs": True},
        "activities": {"a1": {"safeguards": {"encrypted_at_rest": False}}},
    }

    assert fact("activity.safeguards", given, "a1") == {"encrypted_at_rest": False, "access_logs": True}


def test_those_who_had_100000_before_the_measures_could_file_until_14_july_2025() -> None:
    given = {"filings": {"cac": {"reached_on": "2024-01-01"}}}

    assert fact("filings.cac_overdue", given, day=dt.date(2025, 7, 14)) is False
    assert fact("filings.cac_overdue", given, day=dt.date(2025, 7, 15)) is True


def test_systems_older_than_the_decree_could_file_with_the_police_until_june_2025() -> None:
    old = {"filings": {"police": {"in_service_on": "2020-05-01"}}}
    new = {"filings": {"police": {"in_service_on": "2025-06-18"}}}

    assert fact("filings.police_overdue", old, day=dt.date(2025, 6, 30)) is False
    assert fact("filings.police_overdue", old, day=dt.date(2025, 7, 1)) is True
    assert fact("filings.police_overdue", new, day=dt.date(2025, 7, 18)) is False
    assert fact("filings.police_overdue", new, day=dt.date(2025, 7, 19)) is True


def test_working_days_follow_the_published_calendar_with_its_make_up_days() -> None:
    before_holiday = dt.date(2025, 9, 26)

    assert add_working_days(before_holiday, 3, Jurisdiction.CN).day == dt.date(2025, 9, 30)
    assert add_working_days(before_holiday, 4, Jurisdiction.CN).day == dt.date(2025, 10, 9)
    assert add_working_days(before_holiday, 6, Jurisdiction.CN).day == dt.date(2025, 10, 11)


def test_a_year_not_yet_published_gives_an_estimate() -> None:
    deadline = add_working_days(dt.date(2031, 3, 3), 10, Jurisdiction.CN)

    assert deadline.estimated
    assert not add_working_days(dt.date(2025, 3, 3), 10, Jurisdiction.CN).estimated


def test_korean_holidays_are_not_working_days() -> None:
    assert add_working_days(dt.date(2025, 10, 2), 1, Jurisdiction.KR).day == dt.date(2025, 10, 10)
