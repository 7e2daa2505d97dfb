"""The bar above a page that leads on from the list: back, its title, and a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from fr_desk.gui import theme
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine
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
