"""The canvas of a document: anchors, links, tags, and page numbers that are known only when the last page is laid out.

A place is kept for a page number that is not known yet, and it is written there at the end; so one pass over the
document is enough. Whatever is drawn outside an element of the structure is an artifact: lines, grounds,
heads and feet of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from fr_desk.render.flow import draw_pieces
from fr_desk.render.lines import Run, break_lines
from fr_desk.render.styles import Style
from fr_desk.render.tags import Active, Content, Element, SignatureField

Box = tuple[float, float, float, float]
_KEPT: Final = "%number{}"
"""Stands for a page number until that is known: a comment, which no text can be taken for."""
_KEPT_PLACE: Final = re.compile(r"(?m)^%number(\d+)$")


class _Number(NamedTuple):
    words: str
    anchor: str
    x: float
    baseline: float
    style: Style


class Sheet(Canvas):
    """A canvas that remembers on which page each anchor is, and what belongs to which element of the structure."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what reportlab's canvas takes."""
        super().__init__(*args, **kwargs)
        self.root = Element("Document")
        self.page_of: dict[str, int] = {}
        self._numbers: list[_Number] = []
        self._open: list[Element | None] = [self.root]
        self._marked: list[tuple[int, int, Element]] = []
        self._stretches = 0
        self._actives = 0
        self._inside = False

    @contextmanager
    def element(self, element: Element) -> Iterator[None]:
        """Let what is drawn meanwhile belong to ``element``, under the element that is open now."""
        outer = self._open[-1]
        if self._inside:
            yield
            return
        if outer is not None:
            outer.add(element)
        self._open.append(element if outer is not None else None)
        yield
        self._open.pop()

    @contextmanager
    def figure(self, alt: str, box: Box) -> Iterator[None]:
        """Let what is drawn meanwhile be one picture.

        Args:
            alt: what it shows.
            box: left, bottom, right, top in the present coordinates.
        """
        left, bottom = self.absolutePosition(*box[:2])
        right, top = self.absolutePosition(*box[2:])
        with self.element(Element("Figure", alt=alt, box=(left, bottom, right, top))), self.content():
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Let what is drawn meanwhile belong to no element: page heads and feet, table heads that come again."""
        self._open.append(None)
        yield
        self._open.pop()

    @contextmanager
    def content(self) -> Iterator[None]:
        """Let what is drawn meanwhile be content of the open element; no elements open inside: words are part of it."""
        element = self._open[-1]
        if self._inside:
            yield
            return
        start = len(self._code)
        self._inside = True
        yield
        self._inside = False
        if element is None or len(self._code) == start:
            return
        if self._marked and self._marked[-1][1] == start and self._marked[-1][2] is element:
            self._marked[-1] = (self._marked[-1][0], len(self._code), element)
            return
        self._marked.append((start, len(self._code), element))
        element.kids.append(Content(self.getPageNumber(), self._stretches))
        self._stretches += 1

    def mark(self, anchor: str, x: float, top: float) -> None:
        """Name the place ``(x, top)`` on this page; the first place of a name stays."""
        if anchor in self.page_of:
            return
        self.page_of[anchor] = self.getPageNumber()
        left, high = self.absolutePosition(x, top)
        self.bookmarkPage(anchor, fit="XYZ", left=left, top=high + 6)

    def link(self, anchor: str, box: Box, words: str) -> None:
        """Make ``box`` lead to an anchor of this document; ``words`` say where to."""
        self.linkRect(words, anchor, box, relative=1)
        self.active()

    def active(self) -> None:
        """Let the annotation that was just made belong to the open element."""
        element = self._open[-1]
        if element is not None:
            element.kids.append(Active(self.getPageNumber(), self._actives))
        self._actives += 1

    def signature_field(self, name: str, tip: str, box: Box) -> None:
        """Leave room for a digital signature.

        Args:
            name: by which programs that sign find it.
            tip: what it is for.
            box: left, bottom, right, top in the present coordinates.
        """
        outer = self._open[-1]
        if outer is not None:
            left, bottom = self.absolutePosition(*box[:2])
            right, top = self.absolutePosition(*box[2:])
            form = Element("Form")
            form.kids.append(SignatureField(name, tip, self.getPageNumber(), (left, bottom, right, top)))
            outer.add(form)

    def number(self, words: str, x: float, baseline: float, style: Style, anchor: str = "") -> None:
        """Draw ``words`` later, with ``{page}`` and ``{pages}`` filled in.

        ``{page}`` is the page of ``anchor``, which may still be to come, or this page if there is none; ``{pages}`` is
        the number of pages.
        """
        if not anchor:
            words = words.replace("{page}", str(self.getPageNumber()))
        with self.content():
            self._code.append(_KEPT.format(len(self._numbers)))
        self._numbers.append(_Number(words, anchor, x, baseline, style))

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page; what belongs to no element becomes an artifact."""
        self._code = list(self._with_marks())
        self._marked, self._stretches, self._actives = [], 0, 0
        super().showPage()

    def _with_marks(self) -> Iterator[str]:
        at = 0
        for number, (start, end, element) in enumerate(self._marked):
            yield from _as_artifact(self._code[at:start])
            yield f"/{element.role} <</MCID {number}>> BDC"
            yield from self._code[start:end]
            yield "EMC"
            at = end
        yield from _as_artifact(self._code[at:])

    def save(self) -> None:
        """Write the page numbers where places are kept for them, then finish the document."""
        if self._code:
            self.showPage()
        pages = self._doc.Pages.pages
        written = [self._written(number, len(pages)) for number in self._numbers]
        for page in pages:
            page.stream = _KEPT_PLACE.sub(lambda kept: written[int(kept[1])], page.stream)
        super().save()

    def _written(self, number: _Number, pages: int) -> str:
        """Return what draws a page number, on whichever page that is."""
        words = number.words.replace("{page}", str(self.page_of.get(number.anchor, "")))
        style = number.style
        line = break_lines((Run(words.replace("{pages}", str(pages))),), 1e9, bold=style.bold)[0]
        shift = line.width * style.size / 1000 if style.align == "right" else 0.0
        self._code = []
        with self.artifact(), self.content():
            draw_pieces(self, line.pieces, number.x - shift, number.baseline, style)
        code, self._code = self._code, []
        return "\n".join(code)


def _as_artifact(code: list[str]) -> Iterator[str]:
    """Yield ``code`` as an artifact; the spaces of a page's end need no mark."""
    if any(line.strip() for line in code):
        yield "/Artifact BMC"
        yield from code
        yield "EMC"
