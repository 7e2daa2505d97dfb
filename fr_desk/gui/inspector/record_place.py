"""One place of a record: why to look there, what is declared in words, and beside it what was found."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from fr_desk.domain.schema import LONG
from fr_desk.gui import language, theme
from fr_desk.gui.arrange import Aside
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.record_found import FoundCard
from fr_desk.gui.inspector.record_session import RecordSession
from fr_desk.gui.inspector.record_words import (
    article_words,
)
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import say, t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Strip
from fr_desk.i18n import N_, NP_
from fr_desk.inspection.declared import Compared
from fr_desk.inspection.spots import GROUPS, Spot, declared

DECLARED = N_("What is declared")
NOTHING = N_("The dossier says nothing about it.")
NOT_DECLARED = N_("Something not declared")
MORE_LOOKS = NP_("{count} more reason to look", "{count} more reasons to look")
BESIDE: Final = 700
"""Width from which what is declared and what was found stand side by side."""
LABELS: Final = 120
_LOOKS = 3


class Middle(QScrollArea):
    """What stands beside the list, and scrolls."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self.box = QVBoxLayout(body)
        self.box.setContentsMargins(22, 16, 22, 22)
        self.box.setSpacing(12)
        self.setWidget(body)


class PlaceView(QWidget):
    """The place."""

    def __init__(
        self, session: RecordSession, spot: Spot, row: Compared | None, undeclared: str = ""
    ) -> None:
        """Show a place, or with ``undeclared`` the observation of something not declared."""
        super().__init__()
        self._session, self.spot, self.undeclared = session, spot, undeclared
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        title = t(NOT_DECLARED) if undeclared else flat(say(spot.label))
        head.addWidget(Prose(title, "title"), 1)
        head.addWidget(Prose(t(GROUPS[spot.group]), "secondary"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addLayout(head)
        self._make_looks()
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves.setSpacing(12)
        if not undeclared:
            left = QVBoxLayout()
            left.addWidget(self._make_declared())
            left.addStretch()
            self._halves.addLayout(left, 1)
        right = QVBoxLayout()
        self.found = FoundCard(session, spot, undeclared)
        right.addWidget(self.found)
        right.addStretch()
        self._halves.addLayout(right, 1)
        self._box.addLayout(self._halves)
        self._box.addStretch()
        self.found.refresh(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is declared beside what was found where there is room."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() >= theme.width(BESIDE)
        wanted = ways.LeftToRight if wide else ways.TopToBottom
        if self._halves.direction() != wanted:
            self._halves.setDirection(wanted)

    # what is declared

    def _make_looks(self) -> None:
        looks = self.spot.looks
        if not looks:
            return
        strip = Strip("review")
        box = QVBoxLayout(strip)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(6)
        for look in looks[:_LOOKS]:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Icon("eye", "review", 16), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(Prose(flat(say(look.says)), "strong"))
            if say(look.why) != say(look.says):
                words.addWidget(Prose(flat(say(look.why), 600)))
            cited = " · ".join(article_words(f"{one.instrument}/{one.article}") for one in look.citations[:4])
            if cited:
                words.addWidget(Prose(cited, "secondary"))
            line.addLayout(words, 1)
            box.addLayout(line)
        if len(looks) > _LOOKS:
            box.addWidget(Prose(tn(*MORE_LOOKS, len(looks) - _LOOKS), "secondary"))
        self._box.addWidget(strip)

    def _make_declared(self) -> Card:
        opened = self._session.open
        assert opened is not None
        card = Card()
        card.box.setSpacing(4)
        card.box.addWidget(Prose(t(DECLARED), "section"))
        answers = declared(opened.dossier, self.spot.path, language.current())
        for title, words in answers:
            line = Aside(column=theme.width(LABELS), gap=12)
            line.add(Prose(flat(title), "muted"))
            line.add(Prose(words[:LONG]))
            card.box.addWidget(line)
        if not answers:
            card.box.addWidget(Prose(t(NOTHING), "muted"))
        return card
