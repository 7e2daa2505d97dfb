"""What is found out about one dossier PDF: what it carries, states and prints, and whether all that agrees.

Of a document in our own form this is read in milliseconds; every other is looked at thoroughly. Whether all pages show
their words is told of every document that somebody opens by itself; among thousands, of those in our own form only the
first pages and the heads of the others are looked at for that.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from pydantic import ValidationError

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.file_digest import Hashed
from fr_desk.domain.seals import Seal
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.findings import Assessment
from fr_desk.storage import errors
from fr_desk.storage.agreement import Agreement, compared
from fr_desk.storage.evidence import REWRITTEN, Evidence
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.own_form import OwnForm, form_before_seals, own_form, rewritten_form
from fr_desk.storage.validation import dossier_of

if TYPE_CHECKING:  # read late: it takes long to import
    from fr_desk.storage import pdf as pdfs

Assess = Callable[[Dossier, dt.date], Assessment]
"""Assesses a dossier again as of a date."""

MATCHES = N_("The answers match the fingerprint stated in the document.")
NO_FINDINGS = N_("The findings are missing from the document or cannot be read.")
NO_FINGERPRINT = N_("The document states no fingerprint.")
OTHER_FINGERPRINT = N_("The answers do not match the fingerprint in the document.")
UNDIGESTED = N_(
    "The document lacks the digest that FR Desk writes into each one: another program saved it and took it out."
)

_DAY = re.compile(rb'\{"as_of":"(\d{4}-\d{2}-\d{2})"')


class DossierEvidence(Evidence):
    """Collects what is found out about one dossier PDF.

    Attributes:
        dossier: what it declares; ``None`` until that was read.
        fingerprint: that of the answers, if the document states the same.
        stated: the findings that it states.
        again: the findings that its answers give on the day of those.
        own: the findings that its answers give on its own day.
        agreement: how the stated findings stand to those that the answers give.
        parsing: seconds of processor time that reading the answers took.
    """

    def __init__(self, path: Path, assess: Assess, seals: tuple[Seal, ...], *, closely: bool) -> None:
        """Begin with what the seals say.

        Args:
            path: only names the document.
            assess: assesses the dossier again, to compare the findings.
            seals: of the document.
            closely: look at every page even of a document in our own form, whether anything hides its words.
        """
        super().__init__(path, seals)
        self.assess, self._closely = assess, closely
        self.dossier: Dossier | None = None
        self.fingerprint = ""
        self.stated: Assessment | None = None
        self.again: Assessment | None = None
        self.own: Assessment | None = None
        self.agreement: Agreement = ""
        self.parsing = 0.0

    def read(self, file: Hashed) -> None:
        """Compare what is in the document, what it states and what it prints.

        Raises:
            UnreadableError: if it is no PDF that can be read, or no dossier is in it.
        """
        from fr_desk.storage.printed import AGREES, hidden_faults  # noqa: PLC0415 - pypdfium2 takes long to import

        quickly = self._read_quickly(file)
        embedded, printed = quickly or self._read_thoroughly(file.data)
        if quickly and self._closely:
            printed += hidden_faults(file.data)
        fingerprint = hashlib.sha256(embedded.dossier).hexdigest()
        if not embedded.fingerprint:
            self.contradictions.append(texts(NO_FINGERPRINT))
        elif embedded.fingerprint != fingerprint:
            self.contradictions.append(texts(OTHER_FINGERPRINT))
        else:
            self.fingerprint = fingerprint
            self.notes.append(texts(MATCHES))
        assert self.dossier is not None
        self._compare(self.dossier, self.stated)
        if self._lacks_digest(file):
            self.changes.append(texts(UNDIGESTED))
        self.contradictions += printed
        if not printed:
            self.notes.append(texts(AGREES))

    def _read_quickly(self, file: Hashed) -> tuple[pdfs.Embedded, list[Texts]] | None:
        """Return the same as :meth:`_read_thoroughly` of a document in our own form; ``None`` of any other.

        Whatever the digest says, it is told in the same words as there. Only of a document that somebody built on
        purpose to be taken for ours more may be said there: its digest makes it a changed one both ways, unless that
        was computed anew. What covers the words of a page behind those read here is then seen only there.
        """
        own = self._own_form(file)
        try:
            found = self._told_by(own) if own is not None else None
        except errors.UnreadableError:
            return None
        if found is not None and not self.seals and file.digest == "wrong":
            self.changes.append(texts(REWRITTEN))
        return found

    def _own_form(self, file: Hashed) -> OwnForm | None:
        from fr_desk.storage import pdf as pdfs  # noqa: PLC0415 - pikepdf takes long to import

        if self.seals:
            return None if self.changes else form_before_seals(file)
        own = own_form(file) or rewritten_form(file)
        if own is not None and file.digest == "wrong":
            return None if pdfs.looks_signed(file.data) or pdfs.looks_added_to(file.data) else own
        return own

    def _told_by(self, own: OwnForm) -> tuple[pdfs.Embedded, list[Texts]] | None:
        """Return what a document in our own form carries, and what it prints that does not agree with it."""
        from fr_desk.storage import pdf as pdfs  # noqa: PLC0415 - pikepdf takes long to import
        from fr_desk.storage.printed import plain_faults  # noqa: PLC0415 - pypdfium2 takes long to import

        self._parse(own.dossier, own.assessment)
        if self.stated is None:
            return None
        printed = plain_faults(own, hashlib.sha256(own.dossier).hexdigest(), self.stated)
        embedded = pdfs.Embedded(own.dossier, own.assessment, own.fingerprint)
        return None if printed is None else (embedded, printed)

    def _read_thoroughly(self, data: bytes) -> tuple[pdfs.Embedded, list[Texts]]:
        """Return what a document carries, and what it prints that does not agree with it."""
        from fr_desk.storage import pdf as pdfs  # noqa: PLC0415 - pikepdf takes long to import
        from fr_desk.storage.printed import printed_faults  # noqa: PLC0415 - pypdfium2 the same

        with pdfs.open_pdf(data, self.path) as pdf:
            if not self.parts.isdisjoint(pdf.attachments):  # else it never was a dossier, whatever is in it
                self.look_for_changes(pdf, data)
            embedded = pdfs.embedded_in(pdf, self.path)
            self._parse(embedded.dossier, embedded.assessment)
            digest = hashlib.sha256(embedded.dossier).hexdigest()
            return embedded, printed_faults(pdf, data, digest, self.stated)

    def _parse(self, dossier: bytes, assessment: bytes | None) -> None:
        begin = process_time()
        self.dossier = dossier_of(json_tree(dossier, str(self.path)), str(self.path))
        self.parsing += process_time() - begin
        self.again = None
        self.stated = self._just_as_assessed(self.dossier, assessment)
        if self.stated is None:
            begin = process_time()
            self.stated = _assessment(assessment)
            self.parsing += process_time() - begin

    def _just_as_assessed(self, dossier: Dossier, stated: bytes | None) -> Assessment | None:
        """Return what the answers give on the day of the stated findings, if these are the same to the byte."""
        day = _DAY.match(stated or b"")
        try:
            self.again = self.assess(dossier, dt.date.fromisoformat(day[1].decode())) if day else None
        except ValueError:
            return None
        return self.again if self.again and self.again.json_bytes() == stated else None

    def _compare(self, dossier: Dossier, stated: Assessment | None) -> None:
        """Compare the findings in the document with those that its answers give."""
        if stated is None:
            self.agreement = "other"
            self.contradictions.append(texts(NO_FINDINGS))
            return
        if self.again is None or self.again.as_of != stated.as_of:
            self.again = self.assess(dossier, stated.as_of)
        day = own_day(dossier, stated)
        self.own = self.again if day == stated.as_of else self.assess(dossier, day)
        found = compared(stated, self.again, self.own)
        self.agreement = found.agreement
        told = {"other": self.contradictions, "same": self.notes, "older_rules": self.notes}
        told.get(found.agreement, self.doubts).extend(found.sentences)

    def _lacks_digest(self, file: Hashed) -> bool:
        """Tell whether a document has no digest although the program that wrote it writes one into each.

        Documents that were written before there were digests name the rules of that time.
        """
        if self.seals or self.changes or self.stated is None or file.digest != "none":
            return False
        packs = self.stated.packs
        return bool(packs) and {pack.ref for pack in bundled_packs()}.issuperset(packs)


def own_day(dossier: Dossier, stated: Assessment) -> dt.date:
    """Return the day that a dossier is of: its date of assessment, else that of its findings.

    A dossier without a date of its own cannot be of a day before the last one that its history tells of.
    """
    if dossier.as_of is not None:
        return dossier.as_of
    return max([stated.as_of, *(entry.on for entry in dossier.history if entry.on is not None)])


def _assessment(data: bytes | None) -> Assessment | None:
    try:
        return Assessment.model_validate_json(data) if data else None
    except ValidationError:
        return None
