"""The record that is being kept while its page is shown: what was done, taking it back, and news from elsewhere.

A page is made anew in another language or theme; the session stays, with its undo steps and the place that is shown.
Nothing here draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui.tasks import Job, Tasks, Work
from fr_desk.i18n import N_, Lang
from fr_desk.inspection import judging
from fr_desk.inspection.place import Place
from fr_desk.inspection.record import Entry, Order, Record
from fr_desk.inspection.record_file import RecordContents
from fr_desk.inspection.recording import effective
from fr_desk.paths import Folders
from fr_desk.services.inspecting.records import OpenRecord
from fr_desk.services.inspecting.together import Coming
from fr_desk.services.progress import Cancelled, Progress

STEPS: Final = 200
"""Steps that can be taken back."""
OPENING = N_("Opening the record")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done.

    Attributes:
        words: what it was, a message of ours.
        before: the record before it.
        after: the record after it.
        path: the place it was done at.
        joins: steps of the same kind that follow each other are one; empty for none.
    """

    words: str
    before: Record
    after: Record
    path: str = ""
    joins: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was typed to begin a visit.

    Attributes:
        name: of the inspector.
        office: the inspector's.
        again: whether a re-inspection was chosen; ``None`` if nothing was.
    """

    name: str
    office: str
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows, apart from its widgets.

    Attributes:
        side: ``places`` or ``summary``.
        path: the place that is chosen.
        undeclared: id of the observation that is shown, where it is of something not declared.
        left_only: whether only places nobody has looked at are listed.
        beginning: what was typed to begin a visit that has not begun yet, if anything was.
        papers: the language chosen for the papers, if one was.
        coming: what merging with another record would bring, while that is shown.
    """

    side: str = "places"
    path: str = ""
    undeclared: str = ""
    left_only: bool = False
    beginning: Beginning | None = None
    papers: Lang | None = None
    coming: Coming | None = None


