"""Keeping a record: visits, what was found, taking back, undoing, and putting several records together.

Pure functions: each returns another record. Every entry is stamped with the time of its writing, so that merging is
the same in whatever order it is done, and doing it twice changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar, cast

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import SHORT
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Lang, Texts
from fr_desk.inspection import judging
from fr_desk.inspection.record import (
    OBSERVATIONS,
    ORDERS,
    PHOTOS,
    VISITS,
    Entry,
    InLanguages,
    Observation,
    Order,
    Outcome,
    Photo,
    Record,
    Visit,
    VisitKind,
    new_id,
    stamp,
)
from fr_desk.rules.sentences import SEPARATOR

Collection = Literal["visits", "observations", "orders", "photos"]
LIMITS: Final[dict[Collection, int]] = {
    "visits": VISITS,
    "observations": OBSERVATIONS,
    "orders": ORDERS,
    "photos": PHOTOS,
}
Made = TypeVar("Made", bound=Entry)


class RecordingError(FrDeskError):
    """Something that cannot be recorded."""

    sentence = N_("This cannot be recorded.")


class OtherDossierError(RecordingError):
    """Two records of different dossiers."""

    sentence = N_(
        "The record is about another dossier ({found}, not {wanted}); choose the record of this dossier."
    )


class FullRecordError(RecordingError):
    """More entries than a record holds."""

    sentence = N_("The record is full ({limit} entries of one kind); finish it and begin a new one.")


class NoVisitError(RecordingError):
    """An observation without a visit."""

    sentence = N_("There is no visit {visit} in the record; begin a visit first.")


def who_of(visit: Visit, lang: Lang, nobody: str = "") -> str:
    """Return the inspector of a visit, with the office, as a language lists them; ``nobody`` if there is no name."""
    return SEPARATOR[lang].join(filter(None, (visit.inspector or nobody, visit.office)))


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one inspector found, with the visit at which it was found.

    Attributes:
        key: id of the observation.
        observation: what was found.
        visit: of the inspector.
    """

    key: str
    observation: Observation
    visit: Visit

    @property
    def who(self) -> str:
        """The inspector, with the office."""
        return self.who_in("en")

    def who_in(self, lang: Lang) -> str:
        """Return the inspector, with the office, as a language lists them."""
        return who_of(self.visit, lang)

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """What tells the later of two sightings."""
        return self.observation.at, self.key


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an inspection has come: places looked at, and places in all."""

    looked_at: int
    total: int

    @property
    def left(self) -> int:
        """Places nobody has looked at."""
        return self.total - self.looked_at


def blank(dossier: Dossier) -> Record:
    """Return an empty record of a dossier."""
    return Record(dossier=dossier.id, fingerprint=fingerprint(dossier), venue=dossier.venue.name or None)


def put(record: Record, collection: Collection, key: str, entry: Entry, now: dt.datetime) -> Record:
    """Return a record in which an entry is written: a new one, or an old one in its new words.

    Args:
        record: the record.
        collection: where the entry belongs.
        key: its id.
        entry: what it says; its ``written`` is filled in here.
        now: the time, with a time zone.

    Raises:
        FullRecordError: if the record holds no more of them.
    """
    entries: Mapping[str, Entry] = getattr(record, collection)
    if key not in entries and len(entries) >= LIMITS[collection]:
        raise FullRecordError(limit=LIMITS[collection])
    stamped = entry.model_copy(update={"written": stamp(now, entries.get(key))})
    return _with(record, **{collection: {**entries, key: stamped}})


def take_back(record: Record, collection: Collection, key: str, now: dt.datetime) -> Record:
    """Return a record in which an entry is withdrawn; it stays, so that merging does not bring it back."""
    entry: Entry = getattr(record, collection)[key]
    return put(record, collection, key, entry.model_copy(update={"withdrawn": True}), now)


def restored(record: Record, wanted: Record, now: dt.datetime) -> Record:
    """Return a record that says what ``wanted`` says, as a new writing: this is how a step is undone.

    Entries that ``wanted`` does not know are withdrawn. Nothing that is the same in both is written again.
    """
    for name in LIMITS:
        mine: Mapping[str, Entry] = getattr(record, name)
        theirs: Mapping[str, Entry] = getattr(wanted, name)
        changed = {
            key: _said_again(mine.get(key), entry, now)
            for key, entry in theirs.items()
            if key not in mine or judging.said(entry) != judging.said(mine[key])
        }
        gone = {
            key: entry.model_copy(update={"written": stamp(now, entry), "withdrawn": True})
            for key, entry in mine.items()
            if key not in theirs and not entry.withdrawn
        }
        if changed or gone:
            record = _with(record, **{name: {**mine, **changed, **gone}})
    return record


def _said_again(mine: Entry | None, wanted: Entry, now: dt.datetime) -> Entry:
    if isinstance(mine, Order) and isinstance(wanted, Order):
        return judging.brought_back(mine, wanted, now)
    return wanted.model_copy(update={"written": stamp(now, mine)})


def effective(record: Record) -> Record:
    """Return the record without what was taken back: what is shown, printed and exported.

    A visit that was taken back takes along what was found and ordered at it.
    """
    if not any(entry.withdrawn for name in LIMITS for entry in getattr(record, name).values()):
        return record
    visits = _standing(record.visits)
    photos = _standing(record.photos)
    observations: dict[str, Observation] = {
        key: one if photos.keys() >= set(one.photos) else _without_photos(one, photos)
        for key, one in _standing(record.observations).items()
        if one.visit in visits
    }
    orders = {
        key: _resting(one, visits, observations)
        for key, one in _standing(record.orders).items()
        if one.visit in {None, *visits}
    }
    return _with(record, visits=visits, observations=observations, orders=orders, photos=photos)


def _without_photos(one: Observation, kept: Mapping[str, Photo]) -> Observation:
    return one.model_copy(update={"photos": tuple(photo for photo in one.photos if photo in kept)})


def _resting(order: Order, visits: Mapping[str, Visit], observations: Mapping[str, Observation]) -> Order:
    """Return an order without what it says of entries that were taken back."""
    order = judging.resting(order, visits)
    return order if order.found in {None, *observations} else order.model_copy(update={"found": None})


def begin_visit(
    record: Record,
    dossier: Dossier,
    inspector: str,
    now: dt.datetime,
    *,
    office: str = "",
    kind: VisitKind = "inspection",
    key: str = "",
) -> tuple[Record, str]:
    """Return a record with one more visit, and its id."""
    visit = Visit(
        kind=kind,
        inspector=inspector,
        office=office or None,
        began=now,
        fingerprint=fingerprint(dossier),
    )
    key = key or new_id("v")
    return put(record, "visits", key, visit, now), key


def end_visit(record: Record, key: str, now: dt.datetime) -> Record:
    """Return a record in which a visit is finished."""
    visit = record.visits[key]
    return put(record, "visits", key, visit.model_copy(update={"ended": max(now, visit.began)}), now)


def observe(  # noqa: PLR0913 - what can be told of one place, by name
    record: Record,
    visit: str,
    path: str,
    outcome: Outcome,
    now: dt.datetime,
    *,
    says: str = "",
    label: str = "",
    article: str = "",
    photos: Sequence[str] = (),
    key: str = "",
    called: Texts | None = None,
) -> tuple[Record, str]:
    """Return a record with what was found at a place, and the id of the observation.

    What the same visit found at the same declared place is written anew; something that is not declared is an
    observation of its own each time.

    Raises:
        NoVisitError: if there is no such visit.
        ValidationError: pydantic's, if a text is too long or a photo is not there.
    """
    if visit not in record.visits:
        raise NoVisitError(visit=visit)
    known = key or ("" if outcome == "not_declared" else noted(record, visit, path))
    before = record.observations.get(known)
    observation = Observation(
        path=path,
        outcome=outcome,
        visit=visit,
        at=before.at if before and before.outcome == outcome and not before.withdrawn else now,
        says=says or None,
        label=label or None,
        called=InLanguages.of(called, SHORT) if called else before.called if before else None,
        article=article or None,
        photos=tuple(photos),
    )
    known = known or new_id("o")
    return put(record, "observations", known, observation, now), known


def noted(record: Record, visit: str, path: str) -> str:
    """Return the id of what a visit found at a declared place, empty if it has not looked."""
    found = (
        (one.at, key)
        for key, one in record.observations.items()
        if one.visit == visit and one.path == path and one.outcome != "not_declared" and not one.withdrawn
    )
    return max(found, default=(None, ""))[1]


def sightings(record: Record, path: str = "", kind: VisitKind | None = None) -> tuple[Sighting, ...]:
    """Return what was found, the earliest first.

    Args:
        record: the record.
        path: of the place; everywhere if empty.
        kind: of the visits; all if omitted.
    """
    found = (
        Sighting(key, one, record.visits[one.visit])
        for key, one in effective(record).observations.items()
        if not path or one.path == path
    )
    return tuple(sorted((one for one in found if kind in {None, one.visit.kind}), key=lambda one: one.order))


def merge(first: Record, *others: Record) -> Record:
    """Put the records of several inspectors about one dossier together.

    Every entry of each is in the outcome; of two writings of one entry, the later, and of an order everything that
    was said of it. The order makes no difference.

    Raises:
        OtherDossierError: if one is about another dossier.
        FullRecordError: if together they are more than a record holds.
    """
    merged = first
    for other in others:
        merged = _merged(merged, other)
    return merged


def _merged(mine: Record, theirs: Record) -> Record:
    if mine.dossier != theirs.dossier:
        raise OtherDossierError(found=theirs.dossier, wanted=mine.dossier)
    parts: dict[str, Any] = {name: _union(getattr(mine, name), getattr(theirs, name)) for name in LIMITS}
    for name, limit in LIMITS.items():
        if len(parts[name]) > limit:
            raise FullRecordError(limit=limit)
    first = min(_beginning(mine), _beginning(theirs))[1]
    venue = max(filter(None, (mine.venue, theirs.venue)), default=None)
    return Record(dossier=mine.dossier, fingerprint=first, venue=venue, **parts)


def _beginning(record: Record) -> tuple[dt.datetime, str]:
    """Return when a record began, and with which version of the dossier."""
    latest = dt.datetime.max.replace(tzinfo=dt.UTC)
    return min((visit.began for visit in record.visits.values()), default=latest), record.fingerprint


def _union(mine: Mapping[str, Made], theirs: Mapping[str, Made]) -> dict[str, Made]:
    both = {**mine, **theirs}
    for key in mine.keys() & theirs.keys():
        both[key] = _of_both(mine[key], theirs[key])
    return dict(sorted(both.items()))


def _of_both(one: Made, other: Made) -> Made:
    if isinstance(one, Order) and isinstance(other, Order):
        return cast(Made, judging.together(one, other))
    return max(one, other, key=judging.lateness)


def _standing(entries: Mapping[str, Made]) -> dict[str, Made]:
    return {key: entry for key, entry in entries.items() if not entry.withdrawn}


def _with(record: Record, **parts: Any) -> Record:
    """Return a record with other parts, validated: its references hold."""
    return Record.model_validate({**dict(record), **parts})


def new_in(mine: Record, theirs: Record) -> Iterator[tuple[Collection, str]]:
    """Yield collection and id of every entry that merging with ``theirs`` would add or change."""
    merged = merge(mine, theirs)
    for name in LIMITS:
        before: Mapping[str, Entry] = getattr(mine, name)
        for key, entry in getattr(merged, name).items():
            if before.get(key) != entry:
                yield name, key
