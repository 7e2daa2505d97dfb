"""How a sign is laid out: headline, band and rows as large as they have room, the QR code and small print below.

Everything is measured in points of an A4 sheet, upright or landscape, and scaled to the paper. Text shrinks until it
has room; long values are folded before letters get too small to be read by somebody in front of the sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from fr_desk.domain.choices import PaperSize, SignKind
from fr_desk.i18n import Lang, Texts
from fr_desk.render.logo import Logo
from fr_desk.render.signs.answers import BLANK, SignRow
from fr_desk.render.signs.facts import SignFacts
from fr_desk.render.signs.foot import Foot
from fr_desk.render.signs.legibility import (
    STANDING_BEFORE,
    least_letter_height,
    letter_height,
    points_for,
    readable_from,
)
from fr_desk.render.signs.pieces import BLACK, Band, Headline, Rows, Statement
from fr_desk.render.signs.rows import rows_of
from fr_desk.render.signs.words import same
from fr_desk.render.text import is_chinese

A4 = (595.28, 841.89)
"""Points of an upright A4 sheet, on which everything is measured."""
SCALE: dict[PaperSize, float] = {
    PaperSize.A6: 0.5,
    PaperSize.A5: 0.5**0.5,
    PaperSize.A4: 1.0,
    PaperSize.A3: 2**0.5,
    PaperSize.A2: 2.0,
    PaperSize.A1: 2 * 2**0.5,
    PaperSize.A0: 4.0,
}
FRAME, PAD, RADIUS = 25.0, 29.0, 18.0
INSET = FRAME + PAD
TOP_PAD, FOOT_PAD, GAP = 30.0, 22.0, 14.0
HEAD_GAP = 17.0
LARGEST, SMALLEST = 136, 28
"""Text sizes that are tried, in hundredths of the usual one."""
MODEST = 32
"""Points of a headline where the sheet is crowded."""
CLOSER = 0.75
"""Share of the legible size to which rows shrink before long ones are folded: people can step closer."""
ROUNDING = 0.05
"""Millimetres that nobody can see."""
LEAST_STATEMENT = 40
"""The text of a statement shrinks no further."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How a sign is to be printed.

    Attributes:
        langs: one to three languages, the main one first.
        size: of the paper.
        landscape: whether it lies.
        distance: metres from which the headline is to be read; ``None`` if nobody has said.
    """

    langs: tuple[Lang, ...]
    size: PaperSize
    landscape: bool
    distance: float | None = None


@dataclass(frozen=True)
class _Body:
    """Band, rows and statement at one size of text."""

    band: Band
    rows: Rows
    statement: Statement | None


class Layout:
    """One sign, measured: what stands where and how large."""

    def __init__(self, facts: SignFacts, wish: Wish, fingerprint: str, logo: Logo | None = None) -> None:
        """Take what is said and how it is to be printed, and find the sizes at which everything has room."""
        self.facts, self.wish, self.langs = facts, wish, wish.langs
        self.scale = SCALE[wish.size]
        self.rows = rows_of(facts)
        self.page = (A4[1], A4[0]) if wish.landscape else A4
        self.width = self.page[0] - 2 * INSET
        self.top = self.page[1] - FRAME - TOP_PAD
        self.bottom = FRAME + FOOT_PAD
        self.foot = Foot(facts, self.rows, self.langs, fingerprint, logo)
        self.head, self.body = self._fitting()

    # where things stand

    @property
    def _left(self) -> float:
        """Width of the column with headline and band."""
        return self.width * 0.5 if self.wish.landscape else self.width

    @property
    def _right(self) -> float:
        """Width of the rows."""
        return self.width - self._left - 34 if self.wish.landscape else self.width

    @cached_property
    def _room(self) -> float:
        """Height above the small print."""
        return self.top - self.bottom - self.foot.height(self._left) - 14

    def _fits(self, head: Headline, body: _Body) -> bool:
        """Tell whether everything has room and no title of a row is cut; a lying sheet has two columns."""
        left = head.height(self._left) + HEAD_GAP + body.band.height(self._left)
        if body.statement:
            left += body.statement.height(self._left)
        rows = body.rows.height(self._right)
        if body.rows.cuts_titles(self._right):
            return False
        if self.wish.landscape:
            return left <= self._room and rows <= self.top - self.bottom
        return left + GAP * min(body.rows.scale, 1) + rows <= self._room

    # how large they are

    def _fitting(self) -> tuple[Headline, _Body]:
        """Return headline and body as large as they fit: whole and legible, whole and smaller, folded, folded small."""
        heads = [*self._heads()]
        floor = self._legible_scale()
        for head in heads:
            body = self._largest(head, floor, LARGEST, 0)
            if body is not None:
                return head, body
        close = max(round(floor * CLOSER), SMALLEST)
        usual = heads[-1]
        tries = (
            (usual, close, (0, 4, 2, 1)),
            (self._head(min(MODEST, usual.size)), max(round(close * CLOSER), SMALLEST), (0, 2, 1)),
            (self._smallest_head(), SMALLEST, (2, 1)),
        )
        for head, least, folds in tries:
            if head.breaks_words(self._left) and not head.fold:
                continue
            for fold in folds:
                body = self._largest(head, least, floor, fold)
                if body is not None:
                    return head, body
        return self._smallest_head(), self._body(SMALLEST, 1)

    def _largest(self, head: Headline, least: int, most: int, fold: int) -> _Body | None:
        """Return the body with the largest text that has room beside a headline."""
        best = self._body(least, fold)
        if not self._fits(head, best):
            return None
        while least < most:
            middle = (least + most + 1) // 2
            body = self._body(middle, fold)
            if self._fits(head, body):
                best, least = body, middle
            else:
                most = middle - 1
        return best

    def _body(self, hundredths: int, fold: int) -> _Body:
        scale = hundredths / 100
        calm = self.facts.about_faces and self.facts.promised() is None
        band = Band(
            self.facts.band(), self.langs, self.facts.promised(), min((scale + 1) / 2, 1.15), calm=calm
        )
        if self.wish.landscape:
            band = Band(self.facts.band(), self.langs, self.facts.promised(), min(scale, 0.85), calm=calm)
        share = 0.28 if self.wish.landscape else 0.25
        rows = Rows(self.rows, self.langs, scale, share, fold)
        return _Body(band, rows, self._statement(max(scale, LEAST_STATEMENT / 100), fold))

    def _statement(self, scale: float, fold: int) -> Statement | None:
        own = self.facts.planned.design.extra
        if self.facts.kind is SignKind.CONSENT:
            return Statement(self.facts.words.statement, self.langs, scale, fold)
        return Statement(same(own), self.langs, scale, fold or 4) if own else None

    def _legible_scale(self) -> int:
        """Return the scale, in hundredths, at which the rows are legible to somebody in front of the sign."""
        sample = "".join(row.value.get(self.langs[0]) for row in self.rows).replace(BLANK, "") or "A"
        least = points_for(least_letter_height(STANDING_BEFORE), sample) / self.scale
        return min(max(round(least / 16 * 100 + 0.5), SMALLEST), LARGEST)

    def _heads(self) -> Iterator[Headline]:
        """Yield the headlines to try: one that is read from the distance wished for, then the usual one."""
        usual = self._usual_head()
        if self.wish.distance is not None:
            title = self.facts.title(self.langs[0]).get(self.langs[0])
            needed = points_for(least_letter_height(self.wish.distance), title) / self.scale
            if needed > usual.size:
                large = self._head(needed)
                tall = large.height(self._left) > self._room * 0.6
                if large.lines(self._left) <= 4 and not tall and not large.breaks_words(self._left):
                    yield large
        yield usual

    def _usual_head(self) -> Headline:
        """Return the largest headline that looks well; Chinese is parted only where its writer parted it."""
        most_lines, tallest = (3, 170) if self.wish.landscape else (2, 150)
        title = self.facts.title(self.langs[0]).get(self.langs[0])
        written = title.count("\n") + 1 if is_chinese(title) else most_lines
        for lines, least in ((min(written, most_lines), 32), (most_lines, 22)):
            for size in range(46, least - 1, -2):
                head = self._head(size)
                fits = head.lines(self._left) <= lines and head.height(self._left) <= tallest
                if fits and not head.breaks_words(self._left):
                    return head
        return self._smallest_head()

    def _smallest_head(self) -> Headline:
        """Return a headline that always has room: long ones are folded."""
        return self._head(20, fold=3)

    def _head(self, size: float, fold: int = 0) -> Headline:
        title = self.facts.title(self.langs[0])
        pictogram, gap = (88.0, 20.0) if self.wish.landscape else (111.0, 24.0)
        return Headline(self.facts.kind, title, self.langs, size, pictogram, gap, fold)

    # what came of it

    @property
    def headline_height(self) -> float:
        """Height of the headline's letters on the paper, in millimetres."""
        return letter_height(self.head.size * self.scale, self.facts.title(self.langs[0]).get(self.langs[0]))

    @property
    def read_from(self) -> float:
        """Distance in metres from which the headline is read."""
        return readable_from(self.headline_height)

    @property
    def row_height(self) -> float:
        """Height of the letters of the rows on the paper, in millimetres."""
        sample = "".join(row.value.get(self.langs[0]) for row in self.rows).replace(BLANK, "") or "A"
        return letter_height(16 * self.body.rows.scale * self.scale, sample)

    @property
    def legible(self) -> bool:
        """Tell whether somebody in front of the sign can read the rows."""
        return self.row_height >= least_letter_height(STANDING_BEFORE) - ROUNDING

    @property
    def folded(self) -> tuple[SignRow, ...]:
        """The rows of which only the beginning is printed."""
        return self.body.rows.folded()

    @property
    def headline_folded(self) -> bool:
        """Tell whether only the beginning of the headline is printed."""
        return self.head.folded(self._left)

    @property
    def extra_folded(self) -> bool:
        """Tell whether only the beginning of the venue's own sentence is printed."""
        return self.body.statement is not None and self.body.statement.said.folded

    @property
    def title(self) -> Texts:
        """The headline."""
        return self.facts.title(self.langs[0])

    def paint(self, canvas: Any) -> None:
        """Draw the sign on a page of ``page`` points, its origin in the lower left corner."""
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(2.2)
        canvas.roundRect(FRAME, FRAME, self.page[0] - 2 * FRAME, self.page[1] - 2 * FRAME, RADIUS)
        self.head.paint(canvas, INSET, self.top, self._left)
        top = self.top - self.head.height(self._left) - HEAD_GAP
        self.body.band.paint(canvas, INSET, top, self._left)
        top -= self.body.band.height(self._left)
        if self.wish.landscape:
            if self.body.statement:
                self.body.statement.paint(canvas, INSET, top, self._left)
            self.body.rows.paint(canvas, INSET + self.width - self._right, self.top, self._right)
        else:
            top -= GAP * min(self.body.rows.scale, 1)
            if self.body.statement and self.facts.kind is SignKind.CONSENT:
                self.body.statement.paint(canvas, INSET, top, self._left)
                top -= self.body.statement.height(self._left)
            self.body.rows.paint(canvas, INSET, top, self._right)
            if self.body.statement and self.facts.kind is not SignKind.CONSENT:
                self.body.statement.paint(
                    canvas, INSET, top - self.body.rows.height(self._right), self._right
                )
        self.foot.paint(canvas, INSET, self.bottom, self._left)
