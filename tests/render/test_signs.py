"""The signs: mandatory items, no promise that is not kept, room for everything."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
import segno

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction, PaperSize, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.sign_facts import BLANK, SignFacts
from fr_desk.render.sign_layout import BOTTOM, CODE, CODE_BYTES, LEFT, SignLayout
from fr_desk.render.sign_texts import sign_texts
from fr_desk.render.signs import render_sign, sign_kinds
from tests.render.gym import gym
from tests.render.reading import fonts_of, modules_at, pages_of, text_of

FINGERPRINT = "7f3a91c204deb8a6" * 4
KINDS = (SignKind.CCTV_AREA, SignKind.BUILDING_ENTRANCE, SignKind.FACE_AREA, SignKind.FACE_TERMINAL)


def sign(dossier: Dossier, kind: SignKind, *langs: Lang, size: PaperSize = PaperSize.A4) -> bytes:
    return render_sign(dossier, kind, langs or ("zh",), size, FINGERPRINT)


def without(dossier: Dossier, *names: str) -> Dossier:
    for path in names:
        dossier = paths.replace(dossier, path, None)
    return dossier


def test_a_venue_with_faces_prints_video_and_face_terminal(dossier: Dossier):
    assert sign_kinds(dossier) == (SignKind.CCTV_AREA, SignKind.FACE_TERMINAL)


def test_a_venue_without_faces_prints_video_and_entrance(dossier: Dossier):
    plain = without(dossier, "cameras.c1.face_function", "cameras.c3.face_function")

    assert sign_kinds(plain) == (SignKind.CCTV_AREA, SignKind.BUILDING_ENTRANCE)


def test_faces_taken_in_passing_print_the_area(dossier: Dossier):
    passing = paths.replace(without(dossier, "cameras.c1.face_function"), "cameras.c3.face_function", None)
    passing = paths.replace(passing, "cameras.c2.face_function", "identification")

    assert sign_kinds(passing) == (SignKind.CCTV_AREA, SignKind.FACE_AREA)


def test_chinese_face_sign_tells_what_order_19_article_5_asks(dossier: Dossier):
    text = text_of(sign(dossier, SignKind.FACE_TERMINAL))

    labels = sign_texts().labels
    for label in (labels.purpose, labels.method, labels.kept, labels.reason, labels.operator, labels.rights):
        assert label.zh in text
    assert "上海云栖里体育发展有限公司" in text
    assert "021-5550 0117" in text
    assert "会员卡常被借用，夜间无人值守。" in text
    assert "仅存于本设备" in text
    assert "《人脸识别技术应用安全管理办法》" in text
    assert "本标识不代表您已同意" in text
    assert "未满十四周岁" in text or "不满十四周岁" in text
    assert "7F3A·91C2·04DE" in text


def test_korean_video_sign_tells_what_article_25_4_asks(korean: Dossier):
    text = text_of(sign(korean, SignKind.CCTV_AREA, "ko"))

    labels = sign_texts().labels
    for label in (labels.purpose, labels.place, labels.range, labels.hours, labels.manager):
        assert label.ko in text
    assert "구름골 피트니스 마포점: 로비" in text
    assert "24시간" in text
    assert "정다온 02-555-0117" in text
    assert "「개인정보 보호법」 제25조제4항" in text


def test_the_other_way_is_named_only_if_it_is_equal(dossier: Dossier):
    facts = SignFacts(dossier, SignKind.FACE_TERMINAL)

    assert facts.band().zh == "可以不刷脸：刷卡"  # staff are not there at all hours


@pytest.mark.parametrize(
    "alternatives",
    [None, {}, {"i1": {"method": "fingerprint"}}, {"i1": {"method": "card", "same_place": False}}],
)
def test_no_other_way_is_promised_where_there_is_none(dossier: Dossier, alternatives: Any):
    closed = paths.replace(dossier, "activities.a1.alternatives", alternatives)
    facts = SignFacts(closed, SignKind.FACE_TERMINAL)

    assert facts.band() == sign_texts().band.ask_first
    assert facts.promised() is None


def test_one_activity_without_another_way_takes_the_promise_away(dossier: Dossier):
    both = paths.replace(dossier, "cameras.c3.activities", ("a1", "a2"))

    assert SignFacts(both, SignKind.FACE_TERMINAL).band() == sign_texts().band.ask_first


def test_different_ways_are_told_for_each_activity(dossier: Dossier):
    both = paths.replace(dossier, "cameras.c3.activities", ("a1", "a2"))
    both = paths.replace(both, "activities.a2.alternatives", {"i1": {"method": "key"}})

    assert SignFacts(both, SignKind.FACE_TERMINAL).band().zh == "可以不刷脸：会员入场：刷卡；大堂监控：用钥匙"


@pytest.mark.parametrize("country", list(Jurisdiction))
def test_unanswered_values_are_blank_lines_and_the_sign_a_draft(country: Jurisdiction):
    dossier = paths.replace(Dossier(), "venue.jurisdiction", country)

    for kind in KINDS:
        text = text_of(sign(dossier, kind, "en"))
        assert text.count(BLANK) >= 4
        assert "DRAFT" in text


def test_a_complete_sign_is_no_draft(dossier: Dossier):
    assert "DRAFT" not in text_of(sign(dossier, SignKind.CCTV_AREA, "zh", "en"))
    assert "DRAFT" in text_of(sign(without(dossier, "operator.phone"), SignKind.CCTV_AREA, "zh", "en"))


def test_other_languages_say_kinds_instead_of_names(dossier: Dossier):
    text = text_of(sign(dossier, SignKind.CCTV_AREA, "zh", "en"))

    assert "大堂" in text
    assert "Lobby" in text


@pytest.mark.parametrize("langs", [("zh",), ("zh", "en"), ("zh", "ko", "en"), ("en", "ko", "zh")])
@pytest.mark.parametrize("kind", KINDS)
def test_every_language_and_kind_prints_on_one_page_with_our_fonts(
    dossier: Dossier, kind: SignKind, langs: tuple[Lang, ...]
):
    pdf = sign(dossier, kind, *langs)

    assert pages_of(pdf) == 1
    assert all(fonts_of(pdf).values())
    assert all("FRDeskSans" in name for name in fonts_of(pdf))
    text = text_of(pdf)
    assert all(sign_texts().titles[kind].get(lang) in text or lang != langs[0] for lang in langs)


@pytest.mark.parametrize("size", list(PaperSize))
def test_paper_sizes_are_iso(dossier: Dossier, size: PaperSize):
    millimetres = {"A6": 105, "A5": 148, "A4": 210, "A3": 297, "A2": 420, "A1": 594, "A0": 841}

    document = pypdfium2.PdfDocument(sign(dossier, SignKind.CCTV_AREA, size=size))
    try:
        assert document[0].get_width() == pytest.approx(millimetres[size] / 25.4 * 72, abs=0.5)
    finally:
        document.close()


def test_same_sign_same_bytes(dossier: Dossier):
    assert sign(dossier, SignKind.FACE_TERMINAL) == sign(
        Dossier.model_validate(gym()), SignKind.FACE_TERMINAL
    )


def long_winded() -> Dossier:
    """A venue whose every word is as long as it may be."""
    facts = gym("KR")
    facts["venue"]["name"] = "긴 이름 " * 40
    facts["operator"] |= {"name": "W" * 200, "privacy_officer": "ㅁ" * 200, "phone": "0" * 200}
    facts["zones"] = {
        f"z{n}": {"name": f"{n}" + "아주 긴 구역 이름 " * 15, "kind": "lobby"} for n in range(1, 60)
    }
    facts["cameras"]["c1"]["sees"] = facts["cameras"]["c2"]["sees"] = list(facts["zones"])
    methods = ["card", "code", "key", "id_document", "staff", "wristband", "phone", "other"]
    facts["activities"]["a1"] |= {
        "hours": "새벽부터 " * 30,
        "alternatives": {f"i{n}": {"method": method} for n, method in enumerate(methods)},
        "category": "other",
        "name": "아주 긴 이름 " * 25,
    }
    return Dossier.model_validate(facts)


@pytest.mark.parametrize("country", list(Jurisdiction))
@pytest.mark.parametrize("kind", KINDS)
def test_long_words_shrink_and_never_leave_the_frame(kind: SignKind, country: Jurisdiction):
    dossier = paths.replace(long_winded(), "venue.jurisdiction", country)

    document = pypdfium2.PdfDocument(sign(dossier, kind, "ko", "zh", "en"))
    try:
        page = document[0]
        width, height = page.get_size()
        boxes = [item.get_bounds() for item in page.get_objects()]
    finally:
        document.close()
    assert all(left >= 30 and right <= width - 30 for left, _, right, _ in boxes)
    assert all(bottom >= 30 and top <= height for _, bottom, _, top in boxes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_end_above_the_small_print(lang: Lang):
    for dossier in (long_winded(), Dossier.model_validate(gym()), Dossier()):
        for kind in KINDS:
            layout = SignLayout(
                SignFacts(dossier, kind),
                kind,
                (lang, *(one for one in LANGUAGES if one != lang)),
                FINGERPRINT,
            )
            assert layout.body.height <= layout.room


def test_the_code_holds_the_notice(dossier: Dossier):
    kind = SignKind.FACE_TERMINAL
    text = SignLayout(SignFacts(dossier, kind), kind, ("zh",), FINGERPRINT).notice
    matrix = segno.make(text, micro=False, error="m", boost_error=False, encoding="utf-8").matrix

    drawn = modules_at(sign(dossier, kind), LEFT, BOTTOM, CODE, len(matrix))

    assert drawn == [[bool(module) for module in row] for row in matrix]
    assert "上海云栖里体育发展有限公司" in text
    assert "7F3A·91C2·04DE" in text
    assert len(text.encode()) <= CODE_BYTES
