"""What a condition sees of the answers: as little as decides what it gives, so that equal sights give equal results."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from fr_desk.rules.condition import Condition
from fr_desk.rules.expression import Chain
from fr_desk.rules.memory import Memory

_SINGLE = frozenset({str, bool, int, float, type(None)})
"""Kinds of answers that are what they are, without parts."""
_NUMBERS: Memory[tuple[Any, ...], int] = Memory(2_000)
_NEXT = itertools.count(1)


def _number_of(content: tuple[Any, ...]) -> int:
    """Return a number that stands for ``content`` and nothing else, so that it is hashed once."""
    return _NUMBERS.get(content) or _NUMBERS.put(content, next(_NEXT))


class Sight:
    """Looks at facts for conditions; the facts must be kept as long as this is."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._frozen: dict[int, int] = {}
        """Numbers that stand for the content of mappings and lists, by their identity."""

    def of(
        self, condition: Condition, named: Mapping[str, Any], shared: Mapping[str, Any]
    ) -> tuple[Any, ...]:
        """Return the condition's text and what it sees of the answers it reads, ``None`` for what is unanswered.

        Of a list that it only loops through that is which kinds of entries there are, not how many.

        Args:
            condition: who looks.
            named: the facts of the item it is asked about, by variable.
            shared: those of the venue.
        """
        seen: list[Any] = [condition.source]
        for root, names, look in condition.reads:
            node: Any = named[root] if root in named else shared.get(root)
            for name in names:
                node = node.get(name) if type(node) is dict else None
            kind = type(node)
            if look is None or (kind is not list and kind is not str):
                seen.append(node if kind in _SINGLE else self._number(node))
                continue
            if look.size:
                seen.append(len(node))
            if look.loops:
                seen.append(self._kinds(node, look.within) if kind is list else node)
        return tuple(seen)

    def keep(self, node: Any, before: Sight) -> None:
        """Take over what is known of a mapping that was looked at before."""
        if id(node) in before._frozen:
            self._frozen[id(node)] = before._frozen[id(node)]

    def _kinds(self, entries: list[Any], within: tuple[Chain, ...]) -> frozenset[Any]:
        """Return what kinds of entries there are, told apart by what is read of them."""
        if len(within) == 1 and len(within[0]) == 1:
            name = within[0][0]
            found = [one.get(name) if type(one) is dict else None for one in entries]
            return frozenset([one if type(one) in _SINGLE else self._number(one) for one in found])
        return frozenset([tuple([self._part(one, chain) for chain in within]) for one in entries])

    def _part(self, node: Any, chain: Chain) -> Any:
        for name in chain:
            node = node.get(name) if type(node) is dict else None
        return node if type(node) in _SINGLE else self._number(node)

    def _number(self, node: Any) -> Any:
        """Return a number that stands for the content of a mapping or list; anything else as it is."""
        if type(node) is not list and type(node) is not dict:
            return node
        known = self._frozen.get(id(node))
        if known is None:
            held = node.items() if type(node) is dict else enumerate(node)
            content = tuple([(name, self._number(value)) for name, value in held])
            known = self._frozen[id(node)] = _number_of(content)
        return known
