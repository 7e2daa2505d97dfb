"""Choices about signs, written into the document: each one step of its undo stack, letters typed in a row one step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from fr_desk.domain import paths
from fr_desk.domain.choices import SignKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.paths import AnswerError
from fr_desk.gui import language
from fr_desk.gui.document import ANSWERED, CLEARED, Document
from fr_desk.gui.sign_press import SignPress
from fr_desk.i18n import N_, Texts, texts
from fr_desk.services.sign_designs import (
    CHOICES,
    DESIGNS,
    Choosable,
    Sign,
    with_choice,
    with_sign,
    without_choices,
    without_sign,
)

USUAL = N_("Usual design: {sign}")
ADDED, REMOVED = N_("Sign added: {sign}"), N_("Sign removed: {sign}")


class SignChoices(QObject):
    """What is chosen about the sign that is looked at.

    Signals:
        complained: name of a choice that cannot be kept, and one sentence why.
    """

    complained = Signal(str, str)

    def __init__(self, document: Document, press: SignPress, parent: QObject) -> None:
        """Write into ``document`` what is chosen about the sign of ``press``."""
        super().__init__(parent)
        self._document, self._press = document, press

    def choose(self, choice: Choosable, value: Any, typing: bool) -> None:
        """Choose something; ``typing`` tells whether it came letter by letter."""
        sign = self._press.sign
        if sign is None:
            return
        if not typing:
            self._document.end_typing()
        try:
            after, path = with_choice(self._document.dossier, sign, choice, value)
        except AnswerError as error:
            self.complained.emit(choice, error.message(language.current()))
            return
        title = texts(paths.spec_at(path).title)
        words = texts(CLEARED if value is None else ANSWERED, title=title)
        self._document.show(after, path, words, typing=typing)

    @property
    def drafts(self) -> dict[Choosable, str]:
        """What was typed about the sign and cannot be kept."""
        kept = {choice: self._document.drafts.get(self._key(choice), "") for choice in CHOICES}
        return {choice: draft for choice, draft in kept.items() if draft}

    def keep_draft(self, choice: Choosable, draft: str) -> None:
        """Hold what was typed and cannot be kept, so that saving without it is told."""
        if draft:
            self._document.drafts[self._key(choice)] = draft
        else:
            self._document.drafts.pop(self._key(choice), None)

    def _key(self, choice: Choosable) -> str:
        return paths.join(DESIGNS, self._press.wish.sign, choice)

    def make_usual(self) -> None:
        """Take back everything that was chosen about the sign."""
        sign = self._press.sign
        if sign is not None:
            for choice in CHOICES:
                self.keep_draft(choice, "")
            self._step(without_choices(self._document.dossier, sign), USUAL, sign.name)

    def add_sign(self, kind: SignKind) -> Sign | None:
        """Want a sign that the answers do not call for, and return it."""
        self._step(with_sign(self._document.dossier, kind)[0], ADDED, texts(kind.label))
        return next((one for one in self._press.signs or () if one.planned.kind is kind), None)

    def remove_sign(self) -> None:
        """Want a sign no longer that the answers do not call for."""
        sign = self._press.sign
        if sign is not None and sign.is_own:
            self._step(without_sign(self._document.dossier, sign), REMOVED, sign.name)

    def _step(self, after: Dossier, words: str, name: Texts) -> None:
        self._document.end_typing()
        self._document.show(after, DESIGNS, texts(words, sign=name))
