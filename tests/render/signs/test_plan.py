"""Which signs a venue needs, where they go and why, and how designs join them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, PaperSize, SignKind, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES
from fr_desk.render.signs.plan import plan_signs
from tests.render.signs.venues import changed, planned, sample


def ids(dossier: Dossier) -> list[str]:
    return [sign.id for sign in plan_signs(dossier)]


def test_guests_and_staff_of_a_hotel_get_face_signs_of_their_own():
    hotel = sample("shanghai-hotel")

    guests, staff = (planned(hotel, SignKind.FACE_TERMINAL, activity) for activity in ("a2", "a3"))

    assert (guests.zones, staff.zones) == (("z2",), ("z9",))
    assert guests.stem == "sign-face-terminal-a2"
    assert guests.name(hotel).zh == "人脸终端及其他进入方式：自助入住身份核验"


def test_a_hotel_needs_signs_at_the_entrance_in_the_areas_at_the_devices_and_on_private_doors():
    assert ids(sample("shanghai-hotel")) == [
        "building_entrance",
        "cctv_area",
        "face_terminal:a2",
        "face_terminal:a3",
        "consent:a2",
        "no_cameras",
    ]


def test_the_sign_at_the_entrance_is_required_and_those_in_the_areas_are_advised(korean: Dossier):
    film_the_gym_too = changed(korean, cameras__c3__picture="continuous", cameras__c3__zone="z3")

    entrance = planned(film_the_gym_too, SignKind.BUILDING_ENTRANCE)
    area = planned(film_the_gym_too, SignKind.CCTV_AREA)

    assert (entrance.level, area.level) == ("must", "should")
    assert "제24조제1항" in entrance.why.ko
    assert entrance.cites == ("kr-pipa/25(4)", "kr-pipa-decree/24(1)")


def test_where_every_area_has_its_sign_one_at_the_entrance_is_advised():
    """The decree lets one sign at the entrance stand for the building; it does not want both."""
    gym = sample("seoul-gym")
    bare = changed(gym, signs={})

    assert planned(gym, SignKind.BUILDING_ENTRANCE).level == "should"
    assert planned(bare, SignKind.BUILDING_ENTRANCE).level == "must"


def test_one_filmed_zone_needs_a_sign_there_and_none_at_the_entrance(dossier: Dossier):
    assert "building_entrance" not in ids(dossier)
    assert planned(dossier, SignKind.CCTV_AREA).level == "must"
    assert planned(dossier, SignKind.CCTV_AREA).zones == ("z1",)


def test_faces_taken_in_passing_and_at_devices_get_a_sign_each():
    before = plan_signs(sample("ningbo-sales-office-before"))

    kinds = {sign.kind: sign.zones for sign in before if sign.activity == "a1"}
    assert kinds[SignKind.FACE_AREA] == ("z1", "z2")
    assert kinds[SignKind.FACE_TERMINAL] == ("z3",)


def test_consent_is_explained_where_people_are_asked_for_it():
    hotel = sample("shanghai-hotel")

    assert planned(hotel, SignKind.CONSENT).zones == ("z2",)
    assert "consent:a3" not in ids(hotel)  # staff are not asked at a counter
    assert "consent:a2" not in ids(changed(hotel, activities__a2__legal_basis="statutory_duty"))


def test_cameras_in_staff_rooms_are_told_to_staff(dossier: Dossier):
    office = {"kind": "back_office", "access": "restricted"}
    filmed = changed(dossier, zones__z3=office, cameras__c2__zone="z3", cameras__c2__sees=("z3",))

    assert "staff_area" in ids(filmed)
    assert "cctv_area" not in ids(filmed)
    assert planned(filmed, SignKind.STAFF_AREA).level == "should"


def test_a_venue_that_has_answered_nothing_gets_a_video_sign_to_fill_in():
    new = services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN)

    assert ids(new) == ids(Dossier()) == ["cctv_area"]
    assert ids(changed(new, cameras={})) == []


@pytest.mark.parametrize("answer", ["licensed_off"])
def test_recognition_said_to_be_off_needs_evidence(dossier: Dossier, answer: str):
    off = changed(dossier, cameras__c1__face_function=answer, cameras__c3__face_function="none")

    assert "face_terminal:a1" not in ids(changed(off, cameras__c1__face_off_evidence="photo"))
    assert "face_terminal:a1" in ids(changed(off, cameras__c1__face_off_evidence=""))


def test_a_face_device_without_an_activity_has_a_sign_all_the_same(dossier: Dossier):
    unused = changed(dossier, cameras__c1__activities=None, cameras__c3__face_function=None)

    assert "face_terminal" in ids(unused)


def test_the_duty_is_that_of_the_country_the_place_and_the_day():
    hotel = sample("shanghai-hotel")
    earlier = changed(hotel, as_of=dt.date(2025, 3, 31))

    assert planned(hotel, SignKind.BUILDING_ENTRANCE).cites == ("cn-decree-799/13", "cn-pipl/26")
    assert planned(earlier, SignKind.BUILDING_ENTRANCE).cites == ("cn-pipl/26",)
    assert planned(earlier, SignKind.FACE_TERMINAL).cites == ("cn-pipl/26", "cn-pipl/17", "cn-pipl/30")
    assert planned(hotel, SignKind.FACE_TERMINAL, "a2").cites == ("cn-order-19/13(1)", "cn-order-19/5")
    assert planned(hotel, SignKind.FACE_TERMINAL, "a3").cites == ("cn-order-19/5",)


def test_every_reason_names_its_law_in_three_languages():
    for name in ("shanghai-hotel", "seoul-gym"):
        for sign in plan_signs(sample(name)):
            assert all(sign.why.get(lang) for lang in LANGUAGES)
            assert sign.cites


# designs


def test_a_design_joins_the_sign_of_its_kind_and_activity():
    designs: dict[str, Any] = {
        "g1": {"kind": "face_terminal", "size": "A3"},
        "g2": {"kind": "face_terminal", "activity": "a3", "size": "A6"},
    }
    hotel = changed(sample("shanghai-hotel"), designs=designs)

    guests, staff = (planned(hotel, SignKind.FACE_TERMINAL, activity) for activity in ("a2", "a3"))

    assert (guests.design_id, guests.design.size) == ("g1", PaperSize.A3)
    assert (staff.design_id, staff.design.size) == ("g2", PaperSize.A6)
    assert ids(hotel) == ids(sample("shanghai-hotel"))


def test_a_design_for_a_sign_nobody_needs_adds_it_as_the_venues_choice(dossier: Dossier):
    wanted = changed(dossier, designs={"g1": {"kind": "staff_area"}, "g2": {}})

    extra = planned(wanted, SignKind.STAFF_AREA)

    assert len(plan_signs(wanted)) == len(plan_signs(dossier)) + 1
    assert (extra.level, extra.design_id) == ("own", "g1")
    assert plan_signs(wanted)[-1] == extra
