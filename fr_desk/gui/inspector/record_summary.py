"""The summary of a record: visits, declared against found, orders with what became of them, papers and merging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.domain.schema import SHORT
from fr_desk.gui import language
from fr_desk.gui.arrange import Flow, empty, lay_out_now
from fr_desk.gui.buttons import button
from fr_desk.gui.editors.texts import Line
from fr_desk.gui.icons import Icon
from fr_desk.gui.inspector.record_begin import INSPECTION, REINSPECTION
from fr_desk.gui.inspector.record_focus import KeyboardPlace, Rows, keyboard_in
from fr_desk.gui.inspector.record_orders import OrderCard, ProposalRow
from fr_desk.gui.inspector.record_papers import MergeCard, PapersCard
from fr_desk.gui.inspector.record_session import RecordSession
from fr_desk.gui.inspector.record_text import RecordText
from fr_desk.gui.inspector.record_words import MARKS, OUTCOME_OF, moment, outcome_words, seen_by
from fr_desk.gui.inspector.words import COUNTED, flat
from fr_desk.gui.language import say, t, tn
from fr_desk.gui.prose import Prose
from fr_desk.gui.surfaces import Card, Hairline
from fr_desk.i18n import N_, NP_
from fr_desk.inspection.declared import INSPECTORS_DIFFER, NO_NAME, Compared
from fr_desk.inspection.order_places import name_of_place
from fr_desk.inspection.ordering import summary_of
from fr_desk.inspection.record import Outcome, Record, Visit
from fr_desk.inspection.recording import Sighting
from fr_desk.inspection.righting import Righted

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

FOUND, VISITS, ORDERS = N_("Declared against found"), N_("Visits"), N_("Orders")
NO_VISIT, NO_ORDERS = N_("No visit has begun."), N_("Nothing is ordered.")
ALL_RIGHT = N_("Nothing was found that differs from what is declared.")
BETWEEN = N_("{kind} by {who}: {begin} – {end}")
STILL = N_("{kind} by {who}: since {begin}, not finished")
PRESENT, VISIT_NOTES = N_("Who was present for the venue"), N_("Notes on the visit")
CAN_ORDER = N_("What can be ordered")
DECLARED_AS = N_("Declared: {words}")
SHOW = N_("Show")
MORE = NP_("{count} more place", "{count} more places")
VISIT_TOLD = N_("Visit described")
BEGIN_AGAIN = N_("Begin a visit or a re-inspection")
IN_ORDER: Final[tuple[Outcome | None, ...]] = ("as_declared", "differs", "not_there", "not_declared", None)
_ROWS, _PROPOSALS = 30, 25


class Summary(QScrollArea):
    """The summary.

    Signals:
        place_wanted: path of a place, and the id of an observation of something not declared.
        begin_wanted: a visit is to be begun.
    """

    place_wanted = Signal(str, str)
    begin_wanted = Signal()

    def __init__(self, session: RecordSession, owner: Window) -> None:
        """Show a session."""
        super().__init__()
        self._session, self._owner = session, owner
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(22, 16, 22, 22)
        self._box.setSpacing(14)
        self._counts, self._found = QWidget(), Card()
        self._counts_box = QVBoxLayout(self._counts)
        self._counts_box.setContentsMargins(0, 0, 0, 0)
        self._visits = Card()
        self._orders = QWidget()
        self._orders_box = QVBoxLayout(self._orders)
        self._orders_box.setContentsMargins(0, 0, 0, 0)
        self._orders_box.setSpacing(10)
        self.papers = PapersCard(session, owner)
        self.papers.said.connect(self._on_said)
        self.papers.job.cancel_pressed.connect(session.cancel)
        self.show_busy(t(session.working))
        self.merge = MergeCard(session, owner)
        self.note = Prose(role="strong")
        self.note.setVisible(False)
        for part in (
            self._counts,
            self.note,
            self._visits,
            self._found,
            self._orders,
            self.papers,
            self.merge,
        ):
            self._box.addWidget(part)
        self._box.addStretch()
        self.setWidget(body)
        self.orders: dict[str, OrderCard] = {}
        self.proposals: list[ProposalRow] = []
        self._drawn: dict[str, Any] = {}
        self.refresh()

    def take_focus(self) -> None:
        """Give the keyboard to what scrolls."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, words: str) -> None:
        """Show what is being done beside the screen."""
        self.papers.job.show_job(words)

    def _on_said(self, words: str) -> None:
        self.note.say(words)

    # drawing: a part is made anew only if something else than what is being typed in it has changed

    def refresh(self) -> None:
        """Show what has changed."""
        opened = self._session.open
        if opened is None:
            return
        had_keyboard = keyboard_in(self)
        rows = opened.rows()
        record, visit = self._session.record, self._session.visit
        proposals = opened.proposals(language.current())[:_PROPOSALS]
        fates = {one.key: one for one in opened.righted()}
        self._draw("counts", summary_of(rows), lambda: self._draw_counts(rows))
        told = [(key, one.began, one.ended, one.kind, one.inspector) for key, one in record.visits.items()]
        self._draw("visits", (told, visit), self._draw_visits)
        self._draw(
            "found", [row for row in rows if row.at_fault or row.differs], lambda: self._draw_found(rows)
        )
        shape = [
            (key, one.given, one.given and (one.says, one.until), one.done, _fate(fates.get(key)), visit)
            for key, one in record.orders.items()
        ]
        offered = [(one.order.rule, one.order.path, one.order.item, one.order.says) for one in proposals]
        self._draw("orders", (shape, offered), lambda: self._draw_orders(rows, proposals, fates))
        self._show_words(record)
        self.papers.refresh()
        self.merge.refresh()
        if had_keyboard and not keyboard_in(self):
            self.take_focus()

    def _show_words(self, record: Record) -> None:
        """Show what is said now in the fields that stay: after undoing that is something else than what was typed."""
        for key, card in self.orders.items():
            card.refresh(record.orders[key])
        visit = record.visits.get(self._session.visit)
        if visit is not None:
            self.notes.show_words(visit.notes or "")
            if self.present.text() != (visit.present or ""):
                self.present.setText(visit.present or "")

    def _draw(self, part: str, state: Any, draw: Any) -> None:
        if part not in self._drawn or self._drawn[part] != state:
            self._drawn[part] = state
            draw()

    def _draw_counts(self, rows: tuple[Compared, ...]) -> None:
        empty(self._counts_box)
        counts = summary_of(rows)
        flow = Flow(gap=18)
        for outcome in IN_ORDER:
            name, tone = MARKS[outcome]
            held = QWidget()
            line = QHBoxLayout(held)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(6)
            line.addWidget(Icon(name, tone, 18))
            number = counts[outcome or "not_looked_at"]
            line.addWidget(Prose(t(COUNTED, outcome=outcome_words(outcome), count=number), "strong"))
            flow.add(held)
        self._counts_box.addWidget(flow)

    # visits

    def _draw_visits(self) -> None:
        empty(self._visits.box)
        box = self._visits.box
        box.addWidget(Prose(t(VISITS), "section"))
        record, now = self._session.record, self._session.visit
        if not record.visits:
            box.addWidget(Prose(t(NO_VISIT), "muted"))
        for visit in sorted(record.visits.values(), key=lambda one: one.began):
            box.addWidget(Prose(_visit_words(visit)))
        if now:
            self._draw_visit_fields(record.visits[now])
        else:
            self.again = button(t(BEGIN_AGAIN), icon="play", press=self.begin_wanted.emit)
            box.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)

    def _draw_visit_fields(self, visit: Visit) -> None:
        box = self._visits.box
        box.addWidget(Hairline())
        box.addWidget(Prose(t(PRESENT), "secondary"))
        self.present = Line(visit.present or "")
        self.present.setMaxLength(SHORT)
        self.present.setAccessibleName(t(PRESENT))
        self.present.textEdited.connect(lambda words: self._describe("present", words))
        box.addWidget(self.present)
        box.addWidget(Prose(t(VISIT_NOTES), "secondary"))
        self.notes = RecordText(t(VISIT_NOTES), visit.notes or "")
        self.notes.typed.connect(lambda words: self._describe("notes", words))
        self.notes.put_into(box)

    def _describe(self, what: str, words: str) -> None:
        visit = self._session.visit
        if visit:
            self._session.do(
                lambda opened: opened.change_visit(visit, **{what: words or None}),
                VISIT_TOLD,
                joins=f"{what}:{visit}",
            )

    # what was found

    def _draw_found(self, rows: tuple[Compared, ...]) -> None:
        empty(self._found.box)
        box = self._found.box
        box.addWidget(Prose(t(FOUND), "section"))
        wanted = [row for row in rows if row.at_fault or row.differs]
        for number, row in enumerate(wanted[:_ROWS]):
            if number:
                box.addWidget(Hairline())
            box.addWidget(self._found_row(row))
        if len(wanted) > _ROWS:
            box.addWidget(Prose(tn(*MORE, len(wanted) - _ROWS), "secondary"))
        if not wanted:
            box.addWidget(Prose(t(ALL_RIGHT), "muted"))

    def _found_row(self, row: Compared) -> QWidget:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(10)
        name, tone = MARKS[row.outcome]
        line.addWidget(Icon(name, tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(
            Prose(t(OUTCOME_OF, name=flat(say(row.label), 160), outcome=outcome_words(row.outcome)), "strong")
        )
        if row.outcome != "not_declared":
            words.addWidget(Prose(t(DECLARED_AS, words=flat(say(row.declared), 160)), "secondary"))
        if row.says:
            words.addWidget(Prose(flat(row.says, 600)))
        for one in (row.found, *row.others):
            if one is not None:
                words.addWidget(Prose(_sighting_words(one, told=one is not row.found), "secondary"))
        if row.differs:
            differ = Prose(t(INSPECTORS_DIFFER), "secondary")
            differ.setProperty("tone", "breached")
            words.addWidget(differ)
        line.addLayout(words, 1)
        undeclared = row.found.key if row.found is not None and row.outcome == "not_declared" else ""
        show = button(t(SHOW), kind="small", press=lambda: self.place_wanted.emit(row.path, undeclared))
        show.setAccessibleDescription(flat(say(row.label), 160))
        line.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return held

    # orders

    def _draw_orders(self, rows: tuple[Compared, ...], proposals: Any, fates: Any) -> None:
        keyboard = KeyboardPlace(self._cards())
        empty(self._orders_box)
        self.orders, self.proposals = {}, []
        record, opened = self._session.record, self._session.open
        assert opened is not None
        self._orders_box.addWidget(Prose(t(ORDERS), "section"))
        for key, order in sorted(record.orders.items(), key=lambda one: (one[1].given is not None, one[0])):
            made = OrderCard(
                self._session, key, order, name_of_place(order, rows, opened.dossier), fates.get(key)
            )
            self.orders[key] = made
            self._orders_box.addWidget(made)
        if not record.orders:
            self._orders_box.addWidget(Prose(t(NO_ORDERS), "muted"))
        if proposals:
            card = Card()
            card.box.addWidget(Prose(t(CAN_ORDER), "question"))
            for one in proposals:
                row = ProposalRow(self._session, one)
                self.proposals.append(row)
                card.box.addWidget(row)
            self._orders_box.addWidget(card)
        target = keyboard.give_back(self._cards())
        if target is not None:
            lay_out_now()
            self.ensureWidgetVisible(target)

    def _cards(self) -> Rows:
        return self.orders, {one.about: one for one in self.proposals}


def _fate(fate: Righted | None) -> tuple[object, ...]:
    """Return what a card shows of what became of its order."""
    if fate is None:
        return ()
    others = [(one.visit.inspector, one.state, one.judgement.at, one.judgement.says) for one in fate.said[1:]]
    return (fate.state, fate.basis, fate.late, others)


def _visit_words(visit: Visit) -> str:
    word = REINSPECTION if visit.kind == "reinspection" else INSPECTION
    kind = t(word)
    who = language.listed(flat(one, 80) for one in (visit.inspector or t(NO_NAME), visit.office) if one)
    if visit.ended is None:
        return t(STILL, kind=kind, who=who, begin=moment(visit.began))
    return t(BETWEEN, kind=kind, who=who, begin=moment(visit.began), end=moment(visit.ended))


def _sighting_words(one: Sighting, *, told: bool) -> str:
    return f"{outcome_words(one.observation.outcome)} · {seen_by(one)}" if told else seen_by(one)
