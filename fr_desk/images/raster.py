"""Opening pictures made of pixels: their size is asked before anything is unpacked, and what fails has a sentence."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from fr_desk.archive import MEGABYTE
from fr_desk.images.errors import (
    BrokenImageError,
    TooManyBytesError,
    TooManyPixelsError,
    UnknownImageError,
)
from fr_desk.images.formats import MAX_BYTES, Format, format_of

MAX_PIXELS = 120_000_000
"""Most pixels that are unpacked: the cameras of phones have up to 108 million."""
MAX_SIDE = 30_000

_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What the decoders raise for pictures that are damaged or made by hand."""


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turn a decoder's failure into an error with a sentence, and keep its remarks off the user's screen.

    Raises:
        BrokenImageError: if the picture called ``name`` cannot be decoded.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except _BROKEN as error:
            raise BrokenImageError(file=name) from error


def open_image(data: bytes, name: str) -> Image.Image:
    """Return a picture that is not yet decoded; its size is within limits.

    Only the decoder of the format the bytes begin with is asked, so no other one can be reached.

    Args:
        data: JPEG or PNG.
        name: of the file, for errors.

    Raises:
        ImageError: if it is something else, beyond a limit, or its header is damaged.
    """
    _check_bytes(data, name)
    reader: type[JpegImageFile | PngImageFile]
    match format_of(data):
        case Format.JPEG:
            reader = JpegImageFile
        case Format.PNG:
            reader = PngImageFile
        case _:
            raise UnknownImageError(file=name)
    with explained(name):
        image = reader(io.BytesIO(data))
    return _within_limits(image, name)


def open_heic(data: bytes, name: str) -> Image.Image:
    """Return a HEIC photo as :func:`open_image` does. Its decoder can crash: :mod:`fr_desk.images.heic` looks after it.

    Raises:
        ImageError: as :func:`open_image`.
    """
    from pi_heif import HeifImageFile  # noqa: PLC0415 - most users never need it

    _check_bytes(data, name)
    with explained(name):
        image: Image.Image = HeifImageFile(io.BytesIO(data))
    return _within_limits(image, name)


def _check_bytes(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        raise TooManyBytesError(file=name, limit=MAX_BYTES // MEGABYTE)


def _within_limits(image: Image.Image, name: str) -> Image.Image:
    width, height = image.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise TooManyPixelsError(file=name, width=width, height=height, limit=MAX_PIXELS // 1_000_000)
    return image
