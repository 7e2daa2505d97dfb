"""Where inspections may write: never onto what is inspected, nor onto a dossier, an index or a record.

Asked before a run begins, because a run may take hours. A file that the same option wrote before may be replaced. What
is written is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from fr_desk.cli.usage import UsageError
from fr_desk.i18n import N_
from fr_desk.inspection.index_tables import ENDING as INDEX
from fr_desk.inspection.index_tables import NotAnIndexError
from fr_desk.services.inspecting.targets import PACKED, PDF, Kind, head_of, is_in, is_read, may_be_replaced
from fr_desk.storage.access import explained
from fr_desk.storage.errors import FolderInsteadError, MissingFolderError
from fr_desk.storage.folder import FolderNotEmptyError

ZIP: Final = ".zip"
REPORT: Final = "--pdf"
"""The option that names a report on many dossiers; what other options write as PDF carries a record."""
_KINDS: Final[Mapping[str, Kind]] = {
    ".pdf": "record",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".zip": "zip",
    ".json": "json",
}
"""What options write, by the ending; only a report differs."""


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
    if is_read(file, sources):
        raise TargetIsReadError(option=option, file=str(file))
    with explained(file, writing=True):
        if file.is_dir():
            raise FolderInsteadError(file=str(file))
        if not file.parent.is_dir() and ZIP not in endings:  # folders above a zip are made
            raise MissingFolderError(file=str(file))
        kind = "report" if option == REPORT else _KINDS[file.suffix.lower()]
        if file.is_file() and not may_be_replaced(file, kind):
            raise TargetTakenError(option=option, file=str(file))


def check_folder(option: str, target: Path | None, sources: Iterable[Path] = ()) -> None:
    """Refuse a folder or a zip that must not be written.

    Args:
        option: that names it.
        target: a new or empty folder, or a zip; nothing is checked for ``None``.
        sources: folders, zips, files and lists that are read.

    Raises:
        UsageError: if it is a zip that is read, or that something else is in; if it is in a folder that is read, where
            the next inspection would take what is written for files of venues.
        FileError: if something is in the folder, or the system refuses.
    """
    if target is None:
        return
    if target.suffix.lower() == ZIP:
        check_file(option, target, (ZIP,), sources)
        return
    if is_in(target, sources):
        raise TargetIsReadError(option=option, file=str(target))
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
        if file.is_dir():
            raise FolderInsteadError(file=str(file))
        head = head_of(file) if file.is_file() else b""
    foreign = head.startswith((PDF, PACKED)) or head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"{", b"["}
    if foreign or (not head and file.suffix.lower() != INDEX):
        raise NotAnIndexError(file=str(file))
