"""Facts about stored face data: of how many people, and whether any of it lives abroad.

Like :mod:`fr_desk.domain.derived`, which registers the facts, this module knows no law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fr_desk.domain.choices import Place
from fr_desk.domain.derived import activity_recognises
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import fact


@fact(
    "activity.stored_abroad",
    *(f"activities.@.storage.{name}" for name in ("templates", "pictures", "logs")),
)
def stored_abroad(dossier: Dossier, key: str, _as_of: dt.date) -> bool:
    """Whether any data of an activity live abroad, as far as answered."""
    storage = (dossier.activities or {})[key].storage
    return any(
        Place.ABROAD in (places or ()) for places in (storage.templates, storage.pictures, storage.logs)
    )


def _recognising(dossier: Dossier) -> Iterator[str]:
    """Yield the activities that recognise faces, or may: only they store faces of people they can count."""
    for key in dossier.activities or ():
        if activity_recognises(dossier, key, dt.date.min) is not False:
            yield key


def _counts(dossier: Dossier, _key: str) -> Iterator[str]:
    yield "activities"
    for key in _recognising(dossier):
        yield f"activities.{key}.persons_stored"


@fact("dossier.persons_stored", _counts)
def persons_stored(dossier: Dossier, _key: str, _as_of: dt.date) -> int | None:
    """People whose face data are stored, all recognising activities together; known only when each of them says."""
    if dossier.activities is None:
        return None
    numbers = [dossier.activities[key].persons_stored for key in _recognising(dossier)]
    return None if None in numbers else sum(number or 0 for number in numbers)


@fact("dossier.persons_stored_at_least", _counts)
def persons_stored_at_least(dossier: Dossier, _key: str, _as_of: dt.date) -> int:
    """People whose face data are stored as far as answered: a lower bound."""
    return sum((dossier.activities or {})[key].persons_stored or 0 for key in _recognising(dossier))
