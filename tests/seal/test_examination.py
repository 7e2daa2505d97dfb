"""Whatever happens to a sealed dossier is reported: a byte, a page, an appended update, a seal taken off or put on."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pikepdf import Array, Dictionary, Name
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

from fr_desk.domain.seals import Seal
from fr_desk.seal import examination
from fr_desk.seal.certificates import Credentials, der_of, holder_of
from fr_desk.seal.envelope import envelopes
from fr_desk.seal.examination import examine
from tests.seal.papers import NOW, appended, attach, paper, pdfsig, rewritten, sealed

Writer = IncrementalPdfFileWriter
Known = dict[bytes, str]


def states(data: bytes, known: Known) -> list[str]:
    return [seal.state for seal in examine(data, known)]


def said(seals: tuple[Seal, ...]) -> str:
    return " ".join(detail.en for seal in seals for detail in seal.details)


class TestSealsThatHold:
    def test_no_seal_is_found_where_there_is_none(self, bare: bytes, known: Known) -> None:
        assert examine(bare, known) == ()

    def test_a_seal_says_who_and_when(self, once: bytes, known: Known, operator: Credentials) -> None:
        (seal,) = examine(once, known)

        assert seal == Seal("Operator", operator.holder, "王芳", NOW, "sealed")

    def test_a_second_seal_leaves_the_first_valid(self, twice: bytes, known: Known) -> None:
        seals = examine(twice, known)

        assert [(one.field, one.state) for one in seals] == [("Operator", "sealed"), ("Inspector", "sealed")]

    def test_seals_without_prepared_places_hold_too(
        self, known: Known, operator: Credentials, inspector: Credentials
    ) -> None:
        assert states(sealed(paper(fields=False), operator, inspector), known) == ["sealed"] * 2

    def test_three_seals_hold(
        self,
        bare: bytes,
        known: Known,
        operator: Credentials,
        inspector: Credentials,
        stranger: Credentials,
    ) -> None:
        data = sealed(bare, operator, inspector, stranger)

        assert states(data, known) == ["sealed", "sealed", "unknown_signer"]

    def test_a_printed_dossier_holds(
        self, printed: bytes, known: Known, operator: Credentials, inspector: Credentials
    ) -> None:
        assert states(sealed(printed, operator, inspector), known) == ["sealed"] * 2

    def test_our_own_seals_need_no_slow_analysis(
        self, twice: bytes, known: Known, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(examination, "POLICY", None)  # whoever asks it fails

        assert states(twice, known) == ["sealed"] * 2


class TestWhoSealed:
    def test_a_stranger_is_told_apart(self, bare: bytes, known: Known, stranger: Credentials) -> None:
        (seal,) = examine(sealed(bare, stranger), known)

        assert (seal.state, seal.known_as) == ("unknown_signer", "")
        assert stranger.holder.id in said((seal,))

    def test_a_certificate_is_known_by_the_authority_that_issued_it(self, bare: bytes) -> None:
        authority, hand = issued()
        data = sealed(bare, hand)

        assert states(data, {}) == ["unknown_signer"]
        (seal,) = examine(data, {der_of(authority): "the authority"})
        assert (seal.state, seal.known_as) == ("sealed", "the authority")

    def test_an_authority_between_comes_along_in_the_seal(self, bare: bytes) -> None:
        root, between, hand = below_another()

        (seal,) = examine(sealed(bare, hand), {der_of(root): "the root"})

        assert (seal.state, seal.known_as) == ("sealed", "the root")
        assert states(sealed(bare, hand), {der_of(between): "between"}) == ["sealed"]

    def test_a_certificate_that_was_not_valid_then_proves_nothing(
        self, bare: bytes, known: Known, operator: Credentials, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from fr_desk.seal import signing

        monkeypatch.setattr(signing, "refuse_unfit", lambda *_: None)
        data = signing.seal_pdf(bare, operator, NOW - dt.timedelta(days=3000), file="")

        (seal,) = examine(data, known)

        assert seal.state == "unknown_signer"
        assert "not at the time the seal claims" in said((seal,))

    def test_a_certificate_for_another_use_is_not_trusted(self, bare: bytes) -> None:
        authority, hand = issued(signing=False)

        (seal,) = examine(forced(bare, hand), {der_of(authority): "the authority"})

        assert seal.state == "unknown_signer"
        assert "issued for another use" in said((seal,))


def forced(data: bytes, hand: Credentials) -> bytes:
    """The PDF with a seal that we would refuse to make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fr_desk.seal.signing.refuse_unfit", lambda *_: None)
        return sealed(data, hand)


