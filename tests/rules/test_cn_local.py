"""Traps of China's video decree, hotel law, local rules and standards, and of the months before PIPL."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain.dossier import Dossier
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_packs, packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Finding, Outcome, Verdict
from fr_desk.rules.yaml_lines import load

DAY = dt.date(2026, 11, 21)
SEPTEMBER_2021 = dt.date(2021, 9, 1)
PACK = next(pack for pack in bundled_packs() if pack.id == "cn")
CARD = {"i1": {"method": "card", "same_place": True, "same_hours": True, "no_extra_cost": True}}


def venue(
    kind: str, activity: dict[str, Any], *, region: str = "110000", access: str = "public", **rest: Any
) -> dict[str, Any]:
    """Return a venue with one device, which films unless told otherwise, for one activity."""
    camera = {"zone": "z1", "sees": ["z1"], "picture": "continuous", "face_function": "none"}
    return {
        "venue": {"jurisdiction": "CN", "kind": kind, "region": region, **rest.pop("venue", {})},
        "zones": {"z1": {"kind": "lobby", "access": access, "used_for_undressing": False}},
        "cameras": {"c1": {**camera, "activities": ["a1"], **rest.pop("camera", {})}},
        "activities": {"a1": activity},
        **rest,
    }


def gate(kind: str, activity: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return a venue whose device is a face gate."""
    camera = {"kind": "gate", "picture": "on_own_action", "face_function": "verification"}
    return venue(kind, activity, camera=camera, **rest)


def found(given: dict[str, Any], day: dt.date = DAY) -> Assessment:
    return assess(Dossier.model_validate(given), [PACK], day)


def about(given: dict[str, Any], rule: str, day: dt.date = DAY) -> Finding:
    return next(one for one in found(given, day).findings if one.rule == rule)


def outcome(given: dict[str, Any], rule: str, day: dt.date = DAY) -> Outcome:
    return about(given, rule, day).outcome


def kept(days: int) -> dict[str, Any]:
    return {"category": "public_security", "retention": {"video": {"kind": "period", "days": days}}}


# Decree 799: listed places and others


@pytest.mark.parametrize("kind", ["hotel", "shop", "property_sales_office", "residential_estate"])
def test_places_that_are_not_listed_do_not_fail_for_filing_thirty_days_or_papers(kind: str) -> None:
    given = venue(
        kind,
        kept(7),
        filings={"police": {"in_service_on": "2025-09-01", "filed": False, "matches": False}},
        safeguards={"acceptance_file": False, "operator_secrecy": False},
    )

    for rule in (
        *("cn.cctv.police-filing", "cn.cctv.police-filing-change", "cn.cctv.retention-30d"),
        *("cn.cctv.acceptance-file", "cn.cctv.outsourced-operation", "cn.cctv.who-may-install"),
    ):
        assert outcome(given, rule) is Outcome.NOT_APPLICABLE
    assert outcome(given, "cn.cctv.retention-local") is Outcome.REVIEW


@pytest.mark.parametrize("kind", ["gym", "mall", "car_park", "museum_scenic_area"])
def test_listed_places_fail_for_them(kind: str) -> None:
    given = venue(
        kind,
        kept(7),
        filings={"police": {"in_service_on": "2025-09-01", "filed": True, "matches": False}},
        safeguards={"acceptance_file": False},
    )

    for rule in ("cn.cctv.police-filing-change", "cn.cctv.retention-30d", "cn.cctv.acceptance-file"):
        assert outcome(given, rule) is Outcome.BREACHED


@pytest.mark.parametrize(
    ("kind", "rule"), [("mall", "cn.cctv.who-may-install"), ("hotel", "cn.cctv.other-public-places")]
)
def test_only_whoever_keeps_the_place_safe_may_put_up_devices(kind: str, rule: str) -> None:
    assert outcome(venue(kind, {}, venue={"safety_duty": False}), rule) is Outcome.BREACHED
    assert outcome(venue(kind, {}, venue={"safety_duty": True}), rule) is Outcome.MET
    assert outcome(venue(kind, {}), rule) is Outcome.OPEN


