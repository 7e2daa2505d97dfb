"""The rows of a list: one painted button per item with its answers in columns, so that hundreds stay quick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import FieldSpec, Value
from fr_desk.gui import icons, language, theme
from fr_desk.gui.buttons import OUTCOME_ICONS
from fr_desk.gui.focus import press_or_move
from fr_desk.gui.guide import OUTCOME_WORDS
from fr_desk.gui.language import t
from fr_desk.gui.pressable import Pressable
from fr_desk.i18n import N_
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import name_of, shown

NOT_ANSWERED = N_("Not answered")
NOT_NAMED = N_("Not named yet")
_LEFT, _RIGHT, _LEAST = 9, 64, 84
"""Room at the left, room for outcome and arrow at the right, least width of a column."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WEIGHTS = {"bool": 10, "choice": 15, "ref": 14, "integer": 9, "date": 10, "long_text": 20}


def columns(specs: Sequence[FieldSpec], width: int) -> list[tuple[FieldSpec, QRect]]:
    """Return the columns that have room in a row of ``width``, with their places."""
    room = width - _LEFT - _RIGHT
    fitting = specs[: max(1, room // _LEAST)]
    weights = [_WEIGHTS.get(spec.kind, 16) for spec in fitting]
    places, x = [], _LEFT
    for spec, weight in zip(fitting, weights, strict=True):
        own = room * weight // sum(weights)
        places.append((spec, QRect(x, 0, own if spec is fitting[-1] else own - 8, 0)))
        x += own
    return places


def _height_of(words: str, width: int, font: QFont) -> int:
    """Return the height of ``words`` in a column of ``width``; most rows say the same few."""
    return _height(words, width, font.key())


@lru_cache(maxsize=2048)
def _height(words: str, width: int, key: str) -> int:
    font = QFont()
    font.fromString(key)
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, 9999), _WRAPPED, words).height()


def _grow_with_width(widget: QWidget) -> None:
    """Let a row be as high as its cells need."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class HeaderRow(QWidget):
    """The titles of the columns, over a hairline."""

    def __init__(self, specs: Sequence[FieldSpec]) -> None:
        """Show the titles of ``specs``."""
        super().__init__()
        self._specs = specs
        _grow_with_width(self)

    def sizeHint(self) -> QSize:
        """Return the height of one line with air."""
        return QSize(200, self.fontMetrics().height() + 12)

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the longest title with air."""
        font, places = theme.font("secondary"), columns(self._specs, width)
        return 12 + max(_height_of(t(spec.title), place.width(), font) for spec, place in places)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the titles."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setFont(theme.font("secondary"))
        painter.setPen(colours.tone("muted"))
        for spec, place in columns(self._specs, self.width()):
            room = QRect(place.x(), 0, place.width(), self.height())
            painter.drawText(room, _WRAPPED, t(spec.title))
        painter.fillRect(0, self.height() - colours.edge, self.width(), colours.edge, colours.tone("line"))


