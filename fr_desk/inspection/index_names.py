"""Where the index of some places is kept in a profile; reads next to nothing, as it is asked for at the very start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from fr_desk.paths import Folders, user_folders

ENDING = ".frindex"
"""Ending of an index of an inspection."""


def index_file(
    sources: Sequence[Path], folders: Folders | None = None, shard: tuple[int, int] | None = None
) -> Path:
    """Return where the index of some places is kept, in whatever order they are named.

    Args:
        sources: folders, zips and files.
        folders: of the user.
        shard: a part of them has an index of its own.
    """
    named = sorted({os.fsencode(source.absolute()) for source in sources})
    whole = hashlib.sha256(b"\0".join(named) + (f"\0{shard}".encode() if shard else b"")).hexdigest()
    return (folders or user_folders()).inspections / f"{whole[:24]}{ENDING}"
