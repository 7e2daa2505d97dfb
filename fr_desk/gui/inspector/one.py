"""One dossier within a minute: the file, the verdicts, what to look at, what does not fit, what changed, all the rest.

Read-only: the file is read once and never opened for writing. Putting the view together happens beside the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.inspector.one_body import Body
from fr_desk.gui.inspector.one_jobs import WORDS, Reader
from fr_desk.gui.inspector.one_parts import FileStrip, Notice
from fr_desk.gui.inspector.one_words import shortened
from fr_desk.gui.inspector.words import name_of
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.i18n import N_, Texts
from fr_desk.inspection.place import Place
from fr_desk.inspection.refusals import RefusedError, is_gone, said_of
from fr_desk.inspection.view import View
from fr_desk.inspection.wanted import Row
from fr_desk.rules.findings import Outcome
from fr_desk.services.inspecting.again import is_other
from fr_desk.services.inspecting.one import view_at, view_of

BACK = N_("Back")
RECORD = N_("Record on site")
COMPARE = N_("Compare with an earlier version…")
COPY = N_("Open a copy at the desk")
SHEET = N_("On-site sheet (PDF)…")
OTHER_SINCE = N_("This file has changed since the list was made.")
WHAT_IS_SHOWN = N_(
    "Then it was “{name}”. This page shows what it is now; its row in the list has been brought up to date."
)
GONE = N_("This file is not there any more.")
WHAT_IT_WAS = N_("In the list it was “{name}”; its row there has been brought up to date.")
CHECK_NAME = N_("Check the name and the folder.")
UNPACK_FIRST = N_("This dossier is inside a zip. Unpack the zip first, then open the file from its folder.")
FIRST_SHOWN = frozenset({Outcome.BREACHED, Outcome.REVIEW})


@dataclass(frozen=True, slots=True)
class OneState:
    """What is shown, apart from the widgets that show it: they are made anew when language or theme change.

    Attributes:
        place: of a file inside a zip, ``None`` for a file on disk.
        path: the file.
        previous: the earlier version that was chosen by hand.
        day: the day whose law was chosen, ``None`` for today.
        view: what was read.
        error: why there is nothing to see.
        outcomes: of the findings that are shown.
        scrolled: how far down the page is.
        typed_day: typed and not applied yet.
        row: that led to the file, as its list had it; ``None`` if none did.
        is_other: whether the file is no longer what was inspected for that row.
    """

    path: Path | None = None
    place: Place | None = None
    previous: Path | None = None
    day: dt.date | None = None
    view: View | None = None
    error: FrDeskError | None = None
    outcomes: frozenset[Outcome] = field(default=FIRST_SHOWN)
    scrolled: int = 0
    typed_day: str = ""
    row: Row | None = None
    is_other: bool = False


class OneView(QWidget):
    """The view.

    Signals:
        record_wanted: what is found on site is to be recorded for a file, or for the place of one inside a zip.
        desk_wanted: a copy of a file is to be opened at the desk.
        sheet_wanted: the view of a file is to be saved as a sheet; a place where it is inside a zip.
        other_found: a file is not what was inspected for its row any more; its place.
        closed: the user wants to go back.
        shown: a dossier, or why there is none, stands on the screen.
    """

    record_wanted = Signal(object)
    desk_wanted = Signal(Path)
    sheet_wanted = Signal(object)
    other_found = Signal(object)
    closed = Signal()
    shown = Signal()

    def __init__(self, dialogs: Dialogs | None = None, state: OneState | None = None) -> None:
        """Show what ``state`` says, or nothing yet.

        Args:
            dialogs: asks for an earlier version to compare with.
            state: of a view that was shown before.
        """
        super().__init__()
        self.setObjectName("page")
        self._dialogs = dialogs or Dialogs()
        self._state = state or OneState()
        self._reader = Reader(self)
        self._reader.done.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        self._looker = Reader(self)
        self._looker.done.connect(self._on_looked)
        self.body: Body | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._make_bar())
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._box = QVBoxLayout(self._page)
        self._box.setContentsMargins(20, 16, 20, 20)
        self._box.setSpacing(14)
        self._scroll.setWidget(self._page)
        outer.addWidget(self._scroll, 1)
        if self._state.view is not None or self._state.error is not None:
            self._fill()
            self._look_again()
        elif self._state.path is not None:
            self._read()

    @property
    def state(self) -> OneState:
        """What is shown, for the view that takes this one's place."""
        typed = self.body.typed_day if self.body is not None else ""
        return replace(self._state, scrolled=self._scroll.verticalScrollBar().value(), typed_day=typed)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read."""
        return self._reader.is_busy or self._looker.is_busy

    # what is to be shown

    def show_file(self, path: Path, previous: Path | None = None) -> None:
        """Show a file on disk, compared with ``previous`` or with an earlier version beside it."""
        self._show(OneState(path=path, previous=previous, outcomes=self._state.outcomes))

    def show_row(self, row: Row) -> None:
        """Show the file of a row of a list, which may be another one by now."""
        self.show_place(row.place, row)

    def show_place(self, place: Place, row: Row | None = None) -> None:
        """Show a file of a portfolio, also one inside a zip; ``row`` is what its list knows of it."""
        inside = place if place.member else None
        path = place.path / place.name if place.member else place.path
        self._show(OneState(path=path, place=inside, outcomes=self._state.outcomes, row=row))

    def show_day(self, day: dt.date | None) -> None:
        """Apply the law of another day; that of today for ``None``."""
        if day != self._state.day:
            self._show(replace(self._state, day=day, view=self._state.view, scrolled=self.state.scrolled))

    def take_focus(self) -> None:
        """Give the keyboard to what scrolls."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, state: OneState) -> None:
        if state.path != self._state.path:
            empty(self._box)
            self.body = None
        self._state = state
        self._looker.drop()
        self._name_it()
        self._read()

    def _read(self) -> None:
        state = self._state
        assert state.path is not None
        self._bar_of_job.show_job(t(WORDS))
        self._reader.ask(_work(state))

    def _on_read(self, view: View) -> None:
        self._state = replace(self._state, view=view, error=None)
        row = self._state.row
        self._note_other(is_other=row is not None and row.result.digest not in {"", view.digest})
        self._fill()

    def _on_failed(self, error: FrDeskError) -> None:
        if self._state.previous is not None and self._state.view is not None:
            self._complain(error.texts())
            self._bar_of_job.show_job("")
            self._state = replace(self._state, previous=None)
            return
        self._state = replace(self._state, view=None, error=error)
        self._fill()
        self._look_again()

    def _look_again(self) -> None:
        """Look whether a file that cannot be read is still the one that was inspected, beside the screen."""
        row, state = self._state.row, self._state
        if row is not None and state.error is not None and not state.is_other:
            self._looker.ask(partial(is_other, row.place, row.result.digest))

    def _on_looked(self, other: bool) -> None:
        if other:
            self._note_other(is_other=True)
            self._fill()

    def _note_other(self, *, is_other: bool) -> None:
        """Note whether the file is another one than was inspected, and say so once."""
        row = self._state.row
        if is_other and row is not None and not self._state.is_other:
            self._state = replace(self._state, is_other=True)
            self.other_found.emit(row.place)

    # what is shown

    def _make_bar(self) -> QWidget:
        """Return the bar with the way back, the name, and what can be done."""
        bar = QFrame()
        bar.setObjectName("topBar")
        box = QVBoxLayout(bar)
        box.setContentsMargins(12, 8, 16, 8)
        box.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.back = button(t(BACK), icon="undo-2", kind="icon", press=self.closed.emit)
        line.addWidget(self.back)
        self._name = OneLine("", "panel")
        line.addWidget(self._name, 1)
        self._bar_of_job = JobBar()
        self._bar_of_job.cancel.setVisible(False)
        line.addWidget(self._bar_of_job)
        box.addLayout(line)
        self.record = button(t(RECORD), icon="clipboard-check", kind="primary", press=self._record)
        self.compare = button(t(COMPARE), icon="git-compare", press=self._choose_previous)
        self.copy = button(t(COPY), icon="copy", press=self._open_copy)
        self.sheet = button(t(SHEET), icon="printer", press=self._save_sheet)
        self._actions = Flow(gap=8, line_gap=6)
        for one in (self.record, self.compare, self.copy, self.sheet):
            self._actions.add(one)
        box.addWidget(self._actions)
        self._complaint = Prose(role="complaint")
        self._complaint.setVisible(False)
        box.addWidget(self._complaint)
        self._name_it()
        return bar

    def _name_it(self) -> None:
        state = self._state
        venue = state.view.dossier.venue.name if state.view is not None else None
        name = shortened(venue or (state.path.name if state.path is not None else ""))
        self._name.setText(name)
        self.setAccessibleName(name)
        for one in (self.record, self.sheet):
            one.setEnabled(state.view is not None)
        for one in (self.copy, self.compare):
            one.setEnabled(state.view is not None and state.place is None)
            why = t(UNPACK_FIRST) if state.view is not None and state.place is not None else ""
            one.setToolTip(why)
            one.setAccessibleDescription(why)
        self._complaint.say("")

    def _complain(self, sentence: Texts) -> None:
        self._complaint.say(shortened(language.say(sentence), 400))

    def _fill(self) -> None:
        self._bar_of_job.show_job("")
        self._name_it()
        empty(self._box)
        self.body = None
        state = self._state
        row = state.row if state.is_other else None
        gone = state.error is not None and is_gone(state.error)
        if gone:
            told = t(WHAT_IT_WAS, name=name_of(row)) if row is not None else t(CHECK_NAME)
            self._box.addWidget(Notice("breached", t(GONE), [told]))
        elif row is not None:
            self._box.addWidget(Notice("review", t(OTHER_SINCE), [t(WHAT_IS_SHOWN, name=name_of(row))]))
        if state.view is not None:
            self.body = Body(state.view, state.outcomes)
            self.body.day_wanted.connect(self.show_day)
            self.body.filtered.connect(self._on_filtered)
            if state.typed_day:
                self.body.day.line.setText(state.typed_day)
            self.body.follow(self._room())
            self._box.addWidget(self.body)
        elif state.error is not None and not gone:
            standing = state.error.standing if isinstance(state.error, RefusedError) else "unreadable"
            self._box.addWidget(FileStrip(standing, (said_of(state.error),)))
        self._box.addStretch()
        self._page.adjustSize()
        self._scroll.verticalScrollBar().setValue(state.scrolled)
        self.shown.emit()

    def _room(self) -> int:
        return self._scroll.viewport().width() - 40

    def _on_filtered(self, outcomes: frozenset[Outcome]) -> None:
        self._state = replace(self._state, outcomes=outcomes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the columns for the new width."""
        super().resizeEvent(event)
        if self.body is not None:
            self.body.follow(event.size().width() - 40 - self._scroll.verticalScrollBar().sizeHint().width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # what can be done

    def _record(self) -> None:
        self.record_wanted.emit(self._state.place or self._state.path)

    def _open_copy(self) -> None:
        self.desk_wanted.emit(self._state.path)

    def _save_sheet(self) -> None:
        self.sheet_wanted.emit(self._state.place or self._state.path)

    def _choose_previous(self) -> None:
        path = self._state.path
        assert path is not None
        chosen = self._dialogs.file_to_open(self, path.parent)
        if chosen is not None:
            self._show(replace(self._state, previous=chosen, scrolled=self.state.scrolled))


def _work(state: OneState) -> Callable[[], View]:
    """Return what puts the view together, with nothing of the widget in it."""
    place, path, day, previous = state.place, state.path, state.day, state.previous
    if place is not None:
        return lambda: view_at(place, day)
    assert path is not None
    return lambda: view_of(path, day, previous)
