"""Documents of ours that somebody changed: told quickly, and in the same words as thoroughly; no doctored table helps."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest

from fr_desk.domain.canonical import FINGERPRINT_KEY
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.own_pdf import OtherFormError, OwnPdf, Pack, Stream
from fr_desk.inspection.index import Index
from fr_desk.inspection.run import inspect
from fr_desk.rules.findings import Assessment
from fr_desk.services.papers import write_dossier_pdf
from fr_desk.storage.dossier_evidence import DossierEvidence
from fr_desk.storage.evidence import REWRITTEN
from fr_desk.storage.own_form import OwnForm, own_form, rewritten_form
from fr_desk.storage.printed import OTHER_MARK, plain_faults
from fr_desk.storage.verification import OTHER_FINGERPRINT, Standing, Verification, check_bytes
from tests.seal.papers import DAY
from tests.seal.test_own_form import judged
from tests.storage.pages import digested_anew
from tools.portfolio_venues import invented

Change = Callable[[pikepdf.Pdf], object]
NAME = Path("venue.pdf")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    venue: Dossier = invented(1, 12).model_copy(update={"as_of": DAY})
    return write_dossier_pdf(venue, tmp_path_factory.mktemp("rewritten") / "venue.pdf").read_bytes()


def both(data: bytes) -> tuple[Verification, Verification, bool]:
    """What is told of a document, what is told thoroughly, and whether the first was told quickly."""
    laid_out: list[bool] = []
    with pytest.MonkeyPatch.context() as patch:
        thoroughly = DossierEvidence._read_thoroughly

        def noted(self: DossierEvidence, data: bytes) -> object:
            laid_out.append(True)
            return thoroughly(self, data)

        patch.setattr(DossierEvidence, "_read_thoroughly", noted)
        told = check_bytes(data, NAME, judged).verification
        quick = not laid_out
        patch.setattr(DossierEvidence, "_read_quickly", lambda _self, _file: None)
        return told, check_bytes(data, NAME, judged).verification, quick


def saved(data: bytes, change: Change) -> bytes:
    """The document changed by somebody who saves it as it was, and leaves the digest."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def nothing(_pdf: pikepdf.Pdf) -> None:
    pass


def answers(pdf: pikepdf.Pdf) -> None:
    stream = pdf.attachments["dossier.json"].get_file().obj
    stream.write(stream.read_bytes().replace(b'"revision":', b'"revision":1', 1))


def answers_and_what_is_stated(pdf: pikepdf.Pdf) -> None:
    answers(pdf)
    dossier = pdf.attachments["dossier.json"].get_file().read_bytes()
    pdf.docinfo[FINGERPRINT_KEY] = hashlib.sha256(dossier).hexdigest()


