"""Mistakes that checkers of Korean law commonly make, one test for each."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import apply
from fr_desk.i18n import LANGUAGES
from fr_desk.resources import resource
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.pack_reader import load_pack
from fr_desk.rules.packs import Pack
from fr_desk.rules.yaml_lines import load

DAY = dt.date(2026, 11, 21)

DOME = {"kind": "dome", "zone": "z1", "sees": [], "picture": "continuous", "face_function": "none"}
GATE = {"kind": "gate", "zone": "z1", "sees": [], "picture": "on_own_action", "face_function": "verification"}
LOBBY = {"kind": "lobby", "access": "public", "used_for_undressing": False}
OFFICE = {"kind": "back_office", "access": "restricted", "used_for_undressing": False}
SIGN = {
    "kind": "building_entrance",
    "conspicuous": True,
    "items": ["purpose", "place", "range", "hours", "contact"],
}


@cache
def pack() -> Pack:
    return load_pack(resource("rules", "kr"))


def venue(
    activity: dict[str, Any] | None = None,
    camera: dict[str, Any] | None = None,
    zone: dict[str, Any] | None = None,
    **parts: Any,
) -> dict[str, Any]:
    """Return a venue with one camera in one zone for one activity."""
    where = {"jurisdiction": "KR", "kind": "shop", "open_to_public": True, **parts.pop("venue", {})}
    return {
        "venue": where,
        "zones": {"z1": zone or LOBBY},
        "cameras": {"c1": {"activities": ["a1"], **(camera or DOME)}},
        "activities": {"a1": activity or {}},
        **parts,
    }


def found(given: dict[str, Any], day: dt.date = DAY) -> Assessment:
    return assess(Dossier.model_validate(given), [pack()], day)


def outcomes(given: dict[str, Any], rule: str) -> set[Outcome]:
    return {finding.outcome for finding in found(given).findings if finding.rule == rule}


def outcome(given: dict[str, Any], rule: str) -> Outcome:
    (only,) = outcomes(given, rule)
    return only


def test_consent_adds_no_purpose_to_a_camera_in_a_public_place() -> None:
    signed = {"form": "written", "separate": True, "covers_everyone": True}
    marketing = {"category": "marketing", "legal_basis": "consent", "consent": signed}

    assert outcome(venue(marketing), "kr.25-1-purpose") is Outcome.BREACHED


@pytest.mark.parametrize(
    "rule",
    [
        "kr.15-1-basis",
        "kr.15-2-consent-contents",
        "kr.22-method",
        "kr.17-free-will",
        "kr.22-2-under-14",
        "kr.23-1-separate-consent",
        "kr.23-1-sign-is-not-consent",
        "kr.37-withdraw",
    ],
)
def test_nobody_need_agree_to_ordinary_lobby_cctv(rule: str) -> None:
    security = {
        "category": "public_security",
        "legal_basis": "public_security",
        "subjects": ["guests", "under_14"],
    }

    assert outcome(venue(security), rule) is Outcome.NOT_APPLICABLE


def test_templates_cut_from_public_cctv_are_not_exempt() -> None:
    security = {"category": "public_security", "legal_basis": "public_security", "second_uses": []}
    recognising = venue(security, {**DOME, "face_function": "identification"})

    assert outcome(recognising, "kr.25-1-purpose") is Outcome.MET
    assert outcome(recognising, "kr.23-1-separate-consent") is Outcome.BREACHED
    assert outcome(recognising, "kr.safe-7-encrypt-biometric") is Outcome.OPEN


@pytest.mark.parametrize("basis", ["contract", "legitimate_interest", "public_security", "emergency"])
def test_only_consent_or_a_law_opens_the_door_to_face_data(basis: str) -> None:
    assert outcome(venue({"legal_basis": basis}, GATE), "kr.23-1-separate-consent") is Outcome.BREACHED


def test_age_and_sex_estimates_are_not_sensitive_data() -> None:
    counted = venue(
        {"category": "statistics"}, {**DOME, "picture": "none_stored", "face_function": "attributes"}
    )

    assert outcome(counted, "kr.23-1-separate-consent") is Outcome.NOT_APPLICABLE


def test_statistics_pass_only_if_nothing_is_stored() -> None:
    counting = {"category": "statistics", "second_uses": []}

    assert outcome(venue(counting), "kr.25-1-purpose") is Outcome.BREACHED
    assert outcome(venue(counting, {**DOME, "picture": "none_stored"}), "kr.25-1-purpose") is Outcome.MET


def test_a_live_camera_that_stores_nothing_still_needs_its_sign() -> None:
    live = venue({}, {**DOME, "picture": "none_stored"}, signs={})

    assert outcome(live, "kr.25-4-signage") is Outcome.BREACHED


@pytest.mark.parametrize("kind", ["restroom", "bath", "changing_room", "nursing_room", "fitting_room"])
def test_no_sign_or_consent_cures_a_camera_in_a_private_space(kind: str) -> None:
    agreed = {
        "legal_basis": "consent",
        "consent": {"form": "written", "separate": True, "covers_everyone": True},
    }
    private = venue(agreed, {**DOME, "audio": "none"}, {"kind": kind, "access": "public"}, signs={"s1": SIGN})

    assert outcome(private, "kr.25-2-banned-place") is Outcome.BREACHED


def test_a_camera_outside_that_sees_in_is_as_bad() -> None:
    given = venue({}, {**DOME, "sees": ["z2"]})
    given["zones"]["z2"] = {"kind": "changing_room"}

    assert outcome(given, "kr.25-2-banned-place") is Outcome.BREACHED


def test_sound_is_forbidden_even_with_sign_and_consent() -> None:
    agreed = {"legal_basis": "consent", "consent": {"form": "written"}}
    loud = venue(agreed, {**DOME, "audio": "on"}, signs={"s1": SIGN})

    assert outcome(loud, "kr.25-5-no-audio") is Outcome.BREACHED


def test_the_flat_ban_on_sound_is_written_for_fixed_devices_only() -> None:
    worn = venue({}, {"kind": "body_worn", "zone": "z1", "sees": [], "picture": "continuous", "audio": "on"})

    assert outcome(worn, "kr.25-5-no-audio") is Outcome.NOT_APPLICABLE
    assert outcome(worn, "kr.comm-14-conversations") is Outcome.REVIEW


def test_a_missing_sign_has_no_fine_of_its_own() -> None:
    rule = pack().rule("kr.25-4-signage")
    fines = pack().instruments["kr-pipa"].articles["75"].summary

    assert "kr-pipa/75" not in rule.cites
    assert rule.consequences == ("order",)
    follows = pack().consequences["order"].says
    assert "No fine at once, but an order" in follows.en
    assert "시정명령이 먼저" in follows.ko
    assert "没有直接的罚款：先是纠正命令" in follows.zh
    assert fines
    assert "A missing sign has no fine of its own" in fines.en


def test_the_sign_need_not_name_the_manager() -> None:
    assert outcome(venue(signs={"s1": SIGN}), "kr.25-4-sign-items") is Outcome.MET


def test_one_sign_at_the_entrance_covers_the_building() -> None:
    given = venue(signs={"s1": SIGN})
    given["zones"]["z2"] = {**LOBBY, "kind": "corridor"}
    given["cameras"]["c2"] = {**DOME, "zone": "z2", "activities": ["a1"]}

    assert outcomes(given, "kr.25-4-signage") == {Outcome.MET}


def test_a_gate_that_looks_only_when_used_is_no_cctv() -> None:
    gate = venue({"category": "member_entry", "legal_basis": "consent"}, GATE, signs={})

    for rule in ("kr.25-1-purpose", "kr.25-4-signage", "kr.25-5-no-audio", "kr.25-7-operation-policy"):
        assert outcome(gate, rule) is Outcome.NOT_APPLICABLE


def test_the_operation_policy_may_be_part_of_the_privacy_policy() -> None:
    plain = venue(notice={"places": ["online"], "policy_items": [], "policy_published": True})

    assert outcome(plain, "kr.30-privacy-policy") is Outcome.NOT_APPLICABLE
    why = pack().rule("kr.25-7-operation-policy").why
    assert why
    assert "part of the privacy policy" in why.en


def test_a_factory_closed_to_the_public_needs_a_ground_and_no_sign() -> None:
    filmed = {"category": "facility_safety", "legal_basis": "consent", "consent": {"form": "none"}}
    factory = venue(
        filmed,
        zone={**OFFICE, "kind": "other"},
        signs={},
        venue={"kind": "other", "open_to_public": False},
    )

    assert outcome(factory, "kr.15-1-basis") is Outcome.BREACHED
    assert outcome(factory, "kr.25-4-signage") is Outcome.NOT_APPLICABLE
    assert outcome(factory, "kr.25-members-area") is Outcome.NOT_APPLICABLE


def test_a_weighed_interest_goes_to_a_person_and_is_no_breach() -> None:
    weighed = {
        "category": "facility_safety",
        "legal_basis": "legitimate_interest",
        "balancing_test": "Only falls.",
    }

    assert outcome(venue(weighed, zone=OFFICE), "kr.15-1-basis") is Outcome.REVIEW


def test_whether_a_members_floor_is_public_is_left_to_a_person() -> None:
    floor = {"kind": "gym_floor", "access": "restricted", "used_for_undressing": False}
    safety = {"category": "facility_safety", "legal_basis": "public_security"}
    unsigned = venue(safety, zone=floor, signs={}, venue={"kind": "gym"})

    assert outcome(unsigned, "kr.25-members-area") is Outcome.REVIEW
    assert outcome(unsigned, "kr.25-4-signage") is Outcome.NOT_APPLICABLE
    assert outcome(unsigned, "kr.15-1-basis") is Outcome.NOT_APPLICABLE


def test_only_public_bodies_consult_before_they_film() -> None:
    assert outcome(venue(operator={"public_body": False}), "kr.25-3-consultation") is Outcome.NOT_APPLICABLE
    assert outcome(venue(operator={"public_body": True}), "kr.25-3-consultation") is Outcome.REVIEW


def test_a_private_venue_need_not_make_an_impact_assessment() -> None:
    many = venue(
        {"persons_stored": 2_000_000}, GATE, operator={"public_body": False}, assessment={"done": False}
    )

    assert outcome(many, "kr.33-impact-assessment") is Outcome.NOT_APPLICABLE
    assert "NO_PIA" not in found(many).patterns


def test_for_a_private_operator_an_assessment_is_advice() -> None:
    asked = venue({}, GATE, operator={"public_body": False}, assessment={"done": False})

    assert pack().rule("kr.33-private-assessment").level == "should"
    assert outcome(asked, "kr.33-private-assessment") is Outcome.BREACHED
    assert "NO_PIA" not in found(asked).patterns


def test_a_public_body_assesses_from_a_million_people_too() -> None:
    many = venue(
        operator={"public_body": True}, organisation={"people_total": 1_200_000}, assessment={"done": False}
    )

    assert outcome(many, "kr.33-impact-assessment") is Outcome.BREACHED


def test_a_police_request_alone_does_not_let_a_private_shop_hand_over_footage() -> None:
    handed = {"recipients": {"i1": {"name": "Police", "separate_consent": False}}}

    assert outcome(venue(handed), "kr.17-recipients") is Outcome.REVIEW


def test_thirty_days_is_a_recommendation() -> None:
    rule = pack().rule("kr.std-30-days")
    explained = {"retention": {"video": {"kind": "period", "days": 60}, "reason": "Claims come late."}}

    assert rule.level == "should"
    assert outcome(venue(explained), "kr.std-30-days") is Outcome.MET


@pytest.mark.parametrize(("days", "expected"), [(14, Outcome.BREACHED), (30, Outcome.MET), (60, Outcome.MET)])
def test_for_apartments_thirty_days_is_the_least(days: int, expected: Outcome) -> None:
    kept = {"retention": {"video": {"kind": "period", "days": days}, "reason": ""}}
    estate = venue(kept, venue={"kind": "residential_estate"})

    assert outcome(estate, "kr.apt-30-day-minimum") is expected
    assert outcome(estate, "kr.std-30-days") is Outcome.NOT_APPLICABLE


def test_no_limit_at_all_is_a_breach_wherever_it_is() -> None:
    endless = {"retention": {"video": {"kind": "indefinite"}}}

    assert outcome(venue(endless), "kr.21-destroy") is Outcome.BREACHED


def test_ten_templates_are_enough_for_two_years_of_logs() -> None:
    logs = {"access_logs": True, "access_log_months": 12}
    ten = venue({"persons_stored": 10}, GATE, safeguards=logs)
    plain = venue({}, DOME, safeguards=logs)

    assert outcome(ten, "kr.safe-8-access-logs") is Outcome.BREACHED
    assert outcome(plain, "kr.safe-8-access-logs") is Outcome.MET


def test_no_sentence_demands_a_monthly_check_of_logs() -> None:
    words = [clause.says for clause in pack().rule("kr.safe-8-access-logs").clauses]

    assert not [text for text in words if "월 1회" in text.ko or "monthly" in text.en or "每月" in text.zh]


def test_ordinary_video_need_not_be_encrypted() -> None:
    clear = venue({}, DOME, safeguards={"encrypted_at_rest": False, "encrypted_in_transit": False})

    assert outcome(clear, "kr.safe-7-encrypt-biometric") is Outcome.NOT_APPLICABLE


def test_the_right_to_see_footage_covers_public_cctv() -> None:
    refused = venue(rights={"ways": ["desk"], "footage_without_police": False})

    assert outcome(refused, "kr.35-access-10-days") is Outcome.BREACHED


def test_another_biometric_is_no_other_way() -> None:
    finger = {"legal_basis": "consent", "mandatory": False, "alternatives": {"i1": {"method": "fingerprint"}}}

    assert outcome(venue(finger, GATE), "kr.16-minimum-and-no-denial") is Outcome.BREACHED


def test_a_contract_with_the_guest_cannot_carry_passers_by_abroad() -> None:
    abroad = {"transfer_abroad": True, "transfer_ground": "contract_outsourcing", "subjects": ["passers_by"]}

    assert outcome(venue(abroad), "kr.28-8-transfer") is Outcome.BREACHED


def test_small_merchants_need_no_privacy_officer() -> None:
    corner = venue(operator={"small_merchant": True})

    assert outcome(corner, "kr.31-privacy-officer") is Outcome.NOT_APPLICABLE


def test_the_sample_gym_is_in_order_once_its_sign_is_complete() -> None:
    gym = Dossier.model_validate(load(resource("samples", "seoul-gym.yaml")))
    (breach,) = assess(gym, [pack()], DAY).of(Outcome.BREACHED)

    cured = assess(apply(gym, *breach.fixes[0].edits), [pack()], DAY)

    assert cured.of(Outcome.BREACHED, Outcome.OPEN) == ()


def test_unverified_wording_is_never_quoted() -> None:
    for law in pack().instruments.values():
        for article in law.articles.values():
            assert (article.text is None) == (article.verified == "unverified")
            assert article.text is None or "**" not in article.text
            assert article.text is None or set(article.translation) == set(LANGUAGES) - {law.language}


def test_a_list_of_faces_shared_between_shops_is_a_hand_over_of_sensitive_data() -> None:
    shared = venue({"legal_basis": "consent", "recipients": {"i1": {"separate_consent": False}}}, GATE)

    assert outcome(shared, "kr.17-recipients") is Outcome.BREACHED
    assert "crime-unlawful-use" in pack().rule("kr.17-recipients").consequences


def test_a_leak_of_lobby_video_needs_no_notice_but_one_face_template_does() -> None:
    unprepared = {"breach_plan": False}

    assert outcome(venue({}, DOME, safeguards=unprepared), "kr.34-breach-plan") is Outcome.NOT_APPLICABLE
    assert (
        outcome(venue({"persons_stored": 1}, GATE, safeguards=unprepared), "kr.34-breach-plan")
        is Outcome.BREACHED
    )


def test_the_right_to_stop_does_not_reach_lobby_video() -> None:
    slow = {"answer_days": 30}

    assert outcome(venue({}, DOME, rights=slow), "kr.36-37-requests") is Outcome.NOT_APPLICABLE
    assert outcome(venue({}, GATE, rights=slow), "kr.36-37-requests") is Outcome.BREACHED


def test_consent_does_not_allow_resident_registration_numbers() -> None:
    agreed = {
        "category": "guest_id_check",
        "legal_basis": "consent",
        "consent": {"form": "written", "separate": True},
        "resident_numbers": True,
        "resident_numbers_statute": "",
    }

    assert outcome(venue(agreed), "kr.24-2-resident-numbers") is Outcome.BREACHED


@pytest.mark.parametrize("basis", ["consent", "contract", "legitimate_interest"])
def test_whatever_the_ground_a_machines_decision_is_explained(basis: str) -> None:
    alone = {"legal_basis": basis, "decides_alone": True, "human_review": False}

    assert outcome(venue(alone, GATE), "kr.37-2-automated") is Outcome.BREACHED


def test_a_website_instead_of_a_sign_is_for_a_person_to_judge() -> None:
    claimed = venue(signs={}, notice={"instead_of_sign": True})

    assert outcome(claimed, "kr.25-4-signage") is Outcome.REVIEW
    assert outcome(venue(signs={}), "kr.25-4-signage") is Outcome.BREACHED


@pytest.mark.parametrize(("public", "expected"), [(True, Outcome.BREACHED), (False, Outcome.NOT_APPLICABLE)])
def test_only_a_public_bodys_sign_names_the_trustee(public: bool, expected: Outcome) -> None:
    outsourced = venue(
        {"processors": {"i1": {"name": "Guards"}}}, signs={"s1": SIGN}, operator={"public_body": public}
    )

    assert outcome(outsourced, "kr.26-2-trustee-on-sign") is expected


def test_carried_cameras_need_an_operation_policy_as_well() -> None:
    worn = {"kind": "body_worn", "zone": "z1", "sees": [], "picture": "continuous"}
    unwritten = venue({}, worn, notice={"policy_items": [], "policy_published": False})

    assert outcome(unwritten, "kr.25-7-operation-policy") is Outcome.BREACHED


def test_a_camera_that_follows_people_is_a_crime_like_sound() -> None:
    steered = venue({}, {**DOME, "kind": "ptz", "steered_elsewhere": True})

    assert outcome(steered, "kr.25-5-no-turning") is Outcome.BREACHED
    assert pack().rule("kr.25-5-no-turning").consequences == ("crime-camera",)


def test_a_face_locker_in_a_bathhouse_changing_room_goes_even_if_it_only_looks_when_used() -> None:
    locker = {"kind": "face_locker", "zone": "z1", "sees": [], "picture": "on_own_action"}
    room = {"kind": "changing_room", "access": "public", "used_for_undressing": True}

    assert outcome(venue({}, locker, room, venue={"kind": "sauna_bath"}), "kr.bath-cctv") is Outcome.BREACHED
    assert outcome(venue({}, locker, room, venue={"kind": "gym"}), "kr.bath-cctv") is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("spaces", "expected"), [(30, Outcome.NOT_APPLICABLE), (31, Outcome.REVIEW)])
def test_the_month_for_car_parks_begins_above_thirty_cars(spaces: int, expected: Outcome) -> None:
    kept = {"retention": {"video": {"kind": "period", "days": 14}}}
    parked = venue(
        kept, zone={**LOBBY, "kind": "car_park"}, venue={"kind": "hotel", "parking_spaces": spaces}
    )

    assert outcome(parked, "kr.park-1-month") is expected


@pytest.mark.parametrize(("people", "turnover"), [(9_999, 5 * 10**9), (50_000, 999_999_999)])
def test_insurance_is_asked_only_where_both_thresholds_are_reached(people: int, turnover: int) -> None:
    size = {"people_total": people, "turnover": turnover, "insured": False}
    below = venue(operator={"public_body": False}, organisation=size)
    both = venue(
        operator={"public_body": False}, organisation={**size, "people_total": 10_000, "turnover": 10**9}
    )

    assert outcome(below, "kr.39-7-insurance") is Outcome.NOT_APPLICABLE
    assert outcome(both, "kr.39-7-insurance") is Outcome.BREACHED


@pytest.mark.parametrize(
    ("day", "expected"),
    [(dt.date(2026, 9, 10), {"fine-officer-earlier"}), (dt.date(2026, 9, 11), {"fine-officer"})],
)
def test_the_fine_for_no_officer_rose_in_september_2026(day: dt.date, expected: set[str]) -> None:
    nobody = venue(operator={"small_merchant": False, "privacy_officer": ""})
    (finding,) = (one for one in found(nobody, day).findings if one.rule == "kr.31-privacy-officer")

    assert finding.outcome is Outcome.BREACHED
    assert {one.says for one in finding.consequences} == {pack().consequences[name].says for name in expected}


@pytest.mark.parametrize(("day", "tenth"), [(dt.date(2026, 9, 10), False), (dt.date(2026, 9, 11), True)])
def test_ten_per_cent_of_turnover_came_in_september_2026(day: dt.date, tenth: bool) -> None:
    contract = venue({"legal_basis": "contract"}, GATE)
    (finding,) = (one for one in found(contract, day).findings if one.rule == "kr.23-1-separate-consent")
    says = {one.says for one in finding.consequences}

    assert pack().consequences["surcharge"].says in says
    assert (pack().consequences["surcharge-tenth"].says in says) is tenth


def test_before_the_act_was_recast_only_a_person_can_judge() -> None:
    full = venue({"category": "marketing"}, {**DOME, "audio": "none"}, signs={})
    early = found(full, dt.date(2023, 9, 14))

    assert [finding.rule for finding in early.of(Outcome.REVIEW)] == ["kr.earlier-act"]
    assert early.of(Outcome.BREACHED) == ()
    assert "kr.earlier-act" not in {one.rule for one in found(full, dt.date(2023, 9, 15)).findings}


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (dt.date(2026, 6, 30), "kr.earlier-safety-standard"),
        (dt.date(2026, 3, 11), "kr.earlier-housing-rule"),
        (dt.date(2026, 10, 1), "kr.earlier-conversations"),
        (dt.date(2025, 4, 10), "kr.earlier-guideline"),
        (dt.date(2024, 3, 14), "kr.earlier-officer"),
        (dt.date(2026, 9, 10), "kr.earlier-breach"),
    ],
)
def test_a_version_not_held_drops_no_duty_on_its_last_day(day: dt.date, rule: str) -> None:
    kept = {"retention": {"video": {"kind": "period", "days": 60}, "reason": ""}}
    place = "residential_estate" if rule == "kr.earlier-housing-rule" else "shop"
    given = venue(kept, {**DOME, "audio": "on"}, venue={"kind": place}, operator={"privacy_officer": ""})
    given["cameras"]["c2"] = {**GATE, "activities": ["a2"]}
    given["activities"]["a2"] = {}
    given["safeguards"] = {"breach_plan": False}

    before = {one.rule: one.outcome for one in found(given, day).of(Outcome.REVIEW)}

    assert before[rule] is Outcome.REVIEW
    assert rule not in {one.rule for one in found(given, day + dt.timedelta(days=1)).findings}


def test_what_is_not_in_force_is_announced_and_not_applied() -> None:
    today = found(venue({}, GATE, operator={"small_merchant": False}))

    assert [(change.id, change.on.isoformat()) for change in today.announcements] == [
        ("kr.ai-development", "2027-03-09"),
        ("kr.certification", "2027-07-01"),
    ]
    assert not [rule.id for rule in pack().rules if "kr-pipa/32-2(1)" in rule.cites]


def test_every_duty_says_what_may_follow_and_every_open_point_what_would_settle_it() -> None:
    assert [rule.id for rule in pack().rules if rule.level == "must" and not rule.consequences] == []
    assert [rule.id for rule in pack().rules if rule.review and rule.settles is None] == []
