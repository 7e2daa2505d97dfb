"""Moving the keyboard between the parts of a window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QLayout, QRadioButton, QScrollArea, QWidget

from fr_desk.gui.arrange import Arranged


def neighbour(parts: Sequence[QWidget], way: int) -> QWidget:
    """Return the part ``way`` parts on from the one that has the keyboard, round and round."""
    focus = QApplication.focusWidget()
    here = next((number for number, part in enumerate(parts) if focus and part.isAncestorOf(focus)), -1)
    return parts[(here + way) % len(parts)]


UP_AND_DOWN: Mapping[Qt.Key, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
"""Which way the arrows lead in a list."""


class Neighbour(Protocol):
    """A control among others of its kind: it can be pressed, and says which way the keyboard goes on."""

    moved: Any
    """Signal with the number of places to go on; Qt's signals have no type that a protocol could name."""

    def click(self) -> None:
        """Press it."""


def press_or_move(one: Neighbour, event: QKeyEvent, ways: Mapping[Qt.Key, int] = UP_AND_DOWN) -> bool:
    """Press a control with Enter, as with the space bar, or go on with an arrow; tell whether the key was for that."""
    key = Qt.Key(event.key())
    if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        one.click()
    elif key in ways:
        one.moved.emit(ways[key])
    else:
        return False
    return True


def focus_first(part: QWidget) -> None:
    """Give the keyboard to the first control of ``part`` that can take it."""
    first = next(reading_order(part), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def focus_next(root: QWidget, *, forward: bool) -> bool:
    """Give the keyboard to the next control of ``root`` in the order one reads, round and round.

    Qt's own order is that in which controls were made, and those that come later would be reached last.

    Returns:
        Whether there was one.
    """
    there = _next_stop(root, QApplication.focusWidget(), forward=forward)
    if there is None:
        return False
    there.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring(there)
    return True


def _next_stop(root: QWidget, focus: QWidget | None, *, forward: bool) -> QWidget | None:
    stops = reading_order(root) if forward else reversed([*reading_order(root)])
    first = next(stops, None)
    found = first is not None and (first is focus or any(stop is focus for stop in stops))
    return next(stops, first) if found else first


def reading_order(root: QWidget) -> Iterator[QWidget]:
    """Yield the controls below ``root`` that the Tab key stops at: as the layouts set them, else as one sees them."""
    for child in _in_order(root):
        if child.isHidden() or child.isWindow() or not child.isEnabled():
            continue
        if _is_stop(child):
            yield child
        yield from reading_order(child)


def put_in_order(root: QWidget) -> None:
    """Let screen readers meet what is below ``root`` in the order one reads; Qt tells it in the order of making.

    Without a screen reader nothing is done.
    """
    if not QAccessible.isActive():
        return
    for widget in (root, *root.findChildren(QWidget)):
        if widget.layout() is None and not isinstance(widget, Arranged):
            continue
        wanted = [child for child in _in_order(widget) if not child.isWindow()]
        if wanted != [child for child in widget.children() if child in wanted]:
            for child in wanted:
                child.raise_()


def _is_stop(widget: QWidget) -> bool:
    """Tell whether Tab stops here; of several radio buttons it stops at the one that is chosen."""
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return False
    if not isinstance(widget, QRadioButton):
        return True
    beside = cast("QButtonGroup | None", widget.group())  # there need not be one, whatever the stubs say
    buttons = beside.buttons() if beside is not None else _radio_buttons_beside(widget)
    chosen = next((button for button in buttons if button.isChecked()), None)
    return chosen is None or chosen is widget


def _radio_buttons_beside(widget: QRadioButton) -> list[QRadioButton]:
    """Return the radio buttons that exclude each other because they have one parent."""
    parent = widget.parentWidget()
    assert parent is not None
    return [one for one in parent.children() if isinstance(one, QRadioButton)]


def _in_order(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    if isinstance(widget, Arranged):
        laid_out = list(widget.children_in_order)
    else:
        laid_out = list(_laid_out(layout)) if layout is not None else []
    others = [child for child in widget.children() if isinstance(child, QWidget) and child not in laid_out]
    return laid_out + sorted(others, key=lambda child: (child.y(), child.x()))


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _bring(widget: QWidget) -> None:
    """Scroll whatever scrolls until ``widget`` can be seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 20, 40)
        above = above.parentWidget()
