"""What holds for any dossier whatever."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.expression import Expression
from fr_desk.rules.facts import VARIABLES, Facts
from fr_desk.rules.findings import Assessment, Finding, Outcome
from fr_desk.rules.packs import Pack, Rule
from tests.rules.complete import answered, complete
from tests.strategies import dossiers

DAYS = st.dates(dt.date(2021, 8, 1), dt.date(2028, 12, 31))
ANY = dossiers(Jurisdiction.CN) | dossiers(Jurisdiction.KR) | dossiers()
SEEDS = st.integers(0, 2**32)
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(ANY, DAYS)
def test_assessment_never_fails_and_its_findings_are_sound(dossier: Dossier, day: dt.date) -> None:
    assessment = assess(dossier, packs_for(dossier), day)

    # nothing is said twice, and everything in three languages
    findings = assessment.findings
    assert len({finding.key for finding in findings}) == len(findings)
    assert all(finding.message.zh and finding.message.ko and finding.message.en for finding in findings)

    # each points to a place of the model
    for finding in findings:
        paths.spec_at(finding.path)

    # an open one names unanswered questions only
    for finding in assessment.of(Outcome.OPEN):
        assert finding.missing
        assert all(paths.get(dossier, path) is None for path in finding.missing)


@PATIENT
@given(ANY, DAYS)
def test_every_fix_can_be_applied_and_changes_what_the_finding_says(dossier: Dossier, day: dt.date) -> None:
    packs = packs_for(dossier)
    for finding in assess(dossier, packs, day).of(Outcome.BREACHED):
        for fix in finding.fixes:
            after = {other.key: other for other in assess(apply(dossier, *fix.edits), packs, day).findings}
            left = after.get(finding.key)
            assert left is None or (left.outcome, left.message) != (finding.outcome, finding.message)


def questions(dossier: Dossier) -> list[str]:
    """Return the paths of every question of a dossier as it stands, answered or not; notes answer none."""
    patterns = [pattern for pattern, _ in paths.leaves(Dossier) if not pattern.startswith("remarks")]
    return list(dict.fromkeys(path for pattern in patterns for path in paths.expand(dossier, pattern)))


def afresh(dossier: Dossier, packs: tuple[Pack, ...], day: dt.date) -> Assessment:
    """Assess on another thread: nothing found before is taken over there."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(assess, dossier, packs, day).result()


@PATIENT
@given(ANY, DAYS, SEEDS)
def test_taking_findings_over_gives_the_same_as_starting_afresh(
    dossier: Dossier, day: dt.date, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - cases, not secrets
    packs = packs_for(dossier)
    assess(dossier, packs, day)
    for _ in range(6):
        edited = answered(dossier, rng.choice(questions(dossier)), rng)
        if rng.random() < 0.2 and edited.cameras:
            edited = apply(edited, Edit(op="remove", path=f"cameras.{rng.choice(list(edited.cameras))}"))
        dossier = edited
        assert assess(dossier, packs, day) == afresh(dossier, packs, day)


@pytest.mark.parametrize(
    "among", [slice(0, None, 3), pytest.param(slice(None), marks=pytest.mark.soak)], ids=["a third", "all"]
)
def test_each_single_edit_of_a_full_dossier_is_noticed(among: slice) -> None:
    for country in Jurisdiction:
        dossier = complete(VenueKind.GYM, country, 7)
        rng = random.Random(7)  # noqa: S311 - cases, not secrets
        packs = packs_for(dossier)
        day = dt.date(2026, 11, 21)
        for path in questions(dossier)[among]:
            edited = answered(dossier, path, rng)
            assess(dossier, packs, day)
            assert assess(edited, packs, day) == afresh(edited, packs, day), path


def behind(rule: Rule, item: str, facts: Facts) -> Iterator[str]:
    """Yield the paths of the answers a rule speaks of."""
    for source in rule.expressions():
        for chain in Expression.compile(source, VARIABLES).reads:
            for pattern in facts.answers_behind(chain, item):
                yield from paths.expand(facts.dossier, pattern)


def spoken_of(path: str, rule: Rule, finding: Finding, *states: Facts) -> bool:
    return any(
        path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.")
        for facts in states
        for one in behind(rule, finding.item if paths.get(facts.dossier, finding.item) else "", facts)
    )


@PATIENT
@given(ANY, DAYS, SEEDS)
def test_one_more_answer_reopens_no_rule_that_does_not_speak_of_it(
    dossier: Dossier, day: dt.date, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - cases, not secrets
    packs = packs_for(dossier)
    rules = {rule.id: rule for pack in packs for rule in pack.rules}
    unanswered = [path for path in questions(dossier) if paths.get(dossier, path) is None]
    path = rng.choice(unanswered)
    more = answered(dossier, path, rng)
    before = {
        finding.key: finding for finding in assess(dossier, packs, day).of(Outcome.MET, Outcome.BREACHED)
    }
    for finding in assess(more, packs, day).of(Outcome.OPEN):
        if finding.key in before:
            states = Facts(dossier, day), Facts(more, day)
            assert spoken_of(path, rules[finding.rule], finding, *states), (path, finding.rule)


@PATIENT
@given(ANY, DAYS, SEEDS)
def test_answering_all_that_is_missing_settles_a_finding_or_asks_on(
    dossier: Dossier, day: dt.date, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - cases, not secrets
    packs = packs_for(dossier)
    findings = assess(dossier, packs, day).of(Outcome.OPEN)
    for finding in rng.sample(findings, min(3, len(findings))):
        after = dossier
        for path in finding.missing:
            after = answered(after, path, rng)
        left = [path for path in finding.missing if paths.get(after, path) is None]
        if left:
            continue
        now = {other.key: other for other in assess(after, packs, day).findings}.get(finding.key)
        if now is not None and now.outcome is Outcome.OPEN:
            assert now.missing
            assert set(now.missing).isdisjoint(finding.missing)
