"""The page of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fr_desk.i18n import N_
from fr_desk.render.chapters import Bookmarked, Chapter
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block, Cell
from fr_desk.render.lines import Run
from fr_desk.render.references import PageNumber
from fr_desk.render.styles import ANSWER, BOTTOM, CHAPTER, MUTED, PAGE_HEIGHT, TEXT_WIDTH, TOP
from fr_desk.render.table import Table, TableRow

CONTENTS = N_("Contents")
_SECTION = ANSWER.but(size=8.5, leading=12.5)


class Columns(Cell):
    """Two cells side by side on one page, read one after the other."""

    GAP = 30.0

    def __init__(self, left: Cell, right: Cell) -> None:
        """Take both."""
        super().__init__()
        self.left, self.right = left, right

    def height_in(self, width: float) -> float:
        """Return the height of the higher one."""
        wide = (width - self.GAP) / 2
        return max(self.left.height_in(wide), self.right.height_in(wide))

    def paint(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the left one, then the right one."""
        wide = (width - self.GAP) / 2
        self.left.paint(canvas, x, top, wide)
        self.right.paint(canvas, x + wide + self.GAP, top, wide)


def contents(edition: Edition, chapters: Sequence[Chapter]) -> list[Cell]:
    """Return the list of chapters and their sections with their pages: in one column, or in two if it is long."""
    head = Bookmarked(edition.say(CONTENTS), CHAPTER, edition.anchor("contents"))
    room = PAGE_HEIGHT - TOP - BOTTOM - head.height_in(TEXT_WIDTH) - CHAPTER.after
    numbered = list(enumerate(chapters, start=1))
    table = _table(edition, numbered)
    if table.height_in(TEXT_WIDTH) < room:
        return [head, table]
    tall = [1 + len(chapter.sections) for chapter in chapters]
    half = min(range(1, len(tall)), key=lambda at: max(sum(tall[:at]), sum(tall[at:])))
    columns = Columns(_table(edition, numbered[:half]), _table(edition, numbered[half:]))
    if columns.height_in(TEXT_WIDTH) < room:
        return [head, columns]
    return [head, _table(edition, numbered, sections=False)]


def _table(edition: Edition, chapters: Sequence[tuple[int, Chapter]], *, sections: bool = True) -> Table:
    rows = []
    for number, chapter in chapters:
        title = Run(chapter.title, bold=True, link=chapter.anchor)
        rows.append(_row(edition, str(number), title, chapter.anchor))
        if sections:
            rows += (
                _row(edition, "", Run(one.title, color=MUTED, link=one.anchor), one.anchor)
                for one in chapter.sections
            )
    return Table((6, 82, 12), rows, ruled=False, kind="contents")


def _row(edition: Edition, number: str, title: Run, anchor: str) -> TableRow:
    cells = (
        Block(number, ANSWER.but(bold=True)),
        Block([title], ANSWER if number else _SECTION, most_lines=2),
        PageNumber(edition, anchor, "{page}"),
    )
    return TableRow(cells, pad=2.5 if number else 0.8)
