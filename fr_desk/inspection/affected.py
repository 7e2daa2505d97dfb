"""Which files of a portfolio the law of another day treats otherwise, from what an index knows about both days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fr_desk.inspection import bits
from fr_desk.inspection.index import Index

_WEIGHTS: Final = {"open": 1, "review": 2, "breached": 3}
"""What may become of a rule that is not met, the worst with the most."""


@dataclass(frozen=True, slots=True)
class Affected:
    """One file that two days treat otherwise.

    Attributes:
        number: of its row.
        before: the verdict of the first day.
        after: the verdict of the second day.
        came: rules that are worse on the second day: newly not met, or breached where they were open or for review.
        went: rules that are better on the second day.
    """

    number: int
    before: str
    after: str
    came: tuple[str, ...]
    went: tuple[str, ...]


def affected(index: Index, before: dt.date, after: dt.date) -> list[Affected]:
    """Return the files that two days treat otherwise, in the order of their places.

    Args:
        index: with results of both days.
        before: the first day.
        after: the second day; files without a result of both are left out.
    """
    names = index.tag_names()
    first = {number: (verdict, tags) for number, verdict, tags in index.tags(before)}
    found = []
    for number, verdict, tags in index.tags(after):
        if number not in first or first[number] == (verdict, tags):
            continue
        old, earlier = first[number]
        was, now = _weighed(earlier, names), _weighed(tags, names)
        came = tuple(sorted(rule for rule in now if now[rule] > was.get(rule, 0)))
        went = tuple(sorted(rule for rule in was if was[rule] > now.get(rule, 0)))
        if came or went or verdict != old:
            found.append(Affected(number, old, verdict, came, went))
    return found


def _weighed(tags: bytes, names: Mapping[int, str]) -> dict[str, int]:
    """Return the worst that became of each rule."""
    worst: dict[str, int] = {}
    for tag in bits.read(tags):
        outcome, _, rule = names[tag].partition(":")
        if outcome in _WEIGHTS:
            worst[rule] = max(worst.get(rule, 0), _WEIGHTS[outcome])
    return worst
