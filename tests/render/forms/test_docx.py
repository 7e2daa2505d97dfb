"""A form as a word processor document: made of real headings, lists, tables and boxes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.forms.docx import form_docx
from fr_desk.render.forms.model import (
    Field,
    Fields,
    Form,
    Grid,
    Heading,
    Items,
    Mark,
    NewPage,
    Paragraph,
    Part,
    RiskMatrix,
    Signature,
    Ticks,
)
from tests.render.forms.filled import GYM, HOTEL, edition

FONTS = {"zh": "Microsoft YaHei", "ko": "Malgun Gothic", "en": "Microsoft YaHei"}
TAGS = {"zh": "zh-CN", "ko": "ko-KR", "en": "en"}


def data(*parts: Part, lang: Lang = "en", sample: str = HOTEL) -> bytes:
    """A form with these parts."""
    return form_docx(Form("demo", lang, "Title", "Lead", parts), edition(sample, lang))


def document(*parts: Part, lang: Lang = "en", sample: str = HOTEL) -> Document:
    """The same, opened again."""
    return docx.Document(io.BytesIO(data(*parts, lang=lang, sample=sample)))


def test_headings_lists_and_remarks_have_the_styles_word_knows():
    made = document(
        Heading("One"),
        Heading("Two", 2),
        Items(("a",)),
        Items(("b",), numbered=True),
        Paragraph("c", "small"),
    )

    styles = {paragraph.text: paragraph.style.name for paragraph in made.paragraphs if paragraph.style}
    assert styles == {
        "Title": "Title",
        "Lead": "Subtitle",
        "One": "Heading 1",
        "Two": "Heading 2",
        "a": "List Bullet",
        "b": "List Number",
        "c": "Remark",
    }


def test_every_numbered_list_begins_with_one():
    made = document(Items(("a", "b"), numbered=True), Items(("c",), numbered=True))

    numbers = [node.get(qn("w:val")) for node in made.element.body.iter(qn("w:numId"))]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_a_table_repeats_its_head_and_has_empty_rows_of_nine_millimetres():
    (table,) = document(Grid(("Day", "Who"), (("Monday", "Lin"),), blank_rows=2, shares=(1, 3))).tables

    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in rows[0].cells] == ["Monday", "Lin"]
    assert [row.height.mm for row in rows[1:]] == [pytest.approx(9, abs=0.01)] * 2
    assert table.columns[1].width == pytest.approx(3 * table.columns[0].width, rel=0.01)


def test_unanswered_fields_are_lines_to_write_on():
    (table,) = document(Fields((Field("Name", "Lin"), Field("Reason", lines=3)))).tables

    lines = [any(True for _ in row.cells[1]._tc.iter(qn("w:tcBorders"))) for row in table.rows]
    assert [row.cells[0].text for row in table.rows] == ["Name", "Reason", "", ""]
    assert lines == [False, True, True, True]


def test_boxes_can_be_ticked_on_the_screen():
    made = document(Ticks(("Yes", "No"), frozenset({1})))

    boxes = made.element.body.findall(f".//{qn('w:sdt')}")
    assert ["".join(node.text for node in box.iter(qn("w:t"))) for box in boxes] == ["☐", "☒"]
    assert [paragraph.text.strip() for paragraph in made.paragraphs[2:4]] == ["Yes", "No"]


def test_a_new_page_begins_with_what_follows_it():
    made = document(Paragraph("one"), NewPage(), Heading("two"), NewPage(), Grid(("h",)))

    broken = [paragraph.text for paragraph in made.paragraphs if paragraph.paragraph_format.page_break_before]
    assert broken == ["two", ""]


def test_risks_stand_in_a_tinted_table():
    (table,) = document(RiskMatrix((Mark(1, 4, 1), Mark(2, 1, 4)))).tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["4", "1", "", "", ""],
        ["3", "", "", "", ""],
        ["2", "", "", "", ""],
        ["1", "", "", "", "2"],
        ["", "1", "2", "3", "4"],
    ]
    tints = {
        node.get(qn("w:fill"))
        for row in table.rows[:4]
        for cell in row.cells[1:]
        for node in cell._tc.iter(qn("w:shd"))
    }
    assert len(tints) == 5


def test_two_tables_in_a_row_stay_two():
    assert len(document(Grid(("a",)), Grid(("b",)), Signature(("Name", "Date"))).tables) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fonts_and_languages_are_those_of_the_form(lang: Lang):
    made = document(lang=lang)

    defaults = made.styles.element.find(f".//{qn('w:rPrDefault')}")
    fonts, language = defaults.find(f".//{qn('w:rFonts')}"), defaults.find(f".//{qn('w:lang')}")
    assert fonts.get(qn("w:eastAsia")) == FONTS[lang]
    assert not any("Theme" in key for key in fonts.attrib)
    assert language.get(qn("w:val")).startswith(TAGS[lang])
    assert made.core_properties.language == TAGS[lang]


def test_korean_names_in_an_english_form_have_a_korean_font():
    defaults = document(sample=GYM).styles.element.find(f".//{qn('w:rPrDefault')}")

    assert defaults.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == "Malgun Gothic"
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:eastAsia")) == "ko-KR"


def test_the_document_says_what_it_is_and_when_and_nothing_of_other_programs():
    made = document()

    about = made.core_properties
    assert about.title == "Title   ·   青砚汀酒店（静安店）"
    assert about.author == "上海青砚汀酒店管理有限公司"
    assert about.created == dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
    assert "python" not in f"{about.comments}{about.author}{about.last_modified_by}".lower()


def test_head_and_foot_are_those_of_the_paper():
    section = document().sections[0]

    assert section.first_page_header.paragraphs[0].text == "青砚汀酒店（静安店）"
    assert section.header.paragraphs[0].text.endswith("Title")
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.startswith("FR Desk · 21 November 2026")
        assert [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))] == [
            "PAGE",
            "NUMPAGES",
        ]


def test_characters_that_xml_forbids_become_visible_codes():
    made = document(Paragraph("a\0b\x07\ufffe<w:t>&\u202e"), Fields((Field("x\x01", "y\x02"),)))

    assert made.paragraphs[2].text == "a‹U+0000›b‹U+0007›‹U+FFFE›<w:t>&‹U+202E›"
    assert made.tables[0].rows[0].cells[1].text == "y‹U+0002›"


def test_line_ends_stay_line_ends():
    assert document(Paragraph("one\ntwo")).paragraphs[2].text == "one\ntwo"


def test_equal_forms_are_equal_bytes_whatever_the_clock_says():
    parts = (Heading("One"), Items(("a",), numbered=True), Grid(("h",), blank_rows=2))

    with zipfile.ZipFile(io.BytesIO(data(*parts))) as archive:
        dates = {entry.date_time for entry in archive.infolist()}
        names = archive.namelist()
    assert data(*parts) == data(*parts)
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(names) == sorted(
        [
            *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels"),
            *("word/document.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml"),
            *("word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"),
        ]
    )


def test_a_document_is_small():
    assert len(data(Paragraph("one"))) < 20_000
