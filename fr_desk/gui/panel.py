"""The checks at the right of the desk: four counts, then what to do now, what to decide, and what can wait.

Widgets stay as long as what they are about: while somebody types, nothing moves, and what is settled keeps its place
until the keys rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fr_desk.forms.visible import step
from fr_desk.gui import language
from fr_desk.gui.buttons import Count
from fr_desk.gui.check_headings import Column, Heading, StepHeading, WhenHeading
from fr_desk.gui.checks import Entry, When, entries
from fr_desk.gui.finding_card import FindingCard
from fr_desk.gui.finding_row import FindingRow
from fr_desk.gui.finding_sheet import Told
from fr_desk.gui.focus import focus_first
from fr_desk.gui.guide import OUTCOME_WORDS, Guide
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine, Prose
from fr_desk.gui.settling import SETTLED_AFTER, Settling, is_typing
from fr_desk.gui.spoken import Spoken
from fr_desk.i18n import N_
from fr_desk.rules.findings import Assessment, Finding, Outcome

Key = tuple[str, ...]
"""Identity of a line of the list from one assessment to the next."""
CARDS, ROWS = 40, 200
"""Cards and rows shown at once; the rest is counted below them."""
SPARE = 24
"""Lines that are gone and kept unseen: who tries one answer and then another has them back at once."""
FOLDED = frozenset({When.LATER.value})
"""What is folded away at first."""
_FULL = (Outcome.BREACHED, Outcome.REVIEW)
_CHECKED = (Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN)
NOTHING_TO_CHANGE = N_("Nothing to change so far. The checks go on with every answer.")
ALL_IN_ORDER = N_("Everything that was checked is in order.")
NONE_OF_THIS_KIND = N_("There are none at present.")


class Panel(QFrame):
    """The verdict in four counts, and the findings behind them.

    Attributes:
        filter: the one outcome that is shown, ``None`` for all that wants something done.
        folded: the headings whose checks are folded away.
        spoken: tells a screen reader what changed.
    """

    def __init__(self, guide: Guide) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(t(N_("Checks")))
        self._guide = guide
        self._assessment: Assessment | None = None
        self._shown: dict[Key, QWidget] = {}
        self._holders: dict[Key, Key] = {}
        self._spare: dict[Key, QWidget] = {}
        self.filter: Outcome | None = None
        self.folded = set(FOLDED)
        self.spoken = Spoken(self)
        self._calm = QTimer(self, singleShot=True, interval=SETTLED_AFTER)
        self._calm.timeout.connect(self._rest)
        self._knows_cases = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 14, 0, 0)
        box.setSpacing(10)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(Prose(t(N_("Checks")), "panel"), 1)
        self._pack = OneLine(role="secondary")
        head.addWidget(self._pack)
        box.addLayout(head)
        self.counts: dict[Outcome, Count] = {}
        box.addLayout(self._make_counts())
        self._empty, self._more = Prose("", "muted"), Prose("", "secondary")
        self._column = Column()
        self._scroll = self._make_scroll()
        box.addWidget(self._scroll, 1)

    def _make_counts(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(7)
        for outcome, words in OUTCOME_WORDS.items():
            count = Count(outcome.value, t(words))
            count.clicked.connect(lambda on, outcome=outcome: self.show_only(outcome if on else None))
            self.counts[outcome] = count
            line.addWidget(count)
        return line

    def _make_scroll(self) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setMinimumHeight(1)  # else as high as its texts would be in the narrowest column
        box = self._layout = QVBoxLayout(body)
        box.setContentsMargins(16, 0, 16, 16)
        box.setSpacing(11)
        box.addWidget(self._empty)
        box.addWidget(self._column)
        box.addWidget(self._more)
        box.addStretch()
        scroll.setWidget(body)
        return scroll

    # what is shown

    @property
    def shown(self) -> list[FindingCard | FindingRow]:
        """The checks shown, from top to bottom, without those that are settled."""
        checks = (one for one in self._shown.values() if isinstance(one, FindingCard | FindingRow))
        return [one for one in checks if not one.is_settled]

    @property
    def headings(self) -> list[Heading]:
        """The headings shown, from top to bottom."""
        return [one for one in self._shown.values() if isinstance(one, Heading)]

    def show_only(self, outcome: Outcome | None) -> None:
        """Show the findings with one outcome; all that wants something done for ``None``."""
        self.filter = outcome
        for one, count in self.counts.items():
            count.setChecked(one is outcome)
        self._scroll.verticalScrollBar().setValue(0)
        self._list()

    def fold(self, key: str) -> None:
        """Fold the checks below a heading away, or open them again."""
        self.folded ^= {key}
        self._list()

    def show_assessment(self, assessment: Assessment) -> None:
        """Follow the assessment: findings come, go and change; the others stay."""
        self._assessment = assessment
        numbers = assessment.counts
        for outcome, count in self.counts.items():
            count.show_number(numbers[outcome])
        pack = "、".join(dict.fromkeys(ref.version for ref in assessment.packs))
        self._pack.setText(t(N_("Rule pack {version}"), version=pack) if pack else "")
        self._list(keep=is_typing())
        self._calm.start()
        self.spoken.follow(assessment)

    def _list(self, *, keep: bool = False) -> None:
        """List what is wanted; what is not wanted any more keeps its place if ``keep``."""
        if self._assessment is None:
            return
        findings = self._assessment.of(*((self.filter,) if self.filter else _CHECKED))
        dossier, lang = self._guide.document.dossier, language.current()
        listed = entries(findings, dossier, lang, self.folded, only=self.filter is not None)
        wanted, hidden = self._within_limits(listed)
        before = self._shown
        known = self._spare | before
        self._shown = {entry.key: self._widget(entry, known.get(entry.key), keep=keep) for entry in wanted}
        if keep:
            self._keep_places(before)
        self._spare = self._gone(known)
        self._place(before)
        if not any(self._settled):
            self._say_rest(hidden, something=bool(findings))

    def _within_limits(self, listed: Iterable[Entry]) -> tuple[list[Entry], int]:
        """Return the entries there is room for, and how many findings are left.

        A check that has a finding in common with one that is shown takes over its widget, so that a card about four
        devices stays when one of them is mended.
        """
        kept, hidden, room = list[Entry](), 0, {True: CARDS, False: ROWS}
        holders: dict[Key, Key] = {}
        taken = set[Key]()
        for entry in listed:
            if entry.check is None:
                kept.append(entry)
                continue
            full = entry.check.first.outcome in _FULL
            if not room[full]:
                hidden += len(entry.check.findings)
                continue
            room[full] -= 1
            members = [(*entry.key[:2], *finding.key) for finding in entry.check.findings]
            held = (self._holders[member] for member in members if member in self._holders)
            key = next((one for one in held if one in self._shown and one not in taken), entry.key)
            taken.add(key)
            holders |= dict.fromkeys(members, key)
            kept.append(replace(entry, key=key))
        self._holders |= holders
        return kept, hidden

    def _keep_places(self, before: dict[Key, QWidget]) -> None:
        """Let what is gone keep its place, settled, after what it stood below."""
        order = list(self._shown)
        above: Key | None = None
        for key, widget in before.items():
            if key not in self._shown:
                order.insert(order.index(above) + 1 if above is not None else 0, key)
                if isinstance(widget, Heading):
                    widget.show_state(0, folded=widget.is_folded)
                elif isinstance(widget, Settling):
                    widget.settle(on=True)
            above = key
        every = before | self._shown
        self._shown = {key: every[key] for key in order}

    def _gone(self, known: dict[Key, QWidget]) -> dict[Key, QWidget]:
        """Return the lines among ``known`` that are kept unseen, the oldest first."""
        used = set(map(id, self._shown.values()))
        gone = {
            key: widget
            for key, widget in known.items()
            if id(widget) not in used and not (isinstance(widget, FindingCard) and widget.is_asking)
        }
        for widget in gone.values():
            if isinstance(widget, Settling):
                widget.settle(on=False)
                widget.let_go()
        return dict([*gone.items()][-SPARE:])

    @property
    def _settled(self) -> Iterator[QWidget]:
        """What is gone and keeps its place; a heading without anything below is gone as well."""
        for one in self._shown.values():
            if (isinstance(one, Settling) and one.is_settled) or (isinstance(one, Heading) and not one.count):
                yield one

    def _say_rest(self, hidden: int, *, something: bool) -> None:
        self._more.say(t(N_("{count} more are shown as these are settled."), count=hidden) if hidden else "")
        words = ""
        if self.filter is not None:
            words = "" if something else NONE_OF_THIS_KIND
        elif self._assessment is not None:
            numbers = self._assessment.counts
            if not numbers[Outcome.BREACHED] and not numbers[Outcome.REVIEW]:
                words = NOTHING_TO_CHANGE if numbers[Outcome.OPEN] else ALL_IN_ORDER
        self._empty.say(t(words))

    def _widget(self, entry: Entry, known: QWidget | None, *, keep: bool) -> QWidget:
        """Return the widget of an entry: the one it had before, brought up to date, or a new one."""
        if entry.check is None:
            heading = known if isinstance(known, Heading) else self._make_heading(entry)
            heading.show_state(entry.count, folded=entry.folded)
            return heading
        check = entry.check
        if check.first.outcome in _FULL:
            if not isinstance(known, FindingCard):
                return FindingCard(check, self._guide, self._case_like(check.first))
            if keep:
                known.hold_height()
            known.settle(on=False)
            known.show_check(check, anew=known.isHidden())
            return known
        subject = check.names(self._guide.document.dossier, language.current())
        row = known if isinstance(known, FindingRow) else FindingRow(check.first, subject, self._guide)
        row.settle(on=False)
        row.show_finding(check.first, subject, many=check.is_many)
        return row

    def _case_like(self, finding: Finding) -> Told | None:
        """Return a case like ``finding``; none before the cases were read, for which the keys must rest."""
        alike = self._guide.cases_like(finding) if self._knows_cases and finding.patterns else ()
        return next(iter(alike), None)

    def _make_heading(self, entry: Entry) -> Heading:
        if not entry.step:
            made: Heading = WhenHeading(entry.when)
        else:
            made = StepHeading(f"{entry.when.value}/{entry.step}", step(entry.step))
        made.clicked.connect(lambda _on=False, key=made.key: self.fold(key))
        return made

    def _place(self, before: dict[Key, QWidget]) -> None:
        """Put the widgets where they belong; what one looks at and what has the keyboard stay where they are."""
        focus, scrolled = self.window().focusWidget() or self, self._scroll.verticalScrollBar().value()
        order, kept = list(before.values()), list(self._shown.values())
        still = set(map(id, kept))
        anchor = next((one for one in order if id(one) in still and one.geometry().bottom() > scrolled), None)
        stood = anchor.y() if anchor is not None else 0
        had = next(
            (number for number, one in enumerate(order) if one.isAncestorOf(focus) or one is focus), -1
        )
        lost = had >= 0 and id(order[had]) not in still
        self._column.place(kept, self._spare.values())
        if lost:
            self._take_focus_near(order, had)
        if anchor is not None and scrolled:
            self._column.arrange_now()
            self._layout.activate()
            self._scroll.verticalScrollBar().setValue(scrolled + anchor.y() - stood)

    def _take_focus_near(self, order: list[QWidget], had: int) -> None:
        """Give the keyboard to the check after the one that went, to one before it, or to the counts."""
        kept = set(map(id, self.shown))
        near = next((one for one in [*order[had:], *reversed(order[:had])] if id(one) in kept), None)
        if isinstance(near, FindingCard):
            focus_first(near)
        else:
            target = near or self.counts[self.filter or Outcome.BREACHED]
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # when the keys rest

    def put_off(self) -> None:
        """Begin to wait anew, if something is still to be done when the keys rest."""
        if self._calm.isActive():
            self._calm.start()

    def _rest(self) -> None:
        """Let go of what is settled, of heights that were held, and tell cases like the findings."""
        if any(self._settled):
            self._list()
        self._holders = {key: held for key, held in self._holders.items() if held in self._shown}
        for one in self._shown.values():
            if isinstance(one, FindingCard):
                one.let_go()
        self._knows_cases = True
        for card in self.shown:
            if isinstance(card, FindingCard) and not card.is_told:
                card.tell(self._case_like(card.finding))
