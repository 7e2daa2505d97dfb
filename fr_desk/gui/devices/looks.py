"""How tables of devices look: a style sheet from the tokens of the theme, for these tables only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QListView, QTableView

from fr_desk.gui import theme
from fr_desk.gui.theme import CONTROLS

_SHEET = """
QTableView {{
  background: {surface}; border: {edge}px solid {line}; gridline-color: {line};
  selection-background-color: {selection}; selection-color: {ink}; outline: none;
}}
QTableView::item {{ padding: 0 6px; }}
QTableView::item:selected {{ background: {selection}; color: {selected}; }}
QTableView QLineEdit[cell="true"] {{
  border: {ring}px solid {accent}; border-radius: 0; padding: 0 5px; min-height: 0; background: {surface};
}}
QTableView::indicator {{
  width: 13px; height: 13px; border: {edge}px solid {outline}; border-radius: 4px; background: {surface};
}}
QTableView::indicator:checked {{ background: {mark}; border-color: {mark_edge}; }}
QHeaderView {{ background: {bg}; border: none; }}
QHeaderView::section {{
  background: {bg}; color: {muted}; border: none; border-right: {edge}px solid {line};
  border-bottom: {edge}px solid {line}; padding: 6px 8px; font-size: {size}pt;
}}
QHeaderView::section:vertical {{ padding: 0 8px; }}
QHeaderView::section:checked {{ color: {accent}; }}
QTableCornerButton::section {{
  background: {bg}; border: none; border-right: {edge}px solid {line}; border-bottom: {edge}px solid {line};
}}
"""


_LIST = """
QListView {{ background: {surface}; border: {edge}px solid {line}; padding: 4px; outline: none; }}
QListView::item {{ min-height: 28px; padding: 2px 8px; border-radius: 6px; }}
QListView::item:selected {{ background: {selection}; color: {on_selection}; }}
QListView::indicator {{
  width: 13px; height: 13px; border: {edge}px solid {outline}; border-radius: 4px; background: {surface};
}}
QListView::indicator:checked {{ background: {mark}; border-color: {mark_edge}; }}
"""


def dress_list(view: QListView) -> None:
    """Give a list below a cell the look of a list box."""
    colours = theme.tokens()
    names = ("surface", "line", "outline", "selection", "on_selection", "edge")
    mark = colours.accent if colours.edge == 1 else colours.ink
    mark_edge = colours.accent if colours.edge == 1 else colours.surface
    values = {name: getattr(colours, name) for name in names}
    view.setStyleSheet(_LIST.format(**values, mark=mark, mark_edge=mark_edge))


def dress_table(view: QTableView) -> None:
    """Give a table the colours of the theme and rows of an even height."""
    colours = theme.tokens()
    view.setStyleSheet(
        _SHEET.format(
            **{
                name: getattr(colours, name)
                for name in ("surface", "line", "selection", "ink", "bg", "muted", "outline")
            },
            selected=colours.ink if colours.edge == 1 else colours.on_selection,
            accent=colours.accent,
            mark=colours.accent if colours.edge == 1 else colours.ink,
            mark_edge=colours.accent if colours.edge == 1 else colours.surface,
            edge=colours.edge,
            ring=CONTROLS.ring,
            size=theme.points(theme.SIZES["secondary"]),
        )
    )
    view.setWordWrap(False)
    view.setAlternatingRowColors(False)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    rows = view.verticalHeader()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(max(34, view.fontMetrics().height() + 16))
    rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setStretchLastSection(True)
    view.horizontalHeader().setMinimumSectionSize(36)
