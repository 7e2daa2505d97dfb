"""Killing the program while somebody types loses nothing older than 200 ms, and leaves every file readable."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import pytest

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.paths import Folders, user_folders
from fr_desk.services import unfinished
from fr_desk.storage.journal import FILE, read_journal
from tests.gui.typing_child import FIELDS, clock_in, text_after

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes are forked")
OLD = 0.2
"""Seconds after which a keystroke must be on disk; by the clock of the program, which a busy machine may stop."""


class Typist:
    """A user whose program is killed again and again."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.home, self.file = folder / "home", folder / "a.frdesk"
        self.report, self.clock = folder / "report", folder / "clock"
        self.folders = user_folders(self.home)
        self.rng = random.Random(seed)  # noqa: S311 - moments, not secrets
        self.typed = self.kills = 0
        self.before = text_after(0)
        self.starter = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.gui.typing_child",
                str(self.home),
                str(self.file),
                str(self.report),
                str(self.clock),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"FR_DESK_HOME": str(self.home)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of_errors: object) -> None:
        with self.starter:
            self.starter.kill()

    def type_and_kill(self) -> None:
        """Let another process type, kill it at any moment, and see what is left."""
        assert self.starter.stdin is not None
        assert self.starter.stdout is not None
        self.report.unlink(missing_ok=True)
        print(self.rng.randrange(10**6), file=self.starter.stdin, flush=True)
        process = int(self.wait_for("process", 1)[0].split()[1])
        if self.rng.random() < 0.85:  # else it is killed while it opens
            self.wait_for("done", self.rng.randint(1, 20))
        time.sleep(self.rng.uniform(0, 0.2))
        os.kill(process, signal.SIGKILL)
        assert self.starter.stdout.readline() == f"gone {-signal.SIGKILL}\n", self.whole_report()
        lines = self.told()
        assert not [line for line in lines if "Traceback" in line], lines
        self.check(lines, clock_in(self.clock.read_bytes()))

    def wait_for(self, word: str, count: int) -> list[str]:
        """Wait until so many lines begin with ``word``, and return them."""
        end = time.monotonic() + 60
        while True:
            lines = [line for line in self.told() if line.startswith(f"{word} ") and len(line.split()) == 3]
            if len(lines) >= count:
                return lines
            assert self.starter.poll() is None
            assert not self.is_over(), self.whole_report()
            assert time.monotonic() < end, self.whole_report()
            time.sleep(0.002)

    def is_over(self) -> bool:
        """Tell whether the process ended by itself."""
        assert self.starter.stdout is not None
        return bool(select.select([self.starter.stdout], [], [], 0)[0])

    def whole_report(self) -> str:
        """What the process told, and where it stood: shown whole, since a crash below Python happens once."""
        assert self.starter.stdout is not None
        ending = self.starter.stdout.readline() if self.is_over() else "still there"
        return "\n".join([f"kill {self.kills}", *self.told(), ending])

    def told(self) -> list[str]:
        return self.report.read_text("utf-8").splitlines() if self.report.exists() else []

    def check(self, lines: list[str], killed: float) -> None:
        told = [
            line.split() for line in lines if line.startswith(("begin ", "done ")) and len(line.split()) == 3
        ]
        found = {path: paths.get(self.recovered(), path) for path in FIELDS}
        if not told:  # killed while it opened
            assert found == self.before
            return
        old = max(
            place
            for place, (_word, _number, when) in enumerate(told)
            if float(when) <= killed - OLD or not place
        )
        # what may be there: the last state that is old, and whatever came or was coming after it
        done = [int(number) for word, number, _when in told[: old + 1] if word != "begin"]
        possible = {done[-1], *(int(number) for _word, number, _when in told[old:])}
        assert any(found == text_after(number) for number in possible), (self.kills, found, told[old:])
        self.before = found
        self.typed += len(told) // 2
        self.kills += 1

    def recovered(self) -> Dossier:
        """What the program offers at its next start; every file it keeps can be read."""
        preferences = self.folders.preferences
        if preferences.exists():
            json.loads(preferences.read_text("utf-8"))
        for journal in (self.folders.work / "open").glob("*/*.jsonl"):
            told = read_journal(journal.parent, journal.name)
            assert told is not None
            assert told.whole
            told.check()
        offers = {offer.path: offer.dossier for offer in reversed(unfinished.unfinished(self.folders))}
        if self.file in offers:
            return offers[self.file]
        # killed between writing the file and noting that, the dossier is offered once more as one without a file
        return services.open_dossier(self.file).dossier if self.file.exists() else offers.get(None, Dossier())


def folders_are_small(folders: Folders) -> bool:
    return all(file.stat().st_size < 3_000_000 for file in (folders.work / "open").glob(f"*/{FILE}"))


def test_killed_while_typing_nothing_older_than_a_fifth_of_a_second_is_lost(tmp_path: Path) -> None:
    with Typist(tmp_path, seed=3) as typist:
        for _ in range(4):
            typist.type_and_kill()
    assert typist.typed > 10
    assert typist.kills > 2


@pytest.mark.soak
def test_killed_two_hundred_times_while_typing_nothing_is_lost(tmp_path: Path) -> None:
    with Typist(tmp_path, seed=4) as typist:
        for _ in range(200):
            typist.type_and_kill()
    assert typist.typed > 2000
    assert folders_are_small(typist.folders)
