"""The list of the search: headings with the number found, and below each what was found, painted line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from fr_desk.gui import icons, theme
from fr_desk.gui.findable import KINDS, Found
from fr_desk.gui.language import t
from fr_desk.i18n import N_

RECENT = "recent"
LATELY = N_("Chosen lately")
OF_ALL = N_("{count} of {total}")
Index = QModelIndex | QPersistentModelIndex


class Section:
    """A heading of the list: its words and how many were found, of which some are shown."""

    def __init__(self, kind: str, shown: int, total: int) -> None:
        """Head ``shown`` of ``total`` things of ``kind``."""
        self.title = t(LATELY if kind == RECENT else KINDS[kind])
        self.number = str(total) if shown == total else t(OF_ALL, count=shown, total=total)


class Rows(QAbstractListModel):
    """What the list shows."""

    def __init__(self, parent: QObject) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.rows: Sequence[Section | Found] = ()

    def show_rows(self, rows: Sequence[Section | Found]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row, and those a screen reader speaks."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if isinstance(row, Found) else f"{row.title}: {row.number}"
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Found):
            return "\n".join(part for part in (row.title, row.detail()) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that headings cannot be chosen."""
        found = isinstance(self.rows[index.row()], Found)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if found else Qt.ItemFlag.ItemIsEnabled


class Painter(QStyledItemDelegate):
    """Draws the rows."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a line with air, headings and all."""
        return QSize(200, QFontMetrics(theme.font("body")).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a heading, or what was found with its place and keys."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, room = _row(index), QRect(option.rect)
        if isinstance(row, Section):
            self._draw_section(painter, row, room)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._draw_found(painter, row, room, chosen=chosen)
        painter.restore()

    @staticmethod
    def _draw_section(painter: QPainter, row: Section, room: QRect) -> None:
        painter.setPen(theme.tokens().tone("muted"))
        painter.setFont(theme.font("secondary", bold=True))
        inner = room.adjusted(10, 4, -12, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, row.title)
        painter.setFont(theme.font("secondary"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.number)

    def _draw_found(self, painter: QPainter, row: Found, room: QRect, *, chosen: bool) -> None:
        colours, ratio = theme.tokens(), painter.device().devicePixelRatioF()
        if chosen:
            painter.setPen(colours.tone("accent") if colours.edge == 2 else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tone("accent_soft"))
            painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), 6, 6)
        top = room.top() + (room.height() - 16) // 2
        painter.drawPixmap(room.left() + 10, top, icons.pixmap(row.icon, row.tone, 16, ratio))
        inner = room.adjusted(36, 0, -12, 0)
        inner.setRight(inner.right() - self._draw_keys(painter, row.keys, inner))
        painter.setFont(theme.font("body"))
        metrics = painter.fontMetrics()
        detail = row.detail()
        wanted = metrics.horizontalAdvance(row.title)
        least = min(
            QFontMetrics(theme.font("secondary")).horizontalAdvance(detail) + 18, inner.width() * 2 // 5
        )
        title = QRect(inner)
        title.setWidth(min(wanted + 2, inner.width() - (least if detail else 0)))
        painter.setPen(colours.tone("accent" if chosen else "ink"))
        self._draw_line(painter, title, row.title)
        painter.setFont(theme.font("secondary"))
        painter.setPen(colours.tone("muted"))
        rest = QRect(inner)
        rest.setLeft(title.right() + 16)
        self._draw_line(painter, rest, detail, Qt.AlignmentFlag.AlignRight)

    @staticmethod
    def _draw_line(
        painter: QPainter, room: QRect, words: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        line = words.replace("\n", " ")
        shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | side, shown)

    @staticmethod
    def _draw_keys(painter: QPainter, keys: str, room: QRect) -> int:
        """Draw a shortcut as a key cap at the right; return the width it took."""
        if not keys:
            return 0
        colours = theme.tokens()
        painter.setFont(theme.font("secondary"))
        width, height = painter.fontMetrics().horizontalAdvance(keys) + 14, painter.fontMetrics().height() + 4
        cap = QRectF(room.right() - width, room.center().y() - height / 2 + 1, width, height)
        painter.setPen(colours.tone("line"))
        painter.setBrush(colours.tone("surface"))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(colours.tone("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
        return width + 12


def _row(index: Index) -> Section | Found:
    model = index.model()
    assert isinstance(model, Rows)
    return model.rows[index.row()]


class FoundList(QListView):
    """The list itself. It never has the keyboard: the field above moves its mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.rows = Rows(self)
        self.setModel(self.rows)
        self.setItemDelegate(Painter(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.entered.connect(self._on_entered)

    def _on_entered(self, index: QModelIndex) -> None:
        if isinstance(_row(index), Found):
            self.setCurrentIndex(index)

    @property
    def current(self) -> Found | None:
        """What is marked."""
        index = self.currentIndex()
        row = _row(index) if index.isValid() else None
        return row if isinstance(row, Found) else None

    @property
    def choices(self) -> list[int]:
        """The rows that can be chosen."""
        return [number for number, row in enumerate(self.rows.rows) if isinstance(row, Found)]

    def mark(self, row: int) -> None:
        """Mark a row, and bring it into view with the heading above it."""
        if row > 0 and isinstance(self.rows.rows[row - 1], Section):
            self.scrollTo(self.rows.index(row - 1))
        self.setCurrentIndex(self.rows.index(row))
        self.scrollTo(self.rows.index(row))

    def go_on(self, places: int) -> None:
        """Move the mark so many places up or down; at the ends it stays."""
        choices = self.choices
        if choices:
            here = self.currentIndex().row()
            at = choices.index(here) if here in choices else -1
            self.mark(choices[max(0, min(at + places, len(choices) - 1))])

    def move_section(self, way: int) -> None:
        """Move the mark to the first line of the next section, or of the one before."""
        firsts = [number + 1 for number, row in enumerate(self.rows.rows) if isinstance(row, Section)]
        here = self.currentIndex().row()
        if way > 0:
            self.mark(next((row for row in firsts if row > here), firsts[0] if firsts else 0))
        else:
            self.mark(next((row for row in reversed(firsts) if row < here), firsts[-1] if firsts else 0))

    @property
    def page(self) -> int:
        """How many lines fit into the list."""
        height = self.sizeHintForRow(self.choices[0]) if self.choices else 30
        return max(1, self.viewport().height() // max(height, 1) - 1)
