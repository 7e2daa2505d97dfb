"""The way to the search: opens it at once and fills it while the window breathes; what was found before is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fr_desk.gui import findable
from fr_desk.gui.findable import Found
from fr_desk.rules.findings import Assessment

if TYPE_CHECKING:
    from fr_desk.gui.desk import Desk
    from fr_desk.gui.search import Search
    from fr_desk.gui.window import Window

SLICE = 0.006
"""Seconds of one slice of making things ready to be found."""
KEPT = 12
"""How many choices are remembered."""


@dataclass
class Store:
    """What can be found in one state of the answers, as far as it was made ready."""

    about: Assessment
    found: list[Found] = field(default_factory=list)
    left: Iterator[Found] | None = None

    def more(self, seconds: float) -> list[Found]:
        """Make more ready for so long, and return it."""
        made, until = list[Found](), perf_counter() + seconds
        while self.left is not None and perf_counter() < until:
            one = next(self.left, None)
            if one is None:
                self.left = None
            else:
                made.append(one)
        self.found += made
        return made


_recent: WeakKeyDictionary[QWidget, list[str]] = WeakKeyDictionary()
"""What was chosen lately, by window: language and theme make the desk anew, not the window."""
_opened: WeakKeyDictionary[QWidget, Search] = WeakKeyDictionary()
"""The search that was opened last over each window."""


def search_over(window: QWidget) -> Search | None:
    """Return the search that lies over ``window``, if it is open."""
    search = _opened.get(window)
    return search if search is not None and isValid(search) and search.isVisible() else None


def show_search(desk: Desk) -> None:
    """Open the search over the desk's window; asked for again it closes."""
    from fr_desk.gui.search import Search  # noqa: PLC0415 - late: the desk starts without it

    window = _window_of(desk)
    opened = search_over(window)
    if opened is not None:
        opened.close()
        return
    search = _opened[window] = Search(window, _recent.get(window, ()))
    search.chosen.connect(partial(_remember, window))
    store = _store_of(desk)
    search.take(chain(findable.commands(desk.actions_by_name), findable.steps(desk), store.found))
    window.opened.connect(search.close)  # another desk has other answers to find
    search.open()
    _go_on(search, store)


def _store_of(desk: Desk) -> Store:
    assessment = desk.document.assessment
    store = desk.found_before
    if store is None or store.about is not assessment:
        left = chain(
            findable.checks(desk),
            findable.names(desk),
            findable.questions(desk),
            findable.articles(desk),
            findable.cases(desk),
            findable.chapters(partial(_open_help, desk)),
        )
        store = desk.found_before = Store(assessment, left=left)
        store.more(SLICE)
    return store


def _open_help(desk: Desk, anchor: str) -> None:
    from fr_desk.gui.help_door import show_help  # noqa: PLC0415 - the desk must start without the guide

    show_help(_window_of(desk), anchor)


def _window_of(desk: Desk) -> Window:
    from fr_desk.gui.window import Window  # noqa: PLC0415 - the window imports the desk

    window = desk.window()
    assert isinstance(window, Window)
    return window


def _go_on(search: Search, store: Store) -> None:
    """Make the rest ready between events; what fits is found again when there is more."""
    if store.left is None:
        return
    timer = QTimer(search, interval=0)

    def slice_() -> None:
        search.take(store.more(SLICE))
        if store.left is None:
            timer.stop()
            search.refresh()

    timer.timeout.connect(slice_)
    timer.start()


def _remember(window: QWidget, chosen: str) -> None:
    kept = [one for one in _recent.get(window, []) if one != chosen]
    _recent[window] = [chosen, *kept][:KEPT]
