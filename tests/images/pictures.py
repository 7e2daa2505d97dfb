"""Pictures for the tests, made on the spot."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageDraw

RED, TEAL = (200, 40, 30), (11, 107, 117)
SHANGHAI = {1: "N", 2: (31.0, 13.0, 30.5), 3: "E", 4: (121.0, 28.0, 12.0)}
"""Latitude and longitude as EXIF has them."""
HEIC = Path(__file__).with_name("gate.heic").read_bytes()
"""Written by pillow-heif from 96 × 64 pixels, red on the left and teal on the right, turned by its EXIF to stand
upright with red on top; maker, place and XMP as in :func:`photo`. The program itself can only read such files."""


def encoded(image: Image.Image, kind: str, **how: Any) -> bytes:
    """The bytes of a picture."""
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """A picture read back by Pillow."""
    return Image.open(io.BytesIO(data))


def halves(width: int = 96, height: int = 64) -> Image.Image:
    """Red on the left, teal on the right."""
    image = Image.new("RGB", (width, height), TEAL)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height - 1), fill=RED)
    return image


def photo(width: int = 96, height: int = 64, orientation: int = 6) -> bytes:
    """A JPEG as phones write them: turned by its EXIF, with maker, time, place, XMP and a comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SecretMaker"
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:22 06:00:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({**SHANGHAI, ExifTags.GPS.GPSDateStamp: "2026:11:22"})
    return encoded(
        halves(width, height), "JPEG", exif=exif, comment="SecretComment", xmp=b"<x>SecretXmp</x>", quality=90
    )


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims a size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg_claiming(width: int, height: int) -> bytes:
    """A small JPEG whose header claims a size."""
    data = encoded(Image.new("RGB", (8, 8)), "JPEG")
    at = data.index(b"\xff\xc0")
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def heic_claiming(width: int, height: int) -> bytes:
    """A small HEIC whose header claims a size."""
    parts = HEIC.split(b"ispe\0\0\0\0")
    claimed = [struct.pack(">II", width, height) + part[8:] for part in parts[1:]]
    return b"ispe\0\0\0\0".join([parts[0], *claimed])
