"""The dossier PDF: what it says, what it carries, what it survives."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pikepdf
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT

from fr_desk.domain import paths
from fr_desk.domain.canonical import fingerprint, short_fingerprint
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import fields_of
from fr_desk.errors import CancelledError
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.answers import COLUMNS
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.packs import Pack
from tests.render.conftest import Printer, assessment_of
from tests.render.gym import gym
from tests.render.reading import embedded, fonts_of, pages_of, text_of, texts_of


def changed(**answers: Any) -> Dossier:
    """The gym with other answers; double underscores stand for the dots of a path."""
    dossier = Dossier.model_validate(gym())
    for path, value in answers.items():
        dossier = paths.replace(dossier, path.replace("__", "."), value)
    return dossier


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_findings_and_law_are_found_in_every_language(
    dossier: Dossier, packs: tuple[Pack, ...], printed: Printer, lang: Lang
):
    text = text_of(printed(dossier, lang))

    assert "云栖里健身（静安店）" in text
    for finding in assessment_of(dossier, packs).of(Outcome.BREACHED, Outcome.REVIEW):
        assert finding.title.get(lang) in text
        assert finding.message.get(lang) in text
    assert "任何人不得在更衣室、浴室、卫生间等私密空间内安装图像采集设备。" in text


def test_a_korean_venue_is_found_by_its_name(korean: Dossier, printed: Printer):
    text = text_of(printed(korean, "ko"))

    assert "구름골 피트니스 마포점" in text
    assert "2026년 11월 21일" in text
    assert "서울특별시" in text


def test_wording_is_quoted_only_where_it_was_compared(dossier: Dossier, printed: Printer):
    text = text_of(printed(dossier, "en"))

    assert "Our own translation: Nobody may install image devices in private spaces." in text
    assert "not compared with the official text" in text
    assert "In short, not the wording: Keep data as short as possible." in text


def test_every_answer_is_printed(dossier: Dossier, printed: Printer):
    text = text_of(printed(dossier, "en"))

    written = [value for value in _texts(dossier.model_dump(mode="json")) if not value.isascii()]
    assert len(written) > 25
    assert not [value for value in written if value not in text]


def _texts(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        return [text for value in tree.values() for text in _texts(value)]
    if isinstance(tree, list):
        return [text for value in tree for text in _texts(value)]
    return [tree] if isinstance(tree, str) else []


def test_what_is_unanswered_says_so(printed: Printer):
    answered = text_of(printed(changed(venue__serves_elderly_or_disabled=True), "en")).count("not answered")
    open_ = text_of(printed(Dossier.model_validate(gym()), "en")).count("not answered")

    assert open_ == answered + 1


def test_it_is_a_draft_while_something_is_open(dossier: Dossier, packs: tuple[Pack, ...], printed: Printer):
    from fr_desk.render.dossier import render_dossier

    nothing_open = Assessment(as_of=dt.date(2026, 11, 21), packs=(), findings=())

    assert "DRAFT" in text_of(printed(dossier, "en"))
    assert "DRAFT" not in text_of(render_dossier(dossier, nothing_open, packs, "en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_font_is_ours_and_embedded(dossier: Dossier, printed: Printer, lang: Lang):
    fonts = fonts_of(printed(dossier, lang))

    assert fonts
    assert all(fonts.values())
    assert all("FRDeskSans" in name for name in fonts)


def test_the_same_dossier_gives_the_same_bytes(dossier: Dossier, packs: tuple[Pack, ...], printed: Printer):
    from fr_desk.render.dossier import render_dossier

    again = Dossier.model_validate(gym())

    assert printed(dossier) == render_dossier(again, assessment_of(again, packs), packs, "zh")
    assert printed(dossier) != printed(dossier, "en")


def test_it_carries_the_dossier_and_its_assessment(
    dossier: Dossier, packs: tuple[Pack, ...], printed: Printer
):
    pdf = printed(dossier)

    assert Dossier.model_validate_json(embedded(pdf, "dossier.json")) == dossier
    again = Assessment.model_validate_json(embedded(pdf, "assessment.json"))
    assert again.counts == assessment_of(dossier, packs).counts
    with pikepdf.open(io.BytesIO(pdf)) as document:
        relations = [str(spec.AFRelationship) for spec in document.Root.AF]
        assert relations == ["/Source", "/Data"]
        assert str(document.Root.Lang) == "zh-CN"
        assert len(str(document.docinfo["/FRDeskFingerprint"])) == 64
        assert document.docinfo["/Author"] == "上海云栖里体育发展有限公司"


def test_contents_links_and_bookmarks_lead_somewhere(dossier: Dossier, printed: Printer):
    with pikepdf.open(io.BytesIO(printed(dossier))) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        links = [note for note in notes if note.Subtype == pikepdf.Name.Link]
        pages = {page.obj.objgen for page in document.pages}
        outline = document.open_outline()
        with outline:
            chapters = {item.title: item for item in outline.root}

        assert len(links) > 40
        assert all(link.Dest[0].objgen in pages for link in links)
        assert len(chapters) > 10
        assert list(chapters)[:2] == ["一页看懂", "目录"]
        findings = next(item for title, item in chapters.items() if title.endswith("检查结果"))
        assert any(
            "第 1 项要求" in entry.title for section in findings.children for entry in section.children
        )


DRAWN = (FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_PATH)
HOSTILE = {
    "markup": "<b>bold</b> <img src='file:///etc/passwd'/> <a href='x'>&amp;</a>",
    "direction": "abc\u202edcba\u200f\u2066",
    "emoji": "👩‍👩‍👧😀" * 40,
    "private use": "\ue000\uf8ff\U000f0000",
    "unbroken": "x" * 10_000,
    "marks only": "。，）" * 3_000,
    "korean": "가나다라" * 2_500,
    "lines": "a\n" * 400,
    "control": "\x00\x01\x1f\x7f",
    "long": "这里写了很多，很多，很多的理由。" * 600,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_are_printed_and_break_nothing(printed: Printer, name: str):
    from fr_desk.render.text import printable

    words = HOSTILE[name]
    dossier = changed(
        activities__a1__aim=words,
        activities__a1__necessity_reason=words,
        assessment__rights_impact=words,
        decisions__d1__reason=words,
        venue__name=words[:200],
        operator__name=words[:200],
        cameras__c1__label=words[:200],
        zones__z1__name=words[:200],
    )

    pdf = printed(dossier)

    assert printable(words)[:60] in text_of(pdf)
    assert Dossier.model_validate_json(embedded(pdf, "dossier.json")) == dossier


def test_nothing_runs_out_of_the_page(printed: Printer):
    import pypdfium2

    dossier = changed(
        **{f"activities__a1__{name}": "很长的说明文字" * 500 for name in ("aim", "necessity_reason")}
    )
    document = pypdfium2.PdfDocument(printed(dossier))
    try:
        for page in document:
            width, height = page.get_size()
            for left, bottom, right, top in (
                item.get_bounds() for item in page.get_objects(filter=DRAWN, max_depth=1)
            ):
                assert left > 20
                assert bottom > 20
                assert right < width - 20
                assert top < height - 20
    finally:
        document.close()


def test_two_hundred_cameras_are_all_listed(printed: Printer):
    facts = gym()
    facts["cameras"] |= {f"c{n}": facts["cameras"]["c2"] | {"label": f"走廊{n}号"} for n in range(4, 201)}

    pdf = printed(Dossier.model_validate(facts))

    text = text_of(pdf)
    assert not [n for n in range(4, 201) if f"走廊{n}号" not in text]
    assert 15 < pages_of(pdf) < 60


def test_an_empty_dossier_prints(printed: Printer):
    empty = Dossier()

    assert "Venue without a name" in text_of(printed(empty, "en"))


def test_progress_rises_to_the_end(dossier: Dossier, printed: Printer):
    told: list[tuple[int, int]] = []

    printed(dossier, progress=lambda done, total: told.append((done, total)))

    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))
    assert len({total for _, total in told}) == 1


@pytest.mark.parametrize("after", [0, 5, 25])
def test_cancelling_stops_it(dossier: Dossier, printed: Printer, after: int):
    asked = iter(range(10_000))

    with pytest.raises(CancelledError):
        printed(dossier, cancelled=lambda: next(asked) >= after)


def test_grouped_columns_hold_every_field_once():
    for model, columns in COLUMNS.items():
        named = [name for column in columns for name in column]
        assert len(named) == len(set(named))
        assert set(fields_of(model)) - set(named) <= {"photo"}


def test_korea_and_china_name_the_registration_number_as_people_know_it(
    dossier: Dossier, korean: Dossier, printed: Printer
):
    assert dossier.venue.jurisdiction is Jurisdiction.CN
    assert "Unified social credit code" in text_of(printed(dossier, "en"))
    assert "Business registration number" in text_of(printed(korean, "en"))


def test_a_finding_about_the_only_activity_tells_its_page(printed: Printer):
    facts = gym()
    del facts["activities"]["a2"]
    facts["cameras"] = {"c1": facts["cameras"]["c1"]}
    facts["activities"]["a1"]["alternatives"] = {}

    assert text_of(printed(Dossier.model_validate(facts), "en")).count("Answered on page") >= 2


def test_all_digits_of_the_fingerprint_stand_on_the_cover_and_the_first_on_every_page(
    dossier: Dossier, printed: Printer
):
    full = fingerprint(dossier).upper()

    pages = texts_of(printed(dossier, "en"))

    assert full in pages[0]
    assert all(short_fingerprint(dossier) in page for page in pages)


def test_the_verdict_stands_on_the_cover_in_words_and_numbers(
    dossier: Dossier, packs: tuple[Pack, ...], printed: Printer
):
    counts = assessment_of(dossier, packs).counts

    cover = texts_of(printed(dossier, "en"))[0]

    assert "There is something to change before this venue is in order." in cover
    assert f"{counts[Outcome.BREACHED]} to change, {counts[Outcome.REVIEW]} to decide" in cover
    assert "as it stood on 21 November 2026." in cover


def test_devices_say_in_their_table_what_must_change(printed: Printer):
    facts = gym()
    facts["cameras"]["c2"]["sees"] = ["z2"]

    text = text_of(printed(Dossier.model_validate(facts), "en"))

    assert text.count("To change: 1") >= 2
    assert "大堂东 c2 Dome camera To change: 1" in text
