"""Every duty of the law is accounted for: checked, decided by a fact, shown, announced, or left out with its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk.rules.pack_reader import load_pack
from tools import coverage

COUNTS = {"cn": 102, "kr": 60}
"""Entries of the references the packs were made from; a heading with two names counts twice."""


@pytest.mark.parametrize("folder", coverage.folders(), ids=lambda folder: folder.name)
def test_every_duty_is_accounted_for(folder: Path) -> None:
    assert len(set(coverage.duties(folder))) == COUNTS[folder.name]
    assert set(coverage.entries(folder)) == set(coverage.duties(folder))
    assert list(coverage.problems(folder)) == []


@pytest.mark.parametrize("folder", coverage.folders(), ids=lambda folder: folder.name)
def test_every_rule_stands_for_a_duty(folder: Path) -> None:
    named = {name for entry in coverage.entries(folder).values() for name in entry.get("rules", ())}

    assert {rule.id for rule in load_pack(folder).rules} <= named


@pytest.mark.parametrize("folder", coverage.folders(), ids=lambda folder: folder.name)
def test_the_table_is_up_to_date(folder: Path) -> None:
    assert (folder / "COVERAGE.md").read_text(encoding="utf-8") == coverage.written(folder)


@pytest.mark.parametrize("folder", coverage.folders(), ids=lambda folder: folder.name)
def test_what_is_not_checked_has_a_reason(folder: Path) -> None:
    for slug, entry in coverage.entries(folder).items():
        if "not_checked" in entry:
            assert len(str(entry["not_checked"])) > 20, slug
