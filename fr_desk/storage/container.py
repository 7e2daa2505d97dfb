"""The .frdesk container: a zip of ``dossier.json``, ``attachments/<id>`` and ``manifest.json``.

``dossier.json`` is the canonical JSON, so its SHA-256 is the dossier's fingerprint. The same dossier gives the same
bytes. This module knows what is in a container; :mod:`fr_desk.storage.zip_parts` unpacks it within limits.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from fr_desk.domain.canonical import DOSSIER_PART, canonical_json
from fr_desk.domain.dossier import Dossier
from fr_desk.paths import Folders
from fr_desk.rules.findings import PackRef
from fr_desk.storage import errors
from fr_desk.storage.access import read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.backups import keep_version, where_kept
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.parts import CONTAINER_FORMAT, MANIFEST, pack_parts, proven_parts
from fr_desk.storage.validation import dossier_of
from fr_desk.storage.zip_parts import ZipParts

__all__ = [
    "ATTACHMENTS",
    "CONTAINER_FORMAT",
    "MANIFEST",
    "Contents",
    "Proven",
    "declared_regardless",
    "pack",
    "prove",
    "read_container",
    "unpack",
    "write_container",
]

ATTACHMENTS = "attachments/"

_ATTACHMENT = re.compile(r"attachments/([a-z][a-z0-9_]{0,23})(?:\.[a-z0-9]{1,8})?")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a container holds: the dossier and its attachments by id."""

    dossier: Dossier
    attachments: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proven:
    """What a container holds, and the SHA-256 of each attachment by its id."""

    contents: Contents
    digests: Mapping[str, str]


def read_container(path: Path, folders: Folders | None = None) -> Contents:
    """Read a .frdesk file.

    Args:
        path: the file.
        folders: the user's folders, named in errors about damage.

    Raises:
        FileError: if the system refuses.
        NewerFormatError: if a later version of the program wrote it.
        UnreadableError: if it is not a whole, unchanged container.
    """
    return unpack(read_bytes(path), path, folders)


def unpack(data: bytes, path: Path, folders: Folders | None = None) -> Contents:
    """Return what a container's bytes hold, each part checked against the manifest.

    Raises:
        UnreadableError: as for :func:`read_container`.
    """
    return prove(data, path, folders).contents


def prove(data: bytes, path: Path, folders: Folders | None = None, *, hold: bool = True) -> Proven:
    """Return the same with the checksum of each attachment.

    Args:
        data: all of the file.
        path: where it is from.
        folders: the user's folders, named in errors about damage.
        hold: keep the attachments; whoever only checks does without, and then holds no two of them at a time.

    Raises:
        UnreadableError: as for :func:`read_container`.
    """
    file, answers = str(path), b""
    held: dict[str, bytes] = {}
    digests: dict[str, str] = {}
    parts = proven_parts(
        data,
        file,
        partial(where_kept, path, folders),
        needed=DOSSIER_PART,
        allowed=lambda name: _ATTACHMENT.fullmatch(name) is not None,
    )
    for name, content, sha256 in parts:
        if name == DOSSIER_PART:
            answers = content
            continue
        digests[_attachment_id(name)] = sha256
        if hold:
            held[_attachment_id(name)] = content
    return Proven(Contents(dossier_of(json_tree(answers, file), file), held), digests)


def declared_regardless(data: bytes, path: Path) -> Dossier | None:
    """Return the dossier of a container that does not match its checksums, to show what it says now.

    Nobody may rely on it. ``None`` if there is none to read.
    """
    file = str(path)
    try:
        return dossier_of(json_tree(ZipParts(data, file).read(DOSSIER_PART), file), file)
    except errors.UnreadableError:
        return None


def write_container(
    path: Path,
    dossier: Dossier,
    attachments: Mapping[str, bytes] | None = None,
    folders: Folders | None = None,
    packs: Iterable[PackRef] = (),
    expected: str | None = None,
) -> str:
    """Write a .frdesk file: atomic, read back and compared before the old file goes, earlier versions kept.

    Args:
        path: the file.
        dossier: the dossier.
        attachments: contents by id; those the dossier does not list are left out.
        folders: the user's folders, for the earlier versions.
        packs: the rule packs of the dossier's country, recorded in the manifest.
        expected: SHA-256 of the old file as it was last seen; if it is another, it is not replaced.

    Returns:
        The SHA-256 of the new file.

    Raises:
        ChangedOnDiskError: if the old file is not as expected.
        FileError: if the system refuses; the old file is then as it was.
        NewerFormatError: if the old file was written by a later version of the program; it is left untouched.
    """
    kept = {
        key: content for key, content in (attachments or {}).items() if key in (dossier.attachments or {})
    }
    wanted = Contents(dossier, kept)

    def check(written: bytes) -> None:
        if unpack(written, path, folders) != wanted:
            raise errors.UnprovenWriteError(file=str(path))

    def keep_old(old: Path) -> None:
        _refuse_to_replace_newer(old)
        _refuse_to_replace_changed(old, expected, path)
        keep_version(old, folders)
        _refuse_to_replace_changed(old, expected, path)

    data = pack(wanted, packs)
    replace_file(path, data, check=check, keep_old=keep_old)
    return hashlib.sha256(data).hexdigest()


def pack(contents: Contents, packs: Iterable[PackRef] = ()) -> bytes:
    """Return the bytes of a container; the same contents give the same bytes."""
    parts = {DOSSIER_PART: canonical_json(contents.dossier)}
    for key in sorted(contents.attachments):
        parts[ATTACHMENTS + key + _suffix(contents.dossier, key)] = contents.attachments[key]
    return pack_parts(parts, packs=packs)


def _refuse_to_replace_newer(old: Path) -> None:
    """Refuse to write over a file of a later version; any other may be replaced, for it is kept as a backup."""
    try:
        read_container(old)
    except errors.NewerFormatError:
        raise
    except errors.UnreadableError:
        return


def _refuse_to_replace_changed(old: Path, expected: str | None, path: Path) -> None:
    """Refuse to write over a file that somebody else has written since; looked at until just before it is replaced."""
    if expected is None:
        return
    with old.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != expected:
        raise errors.ChangedOnDiskError(file=str(path))


def _suffix(dossier: Dossier, key: str) -> str:
    """Return the ending of the attachment's own name, if it is a plain one: people can then open it after unzipping."""
    name = (dossier.attachments or {})[key].name or ""
    suffix = Path(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _attachment_id(name: str) -> str:
    return name.removeprefix(ATTACHMENTS).partition(".")[0]
