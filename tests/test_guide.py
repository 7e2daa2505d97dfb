"""The user guide: the same in three languages, whole, and in the program's own words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from fr_desk.forms.steps import STEPS
from fr_desk.gui.help_chapters import chapters, find, plain, split
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.resources import resource

GUIDE = resource("guide")
CJK = r"[\u4e00-\u9fff]"
WORDS_OF_A_CHAPTER = {"en": 420, "zh": 800, "ko": 420}
"""Most of them: a reader finds anything in a minute. English and Korean count words, Chinese characters."""


def text(lang: Lang) -> str:
    return (GUIDE / f"{lang}.md").read_text("utf-8")


def prose(lang: Lang) -> str:
    """What is written, without what stands in code: keys, file names, commands."""
    return re.sub(r"`[^`]*`", "X", text(lang))


def anchors(lang: Lang) -> list[tuple[str, str]]:
    """Anchors and the level of their headings, in order."""
    return re.findall(r'<a id="([a-z0-9-]+)"></a>\n(#{2,3}) ', text(lang))


def pictures(lang: Lang) -> list[str]:
    return re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text(lang))


def named_in_the_program(lang: Lang) -> set[str]:
    """Every text of the program in a language."""
    with io.BytesIO(
        resource("i18n", "zh" if lang == "en" else lang, "LC_MESSAGES", "fr_desk.po").read_bytes()
    ) as po:
        return {str(entry.id if lang == "en" else entry.string) for entry in read_po(po) if entry.id}


@pytest.mark.parametrize("lang", LANGUAGES)
class TestEachLanguage:
    def test_has_the_chapters_and_sections_of_the_others(self, lang: Lang) -> None:
        assert anchors(lang) == anchors("en")

    def test_has_the_pictures_of_the_others_in_its_own_language(self, lang: Lang) -> None:
        assert pictures(lang) == [name.replace("-en.png", f"-{lang}.png") for name in pictures("en")]

    def test_shows_only_pictures_that_there_are(self, lang: Lang) -> None:
        assert [name for name in pictures(lang) if not (GUIDE / name).is_file()] == []

    def test_leads_to_the_same_places_as_the_others(self, lang: Lang) -> None:
        links = {one: re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", text(one)) for one in (lang, "en")}

        assert links[lang] == links["en"]
        assert {link.removeprefix("#") for link in links[lang]} <= {anchor for anchor, _ in anchors(lang)}

    def test_names_each_anchor_once_and_each_heading_has_one(self, lang: Lang) -> None:
        names = [anchor for anchor, _ in anchors(lang)]

        assert len(names) == len(set(names)) == len(re.findall(r"(?m)^#{2,6} ", text(lang)))

    def test_has_the_commands_and_keys_of_the_others(self, lang: Lang) -> None:
        def code(one: Lang) -> list[str]:
            return sorted(re.findall(r"`([^`]+)`", text(one)))

        assert code(lang) == code("en")

    def test_calls_buttons_what_the_program_calls_them(self, lang: Lang) -> None:
        bold = set(re.findall(r"\*\*(.+?)\*\*", text(lang)))

        assert len(bold) > 20
        assert bold - {name.removesuffix("…") for name in named_in_the_program(lang)} == set()

    def test_shows_no_marks_that_were_not_understood(self, qapp: QApplication, lang: Lang) -> None:
        document = QTextDocument()

        document.setMarkdown("\n".join(chapter.markdown for chapter in chapters(lang)))

        assert [line for line in document.toPlainText().splitlines() if re.search(r"\*\*|`|\]\(", line)] == []

    def test_has_a_section_about_every_step(self, lang: Lang) -> None:
        assert {f"step-{step.id}" for step in STEPS} <= {anchor for anchor, _ in anchors(lang)}

    def test_has_short_chapters(self, lang: Lang) -> None:
        def length(words: str) -> int:
            return len(words) if lang == "zh" else len(words.split())

        told = {
            chapter.anchor: sum(length(section.words) for section in chapter.sections)
            for chapter in chapters(lang)
        }

        assert {name: long for name, long in told.items() if long > WORDS_OF_A_CHAPTER[lang]} == {}

    def test_leads_nowhere_outside(self, lang: Lang) -> None:
        assert re.findall(r"https?:|www\.|file://|mailto:", text(lang)) == []


def test_chinese_is_punctuated_with_full_width_marks() -> None:
    half_width = re.compile(
        rf"{CJK}\s*[,;:?!()]|[,;:?!(]\s*{CJK}|{CJK}\.(?:$|\s|{CJK})|[，。；：？！、] (?!\|)"
    )

    without_links = re.sub(r"\]\([^)]*\)", "", prose("zh"))

    assert [line for line in without_links.splitlines() if half_width.search(line)] == []
    assert "「" not in prose("zh")
    assert '"' not in re.sub(r"<[^>]+>", "", prose("zh"))


def test_korean_is_formal_and_has_no_chinese_characters() -> None:
    assert re.findall(r"\S*(?<!니)다\.|\S*요\.|\S*[가-힣](?<!까)\?", plain(prose("ko"))) == []
    assert re.findall(CJK, text("ko")) == []


def test_every_picture_of_the_guide_is_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (GUIDE / "pictures").iterdir()}

    assert {name: size for name, size in sizes.items() if size > 120_000} == {}
    assert sum(sizes.values()) < 12_000_000


def test_no_picture_lies_about_unused() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    shown = {name for lang in LANGUAGES for name in pictures(lang)}

    def is_shown(path: Path) -> bool:
        return f"pictures/{path.name}" in shown or f"resources/guide/pictures/{path.name}" in readme

    assert [path.name for path in (GUIDE / "pictures").iterdir() if not is_shown(path)] == []


class TestReading:
    GUIDE = (
        '# Title\n\nintro\n\n<a id="one"></a>\n## First\n\nSome **bold** `code` and [a link](#two).\n\n'
        '<a id="two"></a>\n### Below\n\n| a | b |\n|---|---|\n| c | d |\n\n![A picture](pictures/x.png)\n\n'
        '<a id="three"></a>\n## Second\n\nMore of it.\n'
    )

    def test_splits_at_the_headings(self) -> None:
        first, second = split(self.GUIDE)

        assert [section.anchor for section in first.sections] == ["one", "two"]
        assert (second.anchor, second.title) == ("three", "Second")
        assert "<a id" not in first.markdown + second.markdown
        assert first.markdown.startswith("## First\n\nSome")

    def test_keeps_the_words_without_their_marks(self) -> None:
        first, _ = split(self.GUIDE)

        assert [section.words for section in first.sections] == ["Some bold code and a link.", "a · b c · d"]

    def test_finds_sections_that_have_every_word_those_with_it_in_the_title_first(self) -> None:
        def found(wanted: str) -> Iterator[str]:
            return (hit.section.anchor for hit in find(wanted, split(self.GUIDE)))

        assert list(found("LINK bold")) == ["one"]
        assert list(found("o")) == ["two", "three", "one"]
        assert list(found("picture")) == []
        assert list(found("  ")) == []

    def test_shows_the_words_around_what_was_found(self) -> None:
        guide = split(f'<a id="a"></a>\n## A\n\n{"before " * 30}needle{" after" * 30}\n')

        (hit,) = find("needle", guide)

        assert hit.excerpt.startswith("…before ")
        assert hit.excerpt.endswith("…")
        assert "needle" in hit.excerpt
        assert len(hit.excerpt) < 150

    def test_a_section_before_the_first_chapter_is_a_fault_of_the_guide(self) -> None:
        with pytest.raises(ValueError, match="lost"):
            split('<a id="lost"></a>\n### Lost\n')
