"""``rules``: the bundled packs for readers, and a pack of one's own checked and tested."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.resources import resource
from fr_desk.rules.bundled import whole_packs
from fr_desk.rules.packs import Pack, Rule
from tests.cli.conftest import Run


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    """A copy of the Korean pack and its laws."""
    folder = tmp_path / "kr"
    shutil.copytree(resource("rules", "kr"), folder)
    shutil.copytree(resource("laws", "kr"), folder / "laws")
    return folder


def rule_citing(verified: str) -> tuple[Pack, Rule]:
    for pack in whole_packs():
        for rule in pack.rules:
            if any(citation.verified == verified for citation in rule.citations):
                return pack, rule
    pytest.skip(f"no rule cites an article that is {verified}")


def test_every_bundled_rule_is_listed(run: Run) -> None:
    out = run("rules", "list").out

    rules = [rule.id for pack in whole_packs() for rule in pack.rules]
    assert rules
    assert all(f"  {rule} " in out for rule in rules)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_rule_is_shown_with_its_sentences_and_examples(lang: Lang, run: Run) -> None:
    rule = whole_packs()[0].rules[0]

    out = run("rules", "show", rule.id, "--lang", lang).out

    assert rule.title.get(lang) in out
    assert all(clause.require.split("\n")[0] in out for clause in rule.clauses)
    assert all(clause.says.get(lang).split("\n")[0] in out for clause in rule.clauses)
    assert all(example.name in out for example in rule.examples)


def test_wording_seen_in_reprints_carries_its_label(run: Run) -> None:
    pack, rule = rule_citing("secondary")
    citation = next(citation for citation in rule.citations if citation.verified == "secondary")
    text = pack.instruments[citation.instrument].articles[citation.article].text

    out = run("rules", "show", rule.id).out

    assert text is not None
    assert text.strip().splitlines()[0] in out
    assert "not compared with the official text" in out


def test_wording_nobody_verified_is_summed_up(run: Run) -> None:
    pack, rule = rule_citing("unverified")
    citation = next(citation for citation in rule.citations if citation.verified == "unverified")
    summary = pack.instruments[citation.instrument].articles[citation.article].summary

    out = run("rules", "show", rule.id).out

    assert summary is not None
    assert summary.en.strip().splitlines()[0] in out


def test_the_whole_packs_are_in_order_and_pass_their_examples(run: Run) -> None:
    assert run("rules", "lint").code == 0
    assert run("rules", "test").code == 0


def test_a_pack_of_ones_own_takes_the_place_of_the_bundled_ones(own_pack: Path, run: Run) -> None:
    assert run("rules", "lint", "--pack", own_pack).code == 0
    assert run("rules", "test", "--pack", own_pack).code == 0
    listed = run("rules", "list", "--pack", own_pack).out
    assert "kr." in listed
    assert "  cn." not in listed


def test_a_fault_in_a_pack_is_named_with_file_and_line(own_pack: Path, run: Run) -> None:
    file = own_pack / "signage.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("level: must", "level: must\n  levle: must", 1),
        encoding="utf-8",
    )

    lint, test = run("rules", "lint", "--pack", own_pack), run("rules", "test", "--pack", own_pack)

    assert lint.code == 1
    assert "signage.yaml:" in lint.out
    assert "levle" in lint.out
    assert test.code == 2
    assert len(test.err.splitlines()) == 1


def test_an_example_that_fails_is_told_with_both_outcomes(own_pack: Path, run: Run) -> None:
    file = own_pack / "signage.yaml"
    changed = file.read_text(encoding="utf-8").replace("expect: breached", "expect: met", 1)
    file.write_text(changed, encoding="utf-8")

    ran = run("rules", "test", "--pack", own_pack)

    assert ran.code == 1
    assert "expected met, got breached" in ran.out
    assert "signage.yaml:" in ran.out


def test_the_nearest_rule_is_offered(run: Run) -> None:
    rule = whole_packs()[0].rules[0].id

    ran = run("rules", "show", rule[:-1])

    assert ran.code == 2
    assert rule in ran.err
