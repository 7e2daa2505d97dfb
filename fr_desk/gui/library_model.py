"""The rows of the library as Qt's views want them: thousands stay quick, because only those that are seen are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.regions import region_name
from fr_desk.domain.visible import visible
from fr_desk.gui import icons, language, theme
from fr_desk.gui.buttons import OUTCOME_ICONS
from fr_desk.gui.files_table import TitledModel
from fr_desk.gui.guide import OUTCOME_WORDS
from fr_desk.gui.home import KIND_ICONS
from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.rules.findings import Outcome, Verdict
from fr_desk.services.library import counts_of
from fr_desk.storage.library import Entry

COLUMNS = (N_("Name of the venue"), N_("Kind"), N_("Where"), N_("Outcome"), N_("Last saved"))
NAME, KIND, PLACE, VERDICT, SAVED = range(5)
WEIGHTS = (34, 17, 22, 15, 16)
"""How the columns share the width."""
GONE, NOT_READ = N_("The file is gone"), N_("Not read yet")
COUNTED = N_("{outcome}: {count}")
PINNED, TEMPLATE, ARCHIVED = N_("pinned"), N_("template"), N_("archived")
_PAGE = 200
"""Rows that are read together."""
_ROOT = QModelIndex()
_KINDS = {str(kind): kind for kind in VenueKind}
_COUNTRIES = {str(country): country for country in Jurisdiction}
_OUTCOMES = {
    Verdict.BREACHED.value: Outcome.BREACHED,
    Verdict.OPEN.value: Outcome.OPEN,
    Verdict.REVIEW.value: Outcome.REVIEW,
    Verdict.CLEAN.value: Outcome.MET,
}


class LibraryModel(TitledModel):
    """The rows that are wanted, in order."""

    titles = COLUMNS

    def __init__(self, read: Callable[[tuple[int, ...]], list[Entry]]) -> None:
        """Show nothing yet; ``read`` gives rows by their numbers."""
        super().__init__()
        self._read = read
        self._numbers: tuple[int, ...] = ()
        self._entries: dict[int, Entry] = {}
        self.gone: frozenset[Path] = frozenset()

    def show(self, numbers: Iterable[int]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._numbers, self._entries = tuple(numbers), {}
        self.endResetModel()

    def mark_gone(self, gone: frozenset[Path]) -> None:
        """Show which files are gone."""
        if gone != self.gone:
            self.gone = gone
            last = self.index(len(self._numbers) - 1, len(COLUMNS) - 1)
            if self._numbers:
                self.dataChanged.emit(self.index(0, 0), last)

    def entry(self, row: int) -> Entry | None:
        """Return what is in a row."""
        if not 0 <= row < len(self._numbers):
            return None
        if row not in self._entries:
            first = row - row % _PAGE
            page = self._numbers[first : first + _PAGE]
            found = self._read(page)
            if len(found) == len(page):
                self._entries.update(enumerate(found, first))
            else:  # some were taken out meanwhile
                self._entries[row] = next(iter(self._read((self._numbers[row],))), Entry(Path()))
        return self._entries[row]

    def row_of(self, path: Path) -> int:
        """Return the row of a file among those that are there, -1 if it is none of them."""
        return next((row for row in range(len(self._numbers)) if self._is(row, path)), -1)

    def _is(self, row: int, path: Path) -> bool:
        entry = self.entry(row)
        return entry is not None and entry.path == path

    def known(self) -> list[Entry]:
        """Return the rows that were read so far."""
        return list(self._entries.values())

    # what Qt asks

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._numbers)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what a cell shows."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        gone, column = entry.path in self.gone, index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(cell(entry, column, gone=gone).split())
            case Qt.ItemDataRole.ToolTipRole:
                return str(entry.path) if column == NAME else cell(entry, column, gone=gone)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(entry, column, gone=gone)
            case Qt.ItemDataRole.DecorationRole:
                return _icon(entry, column, gone=gone)
            case Qt.ItemDataRole.ForegroundRole:
                return _colour(entry, column, gone=gone)
        return None


def cell(entry: Entry, column: int, *, gone: bool = False) -> str:
    """Return the words of a cell."""
    facts = entry.facts
    match column:
        case 0:
            return visible(entry.name)
        case 1:
            return t(_KINDS[facts.kind].label) if facts.kind in _KINDS else ""
        case 2:
            return place_of(entry)
        case 3:
            return t(GONE) if gone else verdict_of(entry)
    return moment(facts.saved)


def place_of(entry: Entry) -> str:
    """Return where the venue is."""
    facts = entry.facts
    country = _COUNTRIES.get(facts.jurisdiction)
    if country and facts.region:
        return region_name(facts.region, country, language.current())
    return visible(facts.address) or (t(country.label) if country else "")


def verdict_of(entry: Entry) -> str:
    """Return what came of the last look at the dossier, in words."""
    if not entry.facts.dossier:
        return t(NOT_READ)
    outcome = _OUTCOMES.get(entry.facts.verdict)
    if outcome is None:
        return ""
    word = t(OUTCOME_WORDS[outcome])
    if outcome is Outcome.MET:
        return word
    return t(COUNTED, outcome=word, count=counts_of(entry.facts)[outcome])


def moment(seconds: float | None) -> str:
    """Return a time as the screen's language writes it."""
    if seconds is None:
        return ""
    when = QDateTime.fromSecsSinceEpoch(int(seconds))
    return language.locale().toString(when, QLocale.FormatType.ShortFormat)


def spoken(entry: Entry, column: int, *, gone: bool = False) -> str:
    """Return what a screen reader says about a cell: with the name comes what the user did with the file."""
    words = [cell(entry, column, gone=gone)]
    if column == NAME:
        marks = ((entry.pinned, PINNED), (entry.is_template, TEMPLATE), (entry.archived, ARCHIVED))
        words += [t(word) for has, word in marks if has]
    return ", ".join(word for word in words if word)


def _icon(entry: Entry, column: int, *, gone: bool) -> Any:
    if column == NAME:
        kind = entry.facts.kind
        plain = KIND_ICONS[_KINDS[kind]] if kind in _KINDS else "file-text"
        name = "pin" if entry.pinned else "layout-template" if entry.is_template else plain
        return icons.icon(name, "accent" if entry.pinned or entry.is_template else "muted", 16)
    if column == VERDICT:
        if gone:
            return icons.icon("triangle-alert", "review", 16)
        outcome = _OUTCOMES.get(entry.facts.verdict)
        return icons.icon(OUTCOME_ICONS[outcome.value], outcome.value, 16) if outcome else None
    return None


def _colour(entry: Entry, column: int, *, gone: bool) -> QColor | None:
    colours = theme.tokens()
    if column == VERDICT:
        outcome = _OUTCOMES.get(entry.facts.verdict)
        return colours.tone("review" if gone else outcome.value if outcome else "muted")
    return colours.tone("muted") if column != NAME or gone else None
