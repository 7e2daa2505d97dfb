"""The digest that a PDF carries of itself."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fr_desk.domain.file_digest import DIGEST_KEY, NO_DIGEST, Hashed, digest_of, first_end, with_digest

WRITTEN = (
    f"%PDF-1.7\nsomething\ntrailer\n<< {DIGEST_KEY} ({NO_DIGEST}) /Size 1 >>\nstartxref\n9\n%%EOF\n".encode()
)
WHOLE = with_digest(WRITTEN)


def test_a_digest_is_put_where_its_place_was_kept_and_is_right():
    assert len(WHOLE) == len(WRITTEN)
    assert digest_of(WHOLE) == "right"
    assert with_digest(WRITTEN) == WHOLE


def test_without_a_place_there_is_none():
    assert digest_of(b"%PDF-1.7\n%%EOF\n") == "none"
    with pytest.raises(ValueError, match="PDF"):
        with_digest(b"%PDF-1.7\n%%EOF\n")
    with pytest.raises(ValueError, match="PDF"):
        with_digest(WHOLE)


@given(at=st.integers(0, len(WHOLE) * 8 - 1))
def test_no_flipped_bit_leaves_it_right(at: int):
    changed = bytearray(WHOLE)
    changed[at // 8] ^= 1 << at % 8

    assert digest_of(bytes(changed)) != "right"


def test_what_is_cut_off_or_added_makes_it_wrong_but_not_that_of_the_part_before():
    longer = WHOLE + b"more\n%%EOF\n"

    assert digest_of(WHOLE[:-1]) == "wrong"
    assert digest_of(longer) == "wrong"
    assert digest_of(longer, first_end(longer)) == "right"


@pytest.mark.parametrize(
    "data", [WHOLE, WRITTEN, WHOLE + b"more\n%%EOF\n", b"%PDF-1.7\n%%EOF\n", b"PK\3\4 " + WHOLE, b""]
)
def test_both_digests_are_right_in_whatever_order_they_are_asked_for(data: bytes):
    first, second, end = Hashed(data), Hashed(data), first_end(data)

    assert first.content == second.content == hashlib.sha256(data).hexdigest()
    assert (first.own(), first.own(end), first.own()) == (
        digest_of(data),
        digest_of(data, end),
        digest_of(data),
    )
    assert first.content == Hashed(data).content
    assert Hashed(data).own(end) == digest_of(data, end)
