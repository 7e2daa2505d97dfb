"""The file behind the library: its tables, and what is said when it cannot be used."""

from __future__ import annotations

from pathlib import Path

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.storage.index_file import PATIENCE, IndexFile, Shape, transaction

__all__ = ["PATIENCE", "VERSION", "LibraryError", "LibraryFile", "NewerLibraryError", "transaction"]

VERSION = 1
"""Version of the tables; raised with every change."""
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


_SHAPE = Shape(
    version=VERSION, tables=_TABLES, words=("words",), unusable=LibraryError, newer=NewerLibraryError
)


class LibraryFile(IndexFile):
    """One connection to the library. Use it in the thread that made it, and close it."""

    def __init__(self, file: Path, patience: float = PATIENCE) -> None:
        """Open ``file``, or begin it.

        Args:
            file: the index.
            patience: seconds to wait while another program writes.

        Raises:
            LibraryError: if it cannot be used at all.
        """
        super().__init__(file, _SHAPE, patience)
