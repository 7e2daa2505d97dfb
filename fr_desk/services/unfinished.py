"""Work that was left unfinished: found at the start, offered, gone on with, or put aside for thirty days.

Whose journal is open in a living process is not touched. Nothing here destroys what a user typed before its time is up.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fr_desk.domain import differences
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.paths import Folders
from fr_desk.storage import journal
from fr_desk.storage.access import explained, read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.journal import Journal
from fr_desk.storage.locks import locked
from fr_desk.storage.steps import Step
from fr_desk.storage.story import Story

if TYPE_CHECKING:  # read late: the desk starts without it
    from filelock import BaseFileLock

DONE: Final = "finished"
"""An empty file beside a journal with nothing unsaved: at the start it needs no reading."""
DAYS_ASIDE: Final = 30
NEW: Final = "new-"
"""How the keys of journals begin whose dossier has no file yet; nobody else can come upon one."""
_STAMP = "%Y%m%dT%H%M%S"
_APART = re.compile(r"unfinished-(\d+)\.jsonl")


class InUseElsewhereError(FrDeskError):
    """A dossier that another window of the program has open."""

    sentence = N_(
        "{file} is open in another window of FR Desk. This is a copy of its own: save it under another name, "
        "or close the other window and open the file again."
    )


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Changes that were never saved.

    Attributes:
        file: the journal that tells them.
        story: what it tells.
        dossier: with all the changes.
        base: before them: what the file held, or the dossier as it was begun.
    """

    file: Path
    story: Story
    dossier: Dossier
    base: Dossier

    @property
    def path(self) -> Path | None:
        """The dossier's file, if it has one."""
        return Path(self.story.path) if self.story.path else None

    @property
    def name(self) -> str | None:
        """What the venue is called."""
        return self.dossier.venue.name

    @property
    def at(self) -> datetime:
        """When the last change was made, in the user's time."""
        return datetime.fromtimestamp(self.story.at, UTC).astimezone()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that lead from what was saved to the last change; none where they do not follow each other."""
        begin = self.begin
        return tuple(self.story.steps[begin : self.story.index]) if 0 <= begin <= self.story.index else ()

    @property
    def count(self) -> int:
        """How many changes there are."""
        if self.begin >= 0:
            return abs(self.story.index - self.begin)
        return len(differences.changes(self.base, self.dossier))

    @property
    def begin(self) -> int:
        """After how many steps the dossier was as it was saved; -1 if no steps lead there."""
        return self.story.saved.state.index if self.story.saved else 0


def key_of(path: Path) -> str:
    """Return the name of a file's journal; the same for every way to name the file."""
    return hashlib.sha256(str(path.resolve()).encode(errors="surrogateescape")).hexdigest()[:32]


def folder_of(folders: Folders, key: str) -> Path:
    """Return the folder of a journal."""
    return folders.work / "open" / key


def place_aside(folders: Folders, key: str) -> Path:
    """Return a new folder for a journal that is put aside."""
    stamp = datetime.now(UTC).strftime(_STAMP)
    return folders.work / "aside" / f"{stamp}-{secrets.token_hex(3)}-{key}"


# one at a time


def lock(folders: Folders, key: str, path: Path | None = None) -> BaseFileLock | None:
    """Lock a journal for this process; a process that ended holds nothing. ``None`` where nothing can be locked.

    Raises:
        InUseElsewhereError: if another one holds it.
    """
    try:
        return locked(folders.work / "locks" / f"{key}.lock")
    except TimeoutError as error:
        raise InUseElsewhereError(file=str(path or "")) from error


def release(held: BaseFileLock | None) -> None:
    """Let another process have the journal."""
    if held is None:
        return
    held.release()
    file = Path(held.lock_file)
    if file.name.startswith(NEW):
        with suppress(OSError):
            file.unlink()


# finding


