"""The two things a journal is made of: a step with what it changed, and the whole dossier after a number of steps.

Both are read from their lines when they are first asked for, and neither ever changes.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from fr_desk.domain import differences
from fr_desk.domain.differences import ABSENT, Change
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts

Changes = tuple[Change, ...]


def as_json(tree: Any) -> bytes:
    """Return plain values as JSON without spaces."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


class JournalError(FrDeskError):
    """A journal whose lines are whole but make no sense to this version of the program."""

    sentence = N_(
        "The notes of earlier changes cannot be read by this version of FR Desk; they were put aside."
    )


class OtherFormatError(JournalError):
    """A journal of another version of the program, to be read by that one."""


class Step:
    """One step: what it is called, the path it is about, its changes forth and back. It never changes."""

    __slots__ = ("_back", "_line", "_made", "_path", "_words", "at")

    def __init__(
        self, words: Texts, path: str, made: Changes, back: Changes | None = None, at: float = 0.0
    ) -> None:
        """Make a step.

        Args:
            words: what it is called.
            path: what its changes have in common.
            made: the changes.
            back: what takes them back, where that is more than each change the other way round.
            at: when it was made, in seconds since 1970.
        """
        self._words, self._path, self._made, self._back, self.at = words, path, made, back, at
        self._line = b""

    @classmethod
    def between(cls, before: Dossier, after: Dossier, words: Texts, path: str, at: float = 0.0) -> Step:
        """Return the step from one dossier to another; taken back, it gives the first again, order included."""
        made = differences.changes(before, after)
        is_plain = all(change.after is not ABSENT for change in made)
        return cls(words, path, made, None if is_plain else differences.changes(after, before), at)

    @classmethod
    def written(cls, line: bytes) -> Step:
        """Return the step whose JSON is ``line``; it is opened when it is needed."""
        step = cls.__new__(cls)
        step._line, step.at = line, 0.0  # noqa: SLF001 - its own class
        return step

    def _open(self) -> None:
        if not self._line:
            return
        try:
            tree = json.loads(self._line)
            self._words = Texts.model_validate(tree["words"])
            self._path = str(tree["path"])
            self._back = differences.from_json(tree["back"]) if "back" in tree else None
            self.at = float(tree["at"])
            self._made = differences.from_json(tree["made"])  # last: whoever sees it sees the others
        except (ValueError, KeyError, TypeError, AttributeError, FrDeskError) as error:
            raise JournalError from error
        self._line = b""

    @property
    def made(self) -> Changes:
        """The changes."""
        self._open()
        return self._made

    @property
    def back(self) -> Changes:
        """The changes that take it back."""
        made = self.made
        return tuple(change.inverse for change in made) if self._back is None else self._back

    @property
    def words(self) -> Texts:
        """What it is called."""
        self._open()
        return self._words

    @property
    def path(self) -> str:
        """What its changes have in common, empty for anything."""
        self._open()
        return self._path

    @property
    def body(self) -> bytes:
        """Its JSON."""
        if line := self._line:
            return line
        tree: dict[str, Any] = {"at": round(self.at, 3), "path": self._path}
        tree["words"] = {"zh": self._words.zh, "ko": self._words.ko, "en": self._words.en}
        tree["made"] = differences.to_json(self._made)
        if self._back is not None:
            tree["back"] = differences.to_json(self._back)
        return as_json(tree)


class State:
    """The whole dossier after a number of steps; read when it is first asked for."""

    __slots__ = ("_body", "_dossier", "index")

    def __init__(self, index: int, dossier: Dossier | None = None, body: bytes = b"") -> None:
        """Hold a dossier, or its JSON."""
        self.index, self._dossier, self._body = index, dossier, body

    @property
    def dossier(self) -> Dossier:
        """The dossier.

        Raises:
            JournalError: if its JSON is no dossier of this version.
        """
        if self._dossier is None:
            try:
                self._dossier = Dossier.model_validate_json(self._body)
            except ValidationError as error:
                raise JournalError from error
            self._body = b""
        return self._dossier

    def moved(self, index: int) -> State:
        """Return the same dossier at another place among the steps; -1 for one that no steps lead to."""
        return State(index, self._dossier, self._body)

    @property
    def body(self) -> bytes:
        """Its JSON, collections in their order."""
        return self._body or self.dossier.model_dump_json(exclude_none=True).encode()
