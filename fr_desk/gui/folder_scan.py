"""Taking every dossier of a folder into the library, in the background: how far it is, and which files are broken."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui import language
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import say, t
from fr_desk.gui.shelf import Shelf
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.i18n import N_
from fr_desk.services.library import Scanned

SCANNING = N_("Looking through {folder}")
TAKEN_IN, NOT_READ = N_("Taken in: {count}"), N_("Could not be read: {count}")
STOPPED = N_("Stopped. What was taken in until then stays.")
_MOST = 8
"""Broken files that are named one by one."""


class FolderScan(QObject):
    """One folder at a time.

    Signals:
        told: words about what came of it, and whether something is wrong.
        ended: the library may have changed.
    """

    told = Signal(str, bool)
    ended = Signal()

    def __init__(self, window: QWidget, dialogs: Dialogs, shelf: Shelf) -> None:
        """Take folders into ``shelf``; ``window`` is what dialogs belong to."""
        super().__init__(window)
        self._window, self._dialogs, self._shelf = window, dialogs, shelf
        self.tasks = Tasks(self)
        self._job: Job | None = None
        self.bar: JobBar | None = None

    def new_bar(self) -> JobBar:
        """Return what shows how far it is, with the way to stop it; it takes the place of the one before."""
        bar = JobBar()
        bar.cancel_pressed.connect(self.stop)
        if self._job is not None:
            bar.show_job(self._job.words)
            self._job.progressed.connect(bar.show_progress)
        self.bar = bar
        return bar

    def ask(self) -> None:
        """Ask for a folder, and look through it."""
        if self._job is not None:
            return
        title = t(N_("Take in all dossiers of a folder"))
        folder = self._dialogs.folder(self._window, title, Path.home())
        if folder is None:
            return
        self.told.emit("", False)
        job = self.tasks.start(self._shelf.scan(folder), t(SCANNING, folder=folder.name))
        self._job = job
        if self.bar is not None:
            self.bar.show_job(job.words)
            job.progressed.connect(self.bar.show_progress)
        job.done.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    def stop(self) -> None:
        """Stop after the file that is being read."""
        if self._job is not None:
            self._job.cancel()

    def _on_ended(self) -> None:
        self._job = None
        if self.bar is not None:
            self.bar.show_job("")
        self.ended.emit()

    def _on_failed(self, error: FrDeskError) -> None:
        if isinstance(error, CancelledError):
            self.told.emit(t(STOPPED), False)
        else:
            self.told.emit(error.message(language.current()), True)

    def _on_done(self, scanned: Scanned) -> None:
        words = [t(TAKEN_IN, count=len(scanned.taken))]
        if scanned.broken:
            words.append(t(NOT_READ, count=len(scanned.broken)))
            words += [say(one.why) for one in scanned.broken[:_MOST]]
            words += ["…"] if len(scanned.broken) > _MOST else []
        self.told.emit("\n".join(words), bool(scanned.broken))
