"""Named parts in a zip with ``manifest.json``, which says what each part must be. Knows no dossiers and no records.

The same parts give the same bytes. Nothing is unpacked beyond the limits of :mod:`fr_desk.storage.zip_parts`.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from fr_desk import __version__
from fr_desk.rules.findings import PackRef
from fr_desk.storage import errors
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.validation import check_format
from fr_desk.storage.zip_parts import Backups, ZipParts, none_kept

CONTAINER_FORMAT = 1
"""Version of the container's layout; what is inside has a format version of its own."""
MANIFEST = "manifest.json"

_NO_JSON = (errors.JsonSyntaxError, errors.NotTextError, errors.NestingError, errors.RepeatedFieldError)
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


def unpack_parts(
    data: bytes, file: str, backups: Backups = none_kept, *, needed: str, allowed: Callable[[str], bool]
) -> dict[str, bytes]:
    """Return the parts of a container, each checked against the manifest; the manifest itself is left out.

    Args:
        data: the whole file.
        file: how it is called in errors.
        backups: is asked where earlier versions are, which errors about damage name.
        needed: the part that must be there.
        allowed: tells which other names may be there.

    Raises:
        NewerFormatError: if a later version of the program wrote it.
        UnreadableError: if it is not a whole, unchanged container.
    """
    return {
        one: content for one, content, _ in proven_parts(data, file, backups, needed=needed, allowed=allowed)
    }


def proven_parts(
    data: bytes, file: str, backups: Backups = none_kept, *, needed: str, allowed: Callable[[str], bool]
) -> Iterator[tuple[str, bytes, str]]:
    """Yield name, content and SHA-256 of one part after another, so that whoever only checks holds one at a time.

    Args and errors are those of :func:`unpack_parts`.
    """
    parts = ZipParts(data, file, backups)
    manifest = _manifest(parts, file)
    for name in parts.names:
        if name not in {needed, MANIFEST} and not allowed(name):
            raise errors.UnexpectedPartError(file=file, part=name)
    for name in sorted({needed, *manifest.parts} - parts.names):
        raise errors.MissingPartError(file=file, part=name)
    for name in sorted(parts.names - {MANIFEST}):
        content = parts.read(name)
        found = _part(content)
        if manifest.parts.get(name) != found:
            raise errors.DamagedPartError(file=file, part=name, backups=backups())
        yield name, content, found.sha256


def pack_parts(
    parts: Mapping[str, bytes], *, packs: Iterable[PackRef] = (), as_they_are: Collection[str] = ()
) -> bytes:
    """Return the bytes of a container.

    Args:
        parts: contents by name, in the order in which they are to stand.
        packs: the rule packs, recorded in the manifest.
        as_they_are: names of parts that packing would not make smaller, such as photos.
    """
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
            entry.compress_type = zipfile.ZIP_STORED if name in as_they_are else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is written, so that the bytes are the same
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def _manifest(parts: ZipParts, file: str) -> Manifest:
    if MANIFEST not in parts.names:
        raise errors.MissingPartError(file=file, part=MANIFEST)
    try:
        tree: Any = json_tree(parts.read(MANIFEST), file)
    except _NO_JSON as error:
        raise errors.ManifestError(file=file) from error
    if not isinstance(tree, dict):
        raise errors.ManifestError(file=file)
    check_format(tree.get("format"), CONTAINER_FORMAT, file)
    try:
        return Manifest.model_validate(tree, strict=True)
    except ValidationError as error:
        raise errors.ManifestError(file=file) from error


def _part(content: bytes) -> Part:
    return Part(sha256=hashlib.sha256(content).hexdigest(), size=len(content))
