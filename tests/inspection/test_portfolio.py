"""Inspecting as use cases: where indexes are kept, what was inspected last, and whose seals count."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fr_desk import services
from fr_desk.inspection.index import Index
from fr_desk.inspection.wanted import Wanted
from fr_desk.paths import user_folders
from fr_desk.services.inspecting import portfolio


def test_the_index_of_some_places_is_the_same_in_whatever_order_they_are_named() -> None:
    one = portfolio.index_file([Path("/a"), Path("/b")])

    assert one == portfolio.index_file([Path("/b"), Path("/a"), Path("/a")])
    assert one.parent == user_folders().inspections
    others = {
        portfolio.index_file([Path("/a")]),
        portfolio.index_file([Path("/a/b")]),
        portfolio.index_file([Path("/a"), Path("/b")], shard=(1, 2)),
        portfolio.index_file([Path("/a"), Path("/b")], shard=(2, 2)),
    }
    assert len(others | {one}) == 5


def test_the_last_inspections_are_listed_the_latest_first_and_can_be_thrown_away(tmp_path: Path) -> None:
    # given
    for name in ("one", "two"):
        services.write_sample("seoul-gym", tmp_path / name)
        with Index(portfolio.index_file([tmp_path / name])) as index:
            portfolio.run([tmp_path / name], index, jobs=1)
    broken = user_folders().inspections / "broken.frindex"
    broken.write_bytes(b"not an index")

    # then
    kept = portfolio.last_inspections()
    assert [one.about.run.sources for one in kept] == [(tmp_path / "two",), (tmp_path / "one",)]
    assert [one.about.files for one in kept] == [1, 1]
    assert broken.read_bytes() == b"not an index"

    # when
    portfolio.forget(kept[0].file)

    # then
    assert [one.file for one in portfolio.last_inspections()] == [kept[1].file]
    assert (tmp_path / "two" / "seoul-gym.frdesk").exists()


def test_nothing_was_inspected_in_a_new_profile() -> None:
    assert portfolio.last_inspections() == []


def test_the_signers_that_the_user_knows_are_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[Mapping[bytes, str]]()

    def note(*_args: object, known: Mapping[bytes, str], **_more: Any) -> None:
        asked.append(known)

    monkeypatch.setattr(portfolio, "inspect", note)
    monkeypatch.setattr(portfolio, "known_certificates", lambda _folders: {b"card": "Bureau"})
    with Index(tmp_path / "a.frindex") as index:
        portfolio.run([tmp_path], index)

    assert asked == [{b"card": "Bureau"}]


def test_rows_come_by_pages_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "_PAGE", 2)
    for name in ("seoul-gym", "shanghai-hotel", "ningbo-sales-office-after"):
        services.write_sample(name, tmp_path / "three")
    with Index(tmp_path / "a.frindex") as index:
        portfolio.run([tmp_path / "three"], index, jobs=1)

        rows = list(portfolio.rows_of(index, Wanted(sort="name", descending=False)))

        assert len(rows) == 3
        assert [row.number for row in rows] == index.ids(Wanted(sort="name", descending=False))
