"""Checks as values: which wait, which belong together, what mends all of them; and how well things fit what is typed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from fr_desk import services
from fr_desk.domain.differences import changes
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.differences import listed
from fr_desk.gui import ranking
from fr_desk.gui.checks import Check, When, entries, gather, when_of
from fr_desk.gui.fix_preview import would_be
from fr_desk.gui.ranking import ranked, starts_of
from fr_desk.rules.bundled import whole_packs
from fr_desk.rules.engine import assess
from fr_desk.rules.examples import EXAMPLE_DAY, dossier_of
from fr_desk.rules.findings import Finding, Outcome
from tests.gui.conftest import sample


@pytest.fixture(scope="module")
def sales() -> tuple[Dossier, tuple[Finding, ...]]:
    dossier = sample("ningbo-sales-office-before")
    return dossier, services.assess(dossier).findings


def test_duties_are_for_now_and_recommendations_and_questions_for_later(
    sales: tuple[Dossier, tuple[Finding, ...]],
):
    for finding in sales[1]:
        expected = {
            Outcome.BREACHED: When.NOW if finding.level == "must" else When.LATER,
            Outcome.REVIEW: When.DECIDE,
            Outcome.OPEN: When.LATER,
        }.get(finding.outcome, When.DONE)
        assert when_of(finding) is expected


def test_every_finding_is_in_one_check_and_a_check_says_the_same_everywhere(
    sales: tuple[Dossier, tuple[Finding, ...]],
):
    dossier, findings = sales
    checks = gather(findings, dossier, "en")

    keys = [finding.key for check in checks for finding in check.findings]
    assert sorted(keys) == sorted(finding.key for finding in findings)
    assert any(check.is_many for check in checks)
    for check in checks:
        assert len({(one.rule, one.outcome, one.level, one.step) for one in check.findings}) == 1


def test_counts_of_the_headings_are_those_of_the_findings(sales: tuple[Dossier, tuple[Finding, ...]]):
    dossier, findings = sales
    wanted = [one for one in findings if one.outcome in {Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN}]
    lines = list(entries(wanted, dossier, "en", (), only=False))

    assert sum(one.count for one in lines if one.check is None and not one.step) == len(wanted)
    assert sum(one.count for one in lines if one.check is None and one.step) == len(wanted)
    assert sum(len(one.check.findings) for one in lines if one.check) == len(wanted)
    assert len({one.key for one in lines}) == len(lines)


def test_the_same_edit_for_several_places_is_made_once(sales: tuple[Dossier, tuple[Finding, ...]]):
    # given four devices without a sign, which one sign mends
    dossier, findings = sales
    check = next(one for one in gather(findings, dossier, "en") if one.first.rule == "cn.cctv.signage-angle")
    assert len(check.findings) == 4

    # when
    after = would_be(dossier, check.fixes[0])

    # then
    assert len(after.signs or {}) == len(dossier.signs or {}) + 1
    assert check.fixes[0].label.en.endswith("(4 places)")


def test_every_fix_of_every_example_is_told_in_full():
    """Whatever a fix changes is covered by a line of its preview, and no line tells of anything else."""
    told = 0
    for pack in whole_packs():
        for rule in pack.rules:
            for example in (one for one in rule.examples if one.expect == "breached"):
                dossier = dossier_of(pack, example)
                alone = pack.model_copy(update={"rules": (rule,)})
                for finding in assess(dossier, [alone], example.as_of or EXAMPLE_DAY).findings:
                    for fix in finding.fixes:
                        after = would_be(dossier, fix)
                        lines = [line.path for line in listed(dossier, after, "zh")]
                        made = [change.path for change in changes(dossier, after)]
                        assert made
                        assert all(any(_within(line, path) for line in lines) for path in made), (
                            rule.id,
                            made,
                        )
                        assert all(any(_within(line, path) for path in made) for line in lines), (
                            rule.id,
                            lines,
                        )
                        told += 1
    assert told > 100


def _within(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def test_a_check_without_the_same_fix_everywhere_offers_none_for_all(
    sales: tuple[Dossier, tuple[Finding, ...]],
):
    passwords = [one for one in sales[1] if one.rule == "cn.fr.device-access"]
    signs = [one for one in sales[1] if one.rule == "cn.cctv.signage-angle"]

    assert Check((passwords[0], signs[0])).fixes == ()
    assert len(Check(tuple(passwords)).fixes) == 1


@dataclass
class Thing:
    title: str
    more: str = ""
    loose: bool = True
    name: str = field(init=False)
    starts: str = field(init=False)
    words: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.title.lower()
        self.starts, self.words = starts_of(self.name), f"{self.name}\n{self.more}"


def test_what_fits_better_ranks_better():
    things = [Thing(title) for title in ("Do save", "Unsaved", "Save", "Save as", "默认密码已更改")]
    things.append(Thing("Preview", "how to save"))
    ranks = {thing.title: how for how, thing in ranked("save", things)}

    assert ranks == {
        "Save": ranking.SAME,
        "Save as": ranking.BEGINS,
        "Do save": ranking.WORD_BEGINS,
        "Unsaved": ranking.IN_NAME,
        "Preview": ranking.IN_WORDS,
    }
    assert [how for how, _ in ranked("密码", things)] == [ranking.WORD_BEGINS]
    assert [(how, one.title) for how, one in ranked("ssv", [*things, Thing("save sv", loose=False)])] == []
    assert [(how, one.title) for how, one in ranked("prvw", things)] == [(ranking.LETTERS, "Preview")]
    assert [one.title for _, one in ranked("as sa", things)] == ["Save as"]
