"""Which files belong to a run: those below what it names, and of these those of its part."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from fr_desk.inspection.place import Place


def in_shard(place: Place, shard: tuple[int, int] | None) -> bool:
    """Tell whether a file belongs to a part, by its path below the place that was named."""
    if shard is None:
        return True
    below = place.path.relative_to(place.root) if place.path.is_relative_to(place.root) else place.path
    path = os.fsencode(below if below.parts else place.path.name) + b"\0" + place.key.partition(b"\0")[2]
    number, count = shard
    return int.from_bytes(hashlib.sha256(path).digest()[:8]) % count == number - 1


class OwnFiles:
    """The files of a run, whether they are there or not."""

    def __init__(self, sources: Sequence[Path], shard: tuple[int, int] | None) -> None:
        """Take in what the run is about.

        Args:
            sources: folders, zips and files.
            shard: which part of the files, counted from 1, and of how many; ``None`` for all.
        """
        named = [os.path.abspath(source) for source in sources]  # noqa: PTH100 - resolve() would follow links
        self._roots = {os.fsencode(one): Path(one) for one in named}
        self._longest = max(map(len, self._roots), default=0)
        self._shard = shard

    def __contains__(self, key: bytes) -> bool:
        """Tell whether the file with this :attr:`Place.key` belongs to the run."""
        path, _, member = key.partition(b"\0")
        root = self._root_of(path)
        if root is None or self._shard is None:
            return root is not None
        inside = member.decode(errors="surrogateescape")
        return in_shard(Place(root, Path(os.fsdecode(path)), inside), self._shard)

    def _root_of(self, path: bytes) -> Path | None:
        """Return what was named and holds a path; there may be thousands of names, so the folders above are tried."""
        separator = os.sep.encode()
        while path:
            if len(path) <= self._longest and path in self._roots:
                return self._roots[path]
            above = path.rpartition(separator)[0]
            if above + separator in self._roots:  # a drive, or the root of everything
                return self._roots[above + separator]
            path = above
        return None
