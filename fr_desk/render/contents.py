"""The page of contents."""

from __future__ import annotations

from reportlab.platypus import Flowable

from fr_desk.i18n import N_
from fr_desk.render.chapters import Chapter
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.lines import Run
from fr_desk.render.references import PageNumber
from fr_desk.render.styles import ANSWER, BOTTOM, CHAPTER, MUTED, PAGE_HEIGHT, TEXT_WIDTH, TOP
from fr_desk.render.table import Table, TableRow

CONTENTS = N_("Contents")


def contents(edition: Edition, chapters: list[Chapter]) -> list[Flowable]:
    """Return the list of chapters with their pages, and of their sections where it stays on one page."""
    head = Block(edition.say(CONTENTS), CHAPTER)
    table = _table(edition, chapters, sections=True)
    room = PAGE_HEIGHT - TOP - BOTTOM - head.height_in(TEXT_WIDTH) - CHAPTER.after
    return [head, table if table.height_in(TEXT_WIDTH) < room else _table(edition, chapters, sections=False)]


def _table(edition: Edition, chapters: list[Chapter], *, sections: bool) -> Table:
    rows = []
    for number, chapter in enumerate(chapters, start=1):
        rows.append(
            _row(edition, str(number), Run(chapter.title, bold=True, link=chapter.anchor), chapter.anchor)
        )
        if sections:
            rows += (
                _row(edition, "", Run(title, color=MUTED, link=anchor), anchor)
                for title, anchor in chapter.sections
            )
    return Table((5, 85, 10), rows, ruled=False, kind="contents")


def _row(edition: Edition, number: str, title: Run, anchor: str) -> TableRow:
    cells = (
        Block(number, ANSWER.but(bold=True)),
        Block([title], ANSWER if number else ANSWER.but(size=8.5, leading=12.5)),
        PageNumber(edition, anchor, "{page}"),
    )
    return TableRow(cells, pad=2.5 if number else 0)
