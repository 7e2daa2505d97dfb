"""What inspectors found on site, against what a dossier declares: one frozen value per dossier.

The record never changes the dossier: it names it by id and fingerprint. Entries have ids that nobody else gives and
say when they were last written; an entry taken back stays as withdrawn. So the records of several inspectors merge by
putting them together: of two writings of one entry the later one counts. What happens to records stands in
:mod:`fr_desk.inspection.recording`, their file in :mod:`fr_desk.inspection.record_file`.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator
from typing import Annotated, Final, Literal, Self, cast

from pydantic import AwareDatetime, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from fr_desk.domain.schema import LONG, Id, Keyed, LongText, Text, Value
from fr_desk.i18n import LANGUAGES, Lang, Texts

FORMAT_VERSION: Final = 3
"""Version of the record's JSON: the latest that is read. It is written as the earliest that can say it."""
SINCE: Final = {2: frozenset({"called", "told", "found"}), 3: frozenset({"item", "judged"})}
"""Fields of observations and orders that programs refuse which read only the versions before."""
ENDING: Final = ".frrecord"
"""Ending of the file that is kept beside the dossier."""

Outcome = Literal["as_declared", "differs", "not_there", "not_declared"]
"""What was found at a place: as declared, otherwise, nothing, or something that the dossier does not know."""
VisitKind = Literal["inspection", "reinspection"]

AnswerPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$", max_length=300)]
"""A place of a dossier: ``cameras.c3``."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Article = Annotated[str, StringConstraints(pattern=r"^[^/\s]{1,99}/[^/\s]{1,99}$")]
"""``instrument/article``."""

VISITS, OBSERVATIONS, ORDERS, PHOTOS = 500, 20_000, 5_000, 500
"""Most entries of a record, withdrawn ones included."""


def new_id(letter: Literal["v", "o", "r"]) -> str:
    """Return an id for a visit, an observation or an order that no other machine gives: 80 bits of chance."""
    return letter + secrets.token_hex(10)


def stamp(now: dt.datetime, before: Entry | None) -> dt.datetime:
    """Return a time of writing that is later than the last one, whatever the clock says."""
    return after(now, before.written if before else None)


def after(now: dt.datetime, last: dt.datetime | None) -> dt.datetime:
    """Return the time, or the moment after the last one if a clock says that it is no later."""
    return now if last is None or now > last else last + dt.timedelta(microseconds=1)


class InLanguages(Value):
    """Words that come from a rule or from the dossier, and not from an official: in all three languages."""

    zh: LongText
    ko: LongText
    en: LongText

    @classmethod
    def of(cls, told: Texts, most: int = LONG) -> Self:
        """Return these words, each cut where it is longer than ``most`` characters."""
        return cls(**{lang: told.get(lang)[:most] for lang in LANGUAGES})

    def get(self, lang: Lang) -> str:
        """Return the words in ``lang``."""
        return cast(str, getattr(self, lang))

    def texts(self) -> Texts:
        """Return the words as every sentence travels."""
        return Texts(zh=self.zh, ko=self.ko, en=self.en)


class Entry(Value):
    """One entry of a record.

    ``written`` says when it was last written, so that the later of two writings counts; ``withdrawn`` that it was
    taken back. A withdrawn entry is kept, or it would come back with another inspector's record.
    """

    written: AwareDatetime | None = None
    withdrawn: bool = False


class Photo(Entry):
    """A photo taken on site; its bytes are a part of the record's file, those of a withdrawn one are not."""

    sha256: Digest
    name: Text
    taken: AwareDatetime | None = None
    keeps_location: bool = False


class Visit(Entry):
    """One visit by one inspector. ``fingerprint`` tells which version of the dossier was held against the place."""

    kind: VisitKind = "inspection"
    inspector: Text
    office: Text | None = None
    began: AwareDatetime
    ended: AwareDatetime | None = None
    present: Text | None = None
    """Who was there for the venue."""
    notes: LongText | None = None
    fingerprint: Digest | None = None


class Observation(Entry):
    """What one inspector found at one place of the dossier; a later one about the same place takes its stead.

    ``path`` is a place of the dossier (``cameras.c3``, ``signs.s1``, ``activities.a1.alternatives``), or, for what the
    dossier does not know, ``cameras``, ``signs`` or ``zones``.
    """

    path: AnswerPath
    outcome: Outcome
    visit: Id
    at: AwareDatetime
    label: Text | None = None
    """What it is called, for something that is not declared."""
    called: InLanguages | None = None
    """What a declared place was called when it was seen: its name stays if a later version does not have it."""
    says: LongText | None = None
    photos: tuple[Id, ...] = ()
    article: Article | None = None
    """``instrument/article`` that the inspector holds against it."""


