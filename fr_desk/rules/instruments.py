"""Statutes, orders and standards: articles with their wording, and how well that wording is verified."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from fr_desk.i18n import N_, Lang, Texts, translate, written_date
from fr_desk.rules.findings import Citation, Verified

SECONDARY_LABEL = N_(
    "Wording as in the regulator's press release or a reprint, not compared with the official text."
)
LATER_WORDING = N_("This is the wording since {day}; the earlier one may differ.")


class InForce(BaseModel):
    """Dates between which something is law; both days included."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    since: dt.date | None = Field(default=None, alias="from")
    until: dt.date | None = Field(default=None, alias="to")

    def on(self, day: dt.date) -> bool:
        """Tell whether ``day`` lies between the dates."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class EarlierLabel(BaseModel):
    """The number an article had until a day, that day included: amendments renumber."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    until: dt.date
    label: Texts


class Article(BaseModel):
    """One article. ``text`` is the original wording, present only where it was seen in a source.

    ``label`` is its number now, ``earlier`` are the numbers it had before, the oldest first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    label: Texts
    earlier: tuple[EarlierLabel, ...] = ()
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

    @model_validator(mode="after")
    def _earlier_labels_in_order(self) -> Article:
        days = [one.until for one in self.earlier]
        if days != sorted(set(days)):
            raise ValueError("earlier labels stand in the order of their days, the oldest first")
        return self

    def label_on(self, day: dt.date | None) -> Texts:
        """Return the number valid on ``day``; the one it has now if no day is given."""
        had = self._earlier_on(day)
        return had.label if had else self.label

    def _earlier_on(self, day: dt.date | None) -> EarlierLabel | None:
        return next((one for one in self.earlier if day is not None and day <= one.until), None)

    def other_label(self, day: dt.date | None) -> EarlierLabel | None:
        """Return the last number before the one valid on ``day``, with its last day."""
        past = [one for one in self.earlier if day is None or one.until < day]
        return past[-1] if past else None

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
    supersedes: Texts | str = ""
    superseded_by: Texts | str = ""
    articles: dict[str, Article]


def name_of_instrument(named: Texts | str, instruments: Mapping[str, Instrument], lang: Lang) -> str:
    """Return the title of what ``supersedes`` or ``superseded_by`` names: one of ``instruments`` by id, or words."""
    if isinstance(named, Texts):
        return named.get(lang)
    return instruments[named].title.get(lang) if named in instruments else named


_NAMED = {"zh": "《{title}》{article}", "ko": "「{title}」 {article}", "en": "{title}, {article}"}


_BEFORE: dict[Lang, str] = {
    "zh": "（{day}为{other}）",
    "ko": "({day}까지 {other})",
    "en": " (until {day}: {other})",
}
_AFTER: dict[Lang, str] = {
    "zh": "（{day}起为{other}）",
    "ko": "({day}부터 {other})",
    "en": " (from {day}: {other})",
}
_SHORT_BEFORE: dict[Lang, str] = {"zh": "（原{other}）", "ko": "(옛 {other})", "en": " (was {other})"}
_SHORT_AFTER: dict[Lang, str] = {"zh": "（现{other}）", "ko": "(지금 {other})", "en": " (now {other})"}
_YEAR_END: dict[Lang, str] = {"zh": "{year}年底前", "ko": "{year}년 말", "en": "the end of {year}"}
_LAST_DAY: dict[Lang, str] = {"zh": "{day}及以前", "ko": "{day}", "en": "{day}"}
_YEAR_START: dict[Lang, str] = {"zh": "{year}年", "ko": "{year}년", "en": "{year}"}


def label_of(
    citation: Citation,
    instruments: Mapping[str, Instrument],
    lang: Lang,
    *,
    short: bool = False,
    as_of: dt.date | None = None,
) -> str:
    """Return a citation as it is written in ``lang``, for example 《个人信息保护法》第二十六条.

    Where an amendment renumbered the article, the number is the one valid on ``as_of`` (the present one if it is not
    given), with the other number in brackets: 《网络安全法》第二十三条（2025年底前为第二十一条）.
    """
    instrument = instruments[citation.instrument]
    title = (instrument.short if short else instrument.title).get(lang)
    article = instrument.articles[citation.article]
    number = number_of(article, lang, as_of, short=short)
    return f"{title} {number}" if short else _NAMED[lang].format(title=title, article=number)


def number_of(article: Article, lang: Lang, as_of: dt.date | None = None, *, short: bool = False) -> str:
    """Return an article's number on ``as_of``, and in brackets the other one where an amendment renumbered it."""
    return article.label_on(as_of).get(lang) + _other_number(article, lang, as_of, short=short)


def _other_number(article: Article, lang: Lang, as_of: dt.date | None, *, short: bool) -> str:
    """Return in brackets the number the article has had before, else the one it has now."""
    past = article.other_label(as_of)
    if past:
        words = (_SHORT_BEFORE if short else _BEFORE)[lang]
        return words.format(day=_last_day(past.until, lang), other=past.label.get(lang))
    if article.label_on(as_of) is not article.label:
        words = (_SHORT_AFTER if short else _AFTER)[lang]
        return words.format(day=_first_day(article.earlier[-1].until, lang), other=article.label.get(lang))
    return ""


def _last_day(day: dt.date, lang: Lang) -> str:
    if (day.month, day.day) == (12, 31):
        return _YEAR_END[lang].format(year=day.year)
    return _LAST_DAY[lang].format(day=written_date(day, lang))


def _first_day(eve: dt.date, lang: Lang) -> str:
    day = eve + dt.timedelta(days=1)
    return (
        _YEAR_START[lang].format(year=day.year) if (day.month, day.day) == (1, 1) else written_date(day, lang)
    )


def quotation(
    citation: Citation, instruments: Mapping[str, Instrument], lang: Lang, as_of: dt.date | None = None
) -> tuple[str, str, str]:
    """Return ``(quotation, translation or summary, label about the wording)`` for a citation.

    The label also says when the wording is younger than ``as_of``: only the wording now in force is kept.
    """
    instrument = instruments[citation.instrument]
    article = instrument.articles[citation.article]
    quoted, other = article.wording(lang, instrument.language)
    labels = [translate(SECONDARY_LABEL, lang)] if article.verified == "secondary" else []
    if quoted and article.label_on(as_of) is not article.label:
        since = written_date(article.earlier[-1].until + dt.timedelta(days=1), lang)
        labels.append(translate(LATER_WORDING, lang, day=since))
    return quoted, other, (" " if lang != "zh" else "").join(labels)
