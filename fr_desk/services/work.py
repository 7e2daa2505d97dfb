"""What is being worked on: the journal of the open dossier, its history from earlier days, and work left unfinished.

``work/open/<key>`` holds the journal of one file, or of a dossier that has none yet; ``work/aside`` what the user left
out, for thirty days; ``work/locks`` says who has what open. No Qt: the desktop hands over steps and asks what there is.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from fr_desk import __version__
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.paths import Folders
from fr_desk.services import places, unfinished
from fr_desk.services.places import Place
from fr_desk.services.unfinished import InUseElsewhereError, Unfinished, key_of
from fr_desk.storage import journal
from fr_desk.storage.access import explained
from fr_desk.storage.errors import FileError
from fr_desk.storage.journal import Elsewhere, InFile, Journal, Kept, Made, Moved
from fr_desk.storage.steps import JournalError, State, Step
from fr_desk.storage.story import Saved, Story

Trouble = Callable[[FrDeskError | None], None]
WORN: Final = 200
"""Lines more than steps from which a journal is written anew when it is opened."""


class NotNotedError(FrDeskError):
    """Changes that the disk does not take."""

    sentence = N_(
        "Your latest changes cannot be noted on this computer at the moment: {why} They are kept here and tried again; "
        "save the dossier to be safe."
    )


class NoteDamagedError(FrDeskError):
    """A journal with a damaged place."""

    sentence = N_(
        "The notes of earlier changes are damaged in one place. Everything before it is here; what came after could "
        "not be read. The damaged notes were put aside."
    )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        FileError: if the system refuses.
    """
    with explained(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Work:
    """The journal of one open dossier, and what it remembers of earlier days.

    Attributes:
        dossier: the answers to begin with; those of the file, in the order they were last seen in.
        steps: the history from earlier days.
        index: how many of the steps are made in ``dossier``.
        clean: at which index the dossier is what the file holds; -1 for nowhere.
        unfinished: changes that were made after the last save and are to be offered, newest first.
        digest: of the file as it was opened or saved last.
        trouble: what the system refuses at the moment.
    """

    def __init__(self, folders: Folders, dossier: Dossier, path: Path | None = None, key: str = "") -> None:
        """Take up the work on a dossier.

        Args:
            folders: of the user.
            dossier: the answers.
            path: its file, if it has one.
            key: of the journal to go on with, of a dossier without a file.

        Raises:
            InUseElsewhereError: if another window has it open.
        """
        self._folders, self._path = folders, path
        self._key = key or (key_of(path) if path else _new_key(dossier))
        self._lock = unfinished.lock(folders, self._key, path)
        self.dossier = dossier
        self.steps: tuple[Step, ...] = ()
        self.index = self.clean = 0
        self.unfinished: list[Unfinished] = []
        self.digest = ""
        self.trouble: FrDeskError | None = None
        self.notice: FrDeskError | None = None
        self.on_trouble: Trouble | None = None
        try:
            told, anew = self._opened()
        except FrDeskError as error:
            self.trouble, told, anew = NotNotedError(why=error.texts()), self._fresh(), True
            self._key = _new_key(dossier)  # what is there and cannot be read stays as it is
        self.journal = Journal(self._folder, told, self._on_refused, anew=anew, on_begun=self._mark_begun)
        if anew and (told.steps or self.unfinished):
            self.journal.begin()

    # what there is from earlier days

    @property
    def _folder(self) -> Path:
        return unfinished.folder_of(self._folders, self._key)

    def _fresh(self) -> Story:
        """Return the story of a dossier that nothing happened to yet."""
        told = Story(self.dossier.id, str(self._path or ""), at=time.time())
        told.state = State(0, self.dossier)
        if self._path is not None:
            told.saved = Saved(told.state, self.digest, told.at)
        return told

    def _opened(self) -> tuple[Story, bool]:
        """Return the story to go on with, and whether it has to be written anew."""
        if self._path is not None:
            self.digest = digest_of(self._path)
        told = self._read()
        if told is None:
            self.unfinished = unfinished.found_in(self._folder)
            return self._fresh(), True
        if self._path is None:
            return self._go_on(told, told.index)
        saved, is_finished = told.saved, unfinished.is_finished(told)
        if not is_finished and told.dossier == self.dossier:
            return self._as_saved(told)
        is_known = saved is not None and saved.digest == self.digest and saved.state.dossier == self.dossier
        if is_known and is_finished:
            self.unfinished = unfinished.found_in(self._folder, told)
            return self._go_on(told, told.index)
        if is_finished:
            self.unfinished = unfinished.found_in(self._folder, told)
            unfinished.put_history_aside(self._folders, self._folder)
        else:
            unfinished.set_apart(self._folder)
            self.unfinished = unfinished.found_in(self._folder)
        if not is_known or saved is None or saved.state.index < 0:
            return self._fresh(), True
        told.state = saved.state
        return self._go_on(told, saved.state.index)[0], True

    def _as_saved(self, told: Story) -> tuple[Story, bool]:
        """Go on with a story that ends where the file stands: the program ended before it could note the save."""
        told.save(Saved(State(told.index, self.dossier), self.digest, time.time()), str(self._path))
        self.unfinished = unfinished.found_in(self._folder, told)
        return self._go_on(told, told.index)[0], True

    def _go_on(self, told: Story, index: int) -> tuple[Story, bool]:
        self.dossier = told.dossier_at(index)
        self.index = told.index = index
        self.clean = told.saved.state.index if told.saved else 0 if self._path is None else -1
        self.steps = tuple(told.steps)
        told.path = str(self._path or "")
        return told, told.torn or told.lines > len(told.steps) + WORN

    def _read(self) -> Story | None:
        """Return the story in the journal's folder, if it can be gone on with; a damaged one is put aside."""
        try:
            told = journal.read_journal(self._folder)
            if told is None:
                if (self._folder / journal.FILE).exists():
                    raise JournalError  # noqa: TRY301 - there is something, and it does not even begin
                return None
            if told.program != __version__:
                told.check()
            if not told.whole:
                shutil.copytree(self._folder, unfinished.place_aside(self._folders, self._key))
                self.notice = NoteDamagedError()
            told.dossier  # noqa: B018 - tells whether there is a way to it
            if told.saved is not None:
                told.saved.state.dossier  # noqa: B018 - the same
        except JournalError as error:
            self.notice = error
            unfinished.put_history_aside(self._folders, self._folder)
            return None
        except OSError as error:
            raise FileError(file=str(self._folder), reason=str(error)) from error
        return told

    def fetch(self, sha256: str) -> bytes | None:
        """Return the content of a file that was added before the program was started."""
        return journal.kept_file(self.journal.folder, sha256)

    @property
    def place(self) -> Place | None:
        """What the user looked at last, if it is known."""
        return places.place_of(self._folders, self._key)

    def remember(self, place: Place) -> None:
        """Keep what the user looks at until the dossier is opened again."""
        places.remember(self._folders, self._key, place)

    # what happens

    def made(self, position: int, step: Step, before: Dossier, after: Dossier) -> None:
        """Note a step at a position among the steps; those from there on are gone."""
        self.journal.put(Made(position, step, before, after))

    def moved(self, index: int, dossier: Dossier, *, cut: bool = False) -> None:
        """Note that steps were undone or made again; with ``cut``, those above are gone."""
        self.journal.put(Moved(index, dossier, cut))

    def keep(self, sha256: str, data: bytes) -> None:
        """Hold the content of a file that a step is going to name."""
        self.journal.put(Kept(sha256, data))

    def is_about_to_save(self) -> None:
        """Let the disk have all that was noted, so that a file is never ahead of the journal that tells of it."""
        self.journal.flush(1.0)

    def saved(self, path: Path, index: int, dossier: Dossier) -> None:
        """Note that the dossier, after ``index`` steps, is what the file holds."""
        try:
            self.digest = digest_of(path)
        except FileError:
            self.digest = ""
        self._path = path
        self.clean = index
        self.journal.put(InFile(Saved(State(index, dossier), self.digest, time.time()), str(path)))
        key = key_of(path)
        if key == self._key:
            return
        try:
            lock = unfinished.lock(self._folders, key, path)
        except InUseElsewhereError:
            return  # the other window goes on with its journal, and this one with its own
        unfinished.release(self._lock)
        self._lock, self._key = lock, key
        self.journal.put(Elsewhere(self._folder, unfinished.place_aside(self._folders, key)))

    def has_taken_up(self, offer: Unfinished) -> None:
        """Note that unfinished work is in the dossier again; its own journal goes once this one is on disk."""
        if offer in self.unfinished:
            self.unfinished.remove(offer)
        if self.journal.flush(0.5):
            unfinished.forget(offer)

    def _on_refused(self, error: FileError | None) -> None:
        self.trouble = NotNotedError(why=error.texts()) if error else None
        if self.on_trouble is not None:
            self.on_trouble(self.trouble)

    def _mark_begun(self) -> None:
        with suppress(OSError):
            (self.journal.folder / unfinished.DONE).unlink(missing_ok=True)

    # the end

    def close(self, *, finished: bool) -> None:
        """End the work: everything is on disk afterwards.

        Args:
            finished: whether nothing is left unsaved; else what is, is put aside for thirty days.
        """
        self.on_trouble = None
        self.journal.flush(2.0)
        is_kept = self.journal.close()
        folder = self.journal.folder
        if folder.is_dir():
            with suppress(FrDeskError, OSError):
                if self._path is None:
                    if finished:
                        (folder / unfinished.DONE).touch()
                    unfinished.put_aside(self._folders, folder)
                elif not finished:
                    unfinished.leave_out(self._folders, folder)
                if is_kept and folder.is_dir():
                    (folder / unfinished.DONE).touch()
        unfinished.release(self._lock)


def _new_key(dossier: Dossier) -> str:
    return f"{unfinished.NEW}{dossier.id[:40]}-{secrets.token_hex(6)}"


def open_work(folders: Folders, dossier: Dossier, path: Path | None = None, key: str = "") -> Work:
    """Take up the work on a dossier; see :class:`Work`.

    Raises:
        InUseElsewhereError: if another window has it open.
    """
    return Work(folders, dossier, path, key)
