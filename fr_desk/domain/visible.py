"""Text of others as it may stand on a screen or in a table: nothing in it hides, steers or turns what is around it.

One way for the screens, the tables and the command line; paper adds what its fonts cannot show.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""General categories of characters that are not seen: controls, marks of direction, private use, halves, line ends."""
_HARMLESS: Final = frozenset("\n\u200c\u200d")
"""Line ends of ours, and what joins the parts of one character."""
_MOST: Final = 4096
_LONGEST: Final = 200
"""Texts that are remembered, and characters of the longest of them: strangers write them, and fill no memory so."""


def visible(text: str) -> str:
    """Return a text with a visible code for each character that hides or turns the words around it: ‹U+202E›."""
    return _remembered(text) if len(text) <= _LONGEST else _shown(text)


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    odd = {char for char in set(text) if char not in _HARMLESS and unicodedata.category(char) in HIDDEN}
    return text.translate({ord(char): code_of(char) for char in odd}) if odd else text


_remembered = lru_cache(_MOST)(_shown)


def code_of(char: str) -> str:
    """Return what stands for a character that cannot be shown."""
    return f"‹U+{ord(char):04X}›"
