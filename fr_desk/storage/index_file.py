"""The file behind an index: its tables, one connection to it, and what becomes of it when it is broken.

Several programs may use it at once. An index that is broken is renamed to ``<name>.broken``, or to a further name if
that is taken, and begun anew; one that a later version made, or that is something else, is left untouched. What the
tables hold is not known here.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final, TypeVar

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts, texts
from fr_desk.storage.access import explained, make_folder

Result = TypeVar("Result")

PATIENCE: Final = 5.0
"""Seconds to wait while another program writes."""
_MAGIC: Final = b"SQLite format 3\0"
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
FULL = N_("there is no room left on its drive")
PROTECTED = N_("it or its folder is protected from you")
SHUT = N_("it cannot be opened; look whether it is a file, and whether you may write in its folder")
BUSY = N_("another program is writing into it just now")
FAILING = N_("its drive does not read or write as it should")
DAMAGED = N_("it is damaged")
EMPTY = N_("nothing has been kept in it yet")
FAULT = N_("the database reports fault {code}")
_REASONS: Final = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: PROTECTED,
    sqlite3.SQLITE_PERM: PROTECTED,
    sqlite3.SQLITE_CANTOPEN: SHUT,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_IOERR: FAILING,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_EMPTY: EMPTY,
}
"""What the codes of SQLite mean for an index, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What an index looks like, and which errors speak of it.

    Attributes:
        version: of the tables; raised with every change.
        tables: statements that make them.
        words: the tables with words to search for.
        unusable: has ``file`` and ``reason``.
        newer: has ``file``.
        foreign: has ``file``; of an index that people name themselves, so that nothing else is taken for one.
        mark: number in the file that tells this index from every other database; 0 for none.
        ending: of the names under which a database that cannot be read is a broken index; all if empty.
        own: the names that the program gives itself, under which nobody keeps anything else; none if ``None``.
    """

    version: int
    tables: str
    words: tuple[str, ...]
    unusable: type[FrDeskError]
    newer: type[FrDeskError]
    foreign: type[FrDeskError] | None = None
    mark: int = 0
    ending: str = ""
    own: re.Pattern[str] | None = None


class IndexFile:
    """One connection. Use it in the thread that made it, and close it."""

    def __init__(
        self, file: Path, shape: Shape, patience: float = PATIENCE, *, read_only: bool = False
    ) -> None:
        """Open ``file``, or begin it.

        Args:
            file: the index.
            shape: what it looks like.
            patience: seconds to wait while another program writes.
            read_only: whether nothing is begun, mended, set aside or written.

        Raises:
            FrDeskError: of those in ``shape``, if it cannot be used at all.
        """
        self.file, self._shape, self._patience = file, shape, patience
        self.is_new, self._is_read_only = False, read_only
        self.set_aside: Path | None = None  # where the index that was here lies now, because it was broken
        if not read_only:
            make_folder(file.parent)
        self._refuse_foreign()
        self._connection = self._begin()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do ``work``; if the index turns out to be broken, do it again on a new one."""
        try:
            return work(self._connection)
        except sqlite3.DatabaseError as error:
            if self._is_read_only or not _is_broken(error):
                raise self._refusal(error) from error
        self._connection.close()
        self._connection = self._begin()
        try:
            return work(self._connection)
        except sqlite3.DatabaseError as error:
            raise self._refusal(error) from error

    def _refuse_foreign(self) -> None:
        """Refuse what is no index of this kind, before anything is done to it."""
        shape = self._shape
        if shape.foreign is None or not self.file.is_file():
            return
        with explained(self.file), self.file.open("rb") as stream:
            head = stream.read(100)
        if not head or (shape.own is not None and shape.own.fullmatch(self.file.name)):
            return
        is_database = head.startswith(_MAGIC) or _MAGIC.startswith(head)  # some of it may have got lost
        is_ours = int.from_bytes(head[68:72]) == shape.mark
        if not is_database or not (is_ours or self._is_blank()):
            raise shape.foreign(file=str(self.file))

    def _is_blank(self) -> bool:
        """Tell whether a database without our mark is only being begun, or is a broken one of ours by its name."""
        try:
            db = sqlite3.connect(f"{self.file.absolute().as_uri()}?mode=ro", timeout=self._patience, uri=True)
            try:
                mark = db.execute("PRAGMA application_id").fetchone()[0]
                tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            finally:
                db.close()
        except sqlite3.DatabaseError:
            return self.file.name.endswith(self._shape.ending)
        return mark == self._shape.mark or not (mark or tables)

    def _begin(self) -> sqlite3.Connection:
        try:
            return self._as_it_is() if self._is_read_only else self._whole()
        except sqlite3.DatabaseError as error:
            if self._is_read_only or not _is_broken(error):
                raise self._refusal(error) from error
        self.set_aside = _set_aside(self.file)
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
            if found < self._shape.version:
                self._make_tables(db)
            elif is_there and hasattr(self, "_connection"):
                _check(db, self._shape.words)
        except BaseException:
            db.close()
            raise
        return db

    def _as_it_is(self) -> sqlite3.Connection:
        """Return a connection that writes nothing, not even beside the file if nobody else has it open."""
        with explained(self.file):
            self.file.stat()
        log = self.file.with_name(f"{self.file.name}-wal")
        how = "mode=ro" if log.exists() else "mode=ro&immutable=1"
        address = f"{self.file.absolute().as_uri()}?{how}"
        db = sqlite3.connect(address, timeout=self._patience, isolation_level=None, uri=True)
        try:
            found = db.execute("PRAGMA user_version").fetchone()[0]
            self._refuse_newer(found)
            self._refuse_older(found)
        except BaseException:
            db.close()
            raise
        return db

    def _refuse_newer(self, found: int) -> None:
        if found > self._shape.version:
            raise self._shape.newer(file=str(self.file))

    def _refuse_older(self, found: int) -> None:
        if found < self._shape.version:
            raise _coded("no tables", sqlite3.SQLITE_EMPTY)

    def _make_tables(self, db: sqlite3.Connection) -> None:
        with transaction(db):
            version = self._shape.version
            if db.execute("PRAGMA user_version").fetchone()[0] < version:  # nobody was faster
                for statement in self._shape.tables.split(";\n"):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {self._shape.mark}")
                db.execute(f"PRAGMA user_version = {version}")
                self.is_new = True

    def _refusal(self, error: sqlite3.DatabaseError) -> FrDeskError:
        return self._shape.unusable(file=str(self.file), reason=_reason(error))


