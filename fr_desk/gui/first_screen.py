"""What a page shows before it was ever painted: the questions that fit on the screen; the rest follows in idle moments.

A program that starts paints what one sees first. What is below the fold is made right afterwards, a few cards at a
time, and at once if anybody asks for it: nothing that was painted moves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea

from fr_desk.gui.form import Block, QuestionCard

SLICE = 0.008
"""Seconds of work after which the events are looked at again."""
SHOWN = 30
"""Milliseconds from the first painting until the rest begins: by then the window takes input."""
_HEAD, _CARD, _ROW, _AROUND = 80, 80, 40, 30
"""The least height of a page's head, of a card with one question, of a fact in a list, and of what is around facts."""


class Rest(QObject):
    """The questions below the fold of a page that was not painted yet."""

    def __init__(self, page: QScrollArea, show: Callable[[set[str]], None]) -> None:
        """Hold nothing back yet.

        Args:
            page: whose questions they are.
            show: shows the questions with these paths on it, and no others.
        """
        super().__init__(page)
        self._page, self._show = page, show
        self._asked: set[str] = set()
        self._waiting: list[set[str]] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)
        self._first = QTimer(self, singleShot=True, interval=SHOWN)
        self._first.timeout.connect(self._idle.start)

    def hold_back(self, asked: set[str], blocks: Iterable[Block]) -> set[str]:
        """Return the questions among ``asked`` that are made later; none once the window is on the screen."""
        self._drop()
        if self._page.window().isVisible():
            return set()
        room = max(self._page.window().height(), self._page.screen().availableGeometry().height()) - _HEAD
        for block in blocks:
            mine = asked.intersection(one.path for one in block.all_asked())
            if mine and room < 0:
                self._waiting.append(mine)
            elif mine:
                room -= _CARD if isinstance(block, QuestionCard) else _AROUND + _ROW * len(mine)
        if self._waiting:
            self._asked = asked
        return set().union(*self._waiting)

    def finish(self) -> None:
        """Show all of them now."""
        if self._waiting:
            self._drop()
            self._show(self._asked)

    def _drop(self) -> None:
        self._waiting = []
        self._first.stop()
        self._idle.stop()

    def begin(self) -> None:
        """Begin with the rest: the page was painted."""
        if self._waiting and not self._idle.isActive() and not self._first.isActive():
            self._first.start()

    def _go_on(self) -> None:
        until = time.perf_counter() + SLICE
        while self._waiting and time.perf_counter() < until:
            del self._waiting[0]
            self._show(self._asked.difference(*self._waiting))
        if not self._waiting:
            self._drop()
