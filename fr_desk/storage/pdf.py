"""Taking a dossier out of a dossier PDF: what is embedded, unpacked within limits. Writing PDFs is not done here."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART, FINGERPRINT_KEY
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.file_digest import DIGESTED_KEY, digest_of
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.page_weight import BROKEN
from fr_desk.storage.validation import dossier_of

MAX_EMBEDDED = 32 * MEGABYTE
"""Largest embedded file, unpacked."""
_SIGNED = re.compile(rb"/ByteRange\s*\[")
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")

_ACTIVE_KEYS = ("/JS", "/AA", "/OpenAction", "/JavaScript", "/XFA", "/RichMediaContent", "/URI")
_ACTIONS = frozenset(
    {
        *("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE"),
        *("/Rendition", "/Movie", "/Sound", "/Hide", "/Named", "/SetOCGState", "/RichMediaExecute", "/Trans"),
    }
)
_ACTIVE = re.compile(b"|".join(re.escape(name.encode()) for name in sorted({*_ACTIVE_KEYS, *_ACTIONS})))
_SIGNING = re.compile(rb"/(?:ByteRange|Sig|FT)\b")
_DEEPEST = 20
Said = tuple[pikepdf.Object, bytes]
"""An object of a PDF, and how it is written."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a dossier PDF carries.

    Attributes:
        dossier: the canonical JSON as it stands in the file.
        assessment: the findings as JSON, if they are there.
        fingerprint: the fingerprint the document information states, empty if none.
    """

    dossier: bytes
    assessment: bytes | None
    fingerprint: str


def dossier_of_pdf(data: bytes, path: Path) -> Dossier:
    """Return the dossier embedded in the bytes of a dossier PDF; ``path`` only names it.

    Raises:
        UnreadableError: if it is no PDF, or no whole dossier is in it.
    """
    with open_pdf(data, path) as pdf:
        embedded = embedded_in(pdf, path)
    return dossier_in(embedded, path)


def dossier_in(embedded: Embedded, path: Path) -> Dossier:
    """Return the dossier of what was embedded in the PDF at ``path``.

    Raises:
        UnreadableError: if it is not a well-formed dossier.
    """
    return dossier_of(json_tree(embedded.dossier, str(path)), str(path))


@contextmanager
def open_pdf(data: bytes, path: Path) -> Iterator[pikepdf.Pdf]:
    """Open a PDF; whatever goes wrong with it while it is open becomes a sentence.

    Raises:
        UnreadableError: if it is no PDF, or is damaged or locked.
    """
    with _quiet(), _explained(str(path)), pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


def embedded_in(pdf: pikepdf.Pdf, path: Path) -> Embedded:
    """Take out what a dossier PDF carries, as bytes.

    Raises:
        UnreadableError: if no dossier is in it.
    """
    names, file = set(pdf.attachments), str(path)
    if DOSSIER_PART not in names:
        raise errors.NotADossierPdfError(file=file)
    assessment = _content(pdf, ASSESSMENT_PART, file) if ASSESSMENT_PART in names else None
    stated = pdf.trailer.get("/Info", pikepdf.Dictionary()).get(FINGERPRINT_KEY, "")
    return Embedded(_content(pdf, DOSSIER_PART, file), assessment, str(stated).lower())


def embedded_part(pdf: pikepdf.Pdf, name: str, path: Path) -> bytes | None:
    """Take one embedded file out of a PDF; ``None`` if it has none of that name.

    Raises:
        UnreadableError: if it cannot be unpacked within limits.
    """
    return _content(pdf, name, str(path)) if name in pdf.attachments else None


def needs_repair(data: bytes) -> bool:
    """Tell whether a PDF can be opened only by guessing where its objects are: no document of ours can."""
    try:
        with _quiet(), pikepdf.open(io.BytesIO(data), attempt_recovery=False):
            return False
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return True


def language_of(pdf: pikepdf.Pdf) -> Lang:
    """Return the language a document is written in; English if it does not say or we do not write it."""
    said = str(pdf.Root.get("/Lang", ""))
    return next((lang for lang in LANGUAGES if said.lower().startswith(lang)), "en")


def unpacked_objects(pdf: pikepdf.Pdf) -> list[Said]:
    """Return the dictionaries and lists of a PDF, each with how it is written, its names without escapes."""
    return [
        (thing, thing.unparse(resolved=True))
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Array)
    ]


def holds_signature(pdf: pikepdf.Pdf, data: bytes = b"", objects: Iterable[Said] | None = None) -> bool:
    """Tell whether anything in a PDF is or was a signature, in whatever state.

    Args:
        pdf: the document.
        data: the same as bytes, to find also what nothing in the document leads to any more.
        objects: what :func:`unpacked_objects` returns, if somebody asked already.
    """
    if looks_signed(data):
        return True
    for thing, said in unpacked_objects(pdf) if objects is None else objects:
        if _SIGNING.search(said) is None or not isinstance(thing, pikepdf.Dictionary):
            continue
        if (
            "/ByteRange" in thing
            or thing.get("/Type") == pikepdf.Name.Sig
            or (thing.get("/FT") == pikepdf.Name.Sig and "/V" in thing)
        ):
            return True
    return False


def holds_actions(pdf: pikepdf.Pdf, objects: Iterable[Said] | None = None) -> bool:
    """Tell whether a PDF does anything by itself or when clicked: scripts, programs, forms that are sent, web links.

    Documents of ours only lead from one of their own pages to another. Nothing of it is ever run here.

    Args:
        pdf: the document.
        objects: what :func:`unpacked_objects` returns, if somebody asked already.
    """
    every = unpacked_objects(pdf) if objects is None else objects
    return any(_ACTIVE.search(said) is not None and _acts(thing) for thing, said in every)


def _acts(thing: pikepdf.Object, depth: int = 0) -> bool:
    """Tell whether an object, or what stands directly in it, is an action or has one; texts are no actions."""
    if depth > _DEEPEST:
        return True
    if isinstance(thing, pikepdf.Array):
        return any(_acts(one, depth + 1) for one in thing.as_list() if not _is_elsewhere(one))
    if not isinstance(thing, pikepdf.Dictionary):
        return False
    if any(key in thing for key in _ACTIVE_KEYS) or str(thing.get("/S", "")) in _ACTIONS:
        return True
    return any(_acts(one, depth + 1) for _, one in thing.items() if not _is_elsewhere(one))


def _is_elsewhere(thing: object) -> bool:
    """Tell whether something is an object of its own, which is looked at by itself."""
    return isinstance(thing, pikepdf.Object) and thing.is_indirect


def foreign_attachments(pdf: pikepdf.Pdf, ours: Collection[str]) -> list[str]:
    """Return the names of embedded files that are not among ``ours``."""
    return sorted(set(pdf.attachments).difference(ours))


def was_added_to(pdf: pikepdf.Pdf, data: bytes) -> bool:
    """Tell whether something was appended to a PDF after it was written. We write a document in one piece."""
    return "/Prev" in pdf.trailer or looks_added_to(data)


def looks_added_to(data: bytes) -> bool:
    """Tell whether a PDF ends anywhere but at its end, whatever that is in."""
    ends = [match.end() for match in _END.finditer(data)]
    return len(ends) != 1 or bool(data[ends[-1] :].strip())


def looks_signed(data: bytes) -> bool:
    """Tell whether something that only signatures have stands anywhere in a PDF."""
    return _SIGNED.search(data) is not None


def was_rewritten(pdf: pikepdf.Pdf, data: bytes) -> bool:
    """Tell whether a PDF has, or says that it has, a digest of its bytes which is not theirs.

    Documents that were written before there were digests have none and say nothing.
    """
    found = digest_of(data)
    return found == "wrong" or (
        found == "none" and DIGESTED_KEY in pdf.trailer.get("/Info", pikepdf.Dictionary())
    )


def noted_pages(pdf: pikepdf.Pdf) -> list[int]:
    """Return the pages, counted from 1, that carry notes or drawings on top: we write links and form fields only."""
    ours = {pikepdf.Name.Link, pikepdf.Name.Widget}
    return [
        number
        for number, page in enumerate(pdf.pages, start=1)
        if any(note.get("/Subtype") not in ours for note in page.obj.get("/Annots", pikepdf.Array()))
    ]


@contextmanager
def _explained(file: str) -> Iterator[None]:
    try:
        yield
    except pikepdf.PasswordError as error:
        raise errors.LockedPdfError(file=file) from error
    except BROKEN as error:
        raise errors.BrokenPdfError(file=file) from error  # a PDF made by hand can hold anything anywhere


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pikepdf's own remarks on damaged files off the user's screen; ours is one sentence."""
    logger = logging.getLogger("pikepdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _content(pdf: pikepdf.Pdf, name: str, file: str) -> bytes:
    """Return one embedded file; unpacked by hand, so that a small stream cannot fill the memory."""
    broken = errors.BrokenAttachmentError(file=file, part=name)
    stream = pdf.attachments[name].get_file().obj
    packed = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = (
        [str(one) for one in filters]
        if isinstance(filters, pikepdf.Array)
        else [str(filters)]
        if filters
        else []
    )
    if not names:
        return packed
    if names != ["/FlateDecode"] or stream.get("/DecodeParms") is not None:
        raise broken
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, MAX_EMBEDDED + 1)
    except zlib.error as error:
        raise broken from error
    if len(content) > MAX_EMBEDDED:
        raise errors.PartTooLargeError(file=file, part=name, limit=MAX_EMBEDDED // MEGABYTE)
    if not unpacker.eof:
        raise broken
    return content
