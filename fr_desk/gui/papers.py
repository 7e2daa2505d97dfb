"""The papers of a dossier, written and printed beside the user's work; and the check of an opened file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fr_desk.domain.dossier import Dossier
from fr_desk.gui.language import t
from fr_desk.gui.tasks import Job, Tasks, Work
from fr_desk.i18n import N_, Lang
from fr_desk.services.forms import Format
from fr_desk.services.papers import write_dossier_pdf
from fr_desk.services.printing import export_all, write_paper
from fr_desk.services.progress import Cancelled, Progress
from fr_desk.services.signs import SheetForm, write_signs

if TYPE_CHECKING:  # read late: the desk starts without them
    from PySide6.QtPrintSupport import QPrinter

    from fr_desk.gui.printing import Run
    from fr_desk.storage.verification import Verification


class Papers(QObject):
    """Makes one paper after another.

    Signals:
        began: what is being made, for the status line.
        progressed: how much of it is done, and of how much.
        ended: nothing is being made any more.
        failed: an error of ours.
        written: the files that were written.
        printed: how many pages went to a printer, and which.
        verified: what became of the check of a file.
    """

    began = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    failed = Signal(object)
    written = Signal(object)
    printed = Signal(int, str)
    verified = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Wait for work."""
        super().__init__(parent)
        self.tasks = Tasks(self)
        self.job: Job | None = None

    def write_dossier(
        self, dossier: Dossier, attachments: Mapping[str, bytes], out: Path, lang: Lang | None
    ) -> None:
        """Write the dossier as PDF, in ``lang`` or the venue's language."""

        def work(progress: Progress, cancelled: Cancelled) -> list[Path]:
            written = write_dossier_pdf(
                dossier, out, lang, progress=progress, cancelled=cancelled, attachments=attachments
            )
            return [written]

        self.run(work, t(N_("Writing the dossier")), self.written.emit)

    def write_signs(
        self,
        dossier: Dossier,
        attachments: Mapping[str, bytes],
        folder: Path,
        langs: Iterable[Lang],
        sheet: SheetForm = "sheet",
    ) -> None:
        """Write the venue's signs, in ``langs`` or, if there are none, as their designs say."""
        wanted = tuple(langs) or None

        def work(progress: Progress, cancelled: Cancelled) -> list[Path]:
            return write_signs(
                dossier,
                folder,
                wanted,
                progress=progress,
                cancelled=cancelled,
                attachments=attachments,
                made_as=sheet,
            )

        self.run(work, t(N_("Writing the signs")), self.written.emit)

    def write_paper(
        self,
        dossier: Dossier,
        attachments: Mapping[str, bytes],
        paper_id: str,
        out: Path,
        langs: tuple[Lang, ...],
        made_as: Format,
        sheet: SheetForm,
    ) -> None:
        """Write one paper, in ``langs`` or its own."""

        def work(progress: Progress, cancelled: Cancelled) -> list[Path]:
            written = write_paper(
                paper_id,
                dossier,
                out,
                attachments,
                langs=langs,
                made_as=made_as,
                progress=progress,
                cancelled=cancelled,
                sheet=sheet,
            )
            return [written]

        self.run(work, t(N_("Writing {file}"), file=out.name), self.written.emit)

    def export_all(self, dossier: Dossier, attachments: Mapping[str, bytes], target: Path) -> None:
        """Write everything there is into a new folder or a zip."""

        def work(progress: Progress, cancelled: Cancelled) -> list[Path]:
            return [export_all(dossier, attachments, target, progress=progress, cancelled=cancelled)]

        self.run(work, t(N_("Exporting everything")), self.written.emit)

    def print_pages(self, run: Run, printer: QPrinter) -> None:
        """Send pages to a printer."""
        from fr_desk.gui.printing import print_pages  # noqa: PLC0415 - only who prints needs it

        def work(progress: Progress, cancelled: Cancelled) -> tuple[int, str]:
            return print_pages(run, printer, progress, cancelled), name

        name = printer.printerName() or Path(printer.outputFileName()).name
        self.run(work, t(N_("Printing")), lambda done: self.printed.emit(*done))

    def verify(self, path: Path) -> None:
        """Check whether a file is still what was written."""
        self.run(
            lambda _progress, _cancelled: _verified(path),
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
        """Stop what runs, and wait for it."""
        self.tasks.shut_down()
        self.job = None


def _verified(path: Path) -> Verification:
    from fr_desk.services.sealing import verify  # noqa: PLC0415 - late, see above

    return verify(path)
