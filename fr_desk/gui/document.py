"""The document behind the window: the only writer of the dossier.

Answers, fixes, undo and redo all take one road: an edit makes a new frozen dossier, a command on the undo stack keeps
the one before and the one after (they share what did not change), and every step along the stack is assessed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from fr_desk.domain import edits as dossier_edits
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.findings import Assessment

Assess = Callable[[Dossier], Assessment]

ANSWERED = N_("Answer to “{title}”")
CLEARED = N_("Answer to “{title}” taken back")
_TYPING = 1
"""Id of the commands that may merge: letters typed into one field."""


class _Change(QUndoCommand):
    """One step of the undo stack: the dossier before and after it."""

    def __init__(self, document: Document, after: Dossier, path: str, words: Texts, typing: int) -> None:
        super().__init__(words.en)
        self.document, self.before, self.after = document, document.dossier, after
        self.path, self.words, self.typing = path, words, typing

    def id(self) -> int:
        """Only typing merges."""
        return _TYPING if self.typing else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next letters typed into the same field; a field typed back to what it was leaves no step."""
        if not isinstance(other, _Change) or (other.path, other.typing) != (self.path, self.typing):
            return False
        self.after, self.words = other.after, other.words
        self.setObsolete(paths.get(self.before, self.path) == paths.get(self.after, self.path))
        return True

    def redo(self) -> None:
        """Go to the dossier after the step."""
        self.document.take(self.after, self.path)

    def undo(self) -> None:
        """Go back to the dossier before the step."""
        self.document.take(self.before, self.path)


class Document(QObject):
    """An open dossier, its place on disk, and what may be undone.

    Signals:
        changed: an answer changed; its path, or an empty one if much did.
        assessed: the findings after a change.
        stepped: what undo and redo would do changed; after the change itself.
        stored: where it is kept, or whether it is kept, changed.
    """

    changed = Signal(str)
    assessed = Signal(object)
    stepped = Signal()
    stored = Signal()

    def __init__(
        self,
        dossier: Dossier,
        assess: Assess,
        *,
        path: Path | None = None,
        attachments: dict[str, bytes] | None = None,
        read_from: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Open ``dossier``.

        Args:
            dossier: the answers.
            assess: applies the rules; called after every change.
            path: the ``.frdesk`` file it is saved to, if there is one.
            attachments: files kept with it.
            read_from: the file it was read from, if that cannot be saved to (a dossier PDF, a data file).
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.dossier = dossier
        self.path = path
        self.read_from = read_from
        self._given = dict(attachments or {})
        self._unlisted = self._given.keys() - (dossier.attachments or {}).keys()
        self._added: dict[str, bytes] = {}
        self.drafts: dict[str, str] = {}
        self.put_away: set[tuple[str, str]] = set()
        self.stack = QUndoStack(self)
        self.stack.cleanChanged.connect(self._on_clean_changed)
        self.stack.indexChanged.connect(self._on_stepped)
        self._assess = assess
        self._session = 0
        self._assessment: Assessment | None = None

    @property
    def assessment(self) -> Assessment:
        """The findings about the dossier as it is now."""
        if self._assessment is None:
            self._assessment = self._assess(self.dossier)
        return self._assessment

    @property
    def attachments(self) -> dict[str, bytes]:
        """The files of the dossier as it is now, by id; undo brings back those of before."""
        found = {key: self._given[key] for key in self._unlisted}
        for key, entry in (self.dossier.attachments or {}).items():
            data = self._added.get(entry.sha256 or "") or self._given.get(key)
            if data is not None:
                found[key] = data
        return found

    @property
    def is_clean(self) -> bool:
        """Whether all answers are on disk."""
        return self.stack.isClean()

    @property
    def last_change(self) -> Texts | None:
        """The words of the step that undo would take back."""
        return self._words_of(self.stack.index() - 1)

    @property
    def next_change(self) -> Texts | None:
        """The words of the step that redo would do again."""
        return self._words_of(self.stack.index())

    def _words_of(self, index: int) -> Texts | None:
        if not 0 <= index < self.stack.count():
            return None
        command = self.stack.command(index)
        return command.words if isinstance(command, _Change) else None

    def get(self, path: str) -> Any:
        """Return the answer at ``path``."""
        return paths.get(self.dossier, path)

    def edit(self, path: str, value: Any, *, typing: bool = False) -> None:
        """Give the answer at ``path``; the same answer again is no edit.

        Args:
            path: of a field.
            value: the answer, ``None`` to take it back.
            typing: letters typed into one field are one step, until :meth:`end_typing`.

        Raises:
            AnswerError: if the value does not fit.
        """
        if self.get(path) == value:
            return
        after = paths.replace(self.dossier, path, value)
        title = texts(paths.spec_at(path).title)
        words = texts(CLEARED if value is None else ANSWERED, title=title)
        self._push(after, path, words, self._session + 1 if typing else 0)

    def end_typing(self) -> None:
        """Let the next letters begin a step of their own."""
        self._session += 1

    def apply(self, edits: Iterable[Edit], words: Texts, path: str = "") -> None:
        """Make several edits in one step.

        Args:
            edits: in order.
            words: what the step is called.
            path: what they have in common, empty for anything.

        Raises:
            AnswerError: if a value does not fit.
        """
        self._push(dossier_edits.apply(self.dossier, *edits), path, words, 0)

    def insert(self, collection: str, item: Any, words: Texts) -> str:
        """Add an item to a collection and return its path."""
        after, path = paths.insert(self.dossier, collection, item)
        self._push(after, collection, words, 0)
        return path

    def show(self, after: Dossier, path: str, words: Texts, *, typing: bool = False) -> None:
        """Go on with another state of the dossier, as one step called ``words``; ``typing`` as in :meth:`edit`."""
        self._push(after, path, words, self._session + 1 if typing else 0)

    def keep(self, sha256: str, data: bytes) -> None:
        """Hold the content of a file that the dossier lists, or will list, by its fingerprint."""
        self._added[sha256] = data

    def _push(self, after: Dossier, path: str, words: Texts, typing: int) -> None:
        if after != self.dossier:
            self.stack.push(_Change(self, after, path, words, typing))

    def take(self, dossier: Dossier, path: str) -> None:
        """Show another state of the dossier. Only steps of the undo stack call this."""
        self.dossier = dossier
        self._assessment = None
        self.changed.emit(path)
        self.assessed.emit(self.assessment)

    def saved_to(self, path: Path) -> None:
        """Note that the dossier as it is now is kept in ``path``."""
        self.path, self.read_from = path, None
        self.stack.setClean()
        self.end_typing()
        self.stored.emit()

    def close(self) -> None:
        """Say nothing more: the undo stack would speak while it is torn down."""
        self.stack.blockSignals(True)
        self.blockSignals(True)

    def _on_stepped(self, _index: int) -> None:
        self.stepped.emit()

    def _on_clean_changed(self, _clean: bool) -> None:
        self.stored.emit()
