"""Earlier versions of a dossier among the files beside it, found without opening more than a fixed number."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fr_desk.domain.canonical import DOSSIER_PART
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.storage.access import MEGABYTE, read_bytes
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.zip_parts import ZipParts

MOST_FILES: Final = 200
"""Files that are looked at."""
MOST_BYTES: Final = 16 * MEGABYTE
"""Size of a file that is looked at for an earlier version."""
ENDINGS = frozenset({".frdesk", ".pdf", ".json"})
"""Endings of files that can hold one; YAML is written by hand and counts no revisions."""


class OtherDossierError(FrDeskError):
    """Another dossier where an earlier version of the same one is meant."""

    sentence = N_("{file} is another dossier; compare two versions of the same one.")


class LaterVersionError(FrDeskError):
    """A later version where an earlier one is meant."""

    sentence = N_(
        "{file} is the later version, revision {number} after revision {seen}; name them the other way round."
    )


def beside(path: Path, dossier: Dossier) -> Iterator[Path]:
    """Yield the files in the folder of ``path`` with earlier revisions of ``dossier``, the nearest revision first."""
    found = []
    for candidate in _neighbours(path):
        try:
            identity, revision = _identity(candidate)
        except (FrDeskError, OSError, ValueError):
            continue
        if identity == dossier.id and revision < dossier.revision:
            found.append((revision, candidate))
    found.sort(key=lambda one: -one[0])
    yield from (candidate for _, candidate in found)


def _neighbours(path: Path) -> list[Path]:
    """Return the files beside ``path``, those with a like name first, of each kind the newest first."""
    found = []
    stem = path.stem[:4].casefold()
    try:
        with os.scandir(path.parent) as entries:
            for entry in entries:
                ending = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 - a path for each would be slow
                if ending not in ENDINGS or entry.name == path.name:
                    continue
                if not entry.is_file(follow_symlinks=False):
                    continue
                state = entry.stat(follow_symlinks=False)
                if state.st_size <= MOST_BYTES:
                    like = entry.name.casefold().startswith(stem)
                    found.append((not like, -state.st_mtime_ns, entry.path))
    except OSError:  # the folder cannot be listed: then nothing is beside the file
        return []
    return [Path(place) for _, _, place in sorted(found)[:MOST_FILES]]


def _identity(path: Path) -> tuple[str, int]:
    """Return id and revision that a file states, without checking anything else about it."""
    data = read_bytes(path, MOST_BYTES)
    if data.startswith(b"PK"):
        data = ZipParts(data, str(path)).read(DOSSIER_PART)
    elif data.startswith(b"%PDF"):
        from fr_desk.storage.pdf import embedded_in, open_pdf  # noqa: PLC0415 - pikepdf takes long to import

        with open_pdf(data, path) as pdf:
            data = embedded_in(pdf, path).dossier
    tree: Any = json_tree(data, str(path))
    if not isinstance(tree, dict):
        return "", 0
    revision = tree.get("revision", 1)
    return str(tree.get("id", "")), revision if isinstance(revision, int) else 1
