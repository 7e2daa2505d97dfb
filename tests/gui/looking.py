"""What is wrong with a screen: words cut off or given up, widgets that stick out or lie over each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from fr_desk.gui.buttons import Segment, WordsButton
from fr_desk.gui.desk import Desk
from fr_desk.gui.panel import Panel
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.strips import Strips
from tests.gui.conftest import settle

_FRAME_OF_FIELD = 24
"""Frame and air of a field, left and right."""


def clipped(root: QWidget) -> Iterator[str]:
    """Yield the words that do not fit into their widget."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and (fault := _clipped(widget)):
            yield f"{type(widget).__name__} {widget.objectName()} {fault}"


def _clipped(widget: QWidget) -> str:
    if isinstance(widget, Prose | WordsButton):
        least = widget.heightForWidth(widget.width())
        return (
            f"{widget.text()[:40]!r} {widget.size()} needs {least}"
            if _says(widget) and widget.height() < least
            else ""
        )
    if isinstance(widget, OneLine):
        least = widget.fontMetrics().height()
        return (
            f"{widget.text()[:40]!r} is {widget.height()} high"
            if _says(widget) and widget.height() < least
            else ""
        )
    if isinstance(widget, Segment | QPushButton | QLabel):
        least = widget.sizeHint().width()
        return (
            f"{widget.text()[:40]!r} {widget.width()} needs {least}"
            if _says(widget) and widget.width() < least
            else ""
        )
    if isinstance(widget, QScrollArea):
        held, room = widget.widget(), widget.viewport().width()
        return f"{room} holds {held.width()}" if held is not None and held.width() > room else ""
    if isinstance(widget, QComboBox):
        least = widget.minimumSizeHint().height()
        return f"{widget.height()} high, needs {least}" if widget.height() < least else ""
    if isinstance(widget, QLineEdit) and not isinstance(widget.parentWidget(), QComboBox):
        fixed = (
            widget.minimumWidth() == widget.maximumWidth()
        )  # an example in a field that can grow may be long
        words = widget.placeholderText() if fixed and not widget.text() else ""
        least = widget.fontMetrics().horizontalAdvance(words) + _FRAME_OF_FIELD if words else 0
        if widget.width() < least:
            return f"{words[:40]!r} {widget.width()} needs {least}"
        return f"{widget.height()} high" if widget.height() < widget.fontMetrics().height() + 4 else ""
    return ""


def _says(widget: QLabel | QAbstractButton) -> bool:
    return bool(widget.text())


def outside(root: QWidget) -> Iterator[str]:
    """Yield the widgets that stick out of their parent."""
    for widget in root.findChildren(QWidget):
        parent = widget.parentWidget()
        if parent is None or not widget.isVisible() or widget.isWindow() or not _is_ours(widget):
            continue
        if parent.objectName().startswith("qt_"):  # what scrolls may be larger than what it scrolls in
            continue
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            yield f"{type(widget).__name__} {widget.geometry()} in {type(parent).__name__} {parent.rect()}"


def _is_ours(widget: QWidget) -> bool:
    return type(widget).__module__.startswith("fr_desk")


def overlapping(root: QWidget) -> Iterator[str]:
    """Yield pairs of texts or controls of one page that lie over each other."""
    kinds = (Prose, OneLine, QAbstractButton, QLineEdit, QComboBox)
    shown = [
        one
        for one in root.findChildren(QWidget)
        if isinstance(one, kinds) and one.isVisible() and one.width() > 2 and not _is_inside_control(one)
    ]
    places = sorted(
        ((_seen(one, root), number, one) for number, one in enumerate(shown)),
        key=lambda place: (place[0].top(), place[1]),
    )
    for number, (there, _, first) in enumerate(places):
        for here, _, second in places[number + 1 :]:
            if here.top() > there.bottom():
                break
            common = there.intersected(here)
            if common.width() <= 2 or common.height() <= 2:
                continue
            if first.isAncestorOf(second) or second.isAncestorOf(first):
                continue
            yield f"{_words(first)!r} over {_words(second)!r}"


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """Return the part of a widget that is not scrolled away, in the places of ``root``."""
    seen, there = widget.rect(), widget
    while there is not root and (above := there.parentWidget()) is not None:
        seen = seen.translated(there.pos()).intersected(above.rect())
        there = above
    return seen


def _is_inside_control(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QComboBox | QLineEdit | QAbstractItemView | QAbstractScrollArea)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()[:30] or widget.accessibleName()[:30]
    return widget.accessibleName()[:30]


def faults(desk: Desk) -> list[str]:
    """Everything that is wrong with where things stand on a desk, once all that follows slowly is there."""
    held: list[Panel | Strips] = [desk.panel, *desk.page.findChildren(Strips)]
    for still in held:
        if still._calm.isActive():  # nobody types here: pauses made for that need not be waited for
            still._calm.stop()
            still._rest()
    if desk._calm.isActive():
        desk._calm.stop()
        desk._show_counsel()
    for _ in range(2_000):
        if not desk.is_thinking:
            break
        QTest.qWait(1)
    settle()
    parts = (desk.page, desk.panel, desk.rail, desk.top_bar, desk.status)
    over = [fault for part in parts if part.isVisible() for fault in overlapping(part)]
    return [*clipped(desk), *outside(desk), *over]


class Elided:
    """Words that a painter gave up because there was no room for them."""

    def __init__(self) -> None:
        self._found: set[str] = set()

    def note(self, words: str) -> None:
        """Keep words that were given up."""
        self._found.add(words)

    def take(self, answers: Iterable[str]) -> list[str]:
        """Return what was given up since the last time, without what the user wrote: names may end in dots."""
        written = [answer for answer in answers if len(answer) > 1]
        ours = [words for words in self._found if not any(answer in words for answer in written)]
        self._found.clear()
        return [f"given up: {words!r}" for words in sorted(ours)]


@contextmanager
def watching_what_is_elided() -> Iterator[Elided]:
    """Let painters tell what they give up, whichever widget they draw."""
    elided, asked = Elided(), QFontMetrics.elidedText

    def telling(
        metrics: QFontMetrics, text: str, mode: Qt.TextElideMode, width: int, flags: int | None = 0
    ) -> str:
        shown = asked(metrics, text, mode, width, flags)
        if shown != text:
            elided.note(text)
        return shown

    QFontMetrics.elidedText = telling  # type: ignore[method-assign]  # put back below
    try:
        yield elided
    finally:
        QFontMetrics.elidedText = asked  # type: ignore[method-assign]  # as it was
