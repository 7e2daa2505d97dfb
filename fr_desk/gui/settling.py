"""What keeps the checks still while somebody types: when they may move, and how one looks that is settled meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from fr_desk.gui import icons, theme
from fr_desk.gui.language import t
from fr_desk.i18n import N_

SETTLED_AFTER = 350
"""Milliseconds without a change after which what is settled goes."""
SETTLED = N_("Settled")


def is_typing() -> bool:
    """Tell whether the keyboard is in a field for words, where every letter changes an answer."""
    return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)


class Veil(QWidget):
    """Lies over a widget that is settled and keeps its place a moment longer; says so in a word with a tick."""

    def __init__(self, over: QWidget) -> None:
        """Cover ``over`` as long as the veil is shown."""
        super().__init__(over)
        self.setAccessibleName(t(SETTLED))
        self._over = over
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of what is covered."""
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grey what is below, and draw the word at the right."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours.tone("surface"))
        ground.setAlphaF(0.72)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
        painter.setFont(theme.font("secondary", bold=True))
        words, height = t(SETTLED), painter.fontMetrics().height() + 8
        width = painter.fontMetrics().horizontalAdvance(words) + 36
        label = QRectF(self.width() - width - 8, 8, width, min(height, self.height() - 10))
        painter.setBrush(colours.tone("met_ground"))
        painter.drawRoundedRect(label, 6, 6)
        mark = label.left() + 9, label.top() + (label.height() - 14) / 2
        painter.drawPixmap(
            round(mark[0]), round(mark[1]), icons.pixmap("check", "met", 14, self.devicePixelRatioF())
        )
        painter.setPen(colours.tone("met"))
        painter.drawText(label.adjusted(28, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, words)


class Settling:
    """Mixed into a widget about a finding: it can be settled and hold its height while somebody types."""

    _veil: Veil | None = None

    @property
    def is_settled(self) -> bool:
        """Whether what it is about is gone and only its place is kept."""
        return self._veil is not None

    def settle(self, *, on: bool) -> None:
        """Show that what it is about is gone, or that it is back."""
        assert isinstance(self, QWidget)
        if on and self._veil is None:
            self._veil = Veil(self)
        elif not on and self._veil is not None:
            self.removeEventFilter(self._veil)
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None

    def hold_height(self) -> None:
        """Grow if it must, but do not shrink until :meth:`let_go`."""
        assert isinstance(self, QWidget)
        if self.height() > self.minimumHeight() and self.isVisible():
            self.setMinimumHeight(self.height())

    def let_go(self) -> None:
        """Be as high as the words need."""
        assert isinstance(self, QWidget)
        if self.minimumHeight():
            self.setMinimumHeight(0)
