"""The canvas of a document: anchors, links, and page numbers that are known only when the last page is laid out.

A page number that is not known yet is drawn as a reference to a form, and the forms are made at the end; so one pass
over the document is enough.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfgen.canvas import Canvas

from fr_desk.render.flow import draw_pieces
from fr_desk.render.lines import Run, break_lines
from fr_desk.render.styles import Style


class Sheet(Canvas):
    """A canvas that remembers on which page each anchor is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what reportlab's canvas takes."""
        super().__init__(*args, **kwargs)
        self.page_of: dict[str, int] = {}
        self._numbers: list[tuple[str, str, Style]] = []

    def mark(self, anchor: str, x: float, top: float) -> None:
        """Name the place ``(x, top)`` on this page; the first place of a name stays."""
        if anchor in self.page_of:
            return
        self.page_of[anchor] = self.getPageNumber()
        left, high = self.absolutePosition(x, top)
        self.bookmarkPage(anchor, fit="XYZ", left=left, top=high + 6)

    def link(self, anchor: str, box: tuple[float, float, float, float]) -> None:
        """Make ``box`` lead to an anchor of this document."""
        self.linkRect("", anchor, box, relative=1)

    def number(self, words: str, x: float, baseline: float, style: Style, anchor: str = "") -> None:
        """Draw ``words`` later, with ``{page}`` and ``{pages}`` filled in.

        ``{page}`` is the page of ``anchor``, which may still be to come, or this page if there is none; ``{pages}`` is
        the number of pages.
        """
        if not anchor:
            words = words.replace("{page}", str(self.getPageNumber()))
        self._numbers.append((words, anchor, style))
        self.saveState()
        self.translate(x, baseline)
        self.doForm(f"number{len(self._numbers)}")
        self.restoreState()

    def save(self) -> None:
        """Draw what waited for the page numbers, then finish the document."""
        if self._code:
            self.showPage()
        pages = str(self.getPageNumber() - 1)
        for at, (words, anchor, style) in enumerate(self._numbers, start=1):
            text = words.replace("{page}", str(self.page_of.get(anchor, ""))).replace("{pages}", pages)
            line = break_lines((Run(text),), 1e9, bold=style.bold)[0]
            width = line.width * style.size / 1000
            shift = -width if style.align == "right" else 0.0
            self.beginForm(f"number{at}", shift, -style.size * 0.4, shift + width, style.size * 1.1)
            draw_pieces(self, line.pieces, shift, 0, style)
            self.endForm()
        super().save()
