"""The digest of a whole PDF inside that PDF: whether its bytes are those that were written, told without parsing it.

The digest stands in the dictionary that ends the file, and is that of the file with zeros in its place. It shows every
damage and every change by another program. It does not show who wrote a file: whoever changes one on purpose can
compute it anew. This module knows nothing else of PDF.

Whoever examines a file needs both this digest and that of all bytes: :class:`Hashed` computes them in one pass.
"""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hashlib import _Hash

DIGEST_KEY = "/FRDeskSHA256"
"""Where the dictionary that ends a PDF keeps the digest."""
DIGESTED_KEY = "/FRDeskDigest"
"""Where the document information says that there is one, so that it cannot get lost unnoticed."""
NO_DIGEST = "0" * 64
"""What stands there while the digest is computed."""

_STATED = re.compile(re.escape(DIGEST_KEY.encode()) + rb" \(([0-9a-f]{64})\)")
_BEGIN = DIGEST_KEY.encode() + b" ("
_BEGIN_OF_FILE, _END_OF_FILE = b"%PDF-", b"%%EOF\n"

Digest = Literal["right", "wrong", "none"]


def with_digest(data: bytes) -> bytes:
    """Return a PDF that was written with :data:`NO_DIGEST` with its digest.

    Raises:
        ValueError: if it was not.
    """
    begin = _place(data, len(data))
    if begin < 0 or data[begin : begin + 64] != NO_DIGEST.encode():
        raise ValueError(data[-200:])
    return data[:begin] + hashlib.sha256(data).hexdigest().encode() + data[begin + 64 :]


class Hashed:
    """The bytes of a file with their digests, each computed when it is asked for, and once.

    Nearly all of a PDF stands before the digest in it, so that part is hashed once for all that is asked.

    Attributes:
        data: all of the file.
    """

    def __init__(self, data: bytes) -> None:
        """Compute nothing yet."""
        self.data = data
        self._begun: tuple[int, _Hash] | None = None

    @cached_property
    def content(self) -> str:
        """SHA-256 of all bytes."""
        begin = max(_place(self.data, len(self.data)), 0) if self.data.startswith(_BEGIN_OF_FILE) else 0
        found = self._until(begin)
        found.update(memoryview(self.data)[begin:])
        return found.hexdigest()

    def own(self, end: int | None = None) -> Digest:
        """Tell whether the digest in a PDF is that of its bytes.

        Args:
            end: where the part ends that is to be looked at; at the end of the file if omitted.
        """
        data = self.data
        end = len(data) if end is None else end
        begin = _place(data, end)
        if begin < 0:
            return "none" if data.rfind(DIGEST_KEY.encode(), 0, end) < 0 else "wrong"
        found = self._until(begin)
        found.update(NO_DIGEST.encode())
        found.update(memoryview(data)[begin + 64 : end])
        return "right" if found.hexdigest().encode() == data[begin : begin + 64] else "wrong"

    def _until(self, place: int) -> _Hash:
        """Return the hash of all that stands before a place, to go on with."""
        if self._begun is None or self._begun[0] != place:
            self._begun = place, hashlib.sha256(memoryview(self.data)[:place])
        return self._begun[1].copy()


def hashed(file: bytes | Hashed) -> Hashed:
    """Return the bytes of a file with their digests, those that somebody computed already if there are any."""
    return file if isinstance(file, Hashed) else Hashed(file)


def digest_of(data: bytes, end: int | None = None) -> Digest:
    """Tell whether the digest in a PDF is that of its bytes, as :meth:`Hashed.own` does."""
    return Hashed(data).own(end)


def first_end(data: bytes) -> int:
    """Return where a PDF ends that had something appended later, as far as that shows without parsing it."""
    return data.find(_END_OF_FILE) + len(_END_OF_FILE)


def _place(data: bytes, end: int) -> int:
    """Return where the digits begin, -1 if there are none."""
    begin = data.rfind(_BEGIN, 0, end)
    found = _STATED.match(data, begin, end) if begin >= 0 else None
    return found.start(1) if found else -1
