"""What leads on from the list of an inspection: a sample of it, and the law of another day. What was wished is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.inspector.comparing import Comparing
from fr_desk.gui.inspector.law_page import LawPage
from fr_desk.gui.inspector.sampling_page import SamplingPage, Wish
from fr_desk.i18n import N_

if TYPE_CHECKING:
    from fr_desk.gui.inspector.window import InspectorWindow

STILL_RUNNING = N_("Still reading; the sample would be drawn from what has been read so far.")
NOT_FINISHED = N_(
    "The inspection was not finished; the sample is drawn from what was read, and the plan says so."
)
NOT_COMPARED = N_("The comparison was stopped; what was read stays, and “Compare” goes on from there.")


class SidePages:
    """Makes these pages, for as long as one inspection is shown."""

    def __init__(self, window: InspectorWindow) -> None:
        """Make pages for ``window``."""
        self._window = window
        self._wish: Wish | None = None
        self._comparing: Comparing | None = None

    def sampling(self) -> Callable[[], QWidget] | None:
        """Return what makes the page that draws a sample of what is shown; ``None`` if nothing is."""
        window = self._window
        portfolio, shown = window.portfolio, window.list
        if portfolio is None or shown is None or shown.answer is None:
            return None
        numbers, wanted = tuple(shown.answer.numbers), shown.answer.wanted
        if portfolio.is_running:
            window.say(STILL_RUNNING)
        elif not portfolio.is_whole(shown.answer):
            window.say(NOT_FINISHED)
        last = self._wish

        def wish(wished: Wish) -> None:
            nonlocal last
            self._wish = last = wished

        def make() -> QWidget:
            nonlocal last
            page = SamplingPage(portfolio, numbers, window.dialogs, last, wanted)
            page.setProperty(TOPIC, "samples")
            last = page.wish
            page.wished.connect(wish)
            self._connect(page)
            return page

        return make

    def law(self) -> Callable[[], QWidget] | None:
        """Return what makes the page on who is affected by another day's law; ``None`` if nothing is inspected."""
        window = self._window
        if window.portfolio is None:
            return None
        if self._comparing is None:
            self._comparing = Comparing(window.portfolio, window)
            self._comparing.failed.connect(window.complain)
        comparing = self._comparing

        def make() -> QWidget:
            page = LawPage(comparing, window.dialogs)
            page.open_wanted.connect(window.errands.open_row)
            self._connect(page)
            return page

        return make

    def _connect(self, page: SamplingPage | LawPage) -> None:
        page.closed.connect(self._window.back)
        page.write_wanted.connect(self._window.errands.write)
        page.job_bar.cancel_pressed.connect(self._window.errands.cancel)

    def leave_law(self) -> None:
        """Stop a comparison that runs, and say so: its page is left for the list."""
        if self._comparing is not None and self._comparing.is_running:
            self._comparing.stop()
            self._window.say(NOT_COMPARED)

    def forget(self) -> None:
        """Stop what runs, and keep nothing: another inspection follows, or none."""
        if self._comparing is not None:
            self._comparing.shut_down()
            self._comparing.deleteLater()
        self._comparing = self._wish = None
