"""The translations: complete, with the same placeholders, compiled, and written as the languages are written."""

from __future__ import annotations

import re
import runpy
import string
from pathlib import Path
from typing import Any

import pytest

from fr_desk.i18n import LANGUAGES, Lang, translate

TOOL = Path(__file__).resolve().parents[2] / "tools" / "messages.py"
CJK = r"[\u4e00-\u9fff]"
SENTENCE_ENDS = {"en": ".?", "zh": "。？", "ko": ".?"}


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(TOOL))


@pytest.fixture(scope="module")
def translations(tool: dict[str, Any]) -> dict[Lang, dict[str, str]]:
    """Every message with its translation, by language."""
    return {
        "zh": {
            message: str(entry.string)
            for message, entry in tool["translations"]("zh").items()
            if entry.string
        },
        "ko": {
            message: str(entry.string)
            for message, entry in tool["translations"]("ko").items()
            if entry.string
        },
    }


def test_the_tool_translates_every_language_but_that_of_the_messages(tool: dict[str, Any]) -> None:
    assert {*tool["LANGUAGES"], "en"} == set(LANGUAGES)


@pytest.mark.parametrize("language", ["zh", "ko"])
def test_nothing_is_missing_unused_fuzzy_ill_matched_or_uncompiled(
    tool: dict[str, Any], language: str
) -> None:
    assert list(tool["faults"](language)) == []


@pytest.mark.parametrize(
    ("message", "names"),
    [("{count} of {total}", {"count", "total"}), ("none", set()), ("{broken", {"{broken"}), ("{a:d}", {"a"})],
)
def test_placeholders_are_the_names_in_braces(tool: dict[str, Any], message: str, names: set[str]) -> None:
    assert tool["placeholders"](message) == names


@pytest.mark.parametrize(("lang", "label"), [("zh", "酒店"), ("ko", "호텔"), ("en", "Hotel")])
def test_the_program_reads_what_was_compiled(lang: Lang, label: str) -> None:
    assert translate("Hotel", lang) == label


def test_chinese_is_punctuated_with_full_width_marks(translations: dict[Lang, dict[str, str]]) -> None:
    half_width = re.compile(rf"{CJK}\s*[,;:?!()]|[,;:?!(]\s*{CJK}|{CJK}\.(?:$|\s|{CJK})|[，。；：？！、] ")

    assert [text for text in translations["zh"].values() if half_width.search(text)] == []


def test_chinese_quotes_with_curved_marks(translations: dict[Lang, dict[str, str]]) -> None:
    assert [text for text in translations["zh"].values() if '"' in text or "「" in text] == []


def test_chinese_and_korean_are_not_left_in_each_others_script(
    translations: dict[Lang, dict[str, str]],
) -> None:
    assert [text for text in translations["zh"].values() if re.search(r"[가-힣]", text)] == []
    assert [text for text in translations["ko"].values() if re.search(CJK, text)] == []


def test_a_sentence_stays_a_sentence_and_a_label_a_label(translations: dict[Lang, dict[str, str]]) -> None:
    wrong = [
        (lang, message, text)
        for lang, found in translations.items()
        for message, text in found.items()
        if (message[-1] in SENTENCE_ENDS["en"]) != (text[-1] in SENTENCE_ENDS[lang])
    ]

    assert wrong == []


def test_korean_is_polite_throughout(translations: dict[Lang, dict[str, str]]) -> None:
    """Sentences end formally (합니다, 하십시오, 합니까), never plainly (한다) or casually (해요)."""
    plain = re.compile(r"(?<!니)다\.|요\.|요\?|[^까]\?$")

    assert [text for text in translations["ko"].values() if plain.search(text)] == []


def test_no_translation_is_just_the_message(translations: dict[Lang, dict[str, str]]) -> None:
    same = {message for found in translations.values() for message, text in found.items() if message == text}

    assert {message for message in same if re.search(r"[a-z]{2}", _without_names(message))} <= SAME_EVERYWHERE


SAME_EVERYWHERE = {"FR Desk", "FR Desk · {date}"}
"""Messages that read the same in every language."""


def _without_names(message: str) -> str:
    return "".join(text for text, *_ in string.Formatter().parse(message))
