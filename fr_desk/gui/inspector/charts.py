"""Charts of what is shown: bars that are counted from the filters, and that filter when they are pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from fr_desk.gui import theme
from fr_desk.gui.buttons import button
from fr_desk.gui.focus import press_or_move
from fr_desk.gui.inspector.look import part_of
from fr_desk.gui.inspector.words import COUNTED, value_words
from fr_desk.gui.language import t
from fr_desk.gui.pressable import Pressable
from fr_desk.gui.prose import OneLine
from fr_desk.gui.surfaces import Card
from fr_desk.gui.theme import CORNERS, SPACE
from fr_desk.i18n import N_, spell_number
from fr_desk.inspection.wanted import Facet, Wanted

BARS = 5
"""Bars of a chart: the longest."""
TITLES: dict[Facet, str] = {
    "pattern": N_("Most frequent problems"),
    "kind": N_("By kind"),
    "district": N_("By district"),
}
_TONES: dict[Facet, str] = {"pattern": "breached", "kind": "accent", "district": "accent"}
_ROOM_FOR_THREE = 960
_THICK = 8
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
Counts = Mapping[Facet, Sequence[tuple[str, int]]]


class Bar(Pressable, QAbstractButton):
    """One bar: words, a length, a number.

    Signals:
        moved: the keyboard goes on to another bar.
    """

    moved = Signal(int)

    def __init__(self, tone: str) -> None:
        """Make a bar in the colour of ``tone``."""
        super().__init__()
        self._tone, self._words, self._count, self._most = tone, "", 0, 1
        self.value, self.room_for_words = "", theme.width(112)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, value: str, words: str, count: int, most: int, *, picked: bool) -> None:
        """Show how many have a value, beside the ``most`` that any has."""
        self.value, self._words, self._count, self._most = value, words, count, max(most, 1)
        self.setChecked(picked)
        name = t(COUNTED, outcome=words, count=spell_number(count))
        if name != self.accessibleName():
            self.setAccessibleName(name)
            self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(160, QFontMetrics(theme.font("secondary")).height() + 5)

    def minimumSizeHint(self) -> QSize:
        """Return a short bar."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick with Enter as with the space bar; go on with the arrows."""
        if not press_or_move(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font("secondary", bold=self.isChecked())
        painter.setFont(font)
        metrics = painter.fontMetrics()
        count = spell_number(self._count)
        right = max(metrics.horizontalAdvance(count), metrics.horizontalAdvance("00,000"))
        room = self.rect().adjusted(2, 0, -2, 0)
        words = min(self.room_for_words, room.width() // 2)
        painter.setPen(colours.tone("muted"))
        painter.drawText(room, _RIGHT, count)
        painter.setPen(colours.tone("accent" if self.isChecked() or self.underMouse() else "ink"))
        name = room.adjusted(0, 0, words - room.width() - 6, 0)
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, _LEFT, shown)
        track = QRectF(
            room.left() + words, (self.height() - _THICK) / 2, room.width() - words - right - 8, _THICK
        )
        painter.setPen(QPen(colours.tone("line"), 1) if colours.edge > 1 else Qt.PenStyle.NoPen)
        painter.setBrush(colours.tone("sunken"))
        painter.drawRoundedRect(track, 3, 3)
        length = track.width() * self._count / self._most
        if self._count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.tone(self._tone))
            painter.drawRoundedRect(QRectF(track.left(), track.top(), max(length, 4), _THICK), 3, 3)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.tone("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNERS.small, CORNERS.small)


class Chart(Card):
    """The longest bars of one facet.

    Signals:
        picked: a facet and a value.
        turned: the other facet is to be counted here.
    """

    picked = Signal(str, str)
    turned = Signal()

    def __init__(self, facet: Facet) -> None:
        """Make the chart of ``facet``."""
        super().__init__(margins=(18, 12, 18, 10))
        self.facet = facet
        self.box.setSpacing(1)
        line = QHBoxLayout()
        line.addStrut(QFontMetrics(theme.font("secondary")).height() + 8)
        self._title = OneLine(t(TITLES[facet]), "strong")
        self.turn = button("", kind="link", press=self.turned.emit)
        self.turn.setVisible(False)
        line.addWidget(self._title, 1)
        line.addWidget(self.turn)
        self.box.addLayout(line)
        self.box.addSpacing(SPACE.tight)
        self.bars = [Bar(_TONES[facet]) for _ in range(BARS)]
        for number, bar in enumerate(self.bars):
            bar.clicked.connect(lambda _on=False, bar=bar: self.picked.emit(self.facet, bar.value))
            bar.moved.connect(lambda way, number=number: self._move(number + way))
            self.box.addWidget(bar)
        self.nothing = OneLine(role="muted")
        self.box.addWidget(self.nothing)
        self.box.addStretch()

    def _move(self, number: int) -> None:
        if 0 <= number < BARS and self.bars[number].isVisible():
            self.bars[number].setFocus(Qt.FocusReason.TabFocusReason)

    def show_counts(self, counts: Counts, wanted: Wanted) -> None:
        """Show the most frequent values."""
        longest = [one for one in counts.get(self.facet, ()) if one[1]][:BARS]
        most = max((count for _, count in longest), default=1)
        chosen = part_of(wanted, self.facet)
        metrics = QFontMetrics(theme.font("secondary", bold=True))
        widths = [metrics.horizontalAdvance(value_words(self.facet, value)) for value, _ in longest]
        for bar in self.bars:
            bar.room_for_words = max([theme.width(84), *widths]) + SPACE.medium
        for bar, counted in zip(self.bars, [*longest, *[None] * BARS], strict=False):
            bar.setVisible(counted is not None)
            if counted is not None:
                value, count = counted
                words = value_words(self.facet, value)
                bar.show_count(value, words, count, most, picked=value in chosen)
        self.nothing.setText("" if longest else t(N_("None among what is shown.")))
        self.nothing.setVisible(not longest)

    def offer(self, facet: Facet) -> None:
        """Offer to count another facet here, or none where it is this one's own."""
        self.turn.setText(t(TITLES[facet]))
        self.turn.setAccessibleName(t(TITLES[facet]))
        self.turn.setVisible(facet != self.facet)


class Charts(QWidget):
    """The charts side by side, as many as there is room for.

    Signals:
        picked: a facet and a value.
        turned: which facet is to be counted where there is no room for all.
    """

    picked = Signal(str, str)
    turned = Signal(str)

    def __init__(self, by: Facet) -> None:
        """Show nothing yet; ``by`` is counted where there is no room for three."""
        super().__init__()
        self._by = by
        self.charts = [Chart("pattern"), Chart("kind"), Chart("district")]
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.medium)
        for chart in self.charts:
            box.addWidget(chart, 1)
            chart.picked.connect(self.picked)
        self.charts[1].turned.connect(lambda: self._turn("district"))
        self.charts[2].turned.connect(lambda: self._turn("kind"))
        self._arrange()

    def _turn(self, by: Facet) -> None:
        self._by = by
        self._arrange()
        chart = next(one for one in self.charts if one.facet == by)
        chart.turn.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit(by)

    def _arrange(self) -> None:
        wide = self.width() >= _ROOM_FOR_THREE * max(1.0, theme.text_scale())
        for chart in self.charts[1:]:
            other: Facet = "district" if chart.facet == "kind" else "kind"
            chart.offer(chart.facet if wide else other)
            chart.setVisible(wide or chart.facet == self._by)

    def show_counts(self, counts: Counts, wanted: Wanted) -> None:
        """Show other counts."""
        for chart in self.charts:
            chart.show_counts(counts, wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._arrange()
