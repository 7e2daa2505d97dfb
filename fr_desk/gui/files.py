"""The open document and its file: opened, saved, left. Asks through the dialogs, and never loses an answer unasked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.gui.dialogs import Dialogs, Leave
from fr_desk.gui.document import Document
from fr_desk.gui.inspector.door import said_at_desk
from fr_desk.gui.language import t
from fr_desk.gui.profile import Profile
from fr_desk.i18n import N_
from fr_desk.resources import resource
from fr_desk.services.unfinished import InUseElsewhereError
from fr_desk.services.work import open_work
from fr_desk.storage.access import beside

UNNAMED = N_("Venue without a name")
NOT_SAVED, CHANGED = N_("Not saved yet"), N_("Not saved since the last change")
NOTHING_TO_SAVE, SAVED = N_("Nothing to save yet"), N_("Saved and checked")


@dataclass(frozen=True, slots=True)
class Stored:
    """What is known to be in the document's file: what two people's work is compared with.

    Attributes:
        path: the file.
        dossier: what it holds.
        sha256: of the file.
    """

    path: Path
    dossier: Dossier
    sha256: str


class Files(QObject):
    """Holds the open document, one at a time.

    Signals:
        taken: another document is open, or none.
        refused: a file could not be opened.
        saved: the document was saved.
        troubled: an error about the document's file, and the file; the document is as it was.
        stored_anew: what is known to be in the file changed.
        verify_wanted: a dossier PDF was opened, and is to be checked.
    """

    taken = Signal()
    refused = Signal()
    saved = Signal()
    troubled = Signal(object, object)
    stored_anew = Signal()
    verify_wanted = Signal(object)

    def __init__(self, window: QWidget, dialogs: Dialogs, profile: Profile) -> None:
        """Hold no document yet; ``window`` is what dialogs belong to."""
        super().__init__(window)
        self._window, self._dialogs, self._profile = window, dialogs, profile
        self.document: Document | None = None
        self.stored: Stored | None = None
        self._saved_at: datetime | None = None

    @property
    def name(self) -> str:
        """The venue's name, as windows and files call it."""
        return (self.document.dossier.venue.name if self.document else None) or t(UNNAMED)

    @property
    def state(self) -> str:
        """Whether the answers are on disk, in words."""
        if self.document is None:
            return ""
        path = self.document.path
        if not self.document.is_clean:
            return t(CHANGED) if path else t(NOT_SAVED)
        if path is None:
            return t(NOTHING_TO_SAVE)
        return f"{self._saved_at:%H:%M:%S} {t(SAVED)}" if self._saved_at else t(SAVED)

    # opening and leaving

    def new(self, kind: VenueKind, country: Jurisdiction) -> None:
        """Begin a dossier."""
        self.open_dossier(services.new_dossier(kind, country))

    def ask_for_file(self) -> None:
        """Ask for a file and open it."""
        recent = self._profile.preferences.recent
        path = self._dialogs.file_to_open(self._window, recent[0].parent if recent else Path.home())
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a file; say in one sentence what is wrong with it, if anything is. Say whether it is open."""
        if not self.may_leave():
            return False
        try:
            opened = services.open_dossier(path)
        except FrDeskError as error:
            self._dialogs.tell(self._window, said_at_desk(error, path))
            self._profile.forget(path)
            self.refused.emit()
            return False
        attachments = dict(opened.attachments)
        if opened.form != "frdesk":
            self._take(opened.dossier, None, attachments, path)
        else:
            self._take_file(opened, attachments)
        self._profile.remember(path)
        if opened.form == "pdf":
            self.verify_wanted.emit(path)
        return True

    def _take_file(self, opened: services.Opened, attachments: dict[str, bytes]) -> None:
        """Open a file that can be saved to; a copy of its own where another window has it open."""
        path = opened.path
        try:
            self._take(opened.dossier, path, attachments)
        except InUseElsewhereError as error:
            self._take(opened.dossier, None, attachments, path)
            self.troubled.emit(error, path)
        self.keep_in_mind(Stored(path, opened.dossier, opened.sha256))

    def open_sample(self, name: str) -> None:
        """Open a bundled sample as a new dossier."""
        self.open_dossier(services.open_dossier(resource("samples", f"{name}.yaml")).dossier)

    def open_dossier(self, dossier: Dossier, attachments: dict[str, bytes] | None = None) -> None:
        """Open a dossier that has no file yet."""
        if self.may_leave():
            self._take(dossier, attachments=attachments)

    def go_on(self, key: str, dossier: Dossier) -> None:
        """Go on with a dossier that never had a file, where its journal ends."""
        if self.may_leave():
            self._take(dossier, key=key)

    def _take(
        self,
        dossier: Dossier,
        path: Path | None = None,
        attachments: dict[str, bytes] | None = None,
        read_from: Path | None = None,
        key: str = "",
    ) -> None:
        self.drop()
        self._saved_at = self.stored = None
        work = open_work(self._profile.folders, dossier, path, key)
        self.document = Document(
            dossier,
            services.assess,
            path=path,
            attachments=attachments,
            read_from=read_from,
            work=work,
            parent=self,
        )
        self.taken.emit()

    def drop(self) -> None:
        """Let the document go, saved or not."""
        if self.document is not None:
            self.document.close()
            self.document.deleteLater()
            self.document = None

    def close(self) -> None:
        """Leave the document, if the user agrees."""
        if self.document is not None and self.may_leave():
            self.drop()
            self.taken.emit()

    def may_leave(self) -> bool:
        """Ask what becomes of unsaved answers; say whether the document may go."""
        if self.document is None or self.document.is_clean:
            return True
        wish = self._dialogs.ask_to_save(self._window, self.name)
        return wish is Leave.DISCARD or (wish is Leave.SAVE and self.save())

    # saving

    def save(self) -> bool:
        """Save the dossier; ask where to if it has no file yet. Say whether it is saved."""
        if self.document is None:
            return False
        return self.save_to(self.document.path) if self.document.path else self.save_as()

    def save_as(self) -> bool:
        """Ask where to and save. Say whether it is saved."""
        if self.document is None:
            return False
        title, ending = t(N_("Save the dossier")), ".frdesk"
        proposed = self.proposed(ending)
        if self.document.path is None and self.stored is not None and _same(proposed, self.stored.path):
            proposed = beside(proposed)  # another window has that file open
        path = self._dialogs.file_to_save(self._window, title, proposed, ending)
        return path is not None and self.save_to(path)

    def proposed(self, ending: str) -> Path:
        """Return a file name made of the venue's name, where the dossier is or was read from."""
        near = self.document and (self.document.path or self.document.read_from)
        plain = re.sub(r'[\\/:*?"<>|\x00-\x1f\s]+', " ", self.name).strip(" .")[:80] or "dossier"
        return (near.parent if near else Path.home()) / f"{plain}{ending}"

    def save_to(self, path: Path) -> bool:
        """Save the dossier to a file, unless somebody else has changed that file. Say whether it is saved."""
        document, stored = self.document, self.stored
        if document is None:
            return False
        expected = stored.sha256 if stored and _same(stored.path, path) else None
        dossier, folders = document.dossier, self._profile.folders
        if document.work is not None:
            document.work.is_about_to_save()
        try:
            sha256 = services.save_dossier(
                dossier, path, document.attachments, expected=expected, folders=folders
            )
        except FrDeskError as error:
            self.troubled.emit(error, path)
            return False
        self._saved_at = datetime.now().astimezone()
        self.keep_in_mind(Stored(path, dossier, sha256))
        document.saved_to(path)
        self._profile.remember(path)
        self.saved.emit()
        return True

    def keep_in_mind(self, stored: Stored) -> None:
        """Take for known what a file holds now: saving may replace it."""
        self.stored = stored
        self.stored_anew.emit()


def _same(one: Path, other: Path) -> bool:
    """Tell whether two names lead to one file."""
    try:
        return one.resolve() == other.resolve()
    except OSError:
        return one == other
