"""Opening what lies below a folder, and nothing else: no link is followed, no pipe waited for, no device opened.

Between the listing of a folder and the reading of a file somebody may put a link in its place. So every folder on the
way is opened by itself, from the one the inspector named downwards, and refuses to be a link. Systems without such
calls compare the real path with the real folder instead.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from fr_desk.inspection import errors
from fr_desk.storage.access import explained
from fr_desk.storage.errors import FileError

STEPWISE = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW") and os.scandir in os.supports_fd
"""Whether the system can open a name within a folder that is open, and refuse links."""
_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_FOLDER = _READ | getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
NAMELESS = Path("this")
"""Stands for the name of every file: rows say it themselves."""
_OF_FILES: dict[int | None, type[FileError]] = {
    **dict.fromkeys((errno.ELOOP, errno.ENOTDIR, errno.ENXIO, errno.EISDIR), errors.SwappedError),
    **dict.fromkeys((errno.EACCES, errno.EPERM), errors.LockedFileError),
    errno.ENOENT: errors.GoneError,
    errno.ENAMETOOLONG: errors.TooFarError,
}
_OF_FOLDERS = _OF_FILES | dict.fromkeys((errno.EACCES, errno.EPERM), errors.LockedFolderError)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder, as the system describes it without following it."""

    name: str
    mode: int
    size: int
    modified: int


@contextmanager
def opened(root: Path, path: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file at or below ``root`` for reading.

    Raises:
        FileError: with a sentence, if it is none, lies elsewhere or cannot be opened.
    """
    with refusing():
        descriptor = _reached(root, path, _READ)
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise errors.NotOrdinaryError
        with refusing():
            yield stream


def listed(root: Path, folder: Path) -> list[Entry]:
    """Return what is in a folder at or below ``root``, by the bytes of its names.

    Raises:
        FileError: with a sentence, if it cannot be listed.
    """
    with refusing(folder=True):
        if not STEPWISE:
            _refuse_elsewhere(root, folder)
            return _entries(folder)
        descriptor = _reached(root, folder, _FOLDER)
        try:
            return _entries(descriptor)
        finally:
            os.close(descriptor)


def _entries(folder: int | Path) -> list[Entry]:
    found = []
    with os.scandir(folder) as names:
        for name in names:
            try:
                facts = name.stat(follow_symlinks=False)
            except FileNotFoundError:  # taken away while we looked
                continue
            found.append(Entry(name.name, facts.st_mode, facts.st_size, facts.st_mtime_ns))
    return sorted(found, key=lambda one: os.fsencode(one.name))


def _reached(root: Path, path: Path, flags: int) -> int:
    """Return a descriptor of what is at ``path``; only ``root`` itself, which was named, may be a link."""
    if path == root:
        return os.open(path, flags)
    if not STEPWISE:
        _refuse_elsewhere(root, path)
        return os.open(path, flags)
    parts = path.relative_to(root).parts
    if ".." in parts:
        raise errors.LeadsOutError
    descriptor = os.open(root, _FOLDER)
    for place, part in enumerate(parts, start=1):
        try:
            below = os.open(part, (flags if place == len(parts) else _FOLDER) | _NO_LINK, dir_fd=descriptor)
        finally:
            os.close(descriptor)
        descriptor = below
    return descriptor


def _refuse_elsewhere(root: Path, path: Path) -> None:
    real, whole = Path(os.path.realpath(root)), Path(os.path.realpath(path))
    if path != root and not whole.is_relative_to(real):
        raise errors.LeadsOutError


@contextmanager
def refusing(*, folder: bool = False) -> Iterator[None]:
    """Turn the system's refusals into sentences that name no file.

    Raises:
        FileError: for every ``OSError``.
    """
    try:
        yield
    except OSError as error:
        kinds = _OF_FOLDERS if folder else _OF_FILES
        if error.errno in kinds:
            raise kinds[error.errno] from error
        with explained(NAMELESS):
            raise
