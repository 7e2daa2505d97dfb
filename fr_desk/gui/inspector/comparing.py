"""Two days of the law held against each other for an inspection: what is typed, the run, and who is affected.

It outlives the page that shows it: the page is made anew in another language or theme, and left for a single file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from fr_desk.gui.tasks import Job, Tasks
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.index import Index
from fr_desk.inspection.run import Progress
from fr_desk.inspection.words import title_of_rule
from fr_desk.services.inspecting.portfolio import affected, run

if TYPE_CHECKING:
    from fr_desk.gui.inspector.portfolio import Portfolio

RANK = {"": 0, "clean": 1, "review": 2, "open": 3, "breached": 4}
"""What tells the better verdict from the worse."""
_BEAT = 200
"""Milliseconds between two looks at how far it is."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two days and who they treat otherwise.

    Attributes:
        before: the first day.
        after: the second day.
        changes: who is affected, the worst first.
        moved: files for which only the articles behind the same duties change.
    """

    before: dt.date
    after: dt.date
    changes: tuple[Affected, ...]
    moved: int = 0


def weighed(before: dt.date, after: dt.date, changes: Iterable[Affected]) -> Compared:
    """Return who is affected, the worst first; a duty that moves to another rule of the same name is no change."""
    kept, moved = [], 0
    for one in changes:
        came, went = _names(one.came), _names(one.went)
        both = came.keys() & went.keys()
        net = replace(
            one,
            came=tuple(rule for title, rule in came.items() if title not in both),
            went=tuple(rule for title, rule in went.items() if title not in both),
        )
        if net.came or net.went or net.before != net.after:
            kept.append(net)
        else:
            moved += 1
    kept.sort(key=_urgency)
    return Compared(before, after, tuple(kept), moved)


def _urgency(change: Affected) -> tuple[int, bool, int]:
    """Return what the files are sorted by: those that get worse first, then those that get better."""
    way = RANK[change.after] - RANK[change.before]
    return (0 if way > 0 else 1 if way < 0 else 2, not change.came, change.number)


def _names(rules: Sequence[str]) -> dict[str, str]:
    """Return rules by their titles."""
    return {title_of_rule(rule, "en"): rule for rule in rules}


class Comparing(QObject):
    """The comparison.

    Attributes:
        typed: what stands in the two fields.
        shown: what was compared last; ``None`` before the first time.
        current: place of the row with the keyboard.

    Signals:
        moved: it began, got on, or ended.
        compared: there is something else to show.
        failed: an error of ours.
    """

    moved = Signal()
    compared = Signal()
    failed = Signal(object)

    def __init__(self, portfolio: Portfolio, parent: QObject) -> None:
        """Be ready to compare days for the files of ``portfolio``."""
        super().__init__(parent)
        self.portfolio = portfolio
        self.typed = (portfolio.as_of.isoformat(), "")
        self.shown: Compared | None = None
        self.current = -1
        self.progress: Progress | None = None
        self._tasks = Tasks(self)
        self._job: Job | None = None
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(self.moved)

    @property
    def is_running(self) -> bool:
        """Whether files are being assessed."""
        return self._job is not None

    def start(self, before: dt.date, after: dt.date) -> None:
        """Assess under both days what is not known yet, and compare."""
        if self._job is not None:
            return
        portfolio = self.portfolio
        file, sources, folders, jobs = portfolio.file, portfolio.sources, portfolio.folders, portfolio.jobs
        self.progress = None

        def note(progress: Progress) -> None:
            self.progress = progress

        def work(cancelled: Callable[[], bool]) -> Compared:
            with Index(file) as index:
                run(
                    sources,
                    index,
                    as_of=before,
                    against=after,
                    jobs=jobs,
                    on_progress=note,
                    cancelled=cancelled,
                    folders=folders,
                )
                return weighed(before, after, affected(index, before, after))

        self._job = job = self._tasks.start(lambda _progress, cancelled: work(cancelled), "")
        job.done.connect(self._on_compared)
        job.failed.connect(self.failed)
        job.ended.connect(self._on_ended)
        self._beat.start()
        self.moved.emit()

    def _on_compared(self, found: Any) -> None:
        self.shown, self.current = found, -1
        self.compared.emit()

    def _on_ended(self) -> None:
        self._job = None
        self._beat.stop()
        self.moved.emit()

    def shut_down(self) -> None:
        """Stop it for ever."""
        self.blockSignals(True)
        self.stop()

    def cancel(self) -> None:
        """Ask it to stop; what was read stays in the index."""
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """Stop it, and wait for it; what was read stays in the index."""
        self._beat.stop()
        self._tasks.shut_down()
        self._job = None
