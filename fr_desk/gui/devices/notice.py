"""One sentence in a strip, with what can be done about it; nothing at all where there is nothing to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from fr_desk.gui.arrange import Aside, Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Strip
from fr_desk.gui.theme import CONTROLS


class Notice(Strip):
    """The strip."""

    def __init__(self, tone: str = "open") -> None:
        """Say nothing yet; ``tone`` is the usual colour."""
        super().__init__(tone)
        self._usual = tone
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 7, 12, 7)
        self.text = ""
        self.setVisible(False)

    def say(
        self,
        sentence: str,
        *,
        tone: str = "",
        action: str = "",
        icon: str = "",
        press: Callable[[], object] | None = None,
    ) -> None:
        """Say a sentence, or nothing where it is empty.

        Args:
            sentence: what is to be said.
            tone: the colour; the usual one if empty.
            action: words of a button beside it.
            icon: of the button.
            press: what the button does.
        """
        empty(self._box)
        self.text, self._tone = sentence, tone or self._usual
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        if not sentence:
            return
        words = Prose(sentence)
        words.setProperty("tone", self._tone)
        if press is None:
            self._box.addWidget(words)
        else:
            aside, actions = Aside(gap=12), Flow()
            actions.add(button(action, icon=icon, kind="fix", press=press))
            words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            words.setMinimumHeight(CONTROLS.button)
            aside.add(words)
            aside.add(actions)
            self._box.addWidget(aside)
        self.update()
