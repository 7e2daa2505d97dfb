"""Facts about the taking of faces."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain import faces  # noqa: F401 - registers its facts
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS

DAY = dt.date(2026, 11, 21)


def fact(name: str, given: dict[str, Any], key: str = "") -> Any:
    owner, _, short = name.partition(".")
    return FACTS[owner, short].compute(Dossier.model_validate(given), key, DAY)


def rests_on(name: str, given: dict[str, Any], key: str = "", rest: str = "") -> list[str]:
    owner, _, short = name.partition(".")
    return list(FACTS[owner, short].rests_on(Dossier.model_validate(given), key, rest))


def test_the_place_of_a_device_is_the_zone_it_stands_in_and_not_what_it_sees() -> None:
    given = {
        "zones": {"z1": {"kind": "gym_floor"}, "z2": {"kind": "changing_room"}},
        "cameras": {"c1": {"zone": "z1", "sees": ["z1", "z2"]}},
    }

    assert fact("camera.place", given, "c1").kind == "gym_floor"
    assert rests_on("camera.place", given, "c1", "access") == ["cameras.c1.zone", "zones.z1.access"]


def test_the_place_of_a_device_is_unknown_while_nobody_says_where_it_stands() -> None:
    assert fact("camera.place", {"cameras": {"c1": {}}}, "c1") is None
    assert rests_on("camera.place", {"cameras": {"c1": {}}}, "c1", "kind") == ["cameras.c1.zone"]


FACE_AND_VIDEO = {
    "c1": {"face_function": "identification", "activities": ["a1", "a2"]},
    "c2": {"face_function": "none", "activities": ["a3"]},
}


@pytest.mark.parametrize(
    ("stored", "many"),
    [
        ({"a1": 60_000, "a2": 40_000}, True),
        ({"a1": 60_000, "a2": 39_999}, False),
        ({"a1": 100_000}, True),
        ({"a1": 60_000}, None),
        ({"a1": 0, "a2": 0, "a3": 500_000}, False),
    ],
)
def test_people_are_counted_over_all_activities_that_recognise(
    stored: dict[str, int], many: bool | None
) -> None:
    activities = {key: {"persons_stored": stored[key]} if key in stored else {} for key in ("a1", "a2", "a3")}

    assert fact("dossier.stores_many_faces", {"cameras": FACE_AND_VIDEO, "activities": activities}) is many


def test_the_count_rests_only_on_activities_that_may_recognise() -> None:
    given = {"cameras": FACE_AND_VIDEO, "activities": {"a1": {}, "a2": {}, "a3": {}}}

    assert "activities.a1.persons_stored" in rests_on("dossier.stores_many_faces", given)
    assert "activities.a3.persons_stored" not in rests_on("dossier.stores_many_faces", given)


def test_people_are_not_counted_while_it_is_open_whether_faces_are_recognised() -> None:
    given = {
        "cameras": {"c1": {"activities": ["a1"]}},
        "activities": {"a1": {"persons_stored": 200_000}},
    }

    assert fact("dossier.stores_many_faces", given) is None
    assert "cameras.c1.face_function" in rests_on("dossier.stores_many_faces", given)
    assert fact("dossier.stores_many_faces", {}) is None


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"legal_basis": "other_statute", "basis_citation": "Act, article 1"}, True),
        ({"legal_basis": "other_statute"}, False),
        ({"legal_basis": "consent", "basis_citation": "Act, article 1"}, False),
        ({}, False),
    ],
)
def test_a_statute_counts_once_it_is_relied_on_and_named(answers: dict[str, str], named: bool) -> None:
    assert fact("activity.names_statute", {"activities": {"a1": answers}}, "a1") is named


@pytest.mark.parametrize(
    ("basis", "claimed"), [("contract", True), ("public_security", True), ("consent", False), (None, False)]
)
def test_a_basis_other_than_consent_counts_once_it_is_told(basis: str | None, claimed: bool) -> None:
    assert (
        fact("activity.claims_other_basis", {"activities": {"a1": {"legal_basis": basis}}}, "a1") is claimed
    )


def test_a_statute_about_storage_and_pressure_count_once_they_are_told() -> None:
    told = {"activities": {"a1": {"storage": {"statute": "Act"}, "consent": {"pressure": ["bundled"]}}}}
    silent: dict[str, Any] = {"activities": {"a1": {}}}

    assert fact("activity.names_storage_statute", told, "a1") is True
    assert fact("activity.presses", told, "a1") is True
    assert fact("activity.names_storage_statute", silent, "a1") is False
    assert fact("activity.presses", silent, "a1") is False
