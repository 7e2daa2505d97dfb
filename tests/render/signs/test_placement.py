"""The placement list: which sign where, how many, what hangs and what is missing; read from the answers alone."""

from __future__ import annotations

import datetime as dt

import pytest

from fr_desk.domain.choices import PaperSize, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.render.signs import placement_pdf
from fr_desk.render.signs.placement import places_of
from fr_desk.render.signs.words import placement_words
from tests.render.reading import fonts_of, pages_of, text_of
from tests.render.signs.venues import changed, long_winded, sample


def test_each_zone_of_each_sign_is_a_place(dossier: Dossier):
    places = [(place.sign.id, place.zone) for place in places_of(dossier)]

    assert places == [
        ("cctv_area", "z1"),
        ("face_terminal:a1", "z1"),
        ("face_terminal:a1", "z2"),
        ("consent:a1", "z1"),
        ("no_cameras", "z2"),
    ]


def test_every_face_terminal_gets_a_sign(dossier: Dossier):
    cameras = {**(dossier.cameras or {})}
    doubled = changed(dossier, cameras={**cameras, "c9": cameras["c1"]})

    copies = {(place.sign.kind, place.zone): place.copies for place in places_of(doubled)}

    assert copies[SignKind.FACE_TERMINAL, "z1"] == 2
    assert copies[SignKind.CCTV_AREA, "z1"] == 1


def test_what_hangs_is_found_by_kind_and_zone_and_entrance_signs_wherever_they_hang():
    hotel = sample("shanghai-hotel")
    signs = hotel.signs or {}

    hanging = {(place.sign.id, place.zone): place.hanging for place in places_of(hotel)}

    assert hanging["face_terminal:a2", "z2"] == (signs["s2"],)
    assert hanging["face_terminal:a3", "z9"] == (signs["s3"],)
    assert hanging["building_entrance", "z1"] == (signs["s4"],)
    assert hanging["building_entrance", "z8"] == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_says_height_size_distance_state_and_its_sources(lang: Lang):
    text = text_of(placement_pdf(sample("shanghai-hotel"), lang))

    words = placement_words()
    assert words.title.get(lang) in text
    assert words.hanging.missing.get(lang) in text
    assert words.hanging.advised.get(lang) in text
    assert words.height.wall.get(lang) in text
    assert all(note.get(lang) in text for note in words.notes)
    assert "3.1" in text  # metres from which an A4 headline is read
    assert "ISO 9241-303" in text


def test_what_a_hanging_sign_lacks_is_told():
    text = text_of(placement_pdf(sample("seoul-gym"), "ko"))

    assert "빠진 내용: 촬영 범위, 촬영 시간" in text
    assert "2025년 3월 4일부터 붙어 있음" in text


def test_a_sign_nobody_sees_and_one_of_another_size_are_told(dossier: Dossier):
    hidden = changed(dossier, signs__s1__conspicuous=False, signs__s1__put_up_on=dt.date(2025, 6, 18))

    text = text_of(placement_pdf(hidden, "zh"))

    assert "不够显眼" in text
    assert "现为 A3" in text


def test_signs_that_hang_besides_are_listed(dossier: Dossier):
    more = changed(dossier, signs__s2={"kind": "staff_area", "zone": "z3", "place": "楼梯口"})

    text = text_of(placement_pdf(more, "zh"))

    assert placement_words().others.zh in text
    assert "楼梯口" in text
    assert placement_words().others.zh not in text_of(placement_pdf(dossier, "zh"))


def test_unanswered_signs_are_not_missing(dossier: Dossier):
    text = text_of(placement_pdf(changed(dossier, signs=None), "zh"))

    assert placement_words().hanging.unknown.zh in text
    assert placement_words().hanging.missing.zh not in text


def test_a_venue_without_devices_needs_no_sign():
    text = text_of(placement_pdf(changed(Dossier(), cameras={}), "en"))

    assert placement_words().nothing.en in text


def test_signs_printed_otherwise_are_listed_otherwise(dossier: Dossier):
    text = text_of(placement_pdf(dossier, "zh", size=PaperSize.A2, landscape=True))

    assert "A2 横版" in text
    assert "A4" not in text.text.partition("依据")[0]


@pytest.mark.parametrize("country", ["CN", "KR"])
def test_the_longest_answers_flow_over_pages(country: str):
    pdf = placement_pdf(long_winded(country), "en")

    assert pages_of(pdf) > 2
    assert all("FRDeskSans" in name and there for name, there in fonts_of(pdf).items())


def test_same_list_same_bytes(dossier: Dossier):
    assert placement_pdf(dossier, "zh") == placement_pdf(dossier, "zh")
