"""The bar above the table: what was inspected, the search, and what can be done with what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from fr_desk.gui import icons, theme
from fr_desk.gui.buttons import button
from fr_desk.gui.commands import COMMANDS
from fr_desk.gui.inspector.look import GROUPS
from fr_desk.gui.inspector.words import HEADS
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine
from fr_desk.gui.theme import CORNERS
from fr_desk.i18n import N_
from fr_desk.inspection.wanted import Wanted

TITLE = N_("Inspector’s desk")
NO_GROUPS = N_("Not grouped")
ONCE = N_("Each dossier once, without copies and other versions")
EXPORTS = {
    "csv": N_("Table as CSV…"),
    "xlsx": N_("Table as spreadsheet (XLSX)…"),
    "pdf": N_("Report as PDF…"),
}
"""What can be written of what is shown, by its ending."""
_KEYS = "Ctrl F"
_WIDE, _ROOMY, _TITLED = 1240, 1120, 960
"""Widths from which the search is wide, from which buttons carry words, and from which the desk is named."""


class SearchLine(QLineEdit):
    """The search; its keys stand in it until something is typed, the arrow down leads into the table.

    Signals:
        left: the keyboard is to go into the table.
    """

    left = Signal()

    def __init__(self, words: str) -> None:
        """Begin with ``words``."""
        super().__init__(words)
        self.setPlaceholderText(t(N_("Name, address…")))
        self.setAccessibleName(t(N_("Search the dossiers")))
        self.addAction(icons.icon("search", "muted", 16), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the table; clear with Escape."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the keys at the right while nothing is typed."""
        super().paintEvent(event)
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(self.placeholderText()) - 60
        width = metrics.horizontalAdvance(_KEYS) + 8
        if self.text() or self.hasFocus() or room < width:
            return
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("secondary"))
        cap = QRectF(self.width() - width - 10, 7.5, width, self.height() - 15)
        painter.setPen(colours.tone("line"))
        painter.setBrush(colours.tone("surface"))
        painter.drawRoundedRect(cap, CORNERS.small, CORNERS.small)
        painter.setPen(colours.tone("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, _KEYS)


class Head(QFrame):
    """The bar.

    Signals:
        words_typed: what is searched for.
        asked: the name of something to do: ``sample``, ``record``, ``law``, ``columns``, ``day``, ``folder``,
            ``files``, ``again``, ``fresh``, ``copies``, ``opens``, ``edits``, or ``export:`` and ``group:`` with what.
        into_table: the keyboard is to go into the table.
    """

    words_typed = Signal(str)
    asked = Signal(str)
    into_table = Signal()

    def __init__(self, wanted: Wanted) -> None:
        """Show what is ``wanted``."""
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(max(theme.TOP_BAR, theme.width(46)))
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 0, 18, 0)
        box.setSpacing(12)
        box.addWidget(_Sign())
        self._title, self.facts = OneLine(t(TITLE), "name"), OneLine(role="muted")
        self._title.setMinimumWidth(self._title.sizeHint().width())
        self.day = OneLine(role="strong")
        self._days = ("", "")
        box.addWidget(self._title)
        box.addWidget(self.day)
        box.addWidget(self.facts, 1)
        self.search = SearchLine(wanted.words)
        self.search.textChanged.connect(self.words_typed)
        self.search.left.connect(self.into_table)
        box.addWidget(self.search)
        self.law = self._do("law", N_("Law changed…"), "calendar-clock", kind="icon")
        self.columns = self._do("columns", N_("Columns"), "columns-3", kind="icon")
        self.sample = self._do("sample", N_("Sample"), "dices")
        self.export = button(t(N_("Export")), icon="table-2")
        self.export.setMenu(self._exports())
        self.record = self._do("record", N_("Record on site"), "clipboard-check", kind="primary")
        self.menu = button(t(N_("Menu")), icon="menu", kind="icon")
        self.menu.setMenu(self._more(wanted))
        for one in (self.columns, self.law, self.sample, self.export, self.record, self.menu):
            box.addWidget(one)
        self._words = {one: one.text() for one in (self.sample, self.export, self.record)}

    def _do(self, name: str, words: str, icon: str, kind: str = "plain") -> QPushButton:
        return button(t(words), icon=icon, kind=kind, press=lambda: self.asked.emit(name))

    def _exports(self) -> QMenu:
        menu = QMenu(self)
        for name, words in EXPORTS.items():
            menu.addAction(t(words), partial(self.asked.emit, f"export:{name}"))
        return menu

    def _more(self, wanted: Wanted) -> QMenu:
        menu = QMenu(self)

        def add(name: str, words: str, icon: str) -> None:
            menu.addAction(icons.icon(icon, "muted"), t(words), lambda: self.asked.emit(name))

        add("folder", N_("Inspect a folder…"), "folder-open")
        add("files", N_("Inspect files, a zip or a list…"), "file-text")
        menu.addSeparator()
        add("day", N_("Law as of another day…"), "calendar")
        add("again", N_("Read what has changed"), "rotate-cw")
        add("fresh", N_("Read everything anew"), "rotate-cw")
        menu.addSeparator()
        groups = menu.addMenu(icons.icon("list", "muted"), t(N_("Group by")))
        self._groups = {}
        for group in GROUPS:
            words = t(HEADS[group]) if group else t(NO_GROUPS)
            action = groups.addAction(words, partial(self.asked.emit, f"group:{group}"))
            action.setCheckable(True)
            self._groups[group] = action
        self._once = menu.addAction(t(ONCE), lambda: self.asked.emit("copies"))
        self._once.setCheckable(True)
        menu.addSeparator()
        words, *_ = COMMANDS["inspects"]
        self._choice = menu.addAction(t(words))
        self._choice.setCheckable(True)
        self._choice.triggered.connect(lambda on: self.asked.emit("opens" if on else "edits"))
        self.show_wanted(wanted)
        return menu

    def show_choice(self, *, on: bool) -> None:
        """Show how dossiers open that are opened from outside."""
        self._choice.setChecked(on)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show what is wanted now."""
        for group, action in self._groups.items():
            action.setChecked(group == wanted.group)
        self._once.setChecked(wanted.once)
        if self.search.text() != wanted.words:
            self.search.setText(wanted.words)

    def show_day(self, written: str, short: str) -> None:
        """Show whose day's law is applied, as it is ``written`` or in a ``short`` way; it is never cut."""
        self._days = (written, short)
        self._name_day()

    def _name_day(self) -> None:
        written, short = self._days
        self.day.setText(written if self._reach() >= _TITLED else short)
        self.day.setMinimumWidth(self.day.sizeHint().width())

    def _reach(self) -> int:
        return round(self.width() / max(1.0, theme.text_scale()))

    def allow(self, possible: Mapping[str, bool]) -> None:
        """Offer only what can be done now."""
        for name, can in possible.items():
            widget = getattr(self, name)
            assert isinstance(widget, QWidget)
            widget.setEnabled(can)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up words before anything is cut."""
        width = self._reach()
        self._title.setVisible(width >= _TITLED)
        self._name_day()
        self.search.setFixedWidth(theme.width(250 if width >= _WIDE else 180))
        for made, words in self._words.items():
            made.setText(words if width >= _ROOMY else "")
            made.setToolTip("" if width >= _ROOMY else made.accessibleName())
        super().resizeEvent(event)


class _Sign(QWidget):
    """The sign of this desk: a public building on the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(28, 28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().tone("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), CORNERS.control, CORNERS.control)
        painter.drawPixmap(6, 6, icons.pixmap("landmark", "on_accent", 16, self.devicePixelRatioF()))
