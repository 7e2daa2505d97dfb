"""One file that may have changed since a list of files was made: whether it has, and its row made right again."""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import suppress
from pathlib import Path

from fr_desk.errors import FrDeskError
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_lock import IndexInUseError, alone
from fr_desk.inspection.place import Place
from fr_desk.inspection.run import basis_of
from fr_desk.inspection.sources import read_place
from fr_desk.inspection.worker import Task, look_at
from fr_desk.paths import Folders
from fr_desk.rules.bundled import bundled_packs
from fr_desk.services.sealing import known_certificates


def is_other(place: Place, digest: str) -> bool:
    """Tell whether a file is no longer what it was; one that cannot be read now is no longer what could be.

    Args:
        place: where it was found.
        digest: SHA-256 of what was in it; empty if it was not read even then, so that nobody knows.
    """
    if not digest:
        return False
    try:
        return hashlib.sha256(read_place(place)).hexdigest() != digest
    except FrDeskError:
        return True


def examine_again(index: Path, place: Place, as_of: dt.date, folders: Folders | None = None) -> None:
    """Examine one file again, and write into its row what became of it; a file that is gone is told as such.

    Nothing is written beside an inspection that runs: it finds out by itself what the file is now.

    Args:
        index: the file of the index.
        place: where the file was found.
        as_of: the day whose law is applied.
        folders: the profile with the known signers; the user's if omitted.

    Raises:
        InspectionIndexError: if the index cannot be used.
        SignersError: if the list of known signers is damaged.
    """
    known = known_certificates(folders)
    task = Task((as_of,), known, basis_of([pack.digest for pack in bundled_packs()], known))
    seen = look_at(place, task)
    with suppress(IndexInUseError), alone(index, 0.0), Index(index) as opened:
        opened.keep([seen])
