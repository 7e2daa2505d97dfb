"""Facts about the taking of faces: where a device stands, how many people are stored, which exceptions are claimed.

An exception that nobody has claimed is not relied on, so the facts about claims are never unknown. Like
:mod:`fr_desk.domain.derived`, which registers the facts, this module knows no law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fr_desk.domain.choices import LegalBasis
from fr_desk.domain.derived import activity_recognises, of_its_cameras, recognition_of
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import fact, looking_at
from fr_desk.domain.venue import Zone

OTHER_THAN_CONSENT = frozenset(LegalBasis) - {LegalBasis.CONSENT, LegalBasis.LEGITIMATE_INTEREST}
STATUTORY = frozenset({LegalBasis.STATUTORY_DUTY, LegalBasis.OTHER_STATUTE})
MANY = 100_000
"""The number of people from which storing their faces is called storing many."""


@looking_at("@zones")
def _own_zone(dossier: Dossier, key: str) -> Iterator[str]:
    zone = (dossier.cameras or {})[key].zone
    if zone:
        yield f"zones.{zone}.+"


@fact("camera.place", "cameras.@.zone", _own_zone)
def place(dossier: Dossier, key: str, _as_of: dt.date) -> Zone | None:
    """The zone a device stands in, whatever else it sees."""
    name = (dossier.cameras or {})[key].zone
    return (dossier.zones or {})[name] if name else None


def _stored(dossier: Dossier, _key: str) -> Iterator[str]:
    yield "activities"
    for key in dossier.activities or ():
        recognises = activity_recognises(dossier, key, dt.date.min)
        if recognises is None:
            yield from of_its_cameras(recognition_of)(dossier, key)
        if recognises is not False:
            yield f"activities.{key}.persons_stored"


@fact("dossier.stores_many_faces", _stored)
def stores_many_faces(dossier: Dossier, _key: str, as_of: dt.date) -> bool | None:
    """Whether the faces of 100,000 people or more are stored, all activities that recognise faces together."""
    if dossier.activities is None:
        return None
    known, complete = 0, True
    for key, activity in dossier.activities.items():
        recognises = activity_recognises(dossier, key, as_of)
        if recognises and activity.persons_stored is not None:
            known += activity.persons_stored
        elif recognises is not False and activity.persons_stored != 0:
            complete = False
    return True if known >= MANY else False if complete else None


@fact("activity.claims_other_basis", "activities.@.legal_basis")
def claims_other_basis(dossier: Dossier, key: str, _as_of: dt.date) -> bool:
    """Whether the operator has said that it relies on a contract, a duty or another ground that needs no consent."""
    return (dossier.activities or {})[key].legal_basis in OTHER_THAN_CONSENT


@fact("activity.names_statute", "activities.@.legal_basis", "activities.@.basis_citation")
def names_statute(dossier: Dossier, key: str, _as_of: dt.date) -> bool:
    """Whether the operator relies on a statute and has named it."""
    activity = (dossier.activities or {})[key]
    return activity.legal_basis in STATUTORY and bool(activity.basis_citation)


@fact("activity.names_storage_statute", "activities.@.storage.statute")
def names_storage_statute(dossier: Dossier, key: str, _as_of: dt.date) -> bool:
    """Whether the operator has named a statute that lets face data leave the device."""
    return bool((dossier.activities or {})[key].storage.statute)


@fact("activity.presses", "activities.@.consent.pressure")
def presses(dossier: Dossier, key: str, _as_of: dt.date) -> bool:
    """Whether the operator has said that something pushes people to agree."""
    return bool((dossier.activities or {})[key].consent.pressure)
