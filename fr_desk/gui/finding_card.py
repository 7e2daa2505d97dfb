"""A check in the panel as a card: the sentence, what may follow, a case like it, the articles, and the cures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty
from fr_desk.gui.buttons import OUTCOME_ICONS, button
from fr_desk.gui.checks import Check
from fr_desk.gui.explanations import Citations
from fr_desk.gui.finding_row import LineButton
from fr_desk.gui.finding_sheet import Told
from fr_desk.gui.fix_preview import Previews, fix_button, name_button
from fr_desk.gui.focus import focus_first, put_in_order
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import say, t
from fr_desk.gui.prose import Prose
from fr_desk.gui.settling import Settling
from fr_desk.gui.surfaces import Card
from fr_desk.i18n import N_
from fr_desk.rules.findings import Consequence, Finding, Fix, Outcome
from fr_desk.rules.sentences import name_of

MAY_FOLLOW = N_("May follow: {consequence}")
SIMILAR = N_("Similar case: {case}")
ONLY_HERE = N_("Only here")
AND_OTHERS = N_("and {count} more")
PLACES_SHOWN = 20
"""Places listed in an unfolded card; the others are counted."""


class FindingCard(Card, Settling):
    """One check with everything that can be done about it.

    Attributes:
        check: what it is about.
        is_told: whether a case like it was looked for.
    """

    def __init__(self, check: Check, guide: Guide, told: Told | None = None) -> None:
        """Show ``check``; ``told`` is a case like it."""
        super().__init__(tone=check.first.outcome.value, margins=(18, 11, 14, 12))
        self.check, self._guide, self._told = check, guide, told
        self.is_told = told is not None
        self._previews: Previews | None = None
        self._fold: LineButton | None = None
        self._chips: QWidget | None = None
        self._listed: list[QWidget] = []
        self._content = self._fill()
        self.box.addWidget(self._content)

    @property
    def finding(self) -> Finding:
        """The finding whose words stand for all."""
        return self.check.first

    @property
    def previews(self) -> Previews:
        """The place for the preview of a fix, made when it is first wanted."""
        if self._previews is None:
            self._previews = Previews(self._guide)
            self._box.addWidget(self._previews)
        return self._previews

    @property
    def is_asking(self) -> bool:
        """Whether it shows what a fix would change."""
        return self._previews is not None and self._previews.shown is not None

    def show_check(self, check: Check, *, anew: bool = False) -> None:
        """Follow the findings: words change in their place; only where more is another the card is made anew.

        Args:
            check: the findings.
            anew: whether the card was away meanwhile, so that names in it may be old.
        """
        before, self.check = self.check, check
        if check == before and not anew:
            return
        if _shape(check) != _shape(before):
            self._refill()
            return
        self._title.setText(say(check.first.title))
        self._sentence.setText(say(check.first.message))
        for press, fix in zip(self._cures, check.fixes, strict=True):
            name_button(press, say(fix.label))
        self._show_places()
        self._name_it()

    def tell(self, told: Told | None) -> None:
        """Show a case like it, if there is one."""
        self.is_told = True
        if self._told is None and told is not None:
            self._told = told
            self._box.insertWidget(self._before_actions(), self._case_line(told))
            put_in_order(self._content)

    def _refill(self) -> None:
        had_focus = self._content.isAncestorOf(self.window().focusWidget() or self)
        shown = self._previews.shown if self._previews is not None else None
        unfolded = self._fold is not None and self._fold.isChecked()
        empty(self.box)
        self._content = self._fill()
        self.box.addWidget(self._content)
        self._content.show()
        if unfolded and self._fold is not None:
            self._fold.click()
        if had_focus:
            focus_first(self)
        again = next((fix for fix in self.check.fixes if shown and fix.label == shown.fix.label), None)
        if again is not None:
            self.previews.ask(again, take_focus=had_focus)

    def _fill(self) -> QWidget:
        finding, tone = self.finding, self.finding.outcome.value
        content = QWidget()
        self._previews, self._fold, self._chips, self._listed = None, None, None, []
        self._box = QVBoxLayout(content)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Icon(OUTCOME_ICONS[tone], tone), 0, Qt.AlignmentFlag.AlignTop)
        self._title = Prose(say(finding.title), "strong")
        self._title.setProperty("tone", tone)
        line.addWidget(self._title, 1)
        self._box.addLayout(line)
        if finding.level == "should":
            self._box.addWidget(Prose(t(N_("Recommended, not required by law")), "secondary"))
        self._sentence = Prose(say(finding.message))
        self._box.addWidget(self._sentence)
        self._places = QVBoxLayout()
        self._places.setSpacing(2)
        self._box.addLayout(self._places)
        self._show_places()
        if finding.consequences:
            words = t(MAY_FOLLOW, consequence=say(_telling(finding).says))
            self._box.addWidget(LineButton("triangle-alert", words, self._explain))
        if self._told is not None:
            self._box.addWidget(self._case_line(self._told))
        if finding.citations:
            labels = [(one, self._guide.citation_label(one)) for one in finding.citations]
            self._chips = Citations(labels, self._guide.show_article)
            self._box.addWidget(self._chips)
        self._actions = self._make_actions()
        self._box.addWidget(self._actions)
        self._name_it()
        return content

    def _before_actions(self) -> int:
        return self._box.indexOf(self._chips or self._actions)

    def _name_it(self) -> None:
        names = f" ({self._names()})" if self.check.is_many else ""
        outcome = t(OUTCOME_WORDS[self.finding.outcome])
        self.setAccessibleName(f"{outcome}: {say(self.finding.title)}{names}")
        self.setAccessibleDescription(say(self.finding.message))

    def _names(self) -> str:
        return self.check.names(self._guide.document.dossier, language.current())

    @staticmethod
    def _case_line(told: Told) -> LineButton:
        return LineButton("landmark", t(SIMILAR, case=told.title), told.read)

    def _make_actions(self) -> Flow:
        finding, actions = self.finding, Flow(gap=7, line_gap=6)
        self._cures = [
            fix_button(fix, partial(self._ask, number), "small")
            for number, fix in enumerate(self.check.fixes)
        ]
        others = []
        if finding.outcome is Outcome.REVIEW:
            others.append(button(t(N_("Decide")), icon="scale", kind="small", press=self._decide))
        others.append(button(t(N_("Go there")), icon="corner-down-right", kind="small", press=self._go))
        self._more = button(t(N_("More about it")), icon="book-open", kind="small", press=self._explain)
        others.append(self._more)
        for press in others:
            press.setAccessibleDescription(say(finding.title))
        for press in (*self._cures, *others):
            actions.add(press)
        return actions

    def _ask(self, number: int, press: QWidget) -> None:
        self.previews.ask(self.check.fixes[number], press)

    def _ask_for(self, fix: Fix, press: QWidget) -> None:
        self.previews.ask(fix, press)

    def _decide(self) -> None:
        self._guide.decide(self.finding)

    def _explain(self) -> None:
        self._guide.explain_finding(self.finding, self._more)

    def _go(self) -> None:
        self._guide.go_to(self.finding.path, self.finding.step)

    # a check about several places

    def _show_places(self) -> None:
        """Show in a line which places it is about, if there are several."""
        if self._fold is None:
            if not self.check.is_many:
                return
            self._fold = LineButton("", "", self._list_places, fold=True)
            self._box.insertWidget(self._box.indexOf(self._places), self._fold)
        self._fold.show_words(self._names())
        if not self.check.is_many:
            self._fold.setChecked(False)
        self._fold.setVisible(self.check.is_many)
        self._list_places()

    def _list_places(self) -> None:
        """List the places, each with the way there and its own fixes; or fold them away."""
        assert self._fold is not None
        focus = self.window().focusWidget() or self
        inside = any(place.isAncestorOf(focus) for place in self._listed)
        empty(self._places)
        self._listed = []
        if self._fold.isChecked():
            for finding in self.check.findings[:PLACES_SHOWN]:
                self._listed.append(self._place(finding))
                self._places.addWidget(self._listed[-1])
            rest = len(self.check.findings) - PLACES_SHOWN
            if rest > 0:
                self._places.addWidget(Prose(t(AND_OTHERS, count=rest), "secondary"))
        if inside:
            self._fold.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, finding: Finding) -> QWidget:
        name = name_of(self._guide.document.dossier, finding.item, language.current())
        line = Flow(gap=6, line_gap=4)
        line.set_margins(20, 2, 0, 4)
        there = partial(self._guide.go_to, finding.path, finding.step)
        line.add(button(name, icon="corner-down-right", kind="link", press=there))
        for fix in finding.fixes:
            words = t(ONLY_HERE) if len(finding.fixes) == 1 else ""
            press = fix_button(fix, partial(self._ask_for, fix), "small", words)
            press.setAccessibleDescription(f"{name}: {say(fix.label)}")
            line.add(press)
        return line


def _shape(check: Check) -> tuple[object, ...]:
    """Return what a card is made of besides its words."""
    first = check.first
    return first.level, first.outcome, first.citations, first.consequences, len(check.fixes)


def _telling(finding: Finding) -> Consequence:
    """Return the consequence that says most: the first that names a figure, else the first."""
    figures = (one for one in finding.consequences if any(char.isdigit() for char in one.says.en))
    return next(figures, finding.consequences[0])
