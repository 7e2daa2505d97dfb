"""A row to choose in a list: a button as wide as the list, with words of its own, and arrows that go on to the next."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QWidget

from fr_desk.gui import theme
from fr_desk.gui.focus import press_or_move
from fr_desk.gui.pressable import Pressable


class ListRow(Pressable, QAbstractButton):
    """One row.

    Attributes:
        box: what it consists of is laid out here.

    Signals:
        moved: up (-1) or down (1).
    """

    moved = Signal(int)

    def __init__(self, name: str, description: str, box: QBoxLayout) -> None:
        """Make a row that screen readers call ``name``, with nothing in it yet."""
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.box = box
        self.box.setContentsMargins(12, 9, 12, 9)
        self.setLayout(box)

    @staticmethod
    def see_through(words: QWidget) -> QWidget:
        """Let the pointer reach the row through ``words``."""
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return words

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return self.box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least the words need."""
        return self.box.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at ``width``."""
        return self.box.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter as with the space bar; go on with the arrows."""
        if not press_or_move(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the chosen row, and the ring of the one with the keyboard."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            plain = colours.edge == 1 or not self.isChecked()
            painter.setPen(Qt.PenStyle.NoPen if plain else QPen(colours.tone("line"), 2))
            painter.setBrush(colours.tone("accent_soft" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(room, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(colours.tone("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, 8, 8)
