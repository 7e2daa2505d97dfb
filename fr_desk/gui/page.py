"""The page of one step, made from its declaration: sections, cards, findings, and the way to the next step."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from fr_desk.domain import paths
from fr_desk.forms.progress import Progress
from fr_desk.forms.question import Step
from fr_desk.gui import language, theme
from fr_desk.gui.adviser import activity_of
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Chip, button
from fr_desk.gui.collection import CollectionEditor
from fr_desk.gui.counsel import Counsel
from fr_desk.gui.due import DueList
from fr_desk.gui.first_screen import Rest
from fr_desk.gui.form import Asked
from fr_desk.gui.guide import Guide
from fr_desk.gui.kept import SUMMED, KeptNote
from fr_desk.gui.language import say, t
from fr_desk.gui.left_line import LeftLine
from fr_desk.gui.prose import Prose
from fr_desk.gui.review import ReviewSections
from fr_desk.gui.section import SectionView
from fr_desk.gui.strips import Strips
from fr_desk.i18n import N_
from fr_desk.rules.coach import Advice
from fr_desk.rules.findings import Assessment, Finding, Outcome
from fr_desk.rules.sentences import name_of

NO_ACTIVITY = N_(
    "First say for what faces or pictures are used; this page then asks about each of those activities."
)
NOTHING_ASKED = N_("Nothing is asked here for this venue as it has been described so far.")


ADVISED = frozenset({"purpose", "necessity"})
"""Steps on which the coach speaks."""
GROWN_AFTER = 200
"""Milliseconds after which a page has the height its opened items need."""


class StepPage(QScrollArea):
    """One step's page."""

    def __init__(
        self, step: Step, guide: Guide, activity: str, following: Step | None, parent: QWidget | None = None
    ) -> None:
        """Make the page of ``step``.

        Args:
            step: its declaration.
            guide: the desk.
            activity: id of the activity that is asked about, empty if there is none yet.
            following: the next step, if there is one.
            parent: what it will stand on.
        """
        super().__init__(parent)
        self.setObjectName("page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(t(step.title))
        self.step, self.guide, self.activity = step, guide, activity
        self._column = QWidget()
        self._column.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._column.setMaximumWidth(theme.PAGE)
        self.box = QVBoxLayout(self._column)
        self.box.setContentsMargins(0, 20, 0, 20)
        self.box.setSpacing(12)
        self._head()
        self._notices = Strips(guide)
        self.box.addWidget(self._notices)
        self._empty = self._make_empty()
        self.box.addWidget(self._empty)
        self.sections: list[SectionView] = []
        self._body = QVBoxLayout()
        self._body.setSpacing(16)
        self.box.addLayout(self._body)
        self._fill()
        if following is not None:
            self._foot(following)
        self.box.addStretch()
        self._holder = QWidget()
        self._holder.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._holder.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        self._margins = QHBoxLayout(self._holder)
        self._margins.addWidget(self._column, 1)
        self.setWidget(self._holder)
        self._rest = Rest(self, self._show_more)
        self._sought: QWidget | None = None
        self._seeking = QTimer(self, singleShot=True)
        self._seeking.timeout.connect(self._found)
        self.verticalScrollBar().rangeChanged.connect(self._bring)

    def _head(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(1)
        self.left = LeftLine(partial(self.guide.trigger, "next_question"))
        top = QHBoxLayout()
        top.addWidget(Prose(t(self.step.title), "title"), 1)
        top.addWidget(self.left.next)
        head.addLayout(top)
        head.addWidget(Prose(t(self.step.intro), "muted"))
        head.addWidget(self.left)
        self.box.addLayout(head)
        self._activities = Flow(gap=6)
        self._activities.setParent(self._column)
        self._chips: dict[str, Chip] = {}
        self._asked_activities: list[str] = []
        self._activities.setVisible(False)

    def _make_empty(self) -> Prose:
        empty = Prose("", "muted")
        empty.setVisible(False)
        return empty

    def _fill(self) -> None:
        self._review: ReviewSections | None = None
        self._filings: DueList | None = None
        self._kept: KeptNote | None = None
        for section in self.step.sections:
            if section.kind == "decisions":
                self._review = ReviewSections(section, self.guide)
                self._body.insertWidget(0, self._review)
            else:
                if section.kind == "per_activity" and self._body.indexOf(self._activities) < 0:
                    self._body.addWidget(self._activities)
                    if any(question.path.startswith("retention.") for question in section.questions):
                        self._kept = KeptNote(self.guide)
                        self._body.addWidget(self._kept)
                view = SectionView(section, self.guide, self.activity)
                self.sections.append(view)
                self._body.addWidget(view)
        if self._review is not None:
            self._body.addWidget(self._review.compare)
        if any(section.root.startswith("filings.") for section in self.step.sections):
            self._filings = DueList(self.guide, folds=False)
            self._body.addWidget(self._filings)

    def _foot(self, following: Step) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 0)
        words = t(N_("Next: {step}"), step=t(following.title))
        self.next = button(
            words, icon="arrow-right", kind="primary", press=lambda: self.guide.go_to("", following.id)
        )
        self.next.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        line.addStretch()
        line.addWidget(self.next)
        self.box.addLayout(line)

    @property
    def is_per_activity(self) -> bool:
        """Whether the page asks about one activity at a time."""
        return any(section.kind == "per_activity" for section in self.step.sections)

    def choose_activity(self, activity: str) -> None:
        """Ask about another activity."""
        if activity == self.activity:
            return
        self.activity = activity
        for view in [view for view in self.sections if view.section.kind == "per_activity"]:
            place = self.sections.index(view)
            self.sections[place] = SectionView(view.section, self.guide, activity)
            self._body.replaceWidget(view, self.sections[place])
            self.sections[place].show()  # at once, so that the keyboard can go there
            view.hide()
            view.deleteLater()

    def refresh(self) -> None:
        """Show the answers as they are now."""
        self._show_activities()
        for view in self.sections:
            if not view.isHidden():
                for block in view.blocks:
                    if not block.isHidden():
                        block.refresh()

    def _show_activities(self) -> None:
        dossier = self.guide.document.dossier
        several = len(self._asked_activities) > 1
        keys = self._asked_activities if several else []
        shown = {key: name_of(dossier, f"activities.{key}", language.current()) for key in keys}
        if {key: chip.accessibleName() for key, chip in self._chips.items()} != shown:
            for chip in self._chips.values():
                self._activities.drop(chip)
            self._chips = {}
            for key, name in shown.items():
                chip = Chip(name, exclusive=True)
                chip.clicked.connect(lambda _on, key=key: self.guide.choose_activity(key))
                self._chips[key] = chip
                self._activities.add(chip)
                chip.show()
        for key, chip in self._chips.items():
            chip.setChecked(key == self.activity)
        self._activities.setVisible(several)

    def activities_among(self, asked: Iterable[str]) -> list[str]:
        """Return the ids of the activities that the page asks something about, in their order."""
        own = {
            question.path
            for section in self.step.sections
            if section.kind == "per_activity"
            for question in section.questions
        }
        found: dict[str, None] = {}
        for path in asked:
            root, _, rest = path.partition(".")
            key, _, question = rest.partition(".")
            if root == "activities" and question in own:
                found[key] = None
        return [key for key in self.guide.document.dossier.activities or {} if key in found]

    def show_asked(self, asked: set[str]) -> None:
        """Show the questions among ``asked``; before the first painting, those that fit on the screen."""
        self._asked_activities = self.activities_among(asked) if self.is_per_activity else []
        blocks = [block for view in self.sections if not view.section.folded for block in view.blocks]
        later = self._rest.hold_back(asked, blocks)
        anything = [view.show_asked(asked - later) for view in self.sections]
        lonely = self.is_per_activity and not self.guide.document.dossier.activities
        nothing = not any(anything) and self._review is None
        missing = NO_ACTIVITY if lonely else NOTHING_ASKED if nothing else ""
        self._empty.say(t(missing))

    def _show_more(self, asked: set[str]) -> None:
        for view in self.sections:
            view.show_asked(asked)
        self.show_assessment(self.guide.document.assessment)

    def finish(self) -> None:
        """Show what waits for an idle moment now: somebody asks for it."""
        self._rest.finish()

    def show_assessment(self, assessment: Assessment) -> None:
        """Show what is to change or to decide: in the cards, and above them what belongs to none."""
        if self._review is not None:
            self._review.show_assessment(assessment)
        by_path: dict[str, list[Finding]] = {}
        badges: dict[str, str] = {}
        for finding in assessment.of(Outcome.BREACHED, Outcome.REVIEW):
            by_path.setdefault(finding.path, []).append(finding)
            if finding.step == self.step.id and finding.path.startswith("activities."):
                key = finding.path.split(".")[1]
                if badges.get(key) != "breached":
                    badges[key] = finding.outcome.value
        for view in self.sections:
            for block in view.blocks:
                if not block.isHidden():
                    block.show_findings(by_path)
        rest = [finding for left in by_path.values() for finding in left if self._belongs_here(finding)]
        self._notices.show_findings(rest)
        for key, chip in self._chips.items():
            chip.show_badge(badges.get(key, ""))

    def _belongs_here(self, finding: Finding) -> bool:
        if finding.step != self.step.id:
            return False
        parts = finding.path.split(".")
        return not (
            self.is_per_activity and parts[0] == "activities" and len(parts) > 1 and parts[1] != self.activity
        )

    def show_progress(self, found: Progress) -> None:
        """Show how many of the page's questions are left, and what they can change."""
        self.left.show_count(found.steps[self.step.id], found)

    def _focused(self) -> Asked | CollectionEditor | None:
        """Return the question that has the keyboard."""
        widget: QWidget | None = self.window().focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, Asked | CollectionEditor):
                return widget
            widget = widget.parentWidget()
        return None

    def focused_path(self) -> str:
        """Return the path of the question that has the keyboard, empty if none has."""
        focused = self._focused()
        return focused.path if focused is not None else ""

    def note(self) -> None:
        """Begin a note on the question that has the keyboard."""
        focused = self._focused()
        if focused is not None and focused.notes is not None:
            focused.notes.begin()

    def turn_unknown(self) -> None:
        """Say that nobody knows the answer yet to the question that has the keyboard, or say so no longer."""
        focused = self._focused()
        if focused is not None and focused.notes is not None:
            focused.notes.turn_unknown()

    def show_counsel(self, counsel: Counsel) -> None:
        """Show what is said beside the findings: deadlines where they are asked about."""
        if self._review is not None:
            self._review.due.show_entries(counsel.deadlines())
            self._review.compare.refresh()
        if self._filings is not None:
            self._filings.show_entries(counsel.filings())
        if self.step.id in ADVISED:
            counsel.adviser.ask()
            self._show_advice(counsel.adviser.advice)
        if self._kept is not None:
            kept = counsel.kept(self.activity)
            self._kept.show_clocks(kept)
            apart = [clock for clock in kept.clocks if clock.data not in SUMMED] if kept else []
            notes = {clock.path: say(clock.sentence) for clock in apart}
            for view in self.sections:
                for block in view.blocks:
                    block.show_notes(notes)

    def _show_advice(self, advice: list[Advice]) -> None:
        """Show the coach's advice at the answer that called for it.

        The page that asks for the reason shows there too what another page's answers call for: the reason speaks of
        the same plan.
        """
        reason = paths.join("activities", self.activity, "necessity_reason")
        own = {path for view in self.sections for path in view.paths}
        by_path: dict[str, list[Advice]] = {}
        for one in advice:
            elsewhere = one.path not in own and reason in own and activity_of(one) == self.activity
            place = reason if elsewhere else one.path
            by_path.setdefault(place, []).append(one)
        for view in self.sections:
            for block in view.blocks:
                if not block.isHidden():
                    block.show_advice(by_path)

    def reveal(self, path: str) -> None:
        """Scroll to the question at ``path``, open what it is in, and give it the keyboard."""
        self.finish()
        for view in self.sections:
            if view.section.folded and path in view.paths:
                view.unfold()
            for block in view.blocks:
                found = None if block.isHidden() else block.place_of(path)
                if found is not None:
                    self._show_widget(found)
                    return
        self.verticalScrollBar().setValue(0)

    def begin_decision(self, rule_id: str, item: str) -> None:
        """Open the decision on one point."""
        card = self._review.cards.get((rule_id, item)) if self._review is not None else None
        if card is not None:
            card.begin()
            self._show_widget(card.place())

    def _show_widget(self, widget: QWidget) -> None:
        self._sought = widget  # the page grows to its new height step by step, and moves what is below
        self._seeking.start(GROWN_AFTER)
        self._bring()
        take = getattr(widget, "take_focus", None)
        if take is not None:
            take()
        else:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _found(self) -> None:
        self._sought = None

    def _bring(self) -> None:
        widget = self._sought
        if widget is None or not isValid(widget):  # it may have gone while the page grew
            return
        for _ in range(2):  # an item that was just opened moves everything below it
            self._margins.activate()
            self.box.activate()
        spot = widget.mapTo(self._holder, QPoint(0, 0)).y()
        self.verticalScrollBar().setValue(max(0, spot - self.viewport().height() // 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Make what is below the fold, once the rest was drawn."""
        super().paintEvent(event)
        self._rest.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins narrow where there is little room."""
        side = 30 if event.size().width() >= 700 else 20
        self._margins.setContentsMargins(side, 0, side, 0)
        super().resizeEvent(event)
