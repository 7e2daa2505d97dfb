"""Pictures as a page takes them: a JPEG as it is, anything else as plain pixels. Also those nobody prepared.

Who opens a stranger's dossier gets a stranger's pictures, so each is decoded once before it is printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ExifTags, Image

from fr_desk.images.formats import Format, format_of
from fr_desk.images.photos import LONGEST_SIDE, flat, prepare
from fr_desk.images.raster import explained, open_image


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture for a page.

    Attributes:
        width: in pixels.
        height: in pixels.
        grey: whether it is grey; else it is RGB. One byte for each level.
        data: a whole JPEG, or the pixels row by row from the top.
        is_jpeg: which of the two.
    """

    width: int
    height: int
    grey: bool
    data: bytes
    is_jpeg: bool


def for_paper(data: bytes, name: str) -> Raster:
    """Return a picture for a page, proved to be whole.

    Args:
        data: JPEG, PNG or HEIC.
        name: of the file, for errors.

    Raises:
        ImageError: if it is something else, beyond a limit, damaged or cut short.
    """
    if format_of(data) is Format.HEIC:
        data = prepare(data, name).data
    image = open_image(data, name)
    if max(image.size) > LONGEST_SIDE or not _is_upright(image, name):
        data = prepare(data, name).data
        image = open_image(data, name)
    size = image.size
    if format_of(data) is Format.JPEG and image.mode in {"L", "RGB"}:
        with explained(name):
            image.draft(image.mode, (1, 1))  # small, but every byte is read
            image.load()
        return Raster(*size, image.mode == "L", data, is_jpeg=True)
    with explained(name):
        plain = flat(image)
        return Raster(*size, plain.mode == "L", plain.tobytes(), is_jpeg=False)


def _is_upright(image: Image.Image, name: str) -> bool:
    with explained(name):
        return bool(image.getexif().get(ExifTags.Base.Orientation, 1) == 1)
