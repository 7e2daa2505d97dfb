"""Seals are PAdES signatures, leave everything else alone, and keep PDF/A and PDF/UA."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import cms
from pikepdf import Name
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from fr_desk.domain.seals import ROLES
from fr_desk.seal import errors
from fr_desk.seal.certificates import Credentials, der_of, new_identity, open_key
from fr_desk.seal.envelope import content_of, envelopes
from fr_desk.seal.signing import seal_pdf
from tests.render.verapdf import conforms
from tests.seal.conftest import PASSPHRASE
from tests.seal.papers import NOW, appended, paper, pdfsig, sealed


def fields_of(data: bytes) -> dict[str, dict[str, Any]]:
    """The form fields by name, as far as they are simple values, and whether they are filled."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            str(field.T): {
                "filled": "/V" in field,
                "print": bool(int(field.F) & 4) and not int(field.F) & 2,
                "size": abs(float(field.Rect[2]) - float(field.Rect[0])),
                "picture": "/AP" in field and len(field.AP.N.read_bytes()) > 0,
            }
            for field in pdf.Root.AcroForm.Fields
        }


def signed_attributes(data: bytes) -> dict[str, Any]:
    content = content_of(data, envelopes(data)[-1])
    assert content is not None
    signer = cms.ContentInfo.load(content)["content"]["signer_infos"][0]
    return {one["type"].native: one["values"] for one in signer["signed_attrs"]}


def test_the_same_hand_at_the_same_moment_writes_the_same_bytes(bare: bytes, operator: Credentials) -> None:
    assert sealed(bare, operator) == sealed(bare, operator)
    assert sealed(bare, operator) != seal_pdf(bare, operator, NOW + dt.timedelta(seconds=1), file="")


def test_what_was_there_stays_byte_for_byte(
    bare: bytes, operator: Credentials, inspector: Credentials
) -> None:
    once = sealed(bare, operator)
    twice = sealed(bare, operator, inspector)

    assert once.startswith(bare)
    assert twice.startswith(once)


def test_prepared_places_are_filled_the_operators_first(
    bare: bytes, operator: Credentials, inspector: Credentials
) -> None:
    once, twice = fields_of(sealed(bare, operator)), fields_of(sealed(bare, operator, inspector))

    assert [once[name]["filled"] for name in ROLES] == [True, False]
    assert [twice[name]["filled"] for name in ROLES] == [True, True]
    assert all(field["picture"] and field["print"] for field in twice.values())


def test_an_inspector_can_take_the_inspectors_place_first(
    bare: bytes, operator: Credentials, inspector: Credentials
) -> None:
    first = seal_pdf(bare, inspector, NOW, file="", role="Inspector")

    fields = fields_of(seal_pdf(first, operator, NOW, file=""))

    assert [fields[name]["filled"] for name in ROLES] == [True, True]
    with pytest.raises(errors.TakenPlaceError):
        seal_pdf(first, operator, NOW, file="dossier.pdf", role="Inspector")


def test_without_a_prepared_place_the_seal_is_invisible_and_printable(
    operator: Credentials, inspector: Credentials
) -> None:
    fields = fields_of(sealed(paper(fields=False), operator, inspector))

    assert list(fields) == ["Seal1", "Seal2"]
    assert all(field["filled"] and field["print"] and field["size"] == 0 for field in fields.values())


def test_a_third_seal_finds_a_place_too(
    bare: bytes, operator: Credentials, inspector: Credentials, stranger: Credentials
) -> None:
    assert list(fields_of(sealed(bare, operator, inspector, stranger))) == [*ROLES, "Seal1"]


