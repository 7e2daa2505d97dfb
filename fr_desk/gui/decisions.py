"""A point the law leaves open: the exact question, what would settle it, and the decision that was recorded."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.choices import DecisionOutcome
from fr_desk.domain.edits import Edit
from fr_desk.domain.governance import Decision
from fr_desk.domain.paths import PathError
from fr_desk.forms.question import Question
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.form import Asked
from fr_desk.gui.guide import Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Strip
from fr_desk.i18n import N_, texts
from fr_desk.rules.findings import Finding, Outcome, basis_of
from fr_desk.rules.sentences import FELL_AWAY, NO_LONGER, SETTLES, fill, name_of

BEGUN, WITHDRAWN = N_("Decision begun"), N_("Decision withdrawn")
TAKEN_UP = N_("Decision taken up again")
CHANGED_SINCE = N_("The answers have changed since this decision was begun.")
_ACT = ("outcome", "decided_by", "decided_on")
"""What belongs to one act of deciding: given anew when the point is decided again; the reason stays as a draft."""


class Recorded(Strip):
    """A decision as it was taken: outcome, name, date, reason; above it what became of it, if anything did."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__("sunken")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(4)
        self.notice = Prose(role="strong")
        self.notice.setProperty("tone", "review")
        line = QHBoxLayout()
        line.setSpacing(10)
        self._icon = Icon(OUTCOME_ICONS["met"], "met", 16)
        self.words = Prose(role="strong")
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self._reason = Prose()
        box.addWidget(self.notice)
        box.addLayout(line)
        box.addWidget(self._reason)
        self.is_complete = False

    def show_decision(self, decision: Decision, notice: str) -> None:
        """Show ``decision``, and ``notice`` where it no longer settles anything."""
        self.notice.say(notice)
        outcome = decision.outcome
        holds = outcome is not None and not notice
        tone = "met" if outcome is DecisionOutcome.MET else "breached"
        self._icon.show_icon(OUTCOME_ICONS[tone] if holds else "history", tone if holds else "muted")
        day = written_date(decision.decided_on) if decision.decided_on else ""
        parts = (t(outcome.label) if outcome else "", decision.decided_by or "", day)
        self.words.say(" · ".join(part for part in parts if part))
        self._icon.setVisible(bool(self.words.text()))
        self._reason.say(decision.reason or "")
        self.is_complete = None not in (decision.reason, *_act_of(decision))


