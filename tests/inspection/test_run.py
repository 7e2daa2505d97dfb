"""A run over a portfolio: nothing stops it, nothing is read twice, it can be broken off, divided and put together."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import signal
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.venue import Venue
from fr_desk.inspection import run as running
from fr_desk.inspection import worker, workers
from fr_desk.inspection.examine import examine_on
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_lock import IndexInUseError, alone
from fr_desk.inspection.index_tables import DifferentDaysError
from fr_desk.inspection.merging import merge
from fr_desk.inspection.own_files import in_shard
from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Result
from fr_desk.inspection.run import Progress, inspect
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.inspection.workers import NoWorkersError
from fr_desk.storage.container import Contents, pack
from fr_desk.storage.formats import write_json
from tests.inspection import killing

DAY = dt.date(2026, 11, 22)
LONG_AGO = 1_700_000_000


def dossier(name: str, revision: int = 1) -> Dossier:
    venue = Venue(name=name, kind=VenueKind.HOTEL, jurisdiction=Jurisdiction.CN)
    return Dossier(id=name.encode().hex(), revision=revision, venue=venue)


def write(path: Path, name: str, revision: int = 1) -> None:
    """Write a dossier as it would have been written long ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack(Contents(dossier(name, revision))))
    age(path)


def age(path: Path) -> None:
    os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """Seven files: three dossiers, one of them twice and one as an older version too, one cut off, one in a zip."""
    folder = tmp_path / "portfolio"
    for name in ("锦澜", "云栖", "海湾"):
        write(folder / "静安" / f"{name}.frdesk", name, revision=2)
    shutil.copy2(folder / "静安" / "锦澜.frdesk", folder / "锦澜 copy.frdesk")
    write(folder / "old.frdesk", "云栖")
    (folder / "cut.frdesk").write_bytes((folder / "old.frdesk").read_bytes()[:300])
    age(folder / "cut.frdesk")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("in/汇佳.frdesk", pack(Contents(dossier("汇佳"))))
    (folder / "more.zip").write_bytes(packed.getvalue())
    age(folder / "more.zip")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "portfolio.frindex") as index:
        yield index


def told(rows: list[Row]) -> list[tuple[str, str, str, int, int]]:
    """What rows say, whatever their numbers and times are."""
    return sorted(
        (
            str(row.place.path) + row.place.member,
            row.result.verdict,
            row.result.standing,
            row.copies,
            row.versions,
        )
        for row in rows
    )


def test_every_file_becomes_a_row(portfolio: Path, index: Index) -> None:
    summary = inspect([portfolio], index, DAY, jobs=0)

    rows = {row.place.name: row for row in index.rows(index.ids())}
    assert (summary.files, summary.examined, summary.failed) == (7, 7, 1)
    assert set(rows) == {
        *(
            "锦澜.frdesk",
            "云栖.frdesk",
            "海湾.frdesk",
            "锦澜 copy.frdesk",
            "old.frdesk",
            "cut.frdesk",
            "汇佳.frdesk",
        )
    }
    assert rows["汇佳.frdesk"].place.member == "in/汇佳.frdesk"
    assert rows["锦澜 copy.frdesk"].copies == 1
    assert (rows["old.frdesk"].versions, rows["old.frdesk"].copies) == (1, 0)
    assert rows["cut.frdesk"].result.standing == "unreadable"
    assert rows["云栖.frdesk"].result.verdict == "open"
    before = index.previous("云栖".encode().hex(), rows["云栖.frdesk"].result.digest)
    assert before is not None
    assert before.place.name == "old.frdesk"


