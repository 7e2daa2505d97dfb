"""Editors inside the cells: one line, the words that fit below it. Enter goes down, Ctrl+Enter fills the selection."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from fr_desk.domain.schema import FieldSpec
from fr_desk.gui import language, theme
from fr_desk.gui.devices.looks import dress_list
from fr_desk.gui.devices.model import DeviceModel
from fr_desk.gui.editors.choices import NO, NONE_OF_THESE, YES
from fr_desk.gui.language import t
from fr_desk.gui.theme import CONTROLS
from fr_desk.rules.sentences import name_of
from fr_desk.services.devices.cells import Reader

Index = QModelIndex | QPersistentModelIndex
ENDING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
"""Keys that end the editing of a cell."""


def words_for(model: DeviceModel, spec: FieldSpec) -> list[str]:
    """Return the words a cell offers: entries of its list, yes and no, names of zones or activities."""
    if spec.choices is not None:
        return [t(choice.label) for choice in spec.choices]
    if spec.kind == "bool":
        return [t(YES), t(NO)]
    if spec.refers_to:
        items = getattr(model.dossier, spec.refers_to) or {}
        names = [name_of(model.dossier, f"{spec.refers_to}.{key}", language.current()) for key in items]
        return [*names, t(NONE_OF_THESE)] if spec.kind == "refs" else names
    return []


class CellLine(QLineEdit):
    """The line in which a cell is edited.

    Signals:
        ended: Enter or Tab was pressed, with what was held.
    """

    ended = Signal(object, object)

    def __init__(self, parent: QWidget, model: DeviceModel, spec: FieldSpec) -> None:
        """Make the line for ``spec``, with the words that fit."""
        super().__init__(parent)
        self._model, self._spec = model, spec
        self.setProperty("cell", True)
        self.setAccessibleName(t(spec.asks))
        self._words = words_for(model, spec)
        self._popup = QListView()
        dress_list(self._popup)
        self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._popup.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._offered = QCompleter(self._words, self)
        self._offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self._offered.setMaxVisibleItems(12)
        self._offered.setPopup(self._popup)
        self._offered.setWidget(
            self
        )  # not its completer: what is pointed at must not become the text by itself
        self._offered.activated.connect(self._take)
        if self._words and spec.kind != "refs":
            self.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        """Show the words that fit; point at the first unless what is typed is understood as it is."""
        self._offered.setCompletionPrefix(text)
        if not text or not self._offered.completionCount():
            self._popup.hide()
            return
        self._open()
        known = Reader(self._model.dossier).read(self._spec, text).why is None
        first = QModelIndex() if known else self._offered.completionModel().index(0, 0)
        self._popup.setCurrentIndex(first)

    def offer_all(self) -> None:
        """Show all words, the chosen one marked."""
        if not self._words or self._spec.kind == "refs":
            return
        self._offered.setCompletionPrefix("")
        self._open()
        if self.text() in self._words:
            row = self._words.index(self.text())
            self._popup.setCurrentIndex(self._offered.completionModel().index(row, 0))

    def _open(self) -> None:
        """Open the list below the line, wide enough for its words."""
        self._offered.complete(QRect(0, 0, max(self.width(), 280), self.height()))

    @property
    def is_offering(self) -> bool:
        """Whether words are shown below the line."""
        return self._popup.isVisible()

    def _take(self, words: str) -> None:
        self.setText(words)
        self.ended.emit(Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier)

    def event(self, event: QEvent) -> bool:
        """End with Enter or Tab, also while words are shown: those get the keys first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENDING:
            index = self._popup.currentIndex()
            if self.is_offering and index.isValid():
                self.setText(str(index.data()))
            self._popup.hide()
            self.window().activateWindow()  # a list that was shown may have been the active window
            self.ended.emit(Qt.Key(event.key()), event.modifiers())
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all words with the down arrow, as a list box does."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_F4} and not self.is_offering:
            self.offer_all()
            return
        super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Makes the editors and draws the ring of the current cell.

    Signals:
        fill_wanted: the text goes into every selected cell.
        moved: the keyboard goes on, by rows and by columns.
    """

    fill_wanted = Signal(str)
    moved = Signal(int, int)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the line for a cell."""
        model = index.model()
        assert isinstance(model, DeviceModel)
        line = CellLine(parent, model, model.spec(index.column()))
        line.ended.connect(lambda key, held: self._end(line, key, held))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what the cell says."""
        assert isinstance(editor, CellLine)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Give what was typed to the table."""
        assert isinstance(editor, CellLine)
        assert isinstance(model, DeviceModel)
        model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Let the line fill its cell; a narrow cell lends it some room."""
        place = option.rect
        place.setWidth(max(place.width(), 120))
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Enter and Tab to the line."""
        if isinstance(event, QKeyEvent) and event.key() in ENDING:
            return False
        return super().eventFilter(watched, event)

    def _end(self, line: CellLine, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        """Go on as spreadsheets do: Enter down, Tab to the right, Ctrl+Enter into all that is selected."""
        hints = QStyledItemDelegate.EndEditHint
        if held & Qt.KeyboardModifier.ControlModifier:
            text = line.text()
            self.closeEditor.emit(line, hints.RevertModelCache)
            self.fill_wanted.emit(text)
            return
        self.commitData.emit(line)
        self.closeEditor.emit(line, hints.NoHint)
        back = -1 if held & Qt.KeyboardModifier.ShiftModifier or key == Qt.Key.Key_Backtab else 1
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.moved.emit(back, 0)
        elif key in ENDING:
            self.moved.emit(0, back)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, and a ring around the one that has the keyboard."""
        super().paint(painter, option, index)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(theme.tokens().tone("accent"), CONTROLS.ring))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
