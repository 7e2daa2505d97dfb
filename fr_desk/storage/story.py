"""What a journal tells: the steps of a dossier in order, how far it has come among them, and what was saved last.

One line a record: a check value, the kind, a number, then JSON. The kind and the number stand outside the JSON so that
a history of ten thousand steps is read without parsing any: a step opens its line when it is undone or made again.
This module knows lines and values; files and threads are :mod:`fr_desk.storage.journal`'s.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from fr_desk import __version__
from fr_desk.domain import differences
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.storage.steps import JournalError, OtherFormatError, State, Step, as_json

FORMAT: Final = 1
"""Version of the journal's lines; a journal of another version is put aside, never misread."""
_KINDS = frozenset({b"head", b"step", b"cut", b"at", b"state", b"saved"})


@dataclass(frozen=True, slots=True)
class Saved:
    """What was opened or saved last.

    Attributes:
        state: the dossier in the file; its index is -1 once the steps no longer lead to it.
        digest: SHA-256 of the file.
        at: when, in seconds since 1970.
    """

    state: State
    digest: str
    at: float


@dataclass(slots=True)
class Story:
    """The content of a journal, kept up record by record: by who writes it and by who reads it.

    Attributes:
        id: of the dossier.
        path: of its file, empty for none.
        program: the version that wrote it.
        steps: all, those that were undone last included.
        index: how many of them are made.
        state: the newest whole dossier among them.
        saved: what was opened or saved last, if there is a file.
        at: when something happened last.
        whole: whether nothing was damaged.
        torn: whether the last line was being written when the program ended.
        lines: how many lines tell it.
    """

    id: str
    path: str = ""
    program: str = __version__
    steps: list[Step] = field(default_factory=list)
    index: int = 0
    state: State | None = None
    saved: Saved | None = None
    at: float = 0.0
    whole: bool = True
    torn: bool = False
    lines: int = 0

    # what happens

    def step(self, position: int, step: Step) -> None:
        """Note a step at a position; whatever stood there and behind it is gone."""
        self.cut(position)
        self.steps.append(step)
        self.index = position + 1
        self.at = step.at or self.at

    def cut(self, position: int) -> None:
        """Forget the steps from a position on."""
        if position > len(self.steps):
            raise JournalError
        if position == len(self.steps):
            return  # a whole dossier may stand before the steps that lead to it
        del self.steps[position:]
        self.index = min(self.index, position)
        if self.state is not None and self.state.index > position:
            self.state = None
        if self.saved is not None and self.saved.state.index > position:
            self.saved = Saved(self.saved.state.moved(-1), self.saved.digest, self.saved.at)

    def move(self, index: int) -> None:
        """Note that steps were undone or made again."""
        if not 0 <= index <= len(self.steps):
            raise JournalError
        self.index = index

    def save(self, saved: Saved, path: str) -> None:
        """Note what is in the file now."""
        self.saved, self.path, self.at = saved, path, saved.at
        if saved.state.index >= 0:
            self.state = saved.state

    # what it comes to

    def dossier_at(self, index: int) -> Dossier:
        """Return the dossier after ``index`` steps.

        Raises:
            JournalError: if there is no way to it.
        """
        if self.state is None:
            raise JournalError
        dossier = self.state.dossier
        try:
            for step in self.steps[self.state.index : index]:
                dossier = differences.apply(dossier, step.made)
            for step in reversed(self.steps[index : self.state.index]):
                dossier = differences.apply(dossier, step.back)
        except FrDeskError as error:
            raise JournalError from error
        return dossier

    @property
    def dossier(self) -> Dossier:
        """The dossier as it was left."""
        return self.dossier_at(self.index)

    def check(self) -> None:
        """Open every step.

        Raises:
            JournalError: if one makes no sense to this version of the program.
        """
        for step in self.steps:
            assert step.made is not None

    def told(self) -> Iterator[bytes]:
        """Yield the fewest lines that tell the same."""
        yield head_line(self)
        if self.saved is not None:
            yield saved_line(self.saved, self.path)
        if self.state is not None and (self.saved is None or self.state is not self.saved.state):
            yield state_line(self.state)
        for position, step in enumerate(self.steps):
            yield step_line(position, step)
        yield move_line(self.index)


