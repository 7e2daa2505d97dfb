"""The last step: everything looked over, what the law leaves open decided, the papers printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from fr_desk.forms.question import Section
from fr_desk.forms.steps import STEPS
from fr_desk.gui import language
from fr_desk.gui.announcements import Announcements
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.compare import Compare
from fr_desk.gui.decisions import DecisionCard
from fr_desk.gui.due import DueList
from fr_desk.gui.finding_row import FindingRow
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.kept_files import KeptFiles
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_
from fr_desk.rules.findings import Assessment, Finding, Outcome, Verdict
from fr_desk.rules.sentences import VERDICTS, name_of

TONES = {
    Verdict.BREACHED: "breached",
    Verdict.OPEN: "open",
    Verdict.REVIEW: "review",
    Verdict.CLEAN: "met",
}
LAW_TODAY = N_("Law as of today, {date}.")
LAW_AS_OF = N_("Law as of {date}, chosen for this assessment.")
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
        self.box.addWidget(self._make_law(guide))
        papers = Flow()
        for words, icon, kind, action in (
            (N_("Export the dossier…"), "file-down", "primary", "export_dossier"),
            (N_("Export the signs…"), "signpost", "plain", "export_signs"),
            (N_("Preview and print…"), "eye", "plain", "preview"),
            (N_("Design the signs…"), "pencil", "plain", "studio"),
        ):
            papers.add(button(t(words), icon=icon, kind=kind, press=partial(guide.trigger, action)))
        self.everything = button(t(N_("Export everything…")), icon="folder-open")
        self.everything.setObjectName("exportEverything")
        menu = QMenu(self.everything)
        for words, action in ((N_("Into a folder…"), "export_folder"), (N_("As a zip…"), "export_zip")):
            menu.addAction(t(words), partial(guide.trigger, action))
        self.everything.setMenu(menu)
        papers.add(self.everything)
        self.box.addSpacing(4)
        self.box.addWidget(papers)

    def _make_law(self, guide: Guide) -> QWidget:
        """Make the line that says on which day the law is taken, with the ways to another day."""
        law = Flow(gap=10, line_gap=2)
        self._law = Prose()
        self.choose_date = button(
            t(N_("Another date")), icon="calendar", kind="link", press=lambda: guide.go_to("as_of")
        )
        self.today = button(
            t(N_("Today's law")),
            icon="undo-2",
            kind="link",
            press=lambda: guide.document.edit("as_of", None),
        )
        for widget in (self._law, self.choose_date, self.today):
            law.add(widget)
        return law

    def show_date(self, assessment: Assessment, *, chosen: bool) -> None:
        """Say on which day the law is taken; ``chosen`` tells whether the dossier names the day."""
        words = LAW_AS_OF if chosen else LAW_TODAY
        self._law.setText(t(words, date=language.written_date(assessment.as_of)))
        self.today.setVisible(chosen)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show another verdict."""
        tone, words = TONES[assessment.verdict], VERDICTS[assessment.verdict]
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
        empty(self.box)
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


class ReviewSections(QWidget):
    """Verdict, findings by step, and the points to decide."""

    def __init__(self, section: Section, guide: Guide) -> None:
        """Make the sections; ``section`` declares what a decision asks for."""
        super().__init__()
        self._section, self._guide = section, guide
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self.verdict, self._findings = Verdicts(guide), FindingsByStep(guide)
        self._box.addWidget(self.verdict)
        self._box.addWidget(self._findings)
        self._heading = QWidget()
        heading = QVBoxLayout(self._heading)
        heading.setContentsMargins(0, 6, 0, 0)
        heading.setSpacing(2)
        heading.addWidget(Prose(t(section.title), "section"))
        heading.addWidget(Prose(t(section.intro), "secondary"))
        self._box.addWidget(self._heading)
        self._points = QVBoxLayout()
        self._points.setSpacing(12)
        self._box.addLayout(self._points)
        self.cards: dict[tuple[str, str], DecisionCard] = {}
        self.due, self.announced = DueList(guide), Announcements(guide)
        self.compare = Compare(guide)
        self.files = KeptFiles(guide)
        self._box.addWidget(self.due)
        self._box.addWidget(self.announced)
        self._box.addWidget(self.files)

    def show_assessment(self, assessment: Assessment) -> None:
        """Follow the assessment and the decisions."""
        self.verdict.show_assessment(assessment)
        self.verdict.show_date(assessment, chosen=self._guide.document.dossier.as_of is not None)
        self.announced.show_assessment(assessment)
        self.files.refresh()
        self._findings.show_assessment(assessment)
        decisions = self._guide.document.dossier.decisions or {}
        made = {(one.rule, one.path): key for key, one in decisions.items()}
        found = {finding.key: finding for finding in assessment.findings}
        wanted = dict.fromkeys([*(finding.key for finding in assessment.of(Outcome.REVIEW)), *made])
        for point in [point for point in self.cards if point not in wanted]:
            card = self.cards.pop(point)
            self._points.removeWidget(card)
            card.hide()
            card.deleteLater()
        for point in wanted:
            if point not in self.cards:
                self.cards[point] = DecisionCard(*point, self._section.questions, self._guide)
                self._points.addWidget(self.cards[point])
            self.cards[point].show_state(made.get(point, ""), found.get(point))
        self._heading.setVisible(bool(wanted))
