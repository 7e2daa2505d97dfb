"""Moving the keyboard between the parts of a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def neighbour(parts: Sequence[QWidget], way: int) -> QWidget:
    """Return the part ``way`` parts on from the one that has the keyboard, round and round."""
    focus = QApplication.focusWidget()
    here = next((number for number, part in enumerate(parts) if focus and part.isAncestorOf(focus)), -1)
    return parts[(here + way) % len(parts)]


UP_AND_DOWN: Mapping[Qt.Key, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
"""Which way the arrows lead in a list."""


class Neighbour(Protocol):
    """A control among others of its kind: it can be pressed, and says which way the keyboard goes on."""

    moved: Any
    """Signal with the number of places to go on; Qt's signals have no type that a protocol could name."""

    def click(self) -> None:
        """Press it."""


def press_or_move(one: Neighbour, event: QKeyEvent, ways: Mapping[Qt.Key, int] = UP_AND_DOWN) -> bool:
    """Press a control with Enter, as with the space bar, or go on with an arrow; tell whether the key was for that."""
    key = Qt.Key(event.key())
    if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        one.click()
    elif key in ways:
        one.moved.emit(ways[key])
    else:
        return False
    return True


def focus_first(part: QWidget) -> None:
    """Give the keyboard to the first control of ``part`` that can take it."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        ready = part.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()
        if ready and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()
