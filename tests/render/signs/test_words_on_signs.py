"""What the signs say: what the law wants told, no promise that is not kept, nothing invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain.choices import Jurisdiction, Method, SignItem, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES
from fr_desk.render.signs import plan_signs, sign_pdf
from fr_desk.render.signs.answers import BLANK
from fr_desk.render.signs.facts import SignFacts
from fr_desk.render.signs.rows import rows_of
from fr_desk.render.signs.words import duties, sign_words
from fr_desk.rules.bundled import bundled_pack
from tests.render.reading import text_of
from tests.render.signs.venues import changed, designed, library, planned, sample

FACE, VIDEO, CONSENT = SignKind.FACE_TERMINAL, SignKind.CCTV_AREA, SignKind.CONSENT


def facts(dossier: Dossier, kind: SignKind = FACE) -> SignFacts:
    return SignFacts(dossier, planned(dossier, kind))


def test_chinese_face_sign_tells_what_order_19_article_5_asks(dossier: Dossier):
    text = text_of(sign_pdf(planned(dossier, FACE), dossier))

    labels = sign_words().labels
    for label in (labels.purpose, labels.method, labels.kept, labels.reason, labels.operator, labels.rights):
        assert label.zh in text
    assert "上海云栖里体育发展有限公司" in text
    assert "021-5550 0117" in text
    assert "会员卡常被借用，夜间无人值守。" in text
    assert "仅存于本设备" in text
    assert "《人脸识别技术应用安全管理办法》" in text
    assert "本标识不代表您已同意" in text
    assert "不满十四周岁" in text


def test_korean_video_sign_tells_what_article_25_4_asks(korean: Dossier):
    text = text_of(sign_pdf(planned(korean, VIDEO), korean))

    labels = sign_words().labels
    for label in (labels.purpose, labels.place, labels.range, labels.hours, labels.manager):
        assert label.ko in text
    assert "구름골 피트니스 마포점: 로비" in text
    assert "24시간" in text
    assert "정다온 02-555-0117" in text
    assert "「개인정보 보호법」 제25조제4항" in text


def test_a_korean_public_body_names_who_runs_its_cameras_and_leaves_room_for_the_contact():
    sign = planned(library(), VIDEO)

    text = text_of(sign_pdf(sign, library()))

    assert SignFacts(library(), sign).mandatory[SignItem.TRUSTEE] == "kr-pipa-decree/26(2)"
    assert f"주식회사 솔아름시큐리티{BLANK}" in text
    assert sign_words().labels.trustee.ko in text


def test_private_operators_need_not_name_who_runs_their_cameras(korean: Dossier):
    outsourced = changed(korean, activities__a2__processors={"i1": {"name": "Guards"}})

    assert SignItem.TRUSTEE not in facts(outsourced, VIDEO).mandatory
    assert "Guards" not in text_of(sign_pdf(planned(outsourced, VIDEO), outsourced))


@pytest.mark.parametrize(
    "item", [SignItem.PURPOSE, SignItem.PLACE, SignItem.RANGE, SignItem.HOURS, SignItem.CONTACT]
)
def test_what_korean_law_wants_cannot_be_left_off(korean: Dossier, item: SignItem):
    whole = text_of(sign_pdf(planned(korean, VIDEO), korean))

    cut = text_of(sign_pdf(designed(korean, VIDEO, left_out=[item]), korean))

    assert cut.text == whole.text


def test_what_no_law_wants_can_be_left_off(dossier: Dossier):
    sign = designed(dossier, VIDEO, left_out=["period", "hours"])

    text = text_of(sign_pdf(sign, dossier))

    labels = sign_words().labels
    assert labels.kept.zh not in text
    assert labels.hours.zh not in text
    assert labels.purpose.zh in text


def test_the_other_way_is_named_only_if_it_is_equal(dossier: Dossier):
    assert facts(dossier).band().zh == "可以不刷脸：刷卡"  # staff are not there at all hours
    assert facts(dossier).promised() is Method.CARD


@pytest.mark.parametrize(
    "alternatives",
    [None, {}, {"i1": {"method": "fingerprint"}}, {"i1": {"method": "card", "same_place": False}}],
)
def test_no_other_way_is_promised_where_there_is_none(dossier: Dossier, alternatives: Any):
    closed = changed(dossier, activities__a1__alternatives=alternatives)

    assert facts(closed).band() == sign_words().band.ask_first
    assert facts(closed).promised() is None
    assert facts(closed, CONSENT).band() == sign_words().band.voluntary_ask


def test_a_consent_sign_says_what_is_taken_how_to_agree_or_refuse_and_that_it_is_no_consent(dossier: Dossier):
    text = text_of(sign_pdf(planned(dossier, CONSENT), dossier))

    words = sign_words()
    assert words.statement.zh in text
    assert words.values.captured.zh in text
    assert "在屏幕上单独勾选" in text
    assert "服务照常：刷卡" in text
    assert "自愿选择，不同意也可以：刷卡" in text
    assert "本标识不代表您已同意" in text


@pytest.mark.parametrize("form", ["sign_only", "none", None])
def test_a_sign_is_never_named_as_a_way_to_agree(dossier: Dossier, form: str | None):
    asked = changed(dossier, activities__a1__consent__form=form)

    agree = next(row for row in rows_of(facts(asked, CONSENT)) if row.label == sign_words().labels.agree)

    assert agree.value.zh == BLANK
    assert agree.missing == ("activities.a1.consent.form",)


def test_a_no_camera_sign_says_where_since_when_and_whom_to_tell(dossier: Dossier):
    swept = changed(
        dossier, cameras=None, safeguards__sweeps=True, safeguards__last_sweep_on=dt.date(2026, 11, 2)
    )

    text = text_of(sign_pdf(planned(swept, SignKind.NO_CAMERAS), swept))

    assert "女更衣室" in text
    assert "2026 年 11 月 2 日" in text
    assert "110" in text
    assert "021-5550 0117" in text


def test_a_no_camera_sign_never_names_a_room_that_a_camera_sees():
    # given a hotel whose gym camera sees into the changing room
    hotel = sample("shanghai-hotel")

    inside = rows_of(facts(hotel, SignKind.NO_CAMERAS))[0]

    assert "健身房更衣室" not in inside.value.zh
    assert BLANK in inside.value.zh
    assert inside.missing == ("cameras.c10.sees",)


def test_a_no_camera_sign_of_which_no_room_is_left_says_large_that_it_must_not_hang():
    hotel = sample("shanghai-hotel")
    mended = changed(hotel, cameras__c10__sees=("z6",))

    untrue = text_of(sign_pdf(planned(hotel, SignKind.NO_CAMERAS), hotel))
    true = text_of(sign_pdf(planned(mended, SignKind.NO_CAMERAS), mended))

    assert "不得张贴" in untrue
    assert "不得张贴" not in true
    assert "110" in true


def test_an_entrance_sign_names_what_is_filmed_and_no_more():
    gym = sample("seoul-gym")

    told = rows_of(facts(gym, SignKind.BUILDING_ENTRANCE))
    (range_of_it,) = [row for row in told if SignItem.RANGE in row.items]

    assert range_of_it.value.ko == "안내 데스크와 로비, 운동 공간"


def test_children_are_named_only_where_children_may_be_asked(dossier: Dossier):
    hotel = sample("shanghai-hotel")

    assert facts(dossier).guardian_must_agree()
    assert not facts(changed(dossier, venue__serves_under_14=False)).guardian_must_agree()
    staff = SignFacts(hotel, planned(hotel, FACE, "a3"))
    assert not staff.guardian_must_agree()


@pytest.mark.parametrize("country", list(Jurisdiction))
def test_unanswered_values_are_blank_lines_and_the_sign_a_draft(country: Jurisdiction):
    dossier = changed(Dossier(), venue__jurisdiction=country)

    text = text_of(sign_pdf(plan_signs(dossier)[0], dossier, langs=["en"]))

    assert text.count(BLANK) >= 4
    assert "DRAFT" in text


def test_a_complete_sign_is_no_draft(dossier: Dossier):
    def text(venue: Dossier) -> Any:
        return text_of(sign_pdf(planned(venue, VIDEO), venue, langs=["zh", "en"]))

    assert "DRAFT" not in text(dossier)
    assert "DRAFT" in text(changed(dossier, operator__phone=None))


def test_every_blank_names_the_questions_that_fill_it():
    dossier = changed(sample("ningbo-sales-office-before"), rights__ways=None)

    for sign in plan_signs(dossier):
        for row in rows_of(SignFacts(dossier, sign)):
            assert (BLANK in row.value.zh) is bool(row.missing)


def test_other_languages_say_kinds_instead_of_names(dossier: Dossier):
    text = text_of(sign_pdf(planned(dossier, VIDEO), dossier, langs=["zh", "en"]))

    assert "大堂" in text
    assert "Lobby" in text


def test_the_venues_own_headline_and_sentence_are_printed_literally(dossier: Dossier):
    sign = designed(dossier, VIDEO, headline="<b>监控</b> & 录像", extra="请看 <i>前台</i> {x}")

    text = text_of(sign_pdf(sign, dossier, langs=["zh", "en"]))

    assert "<b>监控</b> & 录像" in text
    assert "请看 <i>前台</i> {x}" in text
    assert "CCTV in operation" in text


def test_the_duties_name_articles_that_exist():
    for duty in duties():
        named = {*duty.cites, *duty.items.values(), *([duty.reason] if duty.reason else [])}
        assert duty.country or not named
        for article in named:
            instrument, _, number = article.partition("/")
            assert duty.country
            assert number in bundled_pack(duty.country).instruments[instrument].articles


def test_every_kind_has_one_duty_on_every_day_everywhere():
    days = (None, dt.date(2022, 1, 1), dt.date(2025, 4, 15), dt.date(2025, 6, 1), dt.date(2030, 1, 1))
    for kind in SignKind:
        for country in (*Jurisdiction, None):
            for day in days:
                for public in (True, False):
                    found = [duty for duty in duties() if duty.holds(kind, country, day, public=public)]
                    assert len(found) == 1, (kind, country, day, public)


def test_all_words_are_there_in_three_languages():
    words = sign_words()
    for kind in SignKind:
        assert all(words.titles[kind].get(lang) for lang in LANGUAGES)
    for about in words.announcing.values():
        assert set(about) == set(LANGUAGES)
    for country in Jurisdiction:
        assert words.police[country]
    titles = {kind: words.titles[kind] for kind in (VIDEO, FACE, CONSENT, SignKind.BUILDING_ENTRANCE)}
    for kind, title in titles.items():
        about = words.announcing["face" if kind in {FACE, CONSENT} else "video"]
        assert all(any(word in title.get(lang).lower() for word in about[lang]) for lang in LANGUAGES)
