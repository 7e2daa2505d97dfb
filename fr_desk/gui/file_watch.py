"""Watches the file of the open dossier: says when it is no longer what it was, or no longer there.

The system's watcher wakes it up where there is one; where there is none, as on many network drives, coming back to the
program does. The file is read in the background. A folder that goes away does no harm.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from fr_desk.gui.tasks import Tasks
from fr_desk.services.work import digest_of
from fr_desk.storage.errors import FileError, MissingFileError

LOOK_AFTER = 300
"""Milliseconds of quiet after which the file is looked at: who writes it has come to an end."""
State = Literal["same", "changed", "gone", "unknown"]


class FileWatch(QObject):
    """Watches one file at a time.

    Signals:
        found: how the file is, after something stirred there.
    """

    found = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self._path: Path | None = None
        self._sha256 = ""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self.look)
        self._watcher.directoryChanged.connect(self.look)
        self._timer = QTimer(self, singleShot=True, interval=LOOK_AFTER)
        self._timer.timeout.connect(self._look)
        self._tasks = Tasks(self)
        self._again = False
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def watch(self, path: Path | None, sha256: str = "") -> None:
        """Watch another file, which is known to have this SHA-256; or none."""
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if path != self._path and watched:
            self._watcher.removePaths(watched)
        self._path, self._sha256 = path, sha256
        self._timer.stop()
        self._add()

    def look(self) -> None:
        """Look at the file when it has been quiet for a moment."""
        if self._path is not None:
            self._timer.start()

    def shut_down(self) -> None:
        """Watch nothing any more, and wait for what runs."""
        self.watch(None)
        self._tasks.shut_down()

    @property
    def is_looking(self) -> bool:
        """Whether the file is about to be looked at."""
        return self._timer.isActive() or bool(self._tasks.jobs)

    def _add(self) -> None:
        """Watch file and folder; a file that was replaced is another one to the system."""
        if self._path is not None:
            wanted = {str(self._path), str(self._path.parent)}
            missing = wanted - {*self._watcher.files(), *self._watcher.directories()}
            if missing:
                self._watcher.addPaths(sorted(missing))

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _look(self) -> None:
        path = self._path
        if path is None:
            return
        if self._tasks.jobs:
            self._again = True
            return
        self._add()
        job = self._tasks.start(lambda _progress, _cancelled: _digest(path), "")
        job.done.connect(lambda found: self._on_found(path, found))
        job.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def _on_found(self, path: Path, digest: str | None) -> None:
        if path == self._path and digest is not None:
            same = "same" if digest == self._sha256 else "changed"
            self.found.emit(same if digest else "gone")

    def _on_ended(self) -> None:
        if self._again:
            self._again = False
            self.look()


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file, nothing if it is not there, ``None`` if that cannot be found out."""
    try:
        return digest_of(path)
    except MissingFileError:
        return ""
    except FileError:
        return None
