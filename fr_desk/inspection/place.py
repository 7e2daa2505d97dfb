"""Where a file was found: on disk, or inside a zip; and what was found but is not opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from fr_desk.i18n import Texts

INSIDE = "!"
"""Stands in a text behind a zip, before the name inside it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One file among those that are inspected.

    Attributes:
        root: the folder, zip or file that the inspector named.
        path: the file on disk; the zip for what is inside one.
        member: the name inside the zip, empty for a file on disk.
        size: in bytes, unpacked.
        modified: of the file on disk, in nanoseconds since 1970.
    """

    root: Path
    path: Path
    member: str = ""
    size: int = 0
    modified: int = 0

    @property
    def key(self) -> bytes:
        """What tells this place from every other; names that are no text are kept too."""
        return os.fsencode(self.path.absolute()) + b"\0" + self.member.encode(errors="surrogateescape")

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return self.member.rpartition("/")[2] if self.member else self.path.name

    @property
    def ending(self) -> str:
        """The ending of its name in small letters, with the dot; empty if it has none."""
        return os.path.splitext(self.name)[1].lower()  # noqa: PTH122 - a name in a zip is no path of this system

    @property
    def text(self) -> str:
        """The whole place as text: ``folder/portfolio.zip!/pudong/hotel.pdf`` for a file inside a zip."""
        return f"{self.path}{INSIDE}/{self.member}" if self.member else str(self.path)


def on_disk(dossier: Path | Place) -> Place:
    """Return the place of a file on disk; a place as it is."""
    return dossier if isinstance(dossier, Place) else Place(dossier, dossier)


def place_at(path: Path) -> Place:
    """Return the place that somebody wrote as a path; of a file inside a zip as :attr:`Place.text` writes it."""
    parts = path.parts
    for number, part in enumerate(parts[:-1], 1):
        archive = Path(*parts[: number - 1], part.removesuffix(INSIDE))
        if part.endswith(INSIDE) and _is_file(archive) and not _is_file(path):
            return Place(archive, archive, "/".join(parts[number:]))
    return Place(path, path)


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - a name inside a zip may be longer than any that a path asks about


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that an inspector must know of, and that is not opened.

    Attributes:
        place: what it is.
        sentence: why; it does not name the file, for its name may be no text.
    """

    place: Place
    sentence: Texts


@dataclass(slots=True)
class Tally:
    """What a search passed by without a row: photos, office files, hidden and temporary files."""

    ignored: int = 0
