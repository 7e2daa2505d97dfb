"""What one process does: read files, examine them, hand on what is to be kept. Knows neither index nor screens.

:func:`look_at` is the boundary behind which nothing goes on: whatever a file does to the program, it becomes a row.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from fr_desk.domain.file_digest import Hashed
from fr_desk.errors import FrDeskError
from fr_desk.inspection.examine import examine_on, faulty, unread
from fr_desk.inspection.index_tables import shared_name
from fr_desk.inspection.index_writing import Seen, seen
from fr_desk.inspection.place import Place
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.result import Result
from fr_desk.inspection.sources import read_place
from fr_desk.rules.bundled import bundled_packs
from fr_desk.storage.access import MEGABYTE

LARGE: Final = 220 * MEGABYTE
"""Memory beyond which a process is replaced by a fresh one."""
SOME: Final = 200
"""Files that a process reads at least before it is replaced."""
HUGE: Final = 3 * LARGE
"""Memory beyond which it is replaced at once."""
YOUNG, MIDDLE, OLD = 10_000, 10, 10
"""New objects from which a process looks for garbage, and how often before it looks among older ones, and the oldest:
of what one file takes hardly anything is left without being counted out."""
READY, RETIRED = "ready", "retired"
"""What a process says besides what it has seen."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """What every file of a run is examined with.

    Attributes:
        days: whose law is applied, one after another.
        known: certificates whose seals are trusted.
        basis: what results depend on besides content and day.
        contents: digest, name and day of what need not be examined again.
        closely: whether every page of a PDF is looked at.
    """

    days: tuple[dt.date, ...]
    known: Mapping[bytes, str]
    basis: str
    contents: frozenset[tuple[str, bytes, int]] = frozenset()
    closely: bool = False


def look_at(place: Place, task: Task) -> Seen:
    """Read and examine one file."""
    at, data, days = time.time_ns(), b"", task.days
    results: Sequence[Result]
    try:
        begin = time.process_time()
        data = read_place(place)
        file = Hashed(data)
        digest = file.content
        name = shared_name(place.ending)
        days = tuple(day for day in days if (digest, name, day.toordinal()) not in task.contents)
        if not days:
            return Seen(place, digest, basis=task.basis, at=at)
        reading = time.process_time() - begin
        results = examine_on(place, file, days, task.known, reading=reading, closely=task.closely)
    except FrDeskError as error:
        results = [unread(said_of(error), day) for day in days]
    except Exception as error:  # noqa: BLE001 - the boundary, see above
        _LOG.exception("a file could not be inspected")
        results = [faulty(error, data, day) for day in days]
    return seen(place, *results, basis=task.basis, at=at, again=not results[0].digest)


def serve(wire: Connection, task: Task) -> None:
    """Read the files that come through ``wire``, and send back what was seen, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    bundled_packs()
    gc.freeze()  # the packs stay
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    done = 0
    try:
        wire.send(READY)
        while True:
            places: list[Place] = wire.recv()
            for place in places:
                wire.send(look_at(place, task))
            done += len(places)
            held = memory()
            if held > HUGE or (held > LARGE and done >= SOME):
                wire.send(RETIRED)
                return
    except (EOFError, ConnectionError):
        return  # nobody is there any more


def memory() -> int:
    """Return how much memory this process holds, in bytes; at its height where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        if sys.platform == "win32":
            return 0
        import resource  # noqa: PLC0415 - not on every system

        height = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return height if sys.platform == "darwin" else height * 1024
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
