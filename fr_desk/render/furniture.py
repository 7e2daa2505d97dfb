"""What stands on every page outside the text: head, foot, page numbers, the mark of a draft, and the foot of the cover.

Nothing here is read aloud but the foot of the cover: the rest comes again on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Frame

from fr_desk.i18n import N_
from fr_desk.render.cover import DOT, DRAFT, NO_NAME, TITLE, marked
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.lines import Run
from fr_desk.render.outlines import draw_shape, shape_of
from fr_desk.render.qr import draw_code
from fr_desk.render.styles import (
    BOTTOM,
    HAIRLINE,
    INK,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL,
    TEXT_WIDTH,
    TOP,
)
from fr_desk.rules.sentences import FOLIO

FINGERPRINT = N_("Fingerprint of the dossier: {fingerprint}")
CARRIES = N_(
    "This file contains dossier.json. FR Desk opens it, checks that it is unchanged "
    "and assesses it again under the law of the day."
)
CODE = N_("QR code: name of the venue, date and fingerprint of the dossier")
NOT_ADVICE = N_("This dossier is not legal advice.")

COVER_FOOTER = 132.0
"""Height of the foot of the cover, margin included."""
CODE_SIZE = 66.0
WATERMARK = HexColor("#F5F2F0")
"""So light that what is printed over it keeps its contrast."""
_MARK, _ANGLE, _MARK_WIDTH = "draft", 54.7, 560.0
"""Of the word across a page of a draft: along its diagonal."""


def page_frame(
    left: float = MARGIN,
    bottom: float = BOTTOM,
    width: float = TEXT_WIDTH,
    height: float = PAGE_HEIGHT - TOP - BOTTOM,
) -> Frame:
    """Return where text goes on a page, without air of its own; that of a standing A4 page if not said otherwise.

    Lengths are in points.
    """
    return Frame(left, bottom, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def cover_furniture(canvas: Any, edition: Edition) -> None:
    """Draw the foot of the cover: QR code, fingerprint, what the file is and is not."""
    top = COVER_FOOTER - 14
    _hairline(canvas, top)
    text = f"FR Desk\n{edition.dossier.venue.name or ''}\n{edition.assessment.as_of}\nsha256:{edition.fingerprint}"
    box = (MARGIN, top - 12 - CODE_SIZE, MARGIN + CODE_SIZE, top - 12)
    with canvas.figure(edition.say(CODE), box):
        draw_code(canvas, text, MARGIN, top - 12 - CODE_SIZE, CODE_SIZE, INK)
    sentences = (
        Run(edition.say(FINGERPRINT, fingerprint=edition.short_fingerprint), bold=True, color=INK),
        Run(f"\n{in_groups(edition.fingerprint)}\n{edition.say(CARRIES)}\n{edition.say(NOT_ADVICE)}"),
    )
    Block(sentences, SMALL, most_lines=6).paint(
        canvas, MARGIN + CODE_SIZE + 14, top - 10, TEXT_WIDTH - CODE_SIZE - 66
    )
    with canvas.artifact():
        _folio(canvas, top - 10 - SMALL.size)


def in_groups(fingerprint: str) -> str:
    """Return all digits of a fingerprint in groups that an eye can compare, on two lines."""
    groups = [fingerprint[start : start + 4].upper() for start in range(0, len(fingerprint), 4)]
    half = len(groups) // 2
    return f"{' '.join(groups[:half])}\n{' '.join(groups[half:])}"


def page_furniture(canvas: Any, edition: Edition) -> None:
    """Draw the head and foot of a page of the dossier."""
    venue = edition.dossier.venue.name or edition.say(NO_NAME)
    head = marked(edition, f"{venue}{DOT}{edition.say(TITLE)}")
    head_and_foot(canvas, head, f"{edition.short_fingerprint}{DOT}{edition.say(NOT_ADVICE)}")


def watermark(canvas: Any, edition: Edition) -> None:
    """Draw the word for a draft across the page, under everything else, if it is one: as a picture, not as text."""
    if not edition.draft:
        return
    with canvas.artifact():
        if not canvas.hasForm(_MARK):
            _keep_mark(canvas, edition.say(DRAFT))
        canvas.doForm(_MARK)


def _keep_mark(canvas: Any, word: str) -> None:
    """Draw the mark once; the pages refer to it."""
    shape = shape_of(word)
    size = min(_MARK_WIDTH / shape.width, 200)
    canvas.beginForm(_MARK, 0, 0, PAGE_WIDTH, PAGE_HEIGHT)
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(_ANGLE)
    canvas.scale(size, size)
    canvas.translate(-shape.width / 2, -0.36)
    canvas.setFillColor(WATERMARK)
    draw_shape(canvas, shape)
    canvas.endForm()


def head_and_foot(canvas: Any, head: str | Sequence[Run], foot: str) -> None:
    """Draw the head and foot of a page, a line of each, and the number of the page."""
    with canvas.artifact():
        top = PAGE_HEIGHT - TOP + 30
        Block(head, SMALL, most_lines=1).paint(canvas, MARGIN, top, TEXT_WIDTH)
        _hairline(canvas, top - SMALL.leading - 3)
        Block(foot, SMALL, most_lines=1).paint(canvas, MARGIN, BOTTOM - 16, TEXT_WIDTH - 60)
        _folio(canvas, BOTTOM - 16 - SMALL.size - 1.5)


def _hairline(canvas: Any, y: float) -> None:
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y, PAGE_WIDTH - MARGIN, y)


def _folio(canvas: Any, baseline: float) -> None:
    canvas.number(FOLIO, PAGE_WIDTH - MARGIN, baseline, SMALL.but(align="right"))
