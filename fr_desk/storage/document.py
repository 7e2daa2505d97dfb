"""PDFs that are added to a dossier: nothing in them runs, opens or hides anything, and none says who made it.

A digitally signed PDF is evidence: it is kept to the byte, or refused if there is something in it that could do harm.
"""

from __future__ import annotations

import io
import warnings
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf.settings import set_qpdf_limits

from fr_desk.archive import Limits
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, texts
from fr_desk.images.jpeg import without_metadata
from fr_desk.images.traces import TRACES, Trace
from fr_desk.storage.access import MEGABYTE
from fr_desk.storage.errors import LockedPdfError
from fr_desk.storage.pdf import holds_signature, open_pdf
from fr_desk.storage.zip_parts import MAX_PART

MAX_PAGES = 500
MAX_OBJECTS = 200_000
MAX_UNPACKED = 256 * MEGABYTE
"""Largest stream that is unpacked."""
MAX_RATIO = Limits(parts=0, part=0, total=0).ratio

_DOES = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/GoToR",
        "/GoToE",
        "/SubmitForm",
        "/ImportData",
        "/ResetForm",
        "/Hide",
        "/Rendition",
    }
    | {"/Sound", "/Movie", "/RichMediaExecute", "/SetOCGState", "/GoTo3DView", "/Thread"}
)
"""Actions that do more than turn pages or open a web page when asked to."""
_HIDING_NOTES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
_HARMFUL = frozenset({Trace.ACTIONS, Trace.SCRIPTS, Trace.FILES})


class DocumentError(FrDeskError):
    """A PDF that is not taken."""

    sentence = N_("{file} cannot be taken; save it as PDF again and add that.")


class DocumentTooLargeError(DocumentError):
    """A PDF too large to keep."""

    sentence = N_("{file} is larger than {limit} MB; save it smaller and add that.")


class DocumentTooLongError(DocumentError):
    """A PDF with more pages or parts than are looked at."""

    sentence = N_("{file} has more than {limit} pages, or is too intricate; add only the pages that matter.")


class EmptyDocumentError(DocumentError):
    """A PDF without pages."""

    sentence = N_("{file} has no pages; save it as PDF again and add that.")


