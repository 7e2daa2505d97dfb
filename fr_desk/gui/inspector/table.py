"""The table of a portfolio: sorted by its heads, worked by keyboard, its columns as wide as there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from fr_desk.gui import icons, theme
from fr_desk.gui.inspector.column_widths import ARROW, LEAST, SHARES, usual
from fr_desk.gui.inspector.table_model import TableModel
from fr_desk.gui.inspector.table_paint import AIR, RowPainter, Standing, row_height
from fr_desk.gui.inspector.words import HEADS, NUMBERS
from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.inspection.tables import is_dangerous, plain
from fr_desk.inspection.wanted import Column, Row

COPIED_AT_MOST = 20_000
"""Rows that are copied at once; a larger part is exported."""
_FOLDING = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}


class _Heads(QHeaderView):
    """The heads of the columns; the one that rows are sorted by has an arrow."""

    def __init__(self, table: Table) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.sorted_by: Column | None = None
        self.descending = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one head."""
        colours, column = theme.tokens(), self._table.rows.columns[section]
        painter.fillRect(rect, colours.tone("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.tone("line"))
        painter.setFont(theme.font())
        is_sorted = column == self.sorted_by
        painter.setPen(colours.tone("ink" if is_sorted else "muted"))
        sign = ARROW if is_sorted else 0
        room = rect.adjusted(AIR, 0, -AIR - sign, 0)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(t(HEADS[column]), Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        if is_sorted:
            end = room.right() if column in NUMBERS else room.left() + metrics.horizontalAdvance(words)
            name = "chevron-down" if self.descending else "chevron-up"
            top = rect.top() + (rect.height() - icons.SMALL) // 2
            picture = icons.pixmap(name, "ink", icons.SMALL, self.devicePixelRatioF())
            painter.drawPixmap(end + 3, top, picture)

    def sizeHint(self) -> QSize:
        """Return the height of a head."""
        return QSize(super().sizeHint().width(), row_height() + 4)


class Table(QTableView):
    """The rows.

    Signals:
        chosen: the row with the keyboard is to be opened.
        sort_wanted: a column.
        fold_wanted: value of a group, and whether it is to be open.
        widened: a column was drawn to another width.
        marked: the row with the keyboard is another, or there is none.
        copied_rows: how many rows were put on the clipboard.
        painted: the rows that are seen have been drawn.
    """

    chosen = Signal()
    sort_wanted = Signal(str)
    fold_wanted = Signal(str, bool)
    widened = Signal(str, int)
    marked = Signal()
    copied_rows = Signal(int)
    painted = Signal()

    def __init__(self, model: TableModel, widths: Mapping[Column, int]) -> None:
        """Show ``model``, with columns in the ``widths`` they were drawn to before."""
        super().__init__()
        self.rows, self._drawn = model, dict(widths)
        self._sharing = self._moving = False
        self.is_touched = False
        """Whether somebody has chosen a row; until then the first one is marked, whichever it is."""
        self.setObjectName("portfolio")
        self.setModel(model)
        self._painter = RowPainter(model)
        self.setAccessibleName(t(N_("Dossiers")))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.heads = _Heads(self)
        self.setHorizontalHeader(self.heads)
        self.heads.sectionClicked.connect(lambda one: self.sort_wanted.emit(self.rows.columns[one]))
        self.heads.sectionResized.connect(self._on_resized)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(10)
        rows.setDefaultSectionSize(row_height())
        self.doubleClicked.connect(lambda _index: self._choose())
        self.selectionModel().currentRowChanged.connect(self._on_row)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the rows cover all of it
        surface = theme.tokens().surface
        self.setStyleSheet(f"#portfolio {{ background: {surface}; border: none; outline: none; }}")

    # columns

    def show_order(self, column: Column, *, descending: bool) -> None:
        """Show by which column the rows are sorted."""
        self.heads.sorted_by, self.heads.descending = column, descending
        self.heads.viewport().update()

    def share_width(self) -> None:
        """Give the columns the widths they were drawn to, and share what is left."""
        self._sharing = True
        columns = self.rows.columns
        widths = {one: self._drawn.get(one) or usual(one) for one in columns}
        left = self.viewport().width() - sum(widths.values())
        free = {one: SHARES[one] for one in columns if one in SHARES and one not in self._drawn}
        if left > 0 and free:
            for one, share in free.items():
                widths[one] += left * share // sum(free.values())
        elif left < 0:  # words may end in dots before the rows have to be scrolled sideways
            for one in sorted(free, key=lambda one: -free[one]):
                give = min(-left, max(widths[one] - theme.width(LEAST[one]), 0))
                widths[one] -= give
                left += give
        for number, one in enumerate(columns):
            self.setColumnWidth(number, widths[one])
        self._sharing = False

    def _on_resized(self, section: int, _before: int, width: int) -> None:
        if not self._sharing and section < len(self.rows.columns):
            column = self.rows.columns[section]
            self._drawn[column] = width
            self.widened.emit(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.share_width()

    # rows

    @property
    def row(self) -> Row | None:
        """The row with the keyboard."""
        return self.rows.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    @property
    def number(self) -> int | None:
        """The number of the row with the keyboard."""
        return self.rows.number_at(self.currentIndex().row())

    @property
    def selected_numbers(self) -> list[int]:
        """The numbers of the rows that are marked, in their order."""
        chosen = self.selectionModel().selection()
        ranges = sorted((chosen.at(one).top(), chosen.at(one).bottom()) for one in range(chosen.count()))
        numbers = (self.rows.number_at(row) for top, bottom in ranges for row in range(top, bottom + 1))
        return list(dict.fromkeys(one for one in numbers if one is not None))

    def change(self, doing: Callable[[], object]) -> None:
        """Change what the model shows; what is marked stays marked, and stays where it is seen."""
        self._moving = True
        current, marked = self.number, set(self.selected_numbers)
        scroll = self.verticalScrollBar()
        seen = self._top_of(current)
        place = scroll.value()
        doing()
        self.share_width()
        flags = QItemSelectionModel.SelectionFlag
        row = self.rows.row_of(current)
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flags.ClearAndSelect | flags.Rows)
            for number in marked - {current}:
                other = self.rows.row_of(number)
                if other >= 0:
                    self.selectionModel().select(self.rows.index(other, 0), flags.Select | flags.Rows)
        scroll.setValue(row * row_height() - seen if row >= 0 and seen is not None else place)
        self._moving = False

    def _top_of(self, number: int | None) -> int | None:
        """Return where in the view a row begins, ``None`` where it cannot be seen."""
        row = self.rows.row_of(number)
        top = row * row_height() - self.verticalScrollBar().value()
        return top if row >= 0 and -row_height() < top < self.viewport().height() else None

    def mark(self, number: int | None) -> None:
        """Mark the row of ``number``; the first row where it is not shown."""
        row = self.rows.row_of(number)
        if row < 0:
            row = next(
                (one for one in range(min(2, self.rows.rowCount())) if self.rows.number_at(one) is not None),
                0,
            )
        flags = QItemSelectionModel.SelectionFlag
        self._moving = True
        self.selectionModel().setCurrentIndex(self.rows.index(row, 0), flags.ClearAndSelect | flags.Rows)
        self._moving = False

    def _on_row(self) -> None:
        self.is_touched = self.is_touched or not self._moving
        self.marked.emit()

    def copied(self, numbers: Sequence[int]) -> str:
        """Return rows as a table of text, each column parted from the next by a tab."""
        lines = ["\t".join(t(HEADS[one]) for one in self.rows.columns)]
        for number in numbers:
            row = self.rows.row_of(number)
            lines.append("\t".join(_safe(self.rows.cell(row, one).spoken) for one in self.rows.columns))
        return "\n".join(lines) + "\n"

    def copy(self) -> None:
        """Put the marked rows on the clipboard."""
        numbers = self.selected_numbers[:COPIED_AT_MOST]
        QGuiApplication.clipboard().setText(self.copied(numbers))
        self.copied_rows.emit(len(numbers))

    def _choose(self) -> None:
        group = self.rows.group_at(self.currentIndex().row())
        if group is not None:
            self.fold_wanted.emit(group.value, not group.is_open)
        elif self.number is not None:
            self.chosen.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        viewport, height = self.viewport(), row_height()
        painter, own = QPainter(viewport), self._painter
        own.ratio = self.devicePixelRatioF()
        scrolled, count = self.verticalScrollBar().value(), self.rows.rowCount()
        first = max(scrolled // height, 0)
        width = max(viewport.width(), self.heads.length() - self.heads.offset())
        sections = [
            (number, self.columnViewportPosition(number), self.columnWidth(number))
            for number in range(len(self.rows.columns))
        ]
        seen = [one for one in sections if one[1] < viewport.width() and one[1] + one[2] > 0]
        here, focused, chosen = self.currentIndex().row(), self.hasFocus(), self.selectionModel()
        below = count * height - scrolled
        if below < viewport.height():
            surface = theme.tokens().tone("surface")
            painter.fillRect(0, below, viewport.width(), viewport.height() - below, surface)
        for row in range(first, min(first + viewport.height() // height + 2, count)):
            place = QRect(0, row * height - scrolled, width, height)
            standing = Standing(chosen.isRowSelected(row), row == here, focused)
            own.row(painter, row, place, seen, standing)
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, copy, fold and unfold the group under the keyboard."""
        key = Qt.Key(event.key())
        group = self.rows.group_at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif group is not None and (key in _FOLDING or key == Qt.Key.Key_Space):
            self.fold_wanted.emit(group.value, _FOLDING.get(key, not group.is_open))
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a group by a click on the sign before its head."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        group = self.rows.group_at(index.row()) if index.isValid() else None
        left = QPoint(int(event.position().x()) + self.heads.offset(), 0).x()
        if group is not None and event.button() == Qt.MouseButton.LeftButton and left < 2 * AIR + icons.SMALL:
            self.fold_wanted.emit(group.value, not group.is_open)


def _safe(words: str) -> str:
    """Return the words of a cell so that no spreadsheet takes them for a formula."""
    flat = plain(words)
    return f"'{flat}" if is_dangerous(flat) else flat
