"""The page that asks the local network for devices: first what it will do, then only when somebody presses the button.

User name and password live in the two fields and nowhere else: not in the dossier, not in the journal, not on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain.paths import AnswerError
from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.devices.found_row import Choices, FoundRow, sources_of
from fr_desk.gui.devices.notice import Notice
from fr_desk.gui.document import Document
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.gui.tasks import Job, Tasks, Work
from fr_desk.i18n import N_, NP_, count_texts
from fr_desk.services.devices import discovery, edits, onvif
from fr_desk.services.devices.cells import Reader
from fr_desk.services.devices.discovery import Search
from fr_desk.services.devices.onvif import Details
from fr_desk.services.devices.soap import Credentials
from fr_desk.services.devices.words import folded

INTRO = N_(
    "FR Desk puts one question to the network this computer is in: which cameras and recorders are there? Devices with "
    "ONVIF switched on answer. Nothing leaves the network, nothing is asked before you press the button, and nothing "
    "is added before you choose it."
)
ASKING = N_("Asking the network; answers are collected for {seconds} seconds")
NO_NETWORK = N_(
    "Nothing was asked: this computer has no address in a private network. Connect it to the network of the cameras "
    "and search again."
)
NOTHING = N_("Nothing answered. Asked for {seconds} seconds, from {networks}.")
TRY = (
    N_("Is this computer in the same network as the cameras? They often have one of their own."),
    N_("Is ONVIF switched on in the device? Many recorders and cameras come with it switched off."),
    N_("Does a firewall on this computer hold back the answers (UDP port 3702)?"),
    N_("Recorders often hide their cameras: copy the recorder's own list instead."),
)
FOUND = NP_("One device answered.", "{count} devices answered.")
IGNORED = NP_(
    "One answer was not read: it was no answer, or led to another address.",
    "{count} answers were not read: they were no answers, or led to other addresses.",
)
LOGIN_INTRO = N_(
    "With a user name and a password the devices also tell their model, their resolution and whether they analyse "
    "faces. Both are kept only until this window is closed; the password itself is never sent."
)
ADDED = NP_("One device found on the network added", "{count} devices found on the network added")
ADDED_NOTE = NP_("One device added.", "{count} devices added.")
CHECK_FACES = NP_(
    "One of them says that face analytics are on: check what it does with faces.",
    "{count} of them say that face analytics are on: check what they do with faces.",
)


@dataclass
class SearchState:
    """What was found, and what was chosen of it. No password is ever part of it."""

    search: Search | None = None
    details: dict[str, Details] = field(default_factory=dict)
    choices: dict[str, Choices] = field(default_factory=dict)

    def forget(self) -> None:
        """Forget everything."""
        self.search = None
        self.details.clear()
        self.choices.clear()


class SearchPage(QWidget):
    """The page.

    Signals:
        by_hand_wanted: the devices are rather typed.
        done: devices were added; one sentence about it.
    """

    by_hand_wanted = Signal()
    done = Signal(str)

    def __init__(self, document: Document, tasks: Tasks, state: SearchState) -> None:
        """Go on where ``state`` says."""
        super().__init__()
        self._document, self._tasks, self.state = document, tasks, state
        self._job: Job | None = None
        self.search_for: Callable[..., Search] = discovery.search
        self.rows: list[FoundRow] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        area, body = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        box = QVBoxLayout(body)
        box.setContentsMargins(1, 1, 8, 4)
        box.setSpacing(12)
        box.addWidget(self._make_question())
        self.notice = Notice()
        box.addWidget(self.notice)
        self._found = QVBoxLayout()
        self._found.setSpacing(12)
        box.addLayout(self._found)
        self.login = self._make_login()
        box.addWidget(self.login)
        box.addStretch()
        area.setWidget(body)
        outer.addWidget(area, 1)
        foot = Flow(8)
        self.add = button(t(N_("Add")), icon="plus", kind="primary", press=self.add_chosen)
        self.by_hand = button(t(N_("Add devices by hand")), icon="pencil", press=self.by_hand_wanted.emit)
        foot.add(self.add)
        foot.add(self.by_hand)
        outer.addWidget(foot)
        self._show()

    def _make_question(self) -> Card:
        card = Card()
        card.box.addWidget(Prose(t(N_("Search the local network")), "section"))
        card.box.addWidget(Prose(t(INTRO), "secondary"))
        line = QHBoxLayout()
        line.setSpacing(12)
        self.ask = button(t(N_("Ask the local network")), icon="search", kind="primary", press=self.start)
        line.addWidget(self.ask)
        self.job = JobBar()
        self.job.cancel_pressed.connect(self.stop)
        line.addWidget(self.job, 1)
        line.addStretch()
        card.box.addLayout(line)
        return card

    def _make_login(self) -> Card:
        card = Card()
        card.box.addWidget(Prose(t(N_("Ask the devices about themselves")), "section"))
        card.box.addWidget(Prose(t(LOGIN_INTRO), "secondary"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self.user, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        for words, line in ((N_("User name"), self.user), (N_("Password"), self.password)):
            line.setAccessibleName(t(words))
            line.setMaximumWidth(320)
            line.returnPressed.connect(self.ask_chosen)
            form.addRow(Prose(t(words)), line)
        card.box.addLayout(form)
        self.tell = button(t(N_("Ask the chosen devices")), icon="arrow-right", press=self.ask_chosen)
        card.box.addWidget(self.tell, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def take_focus(self) -> None:
        """Give the keyboard to the first control."""
        self.ask.setFocus(Qt.FocusReason.OtherFocusReason)

    # asking

    def start(self) -> None:
        """Ask the network."""
        self.state.forget()
        self._show()
        search = self.search_for
        words = t(ASKING, seconds=f"{discovery.WAIT:g}")
        self._run(
            lambda progress, cancelled: search(progress=progress, cancelled=cancelled), words, self._on_found
        )

    def _on_found(self, found: Search) -> None:
        self.state.search = found
        self._show()
        if self.rows:
            self.rows[0].box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.by_hand.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_chosen(self) -> None:
        """Ask the ticked devices about themselves."""
        if self.state.search is None or self._job is not None:
            return
        wanted = list(dict.fromkeys(row.source.answer for row in self.rows if row.is_ticked))
        if not wanted:
            return
        credentials = Credentials(self.user.text(), self.password.text())
        words = t(N_("Asking the devices about themselves"))
        self._run(
            lambda progress, cancelled: onvif.ask_all(
                wanted, credentials, progress=progress, cancelled=cancelled
            ),
            words,
            self._on_told,
        )

    def _on_told(self, told: Sequence[Details]) -> None:
        self.state.details.update({one.answer.url: one for one in told})
        self._show()

    def stop(self) -> None:
        """Stop asking."""
        if self._job is not None:
            self._job.cancel()

    # what was found

    def _show(self) -> None:
        empty(self._found)
        self.rows = []
        found = self.state.search
        self.login.setVisible(bool(found and found.answers))
        if found is None:
            self.notice.say("")
        elif found.answers:
            self._show_answers(found)
        else:
            self.notice.say("")
            self._found.addWidget(self._nothing(found))
        self._enable()

    def _show_answers(self, found: Search) -> None:
        said = tn(FOUND.one, FOUND.other, len(found.answers))
        if found.ignored:
            said = f"{said} {tn(IGNORED.one, IGNORED.other, found.ignored)}"
        self.notice.say(said, tone="met")
        card = Card(margins=(14, 6, 14, 8))
        card.box.setSpacing(0)
        names = Reader(self._document.dossier).names("zones")
        for answer in found.answers:
            for source in sources_of(answer, self.state.details.get(answer.url)):
                choices = self.state.choices.setdefault(source.key, Choices(source.label))
                if choices.label == choices.proposed != source.label:
                    choices.label = choices.proposed = source.label
                zone = next(iter(names.find(source.place)), "") if source.place else ""
                row = FoundRow(source, choices, zone, last=answer is found.answers[-1])
                row.changed.connect(self._enable)
                self.rows.append(row)
                card.box.addWidget(row)
        self._found.addWidget(card)

    @staticmethod
    def _nothing(found: Search) -> Card:
        card = Card()
        if not found.networks:
            card.box.addWidget(Prose(t(NO_NETWORK), "question"))
            return card
        seconds, networks = f"{found.seconds:.0f}", ", ".join(found.networks)
        card.box.addWidget(Prose(t(NOTHING, seconds=seconds, networks=networks), "question"))
        if found.ignored:
            card.box.addWidget(Prose(tn(IGNORED.one, IGNORED.other, found.ignored), "secondary"))
        card.box.addWidget(Prose(t(N_("What you can try:")), "strong"))
        for words in TRY:
            card.box.addWidget(Prose(f"• {t(words)}"))
        return card

    def _enable(self) -> None:
        ticked = sum(row.is_ticked for row in self.rows)
        idle = self._job is None
        self.add.setVisible(bool(self.rows))
        self.add.setText(tn(*NP_("Add the chosen device", "Add the {count} chosen devices"), ticked))
        self.add.setAccessibleName(self.add.text())
        self.add.setEnabled(ticked > 0 and idle)
        self.tell.setEnabled(ticked > 0 and idle)
        self.ask.setEnabled(idle)

    def add_chosen(self) -> None:
        """Add the ticked devices to the dossier, as one step."""
        chosen = [row for row in self.rows if row.is_ticked]
        if not chosen:
            return
        dossier = self._document.dossier
        taken = {folded(one.label) for one in (dossier.cameras or {}).values() if one.label}
        devices = []
        for row in chosen:
            answers = row.answers()
            label = str(answers.get("label", ""))
            if folded(label) in taken:
                answers["label"] = edits.numbered_on(label, taken)
            taken.add(folded(str(answers.get("label", ""))))
            devices.append(answers)
        try:
            after, _ = edits.with_new(dossier, devices)
        except AnswerError as error:
            self.notice.say(error.message(language.current()), tone="breached")
            return
        faces = sum(row.source.faces == "on" and "face_function" not in row.answers() for row in chosen)
        self._document.end_typing()
        self._document.show(after, "cameras", count_texts(ADDED, len(devices)))
        said = tn(ADDED_NOTE.one, ADDED_NOTE.other, len(devices))
        if faces:
            said = f"{said} {tn(CHECK_FACES.one, CHECK_FACES.other, faces)}"
        for row in chosen:
            row.untick()
        self.done.emit(said)

    # work

    def _run(self, work: Work, words: str, then: Callable[[Any], object]) -> None:
        job = self._job = self._tasks.start(work, words)
        self.job.show_job(words)
        job.progressed.connect(self.job.show_progress)
        job.done.connect(partial(self._finish, job, then))
        job.failed.connect(self._fail)
        job.ended.connect(partial(self._end, job))
        self._enable()

    def _finish(self, job: Job, then: Callable[[Any], object], result: object) -> None:
        if self._job is job:
            self._job = None
            then(result)

    def _fail(self, error: FrDeskError) -> None:
        said = t(N_("Stopped.")) if isinstance(error, CancelledError) else error.message(language.current())
        self.notice.say(said)

    def _end(self, job: Job) -> None:
        if self._job in {job, None}:
            self._job = None
            self.job.show_job("")
            self._enable()
