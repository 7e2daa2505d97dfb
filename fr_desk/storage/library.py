"""The library: an index of the dossier files the user has seen, with full-text search.

One SQLite file, safe when two programs use it. It only points to files: a file that is gone keeps its row until the
user takes it out. A broken index is kept aside and begun anew. What a row says is put together in
:mod:`fr_desk.services.library`.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from fr_desk.paths import Folders, user_folders
from fr_desk.storage.library_file import PATIENCE, LibraryError, LibraryFile, transaction
from fr_desk.storage.search_words import indexed, query

__all__ = ["Entry", "Facts", "Flag", "Library", "LibraryError", "Shelf", "Wanted"]

Flag = Literal["is_template", "pinned", "archived"]
Shelf = Literal["all", "pinned", "templates", "archived"]

_FACTS = (
    *("dossier", "name", "kind", "jurisdiction", "region", "address", "operator", "saved"),
    *("verdict", "breached", "review", "open", "met", "fingerprint", "template"),
)
_COLUMNS = ("path", *_FACTS, "is_template", "pinned", "archived", "opened")
_SHELVES: Mapping[Shelf, str] = {
    "all": "NOT archived",
    "pinned": "pinned AND NOT archived",
    "templates": "is_template AND NOT archived",
    "archived": "archived",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a row says about a dossier, all of it taken from the dossier when it was opened or saved.

    Attributes:
        dossier: its id; empty for a file that was not read yet.
        saved: when the file was written, in seconds since 1970.
        verdict: of the assessment, empty if there was none.
        template: id of the template it was made from.
    """

    dossier: str = ""
    name: str = ""
    kind: str = ""
    jurisdiction: str = ""
    region: str = ""
    address: str = ""
    operator: str = ""
    saved: float | None = None
    verdict: str = ""
    breached: int = 0
    review: int = 0
    open: int = 0
    met: int = 0
    fingerprint: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a file, what it says, and what the user did with it."""

    path: Path
    facts: Facts = field(default_factory=Facts)
    is_template: bool = False
    pinned: bool = False
    archived: bool = False
    opened: float | None = None

    @property
    def name(self) -> str:
        """The venue's name, or that of the file."""
        return self.facts.name or self.path.stem


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted.

    Attributes:
        words: what was typed; anything is allowed.
        shelf: all but the archived, or some.
        kind: of venue, empty for any.
        jurisdiction: empty for any.
    """

    words: str = ""
    shelf: Shelf = "all"
    kind: str = ""
    jurisdiction: str = ""


class Library:
    """The open index. Use it in the thread that made it, and close it."""

    def __init__(self, folders: Folders | None = None, *, patience: float = PATIENCE) -> None:
        """Open the index, or begin it.

        Args:
            folders: the user's folders.
            patience: seconds to wait while another program writes.

        Raises:
            LibraryError: if it cannot be used at all.
        """
        self._file = LibraryFile((folders or user_folders()).library, patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    @property
    def is_new(self) -> bool:
        """Whether the index was begun just now, because there was none or it was broken."""
        return self._file.is_new

    def accept(self) -> None:
        """Note that somebody saw that the index is new."""
        self._file.is_new = False

    # reading

    def search(self, wanted: Wanted | None = None) -> tuple[int, ...]:
        """Return the numbers of the rows that are wanted: pinned first, then found by name, then opened last.

        Raises:
            LibraryError: if the index cannot be used.
        """
        wanted = wanted or Wanted()
        where, order, values = [_SHELVES[wanted.shelf]], "coalesce(opened, saved) DESC, id DESC", list[str]()
        for column in ("kind", "jurisdiction"):
            if value := getattr(wanted, column):
                where.append(f"{column} = ?")
                values.append(value)
        if asked := query(wanted.words):
            found = "id IN (SELECT rowid FROM words WHERE words MATCH ?)"
            where, order = [*where, found], f"{found} DESC, {order}"
            values += [asked, f"names : ({asked})"]
        sql = f"SELECT id FROM dossiers WHERE {' AND '.join(where)} ORDER BY pinned DESC, {order}"  # noqa: S608 - no value is in the text
        return tuple(row[0] for row in self._file.run(lambda db: db.execute(sql, values).fetchall()))

    def rows(self, numbers: Iterable[int]) -> list[Entry]:
        """Return rows by their numbers, in that order; those that are gone by now are left out."""
        given = list(numbers)
        places = ", ".join("?" for _ in given)
        columns = f"id, {', '.join(_COLUMNS)}"
        sql = f"SELECT {columns} FROM dossiers WHERE id IN ({places})"  # noqa: S608 - no value is in the text
        found = {row[0]: row[1:] for row in self._file.run(lambda db: db.execute(sql, given).fetchall())}
        return [_entry(found[number]) for number in given if number in found]

    def recent(self, limit: int) -> list[Entry]:
        """Return what was opened last, pinned files first; nothing that is archived."""
        end = "FROM dossiers WHERE NOT archived AND (pinned OR opened IS NOT NULL)"
        return self._entries(f"{end} ORDER BY pinned DESC, opened DESC, id DESC LIMIT ?", [limit])

    def sites_of(self, template: str) -> list[Entry]:
        """Return the dossiers made from the template with the id ``template``, by name."""
        return self._entries(
            "FROM dossiers WHERE template = ? AND template <> '' ORDER BY name, id", [template]
        )

    def entry(self, path: Path) -> Entry | None:
        """Return the row of a file."""
        found = self._entries("FROM dossiers WHERE path = ?", [_key(path)])
        return found[0] if found else None

    def __len__(self) -> int:
        return int(self._file.run(lambda db: db.execute("SELECT count(*) FROM dossiers").fetchone()[0]))

    def _entries(self, rest: str, values: Iterable[Any]) -> list[Entry]:
        given, sql = list(values), f"SELECT {', '.join(_COLUMNS)} {rest}"
        rows = self._file.run(lambda db: db.execute(sql, given).fetchall())
        return [_entry(row) for row in rows]

    # writing

    def put(
        self,
        path: Path,
        facts: Facts,
        names: Iterable[str] | None = None,
        texts: Iterable[str] = (),
        *,
        opened: bool = False,
    ) -> None:
        """Write what is known about a file; what the user did with its row stays.

        Args:
            path: the file.
            facts: what the dossier says.
            names: to be found by, above all others; ``None`` leaves the words as they are.
            texts: to be found by as well.
            opened: whether the user opens or saves it now.

        Raises:
            LibraryError: if the index cannot be used.
        """
        given: dict[str, Any] = {name: getattr(facts, name) for name in _FACTS}
        if opened:
            given["opened"] = time.time()
        words = None if names is None else (indexed(names), indexed(texts))

        def write(db: sqlite3.Connection) -> None:
            with transaction(db):
                row = _put(db, path, given)
                if words is not None:
                    db.execute("DELETE FROM words WHERE rowid = ?", [row])
                    db.execute("INSERT INTO words (rowid, names, texts) VALUES (?, ?, ?)", [row, *words])

        self._file.run(write)

    def note(self, paths: Iterable[Path]) -> None:
        """Take in files by name only, the newest first, unless they are there."""
        given = [(_key(path), path) for path in paths]
        now = time.time()

        def write(db: sqlite3.Connection) -> None:
            with transaction(db):
                for number, (key, path) in enumerate(given):
                    made = db.execute(
                        "INSERT OR IGNORE INTO dossiers (path, opened) VALUES (?, ?)", [key, now - number]
                    )
                    if made.rowcount:
                        db.execute(
                            "INSERT INTO words (rowid, names, texts) VALUES (?, ?, '')",
                            [made.lastrowid, indexed([path.stem])],
                        )

        self._file.run(write)

    def mark(self, path: Path, flag: Flag, *, on: bool) -> None:
        """Pin or archive a file, make it a template, or take that back."""
        sql = f"UPDATE dossiers SET {flag} = ? WHERE path = ?"  # noqa: S608 - one of three names
        self._file.run(lambda db: db.execute(sql, [on, _key(path)]))

    def move(self, old: Path, new: Path) -> None:
        """Note that a file has gone to another place; a row that was there already gives way."""

        def write(db: sqlite3.Connection) -> None:
            if _key(old) == _key(new):
                return
            with transaction(db):
                _forget(db, new)
                db.execute("UPDATE dossiers SET path = ? WHERE path = ?", [_key(new), _key(old)])

        self._file.run(write)

    def forget(self, path: Path) -> None:
        """Take a file out of the list; the file itself stays."""

        def write(db: sqlite3.Connection) -> None:
            with transaction(db):
                _forget(db, path)

        self._file.run(write)


def _put(db: sqlite3.Connection, path: Path, given: Mapping[str, Any]) -> int:
    names, key = list(given), _key(path)
    found = db.execute("SELECT id FROM dossiers WHERE path = ?", [key]).fetchone()
    if found:
        changes = ", ".join(f"{name} = ?" for name in names)
        db.execute(f"UPDATE dossiers SET {changes} WHERE id = ?", [*given.values(), found[0]])  # noqa: S608 - names of columns
        return int(found[0])
    places = ", ".join("?" for _ in names)
    made = db.execute(
        f"INSERT INTO dossiers (path, {', '.join(names)}) VALUES (?, {places})",  # noqa: S608 - the same
        [key, *given.values()],
    )
    assert made.lastrowid is not None
    return made.lastrowid


def _forget(db: sqlite3.Connection, path: Path) -> None:
    db.execute("DELETE FROM words WHERE rowid = (SELECT id FROM dossiers WHERE path = ?)", [_key(path)])
    db.execute("DELETE FROM dossiers WHERE path = ?", [_key(path)])


def _key(path: Path) -> bytes:
    """Return a path as it is kept; names that are no text are kept too."""
    return os.fsencode(path.absolute())


def _entry(row: tuple[Any, ...]) -> Entry:
    path, *rest = row
    facts, (is_template, pinned, archived, opened) = rest[: len(_FACTS)], rest[len(_FACTS) :]
    return Entry(
        Path(os.fsdecode(path)), Facts(*facts), bool(is_template), bool(pinned), bool(archived), opened
    )
