"""How the rows of the portfolio are drawn: pills for outcomes, icons with words for files, heads of groups.

Whole rows are drawn at once, and words are laid out once: a page of rows must be there within a frame of scrolling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from fr_desk.gui import icons, theme
from fr_desk.gui.inspector.table_model import Group, TableModel, head_words
from fr_desk.gui.inspector.words import NUMBERS, Cell
from fr_desk.gui.theme import CORNERS, SPACE

AIR = SPACE.small + 1
"""Between the edge of a cell and its words."""
PILL = 7
"""Between the edge of a pill and its words."""
_MOST = 6_000
"""Words that are kept laid out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a row stands among the others: it is chosen, it has the keyboard, the keyboard is in the table."""

    chosen: bool
    here: bool
    focused: bool


class _Type:
    """One font, and words laid out in it."""

    def __init__(self, font: QFont) -> None:
        self.font, self.metrics = font, QFontMetrics(font)
        self.height = self.metrics.height()
        self._widths: dict[str, int] = {}
        self._fitting: dict[tuple[str, int], tuple[QStaticText, int]] = {}

    def width(self, words: str) -> int:
        """Return the width of words in one line."""
        found = self._widths.get(words)
        if found is None:
            if len(self._widths) > _MOST:
                self._widths.clear()
            found = self._widths[words] = self.metrics.horizontalAdvance(words)
        return found

    def fitting(self, words: str, room: int) -> tuple[QStaticText, int]:
        """Return as many of the words as fit, and their width."""
        whole = self.width(words)
        key = words, -1 if whole <= room else room
        found = self._fitting.get(key)
        if found is None:
            if len(self._fitting) > _MOST:
                self._fitting.clear()
            shown = words
            if whole > room:
                shown = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0))
            text = QStaticText(shown)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            text.prepare(font=self.font)
            found = self._fitting[key] = (text, whole if shown is words else self.width(shown))
        return found


class RowPainter:
    """Draws rows in the theme of the moment."""

    def __init__(self, model: TableModel) -> None:
        """Draw what is in ``model``."""
        self._model = model
        self._plain, self._bold = _Type(theme.font()), _Type(theme.font(bold=True))
        self._small = _Type(theme.font("secondary"))
        self._tones: dict[str, QColor] = {}
        self._icons: dict[tuple[str, str, float], QPixmap] = {}
        self._edge = theme.tokens().edge
        self.ratio = 1.0

    def row(
        self,
        painter: QPainter,
        row: int,
        place: QRect,
        sections: Sequence[tuple[int, int, int]],
        standing: Standing,
    ) -> None:
        """Draw one row.

        Args:
            painter: of the viewport.
            row: which.
            place: of the row in the viewport.
            sections: number, left edge and width of the columns that are seen.
            standing: how it stands among the others.
        """
        group = self._model.group_at(row)
        lit = standing.chosen or (standing.here and not standing.focused)
        ground = "accent_soft" if lit else "sunken" if group is not None else "surface"
        painter.fillRect(place, self._tone(ground))
        if group is not None:
            self._head(painter, place, group)
        else:
            for number, left, width in sections:
                column = self._model.columns[number]
                room = QRect(left + AIR, place.top(), width - 2 * AIR, place.height())
                self._cell(painter, room, self._model.cell(row, column), is_number=column in NUMBERS)
        self._edges(painter, place, standing)

    def _edges(self, painter: QPainter, place: QRect, standing: Standing) -> None:
        accent = standing.here and standing.focused
        if accent or (standing.chosen and self._edge > 1):
            painter.fillRect(place.left(), place.top(), place.width(), 2, self._tone("accent"))
            painter.fillRect(place.left(), place.bottom() - 1, place.width(), 2, self._tone("accent"))
        else:
            painter.fillRect(place.left(), place.bottom(), place.width(), 1, self._tone("line"))

    def _head(self, painter: QPainter, place: QRect, group: Group) -> None:
        side = icons.SMALL
        sign = self._icon("chevron-down" if group.is_open else "chevron-right", "muted", side)
        painter.drawPixmap(AIR, place.top() + (place.height() - side) // 2, sign)
        room = QRect(AIR + side + 6, place.top(), place.width() - side - 3 * AIR, place.height())
        self._words(painter, room, head_words(group), self._bold, "ink")

    def _cell(self, painter: QPainter, room: QRect, cell: Cell, *, is_number: bool) -> None:
        if not cell.text:
            return
        if cell.pill:
            self._pill(painter, room, cell)
            return
        if cell.icon:
            side = icons.SMALL
            top = room.top() + (room.height() - side) // 2
            painter.drawPixmap(room.left(), top, self._icon(cell.icon, cell.tone, side))
            room = room.adjusted(side + 3, 0, 0, 0)
        kind = self._bold if cell.bold else self._plain
        note = min(self._small.width(cell.note) + SPACE.small, room.width() // 2) if cell.note else 0
        words = room.adjusted(0, 0, -note, 0)
        if is_number:
            words.setLeft(max(words.left(), words.right() + 1 - kind.width(cell.text)))
        end = self._words(painter, words, cell.text, kind, cell.tone)
        if cell.note:
            rest = QRect(end + SPACE.small, room.top(), room.right() - end - SPACE.small + 1, room.height())
            self._words(painter, rest, cell.note, self._small, "review")

    def _words(self, painter: QPainter, room: QRect, words: str, kind: _Type, tone: str) -> int:
        """Draw words at the left of ``room``, and return where they end."""
        text, width = kind.fitting(words, room.width())
        painter.setFont(kind.font)
        painter.setPen(self._tone(tone))
        painter.drawStaticText(room.left(), room.top() + (room.height() - kind.height) // 2, text)
        return room.left() + width

    def _pill(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        width = min(self._bold.width(cell.text) + 2 * PILL, room.width())
        height = min(self._bold.height + 3, room.height() - 4)
        pill = QRectF(room.left(), room.top() + (room.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._tone(cell.tone), 1) if self._edge > 1 else Qt.PenStyle.NoPen)
        painter.setBrush(self._tone(f"{cell.tone}_ground"))
        painter.drawRoundedRect(pill, CORNERS.small, CORNERS.small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        words = room.adjusted(PILL, 0, width - room.width() - PILL + 2, 0)
        self._words(painter, words, cell.text, self._bold, cell.tone)

    def _tone(self, name: str) -> QColor:
        found = self._tones.get(name)
        if found is None:
            found = self._tones[name] = theme.tokens().tone(name)
        return found

    def _icon(self, name: str, tone: str, side: int) -> QPixmap:
        key = name, tone, self.ratio
        found = self._icons.get(key)
        if found is None:
            found = self._icons[key] = icons.pixmap(name, tone, side, self.ratio)
        return found


def row_height() -> int:
    """Return the height of a row at the chosen size of text."""
    return QFontMetrics(theme.font()).height() + 13