def _reason(error: sqlite3.DatabaseError) -> Texts:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    known = _REASONS.get(code & 0xFF)
    return texts(known) if known else texts(FAULT, code=getattr(error, "sqlite_errorname", code))


def _coded(message: str, code: int) -> sqlite3.DatabaseError:
    """Return an error as SQLite raises it."""
    error = sqlite3.DatabaseError(message)
    error.sqlite_errorcode = code
    return error


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _BROKEN


def _check(db: sqlite3.Connection, words: tuple[str, ...]) -> None:
    """Look through the whole file; an index that somebody else made anew meanwhile passes.

    Raises:
        DatabaseError: if something is wrong with it.
    """
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    for table in words:
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608 - a name of ours
    if found != "ok":
        raise _coded(str(found), sqlite3.SQLITE_CORRUPT)


def _set_aside(file: Path) -> Path:
    """Rename a broken index and its log to a name that is free, so that nothing is lost, and return that name."""
    names = (f"{file.name}.broken{number if number > 1 else ''}" for number in count(1))
    aside = next(path for path in map(file.with_name, names) if not os.path.lexists(path))
    with explained(file):
        with suppress(FileNotFoundError):
            file.with_name(f"{file.name}-shm").unlink()
        with suppress(FileNotFoundError):
            file.with_name(f"{file.name}-wal").rename(f"{aside}-wal")
        file.rename(aside)
    return aside


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
