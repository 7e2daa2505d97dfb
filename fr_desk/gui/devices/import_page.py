"""The page that takes over a list: a file or pasted text, what its columns mean, and what becomes of every row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from fr_desk.domain.paths import AnswerError
from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.devices.mapping_panel import MappingPanel
from fr_desk.gui.devices.notice import Notice
from fr_desk.gui.devices.preview import PreviewTable
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.document import Document
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.gui.tasks import Job, Tasks, Work
from fr_desk.i18n import N_, NP_, count_texts
from fr_desk.services.devices import importing
from fr_desk.services.devices.importing import Plan
from fr_desk.services.devices.lists import read_list
from fr_desk.services.devices.mapping import ColumnMap, guess, with_guessed_words
from fr_desk.storage.tables import Table, read_table

INTRO = N_(
    "Take over the list you have: from a spreadsheet, from your installer, from the page of your recorder. You see "
    "what becomes of every row before anything is added."
)
NOT_KEPT = N_(
    "Network addresses, user names, passwords and serial numbers in a list are not taken over: the dossier does not "
    "keep them."
)
PASTE_HINT = N_(
    "Paste rows from a spreadsheet here, or the text of a recorder's list, such as “D1 [Lobby] 192.168.1.64 …”"
)
CORRECT_HINT = N_(
    "Type into a cell to correct it. The space bar in the first column takes a row or leaves it out."
)
IMPORTED = NP_("One device taken over from a list", "{count} devices taken over from a list")
ADDED = NP_("One device added.", "{count} devices added.")
CHANGED = NP_("One device changed.", "{count} devices changed.")
WAITING = NP_(
    "One cell was not understood; it is marked in the table.",
    "{count} cells were not understood; they are marked in the table.",
)
UNCOMPUTED = NP_(
    "One cell holds a formula whose result is not in the file and reads as empty. Open the file in a spreadsheet "
    "program, save it there and choose it again.",
    "{count} cells hold formulas whose results are not in the file and read as empty. Open the file in a spreadsheet "
    "program, save it there and choose it again.",
)
_AT_ONCE = 400
"""Rows that are planned at once; more are planned in the background."""


@dataclass
class ImportState:
    """The list that is being taken over, and what was chosen for it."""

    path: Path | None = None
    text: str = ""
    table: Table | None = None
    mapping: ColumnMap | None = None
    encoding: str = ""
    sheet: str = ""


class ImportPage(QWidget):
    """The page.

    Signals:
        done: the list was taken over; one sentence about it.
    """

    done = Signal(str)

    def __init__(self, document: Document, dialogs: Dialogs, tasks: Tasks, state: ImportState) -> None:
        """Go on where ``state`` says."""
        super().__init__()
        self._document, self._dialogs, self._tasks, self.state = document, dialogs, tasks, state
        self._job: Job | None = None
        self.planned: Plan | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self.notice, self.job = Notice(), JobBar()
        self.job.cancel_pressed.connect(self._cancel)
        box.addWidget(self.job, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.notice)
        self.stack = QStackedWidget()
        self._start, self._list = self._make_start(), self._make_list()
        self.stack.addWidget(self._start)
        self.stack.addWidget(self._list)
        box.addWidget(self.stack, 1)
        document.changed.connect(self._on_document)
        if state.table is not None:
            self._show_table()

    # the two faces

    def _make_start(self) -> QWidget:
        area, body = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        box = QVBoxLayout(body)
        box.setContentsMargins(1, 1, 8, 4)
        box.setSpacing(12)
        file = Card()
        file.box.addWidget(Prose(t(N_("From a file")), "section"))
        file.box.addWidget(Prose(t(INTRO), "secondary"))
        self.choose = button(t(N_("Choose a file…")), icon="folder-open", kind="primary", press=self._choose)
        file.box.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        drop = N_("CSV, TSV, text or Excel (.xlsx). A file can also be dropped on this window.")
        file.box.addWidget(Prose(t(drop), "secondary"))
        pasted = Card()
        pasted.box.addWidget(Prose(t(N_("From text")), "section"))
        self.paste = QPlainTextEdit(self.state.text)
        self.paste.setTabChangesFocus(True)
        self.paste.setPlaceholderText(t(PASTE_HINT))
        self.paste.setAccessibleName(t(N_("Text of a list of devices")))
        self.paste.setMinimumHeight(130)
        self.paste.textChanged.connect(self._on_pasted)
        pasted.box.addWidget(self.paste, 1)
        self.read_text = button(t(N_("Read the text")), icon="arrow-right", press=self._read_pasted)
        self.read_text.setEnabled(bool(self.state.text.strip()))
        pasted.box.addWidget(self.read_text, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(file)
        box.addWidget(pasted, 1)
        box.addWidget(Prose(t(NOT_KEPT), "secondary"))
        area.setWidget(body)
        return area

    def _make_list(self) -> QWidget:
        page, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        page.setLayout(row)
        self.panel = MappingPanel()
        self.panel.chosen.connect(self._on_mapping)
        self.panel.read_wanted.connect(self._read_again)
        row.addWidget(self.panel)
        right = QVBoxLayout()
        right.setSpacing(8)
        self.summary = Prose(role="strong")
        right.addWidget(self.summary)
        self.preview = PreviewTable()
        self.preview.rows.corrected.connect(self._correct)
        self.preview.rows.ticked.connect(self._tick)
        right.addWidget(self.preview, 1)
        right.addWidget(Prose(t(CORRECT_HINT), "secondary"))
        foot = Flow(8)
        words = t(N_("Take over the devices"))
        self.take = button(words, icon="check", kind="primary", press=self.take_over)
        foot.add(self.take)
        foot.add(button(t(N_("Another list")), icon="undo-2", press=self.start_again))
        right.addWidget(foot)
        row.addLayout(right, 1)
        return page

    def take_focus(self) -> None:
        """Give the keyboard to the first control."""
        first = self.choose if self.state.table is None else self.preview
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # reading

    def _choose(self) -> None:
        start = self.state.path.parent if self.state.path else Path.home()
        path = self._dialogs.list_to_import(self, start)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file, in the background."""
        self.state.path, self.state.encoding, self.state.sheet = path, "", ""
        self._read_file()

    def _read_file(self) -> None:
        state, path = self.state, self.state.path
        assert path is not None
        encoding, sheet = state.encoding, state.sheet
        self._run(
            lambda _progress, _cancelled: read_table(path, encoding=encoding, sheet=sheet),
            t(N_("Reading the list")),
            self._on_read,
        )

    def _read_again(self, encoding: str, sheet: str) -> None:
        """Read the file again, in another character set or another sheet of it."""
        self.state.encoding, self.state.sheet = encoding, sheet
        if self.state.path is not None:
            self._read_file()

    def _on_pasted(self) -> None:
        self.state.text = self.paste.toPlainText()
        self.read_text.setEnabled(bool(self.state.text.strip()))

    def _read_pasted(self) -> None:
        text, lang = self.state.text, language.current()
        self.state.path = None
        self._run(
            lambda _progress, _cancelled: read_list(text, lang), t(N_("Reading the list")), self._on_read
        )

    def _on_read(self, table: Table) -> None:
        self.state.table = table
        self.state.mapping = guess(table, self._document.dossier)
        note = tn(UNCOMPUTED.one, UNCOMPUTED.other, table.uncomputed) if table.uncomputed else ""
        self.notice.say(note, tone="review")
        self._show_table()
        self.take_focus()

    def start_again(self) -> None:
        """Let go of the list, and choose another."""
        self.state.table = self.state.mapping = self.planned = None
        self.notice.say("")
        self.stack.setCurrentWidget(self._start)
        self.take_focus()

    # what becomes of it

    def _show_table(self) -> None:
        self.stack.setCurrentWidget(self._list)
        self._show_mapping()

    def _show_mapping(self) -> None:
        state = self.state
        assert state.table is not None
        assert state.mapping is not None
        self.panel.show_mapping(state.table, state.mapping, self._document.dossier)
        self._plan()

    def _on_mapping(self, mapping: ColumnMap, head: int) -> None:
        """Take another meaning; another header means another guess."""
        state, dossier = self.state, self._document.dossier
        assert state.table is not None
        before = state.mapping
        mapping = guess(state.table, dossier, head) if head != mapping.header else mapping
        state.mapping = with_guessed_words(state.table, mapping, dossier)
        if before is None or before.fields != state.mapping.fields or head != before.header:
            self.panel.show_mapping(state.table, state.mapping, dossier)
        else:
            self.panel.keep(state.mapping)
        self._plan()

    def _correct(self, row: int, name: str, text: str) -> None:
        assert self.state.mapping is not None
        corrected = {**self.state.mapping.corrected, (row, name): text}
        self.state.mapping = replace(self.state.mapping, corrected=corrected)
        self.panel.keep(self.state.mapping)
        self._plan()

    def _tick(self, row: int, on: bool) -> None:
        assert self.state.mapping is not None
        self.state.mapping = replace(self.state.mapping, taken={**self.state.mapping.taken, row: on})
        self.panel.keep(self.state.mapping)
        self._plan()

    def _on_document(self, _path: str) -> None:
        if self.state.table is not None and self.isVisible():
            self._show_mapping()

    def showEvent(self, event: Any) -> None:
        """Follow what was changed in the dossier meanwhile."""
        super().showEvent(event)
        if self.state.table is not None:
            self._show_mapping()

    def _plan(self) -> None:
        table, mapping, dossier = self.state.table, self.state.mapping, self._document.dossier
        if table is None or mapping is None:
            return
        if len(table.rows) <= _AT_ONCE:
            self._show_plan(importing.plan(dossier, table, mapping))
            return
        self.take.setEnabled(False)
        self._run(
            lambda _progress, _cancelled: importing.plan(dossier, table, mapping),
            t(N_("Looking at every row")),
            self._show_plan,
        )

    def _show_plan(self, planned: Plan) -> None:
        self.planned = planned
        assert self.state.mapping is not None
        self.preview.show_plan(planned, self.state.mapping)
        self.summary.setText(_summary(planned))
        number = planned.count("add", "update")
        self.take.setText(tn(*NP_("Take over one device", "Take over {count} devices"), number))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(number > 0)

    def take_over(self) -> None:
        """Change the dossier, as one step."""
        if self.planned is None or not self.take.isEnabled():
            return
        try:
            made = importing.carry_out(self._document.dossier, self.planned)
        except AnswerError as error:
            self.notice.say(error.message(language.current()), tone="breached")
            return
        count = len(made.added) + len(made.changed)
        self.state.table = self.state.mapping = self.planned = None
        self.state.text = ""
        self._document.end_typing()
        self._document.show(made.dossier, "cameras", count_texts(IMPORTED, count))
        self._document.drafts.update(made.drafts)
        self.paste.clear()
        self.stack.setCurrentWidget(self._start)
        said = [tn(ADDED.one, ADDED.other, len(made.added))] if made.added else []
        said += [tn(CHANGED.one, CHANGED.other, len(made.changed))] if made.changed else []
        said += [tn(WAITING.one, WAITING.other, len(made.drafts))] if made.drafts else []
        self.done.emit(" ".join(said))

    # work

    def _run(self, work: Work, words: str, then: Any) -> None:
        if self._job is not None:
            self._job.cancel()
        job = self._job = self._tasks.start(work, words)
        self.job.show_job(words)
        job.done.connect(partial(self._finish, job, then))
        job.failed.connect(partial(self._fail, job))
        job.ended.connect(partial(self._end, job))

    def _finish(self, job: Job, then: Any, result: object) -> None:
        if self._job is job:
            then(result)

    def _fail(self, job: Job, error: FrDeskError) -> None:
        if self._job is job and not isinstance(error, CancelledError):
            self.notice.say(error.message(language.current()), tone="breached")

    def _end(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self.job.show_job("")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()


def _summary(planned: Plan) -> str:
    """Return in a line what an import would do."""
    parts = [tn(*NP_("{count} new", "{count} new"), planned.count("add"))]
    if changed := planned.count("update"):
        parts.append(tn(*NP_("{count} changed", "{count} changed"), changed))
    if same := planned.count("same"):
        parts.append(tn(*NP_("{count} unchanged", "{count} unchanged"), same))
    if left := planned.count("skip"):
        parts.append(tn(*NP_("{count} left out", "{count} left out"), left))
    if planned.zones:
        parts.append(tn(*NP_("{count} new zone", "{count} new zones"), len(planned.zones)))
    if planned.complaints:
        parts.append(
            tn(*NP_("{count} cell not understood", "{count} cells not understood"), planned.complaints)
        )
    return " · ".join(parts)
