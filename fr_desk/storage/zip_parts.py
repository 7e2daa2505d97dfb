"""The parts of a container: a zip within the limits of a dossier, and what is wrong with it in a dossier's words."""

from __future__ import annotations

from collections.abc import Callable

from fr_desk.archive import Archive, ArchiveError, Limits
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE

MAX_PARTS = 600
"""Most entries: 500 attachments, the dossier, the manifest, and some to spare."""
MAX_PART = 32 * MEGABYTE
"""Largest part, unpacked."""
MAX_TOTAL = 256 * MEGABYTE
"""Largest sum of all parts, unpacked."""

Backups = Callable[[], str]
"""Tells where earlier versions of a file are; an empty text if there are none."""


def none_kept() -> str:
    """Return that there are no earlier versions: nobody keeps any of what is read."""
    return ""


class ZipParts:
    """The parts of a zip in memory, listed and within limits; :meth:`read` unpacks one."""

    def __init__(self, data: bytes, file: str, backups: Backups = none_kept) -> None:
        """List the parts.

        Args:
            data: the whole archive.
            file: how the file is called in errors.
            backups: is asked where earlier versions are, which errors about damage name.

        Raises:
            UnreadableError: if it is damaged, beyond a limit, or has parts that no container has.
        """
        self._file = file
        self._backups = backups
        try:
            self._archive = Archive(data, Limits(parts=MAX_PARTS, part=MAX_PART, total=MAX_TOTAL))
        except ArchiveError as error:
            raise self._explained(error) from error

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return self._archive.names

    def read(self, name: str) -> bytes:
        """Return the content of one part.

        Raises:
            TruncatedError: if it cannot be unpacked to the size and check value it claims.
        """
        try:
            return self._archive.read(name)
        except ArchiveError as error:
            raise self._explained(error) from error

    def _explained(self, error: ArchiveError) -> errors.UnreadableError:
        file, part = self._file, error.part
        match error.fault:
            case "too_many_parts":
                return errors.TooManyPartsError(file=file, found=error.found, limit=MAX_PARTS)
            case "total_too_large":
                return errors.TotalTooLargeError(file=file, limit=MAX_TOTAL // MEGABYTE)
            case "part_too_large":
                return errors.PartTooLargeError(file=file, part=part, limit=MAX_PART // MEGABYTE)
            case "packed_too_tightly":
                return errors.CompressionError(file=file, part=part)
            case "repeated":
                return errors.RepeatedPartError(file=file, part=part)
            case "encrypted":
                return errors.EncryptedPartError(file=file, part=part)
            case "leads_elsewhere":
                return errors.UnexpectedPartError(file=file, part=part)
            case "damaged":
                return errors.TruncatedError(file=file, backups=self._backups())
