"""Writing a file so that at every moment either the old one or the new one is there, whole."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fr_desk.storage import errors
from fr_desk.storage.access import explained

LEFT_OVER_AFTER = 86_400
"""Seconds after which a half-written file belongs to nobody."""
_PREFIX, _ENDING = ".fr-desk-", ".tmp"


def replace_file(
    path: Path,
    data: bytes,
    *,
    check: Callable[[bytes], None] | None = None,
    keep_old: Callable[[Path], None] | None = None,
) -> None:
    """Write ``data`` to ``path``: temporary file in the same folder, fsync, read back, replace, fsync of the folder.

    Args:
        path: the file; a symbolic link is followed, so that the link stays one.
        data: its new content.
        check: reads back what was written and raises if it is not as meant.
        keep_old: is given the old file, if there is one, before it is replaced.

    Raises:
        FileError: if the system refuses; the old file is then as it was, and nothing else is left behind.
    """
    target = Path(os.path.realpath(path))
    _refuse_unsuitable(target, path)
    temporary = target.parent / f"{_PREFIX}{secrets.token_hex(8)}{_ENDING}"
    with explained(path, writing=True):
        try:
            _write(temporary, data)
            written = temporary.read_bytes()
            if written != data:
                raise errors.UnprovenWriteError(file=str(path))
            if check:
                check(written)
            if target.exists():
                shutil.copymode(target, temporary)
                if keep_old:
                    keep_old(target)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        flush_folder(target.parent)
        _clear_left_overs(target.parent)


def _clear_left_overs(folder: Path) -> None:
    """Take away what a program killed in the middle of a write left in ``folder`` long ago, if the system lets us."""
    for left in folder.glob(f"{_PREFIX}*{_ENDING}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > LEFT_OVER_AFTER:
                left.unlink()


def _refuse_unsuitable(target: Path, path: Path) -> None:
    """Refuse what a replacement would destroy or get round: folders, devices, write-protected files."""
    with explained(path, writing=True):
        if target.is_dir():
            raise errors.FolderInsteadError(file=str(path))
        if target.exists() and not target.is_file():
            raise errors.SpecialFileError(file=str(path))
        if target.exists() and not os.access(target, os.W_OK):
            raise errors.ForbiddenFileError(file=str(path))


def _write(temporary: Path, data: bytes) -> None:
    with temporary.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut; Windows does this by itself and cannot open folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