class SignedDocumentError(DocumentError):
    """A signed PDF with something in it that we would have to take out, which would break the signature."""

    sentence = N_(
        "{file} is signed and contains {what}; ask for a version without, because taking it out breaks the signature."
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF as it is kept: its bytes, the number of pages, and what was taken out."""

    data: bytes
    pages: int
    removed: tuple[Trace, ...]


def clean(data: bytes, name: str) -> Document:
    """Return a PDF that does nothing by itself.

    Args:
        data: the PDF.
        name: of the file, for errors.

    Raises:
        DocumentError: if it is too large, or signed and harmful.
        UnreadableError: if it is damaged or locked.
    """
    _limit_unpacking()
    if len(data) > MAX_PART:
        raise DocumentTooLargeError(file=name, limit=MAX_PART // MEGABYTE)
    with open_pdf(data, Path(name)) as pdf:
        if len(pdf.pages) > MAX_PAGES or len(pdf.objects) > MAX_OBJECTS:
            raise DocumentTooLongError(file=name, limit=MAX_PAGES)
        if not len(pdf.pages):
            raise EmptyDocumentError(file=name)
        if pdf.is_encrypted:
            raise LockedPdfError(file=name)
        pages, signed = len(pdf.pages), holds_signature(pdf)
        removed = _Cleaner(pdf).run()
        if signed:
            if harm := removed & _HARMFUL:
                what = texts(TRACES[min(harm)])
                raise SignedDocumentError(file=name, what=what)
            return Document(data, pages, ())
        kept = _saved(pdf)
    if len(kept) > MAX_PART:
        raise DocumentTooLargeError(file=name, limit=MAX_PART // MEGABYTE)
    if len(kept) > MEGABYTE and len(kept) > MAX_RATIO * len(zlib.compress(kept, 9)):
        raise DocumentError(
            file=name
        )  # nothing but padding: the container would be refused when it is opened again
    return Document(kept, pages, tuple(trace for trace in Trace if trace in removed))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():  # of form fields that were lost long before
        warnings.simplefilter("ignore")
        pdf.save(out, deterministic_id=True, compress_streams=True)
    return out.getvalue()


def check(data: bytes, name: str) -> None:
    """See that a PDF can be opened at all; nothing is changed.

    Raises:
        UnreadableError: if it is damaged or locked.
    """
    _limit_unpacking()
    with open_pdf(data, Path(name)) as pdf:
        len(pdf.pages)


@cache
def _limit_unpacking() -> None:
    """Bound what qpdf unpacks, for the whole process: a small file could else fill the memory."""
    set_qpdf_limits(
        flate_max_memory=MAX_UNPACKED,
        png_max_memory=MAX_UNPACKED,
        tiff_max_memory=MAX_UNPACKED,
        run_length_max_memory=MAX_UNPACKED,
        dct_max_memory=MAX_UNPACKED,
    )


class _Cleaner:
    """Goes through all objects of a PDF and takes out what acts, hides or tells."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._removed: set[Trace] = set()

    def run(self) -> set[Trace]:
        """Clean everything and return what was taken out."""
        if "/Info" in self._pdf.trailer:
            self._removed.add(Trace.AUTHOR)
            del self._pdf.trailer.Info
        waiting: list[Any] = list(self._pdf.objects)
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                self._clean(thing)
                inside: list[Any] = [thing[key] for key in thing.keys()]  # noqa: SIM118 - iterating a stream is not defined
            elif isinstance(thing, pikepdf.Array):
                inside = list(thing)
            else:
                continue
            waiting += [each for each in inside if isinstance(each, pikepdf.Object) and not each.is_indirect]
        return self._removed

    def _clean(self, thing: Any) -> None:
        for key in list(thing.keys()):
            trace = _trace_of(thing, key, thing[key])
            if trace:
                self._removed.add(trace)
                del thing[key]
        action = str(thing.get("/S", ""))
        if action in _DOES:
            self._removed.add(Trace.SCRIPTS if action == "/JavaScript" else Trace.ACTIONS)
            for key in list(thing.keys()):
                del thing[key]
        if isinstance(thing.get("/Annots"), pikepdf.Array):
            self._clean_notes(thing)
        if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == pikepdf.Name.DCTDecode:
            self._clean_photo(thing)

    def _clean_notes(self, page: Any) -> None:
        kept = [note for note in page.Annots if str(note.get("/Subtype", "")) not in _HIDING_NOTES]
        if len(kept) != len(page.Annots):
            self._removed.add(Trace.FILES)
            page.Annots = pikepdf.Array(kept)

    def _clean_photo(self, stream: Any) -> None:
        packed = stream.read_raw_bytes()
        kept = without_metadata(packed)
        if kept != packed:
            self._removed.add(Trace.DEVICE)
            stream.write(kept, filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))


def _trace_of(holder: Any, key: str, value: Any) -> Trace | None:
    """Return what a key gives away, if it is one that goes.

    Fonts and pictures may be called anything, ``/AA`` and ``/EF`` included, so the value has to look the part too.
    """
    is_dictionary = isinstance(value, pikepdf.Dictionary)
    is_plain = is_dictionary and not {"/Type", "/Subtype"} & set(value.keys())
    is_tree = is_dictionary and bool({"/Names", "/Kids"} & set(value.keys()))
    is_xml = isinstance(value, pikepdf.Stream) and value.get("/Subtype") == pikepdf.Name.XML
    lists_files = isinstance(value, pikepdf.Array) or (is_dictionary and "/EF" in value)
    goes = {
        "/AA": (Trace.ACTIONS, is_plain),
        "/JavaScript": (Trace.SCRIPTS, is_tree),
        "/XFA": (Trace.SCRIPTS, "/Fields" in holder),
        "/EmbeddedFiles": (Trace.FILES, is_tree),
        "/EF": (Trace.FILES, is_plain),
        "/AF": (Trace.FILES, lists_files),
        "/Collection": (Trace.FILES, "/Pages" in holder),
        "/Metadata": (Trace.AUTHOR, is_xml),
        "/PieceInfo": (Trace.AUTHOR, is_plain),
    }
    trace, looks_it = goes.get(key, (None, False))
    return trace if looks_it else None
