"""Checking the seals of a PDF, offline: no revocation list is asked for, no certificate fetched.

A seal holds if the signature is good for the very bytes of the file, if nothing but further seals was appended
behind it (pyHanko's difference analysis, with fewer rules than its own), and if the last seal covers the file to
its end. Who sealed is known if the certificate, or the authority that issued it, is among those the user knows.

What we wrote and sealed ourselves, and what holds, is told in milliseconds (:mod:`fr_desk.seal.plain`). Of everything
else pyHanko reads the whole file.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, StandardCMSSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor

from fr_desk.domain.file_digest import Hashed, hashed
from fr_desk.domain.seals import Holder, Seal, SealState
from fr_desk.i18n import N_, Texts, texts
from fr_desk.seal.additions import only_seals_added
from fr_desk.seal.certificates import holder_of
from fr_desk.seal.changes import changes_between, is_comparable, is_sound
from fr_desk.seal.envelope import Envelope, content_of, envelopes
from fr_desk.seal.plain import plain_signatures
from fr_desk.seal.signature import MADE_BY, is_bound
from fr_desk.seal.trouble import TROUBLE, quiet

BYTES = N_("Bytes that the seal covers are not those that were sealed.")
SIGNATURE = N_("The signature in the seal does not fit the certificate in it.")
DAMAGED = N_("The seal itself was damaged or changed.")
UNREADABLE = N_("The file is so damaged that the seal cannot be checked.")
LOOSE = N_("The seal was cut off from the form of the document.")
APPENDED = N_("Bytes that were added behind the last seal: {count}.")
REPLACED = N_("Something other than a further seal was added after this seal.")
NOT_KNOWN = N_("The certificate of {signer} is not among those you know (fingerprint {fingerprint}).")
NOT_THEN = N_("The certificate was valid from {begin} to {end}, not at the time the seal claims.")
NO_TIME = N_("The seal does not say when it was made.")
NOT_TRUSTED = N_(
    "The certificate was issued for another use, or its signature is of a kind that is not safe."
)

POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
"""What may be appended to a sealed dossier: further seals. No metadata, no other fields, no revocation data."""
USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
"""Either use of a key will do."""

Known = Mapping[bytes, str]
"""Certificates the user knows (DER), with the name each is known by."""


class Signature(Protocol):
    """One signature that the form of a PDF leads to; whatever is asked of it may raise one of ``TROUBLE``."""

    @property
    def field(self) -> str:
        """The name of its field."""

    @property
    def content(self) -> bytes:
        """The signature as it stands in the file (DER), with what fills it up."""

    @property
    def ours(self) -> bool:
        """Whether this program made it, as it says within what it covers."""

    @property
    def claimed(self) -> dt.datetime | None:
        """When the signer says to have sealed."""

    @property
    def certificate(self) -> asn1_x509.Certificate:
        """The certificate of the signer."""

    async def status(
        self, context: ValidationContext, usage: KeyUsageConstraints, *, analyse: bool
    ) -> StandardCMSSignatureStatus:
        """Return what pyHanko says of it; also of what was appended behind it, if it is to ``analyse`` that."""


Signatures = Mapping[tuple[int, ...], Signature]
"""Signatures by byte range."""


class _Embedded:
    """A signature that pyHanko found."""

    def __init__(self, found: EmbeddedPdfSignature) -> None:
        self._found = found
        self.content: bytes = found.pkcs7_content

    @property
    def field(self) -> str:
        return str(self._found.field_name)

    @property
    def ours(self) -> bool:
        properties = self._found.sig_object.get("/Prop_Build", {}).get("/App", {})
        return bool(properties.get("/Name") == f"/{MADE_BY}")

    @property
    def claimed(self) -> dt.datetime | None:
        return self._found.self_reported_timestamp

    @property
    def certificate(self) -> asn1_x509.Certificate:
        return self._found.signer_cert

    async def status(
        self, context: ValidationContext, usage: KeyUsageConstraints, *, analyse: bool
    ) -> PdfSignatureStatus:
        return await async_validate_pdf_signature(
            self._found, context, diff_policy=POLICY, key_usage_settings=usage, skip_diff=not analyse
        )


@dataclass(frozen=True, slots=True)
class _Checked:
    """What pyHanko said of one signature.

    Attributes:
        ours: whether this program made it, as it says within what it covers.
        known_as: the name of the known certificate that makes it trusted, empty if none does.
        vouched: whether the certificate is known, or issued by a known one, be it fit for seals or not.
        may_stand: whether what was appended may be, by pyHanko's analysis; ``False`` if that was not asked.
    """

    status: StandardCMSSignatureStatus
    field: str
    ours: bool
    known_as: str
    vouched: bool
    may_stand: bool


def examine(file: bytes | Hashed, known: Known) -> tuple[Seal, ...]:
    """Return the seals of a PDF in the order in which they were made, each with what became of its check.

    Args:
        file: the PDF. It may be hostile: whatever is in it, the answer is a value.
        known: the certificates of signers, and of authorities that issue them, which the user knows.
    """
    file = hashed(file)
    found = envelopes(file.data)
    if not found:
        return ()
    with quiet():
        document = SealedDocument(file, found, known)
        return document.judged_quickly() or document.judged_thoroughly()


class SealedDocument:
    """A sealed PDF, and the envelopes in it."""

    def __init__(self, file: Hashed, found: tuple[Envelope, ...], known: Known) -> None:
        """Find out which of the additions only seal."""
        self.file, self.data, self.found, self.known = file, file.data, found, known
        ranges = {tuple(one.byte_range) for one in found}
        self.only_seals = {
            before.covered: only_seals_added(file.data, before.covered, after.covered, ranges)
            for before, after in pairwise(found)
        }

    def judged_quickly(self) -> tuple[Seal, ...] | None:
        """Return the seals of a file as we write it, if all of them hold; ``None`` if a closer look is needed."""
        if not all(self.only_seals.values()):
            return None
        signatures = plain_signatures(self.file, self.found)
        if signatures is None:
            return None
        seals = tuple(self._judged(one, signatures) for one in self.found)
        return None if any(one.state == "changed" for one in seals) else seals

    def judged_thoroughly(self) -> tuple[Seal, ...]:
        """Return what became of the seals of any file."""
        signatures = _embedded(self.data) if is_sound(self.data) else None
        return tuple(self._judged(one, signatures) for one in self.found)

    def _judged(self, envelope: Envelope, signatures: Signatures | None) -> Seal:
        """Return what became of one seal."""
        content = content_of(self.data, envelope)
        signature = (signatures or {}).get(tuple(envelope.byte_range))
        checked = self._check(signature, envelope) if signature is not None else None
        faults: list[Texts] = []
        if signatures is None:
            faults.append(texts(UNREADABLE))
        elif signature is None:
            faults.append(texts(LOOSE))
        elif content is None or checked is None or not _is_content_of(signature, content):
            faults.append(texts(DAMAGED))
        else:
            faults += _damage(checked, content)
        added, pages = self._added_after(envelope, checked)
        faults += added
        holder, claimed = _holder(content), _claimed(signature)
        field = checked.field if checked else ""
        if faults or checked is None or holder is None:
            return Seal(field, holder, "", claimed, "changed", tuple(faults), pages)
        doubts = _doubts(checked, holder, claimed)
        state: SealState = "unknown_signer" if doubts else "sealed"
        return Seal(field, holder, checked.known_as, claimed, state, tuple(doubts))

    def _followers(self, envelope: Envelope) -> Iterator[tuple[int, int]]:
        """Yield where each addition behind a seal begins and ends, but those that only seal."""
        ends = [one.covered for one in self.found if one.covered >= envelope.covered] + [len(self.data)]
        for begin, end in pairwise(dict.fromkeys(ends)):
            if not self.only_seals.get(begin, False):
                yield begin, end

    def _added_after(
        self, envelope: Envelope, checked: _Checked | None
    ) -> tuple[list[Texts], tuple[int, ...]]:
        """Return what was added behind a seal that does not belong there, and the pages it changed."""
        followers = list(self._followers(envelope))
        if not followers or (checked is not None and checked.may_stand):
            return [], ()
        said: list[Texts] = []
        if envelope is self.found[-1]:
            said.append(texts(APPENDED, count=len(self.data) - envelope.covered))
        else:
            said.append(texts(REPLACED))
        pages: set[int] = set()
        for begin, end in followers:
            numbers, sentences = changes_between(self.data, begin, end)
            pages |= set(numbers)
            said += [one for one in sentences if one not in said]
        return said, tuple(sorted(pages))

    def _is_covered(self) -> bool:
        """Tell whether the last seal covers the file to its end."""
        return self.found[-1].covered == len(self.data)

    def _check(self, signature: Signature, envelope: Envelope) -> _Checked | None:
        """Return what pyHanko says; ``None`` if it cannot make sense of the signature."""
        doubtful = self._is_covered() and any(True for _ in self._followers(envelope))
        analyse = doubtful and is_comparable(self.data)
        try:
            roots = [asn1_x509.Certificate.load(one) for one in self.known]
            moment = _claimed(signature) or signature.certificate.not_valid_before
            context = ValidationContext(
                trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail", moment=moment
            )
            status = asyncio.run(signature.status(context, USAGE, analyse=analyse))
            return _Checked(
                status=status,
                field=signature.field,
                ours=signature.ours,
                known_as=self._known_as(status),
                vouched=self._is_vouched(status.signing_cert.dump()),
                may_stand=analyse and _may_stand(status),
            )
        except TROUBLE:
            return None

    def _known_as(self, status: StandardCMSSignatureStatus) -> str:
        """Return the name of the known certificate at the root of the signer's, empty if there is none."""
        path = status.validation_path if status.trusted else None
        anchor = path.trust_anchor if path else None
        return self.known.get(anchor.certificate.dump(), "") if isinstance(anchor, CertTrustAnchor) else ""

    def _is_vouched(self, certificate: bytes) -> bool:
        if certificate in self.known:
            return True
        parsed = x509.load_der_x509_certificate(certificate)
        return any(_issued(parsed, one) for one in self.known)


