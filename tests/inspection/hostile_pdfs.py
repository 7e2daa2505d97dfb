"""Dossier PDFs as an inspector may be given them: doctored in every way we know, and traps."""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from fr_desk.domain.canonical import FINGERPRINT_KEY, canonical_json, fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.file_digest import DIGEST_KEY, NO_DIGEST, with_digest
from fr_desk.rules import engine
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment
from tests.inspection.hostile import Content, Kind, numbered, whole
from tests.seal.papers import appended, attach, nothing_new, rewritten
from tests.storage.pages import attached, digested_anew, draw, print_marks

DAY = dt.date(2026, 11, 21)
DAMAGED = "This is no PDF that can be read, or a damaged one; ask for it again."
ACTS = "The document carries scripts, links to the network or other actions that FR Desk did not put there."
SAME = "The answers match the fingerprint stated in the document."


@cache
def judged(number: int) -> Assessment:
    """What the law makes of a dossier."""
    dossier = numbered(number)
    return engine.assess(dossier, packs_for(dossier), DAY)


@cache
def paper(number: int) -> bytes:
    """A dossier PDF that agrees with itself, without the renderer."""
    return printed(numbered(number), judged(number))


def printed(dossier: Dossier, assessment: Assessment) -> bytes:
    """A dossier PDF with these answers and findings."""
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page(page_size=(595, 842))
        print_marks(pdf, fingerprint(dossier), assessment)
        attach(pdf, "dossier.json", canonical_json(dossier))
        attach(pdf, "assessment.json", assessment.model_dump_json().encode())
        pdf.docinfo[FINGERPRINT_KEY] = fingerprint(dossier)
        pdf.trailer[DIGEST_KEY] = String(NO_DIGEST)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return with_digest(out.getvalue())


def changed(change: Callable[[pikepdf.Pdf], object]) -> Content:
    """A dossier PDF, changed and written anew as a whole by somebody who computes its digest anew."""
    return lambda number: digested_anew(rewritten(paper(number), change))


def _kinder(pdf: pikepdf.Pdf) -> None:
    """Put answers inside that sound better than those on paper."""
    attach(pdf, "dossier.json", canonical_json(numbered(0, "别的酒店")))


def _clean(pdf: pikepdf.Pdf) -> None:
    """Put findings inside that sound better than what the answers give."""
    stated = Assessment.model_validate_json(pdf.attachments["assessment.json"].get_file().read_bytes())
    left = tuple(one for one in stated.findings if one.outcome.value != "breached")
    attach(pdf, "assessment.json", stated.model_copy(update={"findings": left}).model_dump_json().encode())


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _hidden_script(pdf: pikepdf.Pdf) -> None:
    """A script that stands within a link on a page, its name written in another way."""
    action = Dictionary(S=Name("/JavaScript"), JS=pdf.make_stream(b"app.launchURL('http://example.invalid')"))
    pdf.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
    )


def _launch(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.Launch, F=String("/bin/sh")))


def _stranger(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["dossier.json.exe"] = attached(pdf, "dossier.json.exe", b"MZ")


def _double(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["Dossier.JSON"] = attached(pdf, "Dossier.JSON", canonical_json(numbered(0)))


def _note(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([9, 9, 99, 99]), Contents=String("ok")
    )
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])


def _bomb(pdf: pikepdf.Pdf) -> None:
    packed = zlib.compress(bytes(33 << 20), 1)
    stream = pdf.attachments["dossier.json"].get_file().obj
    stream.write(packed, filter=Name.FlateDecode)


def _odd(pdf: pikepdf.Pdf) -> None:
    stream = pdf.attachments["dossier.json"].get_file().obj
    stream.write(b"00>", filter=Name("/FoldedDecode"))


def _short(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def _circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)


def _locked(user: str) -> Content:
    def made(number: int) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(paper(number))) as pdf:
            pdf.save(out, encryption=pikepdf.Encryption(user=user, owner="secret"))
        return out.getvalue()

    return made


def _rewritten_page(pdf: pikepdf.Pdf) -> None:
    """Print the number of findings anew, and leave out what stands at the foot."""
    draw(pdf, pdf.pages[1], [(500, "Nothing is breached.")])


def _moved_foot(pdf: pikepdf.Pdf) -> None:
    """Push everything on a page out of sight; it is still there to be read by machines."""
    content = pdf.pages[0].obj.Contents
    content.write(b"1 0 0 1 0 2000 cm\n" + content.read_bytes())


def _foreign(number: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100 + number, 100))
        pdf.save(out)
    return out.getvalue()


def _brochure(number: int) -> bytes:
    """Somebody else's PDF with a link to the network, a script, and an update behind it."""
    data = rewritten(_foreign(number), _script)
    return appended(rewritten(data, _hidden_script), nothing_new)


