"""Which files an inspection looks at, in an order that is always the same: folders, zips, single files and lists.

What cannot be a dossier is passed by; what an inspector must know of (a link out of the folder, a device, a locked
folder, a zip within a zip) is told and not opened. Contents are not known here beyond their first bytes.
"""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection import errors
from fr_desk.inspection.place import Place, Refused, Tally
from fr_desk.inspection.reaching import Entry, listed, opened, refusing
from fr_desk.inspection.record import ENDING as RECORD
from fr_desk.inspection.zips import Member, members, unpacked
from fr_desk.paths import user_folders
from fr_desk.storage.access import MAX_FILE, MEGABYTE, read_bytes
from fr_desk.storage.errors import UnreadableError

ENDINGS = frozenset({".frdesk", ".pdf", ".json", ".yaml", ".yml"})
"""Endings of what can be a dossier; others count if they begin like one."""
LISTS = frozenset({".txt", ".csv", ".lst"})
"""Endings of lists of files."""
_PATHS = frozenset({"path", "paths", "file", "files", "路径", "文件", "경로", "파일"})
"""Headings of a column with paths."""
_ZIP = ".zip"
_PASSED = frozenset({".tmp", ".part", ".partial", ".crdownload", ".swp", RECORD})
"""Endings of what is half written, and of records beside dossiers."""
_OURS = b"manifest.json"
"""Name of the first part of every container of ours; it stands at byte 30."""
_HEAD = 64
_DELIMITERS = (",", ";", "\t")
LONGEST_LIST = 16 * MEGABYTE
"""Largest list of files."""


class NoPathsError(UnreadableError):
    """A list without a path."""

    sentence = N_("{file} names no file and no folder; write one path on each line.")


def never() -> bool:
    """Never cancel."""
    return False


def find(
    sources: Sequence[Path], cancelled: Callable[[], bool] = never, tally: Tally | None = None
) -> Iterator[Place | Refused]:
    """Yield what there is to inspect, each file once, in the order of the sources and of the names in them.

    Args:
        sources: folders, zips and files.
        cancelled: asked before each file; the search just ends.
        tally: counts what was passed by.
    """
    named = [Path(os.path.abspath(source)) for source in sources]  # noqa: PTH100 - resolve() would follow links
    search, told = _Search(named, tally or Tally()), set()
    for source in named:
        for one in search.source(source):
            if cancelled():
                return
            place = one.place if isinstance(one, Refused) else one
            if len(named) > 1:
                if place.key in told:
                    continue
                told.add(place.key)
            yield one


def named_in(sources: Sequence[Path]) -> list[Path]:
    """Return what sources name: of a list of files, what stands in it.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if a list names nothing or is too large.
    """
    found = list[Path]()
    for source in sources:
        found += read_list(source) if _is_list(source) else [source]
    return found


def _is_list(source: Path) -> bool:
    """Tell whether a name is that of a list; a dossier may have that name as well."""
    if source.suffix.lower() not in LISTS or not os.path.isfile(source):  # noqa: PTH113 - never raises
        return False
    return not _looks_like_one(Place(source, source, "", _HEAD))


def read_list(file: Path) -> tuple[Path, ...]:
    """Return the files that a list names: a text with one path in each line, or a CSV.

    In a CSV they stand in the column that is called ``path`` or ``file``, else in the first one; its heading is no
    path. Its cells are divided by commas, semicolons or tabs. Relative paths begin at the list's own folder; empty
    lines and lines with # are passed over.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it names nothing or is too large.
    """
    data = read_bytes(file, LONGEST_LIST).removeprefix(b"\xef\xbb\xbf")
    lines = [line.strip(" \r\n") for line in os.fsdecode(data).splitlines()]
    lines = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    found = _below(file, _paths_in(lines, file))
    if not found:
        raise NoPathsError(file=str(file))
    return found


def _paths_in(lines: Sequence[str], file: Path) -> list[str]:
    """Return the paths in the lines of a list without its heading."""
    if file.suffix.lower() == ".csv":
        with suppress(csv.Error):  # of lines that are no table
            return _column(lines, file.parent)
    return [_first_cell(line, file.parent) for line in lines]


