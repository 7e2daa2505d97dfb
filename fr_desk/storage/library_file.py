"""The file behind the library: its tables, one connection to it, and what becomes of it when it is broken.

Several programs may use it at once. An index that is broken is renamed to ``library.sqlite.broken`` and begun anew; one
that a later version made is left untouched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.storage.access import explained, make_folder

Result = TypeVar("Result")

VERSION = 1
"""Version of the tables; raised with every change."""
PATIENCE = 5.0
"""Seconds to wait while another program writes."""
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_TABLES = """
CREATE TABLE dossiers (
  id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, dossier TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '', jurisdiction TEXT NOT NULL DEFAULT '', region TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '', operator TEXT NOT NULL DEFAULT '', saved REAL, verdict TEXT NOT NULL DEFAULT '',
  breached INTEGER NOT NULL DEFAULT 0, review INTEGER NOT NULL DEFAULT 0, open INTEGER NOT NULL DEFAULT 0,
  met INTEGER NOT NULL DEFAULT 0, fingerprint TEXT NOT NULL DEFAULT '', template TEXT NOT NULL DEFAULT '',
  is_template INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0,
  opened REAL
);
CREATE INDEX by_opened ON dossiers (pinned DESC, opened DESC);
CREATE INDEX by_template ON dossiers (template);
CREATE INDEX by_dossier ON dossiers (dossier);
CREATE VIRTUAL TABLE words USING fts5 (names, texts, tokenize = "unicode61 remove_diacritics 2");
"""


class LibraryError(FrDeskError):
    """The index cannot be used."""

    sentence = N_("The library {file} cannot be used: {reason}. Your dossiers themselves are not touched.")


class NewerLibraryError(LibraryError):
    """A later version of the program made the index."""

    sentence = N_(
        "The library {file} was made by a newer FR Desk and was left untouched; install the newer program to use it."
    )


class LibraryFile:
    """One connection. Use it in the thread that made it, and close it."""

    def __init__(self, file: Path, patience: float = PATIENCE) -> None:
        """Open ``file``, or begin it.

        Args:
            file: the index.
            patience: seconds to wait while another program writes.

        Raises:
            LibraryError: if it cannot be used at all.
        """
        self.file, self._patience = file, patience
        self.is_new = False
        make_folder(file.parent)
        self._connection = self._begin()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do ``work``; if the index turns out to be broken, do it again on a new one."""
        try:
            return work(self._connection)
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise self._refusal(error) from error
        self._connection.close()
        self._connection = self._begin()
        try:
            return work(self._connection)
        except sqlite3.DatabaseError as error:
            raise self._refusal(error) from error

    def _begin(self) -> sqlite3.Connection:
        try:
            return self._whole()
        except sqlite3.DatabaseError as error:
            if not _is_broken(error):
                raise self._refusal(error) from error
        _set_aside(self.file)
        try:
            return self._whole()
        except sqlite3.DatabaseError as error:
            raise self._refusal(error) from error

    def _whole(self) -> sqlite3.Connection:
        """Return a connection to an index that has its tables."""
        is_there = self.file.exists()
        db = sqlite3.connect(self.file, timeout=self._patience, isolation_level=None)
        try:
            found = db.execute("PRAGMA user_version").fetchone()[0]
            self._refuse_newer(found)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            if found < VERSION:
                self._make_tables(db)
            elif is_there and hasattr(self, "_connection"):
                _check(db)
        except BaseException:
            db.close()
            raise
        return db

    def _refuse_newer(self, found: int) -> None:
        if found > VERSION:
            raise NewerLibraryError(file=str(self.file))

    def _make_tables(self, db: sqlite3.Connection) -> None:
        with transaction(db):
            if db.execute("PRAGMA user_version").fetchone()[0] < VERSION:  # nobody was faster
                for statement in _TABLES.split(";\n"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {VERSION}")
                self.is_new = True

    def _refusal(self, error: sqlite3.DatabaseError) -> LibraryError:
        return LibraryError(file=str(self.file), reason=str(error))


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _BROKEN


def _check(db: sqlite3.Connection) -> None:
    """Look through the whole file; an index that somebody else made anew meanwhile passes.

    Raises:
        DatabaseError: if something is wrong with it.
    """
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    if found != "ok":
        error = sqlite3.DatabaseError(str(found))
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _set_aside(file: Path) -> None:
    """Rename a broken index to ``library.sqlite.broken``, so that nothing is lost."""
    with explained(file):
        for ending in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                file.with_name(f"{file.name}{ending}").unlink()
        file.replace(file.with_name(f"{file.name}.broken"))


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Make changes together or not at all, and alone."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.DatabaseError):
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
