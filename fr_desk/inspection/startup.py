"""Starting processes that examine files; one of them early, so that it reads what it needs while the command does.

Processes are started afresh and not copied, so it is safe beside threads and windows. A command that will inspect calls
:func:`start_early` before it reads anything else, so this module reads next to nothing and knows no files.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Started:
    """A process, and the wire to it."""

    wire: Connection
    process: SpawnProcess


_early: list[Started] = []


def start(target: Callable[..., None], *given: object) -> Started:
    """Start a process that does ``target`` with its end of a wire and with what is given.

    Raises:
        OSError: if the system starts none.
    """
    wire, other = SPAWN.Pipe()
    process: SpawnProcess = SPAWN.Process(target=target, args=(other, *given), daemon=True)
    try:
        with _interrupts_held():
            process.start()
    except OSError:
        wire.close()
        raise
    finally:
        other.close()
    return Started(wire, process)


def start_early() -> None:
    """Start a process that waits for what it is to do; if nobody wants it, it ends with the program."""
    with suppress(OSError):  # whoever wants one is told
        _early.append(start(run))


def early(task: object) -> Started | None:
    """Return the process that was started early, with its task; ``None`` if there is none, or it has died."""
    if not _early:
        return None
    found = _early.pop()
    try:
        found.wire.send(task)
    except OSError:
        found.wire.close()
        found.process.kill()
        return None
    return found


def run(wire: Connection) -> None:
    """Get ready, wait for the task, and read files as :func:`fr_desk.inspection.worker.serve`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    gc.disable()  # what is read now stays
    from fr_desk.inspection.worker import prepare, serve  # noqa: PLC0415 - the command starts without it

    prepare()
    try:
        task = wire.recv()
    except (EOFError, OSError):
        return  # nobody is there any more
    gc.enable()
    serve(wire, task)


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
