"""A small window beside the desk: about the program, its keys, what went wrong. Escape closes it.

What it shows is written by ``fill``, again whenever language, theme or size of text change; no state is kept in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.language import t

if TYPE_CHECKING:
    from fr_desk.gui.window import Window


class SmallWindow(QWidget):
    """The window without its contents."""

    TITLE = "FR Desk"
    """What it is called, as a message of the catalogue."""
    CHAPTER = "what"
    """Anchor of the chapter of the guide about it."""

    def __init__(self, owner: Window, width: int, height: int) -> None:
        """Make a window that belongs to ``owner``, no larger than it."""
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("home")
        self.setProperty(TOPIC, self.CHAPTER)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(560, 380)
        self.resize(min(owner.width(), width), min(max(owner.height(), 460), height))
        close = QAction(self)
        close.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Close))
        close.triggered.connect(lambda _checked=False: self.close())
        self.addActions([close, owner.actions_by_name["larger"], owner.actions_by_name["smaller"]])
        owner.opened.connect(self.refresh)

    def refresh(self) -> None:
        """Write everything in the language, colours and text size of the screen."""
        self.setWindowTitle(f"{t(self.TITLE)} – FR Desk" if self.TITLE != "FR Desk" else self.TITLE)
        self.setAccessibleName(t(self.TITLE))
        self.fill()

    def fill(self) -> None:
        """Write the contents."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Give the keyboard to the first control."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