def test_products_meet_the_standards_in_every_public_place() -> None:
    for kind in ("gym", "shop"):
        given = venue(kind, {}, safeguards={"certified_products": False})
        assert outcome(given, "cn.cctv.standards") is Outcome.BREACHED


def test_the_duty_to_sweep_binds_whoever_has_private_rooms_cameras_or_not() -> None:
    given = {
        "venue": {"jurisdiction": "CN", "kind": "guesthouse"},
        "zones": {"z1": {"kind": "guest_room"}},
        "cameras": {},
        "safeguards": {"sweeps": False},
    }

    assert outcome(given, "cn.cctv.inspect-forbidden") is Outcome.BREACHED


def test_masked_pictures_still_need_a_ground_and_unmasked_ones_fail() -> None:
    def posted(*, masked: bool) -> dict[str, Any]:
        return venue("shop", {}, safeguards={"public_posting": True, "masked_before_posting": masked})

    assert outcome(posted(masked=False), "cn.cctv.publish-mask") is Outcome.BREACHED
    assert outcome(posted(masked=True), "cn.cctv.publish-mask") is Outcome.REVIEW


def test_a_members_area_is_no_public_place_and_its_footage_is_protected_all_the_same() -> None:
    given = venue(
        "gym",
        {},
        access="restricted",
        safeguards={"public_posting": True, "masked_before_posting": False},
    )

    assert outcome(given, "cn.cctv.publish-mask") is Outcome.NOT_APPLICABLE
    assert outcome(given, "cn.cctv.non-public") is Outcome.BREACHED


def test_a_sign_is_no_agreement_of_the_neighbour() -> None:
    given = venue("residential_estate", {}, signs={"s1": {"kind": "cctv_area", "conspicuous": True}})
    given["zones"]["z2"] = {"kind": "neighbour_premises", "used_for_undressing": False}
    given["cameras"]["c1"]["sees"] = ["z1", "z2"]

    assert outcome(given, "cn.civil.line-of-sight") is Outcome.REVIEW


def test_before_the_decree_the_civil_code_kept_cameras_out_of_changing_rooms() -> None:
    given = venue("gym", {})
    given["zones"]["z1"] = {"kind": "changing_room", "access": "restricted", "used_for_undressing": True}

    assert outcome(given, "cn.civil.privacy", dt.date(2025, 3, 31)) is Outcome.BREACHED
    assert outcome(given, "cn.cctv.forbidden-places", dt.date(2025, 4, 1)) is Outcome.BREACHED
    assert "PRIVATE_SPACE" in found(given, SEPTEMBER_2021).patterns


# Hotels


def test_the_document_is_a_duty_and_the_face_is_not() -> None:
    given = gate(
        "hotel",
        {
            "category": "guest_id_check",
            "legal_basis": "statutory_duty",
            "mandatory": True,
            "subjects": ["guests"],
        },
        venue={"ids_checked": True},
    )

    assert outcome(given, "cn.hotel.id-check") is Outcome.MET
    assert outcome(given, "cn.hotel.face-is-no-duty") is Outcome.BREACHED
    assert outcome(given, "cn.hotel.no-forced-face-advised") is Outcome.BREACHED
    assert about(given, "cn.hotel.no-forced-face-advised").level == "should"


def test_a_hotel_without_any_camera_checks_documents() -> None:
    given = {"venue": {"jurisdiction": "CN", "kind": "hotel", "ids_checked": False}, "cameras": {}}

    assert outcome(given, "cn.hotel.id-check") is Outcome.BREACHED
    assert "500,000" in " ".join(one.says.en for one in about(given, "cn.hotel.id-check").consequences)


def test_the_penalty_of_the_2026_text_is_not_shown_for_2025() -> None:
    given = {"venue": {"jurisdiction": "CN", "kind": "hotel", "ids_checked": False}}

    after = about(given, "cn.hotel.id-check", dt.date(2026, 1, 1)).consequences
    before = about(given, "cn.hotel.id-check", dt.date(2025, 12, 31)).consequences

    assert len(after) == len(before) + 1


