"""A sentence in the middle of an empty pane: what is being made, or why nothing is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fr_desk.gui.icons import Icon
from fr_desk.gui.prose import Prose


class Message(QWidget):
    """One sentence with an icon before it."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(40, 40, 40, 40)
        box.setSpacing(12)
        self._icon, self._words = Icon("file-text", "muted", 22), Prose(role="muted")
        self._words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        box.addStretch(1)
        box.addWidget(self._icon)
        box.addWidget(self._words, 8)
        box.addStretch(1)

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something else; ``wrong`` tells whether it is a failure."""
        name, tone = ("triangle-alert", "breached") if wrong else ("file-text", "muted")
        self._icon.show_icon(name, tone)
        self._words.setText(sentence)

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()
