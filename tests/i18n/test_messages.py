"""The translations: complete, with the same placeholders, compiled, and written as the languages are written."""

from __future__ import annotations

import locale
import re
import runpy
import string
from pathlib import Path
from typing import Any

import pytest

from fr_desk.i18n import LANGUAGES, Counted, Lang, count_texts, system_language, translate, translate_count

TOOL = Path(__file__).resolve().parents[2] / "tools" / "messages.py"
CJK = r"[\u4e00-\u9fff]"
SENTENCE_ENDS = {"en": ".?", "zh": "。？", "ko": ".?"}


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    return runpy.run_path(str(TOOL))


@pytest.fixture(scope="module")
def translations(tool: dict[str, Any]) -> dict[Lang, dict[str, str]]:
    """Every message with its translation, by language; of those with a number, what is said of several."""
    found: dict[Lang, dict[str, str]] = {"zh": {}, "ko": {}}
    for lang, entries in found.items():
        for message, entry in tool["translations"](lang).items():
            if text := tool["forms"](entry.string)[-1]:
                entries[tool["forms"](message)[-1]] = text
    return found


def test_the_tool_translates_every_language_but_that_of_the_messages(tool: dict[str, Any]) -> None:
    assert {*tool["LANGUAGES"], "en"} == set(LANGUAGES)


@pytest.mark.parametrize("language", ["zh", "ko"])
def test_nothing_is_missing_unused_fuzzy_ill_matched_or_uncompiled(
    tool: dict[str, Any], language: str
) -> None:
    assert list(tool["faults"](language)) == []


def test_a_zip_has_one_name_in_every_language(translations: dict[Lang, dict[str, str]]) -> None:
    others = re.compile("压缩包|压缩文件|압축 ?파일")
    assert [
        text for entries in translations.values() for text in entries.values() if others.search(text)
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_may_be_cut_off_stands_last(lang: Lang) -> None:
    assert translate("Kept at once in {file}", lang).endswith("{file}")


def test_no_message_stands_within_another_text_where_it_is_not_found() -> None:
    within = re.compile(r"""\bf["'].*\{[^}]*\bN_\(""")
    sources = TOOL.parent.parent / "fr_desk"

    found = [
        f"{path.name}: {line.strip()}"
        for path in sources.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if within.search(line)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("message", "names"),
    [("{count} of {total}", {"count", "total"}), ("none", set()), ("{broken", {"{broken"}), ("{a:d}", {"a"})],
)
def test_placeholders_are_the_names_in_braces(tool: dict[str, Any], message: str, names: set[str]) -> None:
    assert tool["placeholders"](message) == names


@pytest.mark.parametrize(("lang", "label"), [("zh", "酒店"), ("ko", "호텔"), ("en", "Hotel")])
def test_the_program_reads_what_was_compiled(lang: Lang, label: str) -> None:
    assert translate("Hotel", lang) == label


def test_a_message_with_a_number_is_found_with_both_its_forms(tool: dict[str, Any]) -> None:
    assert ("Sent to {printer}: {count} page", "Sent to {printer}: {count} pages") in tool["extracted"]()


def test_a_translation_needs_no_form_for_one_where_the_language_has_none(tool: dict[str, Any]) -> None:
    for lang in tool["LANGUAGES"]:
        found = tool["translations"](lang).items()

        assert {len(entry.string) for message, entry in found if isinstance(message, tuple)} == {1}


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("en", 0, "Sent to P: 0 pages"),
        ("en", 1, "Sent to P: 1 page"),
        ("en", 2, "Sent to P: 2 pages"),
        ("en", 12_345, "Sent to P: 12,345 pages"),
        ("zh", 1, "已发送到 P：1 页"),
        ("zh", 12_345, "已发送到 P：12,345 页"),
        ("ko", 1, "P(으)로 보냄: 1쪽"),
        ("ko", 2, "P(으)로 보냄: 2쪽"),
    ],
)
def test_a_number_takes_the_plural_form_of_the_language(lang: Lang, count: int, said: str) -> None:
    message = Counted("Sent to {printer}: {count} page", "Sent to {printer}: {count} pages")

    assert translate_count(message, count, lang, printer="P") == said
    assert count_texts(message, count, printer="P").get(lang) == said


@pytest.mark.parametrize(
    ("system", "lang"),
    [
        ("zh_CN.UTF-8", "zh"),
        ("zh_TW.UTF-8", "zh"),
        ("zh_HK", "zh"),
        ("Chinese (Simplified)_China.936", "zh"),
        ("ko_KR.UTF-8", "ko"),
        ("ko", "ko"),
        ("Korean_Korea.949", "ko"),
        ("en_GB.UTF-8", "en"),
        ("en_US", "en"),
        ("de_DE.UTF-8", "en"),
        ("kok_IN", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
@pytest.mark.parametrize("variable", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_first_start_is_in_the_language_of_the_system(
    monkeypatch: pytest.MonkeyPatch, variable: str, system: str, lang: Lang
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda: (None, None))
    monkeypatch.setenv(variable, system)

    assert system_language() == lang


@pytest.mark.parametrize(
    ("shown", "lang"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], "zh"),
        (["ko-KR"], "ko"),
        (["de-DE", "ko-KR", "en"], "ko"),
        (["fr-FR"], "en"),
    ],
)
def test_where_the_environment_says_nothing_the_languages_of_the_system_count(
    monkeypatch: pytest.MonkeyPatch, shown: list[str], lang: Lang
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)

    assert system_language(shown) == lang


def test_the_language_of_messages_goes_before_that_of_numbers_and_dates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANGUAGE", "de:ko:en")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert system_language() == "ko"


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
