"""The coach hears plans that others came to grief with, in three languages, and keeps quiet about innocent ones."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_pack, bundled_packs
from fr_desk.rules.cases import cases
from fr_desk.rules.coach import Advice, advise
from fr_desk.rules.packs import AdviceSpec, Pack
from fr_desk.rules.wording import found_in
from fr_desk.rules.yaml_lines import load

DAY = dt.date(2026, 11, 21)


def advice_for(country: Jurisdiction = Jurisdiction.CN, **activity: object) -> list[Advice]:
    dossier = Dossier.model_validate({"venue": {"jurisdiction": country}, "activities": {"a1": activity}})
    return list(advise(dossier, [bundled_pack(country)], DAY))


def topics(**activity: object) -> set[str]:
    """Return what both packs advise about, without their names."""
    heard = [
        {one.id.partition(".coach.")[2] for one in advice_for(country, **activity)}
        for country in Jurisdiction
    ]
    assert heard[0] == heard[1]
    return heard[0]


SAID = [
    ("commission", "判断客户来源，防止判客纠纷"),
    ("commission", "区分自访客户和中介带来的客户，结算中介佣金"),
    ("commission", "区 分 “自访” 与 渠 道 客 户"),
    ("commission", "不影响客户体验的情况下判客"),
    ("commission", "没有人脸就无法判客"),
    ("commission", "방문객 수수료 정산을 위해 얼굴을 저장합니다"),
    ("commission", "중개인이 데려온 손님인지 확인합니다."),
    ("commission", "근태 관리에는 쓰지 않고 수수료정산에 씁니다"),
    ("commission", "To settle broker commissions fairly"),
    ("commission", "We want to know who brought the customer, so that the right agent is paid."),
    ("commission", "Not only security but also commission settlement"),
    ("commission", "We cannot settle the commission otherwise"),
    ("repeat-visitors", "识别回头客，统计客流"),
    ("repeat-visitors", "跨店重复到访的顾客只算一次"),
    ("repeat-visitors", "단골 손님이 오면 알려 줍니다"),
    ("repeat-visitors", "재방문율을 알고 싶습니다"),
    ("repeat-visitors", "Count unique visitors"),
    ("repeat-visitors", "Recognise returning customers at the till"),
    ("vip", "识别到店VIP，提醒经理"),
    ("vip", "识别ＶＩＰ客户"),
    ("vip", "贵宾到店提醒"),
    ("vip", "VIP가 오면 직원에게 알림"),
    ("vip", "우수 고객을 알아보고 이름을 부르며 맞이합니다"),
    ("vip", "Spot VIPs when they come in"),
    ("vip", "Greet regular guests by name"),
    ("attendance", "顺便给员工考勤"),
    ("attendance", "记录员工上下班时间"),
    ("attendance", "Attendance is taken and pictures are not stored"),
    ("commission", "不是为了考勤，而是为了判客"),
    ("attendance", "不仅用于安全，也用于考勤"),
    ("attendance", "직원 출근 확인"),
    ("attendance", "보안 목적 외에 근태 관리에도 사용합니다."),
    ("attendance", "근태 관리를 하지 않으면 안 되기 때문에"),
    ("attendance", "Security, and staff attendance"),
    ("attendance", "We monitor staff with the lobby cameras"),
    ("blacklist", "建立黑名单，各门店共享"),
    ("blacklist", "진상 고객 블랙리스트"),
    ("blacklist", "A watch-list shared between shops"),
    ("toilet-paper", "同一人九分钟内只取一次纸"),
    ("toilet-paper", "휴지 낭비를 막는다"),
    ("toilet-paper", "Stop people taking too much toilet paper"),
    ("lockers", "更衣室内刷脸开柜"),
    ("lockers", "얼굴로 여는 사물함"),
    ("lockers", "Members open lockers with their face"),
    ("check-in", "所有住客入住时一律刷脸"),
    ("check-in", "얼굴 인식 없이는 체크인할 수 없습니다"),
    ("check-in", "Every guest must scan, no face no check-in"),
    ("parcels", "取件人拍照留底，防止冒领"),
    ("parcels", "택배 수령 시 얼굴을 촬영합니다"),
    ("parcels", "Photograph whoever collects a parcel"),
    ("face-only-entry", "取消门禁卡，全部改为刷脸"),
    ("face-only-entry", "얼굴로만 출입할 수 있습니다"),
    ("face-only-entry", "Residents can enter only by face"),
    ("emotion", "分析顾客情绪和满意度"),
    ("emotion", "직원의 피로도를 측정"),
    ("emotion", "Detect drowsiness of night staff"),
]

NOT_SAID = [
    "不用于判客",
    "人脸只用于会员入场，不用于判客、考勤",
    "本系统不用于营销，考勤，判客等。",
    "系统不会用于识别回头客",
    "绝不用来识别VIP",
    "不设黑名单，也不与其他门店共享",
    "禁止用监控给员工考勤",
    "不得将图像用于考勤",
    "判客功能已关闭",
    "考勤另用工牌，与本系统无关。",
    "不强制刷脸，住客可以出示证件",
    "不分析情绪",
    "贵宾楼大堂治安监控",
    "贵宾酒店前台身份核验",
    "住客自助办理入住时，核对本人与身份证件照片是否一致。",
    "保护住客和员工的人身、财产安全，发生治安事件时向公安机关提供线索。",
    "发现火情，保障消防通道畅通",
    "会员自愿刷脸进场，也可以用手环",
    "访客在服务台领取纸质凭证",
    "员工上下班高峰期的通道秩序",
    "출근 확인에는 쓰지 않습니다",
    "직원 근태 관리에 사용하지 않음",
    "근태 관리가 아니라 화재 감시가 목적입니다",
    "수수료 정산 목적이 아닙니다.",
    "단골 인식 기능은 꺼 두었고 쓰지 않습니다.",
    "VIP 인식 금지",
    "블랙리스트는 만들지 않습니다",
    "재방문 확인은 안 합니다",
    "얼굴로만 출입하게 하지 않습니다",
    "감정 분석은 없습니다",
    "범죄 예방과 시설 안전, 화재 예방",
    "회원이 원하면 얼굴로, 원하지 않으면 카드로 출입합니다",
    "신분증 사진과 본인을 비교합니다",
    "Not used for attendance",
    "It is never used for commission settlement or marketing.",
    "We do not recognise VIPs, returning customers or anyone else",
    "No attendance tracking, no blacklist",
    "Staff attendance is not recorded",
    "Emotion recognition is switched off",
    "Entry without any watch list",
    "isn't used to settle commissions",
    "Guests may be filmed in the VIP lounge for their safety",
    "Check the guest against the identity document",
    "Fire safety and security of guests and staff",
    "The face is used only for guests without their ID",
    "A commissioned study of evacuation routes",
    "The attendant helps visitors",
    "Attendance: not used",
    "Attendance and commission settlement are excluded",
    "员工打卡请用工牌，本摄像头不记录",
    "统计客流总数，不识别身份",
    "수수료 정산, 근태 관리, 마케팅에 쓰지 않습니다",
    "직원을 감시하려는 것이 아닙니다",
]


@pytest.mark.parametrize(("topic", "words"), SAID)
def test_a_plan_others_came_to_grief_with_is_heard(topic: str, words: str) -> None:
    assert topic in topics(aim=words)


@pytest.mark.parametrize("words", NOT_SAID)
def test_denials_and_innocent_purposes_are_left_alone(words: str) -> None:
    assert topics(aim=words) == set()


@pytest.mark.parametrize("field", ["name", "aim", "necessity_reason"])
def test_all_of_the_operators_own_words_are_read(field: str) -> None:
    said: dict[str, Any] = {field: "判客"}
    (advice,) = advice_for(**said)

    assert advice.path == f"activities.a1.{field}"
    assert advice.matched == ("判客",)


def test_reasons_about_other_ways_are_no_triggers() -> None:
    options = {"i1": {"method": "card", "serves": False, "reason": "卡不能判客，也不能考勤"}}

    assert advice_for(aim="会员进场", options=options) == []


@pytest.mark.parametrize(
    ("category", "topic"),
    [
        ("commission_settlement", "commission"),
        ("vip_recognition", "vip"),
        ("dispensers", "toilet-paper"),
        ("lockers", "lockers"),
    ],
)
def test_a_category_alone_calls_for_advice(category: str, topic: str) -> None:
    assert topics(category=category) == {topic}
    assert [one.path for one in advice_for(category=category)] == ["activities.a1.category"]


@pytest.mark.parametrize(
    "category",
    [
        "public_security",
        "facility_safety",
        "guest_id_check",
        "member_entry",
        "staff_attendance",
        "statistics",
    ],
)
def test_an_innocent_category_does_not(category: str) -> None:
    assert topics(category=category) == set()


def test_a_second_use_calls_for_advice_where_it_stands() -> None:
    (advice,) = advice_for(category="public_security", second_uses=["staff_attendance"])

    assert advice.path == "activities.a1.second_uses"
    assert advice.id == "cn.coach.attendance"
    assert advice.matched == ()


def test_an_attendance_terminal_is_no_security_camera() -> None:
    assert topics(category="staff_attendance", aim="记录员工上下班时间", name="员工考勤") == set()


def test_counting_calls_for_advice_only_where_faces_are_recognised() -> None:
    def advised(face_function: str) -> list[str]:
        dossier = Dossier.model_validate(
            {
                "venue": {"jurisdiction": "CN"},
                "cameras": {"c1": {"face_function": face_function, "activities": ["a1"]}},
                "activities": {"a1": {"category": "statistics", "aim": "统计回头客"}},
            }
        )
        return [one.id for one in advise(dossier, bundled_packs(), DAY)]

    assert advised("identification") == ["cn.coach.repeat-visitors"]
    assert advised("none") == []


@pytest.mark.parametrize(
    ("category", "topic"), [("member_entry", "face-only-entry"), ("guest_id_check", "check-in")]
)
def test_a_mandatory_face_calls_for_advice(category: str, topic: str) -> None:
    assert topics(category=category, mandatory=True) == {topic}
    assert topics(category=category, mandatory=False) == set()


def test_words_come_before_choices_and_are_told_once() -> None:
    (advice,) = advice_for(category="commission_settlement", name="判客", aim="判客，结算佣金")

    assert advice.path == "activities.a1.name"
    assert advice.matched[0] == "判客"
    assert len(advice.matched) == len(set(advice.matched))


def test_each_activity_has_its_own_advice_in_order() -> None:
    dossier = Dossier.model_validate(
        {
            "venue": {"jurisdiction": "KR"},
            "activities": {"a1": {"aim": "VIP 식별"}, "a2": {"aim": "수수료 정산"}},
        }
    )

    assert [(one.path, one.id) for one in advise(dossier, bundled_packs(), DAY)] == [
        ("activities.a1.aim", "kr.coach.vip"),
        ("activities.a2.aim", "kr.coach.commission"),
    ]


def test_without_a_country_both_packs_advise() -> None:
    dossier = Dossier.model_validate({"activities": {"a1": {"aim": "commission settlement"}}})

    assert [one.id for one in advise(dossier, bundled_packs(), DAY)] == [
        "cn.coach.commission",
        "kr.coach.commission",
    ]


def test_an_empty_dossier_needs_no_advice() -> None:
    assert advise(Dossier(), bundled_packs(), DAY) == ()


def test_advice_changes_no_finding() -> None:
    quiet = Dossier.model_validate(
        {"venue": {"jurisdiction": "CN"}, "activities": {"a1": {"aim": "会员凭脸进场"}}}
    )
    told = Dossier.model_validate(
        {"venue": {"jurisdiction": "CN"}, "activities": {"a1": {"aim": "会员凭脸判客"}}}
    )

    assert services.advise(told, DAY)
    assert not services.advise(quiet, DAY)
    assert services.assess(told, DAY).counts == services.assess(quiet, DAY).counts


@pytest.mark.parametrize("name", ["shanghai-hotel", "seoul-gym", "ningbo-sales-office-after"])
def test_good_samples_need_no_advice_but_for_what_is_wrong(name: str) -> None:
    dossier = Dossier.model_validate(load(resource("samples", f"{name}.yaml")))

    expected = {"shanghai-hotel": ["cn.coach.check-in"]}  # its guests can register with their face only
    assert [one.id for one in services.advise(dossier, DAY)] == expected.get(name, [])


def test_the_sales_office_is_told_before_it_is_fined() -> None:
    dossier = Dossier.model_validate(load(resource("samples", "ningbo-sales-office-before.yaml")))

    (advice,) = services.advise(dossier, DAY)
    assert advice.id == "cn.coach.commission"
    assert {"CN-01", "CN-05"} <= set(advice.cases)


ENTRIES = [pytest.param(pack, spec, id=spec.id) for pack in bundled_packs() for spec in pack.coach]


@pytest.mark.parametrize(("pack", "spec"), ENTRIES)
def test_an_entry_tells_what_happened_and_what_to_do_instead(pack: Pack, spec: AdviceSpec) -> None:
    told = [spec.title, spec.happened, *spec.ways]

    assert spec.id.startswith(f"{pack.id}.coach.")
    assert spec.ways
    assert spec.citations
    assert set(spec.cases) <= {case.id for case in cases()}
    assert all(text.get(lang).strip() for text in told for lang in LANGUAGES)
    assert all(re.search("[가-힣]", text.ko) and not re.search("[가-힣一-鿿]", text.en) for text in told)


@pytest.mark.parametrize(("pack", "spec"), ENTRIES)
def test_every_phrase_of_an_entry_is_found_when_it_is_said(pack: Pack, spec: AdviceSpec) -> None:
    for lang, phrases in spec.words.by_language().items():
        assert phrases
        assert len(phrases) == len(set(phrases))
        for phrase in phrases:
            said = phrase.replace("…", " the " if lang == "en" else "")
            assert phrase in found_in(said, phrases, lang, spec.innocent.by_language()[lang]), phrase


def test_both_packs_advise_about_the_same_plans() -> None:
    china, korea = ({spec.id.partition(".coach.")[2] for spec in pack.coach} for pack in bundled_packs())

    assert china == korea
    assert {"commission", "repeat-visitors", "vip", "attendance", "blacklist"} <= china


@pytest.mark.parametrize(
    ("text", "phrase", "lang"),
    [
        ("判\u3000客", "判客", "zh"),
        ("“判-客”", "判客", "zh"),
        ("수수료  정산", "수수료정산", "ko"),
        ("Commission-Settlement", "commission settlement", "en"),
        ("ＣＯＭＭＩＳＳＩＯＮ settlement", "commission settlement", "en"),
        ("repeat visitors", "repeat visitor", "en"),
        ("识别进店的大客户", "识别…大客户", "zh"),
        ("settle every broker's commission", "settle…commission", "en"),
    ],
)
def test_spacing_width_case_and_hyphens_do_not_matter(text: str, phrase: str, lang: str) -> None:
    assert found_in(text, (phrase,), lang) == [phrase]  # type: ignore[arg-type]  # a parametrised language


@pytest.mark.parametrize(
    ("text", "phrase", "lang"),
    [
        ("判。客", "判客", "zh"),
        ("commissioner settlement", "commission settlement", "en"),
        ("unattendance", "attendance", "en"),
        ("识别火情。另有大客户", "识别…大客户", "zh"),
        ("settle the bill. Ask for the commission", "settle…commission", "en"),
        ("svip识别x", "vip识别", "zh"),
    ],
)
def test_words_within_words_and_across_sentences_are_not_found(text: str, phrase: str, lang: str) -> None:
    assert found_in(text, (phrase,), lang) == []  # type: ignore[arg-type]  # a parametrised language
