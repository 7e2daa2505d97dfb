"""The privacy notice: each item of the law for each activity, what the answers say, and a list of what is blank."""

from __future__ import annotations

import pytest

from fr_desk.i18n import Lang
from fr_desk.render.forms.model import Heading, Items, NewPage
from fr_desk.render.forms.notice import needed, privacy_notice
from tests.render.forms.filled import (
    GYM,
    HOTEL,
    LANGS,
    PLAIN_VIDEO,
    SALES_OFFICE,
    cited,
    edition,
    lines,
    parts_of,
    said,
    tables,
    value,
)


def headings(name: str, lang: Lang) -> list[str]:
    """The headings of a notice."""
    return [part.text for part in privacy_notice(edition(name, lang)).parts if isinstance(part, Heading)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "activities"), [(HOTEL, 3), (GYM, 2), (SALES_OFFICE, 1)])
def test_each_activity_has_its_data_with_place_period_and_end(name: str, activities: int, lang: Lang) -> None:
    form = privacy_notice(edition(name, lang))
    assert len(tables(form)) == activities
    assert all(all(row) for grid in tables(form) for row in grid.rows)


def test_every_item_of_the_notice_is_told() -> None:
    form = privacy_notice(edition(HOTEL))
    for label in (
        *(
            "Operator",
            "Contact",
            "Purpose",
            "How it works",
            "Whose data",
            "Legal basis",
            "Why it is necessary",
        ),
        *("What it means for you", "Your rights", "How to use your rights", "Who receives data"),
        *("Who handles data for the operator", "Data going abroad", "How to complain", "In effect since"),
        "Person in charge of personal data",
    ):
        assert value(form, label), label
    assert [len(lines(form)[label]) for label in ("Purpose", "Why it is necessary")] == [3, 2]


def test_a_korean_policy_tells_deletion_safeguards_and_the_rights_of_guardians() -> None:
    found = headings(GYM, "ko")
    for head in (
        *("개인정보의 파기절차 및 파기방법", "개인정보의 안전성 확보 조치"),
        "정보주체와 법정대리인의 권리·의무 및 행사방법",
    ):
        assert head in found
    form = privacy_notice(edition(GYM, "ko"))
    assert value(form, "개인정보 보호책임자") == "서다온"
    assert "얼굴정보를 암호화하여 저장합니다." in said(form)
    assert {"kr-pipa/30", "kr-pipa-decree/16(1)"} <= cited(form)


def test_only_safeguards_that_are_answered_are_claimed() -> None:
    form = privacy_notice(edition(GYM, "ko", safeguards={"physical_lock": True, "access_logs": False}))
    taken = [
        part
        for part in form.parts
        if isinstance(part, Items) and "녹화기와 서버를 잠가 둡니다." in part.items
    ]
    assert [len(part.items) for part in taken] == [1]
    nothing = privacy_notice(edition(GYM, "ko", safeguards={}))
    assert value(nothing, "안전성 확보 조치") == ""


def test_a_small_korean_merchant_without_an_officer_names_its_head() -> None:
    small = edition(GYM, "ko", operator__privacy_officer=None, operator__small_merchant=True)
    assert value(privacy_notice(small), "개인정보 보호책임자") == "윤하람"
    large = edition(GYM, "ko", operator__privacy_officer=None)
    assert value(privacy_notice(large), "개인정보 보호책임자") == ""


def test_sensitive_data_that_others_may_see_are_told_in_korea() -> None:
    form = privacy_notice(edition(GYM, "ko", activities__a2__visible_to_others=True))
    assert value(form, "비공개를 선택하는 방법") == ""
    assert "kr-pipa/23(3)" in cited(form)
    assert "비공개를 선택하는 방법" not in lines(privacy_notice(edition(GYM, "ko")))


def test_plain_video_tells_neither_necessity_nor_another_way() -> None:
    form = privacy_notice(edition(SALES_OFFICE))
    assert "Why it is necessary" not in lines(form)
    assert "The other way" not in lines(form)
    assert "cn-order-19/5" not in cited(form)


@pytest.mark.parametrize("lang", LANGS)
def test_a_complete_notice_has_no_page_of_what_is_blank(lang: Lang) -> None:
    assert parts_of(privacy_notice(edition(SALES_OFFICE, lang)), NewPage) == []


def test_what_the_answers_leave_blank_is_listed_by_activity_on_a_page_of_its_own() -> None:
    # given
    form = privacy_notice(
        edition(
            HOTEL, operator__phone=None, operator__email=None, operator__address=None, venue__address=None
        )
    )
    # then
    at = form.parts.index(NewPage())
    listed = form.parts[-1]
    assert at == len(form.parts) - 4
    assert isinstance(listed, Items)
    assert listed.items == (
        "Operator and venue: Contact, How to complain",
        "自助入住身份核验: The other way",
    )


def test_an_empty_dossier_gives_a_notice_with_every_item_blank() -> None:
    form = privacy_notice(edition(""))
    for label in (
        *(
            "Operator",
            "Contact",
            "Purpose",
            "How it works",
            "Whose data",
            "Legal basis",
            "Why it is necessary",
        ),
        *("What it means for you", "How to use your rights", "Who receives data", "How to complain"),
        *("Who handles data for the operator", "Data going abroad", "In effect since"),
    ):
        assert value(form, label) == "", label
    assert not any(cell for row in tables(form)[0].rows for cell in row[1:])
    assert parts_of(form, NewPage)


def test_no_promise_is_made_against_the_answers() -> None:
    form = said(privacy_notice(edition(HOTEL, rights__refusals_reasoned=False, notice__changes_told=False)))
    assert "A refusal gives its reason" not in form
    assert "people are told what has changed" not in form
    assert "need not bring the police" in form
    assert "need not bring the police" not in said(
        privacy_notice(edition(HOTEL, rights__footage_without_police=None))
    )


def test_the_notice_is_needed_where_data_are_processed() -> None:
    faces, video, korean = needed(edition(HOTEL)), needed(edition(SALES_OFFICE)), needed(edition(GYM))
    assert faces
    assert "识别人脸" in faces.zh
    assert video
    assert "识别人脸" not in video.zh
    assert korean
    assert "처리방침" in korean.ko


def test_the_notice_is_not_needed_without_devices_nor_in_korea_for_public_video_alone() -> None:
    assert needed(edition("")) is None
    assert needed(edition(GYM, **PLAIN_VIDEO)) is None
    unknown = {"c1": {"kind": "dome", "zone": "z1", "activities": ["a1"]}}
    open_ = needed(edition(GYM, **(PLAIN_VIDEO | {"cameras": unknown})))
    assert open_
    assert "not fully answered" in open_.en


def test_hostile_answers_stand_in_the_notice_as_they_are() -> None:
    hostile = "<img src='file:///etc/passwd'> & {activity} \ue000"
    form = privacy_notice(edition(HOTEL, activities__a1__aim=hostile, operator__name=hostile))
    assert value(form, "Operator") == hostile
    assert hostile in [field.value for field in lines(form)["Purpose"]]
