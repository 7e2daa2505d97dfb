"""Corrections: what to order after an inspection, under which articles and until when.

A day is proposed only where the law or a rule pack has one that is running; it is never made up. What became of
orders stands in :mod:`fr_desk.inspection.righting`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import LONG, SHORT
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Lang, Texts, texts
from fr_desk.inspection.declared import Compared, compared
from fr_desk.inspection.order_places import is_undeclared, label_of, lies_in, says_as
from fr_desk.inspection.record import InLanguages, Order, Record, new_id
from fr_desk.inspection.recording import Progress, effective, put
from fr_desk.rules.deadlines import DeadlineStatus, State, deadlines
from fr_desk.rules.findings import Assessment, Citation, Finding, Level
from fr_desk.rules.findings import Outcome as RuleOutcome
from fr_desk.rules.packs import Pack

FOUND_OTHERWISE = N_(
    "“{name}” is not as declared. Make it as declared, or correct what the dossier declares."
)
FOUND_NOTHING = N_("“{name}” is declared and is not there. Provide it as declared, or correct the dossier.")
FOUND_UNDECLARED = N_("“{name}” was found on site and is not declared. Declare it, or remove it.")


class NoDeadlineError(FrDeskError):
    """An order that nobody knows the last day of."""

    sentence = N_("The order on {place} has no last day; choose one, then give the order.")


class NoWordsError(FrDeskError):
    """An order that asks for nothing."""

    sentence = N_("The order on {place} does not say what is to be put right; write it, then give the order.")


class PastDeadlineError(FrDeskError):
    """An order that would be late on the day it is given."""

    sentence = N_("The last day {day} is over; choose today or a later day.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction that could be ordered.

    Attributes:
        order: as it would be ordered; without a day where neither the law nor a pack has one.
        level: ``should`` is a recommendation, no legal duty.
        deadline: the running period of the law that the day was taken from, or one that gives no number of days.
        finding: behind it, if a rule is.
        row: behind it, if it was found on site.
    """

    order: Order
    level: Level = "must"
    deadline: DeadlineStatus | None = None
    finding: Finding | None = None
    row: Compared | None = None


def proposals(
    record: Record,
    dossier: Dossier,
    assessment: Assessment,
    packs: Sequence[Pack],
    lang: Lang,
    rows: Sequence[Compared] | None = None,
) -> tuple[Proposal, ...]:
    """Return what could be ordered and is not yet: what the rules find breached, then what was found on site.

    Args:
        record: the record.
        dossier: what is declared.
        assessment: of the dossier as of the day of the visit.
        packs: whose deadlines may run.
        lang: the language in which the order is kept; a paper may say proposed words in another.
        rows: declared against found; compared here if omitted.
    """
    running = deadlines(dossier, packs, assessment.as_of)
    compare = compared(record, dossier) if rows is None else rows
    every = (*_from_findings(dossier, assessment, running, lang), *_from_site(compare, lang))
    return tuple(_not_ordered(every, effective(record).orders.values()))


def _not_ordered(every: Sequence[Proposal], orders: Collection[Order]) -> Iterator[Proposal]:
    ordered = {_same_about(one) for one in orders}
    unnamed: dict[tuple[str | None, str], list[Order]] = {}
    for order in orders:
        if order.item is None:
            unnamed.setdefault((order.rule, order.path), []).append(order)
    alike = Counter((one.order.rule, one.order.path) for one in every)
    for one in every:
        here = one.order.rule, one.order.path
        older = unnamed.get(here, ()) if one.order.item is not None else ()
        known = (_stands_for(order, one, alone=alike[here] == 1) for order in older)
        if _same_about(one.order) not in ordered and not any(known):
            yield one


def _same_about(order: Order) -> tuple[str | None, str, str | None] | None:
    """Return what orders about the same have in common; ``None`` if nothing tells any more what it rests on.

    Among things that are not declared such an order may be on any: it stands for none, or another would be hidden.
    """
    if not is_undeclared(order):
        return order.rule, order.path, order.item
    return (None, order.path, order.found) if order.found is not None else None


def _stands_for(order: Order, proposal: Proposal, *, alone: bool) -> bool:
    """Tell whether an order that was written without its item is on this one of several at one place.

    Its words say so; where only an official's own are known, it is on the one that is alone there.
    """
    if order.told is None and alone:
        return True
    return proposal.finding is not None and says_as(order, proposal.finding.message)


def _from_findings(
    dossier: Dossier, assessment: Assessment, running: Sequence[DeadlineStatus], lang: Lang
) -> Iterator[Proposal]:
    breached = assessment.of(RuleOutcome.BREACHED)
    for finding in sorted(breached, key=lambda one: one.level != "must"):
        deadline = _deadline_of(finding, running)
        item = _item_of(finding)
        order = Order(
            rule=finding.rule,
            path=finding.path,
            item=item,
            says=finding.message.get(lang)[:LONG],
            told=InLanguages.of(finding.message),
            called=InLanguages.of(label_of(dossier, finding.path, item), SHORT),
            articles=articles(finding.citations),
            until=deadline.due if deadline else None,
        )
        yield Proposal(order, finding.level, deadline, finding=finding)


