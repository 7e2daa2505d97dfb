"""Makes the papers of a document beside the user's work, and makes them anew when its answers change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fr_desk.errors import FrDeskError
from fr_desk.gui.document import Document
from fr_desk.gui.language import t
from fr_desk.gui.tasks import Job, Tasks, Work
from fr_desk.i18n import N_, Lang
from fr_desk.services.printing import Paper, make_paper, papers_of
from fr_desk.services.progress import Cancelled, Progress
from fr_desk.services.signs import SheetForm

KEPT = 8
"""Papers that are kept, so that one can go back and forth between them."""
CALM_AFTER = 700
"""Milliseconds without a change after which the papers follow: nothing is made while one types."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A paper, the languages it is wanted in (its own if there are none), and how it is put on paper."""

    paper: str
    langs: tuple[Lang, ...] = ()
    sheet: SheetForm = "sheet"


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a wish: the paper as PDF."""

    paper: Paper
    wish: Wish
    data: bytes


class Press(QObject):
    """Makes one paper at a time; a new wish takes the place of the last.

    Signals:
        began: something is being made; whether it is what was shown before, made anew.
        listed: all papers that the answers call for.
        made: what came of the wish.
        failed: an error of ours; nothing was made.
    """

    began = Signal(bool)
    listed = Signal(object)
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, document: Document, tasks: Tasks, parent: QObject) -> None:
        """Print ``document`` with the threads of ``tasks``."""
        super().__init__(parent)
        self._document, self._tasks = document, tasks
        self._job: Job | None = None
        self._papers: tuple[Paper, ...] = ()
        self._kept: OrderedDict[Wish, Made] = OrderedDict()
        self.wish = Wish("")
        self._calm = QTimer(self, singleShot=True, interval=CALM_AFTER)
        self._calm.timeout.connect(self._start)
        document.changed.connect(self._on_changed)

    @property
    def is_working(self) -> bool:
        """Whether something is being made, or will be in a moment."""
        return self._job is not None or self._calm.isActive()

    def ask(self, wish: Wish) -> None:
        """Make a paper; the first of all if it has no name or the answers do not call for it."""
        self.wish = wish
        if not self._calm.isActive() and wish in self._kept:
            self._drop()
            self.made.emit(self._kept[wish])
            return
        self._start()
        self.began.emit(False)

    def _on_changed(self) -> None:
        self._drop()
        self._papers = ()
        self._kept.clear()
        self._calm.start()
        self.began.emit(True)

    def _start(self) -> None:
        """List the papers unless that was done, then make the one that is wanted."""
        self._drop()
        if self._papers:
            self._make()
            return
        dossier, attachments = self._document.dossier, dict(self._document.attachments)
        self._run(lambda _progress, _cancelled: papers_of(dossier, attachments), self._on_listed)

    def _on_listed(self, papers: tuple[Paper, ...]) -> None:
        self._papers = papers
        if self.wish.paper not in {paper.id for paper in papers}:
            self.wish = Wish(papers[0].id)
        self.listed.emit(papers)
        self._make()

    def _make(self) -> None:
        dossier, attachments, wish = self._document.dossier, dict(self._document.attachments), self.wish
        paper = next(one for one in self._papers if one.id == wish.paper)

        def work(progress: Progress, cancelled: Cancelled) -> Made:
            data = make_paper(
                paper.id,
                dossier,
                attachments,
                wish.langs,
                progress=progress,
                cancelled=cancelled,
                sheet=wish.sheet,
            )
            return Made(paper, wish, data)

        self._run(work, self._on_made)

    def _on_made(self, made: Made) -> None:
        self._kept[made.wish] = made
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.made.emit(made)

    def _run(self, work: Work, then: Callable[[Any], None]) -> None:
        """Start a job; ``then`` is told its result unless something else was wanted meanwhile."""
        job = self._job = self._tasks.start(work, t(N_("Preparing the preview")))

        def finish(result: object) -> None:
            if self._job is job:
                self._job = None
                then(result)

        def fail(error: FrDeskError) -> None:
            if self._job is job:
                self._job = None
                self.failed.emit(error)

        job.done.connect(finish)
        job.failed.connect(fail)
        job.ended.connect(
            lambda: fail(FrDeskError())
        )  # a fault of the program, which tells by itself what it is

    def _drop(self) -> None:
        """Want nothing any more of what is being made."""
        self._calm.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def stop(self) -> None:
        """Make nothing any more."""
        self._drop()
        self._document.changed.disconnect(self._on_changed)
