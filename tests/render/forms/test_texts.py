"""The fixed words of the forms: three languages each, the same values named in each, nothing that is not meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.i18n import LANGUAGES
from fr_desk.render.forms import texts
from fr_desk.render.forms.catalogue import CATALOGUE
from fr_desk.render.forms.overview import ID as OVERVIEW
from fr_desk.render.forms.texts import FormWordsError, form_words, placeholders
from fr_desk.resources import resource

NAMES = sorted(path.stem for path in resource("forms").glob("*.yaml"))
SHARED = {"told"}
"""Words that several forms share."""

Words = Callable[[str], None]


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Words:
    """Read a file of words with this content."""

    def read(content: str) -> None:
        (tmp_path / "bad.yaml").write_text(content, "utf-8")
        monkeypatch.setattr(texts, "resource", lambda *parts: tmp_path / parts[-1])
        form_words.__wrapped__("bad")

    return read


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_three_languages_with_the_same_values(name: str):
    words = form_words(name)

    for key in words.keys(""):
        text = words._words[key]
        assert all(text.get(lang).strip() for lang in LANGUAGES), key
        assert len({placeholders(text.get(lang)) for lang in LANGUAGES}) == 1, key
        assert not any(re.search(r"^['\"]|['\"]$", text.get(lang)) for lang in LANGUAGES), key
        assert not re.search("[，。；：！？]", text.get("ko") + text.get("en")), key


def test_every_form_and_no_other_has_a_file_with_its_title_and_lead():
    named = {kind.id for kind in CATALOGUE} | {OVERVIEW}

    assert set(NAMES) - SHARED == named
    assert all({"title", "lead"} <= set(form_words(name).keys()) for name in named)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("title: {zh: 题, ko: 제목}", "title"),
        ("title: {zh: 题, ko: 제목, en: Title, fr: Titre}", "title"),
        ("title: {zh: 题, ko: 제목, en: ''}", "empty"),
        ("part: {title: {zh: '{a}', ko: '{a}', en: '{b}'}}", r"part\.title .*different values"),
        ("title: just words", "title"),
        ("part: {}", "part"),
        ("[]", "the file"),
        ("title: {zh: 1, ko: 제목, en: Title}", "title"),
    ],
)
def test_a_faulty_file_is_named_with_the_place(words: Words, content: str, told: str):
    with pytest.raises(FormWordsError, match=rf"bad\.yaml.*{told}"):
        words(content)


def test_values_are_filled_in_their_language_and_never_read_as_frames():
    words = form_words("forms-overview")

    assert words.say("as_of", "en", date="{date}") == "By the law of {date}."
    assert words.in_all("as_of", date=words.in_all("title")).zh == f"按 {words.say('title', 'zh')} 的法律。"


def test_words_are_listed_in_the_order_of_the_file():
    words = form_words("forms-overview")

    assert words.keys("columns") == ("columns.form", "columns.why", "columns.articles")
    assert "columns.form" in words
    assert "columns" not in words
