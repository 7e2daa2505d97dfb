"""The signature inside a seal (CMS, RFC 5652), made so that not one of its bytes can be changed unnoticed.

A CMS signature leaves parts of itself unsigned: the certificates beside the signer's own, the names of the
algorithms, the second of two equally valid forms of an ECDSA signature. Here everything is bound: all certificates
are named in the signed attribute signing-certificate-v2 (RFC 5035), the algorithms in algorithm-protection (RFC
6211), and of the two forms only the lower is written. :func:`is_bound` checks that; it is asked only of seals that
we made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from asn1crypto import cms, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from pyhanko.sign.attributes import (
    CMSAlgorithmProtectionProvider,
    CMSAttributeProvider,
    SignedAttributeProviderSpec,
)
from pyhanko.sign.general import (
    as_signing_certificate_v2,
    check_ess_certid,
    find_unique_cms_attribute,
)
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from fr_desk.seal.certificates import Credentials, der_of

DIGEST = "sha256"
MADE_BY = "FR Desk"
"""How our seals name the program that made them (Prop_Build), within what the signature covers."""
CERTIFICATES, PROTECTION = "signing_certificate_v2", "cms_algorithm_protection"
CURVES: dict[str, ec.EllipticCurve] = {
    curve.name: curve for curve in (ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1())
}
"""The curves whose keys may seal."""
_MOST = 16
"""Most certificates in one seal."""


class ChainSigner(Signer):
    """Signs with a key in memory; binds the whole chain of certificates."""

    def __init__(self, credentials: Credentials) -> None:
        """Take the credentials of whoever seals."""
        chain = [x509.Certificate.load(der_of(one)) for one in credentials.chain]
        registry = SimpleCertificateStore.from_certs(chain)
        own = x509.Certificate.load(der_of(credentials.certificate))
        super().__init__(signing_cert=own, cert_registry=registry)
        self._key = credentials.key
        self.signed_attr_prov_spec = _Attributes(self, (own, *(one for one in chain if one != own)))

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002 - the signature is pyHanko's
        dry_run: bool = False,  # noqa: FBT001, FBT002, ARG002 - the same
    ) -> bytes:
        """Return the raw signature; the same data give the same one."""
        digest = hashes.SHA256()
        if isinstance(self._key, ec.EllipticCurvePrivateKey):
            return _lower(self._key.sign(data, ec.ECDSA(digest, deterministic_signing=True)), self._key.curve)
        return self._key.sign(data, padding.PKCS1v15(), digest)


def _lower(signature: bytes, curve: ec.EllipticCurve) -> bytes:
    """Return the lower of the two forms of an ECDSA signature."""
    r, s = utils.decode_dss_signature(signature)
    return utils.encode_dss_signature(r, min(s, curve.group_order - s))


class _Attributes(SignedAttributeProviderSpec):
    """What is signed besides the document: certificates and algorithms. No signing time: PAdES forbids it."""

    def __init__(self, signer: Signer, certificates: Iterable[x509.Certificate]) -> None:
        self._signer = signer
        self._certificates = tuple(certificates)

    def signed_attr_providers(
        self,
        data_digest: bytes,  # noqa: ARG002 - the signature is pyHanko's
        digest_algorithm: str,
    ) -> Iterator[CMSAttributeProvider]:
        """Yield the providers of the attributes."""
        yield _Certificates(self._certificates)
        mechanism = self._signer.get_signature_mechanism_for_digest(digest_algorithm)
        yield CMSAlgorithmProtectionProvider(digest_algorithm, mechanism)


class _Certificates(CMSAttributeProvider):
    """Names every certificate by its SHA-256, the signer's first."""

    attribute_type = CERTIFICATES

    def __init__(self, certificates: Iterable[x509.Certificate]) -> None:
        self._certificates = tuple(certificates)

    async def build_attr_value(
        self,
        dry_run: bool = False,  # noqa: FBT001, FBT002, ARG002 - the signature is pyHanko's
    ) -> tsp.SigningCertificateV2:
        """Return the attribute."""
        named = [as_signing_certificate_v2(one)["certs"][0] for one in self._certificates]
        return tsp.SigningCertificateV2({"certs": named})


def is_bound(content: bytes) -> bool:
    """Tell whether every byte of a signature is one that our seals write and that its signed attributes name.

    The signature is put together anew from what is signed, and compared.

    Args:
        content: the signature, DER. It must be good: this looks only at what a good signature leaves open.

    Raises:
        ValueError, TypeError, LookupError: if it is no signature of ours at all.
    """
    signed = cms.ContentInfo.load(content, strict=True)["content"]
    (signer,) = signed["signer_infos"]
    attributes = signer["signed_attrs"]
    named = find_unique_cms_attribute(attributes, CERTIFICATES)["certs"]
    present = [choice.chosen for choice in signed["certificates"]]
    protection = find_unique_cms_attribute(attributes, PROTECTION)
    if len(named) != len(present) or len(named) > _MOST:
        return False
    bound = [next((one for one in present if check_ess_certid(one, name)), None) for name in named]
    own = bound[0]
    if own is None or None in bound or len({one.sha256 for one in present}) != len(present):
        return False
    digest, mechanism = protection["digest_algorithm"], protection["signature_algorithm"]
    digest_der, mechanism_der = (_tlv(0x30, one.contents) for one in (digest, mechanism))
    signature = signer["signature"].native
    if mechanism["algorithm"].native.endswith("ecdsa"):
        signature = _lower(signature, CURVES[own.public_key.curve[1]])
    expected = _signed_data(
        version=_VERSION_1,
        digests=_tlv(0x31, digest_der),
        certificates=_tlv(0xA0, *sorted(one.dump() for one in present)),
        signer=_tlv(
            0x30,
            _VERSION_1,
            _tlv(0x30, own.issuer.dump(), own["tbs_certificate"]["serial_number"].dump()),
            digest_der,
            _tlv(0xA0, attributes.contents),
            mechanism_der,
            _tlv(0x04, signature),
        ),
    )
    return expected == content


_VERSION_1 = b"\x02\x01\x01"
_DATA = cms.ContentType("data").dump()
_SIGNED_DATA = cms.ContentType("signed_data").dump()


def _signed_data(version: bytes, digests: bytes, certificates: bytes, signer: bytes) -> bytes:
    """Return a CMS signature without content of its own (RFC 5652, 5.1)."""
    inner = _tlv(0x30, version, digests, _tlv(0x30, _DATA), certificates, _tlv(0x31, signer))
    return _tlv(0x30, _SIGNED_DATA, _tlv(0xA0, inner))


def _tlv(tag: int, *parts: bytes) -> bytes:
    """Return one value as DER writes it: tag, shortest length, content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content
