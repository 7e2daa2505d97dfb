"""The painted lines of the checks: a finding in two lines for long lists, a quiet line of one icon and a few words.

They are painted, not put together from widgets, so that hundreds stay quick.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fr_desk.gui import icons, theme
from fr_desk.gui.buttons import OUTCOME_ICONS
from fr_desk.gui.guide import Guide
from fr_desk.gui.language import say
from fr_desk.gui.pressable import Pressable
from fr_desk.gui.settling import Settling
from fr_desk.rules.findings import Finding, Outcome


class PaintedLine(Pressable, QAbstractButton):
    """A button that takes the whole width and paints itself."""

    def __init__(self) -> None:
        """Make a button without words."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow line: the words give way."""
        return QSize(40, self.sizeHint().height())

    def draw_ground(self, painter: QPainter, ground: str) -> None:
        """Draw the ground under the pointer, and the edge around what has the keyboard."""
        if self.underMouse() or self.hasFocus():
            colours = theme.tokens()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(colours.tone("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(colours.tone(ground))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)

    @staticmethod
    def draw_words(painter: QPainter, room: QRect, words: str) -> None:
        """Draw as many of ``words`` as fit into ``room``."""
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class LineButton(PaintedLine):
    """One quiet line: an icon and as many of its words as there is room for; its tool tip has all of them."""

    def __init__(self, icon: str, words: str, press: Callable[[], object], *, fold: bool = False) -> None:
        """Make the line.

        Args:
            icon: name of the icon before the words; a fold has its arrow there.
            words: the line.
            press: what a press does.
            fold: whether it opens and closes what is below it.
        """
        super().__init__()
        self._icon, self._fold = icon, fold
        self.setCheckable(fold)
        self.show_words(words)
        self.clicked.connect(lambda _on=False: press())

    def show_words(self, words: str) -> None:
        """Show other words."""
        if words != self.text():
            self.setText(words.replace("&", "&&"))
            self._words = words
            self.setAccessibleName(words)
            self.setToolTip(words)

    def sizeHint(self) -> QSize:
        """Return the height of one line with a little air."""
        return QSize(160, self.fontMetrics().height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and words."""
        painter = QPainter(self)
        self.draw_ground(painter, "accent_soft")
        name = ("chevron-down" if self.isChecked() else "chevron-right") if self._fold else self._icon
        top = (self.height() - 14) // 2
        painter.drawPixmap(2, top, icons.pixmap(name, "muted", 14, self.devicePixelRatioF()))
        painter.setFont(theme.font("secondary", bold=self._fold))
        painter.setPen(theme.tokens().tone("ink" if self._fold else "muted"))
        self.draw_words(painter, self.rect().adjusted(22, 0, -4, 0), self._words)


class FindingRow(PaintedLine, Settling):
    """One finding in two lines, for the long lists of what is to answer and what is in order."""

    def __init__(self, finding: Finding, subject: str, guide: Guide) -> None:
        """Show ``finding``, which is about ``subject``."""
        super().__init__()
        self._guide = guide
        self.show_finding(finding, subject)
        self.clicked.connect(self._go)

    def show_finding(self, finding: Finding, subject: str, *, many: bool = False) -> None:
        """Show ``finding``, which is about ``subject``; if ``many``, the subject names several places."""
        self.finding, self.is_many = finding, many
        self._title = say(finding.title)
        self._words = say(finding.message) if finding.outcome is Outcome.OPEN and not many else subject
        self.setAccessibleName(f"{self._title}. {self._words}")
        self.setToolTip(self._words)
        self.update()

    def _go(self) -> None:
        finding = self.finding
        self._guide.go_to(finding.missing[0] if finding.missing else finding.path, finding.step)

    def sizeHint(self) -> QSize:
        """Return the height of two lines, or of one."""
        lines = 2 if self._words else 1
        return QSize(200, lines * self.fontMetrics().height() + 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon, title and words."""
        colours, painter = theme.tokens(), QPainter(self)
        tone = self.finding.outcome.value
        self.draw_ground(painter, "bg")
        painter.drawPixmap(8, 8, icons.pixmap(OUTCOME_ICONS[tone], tone, 15, self.devicePixelRatioF()))
        height = self.fontMetrics().height()
        painter.setPen(colours.tone("ink"))
        self.draw_words(painter, QRect(32, 5, self.width() - 40, height), self._title)
        painter.setFont(theme.font("secondary"))
        painter.setPen(colours.tone("muted"))
        self.draw_words(painter, QRect(32, 5 + height, self.width() - 40, height), self._words)
