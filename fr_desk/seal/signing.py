"""Putting a seal on a dossier PDF: an appended PAdES signature of level B-B (ETSI EN 319 142-1, clause 6).

The same PDF, the same key and the same moment give the same bytes. Nothing that stands in the file is touched, so
earlier seals stay valid. The document's metadata stay as they are too: PDF/A demands that they agree with each
other.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import io
from collections.abc import Callable

from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.form_tools import annot_width_height, get_single_field_annot
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    InvisSigSettings,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    enumerate_sig_fields,
)
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import BuildProps, SignatureObject
from pyhanko.sign.validation.pdf_embedded import read_certification_data

from fr_desk import __version__
from fr_desk.domain.seals import ROLES, Role
from fr_desk.seal import errors
from fr_desk.seal.certificates import Credentials, der_of, refuse_unfit
from fr_desk.seal.signature import DIGEST, MADE_BY, ChainSigner
from fr_desk.seal.trouble import TROUBLE, quiet

Face = Callable[[float, float], bytes]
"""Draws what a seal shows: a PDF of one page, given the width and height of the place in points."""

_OWN_FIELD = "Seal"
"""Name of the fields we add where none is prepared, with a number behind it."""
_SPARE = 32
"""Bytes kept free behind a signature: its length differs a little from one to the next."""
_MARK = b"0.05 0.35 0.33 RG 1 J 1 j %g w %g 0 0 %g %g %g cm 0.08 0.5 m 0.36 0.2 l 0.92 0.82 l S"
"""A tick, drawn in a square of one unit."""


def seal_pdf(
    data: bytes,
    credentials: Credentials,
    now: dt.datetime,
    *,
    file: str,
    role: Role | None = None,
    face: Face | None = None,
) -> bytes:
    """Return the PDF with one more seal.

    The first seal of a document certifies it (ISO 32000-1, 12.8.2.2): from then on other programs report everything
    as a change but the filling of its form and further signatures.

    Args:
        data: the dossier PDF.
        credentials: whoever seals.
        now: the moment to claim, with a time zone.
        file: what to call the PDF in an error.
        role: the prepared place to fill; the first empty one if omitted. Where the document has no prepared place,
            the seal is invisible.
        face: draws what a visible seal shows; a tick if omitted.

    Raises:
        ExpiredError, NotYetValidError, NotForSigningError: if the certificate must not seal.
        AlreadySealedError: if the same certificate has sealed before.
        TakenPlaceError: if the place of the ``role`` is filled.
        LockedDocumentError: if an earlier seal forbids every addition.
        UnsealablePdfError: if the structure of the PDF does not allow it.
    """
    refuse_unfit(credentials, now)
    signer = ChainSigner(credentials)
    with quiet():
        try:
            writer = _Writer(io.BytesIO(data), now)
            first = _refuse_unsuitable(writer.prev, credentials, file)
            name = _place(writer.prev, role, file)
            return asyncio.run(_sealed(writer, signer, name, now, face, first=first))
        except TROUBLE as error:
            raise errors.UnsealablePdfError(file=file) from error


class _Writer(IncrementalPdfFileWriter):
    """Appends to a file, and changes neither its metadata nor anything by chance."""

    def __init__(self, stream: io.BytesIO, now: dt.datetime) -> None:
        super().__init__(stream)
        digest = hashlib.sha256(stream.getvalue() + now.isoformat().encode()).digest()
        first = self._document_id[0]
        self._document_id = generic.ArrayObject([first, generic.ByteStringObject(digest[:16])])

    def _update_meta(self) -> None:
        """Leave the metadata alone."""


def _refuse_unsuitable(reader: PdfFileReader, credentials: Credentials, file: str) -> bool:
    """Refuse a second seal of the same hand, and what is locked; tell whether this will be the first seal."""
    seals, own = reader.embedded_signatures, der_of(credentials.certificate)
    for one in seals:
        if one.signer_cert.dump() == own:
            raise errors.AlreadySealedError(signer=credentials.holder.name, file=file)
    certified = read_certification_data(reader)
    if certified is not None and certified.permission is MDPPerm.NO_CHANGES:
        raise errors.LockedDocumentError(file=file)
    return not seals


def _place(reader: PdfFileReader, role: Role | None, file: str) -> str:
    """Return the name of the field to fill: a prepared one, or a new one."""
    fields = {name: value for name, value, _ in enumerate_sig_fields(reader)}
    if role is not None and fields.get(role) is not None:
        raise errors.TakenPlaceError(file=file)
    for prepared in ROLES if role is None else (role,):
        if prepared in fields and fields[prepared] is None:
            return prepared
    number = 1
    while f"{_OWN_FIELD}{number}" in fields:
        number += 1
    return f"{_OWN_FIELD}{number}"


async def _sealed(
    writer: _Writer, signer: ChainSigner, name: str, now: dt.datetime, face: Face | None, *, first: bool
) -> bytes:
    outside = InvisSigSettings(
        set_print_flag=True, box_out_of_bounds=True
    )  # PDF/A wants one, PDF/UA the other
    spec = SigFieldSpec(name, invis_sig_settings=outside, readable_field_name=name)
    steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(field_name=name, writer=writer)
    field = next(steps).get_object()
    writer.register_extension(ESIC_EXTENSION_1)
    _show(writer, field, face)
    trial = await signer.async_sign(bytes(32), DIGEST, use_pades=True)
    value = SignatureObject(
        timestamp=now,
        subfilter=SigSeedSubFilter.PADES,
        app_build_props=BuildProps(MADE_BY, __version__),
        bytes_reserved=2 * (len(trial.dump()) + _SPARE),
    )
    certifying = SigMDPSetup(DIGEST, certify=first, docmdp_perms=MDPPerm.FILL_FORMS if first else None)
    steps.send(SigObjSetup(value, certifying))
    out = io.BytesIO()
    prepared, _ = steps.send(SigIOSetup(DIGEST, output=out))
    signature: cms.ContentInfo = await signer.async_sign(prepared.document_digest, DIGEST, use_pades=True)
    steps.send(signature)
    return out.getvalue()


def _show(writer: _Writer, field: generic.DictionaryObject, face: Face | None) -> None:
    """Give a visible place its picture."""
    widget = get_single_field_annot(field)
    width, height = (float(one) for one in annot_width_height(widget))
    if not width or not height:
        return
    if face is None:
        picture = writer.add_object(_tick(width, height))
    else:
        picture = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(face(width, height))))
    widget[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): picture})
    writer.update_container(widget)


def _tick(width: float, height: float) -> generic.StreamObject:
    """Return a tick as a form, without a font."""
    side = min(width, height) * 0.7
    left, low = (height - side) / 2, (height - side) / 2
    drawing = _MARK % (0.11, side, side, left, low)
    box = [generic.FloatObject(one) for one in (0, 0, width, height)]
    kind = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): generic.ArrayObject(box),
        pdf_name("/Resources"): generic.DictionaryObject(),
    }
    return generic.StreamObject(kind, stream_data=drawing)
