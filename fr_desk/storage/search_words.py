"""How texts are written into the full-text index, and how what people type becomes a query that never fails.

SQLite cuts Latin text into words by itself. Chinese has no spaces, and Korean words carry endings, so each of their
characters is indexed as a word, and a query for several of them as a phrase: two characters are enough.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

TEXT_LIMIT = 200_000
"""Characters of one dossier that are indexed at most."""
_BREAK = " \ue000 "
"""Stands between two texts, so that no phrase goes from one into the next."""
_ALONE = (
    "["
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
    "]"
)


def spaced(text: str) -> str:
    """Return ``text`` with each Chinese, Japanese or Korean character as a word of its own."""
    clean = text.encode("utf-8", "replace").decode().replace("\0", " ")
    return re.sub(_ALONE, lambda match: f" {match[0]} ", unicodedata.normalize("NFKC", clean))


def indexed(texts: Iterable[str]) -> str:
    """Return texts as one to be indexed."""
    return _BREAK.join(spaced(text) for text in texts if text)[:TEXT_LIMIT]


def query(typed: str) -> str:
    """Return the query for what somebody typed; empty if there is no word in it.

    Each word must be found; the last one of a phrase may be only the beginning of a word.
    """
    phrases = []
    for word in typed.split():
        plain = " ".join(re.findall(r"[^\W_]+", spaced(word)))
        if plain:
            phrases.append(f'"{plain}"*')
    return " ".join(phrases)