def is_finished(told: Story) -> bool:
    """Tell whether a journal ends where the file stands, or with nothing at all."""
    begin = told.saved.state.index if told.saved else 0
    if told.index == begin:
        return True
    return told.saved is not None and told.dossier == told.saved.state.dossier


def unfinished(folders: Folders) -> list[Unfinished]:
    """Return the work that crashed or was killed, newest first; what is open in a living process is left out."""
    found: list[Unfinished] = []
    for folder in _folders_in(folders.work / "open"):
        if (folder / DONE).exists() and not any(_set_apart(folder)):
            continue
        try:
            held = lock(folders, folder.name)
        except InUseElsewhereError:
            continue
        try:
            told = journal.read_journal(folder)
            offers = [*_read(folder / journal.FILE), *found_in(folder, told)]
            if not offers and told is not None:
                with suppress(OSError):
                    (folder / DONE).touch()
        except FrDeskError:
            continue  # told when its file is opened
        finally:
            release(held)
        found += offers[:1]
    return sorted(found, key=lambda offer: offer.at, reverse=True)


def aside(folders: Folders) -> list[Unfinished]:
    """Return what was put aside, newest first."""
    found = [
        offer
        for folder in _put_aside(folders)
        for offer in (*_read(folder / journal.FILE), *found_in(folder))
    ]
    return sorted(found, key=lambda offer: offer.at, reverse=True)


def _put_aside(folders: Folders) -> list[Path]:
    return [folder for folder in _folders_in(folders.work / "aside") if not (folder / DONE).exists()]


def has_aside(folders: Folders) -> bool:
    """Tell whether anything was put aside, without reading it."""
    return any(_put_aside(folders))


def files_of(offer: Unfinished) -> Iterator[tuple[str, bytes]]:
    """Yield the files that were added to a dossier and not saved: their SHA-256 and content."""
    for file in _names(offer.file.parent / journal.FILES):
        data = journal.kept_file(offer.file.parent, file.name)
        if data is not None:
            yield file.name, data


def found_in(folder: Path, told: Story | None = None) -> list[Unfinished]:
    """Return what was set apart in a journal's folder, newest first, without what ``told`` or a newer one tells too."""
    newer, found = [told] if told is not None else [], list[Unfinished]()
    for file in reversed(list(_set_apart(folder))):
        for offer in _read(file):
            if any(_tells_all_of(one, offer.story) for one in newer):
                forget(offer)
                continue
            newer.append(offer.story)
            found.append(offer)
    return found


def _tells_all_of(newer: Story, older: Story) -> bool:
    """Tell whether all steps of ``older`` are made in ``newer``: the program ended before the older one was removed."""
    made = older.steps[: older.index]
    return older.index <= newer.index and [step.body for step in made] == [
        step.body for step in newer.steps[: older.index]
    ]


def _read(file: Path) -> Iterator[Unfinished]:
    """Yield the unfinished work a journal tells, if it tells any and can be read."""
    try:
        told = journal.read_journal(file.parent, file.name)
        if told is None or is_finished(told):
            return
        base = told.saved.state.dossier if told.saved else told.dossier_at(0)
        yield Unfinished(file, told, told.dossier, base)
    except FrDeskError:
        return  # it stays where it is


def _set_apart(folder: Path) -> Iterator[Path]:
    numbered = ((int(match[1]), file) for file in _names(folder) if (match := _APART.fullmatch(file.name)))
    return (file for _number, file in sorted(numbered))


