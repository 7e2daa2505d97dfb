"""Unpacking a zip that nobody vouches for: every limit is checked before anything is unpacked."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE

MAX_PARTS = 600
"""Most entries: 500 attachments, the dossier, the manifest, and some to spare."""
MAX_PART = 32 * MEGABYTE
"""Largest part, unpacked."""
MAX_TOTAL = 256 * MEGABYTE
"""Largest sum of all parts, unpacked."""
MAX_RATIO = 400
"""Largest ratio of unpacked to packed size, of parts above one megabyte."""

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


class ZipParts:
    """The parts of a zip in memory, listed and within limits; :meth:`read` unpacks one."""

    def __init__(self, data: bytes, file: str, backups: str) -> None:
        """List the parts.

        Args:
            data: the whole archive.
            file: how the file is called in errors.
            backups: where earlier versions are, named in errors about damage.

        Raises:
            UnreadableError: if it is damaged, beyond a limit, or has parts that no container has.
        """
        self._file = file
        self._backups = backups
        self._check_end(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise self._damaged() from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            self._check_entry(entry)
            self._entries[entry.orig_filename] = entry
        if sum(entry.file_size for entry in self._entries.values()) > MAX_TOTAL:
            raise errors.TotalTooLargeError(file=file, limit=MAX_TOTAL // MEGABYTE)

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._entries)

    def read(self, name: str) -> bytes:
        """Return the content of one part.

        Raises:
            TruncatedError: if it cannot be unpacked to the size and check value it claims.
        """
        entry = self._entries[name]
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(entry.file_size + 1)
        except _BROKEN as error:
            raise self._damaged() from error
        if len(content) != entry.file_size:
            raise self._damaged()
        return content

    def _damaged(self) -> errors.TruncatedError:
        return errors.TruncatedError(file=self._file, backups=self._backups)

    def _check_end(self, data: bytes) -> None:
        """Check the end record by hand: zipfile would list millions of entries before anyone could count them.

        We write neither comments nor Zip64, so the record is the last 22 bytes and the directory ends where it begins.
        """
        if len(data) < _END.size:
            raise self._damaged()
        mark, disk, start_disk, here, parts, size, offset, comment = _END.unpack(data[-_END.size :])
        if mark != b"PK\5\6" or disk or start_disk or comment or here != parts:
            raise self._damaged()
        if parts > MAX_PARTS:
            raise errors.TooManyPartsError(file=self._file, found=parts, limit=MAX_PARTS)
        directory = data[offset : offset + size]
        if offset + size + _END.size != len(data) or directory.count(b"PK\1\2") > MAX_PARTS:
            raise self._damaged()

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename
        if name in self._entries:
            raise errors.RepeatedPartError(file=self._file, part=name)
        if entry.flag_bits & 0x1:
            raise errors.EncryptedPartError(file=self._file, part=name)
        if stat.S_ISLNK(entry.external_attr >> 16) or _leads_elsewhere(name):
            raise errors.UnexpectedPartError(file=self._file, part=name)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise self._damaged()
        if entry.file_size > MAX_PART:
            raise errors.PartTooLargeError(file=self._file, part=name, limit=MAX_PART // MEGABYTE)
        if entry.file_size > MEGABYTE and entry.file_size > MAX_RATIO * entry.compress_size:
            raise errors.CompressionError(file=self._file, part=name)


def _leads_elsewhere(name: str) -> bool:
    """Tell whether a name could leave the folder it is unpacked into, on any system."""
    return name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in name.split("/")
