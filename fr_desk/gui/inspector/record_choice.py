"""The large buttons with which an inspector says what was found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt

from fr_desk.gui import icons, theme
from fr_desk.gui.buttons import WordsButton
from fr_desk.gui.theme import SPACE

FINGER: Final = 52
"""Height of the large buttons."""


class LargeChoice(WordsButton):
    """One of the large buttons, for a finger as well as for a mouse."""

    def __init__(self, words: str, icon: str, tone: str) -> None:
        """Show an icon before the words."""
        super().__init__(words)
        self.setAccessibleName(words)
        self.setIcon(icons.icon(icon, tone, 22, air=SPACE.small))
        self.setIconSize(QSize(22 + SPACE.small, 22))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size of the words, and the height of a finger."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), theme.width(FINGER)))

    def heightForWidth(self, width: int) -> int:
        """Return the height the words need, and no less than that of a finger."""
        return max(super().heightForWidth(width), theme.width(FINGER))
