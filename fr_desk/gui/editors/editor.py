"""What every editor is: it shows one answer, tells of a new one, and keeps what it cannot understand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from fr_desk.domain.schema import FieldSpec
from fr_desk.gui.document import Document
from fr_desk.gui.language import t


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor stands: the document, the path of the answer, its declaration, and whether room is dear.

    ``attach`` asks the user for a file that the answer at a path then names.
    """

    document: Document
    path: str
    spec: FieldSpec
    compact: bool = False
    attach: Callable[[str], None] | None = None

    @property
    def words(self) -> str:
        """What the control is called for people who hear the screen."""
        return t(self.spec.asks)


class Editor(QWidget):
    """One control for one answer.

    Signals:
        edited: a new answer, and whether it came by typing.
        unknown: nobody knows the answer yet, or that is said no longer.
        unclear: what was typed and cannot be an answer, with one sentence why; both empty once it can.
        left: the keyboard went elsewhere.
    """

    says_unknown = False
    """Whether the control itself offers “not known yet”."""

    edited = Signal(object, bool)
    unknown = Signal(bool)
    unclear = Signal(str, str)
    left = Signal()

    def __init__(self, place: Place) -> None:
        """Make the control for ``place``; the answer is shown by :meth:`show_value`."""
        super().__init__()
        self.place = place

    def show_value(self, value: Any) -> None:
        """Show an answer, ``None`` for none."""
        raise NotImplementedError

    def show_unknown(self, on: bool) -> None:
        """Show whether the answer is known not to be known yet; only controls that offer it themselves."""

    def show_frame(self, words: str) -> None:
        """Show how an answer may be built as long as there is none; only fields for longer texts."""

    def restore(self, draft: str) -> None:
        """Show again what was typed before and could not be an answer."""

    def mark(self, wrong: bool) -> None:
        """Mark what is typed as something that cannot be kept, or take the mark away."""
        field = self.focusProxy()
        if field is not None and bool(field.property("wrong")) is not wrong:
            field.setProperty("wrong", wrong)
            field.style().polish(field)

    def refresh(self) -> None:
        """Show again what is read from elsewhere in the dossier, such as the names of zones."""


class CalmCombo(QComboBox):
    """A combo box that leaves the mouse wheel to the page, and says when the keyboard leaves it."""

    left = Signal()

    def setAccessibleName(self, name: str) -> None:
        """Say what is asked; on the bus of screen readers the name is what is chosen, and this the description."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.left.emit()
