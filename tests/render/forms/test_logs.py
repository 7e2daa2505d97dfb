"""Logs: the right columns, the answers prefilled, rows to write in, and only where there is something to log."""

from __future__ import annotations

import datetime as dt

import pytest

from fr_desk.i18n import Lang
from fr_desk.render.forms.logs import (
    deletion_log,
    deletion_needed,
    footage_log,
    sweep_log,
    sweep_needed,
    viewing_needed,
)
from fr_desk.render.forms.model import Items
from tests.render.forms.filled import (
    GYM,
    HOTEL,
    LANGS,
    SALES_OFFICE,
    cited,
    edition,
    lines,
    said,
    tables,
    value,
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["", HOTEL, GYM])
def test_every_log_has_rows_to_write_in(name: str, lang: Lang) -> None:
    for build in (footage_log, deletion_log, sweep_log):
        last = tables(build(edition(name, lang)))[-1]
        assert last.blank_rows >= 10
        assert len(last.shares) == len(last.head)


def test_the_chinese_register_has_what_article_16_wants_written_down() -> None:
    form = footage_log(edition(HOTEL, "zh"))
    head = tables(form)[0].head
    for item in ("日期", "内容", "事由", "单位、姓名"):
        assert any(item in column for column in head), item
    assert "陆知遥（个人信息保护负责人）、韩屿（保安主管）" in said(form)
    assert "国家机关" in said(form)
    assert "cn-decree-799/16" in cited(form)


def test_the_korean_register_has_the_columns_of_the_guidelines() -> None:
    form = footage_log(edition(GYM, "ko"))
    head = " ".join(tables(form)[0].head)
    for item in (
        "번호",
        "구분(이용·제공·열람·파기)",
        "일시",
        "파일 명칭·형태",
        "목적·사유",
        "근거",
        "제공받는 자",
        "형태와 기간",
        "담당자",
    ):
        assert item in head, item
    assert "영장 등 법률의 근거나 정보주체의 동의" in said(form)


def test_periods_stand_beside_each_kind_of_data_of_each_activity() -> None:
    # when
    periods, endings, _ = tables(deletion_log(edition(HOTEL)))
    # then: video and logs of the first activity, faces of the others, with the answered period and method
    assert (
        "公共区域治安监控",
        "Video",
        "Site server without internet",
        "30\N{NO-BREAK SPACE}days",
        "Yes",
        "循环覆盖",
    ) in periods.rows
    assert ("员工考勤", "Face templates (features)") in [row[:2] for row in periods.rows]
    assert not any(row[0] == "公共区域治安监控" and "Face" in row[1] for row in periods.rows)
    # and: what is never stored has dashes, what is not answered a blank
    assert [row[3:] for row in periods.rows if row[0] == "员工考勤" and row[1] == "Face pictures"] == [
        ("Never stored", "—", "—")
    ]
    assert [row[-1] for row in periods.rows if row[:2] == ("员工考勤", "Face templates (features)")] == [""]
    # and: what happens at each ending, a dash where it does not arise
    assert endings.rows[2] == ("员工考勤", "Deleted at once", "—", "—", "Deleted at once")


def test_an_unanswered_ending_that_matters_is_a_blank() -> None:
    _, endings, _ = tables(deletion_log(edition(GYM, activities__a2__retention={})))
    assert endings.rows[1][1] == ""


def test_the_places_to_search_are_those_where_people_undress_wash_or_sleep() -> None:
    form = sweep_log(edition(HOTEL, "zh"))
    assert [row[0] for row in tables(form)[0].rows] == ["客房", "健身房更衣室"]
    assert "客房共 142 间" in said(form)
    assert value(form, "上次排查") == "2026 年 11 月 2 日"
    gym = sweep_log(edition(GYM, "ko"))
    assert [row[0] for row in tables(gym)[0].rows] == ["남자 탈의실", "여자 탈의실", "샤워실"]


@pytest.mark.parametrize(("name", "number"), [(HOTEL, "110"), (GYM, "112")])
@pytest.mark.parametrize("lang", LANGS)
def test_who_finds_a_camera_touches_nothing_and_calls_the_police(name: str, number: str, lang: Lang) -> None:
    form = sweep_log(edition(name, lang))
    steps = next(part for part in form.parts if isinstance(part, Items) and part.numbered)
    assert len(steps.items) == 5
    assert sum(number in step for step in steps.items) == 1
    told = {"zh": "不要触碰", "ko": "만지거나", "en": "Do not touch"}
    assert steps.items[0].startswith(told[lang])


def test_an_empty_sweep_log_leaves_the_places_to_write() -> None:
    form = sweep_log(edition(""))
    assert tables(form)[0].blank_rows == 5
    assert value(form, "Person in charge and phone") == ""


def test_the_register_is_a_duty_in_listed_places_and_advised_elsewhere() -> None:
    listed = viewing_needed(edition(HOTEL, venue__kind="gym"))
    elsewhere = viewing_needed(edition(HOTEL))
    korean = viewing_needed(edition(GYM))
    earlier = viewing_needed(edition(HOTEL, day=dt.date(2024, 5, 1)))
    assert listed
    assert "应当建立信息调用登记制度" in listed.zh
    assert elsewhere
    assert "建议" in elsewhere.zh
    assert korean
    assert "권장" in korean.ko
    assert earlier
    assert "条例" not in earlier.zh


def test_no_register_without_recording() -> None:
    assert viewing_needed(edition("")) is None
    assert (
        viewing_needed(edition(HOTEL, cameras={"c1": {"kind": "face_terminal", "picture": "none_stored"}}))
        is None
    )
    unknown = viewing_needed(edition(HOTEL, cameras={"c1": {"kind": "dome"}}))
    assert unknown
    assert "not answered yet" in unknown.en


def test_a_deletion_log_is_needed_where_data_are_kept_for_something() -> None:
    chinese, korean = deletion_needed(edition(SALES_OFFICE)), deletion_needed(edition(GYM))
    assert chinese
    assert "最短" in chinese.zh
    assert korean
    assert "파기해야" in korean.ko
    assert deletion_needed(edition("")) is None


def test_sweeps_are_a_duty_in_china_and_advised_in_korea() -> None:
    chinese, korean = sweep_needed(edition(HOTEL)), sweep_needed(edition(GYM))
    assert chinese
    assert "客房、更衣室" in chinese.zh
    assert "立即报告公安机关" in chinese.zh
    assert korean
    assert "권장" in korean.ko
    assert korean.ko.startswith("탈의실, ")


def test_sweeps_are_not_needed_without_private_spaces() -> None:
    assert sweep_needed(edition(SALES_OFFICE)) is None
    assert sweep_needed(edition("")) is None
    assert sweep_needed(edition(HOTEL, day=dt.date(2024, 5, 1))) is None
    unknown = sweep_needed(edition("", venue={"kind": "hotel", "jurisdiction": "CN"}))
    assert unknown
    assert "not answered yet" in unknown.en
    assert sweep_needed(edition("", venue={"kind": "bank", "jurisdiction": "CN"})) is None


def test_hostile_zone_names_stand_in_the_log_as_they_are() -> None:
    hostile = "{zone}<b>\u202e😀"
    form = sweep_log(edition(HOTEL, zones__z7__name=hostile))
    assert hostile in [row[0] for row in tables(form)[0].rows]
    assert "Person in charge and phone" in lines(form)
