"""What an inspector sees of one dossier within a minute: a value, put together by :mod:`fr_desk.inspection.reading`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from fr_desk.domain.differences import Change
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Texts, texts, written_dates
from fr_desk.rules.comparison import Comparison
from fr_desk.rules.findings import Assessment, Citation, Finding, Outcome, PackRef
from fr_desk.storage.verification import Verification

LookKind = Literal["private_space", "sight", "alternative", "clock", "filing", "consent", "sign", "other"]


OTHERWISE = N_(
    "The printed verdict is not the one that the answers give for the day it is printed for, {day}."
)
OTHER_RULES = N_("It was printed with other rules than those of this program: {packs}.")
OTHER_DAY = N_("It is printed for {day}, but the dossier is of {own}.")
_LONGEST = 200
"""Characters of what a document says of its rules."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to look at on site.

    Attributes:
        kind: what sort of thing it is.
        path: of the answer, item or part it is about: ``cameras.c3``.
        says: what to look at, in the venue's own names.
        why: what the dossier declares or leaves out there.
        citations: the articles behind it.
        risk: higher comes first.
        rule: id of the rule behind it, empty if none is.
    """

    kind: LookKind
    path: str
    says: Texts
    why: Texts
    citations: tuple[Citation, ...]
    risk: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two or more answers that cannot all be true.

    Attributes:
        paths: of the answers.
        says: what cannot be, in one sentence.
        kind: name of the kind of contradiction, the same in every dossier.
    """

    paths: tuple[str, ...]
    says: Texts
    kind: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One dossier, opened read-only.

    Attributes:
        path: the file.
        verification: what the file is worth.
        dossier: what it declares.
        attachments: contents by id.
        as_of: the day of :attr:`today`.
        today: assessed as of that day.
        own_day: the dossier's date, or that of the printed findings.
        then: assessed as of the dossier's own day with the packs of this program.
        printed: the findings in the document, ``None`` if it has none.
        again: assessed as of the day of the printed findings with the packs of this program.
        looks: what to look at on site, at most ten, the riskiest first.
        contradictions: between answers.
        unanswered: paths that could still change a finding.
        previous: the file it was compared with, ``None`` if there is none.
        changed: what differs from that version.
        before: what that version declares.
        digest: SHA-256 of the file.
        since: the findings that came, went or changed since that version, under the law of :attr:`as_of`.
    """

    path: Path
    verification: Verification
    dossier: Dossier
    as_of: dt.date
    today: Assessment
    own_day: dt.date
    then: Assessment
    printed: Assessment | None = None
    again: Assessment | None = None
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    looks: tuple[Look, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unanswered: tuple[str, ...] = ()
    previous: Path | None = None
    changed: tuple[Change, ...] = ()
    before: Dossier | None = None
    since: Comparison | None = None
    digest: str = ""

    @property
    def breached(self) -> tuple[Finding, ...]:
        """What is breached today."""
        return self.today.of(Outcome.BREACHED)

    @property
    def doubts(self) -> tuple[Texts, ...]:
        """What does not fit between the printed verdict and the answers, one sentence each."""
        printed, again = self.printed, self.again
        if printed is None or again is None:
            return ()
        found = []
        if printed.verdict is not again.verdict:
            found.append(texts(OTHERWISE, day=written_dates(printed.as_of)))
            if printed.packs != again.packs:
                found.append(texts(OTHER_RULES, packs=named_packs(printed.packs)))
        if printed.as_of != self.own_day:
            days = {"day": written_dates(printed.as_of), "own": written_dates(self.own_day)}
            found.append(texts(OTHER_DAY, **days))
        return tuple(found)


def named_packs(packs: Sequence[PackRef]) -> str:
    """Return ids and versions of rule packs in one line, short: a document may say anything of its rules."""
    return ", ".join(f"{pack.id} {pack.version}" for pack in packs)[:_LONGEST]