def issued(*, signing: bool = True) -> tuple[Any, Credentials]:
    """An authority, and a hand whose certificate it issued."""
    above, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP384R1())
    own = certificate("Hand", key, "Authority", above, ca=False, signing=signing)
    authority = certificate("Authority", above, "Authority", above, ca=True)
    return authority, Credentials(key, own, (), holder_of(own))


def below_another() -> tuple[Any, Any, Credentials]:
    """A root, an authority below it, and a hand below that, who has both certificates."""
    root, middle, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    above = certificate("Root", root, "Root", root, ca=True)
    between = certificate("Between", middle, "Root", root, ca=True)
    own = certificate("Hand", key, "Between", middle, ca=False)
    return above, between, Credentials(key, own, (between, above), holder_of(own))


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
    signing: bool = True,
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    other = not signing and not ca
    usage = x509.KeyUsage(signing and not ca, False, other, False, False, ca, ca, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - dt.timedelta(days=9))
        .not_valid_after(NOW + dt.timedelta(days=900))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(by, hashes.SHA256())
    )


# updates that are appended; what is there stays as it is


def page_of(writer: Writer, number: int) -> Any:
    return writer.find_page_for_modification(number - 1)[0].get_object()


def other_words(writer: Writer) -> None:
    words = generic.StreamObject(stream_data=b"BT /F1 9 Tf 40 600 Td (all in order) Tj ET")
    writer.add_stream_to_page(1, writer.add_object(words))


def a_note(writer: Writer) -> None:
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(one) for one in (0, 0, 500, 800)]),
            pdf_name("/Contents"): generic.TextStringObject("all in order"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(1)[0], writer.add_object(note))


def one_page_less(writer: Writer) -> None:
    tree = writer.root["/Pages"]
    tree["/Kids"] = generic.ArrayObject([tree["/Kids"].raw_get(0), tree["/Kids"].raw_get(2)])
    tree["/Count"] = generic.NumberObject(2)
    writer.update_container(tree)


def two_pages_swapped(writer: Writer) -> None:
    tree = writer.root["/Pages"]
    first, second, third = (tree["/Kids"].raw_get(at) for at in range(3))
    tree["/Kids"] = generic.ArrayObject([first, third, second])
    writer.update_container(tree)


def other_data(writer: Writer) -> None:
    files = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    spec = next(files[at + 1] for at in range(0, len(files), 2) if files[at] == "dossier.json").get_object()
    stream = generic.StreamObject(stream_data=b'{"venue":{"name":"another"}}')
    spec["/EF"] = generic.DictionaryObject({pdf_name("/F"): writer.add_object(stream)})
    writer.update_container(spec)


def other_metadata(writer: Writer) -> None:
    info = writer.trailer["/Info"].get_object()
    info["/Title"] = generic.TextStringObject("another")
    writer.mark_update(writer.trailer.raw_get("/Info"))


def a_store_of_revocation_data(writer: Writer) -> None:
    writer.root["/DSS"] = writer.add_object(generic.DictionaryObject())
    writer.update_root()


def no_form(writer: Writer) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def an_empty_form(writer: Writer) -> None:
    writer.root["/AcroForm"] = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
    writer.update_root()


