"""What the inspector looks at and how, as values: kept while the window is made anew, some of it in the profile."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from fr_desk.inspection.wanted import Column, Facet, Wanted

PARTS: dict[Facet, str] = {
    "verdict": "verdicts",
    "standing": "standings",
    "kind": "kinds",
    "district": "districts",
    "pattern": "patterns",
    "agreement": "agreements",
    "rule": "rules",
    "article": "articles",
    "operator": "operators",
}
"""Which part of what is wanted each facet fills, in the order of the screen."""
SHOWN_AT_FIRST: tuple[Column, ...] = ("verdict", "name", "kind", "district", "file", "issues")
FOLDED_AT_FIRST: frozenset[Facet] = frozenset({"agreement", "rule", "article", "operator"})
GROUPS: tuple[Literal["", "district", "kind"], ...] = ("", "district", "kind")
UPWARDS: frozenset[Column] = frozenset({"name", "kind", "district", "operator", "address", "path", "number"})
"""Columns that are sorted from A to Z at first; of the others the largest or worst comes first."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of a portfolio.

    Attributes:
        wanted: filters, order and groups.
        columns: of the table, from left to right.
        widths: of columns that were drawn to another width.
        folded_facets: facets whose values are not shown.
        whole_facets: facets of which all values are shown, not only the first.
        folded_groups: groups whose rows are not shown.
        current: number of the row beside the list.
        anchor: place of the current row in the view, in pixels.
        find: what is looked for among the filters.
        by: what the second chart counts where there is no room for three.
    """

    wanted: Wanted = field(default_factory=Wanted)
    columns: tuple[Column, ...] = SHOWN_AT_FIRST
    widths: dict[Column, int] = field(default_factory=dict)
    folded_facets: frozenset[Facet] = FOLDED_AT_FIRST
    whole_facets: frozenset[Facet] = frozenset()
    folded_groups: frozenset[str] = frozenset()
    current: int | None = None
    anchor: int = 0
    find: str = ""
    by: Facet = "district"


def part_of(wanted: Wanted, facet: Facet) -> tuple[str, ...]:
    """Return the values of one facet that are wanted; none means all."""
    return cast("tuple[str, ...]", getattr(wanted, PARTS[facet]))


def with_part(wanted: Wanted, facet: Facet, values: tuple[str, ...]) -> Wanted:
    """Return what is wanted with other values of one facet."""
    return replace(wanted, **{PARTS[facet]: values})  # type: ignore[arg-type]  # the part that holds such values


def picked(wanted: Wanted, facet: Facet, value: str) -> Wanted:
    """Return what is wanted after a value was picked: the first alone, others with it, the last one again takes all."""
    values = part_of(wanted, facet)
    others = tuple(one for one in values if one != value)
    return with_part(wanted, facet, others if value in values else (*values, value))


def is_filtered(wanted: Wanted) -> bool:
    """Tell whether some rows may be left out."""
    parts = any(part_of(wanted, facet) for facet in PARTS)
    return bool(parts or wanted.words.strip() or wanted.since or wanted.until or wanted.once)


def unfiltered(wanted: Wanted) -> Wanted:
    """Return what is wanted without any filter, in the same order and groups."""
    return Wanted(sort=wanted.sort, descending=wanted.descending, group=wanted.group)


def sorted_by(wanted: Wanted, column: Column) -> Wanted:
    """Return what is wanted after a click on the head of a column: its own order first, then the other way round."""
    down = not wanted.descending if wanted.sort == column else column not in UPWARDS
    return replace(wanted, sort=column, descending=down)


def between(wanted: Wanted, since: dt.date | None, until: dt.date | None) -> Wanted:
    """Return what is wanted of other days."""
    return replace(wanted, since=since, until=until)
