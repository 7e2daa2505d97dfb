"""The filters at the left: what was saved, values with counts, days; one button shows everything again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from fr_desk.domain.choices import VenueKind
from fr_desk.gui import icons, language, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.dates import DateField
from fr_desk.gui.inspector.charts import Counts
from fr_desk.gui.inspector.facet_model import FacetModel
from fr_desk.gui.inspector.facet_tree import FacetTree
from fr_desk.gui.inspector.look import Look, between, is_filtered, picked, unfiltered, with_part
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Popover
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_
from fr_desk.inspection.wanted import Facet, Wanted
from fr_desk.inspection.words import (
    AGREEMENTS,
    PATTERNS,
    STANDINGS,
    VERDICTS,
    words_of_agreement,
    words_of_pattern,
    words_of_standing,
    words_of_verdict,
)

WIDTH, _AROUND = 200, 56
"""Least width, and what a line needs beside its words and its number."""
ANY_DAY, BETWEEN = N_("Of any date"), N_("{since} to {until}")
SINCE, UNTIL = N_("From {day}"), N_("Until {day}")


class FacetPanel(QFrame):
    """The filters.

    Signals:
        wanted: other rows are wanted.
        folded: facets of which nothing is to be seen.
        whole: facets of which all values are to be seen.
        found: what is looked for among the filters.
        saved_wanted: the list of saved filters is to be opened, at a button.
    """

    wanted = Signal(object)
    folded = Signal(object)
    whole = Signal(object)
    found = Signal(str)
    saved_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        """Show the filters of ``look`` without counts."""
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(_width())
        self._wanted, self._folded, self._whole = look.wanted, look.folded_facets, look.whole_facets
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE.small, 0, SPACE.small)
        box.setSpacing(SPACE.tight)
        box.addLayout(self._top(look.find))
        self.model = FacetModel()
        self.model.setParent(self)
        self.model.look_for(look.find, look.whole_facets)
        self.tree = FacetTree(self.model)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._menu)
        self.model.picked.connect(lambda facet, value: self._want(picked(self._wanted, facet, value)))
        self.model.more_wanted.connect(self._show_whole)
        self.tree.folded.connect(self._on_folded)
        self.tree.fold(self._folded)
        box.addWidget(self.tree, 1)
        box.addLayout(self._foot())
        self._tell()

    def _top(self, find: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 8, 0)
        line.setSpacing(2)
        self.finding = QLineEdit(find)
        self.finding.setPlaceholderText(t(N_("Find a filter")))
        self.finding.setAccessibleName(t(N_("Find a filter")))
        self.finding.textChanged.connect(self._look_for)
        self.saved = button(t(N_("Saved filters")), icon="bookmark", kind="icon")
        self.saved.clicked.connect(lambda: self.saved_wanted.emit(self.saved))
        self.clear = button(t(N_("Show everything")), icon="x", kind="icon", press=self._clear)
        line.addWidget(self.finding, 1)
        line.addWidget(self.saved)
        line.addWidget(self.clear)
        return line

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        self.dates = button("", icon="calendar", kind="link", press=self._open_dates)
        line.addWidget(self.dates)
        line.addStretch(1)
        return line

    # what is shown

    def show_counts(self, counts: Counts, wanted: Wanted) -> None:
        """Show other counts."""
        self.model.count(counts, wanted)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show what is wanted now; the counts follow."""
        self._wanted = wanted
        self._tell()

    def _tell(self) -> None:
        self.clear.setEnabled(is_filtered(self._wanted))
        words = dated(self._wanted)
        self.dates.setText(words)
        self.dates.setAccessibleName(words)

    # what is asked for

    def _want(self, wanted: Wanted) -> None:
        self.wanted.emit(wanted)

    def _clear(self) -> None:
        self.finding.clear()
        self._want(unfiltered(self._wanted))
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_dates(self) -> None:
        dates_popover(self.dates, self._wanted, self._want).open()

    def _look_for(self, words: str) -> None:
        self.model.look_for(words, self._whole)
        if words.strip():
            self.tree.fold(frozenset())
        else:
            self.tree.fold(self._folded)
        self.found.emit(words)

    def _on_folded(self, facet: Facet, folded: bool) -> None:
        if not self.finding.text().strip():
            self._folded = self._folded | {facet} if folded else self._folded - {facet}
            self.folded.emit(self._folded)

    def _show_whole(self, facet: Facet) -> None:
        self._whole |= {facet}
        self.model.look_for(self.finding.text(), self._whole)
        self.whole.emit(self._whole)

    def _menu(self, place: object) -> None:
        index = self.tree.indexAt(place)  # type: ignore[arg-type]  # the signal brings a point
        if not index.isValid():
            return
        facet, value = self.model.facet_at(index), self.model.value_at(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if value is not None and not value.is_more:
            only = with_part(self._wanted, facet, (value.value,))
            menu.addAction(
                icons.icon("list-filter", "muted"), t(N_("Show only this")), lambda: self._want(only)
            )
        every = with_part(self._wanted, facet, ())
        action = menu.addAction(
            icons.icon("x", "muted"), t(N_("Show all of them")), lambda: self._want(every)
        )
        action.setEnabled(self.model.has_choice(facet))
        menu.popup(self.tree.viewport().mapToGlobal(place))  # type: ignore[call-overload]  # the same

    def take_focus(self) -> None:
        """Give the keyboard to the tree."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.tree.currentIndex().isValid():
            self.tree.setCurrentIndex(self.model.index(0, 0))


def _width() -> int:
    """Return the width that shows the words of the closed lists whole."""
    lang, metrics = language.current(), QFontMetrics(theme.font())
    words = [words_of_verdict(one, lang) for one in VERDICTS] + [
        words_of_standing(one, lang) for one in STANDINGS
    ]
    words += [words_of_agreement(one, lang) for one in AGREEMENTS]
    words += [words_of_pattern(one, lang) for one in PATTERNS] + [t(kind.label) for kind in VenueKind]
    longest = max(metrics.horizontalAdvance(one) for one in words)
    return max(theme.width(WIDTH), longest + metrics.horizontalAdvance("00,000") + _AROUND)


def dated(wanted: Wanted) -> str:
    """Return which days of dossiers are shown."""
    since, until = (day.isoformat() if day else "" for day in (wanted.since, wanted.until))
    if since and until:
        return t(BETWEEN, since=since, until=until)
    return t(SINCE, day=since) if since else t(UNTIL, day=until) if until else t(ANY_DAY)


def dates_popover(anchor: QWidget, wanted: Wanted, choose: Callable[[Wanted], object]) -> Popover:
    """Return a sheet that asks for the first and the last day of the dossiers that are shown."""
    popover = Popover(anchor, width=theme.width(400))
    title = t(N_("Date of the dossier"))
    popover.setAccessibleName(title)
    popover.box.addWidget(Prose(title, "question"))
    first = DateField(t(N_("From this day on")), wanted.since)
    last = DateField(t(N_("Until this day")), wanted.until)
    for field in (first, last):
        field.chosen.connect(lambda _day: choose(between(wanted, first.day, last.day)))
        popover.box.addWidget(field)
    return popover
