"""The examples inside each rule, run: partial dossiers and the outcome each one expects."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.rules.decisions import tied
from fr_desk.rules.engine import assess
from fr_desk.rules.expression import ExpressionError
from fr_desk.rules.findings import Finding
from fr_desk.rules.packs import Example, Pack, Rule

EXAMPLE_DAY = dt.date(2026, 11, 21)
"""The date of examples that name none."""


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of one example; ``got`` is the outcome, or what stopped it."""

    rule: str
    name: str
    expected: str
    got: str
    file: str
    line: int

    @property
    def passed(self) -> bool:
        """Whether the example gave what it expects."""
        return self.got == self.expected


def run(pack: Pack) -> list[ExampleResult]:
    """Run every example of every rule of ``pack``."""
    return [_run_one(pack, rule, example) for rule in pack.rules for example in rule.examples]


def dossier_of(pack: Pack, example: Example) -> Dossier:
    """Return the dossier an example describes; its country is the pack's.

    Raises:
        ValidationError: if the example is not a well-formed dossier.
    """
    return described(example, pack.jurisdiction)


def described(example: Example, country: Jurisdiction) -> Dossier:
    """Return the dossier an example describes; its country is ``country`` unless it names one.

    Raises:
        ValidationError: if the example is not a well-formed dossier.
    """
    given: dict[str, Any] = {**example.given}
    venue = given.get("venue", {})
    if isinstance(venue, dict):
        given["venue"] = {"jurisdiction": country, **venue}
    return Dossier.model_validate(given)


def finding_of(pack: Pack, rule: Rule, example: Example) -> Finding | None:
    """Return what ``rule`` says about ``example``: for the item it names, else the worst finding, if in force."""
    dossier = dossier_of(pack, example)
    alone = pack.model_copy(update={"rules": (rule,)})
    day = example.as_of or EXAMPLE_DAY
    findings = assess(dossier, [alone], day).findings
    if dossier.decisions:
        findings = assess(tied(dossier, findings), [alone], day).findings
    if example.item is not None:
        findings = tuple(finding for finding in findings if finding.item == example.item)
    order = ("breached", "review", "open", "met", "not_applicable")
    return min(findings, key=lambda finding: order.index(finding.outcome), default=None)


def _run_one(pack: Pack, rule: Rule, example: Example) -> ExampleResult:
    try:
        finding = finding_of(pack, rule, example)
        got = finding.outcome.value if finding else "not in force"
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        got = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except ExpressionError as error:
        got = str(error)
    return ExampleResult(rule.id, example.name, example.expect, got, rule.file, rule.line)
