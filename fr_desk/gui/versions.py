"""The versions of the open dossier: kept by name, kept by every save, compared, restored, opened, exported.

This module is imported when the window is first opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from fr_desk import services
from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.reading_window import ReadingWindow
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.gui.versions_compared import Compared
from fr_desk.gui.versions_rows import VersionRow, title_of
from fr_desk.i18n import N_, texts
from fr_desk.services import versions
from fr_desk.services.versions import Kind, Version
from fr_desk.storage.access import beside
from fr_desk.storage.container import Contents

if TYPE_CHECKING:
    from fr_desk.gui.document import Document
    from fr_desk.gui.window import Window

TITLE = N_("Versions")
INTRO = N_(
    "States of this dossier to compare with and to go back to. They stay on this computer, beside your file."
)
KEEP, KEEP_INTRO = (
    N_("Keep this version"),
    N_("The dossier becomes the next revision, and its change history names it."),
)
NAME, BY = N_("Name of the version"), N_("Kept by (may stay empty)")
EXAMPLE = N_("for example: before the audit")
HEADINGS: dict[Kind, tuple[str, str]] = {
    "named": (
        N_("Kept by name ({count})"),
        N_("No version is kept by name yet. Give one above, for example before you show the dossier."),
    ),
    "file": (N_("The file"), N_("The dossier has no file yet: save it.")),
    "backup": (
        N_("Kept at each save ({count})"),
        N_("Nothing yet. Each save keeps what was in the file before."),
    ),
}
"""Title of each list, and what is said where there is nothing."""
ROLLING = N_("The last five saves stay, then the last of each day for a month and of each month for a year.")
KEPT, RESTORED = N_("Version “{name}” kept"), N_("Version “{name}” restored")
KEPT_AS = N_("Kept as revision {number}: {name}")
RESTORED_NOTE = N_("Restored. Undo brings back what was there before.")
REMOVED, BROUGHT_BACK = N_("Taken away: {name}"), N_("Brought back: {name}")
EXPORTED = N_("Written: {file}")


@dataclass
class State:
    """What the window remembers while its contents are made anew.

    Attributes:
        pair: the two versions that are compared, ``None`` among them for the dossier as it is now.
        note: what just happened.
        wrong: whether that is a misfortune.
        removed: the version that was just taken away, and can be brought back.
        name: typed so far.
        by: typed so far.
        focus: name of the control that gets the keyboard.
        read: versions that were read.
    """

    pair: tuple[Version | None, Version | None] | None = None
    note: str = ""
    wrong: bool = False
    removed: Version | None = None
    name: str = ""
    by: str = ""
    focus: str = ""
    read: dict[Version, Contents] = field(default_factory=dict)


def open_versions(owner: Window) -> ReadingWindow:
    """Show the versions of the dossier that is open in ``owner``."""
    assert owner.document is not None
    document = owner.document
    last = document.dossier.history[-1].by if document.dossier.history else None
    state = State(by=last or "")
    window = ReadingWindow(owner, TITLE, INTRO, lambda shown: VersionsPage(owner, document, state, shown))
    follower = _Follower(window, state)
    document.assessed.connect(follower.follow)
    owner.files.saved.connect(window.refresh_soon)
    window.open()
    return window


class _Follower(QObject):
    """Lets a comparison with the dossier as it is now follow the answers; the list need not."""

    def __init__(self, window: ReadingWindow, state: State) -> None:
        super().__init__(window)
        self._window, self._state = window, state

    def follow(self, _assessment: object) -> None:
        if self._state.pair is not None and None in self._state.pair:
            self._window.refresh_soon()


class VersionsPage(QWidget):
    """The list of versions, or two of them compared."""

    def __init__(self, owner: Window, document: Document, state: State, shown: ReadingWindow) -> None:
        """Show what ``state`` says."""
        super().__init__()
        self._owner, self._document, self.state, self._shown = owner, document, state, shown
        self._folders = owner.profile.folders
        self.versions = versions.listed(self._folders, document.dossier, document.path)
        self.rows: list[VersionRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self.compared: Compared | None = None
        if state.pair is not None:
            self.compared = Compared(self)
            self._box.addWidget(self.compared)
            return
        self._make_keep()
        self._make_note()
        for kind in HEADINGS:
            self._make_list(kind)

    @property
    def document(self) -> Document:
        """The open document."""
        return self._document

    # what is on it

    def _make_keep(self) -> None:
        card = Card()
        card.box.addWidget(Prose(t(KEEP), "section"))
        card.box.addWidget(Prose(t(KEEP_INTRO), "secondary"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.name = self._line(form, NAME, "name")
        self.name.setPlaceholderText(t(EXAMPLE))
        self.by = self._line(form, BY, "by")
        card.box.addLayout(form)
        self.keep_button = button(t(KEEP), icon="save", kind="primary", press=self.keep)
        card.box.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(card)

    def _line(self, form: QFormLayout, words: str, name: str) -> QLineEdit:
        line = QLineEdit(getattr(self.state, name))
        line.setObjectName(f"versions-{name}")
        line.setAccessibleName(t(words))
        line.setMaxLength(120)
        line.textChanged.connect(partial(setattr, self.state, name))
        line.returnPressed.connect(self.keep)
        form.addRow(Prose(t(words)), line)
        return line

    def _make_note(self) -> None:
        """Say what just happened, and offer to bring back what was taken away."""
        state = self.state
        if not state.note:
            return
        line = Flow(gap=12, line_gap=2)
        note = Prose(state.note, "strong")
        note.setProperty("tone", "breached" if state.wrong else "met")
        line.add(note)
        if state.removed is not None:
            undo = button(t(N_("Undo")), icon="undo-2", kind="small", press=self.bring_back)
            undo.setObjectName("versions-undo")
            undo.setAccessibleDescription(state.note)
            line.add(undo)
        self._box.addWidget(line)

    def _make_list(self, kind: Kind) -> None:
        found = [version for version in self.versions if version.kind == kind]
        title, nothing = HEADINGS[kind]
        self._box.addWidget(Prose(t(title, count=len(found)), "section"))
        if kind == "backup" and found:
            self._box.addWidget(Prose(t(ROLLING), "secondary"))
        if not found:
            self._box.addWidget(Prose(t(nothing), "muted"))
            return
        card = Card(margins=(18, 6, 18, 6))
        card.box.setSpacing(0)
        for version in found:
            if card.box.count():
                card.box.addWidget(Hairline())
            row = VersionRow(version, self)
            self.rows.append(row)
            card.box.addWidget(row)
        self._box.addWidget(card)

    def take_focus(self) -> None:
        """Give the keyboard to what comes next, else to the first control."""
        wanted = self.findChild(QWidget, self.state.focus) if self.state.focus else None
        first = self.compared.back if self.compared else self.name
        (wanted or first).setFocus(Qt.FocusReason.OtherFocusReason)

    # what can be done

    def read(self, version: Version) -> Contents:
        """Return what a version holds; copies never change, the file may.

        Raises:
            FileError: if the system refuses.
            UnreadableError: if the copy is damaged.
        """
        if version.kind == "file" or version not in self.state.read:
            self.state.read[version] = versions.read(version, self._folders)
        return self.state.read[version]

    def contents(self, version: Version) -> Contents | None:
        """Return what a version holds; say what is wrong if it cannot be read."""
        try:
            return self.read(version)
        except FrDeskError as error:
            self.say(error.message(language.current()), wrong=True)
            return None

    def keep(self) -> None:
        """Keep the dossier as it is under the name that was typed, as the next revision."""
        document, state = self._document, self.state
        self._attempt(lambda: self._keep(document, state))

    def _keep(self, document: Document, state: State) -> None:
        counted = versions.counted(document.dossier, state.name, state.by, services.today())
        kept = versions.keep(self._folders, counted, document.attachments)
        document.show(counted, "", texts(KEPT, name=kept.name))
        state.name = ""
        self.say(t(KEPT_AS, number=kept.revision, name=kept.name))

    def compare(self, first: Version | None, second: Version | None = None, focus: str = "") -> None:
        """Show what differs between two versions; ``None`` is the dossier as it is now."""
        self.state.pair, self.state.note, self.state.focus = (first, second), "", focus
        self._anew()

    def close_comparison(self) -> None:
        """Go back to the list."""
        self.state.pair, self.state.focus = None, ""
        self._anew()

    def restore(self, version: Version) -> None:
        """Let the answers be those of a version, as one step that undo takes back."""
        found = self.contents(version)
        if found is None:
            return
        document = self._document
        dossier = versions.with_fingerprints(found.dossier, found.attachments)
        for sha256, data in versions.by_fingerprint(found.attachments).items():
            document.keep(sha256, data)
        document.show(
            versions.restored(document.dossier, dossier), "", texts(RESTORED, name=title_of(version))
        )
        self.state.pair = None
        self.say(t(RESTORED_NOTE))

    def open_as_new(self, version: Version) -> None:
        """Open a version as a dossier without a file."""
        found = self.contents(version)
        if found is not None:
            self._owner.files.open_dossier(found.dossier, dict(found.attachments))

    def export(self, version: Version) -> None:
        """Write a version to a file of its own."""
        title, ending = t(N_("Save the version")), ".frdesk"
        proposed = beside(self._owner.files.proposed(ending))
        target = self._owner.dialogs.file_to_save(self._shown, title, proposed, ending)
        if target is None:
            return

        def write() -> None:
            versions.export(version, target, self._folders)
            self.say(t(EXPORTED, file=target.name))

        self._attempt(write)

    def remove(self, version: Version) -> None:
        """Take a version kept by name away; the line that says so offers to bring it back."""

        def take_away() -> None:
            versions.remove(version)
            self.state.removed, self.state.focus = version, "versions-undo"
            self.say(t(REMOVED, name=title_of(version)), keep_removed=True)

        self._attempt(take_away)

    def bring_back(self) -> None:
        """Bring back what was just taken away."""
        version = self.state.removed
        if version is None:
            return

        def put_back() -> None:
            versions.bring_back(version)
            self.say(t(BROUGHT_BACK, name=title_of(version)))

        self._attempt(put_back)

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except FrDeskError as error:
            self.say(error.message(language.current()), wrong=True)

    def say(self, words: str, *, wrong: bool = False, keep_removed: bool = False) -> None:
        """Say what happened, and show the versions as they are now."""
        self.state.note, self.state.wrong = words, wrong
        if not keep_removed:
            self.state.removed, self.state.focus = None, ""
        self._anew()

    def _anew(self) -> None:
        self._shown.refresh()
        self._shown.take_focus()
