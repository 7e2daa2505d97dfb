"""The page of one dossier, from top to bottom: made from a view, knows nothing of where it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.canonical import short_fingerprint
from fr_desk.domain.districts import district_of
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.compare import Compare
from fr_desk.gui.dates import DateField
from fr_desk.gui.differences_view import DifferencesView
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.one_guide import ReadingGuide
from fr_desk.gui.inspector.one_lists import Attachments, Devices, Findings
from fr_desk.gui.inspector.one_parts import (
    Columns,
    FileStrip,
    LookLine,
    Unfolding,
    Verdicts,
    agreement,
    notice_of,
    section,
)
from fr_desk.gui.inspector.one_words import shortened
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_
from fr_desk.inspection.view import Contradiction, View
from fr_desk.rules.comparison import Change
from fr_desk.rules.findings import Outcome
from fr_desk.rules.sentences import name_of, question_of

FINGERPRINT = N_("dossier {digits}")
REVISION = N_("revision {number}")
DATED = N_("dated {day}")
LOOK_FIRST = N_("Look at first on site")
NOTHING_TO_LOOK_AT = N_("The dossier declares nothing that could be looked at.")
CONTRADICTIONS = N_("What does not fit together")
CONTRADICTIONS_INTRO = N_("Answers that cannot all be true; no law is needed to see that.")
NO_CONTRADICTION = N_("No answers that cannot all be true were found.")
UNANSWERED = N_("Not answered")
UNANSWERED_INTRO = N_("Questions that can still change a finding.")
ALL_ANSWERED = N_("Everything that could change a finding is answered.")
CHANGED = N_("Since the earlier version")
CHANGED_INTRO = N_("Compared with {file}, revision {number}.")
SAME_ANSWERS = N_("All answers are the same.")
FINDINGS_CHANGED = N_("What became of the findings")
FINDINGS = N_("All findings")
DEVICES, NO_DEVICES = N_("Devices"), N_("No devices are declared.")
ATTACHMENTS = N_("Attachments")
DAYS = N_("Law of another day")
DAYS_INTRO = N_("Everything on this page is assessed anew; the file stays as it is.")
APPLY, TODAY = N_("Apply"), N_("Today")
HEAD_ASIDE, ASIDE = 520, 380
"""Widths of the second column, beside the file and beside what to look at."""


class Body(QWidget):
    """The page.

    Signals:
        day_wanted: the law of another day is to be applied, or that of today (``None``).
        filtered: the outcomes of the findings that are shown.
    """

    day_wanted = Signal(object)
    filtered = Signal(object)

    def __init__(self, view: View, outcomes: frozenset[Outcome]) -> None:
        """Show ``view`` with the findings of ``outcomes``."""
        super().__init__()
        self._view = view
        self.guide = ReadingGuide(view.dossier, view.today)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(18)
        self._box.addWidget(Prose(" · ".join(self._particulars()), "secondary"))
        notice = notice_of(view)
        if notice is not None:
            self._box.addWidget(notice)
        self._head, self._columns = Columns(HEAD_ASIDE), Columns(ASIDE)
        verification = view.verification
        self.strip = FileStrip(verification.standing, verification.details, agreement(view))
        self._head.first.addWidget(self.strip)
        card = Card(margins=(18, 11, 18, 11))
        card.box.addWidget(Verdicts(view))
        self._head.second.addWidget(card)
        self._columns.first.addWidget(self._looks())
        for part in (self._contradictions(), self._unanswered()):
            self._columns.second.addWidget(part)
        self._box.addWidget(self._head)
        self._box.addWidget(self._columns)
        for part in self._below(outcomes):
            self._box.addWidget(part)

    def follow(self, width: int) -> None:
        """Arrange the page for ``width``."""
        self._head.follow(width)
        self._columns.follow(width)

    def _particulars(self) -> Iterator[str]:
        dossier = self._view.dossier
        venue = dossier.venue
        if venue.kind:
            yield t(venue.kind.label)
        district = district_of(venue)
        if district:
            yield shortened(district, 40)
        if dossier.operator.name:
            yield shortened(dossier.operator.name, 60)
        yield t(FINGERPRINT, digits=short_fingerprint(dossier)[:9])
        yield t(REVISION, number=dossier.revision)
        yield t(DATED, day=written_date(self._view.own_day))
        yield shortened(self._view.path.name, 80)

    def _looks(self) -> QWidget:
        part, box = section(t(LOOK_FIRST))
        card = Card(margins=(16, 8, 16, 8))
        if self._view.looks:
            lines = [
                partial(LookLine, number, look, self.guide) for number, look in enumerate(self._view.looks, 1)
            ]
            self.looks = Unfolding(lines, len(lines))
            card.box.addWidget(self.looks)
        else:
            card.box.addWidget(Prose(t(NOTHING_TO_LOOK_AT), "muted"))
        box.addWidget(card)
        return part

    def _contradictions(self) -> QWidget:
        part, box = section(t(CONTRADICTIONS))
        found = self._view.contradictions
        box.addWidget(Prose(t(CONTRADICTIONS_INTRO if found else NO_CONTRADICTION), "secondary"))
        if found:
            card = Card(tone="review", margins=(18, 8, 14, 8))
            card.box.addWidget(Unfolding([partial(self._contradiction, one) for one in found], 6))
            box.addWidget(card)
        return part

    def _contradiction(self, one: Contradiction) -> QWidget:
        line = QWidget()
        box = QVBoxLayout(line)
        box.setContentsMargins(0, 6, 0, 6)
        box.setSpacing(2)
        box.addWidget(Prose(shortened(say(one.says), 500)))
        lang = language.current()
        names = [shortened(question_of(self._view.dossier, path, lang), 60) for path in one.paths[:4]]
        box.addWidget(Prose(" · ".join(dict.fromkeys(names)), "secondary"))
        return line

    def _unanswered(self) -> QWidget:
        part, box = section(t(UNANSWERED))
        left, lang = self._view.unanswered, language.current()
        box.addWidget(Prose(t(UNANSWERED_INTRO if left else ALL_ANSWERED), "secondary"))
        if left:
            card = Card(margins=(16, 8, 16, 8))
            names = [shortened(question_of(self._view.dossier, path, lang), 90) for path in left]
            card.box.addWidget(Unfolding([partial(Prose, name) for name in names], 6, lines=False))
            box.addWidget(card)
        return part

    def _below(self, outcomes: frozenset[Outcome]) -> Iterator[QWidget]:
        if self._view.before is not None:
            yield self._changed()
        part, box = section(t(FINDINGS))
        self.findings = Findings(self.guide, outcomes)
        self.findings.filtered.connect(self.filtered)
        box.addWidget(self.findings)
        yield part
        part, box = section(t(DEVICES))
        if self._view.dossier.cameras:
            self.devices = Devices(self._view.dossier)
            box.addWidget(self.devices)
        else:
            box.addWidget(Prose(t(NO_DEVICES), "muted"))
        yield part
        if self._view.dossier.attachments:
            part, box = section(t(ATTACHMENTS))
            box.addWidget(Attachments(self._view.dossier, self._view.attachments))
            yield part
        yield self._days()

    def _changed(self) -> QWidget:
        view = self._view
        assert view.before is not None
        name = shortened(view.previous.name, 80) if view.previous else ""
        part, box = section(t(CHANGED), t(CHANGED_INTRO, file=name, number=view.before.revision))
        if view.since is not None and view.since.changes:
            card = Card()
            card.box.addWidget(Prose(t(FINDINGS_CHANGED), "question"))
            lines = [partial(self._change, change) for change in view.since.changes]
            card.box.addWidget(Unfolding(lines, 8, lines=False))
            box.addWidget(card)
        self.differences = DifferencesView(view.before, view.dossier, nothing=t(SAME_ANSWERS))
        box.addWidget(self.differences)
        return part

    def _change(self, change: Change) -> QWidget:
        line = Flow(gap=8, line_gap=0)
        tone = change.finding.outcome.value
        icon, ink = ("history", "muted") if change.after is None else ("arrow-right", tone)
        line.add(Icon(icon, ink, 15))
        words = say(change.sentence)
        if change.finding.item:
            words = f"{words} · {shortened(self._item(change.finding.item), 60)}"
        line.add(Prose(words))
        return line

    def _item(self, path: str) -> str:
        """Return what an item is called, in the version that still has it."""
        view = self._view
        owner = view.dossier if paths.get(view.dossier, path) is not None else view.before or view.dossier
        return name_of(owner, path, language.current())

    def _days(self) -> QWidget:
        part, box = section(t(DAYS), t(DAYS_INTRO))
        card = Card()
        self.day = DateField(t(N_("Day whose law is applied")), self._view.as_of)
        card.box.addWidget(self.day)
        row = Flow(gap=8)
        self.day.line.returnPressed.connect(self._apply)
        self.apply = button(t(APPLY), icon="check", kind="small", press=self._apply)
        row.add(self.apply)
        row.add(button(t(TODAY), icon="calendar", kind="small", press=lambda: self.day_wanted.emit(None)))
        own = self._view.own_day
        if own != self._view.as_of:
            words = t(N_("Day of the dossier"))
            row.add(button(words, icon="file-text", kind="small", press=lambda: self.day_wanted.emit(own)))
        card.box.addWidget(row)
        self.compare = Compare(self.guide.as_guide)
        card.box.addWidget(self.compare)
        box.addWidget(card)
        return part

    @property
    def typed_day(self) -> str:
        """What was typed as another day and is not applied yet; empty if nothing was."""
        text = self.day.line.text()
        return "" if text == self._view.as_of.isoformat() else text

    def _apply(self) -> None:
        day: dt.date | None = self.day.day
        if day is not None:
            self.day_wanted.emit(day)
        else:
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
