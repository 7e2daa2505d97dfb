"""Counts what is left in a dossier, a moment after its answers changed: findings are painted first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from fr_desk.forms.progress import Progress, progress
from fr_desk.forms.visible import Asking
from fr_desk.gui.document import Document
from fr_desk.rules.bundled import packs_for

OVERVIEW_AFTER = 60
"""Milliseconds without a change after which the questions left are counted anew."""


class Overview(QObject):
    """Knows how far a document is.

    Signals:
        counted: the progress, as the answers are now.
    """

    counted = Signal(object)

    def __init__(self, document: Document, ask: Callable[[], Asking], parent: QObject) -> None:
        """Count the questions of ``document`` that ``ask`` returns."""
        super().__init__(parent)
        self._document, self._ask = document, ask
        self.progress: Progress | None = None
        self._calm = QTimer(self, singleShot=True, interval=OVERVIEW_AFTER)
        self._calm.timeout.connect(self._count)

    @property
    def is_behind(self) -> bool:
        """Whether the last change is still to be counted."""
        return self._calm.isActive()

    def follow(self) -> None:
        """Count anew in a moment."""
        self._calm.start()

    def now(self) -> Progress:
        """Return the progress as the answers are now."""
        if self.progress is None or self.is_behind:
            self._calm.stop()
            self._count()
        assert self.progress is not None
        return self.progress

    def _count(self) -> None:
        dossier, assessment = self._document.dossier, self._document.assessment
        self.progress = progress(dossier, assessment, packs_for(dossier), self._ask())
        self.counted.emit(self.progress)
