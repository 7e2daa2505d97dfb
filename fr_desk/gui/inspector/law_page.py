"""When the law changes: who of the inspected is affected, by which rules, from one day to another."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.dates import DateField
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.inspector.affected_table import AffectedModel, AffectedTable
from fr_desk.gui.inspector.comparing import RANK, Compared, Comparing
from fr_desk.gui.inspector.page_head import PageHead, WishRail
from fr_desk.gui.inspector.run_bar import RunBar
from fr_desk.gui.inspector.words import in_a_row
from fr_desk.gui.inspector.writing import Errand
from fr_desk.gui.job_bar import JobBar
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.surfaces import Card
from fr_desk.gui.theme import SPACE
from fr_desk.i18n import N_, NP_, spell_number
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.index import Index
from fr_desk.inspection.words import title_of_rule
from fr_desk.rules.bundled import bundled_packs
from fr_desk.services.inspecting.affected_table import write_affected
from fr_desk.services.inspecting.targets import check_target

TITLE = N_("Law changed")
INTRO = N_("Every file is assessed under the law of both days. Whatever differs is listed.")
BEFORE, AFTER = N_("Law as of"), N_("against the law as of")
DAYS = N_("Days on which rules come or go")
ASK = N_("Choose the second day and compare.")
WAIT = N_("The inspection still runs; compare when it has come to its end.")
BETWEEN = N_("From the law of {before} to the law of {after}")
RESULT = N_("{count} of {total} files are affected: {worse} get worse, {better} get better.")
NOBODY = N_("Nobody is affected: both days treat all files alike.")
MOVED = NP_(
    "For {count} more only the articles change.",
    "For {count} more only the articles change.",
)
COMES, GOES = N_("Rules that come"), N_("Rules that go")
OF_RULE = N_("{title}: {count}")
MORE = N_("and {count} more")
EXPORTED, WRITING = N_("Written: {file}"), N_("Writing {file}")
_OFFERED, _RULES = 6, 6


def days_of_change(around: dt.date) -> list[dt.date]:
    """Return days on which rules of the bundled packs come or go, those nearest to a day, in order."""
    days: set[dt.date] = set()
    for rule in (one for pack in bundled_packs() for one in pack.rules):
        if rule.in_force.since:
            days.add(rule.in_force.since)
        if rule.in_force.until:
            days.add(rule.in_force.until + dt.timedelta(days=1))
    return sorted(sorted(days - {around}, key=lambda day: abs(day - around))[:_OFFERED])


class LawPage(QWidget):
    """The page.

    Signals:
        closed: back to the list.
        open_wanted: a row to be shown at a glance.
        write_wanted: an :class:`Errand`.
    """

    closed = Signal()
    open_wanted = Signal(object)
    write_wanted = Signal(object)

    def __init__(self, comparing: Comparing, dialogs: Dialogs) -> None:
        """Show ``comparing`` as it is, and how it goes on."""
        super().__init__()
        self.setObjectName("page")
        self._comparing, self._portfolio, self._dialogs = comparing, comparing.portfolio, dialogs
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.head = PageHead(t(TITLE))
        self.head.back.clicked.connect(self.closed)
        self.run_bar = RunBar()
        self.run_bar.cancel_pressed.connect(comparing.cancel)
        box.addWidget(self.head)
        box.addWidget(self.run_bar)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._wishes())
        line.addWidget(self._result(), 1)
        box.addLayout(line, 1)
        self._links = [
            comparing.moved.connect(self._follow),
            comparing.compared.connect(self._show),
            self._portfolio.moved.connect(self._allow),
        ]
        self._show()
        self._follow()

    @property
    def shown(self) -> Compared | None:
        """What was compared last."""
        return self._comparing.shown

    def _wishes(self) -> QWidget:
        rail = WishRail(372)
        box = rail.box
        box.addWidget(Prose(t(INTRO), "secondary"))
        self.before, self.after = DateField(t(BEFORE), None), DateField(t(AFTER), None)
        for field, typed in zip((self.before, self.after), self._comparing.typed, strict=True):
            field.line.setText(typed)
            field.chosen.connect(lambda _day: self._on_typed())
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
        self.wait = Prose(role="secondary")
        box.addWidget(self.wait)
        self.rules = Prose(role="secondary")
        box.addWidget(self.rules)
        box.addStretch()
        return rail

    def _result(self) -> QWidget:
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(SPACE.large, SPACE.medium, SPACE.large, SPACE.medium)
        box.setSpacing(SPACE.medium)
        self.between, self.told = Prose(role="secondary"), Prose(role="section")
        head = QVBoxLayout()
        head.setSpacing(SPACE.tight)
        head.addWidget(self.between)
        head.addWidget(self.told)
        box.addLayout(head)
        card = Card(margins=(7, 5, 7, 8))
        self.model = AffectedModel(self._portfolio.rows)
        self.model.setParent(self)
        self.table = AffectedTable(self.model)
        self.table.chosen.connect(self._open)
        card.box.addWidget(self.table)
        box.addWidget(card, 1)
        line = QHBoxLayout()
        line.setSpacing(SPACE.medium)
        self.note, self.job_bar = OneLine(role="secondary"), JobBar()
        self.export = button(t(N_("Table as CSV…")), icon="table-2", press=self._export)
        line.addWidget(self.note, 1)
        line.addWidget(self.job_bar)
        line.addWidget(self.export)
        box.addLayout(line)
        return holder

    # comparing

    def _on_typed(self) -> None:
        self._comparing.typed = (self.before.line.text(), self.after.line.text())
        self._allow()

    def compare(self) -> None:
        """Assess under both days what is not known yet, and compare."""
        before, after = self.before.day, self.after.day
        if before is not None and after is not None and self._is_ready():
            self._comparing.start(before, after)

    def _is_ready(self) -> bool:
        """Tell whether two days stand there, and nothing else is being written into the index."""
        before, after = self.before.day, self.after.day
        typed = before is not None and after is not None and before != after
        return typed and not self._comparing.is_running and not self._portfolio.is_running

    def _follow(self) -> None:
        if self._comparing.is_running:
            self.run_bar.show_running(self._comparing.progress)
        else:
            self.run_bar.hide()
        self._allow()

    @property
    def is_busy(self) -> bool:
        """Whether something runs in the background."""
        return self._comparing.is_running

    # what comes of it

    def _show(self) -> None:
        shown = self.shown
        self.model.show(shown.changes if shown else ())
        days = {"before": shown.before.isoformat(), "after": shown.after.isoformat()} if shown else {}
        self.between.setText(t(BETWEEN, **days) if shown else "")
        self.between.setVisible(shown is not None)
        self.told.setText(self._told(shown) if shown else t(ASK))
        self.rules.setText("\n".join(self._rules(shown.changes)) if shown else "")
        if self._comparing.current >= 0:
            self.table.setCurrentIndex(self.model.index(self._comparing.current, 0))
        self._allow()

    def _told(self, shown: Compared) -> str:
        """Return who is affected, in a sentence or two."""
        changes = shown.changes
        moved = tn(MOVED.one, MOVED.other, shown.moved) if shown.moved else ""
        if not changes:
            return in_a_row(t(NOBODY), moved)
        worse = sum(RANK[one.after] > RANK[one.before] for one in changes)
        better = sum(RANK[one.after] < RANK[one.before] for one in changes)
        counts = {"count": len(changes), "total": self._portfolio.files, "worse": worse, "better": better}
        return in_a_row(t(RESULT, **{name: spell_number(count) for name, count in counts.items()}), moved)

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
            if len(every) > _RULES:
                lines.append(f"· {t(MORE, count=spell_number(len(every) - _RULES))}")
        return lines

    def _allow(self) -> None:
        self.go.setEnabled(self._is_ready())
        self.wait.say(t(WAIT) if self._portfolio.is_running else "")
        written = bool(self.shown and self.shown.changes) and self.job_bar.isHidden()
        self.export.setEnabled(written and not self._comparing.is_running)

    def _open(self) -> None:
        self._comparing.current = self.table.currentIndex().row()
        row = self.model.row(self._comparing.current)
        if row is not None:
            self.open_wanted.emit(row)

    def _export(self) -> None:
        shown = self.shown
        if shown is None or not shown.changes:
            return
        days = f"{shown.before.isoformat()} {shown.after.isoformat()}"
        out = self._dialogs.file_to_save(self, t(TITLE), Path.home() / f"{t(TITLE)} {days}.csv", ".csv")
        if out is None:
            return
        file, day, sources = self._portfolio.file, self._portfolio.as_of, self._portfolio.sources

        def work(progress: Any, cancelled: Any) -> Path:  # noqa: ARG001 - one step
            check_target(out, "csv", sources)
            with Index(file) as index:
                index.show(day)
                rows = {row.number: row for row in index.rows(one.number for one in shown.changes)}
            return write_affected(
                ((rows[one.number], one) for one in shown.changes if one.number in rows), out
            )

        words = t(WRITING, file=out.name)
        self.write_wanted.emit(Errand(work, words, lambda _path: t(EXPORTED, file=out.name), out))

    def show_job(self, words: str) -> None:
        """Show what is being written."""
        self.job_bar.show_job(words)
        self._allow()

    def take_focus(self) -> None:
        """Give the keyboard to the second day, or to the row that was left."""
        (self.table if self._comparing.current >= 0 else self.after).setFocus(Qt.FocusReason.OtherFocusReason)

    def shut_down(self) -> None:
        """Follow nothing any more; what runs goes on."""
        while self._links:
            QObject.disconnect(self._links.pop())
