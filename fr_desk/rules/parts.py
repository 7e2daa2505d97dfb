"""Which parts of a dossier an edit changed, and on which parts a fact or a chain of names rests.

A part is named ``venue.kind``, ``zones`` (a whole collection), ``@`` (the item a rule is asked of), or ``@zones``
(those zones the item names). The day asked about counts as the part ``as_of``. A dossier is immutable: a part that is
the same object has the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS, LINKS, Fact, root_of
from fr_desk.domain.schema import Value
from fr_desk.domain.venue import Camera
from fr_desk.rules.expression import Chain

COLLECTIONS = {"zone": "zones", "camera": "cameras", "activity": "activities", "sign": "signs"}
"""Item variables and the collections they come from."""

NESTED = {"processor": "processors", "recipient": "recipients"}
"""Variables of items inside an activity."""

NAMED_BY = {"cameras": {"@zones": "zones", "@activities": "activities"}}
"""Collections from which the items of a collection name some."""
NAMING = {("camera", "zone"): "@zones", ("camera", "sees"): "@zones", ("camera", "activities"): "@activities"}
"""Answers that name items, which a sentence shows by their names."""


def changed_parts(before: Dossier, after: Dossier, *, other_day: bool = False) -> frozenset[str]:
    """Return the names of a dossier's parts that are not the same any more, ``venue`` and ``venue.kind``.

    Args:
        before: the dossier asked about before.
        after: the one asked about now.
        other_day: whether it is asked about as of another day: that is the part ``as_of``.
    """
    found = {"as_of"} if other_day else set()
    if before is after:
        return frozenset(found)
    for name in Dossier.model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old is new:
            continue
        found.add(name)
        if isinstance(old, Value) and isinstance(new, Value):
            found |= {
                f"{name}.{field}"
                for field in type(new).model_fields
                if getattr(old, field) is not getattr(new, field)
            }
    return frozenset(found)


def stirred(item: Value, before: Dossier, after: Dossier) -> frozenset[str]:
    """Return ``@zones`` and ``@activities`` where an item that itself is the same names some that changed."""
    if not isinstance(item, Camera):
        return frozenset()
    zones = (*((item.zone,) if item.zone else ()), *(item.sees or ()))
    named: dict[str, tuple[Any, Any, tuple[str, ...]]] = {
        "@zones": (before.zones, after.zones, zones),
        "@activities": (before.activities, after.activities, item.activities or ()),
    }
    return frozenset(
        part for part, (old, new, keys) in named.items() if old is not new and _differ(old, new, keys)
    )


def _differ(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, keys: tuple[str, ...]) -> bool:
    return any((old or {}).get(key) is not (new or {}).get(key) for key in keys)


@cache
def facts_of_owner(owner: str) -> tuple[Fact, ...]:
    """Return the facts of one owner, in the order they were registered."""
    return tuple(fact for (who, _), fact in FACTS.items() if who == owner)


@cache
def roots_of(fact: Fact) -> frozenset[str]:
    """Return the parts of a dossier on which a fact can rest, those its links lead to included."""
    leads_to = LINKS.get((fact.owner, fact.name))
    if leads_to is None:
        return fact.roots
    linked = COLLECTIONS[leads_to]
    shown = _linked_facts(fact.owner, leads_to)
    beyond = frozenset[str]().union(*(seen_from_elsewhere(roots_of(one)) for one in shown))
    own = NAMED_BY.get(COLLECTIONS[fact.owner], {})
    return fact.roots | beyond | {f"@{linked}" if f"@{linked}" in own else linked}


def _linked_facts(owner: str, leads_to: str) -> tuple[Fact, ...]:
    """Return the facts a link shows of the items it leads to: none of those that are derived after it."""
    order = list(COLLECTIONS)
    if order.index(leads_to) >= order.index(owner):
        return ()
    return tuple(fact for fact in facts_of_owner(leads_to) if (leads_to, fact.name) not in LINKS)


def seen_from_elsewhere(roots: frozenset[str]) -> frozenset[str]:
    """Return roots as they are for somebody who is not the item itself: whole collections."""
    return frozenset(root.removeprefix("@") for root in roots - {"@"})


def roots_of_chain(chain: Chain) -> frozenset[str]:
    """Return the parts of a dossier on which a chain of names rests."""
    root, *rest = chain
    if root == "as_of":
        return frozenset({root})
    if root in COLLECTIONS or root in NESTED:
        own, owner = frozenset({"@"}), root
        if rest and (root, rest[0]) in NAMING:
            own |= {NAMING[root, rest[0]]}
    else:
        own, owner = frozenset({root_of(".".join(chain))}), root
    elsewhere = root in COLLECTIONS.values() and rest[:1] == ["*"]
    if elsewhere:
        owner, rest = next(name for name, plural in COLLECTIONS.items() if plural == root), rest[1:]
    fact = FACTS.get((owner, rest[0])) if rest else None
    if fact is None:
        return own
    return own | (seen_from_elsewhere(roots_of(fact)) if elsewhere else roots_of(fact))


def prefixes_of(path: str) -> Iterator[str]:
    """Yield ``path``, and the collections on its way, so that an unanswered collection is named as missing."""
    parts = paths.split(path)
    for end in range(1, len(parts)):
        if parts[end] == "*":
            yield paths.join(*parts[:end])
    yield path.removesuffix(".*")


def owner_of_items(collection: str) -> str:
    """Return the variable that stands for one item of a collection."""
    return next(name for name, plural in COLLECTIONS.items() if plural == collection)


def base_of(root: str, item: str) -> str:
    """Return the path a chain begins at for a rule about ``item``."""
    if root in NESTED:
        return item
    if root in COLLECTIONS:
        return ".".join(item.split(".", 2)[:2])
    return "" if root == "as_of" else root


def key_of(owner: str, item: str) -> str:
    """Return the id of the item that has a fact, empty for facts of the venue."""
    return paths.split(item)[1] if owner in COLLECTIONS and item else ""
