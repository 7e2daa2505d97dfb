"""Signatures of seals that we made, in a file to which nothing but such seals was appended: read in milliseconds.

pyHanko's reader takes in the whole table of a document's objects before it tells anything. A file as we write it needs
none of that: what our seals append is recognised to the byte, and so is that each covers all before its end. Whatever
is not exactly so gives ``None``, and pyHanko reads it. Good or not, and whose: that is told by pyHanko in any case.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from asn1crypto import cms, x509
from pikepdf import Dictionary, Name
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature, extract_certs_for_validation
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import StandardCMSSignatureStatus
from pyhanko_certvalidator import ValidationContext

from fr_desk.domain.file_digest import Hashed
from fr_desk.domain.own_pdf import OtherFormError
from fr_desk.seal.changes import BROKEN, is_sound_inside
from fr_desk.seal.envelope import Envelope, content_of
from fr_desk.seal.layers import Layers
from fr_desk.seal.signature import CERTIFICATES, DIGEST, PROTECTION
from fr_desk.seal.trouble import TROUBLE

_OF_A_FIELD = {
    *("/FT", "/T", "/TU", "/V"),
    *("/Type", "/Subtype", "/F", "/P", "/Rect", "/AP", "/StructParent"),
}
"""What a place for a seal has: nothing that locks other fields or says how to sign."""
_SEAL = re.compile(
    rb"<<\n/Contents (?P<content><[0-9A-Fa-f]+>)\n/ByteRange \[(?P<range>0 \d+ \d+ \d+)\] *\n"
    rb"/Type /Sig\n/Filter /Adobe\.PPKLite\n/SubFilter /ETSI\.CAdES\.detached\n"
    rb"/M \(D\\072(?P<moment>\d{14}(?:Z|\\05[35]\d\d\\047\d\d\\047))\)\n"
    rb"/Prop_Build <<\n/App <<\n/Name /FR#20Desk\n/REx \((?:\w|\\05[3-7])*\)\n>>\n>>\n"
    rb"(?:/Reference \[ <<\n/Type /SigRef\n/TransformMethod /DocMDP\n/TransformParams <<\n"
    rb"/Type /TransformParams\n/V /1\.2\n/P 2\n>>\n>> \]\n)?>>"
)
"""A seal of ours. The first one of a document says besides that only its form may be filled from then on."""
_SIGNED = sorted(("content_type", "message_digest", CERTIFICATES, PROTECTION))
"""What a seal of ours signs besides the document: no time of its own, no timestamp, no attribute of the signer."""


@dataclass(frozen=True, slots=True)
class PlainSignature:
    """One signature that the form leads to.

    Attributes:
        field: the name of its field.
        content: the signature as it stands in the file (DER), without the zeros behind it.
        claimed: when the signer says to have sealed.
        digest: of the bytes it covers.
        signed_data: the signature, taken apart.
        ours: all that are read here are.
    """

    field: str
    content: bytes
    claimed: dt.datetime
    digest: bytes
    signed_data: cms.SignedData
    ours: bool = True

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the signer."""
        return extract_certs_for_validation(self.signed_data).signer_cert

    async def status(
        self,
        context: ValidationContext,
        usage: KeyUsageConstraints,
        *,
        analyse: bool,  # noqa: ARG002 - what was appended is recognised already
    ) -> StandardCMSSignatureStatus:
        """Return what pyHanko says of it."""
        status: StandardCMSSignatureStatus = await async_validate_cms_signature(
            self.signed_data,
            status_cls=StandardCMSSignatureStatus,
            raw_digest=self.digest,
            validation_context=context,
            key_usage_settings=usage,
        )
        return status


def plain_signatures(file: Hashed, found: Sequence[Envelope]) -> dict[tuple[int, ...], PlainSignature] | None:
    """Return the signatures of a PDF by byte range; ``None`` if anything about them is not as in a file of ours.

    Args:
        file: the PDF.
        found: all signatures in it as bytes, in the order in which they were made.
    """
    if found[-1].covered != len(file.data):
        return None
    try:
        layers = Layers(file, (one.covered for one in found))
        with pikepdf.open(io.BytesIO(file.data), attempt_recovery=False) as pdf:
            if not is_sound_inside(pdf):
                return None
            names = _names(pdf, layers)
            return None if pdf.get_warnings() else dict(_signatures(file, found, layers, names))
    except (*BROKEN, *TROUBLE):
        return None


def _names(pdf: pikepdf.Pdf, layers: Layers) -> dict[int, str]:
    """Return the names of the sealed fields by the number of what seals them; there are no fields but for seals."""
    names: dict[int, str] = {}
    root = pdf.Root
    form = root["/AcroForm"]
    fields = form["/Fields"]
    every = [root, *(one for one in (form, fields) if one.is_indirect), *fields]
    for thing in every:
        number, generation = thing.objgen
        if generation or not layers.text(number):
            raise OtherFormError
    for field in fields:
        name = str(field["/T"])
        plain = isinstance(field, Dictionary) and field.keys() <= _OF_A_FIELD and field["/FT"] == Name.Sig
        if not (plain and name.isascii() and name.isalnum()):
            raise OtherFormError
        if "/V" in field:
            number, generation = field["/V"].objgen
            if generation or number in names:
                raise OtherFormError
            names[number] = name
    return names


def _signatures(
    file: Hashed, found: Sequence[Envelope], layers: Layers, names: Mapping[int, str]
) -> Iterator[tuple[tuple[int, ...], PlainSignature]]:
    if len(names) != len(found):
        raise OtherFormError
    for envelope, places in zip(found, layers.places, strict=True):
        _, number = max((place, one) for one, place in places.items() if place < envelope.start)
        seal = _SEAL.fullmatch(layers.appended(number))
        if seal is None or sum(number in one for one in layers.places) != 1:
            raise OtherFormError
        yield tuple(envelope.byte_range), _signature(file, envelope, seal, names[number])


def _signature(file: Hashed, envelope: Envelope, seal: re.Match[bytes], field: str) -> PlainSignature:
    data = file.data
    content, covers = content_of(data, envelope), [int(one) for one in seal["range"].split()]
    if (
        content is None
        or covers != envelope.byte_range
        or seal["content"] != data[envelope.start : envelope.end]
    ):
        raise OtherFormError
    signed = cms.ContentInfo.load(content)["content"]
    (signer,) = signed["signer_infos"]
    attributes = sorted(one["type"].native for one in signer["signed_attrs"])
    if attributes != _SIGNED or signer["digest_algorithm"]["algorithm"].native != DIGEST:
        raise OtherFormError
    moment = re.sub(rb"\\(\d{3})", lambda one: bytes((int(one[1], 8),)), seal["moment"])
    claimed = parse_pdf_date("D:" + moment.decode(), strict=True)
    digest = file.until(envelope.start)
    digest.update(memoryview(data)[envelope.end : envelope.covered])
    return PlainSignature(field, content, claimed, digest.digest(), signed)
