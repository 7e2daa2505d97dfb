"""Requests people hand in: every right the country gives, the day of the answer, and a part for the result."""

from __future__ import annotations

from typing import Any

import pytest

from fr_desk.i18n import Lang
from fr_desk.render.forms.model import Paragraph, Signature
from fr_desk.render.forms.requests import footage_needed, footage_request, withdrawal, withdrawal_needed
from tests.render.forms.filled import (
    GYM,
    HOTEL,
    LANGS,
    PLAIN_VIDEO,
    SALES_OFFICE,
    boxes,
    cited,
    edition,
    lines,
    parts_of,
    said,
    value,
)


def asked(name: str, lang: Lang, **changes: Any) -> tuple[str, ...]:
    """The boxes of what can be asked for."""
    return boxes(withdrawal(edition(name, lang, **changes)))[0].choices


def test_a_chinese_request_offers_the_rights_of_articles_44_to_48() -> None:
    assert asked(HOTEL, "zh") == (
        "撤回同意：自助入住身份核验",
        "撤回同意：员工考勤",
        "查阅",
        "复制",
        "转移到我指定的个人信息处理者",
        "更正、补充",
        "删除",
        "限制或者拒绝处理",
        "解释说明处理规则",
    )


def test_a_korean_request_offers_the_five_things_to_see_and_articles_36_and_37() -> None:
    assert asked(GYM, "ko") == (
        "동의 철회: 회원 얼굴 출입",
        "열람: 개인정보의 항목 및 내용",
        "열람: 개인정보 수집·이용의 목적",
        "열람: 개인정보 보유 및 이용 기간",
        "열람: 개인정보의 제3자 제공 현황",
        "열람: 개인정보 처리에 동의한 사실 및 내용",
        "정정",
        "삭제",
        "처리정지",
    )


def test_automated_decisions_are_asked_about_only_where_there_are_some() -> None:
    form = withdrawal(edition(GYM, "ko", activities__a2__decides_alone=True))
    assert any("자동화된 결정" in choice for choice in boxes(form)[0].choices)
    assert "30일 이내" in said(form)
    assert "kr-pipa-decree/44-3" in cited(form)
    assert "30일 이내" not in said(withdrawal(edition(GYM, "ko")))


def test_plain_video_of_public_places_in_korea_cannot_be_stopped() -> None:
    choices = asked(GYM, "ko", **PLAIN_VIDEO)
    assert "처리정지" not in choices
    assert "삭제" in choices
    assert not any("동의 철회" in choice for choice in choices)


@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        (HOTEL, 7, "within 7 days"),
        (HOTEL, None, "without delay"),
        (GYM, 10, "within 10 days"),
        (GYM, None, "within 10 days"),
        (GYM, 30, "within 10 days"),
    ],
)
def test_the_answer_is_due_as_answered_and_in_korea_never_later_than_the_law_says(
    name: str, days: int | None, words: str
) -> None:
    changes: dict[str, Any] = {"rights__answer_days": days}
    for form in (withdrawal(edition(name, **changes)), footage_request(edition(name, **changes))):
        assert words in said(form)
        assert value(form, "Answer due by") == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["", HOTEL, GYM])
def test_both_papers_have_the_persons_part_and_the_operators_part(name: str, lang: Lang) -> None:
    for form in (withdrawal(edition(name, lang)), footage_request(edition(name, lang))):
        assert len(parts_of(form, Signature)) == 2
        assert len(boxes(form)) >= 2
        assert not any(ticks.ticked for ticks in boxes(form))


def test_a_refusal_can_be_fought_as_the_country_lets_it() -> None:
    for build in (withdrawal, footage_request):
        assert "人民法院" in said(build(edition(HOTEL, "zh")))
        assert "이의제기 방법" in lines(build(edition(GYM, "ko")))


def test_the_footage_paper_names_the_filmed_places_and_how_long_there_is_time() -> None:
    form = footage_request(edition(GYM, "ko"))
    assert ("안내 데스크와 로비", "운동 공간") in [ticks.choices for ticks in boxes(form)]
    hurry = [p.text for p in form.parts if isinstance(p, Paragraph) and "서둘러" in p.text]
    assert hurry == ["영상은 기간이 지나면 삭제되므로 서둘러 청구하십시오. 보관 기간: 30일."]
    unanswered = footage_request(edition(GYM, "ko", activities__a1__retention={}))
    assert "서둘러" not in said(unanswered)


def test_relatives_and_carers_may_ask_in_china_and_nobody_brings_the_police_in_korea() -> None:
    chinese, korean = footage_request(edition(HOTEL)), footage_request(edition(GYM))
    assert "Close relative" in said(chinese)
    assert "not unlawfully pass on" in said(chinese)
    assert "cn-decree-799/21" in cited(chinese)
    assert "no need to bring the police" in said(korean)
    assert "kr-pipa-decree/41(4)" in cited(korean)


def test_an_empty_dossier_has_lines_for_everything() -> None:
    form = footage_request(edition(""))
    assert value(form, "Place") == ""
    assert not any(field.value for found in lines(form).values() for field in found)


def test_the_request_paper_is_needed_wherever_data_of_people_are_processed() -> None:
    on_consent, plain = withdrawal_needed(edition(HOTEL)), withdrawal_needed(edition(SALES_OFFICE))
    assert on_consent
    assert "撤回" in on_consent.zh
    assert plain
    assert "撤回" not in plain.zh
    assert withdrawal_needed(edition("")) is None
    assert withdrawal_needed(edition(SALES_OFFICE, cameras={}, activities={})) is None


def test_the_footage_paper_is_needed_where_something_is_recorded_or_may_be() -> None:
    chinese, korean = footage_needed(edition(HOTEL)), footage_needed(edition(GYM))
    assert chinese
    assert "近亲属" in chinese.zh
    assert korean
    assert "10일" in korean.ko
    stored_nothing = {"c1": {"kind": "face_terminal", "picture": "none_stored"}}
    assert footage_needed(edition(HOTEL, cameras=stored_nothing)) is None
    assert footage_needed(edition("")) is None
    unknown = footage_needed(edition(HOTEL, cameras={"c1": {"kind": "dome"}}))
    assert unknown
    assert "not answered yet" in unknown.en
