"""What was not saved, answer by answer, beside the desk: to look at before going on with it or leaving it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.gui.arrange import empty
from fr_desk.gui.buttons import button
from fr_desk.gui.differences_view import DifferencesView
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.small_window import SmallWindow
from fr_desk.gui.unfinished_card import GO_ON, LEAVE_OUT, counted, name_of
from fr_desk.i18n import N_
from fr_desk.services.unfinished import Unfinished

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

SAVED, BEGUN, NOT_SAVED = N_("Saved"), N_("At first"), N_("Not saved")
SAME = N_("All answers are as they were; only the way there was another.")


class UnfinishedWindow(SmallWindow):
    """The comparison, and the choice below it."""

    TITLE = N_("Changes that were not saved")

    def __init__(
        self,
        owner: Window,
        offer: Unfinished,
        go_on: Callable[[], object],
        leave: Callable[[], object] | None,
    ) -> None:
        """Show ``offer``.

        Args:
            owner: the window of the program.
            offer: what was not saved.
            go_on: goes on with it.
            leave: leaves it out; nothing if it was left out already.
        """
        super().__init__(owner, 820, 620)
        self.offer, self._go_on, self._leave = offer, go_on, leave
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 20, 24, 16)
        self._box.setSpacing(10)

    def fill(self) -> None:
        """Write the comparison."""
        empty(self._box)
        offer = self.offer
        self._box.addWidget(Prose(name_of(offer), "title"))
        self._box.addWidget(Prose(counted(offer), "muted"))
        names = (t(SAVED if offer.story.saved else BEGUN), t(NOT_SAVED))
        self.view = DifferencesView(offer.base, offer.dossier, names=names, nothing=t(SAME))
        area = QScrollArea()
        area.setWidgetResizable(True)
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.view)
        inside.addStretch()
        area.setWidget(holder)
        self._box.addWidget(area, 1)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        self.go_on = button(t(GO_ON), kind="primary", press=lambda: self._choose(self._go_on))
        line.addWidget(self.go_on)
        if self._leave is not None:
            leave = self._leave
            self.leave = button(t(LEAVE_OUT), press=lambda: self._choose(leave))
            line.addWidget(self.leave)
        line.addStretch()
        line.addWidget(button(t(N_("Close")), press=self.close))
        self._box.addWidget(foot)

    def _choose(self, choice: Callable[[], object]) -> None:
        self.close()
        choice()

    def take_focus(self) -> None:
        """Give the keyboard to the first choice."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
