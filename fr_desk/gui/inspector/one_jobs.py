"""Where files are read and views of them put together beside the screen: one after another, the newest wish alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from fr_desk.errors import CancelledError
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.i18n import N_

WORDS: Final = N_("Reading the dossier")
_NAME: Final = "inspector-reading"


def _tasks() -> Tasks:
    """Return the jobs of the application: a widget may go while its dossier is still being read."""
    application = QCoreApplication.instance()
    assert application is not None
    found = application.findChild(QObject, _NAME)
    if isinstance(found, Tasks):
        return found
    made = Tasks(application)
    made.setObjectName(_NAME)
    application.aboutToQuit.connect(made.shut_down)
    return made


class Reader(QObject):
    """Reads one file at a time; a new wish drops the last. It goes with the widget it belongs to.

    Signals:
        done: what was wanted last: a view, or what else the work returns.
        failed: the error, one of ours.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, owner: QObject) -> None:
        """Read for ``owner``."""
        super().__init__(owner)
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    def ask(self, work: Callable[[], Any]) -> None:
        """Do ``work``, which reads a file, in a thread beside this one."""
        self.drop()

        def reading(progress: object, cancelled: Callable[[], bool]) -> Any:  # noqa: ARG001 - as every job
            if cancelled():
                raise CancelledError
            return work()

        self._job = _tasks().start(reading, WORDS)
        self._job.done.connect(self._on_done)
        self._job.failed.connect(self._on_failed)

    def drop(self) -> None:
        """Want nothing any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_done(self, found: Any) -> None:
        if self.sender() is self._job:
            self._job = None
            self.done.emit(found)

    def _on_failed(self, error: Exception) -> None:
        if self.sender() is self._job:
            self._job = None
            self.failed.emit(error)
