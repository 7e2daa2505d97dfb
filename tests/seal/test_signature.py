"""Not one byte of a signature can be changed, also none of those that the signature itself leaves open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asn1crypto import cms, core
from cryptography.hazmat.primitives.asymmetric import ec, utils

from fr_desk.seal.certificates import Credentials, der_of
from fr_desk.seal.envelope import content_of, envelopes
from fr_desk.seal.examination import examine
from fr_desk.seal.signature import is_bound
from tests.seal.papers import sealed

Change = Callable[[cms.ContentInfo, Credentials], None]


@pytest.fixture(scope="module")
def paper(bare: bytes, operator: Credentials) -> bytes:
    return sealed(bare, operator)


def signature_of(data: bytes) -> bytes:
    content = content_of(data, envelopes(data)[0])
    assert content is not None
    return content


def with_signature(data: bytes, content: bytes) -> bytes:
    """The paper with another signature in the same room."""
    place = envelopes(data)[0]
    room = place.end - place.start - 2
    digits = content.hex().upper().ljust(room, "0").encode()
    assert len(digits) == room
    return data[: place.start + 1] + digits + data[place.end - 1 :]


def add_certificate(whole: cms.ContentInfo, other: Credentials) -> None:
    extra = cms.CertificateChoices.load(der_of(other.certificate))
    whole["content"]["certificates"].append(extra)


def take_the_higher_form(whole: cms.ContentInfo, _: Credentials) -> None:
    signer = whole["content"]["signer_infos"][0]
    r, s = utils.decode_dss_signature(signer["signature"].native)
    signer["signature"] = utils.encode_dss_signature(r, ec.SECP256R1().group_order - s)


def drop_the_parameters(whole: cms.ContentInfo, _: Credentials) -> None:
    whole["content"]["digest_algorithms"] = cms.DigestAlgorithms(
        [cms.DigestAlgorithm.load(bytes.fromhex("300b0609608648016503040201"))]
    )


def raise_the_version(whole: cms.ContentInfo, _: Credentials) -> None:
    whole["content"]["version"] = "v3"


def add_an_unsigned_attribute(whole: cms.ContentInfo, _: Credentials) -> None:
    attribute = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.OctetString(b"note")]})
    whole["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])


CHANGES: list[Change] = [
    take_the_higher_form,
    drop_the_parameters,
    raise_the_version,
]


def test_what_we_write_is_bound(paper: bytes) -> None:
    assert is_bound(signature_of(paper))


@pytest.mark.parametrize("change", CHANGES)
def test_a_signature_that_stays_good_but_not_the_same_is_reported(
    paper: bytes, stranger: Credentials, known: dict[bytes, str], change: Change
) -> None:
    whole = cms.ContentInfo.load(signature_of(paper))
    change(whole, stranger)

    other = whole.dump(force=True)

    assert not is_bound(other)
    (seal,) = examine(with_signature(paper, other), known)
    assert seal.state == "changed"


@pytest.mark.parametrize("change", [add_certificate, add_an_unsigned_attribute])
def test_nothing_can_be_added_beside_what_is_signed(
    paper: bytes, stranger: Credentials, change: Change
) -> None:
    whole = cms.ContentInfo.load(signature_of(paper))
    change(whole, stranger)

    assert not is_bound(whole.dump(force=True))


def test_lengths_are_written_in_the_one_way_that_der_allows(paper: bytes) -> None:
    content = signature_of(paper)
    assert content[:2] == b"\x30\x82"

    longer = b"\x30\x83\x00" + content[2:]

    assert not is_bound(longer)


def test_every_single_byte_counts(paper: bytes, known: dict[bytes, str]) -> None:
    content = signature_of(paper)

    for place in range(0, len(content), 11):
        other = bytearray(content)
        other[place] ^= 1 << (place % 8)
        (seal,) = examine(with_signature(paper, bytes(other)), known) or [None]
        assert seal is None or seal.state == "changed", place
