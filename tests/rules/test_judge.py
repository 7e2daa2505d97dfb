"""Judging without words: the same outcomes as the whole assessment, for thousands of dossiers one after another."""

from __future__ import annotations

import datetime as dt

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS
from fr_desk.rules.bundled import packs_for, whole_packs
from fr_desk.rules.decisions import tied
from fr_desk.rules.engine import assess, forget, judge
from fr_desk.rules.examples import dossier_of
from fr_desk.rules.expression import looks_of
from fr_desk.rules.findings import Assessment, Finding, Outcome
from fr_desk.rules.memory import Memory
from fr_desk.rules.parts import COLLECTIONS
from tools.portfolio_venues import invented

DAY = dt.date(2026, 11, 22)
DAYS = (DAY, dt.date(2025, 5, 1))


def gist(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.item, finding.outcome, finding.level, finding.patterns, finding.citations


def gists(assessment: Assessment) -> list[tuple[object, ...]]:
    return [gist(one) for one in assessment.findings if one.outcome is not Outcome.NOT_APPLICABLE]


@pytest.mark.parametrize("number", range(0, 40, 2))
def test_judging_gives_the_outcomes_of_an_assessment(number: int):
    dossier = invented(11, number)
    packs = packs_for(dossier)

    for day in DAYS:
        whole, short = assess(dossier, packs, day), judge(dossier, packs, day)

        assert gists(short) == gists(whole)
        assert short.verdict == whole.verdict
        assert (short.patterns, short.packs) == (whole.patterns, whole.packs)


def test_judging_heeds_what_a_reviewer_decided():
    decided = 0
    for pack in whole_packs():
        for rule in pack.rules:
            for example in rule.examples:
                dossier = dossier_of(pack, example)
                if dossier.decisions:
                    tied_up = tied(dossier, assess(dossier, [pack], DAY).findings)
                    assert gists(judge(tied_up, [pack], DAY)) == gists(assess(tied_up, [pack], DAY))
                    decided += 1
    assert decided > 3


def test_what_was_judged_before_does_not_matter():
    every = [invented(12, number) for number in range(30)]
    one_after_another = [gists(judge(each, packs_for(each), DAY)) for each in every]

    afresh = []
    for each in every:
        forget()
        afresh.append(gists(judge(each, packs_for(each), DAY)))

    assert one_after_another == afresh


def test_two_venues_of_the_same_id_are_told_apart():
    first, second = (invented(13, number).model_copy(update={"id": "the-same"}) for number in (0, 5))
    forget()
    alone = gists(judge(second, packs_for(second), DAY))

    judge(first, packs_for(first), DAY)

    assert gists(judge(second, packs_for(second), DAY)) == alone
    assert gists(assess(second, packs_for(second), DAY)) == alone


ONE_AFTER_ANOTHER = [
    dt.date(*ymd) for ymd in ((2025, 5, 1), (2025, 7, 20), (2026, 11, 22), (2029, 3, 1), (2024, 1, 1))
]


@pytest.mark.parametrize("number", range(0, 40, 4))
def test_another_day_gives_what_it_gives_alone(number: int):
    dossier = invented(15, number)
    packs = packs_for(dossier)
    alone = {}
    for day in ONE_AFTER_ANOTHER:
        forget()
        alone[day] = assess(dossier, packs, day)
    forget()

    for day in ONE_AFTER_ANOTHER:
        assert assess(dossier, packs, day) == alone[day]


def test_each_example_of_a_rule_gives_on_another_day_what_it_gives_alone():
    for pack in whole_packs():
        for rule in pack.rules:
            alone = pack.model_copy(update={"rules": (rule,)})
            for example in rule.examples:
                dossier = dossier_of(pack, example)
                assess(dossier, [alone], dt.date(2025, 7, 1))
                after = assess(dossier, [alone], DAY)
                forget()
                assert after == assess(dossier, [alone], DAY), (rule.id, example.name)


@pytest.mark.parametrize("day", [dt.date(2023, 1, 1), dt.date(2025, 7, 15), dt.date(2031, 1, 1)])
def test_only_facts_that_say_so_depend_on_the_day(day: dt.date):
    for number in range(30):
        dossier = invented(16, number)
        for (owner, _), fact in FACTS.items():
            if not fact.dated:
                for key in getattr(dossier, COLLECTIONS.get(owner, ""), None) or ("",):
                    assert fact.compute(dossier, key, day) == fact.compute(dossier, key, DAY), fact.name


@pytest.mark.parametrize(
    ("source", "sees"),
    [
        ("size(cameras) > 0", {"cameras": (False, True, False)}),
        ("cameras.exists(c, c.films && c.kind == 'ptz')", {"cameras": (False, False, True)}),
        ("cameras.all(c, c.films) && size(cameras) > 1", {"cameras": (False, True, True)}),
        ("cameras.exists_one(c, c.films)", {"cameras": (True, False, False)}),
        ("size(activity.options.filter(o, o.serves)) > 0", {"activity.options": (True, True, False)}),
        ("activity.options.map(o, o.method) == ['card']", {"activity.options": (True, False, False)}),
        ("venue.kind in ['hotel']", {"venue.kind": (True, False, False)}),
        ("'purpose' in sign.items", {"sign.items": (True, False, False)}),
        ("sign.items.exists(i, i == 'purpose') || sign.items == []", {"sign.items": (True, False, True)}),
        ("size(venue.name) > 0 && venue.name != 'x'", {"venue.name": (True, True, False)}),
        ("activities.exists(a, a.subjects.exists(s, s == 'x'))", {"activities": (False, False, True)}),
    ],
)
def test_a_condition_tells_how_it_looks_at_what_it_reads(
    source: str, sees: dict[str, tuple[bool, bool, bool]]
):
    found = {".".join(one.chain): (one.whole, one.size, one.loops) for one in looks_of(source)}

    assert found == sees


def test_a_list_that_is_looped_through_counts_by_the_kinds_of_its_entries():
    def with_cameras(*kinds: str) -> Dossier:
        cameras = {f"c{at}": {"kind": kind, "picture": "continuous"} for at, kind in enumerate(kinds)}
        return Dossier.model_validate({"venue": {"jurisdiction": "CN", "kind": "hotel"}, "cameras": cameras})

    for kinds in (("dome", "ptz"), ("ptz", "dome", "dome"), ("dome",), ()):
        dossier = with_cameras(*kinds)
        forget()
        afresh = gists(judge(dossier, packs_for(dossier), DAY))
        judge(with_cameras("dome", "ptz", "fixed"), packs_for(dossier), DAY)
        assert gists(judge(dossier, packs_for(dossier), DAY)) == afresh


def test_a_memory_never_grows_beyond_its_limit_and_keeps_what_is_asked_for():
    memory: Memory[int, str] = Memory(10)

    for number in range(1_000):
        memory.put(number, str(number))
        assert number == 0 or memory.get(1) == "1"

    assert len(memory) <= 10
    assert memory.get(999) == "999"
    assert memory.get(2) is None
    memory.clear()
    assert len(memory) == 0


@pytest.mark.parametrize("number", range(0, 40, 5))
def test_an_assessment_is_written_as_pydantic_writes_it(number: int):
    dossier = invented(17, number)
    for day in DAYS:
        assessment = assess(dossier, packs_for(dossier), day)

        assert assessment.json_bytes() == assessment.model_dump_json().encode()


def test_hostile_words_in_findings_are_written_as_pydantic_writes_them():
    hostile = '"findings":[] \\"findings\\":[] \n\u2028 \U0001f600 </script>'
    dossier = invented(17, 1)
    cameras = {key: one.model_copy(update={"label": hostile}) for key, one in (dossier.cameras or {}).items()}
    dossier = dossier.model_copy(update={"cameras": cameras})
    assessment = assess(dossier, packs_for(dossier), DAY)
    ref = assessment.packs[0].model_copy(update={"version": hostile})

    for one in (
        assessment,
        assessment.model_copy(update={"packs": (ref,)}),
        Assessment(as_of=DAY, packs=(), findings=()),
    ):
        assert one.json_bytes() == one.model_dump_json().encode()
