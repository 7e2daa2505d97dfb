"""The files that the law of another day treats otherwise, in a table: verdicts of both days, rules that come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from fr_desk.gui import language, theme
from fr_desk.gui.inspector.table_paint import row_height
from fr_desk.gui.inspector.words import TONES, name_of
from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.wanted import Row
from fr_desk.inspection.words import title_of_rule, words_of_kind, words_of_verdict

HEADS = (
    N_("Venue"),
    N_("Kind"),
    N_("District"),
    N_("Before"),
    N_("After"),
    N_("Comes"),
    N_("Goes"),
)
_WEIGHTS = (20, 11, 10, 10, 10, 22, 17)
NAME, KIND, DISTRICT, BEFORE, AFTER, CAME, WENT = range(7)
_SHOWN = 2
_PAGE, _KEPT = 64, 4_000
_ROOT = QModelIndex()


class AffectedModel(QAbstractTableModel):
    """The files, read as they are seen."""

    def __init__(self, read: Callable[[Sequence[int]], list[Row]]) -> None:
        """Show nothing yet; ``read`` gives rows by their numbers."""
        super().__init__()
        self._read = read
        self.changes: list[Affected] = []
        self._rows: dict[int, Row] = {}

    def show(self, changes: Sequence[Affected]) -> None:
        """Show other files."""
        self.beginResetModel()
        self.changes, self._rows = list(changes), {}
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """Return what is known about a file."""
        if not 0 <= place < len(self.changes):
            return None
        number = self.changes[place].number
        if number not in self._rows:
            if len(self._rows) > _KEPT:
                self._rows.clear()
            first = place - place % _PAGE
            page = [one.number for one in self.changes[first : first + _PAGE]]
            self._rows.update((one.number, one) for one in self._read(page))
        return self._rows.get(number)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return t(HEADS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        change, column = self.changes[index.row()], index.column()
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(change, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row(), change, column, most=_SHOWN)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words(index.row(), change, column, most=99)
        return None

    def _words(self, place: int, change: Affected, column: int, *, most: int) -> str:
        lang = language.current()
        if column in {BEFORE, AFTER}:
            return words_of_verdict(change.before if column == BEFORE else change.after, lang)
        if column in {CAME, WENT}:
            return rules_in_words(change.came if column == CAME else change.went, most)
        row = self.row(place)
        declared = row.result.declared if row is not None else None
        if row is None:
            return ""
        if column == NAME:
            return name_of(row)
        if declared is None:
            return ""
        return words_of_kind(declared.kind, lang) if column == KIND else declared.district

    @staticmethod
    def _colour(change: Affected, column: int) -> QColor:
        colours = theme.tokens()
        if column in {BEFORE, AFTER}:
            verdict = change.before if column == BEFORE else change.after
            return colours.tone(TONES.get(verdict, "muted"))
        return colours.tone("ink" if column == NAME else "muted")


def rules_in_words(rules: Sequence[str], most: int) -> str:
    """Return the titles of rules, and how many more there are."""
    titles = [title_of_rule(rule, language.current()) for rule in rules[:most]]
    more = len(rules) - len(titles)
    between = "；" if language.current() == "zh" else "; "
    return between.join([*titles, *([f"+{more}"] if more > 0 else [])])


class AffectedTable(QTableView):
    """The table; Enter opens a file.

    Signals:
        chosen: the file with the keyboard is to be opened.
    """

    chosen = Signal()

    def __init__(self, model: AffectedModel) -> None:
        """Show ``model``."""
        super().__init__()
        self.setObjectName("affected")
        self.setModel(model)
        self.setAccessibleName(t(N_("Who is affected")))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.chosen.emit())
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height())
        heads.setSectionsClickable(False)
        heads.setHighlightSections(False)
        heads.setFixedHeight(row_height() + 4)
        colours = theme.tokens()
        self.setStyleSheet(
            f"#affected {{ background: {colours.surface}; border: none; outline: none; }}"
            f"#affected::item {{ padding: 0 8px; border: none; border-bottom: 1px solid {colours.line}; }}"
            f"#affected::item:selected {{ background: {colours.accent_soft}; color: {colours.accent}; }}"
            f"#affected QHeaderView::section {{ background: {colours.surface}; border: none; padding: 0 11px;"
            f" border-bottom: 1px solid {colours.line}; color: {colours.muted}; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        room = self.viewport().width()
        for column, weight in enumerate(_WEIGHTS):
            self.setColumnWidth(column, room * weight // sum(_WEIGHTS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
