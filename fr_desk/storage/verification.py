"""Is a file still what FR Desk wrote, and who says so? Checksums of containers; data, print and seals of PDFs.

Checksums, the digest of a PDF's bytes and the fingerprint show all damage, and every change by somebody who does not
compute them anew. They do not show who wrote a file: whoever changes it on purpose can also write new ones. Of such a
PDF only that is noticed which does not agree with itself: the data, the marks and numbers on its pages, the findings
that the data give. Other words on a page can then be anything. A seal shows that. How seals are checked is not known
here; the caller brings that along.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.file_digest import Hashed, hashed
from fr_desk.domain.seals import Seal
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.findings import Assessment
from fr_desk.storage import errors
from fr_desk.storage.access import read_bytes
from fr_desk.storage.container import declared_regardless, prove
from fr_desk.storage.evidence import REWRITTEN, UNSEALED, Evidence, Standing
from fr_desk.storage.formats import Form, form_of, parse
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.own_form import OwnForm, form_before_seals, own_form, rewritten_form
from fr_desk.storage.validation import dossier_of

if TYPE_CHECKING:  # read late: it takes long to import
    from fr_desk.storage import pdf as pdfs

__all__ = [
    "STATES",
    "UNSEALED",
    "Assess",
    "Checked",
    "Evidence",
    "Examine",
    "Standing",
    "State",
    "Verification",
    "check_bytes",
    "no_seals",
    "verify_file",
]

State = Literal["intact", "changed", "unreadable", "unprotected"]
"""The same for those who only ask whether a file may be relied on."""
STATES: dict[Standing, State] = {
    "unsealed": "intact",
    "sealed": "intact",
    "changed": "changed",
    "mismatch": "changed",
    "unknown_signer": "unprotected",
    "not_a_dossier": "unreadable",
    "unreadable": "unreadable",
    "unprotected": "unprotected",
}

Assess = Callable[[Dossier, dt.date], Assessment]
"""Assesses a dossier again as of a date."""
Examine = Callable[[Hashed], tuple[Seal, ...]]
"""Finds and checks the seals of a PDF."""

WHOLE = N_("Every part matches its checksum.")
MATCHES = N_("The answers match the fingerprint stated in the document.")
SAME_FINDINGS = N_("The findings are those that the answers give.")
OTHER_FINDINGS = N_("The findings in the document are not those that its answers give.")
NO_FINDINGS = N_("The findings are missing from the document or cannot be read.")
OTHER_RULES = N_("The document was assessed with other rules ({packs}), so its findings were not compared.")
NO_FINGERPRINT = N_("The document states no fingerprint.")
OTHER_FINGERPRINT = N_("The answers do not match the fingerprint in the document.")
OTHER_ATTACHMENT = N_("Attachment {part} is not the file that the dossier lists.")
NO_ATTACHMENT = N_("Attachment {part} is listed but not in the file.")
NO_CHECKSUMS = N_("This form has no checksums, so nothing can be verified.")

_DAY = re.compile(rb'\{"as_of":"(\d{4}-\d{2}-\d{2})"')
_NO_DOSSIER = (
    errors.NotADossierError,
    errors.NotADossierPdfError,
    errors.NotAContainerError,
    errors.NotAMappingError,
)


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of the check of one file.

    Attributes:
        path: the file.
        form: its form, ``None`` if it has none.
        standing: ``unsealed`` and in agreement with itself; ``sealed`` by somebody known, and unchanged;
            ``changed`` since it was written or sealed; ``mismatch`` between the data inside, what is printed and
            what the data give; ``unknown_signer`` of a seal that holds; ``not_a_dossier``; ``unreadable``;
            ``unprotected`` where there is nothing to check against (JSON and YAML).
        details: what was found, one sentence each, the most important first.
        seals: the seals of the document, in the order in which they were made.
    """

    path: Path
    form: Form | None
    standing: Standing
    details: tuple[Texts, ...]
    seals: tuple[Seal, ...] = ()

    @property
    def state(self) -> State:
        """Whether the file is as it was written, in fewer words than :attr:`standing`."""
        return STATES[self.standing]

    @property
    def sealed(self) -> bool:
        """Whether a seal says who vouches for the file."""
        return self.standing == "sealed"

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that were changed after a seal, counted from 1."""
        return tuple(sorted({page for seal in self.seals for page in seal.pages}))


def no_seals(_file: Hashed) -> tuple[Seal, ...]:
    """Find no seals."""
    return ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a file's bytes found, with what was read on the way, so that nobody reads it again.

    Attributes:
        verification: what the bytes are worth.
        dossier: what they declare, even if they were changed; ``None`` if that cannot be read.
        attachments: contents by id; only containers carry them.
        fingerprint: that of the answers, as a document states it and they have it; empty if none does.
        stated: the findings that a document states, ``None`` if it has none.
        again: the findings that its answers give on the day of the stated ones, ``None`` if nobody asked.
        error: why it could not be read.
        parsing: seconds of processor time that reading the answers took.
    """

    verification: Verification
    dossier: Dossier | None = None
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    fingerprint: str = ""
    stated: Assessment | None = None
    again: Assessment | None = None
    error: FrDeskError | None = None
    parsing: float = 0.0


def verify_file(path: Path, assess: Assess, examine: Examine = no_seals) -> Verification:
    """Check one file. Never raises for what is in the file: that is the result.

    Args:
        path: a .frdesk file, a dossier PDF, or a dossier as JSON or YAML.
        assess: assesses the dossier again, to compare the findings.
        examine: checks the seals of a PDF; without it, a sealed document counts as changed.
    """
    try:
        data = read_bytes(path)
    except (errors.FileError, errors.UnreadableError) as error:
        return Verification(path, None, "unreadable", (error.texts(),))
    return check_bytes(data, path, assess, examine).verification


