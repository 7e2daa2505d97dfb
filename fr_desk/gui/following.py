"""Work that follows a document: one job at a time beside the user's work, and what is out of date counts no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fr_desk.errors import FrDeskError
from fr_desk.gui.document import Document
from fr_desk.gui.language import t
from fr_desk.gui.tasks import Job, Tasks, Work


class Follower(QObject):
    """Does things about a document in the background, again when its answers change.

    Signals:
        failed: an error of ours; nothing more is done until something changes.
    """

    failed = Signal(object)

    def __init__(
        self, document: Document, tasks: Tasks, parent: QObject, words: str, calm_after: int
    ) -> None:
        """Follow ``document``.

        Args:
            document: whose changes matter.
            tasks: the threads that do the work.
            parent: Qt's owner.
            words: what the work is called.
            calm_after: milliseconds without a change after which :meth:`_on_calm` is called, once it was started.
        """
        super().__init__(parent)
        self._document, self._tasks, self._words = document, tasks, words
        self._job: Job | None = None
        self._calm = QTimer(self, singleShot=True, interval=calm_after)
        self._calm.timeout.connect(self._on_calm)
        document.changed.connect(self._on_changed)

    @property
    def is_working(self) -> bool:
        """Whether something is being made, or will be in a moment."""
        return self._job is not None or self._calm.isActive()

    def _on_changed(self) -> None:
        raise NotImplementedError

    def _on_calm(self) -> None:
        raise NotImplementedError

    def _run(self, work: Work, then: Callable[[Any], None]) -> None:
        """Start a job; ``then`` is told its result unless something else was wanted meanwhile."""
        job = self._job = self._tasks.start(work, t(self._words))

        def finish(result: object) -> None:
            if self._job is job:
                self._job = None
                then(result)

        def fail(error: FrDeskError) -> None:
            if self._job is job:
                self._job = None
                self.failed.emit(error)

        job.done.connect(finish)
        job.failed.connect(fail)
        # a fault of the program tells by itself what it is; here only that nothing comes any more
        job.ended.connect(lambda: fail(FrDeskError()))

    def _drop(self) -> None:
        """Want nothing any more of what is being made."""
        self._calm.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def stop(self) -> None:
        """Make nothing any more."""
        self._drop()
        self._document.changed.disconnect(self._on_changed)
