"""Words that point to another page of the same document."""

from __future__ import annotations

from typing import Any, Literal

from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell
from fr_desk.render.styles import ACCENT, SMALL
from fr_desk.render.tags import Element


class PageNumber(Cell):
    """Words about the page of a place that may still come, with a link to it. Nothing if the place is not printed."""

    def __init__(
        self, edition: Edition, path: str, words: str, align: Literal["left", "right"] = "right"
    ) -> None:
        """Take the path or anchor that is looked for, and the words with ``{page}`` in them."""
        super().__init__()
        self.edition, self.path, self.words, self.align = edition, path, words, align

    def height_in(self, _width: float) -> float:
        """Return the height of one small line."""
        return SMALL.leading

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the words against one of the edges."""
        anchor = self.edition.place(self.path)
        if anchor:
            style = SMALL.but(align=self.align, color=ACCENT)
            wide = (
                Block(self.words.replace("{page}", "000"), style).lines_in(width)[0].width * style.size / 1000
            )
            left = x if self.align == "left" else x + width - wide
            box = (left, top - style.leading, left + wide, top)
            at = x if self.align == "left" else x + width
            with canvas.element(Element("P")), canvas.element(Element("Link")):
                canvas.number(self.words, at, top - style.size - 1, style, anchor)
                canvas.link(anchor, box, self.words.replace("{page}", "").strip() or anchor)