def test_the_picture_of_a_seal_can_be_drawn_by_the_caller(bare: bytes, operator: Credentials) -> None:
    asked = []

    def face(width: float, height: float) -> bytes:
        asked.append((width, height))
        return paper(pages=1, fields=False)

    data = seal_pdf(bare, operator, NOW, file="", face=face)

    assert asked == [(200, 60)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"not legal advice" in pdf.Root.AcroForm.Fields[0].AP.N.read_bytes()


def test_it_is_a_pades_signature(bare: bytes, operator: Credentials) -> None:
    data = sealed(bare, operator)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        value = pdf.Root.AcroForm.Fields[0].V
        assert (value.Type, value.Filter, value.SubFilter) == (
            Name.Sig,
            Name("/Adobe.PPKLite"),
            Name("/ETSI.CAdES.detached"),
        )
        assert str(value.M).startswith("D:20261122093000")
        assert pdf.Root.AcroForm.SigFlags == 3
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        assert pdf.Root.Extensions.ESIC.ExtensionLevel == 1
    attributes = signed_attributes(data)
    assert set(attributes) == {
        "content_type",
        "message_digest",
        "signing_certificate_v2",
        "cms_algorithm_protection",
    }


def test_the_first_seal_certifies_and_the_second_does_not(
    bare: bytes, operator: Credentials, inspector: Credentials
) -> None:
    with pikepdf.open(io.BytesIO(sealed(bare, operator, inspector))) as pdf:
        first, second = (field.V for field in pdf.Root.AcroForm.Fields)

        assert pdf.Root.Perms.DocMDP.objgen == first.objgen
        assert int(first.Reference[0].TransformParams.P) == MDPPerm.FILL_FORMS.value
        assert "/Reference" not in second


def test_metadata_are_left_alone(printed: bytes, operator: Credentials) -> None:
    with (
        pikepdf.open(io.BytesIO(printed)) as before,
        pikepdf.open(io.BytesIO(sealed(printed, operator))) as after,
    ):
        assert before.docinfo == after.docinfo
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert before.trailer.ID[0] == after.trailer.ID[0]
        assert before.trailer.ID[1] != after.trailer.ID[1]


def test_a_sealed_dossier_still_is_pdf_a_and_pdf_ua(
    printed: bytes, operator: Credentials, inspector: Credentials, stranger: Credentials
) -> None:
    assert conforms(sealed(printed, operator, inspector, stranger))


def test_poppler_finds_the_seals_valid(
    printed: bytes, operator: Credentials, inspector: Credentials, tmp_path: Path
) -> None:
    assert pdfsig(sealed(printed, operator, inspector), tmp_path) == ["Signature is Valid."] * 2


def test_nobody_seals_twice(bare: bytes, operator: Credentials, inspector: Credentials) -> None:
    data = sealed(bare, operator, inspector)

    for hand in (operator, inspector):
        with pytest.raises(errors.AlreadySealedError, match=r"has sealed dossier\.pdf already"):
            seal_pdf(data, hand, NOW, file="dossier.pdf")


def test_an_expired_certificate_does_not_seal(bare: bytes, operator: Credentials) -> None:
    with pytest.raises(errors.ExpiredError):
        seal_pdf(bare, operator, NOW + dt.timedelta(days=9_000), file="dossier.pdf")


def test_a_locked_document_takes_no_further_seal(
    bare: bytes, operator: Credentials, inspector: Credentials
) -> None:
    from pyhanko.keys.internal import (
        translate_pyca_cryptography_cert_to_asn1,
        translate_pyca_cryptography_key_to_asn1,
    )
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    signer = SimpleSigner(
        translate_pyca_cryptography_cert_to_asn1(operator.certificate),
        translate_pyca_cryptography_key_to_asn1(operator.key),
        SimpleCertificateStore(),
    )
    locking = PdfSignatureMetadata(field_name="Operator", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    locked = sign_pdf(IncrementalPdfFileWriter(io.BytesIO(bare)), locking, signer).getvalue()

    with pytest.raises(errors.LockedDocumentError):
        seal_pdf(locked, inspector, NOW, file="dossier.pdf")


@pytest.mark.parametrize("cut", [0, 10, 400, 2000])
def test_what_cannot_be_sealed_is_told_in_one_sentence(bare: bytes, operator: Credentials, cut: int) -> None:
    with pytest.raises(errors.UnsealablePdfError, match=r"dossier\.pdf is not built as FR Desk builds"):
        seal_pdf(bare[:cut], operator, NOW, file="dossier.pdf")


def test_a_loop_in_the_form_is_told_too(bare: bytes, operator: Credentials) -> None:
    def loop(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        field["/Kids"] = writer.root["/AcroForm"]["/Fields"]
        writer.update_container(field)

    with pytest.raises(errors.UnsealablePdfError):
        seal_pdf(appended(bare, loop), operator, NOW, file="dossier.pdf")


@pytest.fixture(scope="module")
def with_chain() -> Credentials:
    """A hand with an RSA key, below an authority."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.x509.oid import NameOID

    from fr_desk.seal.certificates import holder_of

    root_key, key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)

    def certificate(name: str, issuer: str, public: Any, by: Any, *, ca: bool) -> x509.Certificate:
        def named(text: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

        usage = x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False)
        return (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named(issuer))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - dt.timedelta(days=9))
            .not_valid_after(NOW + dt.timedelta(days=900))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .sign(by, hashes.SHA256())
        )

    root = certificate("Root", "Root", root_key.public_key(), root_key, ca=True)
    leaf = certificate("Leaf", "Root", key.public_key(), root_key, ca=False)
    return Credentials(key, leaf, (root,), holder_of(leaf))


def test_a_chain_of_certificates_is_named_in_what_is_signed(
    bare: bytes, with_chain: Credentials, tmp_path: Path
) -> None:
    import hashlib

    data = sealed(bare, with_chain)

    named = signed_attributes(data)["signing_certificate_v2"][0]["certs"]

    expected = [hashlib.sha256(der_of(one)).digest() for one in (with_chain.certificate, *with_chain.chain)]
    assert [one["cert_hash"].native for one in named] == expected
    assert pdfsig(data, tmp_path) == ["Signature is Valid."]


def test_an_identity_seals_right_after_it_was_made(bare: bytes) -> None:
    key, _ = new_identity("王芳", "", PASSPHRASE, NOW)

    assert sealed(bare, open_key(key, PASSPHRASE, ""))
