"""The library as the desk keeps it: what is opened or saved is noted, and the last dossiers are offered again.

A library that cannot be used stands in nobody's way: the desk goes on with the list of recent files in the preferences,
and says what is wrong where the library is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.gui.files import Files
from fr_desk.gui.home import Home
from fr_desk.gui.profile import Profile
from fr_desk.gui.tasks import Tasks, Work
from fr_desk.paths import Folders
from fr_desk.services import library as shelves
from fr_desk.services.chains import keep_snapshot
from fr_desk.services.progress import Cancelled, Progress
from fr_desk.storage.library import Entry, Flag, Library, Wanted

Result = TypeVar("Result")

RECENT = 8
"""How many recent dossiers the first screen offers."""
_PATIENCE = 0.25
"""Seconds the desk waits while another program writes; nobody shall notice."""


class Shelf(QObject):
    """The open library, and what the desk notes in it.

    Signals:
        changed: a row changed.
    """

    changed = Signal()

    def __init__(self, files: Files, profile: Profile, parent: QObject | None = None) -> None:
        """Note what ``files`` opens and saves."""
        super().__init__(parent)
        self._files, self._profile = files, profile
        self._library: Library | None = None
        self._tasks = Tasks(self)
        self.trouble: FrDeskError | None = None
        files.taken.connect(self.note)
        files.saved.connect(self.note)

    @property
    def folders(self) -> Folders:
        """The user's folders."""
        return self._profile.folders

    def note(self) -> None:
        """Write down what the open document says, if it has a file."""
        document = self._files.document
        if document is None or (path := document.path or document.read_from) is None:
            return
        dossier, assessment = document.dossier, document.assessment

        def write(library: Library) -> None:
            facts = shelves.facts_of(dossier, assessment, shelves.written_at(path))
            names, words = shelves.names_of(dossier, path), shelves.texts_of(dossier)
            library.put(path, facts, names, words, opened=True)

        self.attempt(write)
        self.changed.emit()

    def recent(self) -> list[Entry]:
        """Return what was used last, pinned dossiers first."""
        found = self.attempt(lambda library: library.recent(RECENT))
        return [Entry(path) for path in self._profile.preferences.recent[:RECENT]] if found is None else found

    def watch(self, home: Home) -> None:
        """See in the background which of the recent files are gone, and let ``home`` show it."""
        paths = home.recent_paths
        if paths:
            job = self._tasks.start(lambda _progress, cancelled: shelves.gone(paths, cancelled), "")
            job.done.connect(home.mark_gone)

    def rows(self, numbers: tuple[int, ...]) -> list[Entry]:
        """Return rows by their numbers."""
        return self.attempt(lambda library: library.rows(numbers)) or []

    def mark(self, path: Path, flag: Flag, *, on: bool) -> bool:
        """Pin, archive, make a template, or take that back; tell whether it was written."""
        return self._write(lambda library: library.mark(path, flag, on=on))

    def forget(self, path: Path) -> bool:
        """Take a file out of the list; tell whether it was written."""
        self._profile.forget(path)
        return self._write(lambda library: library.forget(path))

    def move(self, old: Path, new: Path) -> bool:
        """Note where a file is now; tell whether it was written."""
        return self._write(lambda library: library.move(old, new))

    def sites_of(self, template: str) -> list[Entry]:
        """Return the dossiers made from a template."""
        return self.attempt(lambda library: library.sites_of(template)) or []

    def keep_template(self, dossier: Dossier) -> bool:
        """Keep a template as it is now, so that its sites can be compared with it later."""
        try:
            keep_snapshot(dossier, self._profile.folders)
        except FrDeskError as error:
            self.trouble = error
            return False
        return True

    def look_for(self, wanted: Wanted) -> Work:
        """Return the work of searching, to be done in the background."""
        folders = self._profile.folders

        def work(progress: Progress, cancelled: Cancelled) -> tuple[int, ...]:  # noqa: ARG001 - a short one
            if cancelled():
                return ()
            with Library(folders) as library:
                return library.search(wanted)

        return work

    def scan(self, folder: Path) -> Work:
        """Return the work of taking in a folder, to be done in the background."""
        folders = self._profile.folders

        def work(progress: Progress, cancelled: Cancelled) -> shelves.Scanned:
            return shelves.scan(folder, folders, progress, cancelled)

        return work

    def read(self, paths: tuple[Path, ...]) -> Work:
        """Return the work of reading files that are known by name only, to be done in the background."""
        folders = self._profile.folders

        def work(progress: Progress, cancelled: Cancelled) -> tuple[Path, ...]:  # noqa: ARG001 - a short one
            return shelves.refresh(paths, folders, cancelled)

        return work

    def _write(self, work: Callable[[Library], object]) -> bool:
        done = self.attempt(lambda library: (work(library),)) is not None
        self.changed.emit()
        return done

    def attempt(self, work: Callable[[Library], Result]) -> Result | None:
        """Do something with the library; ``None`` and :attr:`trouble` if it cannot be used."""
        try:
            if self._library is None:
                self._library = Library(self._profile.folders, patience=_PATIENCE)
            self._begin(self._library)
            result = work(self._library)
            self._begin(self._library)  # it may have been broken, and begun anew
        except FrDeskError as error:
            self.trouble = error
            return None
        self.trouble = None
        return result

    def _begin(self, library: Library) -> None:
        """Let a new library begin with the recent files of the preferences."""
        if library.is_new:
            library.accept()
            library.note(self._profile.preferences.recent)

    def close(self) -> None:
        """Let the library go."""
        self._tasks.shut_down()
        if self._library is not None:
            self._library.close()
            self._library = None
