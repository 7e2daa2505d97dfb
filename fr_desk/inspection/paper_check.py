"""Is a paper of an inspection still what was written, and what is it? For records, orders and letters as PDF.

Such a paper carries the record as ``record.json``. Its checksum and the fingerprint the paper states show damage and
careless changes; who wrote it, only a seal shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from fr_desk.domain.canonical import FINGERPRINT_KEY
from fr_desk.domain.file_digest import Hashed
from fr_desk.i18n import N_, Texts, texts
from fr_desk.inspection.record import Record
from fr_desk.inspection.record_file import RECORD_PART, record_of
from fr_desk.inspection.recording import effective
from fr_desk.storage import errors
from fr_desk.storage.pdf import embedded_part, open_pdf
from fr_desk.storage.printed import printed_faults
from fr_desk.storage.verification import (
    NO_FINGERPRINT,
    OTHER_FINGERPRINT,
    Evidence,
    Examine,
    Verification,
    no_seals,
)

IS_PAPER = N_("A paper of an inspection: “{title}”.")
ABOUT = N_(
    "It carries the record of {venue} (dossier {dossier}); visits: {visits}, entries: {entries}, orders: {orders}."
)
WHOLE_DATA = N_(
    "The record inside matches its checksum, and it is about the version of the dossier that is printed."
)
OTHER_DATA = N_("The record inside does not match its checksum.")
AGREES = N_("Every page carries the stated fingerprint and its own number.")
UNTITLED = N_("without a title")
_SHOWN = 120


def check_paper(data: bytes, path: Path, examine: Examine = no_seals) -> Verification | None:
    """Check a PDF that carries a record; ``None`` if it carries none.

    Args:
        data: the document.
        path: what it is called.
        examine: checks its seals; without it, a sealed paper counts as changed.

    Raises:
        UnreadableError: if it is no PDF that can be read.
    """
    with open_pdf(data, path) as pdf:
        if RECORD_PART not in pdf.attachments:
            return None
        paper = _Paper(path, examine(Hashed(data)))
        paper.look_for_changes(pdf, data)
        try:
            paper.read(pdf, data)
        except errors.UnreadableError as error:
            if not paper.changes:
                return None  # something else that is only called like a record
            paper.changes.append(error.texts())
        return Verification(path, "pdf", paper.standing, tuple(paper.sentences), paper.seals)


class _Paper(Evidence):
    """Collects what is found out about one paper."""

    parts = frozenset({RECORD_PART})
    title = ""
    record: Record | None = None

    @property
    def sentences(self) -> Iterator[Texts]:
        """What it is, then what was found, worst first."""
        yield from self.details
        yield texts(IS_PAPER, title=self.title or texts(UNTITLED))
        if self.record is not None:
            shown = effective(self.record)
            yield texts(
                ABOUT,
                venue=shown.venue or "–",
                dossier=shown.dossier,
                visits=len(shown.visits),
                entries=len(shown.observations),
                orders=len(shown.orders),
            )

    def read(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        """Compare what is in the paper with what it states and prints.

        Raises:
            UnreadableError: if the record in it cannot be read.
        """
        information = pdf.trailer.get("/Info", pikepdf.Dictionary())
        self.title = str(information.get("/Title", ""))[:_SHOWN]
        stated = str(information.get(FINGERPRINT_KEY, "")).lower()
        content = embedded_part(pdf, RECORD_PART, self.path) or b""
        self.record = record_of(content, str(self.path))
        known = {self.record.fingerprint}
        known |= {visit.fingerprint for visit in self.record.visits.values() if visit.fingerprint}
        if pdf.attachments[RECORD_PART].get_file().md5 != _md5(content):
            self.contradictions.append(texts(OTHER_DATA))
        elif not stated:
            self.contradictions.append(texts(NO_FINGERPRINT))
        elif stated not in known:
            self.contradictions.append(texts(OTHER_FINGERPRINT))
        else:
            self.notes.append(texts(WHOLE_DATA))
        printed = printed_faults(pdf, data, stated, None) if stated else []
        self.contradictions += printed
        if stated and not printed:
            self.notes.append(texts(AGREES))


def _md5(content: bytes) -> bytes:
    """Return the checksum that PDF keeps of an embedded file (ISO 32000-1, table 46)."""
    return hashlib.md5(content, usedforsecurity=False).digest()