def _names(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _folders_in(place: Path) -> list[Path]:
    return sorted(folder for folder in _names(place) if folder.is_dir())


# moving


def set_apart(folder: Path, file: Path | None = None) -> None:
    """Keep a journal under another name in ``folder``, to be offered there until the user has chosen.

    Args:
        folder: of a journal.
        file: a journal that is moved there; a copy of the folder's own one if omitted.

    Raises:
        FileError: if the system refuses.
    """
    numbers = [int(_APART.sub(r"\1", one.name)) for one in _set_apart(folder)]
    target = folder / f"unfinished-{max(numbers, default=0) + 1}.jsonl"
    with explained(folder, writing=True):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file is not None:
            file.replace(target)
    if file is None:
        replace_file(target, read_bytes(folder / journal.FILE, journal.LARGEST))


def put_aside(folders: Folders, folder: Path) -> None:
    """Move a journal to those that are kept for thirty days.

    Raises:
        FileError: if the system refuses.
    """
    target = place_aside(folders, folder.name)
    with explained(folder, writing=True):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.replace(target)


def put_history_aside(folders: Folders, folder: Path) -> None:
    """Move only the journal itself aside: what was set apart in its folder is still to be offered there.

    Raises:
        FileError: if the system refuses.
    """
    target = place_aside(folders, folder.name)
    with explained(folder, writing=True):
        target.mkdir(parents=True, mode=0o700)
        (folder / journal.FILE).replace(target / journal.FILE)
        (target / DONE).touch()


def leave_out(folders: Folders, folder: Path) -> None:
    """Put a copy of a journal aside, and end the journal itself where the file stands.

    Raises:
        FileError: if the system refuses.
        JournalError: if the journal cannot be read; then it is as it was.
    """
    target = place_aside(folders, folder.name)
    with explained(folder, writing=True):
        shutil.copytree(folder, target)
        for file in _set_apart(target):
            file.unlink()
    told = journal.read_journal(folder)
    if told is None or told.saved is None or told.saved.state.index < 0:
        with explained(folder, writing=True):
            (folder / journal.FILE).unlink(missing_ok=True)
        return
    told.state = told.saved.state
    told.cut(told.saved.state.index)
    writer = Journal(folder, told, lambda _error: None)
    writer.begin()
    writer.close()


def leave(folders: Folders, offer: Unfinished) -> None:
    """Put unfinished work aside, as the user wishes.

    Raises:
        FileError: if the system refuses.
    """
    folder = offer.file.parent
    if offer.file.name != journal.FILE:
        target = place_aside(folders, folder.name)
        with explained(folder, writing=True):
            if (folder / journal.FILES).is_dir():
                shutil.copytree(folder / journal.FILES, target / journal.FILES)
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            offer.file.replace(target / journal.FILE)
    elif offer.path is None:
        put_aside(folders, folder)
    else:
        leave_out(folders, folder)


def bring_back(folders: Folders, offer: Unfinished) -> str:
    """Make work that is to be gone on with ready, and return the key of its journal.

    A dossier with a file gets it offered when the file is opened; one without is gone on with where it stands.

    Raises:
        FileError: if the system refuses.
    """
    folder = offer.file.parent
    if offer.path is None:
        key = _ASIDE.sub("", folder.name) if folder.parent.name == "aside" else folder.name
        target = folder_of(folders, key)
        if folder != target:
            with explained(target, writing=True):
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                folder.replace(target)
        return key
    key = key_of(offer.path)
    target = folder_of(folders, key)
    if folder != target:
        with explained(target, writing=True):
            if (folder / journal.FILES).is_dir():
                shutil.copytree(folder / journal.FILES, target / journal.FILES, dirs_exist_ok=True)
        set_apart(target, offer.file)
        shutil.rmtree(folder, ignore_errors=True)
    return key


_ASIDE = re.compile(r"^\d{8}T\d{6}-[0-9a-f]{6}-")


def forget(offer: Unfinished) -> None:
    """Remove the journal of work that was gone on with: its steps are in the dossier's own journal now."""
    with suppress(OSError):
        offer.file.unlink()


def tidy(folders: Folders, now: datetime | None = None) -> None:
    """Remove what has been put aside for more than thirty days."""
    oldest = (now or datetime.now(UTC)) - timedelta(days=DAYS_ASIDE)
    for folder in _folders_in(folders.work / "aside"):
        with suppress(ValueError):
            if datetime.strptime(folder.name[:15], _STAMP).replace(tzinfo=UTC) < oldest:
                shutil.rmtree(folder, ignore_errors=True)
