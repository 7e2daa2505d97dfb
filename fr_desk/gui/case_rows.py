"""Cases in a list: one row each, with the place, the kind of venue, the year and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fr_desk.gui.home import KIND_ICONS
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.list_row import ListRow
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.rules.cases import Case


def place_of(case: Case) -> str:
    """Return year, country and kind of venue of a case in one line."""
    return " · ".join((case.date[:4], t(case.jurisdiction.label), t(case.venue.label)))


class CaseRow(ListRow):
    """One case in the list."""

    def __init__(self, case: Case) -> None:
        """Name ``case``."""
        title, place, outcome = say(case.title), place_of(case), say(case.outcome)
        super().__init__(title, f"{place}. {outcome}", QHBoxLayout())
        self.case = case
        self.box.setSpacing(10)
        self.box.addWidget(Icon(KIND_ICONS[case.venue], "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        for line in (Prose(title, "strong"), Prose(place, "secondary"), OneLine(outcome, "secondary")):
            words.addWidget(self.see_through(line))
        self.box.addLayout(words, 1)
