"""Orders on the screen: what could be ordered, what is ordered under which articles, and what became of it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from fr_desk.domain.schema import LONG
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import Segment, button
from fr_desk.gui.dates import DateField
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.record_session import RecordSession
from fr_desk.gui.inspector.record_text import RecordText
from fr_desk.gui.inspector.record_words import RIGHTED, SEEN_BY, article_words, moment
from fr_desk.gui.inspector.words import flat
from fr_desk.gui.language import say, t, written_date
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Strip
from fr_desk.i18n import N_, Texts
from fr_desk.inspection.declared import INSPECTORS_DIFFER, NO_NAME
from fr_desk.inspection.judging import judgements
from fr_desk.inspection.ordering import Proposal
from fr_desk.inspection.record import Order
from fr_desk.inspection.righting import RIGHTINGS, Righted, Said

UNTIL = N_("To be put right by")
SAYS = N_("What is ordered")
DRAFT, GIVEN = N_("Draft: not given yet"), N_("Given on {when}, to be put right by {until}")
GIVE, DROP, ORDER_IT = N_("Give this order"), N_("Take the order back"), N_("Order this")
NO_DAY = N_("Choose the last day; neither the law nor a rule pack names one here.")
NO_WORDS = N_("Write what is ordered.")
FROM_LAW = N_("The last day is the one of the law: {deadline}")
NO_NUMBER = N_("The law asks for it without a number of days: {deadline}")
NO_ARTICLES = N_("No article is named.")
RIGHT, WRONG, NOT_SAID = N_("Put right"), N_("Not put right"), N_("Not said")
REMARK = N_("What you saw")
LATE = N_("days late: {days}")
ORDERED, CHANGED, GAVE, DROPPED, JUDGED = (
    N_("Order drafted"),
    N_("Order changed"),
    N_("Order given"),
    N_("Order taken back"),
    N_("Said whether it was put right"),
)
SHOULD = N_("A recommendation, no legal duty")
BY_DOSSIER, BY_SITE, BY_INSPECTOR = (
    N_("The dossier as it is now says so."),
    N_("It was found so at the re-inspection."),
    N_("{who} said so, {when}."),
)


class ProposalRow(Strip):
    """Something that could be ordered."""

    def __init__(self, session: RecordSession, proposal: Proposal) -> None:
        """Show it with its articles and the day the law names, if it names one."""
        super().__init__("sunken")
        self.proposal = proposal
        order = proposal.order
        self.about = f"{order.rule} {order.path} {order.item} {order.found}"
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(4)
        box.addWidget(Prose(flat(proposal.order.says, 600)))
        box.addWidget(Prose(_articles(proposal.order), "secondary"))
        if proposal.level == "should":
            box.addWidget(Prose(t(SHOULD), "secondary"))
        if proposal.deadline is not None:
            words = FROM_LAW if proposal.order.until else NO_NUMBER
            box.addWidget(Prose(t(words, deadline=say(proposal.deadline.sentence)), "secondary"))
        self.order = button(
            t(ORDER_IT),
            icon="plus",
            kind="small",
            press=lambda: session.do(
                lambda opened: opened.draft_order(proposal.order), ORDERED, proposal.order.path
            ),
        )
        self.order.setAccessibleDescription(flat(proposal.order.says, 120))
        box.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)


def _articles(order: Order) -> str:
    return " · ".join(article_words(one) for one in order.articles) or t(NO_ARTICLES)


def _said_words(one: Said) -> str:
    """Return what another inspector said, who and when, and what was seen."""
    words = t(RIGHTINGS[one.state])
    who = t(SEEN_BY, who=flat(one.visit.inspector) or t(NO_NAME), when=moment(one.judgement.at))
    told = f"{words[:1].upper()}{words[1:]} · {who}"
    return f"{told}\n{flat(one.judgement.says, 600)}" if one.judgement.says else told


class OrderCard(Card):
    """One order: a draft that can be changed and given, or one that was given, with what became of it."""

    def __init__(
        self, session: RecordSession, key: str, order: Order, place: Texts, fate: Righted | None
    ) -> None:
        """Show an order."""
        super().__init__()
        self._session, self.key = session, key
        self.remark: Line | None = None
        self.box.addWidget(Prose(flat(say(place)), "question"))
        if order.given is None:
            self._make_draft(order)
        else:
            self._make_given(order, fate)

    def refresh(self, order: Order) -> None:
        """Show what the order says now: after undoing that is something else than what was typed."""
        if order.given is None:
            self.says.show_words(order.words(language.current()))
            if self.until.day != order.until:
                self.until.blockSignals(True)  # nobody typed it
                self.until.line.setText(order.until.isoformat() if order.until else "")
                self.until.blockSignals(False)
            self._allow()
        elif self.remark is not None and self.remark.text() != self._own(order)[1]:
            self.remark.setText(self._own(order)[1])

    # a draft

    def _make_draft(self, order: Order) -> None:
        self.says = RecordText(t(SAYS), order.words(language.current()))
        self.says.typed.connect(self._on_says)
        self.says.put_into(self.box)
        self.box.addWidget(Prose(_articles(order), "secondary"))
        self.until = DateField(t(UNTIL), order.until)
        self.until.chosen.connect(self._on_until)
        self.box.addWidget(self.until)
        self.no_day, self.no_words = Prose(t(NO_DAY), "secondary"), Prose(t(NO_WORDS), "secondary")
        self.box.addWidget(self.no_day)
        self.box.addWidget(self.no_words)
        self.give = button(t(GIVE), icon="check", kind="fix", press=self._on_give)
        self.drop = button(t(DROP), icon="trash-2", kind="quiet", press=self._on_drop)
        foot = Flow(gap=8)
        foot.add(self.give)
        foot.add(self.drop)
        self.box.addWidget(foot)
        self.box.addWidget(Prose(t(DRAFT), "secondary"))
        self._allow()

    def _allow(self) -> None:
        """Let the order be given once it has words and a last day."""
        day, words = self.until.day is not None, bool(self.says.toPlainText().strip())
        self.no_day.setVisible(not day)
        self.no_words.setVisible(not words)
        self.give.setEnabled(day and words and bool(self._session.visit))

    def _on_says(self, words: str) -> None:
        self._allow()
        self._change("says", says=words)

    def _on_until(self, day: dt.date | None) -> None:
        self._allow()
        self._change("until", until=day)

    def _change(self, what: str, **told: object) -> None:
        key = self.key
        self._session.do(lambda opened: opened.change_order(key, **told), CHANGED, joins=f"{what}:{key}")

    def _on_give(self) -> None:
        key, visit = self.key, self._session.visit
        self._session.do(lambda opened: opened.give_orders(visit, (key,)), GAVE)

    def _on_drop(self) -> None:
        key = self.key
        self._session.do(lambda opened: opened.take_back("orders", key), DROPPED)

    # one that was given

    def _make_given(self, order: Order, fate: Righted | None) -> None:
        self.box.addWidget(Prose(order.words(language.current())[:LONG]))
        self.box.addWidget(Prose(_articles(order), "secondary"))
        assert order.given is not None
        until = written_date(order.until) if order.until else "–"
        self.box.addWidget(Prose(t(GIVEN, when=moment(order.given), until=until), "secondary"))
        if fate is not None:
            self._show_fate(fate)
        visit = self._session.record.visits.get(self._session.visit)
        if visit is not None and visit.kind == "reinspection":
            self._make_judging(order)
        self.drop = button(t(DROP), icon="trash-2", kind="link", press=self._on_drop)
        self.box.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_fate(self, fate: Righted) -> None:
        name, tone = RIGHTED[fate.state]
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Icon(name, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
        words = t(RIGHTINGS[fate.state])
        parts = [words[:1].upper() + words[1:]]
        if fate.late:
            parts.append(t(LATE, days=fate.late))
        self.fate = Prose(" · ".join([*parts, *self._basis(fate)]), "strong")
        self.fate.setProperty("tone", tone)
        line.addWidget(self.fate, 1)
        self.box.addWidget(held)
        first = fate.said[0] if fate.said else None
        if first is not None and first.judgement.says and fate.order.done_visit != self._session.visit:
            self.box.addWidget(Prose(flat(first.judgement.says, 600), "secondary"))
        if fate.differs:
            differ = Prose(t(INSPECTORS_DIFFER), "secondary")
            differ.setProperty("tone", "breached")
            self.box.addWidget(differ)
        for one in fate.said[1:]:
            self.box.addWidget(Prose(_said_words(one), "secondary"))

    def _basis(self, fate: Righted) -> list[str]:
        order = fate.order
        visit = self._session.record.visits.get(order.done_visit or "")
        if fate.basis == "inspector" and visit is not None and order.done_at is not None:
            return [t(BY_INSPECTOR, who=flat(visit.inspector) or t(NO_NAME), when=moment(order.done_at))]
        words = {"site": BY_SITE, "dossier": BY_DOSSIER}.get(fate.basis)
        return [t(words)] if words else []

    def _own(self, order: Order) -> tuple[bool | None, str]:
        """Return what was said at the visit that is on, and the remark; not what others said."""
        one = judgements(order).get(self._session.visit)
        return (one.done, one.says or "") if one is not None and not one.withdrawn else (None, "")

    def _make_judging(self, order: Order) -> None:
        own, saw = self._own(order)
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._group = QButtonGroup(self)
        self.judgements: dict[bool | None, Segment] = {}
        kinds: tuple[tuple[bool | None, str], ...] = ((None, NOT_SAID), (True, RIGHT), (False, WRONG))
        for number, (done, words) in enumerate(kinds):
            one = Segment(t(words), quiet=done is None, first=not number, last=number == len(kinds) - 1)
            one.setChecked(own is done)
            one.clicked.connect(lambda _on=False, said=done: self._on_judged(said))
            self._group.addButton(one)
            self.judgements[done] = one
            line.addWidget(one)
        line.addStretch()
        self.box.addWidget(held)
        self.remark = remark = Line(saw)
        remark.setMaxLength(LONG)
        remark.setAccessibleName(t(REMARK))
        remark.setPlaceholderText(t(REMARK))
        remark.textEdited.connect(self._on_remark)
        self.box.addWidget(remark)
        remark.setVisible(own is not None)  # only now: on its own it would be a window, and take the keyboard

    def _on_judged(self, done: bool | None) -> None:
        assert self.remark is not None
        key, visit, says = self.key, self._session.visit, self.remark.text()
        self.remark.setVisible(done is not None)
        self._session.do(lambda opened: opened.judge(key, visit, done=done, says=says), JUDGED)

    def _on_remark(self, words: str) -> None:
        key, visit = self.key, self._session.visit
        self._session.do(
            lambda opened: opened.reword_judgement(key, visit, words), CHANGED, joins=f"remark:{key}"
        )
