"""Colours, sizes and the page: the tokens of the light theme, on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from fr_desk.rules.findings import Outcome

INK, MUTED, HAIRLINE = HexColor("#17212B"), HexColor("#556270"), HexColor("#DEE4E8")
ACCENT, ACCENT_SOFT, SUNKEN = HexColor("#0B6B75"), HexColor("#E2F1F2"), HexColor("#EDF0F2")
WHITE = HexColor("#FFFFFF")

TONES: dict[Outcome, Color] = {
    Outcome.BREACHED: HexColor("#A8231B"),
    Outcome.REVIEW: HexColor("#7F5300"),
    Outcome.OPEN: HexColor("#43536F"),
    Outcome.MET: HexColor("#1D6638"),
    Outcome.NOT_APPLICABLE: MUTED,
}
GROUNDS: dict[Outcome, Color] = {
    Outcome.BREACHED: HexColor("#FCEBE9"),
    Outcome.REVIEW: HexColor("#FFF2D9"),
    Outcome.OPEN: HexColor("#E9EEF6"),
    Outcome.MET: HexColor("#E3F3E8"),
    Outcome.NOT_APPLICABLE: SUNKEN,
}

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 17.5 * mm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TOP, BOTTOM = 24 * mm, 21 * mm
"""Of the pages after the cover: header and footer stand inside these."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a block of text looks, sizes in points; and what it is, ``tag``: a standard structure type of PDF."""

    size: float
    leading: float
    color: Color = INK
    bold: bool = False
    align: Literal["left", "center", "right"] = "left"
    before: float = 0
    after: float = 0
    tag: str = "P"

    def but(self, **changes: object) -> Style:
        """Return the style with some properties changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # the names are those of the fields


BODY = Style(9.5, 15, after=4)
STRONG = BODY.but(bold=True)
ANSWER = Style(9.5, 14.5)
LABEL = Style(9, 14.5, MUTED)
SMALL = Style(8, 12, MUTED)
HEAD_CELL = Style(8, 12, MUTED)
QUOTE = Style(9, 14.5)
KICKER = Style(10, 15, MUTED)
CHAPTER = Style(19, 27, bold=True, before=30, after=8, tag="H2")
SECTION = Style(13, 20, bold=True, before=16, after=3, tag="H3")
ITEM = Style(10.5, 16, bold=True, before=10, after=2, tag="H4")
