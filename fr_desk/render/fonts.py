"""The bundled type family as reportlab knows it, registered once. Every glyph comes from it, so every font is embedded.

Chinese marks such as “ ” ’ · are as wide as a character in the main family. The small Latin family has the same marks
in the width that Korean and English text needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from fr_desk.resources import resource

PROPORTIONAL_MARKS = "·‘’“”•"
"""Characters that the Latin family holds in another width than the main one."""

_OF_INSTALLED_FONTS = ("name", "OS/2")
"""Tables that no font inside a PDF needs (ISO 32000-1, 9.9): names, licence and what an operating system asks."""


@dataclass(frozen=True, slots=True)
class Face:
    """One registered font: its name, and the advance of each character in thousandths of the size."""

    name: str
    widths: dict[int, int]
    default: int

    def advances(self, text: str) -> list[int]:
        """Return the advance of every character of ``text``."""
        widths, default = self.widths, self.default
        return [widths.get(ord(char), default) for char in text]

    def width(self, text: str, size: float) -> float:
        """Return the width of ``text`` in points at ``size`` points."""
        return sum(self.advances(text)) * size / 1000


@dataclass(frozen=True, slots=True)
class Family:
    """The four fonts of the product."""

    regular: Face
    bold: Face
    latin: Face
    latin_bold: Face
    characters: frozenset[str]

    def face(self, *, bold: bool, latin: bool = False) -> Face:
        """Return the font for a weight; ``latin`` for marks in the width of Korean and English."""
        if latin:
            return self.latin_bold if bold else self.latin
        return self.bold if bold else self.regular


_LOCK = Lock()


@cache
def family() -> Family:
    """Register the bundled fonts with reportlab (0.5 s, once, whichever thread comes first) and return them."""
    with _LOCK:
        return _loaded()


@cache
def _loaded() -> Family:
    rl_config.useA85 = 0  # binary streams: half the time, four fifths of the size
    regular, known = _register("FRDeskSans-Regular")
    bold, bold_known = _register("FRDeskSans-Bold")
    latin, _ = _register("FRDeskSansLatin-Regular", letters=False)
    latin_bold, _ = _register("FRDeskSansLatin-Bold", letters=False)
    return Family(regular, bold, latin, latin_bold, known & bold_known)


def _register(name: str, *, letters: bool = True) -> tuple[Face, frozenset[str]]:
    """Make a font known; with ``letters``, a document that uses it holds all of ASCII, under its usual codes."""
    font = TTFont(name, str(resource("fonts", f"{name}.ttf")), asciiReadable=letters)
    for table in _OF_INSTALLED_FONTS:
        font.face.table.pop(table, None)  # reportlab copies what it finds here
    pdfmetrics.registerFont(font)
    known = frozenset(map(chr, font.face.charToGlyph))
    return Face(name, font.face.charWidths, font.face.defaultWidth), known
