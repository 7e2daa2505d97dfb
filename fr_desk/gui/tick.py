"""A box to tick with its words, in the colours of the theme: the frame of a usual one is hardly seen in the dark."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy

from fr_desk.gui import icons, theme
from fr_desk.gui.pressable import Pressable
from fr_desk.gui.prose import Prose

_BOX: Final = 18
"""Side of a box to tick."""


class Tick(Pressable, QCheckBox):
    """A box to tick with its words, which wrap."""

    def __init__(self, words: str) -> None:
        """Make an empty box."""
        super().__init__()
        self._words = Prose(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QHBoxLayout(self)
        box.setContentsMargins(_BOX + 12, 3, 4, 3)
        box.addWidget(self._words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _layout(self) -> QHBoxLayout:
        made = self.layout()
        assert isinstance(made, QHBoxLayout)
        return made

    def sizeHint(self) -> QSize:
        """Return the size of box and words."""
        return self._layout().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least the words need."""
        return self._layout().minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at ``width``."""
        return max(self._layout().totalHeightForWidth(width), _BOX + 8)

    def hitButton(self, pos: Any) -> bool:
        """Answer clicks anywhere on box and words."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box; the words draw themselves."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self._words.fontMetrics().height() * 5 // 4
        top = 3 + max(0, (line - _BOX) // 2)
        on = self.isChecked()
        painter.setPen(QPen(colours.tone("accent" if on else "muted"), colours.edge))
        painter.setBrush(colours.tone("accent" if on else "surface"))
        within = colours.edge / 2  # so that the edge fills whole pixels
        box = QRectF(4, top, _BOX, _BOX).adjusted(within, within, -within, -within)
        painter.drawRoundedRect(box, 5, 5)
        if on:
            mark = icons.pixmap("check", "on_accent", 14, self.devicePixelRatioF())
            painter.drawPixmap(6, top + 2, mark)
        if self.hasFocus():
            painter.setPen(QPen(colours.tone("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
