"""Measures the program against its budgets and prints figure, measurement, budget and margin.

Usage: python tools/bench.py [--repeat N] [--count N] [--pdf N] [--whole] [--only-inspection]

Ends with 1 if a budget is broken. Measure on an idle machine: the figures are wall-clock times.
"""

import argparse
import compileall
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("fr-desk")
SAMPLE = "shanghai-hotel"
CAMERAS, MANY_CAMERAS = 20, 200
UNSEEN = 2  # times the budget: the first dossier of its kind; later ones find most of their answers known
EDIT = 16  # milliseconds: one frame
FIRST_LOAD = 1_000  # milliseconds: reading and checking the YAML happens once for each version of the packs
EDITED = {
    "cameras.c3.audio": ("none", "on", "possible_off"),
    "activities.a1.aim": ("Check guests", "Check the guests"),
    "venue.open_to_public": (True, False),
    "zones.z1.name": ("Lobby", "The lobby"),
}
"""Answers that are changed, and what to."""
PATIENCE = 30.0
BUSY = 0.7  # load average from which other work is felt in the figures
GROWTH = 15  # megabytes: what the rules remember of answers seen, up to a limit
WARM_GROWTH = 2  # megabytes over 6,000 edits: what the allocator loses between the steps of the history
SEARCH = 100  # milliseconds: what seems to be there at once
CITY = 11_000
"""Venues that Shanghai inspected in a year."""
WORST_EDIT = 33  # milliseconds, at a venue of 20 cameras
SLOWEST_EDIT = 50  # milliseconds: three frames; more would be felt while typing


@dataclass(frozen=True)
class Figure:
    """One measurement and what it must stay below."""

    name: str
    measured: float
    budget: float
    unit: str

    @property
    def margin(self) -> float:
        """How much of the budget is left, negative if it is broken."""
        return 1 - self.measured / self.budget

    def __str__(self) -> str:
        """Returns a line of the table."""
        amount = (
            f"{self.measured:,.2f} {self.unit}" if self.budget < 10 else f"{self.measured:,.1f} {self.unit}"
        )
        mark = "" if self.margin >= 0 else "  OVER"
        return f"{self.name:<58} {amount:>11} {self.budget:>7,g} {self.unit:<2} {self.margin:>5.0%}{mark}"


