"""A line under the top bar that says what is special about the open file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_


class Banner(QWidget):
    """One sentence across the window, until it is closed."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._tone = "open"
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 6, 10, 6)
        box.setSpacing(10)
        self._icon = Icon("info", "open")
        self._words = Prose()
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._close = button(t(N_("Close this line")), icon="x", kind="icon", press=self.hide)
        box.addWidget(self._icon)
        box.addWidget(self._words, 1)
        box.addWidget(self._close)
        self.setVisible(False)

    def say(self, words: str, tone: str = "open") -> None:
        """Show ``words``, in the colour of an outcome, or nothing at all where they are empty."""
        self._tone = tone
        self._icon.show_icon({"open": "info", "met": "file-check", "breached": "triangle-alert"}[tone], tone)
        self._words.setText(words)
        self.setVisible(bool(words))
        self.update()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the hairline below it."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.tone(f"{self._tone}_ground"))
        painter.fillRect(0, self.height() - colours.edge, self.width(), colours.edge, colours.tone("line"))
