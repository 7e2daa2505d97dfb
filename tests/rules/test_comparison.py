"""Two days compared: what comes, what goes, what changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import texts
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_pack, packs_for
from fr_desk.rules.comparison import Comparison, compare
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Citation, Finding, Outcome
from fr_desk.rules.yaml_lines import load

EVE, FIRST = dt.date(2025, 5, 31), dt.date(2025, 6, 1)


def hotel(before: dt.date, after: dt.date) -> Comparison:
    dossier = Dossier.model_validate(load(resource("samples", "shanghai-hotel.yaml")))
    return compare(*(assess(dossier, packs_for(dossier), day) for day in (before, after)))


def finding(rule: str, outcome: Outcome, **changed: Any) -> Finding:
    given: dict[str, Any] = {
        "rule": rule,
        "outcome": outcome,
        "level": "must",
        "path": "venue",
        "item": "",
        "step": "venue",
        "title": texts("Venue"),
        "message": texts("Zone"),
        "citations": (),
    }
    return Finding(**{**given, **changed})


def assessed(day: dt.date, *findings: Finding) -> Assessment:
    return Assessment(as_of=day, packs=(), findings=findings)


def test_the_measures_change_exactly_their_own_rules_on_their_first_day() -> None:
    pack = bundled_pack(Jurisdiction.CN)

    found = hotel(EVE, FIRST)

    assert "cn.fr.not-sole-method" in found.into_force
    assert "cn.pipl.face-retention" in found.out_of_force
    for rule in map(pack.rule, found.into_force):
        assert "cn-order-19" in {citation.instrument for citation in rule.citations}, rule.id
    for rule in map(pack.rule, found.out_of_force):
        assert rule.in_force.until == EVE, rule.id
        assert "cn-order-19" not in {citation.instrument for citation in rule.citations}, rule.id
    assert {change.finding.rule for change in found.of("appeared")} <= set(found.into_force)
    assert {change.finding.rule for change in found.of("disappeared")} <= set(found.out_of_force)
    assert found.of("outcome") == ()


def test_a_rule_that_takes_over_is_no_news_where_it_finds_the_same() -> None:
    found = hotel(EVE, FIRST)
    about_staff = [change for change in found.changes if change.finding.item == "activities.a3"]

    (kept,) = [one for one in about_staff if one.finding.rule == "cn.fr.shortest-retention"]
    assert kept.kind == "words"
    assert kept.before is not None
    assert kept.before.rule == "cn.pipl.face-retention"
    assert "cn.pipl.face-retention" not in {one.finding.rule for one in about_staff}


def test_a_rule_that_takes_over_is_a_change_where_it_finds_something_else() -> None:
    before, after = finding("old", Outcome.MET), finding("new", Outcome.BREACHED)

    (change,) = compare(assessed(EVE, before), assessed(FIRST, after)).changes

    assert (change.kind, change.before, change.after) == ("outcome", before, after)


def test_rules_that_share_a_title_take_over_once_each() -> None:
    before = finding("old", Outcome.MET), finding("older", Outcome.MET)
    after = finding("new", Outcome.BREACHED)

    found = compare(assessed(EVE, *before), assessed(FIRST, after))

    assert sorted((one.kind, one.finding.rule) for one in found.changes) == [
        ("disappeared", "older"),
        ("outcome", "new"),
    ]
    other = finding("old", Outcome.MET, item="zones.z1")
    assert len(compare(assessed(EVE, other), assessed(FIRST, after)).changes) == 2


def test_two_days_under_the_same_law_differ_in_nothing() -> None:
    found = hotel(dt.date(2026, 11, 20), dt.date(2026, 11, 21))

    assert (found.into_force, found.out_of_force, found.changes) == ((), (), ())


def test_what_does_not_apply_counts_as_not_there() -> None:
    none, met = finding("a", Outcome.NOT_APPLICABLE), finding("a", Outcome.MET)

    found = compare(assessed(EVE, none), assessed(FIRST, met))

    assert [change.kind for change in found.changes] == ["appeared"]
    assert (found.into_force, found.out_of_force) == ((), ())
    assert compare(assessed(EVE, met), assessed(FIRST, none)).changes[0].kind == "disappeared"


def test_another_outcome_says_what_it_was_and_what_it_is() -> None:
    before, after = finding("a", Outcome.MET), finding("a", Outcome.BREACHED)

    (change,) = compare(assessed(EVE, before), assessed(FIRST, after)).changes

    assert change.kind == "outcome"
    assert change.sentence.en == "Changed: Venue – was: In order; now: To change."


def test_other_words_or_articles_are_told_where_the_outcome_is_the_same() -> None:
    plain = finding("a", Outcome.MET)
    cited = finding("a", Outcome.MET, citations=(Citation(instrument="i", article="1", verified="text"),))

    (change,) = compare(assessed(EVE, plain), assessed(FIRST, cited)).changes

    assert change.kind == "words"
    assert compare(assessed(EVE, plain), assessed(FIRST, plain)).changes == ()


def test_as_json_a_comparison_has_days_rules_and_changes() -> None:
    before, after = finding("a", Outcome.MET), finding("b", Outcome.OPEN, item="zones.z1")

    plain = compare(assessed(EVE, before), assessed(FIRST, after)).as_json()

    assert plain["before"] == "2025-05-31"
    assert (plain["into_force"], plain["out_of_force"]) == (["b"], ["a"])
    assert [
        (one["kind"], one["rule"], one["item"], one["before"], one["after"]) for one in plain["changes"]
    ] == [
        ("appeared", "b", "zones.z1", None, "open"),
        ("disappeared", "a", "", "met", None),
    ]
