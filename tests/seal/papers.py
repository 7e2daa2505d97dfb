"""Small dossier PDFs without the renderer, ways to change them, and a second opinion on their seals."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from fr_desk.domain.canonical import FINGERPRINT_KEY, canonical_json, fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.seal.certificates import Credentials
from fr_desk.seal.signing import seal_pdf
from tests.storage.pages import attached, print_marks
from tests.storage.verdicts import assess

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 21)
HOTEL = Dossier.model_validate({"venue": {"name": "上海滨江酒店", "kind": "hotel"}, "as_of": DAY})


def paper(*, pages: int = 3, fields: bool = True, dossier: Dossier = HOTEL) -> bytes:
    """A dossier PDF of few objects, with prepared fields or without."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        assessment = assess(dossier, DAY)
        print_marks(pdf, fingerprint(dossier), assessment)
        attach(pdf, "dossier.json", canonical_json(dossier))
        attach(pdf, "assessment.json", assessment.model_dump_json().encode())
        pdf.docinfo[FINGERPRINT_KEY] = fingerprint(dossier)
        if fields:
            _add_fields(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def attach(pdf: pikepdf.Pdf, name: str, content: bytes) -> None:
    """Put data into a PDF."""
    pdf.attachments[name] = attached(pdf, name, content)


def _add_fields(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[-1].obj
    places = {"Operator": [300, 600, 500, 660], "Inspector": [300, 500, 500, 560]}
    fields = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=name,
                F=4,
                P=page,
                Rect=Array(place),
                AP=Dictionary(N=_nothing(pdf)),
            )
        )
        for name, place in places.items()
    ]
    page.Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), SigFlags=1)


def _nothing(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 60]))


def sealed(data: bytes, *hands: Credentials) -> bytes:
    """The PDF with the seals of these hands, an hour apart."""
    for number, hand in enumerate(hands):
        data = seal_pdf(data, hand, NOW + dt.timedelta(hours=number), file="paper.pdf")
    return data


def appended(data: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    """The PDF with an update appended to it; what is there stays as it is."""
    writer = _Quiet(io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def nothing_new(writer: IncrementalPdfFileWriter) -> None:
    """Write an object again as it was."""
    writer.update_root()


class _Quiet(IncrementalPdfFileWriter):
    """Changes what it is told to, and no metadata besides."""

    def _update_meta(self) -> None:
        pass


def rewritten(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The PDF changed and written anew as a whole."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def pdfsig(data: bytes, folder: Path) -> list[str]:
    """What poppler says of each signature: "Signature is Valid.", "Digest Mismatch."…"""
    path = folder / "asked.pdf"
    path.write_bytes(data)
    said = subprocess.run(
        ["pdfsig", "-nocert", str(path)],  # noqa: S607 - poppler, wherever it is
        capture_output=True,
        text=True,
        check=False,
    )
    return re.findall(r"Signature Validation: (.+)", said.stdout)
