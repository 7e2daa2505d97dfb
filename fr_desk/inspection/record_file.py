"""The file of a record, beside the dossier or its zip: itself a zip of ``record.json``, ``photos/`` and a manifest.

It is read within limits and written whole or not at all; the dossier beside it is never touched. A file that is no
record, or leads elsewhere, is never written over.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from fr_desk.domain.paths import join
from fr_desk.i18n import N_
from fr_desk.images.formats import Format, format_of
from fr_desk.inspection.record import FORMAT_VERSION, SINCE, Record
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE, explained, read_bytes
from fr_desk.storage.atomic import replace_file
from fr_desk.storage.json_tree import json_tree
from fr_desk.storage.parts import pack_parts, unpack_parts
from fr_desk.storage.validation import check_format

RECORD_PART, PHOTOS = "record.json", "photos/"
MAX_PHOTOS: Final = 100 * MEGABYTE
"""Of all photos together; a file that is read at all is not much larger."""
SUFFIXES: Final = {Format.JPEG: ".jpg", Format.PNG: ".png"}
_PHOTO = re.compile(r"photos/([a-z][a-z0-9_]{0,23})\.(?:jpg|png)")
_SHOWN = 60


class NotARecordError(errors.UnreadableError):
    """Something that is no record of an inspection."""

    sentence = N_(
        "{file} is no record of an inspection; it was left as it is. Move it away or choose another file."
    )


class RecordEntryError(errors.UnreadableError):
    """A record with an entry that is not as it should be."""

    sentence = N_("{file} is no whole record of an inspection: “{value}” does not fit at {path}.")


class RecordReferenceError(errors.UnreadableError):
    """A record with an entry that names something that is not there."""

    sentence = N_("{file} is no whole record of an inspection: {path} names {target}, which is not there.")


class OtherPhotoError(errors.UnreadableError):
    """A photo that is not the one the record lists."""

    sentence = N_("{file} is not as it was written: photo {part} is not the one that the record lists.")


class PhotoRoomError(errors.FileError):
    """More photos than a record holds."""

    sentence = N_("The photos are more than {limit} MB together; take some back, then go on.")


class LinkedRecordError(errors.FileError):
    """A link where the record should be."""

    sentence = N_("{file} is a link to somewhere else and was not followed; put the record itself there.")


@dataclass(frozen=True, slots=True)
class RecordContents:
    """What the file holds: the record and its photos by id."""

    record: Record
    photos: Mapping[str, bytes] = field(default_factory=dict)


def record_json(record: Record) -> bytes:
    """Return a record as UTF-8 JSON with sorted keys and nothing that is not told; the same record, the same bytes.

    It names the earliest version of the format that can say it, so that older programs read what they can.
    """
    tree = record.model_dump(mode="json", exclude_none=True)
    for order in tree["orders"].values():
        if not order["judged"]:
            del order["judged"]
    entries = (*tree["observations"].values(), *tree["orders"].values())
    told = {name for entry in entries for name in entry}
    tree["format"] = max((since for since, names in SINCE.items() if names & told), default=1)
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def record_of(data: bytes, file: str) -> Record:
    """Return the record that a JSON text holds.

    Raises:
        NewerFormatError: if a later version of the program wrote it.
        UnreadableError: if it is no well-formed record.
    """
    tree: Any = json_tree(data, file)
    if not isinstance(tree, dict):
        raise NotARecordError(file=file)
    check_format(tree.get("format"), FORMAT_VERSION, file)
    try:
        return Record.model_validate_json(json.dumps(tree | {"format": FORMAT_VERSION}), strict=True)
    except ValidationError as error:
        raise _explanation(error, file) from error


def _explanation(error: ValidationError, file: str) -> errors.UnreadableError:
    first = error.errors(include_url=False)[0]
    if first["type"] == "dangling_reference":
        told = first["ctx"]
        return RecordReferenceError(file=file, path=told["path"], target=told["target"])
    if first["type"] == "json_invalid":  # half a pair of surrogates: JSON can write it, no text can hold it
        return errors.CharacterError(file=file, path=RECORD_PART)
    path = join(*(str(place) for place in first["loc"] if place != "[key]"))[:_SHOWN]
    value = first["input"] if isinstance(first["input"], str) else json.dumps(first["input"], default=str)
    shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    return RecordEntryError(file=file, path=path or RECORD_PART, value=shown)


def read_record(path: Path) -> RecordContents:
    """Read a record's file.

    Raises:
        FileError: if the system refuses, or a link stands there.
        NewerFormatError: if a later version of the program wrote it.
        UnreadableError: if it is no whole, unchanged record.
    """
    _refuse_link(path)
    return unpack(read_bytes(path), path)


def unpack(data: bytes, path: Path) -> RecordContents:
    """Return what the bytes of a record's file hold, each part checked; ``path`` only names it.

    Raises:
        UnreadableError: as for :func:`read_record`.
    """
    file = str(path)
    if not data.startswith(b"PK"):
        raise NotARecordError(file=file)
    parts = unpack_parts(data, file, needed=RECORD_PART, allowed=lambda name: bool(_PHOTO.fullmatch(name)))
    record = record_of(parts.pop(RECORD_PART), file)
    photos = {}
    for name, content in parts.items():
        key = name.removeprefix(PHOTOS).partition(".")[0]
        listed = record.photos.get(key)
        if listed is None or key in photos:
            raise errors.UnexpectedPartError(file=file, part=name)
        if listed.sha256 != hashlib.sha256(content).hexdigest() or format_of(content) not in SUFFIXES:
            raise OtherPhotoError(file=file, part=name)
        photos[key] = content
    for key, photo in record.photos.items():
        if key not in photos and not photo.withdrawn:
            raise errors.MissingPartError(file=file, part=f"{PHOTOS}{key}")
    return RecordContents(record, photos)


def pack(contents: RecordContents) -> bytes:
    """Return the bytes of a record's file; photos that were taken back are left out.

    Raises:
        PhotoRoomError: if the photos are more than a file holds.
    """
    kept = kept_photos(contents)
    if sum(map(len, kept.values())) > MAX_PHOTOS:
        raise PhotoRoomError(limit=MAX_PHOTOS // MEGABYTE)
    photos = {f"{PHOTOS}{key}{_suffix(content)}": content for key, content in kept.items()}
    return pack_parts({RECORD_PART: record_json(contents.record), **photos}, as_they_are=photos.keys())


def kept_photos(contents: RecordContents) -> dict[str, bytes]:
    """Return the photos that belong to the record and were not taken back, in the order of their ids."""
    listed = contents.record.photos
    return {
        key: content
        for key, content in sorted(contents.photos.items())
        if key in listed and not listed[key].withdrawn
    }


def _suffix(content: bytes) -> str:
    found = format_of(content)
    return SUFFIXES.get(found, ".jpg") if found is not None else ".jpg"


def write_record(path: Path, contents: RecordContents, expected: str | None = None) -> str:
    """Write a record's file: atomic, read back and compared before the old file goes.

    Args:
        path: the file.
        contents: the record and its photos.
        expected: SHA-256 of the old file as it was last read, empty if there was none; if it is another, the file is
            not replaced. ``None`` replaces any record.

    Returns:
        The SHA-256 of the new file.

    Raises:
        ChangedOnDiskError: if the old file is not as expected.
        UnreadableError: if the old file is no record, or one of a later version; it is left as it is.
        FileError: if the system refuses; the old file is then as it was.
    """
    _refuse_link(path)
    data = pack(contents)
    wanted = RecordContents(contents.record, kept_photos(contents))

    def check(written: bytes) -> None:
        if unpack(written, path) != wanted:
            raise errors.UnprovenWriteError(file=str(path))

    def look_at(old: Path) -> None:
        found = read_bytes(old)
        unpack(found, path)
        if expected is not None and hashlib.sha256(found).hexdigest() != expected:
            raise errors.ChangedOnDiskError(file=str(path))

    replace_file(path, data, check=check, keep_old=look_at)
    return hashlib.sha256(data).hexdigest()


def _refuse_link(path: Path) -> None:
    with explained(path):
        if path.is_symlink():
            raise LinkedRecordError(file=str(path))
