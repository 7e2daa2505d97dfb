"""What conditions read: the answers of a dossier, unanswered ones left out, joined by the derived facts.

Collections become lists of maps that carry their ``id``; linked facts (``camera.seen``) become lists of the items
they link to, with an empty map at the end while the list is not complete, so that ``exists`` stays unknown.
"""

from __future__ import annotations

import datetime as dt
import itertools
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
from fr_desk.domain.derived import effective_path
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS, LINKS, Fact, Linked
from fr_desk.domain.schema import Value
from fr_desk.rules.condition import Condition, condition_of
from fr_desk.rules.expression import Chain, Expression, activation
from fr_desk.rules.memory import Memory
from fr_desk.rules.parts import (
    COLLECTIONS,
    NESTED,
    base_of,
    changed_parts,
    facts_of_owner,
    key_of,
    owner_of_items,
    prefixes_of,
    roots_of,
    stirred,
)
from fr_desk.rules.plain import plain_of, plain_part

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
        self._items: dict[str, dict[str, dict[str, Any]]] = {
            collection: {key: plain_part(item) for key, item in (getattr(dossier, collection) or {}).items()}
            for collection in COLLECTIONS.values()
        }
        self.links: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
        self._bound: dict[str, cel.Activation] = {}
        self._named: dict[str, dict[str, Any]] = {}
        self.frozen: dict[int, int] = {}
        """Numbers that stand for the content of mappings and lists, by their identity."""
        self._thinned: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
        self._known: dict[tuple[str, str], bool | None] = {}
        self._behind: dict[tuple[Chain, str], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        changed = frozenset(Dossier.model_fields)
        if before is not None and before.dossier is dossier and not _DATED_ITEMS:
            self._adopt(before)
            return
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
            old = before.item(collection, key, value) if before else None
            moved = changed | stirred(value, before.dossier, self.dossier) if before and old else changed
            stale = [fact for fact in facts if old is None or not roots_of(fact).isdisjoint(moved)]
            if old is not None and not stale:
                self._items[collection][key] = old
                continue
            item = self._items[collection][key]
            item["id"] = key
            for fact in facts:
                if fact in stale:
                    self._put(item, fact, key, before)
                elif old is not None and fact.name in old:
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
            target[fact.name] = plain_of(value)

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
        elif before and id(kept[1]) in before.frozen:
            self.frozen[id(kept[1])] = before.frozen[id(kept[1])]
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
        key = (source, item if condition.reads_item else "")
        if key not in self._known:
            if condition.parts:
                self._known[key] = self._all_hold(condition.parts, key[1])
            else:
                self._known[key] = self._answer(condition, key[1])
        return self._known[key]

    def rules_out(self, source: str) -> bool:
        """Tell whether a condition is false whatever item it is asked about, from what it reads of the venue."""
        return any(self.holds(part) is False for part in condition_of(source).of_the_venue)

    def _all_hold(self, parts: tuple[str, ...], item: str) -> bool | None:
        """Tell whether all parts of a condition hold; rules share many of them, and each is evaluated once."""
        known: bool | None = True
        for part in parts:
            holds = self.holds(part, item)
            if holds is False:
                return False
            known = known and holds
        return known

    def _answer(self, condition: Condition, item: str) -> bool | None:
        if condition.whole:
            return self._evaluated(condition, item)
        key = (condition.source, *self._seen(condition, item))
        known = _ANSWERS.get(key)
        if known is None:
            known = _ANSWERS.put(key, _Answer(self._evaluated(condition, item)))
        return known.holds

    def _evaluated(self, condition: Condition, item: str) -> bool | None:
        return Expression.compile(condition.source, VARIABLES).evaluate(self._bind(item))

    def _seen(self, condition: Condition, item: str) -> Iterator[Any]:
        """Yield what a condition sees of the answers it reads, ``None`` for what is unanswered.

        Of a list that it only loops through that is which kinds of entries there are, not how many.
        """
        named = self._variables(item)
        for root, names, look in condition.reads:
            node: Any = named[root] if root in named else self.shared.get(root)
            for name in names:
                node = node.get(name) if type(node) is dict else None
            kind = type(node)
            if look is None or (kind is not list and kind is not str):
                yield node if kind in _SINGLE else self._frozen(node)
                continue
            if look.size:
                yield len(node)
            if look.loops:
                yield self._kinds(node, look.within) if kind is list else node

    def _kinds(self, entries: list[Any], within: tuple[Chain, ...]) -> frozenset[Any]:
        """Return what kinds of entries there are, told apart by what is read of them."""
        if len(within) == 1 and len(within[0]) == 1:
            name = within[0][0]
            found = [one.get(name) if type(one) is dict else None for one in entries]
            return frozenset([one if type(one) in _SINGLE else self._frozen(one) for one in found])
        return frozenset([tuple([self._part(one, chain) for chain in within]) for one in entries])

    def _part(self, node: Any, chain: Chain) -> Any:
        for name in chain:
            node = node.get(name) if type(node) is dict else None
        return node if type(node) in _SINGLE else self._frozen(node)

    def _frozen(self, node: Any) -> Any:
        if type(node) is not list and type(node) is not dict:
            return node
        known = self.frozen.get(id(node))
        if known is None:
            held = node.items() if type(node) is dict else enumerate(node)
            content = tuple((name, self._frozen(value)) for name, value in held)
            known = self.frozen[id(node)] = _number_of(content)
        return known

    def _bind(self, item: str) -> cel.Activation:
        if item not in self._bound:
            self._bound[item] = activation(VARIABLES, {**self.shared, **self._variables(item)})
        return self._bound[item]

    def _variables(self, item: str) -> dict[str, Any]:
        if item not in self._named:
            self._named[item] = self._names(item)
        return self._named[item]

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
        return self._paths_behind(chain, item)[0]

    def unanswered_behind(self, chain: Chain, item: str) -> tuple[str, ...]:
        """Return those of them that are unanswered."""
        return self._paths_behind(chain, item)[1]

    def _paths_behind(self, chain: Chain, item: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        key = chain, item if chain[0] in COLLECTIONS or chain[0] in NESTED else ""
        known = self._behind.get(key)
        if known is None:
            patterns = self.answers_behind(chain, key[1])
            found = (path for pattern in patterns for path in paths.expand(self.dossier, pattern))
            behind = tuple(dict.fromkeys(found))
            known = self._behind[key] = behind, paths.unanswered(self.dossier, behind)
        return known

    def answers_behind(self, chain: Chain, item: str) -> Iterator[str]:
        """Yield path patterns of the answers on which ``chain`` rests for a rule about ``item``."""
        root, *rest = chain
        if rest[-1:] == ["id"]:
            rest.pop()
        base = base_of(root, item)
        owner = root if root in COLLECTIONS else base
        fact = FACTS.get((owner, rest[0])) if rest else None
        if fact is not None:
            yield from self._behind_fact(fact, key_of(owner, item), rest[1:])
        elif root in COLLECTIONS.values() and rest[:1] == ["*"] and len(rest) > 1:
            yield root
            for key in getattr(self.dossier, root) or {}:
                yield from self.answers_behind((owner_of_items(root), *rest[1:]), f"{root}.{key}")
        elif base and (rest or root in COLLECTIONS.values()):
            yield from prefixes_of(paths.join(base, *rest))

    def _behind_fact(self, fact: Fact, key: str, rest: list[str]) -> Iterator[str]:
        item = paths.join(COLLECTIONS.get(fact.owner, ""), key)
        for path in fact.rests_on(self.dossier, key, ".".join(rest)):
            yield effective_path(self.dossier, path, item)
        value = fact.compute(self.dossier, key, self.as_of) if rest else None
        if isinstance(value, Linked) and len(rest) > 1:
            for name in value.ids:
                linked = paths.join(value.collection, name)
                yield from self.answers_behind((owner_of_items(value.collection), *rest[1:]), linked)


class _Answer(NamedTuple):
    """What a condition gave."""

    holds: bool | None


_ANSWERS: Memory[tuple[Any, ...], _Answer] = Memory(8_000)
"""What conditions gave for what they saw: the same always gives the same."""


_SINGLE = frozenset({str, bool, int, float, type(None)})
"""Kinds of answers that are what they are, without parts."""
_NUMBERS: Memory[tuple[Any, ...], int] = Memory(2_000)
_NEXT = itertools.count(1)


def _number_of(content: tuple[Any, ...]) -> int:
    """Return a number that stands for ``content`` and nothing else, so that it is hashed once."""
    return _NUMBERS.get(content) or _NUMBERS.put(content, next(_NEXT))


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
