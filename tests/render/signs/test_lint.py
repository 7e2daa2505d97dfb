"""What is wrong with a sign: said once, with its article and the answer that mends it; nothing where nothing is."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from fr_desk.domain import paths
from fr_desk.domain.choices import SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES
from fr_desk.render.signs import SignFault, lint_sign, plan_signs
from fr_desk.render.signs.lint import Code
from fr_desk.render.signs.words import Faults
from tests.render.signs.venues import changed, designed, library, long_winded, planned, sample

FACE, VIDEO, CONSENT = SignKind.FACE_TERMINAL, SignKind.CCTV_AREA, SignKind.CONSENT


def faults(dossier: Dossier, kind: SignKind, **choices: Any) -> dict[str, SignFault]:
    """What is wrong with the sign of a kind, by code."""
    with_design = paths.replace(dossier, "designs", {"g1": {"kind": kind, **choices}}) if choices else dossier
    return {fault.code: fault for fault in lint_sign(with_design, planned(with_design, kind))}


def cited(fault: SignFault) -> str:
    assert fault.citation
    return f"{fault.citation.instrument}/{fault.citation.article}"


@pytest.mark.parametrize("name", ["ningbo-sales-office-after", "seoul-gym"])
def test_nothing_is_said_about_signs_in_order(name: str):
    dossier = sample(name)

    assert [fault for sign in plan_signs(dossier) for fault in lint_sign(dossier, sign)] == []


def test_only_what_is_wrong_in_the_hotel_is_said():
    hotel = sample("shanghai-hotel")

    said = {sign.id: [fault.code for fault in lint_sign(hotel, sign)] for sign in plan_signs(hotel)}

    assert {sign: codes for sign, codes in said.items() if codes} == {
        "face_terminal:a2": ["no_other_way"],
        "consent:a2": ["no_other_way"],
        "no_cameras": ["untrue"],
    }


def test_what_korean_law_wants_and_nobody_answered_is_a_must(korean: Dossier):
    found = faults(changed(korean, activities__a2__hours=None), VIDEO)["unanswered_must"]

    assert (found.severity, found.path) == ("must", "activities.a2.hours")
    assert cited(found) == "kr-pipa/25(4)"
    assert "“촬영 시간”" in found.message.ko


def test_what_no_law_wants_and_nobody_answered_is_advice(dossier: Dossier):
    found = faults(changed(dossier, activities__a2__retention__video={}), VIDEO)["unanswered"]

    assert (found.severity, found.citation) == ("should", None)
    assert found.path == "activities.a2.retention.video.kind"


def test_why_a_face_is_needed_must_be_told_in_china(dossier: Dossier):
    found = faults(changed(dossier, activities__a1__necessity_reason=None), FACE)["unanswered_must"]

    assert cited(found) == "cn-order-19/5"
    assert found.path == "activities.a1.necessity_reason"


def test_the_contact_of_whoever_runs_the_cameras_is_written_by_hand():
    found = faults(library(), VIDEO)

    assert list(found) == ["by_hand"]
    assert cited(found["by_hand"]) == "kr-pipa-decree/26(2)"


@pytest.mark.parametrize("item", ["purpose", "place", "range", "hours", "contact"])
def test_what_the_law_wants_stays_though_it_was_left_out(korean: Dossier, item: str):
    found = faults(korean, VIDEO, left_out=[item])["stays"]

    assert (found.severity, found.path, cited(found)) == ("must", "designs.g1.left_out", "kr-pipa/25(4)")


def test_what_may_be_left_out_is_left_out_in_peace(korean: Dossier):
    assert faults(korean, VIDEO, left_out=["period", "operator"]) == {}


@pytest.mark.parametrize(
    ("kind", "headline", "code"),
    [
        (VIDEO, "欢迎光临", "headline_video"),
        (FACE, "请看镜头", "headline_face"),
        (FACE, "视频监控", "headline_face"),
        (CONSENT, "请选择", "headline_face"),
    ],
)
def test_a_headline_must_still_say_what_happens(dossier: Dossier, kind: SignKind, headline: str, code: str):
    found = faults(dossier, kind, headline=headline)[code]

    assert (found.severity, found.path) == ("must", "designs.g1.headline")
    assert headline in found.message.zh


@pytest.mark.parametrize(
    ("kind", "headline"),
    [(VIDEO, "24 小时监控"), (VIDEO, "CCTV here"), (FACE, "刷脸通道"), (SignKind.NO_CAMERAS, "请放心")],
)
def test_a_headline_that_says_so_is_welcome(dossier: Dossier, kind: SignKind, headline: str):
    assert not any(code.startswith("headline") for code in faults(dossier, kind, headline=headline))


def test_a_headline_too_small_for_its_distance_is_measured(dossier: Dossier):
    found = faults(dossier, VIDEO, size="A6", reading_distance=10)["too_small"]

    assert (found.severity, found.path) == ("should", "designs.g1.size")
    assert "46.5" in found.message.zh
    assert "10 米" in found.message.zh
    assert "too_small" not in faults(dossier, VIDEO, size="A2", reading_distance=5)


def test_particulars_nobody_can_read_ask_for_larger_paper(dossier: Dossier):
    crowded = faults(dossier, FACE, size="A6", languages=["zh", "ko", "en"])

    assert crowded["small_print"].path == "designs.g1.size"
    assert "small_print" not in faults(dossier, FACE, size="A4", languages=["zh", "ko", "en"])


def test_what_is_folded_is_a_must_only_where_the_law_wants_it_whole():
    china, korea = (faults(long_winded(country), VIDEO) for country in ("CN", "KR"))

    assert korea["folded_must"].severity == "must"
    assert china["folded"].severity == "should"
    assert "folded_must" not in china


@pytest.mark.parametrize(("country", "article"), [("CN", "cn-pipl/17"), ("KR", "kr-pipa/25(4)")])
def test_the_language_of_the_place_must_be_on_the_sign(
    dossier: Dossier, korean: Dossier, country: str, article: str
):
    venue = dossier if country == "CN" else korean

    found = faults(venue, VIDEO, languages=["en"])["no_language"]

    assert (found.severity, found.path, cited(found)) == ("must", "designs.g1.languages", article)


@pytest.mark.parametrize("alternatives", [None, {}, {"i1": {"method": "fingerprint"}}])
def test_a_face_sign_without_another_way_breaks_the_law(dossier: Dossier, korean: Dossier, alternatives: Any):
    for venue, article in ((dossier, "cn-order-19/10"), (korean, "kr-pipa/16(3)")):
        found = faults(changed(venue, activities__a1__alternatives=alternatives), FACE)["no_other_way"]

        assert (found.path, cited(found)) == ("activities.a1.alternatives", article)


def test_a_statute_may_demand_the_face(dossier: Dossier):
    by_law = changed(
        dossier,
        activities__a1__alternatives={},
        activities__a1__legal_basis="other_statute",
        activities__a1__basis_citation="某法第一条",
    )

    assert "no_other_way" not in faults(by_law, FACE)


def test_a_consent_sign_where_nobody_is_asked_misleads(dossier: Dossier):
    by_contract = changed(dossier, activities__a1__legal_basis="contract")
    sign = designed(by_contract, CONSENT, activity="a1")

    found = {fault.code: fault for fault in lint_sign(by_contract, sign)}["wrong_basis"]

    assert (found.severity, found.path, cited(found)) == ("must", "activities.a1.legal_basis", "cn-pipl/5")


def test_no_cameras_is_said_only_where_there_are_none(dossier: Dossier):
    inside = faults(dossier, SignKind.NO_CAMERAS)["untrue"]  # the locker stands in the changing room
    looking = faults(changed(dossier, cameras__c3__zone="z3"), SignKind.NO_CAMERAS)["untrue"]

    assert (inside.path, looking.path) == ("cameras.c3.zone", "cameras.c3.sees")
    assert cited(inside) == "cn-decree-799/8(1)"
    away = changed(dossier, cameras__c3__zone="z3", cameras__c3__sees=("z3",))
    assert faults(away, SignKind.NO_CAMERAS) == {}


def test_no_cameras_cannot_be_promised_before_it_is_said_what_they_see(dossier: Dossier):
    unsure = changed(dossier, cameras__c3__zone="z3", cameras__c3__sees=("z3",), cameras__c2__sees=None)

    found = faults(unsure, SignKind.NO_CAMERAS)["unsure"]

    assert (found.severity, found.path) == ("should", "cameras.c2.sees")


@pytest.mark.parametrize(
    ("kind", "code"), [(SignKind.STAFF_AREA, "nothing_filmed"), (SignKind.FACE_AREA, "nothing_recognised")]
)
def test_signs_of_what_does_not_happen_are_untrue(dossier: Dossier, kind: SignKind, code: str):
    empty = changed(dossier, cameras={})

    assert faults(empty, kind, activity="a2")[code].path == "cameras"


def test_a_broken_logo_is_named(dossier: Dossier):
    marked = changed(dossier, attachments={"f1": {"name": "标志.png"}}, operator__logo="f1")
    sign = planned(marked, VIDEO)

    (found,) = lint_sign(marked, sign, {"f1": b"no picture"})

    assert (found.code, found.severity, found.path) == ("logo", "should", "operator.logo")
    assert "标志.png" in found.message.zh
    assert lint_sign(marked, sign) == ()  # the file is not at hand


def test_musts_come_first_and_every_sentence_is_whole_in_three_languages():
    for venue in (long_winded("CN"), long_winded("KR"), sample("ningbo-sales-office-before")):
        for sign in plan_signs(venue):
            found = lint_sign(venue, sign)
            assert [fault.severity for fault in found] == sorted(fault.severity for fault in found)
            for fault in found:
                assert fault.citation is None or fault.severity == "must"
                for lang in LANGUAGES:
                    assert "{" not in fault.message.get(lang).replace(str(sign.design.headline), "")
                paths.spec_at(fault.path)


def test_every_code_has_its_sentence():
    assert set(get_args(Code)) == set(Faults.model_fields) - {"languages", "this_use"}
