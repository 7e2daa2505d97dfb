"""Whether a rule of the packs concerns this venue: what makes a form needed, as of the date of the assessment.

The findings are asked, so that the papers and the verdict never disagree about a duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from fr_desk.domain import paths
from fr_desk.render.edition import Edition
from fr_desk.rules.findings import Finding, Outcome
from fr_desk.rules.packs import Rule


def concerns(edition: Edition, *rules: str) -> bool | None:
    """Tell whether one of these rules is for this venue; ``None`` while an unanswered question decides.

    A rule that is not in force on the day, or not in the packs, is for nobody.
    """
    answers = [_concerned(edition, finding) for name in rules for finding in _findings(edition, name)]
    if True in answers:
        return True
    return None if None in answers else False


def _findings(edition: Edition, rule: str) -> Iterator[Finding]:
    return (finding for finding in edition.assessment.findings if finding.rule == rule)


def _concerned(edition: Edition, finding: Finding) -> bool | None:
    """Tell whether the rule of a finding is for its place: an open finding may be open about that very question."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return False
    if finding.outcome is not Outcome.OPEN:
        return True
    rule = _rule(edition, finding.rule)
    if rule is None or finding.item in finding.missing:
        return None
    scope = finding.item if finding.item and paths.is_item(finding.item) else ""
    return edition.facts.holds(rule.when, scope) if rule.when else True


def _rule(edition: Edition, name: str) -> Rule | None:
    return next((rule for pack in edition.packs for rule in pack.rules if rule.id == name), None)
