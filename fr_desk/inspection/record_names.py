"""Where the record of a dossier lies and what it is called: beside the dossier's file, or beside the zip it is in.

Of a dossier inside a zip the name says which zip and which dossier: ``portfolio - pudong - hotel 3f2a9c1d40.frrecord``.
What stands in a zip is a stranger's text, so nothing of it is taken that a file system reads as more than a letter. The
digits tell names apart that look alike, or that would be one where capitals do not count. Nothing is read here.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import Final

from fr_desk.inspection.place import Place
from fr_desk.inspection.record import ENDING

_ROOM: Final = 96
"""Bytes of the zip's name, and as many of what is inside; with the digits and the ending a system takes them."""
_DIGITS: Final = 10
_SPECIAL: Final = frozenset('<>:"/\\|?*')
"""What some file system reads as more than a letter."""


def names_of(place: Place) -> tuple[Path, Path]:
    """Return where the record of a dossier is kept, and where if a record of another dossier stands there."""
    path = place.path
    if not place.member:
        return path.with_name(f"{path.stem}{ENDING}"), path.with_name(path.name + ENDING)
    return _beside_zip(path, path.stem, place.member), _beside_zip(path, path.name, place.member)


def _beside_zip(path: Path, head: str, member: str) -> Path:
    shown = _cut(head, _ROOM)
    told = member if shown == head else f"{head}\0{member}"
    digits = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return path.with_name(f"{shown} - {plain_name(member)} {digits}{ENDING}")


def plain_name(inside: str) -> str:
    """Return the name of a file in a zip as part of a name on any file system, with its folders if they are short.

    Args:
        inside: its name in the zip, whatever that is.

    Returns:
        A text of at most 96 bytes without the file's ending, never empty.
    """
    folders, _, name = inside.replace("\\", "/").rpartition("/")
    stem = _plain(os.path.splitext(name)[0])  # noqa: PTH122 - a name in a zip is no path of this system
    parts = [*filter(None, map(_plain, folders.split("/"))), stem or "_"]
    whole = " - ".join(parts)
    return whole if len(_bytes(whole)) <= _ROOM else _cut(parts[-1], _ROOM)


def _plain(text: str) -> str:
    """Return a text without what a file system, a shell or a reader takes for something else."""
    letters = unicodedata.normalize("NFC", text)
    shown = "".join("_" if one in _SPECIAL or not one.isprintable() else one for one in letters)
    return shown.strip(" .")


def _cut(text: str, room: int) -> str:
    """Return as much of a text as has room in so many bytes."""
    whole = _bytes(text)
    return text if len(whole) <= room else whole[:room].decode("utf-8", "ignore").rstrip(" .") or "_"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape" if os.name != "nt" else "surrogatepass")
