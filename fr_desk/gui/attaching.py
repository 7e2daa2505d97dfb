"""Files that come to a dossier: asked for, made fit to keep in the background, added as one step of the undo stack."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from fr_desk.domain import paths
from fr_desk.domain.choices import AttachmentKind
from fr_desk.errors import FrDeskError
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.document import Document
from fr_desk.gui.language import t
from fr_desk.gui.papers import Papers
from fr_desk.i18n import N_, texts
from fr_desk.services.attachments import TRACES, Taken, add_attachment, take_in_file
from fr_desk.services.progress import Cancelled, Progress

ADDED = N_("File added: {file}")
REMOVED = N_("File removed: {file}")
CLEANED = N_("{file} was added; removed from it: {traces}.")
PLAIN = N_("{file} was added.")
PATTERNS: dict[AttachmentKind, str] = {
    AttachmentKind.PHOTO: "*.jpg *.jpeg *.png *.heic *.heif",
    AttachmentKind.LOGO: "*.svg *.png *.jpg *.jpeg *.heic",
    AttachmentKind.PLAN: "*.pdf *.jpg *.jpeg *.png *.heic",
    AttachmentKind.CONTRACT: "*.pdf *.jpg *.jpeg *.png *.heic",
    AttachmentKind.OTHER: "*.pdf *.jpg *.jpeg *.png *.heic",
}
"""Endings offered for each kind; what a file is, its content says."""


class Attaching(QObject):
    """Asks for files and adds them.

    Signals:
        noted: what was added and what was removed from it, in a sentence.
        refused: an error of ours.
    """

    noted = Signal(str)
    refused = Signal(object)

    def __init__(self, owner: QObject, dialogs: Dialogs, papers: Papers) -> None:
        """Wait for a wish."""
        super().__init__(owner)
        self._dialogs, self._papers = dialogs, papers

    def ask(
        self,
        document: Document,
        to: str = "",
        kind: AttachmentKind | None = None,
        *,
        keep_location: bool = False,
    ) -> None:
        """Ask for a file and add it.

        Args:
            document: that gets it.
            to: path of the answer that then names it, if any does.
            kind: what it shows; by default what the answer takes.
            keep_location: whether a photo keeps the place of the shot.
        """
        is_logo = bool(to) and paths.split(to)[-1] == "logo"
        wanted = kind or (AttachmentKind.LOGO if is_logo else AttachmentKind.PHOTO)
        file = self._dialogs.file_to_attach(PATTERNS[wanted])
        if file is not None:
            self.take(document, file, wanted, to, keep_location=keep_location)

    def take(
        self,
        document: Document,
        file: Path,
        kind: AttachmentKind,
        to: str = "",
        *,
        keep_location: bool = False,
    ) -> None:
        """Make a file fit to keep, in the background, then add it to ``document``."""

        def work(progress: Progress, cancelled: Cancelled) -> Taken:  # noqa: ARG001 - one step, soon done
            return take_in_file(file, kind, keep_location=keep_location)

        self._papers.run(
            work, t(N_("Adding {file}"), file=file.name), lambda taken: self._add(document, taken, to)
        )

    def _add(self, document: Document, taken: Taken, to: str) -> None:
        try:
            after, _contents, _key = add_attachment(document.dossier, document.attachments, taken, to)
        except FrDeskError as error:
            self.refused.emit(error)
            return
        document.keep(taken.sha256, taken.data)
        document.show(after, to or "attachments", texts(ADDED, file=taken.name))
        traces = ", ".join(t(TRACES[one]) for one in taken.removed)
        self.noted.emit(t(CLEANED, file=taken.name, traces=traces) if traces else t(PLAIN, file=taken.name))


def take_away(document: Document, key: str) -> None:
    """Remove a file from a dossier as one step; answers that named it are unanswered. Undo brings it back."""
    path = paths.join("attachments", key)
    entry = document.get(path)
    after = paths.remove(paths.release(document.dossier, path), path)
    document.show(after, "", texts(REMOVED, file=entry.name or key))
