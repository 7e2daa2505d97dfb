"""Several of a list in a small sheet below a cell: marked with the space bar, taken with Enter, left with Escape."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.devices.looks import dress_list
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import round_corners
from fr_desk.i18n import N_


class Several(QFrame):
    """The sheet.

    Signals:
        taken: the keys that are marked, as a tuple.
    """

    taken = Signal(object)

    def __init__(
        self, owner: QWidget, title: str, options: Sequence[tuple[str, str]], marked: Sequence[str]
    ) -> None:
        """Offer ``options``, keys with their names; ``marked`` are marked already."""
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._owner = owner
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.setSpacing(8)
        self.list = QListWidget()
        dress_list(self.list)
        self.list.setAccessibleName(title)
        for key, name in options:
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in marked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        box.addWidget(Prose(title, "strong"))
        box.addWidget(self.list)
        if not options:
            box.addWidget(Prose(t(N_("There is nothing to choose from yet.")), "secondary"))
        buttons = Flow(6)
        buttons.add(button(t(N_("Done")), icon="check", kind="small", press=self.take))
        buttons.add(button(t(N_("None of these")), kind="small", press=lambda: self._give(())))
        buttons.add(button(t(N_("Not answered")), kind="small", press=lambda: self._give(None)))
        box.addWidget(buttons)

    def open_at(self, cell: QRect) -> None:
        """Show the sheet below a cell, given in places of the screen."""
        rows = min(max(self.list.count(), 1), 10)
        height = self.list.sizeHintForRow(0) if self.list.count() else 30
        self.list.setFixedHeight(rows * height + 14)
        width = max(360, cell.width())
        self.setFixedWidth(width)
        self.ensurePolished()
        self.resize(width, self._box.totalHeightForWidth(width))
        window = self._owner.window().frameGeometry()
        below = cell.bottom() + 2
        y = (
            below
            if below + self.height() < window.bottom()
            else max(window.top(), cell.top() - self.height() - 2)
        )
        self.move(max(window.left() + 4, min(cell.left(), window.right() - self.width() - 4)), y)
        round_corners(self)
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def marked(self) -> tuple[str, ...]:
        """Return the keys that are marked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def take(self) -> None:
        """Take what is marked; nothing marked is no answer."""
        self._give(self.marked() or None)

    def _give(self, keys: tuple[str, ...] | None) -> None:
        self.taken.emit(keys)
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take()
            return
        super().keyPressEvent(event)
