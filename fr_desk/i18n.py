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
from functools import cache
from typing import Literal, cast, get_args

from pydantic import BaseModel, ConfigDict

from fr_desk.resources import resource

Lang = Literal["zh", "ko", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
LANGUAGE_NAMES: dict[Lang, str] = {"zh": "中文", "ko": "한국어", "en": "English"}


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


def texts(message: str, **values: object) -> Texts:
    """Return ``message`` in all three languages. A value that is itself a :class:`Texts` is filled in its language."""
    return _filled(message, values) if values else _constant(message)


@cache
def _constant(message: str) -> Texts:
    return Texts(**{lang: translate(message, lang) for lang in LANGUAGES})


def _filled(message: str, values: dict[str, object]) -> Texts:

    def fill(lang: Lang) -> str:
        own = {key: value.get(lang) if isinstance(value, Texts) else value for key, value in values.items()}
        return translate(message, lang, **own)

    return Texts(zh=fill("zh"), ko=fill("ko"), en=fill("en"))


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


def system_language() -> Lang:
    """Return the language of the user's system if the product speaks it, else English."""
    for name in (os.environ.get("LC_ALL"), os.environ.get("LANG"), locale.getlocale()[0]):
        for lang in LANGUAGES:
            if name and name.lower().startswith(
                (lang, {"zh": "chinese", "ko": "korean", "en": "english"}[lang])
            ):
                return lang
    return "en"
