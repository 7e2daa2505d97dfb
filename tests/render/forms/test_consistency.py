"""Names and numbers compared character by character."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fr_desk.render.forms.consistency import (
    Kind,
    differences,
    kind_of,
    people_in,
    sightings,
)

COMPANY = "上海青砚汀酒店管理有限公司"
CODE = "91310106MA1FWQ7K2F"
PHONE = "021-5550 0117"


def kinds(value: str, text: str) -> list[list[tuple[int, Kind]]]:
    """Place and kind of each difference of each sighting."""
    return [[(one.at, one.kind) for one in seen.differences] for seen in sightings(value, text)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (COMPANY, f"由{COMPANY}负责。"),
        (CODE, f"代码{CODE}，"),
        (PHONE, f"请拨打{PHONE}。"),
        ("周砚宁", "周砚宁（签字）"),
        ("(甲)乙丙丁公司(总部)", "见(甲)乙丙丁公司(总部)，"),
        ("주식회사 한결마루", "“주식회사 한결마루”은"),
        ("Li", "signed by Li, 11 cameras"),
    ],
)
def test_a_value_written_as_it_should_be_is_the_same(value: str, text: str):
    (seen,) = sightings(value, text)

    assert seen.same
    assert seen.written == value


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (CODE, "９1310106MA1FWQ7K2F", [(1, "form")]),
        (CODE, "9131O106MA1FWQ7K2F", [(5, "look_alike")]),
        (CODE, "91310106MAIFWQ7K2F", [(11, "look_alike")]),
        (CODE, "91310106\u041cA1FWQ7K2F", [(9, "look_alike")]),
        (CODE, "91310106mA1FWQ7K2F", [(9, "case")]),
        (CODE, "91310106 MA1FWQ7K2F", [(9, "space")]),
        (CODE, "91310106\u200bMA1FWQ7K2F", [(9, "hidden")]),
        (CODE, "91310106MA1FWQ8K2F", [(15, "other")]),
        (PHONE, "021\uff0d5550 0117", [(4, "form")]),
        (PHONE, "021 5550 0117", [(4, "mark")]),
        (COMPANY, "上海青研汀酒店管理有限公司", [(4, "other")]),
        (COMPANY, "上海青砚汀酒店管理有限公可", [(13, "other")]),
        (COMPANY, "上海青砚汀酒管理有限公司", [(7, "missing")]),
        (COMPANY, "上海青砚汀大酒店管理有限公司", [(6, "extra")]),
        ("(甲)乙丙丁公司(总部)", "(甲)乙丙丁公司（总部）", [(9, "form"), (12, "form")]),
        ("王日", "王曰", [(2, "look_alike")]),
        ("Café Nord", "Cafe\u0301 Nord", [(4, "form")]),
        ("한결마루", "\u1112\u1161\u11ab결마루", [(1, "form")]),
    ],
)
def test_a_difference_is_named_by_its_place_and_kind(value: str, text: str, expected: list[tuple[int, Kind]]):
    assert kinds(value, f"前文：{text}。") == [expected]


def test_what_is_only_part_of_a_longer_number_or_word_is_another_one():
    assert sightings("5550 0117", "15550 01179") == ()
    assert sightings("Ann", "Annual") == ()
    assert sightings(CODE, f"1{CODE}") == ()


def test_other_companies_and_other_names_are_not_taken_for_this_one():
    assert sightings(COMPANY, "上海青砚汀物业服务有限公司") == ()
    assert sightings("周砚宁", "周砚、周宁、李砚宁") == ()
    assert sightings("Li", "11") == ()
    assert sightings("", "anything") == ()
    assert sightings("--", "--") == ()


def test_each_way_of_writing_is_told_once():
    seen = sightings(COMPANY, f"{COMPANY}；上海青砚汀酒店管理有限公可；{COMPANY}；上海青砚汀酒店管理有限公可")

    assert [one.same for one in seen] == [True, False]


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_company_is_found_whatever_stands_around_it(before: str, after: str):
    assert any(one.same for one in sightings(COMPANY, f"{before}，{COMPANY}。{after}"))


@given(st.text(max_size=40), st.text(max_size=40))
def test_differences_are_none_for_equal_texts_and_some_for_others(one: str, other: str):
    assert differences(one, one) == ()
    assert bool(differences(one, other)) == (one != other)
    for found in differences(one, other):
        assert other[found.at - 1 :].startswith(found.found)
        assert kind_of(found.expected, found.found) == found.kind != "same"


@given(st.text(max_size=20), st.text(max_size=60))
def test_any_text_can_be_looked_through(value: str, text: str):
    for seen in sightings(value, text):
        assert seen.written in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("aaaabbbbcccc", "a" * 10_000),
        (COMPANY, ("上海青砚汀酒" * 2000)[:10_000]),
        ("a" * 200, "a" * 10_000),
        ("ab" * 30, "ab" * 29 + "ac" * 5000),
    ],
)
def test_a_hostile_text_takes_no_long_time(value: str, text: str):
    started = time.process_time()

    sightings(value, text)

    assert time.process_time() - started < 1.5


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("存储 12 万人的人脸", [120_000]),
        ("64 名员工，120,000 people", [64, 120_000]),
        ("회원 214명, 3만명", [214, 30_000]),
        ("５０人", [50]),
        ("1.5万人", [15_000]),
        ("2 人脸、3 人次、三人、1 名称", []),
        ("110 cameras for 20 persons", [20]),
        ("9999999999999999999人", []),
    ],
)
def test_numbers_of_people_are_read_as_they_are_written(text: str, numbers: list[int]):
    assert [number for _, number in people_in(text)] == numbers
