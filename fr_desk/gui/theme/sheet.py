"""The style sheet, made from the tokens: Qt's own widgets at rest, hovered, focused, pressed and disabled.

A border grows where a widget has the keyboard; its padding shrinks by as much, so that nothing moves.
"""

from __future__ import annotations

from collections.abc import Callable

from fr_desk.gui.theme.tokens import CONTROLS, CORNERS, SIZES, Tokens

_PADDINGS = {
    "button": (6, 13),
    "small": (2, 9),
    "icon": (6, 6),
    "citation": (1, 7),
    "field": (6, 11),
    "text": (4, 7),
}
"""Air above and beside the words of each kind of control with the thinnest border."""


def style_sheet(colours: Tokens, points: Callable[[float], float]) -> str:
    """Return the style sheet.

    Args:
        colours: of the theme.
        points: turns a size of type into points at the chosen text scale.
    """
    values: dict[str, object] = {field: getattr(colours, field) for field in Tokens.__slots__}
    values |= {f"size_{key}": f"{points(size)}pt" for key, size in SIZES.items()}
    values |= {f"corner_{key}": getattr(CORNERS, key) for key in ("small", "control", "card")}
    values |= {"inner": CONTROLS.inner, "ring": CONTROLS.ring}
    values["quiet_edge"] = colours.outline if colours.edge > 1 else "transparent"
    for name, (above, beside) in _PADDINGS.items():
        values[f"pad_{name}"] = _padding(above, beside, colours.edge - 1)
        values[f"pad_{name}_ring"] = _padding(above, beside, CONTROLS.ring - 1)
    return _SHEET.format_map(values)


