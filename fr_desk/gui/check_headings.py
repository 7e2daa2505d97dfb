"""The headings between the checks, which fold what is below them; and the column they and the checks stand in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fr_desk.forms.question import Step
from fr_desk.gui import icons, theme
from fr_desk.gui.arrange import Arranged, height_at
from fr_desk.gui.checks import WHEN_HELP, WHEN_WORDS, When
from fr_desk.gui.finding_row import FindingRow, PaintedLine
from fr_desk.gui.language import t
from fr_desk.gui.settling import Settling
from fr_desk.i18n import N_

HEADING = N_("{title}: {count}")
FOLDED, UNFOLDED = N_("Folded away; press to open."), N_("Press to fold away.")


class Heading(PaintedLine, Settling):
    """A line over checks: words, how many, and an arrow that folds them away."""

    def __init__(self, key: str, words: str, tip: str) -> None:
        """Make an unfolded heading.

        Args:
            key: identity among the headings.
            words: the line.
            tip: what the heading means.
        """
        super().__init__()
        self.key, self._words, self._count, self._folded = key, words, -1, False
        self.setToolTip(tip)

    def show_state(self, count: int, *, folded: bool) -> None:
        """Show how many findings are below, and whether they are folded away."""
        if (count, folded) != (self._count, self._folded):
            self._count, self._folded = count, folded
            self.setAccessibleName(t(HEADING, title=self._words, count=count))
            self.setAccessibleDescription(t(FOLDED if folded else UNFOLDED))
            self.update()

    @property
    def count(self) -> int:
        """How many findings are below."""
        return self._count

    @property
    def is_folded(self) -> bool:
        """Whether what is below is folded away."""
        return self._folded

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter; fold with the left arrow, unfold with the right."""
        wanted = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or wanted is self._folded:
            self.click()
        elif wanted is None:
            super().keyPressEvent(event)

    def _arrow(self, painter: QPainter, tone: str) -> None:
        name = "chevron-right" if self._folded else "chevron-down"
        top = (self.height() - 15) // 2
        place = self.width() - 19, top
        painter.drawPixmap(*place, icons.pixmap(name, tone, 15, self.devicePixelRatioF()))


class WhenHeading(Heading):
    """Do now, decide, later."""

    def __init__(self, when: When) -> None:
        """Make the heading of ``when``."""
        super().__init__(when.value, t(WHEN_WORDS[when]), t(WHEN_HELP[when]))

    def sizeHint(self) -> QSize:
        """Return the height of a bold line with air."""
        return QSize(160, QFontMetrics(theme.font("question", bold=True)).height() + 12)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words, number and arrow."""
        painter = QPainter(self)
        self.draw_ground(painter, "bg")
        painter.setPen(theme.tokens().tone("ink"))
        painter.setFont(theme.font("question", bold=True))
        room = self.rect().adjusted(2, 0, -24, 0)
        self.draw_words(painter, room, self._words)
        left = painter.fontMetrics().horizontalAdvance(self._words) + 12
        painter.setFont(theme.font("secondary"))
        painter.setPen(theme.tokens().tone("muted"))
        self.draw_words(painter, room.adjusted(left, 1, 0, 0), str(self._count))
        self._arrow(painter, "muted")


class StepHeading(Heading):
    """The step whose answers the checks below are about."""

    def __init__(self, key: str, step: Step) -> None:
        """Make the heading of ``step``."""
        super().__init__(key, t(step.title), t(step.title))
        self._icon = step.icon

    def sizeHint(self) -> QSize:
        """Return the height of a small line with air."""
        return QSize(160, QFontMetrics(theme.font("secondary")).height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon, words, number and arrow."""
        painter = QPainter(self)
        self.draw_ground(painter, "bg")
        top = (self.height() - 14) // 2
        painter.drawPixmap(2, top, icons.pixmap(self._icon, "muted", 14, self.devicePixelRatioF()))
        painter.setFont(theme.font("secondary", bold=True))
        painter.setPen(theme.tokens().tone("muted"))
        room = self.rect().adjusted(23, 0, -24, 0)
        self.draw_words(painter, room, self._words)
        left = painter.fontMetrics().horizontalAdvance(self._words) + 8
        painter.setFont(theme.font("secondary"))
        self.draw_words(painter, room.adjusted(left, 0, 0, 0), str(self._count))
        self._arrow(painter, "muted")


class Column(Arranged):
    """Headings, cards and rows below each other, with the air that goes between each two kinds."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._spare: list[QWidget] = []

    def place(self, widgets: list[QWidget], spare: Iterable[QWidget] = ()) -> None:
        """Hold ``widgets`` in this order; those in ``spare`` stay unseen, and the others go for good."""
        held, self._spare = [*self.children_in_order, *self._spare], list(spare)
        if widgets == self.children_in_order:
            return
        wanted, kept = set(map(id, widgets)), set(map(id, self._spare))
        for widget in [one for one in held if id(one) not in wanted]:
            widget.hide()
            if id(widget) not in kept:
                widget.deleteLater()
        for widget in widgets:
            if widget.parent() is not self:
                widget.setParent(self)
            if widget.isHidden():
                widget.show()
        self.children_in_order = list(widgets)
        self._forget()

    def arrange_now(self) -> None:
        """Put everything where it belongs before the events do."""
        self.arrange(self._inner(self.width()), move=True)

    def sizeHint(self) -> QSize:
        """Return the height at the present width."""
        return QSize(200, self.heightForWidth(self.width()))

    def arrange(self, room: QRect, *, move: bool) -> int:
        """Place the children below each other."""
        y, before = room.y(), None
        for child in self.shown:
            y += _air(before, child)
            height = height_at(child, room.width())
            if move:
                child.setGeometry(room.x(), y, room.width(), height)
            y, before = y + height, child
        return y - room.y()


def _air(before: QWidget | None, after: QWidget) -> int:
    """Return the room between two children."""
    if before is None:
        return 0
    if isinstance(after, WhenHeading):
        return 12
    if isinstance(after, StepHeading):
        return 2 if isinstance(before, WhenHeading) else 8
    if isinstance(after, FindingRow):
        return 2
    return 4 if isinstance(before, Heading) else 11
