"""What pages have that lead on from the list: the bar with the way back, and the rail with what is wished for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_


class PageHead(QFrame):
    """The bar."""

    def __init__(self, title: str) -> None:
        """Show ``title``."""
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(max(theme.TOP_BAR, theme.width(46)))
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(18, 0, 18, 0)
        self.box.setSpacing(14)
        self.back = button(t(N_("Back to the list")), icon="undo-2")
        self._title, self.facts = OneLine(title, "name"), OneLine(role="muted")
        self._title.setMinimumWidth(self._title.sizeHint().width())
        self.box.addWidget(self.back)
        self.box.addWidget(self._title)
        self.box.addWidget(self.facts, 1)


class WishRail(QScrollArea):
    """The rail at the left, filled from top to bottom."""

    def __init__(self, width: int) -> None:
        """Begin an empty one.

        Args:
            width: in the design's pixels.
        """
        super().__init__()
        self.setObjectName("rail")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.width(width))
        body = QWidget()
        self.box = QVBoxLayout(body)
        self.box.setContentsMargins(18, SPACE.large, 18, SPACE.large)
        self.box.setSpacing(SPACE.small)
        self.setWidget(body)
