"""Garbage is collected on the window's thread, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fr_desk.gui.garbage import YOUNG, Garbage


class Ring:
    """Something that holds itself: only a collector finds it."""

    def __init__(self) -> None:
        self.ring = self


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    was_on = gc.isenabled()
    made = QObject()
    yield made
    made.deleteLater()
    if was_on:
        gc.enable()


def test_no_thread_but_the_windows_own_collects(owner: QObject, qtbot: QtBot) -> None:
    # given a collector, and a thread that makes far more garbage than Python would bear
    threads: list[str] = []

    def note(phase: str, _told: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.current_thread().name)

    gc.collect()
    made = Garbage(owner)
    gc.callbacks.append(note)
    try:
        # when
        maker = threading.Thread(target=lambda: [Ring() for _ in range(50 * YOUNG)], name="journal")
        maker.start()
        maker.join()

        # then nothing is collected there, and all of it soon on the window's thread
        assert threads == []
        qtbot.waitUntil(lambda: bool(threads))
        assert set(threads) == {threading.main_thread().name}
        assert not any(isinstance(one, Ring) for one in gc.get_objects())
    finally:
        gc.callbacks.remove(note)

    # and little garbage is let lie
    before = gc.get_count()[0]
    made.look()
    assert gc.get_count()[0] >= before or before >= YOUNG


def test_older_garbage_is_found_too(owner: QObject) -> None:
    # given something that lived long before it became garbage
    made, ring = Garbage(owner), Ring()
    there = weakref.ref(ring)
    for _ in range(2):
        gc.collect(1)
    del ring

    # when objects come and stay for long enough
    looks, kept = 0, list[list[int]]()
    while there() is not None:
        kept += ([] for _ in range(YOUNG + 1))
        made.look()
        looks += 1
        assert looks < 500

    # then it was not found at the first look, but it was found
    assert looks > 1
