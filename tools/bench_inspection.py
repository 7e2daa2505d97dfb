"""Measures the inspection of a portfolio as large as a city's: time, memory, the second run, the table behind it.

Usage: python tools/bench_inspection.py [--count N] [--pdf N] [--whole] [--jobs N]

Prints JSON. All .frdesk files are inspected; of the PDFs a part, unless ``--whole`` is given: each of them has to be
printed first (see portfolio.py), and 11,000 take an hour and six gigabytes once. What the whole would take is told from
two parts, one of them a quarter of the other: starting is paid once, each further file what the difference shows. Every
run is a program of its own, with an index of its own; memory is that of the program and all processes that it starts,
pages they share counted once.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WHOLE, PART, JOBS, SEED = 11_000, 600, 2, 1
DAY = "2026-11-22"


def portfolio(count: int, *, pdfs: bool = False) -> Path:
    """Return a folder with a portfolio; written once and kept under build/."""
    from tools import portfolio as made

    form = "pdf" if pdfs else "frdesk"
    folder = made.KEPT / f"bench-{form}-{count}-{made.version(pdfs=pdfs)}"
    if not (folder / "whole").exists():
        files = folder / "files"
        if pdfs:
            made.write_pdfs(files, count, SEED)
        else:
            made.write(files, count, SEED)
        (folder / "whole").touch()
    return folder / "files"


def run(folder: Path, index: Path, jobs: int) -> dict[str, float]:
    """Inspects a folder in this process and those it starts, and returns seconds and shares of the time."""
    import datetime as dt

    from fr_desk.inspection.index import Index
    from fr_desk.inspection.run import inspect
    from fr_desk.paths import user_folders
    from fr_desk.services.sealing import known_certificates
    from tools.portfolio import identity_home

    known = known_certificates(user_folders(identity_home()))
    began = time.perf_counter()
    with Index(index) as opened:
        summary = inspect([folder], opened, as_of=dt.date.fromisoformat(DAY), jobs=jobs, known=known)
        took = time.perf_counter() - began
        rows = opened.rows(opened.ids()) if summary.examined else []
    found: dict[str, float] = {"seconds": took, "files": summary.files, "failed": summary.failed}
    for phase in ("reading", "parsing", "verifying", "assessing"):
        found[phase] = sum(getattr(row.result.spent, phase) for row in rows)
    times = os.times()
    found["processor"] = times.user + times.system + times.children_user + times.children_system
    return found


def table(index: Path) -> dict[str, float]:
    """Returns how long the table's questions to an index take, in milliseconds, and its memory for each row."""
    from fr_desk.inspection.index import Index
    from fr_desk.inspection.wanted import Wanted

    with Index(index) as opened:
        opened.articles  # noqa: B018 - the packs are read when the program starts, not when the table comes
        gc.collect()
        before, began = resident(os.getpid()), time.perf_counter()
        every = opened.ids(Wanted())
        opened.rows(every[:60])
        ready = time.perf_counter() - began
        gc.collect()
        grown = resident(os.getpid()) - before
        rules = opened.facet(Wanted(), "rule")
        asked: dict[str, Callable[[], Any]] = {
            "filter": lambda: opened.ids(Wanted(verdicts=("breached",), rules=(rules[0][0],))),
            "sort": lambda: opened.ids(Wanted(sort="name", descending=False)),
            "group": lambda: opened.ids(Wanted(group="district")),
            "facets": lambda: [opened.facet(Wanted(), name) for name in ("rule", "kind", "district")],
        }
        found = {name: middle(question) for name, question in asked.items()}
        words = iter(("浦东", "酒店", "民宿", "静安", "超市", "游泳", "健身", "虹口"))
        found["search"] = middle(lambda: opened.ids(Wanted(words=next(words))))
    return found | {"ready": ready * 1000, "rows": len(every), "row_kB": grown / max(len(every), 1) / 1000}


def middle(work: Callable[[], Any], times: int = 7) -> float:
    """Returns how long some work takes, in milliseconds."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent)


def resident(pid: int) -> float:
    """Returns what a process holds, in bytes, its part of shared pages alone; nothing if it is gone."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0.0


def family(pid: int) -> list[int]:
    """Returns a process and all that it has started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family(int(child)))]


def apart(*arguments: str) -> dict[str, float]:
    """Returns what this script finds in a program of its own, with the most memory all its processes held."""
    with subprocess.Popen(
        [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, sum(map(resident, family(process.pid))))
            time.sleep(1)  # looking at memory takes time from what is measured
        assert process.stdout is not None
        said = process.stdout.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return {**json.loads(said), "memory": most / 1e6}


def inspected(folder: Path, index: Path, jobs: int) -> dict[str, float]:
    """Returns what the inspection of a folder took, in a program of its own."""
    return apart("--run", str(folder), "--index", str(index), "--jobs", str(jobs))


def on_screen(folder: Path, index: Path) -> dict[str, float]:
    """Returns how long the window takes with what is in an index, measured in a program of its own."""
    script = Path(__file__).with_name("bench_inspector_gui.py")
    asked = [sys.executable, str(script), "--sources", str(folder), "--index", str(index)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def shares(found: dict[str, float]) -> dict[str, float]:
    """Returns which part of the processor's time goes into what, in per cent."""
    phases = {name: found[name] for name in ("reading", "parsing", "verifying", "assessing")}
    phases["rest"] = max(found["processor"] - sum(phases.values()), 0.0)
    return {name: 100 * spent / sum(phases.values()) for name, spent in phases.items()}


def measure(count: int, pdfs: int, jobs: int) -> dict[str, Any]:
    """Returns all figures."""
    found: dict[str, Any] = {"count": count, "pdfs": pdfs}
    with tempfile.TemporaryDirectory() as name:
        folder, index = portfolio(count), Path(name) / "city.frindex"
        few = inspected(portfolio(max(count // 10, 1)), Path(name) / "few.frindex", jobs)
        first, again = inspected(folder, index, jobs), inspected(folder, index, jobs)
        found["first"], found["again"], found["shares"] = first, again, shares(first)
        found["grown_kB"] = (first["memory"] - few["memory"]) / (first["files"] - few["files"]) * 1000
        found["table"] = apart("--table", str(index))
        found["screen"] = on_screen(folder, index)
        if pdfs:
            quarter, printed = (
                inspected(portfolio(some, pdfs=True), Path(name) / f"pdf-{some}.frindex", jobs)
                for some in (max(pdfs // 4, 1), pdfs)
            )
            each = (printed["seconds"] - quarter["seconds"]) / (printed["files"] - quarter["files"])
            printed["whole"] = printed["seconds"] + each * (WHOLE - printed["files"])
            found["printed"], found["printed_shares"] = printed, shares(printed)
    return found


def main() -> None:
    """Prints what was measured."""
    parser = argparse.ArgumentParser(description="Measure the inspection of a portfolio.")
    parser.add_argument("--count", type=int, default=WHOLE, help=".frdesk files")
    parser.add_argument("--pdf", type=int, default=PART, help="dossier PDFs")
    parser.add_argument("--whole", action="store_true", help=f"{WHOLE} PDFs too")
    parser.add_argument("--jobs", type=int, default=JOBS)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--table", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(run(asked.run, asked.index, asked.jobs)))
    elif asked.table:
        print(json.dumps(table(asked.table)))
    else:
        found = measure(asked.count, WHOLE if asked.whole else asked.pdf, asked.jobs)
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
