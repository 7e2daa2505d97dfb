"""The search of the desk, which is its palette of commands as well: one field, and everything that fits below it.

It lies over its window as a part of it, not as a window of its own: so that Chinese and Korean are typed into it as
anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from fr_desk.gui.findable import KINDS, Found
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.ranking import ranked
from fr_desk.gui.search_rows import RECENT, FoundList, Section
from fr_desk.gui.spoken import announce
from fr_desk.i18n import N_

ONLY_COMMANDS = ">"
"""Typed first, it lists commands only."""
IN_SECTION, IN_ALL = 8, 60
"""Lines of one section while there are others, and lines of all."""
RECENT_SHOWN = 6
SPOKEN_AFTER = 300
RESULTS = N_("{count} found")
NOTHING = N_("Nothing is called or says “{words}”.")
TRY = N_("Try fewer letters, a part of a name, the number of an article, or > for commands.")
HINT = N_("Arrows choose · Enter goes there · > lists commands only · Esc closes")
PLACE_OF = N_("{name}, {place} of {count}")
WIDTH, HEIGHT, TOP = 680, 500, 56


class Search(QWidget):
    """A field with what fits below it; arrows choose, Enter goes there, Escape closes.

    Signals:
        chosen: the id of what was chosen, before it is done.
        closed: the search is gone.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget, recent: Iterable[str] = ()) -> None:
        """Lie over ``window``; ``recent`` are the ids of what was chosen lately, the last first."""
        super().__init__(window)
        self.setAccessibleName(t(N_("Search")))
        self._window, self._recent = window, tuple(recent)
        self._back = QApplication.focusWidget()
        self._found: list[Found] = []
        self._by_id: dict[str, Found] = {}
        self.count = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._behind = QPixmap()
        self._frame = QFrame(self)
        self._frame.setObjectName("popover")
        box = QVBoxLayout(self._frame)
        box.setContentsMargins(12, 12, 12, 8)
        box.setSpacing(8)
        self.line = QLineEdit()
        self.line.setPlaceholderText(t(N_("Find questions, checks, articles, commands")))
        self.line.setAccessibleName(t(N_("Search")))
        self.line.setAccessibleDescription(t(HINT))
        self.line.textChanged.connect(lambda _text: self.refresh())
        self.line.installEventFilter(self)
        self.list = FoundList()
        self.list.setAccessibleName(t(N_("What was found")))
        self.list.clicked.connect(lambda _index: self.choose())
        self.nothing = Prose("", "muted")
        self.nothing.setContentsMargins(10, 10, 10, 10)
        foot = QHBoxLayout()
        foot.addWidget(OneLine(t(HINT), "secondary"), 1)
        self.number = OneLine("", "secondary")
        foot.addWidget(self.number)
        box.addWidget(self.line)
        box.addWidget(self.list, 1)
        box.addWidget(self.nothing, 1)
        box.addLayout(foot)
        self._voice = QTimer(self, singleShot=True, interval=SPOKEN_AFTER)
        self._voice.timeout.connect(self._speak)
        window.installEventFilter(self)

    def open(self) -> None:
        """Show the search in the upper middle of its window."""
        self._fill_window()
        self.refresh()
        self.raise_()

    def _fill_window(self) -> None:
        self.setVisible(False)
        self._behind = self._window.grab()
        self.setGeometry(self._window.rect())
        width, height = min(WIDTH, self.width() - 40), min(HEIGHT, self.height() - TOP - 24)
        self._frame.setGeometry(QRect((self.width() - width) // 2, TOP, width, height))
        self.setVisible(True)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    # what is found

    def take(self, found: Iterable[Found]) -> None:
        """Search in more things; those taken already stay."""
        for one in found:
            self._found.append(one)
            self._by_id[one.id] = one

    def refresh(self) -> None:
        """Find again what fits what is typed, and mark the best."""
        text = self.line.text().strip()
        rows, self.count = self._rows(text)
        self.list.rows.show_rows(rows)
        choices = self.list.choices
        if choices:
            self.list.mark(choices[0])
            self.list.scrollToTop()
        number = t(RESULTS, count=self.count)
        self.number.setText(number if text.removeprefix(ONLY_COMMANDS).strip() else "")
        self.list.setVisible(bool(choices))
        self.nothing.say("" if choices else f"{t(NOTHING, words=text)}\n{t(TRY)}")
        self._voice.start()

    def _rows(self, text: str) -> tuple[list[Section | Found], int]:
        only = text.startswith(ONLY_COMMANDS)
        words = text.removeprefix(ONLY_COMMANDS).strip()
        among = [one for one in self._found if one.kind == "command"] if only else self._found
        if words:
            return self._fitting(words, among)
        recent = [self._by_id[id_] for id_ in self._recent if id_ in self._by_id]
        recent = [one for one in recent if not only or one.kind == "command"][:RECENT_SHOWN]
        kinds = ("command",) if only else ("finding", "step", "command")
        rows: list[Section | Found] = [Section(RECENT, len(recent), len(recent)), *recent] if recent else []
        for kind in kinds:
            every = [one for one in among if one.kind == kind]
            shown = every if kind == "command" else every[:IN_SECTION]
            rows += [Section(kind, len(shown), len(every)), *shown] if shown else []
        return rows, len(among)

    @staticmethod
    def _fitting(words: str, among: list[Found]) -> tuple[list[Section | Found], int]:
        """Return what fits, the section with the best first, in each section the best first."""
        found = ranked(words, among)
        by_kind: dict[str, list[tuple[int, Found]]] = {}
        for how, one in found:
            by_kind.setdefault(one.kind, []).append((how, one))
        order = list(KINDS)
        best = sorted(by_kind, key=lambda kind: (min(how for how, _ in by_kind[kind]), order.index(kind)))
        most = IN_ALL if len(by_kind) == 1 or len(found) <= IN_ALL else IN_SECTION
        rows: list[Section | Found] = []
        for kind in best:
            sorted_ = sorted(by_kind[kind], key=lambda pair: pair[0])
            shown = [one for _how, one in sorted_[:most]]
            rows += [Section(kind, len(shown), len(sorted_)), *shown]
        return rows, len(found)

    def choose(self) -> None:
        """Do or show what is marked."""
        found = self.list.current
        if found is not None:
            self.chosen.emit(found.id)
            self.close()
            found.choose()

    def _speak(self) -> None:
        """Tell a screen reader what is marked."""
        found, choices = self.list.current, self.list.choices
        if found is None:
            announce(self.line, self.nothing.text())
            return
        place = choices.index(self.list.currentIndex().row()) + 1
        announce(self.line, t(PLACE_OF, name=found.spoken, place=place, count=self.count))

    # keyboard, mouse, window

    def _keys(self) -> dict[Qt.Key, Callable[[], object]]:
        page = self.list.page
        return {
            Qt.Key.Key_Down: lambda: self.list.go_on(1),
            Qt.Key.Key_Up: lambda: self.list.go_on(-1),
            Qt.Key.Key_PageDown: lambda: self.list.go_on(page),
            Qt.Key.Key_PageUp: lambda: self.list.go_on(-page),
            Qt.Key.Key_Home: lambda: self.list.go_on(-len(self.list.choices)),
            Qt.Key.Key_End: lambda: self.list.go_on(len(self.list.choices)),
            Qt.Key.Key_Tab: lambda: self.list.move_section(1),
            Qt.Key.Key_Backtab: lambda: self.list.move_section(-1),
            Qt.Key.Key_Return: self.choose,
            Qt.Key.Key_Enter: self.choose,
            Qt.Key.Key_Escape: self.close,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys work on the list while the field has the keyboard; follow the window's size."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fill_window)  # once everything else has its new size
        if watched is self._window and event.type() == QEvent.Type.Close:
            self.close()
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
                does = self._keys().get(Qt.Key(event.key()))
                if does is not None and not plain & ~Qt.KeyboardModifier.ShiftModifier:
                    does()
                    self._voice.start()
                    return True
            if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                QTimer.singleShot(0, self, self._on_left)
        return super().eventFilter(watched, event)

    def _on_left(self) -> None:
        """Close when the keyboard went to another part of the window."""
        focus = QApplication.focusWidget()
        if (
            self.isVisible()
            and focus is not None
            and focus.window() is self.window()
            and focus is not self.line
        ):
            self._back = focus
            self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when somebody presses beside it."""
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the keyboard back to what had it."""
        self._voice.stop()
        self._window.removeEventFilter(self)
        self.line.removeEventFilter(self)
        back = self._back
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        super().closeEvent(event)
        self.closed.emit()
        self.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show what is behind, dimmed: a picture of it, because all of it would be drawn anew with every key."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._behind)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 64))
