"""What holds for every bundled pack, whatever law it holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import apply
from fr_desk.i18n import LANGUAGES
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for, whole_packs
from fr_desk.rules.engine import assess
from fr_desk.rules.examples import dossier_of, finding_of, run
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.lint import lint
from fr_desk.rules.packs import Pack, Rule
from tests.rules.complete import complete

DAY = dt.date(2026, 11, 21)
PACKS = whole_packs()
RULES = [rule.id for pack in PACKS for rule in pack.rules]
EACH_RULE = pytest.mark.parametrize("rule_id", RULES)


def found(rule_id: str) -> tuple[Pack, Rule]:
    pack = next(pack for pack in PACKS if any(rule.id == rule_id for rule in pack.rules))
    return pack, pack.rule(rule_id)


def current(dossier: Dossier, day: dt.date = DAY) -> Assessment:
    return assess(dossier, packs_for(dossier), day)


@pytest.mark.parametrize("name", ["cn", "kr"])
def test_the_pack_lints_clean(name: str) -> None:
    assert [problem for problem in lint(resource("rules", name)) if not problem.warning] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_every_example_gives_what_it_expects(pack: Pack) -> None:
    assert [result for result in run(pack) if not result.passed] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_all_five_steps_are_covered(pack: Pack) -> None:
    steps = Counter(rule.step for rule in pack.rules)
    assert {"cameras", "purpose", "necessity", "signage", "storage", "retention"} <= set(steps)


REQUIRED = {
    "cn": """cn.fr.private-space-ban cn.cctv.forbidden-places cn.fr.public-place-necessity cn.fr.purpose-necessity
        cn.fr.notice cn.fr.separate-consent cn.fr.withdrawal cn.fr.minor-consent cn.fr.not-sole-method cn.fr.no-coercion
        cn.fr.on-device-storage cn.fr.shortest-retention cn.fr.pia cn.fr.security-measures cn.fr.filing-100k
        cn.cctv.signage-angle cn.cctv.retention-30d cn.cctv.police-filing""",
    "kr": """kr.25-1-purpose kr.25-2-banned-place kr.25-4-signage kr.25-5-no-audio kr.25-7-operation-policy
        kr.23-1-separate-consent kr.16-minimum-and-no-denial kr.22-2-under-14 kr.21-destroy kr.29-safeguards
        kr.safe-7-encrypt-biometric kr.safe-8-access-logs kr.std-30-days kr.35-access-10-days""",
}


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_the_first_selection_of_duties_is_there(pack: Pack) -> None:
    assert set(REQUIRED[pack.id].split()) - {rule.id for rule in pack.rules} == set()


@pytest.mark.parametrize("kind", VenueKind)
@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_a_new_dossier_has_open_findings_and_no_breach(kind: VenueKind, jurisdiction: Jurisdiction) -> None:
    new = Dossier.model_validate({"venue": {"kind": kind, "jurisdiction": jurisdiction}})

    counts = current(new).counts

    assert counts[Outcome.BREACHED] == 0
    assert counts[Outcome.OPEN] > 0


def test_before_the_country_is_known_nothing_is_breached() -> None:
    assessment = current(Dossier())

    assert assessment.counts[Outcome.BREACHED] == 0
    assert assessment.of(Outcome.OPEN)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
@pytest.mark.parametrize("kind", VenueKind)
def test_every_condition_has_an_answer_when_every_question_has_one(
    kind: VenueKind, jurisdiction: Jurisdiction
) -> None:
    for seed in range(8):
        dossier = complete(kind, jurisdiction, seed)
        for finding in current(dossier).findings:
            assert finding.outcome is not Outcome.OPEN or finding.missing, finding
            assert all(paths.get(dossier, path) is None for path in finding.missing), finding


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_no_condition_gives_up_on_a_large_venue(jurisdiction: Jurisdiction) -> None:
    given = complete(VenueKind.HOTEL, jurisdiction, 2).model_dump(mode="json", exclude_none=True)
    camera, zone, activity = (next(iter(given[name].values())) for name in ("cameras", "zones", "activities"))
    given["venue"]["parking_spaces"] = 50
    camera["picture"] = "continuous"
    given["zones"] |= {f"y{n}": {**zone, "kind": "lobby" if n else "car_park"} for n in range(40)}
    given["activities"] |= {f"b{n}": activity for n in range(6)}
    given["cameras"] |= {
        f"k{n}": {**camera, "zone": f"y{1 + n % 39}", "sees": [], "activities": ["a1", f"b{n % 6}"]}
        for n in range(600)
    }

    assessment = current(Dossier.model_validate(given))

    assert len(assessment.findings) > 600


@EACH_RULE
def test_open_examples_name_what_is_missing(rule_id: str) -> None:
    pack, rule = found(rule_id)
    for example in rule.examples:
        finding = finding_of(pack, rule, example)
        if finding and finding.outcome is Outcome.OPEN:
            assert finding.missing
            dossier = dossier_of(pack, example)
            assert all(paths.get(dossier, path) is None for path in finding.missing)


@EACH_RULE
def test_every_fix_cures_its_clause_or_asks_for_something_else(rule_id: str) -> None:
    pack, rule = found(rule_id)
    for example in rule.examples:
        finding = finding_of(pack, rule, example)
        if not finding or finding.outcome is not Outcome.BREACHED:
            continue
        for fix in finding.fixes:
            cured = apply(dossier_of(pack, example), *fix.edits)
            after = [
                other
                for other in assess(cured, [pack], example.as_of or DAY).findings
                if other.key == finding.key and other.outcome is Outcome.BREACHED
            ]
            assert not after or after[0].message != finding.message, (example.name, fix.label.en)


@EACH_RULE
def test_sentences_are_short(rule_id: str) -> None:
    _, rule = found(rule_id)
    for clause in rule.clauses:
        for lang in LANGUAGES:
            text = clause.says.get(lang)
            assert 6 <= len(text) <= (120 if lang == "zh" else 260), text


def test_findings_follow_the_packs_order_and_are_unique() -> None:
    dossier = complete(VenueKind.HOTEL, Jurisdiction.CN, 1)
    keys = [finding.key for finding in current(dossier).findings]

    assert len(keys) == len(set(keys))
    assert keys == [finding.key for finding in current(dossier).findings]
