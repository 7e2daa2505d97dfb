"""What stands on every page outside the text: head, foot, page numbers, and the foot of the cover with its QR code."""

from __future__ import annotations

from typing import Any

from fr_desk.domain.canonical import grouped
from fr_desk.i18n import N_
from fr_desk.render.cover import DOT, NO_NAME, TITLE, marked
from fr_desk.render.edition import Edition
from fr_desk.render.flow import Block
from fr_desk.render.lines import Run
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

FINGERPRINT = N_("Fingerprint of the dossier: {fingerprint}")
CARRIES = N_(
    "This file contains dossier.json. FR Desk opens it, checks that it is unchanged "
    "and assesses it again under the law of the day."
)
CODE = N_("QR code: name of the venue, date and fingerprint of the dossier")
NOT_ADVICE = N_("This dossier is not legal advice.")
FOLIO = "{page} / {pages}"

COVER_FOOTER = 118.0
"""Height of the foot of the cover, margin included."""
CODE_SIZE = 54.0


def cover_furniture(canvas: Any, edition: Edition) -> None:
    """Draw the foot of the cover: QR code, fingerprint, what the file is and is not."""
    top = COVER_FOOTER - 14
    _hairline(canvas, top)
    text = f"FR Desk\n{edition.dossier.venue.name or ''}\n{edition.assessment.as_of}\nsha256:{edition.fingerprint}"
    box = (MARGIN, top - 12 - CODE_SIZE, MARGIN + CODE_SIZE, top - 12)
    with canvas.figure(edition.say(CODE), box):
        draw_code(canvas, text, MARGIN, top - 12 - CODE_SIZE, CODE_SIZE, INK)
    sentences = (
        Run(edition.say(FINGERPRINT, fingerprint=grouped(edition.fingerprint)), bold=True, color=INK),
        Run(f"\n{edition.say(CARRIES)}\n{edition.say(NOT_ADVICE)}"),
    )
    Block(sentences, SMALL, most_lines=5).paint(
        canvas, MARGIN + CODE_SIZE + 12, top - 10, TEXT_WIDTH - CODE_SIZE - 80
    )
    with canvas.artifact():
        _folio(canvas, top - 10 - SMALL.size)


def page_furniture(canvas: Any, edition: Edition) -> None:
    """Draw the head and foot of a page."""
    with canvas.artifact():
        _head_and_foot(canvas, edition)


def _head_and_foot(canvas: Any, edition: Edition) -> None:
    venue = edition.dossier.venue.name or edition.say(NO_NAME)
    head = marked(edition, f"{venue}{DOT}{edition.say(TITLE)}")
    top = PAGE_HEIGHT - TOP + 30
    Block(head, SMALL, most_lines=1).paint(canvas, MARGIN, top, TEXT_WIDTH)
    _hairline(canvas, top - SMALL.leading - 3)
    foot = f"{grouped(edition.fingerprint)}{DOT}{edition.say(NOT_ADVICE)}"
    Block(foot, SMALL, most_lines=1).paint(canvas, MARGIN, BOTTOM - 16, TEXT_WIDTH - 60)
    _folio(canvas, BOTTOM - 16 - SMALL.size - 1.5)


def _hairline(canvas: Any, y: float) -> None:
    canvas.setStrokeColor(HAIRLINE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y, PAGE_WIDTH - MARGIN, y)


def _folio(canvas: Any, baseline: float) -> None:
    canvas.number(FOLIO, PAGE_WIDTH - MARGIN, baseline, SMALL.but(align="right"))
