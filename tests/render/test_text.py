"""Words as they may be printed, and how they break into lines."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk.i18n import spell_number, written_date
from fr_desk.render.fonts import family
from fr_desk.render.lines import NO_END, NO_START, Line, Run, break_lines
from fr_desk.render.text import is_chinese, printable


def words_of(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("云栖里 & <b>健身</b>", "云栖里 & <b>健身</b>"),
        ("😀", "‹U+1F600›"),
        ("a\u202eb", "a‹U+202E›b"),
        ("\ue000", "‹U+E000›"),
        ("bell\x07", "bell‹U+0007›"),
        ("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a\u2009b", "a b"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
    ],
)
def test_what_fonts_cannot_show_is_printed_as_its_code(given_text: str, printed: str):
    assert printable(given_text) == printed


@given(st.text())
def test_every_printed_character_has_a_glyph(text: str):
    assert set(printable(text)) <= family().characters | {"\n"}


def test_dates_are_written_out_in_the_language_of_the_document():
    day = dt.date(2026, 11, 21)

    assert written_date(day, "zh") == "2026 年 11 月 21 日"
    assert written_date(day, "ko") == "2026년 11월 21일"
    assert written_date(day, "en") == "21 November 2026"


def test_numbers_have_grouped_thousands_and_keep_their_unit():
    assert spell_number(100000, "people") == "100,000\N{NO-BREAK SPACE}people"
    assert spell_number(1250.5, "m²") == "1,250.5\N{NO-BREAK SPACE}m²"
    assert spell_number(90, "°") == "90°"
    assert spell_number(30, "일") == "30일"


def test_a_text_is_chinese_by_its_characters():
    assert is_chinese("使用 FR Desk 打开并核对本文件")
    assert not is_chinese("“大堂东” looks into a changing room")
    assert not is_chinese("“3번 보관함 화면” 漢字")


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    sentence = "“大堂东”（一层）朝向更衣室，依据《示例办法》第一条：不得安装；请拆除、改变朝向……" * 6

    for width in range(4000, 30000, 700):
        lines = [words_of(line) for line in break_lines((Run(sentence),), width)]
        assert not [line for line in lines[1:] if line[0] in NO_START]
        assert not [line for line in lines[:-1] if line[-1] in NO_END]


def test_korean_breaks_between_words_only():
    sentence = (
        "고정형 영상정보처리기기를 설치·운영하는 자는 「개인정보 보호법」에 따라 안내판을 설치하여야 한다."
    )

    lines = [words_of(line) for line in break_lines((Run(sentence),), 16000)]

    assert len(lines) > 2
    assert " ".join(lines) == sentence


def test_a_run_without_spaces_is_cut_at_the_width():
    lines = break_lines((Run("x" * 10_000),), 20_000)

    assert "".join(map(words_of, lines)) == "x" * 10_000
    assert max(line.width for line in lines) <= 20_000


def test_marks_are_wide_in_chinese_and_narrow_elsewhere():
    (chinese,) = break_lines((Run("“大堂”"),), 1e9)
    (korean,) = break_lines((Run("“로비”"),), 1e9)

    assert {piece.face.name for piece in chinese.pieces} == {"FRDeskSans-Regular"}
    assert korean.pieces[0].face.name == "FRDeskSansLatin-Regular"


@settings(max_examples=60)
@given(st.lists(st.text(), min_size=1, max_size=4), st.integers(2_000, 60_000))
def test_breaking_loses_nothing_but_spaces(texts: list[str], width: int):
    lines = break_lines(tuple(Run(text) for text in texts), width)

    kept = "".join(map(words_of, lines)).replace(" ", "")
    assert kept == "".join(map(printable, texts)).replace("\n", "").replace(" ", "")
    assert all(line.width <= width or len(words_of(line)) == 1 for line in lines)
