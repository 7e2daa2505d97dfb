"""Deadlines and counters: what the packs let run from the dates in a dossier, and how it stands on a day.

These are views beside the findings: whether something missed is a breach is for the rules to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from fr_desk.domain import paths
from fr_desk.domain.calendars import Deadline
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS
from fr_desk.i18n import N_, Texts, texts, written_dates
from fr_desk.rules.expression import reads_of
from fr_desk.rules.facts import Facts, facts_of
from fr_desk.rules.findings import Citation, Level
from fr_desk.rules.packs import Pack
from fr_desk.rules.sentences import open_sentence
from fr_desk.rules.timing import TERMS, CaseSpec, CounterSpec, DeadlineSpec

ESTIMATE = N_("{day} (an estimate: the working days of that year are not published yet)")
RUNNING = N_("{title}: by {day}; days left: {count}.")
OVERDUE = N_("{title}: was due by {day}; days late: {count}.")
DONE_IN_TIME = N_("{title}: done on {done}, in time; the last day was {day}.")
DONE_LATE = N_("{title}: done on {done}, late; the last day was {day}.")
DONE = N_("{title}: done; without both dates nobody can tell whether in time.")
NOW = N_("{title}: due now; the law gives no number of days.")
NOT_STARTED = N_("{title}: not running yet. {says}")
UNKNOWN = N_("{title}: cannot be told yet. {open}")


class State(StrEnum):
    """How a deadline stands."""

    OVERDUE = "overdue"
    NOW = "now"
    RUNNING = "running"
    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    DONE_LATE = "done_late"
    DONE = "done"
    DONE_IN_TIME = "done_in_time"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class DeadlineStatus:
    """How one deadline stands on one day.

    Attributes:
        id: of the deadline in its pack.
        state: how it stands; ``standing`` is a period that begins with each request or incident.
        level: ``should`` is no legal duty.
        title: its short name.
        sentence: one sentence for the person who runs the venue.
        due: the last day, if it can be told.
        estimated: the calendar of a year up to then is not published yet.
        days_left: to the last day, negative once it has passed; only while something is still to be done.
        done_on: when it was done.
        missing: unanswered paths that keep it unknown.
        citations: the articles behind it.
    """

    id: str
    state: State
    level: Level
    title: Texts
    sentence: Texts
    citations: tuple[Citation, ...]
    due: dt.date | None = None
    estimated: bool = False
    days_left: int | None = None
    done_on: dt.date | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counter:
    """How far a number that makes a duty begin has come.

    Attributes:
        id: of the deadline it belongs to.
        state: below the threshold, near it, reached; ``exempt`` where the duty is for others, ``unknown`` if untold.
        title: its short name.
        sentence: one sentence with the number.
        count: the number as far as answered; ``None`` where nothing is counted.
        complete: nothing unanswered can add to it.
        threshold: the number from which the duty begins.
        citations: the articles behind it.
    """

    id: str
    state: Literal["below", "near", "reached", "exempt", "unknown"]
    title: Texts
    sentence: Texts
    citations: tuple[Citation, ...]
    count: int | None = None
    complete: bool = False
    threshold: int | None = None


def deadlines(dossier: Dossier, packs: Iterable[Pack], as_of: dt.date) -> tuple[DeadlineStatus, ...]:
    """Return how the deadlines that concern the venue stand on ``as_of``, those overdue first."""
    facts = facts_of(dossier, as_of)
    order = list(State)
    found = (
        _Running(spec, pack, facts).status()
        for pack, spec in _declared(packs, facts)
        if _concerns(spec, facts)
    )
    return tuple(sorted(found, key=lambda status: (order.index(status.state), status.due or dt.date.max)))


def counters(dossier: Dossier, packs: Iterable[Pack], as_of: dt.date) -> tuple[Counter, ...]:
    """Return how far the numbers have come that make duties begin, as answered on ``as_of``."""
    facts = facts_of(dossier, as_of)
    return tuple(
        _counted(spec, spec.counter, facts)
        for _, spec in _declared(packs, facts)
        if spec.counter and (not spec.counter.when or facts.holds(spec.counter.when))
    )


def _declared(packs: Iterable[Pack], facts: Facts) -> Iterator[tuple[Pack, DeadlineSpec]]:
    for pack in packs:
        if facts.holds(pack.head.applies):
            yield from ((pack, spec) for spec in pack.deadlines if spec.in_force.on(facts.as_of))


def _concerns(spec: DeadlineSpec, facts: Facts) -> bool:
    holds = facts.holds(spec.when) if spec.when else True
    return holds is True or (holds is None and not spec.quiet)


class _Running:
    """One deadline over the facts of a dossier."""

    def __init__(self, spec: DeadlineSpec, pack: Pack, facts: Facts) -> None:
        self.spec = spec
        self.pack = pack
        self.facts = facts

    def status(self) -> DeadlineStatus:
        spec = self.spec
        if spec.when and self.facts.holds(spec.when) is None:
            return self._unknown(self._unanswered(spec.when))
        if spec.at_once:
            return self._make(State.NOW, NOW)
        if not spec.starts and not spec.due:
            return self._make(State.STANDING, spec.says)
        if spec.due:
            due = self._answer(spec.due)
            return self._unknown([spec.due]) if due is None else self._until(Deadline(due, estimated=False))
        start = self._answer(spec.starts)
        if start is None:
            return self._not_dated()
        if start > self.facts.as_of:
            return self._not_started()
        if spec.term:
            return self._until(TERMS[spec.term].due(start))
        assert spec.period is not None
        return self._until(spec.period.value.after(start, self.pack.jurisdiction))

    def _answer(self, path: str) -> Any:
        return paths.get(self.facts.dossier, path) if path else None

    def _not_dated(self) -> DeadlineStatus:
        """Return the state while the first day is not told."""
        if self._answer(self.spec.done) or self._answer(self.spec.done_on):
            return self._make(State.DONE, DONE, done_on=self._answer(self.spec.done_on))
        if self.spec.may_never_start:
            return self._not_started()
        begun = self.facts.holds(self.spec.begins) if self.spec.begins else True
        if begun is None:
            return self._unknown(self._unanswered(self.spec.begins))
        return self._unknown([self.spec.starts]) if begun else self._not_started()

    def _not_started(self) -> DeadlineStatus:
        return self._make(State.NOT_STARTED, NOT_STARTED, values={"says": self.spec.says})

    def _until(self, due: Deadline) -> DeadlineStatus:
        done_on, done = self._answer(self.spec.done_on), self._answer(self.spec.done)
        as_of = self.facts.as_of
        if done_on is not None and done_on <= as_of:
            late = done_on > due.day
            state, message = (State.DONE_LATE, DONE_LATE) if late else (State.DONE_IN_TIME, DONE_IN_TIME)
            return self._make(state, message, due=due, done_on=done_on)
        if done and done_on is None:
            return self._make(State.DONE, DONE, due=due)
        left = (due.day - as_of).days
        if left >= 0:
            return self._make(State.RUNNING, RUNNING, due=due, left=left)
        if self.spec.done and done is None:
            return self._unknown([self.spec.done], due)
        return self._make(State.OVERDUE, OVERDUE, due=due, left=left)

    def _unanswered(self, source: str) -> list[str]:
        behind = (path for chain in reads_of(source) for path in self.facts.paths_behind(chain, ""))
        return list(paths.unanswered(self.facts.dossier, behind))

    def _unknown(self, missing: list[str], due: Deadline | None = None) -> DeadlineStatus:
        sentence = open_sentence(self.facts.dossier, missing)
        return self._make(State.UNKNOWN, UNKNOWN, due=due, values={"open": sentence}, missing=tuple(missing))

    def _make(
        self,
        state: State,
        message: str | Texts,
        *,
        due: Deadline | None = None,
        left: int | None = None,
        done_on: dt.date | None = None,
        values: dict[str, Texts] | None = None,
        missing: tuple[str, ...] = (),
    ) -> DeadlineStatus:
        if isinstance(message, str):
            named: dict[str, object] = {"title": self.spec.title, **(values or {})}
            if due:
                day = written_dates(due.day)
                named["day"] = texts(ESTIMATE, day=day) if due.estimated else day
            if done_on:
                named["done"] = written_dates(done_on)
            message = texts(message, **named, count=abs(left or 0))
        return DeadlineStatus(
            id=self.spec.id,
            state=state,
            level=self.spec.level,
            title=self.spec.title,
            sentence=message,
            citations=self.spec.citations,
            due=due.day if due else None,
            estimated=bool(due and due.estimated),
            days_left=left,
            done_on=done_on,
            missing=missing,
        )


def _counted(spec: DeadlineSpec, counter: CounterSpec, facts: Facts) -> Counter:
    case = next((case for case in counter.cases if facts.holds(case.when)), None)
    count = _number(counter.count, facts)
    words = case.says if case else counter.otherwise
    return Counter(
        id=spec.id,
        state=_state(case),
        title=counter.title,
        sentence=_with_numbers(words, count, counter.threshold),
        citations=spec.citations,
        count=count,
        complete=_number(counter.total, facts) is not None,
        threshold=counter.threshold,
    )


def _state(case: CaseSpec | None) -> Literal["below", "near", "reached", "exempt", "unknown"]:
    return case.state if case else "unknown"


def _number(name: str, facts: Facts) -> int | None:
    """Return the number an answer or a fact of the whole venue gives."""
    owner, _, short = name.partition(".")
    fact = FACTS.get((owner, short))
    value = fact.compute(facts.dossier, "", facts.as_of) if fact else None
    if not fact and name:
        value = paths.get(facts.dossier, name)
    return value if isinstance(value, int) else None


def _with_numbers(words: Texts, count: int | None, threshold: int | None) -> Texts:
    numbers = {"{count}": f"{count or 0:,}", "{threshold}": f"{threshold or 0:,}"}

    def filled(text: str) -> str:
        for name, number in numbers.items():
            text = text.replace(name, number)
        return text

    return Texts(zh=filled(words.zh), ko=filled(words.ko), en=filled(words.en))
