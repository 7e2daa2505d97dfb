"""Keeping a record while it is written: every change goes to the profile at once, the file beside the dossier follows.

Threads write, so that nobody who types waits. A change is in the profile within :data:`EVERY` seconds, whole or not
at all; after :data:`SETTLED` seconds without another one it is also in the record's file. Two windows, or two
machines on one shared folder, merge what each wrote. Where the folder takes no file, the record stays in the profile.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.place import Place
from fr_desk.inspection.record import ENDING, Record
from fr_desk.inspection.record_file import (
    RecordContents,
    read_record,
    record_json,
    record_of,
    write_record,
)
from fr_desk.inspection.record_names import names_of
from fr_desk.inspection.recording import OtherDossierError, merge
from fr_desk.paths import Folders
from fr_desk.services.inspecting.latest import Latest
from fr_desk.storage import errors
from fr_desk.storage.access import explained, read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.locks import locked

if TYPE_CHECKING:  # read late: the desk starts without it
    from filelock import BaseFileLock

EVERY: Final = 0.05
"""Seconds in which changes are gathered before they are written to the profile."""
SETTLED: Final = 2.0
"""Seconds without a change after which the record's file is written."""
_PATIENCE = 20.0
"""Seconds to wait for another window that is writing the same file."""
_TRIES = 8
_ELSEWHERE = (
    errors.ForbiddenFileError,
    errors.FolderInsteadError,
    errors.FileInsteadError,
    errors.SpecialFileError,
    errors.NameTooLongError,
    errors.MissingFolderError,
    errors.DiskFullError,
    errors.UnreachableError,
)
"""What is said of places that take no file: then the profile keeps the record."""

Trouble = Callable[[FrDeskError | None], None]
News = Callable[[RecordContents], None]


class KeptInProfileError(FrDeskError):
    """A folder that takes no record. Nothing is lost."""

    sentence = N_(
        "The folder of the dossier takes no file, so the record is kept in your profile on this computer: {file}."
    )


class NotKeptError(FrDeskError):
    """Changes that the disk does not take."""

    sentence = N_(
        "The latest entries cannot be written at the moment: {why} They are kept here and tried again."
    )


@dataclass(frozen=True, slots=True)
class Home:
    """Where the record of one dossier's file lives.

    Attributes:
        file: beside the dossier, or beside the zip that it is in.
        fallback: in the profile, for a folder that takes no file.
        drafts: the folder of what is being written.
        dossier: id of the dossier.
    """

    file: Path
    fallback: Path
    drafts: Path
    dossier: str

    def read(self) -> RecordContents | None:
        """Return what the files hold, merged; ``None`` if there is none.

        Raises:
            UnreadableError: if one is no whole record.
            FileError: if the system refuses.
        """
        found = [one for path in (self.file, self.fallback) if (one := _read(path)) is not None]
        return merged(*found) if found else None


def home_of(place: Place, dossier: str, folders: Folders) -> Home:
    """Return where the record of a dossier's file lives.

    A file ``hotel.frrecord`` that belongs to another dossier of that name is left alone: then it is
    ``hotel.pdf.frrecord``, and stays that when the other record is gone.

    Args:
        place: the dossier's file, which may be inside a zip.
        dossier: id of the dossier.
        folders: the profile.

    Raises:
        OtherDossierError: if both names are taken by records of other dossiers.
        UnreadableError: if what stands there is no record.
        FileError: if the system refuses.
    """
    place = replace(place, path=place.path.absolute())
    fallback = fallback_of(place, dossier, folders)
    found = {file: _read(file) for file in names_of(place)}
    ours = (file for file, one in found.items() if one is not None and one.record.dossier == dossier)
    free = (file for file, one in found.items() if one is None)
    file = next(ours, None) or next(free, None)
    if file is not None:
        return Home(file, fallback, folders.records / "open" / fallback.stem, dossier)
    other = next(one.record.dossier for one in found.values() if one is not None)
    raise OtherDossierError(found=other, wanted=dossier)


def fallback_of(place: Place, dossier: str, folders: Folders) -> Path:
    """Return where in the profile the record of a dossier's file is kept, if its folder takes no file."""
    return folders.records / next(fallback_names(place, [dossier]))


