"""What the law of another day makes of the same dossier: findings and rules that come, go or change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.findings import Assessment, Finding, Outcome

Kind = Literal["appeared", "disappeared", "outcome", "words"]

OUTCOME_WORDS: dict[Outcome, str] = {
    Outcome.BREACHED: N_("To change"),
    Outcome.REVIEW: N_("To decide"),
    Outcome.OPEN: N_("To answer"),
    Outcome.MET: N_("In order"),
    Outcome.NOT_APPLICABLE: N_("Does not apply"),
}
APPEARED = N_("New: {title} – {after}.")
DISAPPEARED = N_("Gone: {title} – was: {before}.")
OTHER_OUTCOME = N_("Changed: {title} – was: {before}; now: {after}.")
OTHER_WORDS = N_("Same outcome, other words or articles: {title} – {after}.")
_MESSAGES: dict[Kind, str] = {
    "appeared": APPEARED,
    "disappeared": DISAPPEARED,
    "outcome": OTHER_OUTCOME,
    "words": OTHER_WORDS,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that is not the same on both days.

    Attributes:
        kind: it appeared or disappeared (what does not apply counts as not there), its outcome changed, or only its
            words, level or articles did; a rule that takes over from one of the same title carries its findings on.
        before: the finding on the first day, ``None`` if there was none.
        after: the finding on the second day, ``None`` if there is none.
    """

    kind: Kind
    before: Finding | None
    after: Finding | None

    @property
    def finding(self) -> Finding:
        """The later of the two findings."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def sentence(self) -> Texts:
        """The change in one sentence."""
        return texts(
            _MESSAGES[self.kind],
            title=self.finding.title,
            before=_outcome(self.before),
            after=_outcome(self.after),
        )

    def as_json(self) -> dict[str, Any]:
        """Return the change as JSON values."""
        return {
            "kind": self.kind,
            "rule": self.finding.rule,
            "item": self.finding.item,
            "before": self.before.outcome.value if self.before else None,
            "after": self.after.outcome.value if self.after else None,
            "sentence": self.sentence.model_dump(),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments of one dossier, told apart.

    Attributes:
        before: day of the first.
        after: day of the second.
        into_force: ids of rules in force on the second day only.
        out_of_force: ids of rules in force on the first day only.
        changes: what differs, in the packs' order; what came or changed first.
    """

    before: dt.date
    after: dt.date
    into_force: tuple[str, ...]
    out_of_force: tuple[str, ...]
    changes: tuple[Change, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as JSON values."""
        return {
            "before": self.before.isoformat(),
            "after": self.after.isoformat(),
            "into_force": list(self.into_force),
            "out_of_force": list(self.out_of_force),
            "changes": [change.as_json() for change in self.changes],
        }


def compare(before: Assessment, after: Assessment) -> Comparison:
    """Return how ``after`` differs from ``before``, two assessments of the same dossier."""
    first = {finding.rule: None for finding in before.findings}
    second = {finding.rule: None for finding in after.findings}
    return Comparison(
        before=before.as_of,
        after=after.as_of,
        into_force=tuple(rule for rule in second if rule not in first),
        out_of_force=tuple(rule for rule in first if rule not in second),
        changes=tuple(_changes(before, after)),
    )


def _changes(before: Assessment, after: Assessment) -> Iterator[Change]:
    earlier, later = _applying(before), _applying(after)
    followed = _followed(before, after)
    for key, finding in later.items():
        old = earlier.get(key) or followed.get(key)
        if old is None:
            yield Change("appeared", None, finding)
        elif old.outcome is not finding.outcome:
            yield Change("outcome", old, finding)
        elif _words(old) != _words(finding):
            yield Change("words", old, finding)
    known = {*later, *(old.key for old in followed.values())}
    yield from (Change("disappeared", old, None) for key, old in earlier.items() if key not in known)


def _followed(before: Assessment, after: Assessment) -> dict[tuple[str, str], Finding]:
    """Return, for findings of rules that took over, those of the rules they took over from.

    A rule that comes into force takes over from one that goes where both have the same title and ask about the same.
    """
    first, second = ({finding.rule for finding in one.findings} for one in (before, after))
    gone: dict[tuple[str, str], list[Finding]] = {}
    for old in _applying(before).values():
        if old.rule not in second:
            gone.setdefault((old.title.en, old.item), []).append(old)
    found: dict[tuple[str, str], Finding] = {}
    for key, finding in _applying(after).items():
        same = gone.get((finding.title.en, finding.item))
        if finding.rule not in first and same:
            found[key] = same.pop(0)
    return found


def _applying(assessment: Assessment) -> dict[tuple[str, str], Finding]:
    found = (finding for finding in assessment.findings if finding.outcome is not Outcome.NOT_APPLICABLE)
    return {finding.key: finding for finding in found}


def _words(finding: Finding) -> tuple[object, ...]:
    return finding.title, finding.message, finding.level, finding.citations


def _outcome(finding: Finding | None) -> Texts:
    return texts(OUTCOME_WORDS[finding.outcome if finding else Outcome.NOT_APPLICABLE])
