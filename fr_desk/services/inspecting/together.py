"""What another inspector's record would bring, readably, before it is taken over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fr_desk.domain.dossier import Dossier
from fr_desk.inspection.declared import Compared, compared
from fr_desk.inspection.record_file import RecordContents, read_record
from fr_desk.inspection.recording import LIMITS, Collection, Sighting, new_in
from fr_desk.inspection.spots import Spot
from fr_desk.services.inspecting.keeping import merged


@dataclass(frozen=True, slots=True)
class Coming:
    """What merging with another record would do.

    Attributes:
        contents: the merged record.
        entries: how many entries of each kind are new or changed.
        inspectors: who made the visits that are new.
        rows: places where something is new, with what is declared and found after merging.
    """

    contents: RecordContents
    entries: Mapping[Collection, int]
    inspectors: tuple[str, ...]
    rows: tuple[Compared, ...]

    @property
    def nothing_new(self) -> bool:
        """Whether everything in the other record is in this one already."""
        return not any(self.entries.values())


def coming_from(other: Path, mine: RecordContents, dossier: Dossier, places: Sequence[Spot]) -> Coming:
    """Return what merging with another record would do; nothing is changed.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it is no whole record.
        OtherDossierError: if it is about another dossier.
    """
    theirs = read_record(other)
    together = merged(mine, theirs)
    new = list(new_in(mine.record, theirs.record))
    counts = {name: sum(one == name for one, _ in new) for name in LIMITS}
    touched = {key for name, key in new if name == "observations"}
    visits = together.record.visits
    who = dict.fromkeys(visits[key].inspector for name, key in new if name == "visits")
    rows = compared(together.record, dossier, places)
    shown = (row for row in rows if touched & {one.key for one in _sightings(row)})
    return Coming(together, counts, tuple(who), tuple(shown))


def _sightings(row: Compared) -> tuple[Sighting, ...]:
    return (*((row.found,) if row.found else ()), *row.others, *row.earlier)
