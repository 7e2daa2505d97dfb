"""Versions of a dossier that the user kept by name: whole copies in the user's data folder, one note beside each.

``versions/<dossier>/<key>.frdesk`` is the copy, ``<key>.json`` says what it is called. A copy without a readable note
is still listed, for the copy is what counts. What is taken away waits in ``removed`` for some days.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.paths import Folders
from fr_desk.storage.access import MEGABYTE, explained, make_folder, read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.container import write_container

REMOVED_FOR: Final = 30 * 86_400
"""Seconds after which what was taken away is gone."""
_STAMP = "%Y%m%dT%H%M%S%fZ"
_KEY = re.compile(r"(\d{8}T\d{12}Z)-[0-9a-f]{8}")
_REMOVED = "removed"


class Note(BaseModel):
    """What is known about a version besides its contents."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, StringConstraints(max_length=200)] = ""
    by: Annotated[str, StringConstraints(max_length=200)] = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A version that was kept.

    Attributes:
        file: the copy.
        note: what is known about it.
        at: when it was kept.
    """

    file: Path
    note: Note
    at: datetime

    @property
    def key(self) -> str:
        """Its name among the versions of the dossier."""
        return self.file.stem


def keep(
    folders: Folders,
    dossier: Dossier,
    attachments: Mapping[str, bytes],
    note: Note,
    now: datetime | None = None,
) -> Kept:
    """Keep a copy of a dossier.

    Raises:
        FileError: if the system refuses; nothing is left behind then.
    """
    at = now or datetime.now(UTC)
    file = _folder(folders, dossier.id) / f"{at.strftime(_STAMP)}-{secrets.token_hex(4)}.frdesk"
    make_folder(file.parent)
    replace_file(file.with_suffix(".json"), note.model_dump_json().encode())
    try:
        write_container(file, dossier, attachments, folders)
    except FrDeskError:
        with suppress(OSError):
            file.with_suffix(".json").unlink()
        raise
    return Kept(file, note, at)


def kept(folders: Folders, dossier_id: str) -> tuple[Kept, ...]:
    """Return the versions that were kept of a dossier, newest first; none where the folder cannot be read."""
    folder = _folder(folders, dossier_id)
    _clear(folder / _REMOVED)
    found = []
    with suppress(OSError):
        for file in folder.glob("*.frdesk"):
            match = _KEY.fullmatch(file.stem)
            if match:
                at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(Kept(file, _note(file.with_suffix(".json")), at))
    return tuple(sorted(found, key=lambda one: (one.at, one.key), reverse=True))


def _note(file: Path) -> Note:
    try:
        return Note.model_validate_json(read_bytes(file, MEGABYTE))
    except (FrDeskError, ValidationError):
        return Note()


def remove(version: Kept) -> None:
    """Take a version away; :func:`bring_back` undoes it for thirty days.

    Raises:
        FileError: if the system refuses.
    """
    _move(version, version.file.parent, version.file.parent / _REMOVED)


def bring_back(version: Kept) -> None:
    """Bring back a version that was taken away.

    Raises:
        FileError: if the system refuses.
    """
    _move(version, version.file.parent / _REMOVED, version.file.parent)


def _move(version: Kept, source: Path, target: Path) -> None:
    make_folder(target)
    with explained(version.file):
        moved = source / version.file.name
        moved.replace(target / moved.name)
        with suppress(FileNotFoundError):
            moved.with_suffix(".json").replace(target / moved.with_suffix(".json").name)


def _clear(folder: Path) -> None:
    """Let what was taken away long ago go for good."""
    with suppress(OSError):
        for file in folder.iterdir():
            if time.time() - file.stat().st_ctime > REMOVED_FOR:
                file.unlink()


def _folder(folders: Folders, dossier_id: str) -> Path:
    # the letter before keeps ids apart from names that some systems reserve
    return folders.versions / f"d-{dossier_id}"
