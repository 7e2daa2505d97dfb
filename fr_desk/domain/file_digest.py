"""The digest of a whole PDF inside that PDF: whether its bytes are those that were written, told without parsing it.

The digest stands in the dictionary that ends the file, and is that of the file with zeros in its place. It shows every
damage and every change by another program. It does not show who wrote a file: whoever changes one on purpose can
compute it anew.

Whoever examines a file needs this digest, that of all bytes, that of what a seal covers, and where everything stands
in it: :class:`Hashed` finds each out once, and goes through the bytes once for all digests. How our PDFs are built is
known to :mod:`fr_desk.domain.own_pdf`; this module knows nothing else of PDF.
"""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from fr_desk.domain.own_pdf import OtherFormError, OwnPdf

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
_EARLIER, _TAIL = b"/Prev ", 2_000
"""What stands near the end of a PDF if something was appended to it."""
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
    """The bytes of a file with what many ask about them, each found out when it is asked for, and once.

    Nearly all of a PDF stands before the first digest in it, so that part is hashed once for all that is asked.

    Attributes:
        data: all of the file.
    """

    def __init__(self, data: bytes) -> None:
        """Find out nothing yet."""
        self.data = data

    @cached_property
    def first(self) -> OwnPdf | None:
        """The PDF as it was before anything was appended; ``None`` if that is not in our own form."""
        try:
            return OwnPdf(self.data)
        except OtherFormError:
            return None

    @cached_property
    def content(self) -> str:
        """SHA-256 of all bytes."""
        return self.until(len(self.data)).hexdigest()

    @cached_property
    def digest(self) -> Digest:
        """Whether the digest in a PDF is that of its bytes."""
        return self.own()

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
        found = self.until(begin)
        found.update(NO_DIGEST.encode())
        found.update(memoryview(data)[begin + 64 : end])
        return "right" if found.hexdigest().encode() == data[begin : begin + 64] else "wrong"

    def until(self, end: int) -> _Hash:
        """Return the SHA-256 of all that stands before a place, to go on with."""
        begin, common = self._common if end >= self._common[0] else (0, hashlib.sha256())
        found = common.copy()
        found.update(memoryview(self.data)[begin:end])
        return found

    @cached_property
    def _common(self) -> tuple[int, _Hash]:
        """What stands before the first digest, which is common to nearly all that is asked, and its end."""
        data, end = self.data, 0
        if data.startswith(_BEGIN_OF_FILE):
            appended = data.rfind(_EARLIER, max(len(data) - _TAIL, 0)) >= 0
            end = max(_place(data, first_end(data) if appended else len(data)), 0)
        return end, hashlib.sha256(memoryview(data)[:end])


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
