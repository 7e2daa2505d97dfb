"""Consent papers: everything the law wants told, boxes empty, the other way named, nothing promised that is not there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from fr_desk.i18n import Lang
from fr_desk.render.edition import Edition
from fr_desk.render.forms.consents import face_consent, face_needed, guardian_consent, guardian_needed
from fr_desk.render.forms.model import Form, Heading, NewPage, Paragraph, Signature
from fr_desk.render.forms.pdf import form_pdf
from tests.render.forms.filled import (
    GYM,
    HOTEL,
    LANGS,
    SALES_OFFICE,
    boxes,
    cited,
    edition,
    lines,
    parts_of,
    said,
    tables,
    value,
)
from tests.render.reading import text_of


@pytest.mark.parametrize("lang", LANGS)
def test_a_chinese_consent_tells_every_item_of_articles_17_and_30(lang: Lang) -> None:
    # when
    form = face_consent(edition(HOTEL, lang))
    told = said(form)
    # then: who, how to reach them, purpose, necessity, effect, processors, as the venue wrote them
    for answer in (
        "上海青砚汀酒店管理有限公司",
        "021-5550 0117",
        "记录员工上下班时间。",
        "厨房和客房员工工作时不便携带门禁卡",
        "住客和员工可能担心人脸被留存",
        "上海鹭汐弱电工程有限公司",
    ):
        assert answer in told
    # and: kinds of data with place, period and end, each with something said
    attendance = tables(form)[1]
    assert len(attendance.head) == 4
    assert len(attendance.rows) == 3
    assert all(all(row) for row in attendance.rows)
    assert any("180" in cell for row in attendance.rows for cell in row)


def test_the_english_paper_has_a_line_for_each_item() -> None:
    form = face_consent(edition(HOTEL))
    for label in (
        *("Operator", "Contact", "Purpose", "How it works", "Why it is necessary", "What it means for you"),
        *("Who receives data", "Who handles data for the operator", "Data going abroad"),
        *("How to withdraw consent", "Your rights", "How to use your rights"),
    ):
        assert value(form, label), label
    assert "answered within 7 days" in value(form, "How to use your rights")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["", HOTEL, GYM])
def test_no_box_of_a_consent_is_ticked(name: str, lang: Lang) -> None:
    for form in (face_consent(edition(name, lang)), guardian_consent(edition(name, lang))):
        assert boxes(form)
        assert not any(ticks.ticked for ticks in boxes(form))
        assert parts_of(form, Signature)


def test_each_activity_on_consent_has_a_paper_of_its_own() -> None:
    form = face_consent(edition(HOTEL, "zh"))
    heads = [part.text for part in form.parts if isinstance(part, Heading) and part.level == 1]
    assert heads == ["用于“自助入住身份核验”", "用于“员工考勤”"]
    assert len(parts_of(form, NewPage)) == 1


@pytest.mark.parametrize(
    ("lang", "way", "nothing_lost"),
    [
        ("zh", "刷卡", "不影响您获得服务"),
        ("ko", "카드", "아무런 불이익이 없습니다"),
        ("en", "your card", "you lose nothing"),
    ],
)
def test_refusing_costs_nothing_where_the_answers_offer_another_way(
    lang: Lang, way: str, nothing_lost: str
) -> None:
    # given: staff may use a card, guests can use nothing but the face
    form = face_consent(edition(HOTEL, lang))
    promises = [p.text for p in form.parts if isinstance(p, Paragraph) and nothing_lost in p.text]
    assert len(promises) == 1
    assert way in promises[0]


@pytest.mark.parametrize("lang", LANGS)
def test_where_no_other_way_is_answered_nothing_is_promised_and_the_blank_is_named(lang: Lang) -> None:
    form = face_consent(edition(HOTEL, lang))
    blank = [label for label, found in lines(form).items() if any(not field.value for field in found)]
    assert len(blank) == 1
    head = next(p for p in form.parts if isinstance(p, Paragraph) and blank[0] in p.text)
    assert head.kind == "strong"


@pytest.mark.parametrize(
    "way",
    [
        {"method": "fingerprint", "same_place": True, "same_hours": True, "no_extra_cost": True},
        {"method": "card", "same_place": True, "same_hours": False, "no_extra_cost": True},
        {"method": "card", "same_place": True, "same_hours": True, "no_extra_cost": False},
    ],
    ids=["another biometric", "other hours", "dearer"],
)
def test_a_way_that_is_no_equal_way_is_not_offered(way: dict[str, object]) -> None:
    form = face_consent(edition(HOTEL, activities__a3__alternatives={"i1": way}))
    assert "lose nothing" not in said(form)


def test_equal_place_hours_and_price_are_promised_only_where_all_are_answered() -> None:
    open_cost = {"i1": {"method": "card", "same_place": True, "same_hours": True}}
    with_all = said(face_consent(edition(HOTEL)))
    without = said(face_consent(edition(HOTEL, activities__a3__alternatives=open_cost)))
    assert "costs nothing extra" in with_all
    assert "costs nothing extra" not in without
    assert "lose nothing" in without


def test_a_face_that_is_the_only_way_makes_the_paper_promise_nothing() -> None:
    form = face_consent(edition(HOTEL, activities__a3__mandatory=True))
    assert "lose nothing" not in said(form)


@pytest.mark.parametrize(
    "storage",
    [
        {"templates": ["vendor_cloud"], "pictures": ["nowhere"], "logs": ["device"], "leaves_device": []},
        {
            "templates": ["device"],
            "pictures": ["nowhere"],
            "leaves_device": ["templates"],
            "channel": ["internet"],
        },
    ],
    ids=["stored outside", "sent over the internet"],
)
def test_face_data_leaving_the_device_get_a_choice_of_their_own_in_china(storage: dict[str, object]) -> None:
    plain = face_consent(edition(HOTEL))
    leaving = face_consent(edition(HOTEL, activities__a3__storage=storage))
    assert len(boxes(leaving)) == len(boxes(plain)) + 1
    assert "cn-order-19/8" in cited(leaving) - cited(plain)


def test_a_recipient_gets_a_choice_of_its_own_unless_a_statute_is_named() -> None:
    told = {"i1": {"name": "Bluebird Ltd.", "purpose": "billing"}}
    demanded = {"i1": {"name": "Tax office", "purpose": "audit", "statute": "Tax Law, article 54"}}
    plain = face_consent(edition(HOTEL))
    with_one = face_consent(edition(HOTEL, activities__a3__recipients=told))
    by_law = face_consent(edition(HOTEL, activities__a3__recipients=demanded))
    assert len(boxes(with_one)) == len(boxes(plain)) + 1
    assert len(boxes(by_law)) == len(boxes(plain))
    for form in (with_one, by_law):
        # the five items of article 23, the ones nobody answered as blanks
        table = next(grid for grid in tables(form) if len(grid.head) == 5)
        assert table.rows[0][1] == ""
        assert "cn-pipl/23" in cited(form)


def test_going_abroad_asks_for_the_items_of_article_39_and_a_choice() -> None:
    form = face_consent(edition(HOTEL, activities__a3__transfer_abroad=True))
    for label in (
        *("Recipient abroad", "Contact of the recipient abroad", "Purpose of the recipient abroad"),
        *("How the recipient abroad processes the data", "Kinds of data going abroad"),
        "How to use your rights against the recipient abroad",
    ):
        assert value(form, label) == ""
    assert len(boxes(form)) == 3
    assert "cn-pipl/39" in cited(form)


@pytest.mark.parametrize("lang", LANGS)
def test_a_korean_paper_keeps_sensitive_data_apart_and_makes_them_stand_out(lang: Lang) -> None:
    # when
    form = face_consent(edition(GYM, lang))
    # then: collection and use, and sensitive data, each with its own boxes
    heads = [p.text for p in form.parts if isinstance(p, Heading) and p.text[:2] in {"1.", "2.", "3."}]
    assert len(heads) == 2
    assert len(boxes(form)) == 2
    # and: what Decree article 17(3) names is strong, each part tells period and right to refuse
    strong = [field for found in lines(form).values() for field in found if field.strong]
    assert len(strong) == 3
    assert all(field.value for field in strong)
    assert "kr-pipa-decree/17(3)" in cited(form)
    assert not any(
        part.kind == "strong" and ":" in part.text[:6] for part in form.parts if isinstance(part, Paragraph)
    )


def test_korean_items_are_those_of_article_15_paragraph_2() -> None:
    form = face_consent(edition(GYM, "ko"))
    for label in ("수집·이용 목적", "보유 및 이용 기간", "동의를 거부할 권리와 불이익"):
        assert [bool(field.value) for field in lines(form)[label]] == [True, True]
    assert value(form, "수집하는 항목") == "얼굴 사진, 인식 기록(일시, 결과)"
    assert value(form, "처리하는 민감정보") == "얼굴 특징정보(민감정보)"
    assert "동의를 거부할 권리가 있습니다" in said(form)
    assert "필수 동의 항목은 없으며" in said(form)


def test_korean_provision_and_transfer_are_consents_of_their_own() -> None:
    recipient = {"i1": {"name": "주식회사 다온", "purpose": "통계"}}
    form = face_consent(
        edition(GYM, "ko", activities__a2__recipients=recipient, activities__a2__transfer_abroad=True)
    )
    assert len(boxes(form)) == 4
    assert tables(form)[0].head == (
        "제공받는 자",
        "제공받는 자의 이용 목적",
        "제공하는 항목",
        "제공받는 자의 보유 및 이용 기간",
    )
    assert tables(form)[0].rows == (("주식회사 다온", "통계", "", ""),)
    assert "이전되는 개인정보 항목" in lines(form)
    assert {"kr-pipa/17(2)", "kr-pipa/28-8(2)"} <= cited(form)


def test_a_korean_transfer_on_another_ground_asks_for_no_consent() -> None:
    abroad: dict[str, Any] = {"activities__a2__transfer_abroad": True}
    asked = face_consent(edition(GYM, **abroad, activities__a2__transfer_ground="separate_consent"))
    contract = face_consent(edition(GYM, **abroad, activities__a2__transfer_ground="contract_outsourcing"))
    assert len(boxes(asked)) == len(boxes(contract)) + 1


@pytest.mark.parametrize("build", [face_consent, guardian_consent])
def test_an_empty_dossier_gives_a_paper_with_every_item_blank(build: Callable[[Edition], Form]) -> None:
    form = build(edition(""))
    for label in (
        *("Activity", "Operator", "Contact", "Purpose", "How it works", "Why it is necessary"),
        *(
            "What it means for you",
            "Who receives data",
            "Who handles data for the operator",
            "Data going abroad",
        ),
        *("The other way", "How to withdraw consent", "How to use your rights"),
    ):
        assert value(form, label) == "", label
    assert not any(cell for row in tables(form)[0].rows for cell in row[1:])
    assert isinstance(form.parts[0], Paragraph)
    assert "law of Mainland China" in form.parts[0].text


def test_an_empty_korean_paper_has_the_items_of_article_15_blank() -> None:
    form = face_consent(edition("", "ko"))
    for label in ("수집·이용 목적", "보유 및 이용 기간", "동의를 거부할 권리와 불이익", "수집하는 항목"):
        assert [field.value for field in lines(form)[label] if field.value] == [], label
    assert len(boxes(form)) == 2


def test_what_is_unanswered_stays_blank_and_is_named_at_the_head() -> None:
    form = face_consent(edition(HOTEL, activities__a3__necessity_reason=None))
    heads = [p.text for p in form.parts if isinstance(p, Paragraph) and p.text.startswith("Still blank")]
    assert heads == [
        "Still blank: The other way. To be filled in by the operator before this paper is used.",
        "Still blank: Why it is necessary. To be filled in by the operator before this paper is used.",
    ]


def test_an_earlier_day_cites_no_order_of_2025() -> None:
    old = face_consent(edition(HOTEL, day=dt.date(2024, 5, 1)))
    assert not any(name.startswith("cn-order-19") for name in cited(old))
    assert "cn-pipl/29" in cited(old)


def test_separate_consent_is_needed_where_faces_rest_on_consent() -> None:
    why = face_needed(edition(HOTEL))
    assert why
    assert "“自助入住身份核验”、“员工考勤”" in why.zh
    assert "单独同意" in why.zh
    assert "민감정보" in (face_needed(edition(GYM)) or why).ko


def test_separate_consent_is_not_needed_without_recognition_or_on_another_ground() -> None:
    assert face_needed(edition(SALES_OFFICE)) is None
    assert face_needed(edition("")) is None
    assert face_needed(edition(GYM, activities__a2__legal_basis="statutory_duty")) is None


def test_an_unanswered_ground_or_function_says_that_it_is_open() -> None:
    ground = face_needed(edition(GYM, activities__a2__legal_basis=None))
    function = face_needed(edition(GYM, cameras__c5__face_function=None))
    for why in (ground, function):
        assert why
        assert "not answered yet" in why.en


@pytest.mark.parametrize(("name", "ways"), [(HOTEL, 4), (GYM, 7)])
def test_a_guardian_signs_for_a_named_child_and_is_checked(name: str, ways: int) -> None:
    form = guardian_consent(
        edition(name, activities__a2__subjects=["members", "under_14"], venue__serves_under_14=True)
    )
    for label in ("Child's name", "Date of birth (age)", "Guardian's name", "Relation to the child"):
        assert value(form, label) == ""
    assert len(boxes(form)[-1].choices) == ways
    assert len(parts_of(form, Signature)) == 2


def test_a_korean_guardian_paper_has_plain_words_for_the_child() -> None:
    children: dict[str, Any] = {"activities__a2__subjects": ["members", "under_14"]}
    korean = guardian_consent(edition(GYM, "ko", **children))
    assert "얼굴을 보여 주지 않고 다른 방법을 써도 돼요" in said(korean)
    only_face = guardian_consent(edition(GYM, "ko", **children, activities__a2__mandatory=True))
    assert "다른 방법을 써도 돼요" not in said(only_face)
    assert "kr-pipa/22-2(3)" in cited(korean)


def test_guardians_are_needed_where_children_are_listed_come_or_may() -> None:
    listed = guardian_needed(edition(HOTEL, activities__a2__subjects=["guests", "under_14"]))
    come = guardian_needed(edition(HOTEL))
    unknown = guardian_needed(edition(HOTEL, venue__serves_under_14=None))
    assert listed
    assert "父母或者其他监护人的同意" in listed.zh
    assert come
    assert "不能保证不采集" in come.zh
    assert unknown
    assert "not fully answered" in unknown.en


def test_guardians_are_not_needed_where_no_child_comes() -> None:
    assert guardian_needed(edition(GYM)) is None
    assert guardian_needed(edition(HOTEL, venue__serves_under_14=False)) is None
    assert guardian_needed(edition("")) is None
    # staff attendance concerns no children, even in a hotel with families
    attendance = guardian_needed(edition(HOTEL))
    assert attendance
    assert "员工考勤" not in attendance.zh


def test_hostile_answers_are_printed_as_they_are() -> None:
    hostile = "<b>bold</b> & {operator} {0} %s \u202eright"
    form = face_consent(
        edition(HOTEL, operator__name=hostile, activities__a3__name=hostile, activities__a3__aim=hostile)
    )
    assert said(form).count(hostile) >= 4
    why = face_needed(edition(HOTEL, activities__a3__name=hostile))
    assert why
    assert hostile in why.en


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_answers_reach_the_page_as_they_are(lang: Lang) -> None:
    # given: markup, a mark that turns the direction of writing, and words without end
    filled = edition(
        HOTEL,
        lang,
        operator__name="<b>bold</b> & \u202eeth",
        activities__a3__aim="y" * 10_000,
        assessment__rights_impact="长" * 10_000,
    )
    # when
    printed = text_of(form_pdf(face_consent(filled), filled))
    # then
    assert "<b>bold</b> & ‹U+202E›eth" in printed
    assert printed.text.count("y") >= 10_000
    assert printed.text.count("长") >= 20_000