def test_a_second_run_reads_nothing(portfolio: Path, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    inspect([portfolio], index, DAY, jobs=0)
    first = told(index.rows(index.ids()))

    def read(*_args: object) -> None:
        pytest.fail("a file was read")

    monkeypatch.setattr(workers, "look_at", read)
    summary = inspect([portfolio], index, DAY, jobs=0)

    assert (summary.examined, summary.copied, summary.unchanged) == (0, 0, 7)
    assert told(index.rows(index.ids())) == first


def test_what_changed_came_and_went_is_noticed(portfolio: Path, index: Index) -> None:
    # given
    inspect([portfolio], index, DAY, jobs=0)

    # when
    write(portfolio / "静安" / "海湾.frdesk", "海湾花园")
    write(portfolio / "new.frdesk", "新店")
    shutil.copy2(portfolio / "old.frdesk", portfolio / "old again.frdesk")
    (portfolio / "cut.frdesk").unlink()
    summary = inspect([portfolio], index, DAY, jobs=0)

    # then
    assert (summary.examined, summary.copied, summary.unchanged, summary.gone) == (2, 1, 5, 1)
    names = {row.result.declared.name for row in index.rows(index.ids()) if row.result.declared}
    assert names == {"锦澜", "云栖", "汇佳", "海湾花园", "新店"}
    assert index.count(Wanted(words="海湾")) == 1
    assert index.count(Wanted(words="old")) == 2


def test_a_careful_run_sees_what_size_and_time_hide(portfolio: Path, index: Index) -> None:
    # given a file that is changed without its size or time changing
    path = portfolio / "plain.json"
    write_json(path, dossier("云栖"))
    age(path)
    inspect([portfolio], index, DAY, jobs=0)
    path.write_bytes(path.read_bytes().replace("云栖".encode(), "云溪".encode()))
    age(path)

    # then
    assert inspect([portfolio], index, DAY, jobs=0).examined == 0
    summary = inspect([portfolio], index, DAY, jobs=0, careful=True)
    assert (summary.examined, summary.copied, summary.unchanged) == (1, 7, 0)
    assert inspect([portfolio], index, DAY, jobs=0, fresh=True).examined == 8


def test_a_file_written_just_before_it_was_read_is_read_again(portfolio: Path, index: Index) -> None:
    (portfolio / "cut.frdesk").touch()
    inspect([portfolio], index, DAY, jobs=0)

    assert inspect([portfolio], index, DAY, jobs=0).copied == 1


def test_another_signer_that_is_known_makes_everything_new(portfolio: Path, index: Index) -> None:
    inspect([portfolio], index, DAY, jobs=0)

    assert inspect([portfolio], index, DAY, jobs=0, known={b"certificate": "Bureau"}).unchanged == 0


def test_a_run_that_is_broken_off_leaves_what_it_found_and_goes_on_from_there(
    portfolio: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(running, "_WAIT", 0.0)
    monkeypatch.setattr(running, "_KEEP", 0.0)

    # when
    summary = inspect([portfolio], index, DAY, jobs=0, cancelled=lambda: index.count() >= 3)

    # then
    assert summary.cancelled
    assert index.count() == 3
    about = index.about()
    assert about is not None
    assert not about.complete
    again = inspect([portfolio], index, DAY, jobs=0)
    assert (again.cancelled, again.unchanged, again.examined) == (False, 3, 4)


def test_progress_is_told_with_what_is_left(
    portfolio: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_TELL", 0.0)
    heard = list[Progress]()

    inspect([portfolio], index, DAY, jobs=0, on_progress=heard.append)

    assert [one.done for one in heard] == sorted(one.done for one in heard)
    last = heard[-1]
    assert (last.done, last.total, last.remaining, last.failed, last.searching) == (7, 7, 0.0, 1, False)
    assert last.rate > 0


def test_files_that_kill_or_hang_a_process_become_rows_and_the_run_goes_on(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    folder = tmp_path / "bad"
    for name in ("1", "2", "3", "4 hangs", "5 kills"):
        write(folder / f"{name}.frdesk", name)
    monkeypatch.setattr(workers, "serve", killing.serve)

    # when
    summary = inspect([folder], index, DAY, jobs=1, patience=1)

    # then
    said = {row.place.name[0]: row.result for row in index.rows(index.ids())}
    assert (summary.files, summary.failed) == (5, 2)
    assert sorted(one for one in said if said[one].declared) == ["1", "2", "3"]
    assert "process that read it ended" in said["5"].sentence.en
    assert "1 seconds" in said["4"].sentence.en

    # and what killed is tried again, what took too long is not
    monkeypatch.setattr(workers, "serve", worker.serve)
    again = inspect([folder], index, DAY, jobs=0)
    assert (again.examined, again.unchanged) == (1, 4)


def test_what_waits_behind_a_file_that_kills_goes_to_another_process(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    for name in ("1", "2 kills", "3", "4"):
        write(tmp_path / "bad" / f"{name}.frdesk", name)
    monkeypatch.setattr(workers, "_SPAWN", killing.Threads)
    monkeypatch.setattr(workers, "serve", killing.ending)
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    # when
    inspect([tmp_path / "bad"], index, DAY, jobs=2)

    # then
    said = {row.place.name[0]: row.result.standing for row in index.rows(index.ids())}
    assert said == {"1": "unsealed", "2": "unreadable", "3": "unsealed", "4": "unsealed"}


def test_cancelling_does_not_wait_for_a_file_that_hangs(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    write(tmp_path / "bad" / "hangs.frdesk", "hangs")
    monkeypatch.setattr(workers, "serve", killing.serve)
    monkeypatch.setattr(workers._Worker, "is_late", False)
    stop, asked = threading.Event(), list[float]()

    def ask() -> None:
        asked.append(time.monotonic())
        stop.set()

    timer = threading.Timer(0.5, ask)
    timer.start()

    # when
    summary = inspect([tmp_path / "bad"], index, DAY, jobs=2, cancelled=stop.is_set)
    took = time.monotonic() - asked[0]

    # then
    timer.join()
    assert summary.cancelled
    assert took < 0.3
    assert index.count() == 0


def test_processes_that_cannot_start_are_one_sentence(
    portfolio: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_SPAWN", killing.Threads)
    monkeypatch.setattr(workers, "serve", killing.never_ready)

    with pytest.raises(NoWorkersError, match="--jobs 0"):
        inspect([portfolio], index, DAY, jobs=2)


def test_a_process_that_holds_too_much_is_replaced_and_nothing_is_lost(
    portfolio: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = list[object]()
    monkeypatch.setattr(workers, "_SPAWN", killing.Threads)
    monkeypatch.setattr(signal, "signal", lambda *_: started.append(1))
    monkeypatch.setattr(worker, "memory", lambda: worker.HUGE + 1)

    summary = inspect([portfolio], index, DAY, jobs=2)

    assert (summary.files, index.count()) == (7, 7)
    assert len(started) >= 2


# parts


def test_parts_put_together_are_the_whole(portfolio: Path, tmp_path: Path, index: Index) -> None:
    # given
    inspect([portfolio], index, DAY, jobs=0)
    files = [tmp_path / f"{number}.frindex" for number in (1, 2, 3)]
    counts = []
    for number, file in enumerate(files, 1):
        with Index(file) as part:
            counts.append(inspect([portfolio], part, DAY, jobs=0, shard=(number, 3)).files)
            part.save_filter(f"filter {number}", Wanted())

    # when
    before = [file.read_bytes() for file in files]
    with Index(tmp_path / "whole.frindex") as whole:
        merge(files, whole)

        # then
        assert sum(counts) == 7
        assert max(counts) < 7
        assert told(whole.rows(whole.ids())) == told(index.rows(index.ids()))
        assert whole.facet(Wanted(), "rule") == index.facet(Wanted(), "rule")
        assert whole.count(Wanted(words="锦澜")) == index.count(Wanted(words="锦澜")) == 2
        assert list(whole.filters()) == ["filter 1", "filter 2", "filter 3"]
        assert inspect([portfolio], whole, DAY, jobs=0).unchanged == 7
    assert [file.read_bytes() for file in files] == before


def test_what_was_read_last_counts_when_indexes_overlap(
    portfolio: Path, tmp_path: Path, index: Index
) -> None:
    inspect([portfolio], index, DAY, jobs=0)
    write(portfolio / "old.frdesk", "和平")
    newer = tmp_path / "newer.frindex"
    with Index(newer) as other:
        inspect([portfolio], other, DAY, jobs=0)

    merge([newer], index)

    assert index.count() == 7
    assert index.count(Wanted(words="和平")) == 1


def test_parts_of_different_days_are_not_put_together(portfolio: Path, tmp_path: Path, index: Index) -> None:
    inspect([portfolio], index, DAY, jobs=0)
    with Index(tmp_path / "other.frindex") as other:
        inspect([portfolio], other, DAY + dt.timedelta(1), jobs=0)

    with pytest.raises(DifferentDaysError, match="2026-11-22, 2026-11-23"):
        merge([tmp_path / "other.frindex"], index)


def test_a_part_is_the_same_wherever_the_folder_lies() -> None:
    here = [Place(Path("/a"), Path("/a/x") / f"{number}.frdesk") for number in range(50)]
    there = [Place(Path("/mnt/b"), Path("/mnt/b/x") / f"{number}.frdesk") for number in range(50)]

    parts = [[in_shard(place, (number, 4)) for number in (1, 2, 3, 4)] for place in here]

    assert parts == [[in_shard(place, (number, 4)) for number in (1, 2, 3, 4)] for place in there]
    assert all(part.count(True) == 1 for part in parts)
    assert all(any(part[number] for part in parts) for number in range(4))


def test_a_part_takes_only_its_own_files_out(portfolio: Path, index: Index) -> None:
    inspect([portfolio], index, DAY, jobs=0)

    summary = inspect([portfolio], index, DAY, jobs=0, shard=(1, 3))

    assert summary.gone == 0
    assert index.count() == 7


def test_files_of_other_sources_stay_and_are_told_apart(portfolio: Path, index: Index) -> None:
    inspect([portfolio / "静安", portfolio / "old.frdesk"], index, DAY, jobs=0)
    (portfolio / "静安" / "海湾.frdesk").unlink()

    # when other places are inspected into the same index
    other = inspect([portfolio / "锦澜 copy.frdesk"], index, DAY, jobs=0)

    # then nothing is gone that nobody looked for, and the figures can be those of this run alone
    assert (other.files, other.gone, len(other.others), index.count()) == (1, 0, 4, 5)
    index.leave_out(other.others)
    [row] = index.rows(index.ids())
    assert (row.place.name, row.copies) == ("锦澜 copy.frdesk", 0)
    assert dict(index.facet(Wanted(), "verdict")) == {"open": 1}
    with Index(index.file) as again:
        first = inspect([portfolio / "静安"], again, DAY, jobs=0)
        assert (first.unchanged, first.gone, len(first.others), again.count()) == (2, 1, 2, 4)


def test_two_runs_never_write_into_one_index(portfolio: Path, index: Index, tmp_path: Path) -> None:
    with alone(index.file):
        with pytest.raises(IndexInUseError, match=r"portfolio\.frindex"):
            inspect([portfolio], index, DAY, jobs=0)
        with pytest.raises(IndexInUseError):
            merge([], index)
    assert index.about() is None

    assert inspect([portfolio], index, DAY, jobs=0).files == 7
    assert not list(tmp_path.glob("*.lock"))


def test_two_days_are_examined_in_one_run(portfolio: Path, index: Index) -> None:
    early = dt.date(2024, 1, 1)

    inspect([portfolio], index, DAY, jobs=0, against=early)

    assert index.days() == [early, DAY]
    assert index.day == DAY
    index.show(early)
    assert index.count() == 7


def test_a_day_that_is_known_is_not_examined_again_beside_another(
    portfolio: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    inspect([portfolio], index, DAY, jobs=0)
    asked, examine = set[dt.date](), examine_on

    def note(place: Place, data: bytes, days: Sequence[dt.date], *rest: Any, **more: Any) -> Sequence[Result]:
        asked.update(days)
        return examine(place, data, days, *rest, **more)

    # when
    monkeypatch.setattr(worker, "examine_on", note)
    later = DAY + dt.timedelta(40)
    inspect([portfolio], index, DAY, jobs=0, against=later)

    # then
    assert asked == {later}
    assert index.days() == [DAY, later]


def test_days_of_long_ago_do_not_fill_the_disk(portfolio: Path, index: Index) -> None:
    for number in range(8):
        inspect([portfolio], index, DAY + dt.timedelta(number), jobs=0, against=dt.date(2024, 1, 1))

    assert index.days() == [dt.date(2024, 1, 1), *(DAY + dt.timedelta(number) for number in range(2, 8))]
