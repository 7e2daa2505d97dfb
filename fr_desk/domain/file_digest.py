"""The digest of a whole PDF inside that PDF: whether its bytes are those that were written, told without parsing it.

The digest stands in the dictionary that ends the file, and is that of the file with zeros in its place. It shows every
damage and every change by another program. It does not show who wrote a file: whoever changes one on purpose can
compute it anew. This module knows nothing else of PDF.
"""

from __future__ import annotations

import hashlib
import re
from typing import Literal

DIGEST_KEY = "/FRDeskSHA256"
"""Where the dictionary that ends a PDF keeps the digest."""
DIGESTED_KEY = "/FRDeskDigest"
"""Where the document information says that there is one, so that it cannot get lost unnoticed."""
NO_DIGEST = "0" * 64
"""What stands there while the digest is computed."""

_STATED = re.compile(re.escape(DIGEST_KEY.encode()) + rb" \(([0-9a-f]{64})\)")
_BEGIN = DIGEST_KEY.encode() + b" ("
_END_OF_FILE = b"%%EOF\n"

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


def digest_of(data: bytes, end: int | None = None) -> Digest:
    """Tell whether the digest in a PDF is that of its bytes.

    Args:
        data: the file.
        end: where the part ends that is to be looked at; at the end of the file if omitted.
    """
    end = len(data) if end is None else end
    begin = _place(data, end)
    if begin < 0:
        return "none" if data.rfind(DIGEST_KEY.encode(), 0, end) < 0 else "wrong"
    whole = memoryview(data)
    found = hashlib.sha256(whole[:begin])
    found.update(NO_DIGEST.encode())
    found.update(whole[begin + 64 : end])
    return "right" if found.hexdigest().encode() == data[begin : begin + 64] else "wrong"


def first_end(data: bytes) -> int:
    """Return where a PDF ends that had something appended later, as far as that shows without parsing it."""
    return data.find(_END_OF_FILE) + len(_END_OF_FILE)


def _place(data: bytes, end: int) -> int:
    """Return where the digits begin, -1 if there are none."""
    begin = data.rfind(_BEGIN, 0, end)
    found = _STATED.match(data, begin, end) if begin >= 0 else None
    return found.start(1) if found else -1
