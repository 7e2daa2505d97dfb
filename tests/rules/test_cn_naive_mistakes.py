"""Mistakes a naive checker of Chinese law makes, each with the facts on which it would make it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Finding, Outcome
from fr_desk.rules.instruments import label_of
from fr_desk.rules.yaml_lines import load

DAY = dt.date(2026, 11, 21)
PACK = next(pack for pack in bundled_packs() if pack.id == "cn")

OPEN_TO_ALL = {"z1": {"kind": "lobby", "access": "public", "used_for_undressing": False}}
MEMBERS_ONLY = {"z1": {"kind": "gym_floor", "access": "restricted", "used_for_undressing": False}}
CARD = {"i1": {"method": "card", "same_place": True, "same_hours": True, "no_extra_cost": True}}
ASKED = {
    "form": "written",
    "separate": True,
    "before_capture": True,
    "recorded": True,
    "covers_everyone": True,
    "pressure": [],
}


def found(given: dict[str, Any], day: dt.date = DAY) -> Assessment:
    venue = {"jurisdiction": "CN", **given.get("venue", {})}
    return assess(Dossier.model_validate({**given, "venue": venue}), [PACK], day)


def about(given: dict[str, Any], rule: str, item: str = "", day: dt.date = DAY) -> Finding:
    findings = [one for one in found(given, day).findings if one.rule == rule]
    return next(one for one in findings if not item or one.item == item)


def outcome(given: dict[str, Any], rule: str, item: str = "", day: dt.date = DAY) -> Outcome:
    return about(given, rule, item, day).outcome


def place(
    kind: str,
    activity: dict[str, Any],
    *,
    zones: dict[str, Any] = OPEN_TO_ALL,
    region: str | None = None,
    **camera: Any,
) -> dict[str, Any]:
    """Return a venue with one device that serves one activity."""
    device = {
        "zone": "z1",
        "sees": ["z1"],
        "picture": "continuous",
        "face_function": "none",
        "activities": ["a1"],
    }
    return {
        "venue": {"kind": kind, "region": region},
        "zones": zones,
        "cameras": {"c1": device | camera},
        "activities": {"a1": activity},
    }


def faces(kind: str, activity: dict[str, Any], function: str = "verification", **rest: Any) -> dict[str, Any]:
    """Return a venue with one device that recognises faces for one activity."""
    return place(kind, activity, face_function=function, picture="on_own_action", **rest)


# 1 and 2: clocks


def test_video_has_a_floor_and_faces_have_none() -> None:
    clocks = {
        "video": {"kind": "period", "days": 30},
        "face_picture": {"kind": "not_stored"},
        "template": {"kind": "event", "until": "membership_end"},
        "match_log": {"kind": "not_stored"},
        "on_purpose_end": "at_once",
    }
    gym = place("gym", {"captures_unenrolled": False, "retention": clocks}, face_function="verification")

    assert outcome(gym, "cn.cctv.retention-30d") is Outcome.MET
    assert outcome(gym, "cn.fr.shortest-retention") is Outcome.MET


def test_the_thirty_days_of_video_are_no_reason_to_keep_faces_for_thirty_days() -> None:
    clocks = {
        "face_picture": {"kind": "period", "days": 30},
        "template": {"kind": "period", "days": 30},
        "match_log": {"kind": "not_stored"},
        "on_purpose_end": "at_once",
    }
    gym = faces("gym", {"captures_unenrolled": False, "retention": clocks})

    finding = about(gym, "cn.fr.shortest-retention")

    assert finding.outcome is Outcome.OPEN
    assert finding.missing == ("activities.a1.retention.reason",)


def test_thirty_days_are_a_floor_with_a_ceiling_behind_it() -> None:
    for_ever = place("gym", {"retention": {"video": {"kind": "indefinite"}}})
    too_short = place("gym", {"retention": {"video": {"kind": "period", "days": 29}}})

    assert about(for_ever, "cn.cctv.retention-30d").patterns == ("OVER_RETENTION",)
    assert outcome(too_short, "cn.cctv.retention-30d") is Outcome.BREACHED


def test_records_logs_and_reports_have_clocks_of_their_own() -> None:
    activity = {
        "processors": {"i1": {"name": "Installer"}},
        "retention": {
            "video": {"kind": "period", "days": 30},
            "assessment_report": {"kind": "period", "days": 30},
        },
    }
    given = place("gym", activity, face_function="verification", network="site") | {
        "assessment": {"done": True},
        "organisation": {"records_years": 1},
        "safeguards": {"network_log_months": 1},
    }

    assert outcome(given, "cn.cctv.retention-30d") is Outcome.MET
    for rule in ("cn.fr.pia-records", "cn.nds.contract-records", "cn.csl.logs"):
        assert outcome(given, rule) is Outcome.BREACHED


def test_ninety_days_bind_named_key_targets_and_no_kind_of_venue() -> None:
    mall = place("mall", {"retention": {"video": {"kind": "period", "days": 30}}})
    named = {**mall, "venue": {"kind": "mall", "counter_terror_key_target": True}}
    not_named = {**mall, "venue": {"kind": "mall", "counter_terror_key_target": False}}

    assert outcome(named, "cn.at.90d") is Outcome.BREACHED
    assert outcome(not_named, "cn.at.90d") is Outcome.NOT_APPLICABLE
    assert outcome(not_named, "cn.cctv.retention-30d") is Outcome.MET


# 3: which places the decree lists


@pytest.mark.parametrize(
    "kind", ["hotel", "shop", "property_sales_office", "residential_estate", "restaurant"]
)
def test_places_the_decree_does_not_list_need_no_police_filing_and_no_thirty_days(kind: str) -> None:
    given = place(kind, {"retention": {"video": {"kind": "period", "days": 7}}})
    given["filings"] = {"police": {"in_service_on": "2020-01-01", "filed": False}}

    assert outcome(given, "cn.cctv.police-filing") is Outcome.NOT_APPLICABLE
    assert outcome(given, "cn.cctv.retention-30d") is Outcome.NOT_APPLICABLE
    assert outcome(given, "cn.cctv.operation-security") is Outcome.NOT_APPLICABLE
    assert outcome(given, "cn.cctv.retention-local") is Outcome.REVIEW


def test_local_hotel_rules_can_ask_for_thirty_days_all_the_same() -> None:
    week = {"retention": {"video": {"kind": "period", "days": 7}}}

    assert outcome(place("hotel", week, region="430100"), "cn.hotel.hunan-30d") is Outcome.BREACHED
    assert outcome(place("hotel", week, region="330100"), "cn.hotel.hunan-30d") is Outcome.NOT_APPLICABLE


# 4 and 5: private spaces

PRIVATE = [
    "guest_room",
    "private_dining_room",
    "changing_room",
    "bath",
    "restroom",
    "nursing_room",
    "fitting_room",
    "dormitory",
    "staff_rest_room",
]


@pytest.mark.parametrize("kind", PRIVATE)
@pytest.mark.parametrize(
    ("function", "rules"),
    [
        ("none", {"cn.cctv.forbidden-places"}),
        ("verification", {"cn.cctv.forbidden-places", "cn.fr.private-space-ban"}),
    ],
)
def test_no_consent_notice_or_sign_cures_a_device_in_a_private_space(
    kind: str, function: str, rules: set[str]
) -> None:
    given = place(
        "hotel",
        {"category": "lockers", "legal_basis": "consent", "consent": ASKED, "alternatives": CARD},
        zones={"z1": {"kind": kind, "access": "restricted"}},
        face_function=function,
    )
    given["notice"] = {"places": ["device"], "before_capture": True}
    given["signs"] = {"s1": {"kind": "face_area", "zone": "z1", "conspicuous": True}}

    breached = {one.rule for one in found(given).of(Outcome.BREACHED) if "PRIVATE_SPACE" in one.patterns}

    assert breached == rules


def test_a_camera_outside_that_looks_in_is_forbidden_too() -> None:
    zones = {**MEMBERS_ONLY, "z2": {"kind": "changing_room", "access": "restricted"}}
    given = place("gym", {}, zones=zones, sees=["z1", "z2"])

    finding = about(given, "cn.cctv.forbidden-places")

    assert finding.outcome is Outcome.BREACHED
    assert finding.path == "cameras.c1.sees"


def test_fixes_for_private_spaces_only_take_the_device_away() -> None:
    given = faces("gym", {}, zones={"z1": {"kind": "changing_room"}})

    fixes = [
        fix
        for rule in ("cn.fr.private-space-ban", "cn.cctv.forbidden-places")
        for fix in about(given, rule).fixes
    ]

    assert {(edit.op, edit.path) for fix in fixes for edit in fix.edits} == {("remove", "cameras.c1")}


def test_operators_of_private_spaces_must_search_them_even_without_any_camera() -> None:
    given = {
        "venue": {"kind": "public_restroom"},
        "zones": {"z1": {"kind": "restroom"}},
        "cameras": {},
        "safeguards": {"sweeps": False},
    }

    assert outcome(given, "cn.cctv.inspect-forbidden") is Outcome.BREACHED


# 6 and 7: what consent can do and what it cannot


@pytest.mark.parametrize("category", ["commission_settlement", "vip_recognition", "marketing"])
def test_consent_widens_the_use_of_pictures_and_not_the_right_to_install(category: str) -> None:
    given = faces("shop", {"category": category, "legal_basis": "consent", "consent": ASKED})

    assert outcome(given, "cn.fr.public-place-necessity") is Outcome.BREACHED
    assert outcome(given, "cn.pipl.public-place-26") is Outcome.MET


def test_public_security_video_is_not_asked_for_consent() -> None:
    given = place(
        "shop",
        {"category": "public_security", "legal_basis": "public_security", "second_uses": []},
    )

    assert outcome(given, "cn.cctv.public-place-purpose") is Outcome.MET
    assert outcome(given, "cn.pipl.public-place-26") is Outcome.MET
    assert outcome(given, "cn.fr.separate-consent") is Outcome.NOT_APPLICABLE


def test_a_sign_is_not_consent() -> None:
    given = faces(
        "property_sales_office",
        {"category": "commission_settlement", "consent": {"form": "sign_only"}},
        "identification",
    )
    given["notice"] = {"places": ["entrance"]}

    patterns = about(given, "cn.fr.separate-consent").patterns

    assert set(patterns) == {"SIGN_NOT_CONSENT", "NO_SEPARATE_CONSENT"}
    assert "NO_NOTICE" not in about(given, "cn.fr.notice").patterns


def test_consent_to_recognition_is_not_consent_to_leave_the_device() -> None:
    cloud = {"templates": ["vendor_cloud"], "pictures": ["nowhere"], "leaves_device": ["templates"]}

    def gym(covers: bool) -> dict[str, Any]:
        consent = {**ASKED, "covers_leaving_device": covers}
        activity = {
            "legal_basis": "consent",
            "consent": consent,
            "storage": {**cloud, "channel": ["internet"]},
        }
        return faces("gym", activity)

    assert about(gym(covers=False), "cn.fr.on-device-storage").patterns == ("NET_TRANSFER",)
    assert outcome(gym(covers=False), "cn.fr.on-device-storage") is Outcome.BREACHED
    assert outcome(gym(covers=True), "cn.fr.on-device-storage") is Outcome.MET


# 8 and 9: other ways in, hotels


def test_a_face_may_be_offered_beside_an_equal_card() -> None:
    given = faces("gym", {"category": "member_entry", "mandatory": False, "alternatives": CARD})

    assert outcome(given, "cn.fr.not-sole-method") is Outcome.MET


@pytest.mark.parametrize("flaw", ["same_place", "same_hours", "no_extra_cost"])
def test_another_way_that_is_less_convenient_is_no_other_way(flaw: str) -> None:
    card = {"i1": {**CARD["i1"], flaw: False}}
    given = faces("gym", {"category": "member_entry", "mandatory": False, "alternatives": card})

    assert outcome(given, "cn.fr.not-sole-method") is Outcome.BREACHED


def test_in_shanghai_a_fingerprint_does_not_replace_the_face_at_an_estate() -> None:
    fingerprint = {"i1": {**CARD["i1"], "method": "fingerprint"}}
    activity = {"category": "member_entry", "mandatory": False, "alternatives": fingerprint}

    shanghai = faces("residential_estate", activity, region="310115")

    assert outcome(shanghai, "cn.local.shanghai-entry") is Outcome.BREACHED
    assert outcome(shanghai, "cn.fr.not-sole-method") is Outcome.REVIEW


def test_a_hotel_that_checks_documents_without_any_face_lacks_nothing() -> None:
    given = place("hotel", {"category": "public_security", "legal_basis": "public_security"}, region="310106")

    for rule in ("cn.hotel.no-forced-face", "cn.fr.not-sole-method", "cn.fr.separate-consent"):
        assert outcome(given, rule) is Outcome.NOT_APPLICABLE


def test_the_duty_to_check_documents_does_not_excuse_a_forced_face() -> None:
    activity = {
        "category": "guest_id_check",
        "legal_basis": "statutory_duty",
        "basis_citation": "《旅馆业治安管理办法》第六条",
        "mandatory": True,
        "alternatives": {},
    }

    for region in ("310106", "440300"):
        given = faces("hotel", activity, region=region)
        assert "NO_ALTERNATIVE" in about(given, "cn.fr.not-sole-method").patterns
        assert outcome(given, "cn.fr.not-sole-method") is Outcome.BREACHED
    assert set(about(faces("hotel", activity, region="310106"), "cn.hotel.no-forced-face").patterns) == {
        "NO_ALTERNATIVE",
        "CONSENT_NOT_FREE",
    }


# 10 to 12: bystanders, numbers


def test_a_library_of_strangers_fails_whatever_the_enrolled_agreed_to() -> None:
    given = faces("shop", {"captures_unenrolled": True, "unenrolled_data": "kept", "consent": ASKED})

    assert outcome(given, "cn.nds.unavoidable-capture") is Outcome.BREACHED


def many(first: int, second: int, **filings: Any) -> dict[str, Any]:
    given = faces("mall", {"persons_stored": first})
    given["cameras"]["c2"] = {"face_function": "identification", "activities": ["a2"]}
    given["activities"]["a2"] = {"persons_stored": second}
    return {**given, "filings": filings}


def test_a_hundred_thousand_counts_people_over_all_activities() -> None:
    overdue = {"reached_on": "2025-09-01", "filed": False}

    assert outcome(many(60_000, 40_000, cac=overdue), "cn.fr.filing-100k") is Outcome.BREACHED
    assert outcome(many(60_000, 39_999, cac=overdue), "cn.fr.filing-100k") is Outcome.NOT_APPLICABLE


def test_thirty_working_days_are_not_thirty_days() -> None:
    given = many(120_000, 0, cac={"reached_on": "2026-09-21", "filed": False})

    assert outcome(given, "cn.fr.filing-100k", day=dt.date(2026, 10, 26)) is Outcome.MET
    assert outcome(given, "cn.fr.filing-100k", day=dt.date(2026, 11, 21)) is Outcome.BREACHED


def test_the_police_filing_is_another_filing_without_a_head_count() -> None:
    given = place("gym", {})
    given["filings"] = {"police": {"in_service_on": "2026-09-01", "filed": False}, "cac": {"filed": True}}

    assert outcome(given, "cn.cctv.police-filing", day=dt.date(2026, 10, 1)) is Outcome.MET
    assert outcome(given, "cn.cctv.police-filing", day=dt.date(2026, 10, 2)) is Outcome.BREACHED
    assert outcome(given, "cn.fr.filing-100k") is Outcome.NOT_APPLICABLE


def test_who_had_a_hundred_thousand_before_the_measures_had_until_the_middle_of_july() -> None:
    given = many(120_000, 0, cac={"reached_on": "2024-01-01", "filed": False})

    assert outcome(given, "cn.fr.filing-100k", day=dt.date(2025, 7, 14)) is Outcome.MET
    assert outcome(given, "cn.fr.filing-100k", day=dt.date(2025, 7, 15)) is Outcome.BREACHED


def test_video_in_service_before_the_decree_had_until_the_end_of_june() -> None:
    given = place("gym", {})
    given["filings"] = {"police": {"in_service_on": "2020-01-01", "filed": False}}

    assert outcome(given, "cn.cctv.police-filing", day=dt.date(2025, 6, 30)) is Outcome.MET
    assert outcome(given, "cn.cctv.police-filing", day=dt.date(2025, 7, 1)) is Outcome.BREACHED


def test_what_was_filed_is_filed_again_when_it_changes_and_cancelled_when_it_ends() -> None:
    changed = many(120_000, 0, cac={"filed": True, "changed_on": "2026-09-21", "change_filed": False})
    ended = {
        "cameras": {},
        "filings": {"cac": {"filed": True, "ended_on": "2026-09-21", "cancelled": False}},
    }

    for given in (changed, ended):
        assert outcome(given, "cn.fr.filing-changes", day=dt.date(2026, 10, 26)) is Outcome.MET
        assert outcome(given, "cn.fr.filing-changes") is Outcome.BREACHED


def test_ten_thousand_people_need_no_filing() -> None:
    given = many(10_000, 0, cac={"filed": False})

    assert outcome(given, "cn.fr.filing-100k") is Outcome.NOT_APPLICABLE
    assert outcome(given, "cn.fr.filing-near") is Outcome.NOT_APPLICABLE
    assert outcome(many(80_000, 0), "cn.fr.filing-near") is Outcome.REVIEW


def test_five_people_are_owed_everything_but_the_filing() -> None:
    activity = {
        "category": "member_entry",
        "legal_basis": "consent",
        "persons_stored": 5,
        "mandatory": True,
        "alternatives": {},
        "consent": {"form": "none"},
    }
    given = faces("office_building", activity)
    given |= {
        "notice": {"places": []},
        "assessment": {"done": False},
        "safeguards": {"encrypted_at_rest": False},
    }

    patterns = set(found(given).patterns)

    assert {"NO_NOTICE", "NO_PIA", "NO_ALTERNATIVE", "NO_SEPARATE_CONSENT", "INSECURE_STORAGE"} <= patterns
    assert outcome(given, "cn.fr.filing-100k") is Outcome.NOT_APPLICABLE


# 13: two thresholds


def operator(people: int, **organisation: Any) -> dict[str, Any]:
    return {"venue": {"kind": "hotel"}, "organisation": {"people_total": people, **organisation}}


def test_an_audit_every_two_years_is_owed_above_ten_million_people_and_not_above_one() -> None:
    long_ago = {"audited": True, "audited_on": "2024-11-01"}

    assert outcome(operator(10_000_001, **long_ago), "cn.audit.two-years") is Outcome.BREACHED
    assert outcome(operator(10_000_000, **long_ago), "cn.audit.two-years") is Outcome.NOT_APPLICABLE
    assert outcome(operator(1_000_001, **long_ago), "cn.audit.two-years") is Outcome.NOT_APPLICABLE
    on_its_last_day = outcome(
        operator(20_000_000, **long_ago), "cn.audit.two-years", day=dt.date(2026, 11, 1)
    )
    assert on_its_last_day is Outcome.MET


def test_an_officer_is_reported_from_a_million_people() -> None:
    assert outcome(operator(1_000_000, officer_reported=False), "cn.pipl.dpo-report") is Outcome.BREACHED
    assert outcome(operator(999_999, officer_reported=False), "cn.pipl.dpo-report") is Outcome.NOT_APPLICABLE


def test_who_handles_few_people_still_audits_and_chooses_the_cycle() -> None:
    given = place("shop", {}) | {"organisation": {"audited": False}}
    long_ago = place("shop", {}) | {"organisation": {"audited": True, "audited_on": "2022-01-01"}}

    assert outcome(given, "cn.pipl.audit") is Outcome.BREACHED
    assert outcome(long_ago, "cn.pipl.audit") is Outcome.MET


# 14 to 20: scope, versions, local rules, bases


def test_analysing_faces_without_identity_is_not_waved_through() -> None:
    given = place("mall", {"category": "statistics"}, face_function="attributes")

    assert outcome(given, "cn.spc.face-analysis") is Outcome.REVIEW
    assert outcome(given, "cn.cctv.public-place-purpose") is Outcome.REVIEW
    assert outcome(given, "cn.fr.separate-consent") is Outcome.NOT_APPLICABLE


def test_recognition_said_to_be_off_stays_open_until_there_is_evidence() -> None:
    claimed = place("shop", {}, face_function="licensed_off")
    proved = place("shop", {}, face_function="licensed_off", face_off_evidence="Letter of the installer")

    assert outcome(claimed, "cn.fr.separate-consent") is Outcome.OPEN
    assert outcome(proved, "cn.fr.separate-consent") is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (dt.date(2025, 12, 31), "Cybersecurity Law, Article 21 (from 2026: Article 23)"),
        (dt.date(2026, 1, 1), "Cybersecurity Law, Article 23 (until the end of 2025: Article 21)"),
    ],
)
def test_the_cybersecurity_law_is_cited_in_the_version_whose_numbers_moved_in_2026(
    day: dt.date, label: str
) -> None:
    given = place("shop", {}, network="site") | {"safeguards": {"network_log_months": 3}}

    finding = about(given, "cn.csl.logs", day=day)

    assert finding.outcome is Outcome.BREACHED
    assert [label_of(one, PACK.instruments, "en", as_of=day) for one in finding.citations] == [label]


def test_article_44_of_the_cybersecurity_law_changed_its_meaning_in_2026() -> None:
    articles = PACK.instruments["cn-csl-2026"].articles
    theft, leaks = articles["46"], articles["44"]
    before = dt.date(2025, 12, 31)

    assert (theft.label_on(before).zh, leaks.label_on(before).zh) == ("第四十四条", "第四十二条")
    assert (theft.label_on(DAY).zh, leaks.label_on(DAY).zh) == ("第四十六条", "第四十四条")
    assert theft.summary is not None
    assert "窃取" in theft.summary.zh
    assert "窃取" not in (leaks.text or "")


def test_a_missing_sign_is_not_punished_like_a_camera_in_a_private_space() -> None:
    given = {**place("shop", {}), "signs": {}}

    cited = {(one.instrument, one.article) for one in about(given, "cn.cctv.signage-angle").citations}

    assert outcome(given, "cn.cctv.signage-angle") is Outcome.BREACHED
    assert ("cn-decree-799", "27") not in cited


def test_only_the_private_space_is_fined_under_the_decree() -> None:
    sign = about({**place("shop", {}), "signs": {}}, "cn.cctv.signage-angle")
    inside = about(place("gym", {}, zones={"z1": {"kind": "changing_room"}}), "cn.cctv.forbidden-places")

    def fined_by(finding: Finding) -> set[str]:
        return {one.article for what in finding.consequences for one in what.citations}

    assert fined_by(sign) == {"13", "66"}
    assert "27" in fined_by(inside)


def test_tianjin_has_no_ban_of_its_own_on_faces() -> None:
    activity = {"category": "member_entry", "mandatory": False, "alternatives": CARD}

    def findings(region: str, *, supplies: bool) -> set[tuple[str, Outcome]]:
        given = faces("gym", activity, region=region)
        given["venue"]["supplies_credit_data"] = supplies
        return {
            (one.rule, one.outcome) for one in found(given).of(Outcome.BREACHED, Outcome.OPEN, Outcome.REVIEW)
        }

    assert findings("120100", supplies=False) == findings("130100", supplies=False)
    assert ("cn.local.tianjin-credit", Outcome.REVIEW) in findings("120100", supplies=True)


@pytest.mark.parametrize(
    ("decided", "expected"), [(True, Outcome.MET), (False, Outcome.BREACHED), (None, Outcome.OPEN)]
)
def test_an_estate_in_sichuan_needs_the_owners_decision(decided: bool | None, expected: Outcome) -> None:
    given = faces("residential_estate", {}, region="510100")
    given["venue"]["owners_resolution"] = decided

    assert outcome(given, "cn.local.sichuan-owners-vote") is expected


@pytest.mark.parametrize("basis", ["statutory_duty", "public_security", "emergency", "other_statute"])
def test_other_bases_are_not_failed_for_lack_of_consent_but_go_to_a_person(basis: str) -> None:
    given = faces("mall", {"category": "public_security", "legal_basis": basis, "consent": {"form": "none"}})

    assert outcome(given, "cn.fr.separate-consent") is Outcome.REVIEW


def test_a_contract_that_a_card_performs_as_well_is_no_basis_for_faces() -> None:
    activity = {"category": "member_entry", "legal_basis": "contract", "alternatives": CARD}

    assert outcome(faces("gym", activity), "cn.pipl.basis") is Outcome.BREACHED
    assert outcome(faces("gym", {**activity, "alternatives": {}}), "cn.pipl.basis") is Outcome.OPEN
    assert outcome(place("gym", activity), "cn.pipl.basis") is Outcome.MET


def test_no_other_basis_carries_a_commercial_purpose() -> None:
    given = faces(
        "mall", {"category": "marketing", "legal_basis": "public_security", "consent": {"form": "none"}}
    )

    assert outcome(given, "cn.fr.separate-consent") is Outcome.BREACHED


def test_china_knows_no_legitimate_interest() -> None:
    given = place("shop", {"category": "public_security", "legal_basis": "legitimate_interest"})

    assert outcome(given, "cn.pipl.basis") is Outcome.BREACHED


# more that is easily missed


def test_a_statute_frees_only_the_recipient_it_is_named_for() -> None:
    police = {"separate_consent": False, "statute": "《刑事诉讼法》第五十四条"}
    given = place("shop", {"recipients": {"i1": police, "i2": {"separate_consent": False}}})

    def said(recipient: str) -> Outcome:
        return outcome(given, "cn.pipl.provide-third-party", f"activities.a1.recipients.{recipient}")

    assert said("i1") is Outcome.REVIEW
    assert said("i2") is Outcome.BREACHED


def test_plain_video_needs_an_assessment_once_others_handle_it() -> None:
    alone = place("hotel", {"processors": {}, "recipients": {}}) | {"assessment": {"done": False}}
    maintained = place("hotel", {"processors": {"i1": {}}}) | {"assessment": {"done": False}}

    assert outcome(alone, "cn.pipl.entrust-assessment") is Outcome.NOT_APPLICABLE
    assert outcome(maintained, "cn.pipl.entrust-assessment") is Outcome.BREACHED


def test_a_thief_on_the_door_is_publication() -> None:
    def posting(*, masked: bool) -> dict[str, Any]:
        return place("shop", {}) | {"safeguards": {"public_posting": True, "masked_before_posting": masked}}

    assert outcome(posting(masked=False), "cn.pipl.no-publish") is Outcome.BREACHED
    assert outcome(posting(masked=True), "cn.pipl.no-publish") is Outcome.REVIEW


def test_a_form_that_takes_faces_for_ever_is_void_although_it_was_signed() -> None:
    consent = {**ASKED, "terms": ["no_end", "passed_on"]}
    given = faces("gym", {"category": "member_entry", "legal_basis": "consent", "consent": consent})

    assert outcome(given, "cn.fr.separate-consent") is Outcome.MET
    assert outcome(given, "cn.spc.standard-terms") is Outcome.BREACHED


# dates, and one fact told once

SALES_OFFICE = {
    **faces(
        "property_sales_office",
        {
            "category": "commission_settlement",
            "second_uses": [],
            "persons_stored": 973,
            "captures_unenrolled": True,
            "unenrolled_data": "kept",
            "consent": {"form": "none"},
            "storage": {
                "templates": ["site_server_offline"],
                "pictures": ["site_server_offline"],
                "leaves_device": ["templates"],
                "channel": ["site_network"],
            },
            "retention": {"template": {"kind": "period", "days": 600}, "on_purpose_end": "kept"},
        },
        "identification",
    ),
    "notice": {"places": []},
    "signs": {},
}
FINED_FOR = {"NO_NOTICE", "NO_SEPARATE_CONSENT", "NOT_NECESSARY", "PURPOSE_CREEP", "OVER_RETENTION"}


HOTEL = Dossier.model_validate(load(resource("samples", "shanghai-hotel.yaml")))
LAST_DAY, FIRST_DAY = dt.date(2025, 5, 31), dt.date(2025, 6, 1)


def test_on_the_first_day_of_the_measures_only_their_rules_and_what_they_take_over_change() -> None:
    before, after = (
        {one.key: one.as_json() for one in assess(HOTEL, [PACK], day).findings}
        for day in (LAST_DAY, FIRST_DAY)
    )
    gone = {rule for rule, _ in before.keys() - after.keys()}
    come = {rule for rule, _ in after.keys() - before.keys()}

    assert come == {rule.id for rule in PACK.rules if rule.in_force.since == FIRST_DAY}
    assert {rule.partition(".")[2].partition(".")[0] for rule in come} == {"fr"}
    assert gone == {rule.id for rule in PACK.rules if rule.in_force.until == LAST_DAY}
    assert {rule.partition(".")[2].partition(".")[0] for rule in gone} == {"pipl"}
    assert [key for key in before.keys() & after.keys() if before[key] != after[key]] == []


@pytest.mark.parametrize("day", [DAY, dt.date(2025, 5, 31), dt.date(2025, 3, 31), dt.date(2022, 1, 1)])
def test_the_sales_office_is_found_under_the_law_of_every_day(day: dt.date) -> None:
    patterns = set(found(SALES_OFFICE, day).patterns)

    assert patterns >= FINED_FOR
    assert "PRIVATE_SPACE" not in patterns


def test_the_measures_do_not_exist_before_june_2025() -> None:
    rules = {one.rule for one in found(SALES_OFFICE, dt.date(2025, 5, 31)).findings}
    cited = {
        citation.instrument
        for one in found(SALES_OFFICE, dt.date(2025, 5, 31)).findings
        for citation in one.citations
    }

    assert not {rule for rule in rules if rule.startswith("cn.fr.")}
    assert "cn-order-19" not in cited


@pytest.mark.parametrize(
    "day", [DAY, dt.date(2025, 6, 1), dt.date(2025, 5, 31), dt.date(2025, 3, 31), dt.date(2021, 11, 1)]
)
def test_no_finding_cites_a_law_that_was_not_in_force(day: dt.date) -> None:
    for finding in found(SALES_OFFICE, day).findings:
        for citation in finding.citations:
            assert PACK.instruments[citation.instrument].in_force.on(day), (finding.rule, citation)


def test_the_measures_carry_the_finding_and_the_older_law_does_not_repeat_it() -> None:
    findings = found(SALES_OFFICE).of(Outcome.BREACHED)
    without_device = [(one.path, one.message.en) for one in findings if not one.item.startswith("cameras.")]

    assert len(without_device) == len(set(without_device))
    assert not {one.rule for one in findings} & {
        "cn.pipl.face-notice",
        "cn.pipl.separate-consent",
        "cn.pipl.face-necessity",
        "cn.pipl.face-retention",
        "cn.pipl.notice",
    }
    assert {citation.instrument for one in findings for citation in one.citations} >= {
        "cn-order-19",
        "cn-pipl",
    }
