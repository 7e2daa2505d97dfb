"""Where inspections may write: never onto what is inspected, nor onto a dossier, an index or a record.

Asked before a run begins, because a run may take hours. A file that the same option wrote before may be replaced. What
is written is not known here.
"""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from fr_desk.cli.usage import UsageError
from fr_desk.domain.canonical import DOSSIER_PART, FINGERPRINT_KEY
from fr_desk.domain.file_digest import digest_of
from fr_desk.i18n import N_
from fr_desk.inspection.index_tables import ENDING as INDEX
from fr_desk.inspection.index_tables import NotAnIndexError
from fr_desk.inspection.record_file import RECORD_PART
from fr_desk.inspection.sources import ENDINGS
from fr_desk.storage.access import explained, read_bytes
from fr_desk.storage.errors import FolderInsteadError, MissingFolderError, UnreadableError
from fr_desk.storage.folder import FolderNotEmptyError

ZIP: Final = ".zip"
REPORT: Final = "--pdf"
"""The option that names a report on many dossiers; what other options write as PDF carries a record."""
_HEAD = 4096
_PDF, _PACKED, _DATABASE = b"%PDF-", b"PK", b"SQLite format 3\0"


class TargetEndingError(UsageError):
    """A name that does not say what is written."""

    sentence = N_(
        "{option} writes files ending in {endings}, and {file} does not end so; choose another name."
    )


class TargetIsReadError(UsageError):
    """A file among those that are inspected."""

    sentence = N_("{file} is among what is inspected, so {option} does not write there; name another folder.")


class TargetTakenError(UsageError):
    """A file that something else is in."""

    sentence = N_(
        "{file} holds something else than {option} writes, such as a dossier, an index or a record, "
        "so it is not overwritten; choose another name."
    )


def check_file(option: str, file: Path | None, endings: Sequence[str], sources: Iterable[Path] = ()) -> None:
    """Refuse a file that must not be written.

    Args:
        option: that names it.
        file: what is to be written; nothing is checked for ``None``.
        endings: that it may have, in small letters.
        sources: folders, zips, files and lists that are read.

    Raises:
        UsageError: if its ending is wrong, if it is read, or if something else is in it.
        FileError: if its folder is not there, or the system refuses.
    """
    if file is None:
        return
    if file.suffix.lower() not in endings:
        raise TargetEndingError(option=option, file=str(file), endings=", ".join(endings))
    if _is_read(file, sources):
        raise TargetIsReadError(option=option, file=str(file))
    with explained(file, writing=True):
        if file.is_dir():
            raise FolderInsteadError(file=str(file))
        if not file.parent.is_dir() and ZIP not in endings:  # folders above a zip are made
            raise MissingFolderError(file=str(file))
        if file.is_file() and not _may_be_replaced(option, file):
            raise TargetTakenError(option=option, file=str(file))


def check_folder(option: str, target: Path | None, sources: Iterable[Path] = ()) -> None:
    """Refuse a folder or a zip that must not be written.

    Args:
        option: that names it.
        target: a new or empty folder, or a zip; nothing is checked for ``None``.
        sources: folders, zips, files and lists that are read.

    Raises:
        UsageError: if it is a zip that is read, or that something else is in.
        FileError: if something is in the folder, or the system refuses.
    """
    if target is None:
        return
    if target.suffix.lower() == ZIP:
        check_file(option, target, (ZIP,), sources)
        return
    with explained(target, writing=True):
        if target.is_dir() and any(target.iterdir()):
            raise FolderNotEmptyError(file=str(target))


def check_index(file: Path | None) -> None:
    """Refuse a file that cannot be meant as an index; an index of any name is one.

    Raises:
        NotAnIndexError: if something else is in it, or a new one would not end as indexes do.
        FileError: if the system refuses.
    """
    if file is None:
        return
    with explained(file):
        head = _head(file) if file.is_file() else b""
    foreign = head.startswith((_PDF, _PACKED)) or head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"{", b"["}
    if foreign or (not head and file.suffix.lower() != INDEX):
        raise NotAnIndexError(file=str(file))


def _is_read(file: Path, sources: Iterable[Path]) -> bool:
    """Tell whether a file is named as a source, or is what an inspection reads in a folder that is."""
    real, own = Path(os.path.realpath(file)), _facts(file)
    looked_at = file.suffix.lower() in ENDINGS | {ZIP}
    for source in sources:
        facts = _facts(source)
        if facts is None:
            continue
        if stat.S_ISDIR(facts.st_mode):
            if looked_at and real.is_relative_to(os.path.realpath(source)):
                return True
        elif own is not None and os.path.samestat(own, facts):
            return True
    return False


def _facts(path: Path) -> os.stat_result | None:
    """Return what the system says of a file; ``None`` if it is not there, or nobody may know."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_HEAD)


def _may_be_replaced(option: str, file: Path) -> bool:
    """Tell whether an old file is of the kind that the option writes, and no dossier; an empty one may be replaced."""
    head = _head(file)
    is_kind = _is_report if option == REPORT else _KINDS[file.suffix.lower()]
    return not head or is_kind(file, head)


def _is_report(file: Path, head: bytes) -> bool:
    """Tell whether a PDF of ours speaks of no dossier alone: only reports state no fingerprint."""
    found = _stated(file, head)
    return bool(found) and not found & {DOSSIER_PART, RECORD_PART, FINGERPRINT_KEY}


def _is_record_paper(file: Path, head: bytes) -> bool:
    found = _stated(file, head)
    return RECORD_PART in found and DOSSIER_PART not in found


def _stated(file: Path, head: bytes) -> set[str]:
    """Return what is embedded in a PDF of ours, and what its information states.

    Nothing if it is a stranger's or damaged, if anybody wrote into it later, or if it is sealed: what somebody has
    signed cannot be made again.
    """
    from fr_desk.seal.envelope import envelopes  # noqa: PLC0415 - only if there is an old file
    from fr_desk.storage.pdf import open_pdf  # noqa: PLC0415 - the same

    if not head.startswith(_PDF):
        return set()
    try:
        data = read_bytes(file)
        if digest_of(data) != "right" or envelopes(data):
            return set()
        with open_pdf(data, file) as pdf:
            information = pdf.trailer.get("/Info")
            return {*pdf.attachments, *(information.keys() if information is not None else ())}
    except UnreadableError:
        return set()


def _is_table(_file: Path, head: bytes) -> bool:
    return not head.startswith((_PDF, _PACKED, _DATABASE)) and b"\0" not in head


def _holds(file: Path, part: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _is_record_data(file: Path, _head: bytes) -> bool:
    try:
        found = json.loads(read_bytes(file))
    except (ValueError, RecursionError, UnreadableError):
        return False
    return isinstance(found, dict) and {"record", "places"} <= found.keys()


_KINDS: Final[Mapping[str, Callable[[Path, bytes], bool]]] = {
    ".pdf": _is_record_paper,
    ".csv": _is_table,
    ".xlsx": lambda file, _head: _holds(file, "[Content_Types].xml"),
    ".zip": lambda file, _head: _holds(file, "sample.json"),
    ".json": _is_record_data,
}
"""What tells a file that was written before from something else, by its ending."""
