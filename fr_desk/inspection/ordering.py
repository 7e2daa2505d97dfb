"""Corrections: what to order after an inspection, under which articles and until when, and what was put right since.

A day is proposed only where the law or a rule pack has one that is running; it is never made up. Whether something was
put right is for an inspector to say; until then the record says what a new version of the dossier declares.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import LONG, SHORT
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Lang, Texts, texts
from fr_desk.inspection.declared import Compared, compared
from fr_desk.inspection.record import InLanguages, Order, Record, new_id
from fr_desk.inspection.recording import Progress, Sighting, effective, put, sightings
from fr_desk.inspection.spots import GONE, UNDECLARED, is_there, label_of_place
from fr_desk.rules.deadlines import DeadlineStatus, State, deadlines
from fr_desk.rules.findings import Assessment, Citation, Finding, Level
from fr_desk.rules.findings import Outcome as RuleOutcome
from fr_desk.rules.packs import Pack

FOUND_OTHERWISE = N_(
    "“{name}” is not as declared. Make it as declared, or correct what the dossier declares."
)
FOUND_NOTHING = N_("“{name}” is declared and is not there. Provide it as declared, or correct the dossier.")
FOUND_UNDECLARED = N_("“{name}” was found on site and is not declared. Declare it, or remove it.")
PUT_RIGHT = N_("put right")
NOT_PUT_RIGHT = N_("not put right")
LATE = N_("days late: {days}")
ON_PAPER = N_("declared as put right, not seen")
NOT_KNOWN = N_("nobody has looked")

Righting = Literal["right", "not_right", "on_paper", "unknown"]
RIGHTINGS: Final[dict[Righting, str]] = {
    "right": PUT_RIGHT,
    "not_right": NOT_PUT_RIGHT,
    "on_paper": ON_PAPER,
    "unknown": NOT_KNOWN,
}
"""What became of an order, in words."""
Basis = Literal["inspector", "site", "dossier", ""]


class NoDeadlineError(FrDeskError):
    """An order that nobody knows the last day of."""

    sentence = N_("The order on {place} has no last day; choose one, then give the order.")


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


@dataclass(frozen=True, slots=True)
class Righted:
    """What became of one order.

    Attributes:
        key: id of the order.
        order: what was ordered.
        state: put right, not put right, put right on paper only, or nobody looked.
        basis: who says so: the inspector, what was found on site, or a new version of the dossier.
        declares: what the rule behind the order gives on the new version, ``None`` if it is not asked.
        seen: what was found there at a re-inspection, the latest.
        late: days from the last day that was ordered to the day on which it was seen put right, or to today if it is
            not; 0 if that is not over.
    """

    key: str
    order: Order
    state: Righting
    basis: Basis = ""
    declares: RuleOutcome | None = None
    seen: Sighting | None = None
    late: int = 0


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
    orders = effective(record).orders.values()
    ordered = {_same_about(one) for one in orders}
    running = deadlines(dossier, packs, assessment.as_of)
    compare = compared(record, dossier) if rows is None else rows
    every = (*_from_findings(dossier, assessment, running, lang), *_from_site(compare, lang))
    return tuple(one for one in every if _same_about(one.order) not in ordered)


def _undeclared(order: Order) -> bool:
    """Tell whether an order is on something that is not declared: of these there may be several at one place."""
    return order.rule is None and order.path in UNDECLARED


def _same_about(order: Order) -> tuple[str | None, str, str | None] | None:
    """Return what orders about the same have in common; ``None`` if nothing tells any more what it rests on.

    Among things that are not declared such an order may be on any: it stands for none, or another would be hidden.
    """
    if not _undeclared(order):
        return order.rule, order.path, None
    return (None, order.path, order.found) if order.found is not None else None


def _from_findings(
    dossier: Dossier, assessment: Assessment, running: Sequence[DeadlineStatus], lang: Lang
) -> Iterator[Proposal]:
    breached = assessment.of(RuleOutcome.BREACHED)
    for finding in sorted(breached, key=lambda one: one.level != "must"):
        deadline = _deadline_of(finding, running)
        order = Order(
            rule=finding.rule,
            path=finding.path,
            says=finding.message.get(lang)[:LONG],
            told=InLanguages.of(finding.message),
            called=InLanguages.of(label_of_place(dossier, finding.path), SHORT),
            articles=articles(finding.citations),
            until=deadline.due if deadline else None,
        )
        yield Proposal(order, finding.level, deadline, finding=finding)


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
    inside = f"{path}."
    concerned = (
        one
        for one in assessment.findings
        if path in {one.item, one.path}
        or one.path.startswith(inside)
        or path.startswith(f"{one.path}.")
        or any(read == path or read.startswith(inside) for read in one.values)
    )
    by_weight = sorted(concerned, key=lambda one: list(RuleOutcome).index(one.outcome))
    return articles([cited for one in by_weight for cited in one.citations])


def draft(record: Record, order: Order, now: dt.datetime, key: str = "") -> tuple[Record, str]:
    """Return a record with an order that is not given yet, and its id."""
    key = key or new_id("r")
    return put(record, "orders", key, order, now), key


def give(record: Record, key: str, visit: str, now: dt.datetime) -> Record:
    """Return a record in which an order is given.

    Raises:
        NoDeadlineError: if nobody has chosen its last day.
        PastDeadlineError: if that day is over.
    """
    order = record.orders[key]
    if order.until is None:
        raise NoDeadlineError(place=order.path)
    if order.until < now.date():
        raise PastDeadlineError(day=order.until.isoformat())
    return put(record, "orders", key, order.model_copy(update={"given": now, "visit": visit}), now)


def judge(
    record: Record, key: str, visit: str, now: dt.datetime, *, done: bool | None, says: str = ""
) -> Record:
    """Return a record in which an inspector says whether an order was put right; ``None`` takes that back."""
    told = {
        "done": done,
        "done_at": now if done is not None else None,
        "done_visit": visit if done is not None else None,
        "done_says": (says or None) if done is not None else None,
    }
    order = Order.model_validate({**dict(record.orders[key]), **told})
    return put(record, "orders", key, order, now)


def righted(
    record: Record,
    day: dt.date,
    dossier: Dossier | None = None,
    assessment: Assessment | None = None,
) -> tuple[Righted, ...]:
    """Return what became of each order that was given, in the order of their last days.

    Args:
        record: the record.
        day: today, to say what is late.
        dossier: a newer version of the dossier, if there is one.
        assessment: of that version.
    """
    given = [(key, one) for key, one in effective(record).orders.items() if one.given is not None]
    found = (_righted(record, key, one, day, dossier, assessment) for key, one in given)
    return tuple(sorted(found, key=lambda one: (one.order.until or dt.date.max, one.key)))


def _righted(
    record: Record,
    key: str,
    order: Order,
    day: dt.date,
    dossier: Dossier | None,
    assessment: Assessment | None,
) -> Righted:
    seen = _seen(record, order)
    declares = _declared_now(record, order, dossier, assessment)
    state, basis = _judged(order, seen, declares)
    late = (_settled(order, state, seen, day) - order.until).days if order.until else 0
    return Righted(key, order, state, basis, declares, seen, max(late, 0))


def _settled(order: Order, state: Righting, seen: Sighting | None, day: dt.date) -> dt.date:
    """Return the day on which an order was seen put right; today as long as it is not."""
    when = order.done_at or (seen.observation.at if seen else None)
    return when.date() if state == "right" and when is not None else day


def _judged(order: Order, seen: Sighting | None, declares: RuleOutcome | None) -> tuple[Righting, Basis]:
    if order.done is not None:
        return ("right" if order.done else "not_right"), "inspector"
    as_declared = seen is not None and seen.observation.outcome == "as_declared"
    if seen is not None and not as_declared:
        return "not_right", "site"
    if declares is RuleOutcome.BREACHED:
        return "not_right", "dossier"
    if order.rule is None:
        return ("right", "site") if as_declared else ("unknown", "")
    if declares in {RuleOutcome.MET, RuleOutcome.NOT_APPLICABLE}:
        return ("right", "site") if as_declared else ("on_paper", "dossier")
    return "unknown", ""


def _seen(record: Record, order: Order) -> Sighting | None:
    """Return what was found at the place of an order, at a re-inspection after it was given."""
    later = (
        one
        for one in sightings(record, kind="reinspection")
        if (order.path == one.observation.path or order.path.startswith(f"{one.observation.path}."))
        and one.observation.outcome != "not_declared"
        and (order.given is None or one.observation.at > order.given)
    )
    return max(later, key=lambda one: one.order, default=None)


def _declared_now(
    record: Record, order: Order, dossier: Dossier | None, assessment: Assessment | None
) -> RuleOutcome | None:
    """Return what the rule behind an order gives on a newer version; ``None`` where that tells nothing."""
    if order.rule is None or dossier is None or assessment is None:
        return None
    visit = record.visits.get(order.visit or "")
    before = visit.fingerprint if visit and visit.fingerprint else record.fingerprint
    if fingerprint(dossier) == before:
        return None
    asked = [one for one in assessment.findings if one.rule == order.rule and _about(one, order.path)]
    if asked:
        return min((one.outcome for one in asked), key=list(RuleOutcome).index)
    return None if is_there(dossier, order.path) else RuleOutcome.NOT_APPLICABLE


def _about(finding: Finding, path: str) -> bool:
    item = finding.item
    return not item or path == item or path.startswith(f"{item}.")


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


def row_of(order: Order, rows: Sequence[Compared]) -> Compared | None:
    """Return the place an order belongs to, the nearest above it; ``None`` if it lies in none that is looked at.

    An order on something that is not declared belongs to what was found and to nothing else.
    """
    if order.found is not None or _undeclared(order):
        here = [row for row in rows if row.path == order.path]
        rests = (row for row in here if any(one.key == order.found for one in row.sightings))
        known = next(rests, None)
        if known is not None or _undeclared(order):
            older = order.called is None
            return known or (next((row for row in here if row.at_fault), None) if older else None)
    declared = (row for row in rows if row.outcome != "not_declared")
    home = (row for row in declared if order.path == row.path or order.path.startswith(f"{row.path}."))
    return max(home, key=lambda row: len(row.path), default=None)


def proposed_words(order: Order, assessment: Assessment) -> Order:
    """Return an order with its words in three languages also where the record was written without them.

    Words that an official changed stay as they are: only those of the rule behind the order are known again.
    """
    if order.told is not None or order.rule is None:
        return order
    messages = (
        one.message for one in assessment.findings if (one.rule, one.path) == (order.rule, order.path)
    )
    told = next((InLanguages.of(one) for one in messages), None)
    return order.model_copy(update={"told": told}) if told is not None else order


def name_of_place(order: Order, rows: Sequence[Compared], dossier: Dossier) -> Texts:
    """Return what the place of an order is called: as inspectors know it, else as the dossier has it or once had it."""
    if order.called is not None and not is_there(dossier, order.path):
        return texts(GONE, name=order.called.texts())
    row = row_of(order, rows)
    if row is None and order.called is not None and _undeclared(order):
        return order.called.texts()
    return row.label if row is not None else label_of_place(dossier, order.path)


def rests_on(order: Order, rows: Sequence[Compared]) -> tuple[Sighting, ...]:
    """Return what an order rests on: what anybody found there otherwise than declared, before it was given."""
    row = row_of(order, rows)
    return tuple(
        one
        for one in (row.sightings if row is not None else ())
        if one.observation.outcome != "as_declared"
        and (order.given is None or one.observation.at <= order.given)
    )
