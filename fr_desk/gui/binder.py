"""Two-way binding of one editor and one answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from fr_desk.domain.notes import is_not_known
from fr_desk.domain.paths import AnswerError
from fr_desk.gui import language
from fr_desk.gui.editors import Editor
from fr_desk.gui.noting import answer_at_last, say_not_known

_NEVER = object()


class Binder(QObject):
    """Carries what an editor says to the document, and what the document holds to the editor.

    Signals:
        complained: one sentence about what was typed and cannot be kept; empty when all is well.
    """

    complained = Signal(str)

    def __init__(self, editor: Editor) -> None:
        """Bind ``editor`` to its place; it lives as long as the editor."""
        super().__init__(editor)
        self._editor = editor
        self._document, self._path = editor.place.document, editor.place.path
        self._shown: Any = _NEVER
        editor.edited.connect(self._on_edited)
        editor.unknown.connect(self._on_unknown)
        editor.unclear.connect(self._on_unclear)
        editor.left.connect(self._document.end_typing)

    def refresh(self) -> None:
        """Show the answer if it is another one than before; a draft gives way to an answer that came from elsewhere."""
        value = self._document.get(self._path)
        draft = self._document.drafts.get(self._path)
        if self._shown is _NEVER:
            self._editor.show_value(value)
            if draft is not None:
                self._editor.restore(draft)
        elif value is not self._shown and value != self._shown:
            self._document.drafts.pop(self._path, None)
            self._editor.show_value(value)
            self._complain("")
        self._shown = value
        if self._editor.says_unknown:
            self._editor.show_unknown(is_not_known(self._document.dossier, self._path))
        self._editor.refresh()

    def _complain(self, sentence: str) -> None:
        self._editor.mark(bool(sentence))
        self.complained.emit(sentence)

    def _on_edited(self, value: Any, typing: bool) -> None:
        if not typing:
            self._document.end_typing()
        known = value is not None and not typing and is_not_known(self._document.dossier, self._path)
        try:
            if known:
                answer_at_last(self._document, self._path, value)
            else:
                self._document.edit(self._path, value, typing=typing)
        except AnswerError as error:
            self._complain(error.message(language.current()))

    def _on_unknown(self, on: bool) -> None:
        say_not_known(self._document, self._path, on=on)

    def _on_unclear(self, draft: str, sentence: str) -> None:
        if sentence:
            self._document.drafts[self._path] = draft
        else:
            self._document.drafts.pop(self._path, None)
        self._complain(sentence)