def peak_memory(pid: int) -> float:
    """Returns the most memory a running process ever had resident, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError(f"process {pid} says nothing of its memory")


@contextmanager
def desk(home: Path, *arguments: str) -> Iterator[tuple[float, int]]:
    """Starts the desk without a screen, and ends it.

    Args:
        home: a folder for preferences.
        arguments: of the program.

    Yields:
        Seconds from starting the process until the desk takes input, and the process id.
    """
    ready = home / "ready"
    ready.unlink(missing_ok=True)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "FR_DESK_READY_FILE": str(ready)}
    started = time.perf_counter()
    with subprocess.Popen([str(PROGRAM), *arguments], env=environment) as process:
        while not ready.exists():
            if process.poll() is not None or time.perf_counter() - started > PATIENCE:
                process.kill()
                raise RuntimeError("the desk did not come up")
            time.sleep(0.001)
        try:
            yield time.perf_counter() - started, process.pid
        finally:
            process.terminate()


def starting(home: Path, sample: Path, times: int) -> Iterator[Figure]:
    """Measures the start of the desk, empty and with a dossier, and its memory; with bytecode, as it is installed."""
    compileall.compile_dir(ROOT / "fr_desk", quiet=2)
    for name, arguments in (
        ("desk ready, nothing open", []),
        ("desk ready on the sample", ["open", str(sample)]),
    ):
        durations = []
        memory = 0.0
        for _ in range(times):
            with desk(home, *arguments) as (seconds, process):
                durations.append(seconds)
                memory = peak_memory(process)
        yield Figure(name, statistics.median(durations), 1.0, "s")
        yield Figure(name.replace("ready", "memory"), memory, 200, "MB")


def printing(home: Path, sample: Path, times: int) -> Iterator[Figure]:
    """Measures the command that writes the dossier, from its start to its end."""
    out = home / "dossier.pdf"
    durations = []
    memory = 0.0
    for _ in range(times):
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(PROGRAM), "dossier", str(sample), "-o", str(out)], stdout=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"fr-desk dossier ended with {process.returncode}")
        durations.append(time.perf_counter() - started)
        memory = max(memory, usage.ru_maxrss * 1024 / 1e6)
    yield Figure("fr-desk dossier, whole command", statistics.median(durations), 2.0, "s")
    yield Figure("fr-desk dossier, memory", memory, 200, "MB")
    yield Figure("fr-desk dossier, size of the PDF", out.stat().st_size / 1e6, 2.0, "MB")


def papers() -> Iterator[Figure]:
    """Measures dossiers of large venues, signs, forms and the check of a dossier, in a program of their own."""
    script = Path(__file__).with_name("bench_papers.py")
    done = subprocess.run([sys.executable, str(script)], check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    yield Figure("dossier of 50 cameras with 20 photos", found["fifty"], 2, "s")
    yield Figure("its size without the photos", found["fifty_size"], 2, "MB")
    yield Figure("dossier of 200 cameras", found["many"], 6, "s")
    yield Figure("one sign", found["sign"] * 1000, 150, "ms")
    yield Figure("all forms, PDF and Word", found["forms"], 3, "s")
    yield Figure("verify a dossier of 20 cameras", found["verify"], 0.3, "s")
    yield Figure("take in a photo of 12 megapixels", found["photo"], 1, "s")
    yield Figure("memory of all of that in one program", found["memory"], 300, "MB")


def loading(times: int) -> Iterator[Figure]:
    """Measures reading both packs in a program of their own, from their kept form as every start but the first does."""
    code = (
        "import time, fr_desk.rules.bundled as b; t = time.perf_counter(); b.bundled_packs(); "
        "print(time.perf_counter() - t)"
    )

    def load() -> float:
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        return float(done.stdout) * 1000

    first = load()
    yield Figure("load both packs, kept form", statistics.median(load() for _ in range(times)), 150, "ms")
    yield Figure("load both packs, the first time ever", first, FIRST_LOAD, "ms")


def assessing(times: int) -> Iterator[Figure]:
    """Measures the rules on venues of 20 and 200 cameras, just read, and after one answer was changed."""
    from bench_gui import with_cameras
    from fr_desk import services
    from fr_desk.domain import paths
    from fr_desk.domain.dossier import Dossier
    from fr_desk.rules.engine import forget

    gc.freeze()  # as the desk does once it is up
    for cameras, budget, after_edit in ((CAMERAS, 8, EDIT), (MANY_CAMERAS, 60, EDIT)):
        dossier = with_cameras(SAMPLE, cameras)
        services.assess(dossier)

        def just_read(dossier: Dossier = dossier) -> float:
            fresh = Dossier.model_validate(dossier.model_dump())
            started = time.perf_counter()
            services.assess(fresh)
            return (time.perf_counter() - started) * 1000

        def never_seen() -> float:
            forget()
            return just_read()

        yield Figure(
            f"assess {cameras} cameras", statistics.median(just_read() for _ in range(times)), budget, "ms"
        )
        name = f"the same, no answer like it seen before ({cameras})"
        yield Figure(name, statistics.median(never_seen() for _ in range(times)), UNSEEN * budget, "ms")
        for field, values in EDITED.items():
            spent = []
            for turn in range(times):
                dossier = paths.replace(dossier, field, values[turn % len(values)])
                started = time.perf_counter()
                services.assess(dossier)
                spent.append((time.perf_counter() - started) * 1000)
            yield Figure(
                f"the same {cameras} after a change of {field}", statistics.median(spent), after_edit, "ms"
            )


def editing() -> Iterator[Figure]:
    """Measures from an answer to its findings on the screen, on the page that asks for it."""
    from bench_gui import edit_to_findings, keystrokes

    times = edit_to_findings(SAMPLE, changes=keystrokes)
    yield Figure(f"letter to findings on the screen, {CAMERAS} cameras, median", times["median_ms"], 16, "ms")
    yield Figure("the same, slowest", times["worst_ms"], WORST_EDIT, "ms")
    times = edit_to_findings(SAMPLE)
    yield Figure("any answer to findings, median", times["median_ms"], 16, "ms")
    yield Figure("the same, slowest but one in twenty", times["p95_ms"], WORST_EDIT, "ms")
    yield Figure("the same, slowest: the first to bring new cards", times["worst_ms"], WORST_EDIT, "ms")
    times = edit_to_findings(SAMPLE, MANY_CAMERAS)
    yield Figure(
        f"any answer to findings, {MANY_CAMERAS} cameras, median", times["median_ms"], SLOWEST_EDIT, "ms"
    )
    times = edit_to_findings(SAMPLE, MANY_CAMERAS, keystrokes)
    yield Figure(
        f"letter to findings, {MANY_CAMERAS} cameras, median", times["median_ms"], SLOWEST_EDIT, "ms"
    )
    yield Figure("the same, slowest", times["worst_ms"], SLOWEST_EDIT, "ms")


def opening() -> Iterator[Figure]:
    """Measures opening a large dossier, and the search over it, until they are painted."""
    from bench_gui import opening

    times = opening(SAMPLE, MANY_CAMERAS)
    yield Figure(f"open a dossier of {MANY_CAMERAS} cameras", times["open_ms"] / 1000, 0.5, "s")
    yield Figure("the same, the first of the day", times["open_first_ms"] / 1000, 0.5, "s")
    yield Figure("open the search over it", times["search_ms"], SEARCH, "ms")


def remembering() -> Iterator[Figure]:
    """Measures memory over ten thousand edits in a program of their own, and what the journal costs a keystroke."""
    script = Path(__file__).with_name("bench_memory.py")
    done = subprocess.run([sys.executable, str(script)], check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    yield Figure("memory of the desk after 1,000 edits", found["first_mb"], 250, "MB")
    yield Figure("the same after 10,000 edits", found["last_mb"], 250, "MB")
    yield Figure("growth in between beyond the undo history", found["growth_beyond_history_mb"], GROWTH, "MB")
    yield Figure("the same after the first 4,000 edits", found["growth_once_warm_mb"], WARM_GROWTH, "MB")
    yield Figure(f"undo history of {found['steps']:,} steps, in memory", found["history_mb"], 50, "MB")
    yield Figure("the same on disk", found["on_disk_mb"], 50, "MB")
    yield Figure("a keystroke's journal, on the window's thread", found["journal_ms"], 1, "ms")


def inspecting(count: int, pdfs: int) -> Iterator[Figure]:
    """Measures the inspection of a city's venues on two processors, a second run, the table and its window."""
    from bench_inspector_gui import BUDGETS

    script = Path(__file__).with_name("bench_inspection.py")
    asked = [sys.executable, str(script), "--count", str(count), "--pdf", str(pdfs)]
    done = subprocess.run(asked, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    first, again, table, printed = (found[name] for name in ("first", "again", "table", "printed"))
    scale = CITY / count
    label = f"inspect {CITY:,} .frdesk" + ("" if count == CITY else f" (from {count:,})")
    yield Figure(label, first["seconds"] * scale, 60, "s")
    yield Figure("memory of all its processes", first["memory"], 500, "MB")
    yield Figure("growth for each further dossier", found["grown_kB"], 20, "kB")
    yield Figure("the same again, nothing changed", again["seconds"] * scale, 5, "s")
    label = f"inspect {CITY:,} dossier PDFs" + ("" if pdfs == CITY else f" (from {pdfs:,})")
    yield Figure(label, printed["whole"], 120, "s")
    yield Figure("memory of all its processes, PDFs", printed["memory"], 500, "MB")
    yield Figure(f"table of {table['rows']:,.0f} rows ready", table["ready"], 200, "ms")
    yield Figure("memory of the table for each row", table["row_kB"], 20, "kB")
    for question in ("filter", "sort", "group", "facets", "search"):
        yield Figure(f"table: {question}", table[question], 50, "ms")
    for name, (words, budget) in BUDGETS.items():
        yield Figure(f"on the screen: {words}", found["screen"][name], budget, "ms")
    for name, run in (("shares", first), ("printed_shares", printed)):
        parts = ", ".join(f"{phase} {part:.0f} %" for phase, part in found[name].items())
        print(f"  {run['files'] / run['seconds'] * 3600:,.0f} an hour; of the processor's time: {parts}")


def main() -> int:
    """Measures everything.

    Returns:
        1 if a budget is broken.
    """
    parser = argparse.ArgumentParser(description="Measure FR Desk against its budgets.")
    parser.add_argument("--repeat", type=int, default=5, help="how often programs are started")
    parser.add_argument("--count", type=int, default=CITY, help=".frdesk files that are inspected")
    parser.add_argument(
        "--pdf", type=int, default=600, help=f"PDFs that are inspected; scaled up to {CITY:,}"
    )
    parser.add_argument(
        "--whole", action="store_true", help=f"{CITY:,} PDFs too: an hour and 6 GB the first time"
    )
    parser.add_argument("--only-inspection", action="store_true", help="measure nothing else")
    asked = parser.parse_args()
    repeat: int = asked.repeat
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["FR_DESK_HOME"] = name
        subprocess.run([str(PROGRAM), "sample", SAMPLE, "-o", name], check=True, stdout=subprocess.DEVNULL)
        sample = home / f"{SAMPLE}.frdesk"
        if (load := os.getloadavg()[0]) > BUSY:
            print(f"The machine is busy (load {load:.1f}): the times below are too long.")
        print(f"{'figure':<58} {'measured':>11} {'budget':>10} {'left':>5}")
        broken = 0
        desk_figures = (
            starting(home, sample, repeat),
            printing(home, sample, repeat),
            papers(),
            loading(repeat),
            assessing(4 * repeat),
            editing(),
            opening(),
            remembering(),
        )
        city = inspecting(asked.count, CITY if asked.whole else asked.pdf)
        for figures in (*(() if asked.only_inspection else desk_figures), city):
            try:
                for figure in figures:
                    print(figure, flush=True)
                    broken += figure.margin < 0
            except (RuntimeError, subprocess.CalledProcessError) as failure:
                print(f"could not be measured: {failure}", flush=True)
                broken += 1
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
