"""What can be wrong with a picture: each class owns one sentence that names the file and what to do."""

from __future__ import annotations

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_


class ImageError(FrDeskError):
    """A picture that is not taken."""

    sentence = N_("{file} cannot be taken as a picture; choose another file.")


class UnknownImageError(ImageError):
    """Not a picture, or of a kind we do not read, whatever its name says."""

    sentence = N_("{file} is not a JPEG, PNG or HEIC picture; save it as JPEG or PNG and add that.")


class TooManyBytesError(ImageError):
    """A file too large to look at."""

    sentence = N_("{file} is larger than {limit} MB; save it smaller and add that.")


class TooManyPixelsError(ImageError):
    """A picture too large to unpack; the figures are those it claims, nothing was unpacked."""

    sentence = N_(
        "{file} claims to be {width} × {height} pixels, more than {limit} million in all; save it smaller and add that."
    )


class BrokenImageError(ImageError):
    """A picture that is damaged or cut short."""

    sentence = N_(
        "{file} is damaged or not complete; copy it from the camera or phone again, or choose another."
    )


class NoHeicError(ImageError):
    """A HEIC picture where nothing can read it."""

    sentence = N_(
        "{file} is a HEIC picture, which this installation cannot read; save it as JPEG and add that."
    )


class BrokenDrawingError(ImageError):
    """An SVG that is not well-formed."""

    sentence = N_("{file} is not a well-formed SVG (line {line}); export it again, or save it as PNG.")


class EntitiesError(ImageError):
    """An SVG with declarations of its own, which could make a small file unpack without end."""

    sentence = N_(
        "{file} contains declarations (DOCTYPE), which are not read; save it as “plain SVG”, or as PNG."
    )


class UndrawableError(ImageError):
    """An SVG with something that would not look on paper as it should."""

    sentence = N_(
        "{file} contains “{what}”, which cannot be printed exactly; turn it into plain shapes, or save it as PNG."
    )


class TooDetailedError(ImageError):
    """An SVG with more shapes than any logo has."""

    sentence = N_("{file} has too many details for a logo; simplify it, or save it as PNG.")


class EmptyDrawingError(ImageError):
    """An SVG with nothing to see."""

    sentence = N_("{file} shows nothing; export the logo again, or save it as PNG.")
