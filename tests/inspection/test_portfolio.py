"""Inspecting as use cases: where indexes are kept, what was inspected last, and whose seals count."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fr_desk import services
from fr_desk.cli import main
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_lock import alone
from fr_desk.inspection.place import Place
from fr_desk.inspection.wanted import Wanted
from fr_desk.inspection.words import words_of_pattern
from fr_desk.paths import user_folders
from fr_desk.rules.findings import Outcome
from fr_desk.services.inspecting import portfolio
from fr_desk.services.inspecting.again import examine_again
from fr_desk.services.inspecting.paper_words import report_of

AS_OF = dt.date(2026, 11, 22)


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


def test_the_last_inspections_are_listed_the_latest_first(tmp_path: Path) -> None:
    # given
    for name in ("one", "two"):
        services.write_sample("seoul-gym", tmp_path / name)
        with Index(portfolio.index_file([tmp_path / name])) as index:
            portfolio.run([tmp_path / name], index, jobs=0)
    broken = user_folders().inspections / "broken.frindex"
    broken.write_bytes(b"not an index")

    # then
    kept = portfolio.last_inspections()
    assert [one.about.run.sources for one in kept] == [(tmp_path / "two",), (tmp_path / "one",)]
    assert [one.about.files for one in kept] == [1, 1]
    assert broken.read_bytes() == b"not an index"


def test_a_file_is_examined_again_but_not_beside_an_inspection_that_runs(tmp_path: Path) -> None:
    # given
    file = services.write_sample("seoul-gym", tmp_path)
    with Index(tmp_path / "one.frindex") as index:
        portfolio.run([file], index, as_of=AS_OF, jobs=0)
        [before] = index.rows(index.ids())
        file.unlink()

        # then
        with alone(index.file):
            examine_again(index.file, Place(file, file), AS_OF)
        assert list(index.rows(index.ids())) == [before]
        examine_again(index.file, Place(file, file), AS_OF)
        [after] = index.rows(index.ids())
        assert (before.result.standing, after.result.standing) == ("unsealed", "unreadable")


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


def test_figures_of_problems_agree_in_bars_list_report_and_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # given dossiers in which the same problems are breached here, open there
    for name in ("seoul-gym", "shanghai-hotel", "ningbo-sales-office-before", "ningbo-sales-office-after"):
        services.write_sample(name, tmp_path / "four")
    file = tmp_path / "a.frindex"
    with Index(file) as index:
        portfolio.run([tmp_path / "four"], index, as_of=AS_OF, jobs=0)
        every = index.rows(index.ids())
        breached = Counter[str]()
        for row in every:
            worst = (one for one in row.result.found if one.outcome is Outcome.BREACHED)
            breached.update({tag for one in worst for tag in one.patterns})
        doubts = {tag for row in every for one in row.result.found for tag in one.patterns} - set(breached)
        assert breached
        assert doubts

        # then
        bars = dict(index.facet(Wanted(), "pattern"))
        assert bars == breached
        chart = next(iter(report_of(every, "en", as_of=AS_OF).charts))
        assert dict(chart.bars) == {
            words_of_pattern(tag, "en"): bars[tag] for tag in list(bars)[: len(chart.bars)]
        }
        assert [count for _, count in chart.bars] == list(bars.values())[: len(chart.bars)]
        command = ["inspect", str(tmp_path / "four"), "--as-of", AS_OF.isoformat(), "--index", str(file)]
        command += ["--jobs", "0", "--format", "jsonl", "--where"]
        for tag in (*list(bars)[:2], min(doubts)):
            listed = index.count(Wanted(patterns=(tag,)))
            main([*command, f"pattern={tag}"])
            assert listed == breached[tag] == len(capsys.readouterr().out.splitlines())


def test_rows_come_by_pages_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "_PAGE", 2)
    for name in ("seoul-gym", "shanghai-hotel", "ningbo-sales-office-after"):
        services.write_sample(name, tmp_path / "three")
    with Index(tmp_path / "a.frindex") as index:
        portfolio.run([tmp_path / "three"], index, jobs=0)

        rows = list(portfolio.rows_of(index, Wanted(sort="name", descending=False)))

        assert len(rows) == 3
        assert [row.number for row in rows] == index.ids(Wanted(sort="name", descending=False))
