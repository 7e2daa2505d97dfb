"""Measures memory over ten thousand edits of a hotel in the real window, and what the undo history takes of it.

Usage: python tools/bench_memory.py [EDITS]

Prints JSON: megabytes after the first tenth and at the end, megabytes of the undo history and on disk, how far the rest
has grown since the first tenth, and since it was warm (what the rules remember of answers seen fills up to a limit
meanwhile), and what a keystroke costs the window's thread for the journal alone. The history is the values of its steps
and what Qt keeps for each of its commands.
"""

import ctypes
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

EDITS = 10_000
SAMPLE = "shanghai-hotel"
PAGES = ("venue", "cameras", "purpose", "necessity", "signage", "storage", "retention")


class _Heap(ctypes.Structure):
    """What the C library says of its heap."""

    _fields_ = (
        *((name, ctypes.c_size_t) for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks")),
        *((name, ctypes.c_size_t) for name in ("fsmblks", "uordblks", "fordblks", "keepcost")),
    )


C = ctypes.CDLL("libc.so.6")
C.mallinfo2.restype = _Heap
BLANK = 6_000
"""Commands without a step of their own, made to see what one costs."""


def of_a_command(document: Any) -> float:
    """Returns the megabytes that Qt and its binding keep for one command, beside its Python object."""
    from PySide6.QtGui import QUndoStack

    from fr_desk.gui.document import _Change

    stack, step, before = QUndoStack(), document.stack.command(0).step, C.mallinfo2().uordblks
    document.is_restoring = True
    for _ in range(BLANK):
        stack.push(_Change(document, step))
    document.is_restoring = False
    return (C.mallinfo2().uordblks - before) / BLANK / 1e6


def memory() -> float:
    """Returns what is resident now, in megabytes, without what the heap holds for nobody."""
    C.malloc_trim(0)
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError("the system says nothing of memory")


def size_of(roots: list[Any], shared: set[int]) -> float:
    """Returns the megabytes of everything that hangs on ``roots`` and is not ``shared``."""
    seen, waiting, total = set(shared), list(roots), 0
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or isinstance(thing, type | ModuleType | FunctionType | Enum):
            continue
        seen.add(id(thing))
        total += sys.getsizeof(thing)
        waiting += gc.get_referents(thing)
    return total / 1e6


def edits(number: int) -> Iterator[tuple[str, Any, bool]]:
    """Yields answers as somebody gives them in an hour: mostly letters, some choices; each another one than before."""
    from fr_desk.domain.choices import Audio

    for turn in range(number):
        match turn % 10:
            case 0:
                yield "cameras.c1.audio", (Audio.ON, Audio.NONE)[turn // 10 % 2], False
            case 1:
                yield "venue.open_to_public", bool(turn // 10 % 2), False
            case 2:
                yield "venue.rooms", turn + 1, False
            case 3 | 4 | 5 | 6:
                yield "activities.a1.aim", f"核对住客身份 {turn // 10} " + "字" * (turn % 10), True
            case _:
                yield f"zones.z{1 + turn // 10 % 3}.name", f"大堂 {turn}", True


def measure(number: int = EDITS) -> dict[str, float]:
    """Returns the figures, in megabytes and milliseconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from fr_desk import app, services
    from fr_desk.domain import paths
    from fr_desk.gui.document import Document
    from fr_desk.i18n import texts
    from fr_desk.resources import resource
    from fr_desk.storage.steps import Step

    marks, noted = {}, []
    with tempfile.TemporaryDirectory() as home:
        window = app.build(home=Path(home)).window
        window.files.open_dossier(services.open_dossier(resource("samples", f"{SAMPLE}.yaml")).dossier)
        window.resize(1366, 768)
        window.show()
        document, path = window.document, Path(home) / "hotel.frdesk"
        assert isinstance(document, Document)
        for turn, (place, value, typing) in enumerate(edits(number), 1):
            if turn % 100 == 1:
                window.desk.show_step(PAGES[turn // 100 % len(PAGES)])
            if turn % 10 in {3, 7}:
                document.end_typing()
            document.edit(place, value, typing=typing)
            if turn % 20 == 0:
                document.stack.undo()
                document.stack.redo()
            if turn % 500 == 0:
                window.files.save_to(path)
            QApplication.processEvents()
            if turn in {number // 10, number * 2 // 5, number}:
                gc.collect()
                commands = [document.stack.command(at) for at in range(document.stack.count())]
                steps = [command.step for command in commands]
                shared = set(map(id, gc.get_referents(document.dossier)))
                own = sum(sys.getsizeof(command) + sys.getsizeof(vars(command)) for command in commands) / 1e6
                marks[turn] = memory(), size_of(steps, shared) + own, len(steps)
                del commands, steps
        command, work = of_a_command(document), document.work
        after = paths.replace(document.dossier, "venue.name", "y")
        for _ in range(200):
            begun = time.perf_counter()
            step = Step.between(document.dossier, after, texts("Name"), "venue.name", 0.0)
            work.made(document.stack.count(), step, document.dossier, after)
            noted.append((time.perf_counter() - begun) * 1000)
        work.journal.flush()
        on_disk = sum(file.stat().st_size for file in work.journal.folder.rglob("*") if file.is_file()) / 1e6
        document.stack.setClean()
        window.close()
    held = [(total, values + count * command, count) for total, values, count in marks.values()]
    (first, first_history, _), (warm, warm_history, _), (last, history, count) = held
    return {
        "first_mb": first,
        "last_mb": last,
        "steps": count,
        "history_mb": history,
        "on_disk_mb": on_disk,
        "growth_beyond_history_mb": (last - first) - (history - first_history),
        "growth_once_warm_mb": (last - warm) - (history - warm_history),
        "journal_ms": statistics.median(noted),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(*map(int, sys.argv[1:2]))) + "\n")
