"""What conditions read: the answers of a dossier, unanswered ones left out, joined by the derived facts.

Collections become lists of maps that carry their ``id``; linked facts (``camera.seen``) become lists of the items
they link to, with an empty map at the end while the list is not complete, so that ``exists`` stays unknown.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

from cel_expr_python import cel

from fr_desk.domain import (
    duties,  # noqa: F401 - registers its facts
    face_data,  # noqa: F401 - registers its facts
    faces,  # noqa: F401 - registers its facts
    paths,
    video,  # noqa: F401 - registers its facts
)
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS, LINKS, Fact, Linked
from fr_desk.domain.schema import Value
from fr_desk.rules.behind import Behind
from fr_desk.rules.condition import Condition, condition_of
from fr_desk.rules.expression import Chain, Expression, activation
from fr_desk.rules.memory import Memory
from fr_desk.rules.parts import (
    COLLECTIONS,
    NESTED,
    changed_parts,
    facts_of_owner,
    owner_of_items,
    roots_of,
    stirred,
)
from fr_desk.rules.plain import plain_of, plain_part
from fr_desk.rules.sight import Sight

GLOBALS = (
    *("operator", "organisation", "venue", "zones", "cameras", "activities", "notice", "signs"),
    *("safeguards", "assessment", "filings", "rights", "dossier", "as_of"),
)
VARIABLES = (*GLOBALS, *COLLECTIONS, *NESTED)
_OF_THE_VENUE = ("venue", "dossier", "filings")
"""Owners of facts that are no items."""
_DATED_ITEMS = any(fact.dated and owner in COLLECTIONS for (owner, _), fact in FACTS.items())


class Facts:
    """The facts of one dossier on one date."""

    def __init__(self, dossier: Dossier, as_of: dt.date, before: Facts | None = None) -> None:
        """Compute all facts at once; items are bound as they are asked for.

        Args:
            dossier: whose facts.
            as_of: the day whose law is asked about.
            before: facts of the dossier before an edit or on another day, to take over what cannot have changed.
        """
        self.dossier = dossier
        self.as_of = as_of
        self._items: dict[str, dict[str, dict[str, Any]]] = {}
        self.links: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
        self._bound: dict[str, cel.Activation] = {}
        self._named: dict[str, dict[str, Any]] = {}
        self.sight = Sight()
        self._thinned: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
        self._known: dict[tuple[str, str], bool | None] = {}
        self._behind = Behind(dossier)
        if before is not None and before.dossier is dossier and not _DATED_ITEMS:
            self._adopt(before)
            return
        for collection in COLLECTIONS.values():
            items = getattr(dossier, collection) or {}
            self._items[collection] = {key: plain_part(item) for key, item in items.items()}
        changed = frozenset[str]()
        if before is not None:
            changed = changed_parts(before.dossier, dossier, other_day=before.as_of != as_of)
        for owner in COLLECTIONS:
            self._derive(owner, before, changed)
        self.shared = self._collect_globals(before, changed)

    def _adopt(self, before: Facts) -> None:
        """Take over all but what depends on the day from the facts of the same dossier on another day."""
        self._items, self.links, self._thinned = before._items, before.links, before._thinned
        self._behind = before._behind
        self.shared = {**before.shared, "as_of": self.as_of.isoformat()}
        for owner in _OF_THE_VENUE:
            dated = [fact for fact in facts_of_owner(owner) if fact.dated]
            if dated:
                names = {fact.name for fact in dated}
                kept = {name: value for name, value in self.shared[owner].items() if name not in names}
                self.shared[owner] = kept
                for fact in dated:
                    self._put(kept, fact, "", before)

    def _derive(self, owner: str, before: Facts | None, changed: frozenset[str]) -> None:
        collection = COLLECTIONS[owner]
        facts = facts_of_owner(owner)
        for key, value in (getattr(self.dossier, collection) or {}).items():
            item = self._items[collection][key]
            item["id"] = key
            old = before.item(collection, key, value) if before else None
            if before is None or old is None:
                for fact in facts:
                    self._put(item, fact, key, before)
                continue
            moved = changed | stirred(value, before.dossier, self.dossier)
            stale = [fact for fact in facts if not roots_of(fact).isdisjoint(moved)]
            if not stale:
                self._items[collection][key] = old
                continue
            for fact in facts:
                if fact in stale:
                    self._put(item, fact, key, before)
                elif fact.name in old:
                    item[fact.name] = old[fact.name]

    def item(self, collection: str, key: str, value: Value) -> dict[str, Any] | None:
        """Return what conditions read of an item, if it is still ``value``."""
        same = (getattr(self.dossier, collection) or {}).get(key) is value
        return self._items[collection][key] if same else None

    def _put(self, target: dict[str, Any], fact: Fact, key: str, before: Facts | None) -> None:
        value = fact.compute(self.dossier, key, self.as_of)
        if isinstance(value, Linked):
            linked = [self._thin(value.collection, name, before) for name in value.ids]
            target[fact.name] = linked if value.complete else [*linked, {}]
        elif value is not None:
            target[fact.name] = plain_part(value) if isinstance(value, Value) else plain_of(value)

    def _thin(self, collection: str, key: str, before: Facts | None) -> dict[str, Any]:
        """Return the item's single answers and plain facts: a link leads to an item, not to the parts inside it."""
        item = self._items[collection][key]
        kept = self._thinned.get((collection, key))
        if kept is None or kept[0] is not item:
            kept = before.thinned(collection, key, item) if before else None
        if kept is None:
            kept = (
                item,
                {
                    name: value
                    for name, value in item.items()
                    if name not in _LINKING and type(value) is not dict
                },
            )
        elif before:
            self.sight.keep(kept[1], before.sight)
        self._thinned[collection, key] = kept
        return kept[1]

    def thinned(
        self, collection: str, key: str, item: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Return what links read of an item, if it still reads the same."""
        kept = self._thinned.get((collection, key))
        return kept if kept and kept[0] is item else None

    def _link(self, collection: str, key: str, before: Facts | None) -> dict[str, Any]:
        """Return the item with its own answers and plain facts, without lists that would link back."""
        item = self._items[collection][key]
        kept = before.links.get((collection, key)) if before else None
        if kept is None or kept[0] is not item:
            kept = item, {name: value for name, value in item.items() if name not in _LINKING}
        self.links[collection, key] = kept
        return kept[1]

    def _collect_globals(self, before: Facts | None, changed: frozenset[str]) -> dict[str, Any]:
        found: dict[str, Any] = {"as_of": self.as_of.isoformat(), "dossier": {}}
        for name in GLOBALS[:-2]:
            value = getattr(self.dossier, name)
            if name in self._items:
                if value is not None:
                    found[name] = [self._link(name, key, before) for key in value]
            else:
                found[name] = plain_part(value)
        for owner in _OF_THE_VENUE:
            for fact in facts_of_owner(owner):
                if before is None or not roots_of(fact).isdisjoint(changed):
                    self._put(found[owner], fact, "", before)
                elif fact.name in before.shared[owner]:
                    found[owner][fact.name] = before.shared[owner][fact.name]
        return found

    def holds(self, source: str, item: str = "") -> bool | None:
        """Tell whether a condition is true, false or unknown for ``item`` (``activities.a1``; empty for the venue).

        Each condition is evaluated once for an item, and once for all of them if it reads none. One that does not read
        a whole collection is evaluated once for the same answers, whoever gives them.

        Raises:
            ExpressionError: if the condition fails for another reason than an unanswered question.
        """
        condition = condition_of(source)
        key = source, item if condition.reads_item else ""
        known: bool | None = self._known.get(key, _UNASKED)
        if known is _UNASKED:
            if condition.parts:
                known = self._known[key] = self._all_hold(condition, key[1])
            else:
                known = self._known[key] = self._answer(condition, key[1])
        return known

    def rules_out(self, source: str) -> bool:
        """Tell whether a condition is false whatever item it is asked about, from what it reads of the venue."""
        return False in map(self.holds, condition_of(source).of_the_venue)

    def _all_hold(self, condition: Condition, item: str) -> bool | None:
        """Tell whether all parts of a condition hold; rules share many of them, and each is evaluated once."""
        known: bool | None = True
        for part in condition.parts:
            holds = self.holds(part, item)
            if holds is False:
                return False
            known = known and holds
        return known

    def _answer(self, condition: Condition, item: str) -> bool | None:
        if condition.whole:
            return self._evaluated(condition, item)
        key = self.sight.of(condition, self._variables(item), self.shared)
        known = _ANSWERS.get(key)
        if known is None:
            known = _ANSWERS.put(key, _Answer(self._evaluated(condition, item)))
        return known.holds

    def _evaluated(self, condition: Condition, item: str) -> bool | None:
        return Expression.compile(condition.source, VARIABLES).evaluate(self._bind(item))

    def _bind(self, item: str) -> cel.Activation:
        if item not in self._bound:
            self._bound[item] = activation(VARIABLES, {**self.shared, **self._variables(item)})
        return self._bound[item]

    def _variables(self, item: str) -> dict[str, Any]:
        named = self._named.get(item)
        if named is None:
            named = self._named[item] = self._names(item)
        return named

    def _names(self, item: str) -> dict[str, Any]:
        if not item:
            return {}
        collection, key, *rest = paths.split(item)
        bound: dict[str, Any] = {owner_of_items(collection): self._items[collection][key]}
        if rest:
            nested, inner = rest
            owner = next(name for name, plural in NESTED.items() if plural == nested)
            bound[owner] = {"id": inner, **plain_part(paths.get(self.dossier, item))}
        return bound

    def linked(self, name: str, item: str) -> tuple[str, ...]:
        """Return the paths of the items to which the fact ``name`` of ``item`` leads (``cameras`` of an activity)."""
        collection, key = paths.split(item)[:2]
        fact = FACTS.get((owner_of_items(collection), name))
        value = fact.compute(self.dossier, key, self.as_of) if fact else None
        return (
            tuple(paths.join(value.collection, one) for one in value.ids) if isinstance(value, Linked) else ()
        )

    def paths_behind(self, chain: Chain, item: str) -> tuple[str, ...]:
        """Return the paths of the answers on which ``chain`` rests for a rule about ``item``."""
        return self._behind.chain(chain, item).paths

    def unanswered_behind(self, chain: Chain, item: str) -> tuple[str, ...]:
        """Return those of them that are unanswered."""
        return self._behind.chain(chain, item).unanswered

    def answers_behind(self, chain: Chain, item: str) -> Iterator[str]:
        """Yield path patterns of the answers on which ``chain`` rests for a rule about ``item``."""
        return self._behind.patterns(chain, item)


class _Answer(NamedTuple):
    """What a condition gave."""

    holds: bool | None


_UNASKED: Any = object()
"""Stands for what a condition gives until it is asked."""
_ANSWERS: Memory[tuple[Any, ...], _Answer] = Memory(8_000)
"""What conditions gave for what they saw: the same always gives the same."""


class _Last:
    """The facts computed last."""

    facts: Facts | None = None


def forget_answers() -> None:
    """Forget what conditions gave, and the facts computed last."""
    _ANSWERS.clear()
    _Last.facts = None


def facts_of(dossier: Dossier, as_of: dt.date) -> Facts:
    """Return the facts of ``dossier``; rules and questions that ask about the same one share them.

    Threads beside the main one get facts of their own: CEL's objects must die in the thread that uses them.
    """
    if threading.current_thread() is not threading.main_thread():
        return Facts(dossier, as_of)
    last = _Last.facts
    if last is None or last.dossier is not dossier or last.as_of != as_of:
        same = last is not None and last.dossier.id == dossier.id
        last = _Last.facts = Facts(dossier, as_of, last if same else None)
    return last


_LINKING = frozenset(name for _, name in LINKS)
