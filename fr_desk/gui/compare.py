"""Two dates compared: what the law of the one makes of the venue that the law of the other does not."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.gui import icons, language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.dates import DateField
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_
from fr_desk.rules.comparison import OUTCOME_WORDS, Change, Kind, compare
from fr_desk.rules.findings import Finding
from fr_desk.rules.sentences import name_of

TITLE = N_("Compare two dates")
INTRO = N_("The same answers under the law of two days; nothing about this assessment changes.")
HEADINGS: dict[Kind, str] = {
    "appeared": N_("Appears ({count})"),
    "disappeared": N_("Disappears ({count})"),
    "outcome": N_("Changes ({count})"),
    "words": N_("Same outcome, other words or articles ({count})"),
}
SAME = N_("Nothing differs between these two dates.")
NEEDS_BOTH = N_("Choose both dates.")
WAS, NOW = N_("was: {outcome}"), N_("now: {outcome}")
SHOWN = 15
"""Changes of one kind that are listed; the rest is counted."""


class Compare(QWidget):
    """The comparison, folded until it is wanted."""

    def __init__(self, guide: Guide) -> None:
        """Show only the way in."""
        super().__init__()
        self._guide = guide
        self._shown: tuple[Dossier, dt.date | None, dt.date | None] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self.fold = button(t(TITLE), icon="chevron-right", kind="quiet", press=self._unfold)
        box.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.is_open = False
        self._card: Card | None = None
        self._box = box

    def _unfold(self) -> None:
        if self._card is None:
            self._card = self._make()
            self._box.addWidget(self._card)
        self.is_open = not self.is_open
        self._card.setVisible(self.is_open)
        self.fold.setIcon(icons.icon("chevron-down" if self.is_open else "chevron-right", air=4))
        if self.is_open:
            self.refresh()
            self.before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> Card:
        card = Card()
        card.box.setSpacing(10)
        card.box.addWidget(Prose(t(INTRO), "secondary"))
        today = self._guide.document.assessment.as_of
        self.before = DateField(t(N_("First date")), _a_year_before(today))
        self.after = DateField(t(N_("Second date")), today)
        fields = Flow(gap=24, line_gap=10)
        for field in (self.before, self.after):
            field.setMinimumWidth(310)
            field.chosen.connect(self.refresh)
            fields.add(field)
        card.box.addWidget(fields)
        self._results = QVBoxLayout()
        self._results.setSpacing(8)
        card.box.addLayout(self._results)
        return card

    def refresh(self) -> None:
        """Compare again if the answers or the dates are others than before."""
        if not self.is_open:
            return
        state = self._guide.document.dossier, self.before.day, self.after.day
        if self._shown is not None and state[0] is self._shown[0] and state[1:] == self._shown[1:]:
            return
        self._shown = state
        empty(self._results)
        dossier, first, second = state
        if first is None or second is None:
            self._results.addWidget(Prose(t(NEEDS_BOTH), "muted"))
            return
        found = compare(services.assess(dossier, first), services.assess(dossier, second))
        for kind in HEADINGS:
            self._list(kind, found.of(kind))
        if not found.changes:
            self._results.addWidget(Prose(t(SAME), "muted"))

    def _list(self, kind: Kind, changes: tuple[Change, ...]) -> None:
        if not changes:
            return
        self._results.addWidget(Prose(t(HEADINGS[kind], count=len(changes)), "question"))
        for change in sorted(changes, key=_weight)[:SHOWN]:
            self._results.addWidget(self._line(change))
        if len(changes) > SHOWN:
            self._results.addWidget(Prose(t(N_("and {count} more"), count=len(changes) - SHOWN), "secondary"))

    def _line(self, change: Change) -> QWidget:
        finding = change.finding
        line = QWidget()
        outer = QHBoxLayout(line)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        tone = finding.outcome.value
        gone = change.after is None
        icon, ink = ("history", "muted") if gone else (OUTCOME_ICONS[tone], tone)
        outer.addWidget(Icon(icon, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Prose(say(finding.title), "strong"))
        words.addWidget(Prose(self._state(change), "secondary"))
        outer.addLayout(words, 1)
        return line

    def _state(self, change: Change) -> str:
        item, dossier = change.finding.item, self._guide.document.dossier
        subject = name_of(dossier, item, language.current()) if item else ""
        was, now = _outcome(WAS, change.before), _outcome(NOW, change.after)
        if change.kind == "words":
            was = ""
        return " · ".join(part for part in (subject, was, now) if part)


def _weight(change: Change) -> int:
    return list(OUTCOME_WORDS).index(change.finding.outcome)


def _outcome(words: str, finding: Finding | None) -> str:
    return t(words, outcome=t(OUTCOME_WORDS[finding.outcome])) if finding else ""


def _a_year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))
