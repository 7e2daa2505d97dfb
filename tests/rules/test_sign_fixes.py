"""Fixes of the rules about signs: what a sign tells already stays on it."""

from __future__ import annotations

import datetime as dt

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import apply
from fr_desk.rules.bundled import bundled_pack
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Finding, Outcome

LIBRARY = {
    "venue": {"jurisdiction": "KR"},
    "operator": {"public_body": True},
    "zones": {"z1": {"access": "public"}},
    "cameras": {"c1": {"kind": "dome", "zone": "z1", "picture": "continuous", "activities": ["a1"]}},
    "activities": {"a1": {"processors": {"i1": {"name": "Guards"}}}},
    "signs": {"s1": {"kind": "cctv_area", "zone": "z1", "items": ["purpose", "operator", "trustee"]}},
}


def finding(dossier: Dossier, rule: str) -> Finding:
    country = dossier.venue.jurisdiction
    assert country
    found = assess(dossier, (bundled_pack(country),), dt.date(2026, 11, 21)).findings
    return next(one for one in found if one.rule == rule)


def test_completing_a_korean_sign_keeps_the_trustee_and_the_operator_on_it():
    dossier = Dossier.model_validate(LIBRARY)
    incomplete = finding(dossier, "kr.25-4-sign-items")

    mended = apply(dossier, *incomplete.fixes[0].edits)

    assert incomplete.outcome is Outcome.BREACHED
    assert finding(mended, "kr.25-4-sign-items").outcome is Outcome.MET
    assert finding(mended, "kr.26-2-trustee-on-sign").outcome is Outcome.MET
    assert mended.signs
    assert {"operator", "trustee"} <= set(mended.signs["s1"].items or ())
