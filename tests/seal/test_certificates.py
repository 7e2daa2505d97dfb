"""Identities are made and opened again; files of other makers are read, or refused in one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from fr_desk.errors import FrDeskError
from fr_desk.seal import errors
from fr_desk.seal.certificates import (
    Credentials,
    holder_of,
    new_identity,
    open_key,
    read_card,
    refuse_unfit,
)
from tests.seal.conftest import PASSPHRASE
from tests.seal.papers import NOW

DAY = dt.timedelta(days=1)
SHORT = rsa.generate_private_key(65537, 1024)  # noqa: S505 - to be refused


def certificate(
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey,
    *,
    signing: bool | None = None,
    name: str = "Somebody",
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(NOW - DAY)
        .not_valid_after(NOW + DAY)
    )
    if signing is not None:
        usage = x509.KeyUsage(signing, False, not signing, False, False, False, False, False, False)
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def test_an_identity_is_opened_with_its_passphrase() -> None:
    key, card = new_identity("王芳", "上海滨江酒店", PASSPHRASE, NOW)

    credentials = open_key(key, PASSPHRASE, "key.p12")

    assert credentials.holder == card.holder
    assert (card.holder.name, card.holder.organisation) == ("王芳", "上海滨江酒店")
    assert card.holder.valid_from == NOW
    assert dt.timedelta(days=3650) < card.holder.valid_until - NOW < dt.timedelta(days=3660)
    assert read_card(card.pem, "key.pem") == read_card(card.der, "key.der") == card


def test_an_identity_says_that_it_is_for_signatures_and_issues_nothing() -> None:
    _, card = new_identity("王芳", "", PASSPHRASE, NOW)
    extensions = x509.load_der_x509_certificate(card.der).extensions

    usage = extensions.get_extension_for_class(x509.KeyUsage).value

    assert usage.digital_signature
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_no_organisation_is_none_in_the_certificate() -> None:
    _, card = new_identity("王芳", "  ", PASSPHRASE, NOW)

    assert card.holder.organisation == ""


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "x" * 65, "王\u202e芳", "\x1b[2J"])
def test_a_name_that_no_certificate_holds_is_refused(name: str) -> None:
    with pytest.raises(errors.UnsuitableNameError) as refused:
        new_identity(name, "", PASSPHRASE, NOW)

    assert refused.value.message("en").isprintable()


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(errors.ShortPassphraseError, match="at least 8"):
        new_identity("王芳", "", "1234567", NOW)


@pytest.mark.parametrize("wrong", ["", "correct horsE", "正确的马", "\ud800"])
def test_another_passphrase_is_told(wrong: str) -> None:
    key, _ = new_identity("王芳", "", PASSPHRASE, NOW)

    with pytest.raises(errors.WrongPassphraseError, match=r"does not open key\.p12"):
        open_key(key, wrong, "key.p12")


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    key, _ = new_identity("王芳", "", "caf\N{LATIN SMALL LETTER E WITH ACUTE}-noir", NOW)

    opened = open_key(key, "cafe\N{COMBINING ACUTE ACCENT}-noir", "key.p12")

    assert opened.holder.name == "王芳"


@pytest.mark.parametrize("data", [b"", b"hello", b"\x30\x03\x02\x01\x03", b"-----BEGIN CERTIFICATE-----\n"])
def test_what_is_no_key_file_is_told(data: bytes) -> None:
    with pytest.raises(errors.NotAKeyFileError, match=r"key\.p12 is not a PKCS#12 file"):
        open_key(data, PASSPHRASE, "key.p12")


def test_a_damaged_key_file_gives_a_sentence() -> None:
    key, _ = new_identity("王芳", "上海滨江酒店", PASSPHRASE, NOW)

    for place in range(0, len(key), 9):
        damaged = bytearray(key)
        damaged[place] ^= 0x11
        try:
            open_key(bytes(damaged), PASSPHRASE, "key.p12")
        except FrDeskError:
            continue


Make = Callable[[], bytes]


def rsa_file(bits: int) -> bytes:
    key = rsa.generate_private_key(65537, bits)
    return pkcs12.serialize_key_and_certificates(
        b"x", key, certificate(key), None, BestAvailableEncryption(PASSPHRASE.encode())
    )


def test_a_key_file_of_another_maker_is_opened() -> None:
    assert open_key(rsa_file(2048), PASSPHRASE, "own.pfx").holder.name == "Somebody"


def test_a_key_file_without_a_passphrase_is_opened_without_one() -> None:
    key = ec.generate_private_key(ec.SECP384R1())
    data = pkcs12.serialize_key_and_certificates(b"x", key, certificate(key), None, NoEncryption())

    assert open_key(data, "", "own.p12").holder.fingerprint


def test_the_authorities_above_come_along() -> None:
    key, above = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    data = pkcs12.serialize_key_and_certificates(
        b"x", key, certificate(key), [certificate(above, name="Above")], NoEncryption()
    )

    chain = open_key(data, "", "own.p12").chain

    assert [holder_of(one).name for one in chain] == ["Above"]


@pytest.mark.parametrize("key", [SHORT, ed25519.Ed25519PrivateKey.generate()], ids=["short", "odd"])
def test_a_key_that_cannot_seal_pdfs_is_refused(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey) -> None:
    data = pkcs12.serialize_key_and_certificates(b"x", key, certificate(key), None, NoEncryption())

    with pytest.raises(errors.UnsuitableKeyError):
        open_key(data, "", "own.p12")


def test_a_file_without_the_key_or_with_the_key_of_another_is_refused() -> None:
    key, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    alone = pkcs12.serialize_key_and_certificates(b"x", None, None, [certificate(key)], NoEncryption())
    bare = pkcs12.serialize_key_and_certificates(b"x", other, None, None, NoEncryption())

    for data in (alone, bare):
        with pytest.raises(errors.NoKeyError):
            open_key(data, "", "own.p12")


def test_only_certificates_are_certificates() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    for data in (b"", b"hello", private, b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(errors.NotACertificateError, match=r"a\.pem is not a certificate"):
            read_card(data, "a.pem")


def test_whatever_a_certificate_calls_its_holder_can_be_shown() -> None:
    key = ec.generate_private_key(ec.SECP256R1())

    name = holder_of(certificate(key, name="evil\x1b[2J\u202eman")).name

    assert name.isprintable()
    assert name.startswith("evil")


class TestWhoMaySeal:
    @pytest.fixture
    def credentials(self) -> Credentials:
        key, _ = new_identity("王芳", "", PASSPHRASE, NOW)
        return open_key(key, PASSPHRASE, "")

    def test_whoever_holds_a_valid_certificate(self, credentials: Credentials) -> None:
        refuse_unfit(credentials, NOW)

    def test_not_after_its_last_day(self, credentials: Credentials) -> None:
        with pytest.raises(errors.ExpiredError, match="was valid until 2036-11-2"):
            refuse_unfit(credentials, NOW + 4000 * DAY)

    def test_not_before_its_first_day(self, credentials: Credentials) -> None:
        with pytest.raises(errors.NotYetValidError, match="from 2026-11-22 only"):
            refuse_unfit(credentials, NOW - DAY)

    @pytest.mark.parametrize(("signing", "refused"), [(True, False), (False, True), (None, False)])
    def test_only_if_the_certificate_is_for_signatures(self, signing: bool | None, refused: bool) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        own = certificate(key, signing=signing)
        credentials = Credentials(key, own, (), holder_of(own))

        if refused:
            with pytest.raises(errors.NotForSigningError):
                refuse_unfit(credentials, NOW)
        else:
            refuse_unfit(credentials, NOW)