def what_is_stated(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo[FINGERPRINT_KEY] = "f" * 64


def findings(pdf: pikepdf.Pdf) -> None:
    stream = pdf.attachments["assessment.json"].get_file().obj
    stream.write(stream.read_bytes().replace(b'"outcome":"met"', b'"outcome":"open"', 1))


def no_answers(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["dossier.json"].get_file().obj.write(b'{"venue":')


def number_of_a_page(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[4].Contents.read_bytes()
    assert content.count(b"(5 / ") == 1
    pdf.pages[4].Contents.write(content.replace(b"(5 / ", b"(6 / "))


def a_page_out(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[3]


def other_words(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[2].Contents.read_bytes()
    pdf.pages[2].Contents.write(content.replace(b"EMC", b"EMC\n/Artifact BMC\nEMC", 1))


def a_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=pikepdf.Array([0, 0, 90, 90]))
    pdf.pages[1].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])


STANDINGS: dict[Change, tuple[bool, Standing]] = {
    nothing: (True, "unsealed"),
    answers: (True, "mismatch"),
    answers_and_what_is_stated: (False, "mismatch"),
    what_is_stated: (False, "mismatch"),
    findings: (False, "mismatch"),
    no_answers: (False, "unreadable"),
    number_of_a_page: (False, "mismatch"),
    a_page_out: (False, "mismatch"),
    other_words: (True, "unsealed"),
}
"""Whether it is told quickly, and what it is worth to whoever believes a digest that was computed anew."""


@pytest.mark.parametrize("change", [*STANDINGS, a_note], ids=lambda one: one.__name__)
def test_a_document_changed_by_hand_is_told_quickly_just_as_thoroughly(document: bytes, change: Change):
    data = saved(document, change)

    told, thorough, quick = both(data)

    assert told == thorough
    assert told.standing == "changed"
    assert quick == STANDINGS.get(change, (False, ""))[0]
    assert own_form(data) is None


@pytest.mark.parametrize(
    "change", [nothing, answers, answers_and_what_is_stated], ids=lambda one: one.__name__
)
def test_so_is_one_whose_digest_was_computed_anew(document: bytes, change: Change):
    told, thorough, quick = both(digested_anew(saved(document, change)))

    assert told == thorough
    assert (quick, told.standing) == STANDINGS[change]


def test_other_answers_than_those_printed_are_told_page_by_page(document: bytes):
    told, _, _ = both(saved(document, answers))

    said = [one.en for one in told.details]
    assert REWRITTEN in said
    assert OTHER_FINGERPRINT in said
    assert any(one.startswith("Page 1, 2, 3") and one.endswith(_end_of(OTHER_MARK)) for one in said)


def _end_of(sentence: str) -> str:
    return sentence.partition("{pages}")[2]


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def places(document: bytes) -> Iterator[tuple[str, int]]:
    """One place in every sort of stream, in the table, and between."""
    pdf = OwnPdf(document)
    seen = set[bytes]()
    for stream in pdf.streams.values():
        sort = re.sub(rb"\d+|\([^)]*\)|<[0-9a-f]*>", b"", stream.head)
        if sort not in seen and stream.size > 20:
            seen.add(sort)
            yield sort[:40].decode(), stream.begin + stream.size // 2
    yield "head", stream.begin - 12
    yield "end", document.rindex(b"startxref") + 12
    yield "digest", document.rindex(b"/FRDeskSHA256 (") + 20


def test_a_flipped_bit_anywhere_is_told_the_same_way(document: bytes):
    for sort, place in places(document):
        told, thorough, quick = both(flipped(document, place))

        assert told == thorough, sort
        assert told.state in {"changed", "unreadable"}, sort
        assert quick == (rewritten_form(flipped(document, place)) is not None)


def test_what_looks_like_a_signature_or_a_second_end_is_left_to_the_thorough_way(document: bytes):
    place = document.index(b"<?xpacket")

    for words in (b"/ByteRange [ 0 1 2 3 ]", b"startxref 9 %%EOF"):
        told, thorough, quick = both(document[:place] + words + document[place + len(words) :])

        assert told == thorough
        assert not quick


Entries = dict[int, tuple[int, int, int]]
"""What the table of objects says of each: its kind, its place or its pack, its place in that."""


def rebuilt(document: bytes, contents: Mapping[int, bytes], others: Entries | None = None) -> bytes:
    """The document with other contents of some streams, and a table that is true but for some entries."""
    pdf = OwnPdf(document)
    *streams, (last, table) = pdf.streams.items()
    out, entries = bytearray(document[: streams[0][1].place]), {0: (0, 0, 0)}
    for number, stream in streams:
        packed = document[stream.begin : stream.begin + stream.size]
        if number in contents:
            packed = zlib.compress(contents[number])
        entries[number] = (1, len(out), 0)
        if number + 1 in pdf.packs:
            entries |= {number + 1 + at: (2, number, at) for at in range(pdf.packs[number + 1].count)}
        out += _written(number, stream, packed)
    entries[last] = (1, len(out), 0)
    entries |= others or {}
    rows = [bytes([kind, *place.to_bytes(3, "big"), at]) for _, (kind, place, at) in sorted(entries.items())]
    above = [bytes(5), *rows]
    up = (
        bytes([2, *((a - b) % 256 for a, b in zip(*pair, strict=True))])
        for pair in zip(rows, above, strict=False)
    )
    place = len(out)
    out += _written(last, table, zlib.compress(b"".join(up)))
    return digested_anew(bytes(out) + b"startxref\n%d\n%%%%EOF\n" % place)


def _written(number: int, stream: Stream, packed: bytes) -> bytes:
    head = stream.head.replace(b"/Length %d " % stream.size, b"/Length %d " % len(packed))
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head, packed)


def test_a_table_that_leads_elsewhere_is_noticed_whatever_the_digest_says(document: bytes):
    pdf = OwnPdf(document)
    stream, pack = min(pdf.streams.keys() - {one - 1 for one in pdf.packs}), min(pdf.packs)
    assert own_form(rebuilt(document, {})) is not None

    for others in (
        {stream: (1, pdf.streams[stream].place + 1, 0)},
        {stream: (2, pack - 1, 0)},
        {stream: (0, 0, 0)},
        {pack + 1: (2, pack - 1, 2)},
        {pack + 1: (1, pdf.streams[stream].place, 0)},
        {pack + 1: (0, 0, 0)},
        {0: (1, pdf.streams[stream].place, 0)},
        {pdf.size: (1, pdf.streams[stream].place, 0)},
    ):
        data = rebuilt(document, {}, others)
        assert data.endswith(b"%%EOF\n")
        assert own_form(data) is None
        with pytest.raises(OtherFormError):
            OwnPdf(data)


def test_numbers_in_the_middle_of_a_pack_are_noticed_whatever_the_digest_says(document: bytes):
    # given
    pdf = OwnPdf(document)
    first = max(pdf.packs)
    stream = pdf.streams[first - 1]
    content = zlib.decompress(document[stream.begin : stream.begin + stream.size])
    one, other = (b" %d " % (first + at) for at in (1, 2))

    # when
    swapped = content.replace(one, b" ? ", 1).replace(other, one, 1).replace(b" ? ", other, 1)

    # then
    assert len(swapped) == len(content)
    assert own_form(rebuilt(document, {first - 1: content})) is not None
    assert own_form(rebuilt(document, {first - 1: swapped})) is None


NUMBERS, LINES = b"4 0 5 3 6 6\n", b"[]\n[]\n[]\n"


def packed(numbers: bytes) -> Pack:
    return Pack(numbers + LINES, len(numbers), first=4, count=3)


@pytest.mark.parametrize(
    "numbers",
    [
        *(b"4 0 6 3 5 6\n", b"4 0 5 3 7 6\n", b"4 0 05 3 6 6\n", b"4 0 5 3\n", b"4 0 5 3 6 6 7 9\n"),
        *(b"4 0 5 +3 6 6\n", b"4 0 5 3  6 6\n", b"4 0 5  6 6\n", b"4 0 5 3 6 6 ", b"4 0\n5 3 6 6\n", b""),
    ],
)
def test_a_pack_has_all_of_its_numbers_and_nothing_else(numbers: bytes):
    assert packed(NUMBERS).text(5) == b"[]\n"
    with pytest.raises(OtherFormError):
        packed(numbers)


@pytest.mark.parametrize("start", [b"2", b"4", b"0", b"6", b"9", b"99"])
def test_an_object_that_is_not_all_of_one_line_is_not_read(start: bytes):
    with pytest.raises(OtherFormError):
        packed(b"4 0 5 %b 6 6\n" % start).text(5)


# pages that do not show their words


def white_sheet(pdf: pikepdf.Pdf) -> None:
    """Paint the page over as forgers do; the foot with its marks stays."""
    pdf.pages[4].contents_add(b"q 1 1 1 rg 0 80 600 700 re f Q")


def behind(page: pikepdf.Page, what: bytes) -> None:
    """Draw something at the end of a page, in its own stream and marked as ours are."""
    page.Contents.write(page.Contents.read_bytes() + b"/Artifact BMC\n%b\nEMC\n" % what)


def before(page: pikepdf.Page, what: bytes) -> None:
    """Draw something at the beginning of a page."""
    page.Contents.write(page.Contents.read_bytes().replace(b" cm \n", b" cm \n%b\n" % what, 1))


def white_sheet_like_ours(pdf: pikepdf.Pdf) -> None:
    behind(pdf.pages[0], b"1 1 1 rg\nn 0 150 600 700 re f*")


def white_sheet_far_behind(pdf: pikepdf.Pdf) -> None:
    behind(pdf.pages[-1], b"1 1 1 rg\nn 0 80 600 700 re f*")


def picture(pdf: pikepdf.Pdf) -> None:
    made = pdf.make_stream(
        bytes(100),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=10,
        Height=10,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )
    pdf.pages[0].Resources.XObject["/FormXob.cover"] = made
    behind(pdf.pages[0], b"q\n600 0 0 700 0 150 cm\n/FormXob.cover Do\nQ")


def clip(pdf: pikepdf.Pdf) -> None:
    before(pdf.pages[2], b"0 0 600 75 re W n")


def invisible(pdf: pikepdf.Pdf) -> None:
    before(pdf.pages[3], b"3 Tr")


def crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[5].obj.CropBox = pikepdf.Array([0, 0, 595, 80])


def shrink(pdf: pikepdf.Pdf) -> None:
    pdf.pages[6].obj.MediaBox = pikepdf.Array([0, 0, 595, 80])


def enlarge(pdf: pikepdf.Pdf) -> None:
    pdf.pages[7].obj.UserUnit = 9


def turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[8].obj.Rotate = 180


def crop_all_at_once(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.CropBox = pikepdf.Array([0, 0, 595, 80])


def layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = pikepdf.Dictionary()


ON_PAGES = [white_sheet_like_ours, clip, invisible, white_sheet, crop, shrink, enlarge, turn]


def test_pages_that_hide_their_words_are_told_whatever_the_digest_says(document: bytes):
    def all_of_them(pdf: pikepdf.Pdf) -> None:
        for change in ON_PAGES:
            change(pdf)

    told = check_bytes(digested_anew(saved(document, all_of_them)), NAME, judged).verification

    assert told.standing == "mismatch"
    assert any(
        one.en.startswith("Page 1, 3, 4, 5, 6, 7, 8, 9 does not show all of its words")
        for one in told.details
    )


@pytest.mark.parametrize(
    "change", [*ON_PAGES, crop_all_at_once, layers, a_page_out], ids=lambda one: one.__name__
)
def test_a_short_look_leaves_pages_that_are_not_like_ours_to_a_long_one(document: bytes, change: Change):
    form = own_form(digested_anew(saved(document, change)))

    assert form is None or plain_faults(form, form.fingerprint, stated_in(form)) is None


def stated_in(form: OwnForm) -> Assessment:
    return Assessment.model_validate_json(form.assessment)


def test_layers_that_can_be_switched_off_hide_every_page(document: bytes):
    told = check_bytes(digested_anew(saved(document, layers)), NAME, judged).verification

    assert told.standing == "mismatch"
    assert told.details[0].en.startswith("Page 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … does not show")


def in_another_place(matrix: bytes) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        head, begin, rest = pdf.pages[9].Contents.read_bytes().partition(b"\nq\n")
        pdf.pages[9].Contents.write(head + b"\nq\n" + matrix + b" cm" + begin + rest + b"\nQ\n")

    change.__name__ = f"all words moved by {matrix.decode()}"
    return change


def pale(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[9].Contents.read_bytes()
    assert b".333333 .384314 .439216 rg" in content
    pdf.pages[9].Contents.write(content.replace(b".333333 .384314 .439216 rg", b"1 1 .9 rg"))


@pytest.mark.parametrize(
    "change",
    [
        *(white_sheet_far_behind, picture, pale),
        *(in_another_place(matrix) for matrix in (b"1 0 0 1 2000 0", b".1 0 0 .1 50 50")),
    ],
    ids=lambda one: one.__name__,
)
def test_who_opens_one_document_is_told_of_every_page(document: bytes, change: Change):
    data = digested_anew(saved(document, change))

    told = check_bytes(data, NAME, judged, closely=True).verification

    assert told.standing == "mismatch"
    assert "does not show all of its words" in told.details[0].en
    assert check_bytes(document, NAME, judged, closely=True).verification.standing == "unsealed"


def test_a_list_tells_of_every_page_only_if_it_is_asked_to(document: bytes, tmp_path: Path):
    # given
    (tmp_path / "venues").mkdir()
    covered = tmp_path / "venues" / "covered.pdf"
    covered.write_bytes(digested_anew(saved(document, white_sheet_far_behind)))
    (tmp_path / "venues" / "venue.pdf").write_bytes(document)

    def standings(*, closely: bool = False) -> list[str]:
        inspect([covered.parent], index, DAY, jobs=0, closely=closely)
        return sorted(row.result.standing for row in index.rows(index.ids()))

    # when, then
    with Index(tmp_path / "city.frindex") as index:
        assert standings() == ["unsealed", "unsealed"]
        assert standings(closely=True) == ["mismatch", "unsealed"]
        assert standings() == ["unsealed", "unsealed"]


def forged_cover(pdf: pikepdf.Pdf) -> None:
    """Other numbers where they are seen, the right ones where nobody sees them."""
    content = pdf.pages[0].Contents.read_bytes()
    number = rb"\nBT 1 0 0 1 (\S+) (\S+) Tm (.{20,40} rg /F\d\+\d 22 Tf \S+ TL) \(([1-9]\d*)\) Tj ET"
    place = re.search(number, content)
    assert place is not None
    x, y, how, count = place.groups()
    drawn = b"\nBT 1 0 0 1 %b %b Tm %b (%b) Tj ET"
    forged = drawn % (b"3000", y, how, count) + drawn % (x, y, how, b"0")
    pdf.pages[0].Contents.write(content.replace(place[0], forged, 1))


@pytest.mark.parametrize("change", [forged_cover, pale], ids=lambda one: one.__name__)
def test_words_that_nobody_can_see_count_for_nothing(document: bytes, change: Change):
    told, thorough, quick = both(digested_anew(saved(document, change)))

    assert told == thorough
    assert told.standing == "mismatch"
    assert not quick


def test_what_agrees_says_that_other_words_were_not_compared(document: bytes):
    told = check_bytes(document, NAME, judged, closely=True).verification

    assert any("Other words on the pages were not compared" in one.en for one in told.details)
