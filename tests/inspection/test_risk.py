"""What comes first: lenses in private places, doctored files, children, faces without consent; parts that add up."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.inspection.examine import found_in
from fr_desk.inspection.risk import (
    CHILDREN,
    DOCTORED,
    DOUBTFUL,
    MANY,
    MILDER,
    OTHER,
    WEIGHTS,
    order,
    risk_of,
    weight,
    why,
)
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.findings import Assessment, Finding, Level, Outcome
from fr_desk.storage.agreement import Agreement
from fr_desk.storage.verification import Standing
from tests.storage.verdicts import assess

DAY = dt.date(2026, 11, 22)
EMPTY = Dossier()


def finding(
    *patterns: str, outcome: Outcome = Outcome.BREACHED, level: Level = "must", item: str = ""
) -> Finding:
    kept = vars_of(assess(EMPTY, DAY).findings[0])
    return Finding(**{**kept, "patterns": patterns, "outcome": outcome, "level": level, "item": item})


def vars_of(one: Finding) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Finding.__dataclass_fields__}


def risk(*findings: Finding, dossier: Dossier = EMPTY, standing: Standing = "unsealed") -> int:
    return risk_of(dossier, assessment(*findings), standing)


def assessment(*findings: Finding) -> Assessment:
    return Assessment(as_of=DAY, packs=(), findings=findings)


def test_nothing_to_see_is_no_risk() -> None:
    assert risk() == 0
    assert risk(finding("MINORS", outcome=Outcome.MET), finding(outcome=Outcome.NOT_APPLICABLE)) == 0


def test_the_order_is_private_places_doctored_files_children_faces_the_rest() -> None:
    risks = [
        risk(finding("PRIVATE_SPACE")),
        risk(standing="changed"),
        risk(finding("MINORS")),
        risk(finding("NO_SEPARATE_CONSENT")),
        risk(finding("NO_NOTICE")),
        risk(finding()),
        risk(),
    ]

    assert risks == sorted(risks, reverse=True)
    assert len(set(risks)) == len(risks)


def test_a_lens_in_a_private_place_outweighs_every_other_pattern_together() -> None:
    others = [finding(tag) for tag in WEIGHTS if tag != "PRIVATE_SPACE"]

    assert risk(finding("PRIVATE_SPACE")) > risk(*others, standing="mismatch")


def test_every_pattern_of_the_packs_has_a_weight() -> None:
    rules = [rule for pack in bundled_packs() for rule in pack.rules]
    tags = {tag for rule in rules for tag in rule.patterns}
    tags |= {tag for rule in rules for clause in rule.clauses for tag in clause.patterns}

    assert tags <= set(WEIGHTS)


@pytest.mark.parametrize(
    ("outcome", "level", "points"),
    [
        (Outcome.BREACHED, "must", 500),
        (Outcome.BREACHED, "should", 250),
        (Outcome.REVIEW, "must", 125),
        (Outcome.OPEN, "must", 10),
    ],
)
def test_what_is_less_certain_or_only_recommended_weighs_less(
    outcome: Outcome, level: Level, points: int
) -> None:
    assert risk(finding("MINORS", outcome=outcome, level=level)) == points


def test_further_findings_of_one_pattern_add_a_tenth() -> None:
    many = [finding("NO_NOTICE", item=f"cameras.c{number}") for number in range(11)]

    assert risk(*many) == 60 + 10 * 6


def test_the_heaviest_pattern_of_a_finding_counts() -> None:
    assert weight(finding("NO_NOTICE", "MINORS", "UNHEARD_OF")) == WEIGHTS["MINORS"]
    assert weight(finding("UNHEARD_OF")) == OTHER


def test_many_people_and_children_add_to_it() -> None:
    def dossier(**activity: object) -> Dossier:
        return Dossier.model_validate(
            {
                "activities": {"a1": activity},
                "cameras": {"c1": {"face_function": "identification"}},
            }
        )

    assert risk(dossier=dossier(persons_stored=999)) == 0
    assert risk(dossier=dossier(persons_stored=1000)) == MANY
    assert risk(dossier=dossier(persons_stored=250_000)) == 3 * MANY
    assert risk(dossier=dossier(subjects=("under_14",))) == CHILDREN


@pytest.mark.parametrize("standing", ["changed", "mismatch"])
def test_a_doctored_file_counts_as_such(standing: Standing) -> None:
    assert risk(standing=standing) == DOCTORED


def test_the_parts_add_up_and_say_why() -> None:
    findings = [finding("MINORS"), finding("MINORS"), finding("NO_PIA", outcome=Outcome.OPEN), finding()]
    parts = why(EMPTY, assessment(*findings), "changed")

    assert sum(part.points for part in parts) == risk(*findings, standing="changed")
    assert [part.pattern for part in parts] == ["", "MINORS", "", "NO_PIA"]
    assert [part.breached for part in parts] == [0, 2, 1, 0]
    assert [part.says.en for part in parts] == [
        "The file was changed, or contradicts itself.",
        "Faces of children under 14 are used without what protects them.",
        "Other duties are not met.",
        "Not answered yet: An impact assessment is missing.",
    ]


def test_findings_are_ordered_by_what_they_weigh() -> None:
    findings = [
        finding("NO_NOTICE", item="b"),
        finding("PRIVATE_SPACE", outcome=Outcome.OPEN),
        finding("NO_NOTICE", item="a"),
        finding("MINORS"),
        finding("MINORS", outcome=Outcome.MET),
    ]
    found = found_in(assessment(*findings))

    assert [(one.patterns[0], one.item) for one in found] == [
        ("MINORS", ""),
        ("PRIVATE_SPACE", ""),
        ("NO_NOTICE", "a"),
        ("NO_NOTICE", "b"),
    ]
    assert order(reversed(found)) == found


def test_findings_that_nobody_could_compare_are_a_doubt_and_no_proof() -> None:
    def doubt(agreement: Agreement, standing: Standing = "unsealed") -> int:
        return risk_of(EMPTY, assessment(), standing, agreement)

    assert [doubt(one) for one in ("", "same", "older_rules")] == [0, 0, 0]
    assert [doubt(one) for one in ("other_day", "newer_rules", "other_rules")] == [DOUBTFUL] * 3
    assert DOUBTFUL < doubt("milder") == MILDER < DOCTORED
    assert doubt("milder", "mismatch") == DOCTORED
