"""Measures the inspector's table on the screen: how soon it is there, filters, sorts, groups, searches and scrolls.

Usage: python tools/bench_inspector_gui.py [--count N] [--index FILE --sources DIR]

Prints JSON. Without an index, a portfolio is inspected first, which takes about a minute. Measure on an idle machine:
the figures are wall-clock times, from the key or the click until rows are painted.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WHOLE, JOBS, FRAMES, ROWS_A_FRAME = 11_000, 2, 200, 3
REST = 400
"""Milliseconds until nothing follows any more."""
SIZE = (1366, 768)
BUDGETS = {
    "ready": ("table of 11,000 shown once it is loaded", 200),
    "filter": ("filter the table", 50),
    "search": ("search the table", 50),
    "sort": ("sort the table", 50),
    "group": ("group the table", 50),
    "scroll": ("scroll it by a few rows, until they are painted", 16),
    "scroll_p95": ("the same, slow ones", 16),
    "paint": ("paint a page of rows", 16),
}
"""What each figure is called, and its budget in milliseconds."""


def until(ready: Callable[[], Any]) -> None:
    """Let things happen until something is so."""
    from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop

    dispatcher = QAbstractEventDispatcher.instance()
    while not ready():
        dispatcher.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def rest() -> None:
    """Let everything happen that follows slowly, such as the card beside the table.

    Not with QTest.qWait: nothing else of Python runs meanwhile, so that a file is read while the next figure is taken.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(REST, loop.quit)
    loop.exec()


def timed(work: Callable[[], object]) -> float:
    """Returns how long some work takes, in milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def index_of(folder: Path, file: Path, jobs: int = JOBS) -> None:
    """Inspects a folder into an index."""
    from fr_desk.inspection.index import Index
    from fr_desk.inspection.run import inspect

    file.parent.mkdir(parents=True, exist_ok=True)
    with Index(file) as index:
        inspect([folder], index, jobs=jobs)


def measure(folder: Path, index: Path | None = None, jobs: int = JOBS) -> dict[str, float]:
    """Returns the figures for the portfolio in ``folder``, whose index is copied or made."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from fr_desk import app
    from fr_desk.gui.inspector.portfolio import Portfolio
    from fr_desk.gui.inspector.window import InspectorWindow
    from fr_desk.services.inspecting.portfolio import index_file

    with tempfile.TemporaryDirectory() as home:
        window = app.build(home=Path(home)).window
        file = index_file((folder,), window.profile.folders)
        if index is None:
            index_of(folder, file, jobs)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(index, file)
        window.show()
        Portfolio.start = _unread  # type: ignore[method-assign]  # everything is read already
        shown = InspectorWindow(window)
        shown.resize(*SIZE)
        shown.show()
        opened = timed(lambda: _open(shown, folder))
        found = {"open": opened, "ready": statistics.median(_rested(shown) for _ in range(5))}
        rest()
        found |= _questions(shown)
        found |= _frames(shown)
        shown.close()
        window.close()
    return found


def _unread(_portfolio: Any, **_wishes: Any) -> None:
    """Reads nothing."""


def _open(shown: Any, folder: Path) -> None:
    shown.open_sources([folder])
    _painted(shown)


def _again(shown: Any) -> None:
    """Makes the list anew, as after a look at one file: its rows are in memory."""
    shown.show_list()
    _painted(shown)


def _rested(shown: Any) -> float:
    """Returns how long the list takes to be made anew while nothing else happens."""
    rest()
    return timed(lambda: _again(shown))


def _painted(shown: Any) -> None:
    until(lambda: shown.list is not None and shown.list.model.rowCount())
    shown.list.table.viewport().repaint()


def _questions(shown: Any) -> dict[str, float]:
    """Returns how long it takes until rows are painted that are wanted otherwise."""
    page = shown.list
    plain = page.look.wanted
    rules = page.filters.model.index(5, 0)
    rule = page.filters.model.value_at(page.filters.model.index(0, 0, rules)).value

    def ask(wanted: Any) -> float:
        before = page.answer

        def work() -> None:
            page.want(wanted)
            until(lambda: page.answer is not before)
            page.table.viewport().repaint()

        spent = timed(work)
        until(lambda: not shown.is_busy)
        rest()
        return spent

    def middle(wishes: Iterable[dict[str, Any]]) -> float:
        spent = []
        for wish in wishes:
            spent.append(ask(replace(plain, **wish)))
            ask(plain)
        return statistics.median(spent)

    return {
        "filter": middle(
            [
                {"verdicts": ("breached",)},
                {"kinds": ("hotel",)},
                {"rules": (rule,)},
                {"standings": ("unsealed",)},
            ]
        ),
        "search": middle({"words": words} for words in ("浦东", "酒店", "静安", "超市")),
        "sort": middle(
            {"sort": column, "descending": False} for column in ("name", "district", "kind", "open")
        ),
        "group": middle([{"group": "district"}, {"group": "kind"}]),
    }


def _frames(shown: Any) -> dict[str, float]:
    """Returns how long a frame takes while one scrolls, and while nothing moves."""
    from fr_desk.gui.inspector.table_paint import row_height

    table = shown.list.table
    bar, viewport = table.verticalScrollBar(), table.viewport()
    bar.setValue(0)
    viewport.repaint()

    def scroll() -> None:
        bar.setValue(bar.value() + ROWS_A_FRAME * row_height())
        viewport.repaint()

    scrolled = [timed(scroll) for _ in range(FRAMES)]
    painted = [timed(viewport.repaint) for _ in range(FRAMES // 4)]
    return {
        "scroll": statistics.median(scrolled),
        "scroll_p95": statistics.quantiles(scrolled, n=20)[18],
        "paint": statistics.median(painted),
    }


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description="Measure the inspector's table.")
    parser.add_argument("--count", type=int, default=WHOLE)
    parser.add_argument("--index", type=Path, help="of the portfolio in --sources")
    parser.add_argument("--sources", type=Path, help="the portfolio; one is written if omitted")
    asked = parser.parse_args()
    from tools.bench_inspection import portfolio

    folder = asked.sources or portfolio(asked.count)
    print(json.dumps(measure(folder, asked.index), indent=1))


if __name__ == "__main__":
    main()
