"""The line at the head of a page: how many of its questions are left, what they can change, and the way to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from fr_desk.forms.progress import Count, Progress
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.progress_words import left_words, matter_words, unknown_words
from fr_desk.gui.prose import Prose
from fr_desk.gui.rail import NEXT, NEXT_TIP


class LeftLine(Prose):
    """What is left on a page. It keeps its place while one answers: only its words change.

    Attributes:
        next: leads to the next question that matters; stands beside the title of the page.
    """

    def __init__(self, go_on: Callable[[], object]) -> None:
        """Say nothing yet; ``go_on`` leads to the next question that matters."""
        super().__init__(role="secondary")
        self.next = button(t(NEXT), icon="arrow-right", kind="link", press=go_on)
        self.next.setToolTip(t(NEXT_TIP))
        self.next.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # it has a key, and the page begins with its questions
        self.next.setVisible(False)

    def show_count(self, count: Count, whole: Progress) -> None:
        """Show what is left of ``count``, the questions of the page; the way on stays while any page has some left."""
        said = [left_words(count), matter_words(count, held=whole.held), unknown_words(count)]
        self.setText(" · ".join(filter(None, said)) if count.asked else " ")
        self.next.setVisible(bool(whole.left))
