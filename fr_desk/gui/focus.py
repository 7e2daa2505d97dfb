"""Moving the keyboard between the parts of a window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)

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
    """Return the stop after ``focus``, or before it; the first of all if it is nowhere below ``root``.

    One walks on from where one is: a page of hundreds of rows is not gone through for each press of Tab.
    """
    if focus is not None and root.isAncestorOf(focus):
        following = next(_on_from(root, focus, forward=forward), None)
        if following is not None:
            return following
    return next(_stops(root, forward=forward), None)


def _on_from(root: QWidget, here: QWidget, *, forward: bool) -> Iterator[QWidget]:
    """Yield the stops after ``here`` up to the end of ``root``, or those before it, the nearest first."""
    if forward:
        yield from _stops(here, forward=True)
    while here is not root:
        above = here.parentWidget()
        assert above is not None
        beside = _in_order(above) if forward else _in_order(above)[::-1]
        for child in beside[beside.index(here) + 1 :]:
            yield from _with_stops(child, forward=forward)
        if not forward and above is not root and _is_reached(above) and _is_stop(above):
            yield above
        here = above


def _stops(root: QWidget, *, forward: bool) -> Iterator[QWidget]:
    """Yield the stops below ``root`` in the order one reads, or from the last to the first."""
    if forward:
        yield from reading_order(root)
        return
    for child in reversed(_in_order(root)):
        yield from _with_stops(child, forward=False)


def _with_stops(widget: QWidget, *, forward: bool) -> Iterator[QWidget]:
    """Yield ``widget`` itself if it is a stop, and those below it."""
    if not _is_reached(widget):
        return
    own = [widget] if _is_stop(widget) else []
    yield from own if forward else ()
    yield from _stops(widget, forward=forward)
    yield from () if forward else own


def _is_reached(widget: QWidget) -> bool:
    """Tell whether the Tab key may come to a widget, or to what is below it."""
    return not (widget.isHidden() or widget.isWindow() or not widget.isEnabled())


def reading_order(root: QWidget) -> Iterator[QWidget]:
    """Yield the controls below ``root`` that the Tab key stops at: as the layouts set them, else as one sees them."""
    for child in _in_order(root):
        yield from _with_stops(child, forward=True)


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
    known = set(map(id, laid_out))
    others = [child for child in widget.children() if isinstance(child, QWidget) and id(child) not in known]
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


def cursor_of(widget: QWidget | None) -> tuple[int, int]:
    """Return where a selection in a text begins, and where the cursor is at its end; zeros where there is no text."""
    if isinstance(widget, QLineEdit):
        cursor = widget.cursorPosition()
        start = widget.selectionStart()
        return (start if 0 <= start < cursor else widget.selectionEnd() if start >= 0 else cursor), cursor
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        place = widget.textCursor()
        return place.anchor(), place.position()
    return 0, 0


def put_cursor(widget: QWidget | None, cursor: tuple[int, int]) -> None:
    """Put the cursor of a text where it was, with what was selected, as far as the text still goes."""
    anchor, position = cursor
    if isinstance(widget, QLineEdit):
        if anchor == position:
            widget.setCursorPosition(position)
        else:
            widget.setSelection(anchor, position - anchor)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        place, end = widget.textCursor(), widget.document().characterCount() - 1
        place.setPosition(min(anchor, end))
        place.setPosition(min(position, end), place.MoveMode.KeepAnchor)
        widget.setTextCursor(place)
