"""The files of a pack, taken into memory from a folder or a zip within limits: a pack reaches nothing outside it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fr_desk.archive import MEGABYTE, Archive, ArchiveError, Fault, Limits
from fr_desk.i18n import N_, Texts, texts
from fr_desk.resources import resource
from fr_desk.rules.problems import NoPackError

MAX_FILES = 200
"""Most files of a pack; the Chinese one has forty."""
MAX_FILE = 2 * MEGABYTE
"""Largest file of a pack; the largest of a bundled one has a twentieth."""
MAX_TOTAL = 8 * MEGABYTE
"""Largest sum of all files of a pack."""

HEAD = "pack.yaml"
LAWS = "laws/"
_INSTRUMENT = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_PROSE = re.compile(
    r"(?:readme|coverage|licen[cs]e|copying|notice|changelog|authors)(?:\.(?:md|txt))?", re.IGNORECASE
)
_LEFT_BEHIND = re.compile(r"(?:^|/)(?:\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(?:/|$)")
"""What systems leave in folders and archives."""

NOTHING = N_("there is neither a folder nor a .zip file here")
NO_HEAD = N_("pack.yaml is missing")
NOT_READABLE = N_("the file cannot be read ({reason})")
TOO_MANY_FILES = N_("there are more than {limit} files, which no pack has")
FILE_TOO_LARGE = N_("the file is larger than {limit} MB, which no file of a pack is")
TOTAL_TOO_LARGE = N_("the files together are larger than {limit} MB, which no pack is")
LEADS_OUTSIDE = N_("{name} leads out of the pack; put the file itself there")
NOT_A_FILE = N_("{name} is not an ordinary file; take it out")
ZIP_DAMAGED = N_("the zip is damaged or of a kind that is not read; pack the folder again")
ZIP_TIGHT = N_("{name} is packed tighter than any pack; do not open it, and ask who sent it")
ZIP_TWICE = N_("the zip holds {name} twice; pack the folder again")
ZIP_LOCKED = N_("{name} is under a password; pack the folder without one")

_FAULTS: dict[Fault, str] = {
    "damaged": ZIP_DAMAGED,
    "too_many_parts": TOO_MANY_FILES,
    "total_too_large": TOTAL_TOO_LARGE,
    "part_too_large": FILE_TOO_LARGE,
    "packed_too_tightly": ZIP_TIGHT,
    "repeated": ZIP_TWICE,
    "encrypted": ZIP_LOCKED,
    "leads_elsewhere": LEADS_OUTSIDE,
}
_LIMITS: dict[Fault, int] = {
    "too_many_parts": MAX_FILES,
    "total_too_large": MAX_TOTAL // MEGABYTE,
    "part_too_large": MAX_FILE // MEGABYTE,
}


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of one pack.

    Attributes:
        place: the folder or zip, as shown in errors.
        files: contents by name within the pack, ``signage.yaml``, ``laws/kr-pipa.yaml``; only YAML.
        others: names of what is there besides and is not read.
    """

    place: str
    files: Mapping[str, bytes]
    others: tuple[str, ...] = field(default=())

    @property
    def parts(self) -> list[str]:
        """The names of all YAML files beside the instruments, in order."""
        return sorted(name for name in self.files if "/" not in name)

    def law(self, name: str) -> tuple[str, bytes] | None:
        """Return file name and content of an instrument: the pack's own, else the bundled one of that plain name."""
        if not _INSTRUMENT.fullmatch(name):
            return None
        own = f"{LAWS}{name}.yaml"
        if own in self.files:
            return own, self.files[own]
        for bundled in sorted(resource("laws").glob(f"*/{name}.yaml")):
            return own, bundled.read_bytes()
        return None

    def digest(self, instruments: tuple[str, ...]) -> str:
        """Return the SHA-256 over every YAML file of the pack and the instruments it uses."""
        total = hashlib.sha256()
        laws = filter(None, map(self.law, instruments))
        for name, content in (*((part, self.files[part]) for part in self.parts), *laws):
            total.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        return total.hexdigest()


