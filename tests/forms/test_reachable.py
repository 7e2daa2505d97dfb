"""Whatever keeps a finding open is asked somewhere: answering what is missing settles every finding in the end."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Outcome
from tests.rules.complete import answered

DAY = dt.date(2026, 11, 21)


def asked(dossier: Dossier) -> set[str]:
    asking = Asking(dossier, DAY)
    return {path for step in STEPS for path in asking.questions(step.id)}


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
@pytest.mark.parametrize("kind", VenueKind)
def test_answering_what_is_missing_settles_every_finding(kind: VenueKind, jurisdiction: Jurisdiction) -> None:
    rng = random.Random(f"{kind}{jurisdiction}")  # noqa: S311 - cases, not secrets
    dossier = Dossier.model_validate({"venue": {"kind": kind, "jurisdiction": jurisdiction}})
    findings = assess(dossier, packs_for(dossier), DAY).of(Outcome.OPEN)
    rounds = 0
    while findings and rounds < 400:
        rounds += 1
        visible = asked(dossier)
        for finding in findings:
            assert finding.missing, finding
            assert visible.intersection(finding.missing), (finding.rule, finding.missing)
        wanted = dict.fromkeys(path for finding in findings for path in finding.missing if path in visible)
        for path in list(wanted)[:5]:
            if paths.get(dossier, path) is None:
                dossier = answered(dossier, path, rng)
        findings = assess(dossier, packs_for(dossier), DAY).of(Outcome.OPEN)
    assert [finding.rule for finding in findings] == []
