"""What is wrong with a pack is said with file, line and the nearest valid name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.rules.examples import run
from fr_desk.rules.lint import lint
from fr_desk.rules.packs import load_pack
from tests.rules.conftest import HEAD, LAW, RULE

WritePack = Callable[..., Path]


def test_a_good_pack_has_no_problems_and_its_examples_pass(write_pack: WritePack) -> None:
    folder = write_pack()

    assert lint(folder) == []
    assert all(result.passed for result in run(load_pack(folder)))


def test_an_example_that_does_not_hold_fails(write_pack: WritePack) -> None:
    met = "alternatives: {i1: {same_place: true}}}}}\n      expect: met"
    folder = write_pack(RULE.replace(met, "alternatives: {}}}}\n      expect: met"))

    failed = [result for result in run(load_pack(folder)) if not result.passed]

    assert [result.got for result in failed] == ["breached"]


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (RULE.replace("patterns:", "paterns:"), "patterns"),
        (RULE.replace("says: {zh: 不", "sais: {zh: 不"), "says"),
        (RULE.replace("measures/10", "measures/11"), "measures/10"),
        (RULE.replace("activity.recognises", "activity.recognizes"), "activity.recogni"),
        (RULE.replace("a.same_place)", "a.same_plaice)"), "same_place"),
        (RULE.replace("about: [alternatives]", "about: [alternative]"), "alternatives"),
        (RULE.replace("path: alternatives,", "path: alternativs,"), "alternatives"),
        (RULE.replace("{activity.name}”只", "{activity.nam}”只"), "name"),
        (RULE.replace("for_each: activities", "for_each: cameras"), "activity is not bound"),
        (RULE.replace("en: Another way", "en: ''"), "no en text"),
        (RULE.replace("en: Another way}", "}"), "title.en"),
        (RULE.replace("expect: open", "expect: met"), "no example is open"),
        (RULE.replace("size(activity.alternatives) > 0", "size(activity.alternatives >"), "Syntax error"),
        (RULE.replace("  when: activity.recognises\n", "  when: activity.recognises\n  wen: true\n"), "when"),
        (RULE + RULE.replace("gate", "door"), "test.other-way is also in"),
        ("id: not-a-list\n", "list of rules"),
        ("- id: [\n", "rules.yaml"),
    ],
)
def test_a_mistake_is_named_with_its_place(write_pack: WritePack, rules: str, says: str) -> None:
    problems = lint(write_pack(rules))

    assert problems
    assert any(says in f"{problem.file} {problem.message}" for problem in problems), problems
    assert all(problem.line >= 1 for problem in problems)


def test_the_line_is_that_of_the_rule_or_nearer(write_pack: WritePack) -> None:
    second = (
        RULE.replace("test.other-way", "test.two")
        .replace("gate", "door")
        .replace("level: must", "level: may")
    )

    (problem,) = lint(write_pack(RULE + second))

    assert problem.line > RULE.count("\n")


def test_an_unverified_article_with_text_is_refused(write_pack: WritePack) -> None:
    problems = lint(write_pack(law=LAW.replace("secondary", "unverified")))

    assert "unverified article" in problems[0].message


def test_a_missing_head_or_instrument_is_named(write_pack: WritePack, tmp_path: Path) -> None:
    assert "pack.yaml is missing" in lint(tmp_path)[0].message
    assert (
        "instrument order is missing"
        in lint(write_pack(head=HEAD.replace("[measures]", "[measures, order]")))[0].message
    )
