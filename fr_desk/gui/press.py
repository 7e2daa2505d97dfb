"""Makes the papers of a document beside the user's work, and makes them anew when its answers change."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from fr_desk.gui.document import Document
from fr_desk.gui.following import Follower
from fr_desk.gui.tasks import Tasks
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


class Press(Follower):
    """Makes one paper at a time; a new wish takes the place of the last.

    Signals:
        began: something is being made; whether it is what was shown before, made anew.
        listed: all papers that the answers call for.
        made: what came of the wish.
    """

    began = Signal(bool)
    listed = Signal(object)
    made = Signal(object)

    def __init__(self, document: Document, tasks: Tasks, parent: QObject) -> None:
        """Print ``document`` with the threads of ``tasks``."""
        super().__init__(document, tasks, parent, N_("Preparing the preview"), CALM_AFTER)
        self._papers: tuple[Paper, ...] = ()
        self._kept: OrderedDict[Wish, Made] = OrderedDict()
        self.wish = Wish("")

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

    def _on_calm(self) -> None:
        self._start()

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
