"""What a condition is made of and how it looks at the facts, read off its text once; evaluated by the facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from fr_desk.rules.expression import Chain, Look, conjuncts, looks_of
from fr_desk.rules.parts import COLLECTIONS, NESTED


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, its parts, and the chains it reads as far as the first list; compiled when it is evaluated."""

    source: str
    parts: tuple[str, ...]
    of_the_venue: tuple[str, ...]
    reads: tuple[tuple[str, Chain, Look | None], ...]
    """Root and names of each fact, and how it is looked at if its whole value does not count."""
    reads_item: bool
    whole: bool
    """Whether the value of a whole collection counts: then looking up what it gave before costs more than asking."""


@lru_cache(maxsize=4096)
def condition_of(source: str) -> Condition:
    """Return what is known of a condition from its text."""
    looks = looks_of(source)
    parts = conjuncts(source)
    alone = len(parts) == 1
    of_the_venue = () if alone else tuple(part for part in parts if not condition_of(part).reads_item)
    return Condition(
        source,
        parts=() if alone else parts,
        of_the_venue=of_the_venue,
        reads=tuple((look.chain[0], look.chain[1:], None if look.whole else look) for look in looks),
        reads_item=any(look.chain[0] in COLLECTIONS or look.chain[0] in NESTED for look in looks),
        whole=any(look.whole and look.chain[0] in COLLECTIONS.values() for look in looks),
    )
