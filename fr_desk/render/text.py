"""Words as they may be printed: nothing hidden, nothing lost, dates and numbers as the language writes them.

Answers come from people and from files. What the fonts cannot show (emoji, control characters, marks that turn the
direction of writing, private-use characters) is printed as its code, ‹U+1F600›, so that a reader sees that it is there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from fr_desk.domain.visible import HIDDEN, code_of
from fr_desk.i18n import Lang
from fr_desk.render.fonts import family

SEMICOLON: dict[Lang, str] = {"zh": "；", "ko": "; ", "en": "; "}
"""Between members that have commas of their own."""

NO_BREAK = "\N{NO-BREAK SPACE}"
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile("\n(?: *\n){2,}")
_HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]")
_HIDDEN = HIDDEN | {"Cn"}


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """Return ``text`` with composed letters, plain line ends, and a visible code for what cannot be shown."""
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).replace("\t", "    ")
    text = _EMPTY_LINES.sub("\n\n", text)
    odd = {char for char in set(text) if char != "\n" and not _shows(char)}
    return text.translate({ord(char): _stand_in(char) for char in odd}) if odd else text


def _shows(char: str) -> bool:
    return char in family().characters and unicodedata.category(char) not in _HIDDEN


def _stand_in(char: str) -> str:
    return " " if unicodedata.category(char) == "Zs" else code_of(char)


def is_chinese(text: str) -> bool:
    """Tell whether ``text`` is set as Chinese: more Chinese characters than Latin letters, and no Hangul."""
    han = len(_HAN.findall(text))
    return han > 0 and not _HANGUL.search(text) and han >= len(_LATIN.findall(text))


def other_script(text: str) -> Lang | None:
    """Return the language that the script of ``text`` gives away, Korean or Chinese; ``None`` for Latin letters."""
    if _HANGUL.search(text):
        return "ko"
    return "zh" if is_chinese(text) else None
