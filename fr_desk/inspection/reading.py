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
from fr_desk.domain.file_digest import Hashed
from fr_desk.errors import FrDeskError
from fr_desk.forms.progress import progress, that_matter
from fr_desk.forms.visible import Asking
from fr_desk.i18n import Texts
from fr_desk.inspection import earlier
from fr_desk.inspection.compared import Versions, compare_versions
from fr_desk.inspection.contradictions import contradictions
from fr_desk.inspection.examine import seals_of
from fr_desk.inspection.looks import looks
from fr_desk.inspection.opening import bytes_at, dossier_at, name_of, refusal
from fr_desk.inspection.place import Place, on_disk, place_at
from fr_desk.inspection.refusals import said_of
from fr_desk.inspection.view import View
from fr_desk.rules import engine
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment
from fr_desk.storage.dossier_evidence import own_day
from fr_desk.storage.errors import UnreadableError
from fr_desk.storage.formats import read_any
from fr_desk.storage.verification import Checked, check_bytes

NOBODY: Mapping[bytes, str] = MappingProxyType({})
"""No signer is known."""


def view(
    file: Path | Place,
    as_of: dt.date,
    previous: Path | None = None,
    known: Mapping[bytes, str] = NOBODY,
    *,
    alone: bool = False,
    today: dt.date | None = None,
) -> View:
    """Return everything there is to see of one file.

    Args:
        file: a .frdesk file, a dossier PDF, or a dossier as JSON or YAML; also one inside a zip, which is alone there.
        as_of: the day whose law is applied.
        previous: an earlier version to compare with; found beside the file if omitted.
        known: certificates of the signers whose seals count (DER), with their names.
        alone: look for no earlier version beside the file.
        today: the day of looking: what is dated later cannot be true. Not asked if omitted.

    Raises:
        FileError: if the system refuses.
        RefusedError: if there is no dossier to see; says why in one sentence.
        WhichOneError: if it is a zip of dossiers.
        OtherDossierError: if ``previous`` is another dossier.
        LaterVersionError: if ``previous`` is a later version.
    """
    law, place = _Law(), on_disk(file)
    path, read = name_of(place), bytes_at(place)
    content = Hashed(read)
    checked = check_bytes(content, path, law.assess, lambda file: seals_of(file, known), closely=True)
    dossier, printed, verification = checked.dossier, checked.stated, checked.verification
    if dossier is None:
        error = checked.error or UnreadableError(file=str(path))
        raise refusal(error, place, verification.form or "", read, verification.standing) from error
    day = own_day(dossier, printed) if printed is not None else dossier.as_of or as_of
    found = law.assess(dossier, as_of)
    before = _before(path, dossier, previous, alone=alone or bool(place.member))
    compared = compare_versions(before.dossier, dossier, as_of, found) if before else Versions()
    return View(
        path=path,
        verification=replace(verification, details=_details(checked)),
        dossier=dossier,
        as_of=as_of,
        today=found,
        own_day=day,
        then=law.assess(dossier, day),
        printed=printed,
        again=law.assess(dossier, printed.as_of) if printed is not None else None,
        attachments=checked.attachments,
        looks=looks(dossier, found),
        contradictions=contradictions(dossier, today, _dated(dossier, printed)),
        unanswered=unanswered(dossier, found),
        previous=before.path if before else None,
        changed=compared.changes,
        before=before.dossier if before else None,
        since=compared.findings,
        digest=content.content,
    )


def _details(checked: Checked) -> tuple[Texts, ...]:
    """Return what was found about the file, in an inspector's words and without its name."""
    details, error = checked.verification.details, checked.error
    if error is None:
        return details
    own = error.texts()
    return tuple(said_of(error) if one == own else one for one in details)


def _dated(dossier: Dossier, printed: Assessment | None) -> dt.date | None:
    """Return the latest day that a dossier bears: its own, or that of the printed findings."""
    days = [day for day in (dossier.as_of, printed.as_of if printed else None) if day is not None]
    return max(days, default=None)


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
        FrDeskError: if the one that was named cannot be read, or is no earlier version.
    """
    if previous is not None:
        named = dossier_at(place_at(previous))
        if named.id != dossier.id:
            raise earlier.OtherDossierError(file=str(previous))
        if named.revision > dossier.revision:
            raise earlier.LaterVersionError(file=str(previous), number=named.revision, seen=dossier.revision)
        return _Before(previous, named)
    for found in () if alone else earlier.beside(path, dossier):
        try:
            return _Before(found, read_any(found).dossier)
        except FrDeskError:  # a damaged neighbour is no concern of this file
            continue
    return None
