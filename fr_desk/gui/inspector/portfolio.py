"""One inspection on the screen: its sources, its index, the run that fills it, and the questions to it."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from fr_desk.errors import FrDeskError
from fr_desk.gui import language
from fr_desk.gui.inspector.asking import Answer, Asker
from fr_desk.gui.inspector.start_page import name_of
from fr_desk.gui.language import t, tn
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.i18n import N_, NP_
from fr_desk.inspection.index import Index
from fr_desk.inspection.run import Progress, Summary
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.paths import Folders
from fr_desk.services import today
from fr_desk.services.inspecting.portfolio import index_file, run

REFRESH = 250
"""Milliseconds between two looks at an index that grows."""
REST = 3
"""How many times as long as a look at a growing index takes, it is left alone: the screen comes first."""
FILES = NP_("{count} dossier file", "{count} dossier files")
SO_FAR = NP_("{count} dossier file so far", "{count} dossier files so far")
NOT_ALL = NP_("{count} dossier file read, not finished", "{count} dossier files read, not finished")
CHECKED = N_("all verified and assessed")
UNASSESSED = NP_("{count} not assessed", "{count} not assessed")
VANISHED = NP_(
    "{count} file of the last time is not there any more",
    "{count} files of the last time are not there any more",
)
TODAYS = N_("Law of today")
AS_OF = N_("Law as of {date}")
TOOK = NP_("in {count} second", "in {count} seconds")
UP_TO_DATE = N_("Index up to date: nothing has changed")
CHANGED = NP_("Index up to date: {count} file read anew", "Index up to date: {count} files read anew")
NOT_WHOLE = N_("The inspection was not finished; what was read is shown.")
RUNNING = N_("The inspection runs; results appear as they come.")


class Portfolio(QObject):
    """One inspection.

    Signals:
        answered, counted: see :class:`Asker`.
        moved: the run began, got on, or ended.
        ended: the summary of a run that came to its end.
        failed: an error of ours.
    """

    answered = Signal(object)
    counted = Signal(object)
    moved = Signal()
    ended = Signal(object)
    failed = Signal(object)

    jobs: int | None = None
    """Processes that read; one for each processor if ``None``."""

    def __init__(
        self, sources: Sequence[Path], folders: Folders, as_of: dt.date | None, parent: QObject
    ) -> None:
        """Show what is known about ``sources``; nothing is read yet.

        Args:
            sources: folders, zips and files.
            folders: of the user; the index is kept there.
            as_of: the day whose law is applied; today if ``None``.
            parent: owns this.
        """
        super().__init__(parent)
        self.sources, self.folders = tuple(sources), folders
        self.as_of = as_of or today()
        self.file = index_file(self.sources, folders)
        self.progress: Progress | None = None
        self._latest: Progress | None = None
        self.was_stopped = self.was_fresh = False
        self.summary: Summary | None = None
        self.gone: tuple[Path, ...] = ()
        """Sources that were not there when the last run came to its end."""
        self._wanted = Wanted()
        self._asked = self._next = 0.0
        self._index = Index(self.file)
        self._index.show(self.as_of)
        self._asker = self._new_asker()
        self._tasks = Tasks(self)
        self._job: Job | None = None
        self._beat = QTimer(self, interval=REFRESH)
        self._beat.timeout.connect(self._on_beat)

    def _new_asker(self) -> Asker:
        asker = Asker(self.file, self.as_of, self)
        asker.answered.connect(self._on_answered)
        asker.counted.connect(self.counted)
        asker.failed.connect(self.failed)
        return asker

    def _on_answered(self, answer: Answer) -> None:
        """Pass an answer on; the next look at a growing index comes the later the longer this one took."""
        now = time.monotonic()
        self._next = now + REST * (now - self._asked) if self._asked else now
        self._asked = 0.0
        self.answered.emit(answer)

    @property
    def name(self) -> str:
        """What it is called."""
        return name_of(self.sources)

    # questions

    def ask(self, wanted: Wanted) -> None:
        """Ask which rows are wanted; the answer comes by signal."""
        self._wanted = wanted
        self._asker.ask(wanted, anew=self.is_running)

    def go_on(self) -> None:
        """Count for the filters now: the rows of the last answer are on the screen."""
        self._asker.go_on()

    @property
    def is_asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._asker.is_busy

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Return rows by their numbers; a broken index shows none."""
        try:
            return self._index.rows(numbers)
        except FrDeskError as error:
            self.failed.emit(error)
            return []

    @property
    def files(self) -> int:
        """Number of files there are results for."""
        return self._index.count()

    @property
    def index(self) -> Index:
        """The index, for the main thread."""
        return self._index

    # the run

    @property
    def is_running(self) -> bool:
        """Whether files are being read."""
        return self._job is not None

    def start(self, *, fresh: bool = False) -> None:
        """Read what is new or has changed, or everything if ``fresh``."""
        if self._job is not None:
            return
        self.progress = self._latest = self.summary = None
        self.was_stopped, self.was_fresh = False, fresh
        file, sources, as_of, folders, jobs = self.file, self.sources, self.as_of, self.folders, self.jobs
        self.gone = ()

        def note(progress: Progress) -> None:
            self._latest = progress

        def work(cancelled: Callable[[], bool]) -> tuple[Summary, tuple[Path, ...]]:
            with Index(file) as index:
                summary = run(
                    sources,
                    index,
                    as_of=as_of,
                    jobs=jobs,
                    fresh=fresh,
                    on_progress=note,
                    cancelled=cancelled,
                    folders=folders,
                )
            return summary, tuple(one for one in sources if not os.path.lexists(one))

        self._job = job = self._tasks.start(lambda _progress, cancelled: work(cancelled), "")
        job.done.connect(self._on_done)
        job.failed.connect(self.failed)
        job.ended.connect(self._on_ended)
        self._beat.start()
        self.moved.emit()

    def cancel(self) -> None:
        """Stop the run; what was read stays."""
        if self._job is not None:
            self.was_stopped = True
            self._job.cancel()

    def _on_beat(self) -> None:
        """Look at the index again: it has grown."""
        if self._latest is not self.progress:
            self.progress = self._latest
            self.moved.emit()
            if not self._asker.is_busy and time.monotonic() > self._next:
                self._asker.ask(self._wanted, anew=True)
                self._asked = time.monotonic()

    def _on_done(self, done: Any) -> None:
        self.summary, self.gone = done

    def _on_ended(self) -> None:
        self._beat.stop()
        self._job, self.progress = None, self._latest
        self._asker.ask(self._wanted, anew=True)
        self.moved.emit()
        if self.summary is not None:
            self.ended.emit(self.summary)

    # words

    def facts(self, answer: Answer | None) -> str:
        """Return what was inspected, in one line."""
        count = answer.total if answer is not None else 0
        whole = self.is_whole(answer)
        files = FILES if whole else SO_FAR if self.is_running else NOT_ALL
        parts = [self.name, tn(files.one, files.other, count)]
        about = answer.about if answer is not None else None
        if whole and answer is not None and answer.unassessed:
            parts.append(tn(UNASSESSED.one, UNASSESSED.other, answer.unassessed))
        elif whole and count:
            parts.append(t(CHECKED))
        if whole and about is not None and about.seconds is not None:
            parts.append(tn(TOOK.one, TOOK.other, max(1, round(about.seconds))))
        return " · ".join(parts)

    def is_whole(self, answer: Answer | None) -> bool:
        """Tell whether an answer is about everything there is: the inspection has come to its end."""
        about = answer.about if answer is not None else None
        return about is not None and about.complete and not self.is_running

    def law(self) -> tuple[str, str]:
        """Return which day's law is applied: in words, and as short as can be."""
        if self.as_of == today():
            return t(TODAYS), t(TODAYS)
        written = language.written_date(self.as_of)
        return t(AS_OF, date=written), t(AS_OF, date=self.as_of.isoformat())

    def news(self, answer: Answer | None) -> str:
        """Return what is new in the index."""
        about = answer.about if answer is not None else None
        if self.is_running:
            return t(RUNNING)
        if about is None:
            return ""
        if not about.complete:
            return t(NOT_WHOLE)
        gone = self.summary.gone if self.summary is not None else 0
        told = tn(VANISHED.one, VANISHED.other, gone) if gone else ""
        if about.examined:
            told = " · ".join(filter(None, (tn(CHANGED.one, CHANGED.other, about.examined), told)))
        return told or t(UP_TO_DATE)

    def shut_down(self) -> None:
        """Stop what runs, and let the index go."""
        self._beat.stop()
        self._tasks.shut_down()
        self._asker.close()
        self._index.close()