def test_in_hunan_a_hotel_must_film_its_desk() -> None:
    given = venue("hotel", kept(30), region="430100")

    assert outcome(given, "cn.hotel.hunan-cameras") is Outcome.MET
    assert outcome({**given, "cameras": {}}, "cn.hotel.hunan-cameras") is Outcome.BREACHED


# Provinces and cities


@pytest.mark.parametrize("kind", ["residential_estate", "office_building", "hotel", "gym", "mall"])
def test_in_shanghai_identification_must_not_be_the_only_way_into_any_of_these(kind: str) -> None:
    only_fingers = {"i1": {"method": "fingerprint"}}
    given = gate(kind, {"category": "member_entry", "alternatives": only_fingers}, region="310104")

    assert outcome(given, "cn.local.shanghai-entry") is Outcome.BREACHED
    given["venue"]["region"] = "320500"
    assert outcome(given, "cn.local.shanghai-entry") is Outcome.NOT_APPLICABLE


def test_in_shanghai_estates_and_offices_count_though_they_are_not_public() -> None:
    given = gate("office_building", {"category": "marketing"}, region="310115", access="restricted", signs={})

    assert outcome(given, "cn.local.shanghai-area") is Outcome.BREACHED
    assert outcome(given, "cn.local.shanghai-sign") is Outcome.BREACHED
    assert outcome(given, "cn.fr.public-place-necessity") is Outcome.NOT_APPLICABLE


def test_tianjin_has_no_general_ban_on_faces() -> None:
    gym = {"category": "member_entry", "alternatives": CARD}
    shop = gate("gym", gym, region="120000", venue={"supplies_credit_data": False})
    bureau = gate("gym", gym, region="120000", venue={"supplies_credit_data": True})

    assert outcome(shop, "cn.local.tianjin-credit") is Outcome.MET
    assert outcome(bureau, "cn.local.tianjin-credit") is Outcome.REVIEW


def test_in_henan_every_place_keeps_thirty_days_of_video_listed_or_not() -> None:
    assert outcome(venue("shop", kept(29), region="410100"), "cn.local.henan-videos") is Outcome.BREACHED
    assert outcome(venue("shop", kept(30), region="410100"), "cn.local.henan-videos") is Outcome.MET
    assert (
        outcome(venue("shop", kept(29), region="420100"), "cn.local.henan-videos") is Outcome.NOT_APPLICABLE
    )


def test_the_owners_decide_by_law_in_sichuan_and_by_advice_elsewhere() -> None:
    chengdu = gate("residential_estate", {}, region="510107", venue={"owners_resolution": False})
    wuhan = gate("residential_estate", {}, region="420100", venue={"owners_resolution": False})

    assert about(chengdu, "cn.local.sichuan-owners-vote").outcome is Outcome.BREACHED
    assert about(wuhan, "cn.local.sichuan-owners-vote").outcome is Outcome.NOT_APPLICABLE
    assert about(wuhan, "cn.local.owners-vote-advised").level == "should"


def test_in_shenzhen_a_card_at_the_desk_is_not_enough_if_the_screen_hides_it() -> None:
    consent = {"form": "electronic", "alternative_shown": False}
    given = gate("gym", {"legal_basis": "consent", "consent": consent, "alternatives": CARD}, region="440305")

    assert outcome(given, "cn.local.shenzhen-data") is Outcome.BREACHED
    given["activities"]["a1"]["alternatives"] = {}
    assert outcome(given, "cn.local.shenzhen-data") is Outcome.REVIEW


def test_in_hangzhou_tenants_need_another_way_than_biometrics() -> None:
    entry = {
        "category": "member_entry",
        "mandatory": False,
        "alternatives": {"i1": {"method": "fingerprint"}},
    }
    given = gate("residential_estate", entry, region="330106")

    assert outcome(given, "cn.local.hangzhou-estate") is Outcome.BREACHED
    given["activities"]["a1"]["alternatives"] = CARD
    assert outcome(given, "cn.local.hangzhou-estate") is Outcome.MET


# Consumers, standards, cases


