"""Seals as bytes: found wherever they stand, and their own digits read strictly."""

from __future__ import annotations

import pytest

from fr_desk.seal.certificates import Credentials
from fr_desk.seal.envelope import MOST, Envelope, content_of, envelopes
from tests.seal.papers import sealed


def framed(digits: bytes, rest: bytes = b"") -> tuple[bytes, Envelope]:
    """A file that is nothing but a signature."""
    data = b"head<" + digits + b">" + rest
    return data, Envelope(4, 6 + len(digits), len(data))


def test_every_seal_is_found_in_the_order_in_which_it_was_made(
    bare: bytes, operator: Credentials, inspector: Credentials
) -> None:
    once, twice = sealed(bare, operator), sealed(bare, operator, inspector)

    found = envelopes(twice)

    assert envelopes(bare) == ()
    assert [one.covered for one in found] == [len(once), len(twice)]
    assert all(twice[one.start : one.start + 1] + twice[one.end - 1 : one.end] == b"<>" for one in found)


@pytest.mark.parametrize(
    "claim",
    [
        b"/ByteRange [0 10 20 999999]",
        b"/ByteRange [1 4 12 3]",
        b"/ByteRange [0 12 4 3]",
        b"/ByteRange [0 99999999999999999999 4 3]",
        b"/ByteRange [0 4 12]",
        b"/ByteRange",
    ],
)
def test_a_claim_that_does_not_fit_the_file_is_no_seal(claim: bytes) -> None:
    assert envelopes(b"0123<5678>AB" + claim) == ()


def test_a_file_full_of_claims_is_not_read_for_ever() -> None:
    claims = b"".join(b"/ByteRange [0 0 %d %d]" % (9, at) for at in range(1000))

    assert len(envelopes(b"<3456789>" + b" " * 1000 + claims)) == MOST


@pytest.mark.parametrize(
    ("digits", "content"),
    [
        (b"30020500", "30020500"),
        (b"3002050000000000", "30020500"),
        (b"300205ab", "300205ab"),
        (b"300205AB", "300205ab"),
        (b"308180" + b"11" * 128 + b"0000", "308180" + "11" * 128),
    ],
)
def test_a_signature_is_taken_out_of_its_zeros(digits: bytes, content: str) -> None:
    taken = content_of(*framed(digits))

    assert taken is not None
    assert taken.hex() == content


@pytest.mark.parametrize(
    "digits",
    [
        b"",
        b"3",
        b"300205000",
        b"30020500 0000",
        b"3002050000000001",
        b"3002aBcD",
        b"3003050",
        b"30050500",
        b"3182ffff",
        b"30ff",
        b"0000",
        b"3002050g",
    ],
)
def test_other_digits_than_a_signer_writes_are_none(digits: bytes) -> None:
    assert content_of(*framed(digits)) is None