def another_value_of_the_field(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    del field["/V"]
    writer.update_container(field)


def another_picture_of_the_seal(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    field["/AP"] = generic.DictionaryObject(
        {pdf_name("/N"): writer.add_object(generic.StreamObject(stream_data=b""))}
    )
    writer.update_container(field)


def something_to_run(writer: Writer) -> None:
    action = {
        pdf_name("/S"): pdf_name("/JavaScript"),
        pdf_name("/JS"): generic.TextStringObject("app.beep()"),
    }
    writer.root["/OpenAction"] = generic.DictionaryObject(action)
    writer.update_root()


UPDATES: dict[Callable[[Writer], None], str] = {
    other_words: "page 2",
    a_note: "page 2",
    one_page_less: "has 3 pages, this one has 2",
    two_pages_swapped: "page 2, 3",
    other_data: "data inside the document",
    other_metadata: "objects",
    a_store_of_revocation_data: "objects",
    no_form: "objects",
    an_empty_form: "objects",
    another_value_of_the_field: "page 3",
    another_picture_of_the_seal: "page 3",
    something_to_run: "objects",
}


@pytest.mark.parametrize("update", UPDATES, ids=lambda update: update.__name__)
class TestAppendedUpdates:
    def test_each_is_reported_with_what_it_changed(
        self, once: bytes, known: Known, update: Callable[[Writer], None]
    ) -> None:
        seals = examine(appended(once, update), known)

        assert [seal.state for seal in seals] == ["changed"]
        assert UPDATES[update] in said(seals)
        assert "were added behind the last seal" in said(seals)

    def test_each_breaks_both_seals(
        self, twice: bytes, known: Known, update: Callable[[Writer], None]
    ) -> None:
        assert states(appended(twice, update), known) == ["changed"] * 2

    def test_a_further_seal_does_not_cover_it_up(
        self, once: bytes, known: Known, inspector: Credentials, update: Callable[[Writer], None]
    ) -> None:
        """Somebody with a good seal changes a document that another has sealed, and seals it again."""
        data = appended(once, update)

        assert states(foreign(data, inspector, "Foreign"), known)[0] == "changed"
        assert states(sealed(data, inspector), known) == ["changed", "sealed"]


def foreign(data: bytes, hand: Credentials, field: str) -> bytes:
    """The PDF with a seal by another program, which does not look at what it seals."""
    from pyhanko.keys.internal import (
        translate_pyca_cryptography_cert_to_asn1,
        translate_pyca_cryptography_key_to_asn1,
    )
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    signer = SimpleSigner(
        translate_pyca_cryptography_cert_to_asn1(hand.certificate),
        translate_pyca_cryptography_key_to_asn1(hand.key),
        SimpleCertificateStore(),
    )
    writer = IncrementalPdfFileWriter.from_reader(PdfFileReader(io.BytesIO(data)))
    signed: bytes = sign_pdf(writer, PdfSignatureMetadata(field_name=field), signer).getvalue()
    return signed


def test_a_seal_of_another_program_counts_like_ours(
    bare: bytes, known: Known, operator: Credentials, inspector: Credentials
) -> None:
    data = foreign(foreign(bare, operator, "Operator"), inspector, "Inspector")

    assert [seal.signer.name for seal in examine(data, known) if seal.signer] == ["王芳", "김 검사관"]
    assert states(data, known)[-1] == "sealed"


def test_a_second_false_seal_is_a_stranger(once: bytes, known: Known, stranger: Credentials) -> None:
    assert states(sealed(once, stranger), known) == ["sealed", "unknown_signer"]


class TestWholeRewrites:
    @pytest.mark.parametrize(
        "change",
        [
            lambda pdf: None,
            lambda pdf: pdf.pages.reverse(),
            lambda pdf: pdf.pages.__delitem__(1),
            lambda pdf: attach(pdf, "dossier.json", b"{}"),
            lambda pdf: pdf.docinfo.__setitem__("/Title", "another"),
        ],
    )
    def test_none_keeps_a_seal(
        self, once: bytes, known: Known, change: Callable[[pikepdf.Pdf], None]
    ) -> None:
        assert "sealed" not in states(rewritten(once, change), known)


class TestSingleBytes:
    def test_any_changed_byte_is_reported(self, twice: bytes, known: Known) -> None:
        chance = random.Random(20261122)  # noqa: S311 - the same places each time

        for place in chance.sample(range(len(twice)), 80):
            other = bytearray(twice)
            other[place] ^= chance.randrange(1, 256)
            found = states(bytes(other), known)
            assert len(found) < 2 or "changed" in found, place

    def test_so_is_any_byte_of_the_signatures_themselves(self, twice: bytes, known: Known) -> None:
        for envelope in envelopes(twice):
            for place in range(envelope.start - 1, envelope.end + 1, 83):
                for flip in (1, 0x20):
                    other = bytearray(twice)
                    other[place] ^= flip
                    found = states(bytes(other), known)
                    assert len(found) < 2 or "changed" in found, place

    def test_so_is_any_byte_of_a_printed_dossier(
        self, printed: bytes, known: Known, operator: Credentials
    ) -> None:
        data = sealed(printed, operator)
        chance = random.Random(7)  # noqa: S311 - the same places each time

        for place in chance.sample(range(len(data)), 40):
            other = bytearray(data)
            other[place] ^= 1 << chance.randrange(8)
            assert "sealed" not in states(bytes(other), known), place

    def test_an_appended_object_that_nothing_refers_to_is_reported(self, once: bytes, known: Known) -> None:
        data = appended(once, lambda writer: writer.add_object(generic.DictionaryObject()))

        assert states(data, known) == ["changed"]

    @pytest.mark.parametrize("extra", [b"\n", b"\0", b"%%EOF\n", b" " * 5000])
    def test_bytes_behind_the_end_are_reported(self, once: bytes, known: Known, extra: bytes) -> None:
        seals = examine(once + extra, known)

        assert [seal.state for seal in seals] == ["changed"]
        assert f"behind the last seal: {len(extra)}" in said(seals)

    @pytest.mark.parametrize("less", [1, 2, 100, 1000])
    def test_a_document_cut_off_is_not_sealed(self, once: bytes, known: Known, less: int) -> None:
        assert "sealed" not in states(once[:-less], known)

    def test_a_document_cut_back_to_its_first_seal_is_as_it_was(
        self, once: bytes, twice: bytes, known: Known
    ) -> None:
        """Nobody can tell that a second seal was ever there; the first still says what it says."""
        assert twice[: len(once)] == once
        assert states(twice[: len(once)], known) == ["sealed"]


class TestPoppler:
    """What another program says of the same files."""

    def test_agrees_on_seals_that_hold(self, twice: bytes, tmp_path: Path) -> None:
        assert pdfsig(twice, tmp_path) == ["Signature is Valid."] * 2

    def test_agrees_on_changed_bytes(self, once: bytes, known: Known, tmp_path: Path) -> None:
        with pikepdf.open(io.BytesIO(once)) as pdf:
            content = pdf.pages[1].obj.Contents.read_raw_bytes()
        place = once.index(content) + len(content) // 2
        other = once[:place] + bytes([once[place] ^ 1]) + once[place + 1 :]

        assert states(other, known) == ["changed"]
        assert pdfsig(other, tmp_path) == ["Digest Mismatch."]

    def test_agrees_on_a_signature_of_other_bytes(
        self, once: bytes, known: Known, tmp_path: Path, bare: bytes, operator: Credentials
    ) -> None:
        from fr_desk.seal.signing import seal_pdf

        later = seal_pdf(bare, operator, NOW + dt.timedelta(days=1), file="")
        (one,), (two,) = envelopes(once), envelopes(later)
        assert (one.start, one.end) == (two.start, two.end)
        other = once[: one.start] + later[two.start : two.end] + once[one.end :]

        assert states(other, known) == ["changed"]
        assert pdfsig(other, tmp_path) == ["Digest Mismatch."]


# hostile files


def looping_pages(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def looping_fields(pdf: pikepdf.Pdf) -> None:
    field = pdf.Root.AcroForm.Fields[0]
    field.Kids = Array([field])


def branching_fields(pdf: pikepdf.Pdf) -> None:
    """Forty levels, two ways down at each: a tree for whoever forgets where it has been."""
    below = pdf.Root.AcroForm.Fields[0]
    for level in range(40):
        below = pdf.make_indirect(Dictionary(T=f"x{level}", Kids=Array([below, below])))
    pdf.Root.AcroForm.Fields.append(below)


def deep_values(pdf: pikepdf.Pdf) -> None:
    deep = Array()
    for _ in range(400):
        deep = Array([deep])
    pdf.Root.Deep = deep


def odd_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Array([1, 2, 3])


def odd_fields(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields = Array(
        [1, Name.Sig, Dictionary(), pdf.make_indirect(Dictionary(FT=Name.Sig, V=7))]
    )


@pytest.mark.parametrize(
    "build",
    [looping_pages, looping_fields, branching_fields, deep_values, odd_form, odd_fields],
    ids=lambda build: build.__name__,
)
def test_a_hostile_structure_under_a_seal_is_a_value(
    once: bytes, known: Known, build: Callable[[pikepdf.Pdf], None]
) -> None:
    """The signature's frame is put behind each structure, so that everything is looked at."""
    hostile = rewritten(once, build)

    assert "sealed" not in states(framed(hostile, once), known)


def framed(data: bytes, signed: bytes) -> bytes:
    """``data`` with a whole signature dictionary behind it that claims to cover it."""
    (place,) = envelopes(signed)
    digits = signed[place.start : place.end]
    head = data + b"\n9999 0 obj\n<</Type /Sig /Contents "
    tail = b" /ByteRange [0 %d %d 0000]>>\nendobj\n" % (len(head), len(head) + len(digits))
    return head + digits + tail.replace(b"0000]", b"%04d]" % len(tail))


@pytest.mark.parametrize(
    "table",
    [
        b"xref\n0 999999999\n0000000000 65535 f \ntrailer\n<</Size 999999999 /Root 1 0 R>>",
        b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1 /Root 1 0 R /Prev 10>>",
        b"1 0 obj\n<</Type /XRef /W [0 0 0] /Index [0 999999999] /Size 999999999 /Length 0>>\nstream\n\nendstream\nendobj",
    ],
    ids=["huge", "loop", "empty entries"],
)
def test_a_hostile_table_of_objects_is_a_value(table: bytes, once: bytes, known: Known) -> None:
    begin = framed(b"%PDF-1.7\n", once)
    data = begin + table + b"\nstartxref\n%d\n%%%%EOF\n" % len(begin)

    assert "sealed" not in states(data, known)


def test_whatever_is_cut_mixed_or_put_in_is_a_value(twice: bytes, known: Known) -> None:
    chance = random.Random(11)  # noqa: S311 - the same files each time

    for _ in range(120):
        other = bytearray(twice)
        for _ in range(chance.randrange(1, 6)):
            place, length = chance.randrange(len(other)), chance.randrange(1, 400)
            piece = bytes(other[place : place + length])
            match chance.randrange(3):
                case 0:
                    del other[place : place + length]
                case 1:
                    other[chance.randrange(len(other)) : 0] = piece
                case _:
                    other[place : place + length] = chance.randbytes(length)
        assert states(bytes(other), known).count("sealed") < 2


def test_an_encrypted_document_is_not_sealed(once: bytes, known: Known) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(once)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="", owner="x"))

    assert "sealed" not in states(out.getvalue(), known)


def test_nothing_is_written_to_the_screen(
    once: bytes, known: Known, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    examine(once + b"junk", known)
    examine(appended(once, other_words), known)

    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
