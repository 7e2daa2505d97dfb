"""Declared against found: one row for each place, and for what is there and not declared.

Of several things found at one place the latest counts. Where another inspector found something else at a visit of the
same kind, both are kept and shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.record import Outcome, Record, VisitKind
from fr_desk.inspection.recording import Sighting, sightings
from fr_desk.inspection.spots import (
    GONE,
    GROUPS,
    Group,
    Spot,
    declared_texts,
    group_of,
    is_there,
    label_of_place,
    spots,
)

OUTCOMES: Final[dict[Outcome, str]] = {
    "as_declared": N_("as declared"),
    "differs": N_("differs"),
    "not_there": N_("not there"),
    "not_declared": N_("not declared"),
}
"""What was found, in words; on screen, on paper and in exports."""
Told = Callable[[str], Texts]
NOT_LOOKED_AT = N_("not looked at")
DRAFT = N_("Draft: not given yet")
"""Of an order that nobody has given."""
INSPECTORS_DIFFER = N_("The inspectors do not agree.")
SAID_NOTHING = N_("not declared")
NO_NAME = N_("no name given")
"""Of visits that were recorded before every visit needed a name."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One place: what is declared, what was found.

    Attributes:
        path: of the dossier; for what is not declared, the collection it would belong to.
        group: what sort of place it is.
        label: what the venue calls it, or the inspector what is not declared.
        declared: what the dossier says, in one text.
        found: what counts; ``None`` while nobody has looked.
        others: the latest of each other inspector at a visit of the same kind, where it says something else.
        earlier: what was found there before by anybody, the latest first, without what counts and the others.
    """

    path: str
    group: Group
    label: Texts
    declared: Texts
    found: Sighting | None = None
    others: tuple[Sighting, ...] = ()
    earlier: tuple[Sighting, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """What was found; ``None`` while nobody has looked."""
        return self.found.observation.outcome if self.found else None

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        """Everything that was found there: what counts, what others found otherwise, what was found before."""
        return (*((self.found,) if self.found else ()), *self.others, *self.earlier)

    @property
    def differs(self) -> bool:
        """Whether inspectors do not agree."""
        return bool(self.others)

    @property
    def says(self) -> str:
        """The inspector's notes."""
        return (self.found.observation.says or "") if self.found else ""

    @property
    def photos(self) -> tuple[str, ...]:
        """Ids of the photos."""
        return self.found.observation.photos if self.found else ()

    @property
    def who(self) -> str:
        """The inspector, with the office."""
        return self.found.who if self.found else ""

    @property
    def when(self) -> dt.datetime | None:
        """When it was found."""
        return self.found.observation.at if self.found else None

    @property
    def article(self) -> str:
        """``instrument/article`` that the inspector holds against it, empty if none."""
        return (self.found.observation.article or "") if self.found else ""

    @property
    def at_fault(self) -> bool:
        """Whether something else was found than is declared."""
        return self.outcome not in {None, "as_declared"}


def compared(
    record: Record,
    dossier: Dossier,
    places: Sequence[Spot] | None = None,
    kind: VisitKind | None = None,
    told: Told | None = None,
) -> tuple[Compared, ...]:
    """Hold what was found against what is declared, place by place.

    Args:
        record: what was found.
        dossier: what is declared.
        places: to look at, in their order; those of the dossier if omitted.
        kind: only what was found at visits of this kind.
        told: says what is declared at a place; worked out here if omitted.
    """
    words = told or partial(declared_texts, dossier)
    found: dict[str, list[Sighting]] = {}
    undeclared = []
    for one in sightings(record, kind=kind):
        if one.observation.outcome == "not_declared":
            undeclared.append(one)
        else:
            found.setdefault(one.observation.path, []).append(one)
    wanted = list(spots(dossier) if places is None else places)
    listed = {spot.path for spot in wanted}
    gone = [
        Spot(path, group_of(path), _called(dossier, seen))
        for path, seen in found.items()
        if path not in listed
    ]
    rows = [_row(spot, words(spot.path), found.get(spot.path, ())) for spot in (*wanted, *gone)]
    return (*rows, *(_undeclared(one) for one in undeclared))


def _called(dossier: Dossier, seen: Sequence[Sighting]) -> Texts:
    """Return what a place is called that is not listed; as it was last called, if the dossier has it no more."""
    path = seen[-1].observation.path
    kept = next((one.observation.called for one in reversed(seen) if one.observation.called), None)
    if kept is None or is_there(dossier, path):
        return label_of_place(dossier, path)
    return texts(GONE, name=kept.texts())


def _row(spot: Spot, declared: Texts, found: Sequence[Sighting]) -> Compared:
    if not found:
        return Compared(spot.path, spot.group, spot.label, declared)
    counts = found[-1]
    others = tuple(_others(counts, found))
    earlier = tuple(one for one in reversed(found) if one is not counts and one not in others)
    return Compared(spot.path, spot.group, spot.label, declared, counts, others, earlier)


def _others(counts: Sighting, found: Iterable[Sighting]) -> Iterator[Sighting]:
    latest = {one.who: one for one in found if one.visit.kind == counts.visit.kind}
    for one in latest.values():
        if one.who != counts.who and one.observation.outcome != counts.observation.outcome:
            yield one


def _undeclared(one: Sighting) -> Compared:
    group = group_of(one.observation.path)
    name = one.observation.label or ""
    label = Texts(zh=name, ko=name, en=name) if name else texts(GROUPS[group])
    return Compared(one.observation.path, group, label, texts(SAID_NOTHING), one)
