"""The strata of a sample in a table: what they are, how many venues they have, how many of them were drawn."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from fr_desk.gui import theme
from fr_desk.gui.inspector.table_paint import row_height
from fr_desk.gui.inspector.words import value_words
from fr_desk.gui.language import t
from fr_desk.i18n import N_, spell_number
from fr_desk.inspection.sampling import Criterion, Sample

TITLES: dict[Criterion, str] = {
    "kind": N_("Kind"),
    "district": N_("District"),
    "jurisdiction": N_("Country"),
    "verdict": N_("Verdict"),
    "standing": N_("File"),
}
VENUES, TAKEN, ALL = N_("Venues"), N_("Drawn"), N_("All venues")
_ROOT = QModelIndex()


class StrataModel(QAbstractTableModel):
    """The strata of one sample."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.sample: Sample | None = None

    def show_sample(self, sample: Sample | None) -> None:
        """Show another sample."""
        self.beginResetModel()
        self.sample = sample
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of strata."""
        return 0 if parent.isValid() or self.sample is None else len(self.sample.strata)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return what strata are made by, and two numbers."""
        if parent.isValid() or self.sample is None:
            return 0
        return max(len(self.sample.by), 1) + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or self.sample is None:
            return None
        number = self._number(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(number is not None)
        if role == Qt.ItemDataRole.DisplayRole:
            by = self.sample.by
            words = (VENUES, TAKEN)[number] if number is not None else TITLES[by[section]] if by else ALL
            return t(words)
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a cell shows."""
        if self.sample is None or not index.isValid():
            return None
        stratum, number = self.sample.strata[index.row()], self._number(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(number is not None)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            if number is not None:
                return spell_number((stratum.population, stratum.taken)[number])
            by = self.sample.by
            return _words(by[index.column()], stratum.values[index.column()]) if by else t(ALL)
        return None

    def _number(self, column: int) -> int | None:
        """Return 0 for the column of the venues, 1 for that of those drawn, ``None`` for the others."""
        assert self.sample is not None
        number = column - max(len(self.sample.by), 1)
        return number if number >= 0 else None


class StrataTable(QTableView):
    """The table."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.strata = StrataModel()
        self.strata.setParent(self)
        self.setObjectName("strata")
        self.setModel(self.strata)
        self.setAccessibleName(t(N_("Strata")))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height())
        heads = self.horizontalHeader()
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)
        heads.setFixedHeight(row_height() + 4)
        colours = theme.tokens()
        self.setStyleSheet(
            f"#strata {{ background: {colours.surface}; border: none; outline: none; }}"
            f"#strata::item {{ padding: 0 8px; border: none; border-bottom: 1px solid {colours.line}; }}"
            f"#strata::item:selected {{ background: {colours.accent_soft}; color: {colours.ink}; }}"
            f"#strata QHeaderView::section {{ background: {colours.surface}; border: none; padding: 0 11px;"
            f" border-bottom: 1px solid {colours.line}; color: {colours.muted}; }}"
        )

    def show_sample(self, sample: Sample | None) -> None:
        """Show another sample."""
        self.strata.show_sample(sample)
        self._share()

    def _share(self) -> None:
        count = self.strata.columnCount()
        if not count:
            return
        number = theme.width(70)
        rest = max(self.viewport().width() - 2 * number, 60)
        for column in range(count - 2):
            self.setColumnWidth(column, rest // (count - 2))
        for column in (count - 2, count - 1):
            self.setColumnWidth(column, number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()


def _words(criterion: Criterion, value: str) -> str:
    return value if criterion == "jurisdiction" else value_words(criterion, value)


def _side(is_number: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
