"""The table of the library: one row for each dossier, its columns as wide as there is room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent

from fr_desk.gui import theme
from fr_desk.gui.files_table import FilesTable
from fr_desk.gui.language import t
from fr_desk.gui.library_model import COLUMNS, WEIGHTS, LibraryModel
from fr_desk.i18n import N_


class Table(FilesTable):
    """The rows; Enter opens the marked one."""

    def __init__(self, model: LibraryModel) -> None:
        """Show ``model``."""
        super().__init__(model, "libraryTable", t(N_("Dossiers")))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        line = self.fontMetrics().height()
        self.set_heights(line + 20, line + 16)
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