class RecordSession(QObject):
    """The record of one dossier, open on the screen.

    Signals:
        opened: the record is there.
        changed: something was recorded, taken back, or came from elsewhere.
        refused: an error of ours.
        troubled: what the system refuses for now, ``None`` once it does no more.
        busy: a job runs, or none does any more.
    """

    opened = Signal()
    changed = Signal()
    refused = Signal(object)
    troubled = Signal(object)
    busy = Signal(str)
    _news = Signal(object)
    _trouble = Signal(object)

    def __init__(self, owner: QObject, place: Place, folders: Folders) -> None:
        """Open the record of the dossier at ``place``, beside the screen."""
        super().__init__(owner)
        self.place, self._folders = place, folders
        self.open: OpenRecord | None = None
        self.error: FrDeskError | None = None
        self.trouble: FrDeskError | None = None
        self.inspector = self.office = ""
        self.shown = Shown()
        self._steps: list[Step] = []
        self._index = 0
        self._pages = 0
        self._tasks = Tasks(self)
        self._news.connect(lambda _contents: self.changed.emit())
        self._trouble.connect(self._on_trouble)
        news, trouble = self._news, self._trouble

        def read(progress: Progress, cancelled: Cancelled) -> OpenRecord:  # noqa: ARG001 - one step, soon done
            return OpenRecord(place, folders, on_news=news.emit, on_trouble=trouble.emit)

        self.run(read, OPENING, self._on_opened)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    def _on_opened(self, opened: OpenRecord) -> None:
        self.open = opened
        first = opened.places[0].path if opened.places else ""
        self.shown = replace(self.shown, path=self.shown.path or first)
        self.opened.emit()

    def _on_trouble(self, error: FrDeskError | None) -> None:
        self.trouble = error
        self.troubled.emit(error)

    # jobs

    def run(self, work: Work, words: str, done: Callable[[Any], object]) -> Job:
        """Do something beside the screen; an error is told by :attr:`refused`."""
        job = self._tasks.start(work, words)
        job.done.connect(done)
        job.failed.connect(self._on_failed)
        job.ended.connect(lambda: self.busy.emit(self.working))
        self.busy.emit(words)
        return job

    def _on_failed(self, error: FrDeskError) -> None:
        if isinstance(error, CancelledError):
            return
        if self.open is None:
            self.error = error
        self.refused.emit(error)

    @property
    def is_busy(self) -> bool:
        """Whether something runs beside the screen."""
        return bool(self._tasks.jobs)

    @property
    def working(self) -> str:
        """What is being done beside the screen, empty if nothing is."""
        return self._tasks.jobs[0].words if self._tasks.jobs else ""

    def cancel(self) -> None:
        """Stop what is being done beside the screen."""
        for job in self._tasks.jobs:
            job.cancel()

    # doing

    @property
    def visit(self) -> str:
        """The visit that the inspector at this screen has begun and not finished, empty if there is none."""
        if self.open is None or not self.inspector:
            return ""
        return self.open.open_visit(self.inspector, None, self.office)

    @property
    def record(self) -> Record:
        """The record as it is shown: without what was taken back."""
        assert self.open is not None
        return effective(self.open.record)

    def do(self, act: Callable[[OpenRecord], Any], words: str, path: str = "", joins: str = "") -> Any:
        """Do something as one step that can be taken back; return what it returns, ``None`` if it is refused.

        Args:
            act: does it.
            words: what it is, a message of ours.
            path: the place it is done at.
            joins: what makes it one step with the one before.
        """
        assert self.open is not None
        before = self.open.record
        try:
            result = act(self.open)
        except FrDeskError as error:
            self.refused.emit(error)
            return None
        after = self.open.record
        if after != before:
            self._note(Step(words, before, after, path, joins))
            self.changed.emit()
        return result

    def _note(self, step: Step) -> None:
        del self._steps[self._index :]
        last = self._steps[-1] if self._steps else None
        if last is not None and step.joins and last.joins == step.joins and last.after == step.before:
            self._steps[-1] = replace(last, after=step.after)
        else:
            self._steps.append(step)
            del self._steps[:-STEPS]
        self._index = len(self._steps)

    def end_step(self) -> None:
        """Let the next words be a step of their own."""
        if self._steps and self._index == len(self._steps):
            self._steps[-1] = replace(self._steps[-1], joins="")

    @property
    def undoable(self) -> str:
        """What would be taken back, empty if there is nothing."""
        return self._steps[self._index - 1].words if self._index else ""

    @property
    def redoable(self) -> str:
        """What would be done again, empty if there is nothing."""
        return self._steps[self._index].words if self._index < len(self._steps) else ""

    def undo(self) -> None:
        """Take the last step back."""
        if self.open is not None and self._index:
            self._index -= 1
            step = self._steps[self._index]
            self._restore(step, step.before)

    def redo(self) -> None:
        """Do the step again that was taken back."""
        if self.open is not None and self._index < len(self._steps):
            step = self._steps[self._index]
            self._index += 1
            self._restore(step, step.after)

    def _restore(self, step: Step, wanted: Record) -> None:
        """Make the record say what it said, and keep what came from elsewhere since."""
        assert self.open is not None
        known = step.before if wanted is step.after else step.after
        now = self.open.record
        self.open.restore(_carried(now, known, wanted))
        if step.path:
            self.shown = replace(self.shown, path=step.path)
        self.changed.emit()

    # the page

    def attach(self) -> None:
        """A page shows the session."""
        self._pages += 1

    def detach(self) -> None:
        """A page goes; without another one in its place the record is closed."""
        self._pages -= 1
        QTimer.singleShot(0, self, self._close_if_left)

    def _close_if_left(self) -> None:
        if self._pages <= 0:
            self.close()
            self.setParent(None)
            self.deleteLater()

    def close(self) -> None:
        """Write what is left, and end."""
        self._tasks.shut_down()
        if self.open is not None:
            self.blockSignals(True)
            self.open.close()
            self.open = None


def session_of(owner: QObject, place: Place, folders: Folders) -> RecordSession:
    """Return the session of the dossier at ``place`` that ``owner`` has open, else a new one."""
    known = (one for one in owner.findChildren(RecordSession) if one.place.key == place.key)
    return next(known, None) or RecordSession(owner, place, folders)


def _carried(now: Record, known: Record, wanted: Record) -> Record:
    """Return ``wanted`` with those entries of ``now`` that the step did not touch.

    An entry that the step made stays as withdrawn where ``wanted`` has none: others may name it, withdrawn ones too.
    """
    parts: dict[str, Any] = {}
    for name in ("visits", "photos", "observations", "orders"):
        present, before, after = (dict(getattr(one, name)) for one in (now, known, wanted))
        touched = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        parts[name] = {
            **{
                key: entry.model_copy(update={"withdrawn": True}) if key in touched else entry
                for key, entry in present.items()
            },
            **{key: _entry(present.get(key), before.get(key), after[key]) for key in touched & after.keys()},
        }
    return Record.model_validate({**dict(now), **parts})


def _entry(now: Entry | None, known: Entry | None, wanted: Entry) -> Entry:
    """Return an entry as the step wants it; of an order what others said since stays."""
    if isinstance(now, Order) and isinstance(known, Order) and isinstance(wanted, Order):
        return judging.carried(now, known, wanted)
    return wanted


def contents_of(session: RecordSession) -> RecordContents:
    """Return the record and its photos as they are."""
    assert session.open is not None
    return session.open.contents
