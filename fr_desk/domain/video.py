"""Facts about fixed video and the places it watches: which devices film by themselves, and who may enter there.

A device that only looks when a person uses it (a reader at a door, a kiosk) is another thing than video, and so is one
that is carried about. Like :mod:`fr_desk.domain.derived`, which registers the facts, this module knows no law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fr_desk.domain.choices import Access, CameraKind, Picture, VenueKind, ZoneKind
from fr_desk.domain.derived import (
    any_of_its_cameras,
    in_public_place,
    mobile,
    of_its_cameras,
    place_of,
)
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import all_known, any_known, fact, looking_at

ALWAYS_LOOKING = frozenset({CameraKind.FIXED, CameraKind.DOME, CameraKind.PTZ, CameraKind.PANORAMIC})
"""Kinds that film by themselves even if they store nothing; a terminal that stores nothing looks when it is used."""

STAFF_ZONES = frozenset(
    {ZoneKind.BACK_OFFICE, ZoneKind.RECORDER_ROOM, ZoneKind.STAFF_REST_ROOM, ZoneKind.DORMITORY}
)
"""Zones that restricted access keeps for staff; elsewhere it lets members or residents in."""

NOT: dict[bool | None, bool | None] = {True: False, False: True, None: None}


@looking_at()
def _kind_and_picture(_dossier: Dossier, key: str) -> Iterator[str]:
    yield f"cameras.{key}.kind"
    yield f"cameras.{key}.picture"


@fact("camera.fixed_video", _kind_and_picture)
def fixed_video(dossier: Dossier, key: str, as_of: dt.date) -> bool | None:
    """Whether a device stays in its place and films by itself, all the time or again and again, stored or not."""
    camera = (dossier.cameras or {})[key]
    if mobile(dossier, key, as_of) or camera.picture is Picture.ON_OWN_ACTION:
        return False
    if camera.kind is None or camera.picture is None:
        return None
    return camera.picture is not Picture.NONE_STORED or camera.kind in ALWAYS_LOOKING


@looking_at("@zones", "venue.kind", "venue.open_to_public")
def _area(dossier: Dossier, key: str) -> Iterator[str]:
    yield from place_of(dossier, key)
    yield from (f"zones.{zone}.kind" for zone in (_zone_of(dossier, key),) if zone)
    yield "venue.kind"
    yield "venue.open_to_public"


@fact("camera.members_area", _area)
def members_area(dossier: Dossier, key: str, _as_of: dt.date) -> bool | None:
    """Whether a device stands where members or residents go, but not everyone, in a venue that is not closed."""
    name = _zone_of(dossier, key)
    zone = (dossier.zones or {})[name] if name else None
    if zone is None:
        return None
    restricted = None if zone.access is None else zone.access is Access.RESTRICTED
    for_customers = None if zone.kind is None else zone.kind not in STAFF_ZONES
    kind = dossier.venue.kind
    estate = None if kind is None else kind is VenueKind.RESIDENTIAL_ESTATE
    return all_known(restricted, for_customers, any_known((estate, dossier.venue.open_to_public)))


def _zone_of(dossier: Dossier, key: str) -> str | None:
    return (dossier.cameras or {})[key].zone


@looking_at("@zones")
def _video_and_place(dossier: Dossier, key: str) -> Iterator[str]:
    yield from _kind_and_picture(dossier, key)
    yield from place_of(dossier, key)


@fact("activity.public_video", of_its_cameras(_video_and_place))
def public_video(dossier: Dossier, key: str, as_of: dt.date) -> bool | None:
    """Whether a device of the activity is fixed video where unspecified people can enter."""
    return any_of_its_cameras(
        dossier,
        key,
        lambda name: all_known(fixed_video(dossier, name, as_of), in_public_place(dossier, name, as_of)),
    )


@looking_at("@zones", "venue.kind", "venue.open_to_public")
def _video_and_area(dossier: Dossier, key: str) -> Iterator[str]:
    yield from _kind_and_picture(dossier, key)
    if fixed_video(dossier, key, dt.date.min) is not False:
        yield from _area(dossier, key)


@fact("activity.beyond_public_video", of_its_cameras(_video_and_area))
def beyond_public_video(dossier: Dossier, key: str, as_of: dt.date) -> bool | None:
    """Whether a device of the activity looks at people on demand, or films where only staff or invited people enter.

    Carried devices and video of members' areas are left out: they are asked about on their own.
    """

    def test(name: str) -> bool | None:
        video = fixed_video(dossier, name, as_of)
        open_area = any_known((in_public_place(dossier, name, as_of), members_area(dossier, name, as_of)))
        return all_known(any_known((NOT[video], NOT[open_area])), NOT[mobile(dossier, name, as_of)])

    return any_of_its_cameras(dossier, key, test)


@fact("dossier.website_for_signs", "notice.instead_of_sign")
def website_for_signs(dossier: Dossier, _key: str, _as_of: dt.date) -> bool:
    """Whether the operator claims that the website stands in for signs; an exception nobody claims is not relied on."""
    return bool(dossier.notice.instead_of_sign)