def _item_of(finding: Finding) -> str | None:
    """Return the item that a rule was asked of, where the place alone does not tell it."""
    return finding.item if finding.item and not lies_in(finding.path, finding.item) else None


def _deadline_of(finding: Finding, running: Sequence[DeadlineStatus]) -> DeadlineStatus | None:
    """Return the period that the law lets run for what a finding is about: one that rests on the same article."""
    cited = {(one.instrument, one.article) for one in finding.citations}
    wanted = (State.RUNNING, State.NOW)
    fitting = (
        one
        for one in running
        if one.state in wanted and any((cite.instrument, cite.article) in cited for cite in one.citations)
    )
    return min(fitting, key=lambda one: (wanted.index(one.state), one.due or dt.date.max), default=None)


def _from_site(rows: Sequence[Compared], lang: Lang) -> Iterator[Proposal]:
    words = {"differs": FOUND_OTHERWISE, "not_there": FOUND_NOTHING, "not_declared": FOUND_UNDECLARED}
    for row in rows:
        if row.found is None or row.outcome is None or row.outcome == "as_declared":
            continue
        told = texts(words[row.outcome], name=row.label)
        order = Order(
            path=row.path,
            says=told.get(lang)[:LONG],
            told=InLanguages.of(told),
            called=InLanguages.of(row.label, SHORT),
            found=row.found.key,
            articles=(row.article,) if row.article else (),
        )
        yield Proposal(order, row=row)


def articles(citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return citations as a record keeps them: ``instrument/article``."""
    return tuple(dict.fromkeys(f"{one.instrument}/{one.article}" for one in citations))


def articles_at(assessment: Assessment, path: str) -> tuple[str, ...]:
    """Return the articles that can be held against a place: those of the rules that are asked of it or read it."""
    concerned = (
        one
        for one in assessment.findings
        if path == one.item
        or lies_in(one.path, path)
        or lies_in(path, one.path)
        or any(lies_in(read, path) for read in one.values)
    )
    by_weight = sorted(concerned, key=lambda one: list(RuleOutcome).index(one.outcome))
    return articles([cited for one in by_weight for cited in one.citations])


def draft(record: Record, order: Order, now: dt.datetime, key: str = "") -> tuple[Record, str]:
    """Return a record with an order that is not given yet, and its id."""
    key = key or new_id("r")
    return put(record, "orders", key, order, now), key


def give(record: Record, key: str, visit: str, now: dt.datetime, dossier: Dossier | None = None) -> Record:
    """Return a record in which an order is given.

    Args:
        record: the record.
        key: id of the order.
        visit: at which it is given.
        now: the time, with a time zone.
        dossier: names the place, where the order does not.

    Raises:
        NoWordsError: if it does not say what is to be put right.
        NoDeadlineError: if nobody has chosen its last day.
        PastDeadlineError: if that day is over.
    """
    order = record.orders[key]
    if not order.says.strip():
        raise NoWordsError(place=_place(order, dossier))
    if order.until is None:
        raise NoDeadlineError(place=_place(order, dossier))
    if order.until < now.date():
        raise PastDeadlineError(day=order.until.isoformat())
    return put(record, "orders", key, order.model_copy(update={"given": now, "visit": visit}), now)


def _place(order: Order, dossier: Dossier | None) -> Texts | str:
    if order.called is not None:
        return order.called.texts()
    return label_of(dossier, order.path, order.item) if dossier is not None else order.path


def summary_of(rows: Sequence[Compared]) -> dict[str, int]:
    """Return how many places there are of each outcome; ``not_looked_at`` for those nobody has seen."""
    counts = dict.fromkeys(("as_declared", "differs", "not_there", "not_declared", "not_looked_at"), 0)
    for row in rows:
        counts[row.outcome or "not_looked_at"] += 1
    return counts


def progress_of(rows: Sequence[Compared]) -> Progress:
    """Return how many of the places were looked at, counted as :func:`summary_of` does."""
    counts = summary_of(rows)
    total = sum(counts.values())
    return Progress(total - counts["not_looked_at"], total)


def proposed_words(order: Order, assessment: Assessment) -> Order:
    """Return an order with its words in three languages also where the record was written without them.

    Words that an official changed stay as they are: only those of the rule behind the order are known again.
    """
    if order.told is not None or order.rule is None:
        return order
    here = (one for one in assessment.findings if (one.rule, one.path) == (order.rule, order.path))
    told = next((InLanguages.of(one.message) for one in here if says_as(order, one.message)), None)
    return order.model_copy(update={"told": told}) if told is not None else order
