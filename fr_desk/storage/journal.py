"""The file of a journal, and the one thread that writes it: in order, many records in one go, each on disk at once.

Who edits only puts records into a queue. The thread appends what came in, flushes it to the disk and looks again; while
the disk refuses, it keeps everything and tries again, so that nothing is dropped. It knows no screens: trouble is told
to a callable, from the thread.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from fr_desk.domain.dossier import Dossier
from fr_desk.storage import errors, story
from fr_desk.storage.access import explained, read_bytes
from fr_desk.storage.atomic import flush_folder, replace_file
from fr_desk.storage.steps import State, Step
from fr_desk.storage.story import Saved, Story

FILE, FILES = "journal.jsonl", "files"
EVERY: Final = 0.03
"""Seconds between two writes: what comes in meanwhile goes to the disk together."""
AGAIN: Final = 0.5
"""Seconds after which a refused write is tried again."""
STATE_AFTER: Final = 200
"""Steps after which the whole dossier is written, so that reading a journal stays quick."""
WORN: Final = 16 * 1024 * 1024
"""Bytes from which a journal is written anew at a save, if most of it is told twice."""
LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a journal that is read at all."""


@dataclass(frozen=True, slots=True)
class Made:
    """A step was made at a position: the dossier before and after it come along, to be written where it helps."""

    position: int
    step: Step
    before: Dossier
    after: Dossier


@dataclass(frozen=True, slots=True)
class Moved:
    """Steps were undone or made again; with ``cut``, those above are forgotten."""

    index: int
    dossier: Dossier
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The content of a file that a step is going to name."""

    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True)
class InFile:
    """The dossier was saved."""

    saved: Saved
    path: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The journal belongs to another folder from now on; what is there already makes way to a third one."""

    folder: Path
    aside: Path


Record = Made | Moved | Kept | InFile | Elsewhere


def read_journal(folder: Path, name: str = FILE) -> Story | None:
    """Return what a journal tells, ``None`` if there is none or it does not even begin.

    Raises:
        FileError: if the system refuses.
        OtherFormatError: if another version of the program wrote it in another way.
    """
    try:
        return story.read(read_bytes(folder / name, LARGEST))
    except (errors.MissingFileError, errors.EmptyFileError):
        return None


def kept_file(folder: Path, sha256: str) -> bytes | None:
    """Return the content of a file that the journal in ``folder`` keeps, if it is there and as it was."""
    try:
        data = (folder / FILES / sha256).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