def test_members_are_not_switched_to_faces_without_asking() -> None:
    entry = {"category": "member_entry", "replaced_other_way": True, "switch_agreed": False}

    assert outcome(gate("museum_scenic_area", entry), "cn.cases.switch-to-face") is Outcome.BREACHED


def test_security_projects_keep_thirty_days_even_where_the_decree_does_not_ask() -> None:
    project = venue("hotel", kept(14), venue={"security_project": True})
    own = venue("shop", kept(14), venue={"security_project": False})

    assert outcome(project, "cn.std.gb55029") is Outcome.BREACHED
    assert outcome(own, "cn.std.gb55029") is Outcome.MET


@pytest.mark.parametrize("rule", ["cn.std.face-apart", "cn.std.no-raw-pictures", "cn.std.facepay"])
def test_standards_advise_and_never_quote_what_was_not_seen(rule: str) -> None:
    assert PACK.rule(rule).level == "should"
    assert all(citation.verified == "unverified" for citation in PACK.rule(rule).citations)


def test_staff_are_no_consumers() -> None:
    staff = {"category": "staff_attendance", "subjects": ["staff"], "legal_basis": "consent"}

    assert outcome(gate("shop", staff), "cn.cons.29") is Outcome.NOT_APPLICABLE


# Before the Personal Information Protection Law


def capture(**activity: Any) -> dict[str, Any]:
    return venue(
        "property_sales_office",
        {"category": "commission_settlement", "legal_basis": "consent", "subjects": ["visitors"], **activity},
        camera={"face_function": "identification"},
        notice={"places": []},
    )


def test_a_sales_office_of_autumn_2021_is_found_to_do_what_was_fined_then() -> None:
    given = capture(consent={"form": "none"}, retention={"template": {"kind": "indefinite"}})

    patterns = found(given, SEPTEMBER_2021).patterns

    assert {"NO_NOTICE", "NO_SEPARATE_CONSENT", "NOT_NECESSARY"} <= set(patterns)
    assert outcome(given, "cn.law-2021.retention", SEPTEMBER_2021) is Outcome.REVIEW


@pytest.mark.parametrize("day", [dt.date(2015, 1, 1), dt.date(2021, 7, 31), dt.date(2021, 10, 31)])
def test_a_dossier_assessed_at_a_time_whose_law_is_not_held_is_never_clean(day: dt.date) -> None:
    given = venue("shop", {"category": "public_security"}, camera={"face_function": "none"})

    assert found(given, day).verdict is not Verdict.CLEAN
    rules = {one.rule for one in found(given, day).findings if one.outcome is Outcome.REVIEW}
    assert rules & {"cn.law.before-2021-08", "cn.law-2021.not-held"}


def test_on_the_first_of_november_2021_the_law_of_autumn_gives_way() -> None:
    before = {one.rule for one in found(capture(), dt.date(2021, 10, 31)).findings}
    after = {one.rule for one in found(capture(), dt.date(2021, 11, 1)).findings}

    assert {rule for rule in before if rule.startswith("cn.law-2021.")}
    assert not {rule for rule in after if rule.startswith("cn.law")}


def test_nothing_of_these_files_changes_on_the_day_the_measures_came_into_force() -> None:
    dossier = Dossier.model_validate(load(resource("samples", "shanghai-hotel.yaml")))
    files = {"cctv.yaml", "hotel.yaml", "local.yaml", "standards.yaml"}
    rules = {rule.id for rule in PACK.rules if rule.file in files}

    def told(day: dt.date) -> list[tuple[str, str, Outcome]]:
        findings = assess(dossier, packs_for(dossier), day).findings
        return sorted((one.rule, one.item, one.outcome) for one in findings if one.rule in rules)

    assert told(dt.date(2025, 5, 31)) == told(dt.date(2025, 6, 1))
    assert len(told(dt.date(2025, 6, 1))) > 20


def test_every_duty_names_what_may_follow_and_every_review_what_settles_it() -> None:
    for rule in PACK.rules:
        assert rule.level == "should" or rule.consequences, rule.id
        assert not rule.review or rule.settles, rule.id
