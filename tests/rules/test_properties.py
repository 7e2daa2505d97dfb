"""What holds for any dossier whatever."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import apply
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Outcome
from tests.strategies import dossiers

DAYS = st.dates(dt.date(2021, 8, 1), dt.date(2028, 12, 31))
ANY = dossiers(Jurisdiction.CN) | dossiers(Jurisdiction.KR) | dossiers()
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(ANY, DAYS)
def test_assessment_never_fails_and_never_says_a_thing_twice(dossier: Dossier, day: dt.date) -> None:
    findings = assess(dossier, packs_for(dossier), day).findings

    assert len({finding.key for finding in findings}) == len(findings)
    assert all(finding.message.zh and finding.message.ko and finding.message.en for finding in findings)


@PATIENT
@given(ANY, DAYS)
def test_an_open_finding_names_unanswered_questions_only(dossier: Dossier, day: dt.date) -> None:
    for finding in assess(dossier, packs_for(dossier), day).of(Outcome.OPEN):
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


@PATIENT
@given(ANY, DAYS)
def test_every_finding_points_to_a_place_of_the_model(dossier: Dossier, day: dt.date) -> None:
    for finding in assess(dossier, packs_for(dossier), day).findings:
        paths.spec_at(finding.path)
