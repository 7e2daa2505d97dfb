"""Where an inspection may write: never onto what is inspected, nor onto anything but an older paper of the same kind.

Command line and window ask the same, before something is written. What is written is not known here, nor who asks.
"""

from __future__ import annotations

import json
import os
import stat
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, Literal

from fr_desk.domain.canonical import DOSSIER_PART, FINGERPRINT_KEY
from fr_desk.domain.file_digest import digest_of
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.record_file import RECORD_PART
from fr_desk.inspection.sources import ENDINGS
from fr_desk.storage.access import explained, read_bytes
from fr_desk.storage.errors import UnreadableError

Kind = Literal["report", "sheet", "record", "csv", "xlsx", "zip", "json"]
"""What is written: a PDF on many dossiers, a sheet for one venue, a PDF with its record, or data."""
PDF, PACKED, DATABASE = b"%PDF-", b"PK", b"SQLite format 3\0"
"""What such files begin with."""
_HEAD = 4096
_ZIP = ".zip"


class ReadTargetError(FrDeskError):
    """A file among those that are inspected."""

    sentence = N_("{file} is among what is inspected, so nothing is written there; choose another name.")


class TakenTargetError(FrDeskError):
    """A file that something else is in."""

    sentence = N_(
        "{file} holds something else than would be written, such as a dossier, an index or a record, "
        "so it is not overwritten; choose another name."
    )


def check_target(file: Path, kind: Kind, sources: Iterable[Path] = ()) -> None:
    """Refuse a file that must not be written. An old file is read for this.

    Args:
        file: what is to be written.
        kind: what is to be written into it.
        sources: folders, zips, files and lists that are read.

    Raises:
        ReadTargetError: if it is among the sources.
        TakenTargetError: if something else is in it.
        FileError: if the system refuses.
    """
    if is_read(file, sources):
        raise ReadTargetError(file=str(file))
    with explained(file, writing=True):
        if file.is_file() and not may_be_replaced(file, kind):
            raise TakenTargetError(file=str(file))


def check_folder(folder: Path, sources: Iterable[Path]) -> None:
    """Refuse a folder that is among what is inspected: the next inspection would take what is written for dossiers.

    Raises:
        ReadTargetError: if it is.
    """
    if is_in(folder, sources):
        raise ReadTargetError(file=str(folder))


def is_read(file: Path, sources: Iterable[Path]) -> bool:
    """Tell whether a file is named as a source, or is what an inspection reads in a folder that is."""
    real, own = Path(os.path.realpath(file)), _facts(file)
    looked_at = file.suffix.lower() in ENDINGS | {_ZIP}
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


def is_in(folder: Path, sources: Iterable[Path]) -> bool:
    """Tell whether a folder is one that is named as a source, or lies in one."""
    real = Path(os.path.realpath(folder))
    named = ((one, _facts(one)) for one in sources)
    folders = (one for one, facts in named if facts is not None and stat.S_ISDIR(facts.st_mode))
    return any(real.is_relative_to(os.path.realpath(one)) for one in folders)


def _facts(path: Path) -> os.stat_result | None:
    """Return what the system says of a file; ``None`` if it is not there, or nobody may know."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None


def head_of(file: Path) -> bytes:
    """Return how a file begins.

    Raises:
        OSError: if the system refuses.
    """
    with file.open("rb") as stream:
        return stream.read(_HEAD)


def may_be_replaced(file: Path, kind: Kind) -> bool:
    """Tell whether an old file is of the kind that is to be written, and no dossier; an empty one may be replaced.

    Raises:
        OSError: if the system refuses.
    """
    head = head_of(file)
    return not head or _IS_KIND[kind](file, head)


def _is_report(file: Path, head: bytes) -> bool:
    """Tell whether a PDF of ours speaks of no dossier alone: only reports state no fingerprint."""
    found = _stated(file, head)
    return bool(found) and not found & {DOSSIER_PART, RECORD_PART, FINGERPRINT_KEY}


def _is_sheet(file: Path, head: bytes) -> bool:
    """Tell whether a PDF of ours is about one dossier, and carries neither it nor a record."""
    found = _stated(file, head)
    return FINGERPRINT_KEY in found and not found & {DOSSIER_PART, RECORD_PART}


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

    if not head.startswith(PDF):
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
    return not head.startswith((PDF, PACKED, DATABASE)) and b"\0" not in head


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


_IS_KIND: Final[Mapping[Kind, Callable[[Path, bytes], bool]]] = {
    "report": _is_report,
    "sheet": _is_sheet,
    "record": _is_record_paper,
    "csv": _is_table,
    "xlsx": lambda file, _head: _holds(file, "[Content_Types].xml"),
    "zip": lambda file, _head: _holds(file, "sample.json"),
    "json": _is_record_data,
}
"""What tells a file that was written before from something else."""
