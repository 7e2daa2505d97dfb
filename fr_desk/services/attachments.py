"""Use cases of attachments: photos, plans, contracts and logos are made fit to keep, added, removed and checked.

What is kept is made anew from what was given, so nothing comes along that nobody sees. What opens pictures and PDFs is
read late: the desk starts without it. No front end is known here.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fr_desk.domain import paths
from fr_desk.domain.choices import AttachmentKind
from fr_desk.domain.dossier import ID_PREFIXES, Dossier
from fr_desk.domain.governance import Attachment
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, texts
from fr_desk.images.errors import ImageError
from fr_desk.images.formats import MAX_BYTES, PHOTOGRAPHIC, SUFFIXES, Format, format_of
from fr_desk.images.traces import TRACES, Trace
from fr_desk.storage.access import MEGABYTE, read_bytes
from fr_desk.storage.errors import UnreadableError

__all__ = [
    "TRACES",
    "Taken",
    "Trace",
    "add_attachment",
    "check",
    "remove_attachment",
    "take_in",
    "take_in_file",
]

MAX_COUNT = 500
MAX_TOTAL = 200 * MEGABYTE
"""Of all attachments together; the container has room for the dossier besides."""
ACCEPTED: dict[AttachmentKind, frozenset[Format]] = {
    AttachmentKind.PHOTO: PHOTOGRAPHIC,
    AttachmentKind.PLAN: PHOTOGRAPHIC | {Format.PDF},
    AttachmentKind.CONTRACT: PHOTOGRAPHIC | {Format.PDF},
    AttachmentKind.LOGO: PHOTOGRAPHIC | {Format.SVG},
    AttachmentKind.OTHER: PHOTOGRAPHIC | {Format.PDF},
}
"""Which formats each kind takes."""

_STEM = 80
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class AttachmentError(FrDeskError):
    """A file that cannot be added or is no longer right."""

    sentence = N_("{file} cannot be added; choose another file.")


class WrongFormatError(AttachmentError):
    """A file of a format that its kind does not take."""

    sentence = N_(
        "{file} cannot be added as “{kind}”: that takes {formats}; save it as one of these and add that."
    )


class NoRoomError(AttachmentError):
    """More files than a dossier holds."""

    sentence = N_(
        "There is no room for {file}: a dossier holds {count} files, {limit} MB together; remove some first."
    )


class NoPlaceError(AttachmentError):
    """A place in the dossier that takes no attachment, or is not there."""

    sentence = N_("{path} is no place for a file; name one such as {examples}, of an item that is there.")


class WrongKindError(AttachmentError):
    """A file of another kind than the place takes."""

    sentence = N_("{path} takes a file of the kind “{kind}”; add it as that.")


class NotThereError(AttachmentError):
    """An attachment the dossier lists and the file does not hold."""

    sentence = N_("{file} is listed, but the dossier's file does not hold it; add it again.")


class ChangedError(AttachmentError):
    """An attachment whose content is not what was added."""

    sentence = N_("{file} is not the file that was added; remove it and add it again.")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file made fit to keep.

    Attributes:
        data: what is kept.
        name: of the file, with the ending that fits what is kept.
        kind: what it shows.
        media_type: of what is kept.
        sha256: of what is kept, 64 hexadecimal digits.
        size: width and height of a picture in pixels; of a logo's outlines, 1000 for the longer side.
        pages: of a PDF.
        keeps_location: whether the place of the shot is still in it.
        removed: what the file said besides and says no more; :data:`TRACES` has the words.
    """

    data: bytes
    name: str
    kind: AttachmentKind
    media_type: Format
    sha256: str
    size: tuple[int, int] | None = None
    pages: int | None = None
    keeps_location: bool = False
    removed: tuple[Trace, ...] = ()


def take_in(data: bytes, name: str, kind: AttachmentKind, *, keep_location: bool = False) -> Taken:
    """Make a file fit to keep. Takes up to some seconds for very large photos; touches nothing.

    Args:
        data: the file, as it was given.
        name: of the file; only its last part counts, and its ending says nothing about its format.
        kind: what it shows.
        keep_location: whether a photo keeps the place of the shot; everything else is removed all the same.

    Raises:
        AttachmentError: if its kind does not take its format.
        ImageError: if it is a picture that is too large, damaged, or cannot be printed as it is.
        DocumentError: if it is a PDF that is too large, or signed and harmful.
        UnreadableError: if it is a PDF that is damaged or locked.
    """
    shown = _plain_name(name) or kind.value
    found = format_of(data)
    if found is None or found not in ACCEPTED[kind]:
        formats = ", ".join(each.name for each in Format if each in ACCEPTED[kind])
        raise WrongFormatError(file=shown, kind=texts(kind.label), formats=formats)
    size, pages, place = None, None, False
    match found:
        case Format.PDF:
            from fr_desk.storage import document  # noqa: PLC0415 - read late

            cleaned = document.clean(data, shown)
            kept, removed, pages = cleaned.data, cleaned.removed, cleaned.pages
        case Format.SVG:
            from fr_desk.images.svg import clean_svg  # noqa: PLC0415 - read late

            kept, drawing, removed = clean_svg(data, shown)
            size = (round(drawing.width), round(drawing.height))
        case _:
            from fr_desk.images.photos import prepare  # noqa: PLC0415 - read late

            photo = prepare(data, shown, keep_location=keep_location)
            kept, removed, found = photo.data, photo.removed, photo.format
            size, place = (photo.width, photo.height), photo.says_place
    stem = PurePosixPath(shown).stem[:_STEM].strip(" .") or kind.value
    digest = hashlib.sha256(kept).hexdigest()
    return Taken(kept, stem + SUFFIXES[found], kind, found, digest, size, pages, place, removed)


