"""Text of others as it may be shown: what hides or turns is seen, and everything else stays."""

from __future__ import annotations

import pytest

from fr_desk.domain.visible import _remembered, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("锦澜酒店（外滩店）", "锦澜酒店（外滩店）"),
        ("서울\u00a0헬스 👩\u200d👧", "서울\u00a0헬스 👩\u200d👧"),
        ("two\nlines", "two\nlines"),
        ("evil\u202egpj.exe", "evil‹U+202E›gpj.exe"),
        ("\u2066a\u2069\u200f\u200b\ufeff", "‹U+2066›a‹U+2069›‹U+200F›‹U+200B›‹U+FEFF›"),
        ("\x1b[31m\x07\u2028\ue000\ud800", "‹U+001B›[31m‹U+0007›‹U+2028›‹U+E000›‹U+D800›"),
    ],
)
def test_what_hides_or_turns_is_seen_and_the_rest_stays(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_long_texts_of_strangers_are_shown_alike_and_not_remembered() -> None:
    remembered = _remembered.cache_info().currsize

    assert visible("\u202e" * 10_000) == "‹U+202E›" * 10_000
    assert _remembered.cache_info().currsize == remembered
