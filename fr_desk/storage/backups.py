"""Earlier versions of saved dossiers, in the user's data folder: kept at every save, thinned as they grow old.

The last saves are all there, then one for each day, then one for each month. A copy ends in ``.frdesk``, so that it can
be opened without the program's list of them; ``hotel.frdesk.bak1`` are copies of earlier programs.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fr_desk.paths import Folders, user_folders
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE, explained
from fr_desk.storage.atomic import replace_file

LAST: Final = 5
"""Saves that are all kept."""
DAYS: Final = 30
"""Days of which the last save is kept."""
MONTHS: Final = 12
"""Months of which the last save is kept."""
ROOM: Final = 512 * MEGABYTE
"""Bytes the copies of one file may take together, beyond the last saves."""

_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAMED = 100
"""Bytes of a file's name that its copies have in theirs."""


@dataclass(frozen=True, slots=True)
class Backup:
    """An earlier version of a file.

    Attributes:
        file: where it is.
        kept_at: when the next version took its place.
        saved_at: when it was saved itself.
        size: in bytes.
    """

    file: Path
    kept_at: datetime
    saved_at: datetime
    size: int


def backup_folder(path: Path, folders: Folders | None = None) -> Path:
    """Return the folder for earlier versions of ``path``; files of one name in different places have different ones."""
    whole = path.resolve()
    place = hashlib.sha256(str(whole.parent).encode(errors="surrogateescape")).hexdigest()[:12]
    return (folders or user_folders()).backups / place


def backups(path: Path, folders: Folders | None = None) -> tuple[Backup, ...]:
    """Return the earlier versions of ``path`` that are kept, newest first; none where the folder cannot be read."""
    folder, name = backup_folder(path, folders), _short(path.name)
    ours = re.compile(rf"{re.escape(name)}\.(\d{{8}}T\d{{12}}Z)-[0-9a-f]{{8}}\.frdesk")
    theirs = re.compile(rf"{re.escape(path.name)}\.bak\d")
    found = []
    with suppress(OSError):
        for file in folder.iterdir():
            match = ours.fullmatch(file.name)
            if match or theirs.fullmatch(file.name):
                found.append(_backup(file, match[1] if match else ""))
    return tuple(sorted(found, key=lambda one: (one.kept_at, one.file.name), reverse=True))


def where_kept(path: Path, folders: Folders | None = None) -> str:
    """Return the folder in which earlier versions of ``path`` are; empty if none are kept."""
    kept = backups(path, folders)
    return str(kept[0].file.parent) if kept else ""


def _backup(file: Path, stamp: str) -> Backup:
    facts = file.stat()
    saved_at = datetime.fromtimestamp(facts.st_mtime, UTC)
    kept_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC) if stamp else saved_at
    return Backup(file, kept_at, saved_at, facts.st_size)


def backups_of(path: Path, folders: Folders | None = None) -> list[Path]:
    """Return the files of the earlier versions of ``path`` that are kept, newest first."""
    return [backup.file for backup in backups(path, folders)]


def keep_version(path: Path, folders: Folders | None = None, now: datetime | None = None) -> None:
    """Copy ``path`` to its backups, if the newest of them is another version, and thin out the old ones.

    Raises:
        BackupError: if that fails; what was kept before is still there.
    """
    try:
        with explained(path):
            data, saved = path.read_bytes(), path.stat().st_mtime
    except errors.FileError as error:
        raise errors.BackupError(file=str(path), folder=str(backup_folder(path, folders))) from error
    keep_bytes(path, data, saved, folders, now)


def keep_bytes(
    path: Path, data: bytes, saved: float, folders: Folders | None = None, now: datetime | None = None
) -> None:
    """Keep ``data``, which was saved to ``path`` at the time ``saved``, among its backups.

    Raises:
        BackupError: if that fails; what was kept before is still there.
    """
    folder, kept = backup_folder(path, folders), backups(path, folders)
    moment = now or datetime.now(UTC)
    try:
        with explained(path):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if kept and kept[0].size == len(data) and kept[0].file.read_bytes() == data:
                return
            digest = hashlib.sha256(data).hexdigest()[:8]
            copy = folder / f"{_short(path.name)}.{moment.strftime(_STAMP)}-{digest}.frdesk"
            replace_file(copy, data)
            with suppress(OSError):
                os.utime(copy, (saved, saved))
    except errors.FileError as error:
        raise errors.BackupError(file=str(path), folder=str(folder)) from error
    for old in thinned((Backup(copy, moment, moment, len(data)), *kept), moment):
        with suppress(OSError):
            old.file.unlink()


def thinned(kept: Iterable[Backup], now: datetime) -> tuple[Backup, ...]:
    """Return the backups that are no longer wanted, by the time they were kept at."""
    every = sorted(kept, key=lambda one: (one.kept_at, one.file.name), reverse=True)
    wanted = every[:LAST]
    today = now.astimezone().date()
    seen: set[tuple[int, ...]] = set()
    room = ROOM
    for one in every:
        day = one.kept_at.astimezone().date()
        is_new = one in wanted
        if (today - day).days < DAYS:
            period: tuple[int, ...] = (day.year, day.month, day.day)
        elif (today.year - day.year) * 12 + today.month - day.month < MONTHS:
            period = (day.year, day.month)
        else:
            continue
        if period not in seen and not is_new and one.size <= room:
            wanted.append(one)
            room -= one.size
        seen.add(period)
    return tuple(one for one in every if one not in wanted)


def _short(name: str) -> str:
    """Return a file's name, cut where the name of a copy would be too long for the file system."""
    raw = name.encode(errors="surrogateescape")
    if len(raw) <= _NAMED:
        return name
    return f"{raw[:_NAMED].decode(errors='ignore')}~{hashlib.sha256(raw).hexdigest()[:8]}"
