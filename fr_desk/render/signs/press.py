"""How a sign comes onto paper: one sheet, a sheet with bleed and crop marks for a print shop, or parts on A4.

This module knows a :class:`~fr_desk.render.signs.layout.Layout` by its page and its ``paint``, and no dossier.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm

from fr_desk.domain.choices import PaperSize
from fr_desk.i18n import Lang
from fr_desk.render.flow import Block
from fr_desk.render.sheet import Sheet
from fr_desk.render.signs.layout import A4, Layout
from fr_desk.render.signs.pieces import BLACK, GREY, HAIRLINE, letters
from fr_desk.render.signs.words import fill, tile_words
from fr_desk.render.styles import WHITE
from fr_desk.render.table import Table, TableRow

BLEED, SLUG = 3 * mm, 12 * mm
"""Ground beyond the trim, and room for crop marks beyond that."""
MARGIN, OVERLAP = 10 * mm, 10 * mm
"""What office printers cannot reach, and the edge that is glued under the next part."""
_MILLIMETRES: dict[PaperSize, tuple[int, int]] = {
    PaperSize.A6: (105, 148),
    PaperSize.A5: (148, 210),
    PaperSize.A4: (210, 297),
    PaperSize.A3: (297, 420),
    PaperSize.A2: (420, 594),
    PaperSize.A1: (594, 841),
    PaperSize.A0: (841, 1189),
}
ON_ONE_PAGE = frozenset({PaperSize.A6, PaperSize.A5, PaperSize.A4})
"""Sizes that an office printer takes whole."""


def millimetres(layout: Layout) -> tuple[int, int]:
    """Return width and height of the sheet."""
    narrow, long = _MILLIMETRES[layout.wish.size]
    return (long, narrow) if layout.wish.landscape else (narrow, long)


def points(layout: Layout) -> tuple[float, float]:
    """Return width and height of the sheet in points."""
    width, height = millimetres(layout)
    return width * mm, height * mm


def paint_on_sheet(canvas: Sheet, layout: Layout) -> None:
    """Draw the sign on a page of its own size."""
    canvas.setPageSize(points(layout))
    _scaled(canvas, layout, 0, 0, points(layout))
    canvas.showPage()


def _scaled(canvas: Any, layout: Layout, x: float, y: float, size: tuple[float, float]) -> None:
    """Draw the sign in the middle of ``size``, whose lower left corner is ``(x, y)``."""
    scale = min(side / own for side, own in zip(size, layout.page, strict=True))
    spare = [(side - own * scale) / 2 for side, own in zip(size, layout.page, strict=True)]
    canvas.saveState()
    canvas.translate(x + spare[0], y + spare[1])
    canvas.scale(scale, scale)
    layout.paint(canvas)
    canvas.restoreState()


def paint_for_print_shop(canvas: Sheet, layout: Layout) -> None:
    """Draw the sign with 3 mm of bleed and crop marks; trim and bleed are written into the page."""
    width, height = points(layout)
    canvas.setPageSize((width + 2 * SLUG, height + 2 * SLUG))
    canvas.setTrimBox((SLUG, SLUG, SLUG + width, SLUG + height))
    canvas.setBleedBox((SLUG - BLEED, SLUG - BLEED, SLUG + width + BLEED, SLUG + height + BLEED))
    canvas.setFillColor(WHITE)
    canvas.rect(SLUG - BLEED, SLUG - BLEED, width + 2 * BLEED, height + 2 * BLEED, stroke=0, fill=1)
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.25)
    for x in (SLUG, SLUG + width):
        for y in (SLUG, SLUG + height):
            _crop_mark(canvas, x, y, -1 if x == SLUG else 1, -1 if y == SLUG else 1)
    lang = layout.langs[0]
    wide, high = millimetres(layout)
    title = layout.title.get(lang).replace("\n", " ")
    slug = fill(tile_words().slug, lang, title=title, width=str(wide), height=str(high))
    with canvas.artifact():
        style = letters(6, GREY)
        Block(slug, style, most_lines=1).paint(canvas, SLUG + 12 * mm, SLUG - BLEED - 2, width - 24 * mm)
    _scaled(canvas, layout, SLUG, SLUG, (width, height))
    canvas.showPage()


def _crop_mark(canvas: Any, x: float, y: float, outward: int, upward: int) -> None:
    """Draw two short lines that point at a corner of the trim, outside the bleed."""
    near, far = BLEED + 1 * mm, BLEED + 7 * mm
    canvas.line(x + outward * near, y, x + outward * far, y)
    canvas.line(x, y + upward * near, x, y + upward * far)


@dataclass(frozen=True, slots=True)
class Tiling:
    """How a sheet is parted: A4 pages, upright or landscape, in columns and rows that overlap.

    Attributes:
        page: width and height of a page.
        columns: parts side by side.
        rows: parts one below the other.
        step: width and height by which the next part is further on.
    """

    page: tuple[float, float]
    columns: int
    rows: int
    step: tuple[float, float]


def tiling_of(width: float, height: float) -> Tiling:
    """Return the tiling of a sheet with the fewest pages."""
    upright, landscape = (_tiling(width, height, page) for page in (A4, (A4[1], A4[0])))
    fewer = landscape.columns * landscape.rows < upright.columns * upright.rows
    return landscape if fewer else upright


def _tiling(width: float, height: float, page: tuple[float, float]) -> Tiling:
    room = [side - 2 * MARGIN - OVERLAP for side in page]
    columns, rows = math.ceil((width - OVERLAP) / room[0]), math.ceil((height - OVERLAP) / room[1])
    return Tiling(page, columns, rows, ((width - OVERLAP) / columns, (height - OVERLAP) / rows))


def paint_in_parts(canvas: Sheet, layout: Layout) -> None:
    """Draw how the parts go together, then the parts, each on an A4 page with cut lines and glued edges."""
    width, height = points(layout)
    tiling = tiling_of(width, height)
    _overview(canvas, layout, tiling)
    with canvas.artifact():
        canvas.beginForm("sign", 0, 0, width, height)
        _scaled(canvas, layout, 0, 0, (width, height))
        canvas.endForm()
    for row in range(tiling.rows):
        for column in range(tiling.columns):
            _part(canvas, layout, tiling, row, column)


def _part(canvas: Sheet, layout: Layout, tiling: Tiling, row: int, column: int) -> None:
    canvas.setPageSize(tiling.page)
    width, height = tiling.step[0] + OVERLAP, tiling.step[1] + OVERLAP
    x, top = MARGIN, tiling.page[1] - MARGIN
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, top - height, width, height)
    lang = layout.langs[0]
    words = tile_words()
    label = fill(words.part, lang, row=str(row + 1), column=str(column + 1))
    with canvas.figure(label, (x, top - height, x + width, top)):
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.translate(x - column * tiling.step[0], top - points(layout)[1] + row * tiling.step[1])
        canvas.doForm("sign")
    canvas.restoreState()
    _edges(canvas, lang, (x, top, width, height), cut=(column > 0, row > 0), glue=_glued(tiling, row, column))
    title = layout.title.get(lang).replace("\n", " ")
    foot = fill(
        words.label,
        lang,
        row=str(row + 1),
        column=str(column + 1),
        title=title,
        size=layout.wish.size.value,
    )
    Block(foot, letters(7.5, GREY), most_lines=1, lang=lang).paint(canvas, x + 60, MARGIN - 5, width - 120)
    canvas.showPage()


def _glued(tiling: Tiling, row: int, column: int) -> tuple[bool, bool]:
    return column + 1 < tiling.columns, row + 1 < tiling.rows


def _edges(
    canvas: Sheet,
    lang: Lang,
    box: tuple[float, float, float, float],
    cut: tuple[bool, bool],
    glue: tuple[bool, bool],
) -> None:
    """Draw cut marks at the left and upper edges that lie over another part, and mark the edges that are glued."""
    x, top, width, height = box
    bottom, right = top - height, x + width
    words = tile_words()
    style = letters(6.5, GREY)
    with canvas.artifact():
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(0.5)
        for corner_x in (x, right):
            for corner_y in (bottom, top):
                outward, upward = (-1 if corner_x == x else 1), (-1 if corner_y == bottom else 1)
                canvas.line(corner_x + outward * 6, corner_y, corner_x + outward * 20, corner_y)
                canvas.line(corner_x, corner_y + upward * 6, corner_x, corner_y + upward * 20)
        if cut[0]:
            _sideways(canvas, words.cut.get(lang), x - 9, top - 60)
        if cut[1]:
            Block(words.cut.get(lang), style, most_lines=1).paint(canvas, x + 60, top + 14, 120)
        canvas.setDash(3, 3)
        canvas.setStrokeColor(HAIRLINE)
        if glue[0]:
            canvas.line(right - OVERLAP, bottom, right - OVERLAP, top)
            _sideways(canvas, words.glue.get(lang), right + 15, top - 60)
        if glue[1]:
            canvas.line(x, bottom + OVERLAP, right, bottom + OVERLAP)
            Block(words.glue.get(lang), style.but(align="right"), most_lines=1).paint(
                canvas, right - 130, bottom - 5, 110
            )
        canvas.setDash()


def _sideways(canvas: Any, words: str, x: float, y: float) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(90)
    Block(words, letters(6.5, GREY), most_lines=1).paint(canvas, 0, 6, 120)
    canvas.restoreState()


def _overview(canvas: Sheet, layout: Layout, tiling: Tiling) -> None:
    """Draw the page that says how the parts go together, with the whole sign small on it."""
    canvas.setPageSize(A4)
    lang = layout.langs[0]
    words = tile_words()
    margin, width = 50.0, A4[0] - 100
    wide, high = millimetres(layout)
    top = A4[1] - 50
    title = Block(words.title.get(lang), letters(22, bold=True, tag="H1"), lang=lang)
    about = fill(
        words.overview,
        lang,
        pages=str(tiling.columns * tiling.rows),
        rows=str(tiling.rows),
        columns=str(tiling.columns),
        size=layout.wish.size.value,
        width=str(wide),
        height=str(high),
    )
    steps = Table(
        (4, 96),
        [
            TableRow((Block(f"{number}.", letters(11)), Block(step.get(lang), letters(11), lang=lang)), pad=2)
            for number, step in enumerate(words.steps, start=1)
        ],
        ruled=False,
        kind="list",
    )
    for cell in (title, Block(about, letters(11), lang=lang), steps):
        cell.paint(canvas, margin, top, width)
        top -= cell.height_in(width) + 10
    room = top - 60
    sheet = points(layout)
    scale = min(width / sheet[0], room / sheet[1])
    left, bottom = margin + (width - sheet[0] * scale) / 2, top - 14 - sheet[1] * scale
    canvas.setStrokeColor(HAIRLINE)
    canvas.rect(left, bottom, sheet[0] * scale, sheet[1] * scale)
    _scaled(canvas, layout, left, bottom, (sheet[0] * scale, sheet[1] * scale))
    _grid(canvas, tiling, left, bottom, sheet, scale)
    canvas.showPage()


def _grid(
    canvas: Sheet, tiling: Tiling, left: float, bottom: float, sheet: tuple[float, float], scale: float
) -> None:
    """Draw where the parts meet, and their numbers, over the small sign."""
    with canvas.artifact():
        canvas.saveState()
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.8)
        canvas.setDash(4, 3)
        top = bottom + sheet[1] * scale
        for column in range(1, tiling.columns):
            x = left + column * tiling.step[0] * scale
            canvas.line(x, bottom - 8, x, top + 8)
        for row in range(1, tiling.rows):
            y = top - row * tiling.step[1] * scale
            canvas.line(left - 8, y, left + sheet[0] * scale + 8, y)
        canvas.setDash()
        for row in range(tiling.rows):
            for column in range(tiling.columns):
                x = left + (column * tiling.step[0]) * scale + 4
                y = top - row * tiling.step[1] * scale - 4
                canvas.setFillColor(WHITE)
                canvas.setLineWidth(0.6)
                canvas.roundRect(x, y - 15, 26, 15, 4, stroke=1, fill=1)
                style = letters(9, bold=True).but(align="center")
                Block(f"{row + 1}/{column + 1}", style, most_lines=1).paint(canvas, x, y - 1.5, 26)
        canvas.restoreState()
