"""Words that point to another page of the same document."""

from __future__ import annotations

from typing import Any

from fr_desk.render.edition import Edition
from fr_desk.render.flow import Cell
from fr_desk.render.styles import ACCENT, SMALL
from fr_desk.render.tags import Element


class PageNumber(Cell):
    """Words about the page of a place that may still come, with a link to it. Nothing if the place is not printed."""

    def __init__(self, edition: Edition, path: str, words: str) -> None:
        """Take the path or anchor that is looked for, and the words with ``{page}`` in them."""
        super().__init__()
        self.edition, self.path, self.words = edition, path, words

    def height_in(self, _width: float) -> float:
        """Return the height of one small line."""
        return SMALL.leading

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the words against the right edge."""
        anchor = self.edition.place(self.path)
        if anchor:
            box = (x + width - 60, top - SMALL.leading, x + width, top)
            style = SMALL.but(align="right", color=ACCENT)
            with canvas.element(Element("P")), canvas.element(Element("Link")):
                canvas.number(self.words, x + width, top - SMALL.size - 1, style, anchor)
                canvas.link(anchor, box, self.words.replace("{page}", "").strip() or anchor)
