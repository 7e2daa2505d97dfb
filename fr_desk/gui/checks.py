"""The checks as they stand in the panel: what to do now, what to decide, what can wait; one check for many places.

A rule that finds the same thing at four devices is one check with four findings. No widgets here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.forms.steps import STEPS
from fr_desk.i18n import N_, Lang, texts, translate
from fr_desk.rules.findings import Finding, Fix, Outcome
from fr_desk.rules.sentences import SEPARATOR, name_of

NAMED = 2
"""Places named in one line; the others are counted."""
AND_MORE = N_("{names} and {count} more")
AT_ALL = N_("{fix} ({count} places)")


class When(StrEnum):
    """When a check wants something done."""

    NOW = "now"
    DECIDE = "decide"
    LATER = "later"
    DONE = "done"


WHEN_WORDS: dict[When, str] = {
    When.NOW: N_("Do now"),
    When.DECIDE: N_("Decide"),
    When.LATER: N_("Later"),
    When.DONE: N_("In order"),
}
WHEN_HELP: dict[When, str] = {
    When.NOW: N_("The law requires these changes."),
    When.DECIDE: N_("The law leaves these open: a person judges and writes down why."),
    When.LATER: N_("Recommendations, and checks that wait for an answer."),
    When.DONE: N_("Nothing to do here."),
}


def when_of(finding: Finding) -> When:
    """Return when ``finding`` wants something done: duties now, what is recommended or still unknown later."""
    match finding.outcome:
        case Outcome.BREACHED:
            return When.NOW if finding.level == "must" else When.LATER
        case Outcome.REVIEW:
            return When.DECIDE
        case Outcome.OPEN:
            return When.LATER
        case _:
            return When.DONE


@dataclass(frozen=True)
class Check:
    """What one rule says in the same words about one place or more.

    Attributes:
        findings: one for each place, in the order of the rules.
    """

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding whose words stand for all."""
        return self.findings[0]

    @property
    def is_many(self) -> bool:
        """Whether it is about several places."""
        return len(self.findings) > 1

    @cached_property
    def fixes(self) -> tuple[Fix, ...]:
        """What cures it everywhere: the fixes of every place, put together by their words."""
        if not self.is_many:
            return self.first.fixes
        together: list[Fix] = []
        for fix in self.first.fixes:
            alike = [_called(finding, fix) for finding in self.findings]
            edits: list[Edit] = []
            for one in alike:
                edits += [edit for edit in (one.edits if one else ()) if edit not in edits]
            if all(alike):
                label = texts(AT_ALL, fix=fix.label, count=len(self.findings))
                together.append(Fix(label=label, edits=tuple(edits)))
        return tuple(together)

    def names(self, dossier: Dossier, lang: Lang, most: int = NAMED) -> str:
        """Return the places it is about in a line: the first by name, the others counted. Empty for the whole venue."""
        named = [name_of(dossier, finding.item, lang) for finding in self.findings if finding.item]
        shown = SEPARATOR[lang].join(named[:most])
        rest = len(named) - most
        return translate(AND_MORE, lang, names=shown, count=rest) if rest > 0 else shown


def _called(finding: Finding, fix: Fix) -> Fix | None:
    return next((one for one in finding.fixes if one.label == fix.label), None)


@dataclass(frozen=True)
class Entry:
    """One line of the list: a heading with how many findings are below it, or a check.

    Attributes:
        key: identity from one assessment to the next.
        when: when it wants something done.
        step: the step it is about; empty for the heading of all steps.
        check: the check, ``None`` for a heading.
        count: findings below a heading.
        folded: whether they are folded away.
    """

    key: tuple[str, ...]
    when: When
    step: str = ""
    check: Check | None = None
    count: int = 0
    folded: bool = False


def entries(
    findings: Iterable[Finding], dossier: Dossier, lang: Lang, folded: Collection[str], *, only: bool
) -> Iterator[Entry]:
    """Yield headings and checks in the order of the list: by when they want something done, then by step.

    Args:
        findings: what is listed.
        dossier: gives the places their names.
        lang: of the screen.
        folded: keys of the headings below which nothing is listed: ``later``, ``now/cameras``.
        only: whether one kind of finding was asked for: then what belongs together by time is never folded away.
    """
    by_when: dict[When, list[Finding]] = {}
    for finding in findings:
        by_when.setdefault(when_of(finding), []).append(finding)
    for when in (when for when in When if when in by_when):
        some = by_when[when]
        away = when.value in folded and not only
        if not only or len(by_when) > 1:
            yield Entry((when.value,), when, count=len(some), folded=away)
        if not away:
            yield from _by_step(when, gather(some, dossier, lang), folded)


def _by_step(when: When, checks: list[Check], folded: Collection[str]) -> Iterator[Entry]:
    for step, group in groupby(checks, key=lambda check: check.first.step):
        some, away = list(group), f"{when.value}/{step}" in folded
        count = sum(len(check.findings) for check in some)
        yield Entry((when.value, step), when, step, count=count, folded=away)
        for check in () if away else some:
            kind = check.first.outcome.value, check.first.level
            yield Entry((*kind, *check.first.key), when, step, check)


_ORDER = {step.id: number for number, step in enumerate(STEPS)}


def gather(findings: Iterable[Finding], dossier: Dossier, lang: Lang) -> list[Check]:
    """Return ``findings`` of one time as checks, step by step, recommendations before questions.

    Findings of one rule are one check where they say the same, apart from the name of the place.
    """
    together: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        said = _apart_from_names(finding, dossier, lang)
        key = (finding.rule, finding.outcome, finding.level, finding.step, said)
        together.setdefault(key, []).append(finding)
    checks = [Check(tuple(some)) for some in together.values()]
    return sorted(checks, key=_place)


def _place(check: Check) -> tuple[int, bool]:
    return _ORDER[check.first.step], check.first.outcome is Outcome.OPEN


def _apart_from_names(finding: Finding, dossier: Dossier, lang: Lang) -> str:
    """Return the sentence of a finding without the names of the places it is about."""
    said = finding.message.get(lang)
    parts = paths.split(finding.item)
    for end in range(len(parts), 1, -2):
        name = name_of(dossier, paths.join(*parts[:end]), lang)
        said = said.replace(name, "\0") if name else said
    return said
