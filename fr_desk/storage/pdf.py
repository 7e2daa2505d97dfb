"""Taking a dossier out of a dossier PDF: what is embedded, unpacked within limits. Writing PDFs is not done here."""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from fr_desk.domain.canonical import ASSESSMENT_PART, DOSSIER_PART, FINGERPRINT_KEY
from fr_desk.domain.dossier import Dossier
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE, read_bytes
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.validation import dossier_of

MAX_EMBEDDED = 32 * MEGABYTE
"""Largest embedded file, unpacked."""


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


def read_pdf(path: Path) -> Dossier:
    """Return the dossier embedded in a dossier PDF.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it is no PDF, or no whole dossier is in it.
    """
    return dossier_in(read_embedded(path), path)


def dossier_in(embedded: Embedded, path: Path) -> Dossier:
    """Return the dossier of what was embedded in the PDF at ``path``.

    Raises:
        UnreadableError: if it is not a well-formed dossier.
    """
    return dossier_of(json_tree(embedded.dossier, str(path)), str(path))


def read_embedded(path: Path) -> Embedded:
    """Take out what a dossier PDF carries, as bytes.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it is no PDF, or no dossier is in it.
    """
    data, file = read_bytes(path), str(path)
    with _quiet(), _explained(file), pikepdf.open(io.BytesIO(data)) as pdf:
        names = set(pdf.attachments)
        if DOSSIER_PART not in names:
            raise errors.NotADossierPdfError(file=file)
        assessment = _content(pdf, ASSESSMENT_PART, file) if ASSESSMENT_PART in names else None
        stated = pdf.trailer.get("/Info", pikepdf.Dictionary()).get(FINGERPRINT_KEY, "")
        return Embedded(_content(pdf, DOSSIER_PART, file), assessment, str(stated).lower())


@contextmanager
def _explained(file: str) -> Iterator[None]:
    try:
        yield
    except pikepdf.PasswordError as error:
        raise errors.LockedPdfError(file=file) from error
    except (
        pikepdf.PdfError,
        pikepdf.DataDecodingError,
        TypeError,
        ValueError,
        KeyError,
        AttributeError,
    ) as error:
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
