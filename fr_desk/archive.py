"""Unpacking a zip that nobody vouches for: every limit is checked before anything is unpacked. Knows no contents."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

MEGABYTE = 1024 * 1024

Fault = Literal[
    "damaged",
    "too_many_parts",
    "total_too_large",
    "part_too_large",
    "packed_too_tightly",
    "repeated",
    "encrypted",
    "leads_elsewhere",
]

_END = struct.Struct("<4s4H2LH")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
)
"""What zipfile raises for archives that are damaged or made by hand."""


class ArchiveError(Exception):
    """An archive that is not unpacked; whoever asked for it puts the reason into words."""

    def __init__(self, fault: Fault, part: str = "", found: int = 0) -> None:
        """Keep what is wrong, with which part, and how many were found."""
        super().__init__(fault, part, found)
        self.fault = fault
        self.part = part
        self.found = found


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may hold, sizes in bytes after unpacking.

    Attributes:
        parts: most entries.
        part: largest entry.
        total: largest sum of all entries.
        ratio: largest ratio of unpacked to packed size, of entries above one megabyte.
    """

    parts: int
    part: int
    total: int
    ratio: int = 400


class Archive:
    """The parts of a zip in memory, listed and within limits; :meth:`read` unpacks one."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """List the parts.

        Raises:
            ArchiveError: if it is damaged, beyond a limit, or has parts that could lead elsewhere.
        """
        self._limits = limits
        self._check_end(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ArchiveError("damaged") from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            self._check_entry(entry)
            self._entries[entry.orig_filename] = entry
        if sum(entry.file_size for entry in self._entries.values()) > limits.total:
            raise ArchiveError("total_too_large")

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """Return the content of one part.

        Raises:
            ArchiveError: if it cannot be unpacked to the size and check value it claims.
        """
        entry = self._entries[name]
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(entry.file_size + 1)
        except _BROKEN as error:
            raise ArchiveError("damaged", name) from error
        if len(content) != entry.file_size:
            raise ArchiveError("damaged", name)
        return content

    def _check_end(self, data: bytes) -> None:
        """Check the end record by hand: zipfile would list millions of entries before anyone could count them.

        Neither comments nor Zip64 are taken, so the record is the last 22 bytes and the directory ends where it begins.
        """
        if len(data) < _END.size:
            raise ArchiveError("damaged")
        mark, disk, start_disk, here, parts, size, offset, comment = _END.unpack(data[-_END.size :])
        if mark != b"PK\5\6" or disk or start_disk or comment or here != parts:
            raise ArchiveError("damaged")
        if parts > self._limits.parts:
            raise ArchiveError("too_many_parts", found=parts)
        directory = data[offset : offset + size]
        if offset + size + _END.size != len(data) or directory.count(b"PK\1\2") > self._limits.parts:
            raise ArchiveError("damaged")

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename
        if name in self._entries:
            raise ArchiveError("repeated", name)
        if entry.flag_bits & 0x1:
            raise ArchiveError("encrypted", name)
        if stat.S_ISLNK(entry.external_attr >> 16) or leads_elsewhere(name):
            raise ArchiveError("leads_elsewhere", name)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ArchiveError("damaged", name)
        if entry.file_size > self._limits.part:
            raise ArchiveError("part_too_large", name)
        if entry.file_size > MEGABYTE and entry.file_size > self._limits.ratio * entry.compress_size:
            raise ArchiveError("packed_too_tightly", name)


def leads_elsewhere(name: str) -> bool:
    """Tell whether a name could leave the folder it is unpacked into, on any system."""
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/")
