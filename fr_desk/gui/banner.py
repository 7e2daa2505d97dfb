"""Lines under the top bar that say what is special about the open file, with buttons for what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fr_desk.gui import theme
from fr_desk.gui.arrange import Aside, Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_

_ICONS = {"open": "info", "met": "file-check", "breached": "triangle-alert", "review": "triangle-alert"}


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a line.

    Attributes:
        words: in the screen's language.
        press: what it does.
        icon: name of a bundled icon.
        kind: of the button.
    """

    words: str
    press: Callable[[], object]
    icon: str = ""
    kind: str = "small"


class Banner(QWidget):
    """Sentences across the window, each under a key of its own, until they are closed or no longer true.

    Signals:
        closed: the user closed the line with this key.
    """

    closed = Signal(str)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.lines: dict[str, Line] = {}
        self.setVisible(False)

    def say(self, words: str, tone: str = "open", actions: Sequence[Action] = (), key: str = "") -> None:
        """Show ``words`` in the colour of an outcome under ``key``, or nothing there where they are empty."""
        old = self.lines.pop(key, None)
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        if words:
            line = Line(words, tone, actions, partial(self._close, key))
            self.lines[key] = line
            self._box.addWidget(line)
            QAccessible.updateAccessibility(QAccessibleEvent(line, QAccessible.Event.Alert))
        self.setVisible(bool(self.lines))

    def _close(self, key: str) -> None:
        self.say("", key=key)
        self.closed.emit(key)

    @property
    def words(self) -> str:
        """What is said, line by line."""
        return "\n".join(line.words for line in self.lines.values())

    def words_of(self, key: str) -> str:
        """Return what is said under ``key``."""
        return self.lines[key].words if key in self.lines else ""


class Line(QWidget):
    """One sentence with its buttons, beside it where there is room, else below."""

    def __init__(self, words: str, tone: str, actions: Sequence[Action], close: Callable[[], object]) -> None:
        """Show ``words``; ``close`` takes the line away."""
        super().__init__()
        self._tone, self.words = tone, words
        self.setAccessibleName(words)
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 6, 10, 6)
        box.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop if actions else Qt.AlignmentFlag.AlignVCenter
        icon = Icon(_ICONS[tone], tone)
        prose = Prose(words)
        prose.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.buttons: list[QPushButton] = []
        box.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        if actions:
            both, row = Aside(gap=14), Flow(gap=8, line_gap=6)
            for action in actions:
                made = button(action.words, icon=action.icon, kind=action.kind, press=action.press)
                made.setAccessibleDescription(words)
                self.buttons.append(made)
                row.add(made)
            both.add(prose)
            both.add(row)
            box.addWidget(both, 1)
        else:
            box.addWidget(prose, 1)
        self.close_button = button(t(N_("Close this line")), icon="x", kind="icon", press=close)
        self.close_button.setAccessibleDescription(words)
        box.addWidget(self.close_button, 0, top)

    def press(self, words: str) -> None:
        """Press the button with these words."""
        next(one for one in self.buttons if one.accessibleName() == words).click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the hairline below it."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.tone(f"{self._tone}_ground"))
        painter.fillRect(0, self.height() - colours.edge, self.width(), colours.edge, colours.tone("line"))
