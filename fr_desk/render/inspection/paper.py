"""One way to make every paper of an inspection: A4, title, pieces one after another, head and foot, PDF/A-3 and PDF/UA.

It knows no paper: what stands where is the business of each of them.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import BaseDocTemplate, Flowable, PageBreak, PageTemplate

from fr_desk.errors import CancelledError
from fr_desk.i18n import Lang
from fr_desk.render.cover import DOT
from fr_desk.render.flow import Block, Cell
from fr_desk.render.fonts import family
from fr_desk.render.furniture import head_and_foot, page_frame
from fr_desk.render.headed import headed
from fr_desk.render.inspection.words import say
from fr_desk.render.qr import draw_code
from fr_desk.render.sheet import Sheet
from fr_desk.render.standards import About, EmbeddedFile, finish
from fr_desk.render.styles import (
    ANSWER,
    BODY,
    INK,
    ITEM,
    LABEL,
    MUTED,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SECTION,
    Style,
)
from fr_desk.render.table import GUTTER, Table, TableRow
from fr_desk.render.tags import LANGUAGE_TAGS
from fr_desk.render.text import printable

TITLE = Style(19, 27, bold=True, after=4, tag="H1")
LEAD = Style(10, 15.5, MUTED, after=8)
HEAD = SECTION.but(tag="H2")
HEAD_2 = ITEM.but(tag="H3")
CELL = ANSWER.but(size=8.5, leading=12.5)
NAME_CELL = CELL.but(bold=True)
CODE_SIZE = 74.0
Cancelled = Callable[[], bool]


def never() -> bool:
    """Never stop."""
    return False


@dataclass(frozen=True)
class Part:
    """What has a head and foot of its own inside one file: the whole paper, or one of several sheets.

    Attributes:
        head: stands at the head of its pages.
        foot: stands at their foot.
        pieces: what it consists of.
    """

    head: str
    foot: str
    pieces: Iterable[Flowable]


@dataclass(frozen=True)
class Paper:
    """One file.

    Attributes:
        title: what programs call it.
        lang: its language.
        day: the day it speaks of, so that equal papers are equal bytes.
        parts: each begins on a new page.
        author: whom it is about.
        fingerprint: of the dossier it is about; empty for papers about several.
        files: what is embedded.
    """

    title: str
    lang: Lang
    day: dt.date
    parts: Sequence[Part]
    author: str = ""
    fingerprint: str = ""
    files: Sequence[EmbeddedFile] = field(default_factory=tuple)


def paper_pdf(paper: Paper, cancelled: Cancelled = never) -> bytes:
    """Return a paper as PDF.

    Args:
        paper: the paper.
        cancelled: asked between the pieces of a page.

    Raises:
        CancelledError: if ``cancelled`` answered yes.
    """
    out = io.BytesIO()
    document = _Document(out, paper, cancelled)
    document.build(list(_story(paper, document)), canvasmaker=Sheet)
    about = About(
        title=printable(paper.title),
        author=printable(paper.author or "FR Desk"),
        lang=paper.lang,
        day=paper.day,
        fingerprint=paper.fingerprint,
    )
    return finish(out.getvalue(), document.canv.root, about, paper.files)


def joined(*names: str) -> str:
    """Return names one after the other on a line; empty ones are left out."""
    return DOT.join(name for name in names if name)


def cut(words: str, most: int) -> str:
    """Return words no longer than this; that there is more is shown."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def title(words: str, lead: str) -> tuple[Flowable, ...]:
    """Return the title of a paper and the sentence under it."""
    return Block(words, TITLE), Block(lead, LEAD)


def facts(pairs: Iterable[tuple[str, str]], *, widths: tuple[int, int] = (22, 78), after: float = 6) -> Table:
    """Return labelled facts below each other; those without words are left out."""
    rows = [
        TableRow((Block(label, LABEL, most_lines=2), Block(words, ANSWER, most_lines=6)), pad=2.2)
        for label, words in pairs
        if words
    ]
    return Table(widths, rows, after=after, ruled=False)


def paragraphs(texts: Iterable[str], style: Style = BODY) -> Iterator[Flowable]:
    """Yield running text."""
    return (Block(text, style) for text in texts if text)


class Code(Cell):
    """The QR code of a fingerprint, with the words that say what it is."""

    def __init__(self, fingerprint: str, lang: Lang) -> None:
        """Take the 64 digits."""
        super().__init__()
        self.fingerprint, self.alt = fingerprint, say("venue.code", lang)

    def height_in(self, _width: float) -> float:
        """Return the side of the code."""
        return CODE_SIZE

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the code at the right edge."""
        left = x + width - CODE_SIZE
        with canvas.figure(self.alt, (left, top - CODE_SIZE, left + CODE_SIZE, top)):
            draw_code(canvas, self.fingerprint, left, top - CODE_SIZE, CODE_SIZE, INK)


class Beside(Cell):
    """Cells side by side that belong to no table."""

    def __init__(self, shares: Sequence[float], *cells: Cell, gap: float = GUTTER, after: float = 0) -> None:
        """Take the shares of the width, the cells from left to right, and the points between them."""
        super().__init__()
        self.shares, self.cells, self.gap = tuple(shares), cells, gap
        self.spaceAfter = after

    def _wide(self, width: float) -> list[float]:
        whole = width - self.gap * (len(self.cells) - 1)
        return [whole * share / sum(self.shares) for share in self.shares]

    def height_in(self, width: float) -> float:
        """Return the height of the tallest."""
        wide = zip(self.cells, self._wide(width), strict=True)
        return max((cell.height_in(share) for cell, share in wide), default=0.0)

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the cells."""
        for cell, wide in zip(self.cells, self._wide(width), strict=True):
            cell.paint(canvas, x, top, wide)
            x += wide + self.gap


class _Running(Flowable):
    """Nothing to see: from this page on, another head and foot."""

    def __init__(self, document: _Document, part: Part) -> None:
        super().__init__()
        self.document, self.part = document, part

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.document.part = self.part


def _story(paper: Paper, document: _Document) -> Iterator[Flowable]:
    for number, part in enumerate(paper.parts):
        if number:
            yield PageBreak()
        yield _Running(document, part)
        yield from headed(part.pieces)


class _Document(BaseDocTemplate):
    """Pages with a head and a foot; what these say is known when the page ends."""

    def __init__(self, out: io.BytesIO, paper: Paper, cancelled: Cancelled) -> None:
        super().__init__(
            out,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            initialFontName=family().regular.name,
            lang=LANGUAGE_TAGS[paper.lang],
            invariant=1,
        )
        self.part = paper.parts[0]
        self._cancelled = cancelled
        self.addPageTemplates([PageTemplate("page", [page_frame()], onPageEnd=self._furnish)])

    def _furnish(self, canvas: Any, _document: BaseDocTemplate) -> None:
        head_and_foot(canvas, self.part.head, self.part.foot)

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Let the user cancel between two pieces of a page; deeper inside, reportlab would wrap the exception."""
        if self._cancelled():
            raise CancelledError
        super().handle_flowable(flowables)
