"""What is noted beside one question: two quiet marks to begin with, and below the control what was noted.

A note is made when it is begun; a question without one has only the marks.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.notes import is_not_known, note_on
from fr_desk.domain.paths import AnswerError
from fr_desk.gui import language
from fr_desk.gui.buttons import button
from fr_desk.gui.document import Document
from fr_desk.gui.editors.choices import NOT_KNOWN
from fr_desk.gui.editors.texts import TextPage
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.noting import say_not_known, write_note
from fr_desk.gui.prose import Prose
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_

ADD_NOTE = N_("Add a note")
ADD_NOTE_TIP = N_("Add a note (Ctrl+M)")
SAY_NOT_KNOWN_TIP = N_("Not known yet: you looked, and nobody knows it (Ctrl+Shift+M)")
KNOWN_AFTER_ALL = N_("Take it back")
NOTE_ON = N_("Note on “{title}”")
FOR_READERS = N_("A note for whoever reads the dossier")


class Notes(QWidget):
    """The note on one question, and that its answer is not known yet."""

    def __init__(self, path: str, document: Document, *, offers_unknown: bool = True) -> None:
        """Show what is noted on the answer at ``path``.

        Args:
            path: of the answer.
            document: the open dossier.
            offers_unknown: whether “not known yet” is offered here, because the control does not.
        """
        super().__init__()
        self._path, self._document = path, document
        self._title = t(paths.spec_at(path).title)
        self.add = self._mark(ADD_NOTE, ADD_NOTE_TIP, "pencil")
        self.add.clicked.connect(lambda _on: self.begin())
        self.unknown: QPushButton | None = None
        if offers_unknown:
            self.unknown = self._mark(NOT_KNOWN, SAY_NOT_KNOWN_TIP, "circle-question-mark")
            self.unknown.clicked.connect(lambda _on: self.turn_unknown())
        self.field: TextPage | None = None
        self.line: QWidget | None = None
        self.said: QWidget | None = None
        self._fault: Prose | None = None
        self._begun = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE.tight)
        self.setVisible(False)

    def _mark(self, words: str, tip: str, icon: str) -> QPushButton:
        """Return a quiet mark; the keyboard has keys for it, so that Tab leads from answer to answer."""
        mark = button(t(words), icon=icon, kind="mark", tone="muted", tip=t(tip))
        mark.setAccessibleDescription(self._title)
        mark.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = mark.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing moves when a mark goes
        mark.setSizePolicy(policy)
        return mark

    @property
    def marks(self) -> tuple[QPushButton, ...]:
        """The marks, to stand beside the question's words."""
        return (self.add, self.unknown) if self.unknown is not None else (self.add,)

    def refresh(self) -> None:
        """Show what is noted now."""
        dossier = self._document.dossier
        note, unknown = note_on(dossier, self._path), is_not_known(dossier, self._path)
        writes = bool(note) or self._begun
        _show(self.add, not writes)
        if self.unknown is not None:
            _show(self.unknown, not unknown and self._document.get(self._path) is None)
            if unknown and self.said is None:
                self.said = self._make_said()
                self._box.insertWidget(0, self.said)
            if self.said is not None:
                _show(self.said, unknown)
        if writes and self.field is None:
            self.field = self._make_field()
        if self.field is not None and self.line is not None:
            if self.field.toPlainText() != note:
                self.field.blockSignals(True)
                self.field.setPlainText(note)
                self.field.blockSignals(False)
                self.field.updateGeometry()
            _show(self.line, writes)
        _show(self, writes or (unknown and self.unknown is not None))

    def _make_said(self) -> QWidget:
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.small)
        box.addWidget(Icon("circle-question-mark", "open", 15))
        words = Prose(t(NOT_KNOWN), "secondary")
        words.setProperty("tone", "open")
        box.addWidget(words)
        back = button(t(KNOWN_AFTER_ALL), kind="link", press=self.turn_unknown)
        back.setAccessibleDescription(self._title)
        box.addWidget(back)
        box.addStretch()
        return line

    def _make_field(self) -> TextPage:
        field = TextPage(least=1)
        field.setProperty("role", "note")
        field.setPlaceholderText(t(FOR_READERS))
        field.setAccessibleName(t(NOTE_ON, title=self._title))
        field.textChanged.connect(self._on_typed)
        field.installEventFilter(self)
        self.line = QWidget()
        box = QHBoxLayout(self.line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.small)
        box.addWidget(Icon("pencil", "muted", 14))
        box.addWidget(field, 1)
        self._box.addWidget(self.line)
        return field

    def begin(self) -> None:
        """Open the field for the note and give it the keyboard."""
        self._begun = True
        self.refresh()
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_unknown(self) -> None:
        """Say that nobody knows the answer yet, or say so no longer."""
        say_not_known(self._document, self._path, on=not is_not_known(self._document.dossier, self._path))

    def _on_typed(self) -> None:
        assert self.field is not None
        sentence = ""
        try:
            write_note(self._document, self._path, self.field.toPlainText(), typing=True)
        except AnswerError as error:
            sentence = error.message(language.current())
        if self._fault is None and sentence:
            self._fault = Prose(role="complaint")
            self._box.addWidget(self._fault)
        if self._fault is not None:
            self._fault.say(sentence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the step when the keyboard leaves the field; an empty one goes."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self._document.end_typing()
            self._begun = False
            self.refresh()
        return super().eventFilter(watched, event)


def _show(widget: QWidget, on: bool) -> None:
    """Show or hide a widget, unless it is so already."""
    if on is widget.isHidden():
        widget.setVisible(on)
