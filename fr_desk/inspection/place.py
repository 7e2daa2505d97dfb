"""Where a file was found: on disk, or inside a zip."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


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
