"""The tree of filters: ticked with the space bar or a click, folded with the arrows."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from fr_desk.gui import icons, theme
from fr_desk.gui.inspector.facet_model import FacetModel
from fr_desk.gui.language import t
from fr_desk.gui.theme import CORNERS, SPACE
from fr_desk.i18n import N_, spell_number
from fr_desk.inspection.wanted import Facet

_BOX = 13
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FacetTree(QTreeView):
    """The tree.

    Signals:
        folded: a facet, and whether its values are shown.
    """

    folded = Signal(str, bool)

    def __init__(self, model: FacetModel) -> None:
        """Show ``model``."""
        super().__init__()
        self.facets = model
        self.setObjectName("facets")
        self.setModel(model)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(t(N_("Filters")))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.expanded.connect(lambda index: self.folded.emit(model.facet_at(index), False))
        self.collapsed.connect(lambda index: self.folded.emit(model.facet_at(index), True))
        self.setStyleSheet(
            "#facets, #facets::item, #facets::item:selected, #facets::item:hover"
            " { background: transparent; border: none; padding: 0; }"
        )

    def fold(self, folded: frozenset[Facet]) -> None:
        """Fold the facets of which nothing is to be seen, and unfold the others."""
        self.blockSignals(True)
        for number, facet in enumerate(self.facets.facets):
            self.setExpanded(self.facets.index(number, 0), facet not in folded)
        self.blockSignals(False)

    def act(self, index: QModelIndex) -> None:
        """Tick a value, or fold a facet."""
        if self.facets.value_at(index) is None:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.facets.pick(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on what was clicked."""
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.act(index)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act with space and Enter."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.currentIndex().isValid():
                self.act(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Draws facets and their values."""

    def __init__(self, tree: FacetTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self._plain, self._bold, self._small = theme.font(), theme.font(bold=True), theme.font("secondary")
        self._height = QFontMetrics(self._plain).height()

    def editorEvent(self, *_args: object) -> bool:
        """Leave clicks to the tree: the whole line answers them."""
        return False

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a line; a facet has air above it."""
        is_facet = self._tree.facets.value_at(index) is None
        return QSize(10, self._height + (SPACE.large if is_facet else 7))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        colours, model = theme.tokens(), self._tree.facets
        rect: QRect = option.rect
        state = option.state
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(rect).adjusted(3, 1, -3, -1)
        if index == self._tree.currentIndex() and self._tree.hasFocus():
            painter.setPen(QPen(colours.tone("accent"), 2))
            painter.drawRoundedRect(ring, CORNERS.small, CORNERS.small)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(colours.tone("outline"), 1) if colours.edge > 1 else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tone("sunken"))
            painter.drawRoundedRect(ring, CORNERS.small, CORNERS.small)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        room = rect.adjusted(12, 0, -12, 0)
        value, facet = model.value_at(index), model.facet_at(index)
        if value is None:
            self._facet(painter, room, index, str(index.data()), chosen=model.has_choice(facet))
        elif value.is_more:
            painter.setFont(self._small)
            painter.setPen(colours.tone("accent"))
            self._words(painter, room.adjusted(_BOX + 7, 0, 0, 0), value.words)
        else:
            ticked = model.is_ticked(facet, value.value)
            self._box(painter, room, ticked=ticked, chosen=ticked and model.has_choice(facet))
            painter.setFont(self._plain)
            count = spell_number(value.count)
            painter.setPen(colours.tone("muted"))
            painter.drawText(room, _RIGHT, count)
            width = painter.fontMetrics().horizontalAdvance(count)
            painter.setPen(colours.tone("ink" if ticked and value.count else "muted"))
            self._words(painter, room.adjusted(_BOX + 7, 0, -width - 8, 0), value.words)

    def _facet(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
        words: str,
        *,
        chosen: bool,
    ) -> None:
        colours, side = theme.tokens(), icons.TINY
        painter.setFont(self._bold)
        painter.setPen(colours.tone("accent" if chosen else "ink"))
        line = room.adjusted(0, SPACE.small, -side - 6, 0)
        self._words(painter, line, words)
        is_open = self._tree.isExpanded(index)
        ratio = painter.device().devicePixelRatio()
        sign = icons.pixmap("chevron-down" if is_open else "chevron-right", "muted", side, ratio)
        painter.drawPixmap(room.right() - side + 1, line.top() + (line.height() - side) // 2, sign)

    def _box(self, painter: QPainter, room: QRect, *, ticked: bool, chosen: bool) -> None:
        colours = theme.tokens()
        top = room.top() + (room.height() - _BOX) / 2
        box = QRectF(room.left() + 0.5, top, _BOX, _BOX)
        painter.setPen(QPen(colours.tone("accent" if ticked else "outline"), colours.edge))
        painter.setBrush(colours.tone("accent" if ticked else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if ticked:
            ratio = painter.device().devicePixelRatio()
            sign = icons.pixmap("check", "on_accent", _BOX - 2, ratio)
            painter.setOpacity(1.0 if chosen else 0.75)
            painter.drawPixmap(int(box.left()) + 1, int(box.top()) + 1, sign)
            painter.setOpacity(1.0)

    def _words(self, painter: QPainter, room: QRect, words: str) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.drawText(room, _LEFT, shown)