def fallback_names(place: Place, dossiers: Iterable[str]) -> Iterator[str]:
    """Yield the names of :func:`fallback_of` for several dossiers that a file may be; the file is looked at once."""
    inside = f"\0{place.member}" if place.member else ""
    common = hashlib.sha256(f"{place.path.resolve()}{inside}\0".encode(errors="surrogateescape"))
    for dossier in dossiers:
        told = common.copy()
        told.update(dossier.encode(errors="surrogateescape"))
        yield f"{told.hexdigest()[:32]}{ENDING}"


def merged(first: RecordContents, *others: RecordContents) -> RecordContents:
    """Return records with their photos put together.

    Raises:
        RecordingError: as :func:`fr_desk.inspection.recording.merge`.
    """
    photos: dict[str, bytes] = {}
    for one in (first, *others):
        photos.update(one.photos)
    record = merge(first.record, *(one.record for one in others))
    return RecordContents(record, {key: data for key, data in photos.items() if key in record.photos})


@dataclass
class _Draft:
    """What one window has written to the profile."""

    file: Path
    lock: BaseFileLock | None
    photos: set[str] = field(default_factory=set)


class Keeper:
    """Keeps one record that is open. Everything is handed over as whole values; nothing here is a screen's."""

    def __init__(
        self,
        home: Home,
        blank: Record,
        *,
        on_trouble: Trouble = lambda _error: None,
        on_news: News = lambda _contents: None,
        settled: float = SETTLED,
    ) -> None:
        """Read what is there: the files, and what windows that were closed by force left in the profile.

        Args:
            home: where the record lives.
            blank: what to begin with where there is nothing.
            on_trouble: is told what the system refuses, and ``None`` once it does no more; from a thread.
            on_news: is told what another window or machine wrote; from a thread.
            settled: seconds without a change after which the file is written.

        Raises:
            UnreadableError: if what stands there is no whole record.
            FileError: if the system refuses.
        """
        self._home, self._on_trouble, self._on_news = home, on_trouble, on_news
        self._changing = threading.Lock()
        self._left: list[_Draft] = []
        self._draft: _Draft | None = None
        kept = home.read()
        self._in_profile = not os.path.lexists(home.file) and home.fallback.exists()
        found = [one for one in (kept, *self._left_over()) if one is not None]
        self._contents = merged(*found) if found else RecordContents(blank)
        self._drafts = Latest(self._write_draft, self._tell, EVERY)
        self._files = Latest(self._write_file, self._tell, settled, settling=True)
        if self._left:
            self._files.put(self._contents)

    # for whoever records

    @property
    def contents(self) -> RecordContents:
        """The record as it was last handed over or merged."""
        return self._contents

    @property
    def in_profile(self) -> bool:
        """Whether the record is kept in the profile, because its folder takes no file."""
        return self._in_profile

    @property
    def file(self) -> Path:
        """Where the record is kept."""
        return self._home.fallback if self._in_profile else self._home.file

    def put(self, contents: RecordContents) -> None:
        """Hand over the record as it is now; this costs nothing."""
        with self._changing:
            self._contents = contents
        self._drafts.put(contents)
        self._files.put(contents)

    def flush(self) -> bool:
        """Write everything to the record's file and wait for it; say whether it is there."""
        return self._drafts.flush() and self._files.flush()

    def close(self) -> bool:
        """Write what is left and end; say whether everything is in the record's file."""
        self._drafts.close()
        done = self._files.close()
        if self._draft is not None:
            if done:
                _remove(self._draft)
            _release(self._draft)
            self._draft = None
        for left in self._left:
            _release(left)
        self._left.clear()
        return done

    # in the threads

    def _tell(self, refused: FrDeskError | None) -> None:
        self._on_trouble(None if refused is None else NotKeptError(why=refused.texts()))

    def _write_draft(self, contents: RecordContents) -> None:
        draft = self._draft or self._new_draft()
        for key, data in contents.photos.items():
            if key not in draft.photos:
                replace_file(_photo_of(draft.file, key), data)
                draft.photos.add(key)
        replace_file(draft.file, record_json(contents.record))

    def _new_draft(self) -> _Draft:
        folder = self._home.drafts
        with explained(folder, writing=True):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / f"{secrets.token_hex(8)}.json"
        self._draft = _Draft(file, _lock(file))
        return self._draft

    def _write_file(self, contents: RecordContents) -> None:
        """Write the record's file, merged with what somebody else wrote there."""
        held = _lock(self._home.drafts / "file", _PATIENCE)
        try:
            written = self._merged_into_file(contents)
        finally:
            if held is not None:
                held.release()
        with self._changing:
            before = self._contents
            self._contents = news = merged(before, written)
        if news.record != before.record:
            self._on_news(news)
        for left in self._left:
            _remove(left)
            _release(left)
        self._left.clear()

    def _merged_into_file(self, contents: RecordContents) -> RecordContents:
        try:
            done = _merge_into(self._home.file, contents, self._home.fallback)
        except _ELSEWHERE:
            done = _merge_into(self._home.fallback, contents, None)
            if not self._in_profile:
                self._in_profile = True
                self._on_trouble(KeptInProfileError(file=self._home.fallback))
            return done
        self._in_profile = False
        with suppress(OSError):
            self._home.fallback.unlink(missing_ok=True)
        return done

    # what was left over

    def _left_over(self) -> list[RecordContents]:
        """Return what other windows have in the profile; of those that are closed, it is ours to write."""
        found = []
        for file in sorted(self._home.drafts.glob("*.json")):
            lock = _lock(file)
            contents = self._draft_at(file, ours=lock is not None)
            if contents is not None:
                found.append(contents)
            if lock is not None:
                self._left.append(_Draft(file, lock, set(contents.photos) if contents else set()))
        return found

    def _draft_at(self, file: Path, *, ours: bool) -> RecordContents | None:
        try:
            record = record_of(read_bytes(file), str(file))
        except FrDeskError:
            if ours:
                with suppress(OSError):
                    file.replace(file.with_suffix(".broken"))  # what is in it is not destroyed
            return None
        photos = {}
        for key, listed in record.photos.items():
            with suppress(FrDeskError):
                data = read_bytes(_photo_of(file, key))
                if hashlib.sha256(data).hexdigest() == listed.sha256:
                    photos[key] = data
        return RecordContents(record, photos) if record.dossier == self._home.dossier else None


