"""Which zones of a venue are for private use, and which devices stand in them or see into them, as declared."""

from __future__ import annotations

from typing import Final

from fr_desk.domain.choices import Access, ZoneKind
from fr_desk.domain.dossier import Dossier

PRIVATE_KINDS: Final = frozenset(
    {
        ZoneKind.GUEST_ROOM,
        ZoneKind.PRIVATE_DINING_ROOM,
        ZoneKind.CHANGING_ROOM,
        ZoneKind.BATH,
        ZoneKind.RESTROOM,
        ZoneKind.NURSING_ROOM,
        ZoneKind.FITTING_ROOM,
        ZoneKind.MASSAGE_ROOM,
        ZoneKind.STAFF_REST_ROOM,
        ZoneKind.DORMITORY,
    }
)
"""Kinds of zones an inspector looks into first; what the law says of each is for the rules."""


def private_zones(dossier: Dossier) -> tuple[str, ...]:
    """Return the ids of the zones that are private by their kind, their use or who may enter."""
    return tuple(
        key
        for key, zone in (dossier.zones or {}).items()
        if zone.kind in PRIVATE_KINDS or zone.used_for_undressing or zone.access is Access.PRIVATE
    )


def seen_by(dossier: Dossier, key: str) -> tuple[str, ...]:
    """Return the ids of the zones that a device is declared to stand in or to see, the one it stands in first."""
    camera = (dossier.cameras or {})[key]
    own = (camera.zone,) if camera.zone else ()
    return tuple(dict.fromkeys((*own, *(camera.sees or ()))))


def floors(text: str | None) -> frozenset[str]:
    """Return the floors that an answer names: “3–9” and “3, 5” are several; nothing where it is not told."""
    if not text:
        return frozenset()
    found: set[str] = set()
    for part in text.replace("，", ",").replace("、", ",").replace("/", ",").split(","):
        first, dash, last = part.strip().replace("–", "-").replace("—", "-").replace("~", "-").partition("-")
        begin, end = first.strip(), last.strip()
        if dash and begin.isdecimal() and end.isdecimal() and int(begin) <= int(end) <= int(begin) + 200:
            found |= {str(number) for number in range(int(begin), int(end) + 1)}
        elif part.strip():
            found.add(part.strip().casefold())
    return frozenset(found)
