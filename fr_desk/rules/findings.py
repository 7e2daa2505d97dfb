"""Findings: what a rule says about one place of a dossier. Values, never exceptions."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from fr_desk.domain.edits import Edit
from fr_desk.i18n import Texts
from fr_desk.rules.memory import Memory

Verified = Literal["text", "secondary", "unverified"]
Level = Literal["must", "should"]


class Outcome(StrEnum):
    """What became of a rule, worst first; ``not_applicable`` never counts."""

    BREACHED = "breached"
    OPEN = "open"
    REVIEW = "review"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What became of a dossier: the worst of its outcomes."""

    BREACHED = "breached"
    OPEN = "open"
    REVIEW = "review"
    CLEAN = "clean"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Citation(_Frozen):
    """One article of one instrument, and how well its wording is verified."""

    instrument: str
    article: str
    verified: Verified


class Consequence(_Frozen):
    """What the law lets follow from a breach: the range it names with its articles, never a prediction."""

    says: Texts
    citations: tuple[Citation, ...]


class Announcement(_Frozen):
    """A change of the law that is promulgated and not yet in force: announced, never applied."""

    id: str
    on: dt.date
    title: Texts
    says: Texts
    citations: tuple[Citation, ...]


class Fix(_Frozen):
    """Edits that cure a finding, with the words on their button."""

    label: Texts
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about one place.

    Attributes:
        rule: id of the rule, ``cn.fr.not-sole-method``.
        outcome: what became of it here.
        level: ``must`` is a legal duty, ``should`` a recommendation (a failed ``should`` is shown, but does not make
            the dossier unlawful: see :attr:`Assessment.verdict`).
        path: where it shows: a field, an item or a part of the dossier.
        item: the item the rule was asked for (``activities.a1``), empty for rules about the whole venue.
        title: the rule's short name.
        message: one sentence for the person who runs the venue.
        citations: the articles behind it.
        patterns: tags of the case collection.
        missing: unanswered paths that keep it open.
        fixes: edits that cure it.
        values: the answers the rule read, by path.
        decision: key of the reviewer's decision that settled it, or that fell away because its facts changed.
        settles: what would settle a point for a person to decide.
        consequences: what the law lets follow from a breach.
    """

    rule: str
    outcome: Outcome
    level: Level
    path: str
    item: str
    step: str
    title: Texts
    message: Texts
    citations: tuple[Citation, ...]
    patterns: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    decision: str = ""
    settles: Texts | None = None
    consequences: tuple[Consequence, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Identity of the finding across assessments: its rule and its item."""
        return self.rule, self.item

    def as_json(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        plain: dict[str, Any] = _finding_type().dump_python(self, mode="json")
        return plain


def basis_of(finding: Finding) -> str:
    """Return the fingerprint of the answers a finding read: what a decision about it is tied to."""
    values = finding.as_json()["values"]
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


_FINDINGS = '"findings":[]'
"""Where the findings stand in an assessment without any; in a text its quotation marks would be escaped."""
_SAME_EVERYWHERE = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})
_WRITTEN: Memory[int, tuple[Finding, bytes]] = Memory(4_000)
"""Findings as JSON by their identity; the finding is held beside it, so that its identity is not given away."""


def _written(finding: Finding) -> bytes:
    kept = _WRITTEN.get(id(finding))
    if kept is not None:
        return kept[1]
    written = _finding_type().dump_json(finding)
    if finding.outcome in _SAME_EVERYWHERE and not finding.decision:
        _WRITTEN.put(id(finding), (finding, written))
    return written


@cache
def _finding_type() -> TypeAdapter[Finding]:
    return TypeAdapter(Finding)


class PackRef(_Frozen):
    """Which pack was used."""

    id: str
    version: str
    digest: str


class Assessment(_Frozen):
    """All findings about one dossier on one date."""

    as_of: dt.date
    packs: tuple[PackRef, ...]
    findings: tuple[Finding, ...]
    announcements: tuple[Announcement, ...] = ()

    @property
    def counts(self) -> dict[Outcome, int]:
        """Number of findings per outcome."""
        counts = dict.fromkeys(Outcome, 0)
        for finding in self.findings:
            counts[finding.outcome] += 1
        return counts

    @property
    def verdict(self) -> Verdict:
        """The worst outcome: breached, then open, then review, then clean.

        A recommendation (``should``) that is not followed breaks no law: it weighs like a point for a person to decide.
        """
        found = {(finding.outcome, finding.level) for finding in self.findings}
        weights = {self._weight(outcome, level) for outcome, level in found}
        for outcome in (Outcome.BREACHED, Outcome.OPEN, Outcome.REVIEW):
            if outcome in weights:
                return Verdict(outcome.value)
        return Verdict.CLEAN

    @staticmethod
    def _weight(outcome: Outcome, level: Level) -> Outcome:
        should = outcome is Outcome.BREACHED and level == "should"
        return Outcome.REVIEW if should else outcome

    def json_bytes(self) -> bytes:
        """Return the assessment as JSON, to the byte as pydantic writes it.

        What is in order or does not apply reads the same in thousands of dossiers and is written once.
        """
        head, findings, tail = self.model_copy(update={"findings": ()}).model_dump_json().partition(_FINDINGS)
        written = b",".join(_written(finding) for finding in self.findings)
        return b"%s%s%s]%s" % (head.encode(), findings[:-1].encode(), written, tail.encode())

    def of(self, *outcomes: Outcome) -> tuple[Finding, ...]:
        """Return the findings with one of ``outcomes``, in the packs' order."""
        return tuple(finding for finding in self.findings if finding.outcome in outcomes)

    @property
    def patterns(self) -> tuple[str, ...]:
        """Tags of the breached findings, once each."""
        return tuple(dict.fromkeys(tag for finding in self.of(Outcome.BREACHED) for tag in finding.patterns))
