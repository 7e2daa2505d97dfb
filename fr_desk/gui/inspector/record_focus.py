"""Where the keyboard is in rows of cards, so that it is there again when the cards are made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fr_desk.gui.focus import reading_order

Rows = Sequence[Mapping[str, QWidget]]
"""Rows of cards by what they are about, in the order one reads."""


def keyboard_in(widget: QWidget) -> bool:
    """Tell whether the keyboard is in a widget, or will be as soon as its window is the active one."""
    focus = _focus(widget)
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def _focus(widget: QWidget) -> QWidget | None:
    return cast(
        "QWidget | None", widget.window().focusWidget()
    )  # there need not be one, whatever the stubs say


class KeyboardPlace:
    """The control that has the keyboard, known by its card and its name."""

    def __init__(self, rows: Rows) -> None:
        """Remember the control of ``rows`` that has the keyboard, if one has."""
        self._row, self._number, self._about, self._name = -1, 0, "", ""
        for row, cards in enumerate(rows):
            for number, (about, card) in enumerate(cards.items()):
                focus = _focus(card)
                if focus is not None and keyboard_in(card):
                    self._row, self._number = row, number
                    self._about, self._name = about, focus.accessibleName()

    def give_back(self, rows: Rows) -> QWidget | None:
        """Give the keyboard to the same control of the same card, else to the card's first.

        Where the card is no more, it is the one that stands in its place now, or in the other row.

        Returns:
            The control; ``None`` if none had the keyboard, or there is none any more.
        """
        if self._row < 0:
            return None
        cards = rows[self._row] or next((row for row in rows if row), {})
        there = [*cards.values()]
        if not there:
            return None
        card = cards.get(self._about) or there[min(self._number, len(there) - 1)]
        card.show()
        controls = [*reading_order(card)]
        same = (one for one in controls if one.accessibleName() == self._name)
        target = next(same, controls[0] if controls else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target
