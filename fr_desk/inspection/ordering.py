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
from fr_desk.domain.schema import LONG
from fr_desk.errors import FrDeskError
from fr_desk.i18n import LANGUAGES, N_, Lang, Texts, texts
from fr_desk.inspection.declared import Compared, compared
from fr_desk.inspection.record import Order, Record, new_id
from fr_desk.inspection.recording import Sighting, effective, put, sightings
from fr_desk.inspection.spots import is_there, label_of_place
from fr_desk.rules.deadlines import DeadlineStatus, State, deadlines
from fr_desk.rules.findings import Assessment, Citation, Finding, Level
from fr_desk.rules.findings import Outcome as RuleOutcome
from fr_desk.rules.packs import Pack

FOUND_OTHERWISE = N_("{name}: declared is “{declared}”; found was something else. {says}")
FOUND_NOTHING = N_("{name}: declared is “{declared}”; nothing was found there. {says}")
FOUND_UNDECLARED = N_("{name}: found on site and not declared. {says}")
PUT_RIGHT = N_("put right")
NOT_PUT_RIGHT = N_("not put right")
ON_PAPER = N_("declared as put right, not seen")
NOT_KNOWN = N_("nobody has looked")

_DECLARED = 120
"""Characters of what is declared that an order repeats."""

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
        late: days since the last day that was ordered, if it is not put right; 0 otherwise.
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
        lang: the language of the order.
        rows: declared against found; compared here if omitted.
    """
    ordered = {(one.rule, one.path) for one in effective(record).orders.values()}
    running = deadlines(dossier, packs, assessment.as_of)
    compare = compared(record, dossier) if rows is None else rows
    every = (*_from_findings(assessment, running, lang), *_from_site(compare, lang))
    return tuple(one for one in every if (one.order.rule, one.order.path) not in ordered)


def _from_findings(
    assessment: Assessment, running: Sequence[DeadlineStatus], lang: Lang
) -> Iterator[Proposal]:
    breached = assessment.of(RuleOutcome.BREACHED)
    for finding in sorted(breached, key=lambda one: one.level != "must"):
        deadline = _deadline_of(finding, running)
        order = Order(
            rule=finding.rule,
            path=finding.path,
            says=finding.message.get(lang)[:LONG],
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
        if row.outcome is None or row.outcome == "as_declared":
            continue
        told = texts(words[row.outcome], name=row.label, declared=_cut(row.declared), says=row.says)
        order = Order(
            path=row.path,
            says=told.get(lang).strip()[:LONG],
            articles=(row.article,) if row.article else (),
        )
        yield Proposal(order, row=row)


def _cut(words: Texts) -> Texts:
    """Return no more of what is declared than an order needs to say what is meant."""

    def cut(lang: Lang) -> str:
        told = words.get(lang)
        return told if len(told) <= _DECLARED else f"{told[: _DECLARED - 1]}…"

    return Texts(**{lang: cut(lang) for lang in LANGUAGES})


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
    """
    order = record.orders[key]
    if order.until is None:
        raise NoDeadlineError(place=order.path)
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
    late = (day - order.until).days if order.until and state != "right" else 0
    return Righted(key, order, state, basis, declares, seen, max(late, 0))


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


def name_of_place(order: Order, rows: Sequence[Compared], dossier: Dossier | None = None) -> Texts:
    """Return what the place of an order is called; its path if neither the rows nor the dossier know it."""
    home = (row for row in rows if order.path == row.path or order.path.startswith(f"{row.path}."))
    found = max(home, key=lambda row: len(row.path), default=None)
    if found is not None and found.outcome != "not_declared":
        return found.label
    if dossier is not None:
        return label_of_place(dossier, order.path)
    return Texts(zh=order.path, ko=order.path, en=order.path)
