"""Every row of a list before it is taken over: what becomes of it, what was not understood. Both can be changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fr_desk.gui import icons, theme
from fr_desk.gui.devices.looks import dress_table
from fr_desk.gui.language import say, t, written_number
from fr_desk.i18n import N_
from fr_desk.services.devices.importing import Action, Plan, PlannedCell, PlannedRow
from fr_desk.services.devices.mapping import ColumnMap
from fr_desk.services.devices.words import spec_of

Index = QModelIndex | QPersistentModelIndex
WORDS: dict[Action, str] = {
    "add": N_("New"),
    "update": N_("Changes"),
    "same": N_("Unchanged"),
    "skip": N_("Left out"),
}
_ICONS: dict[Action, tuple[str, str]] = {
    "add": ("plus", "met"),
    "update": ("pencil", "accent"),
    "same": ("check", "muted"),
    "skip": ("x", "muted"),
}
_TAKEN: frozenset[Action] = frozenset(("add", "update", "same"))


class PreviewRows(QAbstractTableModel):
    """The rows of a plan.

    Signals:
        corrected: row, field and the new text of a cell.
        ticked: a row, and whether it is to be taken.
    """

    corrected = Signal(int, str, str)
    ticked = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.rows: tuple[PlannedRow, ...] = ()
        self.fields: tuple[str, ...] = ()

    def show_plan(self, planned: Plan, mapping: ColumnMap) -> None:
        """Show the rows of ``planned``."""
        fields = tuple(dict.fromkeys(one for one in mapping.fields if one))
        if fields == self.fields and len(planned.rows) == len(self.rows):
            self.rows = planned.rows
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(fields)))
                self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.rows) - 1)
            return
        self.beginResetModel()
        self.rows, self.fields = planned.rows, fields
        self.endResetModel()

    def cell(self, index: Index) -> PlannedCell:
        """Return what a cell was made of."""
        return self.rows[index.row()].cells[self.fields[index.column() - 1]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns: the fate of the row, then the fields."""
        return 0 if parent.isValid() else len(self.fields) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be edited, fates be ticked."""
        on = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return on | (Qt.ItemFlag.ItemIsEditable if index.column() else Qt.ItemFlag.ItemIsUserCheckable)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt draws and tells."""
        return self._fate(self.rows[index.row()], role) if not index.column() else self._value(index, role)

    @staticmethod
    def _fate(row: PlannedRow, role: int) -> Any:
        why = f" – {say(row.why)}" if row.why else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return t(WORDS[row.action])
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return f"{t(WORDS[row.action])}{why}"
            case Qt.ItemDataRole.DecorationRole:
                return icons.icon(*_ICONS[row.action], 14)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if row.action in _TAKEN else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole if row.action == "skip":
                return theme.tokens().tone("muted")
        return None

    def _value(self, index: Index, role: int) -> Any:
        cell, row = self.cell(index), self.rows[index.row()]
        spec = spec_of(self.fields[index.column() - 1])
        match role:
            case Qt.ItemDataRole.EditRole:
                return cell.text
            case Qt.ItemDataRole.DisplayRole:
                return self._words(cell)
            case Qt.ItemDataRole.ToolTipRole:
                return say(cell.why) if cell.why else cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                answer = self._words(cell) or t(N_("Not answered"))
                words = f"{t(spec.title)}: {answer}"
                return f"{words}. {say(cell.why)}" if cell.why else words
            case Qt.ItemDataRole.ForegroundRole if row.action == "skip":
                return theme.tokens().tone("muted")
            case Qt.ItemDataRole.ForegroundRole if cell.why:
                return theme.tokens().tone("breached")
            case Qt.ItemDataRole.BackgroundRole if cell.why and row.action != "skip":
                return theme.tokens().tone("breached_ground")
            case Qt.ItemDataRole.DecorationRole if cell.why and row.action != "skip":
                return icons.icon("triangle-alert", "breached", 14)
            case Qt.ItemDataRole.DecorationRole if cell.zones:
                return icons.icon("plus", "met", 14)
        return None

    @staticmethod
    def _words(cell: PlannedCell) -> str:
        """Return what is taken over: the entry's own words, the number; else what the list says."""
        label = getattr(cell.value, "label", "")
        if label:
            return t(label)
        return written_number(cell.value) if isinstance(cell.value, float) else cell.text.replace("\n", " ")

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the titles, and the lines of the file."""
        if role == Qt.ItemDataRole.TextAlignmentRole and way == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if way == Qt.Orientation.Vertical:
            return str(self.rows[section].number or section + 1)
        if not section:
            return t(N_("What becomes of it"))
        spec = spec_of(self.fields[section - 1])
        return f"{t(spec.title)} ({t(spec.unit)})" if spec.unit else t(spec.title)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a correction, or a tick."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and not index.column():
            self.ticked.emit(row.row, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() and str(value) != self.cell(index).text:
            self.corrected.emit(row.row, self.fields[index.column() - 1], str(value))
            return True
        return False


class _Delegate(QStyledItemDelegate):
    """A plain line in the cell."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Return the line."""
        line = QLineEdit(parent)
        line.setProperty("cell", True)
        return line

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)


class PreviewTable(QTableView):
    """The rows on the screen."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.rows = PreviewRows(self)
        self.setModel(self.rows)
        dress_table(self)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(t(N_("Rows of the list")))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)

    def show_plan(self, planned: Plan, mapping: ColumnMap) -> None:
        """Show the rows of a plan; the current cell stays."""
        fields, index = self.rows.fields, self.currentIndex()
        self.rows.show_plan(planned, mapping)
        if self.rows.fields != fields:
            self._set_widths()
        if not index.isValid():
            self.setCurrentIndex(self.rows.index(0, 0))

    def _set_widths(self) -> None:
        metrics = self.fontMetrics()
        for column in range(self.rows.columnCount()):
            title = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
            self.setColumnWidth(column, max(metrics.horizontalAdvance(title) + 28, 130 if column else 140))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Enter, too."""
        index = self.currentIndex()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and index.column() > 0 and self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)
            return
        super().keyPressEvent(event)
