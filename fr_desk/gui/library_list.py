"""The list of the library: what was typed and chosen above it, what can be done with the marked dossier below it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.schema import Choice
from fr_desk.gui import icons, language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Chip, button
from fr_desk.gui.editors.choices import Combo
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.library_actions import Actions
from fr_desk.gui.library_model import LibraryModel
from fr_desk.gui.library_table import Table
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.shelf import Shelf
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.i18n import N_
from fr_desk.services.library import gone
from fr_desk.storage.library import Entry, Wanted
from fr_desk.storage.library import Shelf as Which

SHELVES: dict[Which, str] = {
    "all": N_("All"),
    "pinned": N_("Pinned"),
    "templates": N_("Templates"),
    "archived": N_("Archived"),
}
NOTHING: dict[Which, str] = {
    "all": N_(
        "No dossiers yet. Whatever you open or save stands here; “Add a folder…” takes in all dossiers of a folder."
    ),
    "pinned": N_(
        "Nothing is pinned. Mark a dossier under “All” and press “Pin”; it then stands first everywhere."
    ),
    "templates": N_(
        "No template yet. Mark a dossier under “All” and press “Make a template”; new dossiers are then made from it."
    ),
    "archived": N_(
        "Nothing is archived. Archive what is closed: it leaves the list, and the file stays as it is."
    ),
}
NO_HIT = N_(
    "Nothing fits “{words}”. Names, addresses, zones, devices, activities and all texts are searched."
)
NO_HIT_HERE = N_("Nothing fits this choice of kind and country.")
FOUND = N_("Dossiers: {count}")
SEARCH_AFTER = 80
"""Milliseconds after a letter until the search begins."""


class ListPage(QWidget):
    """Search, filters, rows, and what can be done with the marked one.

    Signals:
        wanted: the name of an action of :class:`Actions`, and the row it is about.
        folder_wanted: a folder is to be added.
        left: the state of the page changed, to be kept while it is made anew.
    """

    wanted = Signal(str, object)
    folder_wanted = Signal()

    def __init__(self, shelf: Shelf, tasks: Tasks, eyes: Tasks, wanted: Wanted | None = None) -> None:
        """Show what is on ``shelf``, from ``wanted`` on.

        Args:
            shelf: the library.
            tasks: where searches run.
            eyes: where it is seen which files are gone; that may take long.
            wanted: what the list begins with.
        """
        super().__init__()
        self._shelf, self._tasks, self._eyes = shelf, tasks, eyes
        self._job: Job | None = None
        self._keep: Path | None = None
        self.model = LibraryModel(shelf.rows)
        self.model.setParent(self)
        self.actions_of_row = Actions(self)
        self.actions_of_row.wanted.connect(self.wanted)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER)
        self._pause.timeout.connect(self.search)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self._filters(wanted or Wanted()))
        self._body = QStackedWidget()
        self.table = Table(self.model)
        self.table.chosen.connect(self.actions_of_row.by_name["open"].trigger)
        self.table.addActions(list(self.actions_of_row.by_name.values()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._on_marked())
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty())
        box.addWidget(self._body, 1)
        line = QHBoxLayout()
        self.count, self.place = OneLine(role="secondary"), OneLine(role="secondary")
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(self.count)
        line.addWidget(self.place, 1)
        box.addLayout(line)
        self._bar = Flow(gap=8)
        for made in self.actions_of_row.buttons.values():
            self._bar.add(made)
        box.addWidget(self._bar)
        self.actions_of_row.concern(None)
        self.search()

    # what is asked for

    def _filters(self, wanted: Wanted) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self.line = _SearchLine(self._into_list)
        self.line.setText(wanted.words)
        self.line.textChanged.connect(lambda _text: self._pause.start())
        box.addWidget(self.line)
        flow = Flow(gap=8)
        self.shelves: dict[Which, Chip] = {}
        group = QButtonGroup(self)
        for which, words in SHELVES.items():
            chip = Chip(t(words), exclusive=True)
            chip.setChecked(which == wanted.shelf)
            group.addButton(chip)
            chip.clicked.connect(lambda _on: self.search())
            self.shelves[which] = chip
            flow.add(chip)
        self.kind = _combo(t(N_("Kind of venue")), t(N_("Every kind")), VenueKind, wanted.kind)
        self.country = _combo(t(N_("Country")), t(N_("Every country")), Jurisdiction, wanted.jurisdiction)
        for combo in (self.kind, self.country):
            combo.activated.connect(lambda _index: self.search())
            flow.add(combo)
        box.addWidget(flow)
        return holder

    @property
    def asked(self) -> Wanted:
        """What is typed and chosen."""
        which = next(name for name, chip in self.shelves.items() if chip.isChecked())
        return Wanted(self.line.text(), which, self.kind.currentData(), self.country.currentData())

    def search(self) -> None:
        """Look for what is typed and chosen, in the background; the last search wins."""
        self._pause.stop()
        asked = self.asked
        if self._job is not None:
            self._job.cancel()
        job = self._tasks.start(self._shelf.look_for(asked), "")
        self._job = job
        job.done.connect(lambda numbers: self._show(numbers, asked) if job is self._job else None)
        job.failed.connect(lambda error: self._complain(error) if job is self._job else None)

    def reload(self, keep: Path | None = None) -> None:
        """Search again; the marked row, or that of the file ``keep``, stays marked."""
        entry = self.marked
        self._keep = keep or (entry.path if entry else None)
        self.search()

    def _show(self, numbers: tuple[int, ...], asked: Wanted) -> None:
        self.model.show(numbers)
        self.count.setText(t(FOUND, count=len(numbers)))
        self._show_rows(bool(numbers))
        if not numbers:
            words, kind = asked.words.strip(), asked.kind or asked.jurisdiction
            said = t(NO_HIT, words=words) if words else t(NO_HIT_HERE if kind else NOTHING[asked.shelf])
            self.nothing.setText(said)
            self.clear.setVisible(bool(words or kind))
            self.add_folder.setVisible(not words and not kind and asked.shelf == "all")
        row = self.model.row_of(self._keep) if self._keep and len(numbers) <= 2000 else 0
        self._keep = None
        self.mark(max(row, 0))
        self._look_for_gone()
        self._job = None

    def _show_rows(self, there: bool) -> None:
        """Show the rows and what can be done with them, or why there are none."""
        self._body.setCurrentIndex(0 if there else 1)
        for part in (self._bar, self.count, self.place):
            part.setVisible(there)

    def _complain(self, error: object) -> None:
        self.model.show(())
        self._show_rows(False)
        self.clear.hide()
        self.add_folder.hide()
        message = getattr(error, "message", None)
        self.nothing.setText(message(language.current()) if message else "")
        self._job = None

    @property
    def is_searching(self) -> bool:
        """Whether what is shown still has to follow what is asked."""
        return self._job is not None or self._pause.isActive()

    def _empty(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(12)
        self.nothing = Prose(role="muted")
        self.clear = button(t(N_("Clear the search")), icon="x", press=self._clear)
        self.add_folder = button(
            t(N_("Add a folder…")), icon="folder-search", kind="primary", press=self.folder_wanted.emit
        )
        box.addStretch(1)
        box.addWidget(Icon("library", "muted", 34))
        box.addWidget(self.nothing)
        for one in (self.clear, self.add_folder):
            one.hide()
            box.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(2)
        return holder

    def _clear(self) -> None:
        self.kind.setCurrentIndex(0)
        self.country.setCurrentIndex(0)
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search()

    # the marked row

    @property
    def marked(self) -> Entry | None:
        """The row that is marked."""
        return self.model.entry(self.table.currentIndex().row())

    def mark(self, row: int) -> None:
        """Mark a row."""
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._on_marked()

    def _on_marked(self) -> None:
        entry = self.marked
        self.actions_of_row.concern(entry, is_gone=entry is not None and entry.path in self.model.gone)
        self.place.setText(str(entry.path) if entry else "")

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _look_for_gone(self) -> None:
        """See in the background which of the first files are gone; others show it when they are opened."""
        self.model.entry(0)
        paths = tuple(entry.path for entry in self.model.known())
        if paths:
            job = self._eyes.start(lambda _progress, cancelled: gone(paths, cancelled), "")
            job.done.connect(self._on_gone)

    def _on_gone(self, found: frozenset[Path]) -> None:
        self.model.mark_gone(found)
        self._on_marked()

    def take_focus(self) -> None:
        """Give the keyboard to the search."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class _SearchLine(Line):
    """The search field; the arrow down goes into the list."""

    def __init__(self, down: Callable[[], None]) -> None:
        super().__init__()
        self._down = down
        self.setPlaceholderText(t(N_("Find by name, address, zone, device, activity or any text")))
        self.setAccessibleName(t(N_("Search the library")))
        self.setClearButtonEnabled(False)
        self.addAction(icons.icon("search", "muted", 16), Line.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the list."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._down()
        else:
            super().keyPressEvent(event)


def _combo(name: str, every: str, choices: type[Choice], chosen: str) -> Combo:
    made = Combo()
    made.setAccessibleName(name)
    made.addItem(every, "")
    for choice in choices:
        made.addItem(t(choice.label), str(choice))
    made.setCurrentIndex(max(made.findData(chosen), 0))
    return made