def line_of(kind: str, number: int, body: bytes = b"{}") -> bytes:
    """Return one line."""
    told = b"%s %d %s" % (kind.encode(), number, body)
    return b"%08x %s\n" % (zlib.crc32(told), told)


def head_line(story: Story) -> bytes:
    """Return the first line: whose journal it is."""
    tree = {"program": story.program, "id": story.id, "path": story.path, "at": story.at}
    return line_of("head", FORMAT, as_json(tree))


def step_line(position: int, step: Step) -> bytes:
    """Return the line of a step."""
    return line_of("step", position, step.body)


def cut_line(position: int) -> bytes:
    """Return the line that says that steps were forgotten."""
    return line_of("cut", position)


def move_line(index: int) -> bytes:
    """Return the line that says how many steps are made."""
    return line_of("at", index)


def state_line(state: State) -> bytes:
    """Return the line of a whole dossier."""
    return line_of("state", state.index, state.body)


def saved_line(saved: Saved, path: str) -> bytes:
    """Return the line that says what is in the file."""
    tree = as_json({"digest": saved.digest, "path": path, "at": saved.at})
    return line_of("saved", saved.state.index, tree[:-1] + b',"dossier":' + saved.state.body + b"}")


def read(data: bytes) -> Story | None:
    """Return what a journal tells, as far as it is whole; ``None`` if it does not even begin.

    A last line that is cut off or wrong was being written when the program ended, and is left out; anything wrong
    before it ends the story there, and :attr:`Story.whole` is false.

    Raises:
        OtherFormatError: if another version of the program wrote it in another way.
    """
    lines = data.split(b"\n")
    cut_off = bool(lines.pop())
    if cut_off:
        lines.append(data[data.rfind(b"\n") + 1 :])
    story: Story | None = None
    for number, line in enumerate(lines):
        try:
            story = _told(story, _record(line))
        except OtherFormatError:
            raise
        except JournalError:
            if story is not None:
                story.whole, story.torn = number == len(lines) - 1, True
            break
    if story is not None:
        story.torn = story.torn or cut_off
        _mend(story)
    return story


def _mend(story: Story) -> None:
    """Begin with the whole dossier where steps before it are damaged, with the file's where it was cut away."""
    saved, known = story.saved, len(story.steps)
    if story.state is None and saved is not None and saved.state.index >= 0:
        story.state = saved.state
    if story.state is not None and story.state.index > known:
        story.steps.clear()
        story.index = 0
        if saved is not None:
            is_there = saved.state.index == story.state.index
            story.saved = Saved(saved.state.moved(0 if is_there else -1), saved.digest, saved.at)
        story.state = story.state.moved(0)


def _record(line: bytes) -> tuple[bytes, int, bytes] | None:
    parts = line.split(b" ", 3)
    if len(parts) != 4 or b"%08x" % zlib.crc32(line[9:]) != parts[0] or not parts[2].lstrip(b"-").isdigit():
        return None
    return parts[1], int(parts[2]), parts[3]


def _told(story: Story | None, record: tuple[bytes, int, bytes] | None) -> Story:
    if record is None or (story is None) is not (record[0] == b"head"):
        raise JournalError
    kind, number, body = record
    if kind not in _KINDS:
        raise JournalError
    if story is None and number != FORMAT:
        raise OtherFormatError
    try:
        if story is None:
            tree = json.loads(body)
            return Story(
                str(tree["id"]), str(tree["path"]), str(tree["program"]), at=float(tree["at"]), lines=1
            )
        match kind:
            case b"step":
                story.step(number, Step.written(body))
                story.at = _time_of(body) or story.at
            case b"cut":
                story.cut(number)
            case b"at":
                story.move(number)
            case b"state":
                story.state = State(number, body=body)
            case b"saved":
                head, _, rest = body.partition(b',"dossier":')
                tree = json.loads(head + b"}")
                saved = Saved(State(number, body=rest[:-1]), str(tree["digest"]), float(tree["at"]))
                story.save(saved, str(tree["path"]))
    except (ValueError, KeyError, TypeError) as error:
        raise JournalError from error
    story.lines += 1
    return story


def _time_of(body: bytes) -> float:
    """Return when a step was made, which stands first in its JSON."""
    number = body[6:40].partition(b",")[0]
    return float(number) if body.startswith(b'{"at":') else 0.0
