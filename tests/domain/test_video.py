"""Fixed video, members' areas, and what lies beyond video of public places."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain import video
from fr_desk.domain.dossier import Dossier

DAY = dt.date(2026, 11, 21)


def dossier(camera: dict[str, Any], zone: dict[str, Any] | None = None, **venue: object) -> Dossier:
    given: dict[str, Any] = {
        "venue": venue,
        "activities": {"a1": {}},
        "cameras": {"c1": {"activities": ["a1"], **camera}},
    }
    if zone is not None:
        given["zones"] = {"z1": zone}
        given["cameras"]["c1"]["zone"] = "z1"
    return Dossier.model_validate(given)


@pytest.mark.parametrize(
    ("camera", "expected"),
    [
        ({}, None),
        ({"kind": "dome"}, None),
        ({"picture": "continuous"}, None),
        ({"kind": "dome", "picture": "continuous"}, True),
        ({"kind": "gate", "picture": "on_event"}, True),
        ({"kind": "dome", "picture": "none_stored"}, True),
        ({"kind": "kiosk", "picture": "none_stored"}, False),
        ({"picture": "on_own_action"}, False),
        ({"kind": "body_worn"}, False),
        ({"kind": "robot", "picture": "continuous"}, False),
    ],
)
def test_fixed_video_films_by_itself_whether_or_not_it_stores(
    camera: dict[str, Any], expected: bool | None
) -> None:
    assert video.fixed_video(dossier(camera), "c1", DAY) is expected


@pytest.mark.parametrize(
    ("zone", "venue", "expected"),
    [
        ({"kind": "gym_floor", "access": "restricted"}, {"open_to_public": True}, True),
        ({"kind": "gym_floor", "access": "restricted"}, {}, None),
        ({"kind": "gym_floor", "access": "restricted"}, {"kind": "gym", "open_to_public": False}, False),
        ({"kind": "lift", "access": "restricted"}, {"kind": "residential_estate"}, True),
        ({"kind": "back_office", "access": "restricted"}, {"open_to_public": True}, False),
        ({"kind": "lobby", "access": "public"}, {"open_to_public": True}, False),
        ({"kind": "guest_room", "access": "private"}, {"open_to_public": True}, False),
        ({"kind": "lobby"}, {"open_to_public": True}, None),
        ({"access": "restricted"}, {"open_to_public": True}, None),
        (None, {"open_to_public": True}, None),
    ],
)
def test_a_members_area_is_neither_for_everyone_nor_for_staff(
    zone: dict[str, Any] | None, venue: dict[str, Any], expected: bool | None
) -> None:
    assert video.members_area(dossier({}, zone, **venue), "c1", DAY) is expected


DOME = {"kind": "dome", "picture": "continuous"}
LOBBY = {"kind": "lobby", "access": "public"}
OFFICE = {"kind": "back_office", "access": "restricted"}
FLOOR = {"kind": "gym_floor", "access": "restricted"}


@pytest.mark.parametrize(
    ("camera", "zone", "public", "beyond"),
    [
        (DOME, LOBBY, True, False),
        (DOME, OFFICE, False, True),
        (DOME, FLOOR, False, False),
        ({"kind": "gate", "picture": "on_own_action"}, LOBBY, False, True),
        ({"kind": "gate", "picture": "on_own_action"}, None, False, True),
        ({"kind": "body_worn", "picture": "continuous"}, LOBBY, False, False),
        (DOME, None, None, None),
        ({}, LOBBY, None, None),
    ],
)
def test_an_activity_goes_beyond_public_video_by_terminals_and_staff_areas(
    camera: dict[str, Any], zone: dict[str, Any] | None, public: bool | None, beyond: bool | None
) -> None:
    given = dossier(camera, zone, open_to_public=True)

    assert video.public_video(given, "a1", DAY) is public
    assert video.beyond_public_video(given, "a1", DAY) is beyond
