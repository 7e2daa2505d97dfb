"""What the user's system says about the look of programs, light or dark and its contrast, also when that changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from fr_desk.gui import theme
from fr_desk.storage.preferences import Theme


class SystemLook(QObject):
    """Follows the system's settings while the program runs.

    Signals:
        changed: the theme that goes with the system is another one.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Listen to the system."""
        super().__init__(parent)
        self._known = theme.system_theme()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._look_again)
        hints.accessibility().contrastPreferenceChanged.connect(self._look_again)

    def _look_again(self) -> None:
        now = theme.system_theme()
        if now != self._known:
            self._known = now
            self.changed.emit()


def dress(preferred: Theme, scale: float) -> None:
    """Dress the application as the user prefers it; as the system where that is what the user prefers."""
    theme.choose(theme.system_theme() if preferred == "system" else preferred, scale)


def next_scale(scale: float, way: int) -> float:
    """Return the next larger text size for a ``way`` of 1, the next smaller one for -1, the same at either end."""
    steps = theme.TEXT_SCALES
    nearest = min(range(len(steps)), key=lambda place: abs(steps[place] - scale))
    return steps[min(max(nearest + way, 0), len(steps) - 1)]
