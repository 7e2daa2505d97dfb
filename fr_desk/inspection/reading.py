"""One dossier as an inspector sees it: the file, the verdicts, what to look at, what changed. Nothing is written.

The file is read once and never opened for writing. What is beside it is looked at only to find an earlier version of
the same dossier, and no further than a fixed number of files.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.forms.progress import progress, that_matter
from fr_desk.forms.visible import Asking
from fr_desk.i18n import Texts
from fr_desk.inspection import earlier
from fr_desk.inspection.compared import Versions, compare_versions
from fr_desk.inspection.contradictions import contradictions
from fr_desk.inspection.examine import seals_of
from fr_desk.inspection.looks import looks
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.view import View
from fr_desk.rules import engine
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment
from fr_desk.storage.access import read_bytes
from fr_desk.storage.errors import UnreadableError
from fr_desk.storage.formats import read_any
from fr_desk.storage.verification import Checked, check_bytes

NOBODY: Mapping[bytes, str] = MappingProxyType({})
"""No signer is known."""


def view(
    path: Path,
    as_of: dt.date,
    previous: Path | None = None,
    known: Mapping[bytes, str] = NOBODY,
    *,
    data: bytes | None = None,
) -> View:
    """Return everything there is to see of one file.

    Args:
        path: a .frdesk file, a dossier PDF, or a dossier as JSON or YAML.
        as_of: the day whose law is applied.
        previous: an earlier version to compare with; found beside the file if omitted.
        known: certificates of the signers whose seals count (DER), with their names.
        data: the bytes, if they are not those of the file: of something inside a zip. Then nothing is beside it.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if there is no dossier to see; says why in one sentence.
    """
    law = _Law()
    read = read_bytes(path) if data is None else data
    checked = check_bytes(read, path, law.assess, lambda content: seals_of(content, known))
    dossier, printed = checked.dossier, checked.stated
    if dossier is None:
        raise checked.error or UnreadableError(file=str(path))
    own_day = dossier.as_of or (printed.as_of if printed is not None else as_of)
    today = law.assess(dossier, as_of)
    before = _before(path, dossier, previous, alone=data is not None)
    compared = compare_versions(before.dossier, dossier, as_of, today) if before else Versions()
    return View(
        path=path,
        verification=replace(checked.verification, details=_details(checked)),
        dossier=dossier,
        as_of=as_of,
        today=today,
        own_day=own_day,
        then=law.assess(dossier, own_day),
        printed=printed,
        attachments=checked.attachments,
        looks=looks(dossier, today),
        contradictions=contradictions(dossier),
        unanswered=unanswered(dossier, today),
        previous=before.path if before else None,
        changed=compared.changes,
        before=before.dossier if before else None,
        since=compared.findings,
    )


def _details(checked: Checked) -> tuple[Texts, ...]:
    """Return what was found about the file, in an inspector's words and without its name."""
    details, error = checked.verification.details, checked.error
    if error is None:
        return details
    own = error.texts()
    return tuple(said_of(error) if one == own else one for one in details)


def unanswered(dossier: Dossier, assessment: Assessment) -> tuple[str, ...]:
    """Return the paths of unanswered questions that can still change a finding, the most important first."""
    packs = packs_for(dossier)
    deciding, weighing = that_matter(dossier, assessment, packs)
    if not deciding:
        return ()
    left = progress(dossier, assessment, packs, Asking(dossier, assessment.as_of)).left
    first = [path for path in left if path in weighing]
    return tuple(dict.fromkeys((*first, *(path for path in left if path in deciding), *sorted(deciding))))


class _Law:
    """Assesses one dossier with the packs of this program, each day once."""

    def __init__(self) -> None:
        self._known: dict[dt.date, tuple[Dossier, Assessment]] = {}

    def assess(self, dossier: Dossier, as_of: dt.date) -> Assessment:
        """Assess a dossier as of a day."""
        kept = self._known.get(as_of)
        if kept is not None and kept[0] is dossier:
            return kept[1]
        found = engine.assess(dossier, packs_for(dossier), as_of)
        self._known[as_of] = dossier, found
        return found


@dataclass(frozen=True, slots=True)
class _Before:
    path: Path
    dossier: Dossier


def _before(path: Path, dossier: Dossier, previous: Path | None, *, alone: bool) -> _Before | None:
    """Return the earlier version that was named, else the nearest one beside the file.

    Raises:
        FrDeskError: if the one that was named cannot be read.
    """
    if previous is not None:
        return _Before(previous, read_any(previous).dossier)
    for found in () if alone else earlier.beside(path, dossier):
        try:
            return _Before(found, read_any(found).dossier)
        except FrDeskError:  # a damaged neighbour is no concern of this file
            continue
    return None