def _issued(certificate: x509.Certificate, issuer: bytes) -> bool:
    try:
        certificate.verify_directly_issued_by(x509.load_der_x509_certificate(issuer))
    except TROUBLE:
        return False
    return True


def _embedded(data: bytes) -> Signatures | None:
    """Return the signatures the form of the PDF leads to, by byte range; ``None`` if the file cannot be read."""
    try:
        reader = PdfFileReader(io.BytesIO(data))
        found = reader.embedded_signatures
        return {tuple(int(one) for one in each.byte_range): _Embedded(each) for each in found}
    except TROUBLE:
        return None


def _damage(checked: _Checked, content: bytes) -> list[Texts]:
    """Return what is wrong with the signature, and with the bytes it covers."""
    if not checked.status.intact:
        return [texts(BYTES)]
    if not checked.status.valid:
        return [texts(SIGNATURE)]
    if checked.ours and not _is_bound(content):
        return [texts(DAMAGED)]
    return []


def _is_content_of(signature: Signature, content: bytes) -> bool:
    """Tell whether the signature that the form leads to is the one that stands in the gap of what it covers."""
    return bool(signature.content.rstrip(b"\0") == content.rstrip(b"\0"))


def _is_bound(content: bytes) -> bool:
    try:
        return is_bound(content)
    except TROUBLE:
        return False