def _other_print(number: int) -> bytes:
    """The data of one dossier, with everything that goes with them, on pages that were printed for another."""
    dossier = numbered(number)

    def change(pdf: pikepdf.Pdf) -> None:
        attach(pdf, "dossier.json", canonical_json(dossier))
        attach(pdf, "assessment.json", judged(number).model_dump_json().encode())
        pdf.docinfo[FINGERPRINT_KEY] = fingerprint(dossier)

    return digested_anew(rewritten(paper(number + 1), change))


def _no_table(data: bytes) -> bytes:
    """A PDF whose table of objects is where nobody says."""
    at = data.rfind(b"startxref")
    return data[:at] + b"startxref\n7\n%%EOF\n"


PDFS = (
    Kind("agrees", ".pdf", paper, "unsealed", SAME),
    Kind("called a container", ".frdesk", paper, "unsealed", SAME),
    Kind("called nothing", ".dat", paper, "unsealed", SAME),
    # answers, findings, fingerprint and every page written anew: only a seal would show it
    Kind(
        "forged",
        ".pdf",
        lambda n: printed(numbered(n, "别的酒店"), judged(n)),
        "unsealed",
        SAME,
    ),
    Kind(
        "container called a PDF",
        ".pdf",
        whole,
        "unsealed",
        "Every part matches its checksum.",
    ),
    Kind("cut", ".pdf", lambda n: paper(n)[: 200 + n], "unreadable", DAMAGED),
    Kind("text", ".pdf", lambda n: b"not a PDF %d" % n, "unreadable", DAMAGED),
    Kind("head only", ".pdf", lambda n: b"%%PDF-1.7\n%d" % n, "unreadable", DAMAGED),
    Kind(
        "table of objects",
        ".pdf",
        lambda n: _no_table(paper(n)),
        "changed",
        "The file is damaged, and could be read only after a repair.",
    ),
    Kind(
        "locked",
        ".pdf",
        _locked("secret"),
        "unreadable",
        "This PDF is under a password; ask for it without one.",
    ),
    Kind(
        "locked for others",
        ".pdf",
        _locked(""),
        "changed",
        "The document was encrypted after FR Desk wrote it.",
    ),
    Kind(
        "page rewritten",
        ".pdf",
        changed(_rewritten_page),
        "mismatch",
        "Page 2 does not carry the fingerprint of the data inside the document.",
    ),
    Kind(
        "page pushed away",
        ".pdf",
        changed(_moved_foot),
        "mismatch",
        "Page 1 does not carry the fingerprint of the data inside the document.",
    ),
    Kind(
        "foreign",
        ".pdf",
        _foreign,
        "not_a_dossier",
        "This is a PDF without a dossier in it; ask for the PDF that FR Desk has written.",
    ),
    Kind(
        "foreign with scripts",
        ".pdf",
        _brochure,
        "not_a_dossier",
        "This is a PDF without a dossier in it; ask for the PDF that FR Desk has written.",
    ),
    Kind(
        "added to",
        ".pdf",
        lambda n: appended(paper(n), nothing_new),
        "changed",
        "Something was appended to the document after FR Desk wrote it.",
    ),
    Kind(
        "tail",
        ".pdf",
        lambda n: paper(n) + b"\nPK\3\4 and more",
        "changed",
        "Something was appended to the document after FR Desk wrote it.",
    ),
    Kind("script", ".pdf", changed(_script), "changed", ACTS),
    Kind("script in a link", ".pdf", changed(_hidden_script), "changed", ACTS),
    Kind("starts a program", ".pdf", changed(_launch), "changed", ACTS),
    Kind(
        "stranger inside",
        ".pdf",
        changed(_stranger),
        "changed",
        "The document carries files that FR Desk did not put there: dossier.json.exe.",
    ),
    Kind(
        "two dossiers",
        ".pdf",
        changed(_double),
        "changed",
        "The document carries files that FR Desk did not put there: Dossier.JSON.",
    ),
    Kind(
        "note",
        ".pdf",
        changed(_note),
        "changed",
        "Page 2 carries notes or drawings that FR Desk did not put there.",
    ),
    Kind(
        "other answers",
        ".pdf",
        changed(_kinder),
        "mismatch",
        "The answers do not match the fingerprint in the document.",
    ),
    Kind(
        "other findings",
        ".pdf",
        changed(_clean),
        "mismatch",
        "The findings in the document are not those that its answers give.",
    ),
    Kind(
        "other pages",
        ".pdf",
        _other_print,
        "mismatch",
        "Page 1, 2 does not carry the fingerprint of the data inside the document.",
    ),
    Kind(
        "page taken out",
        ".pdf",
        changed(_short),
        "mismatch",
        "Page 1 does not carry its own number: pages were taken out, put in or moved.",
    ),
    Kind(
        "bomb inside",
        ".pdf",
        changed(_bomb),
        "unreadable",
        "dossier.json in this file would unpack to more than 32 MB, so it was not unpacked.",
    ),
    Kind(
        "odd packing",
        ".pdf",
        changed(_odd),
        "unreadable",
        "dossier.json in this PDF cannot be taken out; ask for the PDF again.",
    ),
    Kind("pages in a circle", ".pdf", changed(_circle), "unreadable", DAMAGED),
)
