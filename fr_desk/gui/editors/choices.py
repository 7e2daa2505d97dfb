"""Editors of closed answers: yes or no, one of a list, several of a list. No answer is always an answer of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from fr_desk.gui import icons, theme
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Chip, Segment, segment_width
from fr_desk.gui.editors.editor import CalmCombo, Editor, Place
from fr_desk.gui.language import t
from fr_desk.i18n import N_

YES, NO = N_("Yes"), N_("No")
NOT_KNOWN = N_("Not known yet")
NONE_OF_THESE = N_("None of these")
CHOOSE = N_("Choose…")
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_WIDEST = 420
"""Greatest width of a combo box."""
_SEGMENTS_AT_MOST, _ROOM_FOR_SEGMENTS = 4, 480
"""A list is shown as segments if it has few entries, and they take little room in a line."""


class SegmentedEditor(Editor):
    """One of a few answers side by side, and “not known yet”; none of them is marked while nothing was said."""

    says_unknown = True

    def __init__(self, place: Place, options: Sequence[tuple[Any, str]]) -> None:
        """Make the segments for ``options``, values with their words."""
        super().__init__(place)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._group = QButtonGroup(self)
        self._values: list[Any] = []
        self._value: Any = None
        self._unknown = False
        everything = [*options, (None, t(NOT_KNOWN))]
        for number, (value, words) in enumerate(everything):
            segment = Segment(words, quiet=value is None, first=number == 0, last=value is None)
            segment.setAccessibleDescription(place.words)
            segment.installEventFilter(self)
            self._group.addButton(segment, number)
            self._values.append(value)
            box.addWidget(segment)
        self._group.idClicked.connect(self._on_clicked)
        self._mark()

    def segment(self, value: Any) -> Segment:
        """Return the segment that stands for ``value``, that for “not known yet” for ``None``."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, Segment)
        return found

    @property
    def current(self) -> int:
        """The number of the segment from which the arrows go on: the marked one, else the last."""
        return self._values.index(self._value)

    def show_value(self, value: Any) -> None:
        """Mark the segment of ``value``."""
        self._value = value
        self._mark()

    def show_unknown(self, on: bool) -> None:
        """Mark “not known yet”, or nothing."""
        if on is not self._unknown:
            self._unknown = on
            self._mark()

    def _mark(self) -> None:
        current = self.segment(self._value)
        marked = current if self._value is not None or self._unknown else None
        self._group.setExclusive(False)
        for segment in self._group.buttons():
            segment.setChecked(segment is marked)
        self._group.setExclusive(True)
        for segment in self._group.buttons():  # one stop of the Tab key, from which arrows lead on
            tab = segment is current
            segment.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tab else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(current)

    def _on_clicked(self, number: int) -> None:
        value, unknown = self._values[number], self._unknown
        had_focus = self._group.button(number).hasFocus()
        if value is not None:
            self.edited.emit(value, False)
        else:
            self.unknown.emit(self._value is not None or not unknown)
        self._mark()
        if had_focus:
            self._group.button(number).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the neighbour with an arrow, also while nothing is chosen."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            way = _ARROWS.get(Qt.Key(event.key()))
            segments = self._group.buttons()
            if way is not None and watched in segments:
                there = segments.index(watched) + way
                if 0 <= there < len(segments):
                    segments[there].setFocus(Qt.FocusReason.TabFocusReason)
                    segments[there].click()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the answer back with Delete or Backspace."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            if self._value is not None:
                self.edited.emit(None, False)
            elif self._unknown:
                self.unknown.emit(False)
            self.segment(None).setFocus()
            return
        super().keyPressEvent(event)


class YesNoEditor(SegmentedEditor):
    """Yes, no, or not known yet."""

    def __init__(self, place: Place) -> None:
        """Make the three segments."""
        super().__init__(place, [(True, t(YES)), (False, t(NO))])


