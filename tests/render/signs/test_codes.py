"""The QR codes: read back by another program, from a metre away, offline, with the notice in them."""

from __future__ import annotations

from functools import cache

import pytest

from fr_desk.domain.canonical import fingerprint, grouped
from fr_desk.domain.choices import PaperSize, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.render.signs import plan_signs, sign_pdf
from fr_desk.render.signs.foot import CODE_BYTES, MODULE, QUIET
from fr_desk.render.signs.layout import FRAME, INSET, SCALE, Layout
from fr_desk.render.signs.legibility import MODULE_PER_METRE, POINT
from fr_desk.render.signs.paper import layout_of
from fr_desk.render.signs.plan import PlannedSign
from tests.render.decoding import codes_in
from tests.render.signs.venues import changed, long_winded, planned, sample

PIXELS_PER_MILLIMETRE = 2.9
"""What a phone of 12 million pixels behind a lens of 26 mm sees at one metre."""
SEEN_BY_A_PHONE = round(PIXELS_PER_MILLIMETRE * 25.4)
"""Dots an inch of such a picture."""


def seen_from(metres: float, pdf: bytes) -> list[str]:
    """What a phone reads at a distance; its hand moves a little, so it looks up to three times."""
    sharp = round(SEEN_BY_A_PHONE / metres)
    return next((found for dpi in (sharp, sharp + 1, sharp - 1) if (found := codes_in(pdf, dpi=dpi))), [])


@cache
def every_sign() -> list[tuple[Dossier, PlannedSign, Layout]]:
    venues = (sample("shanghai-hotel"), sample("seoul-gym"), long_winded("CN"), long_winded("KR"))
    return [(dossier, sign, layout_of(sign, dossier)) for dossier in venues for sign in plan_signs(dossier)]


def test_every_code_is_read_as_a_phone_sees_it_from_one_metre():
    for dossier, sign, layout in every_sign():
        assert seen_from(1, sign_pdf(sign, dossier)) == [layout.foot.notice], sign.id


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("size", [PaperSize.A6, PaperSize.A5, PaperSize.A3])
def test_codes_grow_with_the_paper_and_so_does_the_distance(size: PaperSize, landscape: bool):
    hotel = sample("shanghai-hotel")
    sign = planned(hotel, SignKind.FACE_TERMINAL)

    pdf = sign_pdf(sign, hotel, None, ["zh", "ko", "en"], size, landscape=landscape)

    assert seen_from(SCALE[size], pdf) == [layout_of(sign, hotel).foot.notice]


def test_a_module_is_wide_enough_and_the_code_has_its_quiet_zone():
    assert pytest.approx(MODULE * POINT) == MODULE_PER_METRE
    for _, _, layout in every_sign():
        side = layout.foot.code / layout.foot.modules
        assert side >= MODULE - 0.001
        assert layout.foot.gap >= QUIET * side
        assert QUIET * side <= INSET - FRAME
        assert QUIET * side <= layout.bottom - FRAME


def test_the_notice_says_who_why_how_long_and_what_else_one_can_do(dossier: Dossier):
    notice = layout_of(planned(dossier, SignKind.FACE_TERMINAL), dossier).foot.notice

    assert notice.splitlines()[0] == "人脸识别设备使用中"
    assert "上海云栖里体育发展有限公司" in notice
    assert "021-5550 0117" in notice.replace("\N{NO-BREAK SPACE}", " ")
    assert "目的：会员或住户出入" in notice
    assert "不刷脸：刷卡" in notice
    assert "权利：撤回同意、查阅、更正、删除：前台、电话" in notice
    assert "保存：" in notice
    assert notice.endswith(grouped(fingerprint(dossier)))
    assert len(notice.encode()) <= CODE_BYTES


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_notice_is_in_the_main_language(dossier: Dossier, lang: Lang):
    foreign = changed(dossier, venue__jurisdiction=None)

    notice = layout_of(planned(foreign, SignKind.CCTV_AREA), foreign, None, [lang]).foot.notice

    assert {"ko": "목적: 범죄 예방과 공공 안전", "en": "Purpose: Public security"}[lang] in notice


def test_too_long_a_notice_loses_whole_items_the_least_important_first():
    for country in ("CN", "KR"):
        dossier = long_winded(country)
        for sign in plan_signs(dossier):
            notice = layout_of(sign, dossier).foot.notice
            assert len(notice.encode()) <= CODE_BYTES
            assert grouped(fingerprint(dossier)) in notice
            assert notice.count("\n") >= 2  # at least the headline, who answers, and the fingerprint


def test_what_is_not_answered_is_not_in_the_notice():
    assert layout_of(plan_signs(Dossier())[0], Dossier()).foot.notice.count("_") == 0
