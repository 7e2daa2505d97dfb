"""How large letters and QR codes must be to be read from a distance. Pure arithmetic; it knows no sign and no page.

Letters: a visual angle of 16 minutes of arc, the least character height of ISO 9241-303 for reading at ease (ISO 9241-3
before it). ASR A1.3, table 3 (DIN 4844-1, distance factor 300) asks less of the letters of safety signs, 11.5 minutes;
Chinese and Korean characters have too many strokes for that. Codes: what a plain phone camera resolves.
"""

from __future__ import annotations

import math

from fr_desk.render.text import other_script

LEAST_ANGLE = 16.0
"""Minutes of arc."""
STANDING_BEFORE = 0.5
"""Metres from which the particulars must be legible: people step up to read them."""
MODULE_PER_METRE = 0.7
"""Millimetres a module of a QR code must have for each metre of scanning distance.

A phone with 12 million pixels behind a lens of 26 mm sees 2.9 pixels for each millimetre at one metre, so such a
module is 2 pixels wide. The printer's rule "a tenth of the distance" is about codes of 25 modules and gives 4 mm.
"""
POINT = 25.4 / 72
"""Millimetres."""
_CAPITAL, _WHOLE = 0.733, 0.88
"""Heights of a capital and of a Chinese or Korean character in the bundled family, in ems."""


def least_letter_height(distance_m: float) -> float:
    """Return the least height of letters, in millimetres, that are read from ``distance_m`` metres."""
    return 2000 * distance_m * math.tan(math.radians(LEAST_ANGLE / 60 / 2))


def readable_from(height_mm: float) -> float:
    """Return the distance in metres from which letters of ``height_mm`` millimetres are read."""
    return height_mm / least_letter_height(1)


def letter_height(points: float, words: str) -> float:
    """Return how high the letters of ``words`` are, in millimetres: whole characters, or capitals of Latin letters."""
    return points * POINT * _share(words)


def points_for(height_mm: float, words: str) -> float:
    """Return the size in points at which the letters of ``words`` are ``height_mm`` millimetres high."""
    return height_mm / POINT / _share(words)


def _share(words: str) -> float:
    return _WHOLE if other_script(words) else _CAPITAL


def least_module(distance_m: float) -> float:
    """Return the least width of a QR code's module, in millimetres, that is scanned from ``distance_m`` metres."""
    return MODULE_PER_METRE * distance_m
