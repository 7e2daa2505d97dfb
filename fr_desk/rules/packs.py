"""Rule packs: folders of YAML with a closed schema, read whole and checked before anything is asked of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from fr_desk.domain.choices import Category, Jurisdiction
from fr_desk.i18n import Lang, Texts
from fr_desk.rules.findings import Announcement, Citation, Consequence, Level, PackRef
from fr_desk.rules.instruments import InForce, Instrument
from fr_desk.rules.memory import Memory
from fr_desk.rules.timing import ClockSpec, DeadlineSpec

Step = Literal["venue", "cameras", "purpose", "necessity", "signage", "storage", "retention", "review"]
PARTS = frozenset({"pack", "consequences", "announcements", "clocks", "deadlines", "coach", "coverage"})
"""Files of a pack that hold something else than rules."""
ForEach = Literal["zones", "cameras", "activities", "signs", "activities.processors", "activities.recipients"]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FixSpec(_Closed):
    """A fix as a pack declares it: edits with paths relative to the item."""

    label: Texts
    edits: tuple[dict[str, Any], ...]


class Clause(_Closed):
    """One requirement of a rule, with the sentence for the person who does not meet it."""

    require: str
    about: tuple[str, ...]
    says: Texts
    when: str = ""
    fixes: tuple[FixSpec, ...] = ()
    patterns: tuple[str, ...] = ()
    """Tags of this failure alone, where the rule's own would say too much."""


class ConsequenceSpec(_Closed):
    """What the law lets follow from a breach, as ``consequences.yaml`` declares it."""

    says: Texts
    cites: tuple[str, ...]
    in_force: InForce = InForce()
    citations: tuple[Citation, ...] = ()

    def value(self) -> Consequence:
        """Return it as findings carry it; what it is made of was checked when the pack was read."""
        return Consequence.model_construct(says=self.says, citations=self.citations)


class AnnouncementSpec(_Closed):
    """A known change of the law, as ``announcements.yaml`` declares it; ``when`` tells whom it will concern."""

    id: str
    on: dt.date
    title: Texts
    says: Texts
    cites: tuple[str, ...]
    when: str = ""
    citations: tuple[Citation, ...] = ()

    def value(self) -> Announcement:
        """Return it as assessments carry it."""
        return Announcement.model_validate(self.model_dump(exclude={"cites", "when"}))


class Words(_Closed):
    """Phrases in the three languages; ``…`` inside one stands for a few characters or words."""

    zh: tuple[str, ...] = ()
    ko: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def by_language(self) -> dict[Lang, tuple[str, ...]]:
        """Return the phrases by language."""
        return {"zh": self.zh, "ko": self.ko, "en": self.en}


class AdviceSpec(_Closed):
    """A plan that others came to grief with, as ``coach.yaml`` declares it: what happened, and lawful ways instead.

    ``categories`` and ``second_uses`` trigger it alone, where ``when`` holds; ``words`` trigger it unless ``when`` does
    not hold; ``innocent`` phrases are left out before words are looked for.
    """

    id: str
    title: Texts
    words: Words
    cases: tuple[str, ...]
    happened: Texts
    ways: tuple[Texts, ...]
    cites: tuple[str, ...]
    categories: tuple[Category, ...] = ()
    second_uses: tuple[Category, ...] = ()
    innocent: Words = Words()
    when: str = ""
    citations: tuple[Citation, ...] = ()


class Example(_Closed):
    """One case of a rule: a partial dossier and the outcome expected of it."""

    name: str
    given: dict[str, Any]
    expect: Literal["met", "breached", "open", "review", "not_applicable"]
    item: str | None = None
    as_of: dt.date | None = None


class Rule(_Closed):
    """One duty, its conditions and its words."""

    id: str
    title: Texts
    level: Level
    step: Step
    cites: tuple[str, ...]
    clauses: tuple[Clause, ...]
    examples: tuple[Example, ...] = ()
    patterns: tuple[str, ...] = ()
    in_force: InForce = InForce()
    for_each: ForEach | None = None
    when: str = ""
    applies_to: Texts | None = None
    why: Texts | None = None
    review: str = ""
    question: Texts | None = None
    settles: Texts | None = None
    consequences: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    file: str = ""
    line: int = 0

    def expressions(self) -> Iterable[str]:
        """Yield every condition of the rule."""
        yield from (text for text in (self.when, self.review) if text)
        for clause in self.clauses:
            yield from (text for text in (clause.when, clause.require) if text)


class PackHead(_Closed):
    """The head of a pack, ``pack.yaml``."""

    id: str
    version: str
    jurisdiction: Jurisdiction
    title: Texts
    applies: str
    instruments: tuple[str, ...]


class Pack(_Closed):
    """A rule pack, ready for use."""

    head: PackHead
    digest: str
    rules: tuple[Rule, ...]
    instruments: dict[str, Instrument] = Field(repr=False)
    consequences: dict[str, ConsequenceSpec] = Field(default={}, repr=False)
    announcements: tuple[AnnouncementSpec, ...] = Field(default=(), repr=False)
    coach: tuple[AdviceSpec, ...] = Field(default=(), repr=False)
    clocks: tuple[ClockSpec, ...] = Field(default=(), repr=False)
    deadlines: tuple[DeadlineSpec, ...] = Field(default=(), repr=False)

    @property
    def id(self) -> str:
        """Short name of the pack."""
        return self.head.id

    @property
    def version(self) -> str:
        """Version of the pack, year and month."""
        return self.head.version

    @property
    def title(self) -> Texts:
        """Name of the pack."""
        return self.head.title

    @property
    def jurisdiction(self) -> Jurisdiction:
        """Whose law the pack holds."""
        return self.head.jurisdiction

    @property
    def ref(self) -> PackRef:
        """Id, version and digest, as recorded with an assessment."""
        return PackRef(id=self.id, version=self.version, digest=self.digest)

    def rule(self, rule_id: str) -> Rule:
        """Return a rule by id.

        Raises:
            KeyError: if the pack has no such rule.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


_LAW: Memory[tuple[int, dt.date], tuple[Pack, tuple[Rule, ...]]] = Memory(16)
"""The rules in force by pack and day; the pack is held beside them, so that its identity is not given away."""


def rules_on(pack: Pack, day: dt.date) -> tuple[Rule, ...]:
    """Return the rules of a pack that are in force on a day; thousands of venues are assessed on a few days."""
    key = id(pack), day
    held = _LAW.get(key)
    if held is None:
        held = _LAW.put(key, (pack, tuple(rule for rule in pack.rules if rule.in_force.on(day))))
    return held[1]
