"""Statutes, orders and standards: articles with their wording, and how well that wording is verified."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from fr_desk.i18n import N_, Lang, Texts, translate
from fr_desk.rules.findings import Citation, Verified

SECONDARY_LABEL = N_(
    "Wording as in the regulator's press release or a reprint, not compared with the official text."
)


class InForce(BaseModel):
    """Dates between which something is law; both days included."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    since: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = Field(default=None, alias="to")

    def on(self, day: dt.date) -> bool:
        """Tell whether ``day`` lies between the dates."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Article(BaseModel):
    """One article. ``text`` is the original wording, present only where it was seen in a source."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    label: Texts
    verified: Verified
    text: str | None = None
    translation: dict[Lang, str] = {}
    summary: Texts | None = None

    @model_validator(mode="after")
    def _wording_fits_verification(self) -> Article:
        if self.verified == "unverified":
            if self.text is not None or self.summary is None:
                raise ValueError("an unverified article shows a summary and no text")
        elif self.text is None:
            raise ValueError("a verified article needs its text")
        return self

    def wording(self, lang: Lang, original: str) -> tuple[str, str]:
        """Return ``(quotation, translation or summary)`` for a reader of ``lang``.

        The quotation is empty for unverified articles; the second is empty where the original is in ``lang``.
        """
        summary = self.summary.get(lang) if self.summary else ""
        if self.text is None:
            return "", summary
        return self.text.strip(), "" if lang == original else self.translation.get(lang, summary).strip()


class Instrument(BaseModel):
    """A statute, order, standard or guideline."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str
    kind: Literal["law", "regulation", "rule", "standard", "guideline", "interpretation"]
    number: str = ""
    language: Lang
    issuer: Texts
    title: Texts
    short: Texts
    in_force: InForce
    official: str = ""
    note: Texts | None = None
    articles: dict[str, Article]


_NAMED = {"zh": "《{title}》{article}", "ko": "「{title}」 {article}", "en": "{title}, {article}"}


def label_of(
    citation: Citation, instruments: dict[str, Instrument], lang: Lang, *, short: bool = False
) -> str:
    """Return a citation as it is written in ``lang``, for example 《个人信息保护法》第二十六条."""
    instrument = instruments[citation.instrument]
    title = (instrument.short if short else instrument.title).get(lang)
    article = instrument.articles[citation.article].label.get(lang)
    return f"{title} {article}" if short else _NAMED[lang].format(title=title, article=article)


def quotation(citation: Citation, instruments: dict[str, Instrument], lang: Lang) -> tuple[str, str, str]:
    """Return ``(quotation, translation or summary, label about the wording)`` for a citation."""
    instrument = instruments[citation.instrument]
    article = instrument.articles[citation.article]
    quoted, other = article.wording(lang, instrument.language)
    label = translate(SECONDARY_LABEL, lang) if article.verified == "secondary" else ""
    return quoted, other, label
