"""A card under a title and a sentence."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card


class TitledCard(QWidget):
    """A section of a page: title, one quiet sentence, and a card for whatever stands there."""

    def __init__(self, title: str, intro: str, *, hidden: bool = True) -> None:
        """Lay the section with an empty card; ``hidden`` until there is something on it."""
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(2)
        box.addWidget(Prose(title, "section"))
        box.addWidget(Prose(intro, "secondary"))
        box.addSpacing(10)
        self.card = Card()
        self.card.box.setSpacing(14)
        box.addWidget(self.card)
        if hidden:
            self.setVisible(False)
