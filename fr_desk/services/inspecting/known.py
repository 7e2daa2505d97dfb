"""Which dossiers of some places have a record: those beside them, beside their zip, and those kept in the profile."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fr_desk.errors import FrDeskError
from fr_desk.inspection.opening import dossier_at
from fr_desk.inspection.place import Place, Refused, place_at
from fr_desk.inspection.record import ENDING, Record
from fr_desk.inspection.record_file import read_record
from fr_desk.inspection.record_names import names_of
from fr_desk.inspection.sources import find, never
from fr_desk.paths import Folders, user_folders
from fr_desk.services.inspecting.keeping import fallback_names, home_of


@dataclass(frozen=True, slots=True)
class Known:
    """The record of one dossier.

    Attributes:
        place: the dossier's file.
        file: where its record is kept; beside it, if it cannot be read.
        record: what is in it; ``None`` if it cannot be read.
        error: why it, or the dossier, cannot be read.
    """

    place: Place
    file: Path
    record: Record | None = None
    error: FrDeskError | None = None


def known_records(
    sources: Sequence[Path], folders: Folders | None = None, cancelled: Callable[[], bool] = never
) -> Iterator[Known]:
    """Yield the records of the dossiers in some places, in the order of the places.

    A dossier is only read if a record seems to be about it: thousands that have none cost no more than a look.

    Args:
        sources: folders, zips and files; of a dossier inside a zip, the name that :func:`place_at` reads.
        folders: the profile; the user's if omitted.
        cancelled: asked before each file; the search just ends.
    """
    profile = folders or user_folders()
    kept = dict(_kept(profile))
    dossiers = frozenset(kept.values())
    for place in _named(sources, cancelled):
        if isinstance(place, Place) and _may_have_one(place, kept.keys(), dossiers):
            found = _record_of(place, profile)
            if found is not None:
                yield found


def _named(sources: Sequence[Path], cancelled: Callable[[], bool]) -> Iterator[Place | Refused]:
    """Yield what the sources name: first what lies inside a zip and is named itself, then what is found in the rest."""
    inside = [place for one in sources if (place := place_at(one.absolute())).member]
    yield from {place.key: place for place in inside}.values()
    told = {place.key for place in inside}
    rest = [one for one in sources if not place_at(one).member]
    for one in find(rest, cancelled):
        if not (isinstance(one, Place) and one.key in told):
            yield one


def _kept(folders: Folders) -> Iterator[tuple[str, str]]:
    """Yield the names of the records in the profile, each with the id of its dossier."""
    for file in folders.records.glob(f"*{ENDING}"):
        with suppress(FrDeskError):
            yield file.name, read_record(file).record.dossier


def _may_have_one(place: Place, kept: Collection[str], dossiers: Collection[str]) -> bool:
    if any(os.path.lexists(one) for one in names_of(place)):  # a name may be longer than a path asks about
        return True
    return any(name in kept for name in fallback_names(place, dossiers))


def _record_of(place: Place, folders: Folders) -> Known | None:
    """Return the record of a dossier; ``None`` if the one beside it is about another dossier."""
    file = names_of(place)[0]
    try:
        home = home_of(place, dossier_at(place).id, folders)
        contents = home.read()
    except FrDeskError as error:
        return Known(place, file, error=error)
    if contents is None:
        return None
    return Known(place, home.file if os.path.lexists(home.file) else home.fallback, contents.record)
