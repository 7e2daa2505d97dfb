"""Colours, type and measures of the desk, and the style sheet made from them.

All sizes are in the design's pixels, on a grid of eight. Text sizes are given to Qt in points, so that the text
scaling of the user's system applies.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Literal, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from fr_desk.gui import language
from fr_desk.resources import resource

ThemeName = Literal["light", "dark", "high_contrast"]
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
FAMILY, LATIN = "FR Desk Sans", "FR Desk Sans Latin"
FONT_FILES = ("FRDeskSans-Regular", "FRDeskSans-Bold", "FRDeskSansLatin-Regular", "FRDeskSansLatin-Bold")

TOP_BAR, RAIL, PANEL, STATUS_LINE, PAGE = 52, 216, 352, 26, 738
"""Heights and widths of the window's parts."""
RADIUS, BUTTON_RADIUS = 12, 8
SIZES = {"secondary": 12.5, "body": 13.5, "question": 14.5, "panel": 15.0, "count": 18.0, "title": 21.0}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme; ``edge`` is the width of a border."""

    bg: str
    surface: str
    sunken: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    breached: str
    breached_ground: str
    review: str
    review_ground: str
    open: str
    open_ground: str
    met: str
    met_ground: str
    edge: int = 1

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
    accent="#0B6B75",
    on_accent="#FFFFFF",
    accent_soft="#E2F1F2",
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
    accent="#57C2CC",
    on_accent="#06272B",
    accent_soft="#173338",
    breached="#FF9D94",
    breached_ground="#3A1C1A",
    review="#F3C46B",
    review_ground="#372A12",
    open="#AFC0DE",
    open_ground="#1E2939",
    met="#86D3A0",
    met_ground="#16301F",
)
HIGH_CONTRAST = Tokens(
    bg="#FFFFFF",
    surface="#FFFFFF",
    sunken="#FFFFFF",
    ink="#000000",
    muted="#000000",
    line="#000000",
    accent="#003EB3",
    on_accent="#FFFFFF",
    accent_soft="#FFFFFF",
    breached="#000000",
    breached_ground="#FFFFFF",
    review="#000000",
    review_ground="#FFFFFF",
    open="#000000",
    open_ground="#FFFFFF",
    met="#000000",
    met_ground="#FFFFFF",
    edge=2,
)
_TOKENS: dict[ThemeName, Tokens] = {"light": LIGHT, "dark": DARK, "high_contrast": HIGH_CONTRAST}


class _Screen:
    """Which theme the screen is in, and how large its text."""

    def __init__(self) -> None:
        self.name: ThemeName = "light"
        self.scale = 1.0


_screen = _Screen()


def tokens() -> Tokens:
    """Return the colours of the chosen theme."""
    return _TOKENS[_screen.name]


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


def families() -> list[str]:
    """Return the font families for the screen's language; Korean and English set their punctuation in Latin width."""
    return [FAMILY] if language.current() == "zh" else [LATIN, FAMILY]


def font(size: str = "body", *, bold: bool = False) -> QFont:
    """Return the font of one of :data:`SIZES`."""
    chosen = QFont()
    chosen.setFamilies(families())
    chosen.setPointSizeF(points(SIZES[size]))
    chosen.setBold(bold)
    return chosen


def system_theme() -> ThemeName:
    """Return the theme that goes with the user's system."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def choose(name: ThemeName, scale: float = 1.0) -> None:
    """Dress the whole application in the theme called ``name``, with text of ``scale`` times the usual size."""
    _screen.name, _screen.scale = name, scale
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    application.setStyle(QStyleFactory.create("Fusion"))
    application.setFont(font())
    application.setPalette(_palette(tokens()))
    application.setStyleSheet(style_sheet(tokens()))


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


def style_sheet(colours: Tokens) -> str:
    """Return the style sheet for ``colours`` at the chosen text scale."""
    values: dict[str, object] = {field: getattr(colours, field) for field in Tokens.__slots__}
    values |= {f"size_{key}": f"{points(size)}pt" for key, size in SIZES.items()}
    values |= {"radius": RADIUS, "button_radius": BUTTON_RADIUS}
    return _SHEET.format_map(values)


_SHEET = """
* {{ font-size: {size_body}; color: {ink}; outline: none; }}
QMainWindow, QDialog, #page, #home, #body {{ background: {bg}; }}
#topBar, #rail, #panel, #statusLine {{ background: {surface}; }}
#rail, #caseList {{ background: {bg}; border: none; border-right: {edge}px solid {line}; }}
#panel {{ border: none; border-left: {edge}px solid {line}; }}
#topBar {{ border: none; border-bottom: {edge}px solid {line}; }}
#statusLine {{ border: none; border-top: {edge}px solid {line}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QToolTip {{ background: {ink}; color: {surface}; border: none; padding: 6px 8px; font-size: {size_secondary}; }}

