"""Seals as bytes of a file: where their signatures stand, what they cover, and whether their own bytes are sound.

A signature covers the whole file but its own hexadecimal digits (ISO 32000-1, 12.8.1). So a change of those digits is
found only by looking at them: here. Nothing in this module parses PDF, so no PDF can mislead it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
_DIGITS = re.compile(rb"(?:[0-9A-F]{2})+|(?:[0-9a-f]{2})+")
MOST = 64
"""Most signatures that are looked for in one file."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Where one signature stands.

    Attributes:
        start: place of the ``<`` before its digits.
        end: place behind the ``>`` after them.
        covered: end of what it covers, counted from the beginning of the file.
    """

    start: int
    end: int
    covered: int

    @property
    def byte_range(self) -> list[int]:
        """What the file says at ``/ByteRange``."""
        return [0, self.start, self.end, self.covered - self.end]


def envelopes(data: bytes) -> tuple[Envelope, ...]:
    """Return every signature in a file whose byte range fits the file, in the order in which they were made.

    A signature counts even if no form field leads to it any more: nobody can hide a seal by an appended update.
    """
    found = set()
    for match in _RANGE.finditer(data):
        first, start, end, rest = (int(number) for number in match.groups())
        whole = Envelope(start, end, end + rest)
        fits = first == 0 and start + 2 <= end and whole.covered <= len(data)
        if fits and data[start : start + 1] == b"<" and data[end - 1 : end] == b">":
            found.add(whole)
        if len(found) >= MOST:
            break
    return tuple(sorted(found, key=lambda one: (one.covered, one.start)))


def content_of(data: bytes, envelope: Envelope) -> bytes | None:
    """Return the signature (DER) in an envelope, without the zeros that fill it up.

    ``None`` if the digits are not those that a signer writes: something else between them, capitals and small letters
    mixed, anything but zeros behind the signature.
    """
    digits = data[envelope.start + 1 : envelope.end - 1]
    if not _DIGITS.fullmatch(digits):
        return None
    filled = bytes.fromhex(digits.decode())
    length = _length(filled)
    if length is None or filled[length:].strip(b"\0"):
        return None
    return filled[:length]


def _length(der: bytes) -> int | None:
    """Return the length of the ASN.1 sequence that ``der`` begins with, head included; ``None`` if it is none."""
    if len(der) < 2 or der[0] != 0x30:
        return None
    size, head = der[1], 2
    if size & 0x80:
        head += size & 0x7F
        size = int.from_bytes(der[2:head], "big")
    return head + size if head + size <= len(der) else None
