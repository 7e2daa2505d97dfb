"""Use cases of an inspector who opens one dossier. The file is never written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from fr_desk.errors import FrDeskError
from fr_desk.inspection.place import Place
from fr_desk.inspection.reading import view
from fr_desk.inspection.sources import read_place
from fr_desk.inspection.view import View
from fr_desk.paths import Folders
from fr_desk.rules.expression import ExpressionError
from fr_desk.services import ConditionError, today
from fr_desk.services.sealing import known_certificates
from fr_desk.storage.access import read_bytes

Seen = TypeVar("Seen")


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
    if not place.member:
        if earlier is not None:
            with suppress(FrDeskError):
                return view_of(place.path, as_of, earlier, folders)
        if not alone:
            return view_of(place.path, as_of, folders=folders)
        data, name = read_bytes(place.path), place.path
    else:
        data, name = read_place(place), place.path / place.name
    return _assessed(lambda: view(name, as_of or today(), known=known_certificates(folders), data=data))


def view_of(
    path: Path,
    as_of: dt.date | None = None,
    previous: Path | None = None,
    folders: Folders | None = None,
) -> View:
    """Return everything there is to see of one file within a minute.

    Args:
        path: a .frdesk file, a dossier PDF, or a dossier as JSON or YAML.
        as_of: the day whose law is applied; today if omitted.
        previous: an earlier version to compare with; found beside the file if omitted.
        folders: the profile with the known signers; the user's if omitted.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if there is no dossier to see; says why in one sentence.
        SignersError: if the list of known signers is damaged.
        ConditionError: if a condition of a pack cannot be evaluated.
    """
    return _assessed(lambda: view(path, as_of or today(), previous, known_certificates(folders)))


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


def _assessed(work: Callable[[], Seen]) -> Seen:
    try:
        return work()
    except ExpressionError as error:
        raise ConditionError(why=error.why) from error
