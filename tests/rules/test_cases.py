"""The published cases: the packs find what was punished, and do not cry wolf where nothing was wrong."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.i18n import LANGUAGES, Texts
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_packs, packs_for
from fr_desk.rules.cases import (
    GRADES,
    Case,
    CaseError,
    Variant,
    assessed,
    cases,
    read_case,
    similar,
)
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.rules.judgements import Decided, decided_by

OPEN_CASES = [
    "CN-01",
    "CN-02",
    "CN-05",
    "CN-13",
    "CN-17",
    "CN-18",
    "CN-21",
    "CN-23",
    "CN-24",
    "CN-27",
    "CN-29",
    "CN-30",
    "CN-31",
    "CN-33",
    "KR-01",
    "KR-08",
    "KR-09",
    "KR-13",
    "KR-16",
]
"""Every case of the collection."""

COMPANIES = [
    "Poly",
    "Sunac",
    "Jinwan",
    "Fanhai",
    "Greenland",
    "Kohler",
    "Kuxue",
    "Yunjian",
    "Wangxiaobao",
    "Wandianzhang",
    "Alibaba",
    "Chengguan",
    "Chengji",
    "Facebook",
    "Meta",
    "Vectorsys",
    "ZTO",
    "BMW",
    "保利",
    "融创",
    "泛海",
    "绿地",
    "科勒",
    "酷学",
    "永乐",
    "旺小宝",
    "万店掌",
    "阿里",
    "城关",
    "페이스북",
    "메타",
    "벡터시스",
]

EACH = pytest.mark.parametrize(
    ("case", "variant"),
    [
        pytest.param(case, variant, id=f"{case.id}/{variant.id}")
        for case in cases()
        for variant in case.variants
    ],
)


def tags(assessment: Assessment, *outcomes: Outcome) -> set[str]:
    return {tag for finding in assessment.of(*outcomes) for tag in finding.patterns}


def by_id(case_id: str) -> Case:
    return next(case for case in cases() if case.id == case_id)


def test_every_case_that_may_be_looked_at_is_encoded() -> None:
    assert [case.id for case in cases()] == OPEN_CASES


@EACH
def test_what_was_punished_is_found(case: Case, variant: Variant) -> None:
    assessment = assessed(case, variant)

    assert set(variant.flag) - tags(assessment, Outcome.BREACHED) == set()
    assert set(variant.review) - tags(assessment, Outcome.BREACHED, Outcome.REVIEW) == set()


@EACH
def test_nobody_cries_wolf(case: Case, variant: Variant) -> None:
    reported = tags(assessed(case, variant), Outcome.BREACHED, Outcome.REVIEW)

    assert reported & {*variant.no_flag, *variant.clean_of} == set()


@EACH
def test_what_the_sources_do_not_tell_is_asked_for(case: Case, variant: Variant) -> None:
    assert set(variant.open) - tags(assessed(case, variant), Outcome.OPEN) == set()


@EACH
def test_a_variant_says_what_is_expected_of_it(case: Case, variant: Variant) -> None:
    expected = {*variant.flag, *variant.review}

    assert expected or variant.no_flag or variant.clean_of
    assert not expected & {*variant.no_flag, *variant.clean_of, *variant.open}


def test_what_was_put_right_had_been_wrong_before() -> None:
    cured = [(case, variant) for case in cases() for variant in case.variants if variant.clean_of]

    assert {case.id for case, _ in cured} == {"CN-17", "CN-18", "CN-24", "CN-30"}
    for case, variant in cured:
        assert set(variant.clean_of) <= set(case.patterns)


def test_the_college_that_takes_silence_for_consent_is_found_wanting_in_that_alone() -> None:
    case = by_id("CN-23")

    assert tags(assessed(case, case.variants[1]), Outcome.BREACHED) == {"NO_SEPARATE_CONSENT"}


@pytest.mark.parametrize("resolution", [True, False])
def test_an_owners_resolution_neither_cures_nor_condemns_a_face_gate(resolution: bool) -> None:
    before, ordered = by_id("CN-30").variants

    def found(variant: Variant) -> set[str]:
        venue = {**variant.dossier["venue"], "owners_resolution": resolution}
        changed = variant.model_copy(update={"dossier": {**variant.dossier, "venue": venue}})
        return tags(assessed(by_id("CN-30"), changed), Outcome.BREACHED)

    assert set(before.flag) <= found(before)
    assert found(ordered) & set(before.flag) == set()


def test_a_statute_as_the_basis_ends_the_complaint_that_only_the_face_counts() -> None:
    case = by_id("KR-16")
    variant = case.variants[1]
    activity = {
        **variant.dossier["activities"]["a1"],
        "legal_basis": "statutory_duty",
        "basis_citation": "「…법」 1",
    }
    dossier = case.dossier(
        variant.model_copy(update={"dossier": {**variant.dossier, "activities": {"a1": activity}}})
    )

    found = assess(dossier, packs_for(dossier), variant.as_of)

    assert "NO_ALTERNATIVE" in tags(assessed(case, variant), Outcome.BREACHED)
    assert "NO_ALTERNATIVE" not in tags(found, Outcome.BREACHED)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_a_case_is_told_in_three_languages(case: Case) -> None:
    told = [case.title, case.facts, case.outcome, case.lesson, *(one.title for one in case.variants)]

    for lang in LANGUAGES:
        assert all(text.get(lang).strip() for text in told)
    assert all(re.search("[가-힣]", text.ko) for text in told)
    assert all(re.search("[一-鿿]", text.zh) and not re.search("[가-힣]", text.zh) for text in told)
    assert all(not re.search("[가-힣一-鿿]", text.en) for text in told)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_sources_are_addresses(case: Case) -> None:
    assert all(re.fullmatch(r"https?://[^\s]+", source) for source in case.sources)
    assert set(GRADES) == {"P", "S", "M"}


@pytest.mark.parametrize("file", sorted(resource("cases").glob("*.yaml")), ids=lambda file: file.stem)
def test_no_company_is_named(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    named = [name for name in COMPANIES if re.search(rf"(?<![a-z]){name}(?![a-z])", text, re.IGNORECASE)]
    assert named == []


def test_fines_are_written_with_their_currency() -> None:
    (fine,) = by_id("CN-05").written_fines()

    assert "160,000" in fine.en
    assert [text.en for text in by_id("KR-01").written_fines()] == ["KRW 5,000,000", "KRW 1,000,000"]


def deciding(rule_id: str) -> tuple[Decided, ...]:
    """The cases a bundled rule decides."""
    return _decided(rule_id.partition(".")[0]).get(rule_id, ())


@cache
def _decided(pack_id: str) -> dict[str, tuple[Decided, ...]]:
    return decided_by(next(pack for pack in bundled_packs() if pack.id == pack_id))


def test_a_rule_knows_the_cases_it_decides() -> None:
    decided = {(one.case.id, one.variant.id): one.outcome for one in deciding("cn.fr.private-space-ban")}

    assert decided["CN-17", "before"] is Outcome.BREACHED
    assert decided["CN-17", "after"] is Outcome.MET
    assert ("KR-01", "toilet") not in decided


def test_a_decision_of_the_authority_counts_as_a_reviewers() -> None:
    assert [one.outcome for one in deciding("kr.15-1-basis") if one.case.id == "KR-13"] == [Outcome.MET]


def test_breaches_come_first_among_the_cases_of_a_rule() -> None:
    outcomes = [one.outcome for one in deciding("cn.fr.separate-consent")]

    assert outcomes[0] is Outcome.BREACHED
    assert outcomes == sorted(outcomes, key=[Outcome.BREACHED, Outcome.REVIEW, Outcome.MET].index)


def test_a_rule_no_case_turns_on_has_none() -> None:
    assert deciding("cn.no-such-rule") == ()


def test_every_rule_named_with_a_case_is_in_a_pack() -> None:
    rules = [rule.id for pack in bundled_packs() for rule in pack.rules]

    assert sum(bool(deciding(rule)) for rule in rules) > 20


def test_similar_cases_share_a_pattern_and_stand_nearest_first() -> None:
    gym = similar(["PRIVATE_SPACE"], Jurisdiction.CN, VenueKind.GYM)
    korean = similar(["PRIVATE_SPACE"], Jurisdiction.KR, VenueKind.GYM)

    assert gym[0].id == "CN-18"
    assert korean[0].id == "KR-01"
    assert all("PRIVATE_SPACE" in case.patterns for case in (*gym, *korean))


def test_the_kind_of_venue_decides_among_cases_of_the_same_country() -> None:
    estate = similar(["NO_ALTERNATIVE"], Jurisdiction.CN, VenueKind.RESIDENTIAL_ESTATE, limit=1)
    hotel = similar(["NO_ALTERNATIVE"], Jurisdiction.CN, VenueKind.HOTEL, limit=1)

    assert [case.id for case in (*estate, *hotel)] == ["CN-30", "CN-24"]


def test_nothing_is_similar_to_a_finding_without_a_pattern() -> None:
    assert similar([], Jurisdiction.CN, VenueKind.HOTEL) == ()


GOOD = """id: CN-99
jurisdiction: CN
date: "2026"
venue: shop
title: &text {zh: 文, ko: 글, en: text}
facts: *text
outcome: *text
lesson: *text
grade: P
variants:
  - id: found
    title: *text
    dossier:
      cameras: {c1: {kind: dome}}
    flag: [NO_NOTICE]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "CN-99.yaml"


def test_a_case_of_ones_own_is_read(file: Path) -> None:
    file.write_text(GOOD, encoding="utf-8")

    case = read_case(file)

    assert case.title == Texts(zh="文", ko="글", en="text")
    assert case.dossier(case.variants[0]).venue.kind is VenueKind.SHOP


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("NO_NOTICE", "NO_NOTISE", 15, "NO_NOTICE"),
        ("grade: P", "grade: P\ngrades: P", 10, "grade"),
        ("kind: dome", "knd: dome", 14, "kind"),
        ("kind: dome", "kind: drone", 14, "dome"),
        ("id: CN-99", "id: CN-98", 1, "CN-98"),
        ("variants:", "variants: [", 11, "YAML"),
    ],
)
def test_a_fault_in_a_case_is_named_with_file_and_line(
    file: Path, old: str, new: str, line: int, why: str
) -> None:
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(CaseError) as error:
        read_case(file)

    assert error.value.values["file"] == str(file)
    assert error.value.values["line"] == line
    assert why in error.value.message("en")


def test_a_case_that_is_not_there_is_told(file: Path) -> None:
    with pytest.raises(CaseError, match=re.escape(str(file))):
        read_case(file)
