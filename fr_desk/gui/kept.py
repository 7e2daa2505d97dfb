"""How long the law lets an activity's data be kept, in one sentence with its articles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fr_desk.gui.explanations import Citations
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Strip
from fr_desk.rules.clocks import FACES, ActivityClocks

SUMMED = frozenset({"video", *FACES})
"""Kinds of data that the sentence about the activity speaks of; the others have a note of their own."""


class KeptNote(Strip):
    """The sentence about the chosen activity; nothing while neither video nor faces are known to be taken."""

    def __init__(self, guide: Guide) -> None:
        """Say nothing yet."""
        super().__init__("accent_soft")
        self._guide = guide
        self.shown: ActivityClocks | None = None
        self._citations: Citations | None = None
        outer = QHBoxLayout(self)
        outer.setContentsMargins(14, 11, 14, 11)
        outer.setSpacing(12)
        outer.addWidget(Icon("timer-reset", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(6)
        self.sentence = Prose()
        self._words.addWidget(self.sentence)
        outer.addLayout(self._words, 1)
        self.setVisible(False)

    def show_clocks(self, clocks: ActivityClocks | None) -> None:
        """Show how long the data of one activity may be kept."""
        if clocks == self.shown:
            return
        self.shown = clocks
        if self._citations is not None:
            self._words.removeWidget(self._citations)
            self._citations.hide()
            self._citations.deleteLater()
            self._citations = None
        sentence = say(clocks.sentence) if clocks else ""
        self.sentence.setText(sentence)
        if clocks and sentence:
            cited = dict.fromkeys(
                citation
                for clock in clocks.clocks
                if clock.certain and clock.data in SUMMED
                for limit in clock.limits
                for citation in limit.citations
            )
            labels = [(one, self._guide.citation_label(one)) for one in cited]
            self._citations = Citations(labels, self._guide.show_article)
            self._words.addWidget(self._citations)
        self.setVisible(bool(sentence))