class Journal:
    """Writes a journal. The folder is made with the first record; a journal without records leaves no trace."""

    def __init__(
        self,
        folder: Path,
        told: Story,
        on_trouble: Callable[[errors.FileError | None], None],
        *,
        anew: bool = True,
        on_begun: Callable[[], None] | None = None,
    ) -> None:
        """Wait for records.

        Args:
            folder: of the journal.
            told: what has happened so far; it belongs to the journal from now on.
            on_trouble: is told what the system refuses, and ``None`` once it does no more.
            anew: whether the file is to be written from its beginning; otherwise it tells ``told`` already.
            on_begun: is called before the first write.
        """
        self.folder = folder
        self._story, self._anew = told, anew
        self._on_trouble, self._on_begun = on_trouble, on_begun
        self._queue: deque[Record] = deque()
        self._wake = threading.Condition()
        self._busy = self._closing = self._hurrying = False
        self._refused: errors.FileError | None = None
        self._unwritten: deque[Record] = deque()
        self._lines: list[bytes] = []
        self._kept: dict[str, bytes] = {}
        self._stream: IO[bytes] | None = None
        self._length = self._least = 0
        self._thread: threading.Thread | None = None

    # for whoever edits

    def put(self, record: Record) -> None:
        """Hand over a record; this costs nothing."""
        with self._wake:
            self._queue.append(record)
            self._begin()
            self._wake.notify()

    def begin(self) -> None:
        """Write down what has happened so far, without waiting for a record."""
        with self._wake:
            self._begin()
            self._wake.notify()

    def _begin(self) -> None:
        if self._thread is None:
            self._busy = True
            self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
            self._thread.start()

    def flush(self, patience: float = 5.0) -> bool:
        """Wait until everything handed over is on disk; say whether it is."""
        with self._wake:
            if self._thread is None:
                return True
            self._hurrying = True
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._refused or not (self._busy or self._queue), patience)
            self._hurrying = False
            return not (self._busy or self._queue or self._refused)

    def close(self) -> bool:
        """Write what is left and end the thread; say whether everything is on disk."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()
        return self._refused is None

    # the thread

    def _run(self) -> None:
        while True:
            with self._wake:
                self._unwritten.extend(self._queue)
                self._queue.clear()
                self._busy = True
            self._try()
            with self._wake:
                done = not self._unwritten and self._refused is None
                self._busy = not done
                self._wake.notify_all()
                if self._closing and not self._queue:
                    break
                if done and not self._queue:
                    self._wake.wait_for(lambda: self._queue or self._closing)
                elif self._refused is not None:
                    self._wake.wait_for(lambda: self._closing, AGAIN)
                if not self._closing:
                    self._wake.wait_for(lambda: self._closing or self._hurrying, EVERY)
        if self._stream is not None:
            self._stream.close()

    def _try(self) -> None:
        try:
            self._write()
        except errors.FileError as error:
            if self._stream is not None:
                with suppress(OSError):
                    self._stream.close()
                self._stream = None
            before, self._refused = self._refused, error
            if type(before) is not type(error):
                self._on_trouble(error)
        else:
            if self._refused is not None:
                self._refused = None
                self._on_trouble(None)

    def _write(self) -> None:
        if self._on_begun is not None:
            self._on_begun()
            self._on_begun = None
        if self._is_gone():
            self._anew = True
        try:
            while self._unwritten:
                self._take_in()
        finally:
            self._put_down()

    def _take_in(self) -> None:
        """Take the next record into the story, and note its lines; what fails stays and is tried again."""
        record = self._unwritten[0]
        match record:
            case Made():
                following = self._unwritten[1] if len(self._unwritten) > 1 else None
                if not (isinstance(following, Made) and following.position == record.position):
                    self._make(record)  # else the next letter of the same step says it all
            case Moved(index, dossier, cut):
                if cut:
                    self._note(story.cut_line(index))
                    self._story.cut(index)
                self._note(story.move_line(index))
                self._story.move(index)
                self._note_state(index, dossier)
            case Kept(sha256, data):
                self._kept[sha256] = data
                self._keep(sha256, data)
            case InFile(saved, path):
                self._note(story.saved_line(saved, path))
                self._story.save(saved, path)
                self._anew = self._anew or self._length > max(WORN, 4 * self._least)
            case Elsewhere(folder, aside):
                self._move(folder, aside)
        self._unwritten.popleft()

    def _make(self, record: Made) -> None:
        told, position = self._story, record.position
        if told.state is None or told.state.index > position:
            self._state(State(position, record.before))
        self._note(story.step_line(position, record.step))
        told.step(position, record.step)
        self._note_state(position + 1, record.after)

    def _note_state(self, index: int, dossier: Dossier) -> None:
        """Write the whole dossier down, if the last time is long ago."""
        if self._story.state is None or abs(index - self._story.state.index) >= STATE_AFTER:
            self._state(State(index, dossier))

    def _state(self, state: State) -> None:
        self._note(story.state_line(state))
        self._story.state = state

    def _note(self, line: bytes) -> None:
        self._lines.append(line)
        self._story.lines += 1

    def _put_down(self) -> None:
        """Write the lines that were noted, to the disk itself."""
        path = self.folder / FILE
        if self._anew:
            self._write_anew(path)
        if not self._lines:
            return
        with explained(path, writing=True):
            stream = self._open(path)
            stream.write(b"".join(self._lines))
            stream.flush()
            os.fsync(stream.fileno())
            self._length = stream.tell()
        self._lines.clear()

    def _write_anew(self, path: Path) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        with explained(self.folder, writing=True):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            flush_folder(self.folder.parent)
        for sha256, data in self._kept.items():
            if not (self.folder / FILES / sha256).is_file():
                self._keep(sha256, data)
        lines = list(self._story.told())
        data = b"".join(lines)
        replace_file(path, data)
        self._story.lines, self._anew = len(lines), False
        self._length = self._least = len(data)
        self._lines.clear()

    def _open(self, path: Path) -> IO[bytes]:
        """Return the file, at the end of what is known to be in it: half a line of a refused write goes."""
        if self._stream is None:
            self._stream = path.open("r+b")
            if not self._length:
                self._length = self._stream.seek(0, os.SEEK_END)
            self._stream.truncate(self._length)
            self._stream.seek(self._length)
        return self._stream

    def _is_gone(self) -> bool:
        """Tell whether somebody took the file away or put another one in its place."""
        try:
            now = (self.folder / FILE).stat()
        except OSError:
            return True
        if self._stream is None:
            return now.st_size < self._length
        known = os.fstat(self._stream.fileno())
        return now.st_size < self._length or (now.st_dev, now.st_ino) != (known.st_dev, known.st_ino)

    def _keep(self, sha256: str, data: bytes) -> None:
        place = self.folder / FILES
        with explained(place, writing=True):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(place / sha256, data)

    def _move(self, folder: Path, aside: Path) -> None:
        """Go on in another folder."""
        if folder == self.folder:
            return
        self._put_down()
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        with explained(folder, writing=True):
            if folder.exists():
                aside.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                folder.replace(aside)
            self.folder.replace(folder)
            self.folder = folder
            flush_folder(folder.parent)
