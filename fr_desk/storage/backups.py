"""Earlier versions of saved dossiers, in the user's data folder: ``hotel.frdesk.bak1`` is the newest of three."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fr_desk.paths import Folders, user_folders
from fr_desk.storage import errors
from fr_desk.storage.access import explained

KEPT = 3
"""How many earlier versions are kept of each file."""


def backup_folder(path: Path, folders: Folders | None = None) -> Path:
    """Return the folder for earlier versions of ``path``; files of one name in different places have different ones."""
    whole = path.resolve()
    place = hashlib.sha256(str(whole.parent).encode(errors="surrogateescape")).hexdigest()[:12]
    return (folders or user_folders()).backups / place


def backups_of(path: Path, folders: Folders | None = None) -> list[Path]:
    """Return the earlier versions of ``path`` that are kept, newest first."""
    folder = backup_folder(path, folders)
    return [copy for copy in _copies(folder, path) if copy.is_file()]


def keep_version(path: Path, folders: Folders | None = None) -> None:
    """Copy ``path`` to the newest backup and move the older ones on by one; the oldest goes.

    Raises:
        BackupError: if that fails; what was kept before is still there.
    """
    folder = backup_folder(path, folders)
    copies = _copies(folder, path)
    try:
        with explained(path):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            data = path.read_bytes()
            if copies[0].is_file() and copies[0].read_bytes() == data:
                return
            incoming = folder / f"{path.name}.new"
            incoming.write_bytes(data)
            for older, newer in zip(reversed(copies), reversed(copies[:-1]), strict=False):
                if newer.is_file():
                    newer.replace(older)
            incoming.replace(copies[0])
    except errors.FileError as error:
        raise errors.BackupError(file=str(path), folder=str(folder)) from error


def _copies(folder: Path, path: Path) -> list[Path]:
    return [folder / f"{path.name}.bak{number}" for number in range(1, KEPT + 1)]
