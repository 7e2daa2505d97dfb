"""Where the keyboard is on a page, so that the page made anew in another language or theme can have it there again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fr_desk.gui.focus import cursor_of, put_cursor


@dataclass(frozen=True, slots=True)
class Held:
    """Which widget has the keyboard.

    Attributes:
        steps: the way down to it: at each step the class, and how many of that class stand before it.
        cursor: where a selection in its text begins, and where the cursor is, in characters.
    """

    steps: tuple[tuple[str, int], ...]
    cursor: tuple[int, int]


def held(page: QWidget | None, focused: QWidget | None) -> Held | None:
    """Return where ``focused`` is on a page; ``None`` if it is not on it."""
    if page is None or focused is None or not page.isAncestorOf(focused):
        return None
    steps = []
    one, above = focused, focused.parentWidget()
    while one is not page and above is not None:
        steps.append((type(one).__name__, _alike(above, type(one).__name__).index(one)))
        one, above = above, above.parentWidget()
    return Held(tuple(reversed(steps)), cursor_of(focused))


def give_back(page: QWidget, place: Held | None) -> bool:
    """Give the keyboard to what stands at a place now; tell whether there is something that takes it."""
    if place is None:
        return False
    one = page
    for name, number in place.steps:
        found = _alike(one, name)
        if number >= len(found):
            return False
        one = found[number]
    if not one.isEnabled() or not one.isVisibleTo(page) or one.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return False
    one.setFocus(Qt.FocusReason.OtherFocusReason)
    put_cursor(one, place.cursor)
    return True


def _alike(above: QWidget, name: str) -> list[QWidget]:
    """Return what stands in a widget and is of one class."""
    return [one for one in above.children() if isinstance(one, QWidget) and type(one).__name__ == name]