def read_files(place: Path) -> PackFiles:
    """Take the files of a pack from a folder or a zip.

    Raises:
        NoPackError: if it is neither, beyond a limit, or something in it leads outside.
    """
    if place.is_dir():
        return _from_folder(place)
    if place.is_file():
        return _from_zip(_read(place, place, MAX_TOTAL), place)
    raise _refused(place, texts(NOTHING))


def _refused(place: Path, why: Texts) -> NoPackError:
    return NoPackError(file=str(place), line=1, why=why)


def _from_folder(folder: Path) -> PackFiles:
    files: dict[str, bytes] = {}
    others: list[str] = []
    for seen, name in enumerate(_listed(folder)):
        if seen >= MAX_FILES:
            raise _refused(folder, texts(TOO_MANY_FILES, limit=MAX_FILES))
        if not _is_read(name):
            others.append(name)
            continue
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise _refused(path, texts(LEADS_OUTSIDE, name=name))
        files[name] = _read(path, path, MAX_FILE)
        _check_total(files, folder)
    return _packed(folder, files, others)


def _listed(folder: Path) -> Iterator[str]:
    """Yield the names in the folder and in its ``laws``, other folders ending with a slash."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name.encode("utf-8", "backslashreplace").decode()
                if _LEFT_BEHIND.search(name):
                    continue
                if name + "/" == LAWS and entry.is_dir():
                    if entry.is_symlink() and not Path(entry.path).resolve().is_relative_to(folder.resolve()):
                        raise _refused(folder / name, texts(LEADS_OUTSIDE, name=name))
                    with os.scandir(entry.path) as laws:
                        yield from (LAWS + law.name for law in laws if not _LEFT_BEHIND.search(law.name))
                else:
                    yield f"{name}/" if entry.is_dir() else name
    except OSError as error:
        raise _refused(folder, texts(NOT_READABLE, reason=error.strerror or str(error))) from error


def _from_zip(data: bytes, place: Path) -> PackFiles:
    try:
        archive = Archive(data, Limits(parts=MAX_FILES, part=MAX_FILE, total=MAX_TOTAL))
        names = [name for name in archive.names if not name.endswith("/") and not _LEFT_BEHIND.search(name)]
        top = _top(names)
        files: dict[str, bytes] = {}
        others: list[str] = []
        for whole in sorted(names):
            name = whole.removeprefix(top)
            if whole.startswith(top) and _is_read(name):
                files[name] = archive.read(whole)
            else:
                others.append(name)
    except ArchiveError as error:
        why = texts(_FAULTS[error.fault], name=error.part, limit=_LIMITS.get(error.fault, 0))
        raise _refused(place, why) from error
    return _packed(place, files, others)


def _top(names: list[str]) -> str:
    """Return the one folder in which the zip holds the pack, empty if the pack is not in a folder."""
    if HEAD in names:
        return ""
    tops = {name.partition("/")[0] + "/" for name in names}
    return tops.pop() if len(tops) == 1 else ""


def _is_read(name: str) -> bool:
    return name.endswith(".yaml") and "/" not in name.removeprefix(LAWS)


def _packed(place: Path, files: dict[str, bytes], others: list[str]) -> PackFiles:
    if HEAD not in files:
        raise _refused(place, texts(NO_HEAD))
    unknown = sorted(name for name in others if not _PROSE.fullmatch(name))
    return PackFiles(str(place), files, tuple(unknown))


def _check_total(files: Mapping[str, bytes], place: Path) -> None:
    if sum(map(len, files.values())) > MAX_TOTAL:
        raise _refused(place, texts(TOTAL_TOO_LARGE, limit=MAX_TOTAL // MEGABYTE))


def _read(path: Path, place: Path, limit: int) -> bytes:
    """Return a file's content. Pipes and devices are refused before they are opened, for they may never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refused(place, texts(NOT_A_FILE, name=path.name))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise _refused(place, texts(NOT_READABLE, reason=error.strerror or str(error))) from error
    if len(data) > limit:
        raise _refused(place, texts(FILE_TOO_LARGE, limit=limit // MEGABYTE))
    return data
