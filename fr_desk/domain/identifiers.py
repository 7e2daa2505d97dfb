"""Check characters of registration numbers.

China: unified social credit code, GB 32100-2015. Korea: business registration number, National Tax Service algorithm.
"""

from __future__ import annotations

import re

CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: digits and capitals without I, O, S, V, Z."""

_BUSINESS_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


def credit_code_check_character(first_17: str) -> str:
    """Return the 18th character of a unified social credit code (GB 32100-2015, weights 3^(i-1) mod 31).

    Raises:
        ValueError: if the 17 characters are not of the code's alphabet.
    """
    if len(first_17) != 17 or any(character not in CREDIT_CODE_ALPHABET for character in first_17):
        raise ValueError("a credit code has 17 characters of its alphabet before the check character")
    total = sum(CREDIT_CODE_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first_17))
    return CREDIT_CODE_ALPHABET[(31 - total % 31) % 31]


def is_credit_code(text: str) -> bool:
    """Tell whether ``text`` is a unified social credit code with a right check character; spaces are ignored."""
    code = re.sub(r"\s", "", text).upper()
    if len(code) != 18 or any(character not in CREDIT_CODE_ALPHABET for character in code):
        return False
    return credit_code_check_character(code[:17]) == code[17]


def business_number_check_digit(first_9: str) -> str:
    """Return the tenth digit of a Korean business registration number.

    Raises:
        ValueError: if the text is not nine digits.
    """
    if not re.fullmatch(r"[0-9]{9}", first_9):
        raise ValueError("a business registration number has nine digits before the check digit")
    digits = [int(character) for character in first_9]
    total = (
        sum(digit * weight for digit, weight in zip(digits, _BUSINESS_WEIGHTS, strict=True))
        + digits[8] * 5 // 10
    )
    return str((10 - total % 10) % 10)


def is_business_number(text: str) -> bool:
    """Tell whether ``text`` is a Korean business registration number with a right check digit; hyphens are ignored."""
    number = re.sub(r"[\s-]", "", text)
    return bool(re.fullmatch(r"[0-9]{10}", number)) and business_number_check_digit(number[:9]) == number[9]