class DecisionCard(Card):
    """One point the law leaves open: the question, and the decision on it."""

    def __init__(self, rule_id: str, item: str, questions: Iterable[Question], guide: Guide) -> None:
        """Make the card for the rule ``rule_id`` asked of ``item``."""
        super().__init__(tone="review")
        self._rule, self._item, self._guide = rule_id, item, guide
        self._questions = tuple(questions)
        self.rows: list[Asked] = []
        self._key = ""
        self._finding: Finding | None = None
        self._open = False
        rule = guide.rule(rule_id)
        self._title = Prose(say(rule.title) if rule else rule_id, "question")
        self._subject, self._question, self._settles = Prose(role="secondary"), Prose(), Prose(role="muted")
        self.recorded = Recorded()
        for widget in (self._title, self._subject, self._question, self._settles):
            self.box.addWidget(widget)
        if rule is not None and rule.citations:
            labels = [(one, guide.citation_label(one)) for one in rule.citations]
            self.box.addWidget(Citations(labels, guide.show_article))
        self.box.addWidget(self.recorded)
        self._form = QVBoxLayout()
        self._form.setSpacing(12)
        self.box.addLayout(self._form)
        self.decide = button(t(N_("Decide")), icon="scale", kind="primary", press=self.begin)
        self.again = button(t(N_("Decide again")), icon="scale", kind="primary", press=self._take_up)
        self.done = button(t(N_("Done")), icon="check", kind="small", press=self._close)
        self.change = button(t(N_("Change the decision")), icon="pencil", kind="small", press=self._change)
        self.more = button(t(N_("More about it")), icon="book-open", kind="small")
        self.more.clicked.connect(self._explain)
        self.withdraw = button(
            t(N_("Withdraw the decision")), icon="undo-2", kind="small", press=self._take_back
        )
        line = Flow(gap=8)
        for press in (self.decide, self.again, self.done, self.change, self.withdraw, self.more):
            press.setAccessibleDescription(self._title.text())
            line.add(press)
        self.box.addWidget(line)

    # what the buttons do

    def begin(self) -> None:
        """Begin a decision, or go on with the one that was begun."""
        if not self._key:
            self._open = True
            basis = basis_of(self._finding) if self._finding else ""
            value = {"rule": self._rule, "path": self._item, "basis": basis}
            self._guide.document.apply([Edit(op="add", path="decisions", value=value)], texts(BEGUN))
        if self.rows:
            self.rows[0].take_focus()
        elif self.again.isVisibleTo(self):
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_up(self) -> None:
        """Tie the decision to the answers as they are now, and ask for outcome, name and date anew."""
        if self._finding is None:
            return
        self._open = True
        root = paths.join("decisions", self._key)
        edits = [Edit(op="set", path=f"{root}.basis", value=basis_of(self._finding))]
        if self.recorded.is_complete:
            edits += [Edit(op="set", path=f"{root}.{name}") for name in _ACT]
        self._guide.document.apply(edits, texts(TAKEN_UP))
        if self.rows:
            self.rows[0].take_focus()

    def _take_back(self) -> None:
        edit = Edit(op="remove", path=paths.join("decisions", self._key))
        self._guide.document.apply([edit], texts(WITHDRAWN))

    def _explain(self) -> None:
        if self._finding is not None:
            self._guide.explain_finding(self._finding, self.more)

    def _change(self) -> None:
        self._open = True
        self._guide.reshow()
        if self.rows:
            self.rows[0].take_focus()

    def _close(self) -> None:
        self._open = False
        self._guide.reshow()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is shown

    def show_state(self, key: str, finding: Finding | None) -> None:
        """Show the decision with the id ``key``, empty if there is none yet, and what the rule says now."""
        asks = finding is not None and finding.outcome is Outcome.REVIEW
        self._finding = finding if asks else None
        decision = (self._guide.document.dossier.decisions or {}).get(key)
        complete = decision is not None and None not in (decision.reason, *_act_of(decision))
        stale = decision is not None and self._is_stale(key, decision, finding, complete=complete)
        self._say_point(self._finding)
        if decision is not None:
            notice = "" if not stale else NO_LONGER if not asks else FELL_AWAY if complete else CHANGED_SINCE
            self.recorded.show_decision(decision, t(notice))
        editing = decision is not None and not stale and (self._open or not complete)
        self._open = editing  # fields stay while they are written in, also once all are given
        self._show_rows(key if editing else "")
        self._key = key
        self.recorded.setVisible(decision is not None and not editing)
        self.decide.setVisible(not key)
        self.again.setVisible(stale and asks)
        self.done.setVisible(editing and complete)
        self.change.setVisible(decision is not None and not editing and not stale)
        self.withdraw.setVisible(bool(key))
        self.more.setVisible(asks)

    @staticmethod
    def _is_stale(key: str, decision: Decision, finding: Finding | None, *, complete: bool) -> bool:
        """Tell whether a decision rests on other answers than those that are given now."""
        if finding is not None and finding.outcome is Outcome.REVIEW:
            return decision.basis != basis_of(finding)
        return complete and (finding is None or finding.decision != key)

    def _say_point(self, finding: Finding | None) -> None:
        dossier, rule = self._guide.document.dossier, self._guide.rule(self._rule)
        try:
            subject = name_of(dossier, self._item, language.current()) if self._item else ""
            asked = fill(rule.question, dossier, self._item) if rule and rule.question else None
        except PathError:  # a file may hold a decision about something this program does not know
            subject, asked = self._item, None
        self._subject.say(subject)
        self._question.say(say(finding.message) if finding else say(asked) if asked else "")
        settles = finding.settles if finding else None
        self._settles.say(t(SETTLES, fact=say(settles)) if settles else "")

    def _show_rows(self, key: str) -> None:
        paths_shown = [paths.join("decisions", key, one.path) for one in self._questions] if key else []
        if [row.path for row in self.rows] != paths_shown:
            for row in self.rows:
                self._form.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [Asked(path, self._guide, "row") for path in paths_shown]
            for row in self.rows:
                self._form.addWidget(row)
                row.show_asked(True)
        for row in self.rows:
            row.refresh()

    def place(self) -> QWidget:
        """Return what takes the keyboard when someone comes to decide."""
        return self.rows[0] if self.rows else self.decide if self.decide.isVisibleTo(self) else self.again


def _act_of(decision: Decision) -> tuple[object, ...]:
    return tuple(getattr(decision, name) for name in _ACT)
