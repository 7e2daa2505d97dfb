"""What is told of our own seals in milliseconds is what the thorough way tells, and of all else nothing is told."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.general import find_unique_cms_attribute

from fr_desk.domain.file_digest import Hashed
from fr_desk.domain.own_pdf import OtherFormError, OwnPdf
from fr_desk.domain.seals import Seal
from fr_desk.seal import signing
from fr_desk.seal.certificates import Credentials, der_of, holder_of
from fr_desk.seal.envelope import content_of, envelopes
from fr_desk.seal.examination import SealedDocument
from fr_desk.seal.layers import Layers
from fr_desk.seal.trouble import quiet
from tests.seal.papers import NOW, appended, nothing_new, paper, rewritten, sealed
from tests.seal.test_additions import TWISTS, Twist, a_place_on_the_page, another_name
from tests.seal.test_examination import (
    UPDATES,
    Writer,
    a_note,
    below_another,
    certificate,
    forced,
    foreign,
    issued,
    other_words,
)

Known = dict[bytes, str]
Seals = tuple[Seal, ...]


@pytest.fixture(scope="module")
def odd_hands() -> tuple[Credentials, Credentials]:
    """Two hands whose keys make signatures of always the same length."""
    hands = []
    for name in ("First", "Second"):
        key: Any = rsa.generate_private_key(65537, 2048)
        own = certificate(name, key, name, key, ca=False)
        hands.append(Credentials(key, own, (), holder_of(own)))
    return hands[0], hands[1]


def both(data: bytes, known: Known) -> tuple[Seals | None, Seals]:
    """What the quick way says, and what the thorough one does."""
    with quiet():
        document = SealedDocument(Hashed(data), envelopes(data), known)
        return document.judged_quickly(), document.judged_thoroughly()


def resigned(data: bytes, *hands: Credentials) -> bytes:
    """A file that somebody changed and sealed then, whatever it had become."""
    for envelope, hand in zip(envelopes(data), hands, strict=False):
        content = content_of(data, envelope)
        assert content is not None
        (signer,) = cms.ContentInfo.load(content)["content"]["signer_infos"]
        attributes, signature = signer["signed_attrs"].untag().dump(), signer["signature"].native
        before = find_unique_cms_attribute(signer["signed_attrs"], "message_digest").native
        covered = data[: envelope.start] + data[envelope.end : envelope.covered]
        digest = hashlib.sha256(covered).digest()
        assert isinstance(hand.key, rsa.RSAPrivateKey)
        good = hand.key.sign(attributes.replace(before, digest), padding.PKCS1v15(), hashes.SHA256())
        digits = content.replace(before, digest).replace(signature, good).hex().encode()
        room = envelope.end - envelope.start - 2
        data = data[: envelope.start + 1] + digits.ljust(room, b"0") + data[envelope.end - 1 :]
    return data


class TestWhatWeSealed:
    """All of it is told quickly, and just as the thorough way tells it."""

    @pytest.mark.parametrize("fields", [True, False])
    def test_by_one_hand_after_the_other(
        self,
        known: Known,
        operator: Credentials,
        inspector: Credentials,
        stranger: Credentials,
        fields: bool,
    ) -> None:
        data = paper(fields=fields)

        for count, hand in enumerate((operator, inspector, stranger), start=1):
            data = sealed(data, hand)
            quick, thorough = both(data, known)
            assert quick == thorough
            assert [one.known_as for one in thorough] == ["王芳", "김 검사관", ""][:count]

    def test_as_it_is_printed(
        self, printed: bytes, known: Known, operator: Credentials, inspector: Credentials
    ) -> None:
        quick, thorough = both(sealed(printed, operator, inspector), known)

        assert quick == thorough
        assert [one.state for one in thorough] == ["sealed"] * 2

    def test_for_whoever_knows_nobody(self, twice: bytes) -> None:
        quick, thorough = both(twice, {})

        assert quick == thorough
        assert [one.state for one in thorough] == ["unknown_signer"] * 2

    def test_under_an_authority_that_is_known(self, bare: bytes) -> None:
        authority, hand = issued()
        root, between, below = below_another()
        data = sealed(bare, hand, below)

        for known in ({}, {der_of(authority): "a"}, {der_of(root): "r"}, {der_of(between): "b"}):
            quick, thorough = both(data, known)
            assert quick == thorough
            assert [one.known_as for one in thorough] == [
                {"a": "a"}.get("".join(known.values()), ""),
                {"r": "r", "b": "b"}.get("".join(known.values()), ""),
            ]

    def test_with_a_certificate_for_another_use(self, bare: bytes) -> None:
        authority, hand = issued(signing=False)

        quick, thorough = both(forced(bare, hand), {der_of(authority): "a"})

        assert quick == thorough
        assert thorough[0].state == "unknown_signer"

    @pytest.mark.parametrize("days", [-3000, 5000])
    def test_when_the_certificate_was_not_valid(
        self,
        bare: bytes,
        known: Known,
        operator: Credentials,
        days: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(signing, "refuse_unfit", lambda *_: None)
        data = signing.seal_pdf(bare, operator, NOW + dt.timedelta(days=days), file="")

        quick, thorough = both(data, known)

        assert quick == thorough
        assert thorough[0].state == "unknown_signer"

    @pytest.mark.parametrize("hours", [8, 9, -3.5])
    def test_at_a_moment_of_another_time_zone(
        self, bare: bytes, known: Known, operator: Credentials, hours: float
    ) -> None:
        moment = NOW.astimezone(dt.timezone(dt.timedelta(hours=hours)))

        quick, thorough = both(signing.seal_pdf(bare, operator, moment, file=""), known)

        assert quick == thorough
        assert thorough[0].claimed_at == NOW

    @pytest.mark.parametrize("twist", [*TWISTS, another_name, a_place_on_the_page])
    @pytest.mark.parametrize("second", [False, True])
    def test_with_something_beside_the_seal(
        self,
        once: bytes,
        bare: bytes,
        known: Known,
        operator: Credentials,
        inspector: Credentials,
        twist: Twist,
        second: bool,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """What is put beside the first seal is sealed by it; beside a second one it is a change of the document."""
        twisted(monkeypatch, twist)
        data = sealed(once, inspector) if second else sealed(bare, operator)

        quick, thorough = both(data, known)

        assert quick in (None, thorough)
        if second:
            assert quick is None


def twisted(monkeypatch: pytest.MonkeyPatch, twist: Twist) -> None:
    """Let every seal bring something along."""
    show = signing._show

    def also(writer: Any, field: generic.DictionaryObject, face: Any) -> None:
        show(writer, field, face)
        twist(writer, field)

    monkeypatch.setattr(signing, "_show", also)


def a_lock(writer: Any, field: generic.DictionaryObject) -> None:
    lock = {pdf_name("/Type"): pdf_name("/SigFieldLock"), pdf_name("/Action"): pdf_name("/All")}
    field["/Lock"] = writer.add_object(generic.DictionaryObject(lock))


def a_condition(writer: Any, field: generic.DictionaryObject) -> None:
    """The field demands a reason to be given, and none is."""
    demand = {
        pdf_name("/Type"): pdf_name("/SV"),
        pdf_name("/Ff"): generic.NumberObject(8),
        pdf_name("/Reasons"): generic.ArrayObject([generic.TextStringObject("because")]),
    }
    field["/SV"] = writer.add_object(generic.DictionaryObject(demand))


def a_child(writer: Any, field: generic.DictionaryObject) -> None:
    child = {pdf_name("/T"): generic.TextStringObject("x"), pdf_name("/FT"): pdf_name("/Sig")}
    field["/Kids"] = generic.ArrayObject([writer.add_object(generic.DictionaryObject(child))])


def a_name_of_two_parts(writer: Any, field: generic.DictionaryObject) -> None:
    field["/T"] = generic.TextStringObject("甲.b")


class TestWhatIsNotAsOurs:
    """None of it is told quickly."""

    @pytest.mark.parametrize("twist", [a_lock, a_condition, a_child, a_name_of_two_parts])
    def test_a_field_that_is_more_than_a_place(
        self,
        bare: bytes,
        known: Known,
        operator: Credentials,
        twist: Twist,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        twisted(monkeypatch, twist)

        assert both(sealed(bare, operator), known)[0] is None

    def test_seals_of_another_program(
        self, bare: bytes, once: bytes, known: Known, operator: Credentials, inspector: Credentials
    ) -> None:
        for data in (foreign(bare, operator, "Operator"), foreign(once, inspector, "Inspector")):
            assert both(data, known)[0] is None

    @pytest.mark.parametrize("update", [*UPDATES, nothing_new], ids=lambda update: update.__name__)
    def test_updates_between_and_behind_the_seals(
        self, once: bytes, known: Known, inspector: Credentials, update: Callable[[Writer], None]
    ) -> None:
        assert both(appended(once, update), known)[0] is None
        assert both(sealed(appended(once, update), inspector), known)[0] is None

    @pytest.mark.parametrize("update", [other_words, a_note, nothing_new])
    def test_updates_before_the_first_seal(
        self, bare: bytes, known: Known, operator: Credentials, update: Callable[[Writer], None]
    ) -> None:
        quick, thorough = both(sealed(appended(bare, update), operator), known)

        assert quick is None
        assert thorough[0].state == "sealed"

    @pytest.mark.parametrize("extra", [b"\n", b"%%EOF\n", b" " * 99])
    def test_bytes_behind_the_end(self, twice: bytes, known: Known, extra: bytes) -> None:
        assert both(twice + extra, known)[0] is None

    def test_a_file_written_by_another_program(
        self, bare: bytes, known: Known, operator: Credentials
    ) -> None:
        quick, thorough = both(sealed(rewritten(bare, lambda pdf: None), operator), known)

        assert quick in (None, thorough)
        assert thorough[0].state == "sealed"

    def test_a_signature_of_other_bytes(self, once: bytes, known: Known) -> None:
        place = once.index(b"endstream") - 9
        other = once[:place] + bytes([once[place] ^ 1]) + once[place + 1 :]

        assert both(other, known)[0] is None


class TestWhoeverSealsSomethingOdd:
    """A good seal on a file that readers could take in two ways: whoever made it has the key."""

    def test_is_never_told_otherwise_than_thoroughly(self, odd_hands: tuple[Credentials, ...]) -> None:
        chance = random.Random(20261122)  # noqa: S311 - the same files each time
        known = {der_of(hand.certificate): hand.holder.name for hand in odd_hands}
        once, twice = sealed(paper(), *odd_hands[:1]), sealed(paper(), *odd_hands)
        said: set[tuple[str, ...] | None] = set()

        for _ in range(100):
            other = resigned(damaged(chance.choice((once, twice)), chance), *odd_hands)
            document = SealedDocument(Hashed(other), envelopes(other), known)
            with quiet():
                quick = document.judged_quickly() if document.found else None  # compared, see conftest
            said.add(None if quick is None else tuple(one.state for one in quick))

        assert said == {None, ("sealed",), ("sealed", "sealed")}

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (rb"/Index \[ 0 1 2 1", b"/Index [ 0 1 3 1"),
            (rb"/W \[ 1 8 2 \]", b"/W [ 1 7 3 ]"),
            (rb"\nstartxref\n\d", b"\nstartxref\n0"),
            (rb"/SigFlags 3", b"/SigFlags 3".replace(b"3", b"\v")),
            (rb"/T \(Operator\)", b"/V 23 0 R    "),
            (rb"/Type /Annot\n/V", b"/Type /Annot\n/F"),
            (rb"/Subtype /Widget", b"/Subtype /Wi\xa4get"),
            (rb"/F 4\n/FT", b"/T 4\n/FT"),
            (rb"\\0561", b"\\5561"),
            (rb"/Name /FR#20Desk", b"/Name /FR#20Dusk"),
            (rb"/P 2\n>>", b"/P 9\n>>"),
            (rb"/Type /Sig\n", b"/Typo /Sig\n"),
            (rb"ETSI.CAdES.detached", b"ETSI.RFC3161xxxxxxx"),
            (rb"/M \(D\\072202", b"/M (D\\072x02"),
            (rb"%PDF-1", b"%PDF-3"),
        ],
    )
    def test_is_left_to_the_thorough_way(
        self, odd_hands: tuple[Credentials, ...], old: bytes, new: bytes
    ) -> None:
        hand = odd_hands[0]
        once = sealed(paper(), hand)
        found = re.search(old, once)
        assert found is not None
        assert len(found[0]) == len(new)
        other = resigned(once[: found.start()] + new + once[found.end() :], hand)

        assert both(other, {der_of(hand.certificate): "h"})[0] is None


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with something put in another's place, but for the signatures; most of it where the seals are."""
    other, gaps = bytearray(data), envelopes(data)
    first = data.index(b"%%EOF\n") + 6
    for _ in range(chance.choice((1, 1, 2))):
        begin = chance.choice((0, first - 250, first, first))
        place = chance.randrange(begin, len(other) - 12)
        numbers = [one.start() for one in re.finditer(rb"\d", other) if one.start() >= begin]
        match chance.randrange(4):
            case 0:
                piece = bytes([other[place] ^ 1 << chance.randrange(8)])
            case 1:
                piece = chance.choice(
                    (b"/V", b"/Kids", b"/FT", b">>", b"<<", b"]", b"(", b"%", b"null", b"\n")
                )
            case 2:
                source = chance.randrange(begin, len(other) - 12)
                piece = bytes(other[source : source + chance.randrange(1, 12)])
            case _:
                place, piece = chance.choice(numbers), b"%d" % chance.randrange(10)
        if not any(gap.start - 12 <= place < gap.end for gap in gaps):
            other[place : place + len(piece)] = piece
    return bytes(other)


