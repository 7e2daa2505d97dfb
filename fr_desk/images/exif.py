"""What pictures say besides what they show, and what of it is kept when somebody asks for it."""

from __future__ import annotations

from PIL import ExifTags, Image

from fr_desk.images.traces import Trace

_PLACE = frozenset(
    {
        ExifTags.GPS.GPSVersionID,
        ExifTags.GPS.GPSLatitudeRef,
        ExifTags.GPS.GPSLatitude,
        ExifTags.GPS.GPSLongitudeRef,
        ExifTags.GPS.GPSLongitude,
        ExifTags.GPS.GPSAltitudeRef,
        ExifTags.GPS.GPSAltitude,
        ExifTags.GPS.GPSImgDirectionRef,
        ExifTags.GPS.GPSImgDirection,
    }
)
"""What says where and in which direction; the rest of the GPS data says when and with what."""
_PLUMBING = frozenset({ExifTags.Base.Orientation, ExifTags.IFD.GPSInfo, ExifTags.IFD.Exif})
_REMARKS = frozenset({"comment", "photoshop", "xmp"})
"""Pillow's names for comments, IPTC and XMP; the texts of a PNG have names of their own, but are the only texts."""


def traces_in(image: Image.Image) -> tuple[Trace, ...]:
    """Return the kinds of things a picture says besides what it shows; ask when it is decoded, for some stand last."""
    exif, info = image.getexif(), image.info
    found = {
        Trace.LOCATION: bool(exif.get_ifd(ExifTags.IFD.GPSInfo)),
        Trace.DEVICE: bool(set(exif) - _PLUMBING or exif.get_ifd(ExifTags.IFD.Exif)),
        Trace.THUMBNAIL: bool(exif.get_ifd(ExifTags.IFD.IFD1) or info.get("thumbnails")),
        Trace.REMARKS: bool(_REMARKS & set(info)) or any(isinstance(value, str) for value in info.values()),
    }
    return tuple(trace for trace, there in found.items() if there)


def place_of(image: Image.Image) -> bytes:
    """Return EXIF data with nothing but the place of the shot, empty if the picture does not say it."""
    known = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    kept = {tag: value for tag, value in known.items() if tag in _PLACE}
    if ExifTags.GPS.GPSLatitude not in kept or ExifTags.GPS.GPSLongitude not in kept:
        return b""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(kept)
    return exif.tobytes()
