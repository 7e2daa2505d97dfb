"""Questions to an index, answered in a thread of their own: typing and scrolling never wait for them.

Only the newest question is answered: rows first, then the counts of the filters, unless another question came. The
counts wait until the rows are painted: two threads of Python at once would slow each other down.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from fr_desk.errors import FrDeskError
from fr_desk.gui.inspector.look import PARTS
from fr_desk.inspection.index import Index
from fr_desk.inspection.runs import About
from fr_desk.inspection.wanted import Facet, Wanted
from fr_desk.inspection.words import AGREEMENTS, STANDINGS, VERDICTS

AHEAD = (
    *(Wanted(group=group) for group in ("kind", "district")),
    *(
        Wanted(sort=column)
        for column in ("issues", "operator", "file", "district", "kind", "name", "verdict")
    ),
)
"""Orders that are found before anybody asks for them, the last first."""
UNASSESSED = Wanted(verdicts=("",))
"""Rows without a verdict: files that cannot be read, or are no dossiers."""
IDLE = 0.25
"""Seconds without a question after which that begins."""
PATIENCE = 0.3
"""Seconds after which filters are counted even if nobody says that the rows are painted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Which rows are wanted.

    Attributes:
        wanted: the question.
        numbers: of the rows, in order.
        groups: values and sizes of their groups, none if they are not grouped.
        total: number of all rows.
        unassessed: number of rows without a verdict, whatever is wanted.
        about: what was inspected last.
    """

    wanted: Wanted
    numbers: Sequence[int]
    groups: Sequence[tuple[str, int]]
    total: int
    about: About | None
    unassessed: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows have which values."""

    wanted: Wanted
    counts: Mapping[Facet, Sequence[tuple[str, int]]] = field(default_factory=dict)


class Asker(QObject):
    """Asks one index.

    Signals:
        answered: an :class:`Answer`.
        counted: a :class:`Counted` to the last answer.
        failed: an error of ours.
    """

    answered = Signal(object)
    counted = Signal(object)
    failed = Signal(object)

    def __init__(self, file: Path, day: dt.date | None, parent: QObject) -> None:
        """Be ready to ask the index ``file`` about the law of ``day``, or of its last run."""
        super().__init__(parent)
        self._file, self._day = file, day
        self._wake = threading.Condition()
        self._asked: Wanted | None = None
        self._about: About | None = None
        self._ahead: list[Wanted] = []
        self._anew = True
        self._busy = self._ends = self._shown = False
        self._thread: threading.Thread | None = None

    def ask(self, wanted: Wanted, *, anew: bool = False) -> None:
        """Ask; the answer comes by signal. ``anew`` tells that the index may have changed."""
        with self._wake:
            self._asked = wanted
            self._anew = self._anew or anew
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="inspector", daemon=True)
                self._thread.start()
            self._wake.notify()

    def go_on(self) -> None:
        """Count now: the rows of the last answer are on the screen."""
        with self._wake:
            self._shown = True
            self._wake.notify()

    @property
    def is_busy(self) -> bool:
        """Whether a question is still to be answered."""
        with self._wake:
            return self._busy or self._asked is not None

    def close(self) -> None:
        """Answer no more, and let the index go."""
        self.blockSignals(True)
        with self._wake:
            self._ends = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    # the thread

    def _run(self) -> None:
        try:
            with Index(self._file) as index:
                index.show(self._day)
                while (wanted := self._next(index)) is not None:
                    self._answer(index, wanted)
        except FrDeskError as error:
            with self._wake:
                self._busy, self._asked = False, None
            self._tell(self.failed, error)

    def _next(self, index: Index) -> Wanted | None:
        """Wait for the next question; orders that will be asked for are found while nobody asks for anything."""
        while not self._wait(IDLE if self._ahead else None):
            index.ids(self._ahead.pop())
        with self._wake:
            wanted, self._asked = self._asked, None
            self._busy = wanted is not None
            return None if self._ends else wanted

    def _wait(self, patience: float | None) -> bool:
        """Wait for a question or the end; tell whether there is one."""
        with self._wake:
            self._busy = False
            return self._wake.wait_for(lambda: self._ends or self._asked is not None, patience)

    def _answer(self, index: Index, wanted: Wanted) -> None:
        numbers = index.ids(wanted)
        groups = index.groups(wanted) if wanted.group else ()
        with self._wake:
            anew, self._anew, self._shown = self._anew, False, False
        if anew:
            self._about = index.about()
            self._ahead = list(AHEAD) if self._about is not None and self._about.ended else []
        total, unassessed = index.count(), index.count(UNASSESSED)
        self._tell(self.answered, Answer(wanted, numbers, groups, total, self._about, unassessed))
        with self._wake:
            self._wake.wait_for(lambda: self._shown or self._ends or self._asked is not None, PATIENCE)
        counts: dict[Facet, Sequence[tuple[str, int]]] = {}
        for facet in PARTS:
            if self._is_late():
                return
            counts[facet] = _ranked(facet, index.facet(wanted, facet))
        self._tell(self.counted, Counted(wanted, counts))

    def _is_late(self) -> bool:
        with self._wake:
            return self._ends or self._asked is not None

    def _tell(self, signal: SignalInstance, value: object) -> None:
        if not self._ends:
            signal.emit(value)


_RANKS: dict[Facet, dict[str, int]] = {
    "verdict": {value: rank for rank, value in enumerate(VERDICTS)},
    "standing": {value: rank for rank, value in enumerate(STANDINGS)},
    "agreement": {value: rank for rank, value in enumerate(AGREEMENTS)},
}
"""Facets whose values always stand in the same order; of the others the most frequent comes first."""


def _ranked(facet: Facet, counts: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    ranks = _RANKS.get(facet)
    return counts if ranks is None else sorted(counts, key=lambda one: ranks.get(one[0], len(ranks)))
