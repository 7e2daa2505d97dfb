"""Versions of a dossier: kept by name, kept by every save, and as it is in its file. Listed, read, restored.

A version kept by name is a revision: the dossier counts it and notes it in its change history.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from fr_desk.domain import differences
from fr_desk.domain.differences import Change
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import HistoryEntry
from fr_desk.domain.schema import SHORT
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.paths import Folders
from fr_desk.storage import backups, versions
from fr_desk.storage.access import read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.container import Contents, pack, unpack

Kind = Literal["file", "named", "backup"]
MOST_ENTRIES: Final = 10_000
"""Lines of change history a dossier can have."""


class NoNameError(FrDeskError):
    """A version without a name."""

    sentence = N_("Give the version a name, so that you know it again.")


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the dossier that is on disk.

    Attributes:
        kind: as saved in its file, kept by name, or kept by a later save.
        file: where it is.
        at: when it was kept or saved.
        name: given by the user; empty for the others.
        by: who kept it.
        revision: which one it is; 0 if that is not known.
    """

    kind: Kind
    file: Path
    at: dt.datetime
    name: str = ""
    by: str = ""
    revision: int = 0


def listed(folders: Folders, dossier: Dossier, path: Path | None) -> tuple[Version, ...]:
    """Return every version of a dossier: its file, those kept by name, those kept by saving; newest first in each.

    Args:
        folders: of the user.
        dossier: the open one.
        path: its file, if it has one.
    """
    found = []
    if path is not None:
        with suppress(OSError):
            found.append(Version("file", path, dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)))
    for kept in versions.kept(folders, dossier.id):
        note = kept.note
        found.append(Version("named", kept.file, kept.at, note.name, note.by, note.revision))
    if path is not None:
        found += [Version("backup", one.file, one.saved_at) for one in backups.backups(path, folders)]
    return tuple(found)


def read(version: Version, folders: Folders) -> Contents:
    """Read a version.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if the copy is damaged.
    """
    return unpack(read_bytes(version.file), version.file, folders)


def counted(dossier: Dossier, name: str, by: str, on: dt.date) -> Dossier:
    """Return the dossier as the next revision, which its change history names.

    Raises:
        NoNameError: if the name says nothing.
    """
    what = " ".join(name.split())[:SHORT]
    if not what:
        raise NoNameError
    entry = HistoryEntry(on=on, by=" ".join(by.split())[:SHORT] or None, what=what)
    history = (*dossier.history, entry)[-MOST_ENTRIES:]
    return differences.apply(
        dossier,
        [
            Change("revision", dossier.revision, dossier.revision + 1),
            Change("history", dossier.history, history),
        ],
    )


def keep(
    folders: Folders, dossier: Dossier, attachments: Mapping[str, bytes], now: dt.datetime | None = None
) -> Version:
    """Keep a dossier that :func:`counted` made the next revision, under the name its history gives it.

    Raises:
        FileError: if the system refuses; then nothing is kept.
    """
    last = dossier.history[-1]
    note = versions.Note(name=last.what or "", by=last.by or "", revision=dossier.revision)
    kept = versions.keep(folders, dossier, attachments, note, now)
    return Version("named", kept.file, kept.at, note.name, note.by, note.revision)


def restored(now: Dossier, version: Dossier) -> Dossier:
    """Return what the dossier becomes when a version is restored: its answers, under this dossier's own count."""
    kept = {name: getattr(now, name) for name in ("id", "revision", "history")}
    return version.model_copy(update=kept)


def remove(version: Version) -> None:
    """Take a version kept by name away; :func:`bring_back` undoes it.

    Raises:
        FileError: if the system refuses.
    """
    versions.remove(_kept(version))


def bring_back(version: Version) -> None:
    """Bring back a version that was taken away.

    Raises:
        FileError: if the system refuses.
    """
    versions.bring_back(_kept(version))


def _kept(version: Version) -> versions.Kept:
    return versions.Kept(version.file, versions.Note(name=version.name), version.at)


def export(version: Version, target: Path, folders: Folders) -> None:
    """Write a version to a file of its own, byte for byte, once it has been read.

    Raises:
        FileError: if the system refuses; an old file is then as it was.
        UnreadableError: if the copy is damaged.
    """
    data = read_bytes(version.file)
    unpack(data, version.file, folders)
    replace_file(target, data, keep_old=lambda old: backups.keep_version(old, folders))


def keep_aside(path: Path, dossier: Dossier, attachments: Mapping[str, bytes], folders: Folders) -> None:
    """Keep what was saved to ``path`` among its backups: somebody else has written over it.

    Raises:
        BackupError: if the system refuses.
    """
    listed_only = {key: data for key, data in attachments.items() if key in (dossier.attachments or {})}
    backups.keep_bytes(path, pack(Contents(dossier, listed_only)), time.time(), folders)


def with_fingerprints(dossier: Dossier, attachments: Mapping[str, bytes]) -> Dossier:
    """Return the dossier with the fingerprint of each attachment that is at hand: their contents are found by it."""
    wanted = [
        Change(f"attachments.{key}.sha256", entry.sha256, digest)
        for key, entry in (dossier.attachments or {}).items()
        if key in attachments and (digest := hashlib.sha256(attachments[key]).hexdigest()) != entry.sha256
    ]
    return differences.apply(dossier, wanted) if wanted else dossier


def by_fingerprint(attachments: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the contents of attachments by their SHA-256."""
    return {hashlib.sha256(data).hexdigest(): data for data in attachments.values()}