def _padding(above: int, beside: int, less: int) -> str:
    return f"{above - less}px {beside - less}px"


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
  background: {surface}; border: {edge}px solid {line}; border-radius: {corner_control}px;
  padding: {pad_button}; min-height: {inner}px;
}}
QPushButton:hover {{ border-color: {muted}; }}
QPushButton:pressed {{ background: {sunken}; }}
QPushButton:focus {{ border: {ring}px solid {accent}; padding: {pad_button_ring}; }}
QPushButton:disabled {{ color: {muted}; background: {sunken}; border: {edge}px {off} {line}; }}
QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; color: {accent}; font-weight: 700; }}
QPushButton[kind="primary"] {{
  background: {accent}; border-color: {accent}; color: {on_accent}; font-weight: 700;
}}
QPushButton[kind="primary"]:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background: {accent}; }}
QPushButton[kind="primary"]:focus {{ border: {ring}px solid {ink}; }}
QPushButton[kind="primary"]:disabled {{ background: {sunken}; border-color: {line}; color: {muted}; }}
QPushButton[kind="fix"] {{ color: {accent}; }}
QPushButton[kind="small"] {{ font-size: {size_secondary}; padding: {pad_small}; }}
QPushButton[kind="small"]:focus {{ padding: {pad_small_ring}; }}
QPushButton[kind="quiet"], QPushButton[kind="icon"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover, QPushButton[kind="icon"]:hover {{ background: {sunken}; border-color: {quiet_edge}; }}
QPushButton[kind="quiet"]:pressed, QPushButton[kind="icon"]:pressed {{ background: {accent_soft}; }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="icon"]:focus {{ border: {ring}px solid {accent}; }}
QPushButton[kind="quiet"]:disabled, QPushButton[kind="icon"]:disabled {{
  background: transparent; border-color: transparent;
}}
QPushButton[kind="icon"] {{ padding: {pad_icon}; min-width: {inner}px; }}
QPushButton[kind="icon"]:focus {{ padding: {pad_icon_ring}; }}
QPushButton[kind="link"] {{
  background: transparent; border: {ring}px solid transparent; border-radius: {corner_small}px;
  padding: 1px 4px 1px 0; color: {accent}; font-size: {size_secondary}; min-height: 16px;
}}
QPushButton[kind="link"]:hover {{ background: {accent_soft}; }}
QPushButton[kind="link"]:focus {{ border-color: {accent}; }}
QPushButton[kind="mark"] {{
  background: transparent; border: {ring}px solid transparent; border-radius: {corner_small}px; padding: 1px;
  min-height: 16px;
}}
QPushButton[kind="mark"]:hover {{ background: {accent_soft}; }}
QPushButton[kind="mark"]:focus {{ border-color: {accent}; }}
QPushButton[kind="citation"] {{
  font-size: {size_secondary}; color: {muted}; padding: {pad_citation}; border-radius: {corner_small}px;
  min-height: 18px;
}}
QPushButton[kind="citation"]:hover {{ color: {ink}; }}
QPushButton[kind="citation"]:focus {{ padding: {pad_citation_ring}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QComboBox {{
  background: {sunken}; border: {edge}px solid {outline}; border-radius: {corner_control}px; padding: {pad_field};
  selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit, QComboBox {{ min-height: {inner}px; }}
QPlainTextEdit {{ padding: {pad_text}; }}
QPlainTextEdit[role="note"] {{ background: transparent; border-color: {line}; color: {muted}; }}
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover {{ border-color: {muted}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{
  color: {muted}; background: transparent; border: {edge}px {off} {line};
}}
QLineEdit:focus, QComboBox:focus, QComboBox:on {{
  border: {ring}px solid {accent}; padding: {pad_field_ring}; background: {surface};
}}
QPlainTextEdit:focus {{ border: {ring}px solid {accent}; padding: {pad_text_ring}; background: {surface}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border-color: {breached}; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: none; width: 0; }}
QComboBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
QComboBox QAbstractItemView {{
  background: {surface}; border: {edge}px solid {line}; selection-background-color: {selection};
  selection-color: {on_selection}; padding: 4px; outline: none;
}}
QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 2px 8px; border-radius: {corner_small}px; }}
QMenu {{ background: {surface}; border: {edge}px solid {line}; border-radius: {corner_control}px; padding: 6px; }}
QMenu::item {{ padding: 5px 22px 5px 12px; border-radius: {corner_small}px; }}
QMenu::item:selected {{ background: {selection}; color: {on_selection}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: {edge}px; background: {line}; margin: 6px 4px; }}
QMenu::icon {{ padding-left: 8px; }}
QListView, QListWidget {{ background: {surface}; border: none; }}
QListWidget::item {{ padding: 7px 10px; border-radius: {corner_small}px; }}
QListWidget::item:selected, QTreeWidget::item:selected {{ background: {selection}; color: {on_selection}; }}
QTreeWidget {{ show-decoration-selected: 0; }}
QTreeWidget, #caseList QListWidget {{ background: transparent; border: none; }}
QTreeWidget::branch, QTreeWidget::branch:selected {{ background: transparent; border: none; }}
QTreeWidget::item {{ border: {ring}px solid transparent; border-radius: {corner_small}px; padding: 5px 8px; }}
QTreeWidget::item:selected, #caseList QListWidget::item:selected {{ border: {edge}px solid {line}; }}
QTreeWidget::item:focus {{ border: {ring}px solid {accent}; }}
#helpPage {{ background: {surface}; border: none; }}
QProgressBar {{
  background: {sunken}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center;
}}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; border: none; width: 0; height: 0;
}}
QCalendarWidget QWidget {{ background: {surface}; alternate-background-color: {sunken}; }}
QCalendarWidget QToolButton {{ background: transparent; border: none; border-radius: {corner_small}px; padding: 6px; }}
QCalendarWidget QToolButton:hover {{ background: {sunken}; }}
QCalendarWidget QAbstractItemView {{
  selection-background-color: {accent}; selection-color: {on_accent}; outline: none;
}}
#popover {{ background: {surface}; border: {edge}px solid {line}; border-radius: {corner_card}px; }}
"""
