"""The steps at the left of the desk, each with its state, and how many questions are left."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fr_desk.forms.progress import Count, Progress, StepState
from fr_desk.forms.question import Step
from fr_desk.gui import icons, theme
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.focus import press_or_move
from fr_desk.gui.language import t
from fr_desk.gui.pressable import Pressable
from fr_desk.gui.progress_words import left_words, matter_words, unknown_words
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_

NEXT_SHORT = N_("Next question")
NEXT = N_("Next question that matters")
NEXT_TIP = N_("Next question that matters (Ctrl+Enter)")
STATE_WORDS = {
    "breached": N_("{count} to change"),
    "review": N_("{count} to decide"),
    "open": N_("{count} to answer"),
    "met": N_("in order"),
    "": "",
}


class StepButton(Pressable, QAbstractButton):
    """One step of the rail."""

    moved = Signal(int)

    def __init__(self, step: Step, number: int) -> None:
        """Make the button of ``step``, the ``number``-th."""
        super().__init__()
        self.step, self._words, self._state = step, t(step.title), StepState()
        self._number = number
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setToolTip(f"{self._words} (Alt+{number})")
        self.setAccessibleName(self._words)

    def sizeHint(self) -> QSize:
        """Return room for icon, words and state, and the height of a large target."""
        words = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self._words)
        return QSize(max(180, words + 39 + 49), max(36, self.fontMetrics().height() + 14))

    def minimumSizeHint(self) -> QSize:
        """Return the height that is left of it in a low window."""
        return QSize(120, self.fontMetrics().height() + 8)

    def show_state(self, state: StepState, count: Count | None = None, *, held: bool = False) -> None:
        """Show another state; the tip says how many questions of the step are left, and what they can change."""
        if state != self._state:
            self._state = state
            self.update()
        said = [t(STATE_WORDS[state.tone], count=state.count)] if state.tone else []
        if count is not None and count.left:
            said += [left_words(count), matter_words(count, held=held)]
        words = "\n".join(filter(None, said))
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            self.setToolTip(f"{self._words} (Alt+{self._number})\n{words}")

    @property
    def state(self) -> StepState:
        """The state shown."""
        return self._state

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up and down between the steps, choose with Enter."""
        if not press_or_move(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon, words and state."""
        colours, ratio = theme.tokens(), self.devicePixelRatioF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, middle = self.isChecked(), self.height() // 2
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if chosen or self.underMouse():
            painter.setPen(
                QPen(colours.tone("accent"), 2) if chosen and colours.edge == 2 else Qt.PenStyle.NoPen
            )
            painter.setBrush(colours.tone("accent_soft" if chosen else "sunken"))
            painter.drawRoundedRect(ground, 8, 8)
        tone = "accent" if chosen else "muted"
        painter.drawPixmap(10, middle - 9, icons.pixmap(self.step.icon, tone, 18, ratio))
        right = self._draw_state(painter, middle, ratio)
        font = self.font()
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(colours.tone("accent" if chosen else "ink"))
        room = self.rect().adjusted(39, 0, right - self.width() - 6, 0)
        words = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if self.hasFocus():
            painter.setPen(QPen(colours.tone("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 8, 8)

    def _draw_state(self, painter: QPainter, middle: int, ratio: float) -> int:
        """Draw icon and count of the state; return where they begin."""
        if not self._state.tone:
            return self.width() - 10
        right = self.width() - 10
        if self._state.count:
            font = theme.font("secondary", bold=True)
            painter.setFont(font)
            painter.setPen(theme.tokens().tone(self._state.tone))
            words = str(self._state.count)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(right - width, 0, width, self.height(), Qt.AlignmentFlag.AlignVCenter, words)
            right -= width + 4
        painter.drawPixmap(
            right - 15, middle - 8, icons.pixmap(OUTCOME_ICONS[self._state.tone], self._state.tone, 15, ratio)
        )
        return right - 15


class Rail(QFrame):
    """The steps, and the progress below them.

    Signals:
        chosen: the id of a step.
        next_wanted: to go to the next question that matters.
    """

    chosen = Signal(str)
    next_wanted = Signal()

    def __init__(self, steps: tuple[Step, ...]) -> None:
        """Make the rail of ``steps``."""
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(t(N_("Steps")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(10, 12, 10, 4)
        box.setSpacing(3)
        self.buttons: dict[str, StepButton] = {}
        for number, step in enumerate(steps, 1):
            made = StepButton(step, number)
            made.clicked.connect(lambda _on, step=step: self.chosen.emit(step.id))
            made.moved.connect(lambda way, step=step: self._move(step.id, way))
            self.buttons[step.id] = made
            box.addWidget(made)
        self.setFixedWidth(max(theme.RAIL, 20 + max(one.sizeHint().width() for one in self.buttons.values())))
        box.addStretch()
        scroll.setWidget(body)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._make_progress())

    def _make_progress(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setContentsMargins(20, 6, 20, 12)
        box.setSpacing(5)
        self._left, self._matters, self._unknown = Prose(), Prose(role="secondary"), Prose(role="secondary")
        self._unknown.setVisible(False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(t(N_("Progress")))
        for widget in (self._left, self._bar, self._matters, self._unknown):
            box.addWidget(widget)
        self.next = button(t(NEXT_SHORT), icon="arrow-right", kind="link", press=self.next_wanted.emit)
        self.next.setToolTip(t(NEXT_TIP))
        self.next.setVisible(False)
        row = QHBoxLayout()
        row.addWidget(self.next)
        row.addStretch()
        box.addLayout(row)
        return box

    def _move(self, step: str, way: int) -> None:
        ids = list(self.buttons)
        there = ids.index(step) + way
        if 0 <= there < len(ids):
            self.buttons[ids[there]].setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, step: str) -> None:
        """Mark the step that is shown."""
        self.buttons[step].setChecked(True)

    def show_progress(self, found: Progress) -> None:
        """Show the states of the steps, how many questions are left, and how many of those matter."""
        for step, state in found.states.items():
            self.buttons[step].show_state(state, found.steps[step], held=found.held)
        total = found.total
        self._left.setText(left_words(total))
        self._bar.setRange(0, max(total.asked, 1))
        self._bar.setValue(total.asked - total.left if total.asked else 0)
        self._matters.setText(matter_words(total) or " ")
        self._matters.setToolTip(matter_words(total, held=found.held))
        self._unknown.say(unknown_words(total))
        self.next.setVisible(bool(total.left))

    def take_focus(self) -> None:
        """Give the keyboard to the step that is shown."""
        for made in self.buttons.values():
            if made.isChecked():
                made.setFocus(Qt.FocusReason.TabFocusReason)
