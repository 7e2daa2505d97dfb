"""The desk: rail, page and checks around one document, kept in step with its assessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fr_desk.domain import paths
from fr_desk.domain.choices import AttachmentKind
from fr_desk.domain.paths import AnswerError, InUseError
from fr_desk.forms.progress import Progress
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking, step_of
from fr_desk.gui import language, theme
from fr_desk.gui.adviser import activity_of
from fr_desk.gui.arrange import lay_out_now
from fr_desk.gui.banner import Banner
from fr_desk.gui.counsel import Counsel
from fr_desk.gui.document import Document
from fr_desk.gui.explanations import article_popover, laws_with, reasons_popover
from fr_desk.gui.finding_sheet import Told, finding_sheet
from fr_desk.gui.focus import focus_first, focus_next, neighbour, put_in_order
from fr_desk.gui.language import say, t
from fr_desk.gui.overview import Overview
from fr_desk.gui.page import StepPage
from fr_desk.gui.panel import FOLDED, Panel
from fr_desk.gui.rail import Rail
from fr_desk.gui.reasons import reasons
from fr_desk.gui.search_door import Store, show_search
from fr_desk.gui.status_line import StatusLine
from fr_desk.gui.top_bar import TopBar
from fr_desk.i18n import N_
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.coach import Advice
from fr_desk.rules.findings import Assessment, Citation, Finding, Fix, Outcome
from fr_desk.rules.instruments import label_of
from fr_desk.rules.packs import Rule

COUNSEL_AFTER = 350
"""Milliseconds without a change after which advice, deadlines and the like follow: nothing flickers while one types."""
_ROOM_FOR_PANEL = 1150
"""Width of the desk from which the checks stand beside the page; below it they open over the page."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the user looks at: kept when the desk is made anew in another language or theme."""

    step: str = STEPS[0].id
    activity: str = ""
    scroll: int = 0
    filter: Outcome | None = None
    folded: frozenset[str] = FOLDED


