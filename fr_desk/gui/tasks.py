"""Long jobs: pure functions in one pool, their result back on the main thread, and an orderly end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from fr_desk.errors import CancelledError, FrDeskError


class Work(Protocol):
    """A job: a pure function that tells how far it is and asks whether to stop. It never touches Qt."""

    def __call__(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Any:
        """Do the work."""


class Job(QObject):
    """One running job.

    Signals:
        progressed: how much is done, and of how much.
        done: the result.
        failed: the error, one of ours.
        ended: in any case, last.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _arrived = Signal(object, object)

    def __init__(self, work: Work, words: str, parent: QObject) -> None:
        """Prepare ``work``, called ``words`` on the screen."""
        super().__init__(parent)
        self.words = words
        self._work, self._stop = work, False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the job to stop."""
        self._stop = True

    def run(self) -> None:
        """Do the work; called in a thread of the pool."""
        result: Any = None
        error: Exception | None = None
        try:
            result = self._work(self._tell, lambda: self._stop)
        except Exception as failure:  # noqa: BLE001 - a thread has nobody else to tell: the main thread raises it again
            error = failure
        self._arrived.emit(result, error)

    def _tell(self, done: int, total: int) -> None:
        if not self._stop:
            self.progressed.emit(done, total)

    @Slot(object, object)
    def _on_arrived(self, result: Any, error: Exception | None) -> None:
        if self._stop and error is None:
            error = CancelledError()
        if error is None:
            self.done.emit(result)
        elif isinstance(error, FrDeskError):
            self.failed.emit(error)
        self.ended.emit()
        if error is not None and not isinstance(error, FrDeskError):
            raise error


class Tasks(QObject):
    """Runs one job after another, and owns them until their result has arrived."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a pool of one thread."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self.jobs: list[Job] = []

    def start(self, work: Work, words: str) -> Job:
        """Start a job; connect to its signals at once, they come when the event loop runs."""
        job = Job(work, words, self)
        self.jobs.append(job)
        job.ended.connect(self._on_ended)
        self._pool.start(job.run)
        return job

    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self.jobs:
            self.jobs.remove(job)
            job.deleteLater()

    def shut_down(self) -> None:
        """Stop all jobs and wait for them; nothing is told any more."""
        for job in self.jobs:
            job.cancel()
            job.blockSignals(True)
        self._pool.waitForDone()
        self.jobs.clear()
