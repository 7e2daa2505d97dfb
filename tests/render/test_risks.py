"""The impact assessment in print: four heads, numbered risks, what is on the charts and what is not."""

from __future__ import annotations

from typing import Any

from fr_desk.domain.dossier import Dossier
from tests.render.conftest import Printer
from tests.render.gym import gym
from tests.render.reading import text_of
from tests.render.structure import figures


def assessed(**answers: Any) -> Dossier:
    facts = gym()
    facts["assessment"] |= answers
    return Dossier.model_validate(facts)


def test_the_charts_say_in_words_which_risk_stands_where(printed: Printer, dossier: Dossier):
    alts = figures(printed(dossier, "en"))

    assert (
        "Risks by likelihood and severity: 1: likelihood 1, severity 3; 2: likelihood 2, severity 2" in alts
    )
    assert "What remains of the risks: 1: 1; 2: 1" in alts


def test_risks_are_numbered_in_the_table_as_on_the_chart(printed: Printer, dossier: Dossier):
    text = text_of(printed(dossier, "en"))

    assert "1 设备被盗 1 3 加密存储 1" in text
    assert "2 误识 2 2 人工复核 1" in text


def test_a_risk_without_likelihood_is_named_as_not_on_the_chart(printed: Printer):
    risks = {
        "i1": {"description": "误识", "severity": 2},
        "i2": {"description": "泄露", "likelihood": 4, "severity": 4},
    }
    pdf = printed(assessed(risks=risks), "en")

    assert "Not on the chart, because likelihood or severity is not answered: 1" in text_of(pdf)
    assert "Risks by likelihood and severity: 2: likelihood 4, severity 4" in figures(pdf)
    assert not any("What remains of the risks" in alt for alt in figures(pdf))


def test_two_hundred_risks_are_all_on_the_chart(printed: Printer):
    risks = {
        f"i{n}": {"description": f"风险{n}", "likelihood": 4, "severity": 4, "residual": 2}
        for n in range(200)
    }

    alts = figures(printed(assessed(risks=risks), "en"))

    assert any(alt.endswith("200: likelihood 4, severity 4") for alt in alts)


def test_heads_that_are_not_answered_say_so_and_the_question_is_their_heading(printed: Printer):
    text = text_of(printed(assessed(lawful_necessary="目的特定。"), "en"))

    assert "Are purpose and method lawful, proper and necessary? 目的特定。" in text
    assert "how is that reduced? not answered" in text


def test_an_assessment_without_risks_says_that_there_are_none(printed: Printer):
    assert "The risks There are none." in text_of(printed(assessed(risks={}), "en"))
    assert "The risks not answered" in text_of(printed(assessed(risks=None), "en"))