class Combo(CalmCombo):
    """A combo box with our arrow, as wide as its longest entry."""

    def sizeHint(self) -> QSize:
        """Return room for the longest entry."""
        self.ensurePolished()
        entries = (self.itemText(row) for row in range(self.count()))
        longest = max((self.fontMetrics().horizontalAdvance(words) for words in entries), default=0)
        return QSize(min(max(longest, 80) + 50, _WIDEST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a narrow box; what does not fit ends in “…”."""
        return QSize(min(self.sizeHint().width(), 140), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, its words and the arrow."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.width() - 46
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        arrow = icons.pixmap("chevron-down", "muted", 15, self.devicePixelRatioF())
        QPainter.drawPixmap(painter, self.width() - 25, (self.height() - 15) // 2, arrow)


class ChoiceEditor(Editor):
    """One of a long list, in a combo box whose first entry is no answer."""

    def __init__(self, place: Place) -> None:
        """Make the combo box."""
        super().__init__(place)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.combo = Combo()
        self.combo.setAccessibleName(place.words)
        self.combo.setMaxVisibleItems(14)
        self._values: list[Any] = []
        self._fill()
        self.combo.activated.connect(self._on_chosen)
        self.combo.left.connect(self.left)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)
        box.addWidget(self.combo)
        self.setFocusProxy(self.combo)

    def options(self) -> list[tuple[Any, str]]:
        """Return the values of the list with their words."""
        choices = self.place.spec.choices
        return [(choice, t(choice.label)) for choice in choices or ()]

    def _fill(self) -> None:
        entries = [(None, t(CHOOSE)), *self.options()]
        self._values = [value for value, _ in entries]
        self.combo.clear()
        self.combo.addItems([words for _, words in entries])
        self.combo.updateGeometry()

    def show_value(self, value: Any) -> None:
        """Show the entry of ``value``."""
        self.combo.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def _on_chosen(self, index: int) -> None:
        self.edited.emit(self._values[index], False)


class ChoicesEditor(Editor):
    """Several of a list: chips to mark, and one for none of them."""

    def __init__(self, place: Place) -> None:
        """Make the chips."""
        super().__init__(place)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._flow = Flow()
        box.addWidget(self._flow)
        self._chips: dict[Any, Chip] = {}
        self._none: Chip | None = None
        self._fill()

    def options(self) -> list[tuple[Any, str]]:
        """Return the values of the list with their words."""
        choices = self.place.spec.choices
        return [(choice, t(choice.label)) for choice in choices or ()]

    def _fill(self) -> None:
        for old in list(self._flow.children_in_order):
            self._flow.drop(old)
        self._chips = {value: self._chip(words) for value, words in self.options()}
        for chip in self._chips.values():
            chip.clicked.connect(self._on_marked)
        self._none = self._chip(t(NONE_OF_THESE))
        self._none.clicked.connect(self._on_none)
        self.setFocusProxy(next(iter(self._chips.values()), self._none))

    def _chip(self, words: str) -> Chip:
        chip = Chip(words)
        chip.setAccessibleDescription(self.place.words)
        self._flow.add(chip)
        chip.show()
        return chip

    def chip(self, value: Any) -> Chip:
        """Return the chip that stands for ``value``, the one for none of them for ``None``."""
        found = self._none if value is None else self._chips[value]
        assert found is not None
        return found

    def show_value(self, value: Any) -> None:
        """Mark the chips of ``value``: no tuple is no answer, an empty one is none of them."""
        for one, chip in self._chips.items():
            chip.setChecked(one in (value or ()))
        self.chip(None).setChecked(value == ())

    def _on_marked(self, _on: bool) -> None:
        marked = tuple(value for value, chip in self._chips.items() if chip.isChecked())
        self.chip(None).setChecked(False)
        self.edited.emit(marked or None, False)

    def _on_none(self, on: bool) -> None:
        for chip in self._chips.values():
            chip.setChecked(False)
        self.edited.emit(() if on else None, False)


def choice_editor(place: Place) -> Editor:
    """Return segments for a short list with short words, a combo box for any other and where room is dear."""
    options = [(choice, t(choice.label)) for choice in place.spec.choices or ()]
    if place.compact or len(options) > _SEGMENTS_AT_MOST:
        return ChoiceEditor(place)
    room = sum(segment_width(words) for words in (*(words for _, words in options), t(NOT_KNOWN)))
    most = _ROOM_FOR_SEGMENTS * (1 + theme.text_scale()) / 2  # pages grow less than the text
    return SegmentedEditor(place, options) if room <= most else ChoiceEditor(place)
