"""Three languages for every sentence the product writes.

English is the language of the message ids; ``resources/i18n/<lang>/LC_MESSAGES/fr_desk.mo`` holds the others. Texts
that travel as data (packs, laws, signs) carry all three languages themselves and are read as :class:`Texts`.
This module must not know which language a screen is in: callers pass the language.
"""

from __future__ import annotations

import datetime as dt
import gettext
import locale
import os
import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from pydantic import BaseModel, ConfigDict

from fr_desk.resources import resource

Lang = Literal["zh", "ko", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
LANGUAGE_NAMES: dict[Lang, str] = {"zh": "中文", "ko": "한국어", "en": "English"}
_ENGLISH_NAMES: dict[Lang, str] = {"zh": "chinese", "ko": "korean", "en": "english"}
"""How Windows names the languages."""
_NO_BREAK = "\N{NO-BREAK SPACE}"


class Texts(BaseModel):
    """One sentence in the three languages of the product."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    ko: str
    en: str

    def get(self, lang: Lang) -> str:
        """Return the sentence in ``lang``."""
        return cast(str, getattr(self, lang))

    def __str__(self) -> str:
        """Return the English sentence; for messages meant for people use :meth:`get`."""
        return self.en


def N_(message: str) -> str:  # the marker's customary name: gettext's extractor looks for it
    """Mark ``message`` for extraction and return it unchanged."""
    return message


class Counted(NamedTuple):
    """A message with a number in it: what is said of one, and what of any other number."""

    one: str
    other: str


def NP_(one: str, other: str) -> Counted:
    """Mark a message with a number in it for extraction; ``{count}`` stands for the number."""
    return Counted(one, other)


@cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    return gettext.translation("fr_desk", str(resource("i18n")), languages=[lang], fallback=True)


def translate(message: str, lang: Lang, **values: object) -> str:
    """Return ``message`` in ``lang`` with ``{names}`` filled from ``values``.

    An empty message stays empty (gettext would answer with the catalogue's header).
    """
    if not message:
        return ""
    text = message if lang == "en" else _catalogue(lang).gettext(message)
    return text.format_map(values) if values else text


def translate_count(message: Counted, count: int, lang: Lang, **values: object) -> str:
    """Return ``message`` about ``count`` things in ``lang``, in the plural form that goes with the number.

    ``{count}`` is filled with the number as it is written in that language.
    """
    text = _catalogue(lang).ngettext(message.one, message.other, count)
    return text.format_map({"count": spell_number(count)} | values)


def count_texts(message: Counted, count: int, **values: object) -> Texts:
    """Return ``message`` about ``count`` things in all three languages, each in its plural form."""

    def fill(lang: Lang) -> str:
        return translate_count(message, count, lang, **_own(values, lang))

    return Texts(zh=fill("zh"), ko=fill("ko"), en=fill("en"))


def texts(message: str, **values: object) -> Texts:
    """Return ``message`` in all three languages. A value that is itself a :class:`Texts` is filled in its language."""
    return _filled(message, values) if values else _constant(message)


@cache
def _constant(message: str) -> Texts:
    return Texts(**{lang: translate(message, lang) for lang in LANGUAGES})


def _filled(message: str, values: dict[str, object]) -> Texts:

    def fill(lang: Lang) -> str:
        return translate(message, lang, **_own(values, lang))

    return Texts(zh=fill("zh"), ko=fill("ko"), en=fill("en"))


def _own(values: dict[str, object], lang: Lang) -> dict[str, object]:
    return {key: value.get(lang) if isinstance(value, Texts) else value for key, value in values.items()}


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def written_date(day: dt.date, lang: Lang) -> str:
    """Return a date written out: 2026 年 11 月 21 日, 2026년 11월 21일, 21 November 2026."""
    match lang:
        case "zh":
            return f"{day.year} 年 {day.month} 月 {day.day} 日"
        case "ko":
            return f"{day.year}년 {day.month}월 {day.day}일"
        case "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def written_dates(day: dt.date) -> Texts:
    """Return a date written out in all three languages."""
    return Texts(**{lang: written_date(day, lang) for lang in LANGUAGES})


def spell_number(number: float, unit: str = "") -> str:
    """Return a number with grouped thousands and its unit, which no line end parts."""
    digits = f"{number:,}" if isinstance(number, int) else f"{number:,.10g}"
    tight = unit in {"°", "%"} or "\uac00" <= unit[:1] <= "\ud7a3"
    return f"{digits}{'' if tight or not unit else _NO_BREAK}{unit}"


def system_language(shown: Sequence[str] = ()) -> Lang:
    """Return the language of the user's system if the product speaks it, else English.

    Args:
        shown: the languages the system shows its own words in; asked where the environment says nothing.
    """
    said = [os.environ.get(name) or "" for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    spoken = [*os.environ.get("LANGUAGE", "").split(":"), next((name for name in said if name), "")]
    for name in spoken if any(spoken) else [*shown, locale.getlocale()[0] or ""]:
        for lang, english in _ENGLISH_NAMES.items():
            if re.split(r"[_.\-@ ]", name.lower())[0] in {lang, english}:
                return lang
    return "en"
