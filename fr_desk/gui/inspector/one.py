"""One dossier within a minute: the file, the verdicts, what to look at, what does not fit, what changed, all the rest.

Read-only: the file is read once and never opened for writing. Putting the view together happens beside the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
from fr_desk.gui.inspector.one_parts import FileStrip
from fr_desk.gui.inspector.one_words import shortened
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.place import Place
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.view import View
from fr_desk.rules.findings import Outcome
from fr_desk.services.inspecting.one import view_at, view_of
from fr_desk.storage.errors import DamagedPartError
from fr_desk.storage.verification import Standing

BACK = N_("Back")
RECORD = N_("Record on site")
COMPARE = N_("Compare with an earlier version…")
COPY = N_("Open a copy at the desk")
SHEET = N_("On-site sheet (PDF)…")
OTHER_FILE = N_("This is another dossier; compare two versions of the same one.")
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
    """

    path: Path | None = None
    place: Place | None = None
    previous: Path | None = None
    day: dt.date | None = None
    view: View | None = None
    error: FrDeskError | None = None
    outcomes: frozenset[Outcome] = field(default=FIRST_SHOWN)
    scrolled: int = 0


class OneView(QWidget):
    """The view.

    Signals:
        record_wanted: what is found on site is to be recorded for a file.
        desk_wanted: a copy of a file is to be opened at the desk.
        sheet_wanted: the view of a file is to be saved as a sheet.
        closed: the user wants to go back.
        shown: a dossier, or why there is none, stands on the screen.
    """

    record_wanted = Signal(Path)
    desk_wanted = Signal(Path)
    sheet_wanted = Signal(Path)
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
        elif self._state.path is not None:
            self._read()

    @property
    def state(self) -> OneState:
        """What is shown, for the view that takes this one's place."""
        return replace(self._state, scrolled=self._scroll.verticalScrollBar().value())

    @property
    def is_busy(self) -> bool:
        """Whether a dossier is being read."""
        return self._reader.is_busy

    # what is to be shown

    def show_file(self, path: Path, previous: Path | None = None) -> None:
        """Show a file on disk, compared with ``previous`` or with an earlier version beside it."""
        self._show(OneState(path=path, previous=previous, outcomes=self._state.outcomes))

    def show_place(self, place: Place) -> None:
        """Show a file of a portfolio, also one inside a zip."""
        inside = place if place.member else None
        path = place.path / place.name if place.member else place.path
        self._show(OneState(path=path, place=inside, outcomes=self._state.outcomes))

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
        self._name_it()
        self._read()

    def _read(self) -> None:
        state = self._state
        assert state.path is not None
        self._bar_of_job.show_job(t(WORDS))
        self._reader.ask(_work(state))

    def _on_read(self, view: View) -> None:
        self._state = replace(self._state, view=view, error=None)
        self._fill()
        if view.before is not None and view.before.id != view.dossier.id:
            self._complain(texts(OTHER_FILE))

    def _on_failed(self, error: FrDeskError) -> None:
        if self._state.previous is not None and self._state.view is not None:
            self._complain(error.texts())
            self._bar_of_job.show_job("")
            self._state = replace(self._state, previous=None)
            return
        self._state = replace(self._state, view=None, error=error)
        self._fill()

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
        for one in (self.record, self.copy, self.sheet, self.compare):
            one.setEnabled(state.view is not None and state.place is None)
        self._complaint.say("")

    def _complain(self, sentence: Texts) -> None:
        self._complaint.say(shortened(language.say(sentence), 400))

    def _fill(self) -> None:
        self._bar_of_job.show_job("")
        self._name_it()
        empty(self._box)
        state = self._state
        if state.view is not None:
            self.body = Body(state.view, state.outcomes)
            self.body.day_wanted.connect(self.show_day)
            self.body.filtered.connect(self._on_filtered)
            self.body.follow(self._room())
            self._box.addWidget(self.body)
        elif state.error is not None:
            self.body = None
            standing: Standing = "changed" if isinstance(state.error, DamagedPartError) else "unreadable"
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
        self.record_wanted.emit(self._state.path)

    def _open_copy(self) -> None:
        self.desk_wanted.emit(self._state.path)

    def _save_sheet(self) -> None:
        self.sheet_wanted.emit(self._state.path)

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
