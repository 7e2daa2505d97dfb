"""The segments of a JPEG: dropping what it says without touching what it shows."""

from __future__ import annotations

_KEPT_DATA = frozenset({0xE0, 0xEE})
"""JFIF, and Adobe's word on how colours are stored: decoders need them."""
_COMMENT = 0xFE
_SCAN = 0xDA


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, IPTC, colour profile and comments, its pixels as they were.

    What is not a plain row of segments comes back unchanged.
    """
    if not data.startswith(b"\xff\xd8"):
        return data
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == _SCAN:
            return b"".join((*kept, data[at:]))
        size = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind < 0xC0 or size < 4:
            return data
        if kind in _KEPT_DATA or not (0xE0 <= kind <= 0xEF or kind == _COMMENT):
            kept.append(data[at : at + size])
        at += size
    return data
