"""How wide the columns of the inspector's tables are at first.

What is read as a whole or not at all (a verdict, a kind, the state of a file, a day, a number) has the room that its
longest words need in the language of the screen. Names and sentences may end in dots: the tip has all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtGui import QFontMetrics

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.gui import icons, language, theme
from fr_desk.gui.inspector.table_paint import AIR, PILL
from fr_desk.gui.inspector.words import HEADS, NUMBERS, TONES
from fr_desk.gui.language import t
from fr_desk.i18n import translate
from fr_desk.inspection.wanted import Column
from fr_desk.inspection.words import (
    AGREEMENTS,
    STANDINGS,
    words_of_agreement,
    words_of_kind,
    words_of_standing,
    words_of_verdict,
)

WIDTHS: Final[dict[Column, int]] = {
    "name": 190,
    "kind": 96,
    "district": 82,
    "issues": 240,
    "operator": 180,
    "address": 220,
    "day": 104,
    "printed": 104,
    "own": 104,
    "dossier": 150,
    "fingerprint": 190,
    "path": 240,
    "as_of": 104,
    "number": 170,
    "jurisdiction": 80,
}
"""Widths in the design's pixels; what must be read as a whole may be wider, columns of numbers are narrower."""
_NUMBER: Final = 76
LEAST: Final[dict[Column, int]] = {"issues": 90, "name": 120, "address": 120, "path": 120, "operator": 110}
"""Widths of columns that give way to others, where there is no more room."""
SHARES: Final[dict[Column, int]] = {"issues": 3, "name": 2, "address": 2, "path": 2, "operator": 1}
"""Columns that take what room is left, and how much of it."""
_LONG_HEAD: Final = 112
"""Width beyond which the title of a column may end in dots: the tip has all of it."""
ARROW: Final = icons.SMALL + 2
"""Room of the arrow at the head of the column that rows are sorted by."""


def usual(column: Column) -> int:
    """Return the width of a column that nobody has drawn to another, in pixels."""
    room = theme.width(_NUMBER if column in NUMBERS else WIDTHS.get(column, 0))
    head = min(widest([t(HEADS[column])]) + 2 * AIR + ARROW, theme.width(_LONG_HEAD))
    return max(room, head, _of_words(column))


def _of_words(column: Column) -> int:
    """Return the width that the longest words of a column need; 0 if they can be any."""
    lang = language.current()
    match column:
        case "verdict":
            words = [f"{words_of_verdict(one, lang)} 199" for one in TONES]
            return widest(words, bold=True) + 2 * AIR + 2 * PILL
        case "file":
            words = [
                words_of_standing(one, lang, sealable=sealable)
                for one in STANDINGS
                for sealable in (True, False)
            ]
            return widest(words) + 2 * AIR + icons.SMALL + 6
        case "kind":
            return width_of_kinds() + 2 * AIR
        case "printed" | "own":
            return width_of_verdicts() + 2 * AIR
        case "standing":
            return widest(STANDINGS) + 2 * AIR
        case "agreement":
            return widest(words_of_agreement(one, lang) for one in AGREEMENTS if one) + 2 * AIR
        case "jurisdiction":
            return widest(translate(one.label, lang) for one in Jurisdiction) + 2 * AIR
        case "day" | "as_of":
            return widest(["2028-08-28"]) + 2 * AIR
        case _:
            return 0


def width_of_kinds() -> int:
    """Return the width of the longest word for a kind of venue, in pixels."""
    return widest(words_of_kind(one.value, language.current()) for one in VenueKind)


def width_of_verdicts() -> int:
    """Return the width of the longest word for a verdict, or for none, in pixels."""
    return widest(words_of_verdict(one, language.current()) for one in (*TONES, ""))


def widest(words: Iterable[str], *, bold: bool = False) -> int:
    """Return the width of the longest of some words in one line, in pixels."""
    metrics = QFontMetrics(theme.font(bold=bold))
    return max(metrics.horizontalAdvance(one) for one in words)