def _may_stand(status: StandardCMSSignatureStatus) -> bool:
    """Tell whether nothing but seals was appended."""
    if not isinstance(status, PdfSignatureStatus):
        return False
    level = status.modification_level
    return bool(status.docmdp_ok) and level is not None and level <= ModificationLevel.FORM_FILLING


def _doubts(checked: _Checked, holder: Holder, claimed: dt.datetime | None) -> list[Texts]:
    """Return why it is not certain who sealed."""
    if not checked.known_as:
        unknown = texts(NOT_KNOWN, signer=holder.name, fingerprint=holder.id)
        return [texts(NOT_TRUSTED) if checked.vouched else unknown]
    if claimed is None:
        return [texts(NO_TIME)]
    if not holder.valid_from <= claimed <= holder.valid_until:
        begin, end = holder.valid_from.date(), holder.valid_until.date()
        return [texts(NOT_THEN, begin=begin, end=end)]
    return [] if checked.status.bottom_line else [texts(NOT_TRUSTED)]


def _holder(content: bytes | None) -> Holder | None:
    """Return whom the signer's certificate names."""
    try:
        signed = cms.ContentInfo.load(content or b"")["content"]
        certificate = extract_certificate_info(signed).signer_cert
        return holder_of(x509.load_der_x509_certificate(certificate.dump()))
    except TROUBLE:
        return None


def _claimed(signature: Signature | None) -> dt.datetime | None:
    """Return when the signer says to have sealed, in UTC."""
    try:
        moment = signature.claimed if signature is not None else None
        return None if moment is None or moment.tzinfo is None else moment.astimezone(dt.UTC)
    except TROUBLE:
        return None
