"""Documents in our own form are read without a library for PDFs, and nothing passes that would not pass thoroughly."""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.file_digest import DIGEST_KEY, DIGESTED_KEY, digest_of, first_end
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.seal.certificates import Credentials
from fr_desk.services.papers import write_dossier_pdf
from fr_desk.storage import dossier_evidence
from fr_desk.storage.own_form import form_before_seals, own_form
from fr_desk.storage.own_print import OwnPrint
from fr_desk.storage.printed import plain_faults, printed_faults
from fr_desk.storage.verification import Verification, check_bytes, verify_file
from tests.seal.papers import DAY, appended, nothing_new, rewritten, sealed
from tests.storage.pages import attached, digested_anew
from tools.portfolio_venues import invented

Change = Callable[[pikepdf.Pdf], object]


def judged(dossier: Dossier, day: object) -> Assessment:
    return assess(dossier, packs_for(dossier), DAY)


@pytest.fixture(scope="module")
def venue() -> Dossier:
    return invented(1, 12).model_copy(update={"as_of": DAY})


@pytest.fixture(scope="module")
def document(venue: Dossier, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_dossier_pdf(venue, tmp_path_factory.mktemp("own") / "venue.pdf").read_bytes()


def resaved(data: bytes, change: Change) -> bytes:
    """The document changed by somebody who writes it as we do."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def test_a_document_of_ours_is_accounted_for_and_says_what_the_libraries_say(document: bytes, venue: Dossier):
    form = own_form(document)

    assert form is not None
    assert form.fingerprint == fingerprint(venue)
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert len(form.pages) == len(pdf.pages)
        assert form.dossier == pdf.attachments["dossier.json"].get_file().read_bytes()
        assert form.assessment == pdf.attachments["assessment.json"].get_file().read_bytes()
        stated = Assessment.model_validate_json(form.assessment)
        assert printed_faults(pdf, document, form.fingerprint, stated) == []
    assert plain_faults(form, form.fingerprint, stated) == []


def test_the_words_of_a_page_are_those_that_are_printed(document: bytes, venue: Dossier):
    form = own_form(document)
    assert form is not None

    words = OwnPrint(form)

    assert venue.venue.name
    assert venue.venue.name in "".join(words.words(0).split())
    assert sum(map(bool, words.counts(2))) == 2
    assert f"3 / {len(form.pages)}" in words.foot(2, 75)


def test_other_data_other_counts_and_other_days_do_not_agree(document: bytes):
    form = own_form(document)
    assert form is not None
    stated = Assessment.model_validate_json(form.assessment)

    fewer = stated.model_copy(update={"findings": stated.of(Outcome.BREACHED, Outcome.OPEN)})
    later = stated.model_copy(update={"as_of": stated.as_of.replace(year=2031)})

    assert plain_faults(form, form.fingerprint[::-1], stated) != []
    assert plain_faults(form, form.fingerprint, fewer) != []
    assert plain_faults(form, form.fingerprint, later) != []


def test_a_document_of_ours_is_verified_the_same_way_with_and_without_the_short_cut(
    document: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "venue.pdf"
    path.write_bytes(document)

    short = verify_file(path, judged)
    monkeypatch.setattr(dossier_evidence, "own_form", lambda _data: None)

    assert verify_file(path, judged) == short
    assert short.standing == "unsealed"


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def hidden_script(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/A#41"] = Dictionary(O=Dictionary(S=Name.Named))


def note(pdf: pikepdf.Pdf) -> None:
    made = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([0, 0, 90, 90]), Contents="in order")
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(made)])


def another_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["more.json"] = attached(pdf, "more.json", b"{}")


def another_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(595, 842))


def signature(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Perms = pdf.make_indirect(Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3])))


def page_moved(pdf: pikepdf.Pdf) -> None:
    pdf.pages.reverse()


def page_taken_out(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3]


def mark_changed(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[2].Contents.read_bytes()
    found = re.search(rb"\(([0-9A-F]{4})\) Tj", content)
    assert found
    pdf.pages[2].Contents.write(content.replace(found[1], b"0000", 1))


def answers_changed(pdf: pikepdf.Pdf) -> None:
    stream = pdf.attachments["dossier.json"].get_file().obj
    stream.write(stream.read_bytes().replace(b'"revision":', b'"revision":1', 1))


@pytest.mark.parametrize(
    "change",
    [
        script,
        hidden_script,
        note,
        another_file,
        another_page,
        signature,
        page_moved,
        page_taken_out,
        mark_changed,
        answers_changed,
    ],
)
def test_whatever_is_changed_does_not_pass(document: bytes, change: Change, tmp_path: Path):
    path = tmp_path / "venue.pdf"
    path.write_bytes(resaved(document, change))

    assert own_form(path.read_bytes()) is None
    assert verify_file(path, judged).standing == "changed"

    path.write_bytes(digested_anew(path.read_bytes()))
    assert verify_file(path, judged).state == "changed" or change in {hidden_script, another_page}
    form = own_form(path.read_bytes())
    if form is not None:
        stated = Assessment.model_validate_json(form.assessment)
        digest = fingerprint(Dossier.model_validate_json(form.dossier))
        assert plain_faults(form, digest, stated) != []


def test_what_is_put_between_before_or_behind_is_noticed(document: bytes):
    middle = document.find(b"endobj\n") + 7

    assert own_form(document + b"\n") is None
    assert own_form(document + b"1 0 obj\n<< >>\nendobj\n") is None
    assert own_form(b"%PDF-1.7\n" + document) is None
    assert own_form(document[:middle] + b"% a remark\n" + document[middle:]) is None
    assert own_form(appended(document, nothing_new)) is None
    assert own_form(rewritten(document, lambda _pdf: None)) is None or b"/ObjStm" in document
    assert own_form(b"") is None


def test_a_table_that_leads_elsewhere_is_noticed(document: bytes):
    # given
    found = list(re.finditer(rb"(\d+) 0 obj\n<< /Type /XRef /Length (\d+) [^\n]*>>\nstream\n", document))[-1]
    start, size = found.end(), int(found[2])
    table = bytearray(zlib.decompress(document[start : start + size]))

    # when the table names another place for one object, and the length of the stream is kept true
    noticed = 0
    for at in random.Random(1).sample(range(1, len(table) - 6), 12):  # noqa: S311 - places, not secrets
        other = bytearray(table)
        other[at] ^= 1
        packed = zlib.compress(bytes(other), 9)
        head = found[0].replace(b"/Length %d" % size, b"/Length %d" % len(packed))
        noticed += own_form(document[: found.start()] + head + packed + document[start + size :]) is None

    # then
    assert noticed == 12


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(max_examples=10, deadline=None)
def test_no_flipped_bit_passes_unnoticed(document: bytes, place: float, bit: int):
    other = bytearray(document)
    other[int(place * len(document))] ^= 1 << bit

    assert own_form(bytes(other)) is None
    assert check_bytes(bytes(other), Path("venue.pdf"), judged).verification.state in {
        "changed",
        "unreadable",
    }


def test_a_digest_that_was_taken_out_is_missed(
    document: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def without_digest(pdf: pikepdf.Pdf) -> None:
        del pdf.trailer[DIGEST_KEY]

    def as_before_there_were_digests(pdf: pikepdf.Pdf) -> None:
        del pdf.trailer[DIGEST_KEY], pdf.docinfo[DIGESTED_KEY]

    path = tmp_path / "venue.pdf"
    path.write_bytes(resaved(document, without_digest))
    assert verify_file(path, judged).standing == "changed"

    path.write_bytes(resaved(document, as_before_there_were_digests))
    told = verify_file(path, judged)
    assert told.standing == "changed"
    assert told.details[0].en.startswith("The document lacks the digest")

    monkeypatch.setattr(dossier_evidence, "bundled_packs", tuple)  # as if it named rules of another version
    assert verify_file(path, judged).standing == "unsealed"


def printed_counts_changed(pdf: pikepdf.Pdf) -> None:
    """Let the sentence that counts the findings begin with another number."""
    content = pdf.pages[3].Contents.read_bytes()
    found = re.search(rb"/P <</MCID 1>> BDC\nBT [^(]*\((\d)", content)
    assert found
    other = b"8" if found[1] == b"9" else b"9"
    pdf.pages[3].Contents.write(content[: found.start(1)] + other + content[found.end(1) :])


def stated_findings_changed(pdf: pikepdf.Pdf) -> None:
    stream = pdf.attachments["assessment.json"].get_file().obj
    stream.write(stream.read_bytes().replace(b'"outcome":"met"', b'"outcome":"open"', 1))


@pytest.mark.parametrize(
    "change",
    [
        mark_changed,
        page_moved,
        page_taken_out,
        answers_changed,
        printed_counts_changed,
        stated_findings_changed,
    ],
)
def test_whoever_computes_the_digest_anew_is_still_found_out(document: bytes, change: Change, tmp_path: Path):
    path = tmp_path / "venue.pdf"
    path.write_bytes(digested_anew(resaved(document, change)))

    assert verify_file(path, judged).standing == "mismatch"


def test_the_same_dossier_gives_the_same_bytes_with_their_digest(
    document: bytes, venue: Dossier, tmp_path: Path
):
    again = write_dossier_pdf(venue, tmp_path / "again.pdf").read_bytes()

    assert again == document
    assert digest_of(again) == "right"


def test_a_seal_leaves_the_digest_of_the_document_before_it(document: bytes, operator: Credentials):
    data = sealed(document, operator)

    assert data.startswith(document)
    assert digest_of(data, first_end(data)) == "right"


def test_a_sealed_document_is_known_by_what_it_was_before(
    document: bytes, operator: Credentials, inspector: Credentials
):
    once, twice = sealed(document, operator), sealed(document, operator, inspector)

    for data in (once, twice):
        form = form_before_seals(data)
        assert form is not None
        assert plain_faults(form, form.fingerprint, Assessment.model_validate_json(form.assessment)) == []


def test_a_page_that_was_written_anew_behind_a_seal_is_looked_at(document: bytes):
    def other_content(writer: object) -> None:
        from pyhanko.pdf_utils import generic
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

        assert isinstance(writer, IncrementalPdfFileWriter)
        page = writer.root["/Pages"]["/Kids"][2].get_object()
        page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
        writer.update_container(page)

    assert form_before_seals(appended(document, other_content)) is None
    assert form_before_seals(appended(document, nothing_new)) is not None


def test_result_of_a_thorough_look_is_a_verification(document: bytes, tmp_path: Path):
    path = tmp_path / "noted.pdf"
    path.write_bytes(resaved(document, note))

    found = verify_file(path, judged)

    assert isinstance(found, Verification)
    assert found.standing == "changed"
