"""The design's tokens: colours, space, type, corners, shadow, heights and motion, each said once.

The style sheet and every painter read them; :data:`PAIRS` says which colour may stand on which ground. All lengths
are in the design's pixels, on a grid of four. This module must not know Qt's widgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtGui import QColor

ThemeName = Literal["light", "dark", "high_contrast", "high_contrast_dark"]
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme.

    ``line`` parts things and goes around buttons, whose words show them; ``outline`` is the border of a field or a
    choice, which nothing else would show; ``selection`` is the ground of the chosen row of a list, ``edge`` the width
    of a border, ``off`` the manner of the border of what cannot be operated now.
    """

    bg: str
    surface: str
    sunken: str
    ink: str
    muted: str
    line: str
    outline: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    selection: str
    on_selection: str
    breached: str
    breached_ground: str
    review: str
    review_ground: str
    open: str
    open_ground: str
    met: str
    met_ground: str
    edge: int = 1
    off: str = "solid"

    def tone(self, name: str) -> QColor:
        """Return the colour called ``name``."""
        return QColor(str(getattr(self, name)))


LIGHT = Tokens(
    bg="#F5F7F8",
    surface="#FFFFFF",
    sunken="#EDF0F2",
    ink="#17212B",
    muted="#556270",
    line="#DEE4E8",
    outline="#7E8A95",
    accent="#0B6B75",
    accent_hover="#095A63",
    on_accent="#FFFFFF",
    accent_soft="#E2F1F2",
    selection="#E2F1F2",
    on_selection="#0B6B75",
    breached="#A8231B",
    breached_ground="#FCEBE9",
    review="#7F5300",
    review_ground="#FFF2D9",
    open="#43536F",
    open_ground="#E9EEF6",
    met="#1D6638",
    met_ground="#E3F3E8",
)
DARK = Tokens(
    bg="#11171C",
    surface="#1A2228",
    sunken="#141B20",
    ink="#E8EDF0",
    muted="#A3B0BA",
    line="#2C373F",
    outline="#6D7C87",
    accent="#57C2CC",
    accent_hover="#79D1D9",
    on_accent="#06272B",
    accent_soft="#173338",
    selection="#173338",
    on_selection="#57C2CC",
    breached="#FF9D94",
    breached_ground="#3A1C1A",
    review="#F3C46B",
    review_ground="#372A12",
    open="#AFC0DE",
    open_ground="#1E2939",
    met="#86D3A0",
    met_ground="#16301F",
)


def _two_colours(ink: str, ground: str, accent: str, accent_hover: str) -> Tokens:
    """Return a theme of ``ink`` on ``ground`` and one accent, with wide borders."""
    tones = dict.fromkeys(("breached", "review", "open", "met", "muted", "line", "outline"), ink)
    grounds = dict.fromkeys(
        ("surface", "sunken", "accent_soft", "breached_ground", "review_ground", "open_ground", "met_ground"),
        ground,
    )
    return Tokens(
        bg=ground,
        ink=ink,
        accent=accent,
        accent_hover=accent_hover,
        on_accent=ground,
        selection=accent,
        on_selection=ground,
        edge=2,
        off="dashed",
        **tones,
        **grounds,
    )


HIGH_CONTRAST = _two_colours("#000000", "#FFFFFF", "#003EB3", "#002C80")
HIGH_CONTRAST_DARK = _two_colours("#FFFFFF", "#000000", "#6FD8FF", "#B5EBFF")
THEME_TOKENS: dict[ThemeName, Tokens] = {
    "light": LIGHT,
    "dark": DARK,
    "high_contrast": HIGH_CONTRAST,
    "high_contrast_dark": HIGH_CONTRAST_DARK,
}

TONES = ("breached", "review", "open", "met")
"""The colours of outcomes; each has a ground of its own."""
GROUNDS = ("bg", "surface", "sunken", "accent_soft", *(f"{tone}_ground" for tone in TONES))
"""What texts and controls stand on."""
TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
"""Least contrast of a text, and of the border or the icon of a control."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on a ground, and the contrast they must have."""

    ink: str
    ground: str
    least: float = TEXT_CONTRAST


PAIRS = frozenset(
    {
        *(Pair(ink, ground) for ink in ("ink", "muted", "accent") for ground in GROUNDS),
        *(Pair(tone, ground) for tone in TONES for ground in ("bg", "surface", "sunken", f"{tone}_ground")),
        Pair("on_accent", "accent"),
        Pair("on_accent", "accent_hover"),
        Pair("on_selection", "selection"),
        Pair("surface", "ink"),
        *(Pair("outline", ground, MARK_CONTRAST) for ground in GROUNDS),
        *(Pair("breached", ground, MARK_CONTRAST) for ground in GROUNDS),
    }
)
"""Every colour that stands on a ground somewhere. ``line`` is missing on purpose: nothing is lost with a hairline."""


@dataclass(frozen=True, slots=True)
class Space:
    """Distances between things."""

    hair: int = 2
    tight: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    wide: int = 24
    huge: int = 40


@dataclass(frozen=True, slots=True)
class Corners:
    """Radii of corners."""

    small: int = 6
    control: int = 8
    count: int = 10
    card: int = 12
    pill: int = 17


@dataclass(frozen=True, slots=True)
class Shadow:
    """The hint of shadow under a card: how far down it lies, and how dark it is, of 255."""

    drop: int = 1
    darkness: int = 12


@dataclass(frozen=True, slots=True)
class Controls:
    """Measures of what can be operated: least heights, air beside words, icons, and the ring of the focus."""

    button: int = 34
    chip: int = 32
    inner: int = 20
    air: int = 14
    icon: int = 17
    icon_small: int = 14
    icon_tiny: int = 13
    ring: int = 2


@dataclass(frozen=True, slots=True)
class Motion:
    """How long a movement lasts that explains something, in milliseconds."""

    fold: int = 140
    reveal: int = 200


SPACE, CORNERS, SHADOW, CONTROLS, MOTION = Space(), Corners(), Shadow(), Controls(), Motion()
SIZES = {"secondary": 12.5, "body": 13.5, "question": 14.5, "panel": 15.0, "count": 18.0, "title": 21.0}
"""Sizes of type."""
LEADING = 1.5
"""Distance of two lines of text, in text sizes."""
TOP_BAR, RAIL, PANEL, STATUS_LINE, PAGE = 52, 216, 352, 26, 738
"""Heights and widths of the window's parts."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as the accessibility guidelines define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = QColor(colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (parts.redF(), parts.greenF(), parts.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
