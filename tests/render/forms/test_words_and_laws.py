"""What all these forms share: their articles are in the packs, their words are written as the language writes them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest

from fr_desk.domain.choices import Jurisdiction
from fr_desk.render.forms import briefing, consents, logs, minors, notice, requests
from fr_desk.render.forms.kinds import FormKind
from fr_desk.render.forms.texts import form_words
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_pack
from fr_desk.rules.yaml_lines import load
from tests.render.forms.filled import GYM, HOTEL, LANGS, SALES_OFFICE, edition

MODULES = (consents, requests, notice, minors, logs, briefing)
KINDS = tuple(kind for module in MODULES for kind in module.KINDS)
FILES = ("told", *(kind.id for kind in KINDS))

LAWS = (
    *(consents.LAWS, consents.GUARDIAN_LAWS, requests.LAWS, requests.FOOTAGE_LAWS, notice.LAWS, minors.LAWS),
    *(logs.VIEWING_LAWS, logs.DELETION_LAWS, logs.SWEEP_LAWS, briefing.LAWS),
)

HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?:\s|$)")
FULL_WIDTH = re.compile("[，。；：！？（）、]")


@pytest.mark.parametrize("country", list(Jurisdiction))
def test_every_article_a_form_follows_is_in_the_packs(country: Jurisdiction) -> None:
    instruments = bundled_pack(country).instruments
    for name in (one for laws in LAWS for one in laws[country]):
        instrument, _, article = name.partition("/")
        assert article in instruments[instrument].articles, name


@pytest.mark.parametrize("name", FILES)
def test_words_are_punctuated_as_their_language_is(name: str) -> None:
    found = list(texts_in(load(resource("forms", f"{name}.yaml"))))
    assert len(found) == len(form_words(name).keys())
    for text in found:
        assert not HALF_WIDTH.search(text["zh"]), text["zh"]
        for lang in ("ko", "en"):
            assert not FULL_WIDTH.search(text[lang]), text[lang]
        assert not any("  " in words or words != words.strip() for words in text.values())


def texts_in(node: Any) -> Iterator[dict[str, str]]:
    """All texts of a file, wherever they stand."""
    if "zh" in node:
        yield node
        return
    for below in node.values():
        yield from texts_in(below)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("name", ["", HOTEL, GYM, SALES_OFFICE])
def test_every_form_is_built_in_three_languages_with_a_title_of_its_own(kind: FormKind, name: str) -> None:
    for lang in LANGS:
        form = kind.build(edition(name, lang))
        assert (form.id, form.lang) == (kind.id, lang)
        assert form.title == kind.title.get(lang)
        assert form.parts
        assert "{" not in form.title + form.lead


def test_before_there_was_a_law_no_form_is_called_for() -> None:
    early = edition(HOTEL, day=dt.date(2019, 1, 1))
    assert [kind.id for kind in KINDS if kind.needed(early)] == []
    today = edition(HOTEL)
    assert [kind.id for kind in KINDS if not kind.needed(today)] == []
