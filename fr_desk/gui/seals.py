"""Seals: a window that checks a document, seals it, and keeps identities and known signers.

Cryptography is read when the first document is checked or sealed, in the background. This module is imported when the
window is first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFormLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import button
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.editors.editor import CalmCombo
from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.language import t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.seal_parts import SEALABLE, IdentityFields, Result, called, field, until
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.gui.tasks import Tasks
from fr_desk.i18n import N_
from fr_desk.paths import Folders
from fr_desk.services import sealing
from fr_desk.services.sealing import Identity, Signer
from fr_desk.storage.verification import Verification

TITLE = N_("Check and seal documents")
CHECK_INTRO = N_(
    "A dossier PDF carries its own data. Here you see whether it is still what was written, and who says so."
)
SEAL_INTRO = N_(
    "A seal says who vouches for the document, and shows every later change. A second seal keeps the first valid."
)
KEYS_INTRO = N_("A key made here stays on this computer, under your passphrase. Nobody can open it without.")
KNOWN_INTRO = N_("Seals of these people count as known, besides your own.")
DIFFER = N_("The two passphrases differ; type them again.")
SEALED = N_("Sealed: {file}")
MADE = N_("Made: {name}. Keep the passphrase: nobody can open the key without it.")
MINE, KEY_FILE = "", "file"


class SealWindow(QWidget):
    """The window: a document at the top, then sealing it, then identities and known signers."""

    def __init__(self, owner: QWidget, folders: Folders, dialogs: Dialogs, file: Path | None = None) -> None:
        """Show the window; ``file`` is checked at once if there is one."""
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("home")
        self.setProperty(TOPIC, "sealing")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{t(TITLE)} – FR Desk")
        self.setAccessibleName(t(TITLE))
        self._folders, self._dialogs = folders, dialogs
        self._tasks = Tasks(self)
        self.file: Path | None = None
        self.result: Verification | None = None
        self._identities: tuple[Identity, ...] = ()
        self._key_file: Path | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(28, 22, 28, 22)
        self._box.setSpacing(14)
        self._box.addWidget(Prose(t(TITLE), "title"))
        self.note = Prose(role="strong")
        self.note.setVisible(False)
        self._box.addWidget(self.note)
        self._make_check()
        self._make_seal()
        self._make_identities()
        self._make_signers()
        self._box.addStretch()
        scroll.setWidget(body)
        outer.addWidget(scroll)
        self.resize(min(760, owner.width()), max(560, owner.height() - 40))
        self._show_people()
        if file is not None:
            self.check(file)

    def take_focus(self) -> None:
        """Give the keyboard to the first control."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # its cards

    def _card(self, title: str, intro: str) -> Card:
        card = Card()
        card.box.addWidget(Prose(t(title), "section"))
        card.box.addWidget(Prose(t(intro), "secondary"))
        self._box.addWidget(card)
        return card

    def _make_check(self) -> None:
        card = self._card(N_("The document"), CHECK_INTRO)
        self._name = Prose(t(N_("No document is chosen.")), "muted")
        card.box.addWidget(self._name)
        self.choose = button(
            t(N_("Choose a document…")), icon="folder-open", kind="primary", press=self._choose
        )
        card.box.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._found = QVBoxLayout()
        card.box.addLayout(self._found)

    def _make_seal(self) -> None:
        card = self._card(N_("Seal it"), SEAL_INTRO)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self.who = CalmCombo()
        self.who.setAccessibleName(t(N_("Seal as")))
        self.who.activated.connect(self._on_who)
        form.addRow(Prose(t(N_("Seal as"))), self.who)
        self.passphrase = field(form, t(N_("Passphrase")), secret=True)
        self.passphrase.textChanged.connect(self._enable)
        self.passphrase.returnPressed.connect(self._seal)
        card.box.addLayout(form)
        self.seal_button = button(t(N_("Seal the document")), icon="shield-check", press=self._seal)
        card.box.addWidget(self.seal_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_identities(self) -> None:
        card = self._card(N_("Your identities"), KEYS_INTRO)
        self._own = QVBoxLayout()
        self._own.setSpacing(6)
        card.box.addLayout(self._own)
        card.box.addWidget(Hairline())
        self.fields = IdentityFields()
        card.box.addWidget(self.fields)
        self.make_button = button(t(N_("Make an identity")), icon="key-round", press=self._make)
        card.box.addWidget(self.make_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_signers(self) -> None:
        card = self._card(N_("Known signers"), KNOWN_INTRO)
        self._known = QVBoxLayout()
        self._known.setSpacing(6)
        card.box.addLayout(self._known)
        self.add_signer = button(t(N_("Add a certificate…")), icon="plus", press=self._add_signer)
        card.box.addWidget(self.add_signer, 0, Qt.AlignmentFlag.AlignLeft)

    # the document

    def _choose(self) -> None:
        start = self.file.parent if self.file else Path.home()
        if (file := self._dialogs.file_to_open(self, start)) is not None:
            self.check(file)

    def check(self, file: Path) -> None:
        """Check a file, in the background."""
        self.file, self.result = file, None
        self._name.setText(str(file))
        self._run(t(N_("Checking the file")), lambda: sealing.verify(file, self._folders), self._show_result)

    def _show_result(self, result: Verification) -> None:
        self.result = result
        empty(self._found)
        self._found.addWidget(Result(result, self._add_signer))
        self._enable()

    def _seal(self) -> None:
        identity = self._chosen()
        if self.file is None or identity is None or not self.seal_button.isEnabled():
            return
        file, passphrase = self.file, self.passphrase.text()
        self.passphrase.clear()
        self._run(
            t(N_("Sealing the document")),
            lambda: sealing.seal(file, identity, passphrase),
            self._on_sealed,
        )

    def _on_sealed(self, file: Path) -> None:
        self._say(t(SEALED, file=file.name))
        self.check(file)

    # people

    def _show_people(self) -> None:
        self._identities = sealing.identities(self._folders)
        chosen = self.who.currentData()
        self.who.clear()
        for one in self._identities:
            self.who.addItem(called(one.holder), one.holder.id)
        if self._key_file is not None:
            self.who.addItem(self._key_file.name, KEY_FILE)
        self.who.addItem(t(N_("A key file of your own (.p12)…")), MINE)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0) if chosen else 0)
        empty(self._own)
        for one in self._identities:
            self._own.addWidget(self._identity_line(one))
        if not self._identities:
            self._own.addWidget(Prose(t(N_("None yet.")), "muted"))
        known = sealing.signers(self._folders)
        empty(self._known)
        for signer in known:
            self._known.addWidget(self._signer_line(signer))
        if not known:
            self._known.addWidget(Prose(t(N_("None yet.")), "muted"))
        self._enable()

    def _identity_line(self, one: Identity) -> QWidget:
        line = Flow(gap=12, line_gap=2)
        line.add(Prose(f"{called(one.holder)} · {until(one.holder)}"))
        save = button(
            t(N_("Save the certificate…")), icon="file-down", kind="link", press=lambda: self._export(one)
        )
        save.setAccessibleDescription(called(one.holder))
        line.add(save)
        return line

    def _signer_line(self, one: Signer) -> QWidget:
        line = Flow(gap=12, line_gap=2)
        since = t(N_("known since {date}"), date=written_date(one.since))
        line.add(Prose(f"{one.name} · {called(one.holder)} · {since}"))
        forget = button(
            t(N_("No longer known")), icon="trash-2", kind="link", press=lambda: self._forget(one.name)
        )
        forget.setAccessibleDescription(one.name)
        line.add(forget)
        return line

    def _chosen(self) -> Identity | Path | None:
        """Return what is chosen to seal with."""
        data = self.who.currentData()
        if data == KEY_FILE:
            return self._key_file
        return next((one for one in self._identities if one.holder.id == data), None)

    def _on_who(self, _index: int) -> None:
        if self.who.currentData() == MINE:
            file = self._dialogs.key_file(self, Path.home())
            self._key_file = file or self._key_file
            self._show_people()
            self.who.setCurrentIndex(max(self.who.findData(KEY_FILE), 0))
        self._enable()

    def _make(self) -> None:
        fields = self.fields
        if not fields.agree:
            self._say(t(DIFFER), wrong=True)
            fields.passphrase.setFocus()
            return
        name, organisation = fields.name.text(), fields.organisation.text()
        passphrase = fields.passphrase.text()
        self._run(
            t(N_("Making an identity")),
            lambda: sealing.make_identity(name, organisation, passphrase, folders=self._folders),
            self._on_made,
        )

    def _on_made(self, made: Identity) -> None:
        self.fields.clear()
        self._say(t(MADE, name=called(made.holder)))
        self._show_people()
        self.who.setCurrentIndex(max(self.who.findData(made.holder.id), 0))
        self._enable()

    def _export(self, one: Identity) -> None:
        proposed = Path.home() / f"{one.holder.name}.pem".replace("/", "-")
        out = self._dialogs.file_to_save(self, t(N_("Save the certificate")), proposed, ".pem")
        if out is not None:
            self._attempt(lambda: sealing.export_certificate(one, out))

    def _add_signer(self) -> None:
        """Ask for a certificate as a file: what a document carries about its own signer proves nothing."""
        file = self._dialogs.certificate_file(self, Path.home())
        if file is not None and self._attempt(lambda: sealing.trust(file, folders=self._folders)):
            self._on_signers()

    def _forget(self, name: str) -> None:
        if self._attempt(lambda: sealing.forget(name, self._folders)):
            self._on_signers()

    def _on_signers(self) -> None:
        self._show_people()
        if self.file is not None:
            self.check(self.file)

    # work

    def _run(self, words: str, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Do ``work`` in the background; buttons wait for it."""
        self._say(words)
        job = self._tasks.start(lambda _progress, _cancelled: work(), words)
        job.done.connect(lambda result: (self._say(""), done(result)))
        job.failed.connect(self._on_failed)
        job.ended.connect(self._enable, Qt.ConnectionType.QueuedConnection)
        self._enable()

    def _attempt(self, work: Callable[[], object]) -> bool:
        """Do a small thing at once, and say what went wrong if it did."""
        try:
            work()
        except FrDeskError as error:
            self._on_failed(error)
            return False
        return True

    def _on_failed(self, error: FrDeskError) -> None:
        if not isinstance(error, CancelledError):
            self._say(error.message(language.current()), wrong=True)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.note.setProperty("tone", "breached" if wrong else "")
        self.note.style().polish(self.note)
        self.note.say(words)

    def _enable(self) -> None:
        """Offer only what can be done now."""
        idle = not self._tasks.jobs
        fit = self.result is not None and self.result.form == "pdf" and self.result.standing in SEALABLE
        ready = idle and fit and self._chosen() is not None and bool(self.passphrase.text())
        self.seal_button.setEnabled(ready)
        for one in (self.choose, self.make_button, self.add_signer):
            one.setEnabled(idle)

    # the window itself

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for what runs: a file is never left half sealed."""
        self._tasks.shut_down()
        super().closeEvent(event)
