"""Rolling backups: the last saves, then one a day, then one a month; names of any length; old copies are found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fr_desk.storage import backups as module
from fr_desk.storage.backups import Backup, backup_folder, backups, keep_version, thinned

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def made(ages: list[timedelta], size: int = 1) -> list[Backup]:
    return [Backup(Path(f"{number}.frdesk"), NOW - age, NOW - age, size) for number, age in enumerate(ages)]


def left(kept: list[Backup]) -> list[Backup]:
    gone = set(thinned(kept, NOW))
    return [one for one in kept if one not in gone]


def test_the_last_five_saves_stay_whenever_they_were_made():
    kept = made([timedelta(minutes=number) for number in range(8)])
    ancient = made([timedelta(days=4000 + number) for number in range(5)])

    assert left(kept) == kept[:5]
    assert left(ancient) == ancient


def test_older_ones_stay_one_a_day_then_one_a_month_then_go():
    # given three saves a day for three years
    kept = made([timedelta(hours=8 * number) for number in range(3 * 365 * 3)])

    # when
    rest = [one.kept_at.date() for one in left(kept)][5:]

    # then
    days = [day for day in rest if (NOW.date() - day).days < 30]
    months = [(day.year, day.month) for day in rest if day not in days]
    assert len(days) == len(set(days))
    assert len(days) >= 27
    assert len(months) == len(set(months)) == 11
    assert min(rest) > NOW.date() - timedelta(days=366)


def test_thinning_again_changes_nothing():
    once = left(made([timedelta(hours=5 * number) for number in range(900)]))

    assert left(once) == once


def test_large_copies_give_way_before_the_disk_is_full():
    kept = made([timedelta(days=number) for number in range(20)], size=module.ROOM // 4)

    assert left(kept) == kept[: 5 + 4]


def test_a_copy_says_when_it_was_saved_and_when_it_was_replaced(tmp_path: Path):
    import os

    path = tmp_path / "hotel.frdesk"
    path.write_bytes(b"one")
    os.utime(path, (1_700_000_000, 1_700_000_000))

    keep_version(path, now=NOW)

    (copy,) = backups(path)
    assert copy.kept_at == NOW
    assert copy.saved_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert copy.file.read_bytes() == b"one"


def test_copies_of_earlier_programs_are_still_found(tmp_path: Path):
    path = tmp_path / "hotel.frdesk"
    path.write_bytes(b"now")
    folder = backup_folder(path)
    folder.mkdir(parents=True)
    (folder / "hotel.frdesk.bak1").write_bytes(b"old")
    (folder / "other.frdesk.bak1").write_bytes(b"another file's")

    keep_version(path)

    assert sorted(copy.file.read_bytes() for copy in backups(path)) == [b"now", b"old"]


@pytest.mark.parametrize("name", ["n" * 240 + ".frdesk", "很" * 80 + ".frdesk"])
def test_a_name_as_long_as_the_system_allows_is_backed_up_too(name: str, tmp_path: Path):
    path, other = tmp_path / name, tmp_path / f"{name[:-8]}x.frdesk"
    for one in (path, other):
        one.write_bytes(one.name[-9:].encode())

        keep_version(one)

    (copy,) = backups(path)
    assert copy.file.read_bytes() == path.read_bytes()


def test_where_the_folder_cannot_be_read_there_are_none(tmp_path: Path):
    path = tmp_path / "hotel.frdesk"
    backup_folder(path).parent.mkdir(parents=True)
    backup_folder(path).write_text("a file where the folder should be")

    assert backups(path) == ()
