"""One inspection of a portfolio: find the files, pass by what the index knows, examine the rest, keep what was found.

Results are kept as they come, so an inspection that is broken off leaves an index that can be used, and the next one
goes on from there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fr_desk import __version__
from fr_desk.inspection.examine import refused, today
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_lock import alone
from fr_desk.inspection.index_writing import Seen, seen
from fr_desk.inspection.own_files import OwnFiles, in_shard
from fr_desk.inspection.place import Place, Refused, Tally
from fr_desk.inspection.runs import BASIS, Run, Unchanged
from fr_desk.inspection.sources import find
from fr_desk.inspection.worker import Task
from fr_desk.inspection.workers import PATIENCE, Alone, Crew, Team
from fr_desk.rules.bundled import bundled_packs

UNSURE: Final = 2_000_000_000
"""A file that was written within these nanoseconds before it was read may have been written again since."""
_SEARCH, _WAIT, _KEEP, _TELL = 0.02, 0.05, 0.2, 0.1
"""Seconds: of searching at a stretch, of waiting, between writings, between reports."""
_BATCH, _AHEAD = 200, 50_000
"""Files that are written together; files that are found ahead of being examined."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an inspection is.

    Attributes:
        done: files that are done, unchanged ones included.
        total: files found so far.
        rate: files examined in a second.
        remaining: seconds that are left at that rate; ``None`` while that cannot be told.
        failed: files that could not be read.
        searching: whether the search goes on.
    """

    done: int
    total: int
    rate: float
    remaining: float | None
    failed: int
    searching: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of an inspection.

    Attributes:
        as_of: the day whose law was applied.
        files: that are in the table now because of this run.
        examined: files that were read and examined.
        copied: files that were read, and whose content was known.
        refused: what was found and is not opened: links, devices, locked folders, zips within zips.
        unchanged: files that were not even read, because nothing has changed.
        failed: files that could not be read.
        gone: files that were there before and are not now.
        ignored: what was passed by as no dossier.
        seconds: how long it took.
        cancelled: whether it was broken off.
        others: numbers of the rows that the index has of other sources, or of other parts; nobody looked at them.
    """

    as_of: dt.date
    files: int
    examined: int
    copied: int
    refused: int
    unchanged: int
    failed: int
    gone: int
    ignored: int
    seconds: float
    cancelled: bool
    others: tuple[int, ...] = ()

    @property
    def rate(self) -> float:
        """Files in a second."""
        return self.files / self.seconds if self.seconds else 0.0


def never() -> bool:
    """Never stop."""
    return False


def unheard(_progress: Progress) -> None:
    """Tell nobody."""


def nobody(_numbers: Sequence[int]) -> None:
    """Hand rows to nobody."""


def available() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def inspect(  # noqa: PLR0913 - what can be wished for, by name
    sources: Sequence[Path],
    index: Index,
    as_of: dt.date | None = None,
    jobs: int | None = None,
    shard: tuple[int, int] | None = None,
    fresh: bool = False,  # noqa: FBT001, FBT002 - the same
    on_progress: Callable[[Progress], None] = unheard,
    cancelled: Callable[[], bool] = never,
    *,
    against: dt.date | None = None,
    careful: bool = False,
    closely: bool = False,
    known: Mapping[bytes, str] | None = None,
    on_kept: Callable[[Sequence[int]], None] = nobody,
    patience: float = PATIENCE,
) -> Summary:
    """Inspect every dossier in some places; what the index holds of other places stays as it is.

    Args:
        sources: folders, zips and files.
        index: where results are kept; opened in this thread.
        as_of: the day whose law is applied; today if omitted.
        jobs: processes; one for each processor if omitted; 0 works in this one, where a file that hangs holds it up.
        shard: which part of the files, counted from 1, and of how many; by their paths below their source.
        fresh: examine everything again, whatever the index knows.
        on_progress: is told how far it is, several times a second.
        cancelled: is asked whether to stop.
        against: a second day whose law is applied as well, to compare.
        careful: read every file again and compare contents, instead of trusting size and time of change.
        closely: look at every page of each PDF for words that are hidden, as when one file is looked at; takes longer.
        known: certificates whose seals are trusted.
        on_kept: is given the numbers of the rows that were just written.
        patience: seconds that one file may take; of no account with no process.

    Raises:
        InspectionIndexError: if the index cannot be used.
        IndexInUseError: if another inspection is being written into it.
        NoWorkersError: if no process can be started.
    """
    day = as_of or today()
    days = (day,) if against is None or against == day else (day, against)
    packs = tuple(pack.ref for pack in bundled_packs())
    basis = basis_of([pack.digest for pack in packs], known or {}, closely=closely)
    with alone(index.file):
        run = _Run(index, days, basis, fresh=fresh, careful=careful, shard=shard)
        task = Task(run.days, dict(known or {}), basis, run.contents, closely)
        crew: Crew = Alone(task) if jobs == 0 else Team(task, jobs or available(), patience)
        number = index.begin(Run(tuple(sources), day, packs, against, shard))
        complete = False
        try:
            complete = run.go(sources, crew, on_progress, cancelled, on_kept)
        finally:
            crew.end()
            last = run.write()
            missed, others = run.not_met(OwnFiles(sources, shard))
            gone = missed if complete else []
            index.end(number, examined=run.examined, failed=run.failed, complete=complete, gone=gone)
        on_kept(last)
        on_progress(run.progress(searching=False))
    return run.summary(cancelled=not complete, gone=len(gone), others=others)


