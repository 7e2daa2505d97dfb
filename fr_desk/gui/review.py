"""The last step: everything looked over, what the law leaves open decided, the papers printed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.edits import Edit
from fr_desk.forms.question import Question, Section
from fr_desk.forms.steps import STEPS
from fr_desk.gui import language
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.explanations import Citations
from fr_desk.gui.form import Asked
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.panel import FindingRow
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_, texts
from fr_desk.rules.findings import Assessment, Finding, Outcome, Verdict, basis_of
from fr_desk.rules.sentences import name_of

VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.BREACHED: ("breached", N_("There is something to change before this venue is in order.")),
    Verdict.OPEN: ("open", N_("Nothing is known to be wrong; some questions are still to answer.")),
    Verdict.REVIEW: ("review", N_("All is answered; what the law leaves open is still to decide.")),
    Verdict.CLEAN: ("met", N_("Everything that was checked is in order.")),
}
DECISION_MADE, DECISION_WITHDRAWN = N_("Decision begun"), N_("Decision withdrawn")
_LISTED = (Outcome.BREACHED, Outcome.REVIEW)


class Verdicts(Card):
    """The verdict in a sentence, its counts, and the papers that can be made."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        line = QHBoxLayout()
        line.setSpacing(12)
        self._icon = Icon("circle-dashed", "open", 22)
        self._sentence = Prose(role="section")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._icon)
        line.addWidget(self._sentence, 1)
        self.box.addLayout(line)
        self._counts = Prose(role="muted")
        self.box.addWidget(self._counts)
        papers = QHBoxLayout()
        papers.setSpacing(8)
        for words, icon, kind, action in (
            (N_("Export the dossier…"), "file-down", "primary", "export_dossier"),
            (N_("Export the signs…"), "signpost", "plain", "export_signs"),
            (N_("Preview"), "eye", "plain", "preview"),
        ):
            papers.addWidget(button(t(words), icon=icon, kind=kind, press=partial(guide.trigger, action)))
        papers.addStretch()
        self.box.addSpacing(4)
        self.box.addLayout(papers)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show another verdict."""
        tone, words = VERDICTS[assessment.verdict]
        self._icon.show_icon(OUTCOME_ICONS[tone], tone)
        self._sentence.setText(t(words))
        numbers = assessment.counts
        parts = [f"{t(words)} {numbers[outcome]}" for outcome, words in OUTCOME_WORDS.items()]
        self._counts.setText(" · ".join(parts))


class FindingsByStep(Card):
    """What is to change and to decide, step by step."""

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self._guide = guide
        self._shown: tuple[Finding, ...] | None = None
        self.box.setSpacing(2)

    def show_assessment(self, assessment: Assessment) -> None:
        """Follow the assessment."""
        listed = assessment.of(*_LISTED)
        if listed == self._shown:
            return
        self._shown = listed
        while item := self.box.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for step in STEPS:
            mine = [finding for finding in listed if finding.step == step.id]
            if mine:
                self._add_step(t(step.title), mine)
        self.setVisible(bool(listed))

    def _add_step(self, title: str, findings: list[Finding]) -> None:
        heading = Prose(title, "question")
        self.box.addSpacing(6 if self.box.count() else 0)
        self.box.addWidget(heading)
        dossier = self._guide.document.dossier
        for finding in sorted(findings, key=lambda one: _LISTED.index(one.outcome)):
            subject = name_of(dossier, finding.item, language.current()) if finding.item else ""
            self.box.addWidget(FindingRow(finding, subject, self._guide))


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
        rule = guide.rule(rule_id)
        self._title = Prose(say(rule.title) if rule else rule_id, "question")
        self._subject, self._question = Prose(role="secondary"), Prose()
        for widget in (self._title, self._subject, self._question):
            self.box.addWidget(widget)
        if rule is not None and rule.citations:
            labels = [(one, guide.citation_label(one)) for one in rule.citations]
            self.box.addWidget(Citations(labels, guide.show_article))
        self._form = QVBoxLayout()
        self._form.setSpacing(12)
        self.box.addLayout(self._form)
        self._decide = button(t(N_("Decide")), icon="scale", kind="primary", press=self.begin)
        self._withdraw = button(
            t(N_("Withdraw the decision")), icon="undo-2", kind="small", press=self._take_back
        )
        line = QHBoxLayout()
        line.addWidget(self._decide)
        line.addWidget(self._withdraw)
        line.addStretch()
        self.box.addLayout(line)

    def begin(self) -> None:
        """Begin a decision, or go on with the one that was begun."""
        if not self._key:
            basis = basis_of(self._finding) if self._finding else ""
            value = {"rule": self._rule, "path": self._item, "basis": basis}
            self._guide.document.apply([Edit(op="add", path="decisions", value=value)], texts(DECISION_MADE))
        if self.rows:
            self.rows[0].take_focus()

    def _take_back(self) -> None:
        edit = Edit(op="remove", path=paths.join("decisions", self._key))
        self._guide.document.apply([edit], texts(DECISION_WITHDRAWN))

    def show_state(self, key: str, finding: Finding | None) -> None:
        """Show the decision with the id ``key``, empty if there is none yet, and what the rule says now."""
        self._finding = finding
        lang = language.current()
        self._subject.say(name_of(self._guide.document.dossier, self._item, lang) if self._item else "")
        rule = self._guide.rule(self._rule)
        question = say(finding.message) if finding else say(rule.question) if rule and rule.question else ""
        self._question.say(question)
        if key != self._key:
            self._key = key
            for row in self.rows:
                self._form.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = []
            for question_ in self._questions if key else ():
                row = Asked(paths.join("decisions", key, question_.path), self._guide, "row")
                self._form.addWidget(row)
                row.show_asked(True)
                self.rows.append(row)
        for row in self.rows:
            row.refresh()
        self._decide.setVisible(not key)
        self._withdraw.setVisible(bool(key))


class ReviewSections(QWidget):
    """Verdict, findings by step, and the points to decide."""

    def __init__(self, section: Section, guide: Guide) -> None:
        """Make the sections; ``section`` declares what a decision asks for."""
        super().__init__()
        self._section, self._guide = section, guide
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._verdict, self._findings = Verdicts(guide), FindingsByStep(guide)
        self._box.addWidget(self._verdict)
        self._box.addWidget(self._findings)
        self._heading = QWidget()
        heading = QVBoxLayout(self._heading)
        heading.setContentsMargins(0, 6, 0, 0)
        heading.setSpacing(2)
        heading.addWidget(Prose(t(section.title), "section"))
        heading.addWidget(Prose(t(section.intro), "secondary"))
        self._box.addWidget(self._heading)
        self.cards: dict[tuple[str, str], DecisionCard] = {}

    def show_assessment(self, assessment: Assessment) -> None:
        """Follow the assessment and the decisions."""
        self._verdict.show_assessment(assessment)
        self._findings.show_assessment(assessment)
        decisions = self._guide.document.dossier.decisions or {}
        made = {(one.rule, one.path): key for key, one in decisions.items()}
        to_decide = {finding.key: finding for finding in assessment.of(Outcome.REVIEW)}
        wanted = dict.fromkeys([*to_decide, *made])
        for point in [point for point in self.cards if point not in wanted]:
            card = self.cards.pop(point)
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        for point in wanted:
            if point not in self.cards:
                self.cards[point] = DecisionCard(*point, self._section.questions, self._guide)
                self._box.addWidget(self.cards[point])
            self.cards[point].show_state(made.get(point, ""), to_decide.get(point))
        self._heading.setVisible(bool(wanted))
