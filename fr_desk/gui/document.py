"""The document behind the window: the only writer of the dossier.

Answers, fixes, undo and redo all take one road: an edit makes a new frozen dossier, a command on the undo stack keeps
what it changed, and every step along the stack is assessed anew. Each step goes into the journal before anything else
happens, so that a step read from the journal and one just made are the same thing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from fr_desk.domain import differences, paths
from fr_desk.domain import edits as dossier_edits
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.findings import Assessment
from fr_desk.services.unfinished import Unfinished
from fr_desk.services.work import Work
from fr_desk.storage.steps import Step

Assess = Callable[[Dossier], Assessment]

ANSWERED = N_("Answer to “{title}”")
CLEARED = N_("Answer to “{title}” taken back")


@lru_cache(maxsize=512)
def _words(message: str, title: str) -> Texts:
    """Return what the step of an answer is called, once for all steps that are called so."""
    return texts(message, title=texts(title))


class _Change(QUndoCommand):
    """A step on the undo stack."""

    def __init__(
        self,
        document: Document,
        step: Step,
        *,
        typing: int = 0,
        after: Dossier | None = None,
    ) -> None:
        """Make the command.

        Args:
            document: whose stack it is for.
            step: what it changes.
            typing: number of the run of letters it belongs to, 0 for none.
            after: the dossier it leads to, if it is there already.
        """
        super().__init__()
        self.document, self.step = document, step
        self.typing = typing
        self._after = after

    def redo(self) -> None:
        """Go to the dossier after the step."""
        if self.document.is_restoring:
            return
        after, self._after = self._after, None
        if after is None:
            after = differences.apply(self.document.dossier, self.step.made)
        self.document.take(after, self.step.path)

    def undo(self) -> None:
        """Go back to the dossier before the step."""
        if not self.document.is_restoring:
            self.document.take(differences.apply(self.document.dossier, self.step.back), self.step.path)


class Document(QObject):
    """An open dossier, its place on disk, and what may be undone.

    Signals:
        changed: an answer changed; its path, or an empty one if much did.
        assessed: the findings after a change.
        stepped: what undo and redo would do changed; after the change itself.
        stored: where it is kept, or whether it is kept, changed.
        closing: the document is about to be closed.
        troubled: an error, if changes cannot be noted at the moment; ``None`` once they can again.
    """

    changed = Signal(str)
    assessed = Signal(object)
    stepped = Signal()
    stored = Signal()
    closing = Signal()
    troubled = Signal(object)
    _refused = Signal(object)

    def __init__(
        self,
        dossier: Dossier,
        assess: Assess,
        *,
        path: Path | None = None,
        attachments: dict[str, bytes] | None = None,
        read_from: Path | None = None,
        work: Work | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Open ``dossier``.

        Args:
            dossier: the answers.
            assess: applies the rules; called after every change.
            path: the ``.frdesk`` file it is saved to, if there is one.
            attachments: files kept with it.
            read_from: the file it was read from, if that cannot be saved to (a dossier PDF, a data file).
            work: its journal, with the history from earlier days; without one nothing is noted.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.dossier = work.dossier if work is not None else dossier
        self.work = work
        self.path = path
        self.read_from = read_from
        self._given = dict(attachments or {})
        self._given_as = {key: entry.sha256 for key, entry in (dossier.attachments or {}).items()}
        self._unlisted = self._given.keys() - (dossier.attachments or {}).keys()
        self._added: dict[str, bytes] = {}
        self.drafts: dict[str, str] = {}
        self.put_away: set[tuple[str, str]] = set()
        self.stack = QUndoStack(self)
        self.stack.cleanChanged.connect(self._on_clean_changed)
        self.stack.indexChanged.connect(self._on_stepped)
        self._assess = assess
        self._session = 0
        self._typed: tuple[int, Dossier] | None = None
        self.is_restoring = self._is_pushing = False
        self._assessment: Assessment | None = None
        self._refused.connect(self.troubled, Qt.ConnectionType.QueuedConnection)
        if work is not None:
            work.on_trouble = self._refused.emit
            self._restore(work)

    def _restore(self, work: Work) -> None:
        """Put the steps of earlier days on the stack."""
        self.is_restoring = True
        self.stack.blockSignals(True)
        for step in work.steps:
            self.stack.push(_Change(self, step))
        self.stack.setIndex(max(work.clean, 0))
        self.stack.setClean() if work.clean >= 0 else self.stack.resetClean()
        self.stack.setIndex(work.index)
        self.stack.blockSignals(False)
        self.is_restoring = False

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
            data = self._content(key, entry.sha256)
            if data is not None:
                found[key] = data
        return found

    def _content(self, key: str, sha256: str | None) -> bytes | None:
        if sha256 in self._added:
            return self._added[sha256]
        if self._given_as.get(key) == sha256 and key in self._given:
            return self._given[key]
        data = self.work.fetch(sha256) if self.work is not None and sha256 else None
        if data is not None and sha256:
            self._added[sha256] = data
        return data

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

    @property
    def last_path(self) -> str:
        """The path of the step that undo would take back, empty for none."""
        command = self.stack.command(self.stack.index() - 1) if self.stack.index() else None
        return command.step.path if isinstance(command, _Change) else ""

    def _words_of(self, index: int) -> Texts | None:
        if not 0 <= index < self.stack.count():
            return None
        command = self.stack.command(index)
        return command.step.words if isinstance(command, _Change) else None

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
        words = _words(CLEARED if value is None else ANSWERED, paths.spec_at(path).title)
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
        if self.work is not None:
            self.work.keep(sha256, data)

    def _push(self, after: Dossier, path: str, words: Texts, typing: int) -> None:
        index, before = self.stack.index(), self.dossier
        merges = self._merges(index, path, typing)
        start = self._typed[1] if merges and self._typed else before
        step = Step.between(start, after, words, path, time.time())
        if not (step.made or merges):
            return
        position = index - 1 if merges else index
        self._note(position, step, start, after)
        self._typed = (position, start) if typing and step.made else None
        self._is_pushing = True
        try:
            if merges:
                self._merge(step, after)
            else:
                self.stack.push(_Change(self, step, typing=typing, after=after))
        finally:
            self._is_pushing = False

    def _merge(self, step: Step, after: Dossier) -> None:
        """Let the letters typed before tell these too; a field typed back to what it was leaves no step.

        A command that is pushed and merges would do the same, but PySide never lets go of it.
        """
        top = self.stack.command(self.stack.index() - 1)
        assert isinstance(top, _Change)
        self.take(after, step.path)
        top.step = step
        if step.made:
            self.stepped.emit()
        else:
            top.setObsolete(True)
            self.stack.undo()  # only takes it off the stack

    def _merges(self, index: int, path: str, typing: int) -> bool:
        """Tell whether letters go on with the step before them."""
        if not typing or self._typed is None or self._typed[0] != index - 1:
            return False
        top = self.stack.command(index - 1)
        return (
            isinstance(top, _Change)
            and (top.step.path, top.typing) == (path, typing)
            and index != self.stack.cleanIndex()
        )

    def _note(self, position: int, step: Step, before: Dossier, after: Dossier) -> None:
        """Write a step into the journal, and the files that undoing it will need."""
        if self.work is None:
            return
        if before.attachments is not after.attachments:
            for key, entry in (before.attachments or {}).items():
                data = self._content(key, entry.sha256)
                if entry.sha256 and data is not None and (after.attachments or {}).get(key) != entry:
                    self.keep(entry.sha256, data)
        if step.made:
            self.work.made(position, step, before, after)
        else:
            self.work.moved(position, after, cut=True)

    def take_up(self, offer: Unfinished, words: Texts) -> None:
        """Go on with changes of an earlier day: each to be undone on its own where that can be, else as one step.

        Args:
            offer: changes to the dossier as it is now.
            words: what they are called as one step.
        """
        index = self.stack.index()
        if offer.steps:
            self._make_again(offer.steps)
            return
        if offer.story.index < index == offer.begin:
            self.stack.setIndex(offer.story.index)
            if self.dossier == offer.dossier:
                return
            self.stack.setIndex(index)
        self.show(offer.dossier, "", words)

    def _make_again(self, steps: Iterable[Step]) -> None:
        self.end_typing()
        self._typed = None
        dossier = self.dossier
        self.is_restoring = True
        self.stack.blockSignals(True)
        for step in steps:
            after = differences.apply(dossier, step.made)
            self._note(self.stack.index(), step, dossier, after)
            self.stack.push(_Change(self, step))
            dossier = after
        self.stack.blockSignals(False)
        self.is_restoring = False
        self.take(dossier, "")
        self.stepped.emit()
        self.stored.emit()

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
        if self.work is not None:
            self.work.saved(path, self.stack.index(), self.dossier)
        self.stored.emit()

    def close(self) -> None:
        """End the journal, and say nothing more: the undo stack would speak while it is torn down."""
        self.closing.emit()
        is_clean = self.is_clean
        self.stack.blockSignals(True)
        self.blockSignals(True)
        if self.work is not None:
            self.work.close(finished=is_clean)

    def _on_stepped(self, index: int) -> None:
        if self.work is not None and not self._is_pushing:
            self.work.moved(index, self.dossier)
        self.stepped.emit()

    def _on_clean_changed(self, _clean: bool) -> None:
        self.stored.emit()