def basis_of(packs: Sequence[str], known: Mapping[bytes, str], *, closely: bool = False) -> str:
    """Return what results depend on besides content and day: program, packs, known signers, how PDFs are looked at."""
    whole = hashlib.sha256(f"{__version__} {' '.join(packs)}{' closely' if closely else ''}".encode())
    for certificate, name in sorted(known.items()):
        whole.update(hashlib.sha256(certificate).digest() + hashlib.sha256(name.encode()).digest())
    return f"{BASIS}{whole.hexdigest()}"


@dataclass(slots=True)
class _Counts:
    """What was found so far."""

    total: int = 0
    examined: int = 0
    copied: int = 0
    refused: int = 0
    unchanged: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        return self.examined + self.copied + self.refused + self.unchanged


class _Run:
    """The state of one inspection."""

    def __init__(
        self,
        index: Index,
        days: tuple[dt.date, ...],
        basis: str,
        *,
        fresh: bool,
        careful: bool,
        shard: tuple[int, int] | None,
    ) -> None:
        self.days, self.began = days, time.monotonic()
        self._index, self._basis, self._shard = index, basis, shard
        self._trusts = not fresh and not careful
        self._before: dict[bytes, Unchanged] = index.known(days, basis)
        self.contents = frozenset() if fresh else index.known_contents(days, basis)
        self._counts, self._tally = _Counts(), Tally()
        self._met = set[bytes]()
        self._queue, self._batch = deque[Place](), list[Seen]()
        self._first: float | None = None
        self._written = self._told = self.began

    @property
    def examined(self) -> int:
        """Files that were read anew."""
        return self._counts.examined + self._counts.copied

    @property
    def failed(self) -> int:
        """Files that could not be read."""
        return self._counts.failed

    def go(
        self,
        sources: Sequence[Path],
        crew: Crew,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        on_kept: Callable[[Sequence[int]], None],
    ) -> bool:
        """Do it; return whether it came to its end."""
        search = find(sources, cancelled, self._tally)
        searching = True
        while searching or self._queue or crew.busy:
            if cancelled():
                return False
            if searching and len(self._queue) < _AHEAD:
                searching = self._look(search)
            room = crew.room
            if room and self._queue:
                self._first = self._first or time.monotonic()
                crew.give([self._queue.popleft() for _ in range(min(room, len(self._queue)))])
            for one in crew.collect(0.0 if searching else _WAIT):
                self._take(one)
            now = time.monotonic()
            if self._batch and (len(self._batch) >= _BATCH or now - self._written > _KEEP):
                on_kept(self.write())
            if now - self._told > _TELL:
                self._told = now
                on_progress(self.progress(searching=searching))
        return not cancelled()

    def write(self) -> list[int]:
        """Write what has not been written yet, and return the numbers of the rows."""
        batch, self._batch = self._batch, []
        self._written = time.monotonic()
        return self._index.keep(batch) if batch else []

    def not_met(self, own: OwnFiles) -> tuple[list[int], list[int]]:
        """Return the numbers of known files that were not met: those of this run, and all others."""
        missed, others = list[int](), list[int]()
        for key, one in self._before.items():
            if key not in self._met:
                (missed if key in own else others).append(one.number)
        return missed, others

    def progress(self, *, searching: bool) -> Progress:
        """Return how far it is."""
        counts = self._counts
        read = counts.examined + counts.copied
        seconds = time.monotonic() - self._first if self._first else 0.0
        rate = read / seconds if seconds else 0.0
        left = counts.total - counts.done
        remaining = 0.0 if not left and not searching else left / rate if rate and not searching else None
        return Progress(counts.done, counts.total, rate, remaining, counts.failed, searching)

    def summary(self, *, cancelled: bool, gone: int, others: Sequence[int]) -> Summary:
        """Return what became of it."""
        counts = self._counts
        return Summary(
            as_of=self.days[0],
            files=counts.done,
            examined=counts.examined,
            copied=counts.copied,
            refused=counts.refused,
            unchanged=counts.unchanged,
            failed=counts.failed,
            gone=gone,
            ignored=self._tally.ignored,
            seconds=time.monotonic() - self.began,
            cancelled=cancelled,
            others=tuple(others),
        )

    def _look(self, search: Iterator[Place | Refused]) -> bool:
        """Search on for a moment; return whether there is more."""
        until = time.monotonic() + _SEARCH
        for one in search:
            place = one.place if isinstance(one, Refused) else one
            if in_shard(place, self._shard):
                self._counts.total += 1
                self._met.add(place.key)
                if isinstance(one, Refused):
                    self._refuse(one)
                elif self._is_unchanged(place):
                    self._counts.unchanged += 1
                else:
                    self._queue.append(place)
            if time.monotonic() > until or len(self._queue) >= _AHEAD:
                return True
        return False

    def _is_unchanged(self, place: Place) -> bool:
        before = self._before.get(place.key)
        return (
            self._trusts
            and before is not None
            and before.whole
            and (before.size, before.modified) == (place.size, place.modified)
            and before.seen - before.modified > UNSURE
        )

    def _refuse(self, one: Refused) -> None:
        results = [refused(one, day) for day in self.days]
        self._batch.append(seen(one.place, *results, basis=self._basis, at=time.time_ns(), again=True))
        self._counts.refused += 1
        self._counts.failed += 1

    def _take(self, one: Seen) -> None:
        self._batch.append(one)
        self._counts.failed += one.failed
        if one.results:
            self._counts.examined += 1
        else:
            self._counts.copied += 1
