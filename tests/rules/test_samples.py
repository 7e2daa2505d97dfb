"""What the bundled samples are found to be."""

from __future__ import annotations

import datetime as dt

import pytest

from fr_desk.domain import derived, identifiers
from fr_desk.domain.dossier import Dossier
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Outcome, Verdict
from fr_desk.rules.yaml_lines import load

DAY = dt.date(2026, 11, 21)
SAMPLES = sorted(path.stem for path in resource("samples").glob("*.yaml"))


def sample(name: str) -> tuple[Dossier, Assessment]:
    dossier = Dossier.model_validate(load(resource("samples", f"{name}.yaml")))
    return dossier, assess(dossier, packs_for(dossier), DAY)


def breached(assessment: Assessment) -> set[str]:
    return {finding.path for finding in assessment.of(Outcome.BREACHED)}


def test_there_are_four_samples() -> None:
    assert SAMPLES == [
        "ningbo-sales-office-after",
        "ningbo-sales-office-before",
        "seoul-gym",
        "shanghai-hotel",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_registration_numbers_in_samples_have_right_check_characters(name: str) -> None:
    number = sample(name)[0].operator.registration_number or ""

    assert identifiers.is_credit_code(number) or identifiers.is_business_number(number)


def test_the_sales_office_before_is_found_to_do_what_it_was_fined_for() -> None:
    _, assessment = sample("ningbo-sales-office-before")

    assert assessment.verdict is Verdict.BREACHED
    assert {"NO_NOTICE", "NO_SEPARATE_CONSENT", "NOT_NECESSARY", "PURPOSE_CREEP", "OVER_RETENTION"} <= set(
        assessment.patterns
    )
    assert "PRIVATE_SPACE" not in assessment.patterns


def test_the_sales_office_after_is_clean() -> None:
    _, assessment = sample("ningbo-sales-office-after")
    left = assessment.of(Outcome.BREACHED, Outcome.OPEN, Outcome.REVIEW)

    assert [(finding.rule, finding.outcome, finding.message.en) for finding in left] == []
    assert assessment.verdict is Verdict.CLEAN


def test_the_hotel_has_its_three_mistakes_and_no_open_question() -> None:
    _, assessment = sample("shanghai-hotel")
    items = {finding.item for finding in assessment.of(Outcome.BREACHED)}

    assert items == {"cameras.c10", "activities.a2", "activities.a3"}
    assert {"PRIVATE_SPACE", "NO_ALTERNATIVE", "OVER_RETENTION"} <= set(assessment.patterns)
    assert [finding.message.en for finding in assessment.of(Outcome.OPEN)] == []


def test_the_gym_has_one_mistake_and_no_open_question() -> None:
    _, assessment = sample("seoul-gym")

    assert breached(assessment) == {"signs.s1.items"}
    assert [finding.message.en for finding in assessment.of(Outcome.OPEN)] == []


def test_every_sample_names_only_facts_that_can_be_computed() -> None:
    for name in SAMPLES:
        dossier, _ = sample(name)
        for key in dossier.cameras or {}:
            assert derived.recognises(dossier, key, DAY) is not None
