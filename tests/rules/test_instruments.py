"""Articles that an amendment renumbered: the number is the one valid on the day, with the other one in brackets."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from fr_desk.domain.choices import Jurisdiction
from fr_desk.i18n import LANGUAGES, Lang, Texts
from fr_desk.rules.bundled import bundled_pack
from fr_desk.rules.findings import Citation
from fr_desk.rules.instruments import Article, Instrument, label_of, name_of_instrument, quotation

YEAR_END, LATER = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
CITATION = Citation(instrument="law", article="23", verified="text")
TWENTY_ONE = {"zh": "第二十一条", "ko": "제21조", "en": "Article 21"}
TWENTY_THREE = {"zh": "第二十三条", "ko": "제23조", "en": "Article 23"}


def law(*earlier: tuple[dt.date, dict[str, str]]) -> dict[str, Instrument]:
    title = {"zh": "网络安全法", "ko": "사이버보안법", "en": "Cybersecurity Law"}
    article = {
        "label": TWENTY_THREE,
        "verified": "text",
        "text": "留存相关的网络日志不少于六个月",
        "earlier": [{"until": until, "label": label} for until, label in earlier],
    }
    given = {
        "id": "law",
        "kind": "law",
        "language": "zh",
        "issuer": title,
        "title": title,
        "short": title,
        "in_force": {"from": "2017-06-01"},
        "supersedes": "law",
        "articles": {"23": article},
    }
    return {"law": Instrument.model_validate(given)}


RENUMBERED = law((YEAR_END, TWENTY_ONE))


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("zh", "《网络安全法》第二十三条（2025年底前为第二十一条）"),
        ("ko", "「사이버보안법」 제23조(2025년 말까지 제21조)"),
        ("en", "Cybersecurity Law, Article 23 (until the end of 2025: Article 21)"),
    ],
)
def test_after_the_change_the_new_number_names_the_old_one(lang: Lang, label: str) -> None:
    assert label_of(CITATION, RENUMBERED, lang, as_of=LATER) == label
    assert label_of(CITATION, RENUMBERED, lang) == label


@pytest.mark.parametrize(
    ("lang", "label"),
    [
        ("zh", "《网络安全法》第二十一条（2026年起为第二十三条）"),
        ("ko", "「사이버보안법」 제21조(2026년부터 제23조)"),
        ("en", "Cybersecurity Law, Article 21 (from 2026: Article 23)"),
    ],
)
def test_on_its_last_day_the_old_number_names_the_new_one(lang: Lang, label: str) -> None:
    assert label_of(CITATION, RENUMBERED, lang, as_of=YEAR_END) == label


def test_a_short_label_stays_short() -> None:
    assert (
        label_of(CITATION, RENUMBERED, "zh", short=True, as_of=LATER)
        == "网络安全法 第二十三条（原第二十一条）"
    )
    assert (
        label_of(CITATION, RENUMBERED, "en", short=True, as_of=YEAR_END)
        == "Cybersecurity Law Article 21 (now Article 23)"
    )


def test_a_change_inside_a_year_names_its_day() -> None:
    instruments = law((dt.date(2024, 9, 30), TWENTY_ONE))

    after = [label_of(CITATION, instruments, lang, as_of=LATER) for lang in LANGUAGES]
    before = label_of(CITATION, instruments, "en", as_of=dt.date(2024, 9, 30))

    assert after == [
        "《网络安全法》第二十三条（2024 年 9 月 30 日及以前为第二十一条）",
        "「사이버보안법」 제23조(2024년 9월 30일까지 제21조)",
        "Cybersecurity Law, Article 23 (until 30 September 2024: Article 21)",
    ]
    assert before == "Cybersecurity Law, Article 21 (from 1 October 2024: Article 23)"


def test_of_two_changes_the_bracket_names_the_last_before_the_day() -> None:
    first = {"zh": "第十九条", "ko": "제19조", "en": "Article 19"}
    instruments = law((dt.date(2020, 12, 31), first), (YEAR_END, TWENTY_ONE))

    def on(day: dt.date) -> str:
        return label_of(CITATION, instruments, "en", as_of=day)

    assert on(dt.date(2020, 6, 1)).endswith("Article 19 (from 2026: Article 23)")
    assert on(dt.date(2023, 6, 1)).endswith("Article 21 (until the end of 2020: Article 19)")
    assert on(LATER).endswith("Article 23 (until the end of 2025: Article 21)")


def test_an_article_never_renumbered_has_no_brackets() -> None:
    assert label_of(CITATION, law(), "en", as_of=YEAR_END) == "Cybersecurity Law, Article 23"


def test_a_quotation_younger_than_the_day_says_so() -> None:
    quoted, _, label = quotation(CITATION, RENUMBERED, "en", YEAR_END)

    assert quoted == "留存相关的网络日志不少于六个月"
    assert label == "This is the wording since 1 January 2026; the earlier one may differ."
    assert quotation(CITATION, RENUMBERED, "en", LATER)[2] == ""


def test_earlier_numbers_out_of_order_are_refused() -> None:
    with pytest.raises(ValidationError, match="oldest first"):
        law((YEAR_END, TWENTY_ONE), (dt.date(2020, 12, 31), TWENTY_THREE))


def test_what_an_instrument_replaces_is_named_by_id_by_name_or_in_three_languages() -> None:
    words = Texts(zh="旧法", ko="옛 법", en="The old law")

    assert name_of_instrument("law", RENUMBERED, "ko") == "사이버보안법"
    assert name_of_instrument("The Measures of 2001", RENUMBERED, "ko") == "The Measures of 2001"
    assert name_of_instrument(words, RENUMBERED, "ko") == "옛 법"


def test_an_article_holds_its_earlier_numbers_as_dates() -> None:
    article: Article = RENUMBERED["law"].articles["23"]

    assert [one.until for one in article.earlier] == [YEAR_END]


def test_the_bundled_cybersecurity_law_is_cited_by_the_number_of_the_day() -> None:
    laws = bundled_pack(Jurisdiction.CN).instruments
    cited = Citation(instrument="cn-csl-2026", article="23", verified="text")

    assert label_of(cited, laws, "zh", as_of=LATER) == "《网络安全法》第二十三条（2025年底前为第二十一条）"
    assert label_of(cited, laws, "zh", as_of=YEAR_END) == "《网络安全法》第二十一条（2026年起为第二十三条）"
