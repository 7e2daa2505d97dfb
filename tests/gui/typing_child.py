"""Types into the real window without end, and tells of every keystroke: another process kills this one.

Usage: python -m tests.gui.typing_child HOME FILE REPORT CLOCK, then one seed a line on standard input

For each seed the program starts in a process of its own (forked, so that nothing is imported twice), goes on where the
last one was killed, and writes into REPORT; the seconds it has run stand in CLOCK. What stands in the fields after
keystroke ``n`` is :func:`text_after`.
"""

from __future__ import annotations

import faulthandler
import mmap
import os
import random
import struct
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from fr_desk import app, services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.gui.unfinished_card import GO_ON
from fr_desk.gui.unfinished_door import OFFER, HomeOffers

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
FIELDS = ("venue.name", "venue.address", "operator.name", "operator.address")
LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789 서울上海"
STANDS_STILL = 45
"""Seconds after which a process that still lives tells where it is."""
LONG = 24
"""Letters typed into each field before the next one has its turn."""


def letter(number: int) -> str:
    """The letter of a keystroke; none is a space at the end of a field, so that every state is another one."""
    return LETTERS[number * 5 % len(LETTERS)] if number % LONG not in {0, LONG - 1} else "x"


def text_after(number: int) -> dict[str, str | None]:
    """What stands in each field after so many keystrokes; a field that has its turn again begins anew."""
    found: dict[str, str | None] = {}
    for place, path in enumerate(FIELDS):
        rounds, within = divmod(number - place * LONG, LONG * len(FIELDS))
        if number <= place * LONG:
            found[path] = None
            continue
        if within == 0:
            rounds, within = rounds - 1, LONG * len(FIELDS)
        begin = rounds * LONG * len(FIELDS) + place * LONG
        found[path] = "".join(letter(n) for n in range(begin, begin + min(within, LONG)))
    return found


class Clock:
    """Seconds in which a process ran, written where another one can read them once it is gone.

    What a busy machine takes away is not counted, so that the program answers for its own time only: no more than
    ``MOST`` seconds are added at once, and on an idle machine one addition follows the other after ``EVERY`` seconds.
    """

    EVERY, MOST, FORM = 0.005, 0.05, "d"

    def __init__(self, file: Path) -> None:
        file.write_bytes(struct.pack(self.FORM, 0.0))
        with file.open("r+b") as stream:
            self._told = mmap.mmap(stream.fileno(), 0)
        self._since = time.monotonic()
        threading.Thread(target=self._run, name="clock", daemon=True).start()

    def _run(self) -> None:
        while True:
            time.sleep(self.EVERY)
            now = time.monotonic()
            struct.pack_into(self.FORM, self._told, 0, self.now + min(now - self._since, self.MOST))
            self._since = now

    @property
    def now(self) -> float:
        """What the clock shows."""
        return clock_in(self._told)


def clock_in(told: bytes | mmap.mmap) -> float:
    """Return what a clock shows, or showed when its process was killed."""
    return float(struct.unpack_from(Clock.FORM, told)[0])


def tell(*words: object) -> None:
    """Write a line that outlives the process."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def serve(home: Path, file: Path, report: Path, clock: Path) -> None:
    """Start a process for each seed, and say when it is gone."""
    for line in sys.stdin:
        process = os.fork()
        if not process:
            told = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(told, 1)
            os.dup2(told, 2)
            faulthandler.enable()
            faulthandler.dump_traceback_later(STANDS_STILL, repeat=True)
            ticking = Clock(clock)
            tell("process", os.getpid(), ticking.now)
            Typing(home, file, int(line), ticking).run()
        tell("gone", os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))


class Typing:
    """The program, opened where the last one was killed, and a script of keys."""

    def __init__(self, home: Path, file: Path, seed: int, clock: Clock) -> None:
        self.file, self.clock = file, clock
        self.rng = random.Random(seed)  # noqa: S311 - a script, not a secret
        self.window = app.build([str(file)] if file.exists() else [], home=home).window
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.open()
        self.document = self.window.document
        self.number = next(n for n in range(100_000) if text_after(n) == self.now)
        self.run_begins, self.field = self.number, ""

    def open(self) -> None:
        """Go on with what was not saved, wherever it is offered; else begin."""
        if self.window.home is not None:
            offers = self.window.findChildren(HomeOffers)
            if offers and offers[0].cards:
                offers[0].cards[0].buttons[0].click()
            else:
                self.window.files.open_dossier(services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN))
        if self.window.desk is not None and OFFER in self.window.desk.banner.lines:
            self.window.desk.banner.lines[OFFER].press(GO_ON)

    @property
    def now(self) -> dict[str, str | None]:
        """What stands in the fields."""
        assert self.document is not None
        return {path: self.document.get(path) for path in FIELDS}

    def run(self) -> None:
        """Type until somebody ends it."""
        tell("done", self.number, self.clock.now)
        for act in self.acts():
            number = self.number
            planned = {"key": number + 1, "undo": self.run_begins, "redo": number, "save": number}[act]
            begun = self.clock.now
            tell("begin", planned, begun)
            self.do(act)
            QApplication.processEvents()
            assert self.now == text_after(planned), (act, planned, self.now)
            tell("done", planned, begun)

    def acts(self) -> Iterator[str]:
        """Mostly keys, sometimes an undo with its redo, sometimes a save."""
        while True:
            chance = self.rng.random()
            if chance < 0.03 and self.number > self.run_begins:
                yield "undo"
                yield "redo"
            elif chance < 0.06:
                yield "save"
            yield "key"

    def do(self, act: str) -> None:
        """Do one thing in the real window."""
        match act:
            case "key":
                self.press(FIELDS[self.number // LONG % len(FIELDS)])
            case "undo":
                self.window.undo()
            case "redo":
                self.window.redo()
            case "save":
                assert self.window.files.save_to(self.file)
                self.run_begins = self.number

    def press(self, path: str) -> None:
        """Press the next key in the field it belongs to."""
        assert self.window.desk is not None
        if self.field != path:
            self.window.desk.go_to(path)
            self.field, self.run_begins = path, self.number
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit), (
            line,
            line and line.accessibleName(),
            self.window.isActiveWindow(),
        )
        if self.number % LONG == 0:
            line.selectAll()
        else:
            line.end(False)
        key = letter(self.number)
        if key.isascii():
            QTest.keyClicks(line, key)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(key)
            QApplication.sendEvent(line, composed)
        self.number += 1


if __name__ == "__main__":
    serve(*map(Path, sys.argv[1:5]))
