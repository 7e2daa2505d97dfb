"""The published cases put to a pack: which rules decide them, and whether what was punished is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.cases import Case, Variant, assessed, cases
from fr_desk.rules.expression import ExpressionError
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.packs import Pack

NOT_FOUND = N_("{tag} should be found, and is not")
NOT_ASKED = N_("{tag} should be asked for, and is not")
CRIES_WOLF = N_("{tag} is found where nothing was wrong")

_WORST_FIRST = (Outcome.BREACHED, Outcome.REVIEW, Outcome.MET)
"""Outcomes that decide a case, the worst first."""


class Decided(NamedTuple):
    """A case that a rule decides, and how."""

    case: Case
    variant: Variant
    outcome: Outcome


class Judgement(NamedTuple):
    """One state of a venue put to a pack, and what is not as it should be."""

    case: Case
    variant: Variant
    wrong: tuple[Texts, ...]


def decided_by(pack: Pack) -> dict[str, tuple[Decided, ...]]:
    """Return for each rule of a pack the cases in which it is breached, met or left to a reviewer, breaches first."""
    found: dict[str, list[Decided]] = {}
    for case, variant, assessment in _assessed(pack):
        if isinstance(assessment, ExpressionError):
            continue
        for outcome in _WORST_FIRST:
            for rule in dict.fromkeys(finding.rule for finding in assessment.of(outcome)):
                decided = found.setdefault(rule, [])
                if not any(one.variant is variant for one in decided):
                    decided.append(Decided(case, variant, outcome))
    return {
        rule: tuple(sorted(decided, key=lambda one: _WORST_FIRST.index(one.outcome)))
        for rule, decided in found.items()
    }


def judgements(pack: Pack, *, whole: bool) -> list[Judgement]:
    """Return what a pack makes of each case of its country.

    Args:
        pack: the pack.
        whole: it is to find everything that was punished; a pack of someone else's need only not fail.
    """
    return [
        Judgement(case, variant, tuple(_wrong(variant, found, whole=whole)))
        for case, variant, found in _assessed(pack)
    ]


def _assessed(pack: Pack) -> Iterator[tuple[Case, Variant, Assessment | ExpressionError]]:
    for case in cases():
        for variant in case.variants if case.jurisdiction == pack.jurisdiction else ():
            try:
                yield case, variant, assessed(case, variant, [pack])
            except ExpressionError as error:
                yield case, variant, error


def _wrong(variant: Variant, found: Assessment | ExpressionError, *, whole: bool) -> Iterator[Texts]:
    if isinstance(found, ExpressionError):
        yield found.why
        return
    if not whole:
        return
    breached = _tags(found, Outcome.BREACHED)
    reported = breached | _tags(found, Outcome.REVIEW)
    expected = [(tag, breached) for tag in variant.flag] + [(tag, reported) for tag in variant.review]
    yield from (texts(NOT_FOUND, tag=tag) for tag, among in expected if tag not in among)
    asked = _tags(found, Outcome.OPEN)
    yield from (texts(NOT_ASKED, tag=tag) for tag in variant.open if tag not in asked)
    spared = (*variant.no_flag, *variant.clean_of)
    yield from (texts(CRIES_WOLF, tag=tag) for tag in spared if tag in reported)


def _tags(found: Assessment, outcome: Outcome) -> set[str]:
    return {tag for finding in found.of(outcome) for tag in finding.patterns}
