"""What inspectors found on site, against what a dossier declares: one frozen value per dossier.

The record never changes the dossier: it names it by id and fingerprint. Observations and visits have ids that nobody
else gives, so records of several inspectors merge by putting them together.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from fr_desk.domain.schema import Keyed, LongText, Text, Value

FORMAT_VERSION: Final = 1
"""Version of the record's JSON."""
ENDING: Final = ".frrecord"
"""Ending of the file that is kept beside the dossier."""

Outcome = Literal["as_declared", "differs", "not_there", "not_declared"]
"""What was found at a place: as declared, otherwise, nothing, or something that the dossier does not know."""
VisitKind = Literal["inspection", "reinspection"]


class Photo(Value):
    """A photo taken on site; its bytes are a part of the record's file."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    name: Text
    taken: dt.datetime | None = None


class Visit(Value):
    """One visit by one inspector."""

    kind: VisitKind = "inspection"
    inspector: Text
    office: Text | None = None
    began: dt.datetime
    ended: dt.datetime | None = None
    present: Text | None = None
    """Who was there for the venue."""
    notes: LongText | None = None


class Observation(Value):
    """What one inspector found at one place of the dossier; a later one about the same place takes its stead.

    ``path`` is a place of the dossier (``cameras.c3``, ``signs.s1``, ``activities.a1.alternatives``), or, for what the
    dossier does not know, ``cameras``, ``signs`` or ``zones``.
    """

    path: Annotated[str, StringConstraints(max_length=300)]
    outcome: Outcome
    visit: str
    at: dt.datetime
    label: Text | None = None
    """What it is called, for something that is not declared."""
    says: LongText | None = None
    photos: tuple[str, ...] = ()
    article: Text | None = None
    """``instrument/article`` that the inspector holds against it."""


class Order(Value):
    """One correction that is ordered: what, under which articles, until when."""

    rule: Text | None = None
    path: Annotated[str, StringConstraints(max_length=300)]
    says: LongText
    articles: tuple[Annotated[str, StringConstraints(max_length=200)], ...] = ()
    until: dt.date
    done: bool | None = None
    """Whether it was put right, as found at a re-inspection; ``None`` while nobody looked."""
    done_at: dt.datetime | None = None
    done_says: LongText | None = None
    done_visit: str | None = None


class Record(Value):
    """Everything that was recorded about one dossier."""

    format: Literal[1] = FORMAT_VERSION
    dossier: Annotated[str, StringConstraints(max_length=64)]
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    venue: Text | None = None
    visits: Keyed[Visit] = Field(default_factory=dict)
    observations: Keyed[Observation] = Field(default_factory=dict)
    orders: Keyed[Order] = Field(default_factory=dict)
    photos: Keyed[Photo] = Field(default_factory=dict)
