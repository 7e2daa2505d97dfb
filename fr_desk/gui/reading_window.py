"""A window with one thing to read and decide: a title, a sentence, and what scrolls below. Escape closes it.

What it shows is made by the caller, again whenever language, theme or size of text change; so no state is kept in it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

FOLLOW_AFTER = 250
"""Milliseconds after a new answer until the window follows."""


class ReadingWindow(QWidget):
    """The window; there is one of each title at a time."""

    def __init__(
        self, owner: Window, title: str, intro: str, make: Callable[[ReadingWindow], QWidget]
    ) -> None:
        """Show what ``make`` returns.

        Args:
            owner: the window it belongs to.
            title: what it is called, a message of the catalogue.
            intro: a sentence below, a message of the catalogue.
            make: makes the contents.
        """
        super().__init__(owner, Qt.WindowType.Window)
        self._owner = owner
        self.setObjectName("home")
        self.setProperty(TOPIC, "backups")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title, self._intro, self._make = title, intro, make
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll)
        self.setMinimumSize(520, 380)
        self.resize(min(860, owner.width()), max(560, owner.height() - 40))
        self.contents: QWidget | None = None
        self._later = QTimer(self, singleShot=True, interval=FOLLOW_AFTER)
        self._later.timeout.connect(self.refresh)
        self.refresh()
        owner.opened.connect(self.refresh)

    def refresh(self) -> None:
        """Write everything in the language, colours and text size of the screen."""
        self._later.stop()
        place, focused = self._scroll.verticalScrollBar().value(), self._focused()
        self.setWindowTitle(f"{t(self.title)} – FR Desk")
        self.setAccessibleName(t(self.title))
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(28, 22, 28, 22)
        box.setSpacing(12)
        box.addWidget(Prose(t(self.title), "title"))
        if self._intro:
            box.addWidget(Prose(t(self._intro), "secondary"))
        self.contents = self._make(self)
        box.addWidget(self.contents)
        box.addStretch()
        old = self._scroll.takeWidget()
        self._scroll.setWidget(body)
        if old is not None:  # a button of it may be what asked for this
            old.hide()
            old.deleteLater()
        self._scroll.verticalScrollBar().setValue(place)
        self._focus_again(focused)

    def _stops(self) -> list[QWidget]:
        """Return what can have the keyboard, in order."""
        body = self._scroll.widget()
        every = body.findChildren(QWidget) if body is not None else []
        return [one for one in every if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def _focused(self) -> int:
        """Return which of them has it, -1 for none."""
        here = self.focusWidget()
        stops = self._stops()
        return stops.index(here) if here in stops else -1

    def _focus_again(self, number: int) -> None:
        """Give the keyboard to the control that has taken the place of the one before."""
        stops = self._stops()
        if 0 <= number < len(stops):
            stops[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh_soon(self, *_told: object) -> None:
        """Write everything anew in a moment: an answer has changed, and others may follow."""
        self._later.start()

    def open(self) -> None:
        """Show the window, in place of another with its title, and give it the keyboard."""
        for other in self._owner.findChildren(ReadingWindow):
            if other is not self and other.title == self.title:
                other.close()
        self.show()
        self.raise_()
        self.activateWindow()
        self.take_focus()

    def take_focus(self) -> None:
        """Give the keyboard to the first control, else to what scrolls."""
        focus = getattr(self.contents, "take_focus", None)
        if focus is not None:
            focus()
        else:
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def close_readings(owner: QWidget) -> None:
    """Close the windows of this kind that belong to ``owner``: what they speak of is gone."""
    for window in owner.findChildren(ReadingWindow):
        window.close()
