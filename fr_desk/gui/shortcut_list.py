"""All keys in one list: those of the commands from their table, and those that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fr_desk.forms.steps import STEPS
from fr_desk.gui import theme
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.commands import COMMANDS
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.small_window import SmallWindow
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.i18n import N_

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

Line = tuple[str, tuple[str, ...]]
"""What keys do, in the language of the screen, and the keys."""
MOVING: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Go to the next control, or back"), ("Tab", "Shift+Tab")),
    (N_("Choose in a list, a row of buttons or a table"), ("Up", "Down", "Left", "Right")),
    (N_("Press the button, tick or untick"), ("Space", "Return")),
    (N_("Open a list of choices"), ("Alt+Down",)),
    (N_("Close what lies on top"), ("Esc",)),
)
"""Keys that mean the same everywhere."""
_Keys = QKeySequence.StandardKey
IN_TABLES: tuple[tuple[str, tuple[str | QKeySequence.StandardKey, ...]], ...] = (
    (N_("Write in the cell"), ("Return", "F2", "Space")),
    (N_("Open the cell’s list of choices"), ("Alt+Down",)),
    (N_("Copy, cut and paste cells"), (_Keys.Copy, _Keys.Cut, _Keys.Paste)),
    (N_("Fill down from the first marked cell"), ("Ctrl+D",)),
    (N_("Duplicate the marked rows"), ("Ctrl+Shift+D",)),
    (N_("Mark whole rows"), ("Shift+Space",)),
    (N_("Empty the cells; take whole marked rows out"), (_Keys.Delete, "Backspace")),
    (N_("Go to the first or last row"), ("Ctrl+Home", "Ctrl+End")),
)
"""Keys of the table of devices; a test compares them with what the table does."""


def command_lines() -> Iterator[Line]:
    """Yield every command that has keys, as the table of commands has it."""
    for words, _icon, keys in COMMANDS.values():
        shown = tuple(spelled(QKeySequence(key)) for key in keys)
        if shown:
            yield t(words), tuple(dict.fromkeys(shown))


def step_lines() -> Iterator[Line]:
    """Yield the keys that lead to the steps."""
    for number, step in enumerate(STEPS, 1):
        yield t(step.title), (spelled(QKeySequence(f"Alt+{number}")),)


def table_lines() -> Iterator[Line]:
    """Yield the keys of the table of devices."""
    for words, keys in IN_TABLES:
        yield t(words), tuple(spelled(QKeySequence(key)) for key in keys)


def moving_lines() -> Iterator[Line]:
    """Yield the keys that mean the same everywhere."""
    for words, keys in MOVING:
        yield t(words), tuple(spelled(QKeySequence(key)) for key in keys)


def spelled(keys: QKeySequence) -> str:
    """Return keys as they stand on the keyboard."""
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


class Key(QWidget):
    """Keys as they look on a keyboard."""

    def __init__(self, keys: str) -> None:
        """Show ``keys``."""
        super().__init__()
        self.keys = keys
        self.setFont(theme.font("secondary"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the keys and a rim."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.keys) + 16, metrics.height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw them."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.tone("line"), colours.edge))
        painter.setBrush(colours.tone("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(colours.tone("ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.keys)


class ShortcutWindow(SmallWindow):
    """The list."""

    TITLE = N_("Keys")
    CHAPTER = "keyboard"

    def __init__(self, owner: Window) -> None:
        """Show all keys."""
        super().__init__(owner, 760, 680)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(24, 20, 24, 20)
        self._box.setSpacing(12)
        self.area.setWidget(body)
        box.addWidget(self.area)

    def fill(self) -> None:
        """Write the list in the language of the screen."""
        empty(self._box)
        self.area.setAccessibleName(t(self.TITLE))
        self._box.addWidget(Prose(t(self.TITLE), "title"))
        for title, lines in (
            (N_("Commands"), command_lines()),
            (N_("Steps"), step_lines()),
            (N_("Everywhere"), moving_lines()),
            (N_("In the table of devices"), table_lines()),
        ):
            self._box.addWidget(_card(t(title), tuple(lines)))
        self._box.addStretch()

    def take_focus(self) -> None:
        """Give the keyboard to the list, which arrows scroll."""
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)


def _card(title: str, lines: tuple[Line, ...]) -> Card:
    card = Card()
    card.box.addWidget(Prose(title, "question"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for number, (words, keys) in enumerate(lines):
        grid.addWidget(Hairline(), 2 * number, 0, 1, 2)
        said = Prose(words)
        said.setAccessibleName(f"{words}: {', '.join(keys)}")
        grid.addWidget(said, 2 * number + 1, 0, Qt.AlignmentFlag.AlignVCenter)
        caps = Flow(6)
        for one in keys:
            caps.add(Key(one))
        grid.addWidget(caps, 2 * number + 1, 1)
    card.box.addLayout(grid)
    return card
