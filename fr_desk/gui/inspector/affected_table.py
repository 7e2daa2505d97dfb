"""The files that the law of another day treats otherwise, in a table: verdicts of both days, rules that come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from fr_desk.gui import language, theme
from fr_desk.gui.files_table import FilesTable, TitledModel
from fr_desk.gui.inspector.column_widths import widest, width_of_kinds, width_of_verdicts
from fr_desk.gui.inspector.table_paint import row_height
from fr_desk.gui.inspector.words import TONES, flat, name_of
from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.wanted import Row
from fr_desk.inspection.words import title_of_rule, words_of_kind, words_of_verdict

HEADS = (
    N_("Venue"),
    N_("Kind"),
    N_("District"),
    N_("Verdict before"),
    N_("Verdict after"),
    N_("Comes"),
    N_("Goes"),
)
NAME, KIND, DISTRICT, BEFORE, AFTER, CAME, WENT = range(7)
_SHARES = {NAME: 20, DISTRICT: 10, CAME: 22, WENT: 17}
"""Columns that share the room that is left; the others have what their words need."""
_LEAST = 100
"""Width below which none of them goes; then the table is scrolled sideways."""
_ROOM_FOR_ALL = 760
"""Width from which every column is shown; below it kind and district stand in the tip, and words take two lines."""
_PADDING = 11
"""Between the edge of a cell, or of a head, and its words."""
_LINES = 1.6
"""Of two lines, what is filled in any case: the first one breaks before a word."""
_SHOWN = 2
_PAGE, _KEPT = 64, 4_000
_ROOT = QModelIndex()


class AffectedModel(TitledModel):
    """The files, read as they are seen."""

    titles = HEADS

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
            tips = (NAME, KIND, DISTRICT) if column == NAME else (column,)
            told = (self._words(index.row(), change, one, most=99) for one in tips)
            return "\n".join(filter(None, told))
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
        return words_of_kind(declared.kind, lang) if column == KIND else flat(declared.district)

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


class _TwoLines(QStyledItemDelegate):
    """Draws words in one line, or in two that end in “…”: Qt leaves that out where a whole word is left out."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Shorten the words to what two lines hold, wherever the first one breaks."""
        super().initStyleOption(option, index)
        table = self.parent()
        if isinstance(table, QTableView) and table.wordWrap():
            room = round(_LINES * (table.columnWidth(index.column()) - 2 * _PADDING))
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)


class AffectedTable(FilesTable):
    """The table; Enter opens a file."""

    def __init__(self, model: AffectedModel) -> None:
        """Show ``model``."""
        super().__init__(model, "affected", t(N_("Who is affected")))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setItemDelegate(_TwoLines(self))
        self.set_heights(row_height(), row_height() + 4)
        colours = theme.tokens()
        self.setStyleSheet(
            f"#affected {{ background: {colours.surface}; border: none; outline: none; }}"
            f"#affected::item {{ padding: 0 {_PADDING - 3}px; border: none; border-bottom: 1px solid {colours.line}; }}"
            f"#affected::item:selected {{ background: {colours.accent_soft}; color: {colours.accent}; }}"
            f"#affected QHeaderView::section {{ background: {colours.surface}; border: none; padding: 0 {_PADDING}px;"
            f" border-bottom: 1px solid {colours.line}; color: {colours.muted}; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < theme.width(_ROOM_FOR_ALL)
        for column in (KIND, DISTRICT):
            self.setColumnHidden(column, narrow)
        self.setWordWrap(narrow)
        line = self.fontMetrics().lineSpacing()
        self.verticalHeader().setDefaultSectionSize(row_height() + line if narrow else row_height())
        kinds, verdicts = width_of_kinds(), width_of_verdicts()
        widths = {KIND: kinds, BEFORE: verdicts, AFTER: verdicts}
        whole = {one: max(words, widest([t(HEADS[one])])) + 2 * _PADDING for one, words in widths.items()}
        least = {one: theme.width(_LEAST) for one in _SHARES}
        least[DISTRICT] = widest([t(HEADS[DISTRICT])]) + 2 * _PADDING
        shown = [one for one in range(len(HEADS)) if not self.isColumnHidden(one)]
        taken = sum(whole.get(one) or least[one] for one in shown)
        room = max(self.viewport().width() - taken, 0)
        shares = sum(_SHARES.get(one, 0) for one in shown)
        for column in shown:
            if column in whole:
                self.setColumnWidth(column, whole[column])
            else:
                share = room * _SHARES[column] // shares
                self.setColumnWidth(column, least[column] + share)