QLabel {{ background: transparent; }}
QLabel[role="secondary"] {{ font-size: {size_secondary}; color: {muted}; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="question"] {{ font-size: {size_question}; font-weight: 700; }}
QLabel[role="section"] {{ font-size: {size_panel}; font-weight: 700; }}
QLabel[role="panel"] {{ font-size: {size_panel}; font-weight: 700; }}
QLabel[role="title"] {{ font-size: {size_title}; font-weight: 700; }}
QLabel[role="name"] {{ font-size: {size_panel}; font-weight: 700; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="complaint"] {{ font-size: {size_secondary}; color: {breached}; }}
QLabel[role="quotation"] {{ color: {ink}; }}
QLabel[tone="breached"] {{ color: {breached}; }}
QLabel[tone="review"] {{ color: {review}; }}
QLabel[tone="open"] {{ color: {open}; }}
QLabel[tone="met"] {{ color: {met}; }}
QLabel[tone="accent"] {{ color: {accent}; }}

QPushButton {{
  background: {surface}; border: {edge}px solid {line}; border-radius: {button_radius}px;
  padding: 6px 13px; min-height: 20px;
}}
QPushButton:hover {{ border-color: {muted}; }}
QPushButton:pressed {{ background: {sunken}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 5px 12px; }}
QPushButton:disabled {{ color: {muted}; background: {sunken}; }}
QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; font-weight: 700; }}
QPushButton[kind="primary"] {{
  background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 700;
}}
QPushButton[kind="primary"]:focus {{ border: 2px solid {ink}; }}
QPushButton[kind="primary"]:disabled {{ background: {sunken}; border-color: {line}; color: {muted}; }}
QPushButton[kind="fix"] {{ color: {accent}; }}
QPushButton[kind="small"] {{ font-size: {size_secondary}; padding: 2px 9px; }}
QPushButton[kind="small"]:focus {{ padding: 1px 8px; }}
QPushButton[kind="quiet"], QPushButton[kind="icon"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="icon"]:hover {{ background: {sunken}; border-color: transparent; }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="icon"]:focus {{ border: 2px solid {accent}; }}
QPushButton[kind="icon"] {{ padding: 6px; min-width: 20px; }}
QPushButton[kind="icon"]:focus {{ padding: 5px; }}
QPushButton[kind="link"] {{
  background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 1px 4px 1px 0; color: {accent};
  font-size: {size_secondary}; min-height: 16px;
}}
QPushButton[kind="link"]:hover {{ background: {accent_soft}; }}
QPushButton[kind="link"]:focus {{ border-color: {accent}; }}
QPushButton[kind="mark"] {{
  background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 1px; min-height: 16px;
}}
QPushButton[kind="mark"]:hover {{ background: {accent_soft}; }}
QPushButton[kind="mark"]:focus {{ border-color: {accent}; }}
QPushButton[kind="citation"] {{
  font-size: {size_secondary}; color: {muted}; padding: 0 7px; border-radius: 6px; min-height: 20px;
}}
QPushButton[kind="citation"]:focus {{ padding: 0 6px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QComboBox {{
  background: {sunken}; border: {edge}px solid {line}; border-radius: {button_radius}px; padding: 6px 11px;
  selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit, QComboBox {{ min-height: 20px; }}
QPlainTextEdit {{ padding: 4px 7px; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {muted}; }}
QLineEdit:focus, QComboBox:focus, QComboBox:on {{
  border: 2px solid {accent}; padding: 5px 10px; background: {surface};
}}
QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 3px 6px; background: {surface}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {breached}; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: none; width: 0; }}
QComboBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
QComboBox QAbstractItemView {{
  background: {surface}; border: {edge}px solid {line}; selection-background-color: {accent_soft};
  selection-color: {accent}; padding: 4px; outline: none;
}}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 2px 8px; border-radius: 6px; }}
QMenu {{ background: {surface}; border: {edge}px solid {line}; border-radius: {button_radius}px; padding: 6px; }}
QMenu::item {{ padding: 7px 22px 7px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {accent}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: {edge}px; background: {line}; margin: 6px 4px; }}
QMenu::icon {{ padding-left: 8px; }}
QListView, QListWidget {{ background: {surface}; border: none; }}
QListWidget::item {{ padding: 7px 10px; border-radius: 6px; }}
QListWidget::item:selected, QTreeWidget::item:selected {{ background: {accent_soft}; color: {accent}; }}
QTreeWidget {{ show-decoration-selected: 0; }}
QTreeWidget, #caseList QListWidget {{ background: transparent; border: none; }}
QTreeWidget::branch, QTreeWidget::branch:selected {{ background: transparent; border: none; }}
QTreeWidget::item {{ border: 2px solid transparent; border-radius: 6px; padding: 5px 8px; }}
QTreeWidget::item:selected, #caseList QListWidget::item:selected {{ border: {edge}px solid {line}; }}
QTreeWidget::item:focus {{ border: 2px solid {accent}; }}
#helpPage {{ background: {surface}; border: none; }}
QProgressBar {{
  background: {sunken}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; border: none; width: 0; height: 0;
}}
QCalendarWidget QWidget {{ background: {surface}; alternate-background-color: {sunken}; }}
QCalendarWidget QToolButton {{ background: transparent; border: none; border-radius: 6px; padding: 6px; }}
QCalendarWidget QToolButton:hover {{ background: {sunken}; }}
QCalendarWidget QAbstractItemView {{
  selection-background-color: {accent}; selection-color: {on_accent}; outline: none;
}}
#popover {{ background: {surface}; border: {edge}px solid {line}; border-radius: {radius}px; }}
"""
