"""What became of orders: what inspectors said at a re-inspection, what was seen there, what a new version declares.

Whether something was put right is for an inspector to say; until then the record says what a new version of the
dossier declares.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fr_desk.domain import paths
from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_
from fr_desk.inspection import judging
from fr_desk.inspection.order_places import lies_in, says_as
from fr_desk.inspection.record import Judgement, Order, Record, Visit
from fr_desk.inspection.recording import NoVisitError, Sighting, effective, sightings
from fr_desk.inspection.spots import is_there
from fr_desk.rules.findings import Assessment, Finding
from fr_desk.rules.findings import Outcome as RuleOutcome

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


@dataclass(frozen=True, slots=True)
class Said:
    """What one inspector said of an order, with the visit at which it was said."""

    judgement: Judgement
    visit: Visit

    @property
    def state(self) -> Righting:
        """What became of the order by it."""
        return "right" if self.judgement.done else "not_right"

    def contradicts(self, other: Said) -> bool:
        """Tell whether two inspectors say otherwise of one state of things.

        Where one looked again on a later day and at a later visit, something was done in between.
        """
        at_once = max(self.visit.began, other.visit.began) <= min(self.judgement.at, other.judgement.at)
        same_day = self.judgement.at.date() == other.judgement.at.date()
        return (
            self.visit.inspector != other.visit.inspector
            and self.judgement.done is not other.judgement.done
            and (at_once or same_day)
        )


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
        said: what inspectors said of it, one for each visit; the latest, which counts, first.
    """

    key: str
    order: Order
    state: Righting
    basis: Basis = ""
    declares: RuleOutcome | None = None
    seen: Sighting | None = None
    late: int = 0
    said: tuple[Said, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether inspectors do not agree: another said otherwise than what counts, of the same state of things."""
        return any(one.contradicts(self.said[0]) for one in self.said[1:])


def judge(
    record: Record, key: str, visit: str, now: dt.datetime, *, done: bool | None, says: str = ""
) -> Record:
    """Return a record in which an inspector says whether an order was put right.

    What was said at other visits stays, and the latest counts. ``None`` takes back what was said at this one.

    Raises:
        NoVisitError: if there is no such visit.
        ValidationError: pydantic's, if the words are too long.
    """
    if visit not in record.visits:
        raise NoVisitError(visit=visit)
    order = judging.with_judgement(record.orders[key], visit, now, done=done, says=says)
    return Record.model_validate({**dict(record), "orders": {**record.orders, key: order}})


def reword(record: Record, key: str, visit: str, now: dt.datetime, says: str) -> Record:
    """Return a record with other words to what a visit said of an order.

    Raises:
        ValidationError: pydantic's, if the words are too long.
    """
    order = judging.with_words(record.orders[key], visit, now, says)
    return Record.model_validate({**dict(record), "orders": {**record.orders, key: order}})


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
    standing = effective(record)
    given = [(key, one) for key, one in standing.orders.items() if one.given is not None]
    found = (_righted(standing, key, one, day, dossier, assessment) for key, one in given)
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
    said = tuple(Said(one, record.visits[visit]) for visit, one in judging.standing(order))
    return Righted(key, order, state, basis, declares, seen, max(late, 0), said)


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
        if lies_in(order.path, one.observation.path)
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
    asked = [one for one in assessment.findings if one.rule == order.rule]
    about = [one for one in asked if _is_about(order, one)]
    if about:
        return _worst(about)
    if not is_there(dossier, order.item or order.path):
        return RuleOutcome.NOT_APPLICABLE
    return _of_unnamed(order, asked) if order.item is None else None


def _worst(findings: Sequence[Finding]) -> RuleOutcome:
    return min((one.outcome for one in findings), key=list(RuleOutcome).index)


def _is_about(order: Order, finding: Finding) -> bool:
    if order.item is not None:
        return finding.item == order.item
    return not finding.item or lies_in(order.path, finding.item)


def _of_unnamed(order: Order, asked: Sequence[Finding]) -> RuleOutcome | None:
    """Return what a rule gives for an order that was written without the item the rule was asked of.

    Its words tell the item as long as nothing has changed there. A place that is no item's own is in order once the
    rule is met for every item.
    """
    same = [one for one in asked if one.path == order.path and says_as(order, one.message)]
    if same:
        return _worst(same)
    parts = paths.split(order.path)
    own = any(paths.is_item(paths.join(*parts[:end])) for end in range(1, len(parts) + 1))
    met = {RuleOutcome.MET, RuleOutcome.NOT_APPLICABLE}
    return _worst(asked) if asked and not own and all(one.outcome in met for one in asked) else None
