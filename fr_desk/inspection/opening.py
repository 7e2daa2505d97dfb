"""One file that an inspector names: its bytes and its dossier, or why there are none. Nothing is written.

A file inside a zip is named as :func:`fr_desk.inspection.place.place_at` reads it. Every way in (the view, the record)
goes through here, so that the same file has the same sentence everywhere.
"""

from __future__ import annotations

from pathlib import Path

from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, texts
from fr_desk.inspection.place import Place
from fr_desk.inspection.refusals import RefusedError, refused
from fr_desk.inspection.sources import find, read_place
from fr_desk.storage.access import read_bytes
from fr_desk.storage.errors import UnreadableError
from fr_desk.storage.evidence import Standing
from fr_desk.storage.formats import form_of, parse

WHICH_ONE = N_("This is a zip of dossiers; name one inside it, such as {example}.")


class WhichOneError(RefusedError):
    """A zip where one dossier inside it is meant."""


def name_of(place: Place) -> Path:
    """Return the whole name of a file as one path, also of one inside a zip."""
    return Path(place.text)


def bytes_at(place: Place) -> bytes:
    """Return all that is in a file.

    Raises:
        FrDeskError: if it cannot be read; names the file.
    """
    try:
        return read_place(place) if place.member else read_bytes(place.path)
    except FrDeskError as error:
        raise refusal(error, place) from error


def dossier_at(place: Place) -> Dossier:
    """Return the dossier at a place.

    Raises:
        WhichOneError: if it is a zip of dossiers.
        RefusedError: if it is no sound dossier.
        FileError: if the system refuses.
    """
    data, form = bytes_at(place), ""
    try:
        form = form_of(data, name_of(place))
        return parse(data, form, name_of(place)).dossier
    except FrDeskError as error:
        raise refusal(error, place, form, data) from error


def refusal(
    error: FrDeskError,
    place: Place,
    form: str = "",
    data: bytes = b"",
    standing: Standing = "unreadable",
) -> FrDeskError:
    """Return what an inspector is told about a file that ended in ``error``.

    Args:
        error: what went wrong.
        place: the file.
        form: of the file, as far as it is known.
        data: all of the file, as far as it was read.
        standing: what the file is worth.
    """
    example = _inside(place) if isinstance(error, UnreadableError) else ""
    if example:
        return WhichOneError(place.text, texts(WHICH_ONE, example=example))
    return refused(error, place.text, form, data, standing)


def _inside(place: Place) -> str:
    """Return the first dossier inside a zip; nothing if it is something else, or holds none."""
    if place.member or place.ending != ".zip":
        return ""
    inside = (one for one in find([place.path]) if isinstance(one, Place) and one.member)
    first = next(inside, None)
    return Place(place.path, place.path, first.member).text if first is not None else ""
