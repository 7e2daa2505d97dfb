"""Reaching files: bounded reading, and the system's refusals turned into sentences."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fr_desk.storage import errors

MEGABYTE = 1024 * 1024
_GONE = frozenset(
    getattr(errno, name)
    for name in (
        *("EIO", "ENXIO", "ENODEV", "ESTALE", "ENOTCONN", "ECONNRESET", "ECONNABORTED", "ETIMEDOUT"),
        *("EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "EREMOTEIO", "ENOLINK", "ESHUTDOWN"),
    )
    if hasattr(errno, name)
)
"""What systems say of drives and network shares that do not answer."""
_GONE_ON_WINDOWS = frozenset({21, 51, 53, 55, 59, 64, 65, 67, 121, 1167, 1231, 1232})
_HELD_ON_WINDOWS = frozenset({32, 33})
MAX_FILE = 128 * MEGABYTE
"""Largest file that is read at all."""


@contextmanager
def explained(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Turn the system's refusals about ``path`` into errors with a sentence.

    Raises:
        FileError: for every ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise _explanation(error, path, writing=writing) from error


def _explanation(error: OSError, path: Path, *, writing: bool) -> errors.FileError:
    file = str(path)
    on_windows = getattr(error, "winerror", None)
    if error.errno in _GONE or on_windows in _GONE_ON_WINDOWS:
        return errors.UnreachableError(file=file)
    if error.errno in {errno.EBUSY, errno.ETXTBSY} or on_windows in _HELD_ON_WINDOWS:
        return errors.BusyFileError(file=file)
    match error.errno:
        case errno.ENOENT:
            return errors.MissingFolderError(file=file) if writing else errors.MissingFileError(file=file)
        case errno.EACCES | errno.EPERM | errno.EROFS if not path.is_dir():
            return errors.ForbiddenFileError(file=file)
        case errno.EISDIR | errno.EACCES | errno.EPERM:
            return errors.FolderInsteadError(file=file)
        case errno.ENOTDIR | errno.EEXIST:
            return errors.FileInsteadError(file=file)
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return errors.DiskFullError(file=file)
        case errno.ENAMETOOLONG:
            return errors.NameTooLongError(file=file)
        case _:
            reason = os.strerror(error.errno) if error.errno else str(error)
            return errors.FileError(file=file, reason=reason)


def read_bytes(path: Path, limit: int = MAX_FILE) -> bytes:
    """Return the whole file.

    Args:
        path: the file.
        limit: most bytes that are read.

    Raises:
        FileError: if the system refuses.
        EmptyFileError: if nothing is in it.
        FileTooLargeError: if it is larger than ``limit``.
    """
    with explained(path), path.open("rb") as stream:
        data = stream.read(limit + 1)
    if not data:
        raise errors.EmptyFileError(file=str(path))
    if len(data) > limit:
        raise errors.FileTooLargeError(file=str(path), limit=f"{round(limit / MEGABYTE, 2):g}")
    return data


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, if they are not there.

    Raises:
        FileError: if the system refuses.
    """
    with explained(folder, writing=True):
        folder.mkdir(parents=True, exist_ok=True)


def beside(path: Path) -> Path:
    """Return a name for a copy beside ``path`` that nothing has yet: ``hotel (2).frdesk``."""
    stem = re.sub(r" \(\d+\)$", "", path.stem)
    raw = stem.encode(errors="surrogateescape")[:220]
    stem = raw.decode(errors="ignore") if len(raw) == 220 else stem
    number = 2
    while os.path.lexists(path.with_name(f"{stem} ({number}){path.suffix}")):
        number += 1
    return path.with_name(f"{stem} ({number}){path.suffix}")
