"""Collects what Python's counting of references leaves behind: on the window's thread only, and between two events.

By itself Python does it in whichever thread makes the most objects, in the middle of anything. Parts of widgets would
then be taken apart in the thread that writes the journal or prints, while the window goes on using Qt.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY: Final = 250
"""Milliseconds between two looks at how much has gathered."""
YOUNG, MIDDLE, OLD = 2_000, 10, 10
"""New objects from which the youngest are looked at; how often that happens before older ones are, and the oldest."""


class Garbage(QObject):
    """Collects garbage as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        """Take over from Python; ``parent`` lives on the window's thread."""
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @staticmethod
    def look() -> None:
        """Collect as much as is worth the while."""
        young, middle, old = gc.get_count()
        if young < YOUNG:
            return
        gc.collect(0 if middle < MIDDLE else 1 if old < OLD else 2)
