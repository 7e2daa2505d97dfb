"""Rules for children's data and the sheet for staff: filled from the answers, and only where they are called for."""

from __future__ import annotations

from typing import Any

import pytest

from fr_desk.i18n import Lang
from fr_desk.render.forms import briefing, minors
from fr_desk.render.forms.model import Heading, Items
from tests.render.forms.filled import (
    GYM,
    HOTEL,
    LANGS,
    SALES_OFFICE,
    cited,
    edition,
    said,
    tables,
    value,
)

LISTED: dict[str, Any] = {"activities__a2__subjects": ["guests", "under_14"]}
KOREAN: dict[str, Any] = {"activities__a2__subjects": ["members", "under_14"]}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["", HOTEL, GYM])
def test_the_rules_cover_age_consent_check_people_rights_mistakes(name: str, lang: Lang) -> None:
    form = minors.minors_rules(edition(name, lang))
    lists = [part for part in form.parts if isinstance(part, Items)]
    assert [len(part.items) for part in lists] == [5, 2]
    assert sum(isinstance(part, Heading) for part in form.parts) >= 7


def test_the_rules_name_activity_periods_and_people_of_the_venue() -> None:
    form = minors.minors_rules(edition(HOTEL, "zh", **LISTED))
    scope, data, people = tables(form)
    assert scope.rows == (("自助入住身份核验", "住客自助办理入住时，核对本人与身份证件照片是否一致。", ""),)
    assert len(data.rows) == 3
    assert people.rows == (("陆知遥", "个人信息保护负责人"), ("韩屿", "保安主管"))
    assert {"cn-pipl/31", "cn-order-19/7", "cn-minors-online/37"} <= cited(form)


def test_the_yearly_audit_is_chinese() -> None:
    assert "合规审计" in said(minors.minors_rules(edition(HOTEL, "zh", **LISTED)))
    korean = minors.minors_rules(edition(GYM, "ko", **KOREAN))
    assert "감사" not in said(korean)
    assert cited(korean) == {"kr-pipa/22-2(1)", "kr-pipa/22-2(3)", "kr-pipa/37(3)"}


def test_rules_are_needed_where_childrens_faces_are_or_may_be_processed() -> None:
    listed, come = minors.needed(edition(HOTEL, **LISTED)), minors.needed(edition(HOTEL))
    korean = minors.needed(edition(GYM, **KOREAN))
    assert listed
    assert "应当制定专门的处理规则" in listed.zh
    assert come
    assert "不能保证" in come.zh
    assert korean
    assert "법정대리인" in korean.ko
    unknown = minors.needed(edition(HOTEL, venue__serves_under_14=None))
    assert unknown
    assert "not fully answered" in unknown.en


def test_rules_are_not_needed_where_no_child_is_recognised() -> None:
    assert minors.needed(edition(GYM)) is None
    assert minors.needed(edition(SALES_OFFICE)) is None
    assert minors.needed(edition("")) is None


@pytest.mark.parametrize(
    ("lang", "way", "open_way"),
    [("zh", "刷卡", ""), ("ko", "카드", ""), ("en", "your card", "")],
)
def test_staff_read_what_each_device_does_and_the_other_way(lang: Lang, way: str, open_way: str) -> None:
    rows = tables(briefing.staff_briefing(edition(HOTEL, lang)))[0].rows
    assert [row[0] for row in rows] == ["公共区域治安监控", "自助入住身份核验", "员工考勤"]
    assert [row[3] for row in rows][1:] == [open_way, way]
    assert all(row[1] and row[2] for row in rows)
    assert "12" in rows[0][1]


def test_staff_read_who_may_look_whom_to_ask_and_what_never_to_do() -> None:
    form = briefing.staff_briefing(edition(HOTEL))
    assert value(form, "Only these people") == "陆知遥 (个人信息保护负责人), 韩屿 (保安主管)"
    assert value(form, "Whom to ask").startswith("陆知遥, 021-5550 0117")
    words = said(form)
    for never in ("chat groups", "Film the screen", "Share accounts"):
        assert never in words
    assert "Record sound" not in words
    assert tables(form)[-1].blank_rows >= 8


def test_korean_staff_read_of_sound_and_of_72_hours() -> None:
    words = said(briefing.staff_briefing(edition(GYM, "ko")))
    assert "녹음기능을 쓰는 일" in words
    assert "72시간 이내" in words


def test_a_place_without_faces_has_no_words_about_refusing_one() -> None:
    words = said(briefing.staff_briefing(edition(SALES_OFFICE)))
    assert "need not show your face" not in words
    assert "give a receipt" in words
    assert "under 14" not in words


def test_a_briefing_is_needed_where_there_are_devices() -> None:
    chinese, korean = briefing.needed(edition(SALES_OFFICE)), briefing.needed(edition(GYM))
    assert chinese
    assert "安全教育和培训" in chinese.zh
    assert korean
    assert "교육" in korean.ko
    assert briefing.needed(edition("")) is None
    assert briefing.needed(edition(SALES_OFFICE, cameras={})) is None
