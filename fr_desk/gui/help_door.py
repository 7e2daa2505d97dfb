"""The way to the user guide: which chapter belongs to what is on the screen. Its window is imported when first opened.

A window or a part of one that has a chapter of its own names it in its property :data:`TOPIC`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from fr_desk.gui.help import HelpWindow
    from fr_desk.gui.window import Window

TOPIC = "help"
"""Dynamic property with the anchor of the chapter about a widget."""


def topic(window: Window) -> str:
    """Return the anchor of the chapter about what has the keyboard: a window of its own, a step, the first screen."""
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    while widget is not None:
        if named := widget.property(TOPIC):
            return str(named)
        widget = widget.parentWidget()
    return f"step-{window.desk.where.step}" if window.desk is not None else "start"


def help_window(window: Window) -> HelpWindow | None:
    """Return the guide that belongs to ``window``, if it is open."""
    if "fr_desk.gui.help" not in sys.modules:
        return None
    from fr_desk.gui.help import HelpWindow  # noqa: PLC0415 - see above

    return next((one for one in window.findChildren(HelpWindow) if one.isVisible()), None)


def show_help(window: Window, anchor: str = "") -> None:
    """Show the guide at ``anchor``, or at the chapter about what is on the screen."""
    from fr_desk.gui.help import HelpWindow  # noqa: PLC0415 - see above

    guide, reading = help_window(window), QApplication.activeWindow()
    wanted = anchor or topic(window)
    if guide is None:
        guide = HelpWindow(window, window.actions_by_name)
        guide.setProperty(TOPIC, "what")
        window.opened.connect(guide.fill)
        guide.show()
    elif reading is guide and not anchor:
        return
    guide.show_anchor(wanted)
    guide.raise_()
    guide.activateWindow()
    guide.take_focus()
