"""The keys with which a record is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from fr_desk.gui.inspector.record_found import KEYS, NEXT_KEY

if TYPE_CHECKING:
    from fr_desk.gui.inspector.record_page import RecordPage


def make_keys(page: RecordPage) -> None:
    """Let the keys work wherever the keyboard is on the page."""
    for sequence, act in _keys(page):
        made = QShortcut(sequence, page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(act)


def _keys(page: RecordPage) -> Iterator[tuple[QKeySequence, Callable[[], object]]]:
    for one in QKeySequence.keyBindings(QKeySequence.StandardKey.Undo):
        yield one, lambda: page.session and page.session.undo()
    for one in QKeySequence.keyBindings(QKeySequence.StandardKey.Redo):
        yield one, lambda: page.session and page.session.redo()
    yield QKeySequence(NEXT_KEY), page.next_place
    for outcome, key in KEYS.items():
        yield QKeySequence(key), partial(page.choose, outcome)
