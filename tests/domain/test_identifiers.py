"""Check characters of registration numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fr_desk.domain.identifiers import (
    CREDIT_CODE_ALPHABET,
    business_number_check_digit,
    credit_code_check_character,
    is_business_number,
    is_credit_code,
)


def test_the_standards_own_credit_code_is_right() -> None:
    assert is_credit_code("91350100M000100Y43")
    assert is_credit_code("91350100 M000100Y43".lower())


@pytest.mark.parametrize(
    "code", ["", "91350100M000100Y44", "91350100M000100Y4", "9135O100M000100Y43", "９" * 18]
)
def test_a_mistyped_credit_code_is_not(code: str) -> None:
    assert not is_credit_code(code)


@given(
    st.text(CREDIT_CODE_ALPHABET, min_size=17, max_size=17),
    st.integers(0, 17),
    st.sampled_from(CREDIT_CODE_ALPHABET),
)
def test_any_single_changed_character_of_a_credit_code_is_noticed(body: str, at: int, other: str) -> None:
    code = body + credit_code_check_character(body)
    changed = code[:at] + other + code[at + 1 :]
    assert is_credit_code(code)
    assert is_credit_code(changed) == (changed == code)


@pytest.mark.parametrize("number", ["220-81-62517", "1208147521", "124-81-00998"])
def test_published_business_numbers_are_right(number: str) -> None:
    assert is_business_number(number)


@pytest.mark.parametrize(
    "number", ["", "2208162518", "220816251", "22081625170", "abcdefghij", "２２０８１６２５１７"]
)
def test_a_mistyped_business_number_is_not(number: str) -> None:
    assert not is_business_number(number)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_every_nine_digits_have_exactly_one_check_digit(body: str) -> None:
    good = [digit for digit in "0123456789" if is_business_number(body + digit)]
    assert good == [business_number_check_digit(body)]
