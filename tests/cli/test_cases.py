"""``cases``: the published cases for readers and for other programs."""

from __future__ import annotations

import json

import pytest

from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.rules.cases import cases
from tests.cli.conftest import Run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_case_is_listed_with_its_title(lang: Lang, run: Run) -> None:
    ran = run("cases", "list", "--lang", lang)

    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines] == [case.id for case in cases()]
    assert all(case.title.get(lang) in line for case, line in zip(cases(), lines, strict=True))


def test_the_list_as_json_has_one_object_a_line(run: Run) -> None:
    listed = [json.loads(line) for line in run("cases", "list", "--format", "json").out.splitlines()]

    assert [one["id"] for one in listed] == [case.id for case in cases()]
    assert listed[0]["fines"] == [250000]
    assert "NO_NOTICE" in listed[0]["patterns"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_case_is_shown_with_what_followed_and_what_is_found(lang: Lang, run: Run) -> None:
    case = next(case for case in cases() if case.id == "CN-05")

    ran = run("cases", "show", "CN-05", "--lang", lang)

    assert ran.code == 0
    for text in (case.title, case.facts, case.outcome, case.lesson, *(one.title for one in case.variants)):
        assert text.get(lang) in ran.out
    assert "160,000" in ran.out
    assert case.sources[0] in ran.out


def test_what_is_found_is_named_by_the_rules_titles(run: Run) -> None:
    shown = run("cases", "show", "CN-18", "--lang", "en").out
    before, _, after = shown.partition("After (after")

    assert "to change: No face recognition in private spaces" in before
    assert "to change:" not in after
    assert "nothing to change" in after


def test_a_case_as_json_holds_dossier_and_findings(run: Run) -> None:
    shown = json.loads(run("cases", "show", "KR-01", "--format", "json").out)

    toilet, no_sign, _ = shown["variants"]
    assert toilet["dossier"]["venue"] == {"jurisdiction": "KR", "kind": "other"}
    assert "kr.25-2-banned-place" in toilet["breached"]
    assert "kr.25-4-signage" in no_sign["breached"]
    assert shown["sources"]


def test_small_letters_will_do(run: Run) -> None:
    assert run("cases", "show", "cn-05").out == run("cases", "show", "CN-05").out


def test_the_nearest_case_is_offered(run: Run) -> None:
    ran = run("cases", "show", "CN-06")

    assert ran.code == 2
    assert "“CN-06”" in ran.err
    assert any(f"nearest is {case.id}" in ran.err for case in cases())
    assert len(ran.err.splitlines()) == 1
