"""What a process of a run does in tests where some files kill it or hang it."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from fr_desk.inspection import worker
from fr_desk.inspection.index_writing import Seen
from fr_desk.inspection.place import Place

look_at = worker.look_at


def dangerous(place: Place, task: worker.Task) -> Seen:
    """Die at a file that kills, hang at one that hangs."""
    if "kills" in place.name:
        os._exit(9)
    if "hangs" in place.name:
        time.sleep(600)
    return look_at(place, task)


def serve(wire: Connection, task: worker.Task) -> None:
    """Serve as usual, but for those files."""
    worker.look_at = dangerous
    worker.serve(wire, task)


def ending(wire: Connection, task: worker.Task) -> None:
    """Serve as usual, but end at a file that kills, as a process would."""

    def look(place: Place, task: worker.Task) -> Seen:
        if "kills" in place.name:
            raise EOFError
        return look_at(place, task)

    before, worker.look_at = worker.look_at, look
    try:
        worker.serve(wire, task)
    finally:
        worker.look_at = before
        wire.close()


def never_ready(wire: Connection, _task: worker.Task) -> None:
    """End before anything is said."""
    wire.close()


class Threads:
    """Stands in for the context of processes where nothing dies: threads begin at once."""

    Pipe = staticmethod(multiprocessing.Pipe)

    class Process:
        """A thread with the methods of a process that are needed."""

        def __init__(
            self, *, target: Callable[..., None], args: tuple[Connection, *tuple[object, ...]], daemon: bool
        ) -> None:
            wire = multiprocessing.connection.Connection(os.dup(args[0].fileno()))
            self._thread = threading.Thread(target=target, args=(wire, *args[1:]), daemon=daemon)

        def start(self) -> None:
            self._thread.start()

        def kill(self) -> None:
            """Threads end by themselves: their wire is closed."""

        def join(self, _seconds: float) -> None:
            self._thread.join(5)
            assert not self._thread.is_alive()

        @property
        def exitcode(self) -> int:
            """Always over."""
            return 0

        def close(self) -> None:
            """Nothing is left."""
