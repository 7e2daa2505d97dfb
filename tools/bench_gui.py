"""Measures the desk: from an edit to the updated findings on the screen, opening a dossier, opening the search.

Usage: python tools/bench_gui.py [CAMERAS]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

EDITS, CAMERAS = 200, 20
SAMPLE = "shanghai-hotel"


def with_cameras(sample: str, count: int):  # noqa: ANN201 - imported late, so that the start is measured apart
    """Return a bundled sample grown to a number of cameras."""
    from fr_desk import services
    from fr_desk.domain import paths
    from fr_desk.resources import resource

    dossier = services.open_dossier(resource("samples", f"{sample}.yaml")).dossier
    cameras = list((dossier.cameras or {}).values())
    for number in range(len(cameras), count):
        model = cameras[number % len(cameras)]
        copy = model.model_copy(update={"label": f"{model.label} {number}"})
        dossier, _ = paths.insert(dossier, "cameras", copy)
    return dossier


def edits() -> Iterator[tuple[str, object]]:
    """Yields answers to change, of every kind and cost."""
    from fr_desk.domain.choices import Audio, FaceFunction

    for number in range(EDITS // 5):
        yield "venue.name", f"Venue {number}"
        yield "cameras.c1.audio", (Audio.ON, Audio.NONE)[number % 2]
        yield "cameras.c2.face_function", (FaceFunction.IDENTIFICATION, FaceFunction.NONE)[number % 2]
        yield "venue.open_to_public", bool(number % 2)
        yield "safeguards.breach_plan", bool(number % 2)


def keystrokes() -> Iterator[tuple[str, object]]:
    """Yields the letters of a name and of an aim, one after the other."""
    for length in range(1, EDITS // 4):
        yield "venue.name", "The grand hotel at the end of the long harbour road"[:length]
        yield "activities.a1.aim", "Guests are checked with the police system as the law says"[:length]


@contextmanager
def window_with(home: Path):  # noqa: ANN201 - imported late, see above
    """Makes the window, without a screen, and puts it away."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from fr_desk import app

    window = app.build(home=home).window
    window.resize(1366, 768)
    window.show()
    follow()
    try:
        yield window
    finally:
        if window.document is not None:
            window.document.stack.setClean()
        window.close()


def follow() -> None:
    """Lets the window do all there is to do, painting included; what waits for its time is not waited for."""
    from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop

    dispatcher, every = QAbstractEventDispatcher.instance(), QEventLoop.ProcessEventsFlag.AllEvents
    while dispatcher.processEvents(every):
        pass


def timed(act: Callable[[], object]) -> float:
    """Returns how long something takes until it is painted, in milliseconds."""
    before = time.perf_counter()
    act()
    follow()
    return (time.perf_counter() - before) * 1000


def edit_to_findings(
    sample: str = SAMPLE, cameras: int = CAMERAS, changes: Callable[[], Iterator[tuple[str, object]]] = edits
) -> dict[str, float]:
    """Returns the time from an edit to the findings painted, in milliseconds: median, 95th percentile, worst."""
    with tempfile.TemporaryDirectory() as home, window_with(Path(home)) as window:
        window.files.open_dossier(with_cameras(sample, cameras))
        window.desk.go_to("cameras.c1.audio")
        document = window.document
        for _ in range(20):
            follow()
        spent = [
            timed(lambda path=path, value=value: document.edit(path, value)) for path, value in changes()
        ]
    return {
        "median_ms": statistics.median(spent),
        "p95_ms": statistics.quantiles(spent, n=20)[18],
        "worst_ms": max(spent),
    }


def opening(sample: str = SAMPLE, cameras: int = 200, times: int = 5) -> dict[str, float]:
    """Returns how long a dossier's file and the search over it take to be on the screen, in milliseconds."""
    from fr_desk import services

    with tempfile.TemporaryDirectory() as home:
        file = Path(home, "many.frdesk")
        services.save_dossier(with_cameras(sample, cameras), file)
        opened, searched = [], []
        with window_with(Path(home, "profile")) as window:
            for _ in range(times + 1):
                opened.append(timed(lambda: window.files.open_path(file)))
                searched.append(timed(window.desk.open_search))
                window.files.close()
                follow()
    return {
        "open_first_ms": opened[0],
        "open_ms": statistics.median(opened[1:]),
        "search_first_ms": searched[0],
        "search_ms": statistics.median(searched[1:]),
    }


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else CAMERAS
    for what, found in (
        ("edits", edit_to_findings(cameras=many)),
        ("keystrokes", edit_to_findings(cameras=many, changes=keystrokes)),
        ("files", opening(cameras=many)),
    ):
        for name, figure in found.items():
            print(f"{what:12} {name:18} {figure:7.2f}")
