"""What inspectors said of one order, visit by visit: which counts, putting copies of an order together, taking back.

Every judgement is kept with its own time of writing. So an order that is changed on one machine and judged on two
others loses nothing when their records are merged. Pure functions over one order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from fr_desk.inspection.record import Entry, Judgement, Order, after, stamp

Judged = Mapping[str, Judgement]
"""Judgements by visit, also those that were taken back."""
_NOT_DONE: Final[dict[str, None]] = {"done": None, "done_at": None, "done_says": None, "done_visit": None}
_UNJUDGED: Final[dict[str, Any]] = {"judged": {}, **_NOT_DONE}


def judgements(order: Order) -> dict[str, Judgement]:
    """Return everything that was said of an order; of one that was written without it, what it says counts."""
    done, at, visit = order.done, order.done_at, order.done_visit
    if order.judged or done is None or at is None or visit is None:
        return dict(order.judged)
    return {visit: Judgement(done=done, at=at, says=order.done_says, written=order.written)}


def standing(order: Order) -> tuple[tuple[str, Judgement], ...]:
    """Return what was said and not taken back, with the visits; the latest, which counts, first."""
    return _standing(judgements(order))


def _standing(judged: Judged) -> tuple[tuple[str, Judgement], ...]:
    found = ((visit, one) for visit, one in judged.items() if not one.withdrawn)
    return tuple(sorted(found, key=lambda one: (one[1].at, one[0]), reverse=True))


def told(order: Order, judged: Judged) -> Order:
    """Return an order of which this was said: the latest counts."""
    counts: dict[str, Any] = dict(_NOT_DONE)
    for visit, one in _standing(judged)[:1]:
        counts = {"done": one.done, "done_at": one.at, "done_says": one.says, "done_visit": visit}
    return Order.model_validate({**dict(order), **counts, "judged": dict(sorted(judged.items()))})


def with_judgement(order: Order, visit: str, now: dt.datetime, *, done: bool | None, says: str = "") -> Order:
    """Return an order of which a visit says this; ``None`` takes back what the same visit said.

    Raises:
        ValidationError: pydantic's, if the words are too long.
    """
    known = judgements(order)
    before = known.get(visit)
    if done is None:
        if before is None:
            return order
        return _with(order, known, visit, before.model_copy(update={"withdrawn": True}), now)
    latest = order.done_at
    same = order.done_visit == visit and order.done is done
    at = latest if same and latest is not None else after(now, latest)
    return _with(order, known, visit, Judgement(done=done, at=at, says=says or None), now)


def with_words(order: Order, visit: str, now: dt.datetime, says: str) -> Order:
    """Return an order with other words to what a visit said of it, which counts as little or much as before.

    Raises:
        ValidationError: pydantic's, if the words are too long.
    """
    known = judgements(order)
    before = known.get(visit)
    if before is None or before.withdrawn:
        return order
    reworded = Judgement.model_validate({**dict(before), "says": says or None})
    return _with(order, known, visit, reworded, now)


def _with(order: Order, known: Judged, visit: str, said: Judgement, now: dt.datetime) -> Order:
    written = said.model_copy(update={"written": stamp(now, known.get(visit))})
    return told(order, {**known, visit: written})


def together(mine: Order, theirs: Order) -> Order:
    """Return two copies of an order as one: the later writing of the order itself, and everything said of it."""
    if mine == theirs:
        return mine
    said, others = judgements(mine), judgements(theirs)
    for visit, one in others.items():
        said[visit] = max(said.get(visit, one), one, key=lateness)
    base = max(mine, theirs, key=_lateness_itself)
    return told(base, said) if said else base


def _lateness_itself(order: Order) -> tuple[dt.datetime, str, str]:
    return *lateness(_itself(order)), order.model_dump_json()


def lateness(entry: Entry) -> tuple[dt.datetime, str]:
    """Sort key: the later writing counts; of two at the same moment, one that everybody chooses alike."""
    return entry.written or dt.datetime.min.replace(tzinfo=dt.UTC), entry.model_dump_json()


def brought_back(mine: Order, wanted: Order, now: dt.datetime) -> Order:
    """Return an order that says what ``wanted`` says, as a new writing of what differs: so a step is undone."""
    known, then = judgements(mine), judgements(wanted)
    changed = {
        visit: one.model_copy(update={"written": stamp(now, known.get(visit))})
        for visit, one in then.items()
        if visit not in known or said(one) != said(known[visit])
    }
    gone = {
        visit: one.model_copy(update={"withdrawn": True, "written": stamp(now, one)})
        for visit, one in known.items()
        if visit not in then and not one.withdrawn
    }
    base = mine
    if said(_itself(wanted)) != said(_itself(mine)):
        counts = {name: getattr(mine, name) for name in _UNJUDGED}
        base = wanted.model_copy(update={**counts, "written": stamp(now, mine)})
    return told(base, {**known, **changed, **gone}) if changed or gone else base


def carried(now: Order, known: Order, wanted: Order) -> Order:
    """Return ``wanted`` with what was said of ``now`` since, and is not what the step from ``known`` to it changes."""
    present, before, then = judgements(now), judgements(known), judgements(wanted)
    touched = {visit for visit in before.keys() | then.keys() if before.get(visit) != then.get(visit)}
    kept = {visit: one for visit, one in present.items() if visit not in touched}
    judged = {**kept, **{visit: then[visit] for visit in touched if visit in then}}
    base = wanted if _itself(known) != _itself(wanted) else now
    return told(base, judged) if judged or judgements(base) else base


def resting(order: Order, visits: Mapping[str, object]) -> Order:
    """Return an order without what was taken back of what was said, and without what was said at other visits."""
    known = judgements(order)
    kept = {visit: one for visit, one in known.items() if visit in visits and not one.withdrawn}
    return order if kept == known else told(order, kept)


def _itself(order: Order) -> Order:
    """Return an order without what was said of it."""
    return order.model_copy(update=_UNJUDGED)


def said(entry: Entry) -> dict[str, Any]:
    """Return what an entry says, whenever it was written."""
    return entry.model_dump(exclude={"written"})
