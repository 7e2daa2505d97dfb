"""The .frdesk container: a zip of ``dossier.json``, ``attachments/<id>`` and ``manifest.json``.

``dossier.json`` is the canonical JSON, so its SHA-256 is the dossier's fingerprint. The same dossier gives the same
bytes. This module knows what is in a container; :mod:`fr_desk.storage.zip_parts` unpacks it within limits.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from fr_desk import __version__
from fr_desk.domain.canonical import DOSSIER_PART, canonical_json
from fr_desk.domain.dossier import Dossier
from fr_desk.paths import Folders
from fr_desk.rules.findings import PackRef
from fr_desk.storage import errors
from fr_desk.storage.access import read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.backups import backup_folder, keep_version
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.validation import check_format, dossier_of
from fr_desk.storage.zip_parts import ZipParts

CONTAINER_FORMAT = 1
"""Version of the container's layout; the dossier inside has a format version of its own."""
MANIFEST, ATTACHMENTS = "manifest.json", "attachments/"

_ATTACHMENT = re.compile(r"attachments/([a-z][a-z0-9_]{0,23})(?:\.[a-z0-9]{1,8})?")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class Part(BaseModel):
    """What the manifest says about one part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    size: int


class Manifest(BaseModel):
    """The list of parts, with what each must be, and the rule packs the dossier was last looked at with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    program: Annotated[str, StringConstraints(max_length=100)]
    packs: list[PackRef] = []
    parts: dict[str, Part]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a container holds: the dossier and its attachments by id."""

    dossier: Dossier
    attachments: Mapping[str, bytes] = field(default_factory=dict)


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
    file = str(path)
    backups = str(backup_folder(path, folders))
    parts = ZipParts(data, file, backups)
    manifest = _manifest(parts, file)
    for name in parts.names:
        if name not in {DOSSIER_PART, MANIFEST} and not _ATTACHMENT.fullmatch(name):
            raise errors.UnexpectedPartError(file=file, part=name)
    for name in sorted({DOSSIER_PART, *manifest.parts} - parts.names):
        raise errors.MissingPartError(file=file, part=name)
    contents = {name: parts.read(name) for name in sorted(parts.names - {MANIFEST})}
    for name, content in contents.items():
        if manifest.parts.get(name) != _part(content):
            raise errors.DamagedPartError(file=file, part=name, backups=backups)
    dossier = dossier_of(json_tree(contents.pop(DOSSIER_PART), file), file)
    return Contents(dossier, {_attachment_id(name): content for name, content in contents.items()})


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
    manifest = Manifest(
        format=CONTAINER_FORMAT,
        program=f"FR Desk {__version__}",
        packs=list(packs),
        parts={name: _part(content) for name, content in parts.items()},
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in {MANIFEST: manifest.model_dump_json(indent=1).encode(), **parts}.items():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is written, so that the bytes are the same
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def _manifest(parts: ZipParts, file: str) -> Manifest:
    if MANIFEST not in parts.names:
        raise errors.MissingPartError(file=file, part=MANIFEST)
    tree: Any = json_tree(parts.read(MANIFEST), file)
    if not isinstance(tree, dict):
        raise errors.ManifestError(file=file)
    check_format(tree.get("format"), CONTAINER_FORMAT, file)
    try:
        return Manifest.model_validate(tree, strict=True)
    except ValidationError as error:
        raise errors.ManifestError(file=file) from error


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


def _part(content: bytes) -> Part:
    return Part(sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _suffix(dossier: Dossier, key: str) -> str:
    """Return the ending of the attachment's own name, if it is a plain one: people can then open it after unzipping."""
    name = (dossier.attachments or {})[key].name or ""
    suffix = Path(name).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _attachment_id(name: str) -> str:
    return name.removeprefix(ATTACHMENTS).partition(".")[0]
