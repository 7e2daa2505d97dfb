"""What tables of files have in common: titles over their columns, one marked row, and Enter that opens it."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from fr_desk.gui.language import t

_ROOT = QModelIndex()


class TitledModel(QAbstractTableModel):
    """Rows under titles.

    Attributes:
        titles: messages of ours, one for each column.
    """

    titles: ClassVar[tuple[str, ...]] = ()

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return t(self.titles[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class FilesTable(QTableView):
    """A table of which one row is marked.

    Signals:
        chosen: the marked row is to be opened.
    """

    chosen = Signal()

    def __init__(self, model: TitledModel, name: str, words: str) -> None:
        """Show ``model``.

        Args:
            model: the rows.
            name: of the widget, for its style.
            words: what a screen reader calls it.
        """
        super().__init__()
        self.setObjectName(name)
        self.setModel(model)
        self.setAccessibleName(words)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.chosen.emit())

    def set_heights(self, row: int, head: int) -> None:
        """Give the rows and the heads their heights, in pixels."""
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row)
        rows.setDefaultSectionSize(row)
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)
        heads.setFixedHeight(head)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the marked row with Enter; Escape is for whoever shows the table."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
