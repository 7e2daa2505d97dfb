"""Moving the keyboard between the parts of a window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def neighbour(parts: Sequence[QWidget], way: int) -> QWidget:
    """Return the part ``way`` parts on from the one that has the keyboard, round and round."""
    focus = QApplication.focusWidget()
    here = next((number for number, part in enumerate(parts) if focus and part.isAncestorOf(focus)), -1)
    return parts[(here + way) % len(parts)]


def focus_first(part: QWidget) -> None:
    """Give the keyboard to the first control of ``part`` that can take it."""
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        ready = part.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()
        if ready and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        widget = widget.nextInFocusChain()
