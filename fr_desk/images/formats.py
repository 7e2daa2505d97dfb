"""What a file is, told from how it begins. Its name says nothing: names are given by people and by attackers."""

from __future__ import annotations

from enum import StrEnum

from fr_desk.archive import MEGABYTE

MAX_BYTES = 64 * MEGABYTE
"""Largest file that is looked at."""


class Format(StrEnum):
    """The kinds of files that are taken, by media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    HEIC = "image/heic"
    SVG = "image/svg+xml"
    PDF = "application/pdf"


PHOTOGRAPHIC = frozenset({Format.JPEG, Format.PNG, Format.HEIC})
"""What is made of pixels."""
SUFFIXES = {
    Format.JPEG: ".jpg",
    Format.PNG: ".png",
    Format.HEIC: ".heic",
    Format.SVG: ".svg",
    Format.PDF: ".pdf",
}

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})
_SVG_BEGINNINGS = (b"<svg", b"<?xml", b"<!--", b"<!doctype svg")


def format_of(data: bytes) -> Format | None:
    """Return what a file is, ``None`` if it is nothing we take."""
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return Format.HEIC
    if data.startswith(b"%PDF-"):
        return Format.PDF
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_SVG_BEGINNINGS) and b"<svg" in data[:65536].lower():
        return Format.SVG
    return None
