"""Records that no dossier claims by its name: the dossier was renamed, moved, removed or replaced.

Nothing is written. Only what is asked about is read: of another dossier's records no more than what they are about.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.opening import dossier_at
from fr_desk.inspection.place import Place
from fr_desk.inspection.reaching import refusing
from fr_desk.inspection.record import ENDING, Record
from fr_desk.inspection.record_file import RECORD_PART, read_record, record_of
from fr_desk.inspection.record_names import names_of
from fr_desk.inspection.recording import RecordingError, new_in
from fr_desk.inspection.sources import ENDINGS, never
from fr_desk.inspection.zips import members, unpacked
from fr_desk.services.inspecting.held import HeldRecord
from fr_desk.services.inspecting.known import Known


class OtherNameError(FrDeskError):
    """A record of this dossier that has another name than the dossier."""

    sentence = N_(
        "{other} is a record of this dossier under another name; rename it to {file}, "
        "or take it over with fr-desk record merge, before you record."
    )


class TakenNameError(FrDeskError):
    """A record of another dossier that has the name of this one."""

    sentence = N_(
        "{other} has the name of this dossier and is a record of another one ({found}); "
        "move or rename that record, or this dossier, before you record."
    )


@dataclass(frozen=True, slots=True)
class Astray:
    """A record without its dossier.

    Attributes:
        file: the record.
        record: what is in it; ``None`` if it cannot be read.
        error: why it cannot be read.
        taken_over: the record that holds everything in it; ``None`` if there is none.
    """

    file: Path
    record: Record | None = None
    error: FrDeskError | None = None
    taken_over: Path | None = None


def astray_in(
    sources: Sequence[Path], known: Sequence[Known], cancelled: Callable[[], bool] = never
) -> Iterator[Astray]:
    """Yield the records in some folders and below them that belong to no dossier found there.

    Args:
        sources: folders; files and zips among them are passed over.
        known: the records that do.
        cancelled: asked before each record; the search just ends.
    """
    done = {os.path.abspath(one.file) for one in known}  # noqa: PTH100 - resolve() would follow links
    for source in sources:
        for file in _records_below(source):
            if cancelled():
                return
            if str(file) in done:
                continue
            done.add(str(file))
            try:
                record = read_record(file).record
            except FrDeskError as error:
                yield Astray(file, error=error)
            else:
                holding = (one.file for one in known if one.record and _holds(one.record, record))
                yield Astray(file, record, taken_over=next(holding, None))


def _holds(mine: Record, theirs: Record) -> bool:
    """Tell whether a record says everything that another one says."""
    with suppress(RecordingError):
        return mine.dossier == theirs.dossier and not any(new_in(mine, theirs))
    return False


def _records_below(folder: Path) -> Iterator[Path]:
    for here, below, names in os.walk(os.path.abspath(folder)):  # noqa: PTH100 - see above
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(names) if _is_named_record(name))


def _records_in(folder: Path) -> list[Path]:
    """Return the records in a folder, by their names.

    Raises:
        OSError: if the system refuses.
    """
    return sorted(one for one in folder.iterdir() if _is_named_record(one.name))


def _is_named_record(name: str) -> bool:
    return name.lower().endswith(ENDING) and not name.startswith(".")


def astray_beside(opened: HeldRecord) -> FrDeskError | None:
    """Return what to know before a dossier that has no record gets one: that there seems to be one beside it.

    Args:
        opened: the record of the dossier.

    Returns:
        :class:`OtherNameError` or :class:`TakenNameError`; ``None`` if the dossier has a record, or nothing is beside.
    """
    if _is_begun(opened):
        return None
    return renamed_beside(opened) or _taken_beside(opened.place, opened.keeper.file)


def renamed_beside(opened: HeldRecord) -> OtherNameError | None:
    """Return that a dossier without a record has one beside it under another name; ``None`` if it has not."""
    file, dossier = opened.keeper.file, opened.dossier.id
    if _is_begun(opened):
        return None
    with suppress(OSError):
        for other in _records_in(file.parent):
            if other.name == file.name:  # another program may just have begun that
                continue
            found = _about(other)
            if found is not None and found.dossier == dossier:
                return OtherNameError(other=str(other), file=file.name)
    return None


def _taken_beside(place: Place, file: Path) -> TakenNameError | None:
    taken = names_of(place)[0]
    found = _about(taken) if taken.name != file.name else None
    if found is None or _is_claimed(place, found.dossier) or _is_held_beside(taken, found):
        return None
    return TakenNameError(other=str(taken), found=f"{found.venue or '–'}, {found.dossier}")


def _is_held_beside(file: Path, record: Record) -> bool:
    """Tell whether another record in the folder says everything that this one says: it was taken over."""
    with suppress(OSError):
        others = (_about(one) for one in _records_in(file.parent) if one.name != file.name)
        return any(one is not None and _holds(one, record) for one in others)
    return False


def _is_begun(opened: HeldRecord) -> bool:
    return bool(os.path.lexists(opened.keeper.file) or opened.record.visits)


def _about(file: Path) -> Record | None:
    """Return what a record says, its photos unread; ``None`` if it is none that can be read."""
    with suppress(FrDeskError), refusing():
        if file.is_symlink() or not file.is_file():
            return None
        with file.open("rb") as stream:
            part = members(stream).get(RECORD_PART)
            return record_of(unpacked(stream, part), str(file)) if part is not None else None
    return None


def _is_claimed(place: Place, dossier: str) -> bool:
    """Tell whether another file of the same name but for its ending is the dossier of a record: ``hotel.pdf``."""
    if place.member:
        return False
    for ending in sorted(ENDINGS - {place.path.suffix}):
        with suppress(FrDeskError):
            other = place.path.with_suffix(ending)
            if other.is_file() and dossier_at(Place(other, other)).id == dossier:
                return True
    return False
