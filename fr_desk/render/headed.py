"""Headings that stay with what they head: pieces of a page put together so that no heading ends a page alone.

It knows no dossier: it sees pieces, and asks each whether it leads to the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reportlab.platypus import Flowable

from fr_desk.render.flow import Cell


class Headed(Cell):
    """Cells that lead, and the cell they lead to: on one page with at least its beginning."""

    def __init__(self, heads: Sequence[Cell], body: Cell) -> None:
        """Take the headings from top to bottom, and what stands under them."""
        super().__init__()
        self.heads, self.body = tuple(heads), body
        self.spaceBefore, self.spaceAfter = heads[0].getSpaceBefore(), body.getSpaceAfter()

    def _above(self, width: float) -> float:
        """Return the height of the headings, with the space under each."""
        following = (*self.heads[1:], self.body)
        return sum(
            head.height_in(width) + _between(head, next_one)
            for head, next_one in zip(self.heads, following, strict=True)
        )

    def height_in(self, width: float) -> float:
        """Return the height of everything."""
        return self._above(width) + self.body.height_in(width)

    def cut(self, width: float, height: float) -> tuple[Cell, Cell] | None:
        """Return the headings with the beginning that fits, and the rest."""
        halves = self.body.cut(width, height - self._above(width))
        return (Headed(self.heads, halves[0]), halves[1]) if halves else None

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the headings and what stands under them."""
        for head, next_one in zip(self.heads, (*self.heads[1:], self.body), strict=True):
            head.paint(canvas, x, top, width)
            top -= head.height_in(width) + _between(head, next_one)
        self.body.paint(canvas, x, top, width)


def _between(upper: Cell, lower: Cell) -> float:
    """Return the space between two cells, as the frame of a page would leave it."""
    return float(max(upper.getSpaceAfter(), lower.getSpaceBefore()))


def headed(pieces: Iterable[Flowable]) -> Iterator[Flowable]:
    """Yield the pieces of a document with every heading put together with what follows it."""
    heads: list[Cell] = []
    for piece in pieces:
        if isinstance(piece, Cell) and piece.leads:
            heads.append(piece)
        elif heads and isinstance(piece, Cell):
            yield Headed(heads, piece)
            heads = []
        else:
            yield from heads
            heads = []
            yield piece
    yield from heads