def check_bytes(
    file: bytes | Hashed, path: Path, assess: Assess, examine: Examine = no_seals, *, hold: bool = True
) -> Checked:
    """Check what was read from a file. Never raises for what is in it: that is the result.

    Args:
        file: all of it, with its digests if somebody computes them as well.
        path: where it is from; only the name is looked at.
        assess: assesses the dossier again, to compare the findings.
        examine: checks the seals of a PDF; without it, a sealed document counts as changed.
        hold: keep the attachments of a container.
    """
    form: Form | None = None
    file = hashed(file)
    data = file.data
    try:
        form = form_of(data, path)
        match form:
            case "frdesk":
                return _container(data, path, hold=hold)
            case "pdf":
                return _pdf(file, path, assess, examine)
            case _:
                return _text(data, form, path)
    except errors.DamagedPartError as error:
        changed = Verification(path, form, "changed", (error.texts(), texts(UNSEALED)))
        return Checked(changed, declared_regardless(data, path), error=error)
    except _NO_DOSSIER as error:
        return Checked(Verification(path, form, "not_a_dossier", (error.texts(),)), error=error)
    except (errors.FileError, errors.UnreadableError) as error:
        return Checked(Verification(path, form, "unreadable", (error.texts(),)), error=error)


def _text(data: bytes, form: Form, path: Path) -> Checked:
    begin = process_time()
    read = parse(data, form, path)
    verification = Verification(path, form, "unprotected", (texts(NO_CHECKSUMS), texts(UNSEALED)))
    return Checked(verification, read.dossier, parsing=process_time() - begin)


def _container(data: bytes, path: Path, *, hold: bool) -> Checked:
    begin = process_time()
    proven = prove(data, path, hold=hold)
    contents = proven.contents
    parsing = process_time() - begin
    faults, notes = [], [texts(WHOLE)]
    for key, listed in (contents.dossier.attachments or {}).items():
        sha256 = proven.digests.get(key)
        if sha256 is None:
            notes.append(texts(NO_ATTACHMENT, part=key))
        elif listed.sha256 and listed.sha256.lower() != sha256:
            faults.append(texts(OTHER_ATTACHMENT, part=key))
    standing: Standing = "changed" if faults else "unsealed"
    verification = Verification(path, "frdesk", standing, (*faults, *notes, texts(UNSEALED)))
    return Checked(verification, contents.dossier, contents.attachments, parsing=parsing)


def _pdf(file: Hashed, path: Path, assess: Assess, examine: Examine) -> Checked:
    seals = examine(file)
    document = _Document(path, assess, seals)
    error: errors.UnreadableError | None = None
    try:
        document.read(file)
    except errors.UnreadableError as unreadable:
        if not document.changes:
            raise
        error = unreadable
        document.changes.append(error.texts())
    verification = Verification(path, "pdf", document.standing, tuple(document.details), seals)
    return Checked(
        verification,
        document.dossier,
        fingerprint=document.fingerprint,
        stated=document.stated,
        again=document.again,
        error=error,
        parsing=document.parsing,
    )


class _Document(Evidence):
    """Collects what is found out about one dossier PDF."""

    def __init__(self, path: Path, assess: Assess, seals: tuple[Seal, ...]) -> None:
        super().__init__(path, seals)
        self.assess = assess
        self.dossier: Dossier | None = None
        self.fingerprint = ""
        self.stated: Assessment | None = None
        self.again: Assessment | None = None
        self.parsing = 0.0

    def read(self, file: Hashed) -> None:
        """Compare what is in the document, what it states and what it prints.

        Raises:
            UnreadableError: if it is no PDF that can be read, or no dossier is in it.
        """
        from fr_desk.storage.printed import AGREES  # noqa: PLC0415 - pypdfium2 takes long to import

        embedded, printed = self._read_quickly(file) or self._read_thoroughly(file.data)
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
        self.contradictions += printed
        if not printed:
            self.notes.append(texts(AGREES))

    def _read_quickly(self, file: Hashed) -> tuple[pdfs.Embedded, list[Texts]] | None:
        """Return the same as :meth:`_read_thoroughly` of a document in our own form; ``None`` of any other.

        Whatever the digest says, it is told in the same words as there. Only of a document that somebody built on
        purpose to be taken for ours more may be said there; but both ways its digest makes it a changed one.
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
            self.contradictions.append(texts(NO_FINDINGS))
            return
        if self.again is None or self.again.as_of != stated.as_of:
            self.again = self.assess(dossier, stated.as_of)
        again = self.again
        if stated.packs != again.packs:
            packs = ", ".join(f"{pack.id} {pack.version}" for pack in stated.packs)
            self.notes.append(texts(OTHER_RULES, packs=packs))
        elif stated is not again and _said(stated) != _said(again):
            self.contradictions.append(texts(OTHER_FINDINGS))
        else:
            self.notes.append(texts(SAME_FINDINGS))


def _assessment(data: bytes | None) -> Assessment | None:
    try:
        return Assessment.model_validate_json(data) if data else None
    except ValidationError:
        return None


def _said(assessment: Assessment) -> list[tuple[str, ...]]:
    """Return what the findings say, in no order."""
    said = (
        (one.rule, one.item, one.outcome.value, one.path, one.message.zh, one.message.ko, one.message.en)
        for one in assessment.findings
    )
    return sorted(said)