def _column(lines: Sequence[str], folder: Path) -> list[str]:
    """Return the paths in the lines of a CSV without its heading."""
    delimiter = _delimiter(lines[0], folder) if lines else _DELIMITERS[0]
    heading = [cell.strip().casefold() for cell in next(csv.reader(lines[:1], delimiter=delimiter), [""])]
    column = next((place for place, cell in enumerate(heading) if cell in _PATHS), None)
    if column is not None:
        rows = csv.reader(lines[1:], delimiter=delimiter)
        return [row[column].strip() for row in rows if len(row) > column]
    cells = [_first_cell(line, folder, delimiter) for line in lines]
    return cells[_is_heading(cells, folder) :]


def _delimiter(line: str, folder: Path) -> str:
    """Return what divides the cells of a CSV, by its first line: what leaves a heading, else a path that is there."""

    def likely(delimiter: str) -> tuple[bool, bool, int]:
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [""])]
        return any(cell.casefold() in _PATHS for cell in cells), _is_there(cells[0], folder), len(cells)

    found = [] if _is_there(line, folder) else [one for one in _DELIMITERS if one in line]
    return max(found, key=likely, default=_DELIMITERS[0])


def _below(file: Path, paths: Iterable[str]) -> tuple[Path, ...]:
    return tuple(file.parent / path for path in paths if path and "\0" not in path)


def _is_heading(cells: Sequence[str], folder: Path) -> bool:
    """Tell whether the first cell of a CSV names its column: no path, nothing that exists, above something that does.

    A name that nobody finds is rather told as missing than passed over.
    """
    first = cells[0] if cells else "."
    if set(first) & set("/\\.\0") or _is_there(first, folder):
        return False
    return any(_is_there(cell, folder) for cell in cells[1:])


def _is_there(path: str, folder: Path) -> bool:
    return bool(path) and os.path.lexists(folder / path)


def _first_cell(line: str, folder: Path, delimiter: str = _DELIMITERS[0]) -> str:
    line = line.strip() if delimiter != "\t" else line
    if line.startswith('"'):
        return line[1:].partition('"')[0]
    name, divided, _rest = line.partition(delimiter)
    whole = not divided or os.path.splitext(line)[1].lower() in ENDINGS | {_ZIP}  # noqa: PTH122 - a text
    return line.strip() if whole or _is_there(line, folder) else name.strip()


