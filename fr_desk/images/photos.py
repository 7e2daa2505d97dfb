"""Photos made fit for paper: upright, in sRGB, no larger than print needs, and saying nothing but what they show.

Every picture is decoded and written anew, so nothing that hides in a file or behind its end comes along.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms, ImageOps

from fr_desk.archive import MEGABYTE
from fr_desk.images.exif import place_of, traces_in
from fr_desk.images.formats import Format, format_of
from fr_desk.images.raster import explained, open_image
from fr_desk.images.traces import Trace

LONGEST_SIDE = 2400
"""Pixels of the longest side that are kept: 20 cm at 300 dpi."""
QUALITY = 85
"""Of JPEG."""
FEW_COLOURS = 256
"""Pictures with no more are drawn rather than photographed: they stay PNG, unless a JPEG is smaller."""

_MAX_PROFILE = 4 * MEGABYTE
_COLOURS = {
    "1": "L",
    "L": "L",
    "LA": "RGBA",
    "PA": "RGBA",
    "RGBa": "RGBA",
    "La": "RGBA",
    "RGBA": "RGBA",
    "RGBX": "RGB",
}
"""What the modes of pictures become; what is not listed becomes RGB."""
_WIDE = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is kept.

    Attributes:
        data: a JPEG or PNG.
        format: which of the two.
        width: in pixels.
        height: in pixels.
        says_place: whether the place of the shot is still in it.
        removed: what the file said besides and says no more.
    """

    data: bytes
    format: Format
    width: int
    height: int
    says_place: bool
    removed: tuple[Trace, ...]


def prepare(data: bytes, name: str, *, keep_location: bool = False) -> Photo:
    """Return a picture fit for paper.

    Args:
        data: JPEG, PNG or HEIC.
        name: of the file, for errors.
        keep_location: whether the place of the shot stays in it; everything else goes all the same.

    Raises:
        ImageError: if it is something else, beyond a limit, damaged or cut short.
    """
    if format_of(data) is Format.HEIC:
        from fr_desk.images.heic import prepare_heic  # noqa: PLC0415 - which comes back here, in another process

        return prepare_heic(data, name, keep_location=keep_location)
    return prepared(open_image(data, name), name, keep_location=keep_location)


def prepared(image: Image.Image, name: str, *, keep_location: bool) -> Photo:
    """Return an opened picture fit for paper.

    Raises:
        ImageError: if it is damaged or cut short.
    """
    with explained(name):
        from_png = image.format == "PNG"
        image = _in_plain_mode(image)
        see_through = (
            image.mode == "RGBA" and image.getchannel("A").histogram()[255] < image.width * image.height
        )
        drawn = from_png and image.getcolors(FEW_COLOURS) is not None
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
        traces = traces_in(image)
        place = place_of(image) if keep_location else b""
        image = _in_srgb(ImageOps.exif_transpose(image))
        image.info = {}
        kept, content = Format.PNG, b""
        if see_through or drawn:
            content = _encoded(image, "PNG", exif=place)
        if not see_through:
            as_photo = _encoded(_without_alpha(image), "JPEG", quality=QUALITY, optimize=True, exif=place)
            if not content or len(as_photo) < len(content):
                kept, content = Format.JPEG, as_photo
    removed = tuple(trace for trace in traces if not (place and trace is Trace.LOCATION))
    return Photo(content, kept, *image.size, bool(place), removed)


def _encoded(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def flat(image: Image.Image) -> Image.Image:
    """Return a picture in grey or RGB; what is transparent becomes white."""
    plain = _without_alpha(_in_plain_mode(image))
    return plain if plain.mode in {"L", "RGB"} else _in_srgb(plain)


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """Return a picture in grey, RGB, RGBA or CMYK, which every step after this one can work with."""
    if image.mode in {"L", "RGB", "RGBA", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode in _WIDE:
        return _with_8_bits(image)
    mode = "RGBA" if "transparency" in image.info else _COLOURS.get(image.mode, "RGB")
    changed = image.convert(mode)
    changed.info = {key: value for key, value in image.info.items() if key != "transparency"}
    return changed


def _with_8_bits(image: Image.Image) -> Image.Image:
    changed = image.convert("F").point(lambda value: value / 256).convert("L")
    changed.info = image.info
    return changed


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return a picture in the colours of sRGB; a profile that makes no sense is left out of account."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if isinstance(profile, bytes) and 0 < len(profile) <= _MAX_PROFILE:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image.convert(mode) if image.mode == "CMYK" else image


def _without_alpha(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(ground, image).convert("RGB")
