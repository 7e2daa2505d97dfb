"""Where the user is on the screen, held while everything is made anew in another language or theme."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from fr_desk.gui.collection import CollectionEditor
from fr_desk.gui.desk import Desk
from fr_desk.gui.focus import cursor_of, put_cursor
from fr_desk.gui.page import StepPage
from fr_desk.gui.surfaces import Popover


class HeldPlace:
    """What had the keyboard and where its cursor was, which items were open, and how far the page was scrolled."""

    def __init__(self, window: QWidget, desk: Desk | None) -> None:
        """Look where the user is; ``desk`` is there if a dossier is open.

        What lies over the window is closed: it says in the old language what can be asked again in the new one.
        """
        for popover in window.findChildren(Popover):
            popover.close()
        focus = QApplication.focusWidget()
        self._name = focus.objectName() if isinstance(focus, QPushButton) else ""
        self._path, self._scroll, self._open = "", 0, dict[str, str]()
        self._cursor = cursor_of(focus)
        if desk is not None:
            page = desk.page
            self._scroll = page.verticalScrollBar().value()
            self._open = {one.path: one.opened for one in page.findChildren(CollectionEditor) if one.opened}
            if focus is not None and page.isAncestorOf(focus):
                self._path = page.focused_path()

    def take_again(self, window: QWidget, desk: Desk | None) -> None:
        """Put the user back there, in what was made anew."""
        if desk is not None:
            for path, key in sorted(self._open.items()):  # what holds an item comes before what is in it
                for one in desk.page.findChildren(CollectionEditor):
                    if one.path == path and key in (desk.document.get(path) or {}):
                        one.open_item(key)
        again = window.findChild(QPushButton, self._name) if self._name else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)
        elif desk is not None and self._path:
            desk.page.reveal(self._path)
            put_cursor(QApplication.focusWidget(), self._cursor)
        elif desk is not None:
            desk.focus_page()
        if desk is not None:
            page, scroll = desk.page, self._scroll
            QTimer.singleShot(0, page, lambda: _scroll(page, scroll))


def _scroll(page: StepPage, value: int) -> None:
    page.verticalScrollBar().setValue(value)