class ItemRow(Pressable, QAbstractButton):
    """One item of a collection in a line; pressing it opens the item below."""

    moved = Signal(int)

    def __init__(self, path: str, collection: FieldSpec, specs: Sequence[FieldSpec]) -> None:
        """Make a row for the item at ``path``."""
        super().__init__()
        self.path = path
        self._collection, self._specs = collection, specs
        self._cells: list[str | bool | None] = []
        self._outcome: Outcome | None = None
        self._seen: tuple[object, ...] = ()
        self._heights: dict[int, int] = {}
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        _grow_with_width(self)

    def sizeHint(self) -> QSize:
        """Return the height of one line with air."""
        return QSize(200, self.fontMetrics().height() + 18)

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the longest choice with air; a name is never more than a line high."""
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the type changes."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights.clear()
        super().changeEvent(event)

    def _height_at(self, width: int) -> int:
        self.ensurePolished()
        font = self.font()
        heights = [
            _height_of(self._words(spec, cell, first=False), place.width(), font)
            for (spec, place), cell in zip(columns(self._specs, width), self._cells, strict=False)
            if not isinstance(cell, bool) and _is_ours(spec, cell)
        ]
        return max([self.fontMetrics().height(), *heights]) + 18

    def show_item(self, item: Value, dossier: Dossier) -> bool:
        """Show the answers of ``item``, and tell whether the row may want another height.

        Parts of a dossier that did not change are the same objects as before.
        """
        seen = (item, *(getattr(dossier, spec.refers_to) for spec in self._specs if spec.refers_to))
        if len(seen) == len(self._seen) and all(
            new is old for new, old in zip(seen, self._seen, strict=True)
        ):
            return False
        self._seen = seen
        cells = [self._cell(spec, getattr(item, spec.name), dossier) for spec in self._specs]
        if cells == self._cells:
            return False
        self._cells = cells
        self._heights.clear()
        self._name_it(dossier)
        self.update()
        grows = self.heightForWidth(self.width()) != self.height()
        if grows:
            self.updateGeometry()
        return grows

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show the icon of the worst finding about the item, or none."""
        if outcome is not self._outcome:
            self._outcome = outcome
            self.update()
            self.setAccessibleDescription(t(OUTCOME_WORDS[outcome]) if outcome else "")

    @property
    def outcome(self) -> Outcome | None:
        """The worst outcome shown."""
        return self._outcome

    def _name_it(self, dossier: Dossier) -> None:
        words = [shown(cell, language.current()) for cell in self._cells[1:] if cell is not None]
        self.setAccessibleName(", ".join([name_of(dossier, self.path, language.current()), *words]))

    @staticmethod
    def _cell(spec: FieldSpec, value: Any, dossier: Dossier) -> str | bool | None:
        if value is None or isinstance(value, bool):
            return value
        lang = language.current()
        if spec.kind == "ref":
            return name_of(dossier, f"{spec.refers_to}.{value}", lang)
        return shown(value, lang).replace("\n", " ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down between the rows, open and close with Enter."""
        if not press_or_move(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, cells, outcome and arrow."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(0, 1, 0, -2)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.tone("accent_soft" if self.isChecked() else "bg"))
            painter.drawRoundedRect(ground, 6, 6)
        for number, ((spec, place), cell) in enumerate(
            zip(columns(self._specs, self.width()), self._cells, strict=False)
        ):
            room = QRect(place.x(), 0, place.width(), self.height() - 1)
            self._draw_cell(painter, room, cell, spec, first=number == 0)
        middle, ratio = (self.height() - 16) // 2, self.devicePixelRatioF()
        arrow = "chevron-up" if self.isChecked() else "chevron-down"
        painter.drawPixmap(self.width() - 25, middle, icons.pixmap(arrow, "muted", 16, ratio))
        if self._outcome:
            tone = self._outcome.value
            painter.drawPixmap(self.width() - 50, middle, icons.pixmap(OUTCOME_ICONS[tone], tone, 16, ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(0, self.height() - colours.edge, self.width(), colours.edge, colours.tone("line"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.tone("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(1, 0, -1, 0), 6, 6)

    @staticmethod
    def _words(spec: FieldSpec, cell: str | None, *, first: bool) -> str:
        empty = NOT_NAMED if first and spec.kind == "text" else NOT_ANSWERED
        return t(empty) if cell is None else cell

    def _draw_cell(
        self, painter: QPainter, room: QRect, cell: str | bool | None, spec: FieldSpec, *, first: bool
    ) -> None:
        colours = theme.tokens()
        if isinstance(cell, bool):
            name, tone = ("check", "met") if cell else ("x", "muted")
            top = (self.height() - 16) // 2
            painter.drawPixmap(room.left(), top, icons.pixmap(name, tone, 16, self.devicePixelRatioF()))
            return
        words = self._words(spec, cell, first=first)
        painter.setPen(colours.tone("muted" if cell is None else "ink"))
        font = self.font()
        font.setBold(first and self.isChecked())
        painter.setFont(font)
        flags = _WRAPPED
        if not _is_ours(spec, cell):
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            flags ^= int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, words)


def _is_ours(spec: FieldSpec, cell: str | None) -> bool:
    """Tell whether a cell shows words of ours, which are never cut; a name the user gave may end in dots."""
    return cell is None or spec.kind not in {"text", "long_text", "ref"}
