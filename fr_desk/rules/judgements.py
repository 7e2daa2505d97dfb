"""The published cases put to a pack: which rules decide them, and whether what was punished is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.cases import Case, Decided, Variant, cases
from fr_desk.rules.decisions import tied
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.packs import Pack

NOT_FOUND = N_("{tag} should be found, and is not")
NOT_ASKED = N_("{tag} should be asked for, and is not")
CRIES_WOLF = N_("{tag} is found where nothing was wrong")

_WORST_FIRST = (Outcome.BREACHED, Outcome.REVIEW, Outcome.MET)
"""Outcomes that decide a case, the worst first."""


class Judgement(NamedTuple):
    """One state of a venue put to a pack, and what is not as it should be."""

    case: Case
    variant: Variant
    wrong: tuple[Texts, ...]


def decided_by(pack: Pack) -> dict[str, tuple[Decided, ...]]:
    """Return for each rule of a pack the cases in which it is breached, met or left to a reviewer, breaches first."""
    found: dict[str, list[Decided]] = {}
    for case, variant, assessment in _assessed(pack):
        for outcome in _WORST_FIRST:
            for rule in dict.fromkeys(finding.rule for finding in assessment.of(outcome)):
                decided = found.setdefault(rule, [])
                if not any(one.variant is variant for one in decided):
                    decided.append(Decided(case, variant, outcome))
    return {
        rule: tuple(sorted(decided, key=lambda one: _WORST_FIRST.index(one.outcome)))
        for rule, decided in found.items()
    }


def judgements(pack: Pack) -> list[Judgement]:
    """Return what a pack makes of each case of its country."""
    return [
        Judgement(case, variant, tuple(_wrong(variant, found))) for case, variant, found in _assessed(pack)
    ]


def _assessed(pack: Pack) -> Iterator[tuple[Case, Variant, Assessment]]:
    for case in cases():
        for variant in case.variants if case.jurisdiction == pack.jurisdiction else ():
            dossier = case.dossier(variant)
            found = assess(dossier, [pack], variant.as_of)
            if dossier.decisions:
                found = assess(tied(dossier, found.findings), [pack], variant.as_of)
            yield case, variant, found


def _wrong(variant: Variant, found: Assessment) -> Iterator[Texts]:
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
