"""One file that was looked at, and how it is written into an index."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, NamedTuple

from fr_desk.inspection import bits
from fr_desk.inspection import index_tables as tables
from fr_desk.inspection.frozen import frozen, thawed
from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Result

_COLUMNS = (*tables.RESULT_COLUMNS, "content", "basis", "again", "tags")
_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS)
_INSERT = (
    f"INSERT INTO results ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)}) "  # noqa: S608 - names of columns
    f"ON CONFLICT (content, as_of) DO UPDATE SET {_CHANGES} RETURNING id"
)


class Kept(NamedTuple):
    """A result as it is written: nothing but plain values, so that it goes quickly from one process to another."""

    columns: tuple[Any, ...]
    tags: tuple[str, ...]
    whole: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one file in a run.

    Attributes:
        place: where it is.
        digest: SHA-256 of its bytes, empty if they could not be read.
        results: one for each day that the index had none for.
        words: that it is found by; of no account without results.
        failed: whether it could not be read.
        basis: what the results depend on besides content and day.
        at: when its bytes were read, in nanoseconds since 1970.
        again: whether the next run has to look again, even if nothing changes.
    """

    place: Place
    digest: str
    results: tuple[Kept, ...] = ()
    words: str = ""
    failed: bool = False
    basis: str = ""
    at: int = 0
    again: bool = False

    @property
    def is_shared(self) -> bool:
        """Whether every file with the same bytes and the same ending has the same results."""
        return bool(self.digest)


def seen(place: Place, *results: Result, basis: str = "", at: int = 0, again: bool = False) -> Seen:
    """Return what became of a file, from its results of all days."""
    first = results[0]
    kept = tuple(
        Kept(tables.columns_of(one), tuple(sorted(tables.tags_of(one))), frozen(one)) for one in results
    )
    words, failed = tables.words_of(place, first), first.standing == "unreadable"
    return Seen(place, first.digest, kept, words, failed, basis, at, again)


class Writer:
    """Writes files into an index within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Begin to write; a transaction is under way."""
        self._db = db
        self._tags: dict[str, int] = dict(db.execute("SELECT name, id FROM tags").fetchall())

    def write(self, one: Seen) -> int:
        """Write what became of a file, and return the number of its row."""
        db = self._db
        name = tables.shared_name(one.place.ending) if one.is_shared else one.place.key
        content = self._content(one.digest, name)
        for result in one.results:
            self._write_result(content, result, one)
        own = tables.place_columns(one.place) | {"content": content, "seen": one.at}
        before = db.execute("SELECT id, content FROM files WHERE key = ?", [own["key"]]).fetchone()
        if before is None:
            columns, places = ", ".join(own), ", ".join("?" for _ in own)
            made = db.execute(f"INSERT INTO files ({columns}) VALUES ({places})", [*own.values()])  # noqa: S608 - names of columns
            number = int(made.lastrowid or 0)
        else:
            number = int(before[0])
            changes = ", ".join(f"{column} = ?" for column in own)
            db.execute(f"UPDATE files SET {changes} WHERE id = ?", [*own.values(), number])  # noqa: S608 - names of columns
        if before is None or before[1] != content:
            names = one.words if one.results else tables.words_of(one.place, self._known_result(content))
            if before is not None:
                db.execute("DELETE FROM words WHERE rowid = ?", [number])
            db.execute("INSERT INTO words (rowid, names) VALUES (?, ?)", [number, names])
        return number

    def _content(self, digest: str, name: bytes) -> int:
        asked = [digest, name]
        found = self._db.execute("SELECT id FROM contents WHERE digest = ? AND name = ?", asked).fetchone()
        if found:
            return int(found[0])
        made = self._db.execute("INSERT INTO contents (digest, name) VALUES (?, ?)", asked)
        return int(made.lastrowid or 0)

    def _write_result(self, content: int, result: Kept, one: Seen) -> None:
        tags = bits.written(self._tag(name) for name in result.tags)
        values = [*result.columns, content, one.basis, one.again, tags]
        number = self._db.execute(_INSERT, values).fetchone()[0]
        self._db.execute(
            "INSERT INTO wholes (result, whole) VALUES (?, ?) "
            "ON CONFLICT (result) DO UPDATE SET whole = excluded.whole",
            [number, result.whole],
        )

    def _tag(self, name: str) -> int:
        if name not in self._tags:
            made = self._db.execute("INSERT INTO tags (name) VALUES (?)", [name])
            self._tags[name] = int(made.lastrowid or 0)
        return self._tags[name]

    def _known_result(self, content: int) -> Result | None:
        sql = "SELECT whole FROM wholes JOIN results ON id = result WHERE content = ? LIMIT 1"
        found = self._db.execute(sql, [content]).fetchone()
        return thawed(found[0]) if found else None
