"""What the desk looks like now: the theme and the text size that were chosen, and how Qt is dressed in them.

Text sizes are given to Qt in points, so that the text scaling of the user's system applies.
"""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from fr_desk.gui import language
from fr_desk.gui.theme import sheet
from fr_desk.gui.theme.tokens import (
    CONTROLS,
    CORNERS,
    DARK,
    HIGH_CONTRAST,
    HIGH_CONTRAST_DARK,
    LEADING,
    LIGHT,
    MOTION,
    PAGE,
    PANEL,
    RAIL,
    SHADOW,
    SIZES,
    SPACE,
    STATUS_LINE,
    THEME_TOKENS,
    THEMES,
    TOP_BAR,
    ThemeName,
    Tokens,
)
from fr_desk.resources import resource

__all__ = [
    "CONTROLS",
    "CORNERS",
    "DARK",
    "HIGH_CONTRAST",
    "HIGH_CONTRAST_DARK",
    "LEADING",
    "LIGHT",
    "MOTION",
    "PAGE",
    "PANEL",
    "RADIUS",
    "RAIL",
    "SHADOW",
    "SIZES",
    "SPACE",
    "STATUS_LINE",
    "THEMES",
    "TOP_BAR",
    "ThemeName",
    "Tokens",
]

FAMILY, LATIN = "FR Desk Sans", "FR Desk Sans Latin"
FONT_FILES = ("FRDeskSans-Regular", "FRDeskSans-Bold", "FRDeskSansLatin-Regular", "FRDeskSansLatin-Bold")
RADIUS, BUTTON_RADIUS = CORNERS.card, CORNERS.control
TEXT_SCALES = (0.9, 1.0, 1.15, 1.3, 1.5)
"""How large the text can be made, in times of the usual size."""


class _Screen:
    """Which theme the screen is in, and how large its text."""

    def __init__(self) -> None:
        self.name: ThemeName = "light"
        self.scale = 1.0


_screen = _Screen()


def tokens() -> Tokens:
    """Return the colours of the chosen theme."""
    return THEME_TOKENS[_screen.name]


def name() -> ThemeName:
    """Return the chosen theme."""
    return _screen.name


def load_fonts() -> None:
    """Make the bundled fonts known to Qt, once.

    Raises:
        RuntimeError: if a bundled font cannot be read: the installation is damaged.
    """
    if {FAMILY, LATIN} <= {*QFontDatabase.families()}:
        return
    for file in FONT_FILES:
        if QFontDatabase.addApplicationFont(str(resource("fonts", f"{file}.ttf"))) < 0:
            raise RuntimeError(f"the bundled font {file} cannot be read")


def points(pixels: float) -> float:
    """Return a text size in points: the design's pixels times the chosen text scale."""
    return round(pixels * _screen.scale * (72 if sys.platform != "darwin" else 96) / 96, 2)


def text_scale() -> float:
    """Return how large the text is, in times of the usual size."""
    return _screen.scale


def width(pixels: int) -> int:
    """Return the width of something that holds words, which grows with the text."""
    return round(pixels * max(1.0, _screen.scale))


def status_line() -> int:
    """Return the least height of the line at the foot of a window."""
    return max(STATUS_LINE, QFontMetrics(font()).height() + SPACE.tight)


def families() -> list[str]:
    """Return the font families for the screen's language; Korean and English set their punctuation in Latin width."""
    return [FAMILY] if language.current() == "zh" else [LATIN, FAMILY]


def font(size: str = "body", *, bold: bool = False) -> QFont:
    """Return the font of one of :data:`SIZES`."""
    return QFont(_font(points(SIZES[size]), bold, *families()))


@cache
def _font(size: float, bold: bool, *names: str) -> QFont:
    """Make a font once: painters ask for the same few again and again."""
    chosen = QFont()
    chosen.setFamilies(names)
    chosen.setPointSizeF(size)
    chosen.setBold(bold)
    return chosen


def system_theme() -> ThemeName:
    """Return the theme that goes with the user's system: its colour scheme, and whether it asks for more contrast."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "high_contrast_dark" if dark else "high_contrast"
    return "dark" if dark else "light"


def motion(milliseconds: int) -> int:
    """Return how long a movement may last: not at all where the user's system wants none."""
    return milliseconds if QApplication.isEffectEnabled(Qt.UIEffect.UI_General) else 0


_STYLED, _DRESSED, _SET = "styled", "dressed", "set"
"""Properties of the application: whether it has its style, the theme and scale it wears, the fonts it is set in.

Dressing anew polishes every widget there is; another language changes no more than the fonts.
"""


def choose(name: ThemeName, scale: float = 1.0) -> None:
    """Dress the whole application in the theme called ``name``, with text of ``scale`` times the usual size."""
    _screen.name, _screen.scale = name, scale
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    wanted, fonts = f"{name} {scale}", " ".join(families())
    if not application.property(_STYLED):
        application.setProperty(_STYLED, True)
        application.setStyle(QStyleFactory.create("Fusion"))
    if (application.property(_DRESSED), application.property(_SET)) != (wanted, fonts):
        application.setProperty(_SET, fonts)
        application.setFont(font())
    if application.property(_DRESSED) != wanted:
        application.setProperty(_DRESSED, wanted)
        application.setPalette(_palette(tokens()))
        application.setStyleSheet(style_sheet(tokens()))


def style_sheet(colours: Tokens) -> str:
    """Return the style sheet for ``colours`` at the chosen text scale."""
    return sheet.style_sheet(colours, points)


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, roles in {
        "bg": (role.Window,),
        "surface": (role.Base, role.Button, role.ToolTipBase),
        "sunken": (role.AlternateBase, role.Mid),
        "ink": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
        "muted": (role.PlaceholderText,),
        "accent": (role.Highlight, role.Link, role.Accent),
        "on_accent": (role.HighlightedText,),
        "line": (role.Dark, role.Shadow, role.Light, role.Midlight),
    }.items():
        for one in roles:
            palette.setColor(one, colours.tone(name))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, colours.tone("muted"))
    return palette
