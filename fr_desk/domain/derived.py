"""Facts that follow from the answers and need more than an expression: a join, a loop with memory, a date.

Each fact is a small function with the answers it depends on declared beside it. A function returns ``None`` where an
unanswered question decides; facts about lists may be partly known (see :class:`Linked`). Nothing here judges: a
statute's lists and dates stand here only where an expression cannot hold them, each with its source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.calendars import Period, Term
from fr_desk.domain.choices import (
    Access,
    CameraKind,
    FaceFunction,
    Jurisdiction,
    Picture,
    SignKind,
    VenueKind,
)
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import Sign
from fr_desk.domain.registry import Answers, Depends, Linked, all_known, any_known, fact, looking_at, parts_of
from fr_desk.domain.venue import Camera

RECOGNISING = frozenset({FaceFunction.VERIFICATION, FaceFunction.IDENTIFICATION})
FACE_SIGNS = frozenset({SignKind.FACE_AREA, SignKind.FACE_TERMINAL})
CAMERA_SIGNS = frozenset({SignKind.CCTV_AREA, SignKind.FACE_AREA, SignKind.FACE_TERMINAL})

LODGING = frozenset({VenueKind.HOTEL, VenueKind.GUESTHOUSE})
DECREE_799_LISTED = frozenset(
    {
        VenueKind.GYM,
        VenueKind.SWIMMING_POOL,
        VenueKind.MALL,
        VenueKind.MUSEUM_SCENIC_AREA,
        VenueKind.SCHOOL,
        VenueKind.CLINIC,
        VenueKind.CAR_PARK,
    }
)
"""Kinds that State Council Decree 799, article 7, paragraph 2 names (trade centres, culture and sports, and so on)."""


# cameras


@fact("camera.seen", "cameras.@.zone", "cameras.@.sees")
def seen(dossier: Dossier, key: str, _as_of: dt.date) -> Linked:
    """Zones a device stands in or sees into."""
    camera = _camera(dossier, key)
    ids = dict.fromkeys([*((camera.zone,) if camera.zone else ()), *(camera.sees or ())])
    return Linked("zones", tuple(ids), camera.zone is not None and camera.sees is not None)


@fact("camera.serves", "cameras.@.activities")
def serves(dossier: Dossier, key: str, _as_of: dt.date) -> Linked:
    """Activities a device serves."""
    named = _camera(dossier, key).activities
    return Linked("activities", named or (), named is not None)


@looking_at()
def recognition_of(dossier: Dossier, key: str) -> Iterator[str]:
    """What tells whether a device recognises: its face function, and evidence only where it is said to be off."""
    yield f"cameras.{key}.face_function"
    if _camera(dossier, key).face_function is FaceFunction.LICENSED_OFF:
        yield f"cameras.{key}.face_off_evidence"


@fact("camera.recognises", recognition_of)
def recognises(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a device or its back end tells who somebody is; "switched off" counts only with evidence.

    Evidence not told yet leaves it unknown; an empty answer says that there is none.
    """
    camera = _camera(dossier, key)
    if camera.face_function is FaceFunction.LICENSED_OFF:
        return None if camera.face_off_evidence is None else not camera.face_off_evidence
    return None if camera.face_function is None else camera.face_function in RECOGNISING


