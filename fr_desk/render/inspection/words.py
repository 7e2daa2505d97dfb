"""The fixed words of the papers of an inspection, from ``resources/inspection``."""

from __future__ import annotations

from fr_desk.i18n import Lang
from fr_desk.render.forms.texts import form_words

WORDS = form_words("papers", "inspection")


def say(key: str, lang: Lang, **values: object) -> str:
    """Return the words of this name in ``lang``, with their ``{names}`` filled in."""
    return WORDS.say(key, lang, **values)


def known(key: str, lang: Lang, otherwise: str) -> str:
    """Return the words of this name, or what is to stand there if there are none."""
    return WORDS.say(key, lang) if key in WORDS else otherwise
