"""What an index remembers of its runs: what was inspected, when, and what need not be read again."""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from fr_desk.inspection import index_tables as tables
from fr_desk.rules.findings import PackRef

BASIS: Final = "3:"
"""What the basis of every result begins with. Another number when the same content, day and packs come to give another
result: what was found out under the old one is not told as if it were of today.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What an inspection sets out to do.

    Attributes:
        sources: what was named.
        as_of: the day whose law is applied.
        packs: the packs that are asked.
        against: a second day to compare with.
        shard: which part, counted from 1, and of how many; ``None`` for all.
        held: of an index that was put together and lacks something, what it has; see :mod:`fr_desk.inspection.gaps`.
    """

    sources: tuple[Path, ...]
    as_of: dt.date
    packs: tuple[PackRef, ...] = ()
    against: dt.date | None = None
    shard: tuple[int, int] | None = None
    held: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What was inspected last.

    Attributes:
        run: what it set out to do.
        files: rows there are now.
        begun: when it began, in UTC.
        ended: when it ended; ``None`` if it was broken off or goes on.
        complete: whether it came to its end.
        examined: files that were read anew.
        failed: files that could not be read.
        days: days there are results for.
    """

    run: Run
    files: int
    begun: dt.datetime
    ended: dt.datetime | None
    complete: bool
    examined: int
    failed: int
    days: tuple[dt.date, ...] = ()

    @property
    def held(self) -> frozenset[dt.date]:
        """The days it was made for, even if it is of a part without files."""
        return frozenset({*self.days, self.run.as_of, *((self.run.against,) if self.run.against else ())})

    @property
    def seconds(self) -> float | None:
        """How long it took."""
        return (self.ended - self.begun).total_seconds() if self.ended else None


class Unchanged(NamedTuple):
    """A file as it was when it was read last."""

    number: int
    size: int
    modified: int
    seen: int
    whole: bool
    """Whether everything that is wanted is known about it."""


def columns_of(run: Run) -> list[object]:
    """Return what is kept of a run that begins now."""
    shard = "/".join(map(str, run.shard)) if run.shard else run.held
    packs = TypeAdapter(tuple[PackRef, ...]).dump_json(run.packs).decode()
    against = run.against.toordinal() if run.against else None
    return [tables.sources_kept(run.sources), run.as_of.toordinal(), against, shard, packs, time.time()]


def about_of(db: sqlite3.Connection) -> About | None:
    """Return what was inspected last."""
    names = "sources, as_of, against, shard, packs, begun, ended, complete, examined, failed"
    row = db.execute(f"SELECT {names} FROM runs ORDER BY id DESC LIMIT 1").fetchone()  # noqa: S608 - names of columns
    if row is None:
        return None
    sources, as_of, against, shard, packs, begun, ended, complete, examined, failed = row
    first, _, last = shard.partition("/")
    days = db.execute("SELECT DISTINCT as_of FROM results ORDER BY as_of").fetchall()
    return About(
        run=Run(
            sources=tables.sources_of(sources),
            as_of=dt.date.fromordinal(as_of),
            packs=TypeAdapter(tuple[PackRef, ...]).validate_json(packs),
            against=tables.day_of(against),
            shard=(int(first), int(last)) if last else None,
        ),
        files=db.execute("SELECT count(*) FROM files").fetchone()[0],
        begun=dt.datetime.fromtimestamp(begun, dt.UTC),
        ended=dt.datetime.fromtimestamp(ended, dt.UTC) if ended else None,
        complete=bool(complete),
        examined=examined,
        failed=failed,
        days=tuple(dt.date.fromordinal(one[0]) for one in days),
    )
