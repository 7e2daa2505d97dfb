"""Writing a folder, or a zip of the same files, so that it is there whole or not at all."""

from __future__ import annotations

import io
import os
import secrets
import shutil
import time
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from fr_desk.i18n import N_
from fr_desk.storage import errors
from fr_desk.storage.access import explained, make_folder
from fr_desk.storage.atomic import LEFT_OVER_AFTER, flush_folder, replace_file

_PREFIX, _ENDING = ".fr-desk-", ".folder"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

Parts = Iterable[tuple[str, bytes]]
"""Files by their name below the folder, ``signs/entrance.pdf``; made while they are written, one after another."""


class FolderNotEmptyError(errors.FileError):
    """A new folder would be mixed with what is there."""

    sentence = N_("The folder {file} is not empty; name a new one, so that nothing in it is replaced.")


def write_folder(folder: Path, parts: Parts) -> None:
    """Write a new folder; an empty one of that name may be there.

    Args:
        folder: the folder; those above it are made if they are not there.
        parts: its files. What they raise while they are made leaves nothing behind.

    Raises:
        FileError: if the system refuses, or something is in the folder; nothing is then left behind.
    """
    target = Path(os.path.realpath(folder))
    _refuse_unsuitable(target, folder)
    make_folder(target.parent)
    temporary = target.parent / f"{_PREFIX}{secrets.token_hex(8)}{_ENDING}"
    try:
        with explained(folder, writing=True):
            temporary.mkdir()
        for name, data in parts:
            with explained(folder / name, writing=True):
                _write(temporary / name, data)
        with explained(folder, writing=True):
            flush_folder(temporary)
            if target.exists():
                target.rmdir()
            temporary.rename(target)
            flush_folder(target.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    _clear_left_overs(target.parent)


def write_zip(file: Path, parts: Parts) -> None:
    """Write the same files as one zip; an old file of that name is replaced once the new one is whole.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is written, so that the bytes are the same
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    make_folder(file.parent)
    replace_file(file, stream.getvalue())


def _refuse_unsuitable(target: Path, folder: Path) -> None:
    with explained(folder, writing=True):
        if target.exists() and not target.is_dir():
            raise errors.FileInsteadError(file=str(folder))
        if target.exists() and next(target.iterdir(), None) is not None:
            raise FolderNotEmptyError(file=str(folder))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _clear_left_overs(folder: Path) -> None:
    """Take away what a program killed in the middle left in ``folder`` long ago, if the system lets us."""
    for left in folder.glob(f"{_PREFIX}{'[0-9a-f]' * 16}{_ENDING}"):
        with suppress(OSError):
            if left.is_dir() and time.time() - left.stat().st_mtime > LEFT_OVER_AFTER:
                shutil.rmtree(left)