@fact("camera.films", "cameras.@.picture")
def films(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a device films without the person's own action (all the time or on an event)."""
    picture = _camera(dossier, key).picture
    return None if picture is None else picture in {Picture.CONTINUOUS, Picture.ON_EVENT}


@fact("camera.mobile", "cameras.@.kind")
def mobile(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a device is carried or moves by itself."""
    kind = _camera(dossier, key).kind
    return None if kind is None else kind in {CameraKind.BODY_WORN, CameraKind.ROBOT}


@looking_at("@zones")
def place_of(dossier: Dossier, key: str) -> Iterator[str]:
    """Yield the answers that tell where a device stands and who can enter there."""
    yield f"cameras.{key}.zone"
    zone = _camera(dossier, key).zone
    if zone:
        yield f"zones.{zone}.access"


@fact("camera.in_public_place", place_of)
def in_public_place(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a device stands where unspecified people can enter."""
    camera = _camera(dossier, key)
    access = (dossier.zones or {})[camera.zone].access if camera.zone else None
    return None if access is None else access is Access.PUBLIC


_ANNOUNCING = (
    *("signs", "signs.*.kind", "signs.*.zone", "signs.*.conspicuous"),
    *("cameras.@.zone", "cameras.@.sees"),
)


@fact("camera.announced", *_ANNOUNCING)
def announced(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a conspicuous sign where the device stands or sees, or at the building's entrance, announces it."""
    return _announced(dossier, key, CAMERA_SIGNS)


@fact("camera.face_announced", *_ANNOUNCING)
def face_announced(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a conspicuous face-recognition sign hangs in a zone the device stands in or sees."""
    return _announced(dossier, key, FACE_SIGNS)


def _announced(dossier: Dossier, key: str, kinds: frozenset[SignKind]) -> bool | None:
    if dossier.signs is None:
        return None
    places = seen(dossier, key, dt.date.min)
    return any_known(_sign_covers(sign, kinds, places) for sign in dossier.signs.values())


def _sign_covers(sign: Sign, kinds: frozenset[SignKind], places: Linked) -> bool | None:
    if sign.kind is None:
        return None
    if sign.kind is SignKind.BUILDING_ENTRANCE:
        right_place: bool | None = kinds is CAMERA_SIGNS
    elif sign.kind not in kinds:
        right_place = False
    elif sign.zone in places.ids:
        right_place = True
    else:
        right_place = False if places.complete and sign.zone else None
    return all_known(right_place, sign.conspicuous)


# activities


@fact("activity.cameras", "cameras", "cameras.*.activities")
def cameras_of(dossier: Dossier, key: str, _as_of: dt.date) -> Linked:
    """Devices that serve an activity."""
    serving, complete = _serving(dossier)
    return Linked("cameras", serving.get(key, ()), complete)


@lru_cache(maxsize=4)
def _indexed(cameras: _Same) -> tuple[dict[str, tuple[str, ...]], bool]:
    """Return which devices serve each activity, and whether every device says whom it serves."""
    found: dict[str, list[str]] = {}
    for name, camera in cameras.held.items():
        for key in camera.activities or ():
            found.setdefault(key, []).append(name)
    complete = all(camera.activities is not None for camera in cameras.held.values())
    return {key: tuple(names) for key, names in found.items()}, complete


def _serving(dossier: Dossier) -> tuple[dict[str, tuple[str, ...]], bool]:
    return ({}, False) if dossier.cameras is None else _indexed(_Same(dossier.cameras))


class _Same:
    """A frozen collection that equals itself only, so that it can be looked up without being compared."""

    def __init__(self, held: Mapping[str, Camera]) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)


def any_of_its_cameras(dossier: Dossier, key: str, test: Callable[[str], bool | None]) -> bool | None:
    """Tell whether ``test`` holds for a device of the activity ``key``."""
    linked = cameras_of(dossier, key, dt.date.min)
    known = any_known(test(name) for name in linked.ids)
    return known if known or linked.complete else None


def of_its_cameras(answers: Depends) -> Answers:
    """Return what an activity's fact rests on: which devices serve it, and ``answers`` of those that do."""

    @looking_at("cameras", *parts_of(answers))
    def rests_on(dossier: Dossier, key: str) -> Iterator[str]:
        yield from ("cameras", "cameras.*.activities")
        for name in cameras_of(dossier, key, dt.date.min).ids:
            yield from answers(dossier, name)

    return rests_on


def _one(field: str) -> Answers:
    return looking_at()(lambda _dossier, name: [f"cameras.{name}.{field}"])


def _of_all_cameras(answers: Depends) -> Answers:
    """Return what a fact about all devices rests on."""

    @looking_at("cameras", *parts_of(answers))
    def rests_on(dossier: Dossier, _key: str) -> Iterator[str]:
        yield "cameras"
        for name in dossier.cameras or ():
            yield from answers(dossier, name)

    return rests_on


@fact("activity.recognises", of_its_cameras(recognition_of))
def activity_recognises(dossier: Dossier, key: str, as_of: dt.date) -> bool | None:
    """Whether a device of the activity tells who somebody is."""
    return any_of_its_cameras(dossier, key, lambda name: recognises(dossier, name, as_of))


@fact("activity.identifies", of_its_cameras(_one("face_function")))
def activity_identifies(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a device of the activity looks a face up among many (1:N)."""
    return any_of_its_cameras(
        dossier, key, lambda name: _has_function(_camera(dossier, name), FaceFunction.IDENTIFICATION)
    )


@fact("activity.analyses", of_its_cameras(_one("face_function")))
def activity_analyses(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a device of the activity estimates age, sex or mood."""
    return any_of_its_cameras(
        dossier, key, lambda name: _has_function(_camera(dossier, name), FaceFunction.ATTRIBUTES)
    )


def _has_function(camera: Camera, function: FaceFunction) -> bool | None:
    return None if camera.face_function is None else camera.face_function is function


@fact("activity.films", of_its_cameras(_one("picture")))
def activity_films(dossier: Dossier, key: str, as_of: dt.date) -> bool | None:
    """Whether a device of the activity films without the person's own action."""
    return any_of_its_cameras(dossier, key, lambda name: films(dossier, name, as_of))


@fact("activity.in_public_place", of_its_cameras(place_of))
def activity_in_public_place(dossier: Dossier, key: str, as_of: dt.date) -> bool | None:
    """Whether a device of the activity stands where unspecified people can enter."""
    return any_of_its_cameras(dossier, key, lambda name: in_public_place(dossier, name, as_of))


@fact("activity.safeguards", "safeguards.+")
def effective_safeguards(dossier: Dossier, key: str, _as_of: dt.date) -> dict[str, Any]:
    """The safeguards of an activity: its own answers, else those of the venue."""
    own = (dossier.activities or {})[key].safeguards
    merged = dossier.safeguards if own is None else dossier.safeguards.model_copy(update=_answered(own))
    return _answered(merged)


def effective_path(dossier: Dossier, path: str, item: str) -> str:
    """Return where the answer stands that counts for an activity: a safeguard's is its own if it has one.

    Args:
        dossier: whose answers.
        path: of the venue's answer, ``safeguards.sweeps``.
        item: whom it is to count for, ``activities.a1``, or something below it.
    """
    if path.partition(".")[0] != "safeguards" or not item.startswith("activities."):
        return path
    collection, key = paths.split(item)[:2]
    own = paths.join(collection, key, path)
    return own if paths.get(dossier, own) is not None else path


def _answered(value: Any) -> dict[str, Any]:
    return {
        name: getattr(value, name) for name in type(value).model_fields if getattr(value, name) is not None
    }


# the whole venue


@fact("venue.lodging", "venue.kind")
def lodging(dossier: Dossier, _key: str, _as_of: dt.date) -> bool | None:
    """Whether the venue lets people stay overnight."""
    return None if dossier.venue.kind is None else dossier.venue.kind in LODGING


@fact("venue.decree_799_listed", "venue.kind")
def decree_799_listed(dossier: Dossier, _key: str, _as_of: dt.date) -> bool | None:
    """Whether the kind of venue is one that Decree 799, article 7, paragraph 2 names; "other" is unknown."""
    kind = dossier.venue.kind
    return None if kind in {None, VenueKind.OTHER} else kind in DECREE_799_LISTED


@fact("dossier.recognises", _of_all_cameras(recognition_of))
def venue_recognises(dossier: Dossier, _key: str, as_of: dt.date) -> bool | None:
    """Whether any device tells who somebody is."""
    return _any_of_all(dossier, lambda name: recognises(dossier, name, as_of))


@fact("dossier.films", _of_all_cameras(_one("picture")))
def venue_films(dossier: Dossier, _key: str, as_of: dt.date) -> bool | None:
    """Whether any device films without the person's own action."""
    return _any_of_all(dossier, lambda name: films(dossier, name, as_of))


def _any_of_all(dossier: Dossier, test: Callable[[str], bool | None]) -> bool | None:
    return None if dossier.cameras is None else any_known(test(name) for name in dossier.cameras)


# filings


CAC_FILING = Term(
    Period(30, "working_days"),
    Jurisdiction.CN,
    law_from=dt.date(2025, 6, 1),
    transition_until=dt.date(2025, 7, 14),
)
"""Order 19, article 15, and the notice of 2025-05-28: who had 100,000 people before had until 2025-07-14."""

POLICE_FILING = Term(
    Period(30, "days"), Jurisdiction.CN, law_from=dt.date(2025, 4, 1), transition_until=dt.date(2025, 6, 30)
)
"""Decree 799, article 14: systems in service before 2025-04-01 had 90 days from then."""


@fact("filings.cac_overdue", "filings.cac.reached_on", dated=True)
def cac_overdue(dossier: Dossier, _key: str, as_of: dt.date) -> bool | None:
    """Whether 30 working days have passed since stored faces reached 100,000 people (Order 19, article 15)."""
    reached = dossier.filings.cac.reached_on
    return None if reached is None else as_of > CAC_FILING.due(reached).day


@fact("filings.police_overdue", "filings.police.in_service_on", dated=True)
def police_overdue(dossier: Dossier, _key: str, as_of: dt.date) -> bool | None:
    """Whether the time to file the video system has passed (Decree 799, article 14)."""
    since = dossier.filings.police.in_service_on
    return None if since is None else as_of > POLICE_FILING.due(since).day


def _camera(dossier: Dossier, key: str) -> Camera:
    return (dossier.cameras or {})[key]
