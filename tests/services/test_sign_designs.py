"""Choices about signs: made, taken back, kept apart from others, and what comes of them."""

from __future__ import annotations

import io

import pikepdf
import pytest

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.choices import Language, PaperSize, SignItem, SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.paths import AnswerError
from fr_desk.domain.printing import SignDesign
from fr_desk.resources import resource
from fr_desk.services.sign_designs import (
    CHOICES,
    Choosable,
    Sign,
    faults_of,
    proof_of,
    signs_of,
    with_choice,
    with_sign,
    without_choices,
    without_sign,
)

VALUES: dict[Choosable, object] = {
    "languages": (Language.KO, Language.EN),
    "size": PaperSize.A2,
    "landscape": True,
    "reading_distance": 3.0,
    "headline": "CCTV",
    "extra": "Ask us.",
    "left_out": (SignItem.PERIOD,),
}


@pytest.fixture(scope="module")
def gym() -> Dossier:
    return services.open_dossier(resource("samples", "seoul-gym.yaml")).dossier


@pytest.fixture(scope="module")
def hotel() -> Dossier:
    return services.open_dossier(resource("samples", "shanghai-hotel.yaml")).dossier


def sign(dossier: Dossier, sign_id: str) -> Sign:
    return next(one for one in signs_of(dossier) if one.id == sign_id)


def designs(dossier: Dossier) -> list[SignDesign]:
    return list((dossier.designs or {}).values())


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_makes_the_design_of_its_sign_and_taking_it_back_removes_it(gym: Dossier, choice: Choosable):
    chosen, path = with_choice(gym, sign(gym, "face_terminal:a2"), choice, VALUES[choice])

    assert path == f"designs.g1.{choice}"
    assert designs(chosen) == [
        SignDesign.model_validate({"kind": SignKind.FACE_TERMINAL, "activity": "a2", choice: VALUES[choice]})
    ]
    assert sign(chosen, "face_terminal:a2").is_designed
    assert not sign(chosen, "cctv_area").is_designed
    back, _path = with_choice(chosen, sign(chosen, "face_terminal:a2"), choice, None)
    assert back == gym


def test_a_choice_is_written_even_if_the_sign_was_listed_before_its_design_came(gym: Dossier):
    before = sign(gym, "cctv_area")
    once, _ = with_choice(gym, before, "headline", "C")

    twice, _ = with_choice(once, before, "headline", "CC")

    assert [one.headline for one in designs(twice)] == ["CC"]


def test_other_signs_keep_the_design_for_all_of_their_kind(hotel: Dossier):
    shared = SignDesign(kind=SignKind.FACE_TERMINAL, size=PaperSize.A5)
    dossier, _ = paths.insert(hotel, "designs", shared)

    chosen, _ = with_choice(dossier, sign(dossier, "face_terminal:a2"), "landscape", True)

    assert sign(chosen, "face_terminal:a3").design == shared
    own = sign(chosen, "face_terminal:a2").design
    assert (own.size, own.landscape, own.activity) == (PaperSize.A5, True, "a2")
    plain = without_choices(chosen, sign(chosen, "face_terminal:a2"))
    assert not sign(plain, "face_terminal:a2").is_designed
    assert sign(plain, "face_terminal:a3").design == shared


def test_a_sign_as_usual_cannot_become_more_usual(gym: Dossier):
    assert without_choices(gym, sign(gym, "cctv_area")) is gym


def test_a_sign_of_the_venues_own_stays_without_choices_and_goes_when_it_is_not_wanted(gym: Dossier):
    dossier, _ = with_sign(gym, SignKind.STAFF_AREA)
    assert sign(dossier, "staff_area").is_own

    chosen, _ = with_choice(dossier, sign(dossier, "staff_area"), "size", PaperSize.A3)
    plain = without_choices(chosen, sign(chosen, "staff_area"))

    assert plain == dossier
    assert without_sign(plain, sign(plain, "staff_area")) == gym


def test_a_choice_that_does_not_fit_is_refused_and_changes_nothing(gym: Dossier):
    with pytest.raises(AnswerError):
        with_choice(gym, sign(gym, "cctv_area"), "reading_distance", 300.0)


def test_what_the_law_demands_comes_with_its_article_and_is_printed_whatever_is_chosen(gym: Dossier):
    every = tuple(SignItem)
    chosen, _ = with_choice(gym, sign(gym, "cctv_area"), "left_out", every)

    told = {one.item: one for one in sign(chosen, "cctv_area").told}

    demanded = {item for item, one in told.items() if one.article}
    assert {item for item, one in told.items() if one.printed} == demanded
    assert {SignItem.PURPOSE, SignItem.PLACE, SignItem.RANGE, SignItem.HOURS, SignItem.CONTACT} == demanded
    article = told[SignItem.PURPOSE].article
    assert article is not None
    assert (article.instrument, article.article) == ("kr-pipa", "25(4)")


def test_faults_name_either_an_answer_or_a_choice(gym: Dossier):
    asked, _ = with_choice(gym, sign(gym, "cctv_area"), "reading_distance", 20.0)
    asked, _ = with_choice(asked, sign(asked, "cctv_area"), "languages", (Language.EN,))
    asked = paths.replace(asked, "operator.phone", None)

    found = faults_of(asked, sign(asked, "cctv_area"))

    assert {(one.choice, one.path) for one in found} == {
        ("languages", ""),
        ("size", ""),
        ("", "operator.phone"),
    }
    assert [one.must for one in found] == sorted((one.must for one in found), reverse=True)


def test_a_proof_tells_how_large_the_headline_is_and_from_where_it_is_read(gym: Dossier):
    near = proof_of(gym, sign(gym, "cctv_area"))
    assert near.needed is None
    assert not near.is_too_small
    asked, _ = with_choice(gym, sign(gym, "cctv_area"), "reading_distance", near.read_from * 4)

    far = proof_of(asked, sign(asked, "cctv_area"))

    assert far.is_too_small
    assert far.needed == pytest.approx(near.height * 4)


@pytest.mark.parametrize(("made_as", "pages"), [("sheet", 1), ("bleed", 1), ("tiles", 9)])
def test_a_proof_is_made_as_it_is_to_be_printed(gym: Dossier, made_as: str, pages: int):
    large, _ = with_choice(gym, sign(gym, "cctv_area"), "size", PaperSize.A2)

    proof = proof_of(large, sign(large, "cctv_area"), None, made_as)  # type: ignore[arg-type]  # words of a closed list

    with pikepdf.open(io.BytesIO(proof.data)) as pdf:
        assert len(pdf.pages) == pages


@pytest.mark.parametrize(
    "words", ["<b>&amp;</b>", "W" * 200, "\N{RIGHT-TO-LEFT OVERRIDE}abc", "👁" * 40, "\ue000"]
)
def test_hostile_words_are_printed_all_the_same(gym: Dossier, words: str):
    chosen, _ = with_choice(gym, sign(gym, "cctv_area"), "headline", words)
    chosen, _ = with_choice(chosen, sign(chosen, "cctv_area"), "extra", words * 5)

    proof = proof_of(chosen, sign(chosen, "cctv_area"))

    assert proof.data.startswith(b"%PDF")
