"""Processes that examine files: files go in, what was seen comes out.

Processes are started afresh and not copied, so it is safe beside threads and windows. A file on which a process dies
or hangs becomes a row with a sentence; what was waiting behind it goes to another process. One processor is no reason
to do without: strangers' files are read in a process of their own. In the program's own process they are read only
where no other can be started, and in a worker of somebody else's cluster, which must not start any and is watched by
its scheduler.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Final, Protocol

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.examine import unread
from fr_desk.inspection.index_writing import Seen, seen
from fr_desk.inspection.place import Place
from fr_desk.inspection.worker import READY, RETIRED, Task, look_at, serve

PATIENCE: Final = 60.0
"""Seconds that one file may take."""
STARTING: Final = 120.0
"""Seconds that a process may take until it is ready."""
BROKE_OFF = N_(
    "Reading this file broke off, because the process that read it ended; inspect it by itself, "
    "and beware of it if that happens again."
)
TOO_LONG = N_("Reading this file took longer than {seconds} seconds and was given up; inspect it by itself.")

_MOST_FILES, _MOST_BYTES = 4, 8192
"""Files that are handed over together, and bytes of their names."""
_BURIAL = 0.1
"""Seconds to wait for a process that was killed."""
_STARTS = 3
"""Times that starting a process may fail one after another."""
_SPAWN = multiprocessing.get_context("spawn")


class NoWorkersError(FrDeskError):
    """The processes cannot be started."""

    sentence = N_(
        "The processes that read the files cannot be started on this system; inspect with --jobs 0 instead, "
        "which reads them in the program itself."
    )


class Crew(Protocol):
    """Whoever examines files."""

    @property
    def room(self) -> int:
        """How many more files to hand over now."""

    @property
    def busy(self) -> bool:
        """Whether files are under way."""

    def give(self, places: Sequence[Place]) -> None:
        """Hand files over."""

    def collect(self, seconds: float) -> list[Seen]:
        """Return what has been seen meanwhile, waiting for it at most some seconds."""

    def end(self) -> None:
        """Stop at once."""


class Alone:
    """Examines files in this process, one with each call; one that hangs or kills it is not survived."""

    def __init__(self, task: Task) -> None:
        """Get ready."""
        self._task = task
        self._waiting = deque[Place]()

    @property
    def room(self) -> int:
        """How many more files to hand over now."""
        return _MOST_FILES - len(self._waiting)

    @property
    def busy(self) -> bool:
        """Whether files are under way."""
        return bool(self._waiting)

    def give(self, places: Sequence[Place]) -> None:
        """Hand files over."""
        self._waiting.extend(places)

    def collect(self, seconds: float) -> list[Seen]:
        """Return what has been seen meanwhile; files are read now, for no longer than asked if one did not."""
        found, until = list[Seen](), time.monotonic() + seconds
        while self._waiting and (not found or time.monotonic() < until):
            found.append(look_at(self._waiting.popleft(), self._task))
        return found

    def end(self) -> None:
        """Stop at once."""
        self._waiting.clear()


class _Worker:
    """One process, and what it is busy with."""

    def __init__(self, task: Task) -> None:
        self.wire, other = _SPAWN.Pipe()
        self.process: SpawnProcess = _SPAWN.Process(target=serve, args=(other, task), daemon=True)
        try:
            with _interrupts_held():
                self.process.start()
        finally:
            other.close()
        self.ready = False
        self.since = time.monotonic()
        self.waiting = deque[Place]()

    @property
    def is_late(self) -> bool:
        """Whether it takes too long to start."""
        return not self.ready and time.monotonic() - self.since > STARTING

    def hangs(self, patience: float) -> bool:
        """Tell whether one file takes too long."""
        return self.ready and bool(self.waiting) and time.monotonic() - self.since > patience

    def kill(self) -> None:
        self.wire.close()
        self.process.kill()

    def bury(self) -> None:
        """Let the process go; one that the system holds, for a drive that does not answer, is left to it."""
        self.process.join(_BURIAL)
        if self.process.exitcode is not None:
            self.process.close()


class Team:
    """Several processes."""

    def __init__(self, task: Task, size: int, patience: float = PATIENCE) -> None:
        """Get ready; processes start when there is something for them to do.

        Args:
            task: what every file is examined with.
            size: number of processes.
            patience: seconds that one file may take.
        """
        self._task, self._size, self._patience = task, size, patience
        self._workers = list[_Worker]()
        self._returned = deque[Place]()
        self._failures = 0

    @property
    def room(self) -> int:
        """How many more files to hand over now."""
        held = len(self._returned) + sum(len(worker.waiting) for worker in self._workers)
        return max(2 * _MOST_FILES * self._size - held, 0)

    @property
    def busy(self) -> bool:
        """Whether files are under way."""
        return bool(self._returned) or any(worker.waiting for worker in self._workers)

    def give(self, places: Sequence[Place]) -> None:
        """Hand files over.

        Raises:
            NoWorkersError: if no process can be started.
        """
        self._returned.extend(places)
        self._hand_out()

    def collect(self, seconds: float) -> list[Seen]:
        """Return what has been seen meanwhile, waiting for it at most some seconds.

        Raises:
            NoWorkersError: if no process can be started.
        """
        found = list[Seen]()
        for wire in wait([worker.wire for worker in self._workers], seconds):
            worker = next(one for one in self._workers if one.wire is wire)
            found += self._heard(worker)
        for worker in [one for one in self._workers if one.hangs(self._patience)]:
            found.append(self._lost(worker, texts(TOO_LONG, seconds=f"{self._patience:g}"), again=False))
        for worker in [one for one in self._workers if one.is_late]:
            self._failed(worker)
        self._hand_out()
        return found

    def end(self) -> None:
        """Stop at once."""
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.bury()
        self._workers.clear()
        self._returned.clear()

    def _hand_out(self) -> None:
        while self._returned:
            worker = self._freest()
            if len(worker.waiting) > _MOST_FILES:
                return
            places, size = list[Place](), 0
            while self._returned and len(places) < _MOST_FILES and size < _MOST_BYTES:
                places.append(self._returned.popleft())
                size += len(places[-1].key)
            if not worker.waiting:
                worker.since = time.monotonic()
            worker.waiting.extend(places)
            with suppress(OSError):  # it has died, which is heard soon
                worker.wire.send(places)

    def _freest(self) -> _Worker:
        """Return the worker with the fewest files; a new one while there are not enough."""
        idle = [worker for worker in self._workers if not worker.waiting]
        if not idle and len(self._workers) < self._size:
            try:
                self._workers.append(_Worker(self._task))
            except OSError as error:
                if not self._workers:
                    raise NoWorkersError from error
                self._size = len(self._workers)
        return min(self._workers, key=lambda worker: len(worker.waiting))

    def _heard(self, worker: _Worker) -> list[Seen]:
        """Return what one worker has to say."""
        found = list[Seen]()
        try:
            while worker.wire.poll():
                said = worker.wire.recv()
                if said == READY:
                    worker.ready, self._failures = True, 0
                elif said == RETIRED:
                    self._returned.extendleft(reversed(worker.waiting))
                    self._dismiss(worker)
                    return found
                else:
                    worker.waiting.popleft()
                    found.append(said)
                worker.since = time.monotonic()
        except (EOFError, OSError):
            if worker.ready and worker.waiting:
                found.append(self._lost(worker, texts(BROKE_OFF), again=True))
            else:
                self._failed(worker)
        return found

    def _lost(self, worker: _Worker, sentence: Texts, *, again: bool) -> Seen:
        """Give up the file a worker is busy with, and the worker."""
        place = worker.waiting.popleft()
        self._returned.extendleft(reversed(worker.waiting))
        self._dismiss(worker)
        results = [unread(sentence, day) for day in self._task.days]
        return seen(place, *results, basis=self._task.basis, at=time.time_ns(), again=again)

    def _failed(self, worker: _Worker) -> None:
        """Try again with another process, if not too many have failed to start."""
        self._returned.extendleft(reversed(worker.waiting))
        self._dismiss(worker)
        self._failures += 1
        if self._failures >= _STARTS:
            raise NoWorkersError

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.kill()
        worker.bury()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C from a process that is being started; it belongs to whoever started it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
