"""What is wrong with a pack is said with file, line and the nearest valid name, all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.i18n import LANGUAGES
from fr_desk.rules.examples import run
from fr_desk.rules.lint import lint, usable_pack
from fr_desk.rules.pack_reader import load_pack
from fr_desk.rules.problems import PackError, Problem
from tests.rules.conftest import HEAD, LAW, RULE

WritePack = Callable[..., Path]


def said(problems: list[Problem]) -> list[str]:
    return [problem.message.en for problem in problems]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_good_pack_has_no_problems_and_its_examples_pass(write_pack: WritePack) -> None:
    folder = write_pack()

    assert lint(folder) == []
    assert all(result.passed for result in run(load_pack(folder)))


def test_an_example_that_does_not_hold_fails(write_pack: WritePack) -> None:
    met = "alternatives: {i1: {same_place: true}}}}}\n      expect: met"
    folder = write_pack(RULE.replace(met, "alternatives: {}}}}\n      expect: met"))

    failed = [result for result in run(load_pack(folder)) if not result.passed]

    assert [result.got for result in failed] == ["breached"]


WRONG = [
    ("patterns:", "paterns:", "unknown key paterns; the nearest is patterns"),
    ("says: {zh: 不", "sais: {zh: 不", "unknown key sais; the nearest is says"),
    ("level: must", "level: may", "level cannot be “may”; the nearest is must"),
    ("level: must", "level: 3", "level cannot be “3”"),
    ("in_force: {from: 2025-06-01}", "in_force: {from: soon}", "a date such as 2026-11-21"),
    ("clauses:\n", "clauses: none\n  clause:\n", "clauses cannot be “none”; a list must stand there"),
    ("measures/10", "measures/11", "there is no article measures/11; the nearest is measures/10"),
    ("[order]", "[oder]", "consequences.yaml has no oder; the nearest is order"),
    ("activity.recognises", "activity.recognizes", "there is no answer activity.recognizes; the nearest is rec"),
    ("a.same_place)", "a.same_plaice)", "the nearest is same_place"),
    ("about: [alternatives]", "about: [alternative]", "the nearest is activities.*.alternatives"),
    ("path: alternatives,", "path: alternativs,", "the nearest is activities.*.alternatives"),
    ("{method: card}", "{method: cart}", "the fix would fail: it is not in the list"),
    ("{method: card}", "{methode: card}", "the fix would fail"),
    ("op: add,", "op: ad,", "a fix needs op"),
    ("{activity.name}”只", "{activity.nam}”只", "there is no answer activity.nam; the nearest is name"),
    ("“{activity.name}”只", "“{activity.recognises}”只", "there is no answer activity.recognises"),
    ("“{activity.name}”只", "“{activity.consent}”只", "activity.consent is no single answer"),
    ("“{activity.name}”只", "“{activity name}”只", "the braces in"),
    ("for_each: activities", "for_each: cameras", "activity is not bound by for_each"),
    ("en: Another way", "en: ''", "the en text is empty"),
    ("en: Another way}", "}", "title.en is missing"),
    ("expect: open", "expect: met", "no example is open"),
    ("size(activity.alternatives) > 0", "size(activity.alternatives >", "this is no condition"),
    ("size(activity.alternatives) > 0", "size(activity.alternatives)", "gives neither true nor false"),
    ("size(activity.alternatives) > 0", "activity.alternatives > 0", "fails"),
    ("size(activity.alternatives) > 0", "has(activity.aim)", "has() takes an unanswered question"),
    ('category == "lockers"', 'category == "locker"', "not an answer to activity.category; the nearest is lockers"),
    ('category == "lockers"', 'category in ["payments"]', "not an answer to activity.category; the nearest is pay"),
    ('activity.category == "lockers"', "'\"purpos\" in activity.consent.items'", "the nearest is purpose"),
    ('activity.category == "lockers"', "'[\"dat\"].all(i, i in activity.consent.items)'", "the nearest is data"),
    ('activity.category == "lockers"', 'activity.cameras.exists(c, c.kind == "dom")', "the nearest is dome"),
    ('category == "lockers"', 'category == "lockers" && false', "this was never true"),
    ("when: activity.recognises", "when: activity.recognises && !activity.recognises", "this was never true"),
    ("when: activity.recognises\n", "when: activity.recognises\n  wen: true\n", "unknown key wen; the nearest is when"),
    ("applies_to: {zh", "why: {zh", "applies_to is needed beside when"),
    ("settles: {zh: 柜", "why: {zh: 柜", "settles is missing beside review"),
    ("  consequences: [order]\n", "", "is a duty without consequences"),
    ("alternatives: {i1: {same_place: false}}", "alternative: {}", "example “elsewhere”: unknown key alternative"),
    ("id: test.other-way", "id: Test Other", "is no id"),
    ("id: test.other-way", "id: test.other-way\n  file: x", "unknown key file"),
    ("title: {zh: 其", "id: twice\n  title: {zh: 其", "id stands here twice"),
    ("cameras: *gate", "cameras: *gat", "*gat repeats what was not written before"),
    ("examples:", "examples: !!python/name:os.system", "the tag tag:yaml.org,2002:python/name:os.system is not taken"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "says"), WRONG, ids=[wrong for _, wrong, _ in WRONG])
def test_a_mistake_is_named_with_its_line(write_pack: WritePack, right: str, wrong: str, says: str) -> None:
    assert right in RULE
    problems = lint(write_pack(RULE.replace(right, wrong, 1)))

    found = [problem for problem in problems if says in problem.message.en]
    assert found, problems
    assert all(problem.file.endswith("rules.yaml") and problem.line >= 1 for problem in problems)
    assert all(problem.message.get(lang) for problem in problems for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("a.same_place)", "a.same_plaice)", "require: activity.alternatives.exists"),
        ("expect: review", "expect: revue", "expect: revue"),
        ("same_place: false", "same_plaice: false", "same_plaice: false"),
        ("path: alternatives,", "path: alternativs,", "path: alternativs"),
        ("about: [alternatives]", "about: [alternative]", "about: [alternative]"),
        ("measures/10", "measures/11", "cites: [measures/11]"),
        ("ko: 다른 곳", "kr: 다른 곳", "kr: 다른 곳"),
    ],
)
def test_the_line_is_that_of_the_key_at_fault(
    write_pack: WritePack, right: str, wrong: str, key: str
) -> None:
    rules = RULE.replace(right, wrong, 1)

    problems = lint(write_pack(rules))

    assert line_of(rules, key) in {problem.line for problem in problems}


def test_all_problems_are_collected_in_the_order_of_the_files(write_pack: WritePack) -> None:
    rules = RULE.replace("measures/10", "measures/11").replace("level: must", "level: may")
    law = LAW.replace("kind: rule", "kind: rul")
    head = HEAD.replace("jurisdiction: CN", "jurisdiction: CH")

    problems = lint(write_pack(rules + "\n- id: [\n", head, law))
    more = lint(write_pack(rules, HEAD, law.replace("kind: rul", "kind: rule")))

    assert {Path(problem.file).name for problem in problems} == {"pack.yaml", "rules.yaml"}
    assert [problem.line for problem in more] == sorted(problem.line for problem in more)
    assert len(more) == 2


def test_a_mistake_in_a_law_is_not_told_again_by_those_who_cite_it(write_pack: WritePack) -> None:
    (problem,) = lint(write_pack(law=LAW.replace("kind: rule", "kind: rul")))

    assert problem.file.endswith("measures.yaml")
    assert problem.line == line_of(LAW, "kind: rule")


def test_a_clause_that_no_example_fails_is_told(write_pack: WritePack) -> None:
    rules = RULE.replace("alternatives.exists(a, a.same_place)", "alternatives.all(a, a.same_place)")
    without = rules.replace("same_place: false", "same_place: true").replace(
        "expect: breached\n    - name: no faces", "expect: met\n    - name: no faces"
    )

    assert lint(write_pack(rules)) == []
    (problem,) = lint(write_pack(without))

    assert "no example reaches this clause" in problem.message.en
    assert problem.line == line_of(rules, "require: activity.alternatives.all")


def test_two_rules_of_one_id_are_told(write_pack: WritePack) -> None:
    assert said(lint(write_pack(RULE + RULE.replace("gate", "door"))))[0].startswith(
        "test.other-way is also in"
    )


@pytest.mark.parametrize("rules", ["id: not-a-list\n", "- 1\n", "- id: [\n", "", "text"])
def test_a_file_that_holds_no_rules_is_named(write_pack: WritePack, rules: str) -> None:
    problems = lint(write_pack(rules))

    assert problems
    assert all(problem.file.endswith("rules.yaml") for problem in problems), problems


def test_an_unverified_article_with_text_is_refused(write_pack: WritePack) -> None:
    problems = lint(write_pack(law=LAW.replace("secondary", "unverified")))

    assert "unverified article" in problems[0].message.en


def test_a_missing_head_or_instrument_is_named(write_pack: WritePack, tmp_path: Path) -> None:
    assert said(lint(tmp_path)) == ["pack.yaml is missing"]
    (problem,) = lint(write_pack(head=HEAD.replace("[measures]", "[measures, order]")))
    assert "there is no instrument order" in problem.message.en
    assert problem.line == line_of(HEAD, "instruments")


def test_files_that_are_not_read_are_named_unless_they_are_prose(write_pack: WritePack) -> None:
    folder = write_pack()
    for name in ("README.md", "LICENSE", ".DS_Store", "more.yml", "laws/other.yaml"):
        (folder / name).write_text(LAW.replace("id: measures", "id: other"), encoding="utf-8")
    (folder / "drafts").mkdir()

    problems = lint(folder)

    names = [Path(problem.file).relative_to(folder).as_posix() for problem in problems]
    assert names == ["drafts", "laws/other.yaml", "more.yml"]


def test_what_may_be_meant_so_is_a_warning(write_pack: WritePack) -> None:
    rules = RULE.replace("when: activity.recognises\n", "when: as_of > '2020'\n").replace(
        "expect: not_applicable", "expect: open"
    )

    problems = lint(write_pack(rules))

    assert [problem.message.en for problem in problems if "never false" in problem.message.en]
    assert all(problem.warning for problem in problems), problems


def test_a_pack_with_unknown_names_is_not_asked(write_pack: WritePack) -> None:
    folder = write_pack(RULE.replace("activity.recognises", "activity.recognizes"))

    with pytest.raises(PackError, match=r"rules\.yaml, line 10: test\.other-way: there is no answer"):
        usable_pack(folder)


def test_a_pack_without_every_example_may_still_be_asked(write_pack: WritePack) -> None:
    folder = write_pack(RULE.replace("expect: open", "expect: met"))

    assert lint(folder)
    assert usable_pack(folder).id == "test"
