"""Keys and certificates: an identity of one's own (self-signed X.509), and the reading of other people's files.

An identity is an ECDSA key on P-256 with a certificate for signatures (RFC 5280: digitalSignature and
contentCommitment), kept together as PKCS#12 (RFC 7292) under a passphrase. This module knows neither PDF nor where
the files are kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12
from cryptography.x509.oid import NameOID

from fr_desk.domain.seals import Holder
from fr_desk.seal import errors

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

VALID_FOR = dt.timedelta(days=3652)
"""How long an identity is good for: ten years, longer than any assessment must be kept."""
LONGEST_NAME = 64
"""Most characters of a name in a certificate (RFC 5280, ub-common-name)."""
SHORTEST_PASSPHRASE = 8
ROUNDS = 300_000
"""Rounds of PBKDF2 that make each guess of a passphrase slow: about 0.2 s to open a key."""
SMALLEST_RSA = 2048
CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)

BROKEN = (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension)
"""What the library raises for certificates and keys that it cannot read."""
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Credentials:
    """What it takes to seal.

    Attributes:
        key: the private key.
        certificate: the certificate that belongs to it.
        chain: certificates of the authorities above it, if there are any.
        holder: whom the certificate names.
    """

    key: Key
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    holder: Holder


@dataclass(frozen=True, slots=True)
class Card:
    """A certificate as people hand it around.

    Attributes:
        der: the certificate.
        pem: the same as text.
        holder: whom it names.
    """

    der: bytes
    pem: bytes
    holder: Holder


def new_identity(name: str, organisation: str, passphrase: str, now: dt.datetime) -> tuple[bytes, Card]:
    """Make a key and a certificate that nobody else vouches for.

    Args:
        name: of the person or the office that will seal.
        organisation: may be empty.
        passphrase: that will open the key.
        now: when the certificate begins to be valid.

    Returns:
        The PKCS#12 file, and the certificate alone.

    Raises:
        UnsuitableNameError: if a certificate cannot hold the name or the organisation.
        ShortPassphraseError: if the passphrase is guessed too easily.
    """
    names = [x509.NameAttribute(NameOID.COMMON_NAME, _suitable(name))]
    if organisation.strip():
        names.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, _suitable(organisation)))
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise errors.ShortPassphraseError(least=SHORTEST_PASSPHRASE)
    key = ec.generate_private_key(ec.SECP256R1())
    subject, begin = x509.Name(names), now.astimezone(dt.UTC).replace(microsecond=0)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(_bytes(passphrase))
    )
    container = pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, encryption)
    return container, read_card(der_of(certificate), name)


def _suitable(name: str) -> str:
    name = unicodedata.normalize("NFC", name.strip())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise errors.UnsuitableNameError(name=shown(name), limit=LONGEST_NAME)
    return name


def _bytes(passphrase: str) -> bytes:
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")


def open_key(data: bytes, passphrase: str, file: str) -> Credentials:
    """Open a PKCS#12 file.

    Args:
        data: its content.
        passphrase: that it was encrypted with.
        file: what to call it in an error.

    Raises:
        NotAKeyFileError: if it is no PKCS#12 file.
        WrongPassphraseError: if the passphrase does not open it.
        NoKeyError: if it holds no key with its certificate.
        UnsuitableKeyError: if PDFs cannot be sealed with this kind of key.
    """
    container = _unlocked(data, passphrase, file)
    if container.key is None or container.cert is None:
        raise errors.NoKeyError(file=file)
    key, certificate = _suitable_key(container.key, file), container.cert.certificate
    chain = tuple(one.certificate for one in container.additional_certs)
    try:
        if certificate.public_key() != key.public_key():
            raise errors.NoKeyError(file=file)
        return Credentials(key, certificate, chain, holder_of(certificate))
    except BROKEN as error:
        raise errors.NoKeyError(file=file) from error


def _suitable_key(key: object, file: str) -> Key:
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= SMALLEST_RSA:
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, CURVES):
        return key
    raise errors.UnsuitableKeyError(file=file)


def _unlocked(data: bytes, passphrase: str, file: str) -> pkcs12.PKCS12KeyAndCertificates:
    if not passphrase:
        with suppress(*BROKEN):
            return pkcs12.load_pkcs12(data, None)
    try:
        return pkcs12.load_pkcs12(data, _bytes(passphrase))
    except BROKEN as error:
        mistake = errors.WrongPassphraseError if _is_pkcs12(data) else errors.NotAKeyFileError
        raise mistake(file=file) from error


def _is_pkcs12(data: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx  # noqa: PLC0415 - only to tell two mistakes apart

    try:
        container = Pfx.load(data, strict=True)
        return bool(container["version"].native == "v3" and container["mac_data"].native is not None)
    except (ValueError, TypeError, KeyError):
        return False


def read_card(data: bytes, file: str) -> Card:
    """Return the certificate in a PEM or DER file; of several the first, which is the signer's own.

    Raises:
        NotACertificateError: if there is none.
    """
    try:
        pem = b"-----BEGIN" in data
        certificate = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        return Card(der_of(certificate), certificate.public_bytes(Encoding.PEM), holder_of(certificate))
    except BROKEN as error:
        raise errors.NotACertificateError(file=file) from error


def der_of(certificate: x509.Certificate) -> bytes:
    """Return a certificate as DER."""
    return certificate.public_bytes(Encoding.DER)


def holder_of(certificate: x509.Certificate) -> Holder:
    """Return whom a certificate names.

    Raises:
        ValueError: if the certificate cannot be read.
    """
    subject = certificate.subject
    name = _first(subject, NameOID.COMMON_NAME)
    organisation = _first(subject, NameOID.ORGANIZATION_NAME)
    return Holder(
        name=name or organisation or shown(subject.rfc4514_string()),
        organisation=organisation,
        fingerprint=hashlib.sha256(der_of(certificate)).hexdigest(),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
    )


def _first(subject: x509.Name, kind: x509.ObjectIdentifier) -> str:
    found = subject.get_attributes_for_oid(kind)
    return shown(str(found[0].value)) if found else ""


def shown(text: str) -> str:
    """Return text of a stranger's as it may be shown: short, and without characters that steer a screen."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text[:_MOST_SHOWN])


def refuse_unfit(credentials: Credentials, now: dt.datetime) -> None:
    """Refuse a certificate that must not seal, today or ever.

    Raises:
        ExpiredError: if its time is over.
        NotYetValidError: if its time has not begun.
        NotForSigningError: if it says that it is for other uses.
    """
    holder = credentials.holder
    if now > holder.valid_until:
        raise errors.ExpiredError(signer=holder.name, date=holder.valid_until.date())
    if now < holder.valid_from:
        raise errors.NotYetValidError(signer=holder.name, date=holder.valid_from.date())
    try:
        usage = credentials.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    except BROKEN as error:
        raise errors.NotForSigningError(signer=holder.name) from error
    if not (usage.digital_signature or usage.content_commitment):
        raise errors.NotForSigningError(signer=holder.name)
