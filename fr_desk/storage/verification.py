"""Is a file still what FR Desk wrote, and who says so? Checksums of containers; data, print and seals of PDFs.

Checksums, the digest of a PDF's bytes and the fingerprint show all damage, and every change by somebody who does not
compute them anew. They do not show who wrote a file: whoever changes it on purpose can also write new ones. Of such a
PDF only that is noticed which does not agree with itself: the data, the marks and numbers on its pages, the findings
that the data give, and whether the pages show their words. Other words on a page can then be anything. A seal shows
that. How seals are checked is not known here; the caller brings that along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Literal

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.file_digest import Hashed, hashed
from fr_desk.domain.seals import Seal
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.findings import Assessment
from fr_desk.storage import errors
from fr_desk.storage.access import read_bytes
from fr_desk.storage.agreement import DOUBTS, Agreement
from fr_desk.storage.container import declared_regardless, prove
from fr_desk.storage.dossier_evidence import (
    NO_FINGERPRINT,
    OTHER_FINGERPRINT,
    Assess,
    DossierEvidence,
)
from fr_desk.storage.evidence import UNSEALED, Evidence, Standing
from fr_desk.storage.formats import Form, form_of, parse

__all__ = [
    "NO_FINGERPRINT",
    "OTHER_FINGERPRINT",
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

Examine = Callable[[Hashed], tuple[Seal, ...]]
"""Finds and checks the seals of a PDF."""

WHOLE = N_("Every part matches its checksum.")
OTHER_ATTACHMENT = N_("Attachment {part} is not the file that the dossier lists.")
NO_ATTACHMENT = N_("Attachment {part} is listed but not in the file.")
NO_CHECKSUMS = N_("This form has no checksums, so nothing can be verified.")

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
        agreement: how the findings that a document states stand to those that its answers give.
    """

    path: Path
    form: Form | None
    standing: Standing
    details: tuple[Texts, ...]
    seals: tuple[Seal, ...] = ()
    agreement: Agreement = ""

    @property
    def doubtful(self) -> bool:
        """Whether the bytes may hold and yet what is printed is in doubt: nobody could compare the findings."""
        return self.agreement in DOUBTS

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
        own: the findings that its answers give on its own day, ``None`` if it states none.
        error: why it could not be read.
        parsing: seconds of processor time that reading the answers took.
    """

    verification: Verification
    dossier: Dossier | None = None
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    fingerprint: str = ""
    stated: Assessment | None = None
    again: Assessment | None = None
    own: Assessment | None = None
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
    file: bytes | Hashed,
    path: Path,
    assess: Assess,
    examine: Examine = no_seals,
    *,
    hold: bool = True,
    closely: bool = False,
) -> Checked:
    """Check what was read from a file. Never raises for what is in it: that is the result.

    Args:
        file: all of it, with its digests if somebody computes them as well.
        path: where it is from; only the name is looked at.
        assess: assesses the dossier again, to compare the findings.
        examine: checks the seals of a PDF; without it, a sealed document counts as changed.
        hold: keep the attachments of a container.
        closely: look at every page of a PDF, not only at those that have to be read; takes some tenths of a second.
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
                return _pdf(file, path, assess, examine, closely=closely)
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


def _pdf(file: Hashed, path: Path, assess: Assess, examine: Examine, *, closely: bool) -> Checked:
    seals = examine(file)
    document = DossierEvidence(path, assess, seals, closely=closely)
    error: errors.UnreadableError | None = None
    try:
        document.read(file)
    except errors.UnreadableError as unreadable:
        if not document.changes:
            raise
        error = unreadable
        document.changes.append(error.texts())
    verification = Verification(
        path, "pdf", document.standing, tuple(document.details), seals, document.agreement
    )
    return Checked(
        verification,
        document.dossier,
        fingerprint=document.fingerprint,
        stated=document.stated,
        again=document.again,
        own=document.own,
        error=error,
        parsing=document.parsing,
    )
