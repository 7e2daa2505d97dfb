"""Measures the desk: from an edit to the updated findings on the screen, for a venue with twenty cameras.

Usage: python tools/bench_gui.py [SAMPLE]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

EDITS, CAMERAS = 200, 20


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


def edit_to_findings(sample: str = "shanghai-hotel") -> dict[str, float]:
    """Returns the time from an edit to the findings painted, in milliseconds: median, 95th percentile, worst."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop
    from PySide6.QtWidgets import QApplication

    from fr_desk import app, services
    from fr_desk.gui.document import Document

    with tempfile.TemporaryDirectory() as home:
        built = app.build(home=Path(home))
        window = built.window
        window.files.open_dossier(with_cameras(sample, CAMERAS))
        window.resize(1366, 768)
        window.show()
        document = window.document
        assert isinstance(document, Document)
        window.desk.go_to("cameras.c1.audio")
        for _ in range(20):
            QApplication.processEvents()
        dispatcher, every = QAbstractEventDispatcher.instance(), QEventLoop.ProcessEventsFlag.AllEvents
        spent, only_rules = [], []
        for path, value in edits():
            before = time.perf_counter()
            document.edit(path, value)
            while dispatcher.processEvents(every):
                pass
            spent.append((time.perf_counter() - before) * 1000)
            before = time.perf_counter()
            services.assess(document.dossier.model_copy())
            only_rules.append((time.perf_counter() - before) * 1000)
        document.stack.setClean()
        window.close()
    return {
        "median_ms": statistics.median(spent),
        "p95_ms": statistics.quantiles(spent, n=20)[18],
        "worst_ms": max(spent),
        "assess_median_ms": statistics.median(only_rules),
    }


if __name__ == "__main__":
    for name, figure in edit_to_findings(*sys.argv[1:2]).items():
        print(f"{name:18} {figure:7.2f}")