def take_in_file(path: Path, kind: AttachmentKind, *, keep_location: bool = False) -> Taken:
    """Make a file on disk fit to keep.

    Raises:
        FileError: if the system refuses.
        FrDeskError: as :func:`take_in`.
    """
    return take_in(read_bytes(path, MAX_BYTES), path.name, kind, keep_location=keep_location)


def add_attachment(
    dossier: Dossier, attachments: Mapping[str, bytes], taken: Taken, to: str = ""
) -> tuple[Dossier, dict[str, bytes], str]:
    """Add a file to a dossier. The same file added again, as the same kind, is kept once.

    Args:
        dossier: the dossier.
        attachments: contents by id.
        taken: the file, as :func:`take_in` made it.
        to: path of the answer that then names it, ``cameras.c1.photo``; nothing names it if omitted.

    Returns:
        The dossier, the contents, and the id of the attachment.

    Raises:
        AttachmentError: if there is no room, or ``to`` takes no attachment.
    """
    if to:
        _check_place(dossier, to, taken.kind)
    listed = dossier.attachments or {}
    same = (key for key, one in listed.items() if one.sha256 == taken.sha256 and one.kind is taken.kind)
    key = next(same, "")
    if not key:
        total = sum(map(len, attachments.values())) + len(taken.data)
        if len(listed) >= MAX_COUNT or total > MAX_TOTAL:
            raise NoRoomError(file=taken.name, count=MAX_COUNT, limit=MAX_TOTAL // MEGABYTE)
        entry = Attachment(
            name=taken.name,
            kind=taken.kind,
            media_type=taken.media_type.value,
            sha256=taken.sha256,
            keeps_location=taken.keeps_location if taken.kind is AttachmentKind.PHOTO else None,
        )
        dossier, path = paths.insert(dossier, "attachments", entry)
        key = paths.split(path)[-1]
    if to:
        dossier = paths.replace(dossier, to, key)
    return dossier, {**attachments, key: taken.data}, key


def remove_attachment(
    dossier: Dossier, attachments: Mapping[str, bytes], key: str
) -> tuple[Dossier, dict[str, bytes]]:
    """Remove a file from a dossier; answers that named it are unanswered afterwards."""
    path = paths.join("attachments", key)
    if key in (dossier.attachments or {}):
        dossier = paths.remove(paths.release(dossier, path), path)
    return dossier, {other: data for other, data in attachments.items() if other != key}


def check(dossier: Dossier, attachments: Mapping[str, bytes]) -> dict[str, FrDeskError]:
    """Return what is wrong with the attachments of a dossier, by id; none of it keeps a dossier from being printed.

    Args:
        dossier: the dossier; a stranger's, perhaps.
        attachments: contents by id.
    """
    found = {}
    for key, one in (dossier.attachments or {}).items():
        fault = _fault(f"{key} ({_plain_name(one.name)})" if one.name else key, one, attachments.get(key))
        if fault:
            found[key] = fault
    return found


def _fault(name: str, one: Attachment, data: bytes | None) -> FrDeskError | None:
    if data is None:
        return NotThereError(file=name)
    if one.sha256 and one.sha256.lower() != hashlib.sha256(data).hexdigest():
        return ChangedError(file=name)
    try:
        match format_of(data):
            case Format.PDF:
                from fr_desk.storage import document  # noqa: PLC0415 - read late

                document.check(data, name)
            case Format.SVG:
                from fr_desk.images.svg import read_svg  # noqa: PLC0415 - read late

                read_svg(data, name)
            case _:
                from fr_desk.images.paper import for_paper  # noqa: PLC0415 - read late

                for_paper(data, name)
    except (ImageError, UnreadableError) as error:
        return error
    return None


def places(dossier: Dossier) -> tuple[str, ...]:
    """Return the paths of all answers that can name an attachment."""
    found = (path for pattern in _patterns() for path in paths.expand(dossier, pattern))
    return tuple(path for path in found if paths.spec_at(path).refers_to)


def _patterns() -> list[str]:
    return [path for path, spec in paths.leaves(Dossier) if spec.refers_to == "attachments"]


def _check_place(dossier: Dossier, path: str, kind: AttachmentKind) -> None:
    if path not in places(dossier):
        examples = (
            pattern.replace("*", f"{ID_PREFIXES[paths.split(pattern)[0]]}1")
            for pattern in _patterns()
            if "*" in pattern
        )
        raise NoPlaceError(path=path, examples=", ".join(examples))
    wanted = AttachmentKind.LOGO if paths.split(path)[-1] == "logo" else AttachmentKind.PHOTO
    if kind is not wanted:
        raise WrongKindError(path=path, kind=texts(wanted.label))


def _plain_name(name: str) -> str:
    """Return the last part of a file's name without anything that steers or hides."""
    last = _CONTROLS.sub("", name.replace("\\", "/")).strip("/ ").rpartition("/")[2].strip()
    return last[:200]
