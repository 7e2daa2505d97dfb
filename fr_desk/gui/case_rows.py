"""Cases in a list: one row each, with the place, the kind of venue, the year and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.focus import press_or_move
from fr_desk.gui.home import KIND_ICONS
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.rules.cases import Case


def place_of(case: Case) -> str:
    """Return year, country and kind of venue of a case in one line."""
    return " · ".join((case.date[:4], t(case.jurisdiction.label), t(case.venue.label)))


class CaseRow(QAbstractButton):
    """One case in the list; arrows go on to the next.

    Signals:
        moved: up (-1) or down (1).
    """

    moved = Signal(int)

    def __init__(self, case: Case) -> None:
        """Name ``case``."""
        super().__init__()
        self.case = case
        title, place, outcome = say(case.title), place_of(case), say(case.outcome)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{place}. {outcome}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._box = outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 9, 12, 9)
        outer.setSpacing(10)
        outer.addWidget(Icon(KIND_ICONS[case.venue], "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        lines: tuple[QWidget, ...] = (
            Prose(title, "strong"),
            OneLine(place, "secondary"),
            OneLine(outcome, "secondary"),
        )
        for line in lines:
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(line)
        outer.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least the words need."""
        return self._box.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """The title may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at ``width``."""
        return self._box.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter as with the space bar; go on with the arrows."""
        if not press_or_move(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground of the chosen row, and the ring of the one with the keyboard."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            plain = colours.edge == 1 or not self.isChecked()
            painter.setPen(Qt.PenStyle.NoPen if plain else QPen(colours.tone("line"), 2))
            painter.setBrush(colours.tone("accent_soft" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(room, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(colours.tone("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, 8, 8)
