"""Contradictions about the venue, its zones, devices and signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fr_desk.domain.choices import (
    Access,
    CameraKind,
    FaceFunction,
    Picture,
    SignKind,
    Subject,
    VenueKind,
    ZoneKind,
)
from fr_desk.domain.derived import LODGING, RECOGNISING, recognises
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.face_data import persons_stored_at_least
from fr_desk.i18n import N_, spell_number, texts
from fr_desk.inspection.naming import label, listed, named
from fr_desk.inspection.view import Contradiction

OUTDOORS = frozenset({ZoneKind.STREET, ZoneKind.NEIGHBOUR_PREMISES, ZoneKind.CAR_PARK, ZoneKind.OTHER})
UNDRESSING = frozenset({ZoneKind.CHANGING_ROOM, ZoneKind.BATH, ZoneKind.FITTING_ROOM})
LOOKING_OUT = frozenset({CameraKind.DOORBELL, CameraKind.BODY_WORN, CameraKind.ROBOT})
"""Kinds that may well not see the zone they are assigned to."""

SIGHT = N_("“{device}” is said to stand in “{zone}”, but “{zone}” is not among the zones it is said to see.")
NO_CAMERAS = N_("A sign in “{zone}” says that there are no cameras, but “{devices}” can see it.")
CLOSED = N_("Nobody can just walk into the venue, but anyone is said to enter “{zone}”.")
UNDRESSED = N_("“{zone}” is declared as “{kind}”, but nobody is said to undress, wash or sleep there.")
EVIDENCE = N_(
    "“{device}” is said to use faces (“{function}”), but evidence is given that recognition is off."
)
EVERYONE = N_(
    "“{device}” is said to film all the time where anyone enters and to look faces up among many, but “{activity}” is "
    "said to capture nobody who never enrolled."
)
CHILDREN = N_("Children under 14 are said not to come here, but “{activity}” takes their pictures.")
GUARDIANS = N_(
    "Children under 14 are said not to come here, but guardians are said to agree for them to “{activity}”."
)
NO_ROOMS = N_("The venue is a {kind}, but it is said to have no rooms.")
BOTH = N_("The operator is said to be a public body and a small merchant at once.")
MORE_FACES = N_(
    "The operator is said to handle the data of {total} people in all, but the faces of {faces} are stored."
)


def sight_without_own_zone(dossier: Dossier) -> Iterator[Contradiction]:
    """A device does not see the zone it stands in."""
    for key, camera in (dossier.cameras or {}).items():
        if camera.zone is None or camera.sees is None or camera.kind is None or camera.kind in LOOKING_OUT:
            continue
        if camera.zone not in camera.sees:
            base = f"cameras.{key}"
            says = texts(SIGHT, device=named(dossier, base), zone=named(dossier, f"zones.{camera.zone}"))
            yield Contradiction((f"{base}.zone", f"{base}.sees", f"{base}.kind"), says)


def sign_of_no_cameras(dossier: Dossier) -> Iterator[Contradiction]:
    """A sign says that there are no cameras where there are."""
    for key, sign in (dossier.signs or {}).items():
        if sign.kind is not SignKind.NO_CAMERAS or sign.zone is None:
            continue
        ways = [
            (name, field)
            for name, camera in (dossier.cameras or {}).items()
            for field, holds in (
                ("zone", camera.zone == sign.zone),
                ("sees", sign.zone in (camera.sees or ())),
            )
            if holds
        ]
        if ways:
            devices = listed(named(dossier, f"cameras.{name}") for name, _ in ways)
            says = texts(NO_CAMERAS, zone=named(dossier, f"zones.{sign.zone}"), devices=devices)
            about = (f"signs.{key}.kind", f"signs.{key}.zone")
            yield Contradiction((*about, *(f"cameras.{name}.{field}" for name, field in ways)), says)


def closed_but_anyone_enters(dossier: Dossier) -> Iterator[Contradiction]:
    """A venue nobody can walk into has a zone that anyone enters."""
    if dossier.venue.open_to_public is not False:
        return
    for key, zone in (dossier.zones or {}).items():
        if zone.access is Access.PUBLIC and zone.kind is not None and zone.kind not in OUTDOORS:
            about = ("venue.open_to_public", f"zones.{key}.access", f"zones.{key}.kind")
            yield Contradiction(about, texts(CLOSED, zone=named(dossier, f"zones.{key}")))


def nobody_undresses(dossier: Dossier) -> Iterator[Contradiction]:
    """Nobody undresses in a changing room, bath or fitting room."""
    for key, zone in (dossier.zones or {}).items():
        if zone.kind in UNDRESSING and zone.used_for_undressing is False:
            base = f"zones.{key}"
            says = texts(UNDRESSED, zone=named(dossier, base), kind=label(zone.kind))
            yield Contradiction((f"{base}.kind", f"{base}.used_for_undressing"), says)


def evidence_that_it_is_off(dossier: Dossier) -> Iterator[Contradiction]:
    """A device that recognises faces has evidence that it does not."""
    for key, camera in (dossier.cameras or {}).items():
        if camera.face_function in RECOGNISING and camera.face_off_evidence:
            base = f"cameras.{key}"
            says = texts(EVIDENCE, device=named(dossier, base), function=label(camera.face_function))
            yield Contradiction((f"{base}.face_function", f"{base}.face_off_evidence"), says)


def everyone_but_nobody_else(dossier: Dossier) -> Iterator[Contradiction]:
    """Every passer-by is looked up, and nobody who never enrolled is captured."""
    for key, camera in (dossier.cameras or {}).items():
        zone = (dossier.zones or {})[camera.zone] if camera.zone else None
        if (
            camera.picture is not Picture.CONTINUOUS
            or camera.face_function is not FaceFunction.IDENTIFICATION
            or zone is None
            or zone.access is not Access.PUBLIC
        ):
            continue
        base = f"cameras.{key}"
        about = (f"{base}.picture", f"{base}.face_function", f"{base}.zone", f"zones.{camera.zone}.access")
        for name in camera.activities or ():
            if (dossier.activities or {})[name].captures_unenrolled is False:
                path = f"activities.{name}"
                says = texts(EVERYONE, device=named(dossier, base), activity=named(dossier, path))
                yield Contradiction((*about, f"{base}.activities", f"{path}.captures_unenrolled"), says)


def children_who_do_not_come(dossier: Dossier) -> Iterator[Contradiction]:
    """Children do not come, and are among those whose pictures are taken."""
    if dossier.venue.serves_under_14 is not False:
        return
    for key, activity in (dossier.activities or {}).items():
        if Subject.UNDER_14 in (activity.subjects or ()):
            says = texts(CHILDREN, activity=named(dossier, f"activities.{key}"))
            yield Contradiction(("venue.serves_under_14", f"activities.{key}.subjects"), says)


def guardians_of_nobody(dossier: Dossier) -> Iterator[Contradiction]:
    """Children do not come, and their guardians agree."""
    if dossier.venue.serves_under_14 is not False:
        return
    for key, activity in (dossier.activities or {}).items():
        if activity.consent.guardian_consent:
            says = texts(GUARDIANS, activity=named(dossier, f"activities.{key}"))
            yield Contradiction(("venue.serves_under_14", f"activities.{key}.consent.guardian_consent"), says)


def lodging_without_rooms(dossier: Dossier) -> Iterator[Contradiction]:
    """A place to stay overnight has no rooms."""
    kind = dossier.venue.kind
    if kind in LODGING and dossier.venue.rooms == 0:
        assert isinstance(kind, VenueKind)
        yield Contradiction(("venue.kind", "venue.rooms"), texts(NO_ROOMS, kind=label(kind)))


def public_body_and_merchant(dossier: Dossier) -> Iterator[Contradiction]:
    """The operator is two things at once."""
    if dossier.operator.public_body and dossier.operator.small_merchant:
        yield Contradiction(("operator.public_body", "operator.small_merchant"), texts(BOTH))


def more_faces_than_people(dossier: Dossier) -> Iterator[Contradiction]:
    """More faces are stored than there are people whose data are handled.

    One person may be stored for several activities, so only the largest of them is compared.
    """
    total = dossier.organisation.people_total
    if total is None or persons_stored_at_least(dossier, "", dt.date.min) <= total:
        return
    counted = {
        key: activity.persons_stored
        for key, activity in (dossier.activities or {}).items()
        if activity.persons_stored is not None
    }
    key, faces = max(counted.items(), key=lambda one: one[1])
    if faces > total:
        says = texts(MORE_FACES, total=spell_number(total), faces=spell_number(faces))
        yield Contradiction(("organisation.people_total", f"activities.{key}.persons_stored"), says)


def recognising(dossier: Dossier) -> tuple[str, ...]:
    """Return the ids of the devices that are known to recognise faces."""
    return tuple(key for key in dossier.cameras or () if recognises(dossier, key, dt.date.min))


KINDS = (
    sight_without_own_zone,
    sign_of_no_cameras,
    closed_but_anyone_enters,
    nobody_undresses,
    evidence_that_it_is_off,
    everyone_but_nobody_else,
    children_who_do_not_come,
    guardians_of_nobody,
    lodging_without_rooms,
    public_body_and_merchant,
    more_faces_than_people,
)
