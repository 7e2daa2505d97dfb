"""Editors of words: one line, many lines, a registration number, a region."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.identifiers import is_business_number, is_credit_code
from fr_desk.domain.regions import region_name, regions
from fr_desk.domain.schema import LONG, SHORT
from fr_desk.gui import language
from fr_desk.gui.editors.editor import Editor, Place
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.i18n import N_

TOO_LONG = N_(
    "At most {most} characters fit here; there are {count}. What was kept before stays until it fits."
)
CODE_RIGHT = N_("The check character is right.")
CODE_WRONG_CN = N_(
    "This is not a valid unified social credit code: 18 characters, the last one checks the others."
)
CODE_WRONG_KR = N_(
    "This is not a valid business registration number: 10 digits, the last one checks the others."
)


_WINDOW_KEYS = frozenset({Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_Y, Qt.Key.Key_Z})


def is_for_window(event: QEvent) -> bool:
    """Tell whether a key pressed in a field is meant for the window.

    Undo and redo: the document has one history for all fields. Search and export: some systems give their keys to
    line editing.
    """
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        and event.key() in _WINDOW_KEYS
    )


class Line(QLineEdit):
    """A line of text without a history of its own."""

    def event(self, event: QEvent) -> bool:
        """Let the window's keys pass."""
        if is_for_window(event):
            event.ignore()
            return False
        return super().event(event)


class TextEditor(Editor):
    """One line of words."""

    def __init__(self, place: Place) -> None:
        """Make an empty line."""
        super().__init__(place)
        self.most = place.spec.max_length or SHORT
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        self.line = Line()
        self.line.setAccessibleName(place.words)
        self.line.setAccessibleDescription(t(place.spec.help))
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self.left)
        box.addWidget(self.line)
        self.setFocusProxy(self.line)

    def show_value(self, value: Any) -> None:
        """Show the words, unless they are there already: the cursor stays."""
        shown = value or ""
        if self.line.text() != shown:
            self.line.setText(shown)

    def restore(self, draft: str) -> None:
        """Show words that are too long to be kept."""
        self.line.setText(draft)
        self._on_typed(draft)

    def _on_typed(self, text: str) -> None:
        if len(text) > self.most:
            self.unclear.emit(text, t(TOO_LONG, most=self.most, count=len(text)))
            return
        self.unclear.emit("", "")
        self.edited.emit(text if text.strip() else None, True)


class RegistrationEditor(TextEditor):
    """A registration number, with a word on its check character. A wrong one is kept: it is what the licence says."""

    def __init__(self, place: Place) -> None:
        """Make an empty line with room for the word below it."""
        super().__init__(place)
        self.hint = Prose(role="secondary")
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.hint)
        self.line.textChanged.connect(self.refresh)
        self.line.editingFinished.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Check the number against the law of the country it is from."""
        text = self.line.text().strip()
        korean = self.place.document.dossier.venue.jurisdiction is Jurisdiction.KR
        right = is_business_number(text) if korean else is_credit_code(text)
        unfinished = self.line.hasFocus() and len(text) < (10 if korean else 18)
        words = t(CODE_RIGHT) if right else t(CODE_WRONG_KR if korean else CODE_WRONG_CN)
        self.hint.say("" if not text or unfinished else words)
        tone = "met" if right else "review"
        if self.hint.property("tone") != tone:
            self.hint.setProperty("tone", tone)
            self.hint.style().polish(self.hint)


class RegionEditor(TextEditor):
    """A province or city: names are proposed, codes are kept, anything else may be written."""

    def __init__(self, place: Place) -> None:
        """Make an empty line that proposes regions."""
        super().__init__(place)
        self.line.setPlaceholderText(t(N_("Begin to type its name")))
        self._country: Jurisdiction | None = None
        self._codes: dict[str, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Propose the regions of the venue's country."""
        country = self.place.document.dossier.venue.jurisdiction
        if country is self._country and self._codes:
            return
        self._country = country
        lang = language.current()
        self._codes = {region.name.get(lang): region.code for region in (regions(country) if country else ())}
        completer = QCompleter(list(self._codes), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        completer.activated.connect(self._on_typed)
        self.line.setCompleter(completer)

    def show_value(self, value: Any) -> None:
        """Show the region's name."""
        country = self.place.document.dossier.venue.jurisdiction
        name = region_name(value, country, language.current()) if value and country else value or ""
        if self._codes.get(self.line.text(), self.line.text()) != (value or ""):
            self.line.setText(name)

    def _on_typed(self, text: str) -> None:
        super()._on_typed(self._codes.get(text, text))


class TextPage(QPlainTextEdit):
    """A text field that is as high as its text, up to twelve lines, and leaves Tab to the window."""

    def __init__(self, least: int = 3) -> None:
        """Make an empty field of at least ``least`` lines."""
        super().__init__()
        self._least = least
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Return the height of the text."""
        lines = min(max(math.ceil(self.document().size().height()), self._least), 12)
        return QSize(320, lines * self.fontMetrics().lineSpacing() + 20)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow field of the same height."""
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Let the window's keys pass."""
        if is_for_window(event):
            event.ignore()
            return False
        return super().event(event)


class LongTextEditor(Editor):
    """Many lines of words."""

    def __init__(self, place: Place) -> None:
        """Make an empty field."""
        super().__init__(place)
        self.most = place.spec.max_length or LONG
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.field = TextPage()
        self.field.setAccessibleName(place.words)
        self.field.setAccessibleDescription(t(place.spec.help))
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        box.addWidget(self.field)
        self.setFocusProxy(self.field)

    def show_frame(self, words: str) -> None:
        """Show how the text may be built as long as the field is empty."""
        self.field.setPlaceholderText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when the keyboard leaves the field."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def show_value(self, value: Any) -> None:
        """Show the words, unless they are there already: the cursor stays."""
        if self.field.toPlainText() != (value or ""):
            self.field.blockSignals(True)
            self.field.setPlainText(value or "")
            self.field.blockSignals(False)
            self.field.updateGeometry()

    def restore(self, draft: str) -> None:
        """Show words that are too long to be kept."""
        self.field.setPlainText(draft)

    def _on_typed(self) -> None:
        text = self.field.toPlainText()
        if len(text) > self.most:
            self.unclear.emit(text, t(TOO_LONG, most=self.most, count=len(text)))
            return
        self.unclear.emit("", "")
        self.edited.emit(text if text.strip() else None, True)