class Judgement(Entry):
    """What one inspector said at one visit of an order: whether it was put right."""

    done: bool
    at: AwareDatetime
    says: LongText | None = None


class Order(Entry):
    """One correction that is ordered: what, under which articles, until when.

    ``written`` is of the order itself; each judgement has its own. ``until`` is ``None`` while nobody has chosen a
    day; no day is ever made up. ``given`` is ``None`` for a draft. ``says`` is what counts. Where it is one of the
    three of ``told``, nobody has changed the proposed words, and a paper may say them in its own language; see
    :meth:`words`.
    """

    rule: Text | None = None
    path: AnswerPath
    item: AnswerPath | None = None
    """The item that the rule was asked of, where ``path`` does not lie in it: the device that lacks a sign."""
    says: LongText
    told: InLanguages | None = None
    """The words as they were proposed; ``None`` in records that were written without them."""
    called: InLanguages | None = None
    """What the place was called when it was ordered."""
    found: Id | None = None
    """The observation it rests on, for something that was found on site."""
    articles: tuple[Article, ...] = ()
    until: dt.date | None = None
    visit: Id | None = None
    """The visit at which it was ordered."""
    given: AwareDatetime | None = None
    judged: Annotated[Keyed[Judgement], Field(max_length=VISITS)] = Field(default_factory=dict)
    """What was said of it, by visit; in records that were written without it, only what counts is known."""
    done: bool | None = None
    """Whether it was put right, by the latest of ``judged``; ``None`` while nobody looked."""
    done_at: AwareDatetime | None = None
    done_says: LongText | None = None
    done_visit: Id | None = None

    @model_validator(mode="after")
    def _the_latest_counts(self) -> Self:
        if self.judged:
            standing = ((one.at, visit) for visit, one in self.judged.items() if not one.withdrawn)
            visit = max(standing, default=(None, None))[1]
            one = self.judged[visit] if visit is not None else None
            latest = (one.done, one.at, one.says, visit) if one is not None else (None, None, None, None)
            if latest != (self.done, self.done_at, self.done_says, self.done_visit):
                raise PydanticCustomError("other_judgement", "what counts is not the latest that was said")
        return self

    def words(self, lang: Lang) -> str:
        """Return what is ordered: proposed words in ``lang``, words that an official typed as they were typed."""
        proposed = self.told is not None and self.says in {self.told.zh, self.told.ko, self.told.en}
        return self.told.get(lang) if self.told is not None and proposed else self.says


class Record(Value):
    """Everything that was recorded about one dossier."""

    format: Literal[3] = FORMAT_VERSION
    dossier: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,64}$")]
    fingerprint: Digest
    """Of the version of the dossier with which the record began."""
    venue: Text | None = None
    visits: Annotated[Keyed[Visit], Field(max_length=VISITS)] = Field(default_factory=dict)
    observations: Annotated[Keyed[Observation], Field(max_length=OBSERVATIONS)] = Field(default_factory=dict)
    orders: Annotated[Keyed[Order], Field(max_length=ORDERS)] = Field(default_factory=dict)
    photos: Annotated[Keyed[Photo], Field(max_length=PHOTOS)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _references_hold(self) -> Self:
        for path, collection, target in references(self):
            if target not in getattr(self, collection):
                raise PydanticCustomError(
                    "dangling_reference",
                    "{path} names {target}, which is not among the {collection}",
                    {"path": path, "target": target, "collection": collection},
                )
        return self


def references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield ``(path, collection, id)`` for every reference from one entry of the record to another."""
    for key, observation in record.observations.items():
        yield f"observations.{key}.visit", "visits", observation.visit
        for photo in observation.photos:
            yield f"observations.{key}.photos", "photos", photo
    for key, order in record.orders.items():
        for name in ("visit", "done_visit"):
            visit = getattr(order, name)
            if visit is not None:
                yield f"orders.{key}.{name}", "visits", visit
        for visit in order.judged:
            yield f"orders.{key}.judged", "visits", visit
        if order.found is not None:
            yield f"orders.{key}.found", "observations", order.found
