"""Inspecting many dossiers as use cases: where the index of some places is, running, exporting, putting together."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fr_desk.errors import FrDeskError
from fr_desk.i18n import Lang
from fr_desk.inspection import tables
from fr_desk.inspection.affected import Affected, affected
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_lock import alone
from fr_desk.inspection.index_tables import ENDING
from fr_desk.inspection.merging import merge
from fr_desk.inspection.run import Progress, Summary, available, inspect, never, nobody, unheard
from fr_desk.inspection.runs import About
from fr_desk.inspection.sources import named_in, read_list
from fr_desk.inspection.tables import NOTHING_FURTHER, Further
from fr_desk.inspection.wanted import COLUMNS, Column, Row, Wanted
from fr_desk.paths import Folders, user_folders
from fr_desk.services.sealing import known_certificates
from fr_desk.storage.access import explained
from fr_desk.storage.atomic import replace_file

__all__ = [
    "Affected",
    "Kept",
    "Progress",
    "Summary",
    "affected",
    "available",
    "index_at",
    "index_file",
    "last_inspections",
    "merge",
    "named_in",
    "read_list",
    "rows_of",
    "run",
    "write_table",
]

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """An inspection that is kept in the profile.

    Attributes:
        file: its index.
        about: what was inspected.
    """

    file: Path
    about: About


@contextmanager
def index_at(file: Path) -> Iterator[Index]:
    """Open an index to write into; one that was begun for nothing, because of an error, is taken away again.

    Raises:
        InspectionIndexError: if it cannot be used.
    """
    for_nothing = False
    try:
        with Index(file) as index:
            try:
                yield index
            except FrDeskError:
                with suppress(FrDeskError):
                    for_nothing = index.is_new and not index.count()
                raise
    finally:
        if for_nothing:
            with suppress(FrDeskError), alone(file, patience=0.0), explained(file):
                for ending in ("", "-wal", "-shm"):
                    file.with_name(file.name + ending).unlink(missing_ok=True)


def index_file(
    sources: Sequence[Path], folders: Folders | None = None, shard: tuple[int, int] | None = None
) -> Path:
    """Return where the index of some places is kept, in whatever order they are named.

    Args:
        sources: folders, zips and files.
        folders: of the user.
        shard: a part of them has an index of its own.
    """
    named = sorted({os.fsencode(source.absolute()) for source in sources})
    whole = hashlib.sha256(b"\0".join(named) + (f"\0{shard}".encode() if shard else b"")).hexdigest()
    return (folders or user_folders()).inspections / f"{whole[:24]}{ENDING}"


def last_inspections(folders: Folders | None = None, limit: int = 20) -> list[Kept]:
    """Return the inspections that are kept in the profile, the latest first; those that cannot be read are left out."""
    folder = (folders or user_folders()).inspections
    with suppress(FileNotFoundError), explained(folder):
        files = sorted(folder.glob(f"*{ENDING}"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        found = []
        for file in files[:limit]:
            with suppress(FrDeskError), Index(file, read_only=True) as index:
                about = index.about()
                if about is not None:
                    found.append(Kept(file, about))
        return sorted(found, key=lambda one: one.about.begun, reverse=True)
    return []


def run(  # noqa: PLR0913 - what can be wished for, by name
    sources: Sequence[Path],
    index: Index,
    *,
    as_of: dt.date | None = None,
    against: dt.date | None = None,
    jobs: int | None = None,
    shard: tuple[int, int] | None = None,
    fresh: bool = False,
    careful: bool = False,
    closely: bool = False,
    on_progress: Callable[[Progress], None] = unheard,
    cancelled: Callable[[], bool] = never,
    on_kept: Callable[[Sequence[int]], None] = nobody,
    folders: Folders | None = None,
) -> Summary:
    """Inspect every dossier in some places, trusting the signers the user knows; see :func:`.inspect`.

    Raises:
        InspectionIndexError: if the index cannot be used.
        NoWorkersError: if no process can be started.
        SignersError: if the list of known signers is damaged.
    """
    return inspect(
        sources,
        index,
        as_of=as_of,
        against=against,
        jobs=jobs,
        shard=shard,
        fresh=fresh,
        careful=careful,
        closely=closely,
        on_progress=on_progress,
        cancelled=cancelled,
        on_kept=on_kept,
        known=known_certificates(folders),
    )


def rows_of(index: Index, wanted: Wanted) -> Iterator[Row]:
    """Yield the rows that are wanted, in order."""
    numbers = index.ids(wanted)
    for begin in range(0, len(numbers), _PAGE):
        yield from index.rows(numbers[begin : begin + _PAGE])


def write_table(
    kind: Literal["csv", "xlsx"],
    rows: Iterable[Row],
    out: Path,
    lang: Lang,
    columns: Sequence[Column] = COLUMNS,
    *,
    further: Further = NOTHING_FURTHER,
) -> None:
    """Write rows as CSV or as a workbook; see :func:`.as_csv` and :func:`.as_xlsx`.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    if kind == "csv":
        data = b"".join(tables.as_csv(rows, lang, columns, further=further))
    else:
        data = tables.as_xlsx(rows, lang, columns, further=further)
    replace_file(out, data)
