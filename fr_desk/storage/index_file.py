"""The file behind an index: its tables, one connection to it, and what becomes of it when it is broken.

Several programs may use it at once. An index that is broken is renamed to ``<name>.broken`` and begun anew; one that a
later version made, or that is something else, is left untouched. What the tables hold is not known here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from fr_desk.errors import FrDeskError
from fr_desk.storage.access import explained, make_folder

Result = TypeVar("Result")

PATIENCE: Final = 5.0
"""Seconds to wait while another program writes."""
_MAGIC: Final = b"SQLite format 3\0"
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


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
        ending: of the names that are certainly meant for an index; all if empty.
    """

    version: int
    tables: str
    words: tuple[str, ...]
    unusable: type[FrDeskError]
    newer: type[FrDeskError]
    foreign: type[FrDeskError] | None = None
    mark: int = 0
    ending: str = ""


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
        is_meant = self.file.name.endswith(shape.ending)
        is_ours = int.from_bytes(head[68:72]) == shape.mark
        if head and not is_ours and not (self._is_blank() if head.startswith(_MAGIC) else is_meant):
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
            raise sqlite3.DatabaseError("it has no tables yet")

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
        return self._shape.unusable(file=str(self.file), reason=str(error))


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
        error = sqlite3.DatabaseError(str(found))
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _set_aside(file: Path) -> None:
    """Rename a broken index to ``<name>.broken``, so that nothing is lost."""
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
