"""Use cases of an inspector who opens one dossier. The file is never written."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from fr_desk.errors import FrDeskError
from fr_desk.inspection.opening import refusal
from fr_desk.inspection.place import Place, place_at
from fr_desk.inspection.reading import view
from fr_desk.inspection.view import View
from fr_desk.paths import Folders
from fr_desk.rules.expression import ExpressionError
from fr_desk.services import ConditionError, Opened, open_dossier, today
from fr_desk.services.sealing import known_certificates


def view_at(
    place: Place,
    as_of: dt.date | None = None,
    folders: Folders | None = None,
    earlier: Path | None = None,
    *,
    alone: bool = False,
) -> View:
    """Return everything there is to see of one file of a portfolio, also of one inside a zip.

    Args:
        place: where it was found.
        as_of: the day whose law is applied; today if omitted.
        folders: the profile with the known signers; the user's if omitted.
        earlier: an earlier version that an index knows; if it cannot be read any more, one beside the file is found.
        alone: whether the index knows that there is no earlier one, so that nobody need look beside the file.

    Raises:
        FrDeskError: as for :func:`view_of`.
    """
    if earlier is not None and not place.member:
        with suppress(FrDeskError):
            return _seen(place, as_of, earlier, folders)
    return _seen(place, as_of, None, folders, alone=alone)


def view_of(
    path: Path,
    as_of: dt.date | None = None,
    previous: Path | None = None,
    folders: Folders | None = None,
) -> View:
    """Return everything there is to see of one file within a minute.

    Args:
        path: a .frdesk file, a dossier PDF, or a dossier as JSON or YAML; ``FILE.zip!/NAME`` for one inside a zip.
        as_of: the day whose law is applied; today if omitted.
        previous: an earlier version to compare with; found beside the file if omitted.
        folders: the profile with the known signers; the user's if omitted.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if there is no dossier to see, or a zip of them; says why in one sentence.
        OtherDossierError: if ``previous`` is another dossier.
        LaterVersionError: if ``previous`` is a later version.
        SignersError: if the list of known signers is damaged.
        ConditionError: if a condition of a pack cannot be evaluated.
    """
    return _seen(place_at(path), as_of, previous, folders)


def copy_of(path: Path) -> Opened:
    """Return the dossier of an inspected file, to go on with at the desk.

    Raises:
        FrDeskError: if it cannot be read, or was changed since it was saved; in an inspector's words.
    """
    try:
        return open_dossier(path)
    except FrDeskError as error:
        raise refusal(error, Place(path, path)) from error


def earlier_version(index: Path, dossier: str, digest: str) -> Path | None:
    """Return the file on disk with the version of a dossier before one content, as an index knows it.

    Args:
        index: the file of the index.
        dossier: id of the dossier.
        digest: SHA-256 of the later content.
    """
    from fr_desk.inspection.index import Index  # noqa: PLC0415 - one file needs no index

    try:
        with Index(index, read_only=True) as opened:
            row = opened.previous(dossier, digest)
    except FrDeskError:  # without the index, what is beside the file is found
        return None
    return row.place.path if row is not None and not row.place.member else None


def _seen(
    place: Place,
    as_of: dt.date | None,
    previous: Path | None,
    folders: Folders | None,
    *,
    alone: bool = False,
) -> View:
    now = today()
    try:
        return view(place, as_of or now, previous, known_certificates(folders), alone=alone, today=now)
    except ExpressionError as error:
        raise ConditionError(why=error.why) from error