class TestLayers:
    def test_every_byte_of_their_tables_counts(self, once: bytes) -> None:
        begin = once.rindex(b"/Prev")

        for place in range(begin, len(once)):
            other = once[:place] + bytes([once[place] ^ 1]) + once[place + 1 :]
            with pytest.raises(OtherFormError):
                Layers(Hashed(other), [len(other)])

    def test_every_byte_of_the_first_table_counts(self, bare: bytes) -> None:
        begin = bare.rindex(b"stream\n", 0, bare.rindex(b"endstream")) + 7
        assert OwnPdf(bare).end == len(bare)

        for place in range(begin, len(bare)):
            other = bare[:place] + bytes([bare[place] ^ 1]) + bare[place + 1 :]
            with pytest.raises(OtherFormError):
                OwnPdf(other)

    def test_an_object_is_told_as_it_was_last_written(self, once: bytes, twice: bytes) -> None:
        (first, second) = (one.covered for one in envelopes(twice))
        before, after = Layers(Hashed(once), [first]), Layers(Hashed(twice), [first, second])
        number = next(one for one in after.places[1] if b"(Inspector)" in after.appended(one))

        assert b"/V" not in before.text(number)
        assert b"/V" in after.text(number)

    def test_only_whole_additions_are_recognised(self, twice: bytes) -> None:
        (first, second) = (one.covered for one in envelopes(twice))

        for ends in ([second], [first, first], [first - 1, second]):
            with pytest.raises(OtherFormError):
                Layers(Hashed(twice), ends)