class Desk(QWidget):
    """Everything the window shows about an open document.

    Signals:
        noted: a sentence for the status line.
        case_wanted: the id of a case to read.
        file_wanted: path of the answer that is to name a new file, what it shows, whether it keeps its place.
    """

    noted = Signal(str)
    case_wanted = Signal(str)
    file_wanted = Signal(str, object, bool)

    def __init__(
        self,
        document: Document,
        actions: dict[str, QAction],
        theme_name: str,
        where: Whereabouts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Lay out ``document``.

        Args:
            document: the open dossier.
            actions: the window's actions by name.
            theme_name: the preferred theme.
            where: what to show first.
            parent: the window; given at once, because widgets that change their window are dressed twice.
        """
        super().__init__(parent)
        self.document, self.actions_by_name = document, actions
        self.found_before: Store | None = None
        where = where or Whereabouts()
        self._activity, self._step = where.activity, ""
        self._pages: dict[str, StepPage] = {}
        self._asking: Asking | None = None
        self.top_bar = TopBar(actions, theme_name)
        self.rail, self.panel, self.status = Rail(STEPS), Panel(self), StatusLine()
        self.stack, self.banner = QStackedWidget(self), Banner()
        self.overview = Overview(document, self._ask, self)
        self.overview.counted.connect(self._show_overview)
        self.counsel = Counsel(document, self)
        self.counsel.adviser.ready.connect(self._show_counsel)
        self._calm = QTimer(self, singleShot=True, interval=COUNSEL_AFTER)
        self._calm.timeout.connect(self._show_counsel)
        self._lay_out()
        self.rail.chosen.connect(self.show_step)
        self.rail.next_wanted.connect(self.next_question)
        document.assessed.connect(self._on_assessed)
        document.stepped.connect(self._on_stepped)
        self.status.undo_pressed.connect(actions["undo"].trigger)
        self.panel.folded = set(where.folded)
        self.panel.show_only(where.filter)
        self._on_assessed(document.assessment)
        self._on_stepped()
        self.show_step(where.step)
        (self.page if where.scroll else self._page).verticalScrollBar().setValue(where.scroll)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.top_bar)
        box.addWidget(self.banner)
        self._body = QWidget()
        self._body.setObjectName("body")
        middle = QHBoxLayout(self._body)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        self.panel.setFixedWidth(theme.PANEL)
        middle.addWidget(self.panel)
        self._middle, self._over = middle, False
        box.addWidget(self._body, 1)
        box.addWidget(self.status)

    # what the user looks at

    @property
    def where(self) -> Whereabouts:
        """What the user looks at."""
        scroll, panel = self._page.verticalScrollBar().value(), self.panel
        return Whereabouts(self._step, self._activity, scroll, panel.filter, frozenset(panel.folded))

    @property
    def page(self) -> StepPage:
        """The page that is shown, with all that is on it."""
        self._page.finish()
        return self._page

    @property
    def _page(self) -> StepPage:
        return self._pages[self._step]

    def show_step(self, step_id: str) -> None:
        """Show the page of a step; it is made when it is first shown."""
        self._step = step_id
        self._keep_activity()
        if step_id not in self._pages:
            number = next(number for number, step in enumerate(STEPS) if step.id == step_id)
            following = STEPS[number + 1] if number + 1 < len(STEPS) else None
            page = StepPage(STEPS[number], self, self._activity, following, self.stack)
            self._pages[step_id] = page
            self.stack.addWidget(page)
        self._refresh_page()
        self._show_counsel()
        if self.overview.progress is not None:
            self._page.show_progress(self.overview.progress)
        self.stack.setCurrentWidget(self._page)
        self.rail.choose(step_id)
        if self._over:
            self.show_checks(False)

    def _keep_activity(self) -> None:
        activities = self.document.dossier.activities or {}
        if self._activity not in activities:
            self._activity = next(iter(activities), "")

    def choose_activity(self, key: str) -> None:
        """Ask about another activity on the pages that ask about one at a time."""
        self._activity = key
        self._refresh_page()
        self._show_counsel()

    def _refresh_page(self) -> None:
        page, asked = self._page, set(self._ask().questions(self._step))
        if page.is_per_activity:
            among = page.activities_among(asked)
            page.choose_activity(self._activity if self._activity in among or not among else among[0])
        page.show_asked(asked)
        page.refresh()
        page.show_assessment(self.document.assessment)

    def reshow(self) -> None:
        """Show questions and findings on the page again: something on it was opened."""
        self._refresh_page()
        self._show_counsel()

    def _show_counsel(self) -> None:
        self._page.show_counsel(self.counsel)
        put_in_order(self)

    def _ask(self) -> Asking:
        if self._asking is None:
            self._asking = Asking(self.document.dossier, self.document.assessment.as_of)
        return self._asking

    # following the document

    def _on_assessed(self, assessment: Assessment) -> None:
        self._asking = None
        self.panel.show_assessment(assessment)
        if self._step:
            self._keep_activity()
            self._refresh_page()
        self.top_bar.show_dossier(self.document.dossier, assessment)
        self.overview.follow()
        self._calm.start()
        if self.isVisible():
            lay_out_now()

    def _on_stepped(self) -> None:
        change = self.document.last_change
        self.status.show_last(say(change) if change else "")

    @property
    def is_behind(self) -> bool:
        """Whether the rail still has to follow the last change."""
        return self.overview.is_behind

    @property
    def is_thinking(self) -> bool:
        """Whether advice and deadlines still have to follow the last change."""
        return self._calm.isActive() or self.counsel.adviser.is_asking

    def _show_overview(self, found: Progress) -> None:
        self.rail.show_progress(found)
        self._page.show_progress(found)
        wrong = self.document.assessment.counts[Outcome.BREACHED]
        self.top_bar.checks.setText(t(N_("Checks ({count})"), count=wrong) if wrong else t(N_("Checks")))

    def next_question(self) -> None:
        """Go to the next question that matters: first what can change the verdict, then a finding, then the rest."""
        following = self.overview.now().after(self._page.focused_path())
        if following:
            self.go_to(following)

    # what widgets ask for

    def fix(self, fix: Fix) -> None:
        """Apply a fix as one step of the undo stack."""
        try:
            self.document.apply(fix.edits, fix.label)
        except (AnswerError, InUseError) as error:
            self.noted.emit(error.message(language.current()))
        else:
            self.status.note_done(say(fix.label))

    def go_to(self, path: str, step: str = "") -> None:
        """Show the question at ``path`` on the page that asks for it; the page of ``step`` if none does."""
        target = step_of(path) if path else step
        parts = paths.split(path)
        if (
            parts[:1] == ["activities"]
            and len(parts) > 1
            and parts[1] in (self.document.dossier.activities or {})
        ):
            self._activity = parts[1]
        if path and step and target != step and path not in self._ask().questions(target):
            target = step
        self.show_step(target)
        if path:
            self._page.reveal(path)
        else:
            self._page.verticalScrollBar().setValue(0)
            self.focus_page()

    def decide(self, finding: Finding) -> None:
        """Open the decision on a finding on the last page."""
        self.show_step(STEPS[-1].id)
        self._page.begin_decision(*finding.key)

    def show_article(self, citation: Citation, anchor: QWidget) -> None:
        """Show an article beside ``anchor``."""
        laws = laws_with(citation, self.document.dossier)
        if laws:
            article_popover(citation, laws, anchor, self.document.assessment.as_of).open()

    def attach(self, path: str, kind: AttachmentKind | None = None, *, keep_location: bool = False) -> None:
        """Ask for a file, and let the answer at ``path`` name it if there is one."""
        self.file_wanted.emit(path, kind, keep_location)

    def explain(self, path: str, anchor: QWidget) -> None:
        """Say beside ``anchor`` why the question at ``path`` is asked."""
        found = reasons(path, self.document.dossier)
        reasons_popover(t(paths.spec_at(path).asks), found, anchor, self.document.assessment.as_of).open()

    def explain_finding(self, finding: Finding, anchor: QWidget) -> None:
        """Say beside ``anchor`` everything known about a finding."""
        finding_sheet(finding, self, anchor, self.cases_like(finding)).open()

    def cases_like(self, finding: Finding) -> Sequence[Told]:
        """Return the published cases that fit a finding, the most like it first."""
        return self.counsel.cases_like(finding, self.show_case)

    def put_away(self, advice: Advice) -> None:
        """Show a piece of advice no more as long as the dossier is open."""
        self.document.put_away.add((advice.id, activity_of(advice)))
        self._show_counsel()

    def show_case(self, case_id: str) -> None:
        """Show a published case."""
        self.case_wanted.emit(case_id)

    def has_reasons(self, path: str) -> bool:
        """Tell whether a rule rests on the answer at ``path``."""
        return bool(reasons(path, self.document.dossier))

    def rule(self, rule_id: str) -> Rule | None:
        """Return a rule of the packs in use."""
        rules = (rule for pack in packs_for(self.document.dossier) for rule in pack.rules)
        return next((rule for rule in rules if rule.id == rule_id), None)

    def trigger(self, action: str) -> None:
        """Do what the window's action called ``action`` does."""
        self.actions_by_name[action].trigger()

    def citation_label(self, citation: Citation) -> str:
        """Return the short name of an article."""
        laws, day = laws_with(citation, self.document.dossier), self.document.assessment.as_of
        label = label_of(citation, laws, language.current(), short=True, as_of=day) if laws else ""
        return label or citation.article

    def open_search(self) -> None:
        """Open the search over the window."""
        show_search(self)

    # room and keyboard

    def showEvent(self, event: QShowEvent) -> None:
        """Let what follows slowly wait until the desk is on the screen: a start paints first."""
        super().showEvent(event)
        if self.overview.is_behind:
            self.overview.follow()
        if self._calm.isActive():
            self._calm.start()
        self.panel.put_off()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the checks beside the page, or over it where there is no room for both."""
        super().resizeEvent(event)
        over = event.size().width() < _ROOM_FOR_PANEL
        if over is not self._over:
            self._over = over
            self.top_bar.checks.setVisible(over)
            if over:
                self._middle.removeWidget(self.panel)
                self.panel.setVisible(False)
            else:
                self._middle.addWidget(self.panel)
                self.panel.setVisible(True)
        self._place_panel()

    def _place_panel(self) -> None:
        if self._over:
            body = self._body.rect()
            self.panel.setGeometry(QRect(body.width() - theme.PANEL, 0, theme.PANEL, body.height()))
            self.panel.raise_()

    def show_checks(self, on: bool | None = None) -> None:
        """Open or close the checks where they stand over the page."""
        if self._over:
            self.panel.setVisible(self.panel.isHidden() if on is None else on)
            self._place_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the checks over the page with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._over and self.panel.isVisible():
            self.show_checks(False)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from control to control in the order one reads."""
        self._page.finish()
        return focus_next(self, forward=forward)

    def focus_page(self) -> None:
        """Give the keyboard to the first control of the page."""
        focus_first(self._page)

    def next_part(self, way: int) -> None:
        """Move the keyboard on to the next part: rail, page, checks, top bar."""
        parts = [self.rail, self._page, *([self.panel] if self.panel.isVisible() else []), self.top_bar]
        part = neighbour(parts, way)
        if part is self.rail:
            self.rail.take_focus()
        else:
            focus_first(part)
