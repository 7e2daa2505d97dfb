"""Measures the program against its budgets and prints figure, measurement, budget and margin.

Usage: python tools/bench.py [--repeat N]

Ends with 1 if a budget is broken. Measure on an idle machine: the figures are wall-clock times.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("fr-desk")
SAMPLE = "shanghai-hotel"
CAMERAS = 20
PATIENCE = 30.0
BUSY = 0.7  # load average from which other work is felt in the figures
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


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Returns the median duration of a piece of work, after two runs to warm up."""
    durations = []
    for run in range(times + 2):
        started = time.perf_counter()
        work()
        if run > 1:
            durations.append(time.perf_counter() - started)
    return statistics.median(durations) * 1000


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
    """Measures the start of the desk, empty and with a dossier, and its memory."""
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


def assessing(times: int) -> Iterator[Figure]:
    """Measures the rules on a venue of twenty cameras, with every sentence in three languages."""
    from bench_gui import twenty_cameras
    from fr_desk import services

    dossier = twenty_cameras(SAMPLE)

    def assess() -> int:
        messages = (finding.message for finding in services.assess(dossier.model_copy()).findings)
        return sum(len(message.zh + message.ko + message.en) for message in messages)

    yield Figure(
        f"assess {CAMERAS} cameras, sentences in three languages", milliseconds(assess, times), 8, "ms"
    )


def editing() -> Iterator[Figure]:
    """Measures from an answer to its findings on the screen, on the page that asks for it."""
    from bench_gui import edit_to_findings

    times = edit_to_findings(SAMPLE)
    yield Figure(f"edit to findings on the screen, {CAMERAS} cameras, median", times["median_ms"], 16, "ms")
    yield Figure("the same, slowest but one in twenty", times["p95_ms"], SLOWEST_EDIT, "ms")


def main() -> int:
    """Measures everything.

    Returns:
        1 if a budget is broken.
    """
    parser = argparse.ArgumentParser(description="Measure FR Desk against its budgets.")
    parser.add_argument("--repeat", type=int, default=5, help="how often programs are started")
    repeat: int = parser.parse_args().repeat
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["FR_DESK_HOME"] = name
        subprocess.run([str(PROGRAM), "sample", SAMPLE, "-o", name], check=True, stdout=subprocess.DEVNULL)
        sample = home / f"{SAMPLE}.frdesk"
        if (load := os.getloadavg()[0]) > BUSY:
            print(f"The machine is busy (load {load:.1f}): the times below are too long.")
        print(f"{'figure':<58} {'measured':>11} {'budget':>10} {'left':>5}")
        broken = 0
        for figures in (
            starting(home, sample, repeat),
            printing(home, sample, repeat),
            assessing(20 * repeat),
            editing(),
        ):
            try:
                for figure in figures:
                    print(figure, flush=True)
                    broken += figure.margin < 0
            except RuntimeError as failure:
                print(f"could not be measured: {failure}", flush=True)
                broken += 1
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
