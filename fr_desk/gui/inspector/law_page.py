"""When the law changes: who of the inspected is affected, by which rules, from one day to another."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.dates import DateField
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.inspector.affected_table import AffectedModel, AffectedTable
from fr_desk.gui.inspector.page_head import PageHead, WishRail
from fr_desk.gui.inspector.run_bar import RunBar
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.surfaces import Card
from fr_desk.gui.tasks import Job, Tasks
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_, NP_, spell_number
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.index import Index
from fr_desk.inspection.run import Progress
from fr_desk.inspection.words import title_of_rule
from fr_desk.rules.bundled import bundled_packs
from fr_desk.services.inspecting.affected_table import write_affected
from fr_desk.services.inspecting.portfolio import affected, run

if TYPE_CHECKING:
    from fr_desk.gui.inspector.portfolio import Portfolio

TITLE = N_("Law changed")
INTRO = N_("Every file is assessed under the law of both days. Whatever differs is listed.")
BEFORE, AFTER = N_("Law as of"), N_("against the law as of")
DAYS = N_("Days on which rules come or go")
ASK = N_("Choose the second day and compare.")
RESULT = N_("{count} of {total} files are affected: {worse} get worse, {better} get better.")
NOBODY = N_("Nobody is affected: both days treat all files alike.")
MOVED = NP_(
    "For {count} more only the articles change.",
    "For {count} more only the articles change.",
)
COMES, GOES = N_("Rules that come"), N_("Rules that go")
OF_RULE = N_("{title}: {count}")
EXPORTED = N_("Written: {file}")
_RANK = {"": 0, "clean": 1, "review": 2, "open": 3, "breached": 4}
_OFFERED, _RULES = 6, 6


@dataclass(frozen=True, slots=True)
class Compared:
    """Two days and who they treat otherwise: kept while the page is made anew."""

    before: dt.date
    after: dt.date | None = None
    changes: tuple[Affected, ...] | None = None
    moved: int = 0
    """Files for which only the articles behind the same duties change."""


def days_of_change(around: dt.date) -> list[dt.date]:
    """Return days on which rules of the bundled packs come or go, those nearest to a day, in order."""
    days: set[dt.date] = set()
    for rule in (one for pack in bundled_packs() for one in pack.rules):
        if rule.in_force.since:
            days.add(rule.in_force.since)
        if rule.in_force.until:
            days.add(rule.in_force.until + dt.timedelta(days=1))
    return sorted(sorted(days - {around}, key=lambda day: abs(day - around))[:_OFFERED])


def weighed(before: dt.date, after: dt.date, changes: Iterable[Affected]) -> Compared:
    """Return who is affected, the worst first; a duty that moves to another rule of the same name is no change."""
    kept, moved = [], 0
    for one in changes:
        came, went = _names(one.came), _names(one.went)
        both = came.keys() & went.keys()
        net = replace(
            one,
            came=tuple(rule for title, rule in came.items() if title not in both),
            went=tuple(rule for title, rule in went.items() if title not in both),
        )
        if net.came or net.went or net.before != net.after:
            kept.append(net)
        else:
            moved += 1
    kept.sort(key=_urgency)
    return Compared(before, after, tuple(kept), moved)


def _urgency(change: Affected) -> tuple[int, bool, int]:
    """Return what the files are sorted by: those that get worse first, then those that get better."""
    way = _RANK[change.after] - _RANK[change.before]
    return (0 if way > 0 else 1 if way < 0 else 2, not change.came, change.number)


def _names(rules: Sequence[str]) -> dict[str, str]:
    """Return rules by their titles."""
    return {title_of_rule(rule, "en"): rule for rule in rules}


class LawPage(QWidget):
    """The page.

    Signals:
        closed: back to the list.
        refused: an error of ours.
        open_wanted: a row to be shown at a glance.
        compared: what is shown, to be kept.
    """

    closed = Signal()
    refused = Signal(object)
    open_wanted = Signal(object)
    compared = Signal(object)

    def __init__(self, portfolio: Portfolio, dialogs: Dialogs, shown: Compared | None = None) -> None:
        """Compare days for the files of ``portfolio``; begin with what was ``shown`` before."""
        super().__init__()
        self.setObjectName("page")
        self._portfolio, self._dialogs = portfolio, dialogs
        self.shown = shown or Compared(portfolio.as_of)
        self._tasks = Tasks(self)
        self._job: Job | None = None
        self._progress: Progress | None = None
        self._beat = QTimer(self, interval=200)
        self._beat.timeout.connect(self._follow)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.head = PageHead(t(TITLE))
        self.head.back.clicked.connect(self.closed)
        self.run_bar = RunBar()
        self.run_bar.cancel_pressed.connect(self._cancel)
        box.addWidget(self.head)
        box.addWidget(self.run_bar)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._wishes())
        line.addWidget(self._result(), 1)
        box.addLayout(line, 1)
        self._show()

    def _wishes(self) -> QWidget:
        rail = WishRail(372)
        box = rail.box
        box.addWidget(Prose(t(INTRO), "secondary"))
        self.before = DateField(t(BEFORE), self.shown.before)
        self.after = DateField(t(AFTER), self.shown.after)
        for field in (self.before, self.after):
            field.chosen.connect(lambda _day: self._allow())
            field.line.returnPressed.connect(self.compare)
            box.addWidget(field)
        box.addWidget(Prose(t(DAYS), "secondary"))
        flow = Flow(gap=SPACE.small)
        self.days = {}
        for day in days_of_change(self._portfolio.as_of):
            made = button(day.isoformat(), kind="small")
            made.setAccessibleName(language.written_date(day))
            made.clicked.connect(lambda _on=False, day=day: self.after.show_day(day))
            self.days[day] = made
            flow.add(made)
        box.addWidget(flow)
        self.go = button(t(N_("Compare")), icon="git-compare", kind="primary", press=self.compare)
        box.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.rules = Prose(role="secondary")
        box.addWidget(self.rules)
        box.addStretch()
        return rail

    def _result(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        box.setSpacing(SPACE.medium)
        self.told = Prose(role="section")
        box.addWidget(self.told)
        card = Card(margins=(7, 5, 7, 8))
        self.model = AffectedModel(self._portfolio.rows)
        self.model.setParent(self)
        self.table = AffectedTable(self.model)
        self.table.chosen.connect(self._open)
        card.box.addWidget(self.table)
        box.addWidget(card, 1)
        line = QHBoxLayout()
        line.setSpacing(SPACE.medium)
        self.note = OneLine(role="secondary")
        self.export = button(t(N_("Table as CSV…")), icon="table-2", press=self._export)
        line.addWidget(self.note, 1)
        line.addWidget(self.export)
        box.addLayout(line)
        return holder

    # comparing

    def compare(self) -> None:
        """Assess under both days what is not known yet, and compare."""
        before, after = self.before.day, self.after.day
        if before is None or after is None or before == after or self._job is not None:
            return
        file, sources, folders = self._portfolio.file, self._portfolio.sources, self._portfolio.folders
        self._progress, jobs = None, self._portfolio.jobs

        def note(progress: Progress) -> None:
            self._progress = progress

        def work(cancelled: Callable[[], bool]) -> Compared:
            with Index(file) as index:
                run(
                    sources,
                    index,
                    as_of=before,
                    against=after,
                    jobs=jobs,
                    on_progress=note,
                    cancelled=cancelled,
                    folders=folders,
                )
                return weighed(before, after, affected(index, before, after))

        self._job = job = self._tasks.start(lambda _progress, cancelled: work(cancelled), "")
        job.done.connect(self._on_compared)
        job.failed.connect(self.refused)
        job.ended.connect(self._on_ended)
        self._beat.start()
        self._follow()
        self._allow()

    def _follow(self) -> None:
        self.run_bar.show_running(self._progress)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_compared(self, found: Any) -> None:
        self.shown = found
        self.compared.emit(found)
        self._show()

    def _on_ended(self) -> None:
        self._job = None
        self._beat.stop()
        self.run_bar.hide()
        self._allow()

    @property
    def is_busy(self) -> bool:
        """Whether something runs in the background."""
        return self._job is not None

    # what comes of it

    def _show(self) -> None:
        changes = self.shown.changes
        self.model.show(changes or ())
        if changes is None:
            self.told.setText(t(ASK))
            self.rules.setText("")
        elif not changes:
            self.told.setText(f"{t(NOBODY)} {self._moved()}".strip())
            self.rules.setText("")
        else:
            worse = sum(_RANK[one.after] > _RANK[one.before] for one in changes)
            better = sum(_RANK[one.after] < _RANK[one.before] for one in changes)
            counts = {"count": len(changes), "total": self._portfolio.files, "worse": worse, "better": better}
            told = t(RESULT, **{name: spell_number(count) for name, count in counts.items()})
            self.told.setText(f"{told} {self._moved()}".strip())
            self.rules.setText("\n".join(self._rules(changes)))
        self._allow()

    def _moved(self) -> str:
        moved = self.shown.moved
        return tn(MOVED.one, MOVED.other, moved) if moved else ""

    @staticmethod
    def _rules(changes: tuple[Affected, ...]) -> list[str]:
        lines = []
        for title, every in (
            (COMES, Counter(rule for one in changes for rule in one.came)),
            (GOES, Counter(rule for one in changes for rule in one.went)),
        ):
            if every:
                lines.append(t(title))
            for rule, count in every.most_common(_RULES):
                words = title_of_rule(rule, language.current())
                lines.append(f"· {t(OF_RULE, title=words, count=spell_number(count))}")
        return lines

    def _allow(self) -> None:
        before, after = self.before.day, self.after.day
        ready = self._job is None and before is not None and after is not None and before != after
        self.go.setEnabled(ready)
        self.export.setEnabled(bool(self.shown.changes) and self._job is None)

    def _open(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        if row is not None:
            self.open_wanted.emit(row)

    def _export(self) -> None:
        proposed = Path.home() / f"{t(TITLE)}.csv"
        out = self._dialogs.file_to_save(self, t(TITLE), proposed, ".csv")
        changes, file, day = self.shown.changes, self._portfolio.file, self._portfolio.as_of
        if out is None or not changes:
            return

        def work() -> Path:
            with Index(file) as index:
                index.show(day)
                rows = {row.number: row for row in index.rows(one.number for one in changes)}
            return write_affected(((rows[one.number], one) for one in changes if one.number in rows), out)

        job = self._tasks.start(lambda _progress, _cancelled: work(), "")
        job.done.connect(lambda path: self.note.setText(t(EXPORTED, file=path.name)))
        job.failed.connect(self.refused)

    def take_focus(self) -> None:
        """Give the keyboard to the second day."""
        self.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut_down(self) -> None:
        """Stop what runs."""
        self._beat.stop()
        self._tasks.shut_down()
