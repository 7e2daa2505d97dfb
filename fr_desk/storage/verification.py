"""Is a file still what FR Desk wrote, and who says so? Checksums of containers; data, print and seals of PDFs.

Checksums and the fingerprint show damage and careless changes. They do not show who wrote a file: whoever changes
it can also write new ones. A seal shows that. How seals are checked is not known here; the caller brings that
along.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.seals import Seal
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.findings import Assessment
from fr_desk.storage import errors
from fr_desk.storage.access import read_bytes
from fr_desk.storage.container import Contents, unpack
from fr_desk.storage.formats import Form, form_of, read_any

if TYPE_CHECKING:  # read late: it takes long to import
    import pikepdf

Standing = Literal[
    "unsealed",
    "sealed",
    "changed",
    "mismatch",
    "unknown_signer",
    "not_a_dossier",
    "unreadable",
    "unprotected",
]
"""What a file is worth, told apart as far as it can be."""
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
Examine = Callable[[bytes], tuple[Seal, ...]]
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
UNSEALED = N_("Unsealed: this shows damage and careless changes, not who wrote the file.")
SEALED_BY = N_("Sealed by {who}; the time claimed is {moment}. Nothing has changed since.")
SEALED_BY_STRANGER = N_(
    "Sealed under the name {who}; the time claimed is {moment}. Nothing has changed since, but anybody may use a name."
)
SEAL_BROKEN = N_("The seal of {who} does not hold.")
SEAL_GONE = N_("The document carries what is left of a seal that was broken or taken off.")
DAMAGED = N_("The file is damaged, and could be read only after a repair.")
ADDED = N_("Something was appended to the document after FR Desk wrote it.")
NOTED = N_("Page {pages} carries notes or drawings that FR Desk did not put there.")
NOBODY = N_("somebody unknown")
SOME_TIME = N_("unknown")

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


def no_seals(_data: bytes) -> tuple[Seal, ...]:
    """Find no seals."""
    return ()


def verify_file(path: Path, assess: Assess, examine: Examine = no_seals) -> Verification:
    """Check one file. Never raises for what is in the file: that is the result.

    Args:
        path: a .frdesk file, a dossier PDF, or a dossier as JSON or YAML.
        assess: assesses the dossier again, to compare the findings.
        examine: checks the seals of a PDF; without it, a sealed document counts as changed.
    """
    form: Form | None = None
    try:
        data = read_bytes(path)
        form = form_of(data, path)
        match form:
            case "frdesk":
                return _container(unpack(data, path), path)
            case "pdf":
                return _pdf(data, path, assess, examine)
            case _:
                read_any(path)
                return Verification(path, form, "unprotected", (texts(NO_CHECKSUMS), texts(UNSEALED)))
    except errors.DamagedPartError as error:
        return Verification(path, form, "changed", (error.texts(), texts(UNSEALED)))
    except _NO_DOSSIER as error:
        return Verification(path, form, "not_a_dossier", (error.texts(),))
    except (errors.FileError, errors.UnreadableError) as error:
        return Verification(path, form, "unreadable", (error.texts(),))


def _container(contents: Contents, path: Path) -> Verification:
    faults, notes = [], [texts(WHOLE)]
    for key, listed in (contents.dossier.attachments or {}).items():
        content = contents.attachments.get(key)
        if content is None:
            notes.append(texts(NO_ATTACHMENT, part=key))
        elif listed.sha256 and listed.sha256.lower() != hashlib.sha256(content).hexdigest():
            faults.append(texts(OTHER_ATTACHMENT, part=key))
    standing: Standing = "changed" if faults else "unsealed"
    return Verification(path, "frdesk", standing, (*faults, *notes, texts(UNSEALED)))


def _pdf(data: bytes, path: Path, assess: Assess, examine: Examine) -> Verification:
    seals = examine(data)
    document = _Document(path, assess, seals)
    try:
        document.read(data)
    except errors.UnreadableError as error:
        if not document.changes:
            raise
        document.changes.append(error.texts())
    return Verification(path, "pdf", document.standing, tuple(document.details), seals)


class _Document:
    """Collects what is found out about one PDF."""

    def __init__(self, path: Path, assess: Assess, seals: tuple[Seal, ...]) -> None:
        self.path, self.assess, self.seals = path, assess, seals
        self.changes = [text for seal in seals if seal.state == "changed" for text in _sentences(seal)]
        self.contradictions: list[Texts] = []
        self.notes: list[Texts] = []

    @property
    def standing(self) -> Standing:
        """The worst of what was found."""
        if self.changes:
            return "changed"
        if self.contradictions:
            return "mismatch"
        if any(seal.state == "unknown_signer" for seal in self.seals):
            return "unknown_signer"
        return "sealed" if self.seals else "unsealed"

    @property
    def details(self) -> list[Texts]:
        """What was found, worst first."""
        holding = [text for seal in self.seals if seal.state != "changed" for text in _sentences(seal)]
        unsealed = [] if self.seals else [texts(UNSEALED)]
        every = (*self.changes, *self.contradictions, *holding, *self.notes, *unsealed)
        return list(dict.fromkeys(every))  # two seals may have the same to say

    def read(self, data: bytes) -> None:
        """Compare what is in the document, what it states and what it prints.

        Raises:
            UnreadableError: if it is no PDF that can be read, or no dossier is in it.
        """
        from fr_desk.storage import pdf as pdfs  # noqa: PLC0415 - pikepdf takes long to import
        from fr_desk.storage.printed import AGREES, printed_faults  # noqa: PLC0415 - pypdfium2 the same

        with pdfs.open_pdf(data, self.path) as pdf:
            self._look_for_changes(pdf, data)
            embedded = pdfs.embedded_in(pdf, self.path)
            dossier = pdfs.dossier_in(embedded, self.path)
            fingerprint = hashlib.sha256(embedded.dossier).hexdigest()
            stated = _assessment(embedded.assessment)
            printed = printed_faults(pdf, data, fingerprint, stated)
        if not embedded.fingerprint:
            self.contradictions.append(texts(NO_FINGERPRINT))
        elif embedded.fingerprint != fingerprint:
            self.contradictions.append(texts(OTHER_FINGERPRINT))
        else:
            self.notes.append(texts(MATCHES))
        self._compare(dossier, stated)
        self.contradictions += printed
        if not printed:
            self.notes.append(texts(AGREES))

    def _look_for_changes(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        """Note what an unsealed document cannot have if it is as it was written."""
        from fr_desk.storage import pdf as pdfs  # noqa: PLC0415 - pikepdf takes long to import

        if self.seals:
            return
        if pdfs.needs_repair(data):
            self.changes.append(texts(DAMAGED))
        if pdfs.holds_signature(pdf, data):
            self.changes.append(texts(SEAL_GONE))
        elif pdfs.was_added_to(pdf, data):
            self.changes.append(texts(ADDED))
        noted = pdfs.noted_pages(pdf)
        if noted:
            self.changes.append(texts(NOTED, pages=", ".join(str(number) for number in noted)))

    def _compare(self, dossier: Dossier, stated: Assessment | None) -> None:
        """Compare the findings in the document with those that its answers give."""
        if stated is None:
            self.contradictions.append(texts(NO_FINDINGS))
            return
        again = self.assess(dossier, stated.as_of)
        if stated.packs != again.packs:
            packs = ", ".join(f"{pack.id} {pack.version}" for pack in stated.packs)
            self.notes.append(texts(OTHER_RULES, packs=packs))
        elif _said(stated) != _said(again):
            self.contradictions.append(texts(OTHER_FINDINGS))
        else:
            self.notes.append(texts(SAME_FINDINGS))


def _sentences(seal: Seal) -> list[Texts]:
    """Return what there is to say about one seal."""
    who: str | Texts = texts(NOBODY)
    if seal.signer is not None:
        who = ", ".join(filter(None, (seal.signer.name, seal.signer.organisation)))
    moment: str | Texts = f"{seal.claimed_at:%Y-%m-%d %H:%M} UTC" if seal.claimed_at else texts(SOME_TIME)
    sentence = {"sealed": SEALED_BY, "unknown_signer": SEALED_BY_STRANGER, "changed": SEAL_BROKEN}[seal.state]
    return [texts(sentence, who=who, moment=moment), *seal.details]


def _assessment(data: bytes | None) -> Assessment | None:
    try:
        return Assessment.model_validate_json(data) if data else None
    except ValidationError:
        return None


def _said(assessment: Assessment) -> list[tuple[str, str, str, str, Texts]]:
    """Return what the findings say, in no order."""
    said = [(one.rule, one.item, one.outcome.value, one.path, one.message) for one in assessment.findings]
    return sorted(said, key=lambda one: one[:4])
