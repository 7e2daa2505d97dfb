"""The same dossier more than once: what is a copy, what is a version, and which file stands for the dossier.

Files with the same dossier id are one dossier. Those of them that say the same, to the fingerprint, are copies, in
whatever form they are; the others are versions. A file whose dossier has no id of its own is one dossier with those
that say the same; a file without a dossier that can be read, with those of the same bytes.

For a dossier stands a file that was not changed and does not contradict itself, if there is one; of several the one
with the highest revision, then the latest day, then the largest fingerprint. Of those that say the same: what is sealed
by somebody known before what is only intact, a seal of a stranger, and a form without checksums; then the first by its
path below what was inspected. Nothing depends on the order of the files, on their times, or on the machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from fr_desk.domain.dossier import Dossier
from fr_desk.inspection.place import Place
from fr_desk.storage.verification import STATES, Standing

UNNAMED: Final = frozenset({"", Dossier.model_fields["id"].default})
"""Ids of dossiers that nobody gave one."""
_WORTH: Final[tuple[Standing, ...]] = ("unprotected", "unknown_signer", "unsealed", "sealed")
"""What files that say the same are told apart by, the best last."""


class File(NamedTuple):
    """One file, as far as it matters which dossier it is of.

    Attributes:
        dossier: its id, empty if there is none to read.
        fingerprint: of the dossier, empty without one.
        digest: of the bytes, empty if they could not be read.
        revision: of the dossier.
        day: of the dossier, counted from the year 1; ``None`` if it has none.
        standing: what the file is worth.
    """

    dossier: str
    fingerprint: str
    digest: str
    revision: int
    day: int | None
    standing: Standing

    @property
    def weight(self) -> tuple[bool, int, int, str, int]:
        """The more, the sooner it stands for its dossier."""
        intact = STATES[self.standing] != "changed"
        worth = _WORTH.index(self.standing) if self.standing in _WORTH else -1
        return intact, self.revision, self.day or 0, self.fingerprint, worth


def stand_ins(files: Sequence[File], whereabouts: Callable[[int], tuple[bytes, ...]]) -> list[int]:
    """Return which files stand for their dossiers, one for each dossier, by their places in ``files``, ascending.

    Args:
        files: in any order.
        whereabouts: tells where a file is, by its place in ``files``; asked only where nothing else tells them apart.
    """
    dossiers: dict[str, list[int]] = {}
    for number, one in enumerate(files):
        if one.dossier not in UNNAMED:
            name = one.dossier
        elif said := one.fingerprint or one.digest:
            name = f":{said}"  # no id has a colon
        else:
            name = f"::{number}"
        dossiers.setdefault(name, []).append(number)
    return sorted(
        same[0] if len(same) == 1 else _best(same, files, whereabouts) for same in dossiers.values()
    )


def _best(same: Iterable[int], files: Sequence[File], whereabouts: Callable[[int], tuple[bytes, ...]]) -> int:
    weights = {number: files[number].weight for number in same}
    most = max(weights.values())
    best = [number for number, weight in weights.items() if weight == most]
    return best[0] if len(best) == 1 else min(best, key=whereabouts)


def whereabouts(place: Place) -> tuple[bytes, ...]:
    """Return where a file is below what was inspected, and then where that is."""
    root, path = os.fsencode(place.root.absolute()), os.fsencode(place.path.absolute())
    return below(root, path, place.member.encode("utf-8", "surrogateescape"))


def below(root: bytes, path: bytes, member: bytes) -> tuple[bytes, ...]:
    """Return the same of a place as an index keeps it."""
    root, whole = root.replace(b"\\", b"/").rstrip(b"/") + b"/", path.replace(b"\\", b"/")
    inside = whole.removeprefix(root) if whole.startswith(root) else whole.rpartition(b"/")[2]
    return inside, member, path