def read_place(place: Place, limit: int = MAX_FILE) -> bytes:
    """Return what is in a file that :func:`find` named; never more than ``limit`` bytes, never through a link.

    Raises:
        FileError: if the system refuses, or something else is there now.
        UnreadableError: if it is empty, too large, or does not unpack.
    """
    with opened(place.root, place.path) as stream:
        if not place.member:
            return _content(stream, limit)
        facts = os.fstat(stream.fileno())
        inside = _kept_members(place.root, place.path, facts.st_ino, facts.st_mtime_ns, facts.st_size)
        if place.member not in inside:
            raise errors.GoneError
        member = inside[place.member]
        if member.size > limit:
            raise errors.TooLargeError(limit=limit // MEGABYTE)
        if not member.size:
            raise errors.NothingInItError
        return unpacked(stream, member)


def _content(stream: BinaryIO, limit: int) -> bytes:
    size = os.fstat(stream.fileno()).st_size
    data = stream.read(min(size, limit) + 1)
    if len(data) > size:
        data += stream.read(limit)  # it grew meanwhile
    if not data:
        raise errors.NothingInItError
    if max(len(data), size) > limit:
        raise errors.TooLargeError(limit=limit // MEGABYTE)
    return data


@lru_cache(maxsize=2)
def _kept_members(root: Path, path: Path, *_state: int) -> dict[str, Member]:
    """Return the list of a zip, kept while the file is the same: thousands of files are read from one zip."""
    with opened(root, path) as stream:
        return members(stream)


class _Search:
    """Goes through sources; knows what to pass by."""

    def __init__(self, named: Sequence[Path], tally: Tally) -> None:
        self.tally = tally
        self.real = [os.path.realpath(source) for source in named]
        profile = user_folders()
        self.ours = {os.path.realpath(folder) for folder in (profile.data, profile.config, profile.logs)}

    def source(self, path: Path) -> Iterator[Place | Refused]:
        """Yield what is in one source that the inspector named; it may itself be a link."""
        try:
            with refusing():
                facts = path.stat()
        except FrDeskError as error:
            yield _refused(Place(path, path), error)
            return
        if stat.S_ISDIR(facts.st_mode):
            yield from self._folder(path, path)
            return
        place = Place(path, path, "", facts.st_size, facts.st_mtime_ns)
        if not stat.S_ISREG(facts.st_mode):
            yield _refused(place, errors.NotOrdinaryError())
        elif place.ending == RECORD:
            yield _refused(place, errors.RecordInsteadError())
        elif place.ending == _ZIP:
            yield from self._zip(place)
        else:
            yield place

    def _folder(self, root: Path, folder: Path) -> Iterator[Place | Refused]:
        waiting = [self._entries(root, folder)]
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
            elif isinstance(one, Path):
                waiting.append(self._entries(root, one))
            else:
                yield one

    def _entries(self, root: Path, folder: Path) -> Iterator[Place | Refused | Path]:
        """Yield what one folder holds; the folders in it as paths."""
        try:
            entries = listed(root, folder)
        except FrDeskError as error:
            yield _refused(Place(root, folder), error)
            return
        for entry in entries:
            path = folder / entry.name
            if _is_passed(entry.name) or (stat.S_ISDIR(entry.mode) and self._is_ours(path)):
                self.tally.ignored += 1
            elif stat.S_ISDIR(entry.mode):
                yield path
            else:
                yield from self._file(root, path, entry)

    def _is_ours(self, folder: Path) -> bool:
        """Tell whether a folder is in the user's own profile: earlier versions and unfinished work are kept there."""
        return str(folder) in self.ours

    def _file(self, root: Path, path: Path, entry: Entry) -> Iterator[Place | Refused]:
        place = Place(root, path, "", entry.size, entry.modified)
        if stat.S_ISLNK(entry.mode):
            yield from self._link(place)
        elif not stat.S_ISREG(entry.mode):
            yield _refused(place, errors.NotOrdinaryError())
        elif place.ending == _ZIP:
            yield from self._zip(place)
        elif place.ending in ENDINGS or _looks_like_one(place):
            yield place
        else:
            self.tally.ignored += 1

    def _link(self, place: Place) -> Iterator[Refused]:
        """Tell of a link that leads out or nowhere; what one within the folder leads to is found by itself."""
        real = os.path.realpath(place.path)
        if not os.path.lexists(real) or Path(real).is_symlink():
            yield _refused(place, errors.DeadLinkError())
        elif not any(Path(real).is_relative_to(source) for source in self.real):
            yield _refused(place, errors.LeadsOutError())
        else:
            self.tally.ignored += 1

    def _zip(self, place: Place) -> Iterator[Place | Refused]:
        try:
            if _head(place)[30:].startswith(_OURS):
                yield place  # a dossier that somebody renamed
                return
            with opened(place.root, place.path) as stream:
                facts = os.fstat(stream.fileno())
            state = facts.st_ino, facts.st_mtime_ns, facts.st_size
            inside = _kept_members(place.root, place.path, *state)
            with opened(place.root, place.path) as stream:
                for name in sorted(inside):
                    yield from self._member(place, inside[name], stream)
        except FrDeskError as error:
            yield _refused(place, error)

    def _member(self, place: Place, member: Member, stream: BinaryIO) -> Iterator[Place | Refused]:
        one = Place(place.root, place.path, member.name, member.size, place.modified)
        wanted = one.ending in ENDINGS or one.ending == _ZIP
        if any(map(_is_passed, member.name.split("/"))) and not member.name.startswith(("../", "..\\", "/")):
            self.tally.ignored += 1
            return
        try:
            if wanted or member.fault == "stray":
                member.refuse()
            if one.ending == _ZIP and not _begins(unpacked(stream, member, _HEAD)):
                raise errors.NestedZipError
            if wanted or (not member.fault and _begins(unpacked(stream, member, _HEAD))):
                yield one
            else:
                self.tally.ignored += 1
        except FrDeskError as error:
            yield _refused(one, error)


def _is_passed(name: str) -> bool:
    """Tell whether a name is hidden, or belongs to something half written or kept aside."""
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a name may be no path of this system
    return (
        name.startswith((".", "~$", "__MACOSX"))
        or name.endswith("~")
        or ending in _PASSED
        or ending.startswith(".bak")
    )


def _looks_like_one(place: Place) -> bool:
    """Tell whether a file with another ending begins like a dossier; what cannot be read does not."""
    try:
        return place.size >= _HEAD and _begins(_head(place))
    except FrDeskError:
        return False


def _head(place: Place) -> bytes:
    with opened(place.root, place.path) as stream:
        return stream.read(_HEAD)


def _begins(head: bytes) -> bool:
    return head.startswith(b"%PDF-") or (head.startswith(b"PK\3\4") and head[30:].startswith(_OURS))


def _refused(place: Place, error: FrDeskError) -> Refused:
    return Refused(place, error.texts())
