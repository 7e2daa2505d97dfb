"""The coach, asked while nobody waits: entry by entry, between events of the window; reading words takes long."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from fr_desk.domain.dossier import Dossier
from fr_desk.gui.document import Document
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.coach import Advice, advise
from fr_desk.rules.packs import Pack


def activity_of(advice: Advice) -> str:
    """Return the id of the activity that called for advice."""
    return advice.path.split(".")[1]


class Adviser(QObject):
    """Knows the coach's advice about a document, a moment after its answers changed.

    Signals:
        ready: there is advice about the answers as they are now.
    """

    ready = Signal()

    def __init__(self, document: Document, parent: QObject) -> None:
        """Advise about ``document``."""
        super().__init__(parent)
        self._document = document
        self._about: Dossier | None = None
        self._known: tuple[Advice, ...] = ()
        self._found: list[Advice] = []
        self._left: list[Pack] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    @property
    def advice(self) -> list[Advice]:
        """What is known last, in the order of the activities, without what was put away."""
        return [one for one in self._known if (one.id, activity_of(one)) not in self._document.put_away]

    @property
    def is_asking(self) -> bool:
        """Whether the coach is being asked."""
        return self._next.isActive()

    def ask(self) -> None:
        """Ask about the answers as they are now, unless that was done."""
        dossier = self._document.dossier
        if dossier is self._about:
            return
        self._about, self._found = dossier, []
        self._left = [
            pack.model_copy(update={"coach": (entry,)}) for pack in packs_for(dossier) for entry in pack.coach
        ]
        self._next.start()

    def _go_on(self) -> None:
        """Ask about one entry, then let the window have its turn."""
        if self._left and self._about is not None:
            pack = self._left.pop(0)
            self._found += advise(self._about, [pack], self._document.assessment.as_of)
            self._next.start()
            return
        activities = list((self._about.activities if self._about else None) or ())
        self._known = tuple(sorted(self._found, key=lambda one: activities.index(activity_of(one))))
        self.ready.emit()
