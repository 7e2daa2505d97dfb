"""The table of the library: one row for each dossier, its columns as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from fr_desk.gui import theme
from fr_desk.gui.language import t
from fr_desk.gui.library_model import COLUMNS, WEIGHTS, LibraryModel
from fr_desk.i18n import N_


class Table(QTableView):
    """The rows; Enter opens the marked one.

    Signals:
        chosen: the marked row is to be opened.
    """

    chosen = Signal()

    def __init__(self, model: LibraryModel) -> None:
        """Show ``model``."""
        super().__init__()
        self.setObjectName("libraryTable")
        self.setModel(model)
        self.setAccessibleName(t(N_("Dossiers")))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(16, 16))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 20)
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height() + 20)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setFixedHeight(self.fontMetrics().height() + 16)
        self.doubleClicked.connect(lambda _index: self.chosen.emit())
        colours = theme.tokens()
        self.setStyleSheet(
            f"#libraryTable {{ background: {colours.surface}; border: {colours.edge}px solid {colours.line};"
            f" border-radius: {theme.RADIUS}px; outline: none; }}"
            f"#libraryTable::item {{ padding: 0 8px; border: none; border-top: 1px solid {colours.line}; }}"
            f"#libraryTable::item:selected {{ background: {colours.accent_soft}; color: {colours.accent};"
            f" border-top: {colours.edge}px solid {colours.accent}; border-bottom: {colours.edge}px solid"
            f" {colours.accent}; }}"
            f"#libraryTable:focus {{ border: 2px solid {colours.accent}; }}"
            f"QHeaderView {{ background: transparent; border: none; }}"
            f"QHeaderView::section {{ background: transparent; border: none; padding: 0 10px;"
            f" color: {colours.muted}; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        room, left = self.viewport().width(), self.viewport().width()
        for column, weight in enumerate(WEIGHTS[:-1]):
            own = room * weight // sum(WEIGHTS)
            self.setColumnWidth(column, own)
            left -= own
        self.setColumnWidth(len(COLUMNS) - 1, left)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the marked row with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
