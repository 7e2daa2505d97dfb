"""The index of a portfolio: which files there are, what was found out about each, and which of them are wanted.

One SQLite file in which a second inspection finds what it need not read again. Several connections may be open at
once, each in a thread of its own: readers never wait for the writer. What is found out is not known here, nor the
words that are shown.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import TypeAdapter, ValidationError

from fr_desk.inspection import index_tables as tables
from fr_desk.inspection.frozen import thawed
from fr_desk.inspection.gaps import Gaps, Held, Past, runs_of
from fr_desk.inspection.index_pages import OF_DAY, load, page, with_words
from fr_desk.inspection.index_writing import Seen, Writer, seen
from fr_desk.inspection.runs import BASIS, About, Run, Unchanged, about_of, columns_of
from fr_desk.inspection.shown import Shown
from fr_desk.inspection.wanted import Facet, Row, Wanted
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.packs import Pack
from fr_desk.storage.index_file import PATIENCE, IndexFile, transaction

_PAGE = 400
_DAYS = 6
"""Runs whose days are kept; older results would only fill the disk."""
_RUNS = f"(SELECT as_of, against FROM runs ORDER BY id DESC LIMIT {_DAYS})"  # noqa: S608 - one number of ours
_FORGET = (
    "DELETE FROM results WHERE content NOT IN (SELECT id FROM contents) OR as_of NOT IN "  # noqa: S608 - the same
    f"(SELECT as_of FROM {_RUNS} UNION SELECT against FROM {_RUNS} WHERE against IS NOT NULL)"
)


class Index:
    """The open index. Use it in the thread that made it, and close it."""

    def __init__(
        self,
        file: Path,
        packs: Sequence[Pack] | None = None,
        *,
        patience: float = PATIENCE,
        read_only: bool = False,
    ) -> None:
        """Open an index, or begin it.

        Args:
            file: the index.
            packs: to look up articles and titles in; the bundled ones if omitted.
            patience: seconds to wait while another program writes.
            read_only: whether nothing is begun, mended, set aside or written.

        Raises:
            InspectionIndexError: if it cannot be used at all.
        """
        self._given = packs
        self._file = IndexFile(file, tables.SHAPE, patience, read_only=read_only)
        self._day: dt.date | None = None
        self._writes = 0
        self._shown: tuple[object, Shown] | None = None
        self._found: tuple[str, int | None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    @property
    def file(self) -> Path:
        """Where the index is."""
        return self._file.file

    @property
    def is_new(self) -> bool:
        """Whether the index was begun just now, because there was none or it was broken."""
        return self._file.is_new

    @property
    def set_aside(self) -> Path | None:
        """Where the index that was here lies now, because it was damaged and begun anew; ``None`` if it was whole."""
        return self._file.set_aside

    # the day

    @property
    def day(self) -> dt.date | None:
        """The day whose law the rows tell of: the one asked for, else that of the last run; ``None`` without any."""
        if self._day is not None:
            return self._day
        found = self._ask("SELECT as_of FROM runs ORDER BY id DESC LIMIT 1")
        return tables.day_of(found[0][0]) if found else None

    def show(self, day: dt.date | None) -> None:
        """Tell of the law of another day from now on; of the last run's if ``None``."""
        self._day = day

    def days(self) -> list[dt.date]:
        """Return the days there are results for."""
        found = self._ask("SELECT DISTINCT as_of FROM results ORDER BY as_of")
        return [dt.date.fromordinal(row[0]) for row in found]

    def bases(self, day: dt.date) -> set[str]:
        """Return what the results of a day depend on besides content and day."""
        return {row[0] for row in self._ask(f"SELECT DISTINCT r.basis {OF_DAY}", day.toordinal())}

    def leave_out(self, numbers: Collection[int]) -> None:
        """Tell from now on as if these rows were not there; nothing can be written any more.

        Args:
            numbers: of rows, such as those that a run did not look at.
        """

        def hide(db: sqlite3.Connection) -> None:
            db.execute("CREATE TEMP TABLE hidden (id INTEGER PRIMARY KEY)")
            db.executemany("INSERT INTO hidden VALUES (?)", ([number] for number in numbers))
            rest = "SELECT * FROM main.files WHERE id NOT IN (SELECT id FROM temp.hidden)"
            db.execute(f"CREATE TEMP VIEW files AS {rest}")

        if numbers:
            self._file.run(hide)
            self._shown = self._found = None

    # reading

    def ids(self, wanted: Wanted | None = None) -> Sequence[int]:
        """Return the numbers of the rows that are wanted, in order."""
        wanted = wanted or Wanted()
        shown = self._current()
        return shown.ordered(wanted, shown.mask(wanted, self._searched(wanted, shown)))

    def count(self, wanted: Wanted | None = None) -> int:
        """Return how many rows are wanted."""
        wanted = wanted or Wanted()
        shown = self._current()
        return shown.mask(wanted, self._searched(wanted, shown)).bit_count()

    def groups(self, wanted: Wanted) -> list[tuple[str, int]]:
        """Return names and sizes of the groups that :meth:`ids` has one after another."""
        shown = self._current()
        return shown.groups(wanted, shown.mask(wanted, self._searched(wanted, shown)))

    def facet(self, wanted: Wanted, facet: Facet, limit: int | None = None) -> list[tuple[str, int]]:
        """Return how many rows have each value, the most frequent first, under every other wish.

        Args:
            wanted: the wishes; its own part of the facet is passed over, so that one more value can be chosen. Values
                that are asked for are there even if no row has them.
            facet: what to count by.
            limit: most values that are returned.
        """
        shown = self._current()
        mask = shown.mask(wanted, self._searched(wanted, shown), without=facet)
        return shown.facet(facet, wanted, mask)[:limit]

    def rows(self, numbers: Iterable[int]) -> list[Row]:
        """Return rows by their numbers, in that order; those that are gone by now are left out."""
        given, day = list(numbers), self.day
        if day is None:
            return []
        found: dict[int, Row] = {}
        for begin in range(0, len(given), _PAGE):
            for row in page(self._ask, given[begin : begin + _PAGE], day):
                found[row.number] = row
        return [found[number] for number in given if number in found]

    def versions(self, dossier: str) -> list[Row]:
        """Return the rows of a dossier id, the latest revision first."""
        day = self.day
        if day is None or not dossier:
            return []
        sql = f"SELECT f.id {OF_DAY} WHERE r.dossier = ? ORDER BY r.revision DESC, r.day DESC, f.modified DESC, f.id"
        return self.rows(row[0] for row in self._ask(sql, day.toordinal(), dossier))

    def previous(self, dossier: str, digest: str) -> Row | None:
        """Return the latest version of a dossier before the one in a content; ``None`` if none is here.

        Args:
            dossier: its id.
            digest: SHA-256 of the later content.
        """
        every = self.versions(dossier)
        known = next((row for row in every if row.result.digest == digest), None)
        if known is None or known.result.declared is None:
            return None
        later = known.result.declared
        for row in every:
            declared = row.result.declared
            if (
                declared is not None
                and declared.revision < later.revision
                and declared.fingerprint != later.fingerprint
            ):
                return row
        return None

    @property
    def articles(self) -> Mapping[str, Sequence[str]]:
        """The rules behind each ``instrument/article``."""
        return _articles(self._packs)

    def tags(self, day: dt.date) -> list[tuple[int, str, bytes]]:
        """Return number, verdict and tags of each row as of a day; for comparing days."""
        return self._ask(f"SELECT f.id, r.verdict, r.tags {OF_DAY} ORDER BY f.key", day.toordinal())

    def tag_names(self) -> dict[int, str]:
        """Return the names of the tags by their numbers."""
        return dict(self._ask("SELECT id, name FROM tags"))

    # what was inspected

    def about(self) -> About | None:
        """Return what was inspected last; ``None`` if nothing was."""
        return self._file.run(about_of)

    def past(self, day: dt.date) -> list[Past]:
        """Return the runs that applied the law of a day, the last of each kind."""
        return self._file.run(lambda db: runs_of(db, day))

    def gaps(self) -> Gaps:
        """Return what is missing of what was named, as of the day that the rows tell of."""
        day = self.day
        return Held.by(self.past(day)).gaps() if day else Gaps()

    def begin(self, run: Run) -> int:
        """Note that an inspection begins, and return its number."""
        given = columns_of(run)
        sql = "INSERT INTO runs (sources, as_of, against, shard, packs, begun) VALUES (?, ?, ?, ?, ?, ?)"
        return int(self._write(lambda db: db.execute(sql, given).lastrowid or 0))

    def end(self, run: int, *, examined: int, failed: int, complete: bool, gone: Iterable[int] = ()) -> None:
        """Note that an inspection has ended, and take files out that are no longer there.

        Args:
            run: its number.
            examined: files that were read anew.
            failed: files that could not be read.
            complete: whether it came to its end.
            gone: numbers of the rows to take out.
        """
        lost = [[number] for number in gone]

        def write(db: sqlite3.Connection) -> None:
            db.executemany("DELETE FROM words WHERE rowid = ?", lost)
            db.executemany("DELETE FROM files WHERE id = ?", lost)
            if complete:
                db.execute("DELETE FROM contents WHERE id NOT IN (SELECT content FROM files)")
                db.execute(_FORGET)
                db.execute("DELETE FROM wholes WHERE result NOT IN (SELECT id FROM results)")
            db.execute(
                "UPDATE runs SET ended = ?, complete = ?, examined = ?, failed = ? WHERE id = ?",
                [time.time(), complete, examined, failed, run],
            )

        self._write(write)

    def known(self, days: Sequence[dt.date], basis: str) -> dict[bytes, Unchanged]:
        """Return the files of which nothing need be found out for some days, if they are as they were.

        Args:
            days: whose law is applied.
            basis: what else results depend on.
        """
        sql = f"SELECT f.key, f.id, f.size, f.modified, f.seen, {_known(days)} FROM files f"  # noqa: S608 - no value is in the text
        rows = self._ask(sql, basis, *(day.toordinal() for day in days))
        return {row[0]: Unchanged(row[1], row[2], row[3], row[4], row[5] == len(days)) for row in rows}

    def known_contents(self, days: Sequence[dt.date], basis: str) -> frozenset[tuple[str, bytes, int]]:
        """Return digest, shared name and number of the day of the results there are for some days."""
        places = ", ".join("?" for _ in days)
        sql = (
            "SELECT c.digest, c.name, r.as_of FROM results r JOIN contents c ON c.id = r.content "  # noqa: S608 - no value is in the text
            f"WHERE substr(c.name, 1, 1) = x'2A' AND r.basis = ? AND NOT r.again AND r.as_of IN ({places})"
        )
        return frozenset(map(tuple, self._ask(sql, basis, *(day.toordinal() for day in days))))

    # writing

    def keep(self, batch: Iterable[Seen]) -> list[int]:
        """Write what was found out about some files, all of it or nothing, and return the numbers of their rows."""
        given = list(batch)

        def write(db: sqlite3.Connection) -> list[int]:
            writer = Writer(db)
            return [writer.write(one) for one in given]

        numbers: list[int] = self._write(write)
        return numbers

    def times(self) -> dict[bytes, int]:
        """Return when the bytes of each file were read last, by what tells its place."""
        return dict(self._ask("SELECT key, seen FROM files"))

    def everything(self) -> Iterator[Seen]:
        """Yield each file with all that is known about it, but for what another version found out in its own way."""
        for file in self._ask(
            "SELECT root, path, member, size, modified, seen, content FROM files ORDER BY id"
        ):
            sql = "SELECT basis, again, whole FROM results JOIN wholes ON result = id WHERE content = ? ORDER BY as_of"
            kept = [row for row in self._ask(sql, file[6]) if row[0].startswith(BASIS)]
            if kept:
                place, results = tables.place_of(*file[:5]), (thawed(row[2]) for row in kept)
                again = any(row[1] for row in kept)
                yield seen(place, *results, basis=kept[-1][0], at=file[5], again=again)

    # saved filters

    def filters(self) -> dict[str, Wanted]:
        """Return the saved filters by name."""
        found: dict[str, Wanted] = {}
        for name, data in self._ask("SELECT name, wanted FROM filters ORDER BY name"):
            try:
                found[name] = _wishes().validate_json(data)
            except ValidationError:  # of a program with other columns
                continue
        return found

    def save_filter(self, name: str, wanted: Wanted) -> None:
        """Save a filter under a name; another one of that name gives way."""
        sql = (
            "INSERT INTO filters (name, wanted) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET wanted = excluded.wanted"
        )
        self._write(lambda db: db.execute(sql, [name, _wishes().dump_json(wanted)]))

    def forget_filter(self, name: str) -> None:
        """Throw a saved filter away."""
        self._write(lambda db: db.execute("DELETE FROM filters WHERE name = ?", [name]))

    # inside

    @property
    def _packs(self) -> tuple[Pack, ...]:
        return bundled_packs() if self._given is None else tuple(self._given)

    def _ask(self, sql: str, *given: Any) -> list[Any]:
        return self._file.run(lambda db: db.execute(sql, given).fetchall())

    def _write(self, work: Callable[[sqlite3.Connection], Any]) -> Any:
        def alone(db: sqlite3.Connection) -> Any:
            with transaction(db):
                return work(db)

        self._writes += 1
        return self._file.run(alone)

    def _current(self) -> Shown:
        """Return the rows in memory, read anew if the index has changed."""
        day = self.day
        state = (day, self._writes, self._ask("PRAGMA data_version")[0][0])
        if self._shown is None or self._shown[0] != state:
            self._found = None
            articles, begin = self.articles, 0 if day is None else day.toordinal()
            self._shown = (state, load(self._ask, begin, self.tag_names(), articles))
        return self._shown[1]

    def _searched(self, wanted: Wanted, shown: Shown) -> int | None:
        """Return the rows that the words are found in; ``None`` if there are no words."""
        if self._found is None or self._found[0] != wanted.words:
            self._found = (wanted.words, with_words(self._ask, wanted.words, shown, self.articles))
        return self._found[1]


def _known(days: Sequence[dt.date]) -> str:
    """Return the expression for how many of some days a file has lasting results for."""
    places = ", ".join("?" for _ in days)
    of = f"r.content = f.content AND r.basis = ? AND NOT r.again AND r.as_of IN ({places})"
    return f"(SELECT count(*) FROM results r WHERE {of})"  # noqa: S608 - no value is in the text


@cache
def _wishes() -> TypeAdapter[Wanted]:
    return TypeAdapter(Wanted)


def _articles(packs: Sequence[Pack]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for pack in packs:
        for rule in pack.rules:
            for cited in dict.fromkeys(f"{one.instrument}/{one.article}" for one in rule.citations):
                found[cited].append(rule.id)
    return found
