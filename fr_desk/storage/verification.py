"""Is a file still what FR Desk wrote? Checksums of containers, fingerprint and findings of dossier PDFs.

Checksums show damage and careless changes. They do not show who wrote a file: whoever changes it can also write new
checksums. Only a seal would, and no file has one yet, so every result says "unsealed".
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.findings import Assessment
from fr_desk.storage import errors
from fr_desk.storage.access import read_bytes
from fr_desk.storage.container import Contents, unpack
from fr_desk.storage.formats import Form, form_of, read_any

State = Literal["intact", "changed", "unreadable", "unprotected"]
Assess = Callable[[Dossier, dt.date], Assessment]
"""Assesses a dossier again as of a date."""

WHOLE = N_("Every part matches its checksum.")
MATCHES = N_("The answers match the fingerprint printed on the document.")
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


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of the check of one file.

    Attributes:
        path: the file.
        form: its form, ``None`` if it has none.
        state: ``intact``; ``changed`` since it was written; ``unreadable``; ``unprotected`` where there is nothing to
            check against (JSON and YAML).
        details: what was found, one sentence each.
        sealed: whether a seal says who wrote it.
    """

    path: Path
    form: Form | None
    state: State
    details: tuple[Texts, ...]
    sealed: bool = False


def verify_file(path: Path, assess: Assess) -> Verification:
    """Check one file. Never raises for what is in the file: that is the result.

    Args:
        path: a .frdesk file, a dossier PDF, or a dossier as JSON or YAML.
        assess: assesses the dossier again, to compare the findings.
    """
    form: Form | None = None
    try:
        data = read_bytes(path)
        form = form_of(data, path)
        match form:
            case "frdesk":
                return _container(unpack(data, path), path)
            case "pdf":
                return _pdf(path, assess)
            case _:
                read_any(path)
                return Verification(path, form, "unprotected", (texts(NO_CHECKSUMS), texts(UNSEALED)))
    except errors.DamagedPartError as error:
        return Verification(path, form, "changed", (error.texts(), texts(UNSEALED)))
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
    return _result(path, "frdesk", faults, notes)


def _pdf(path: Path, assess: Assess) -> Verification:
    from fr_desk.storage.pdf import dossier_in, read_embedded  # noqa: PLC0415 - pikepdf takes long to import

    embedded = read_embedded(path)
    dossier = dossier_in(embedded, path)
    faults, notes = [], []
    if not embedded.fingerprint:
        faults.append(texts(NO_FINGERPRINT))
    elif embedded.fingerprint != hashlib.sha256(embedded.dossier).hexdigest():
        faults.append(texts(OTHER_FINGERPRINT))
    else:
        notes.append(texts(MATCHES))
    stated = _assessment(embedded.assessment)
    if stated is None:
        faults.append(texts(NO_FINDINGS))
        return _result(path, "pdf", faults, notes)
    again = assess(dossier, stated.as_of)
    if stated.packs != again.packs:
        packs = ", ".join(f"{pack.id} {pack.version}" for pack in stated.packs)
        notes.append(texts(OTHER_RULES, packs=packs))
    elif _said(stated) != _said(again):
        faults.append(texts(OTHER_FINDINGS))
    else:
        notes.append(texts(SAME_FINDINGS))
    return _result(path, "pdf", faults, notes)


def _result(path: Path, form: Form, faults: list[Texts], notes: list[Texts]) -> Verification:
    return Verification(path, form, "changed" if faults else "intact", (*faults, *notes, texts(UNSEALED)))


def _assessment(data: bytes | None) -> Assessment | None:
    try:
        return Assessment.model_validate_json(data) if data else None
    except ValidationError:
        return None


def _said(assessment: Assessment) -> list[tuple[str, str, str, str, Texts]]:
    """Return what the findings say, in no order."""
    said = [(one.rule, one.item, one.outcome.value, one.path, one.message) for one in assessment.findings]
    return sorted(said, key=lambda one: one[:4])
