"""Buttons that can be checked, pressed by a screen reader, a voice or a switch: an answer like a click.

Assistive programs do not click such a button, they toggle it, and Qt tells nobody that it was pressed. A button with
this manner tells it, as after a click. What the program itself checks is no press: Python's ``setChecked`` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
    from PySide6.QtWidgets import QButtonGroup
else:
    _Button = object


class Pressable(_Button):
    """To be named before the kind of button in a class's bases."""

    _by_program = False

    def setChecked(self, on: bool) -> None:
        """Check or uncheck the button; nobody pressed it."""
        before, self._by_program = self._by_program, True
        super().setChecked(on)
        self._by_program = before

    def nextCheckState(self) -> None:
        """Go on to the next state, as after a click, which Qt tells itself."""
        before, self._by_program = self._by_program, True
        super().nextCheckState()
        self._by_program = before

    def checkStateSet(self) -> None:
        """Take a state that was neither clicked nor set by the program for a press."""
        super().checkStateSet()
        if not self._by_program:
            QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        """Tell it as a click would; of buttons of which only one is checked, the others are not pressed."""
        group: QButtonGroup | None = self.group()
        on = self.isChecked()
        if not on and (self.autoExclusive() or (group is not None and group.exclusive())):
            return
        self.clicked[bool].emit(on)  # type: ignore[index]  # the signal that says whether it is checked
        if group is not None:
            group.buttonClicked.emit(self)
            group.idClicked.emit(group.id(self))
