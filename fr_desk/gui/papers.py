"""The papers of a dossier, made beside the user's work: PDF, signs, preview; and the check of an opened file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from fr_desk.domain.dossier import Dossier
from fr_desk.gui.language import t
from fr_desk.gui.tasks import Job, Tasks, Work
from fr_desk.i18n import N_, Lang
from fr_desk.services.papers import write_dossier_pdf, write_signs
from fr_desk.services.progress import Cancelled, Progress
from fr_desk.services.sealing import verify


class Papers(QObject):
    """Makes one paper after another.

    Signals:
        began: what is being made, for the status line.
        progressed: how much of it is done, and of how much.
        ended: nothing is being made any more.
        failed: an error of ours.
        written: the files that were written.
        previewed: a PDF to be shown.
        verified: what became of the check of a file.
    """

    began = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    failed = Signal(object)
    written = Signal(object)
    previewed = Signal(object)
    verified = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Wait for work."""
        super().__init__(parent)
        self.tasks = Tasks(self)
        self.job: Job | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def write_dossier(self, dossier: Dossier, out: Path, lang: Lang | None) -> None:
        """Write the dossier as PDF, in ``lang`` or the venue's language."""

        def work(progress: Progress, cancelled: Cancelled) -> list[Path]:
            return [write_dossier_pdf(dossier, out, lang, progress=progress, cancelled=cancelled)]

        self.run(work, t(N_("Writing the dossier")), self.written.emit)

    def write_signs(self, dossier: Dossier, folder: Path, langs: Iterable[Lang]) -> None:
        """Write the venue's signs, in ``langs`` or, if there are none, the venue's language."""
        wanted = tuple(langs) or None

        def work(progress: Progress, cancelled: Cancelled) -> list[Path]:
            return write_signs(dossier, folder, wanted, progress=progress, cancelled=cancelled)

        self.run(work, t(N_("Writing the signs")), self.written.emit)

    def preview(self, dossier: Dossier) -> None:
        """Write the dossier to a scratch folder, to be shown."""
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="fr-desk-")
        out = Path(self._scratch.name) / "preview.pdf"

        def work(progress: Progress, cancelled: Cancelled) -> Path:
            return write_dossier_pdf(dossier, out, progress=progress, cancelled=cancelled)

        self.run(work, t(N_("Preparing the preview")), self.previewed.emit)

    def verify(self, path: Path) -> None:
        """Check whether a file is still what was written."""
        self.run(
            lambda _progress, _cancelled: verify(path),
            t(N_("Checking the file")),
            self.verified.emit,
        )

    def run(self, work: Work, words: str, done: Callable[[Any], object]) -> None:
        """Start a job; ``done`` is told its result."""
        self.job = job = self.tasks.start(work, words)
        job.done.connect(done)
        job.failed.connect(self.failed)
        job.progressed.connect(self.progressed)
        job.ended.connect(self._on_ended)
        self.began.emit(words)

    def _on_ended(self) -> None:
        self.job = None
        self.ended.emit()

    def cancel(self) -> None:
        """Ask the running job to stop."""
        if self.job is not None:
            self.job.cancel()

    def shut_down(self) -> None:
        """Stop what runs, wait for it, and take the scratch folder away."""
        self.tasks.shut_down()
        self.job = None
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None