def _photo_of(draft: Path, key: str) -> Path:
    return draft.with_name(f"{draft.stem}-{key}.photo")


def _read(path: Path) -> RecordContents | None:
    try:
        return read_record(path)
    except (errors.MissingFileError, errors.NameTooLongError):  # where the name is too long, none can be
        return None


def _merge_into(path: Path, contents: RecordContents, also: Path | None) -> RecordContents:
    """Write a record's file so that nothing that is in it gets lost, even if somebody else writes it meanwhile."""
    if also is not None and (kept := _read(also)) is not None:
        contents = merged(contents, kept)
    with explained(path.parent, writing=True):
        if also is None:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for _ in range(_TRIES):
        data = b""
        with suppress(errors.MissingFileError):
            data = read_bytes(path)
        there = read_record(path) if data else None
        wanted = merged(there, contents) if there else contents
        if there is not None and wanted.record == there.record:
            return there
        try:
            write_record(path, wanted, hashlib.sha256(data).hexdigest() if data else "")
        except errors.ChangedOnDiskError:
            continue
        return wanted
    raise errors.BusyFileError(file=str(path))


def _lock(file: Path, patience: float = 0.0) -> BaseFileLock | None:
    """Lock a draft for this process; ``None`` if another one holds it, or where nothing can be locked."""
    try:
        return locked(file.with_suffix(".lock"), patience)
    except TimeoutError:
        return None


def _remove(draft: _Draft) -> None:
    with suppress(OSError):
        for photo in draft.file.parent.glob(_photo_of(draft.file, "*").name):
            photo.unlink(missing_ok=True)
        draft.file.unlink(missing_ok=True)


def _release(draft: _Draft) -> None:
    if draft.lock is not None:
        draft.lock.release()
        draft.lock = None
    with suppress(OSError):
        draft.file.with_suffix(".lock").unlink(missing_ok=True)
