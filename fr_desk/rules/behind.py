"""Which answers stand behind what a condition reads: what a finding names as missing, and what it shows as read.

Only the dossier counts, whatever the day: which answers a fact rests on is the same under any law.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fr_desk.domain import paths
from fr_desk.domain.derived import effective_path
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS, LINKS, Fact
from fr_desk.rules.expression import Chain
from fr_desk.rules.parts import COLLECTIONS, NESTED, base_of, key_of, owner_of_items, prefixes_of


class Rest(NamedTuple):
    """The paths of the answers on which something rests, and those of them that are unanswered."""

    paths: tuple[str, ...]
    unanswered: tuple[str, ...]


class Way(NamedTuple):
    """Where a chain leads, whatever the dossier."""

    root: str
    names: Chain
    """What is read of the root; an item's id is no answer."""
    fact: Fact | None
    """The fact that is read first, if it is one."""
    beyond: Chain
    """What is read of each item it leads to, empty if it leads to none or nothing is read of them."""
    of_item: bool
    """Whether it begins at the item a rule is asked about."""


@lru_cache(maxsize=4096)
def way_of(chain: Chain) -> Way:
    """Return where a chain leads."""
    root, *names = chain
    if names[-1:] == ["id"]:
        names.pop()
    fact = FACTS.get((root, names[0])) if names else None
    beyond: Chain = ()
    if fact is not None and len(names) > 2 and (root, fact.name) in LINKS:
        beyond = (LINKS[root, fact.name], *names[2:])
    elif fact is None and root in COLLECTIONS.values() and names[:1] == ["*"] and len(names) > 1:
        beyond = (owner_of_items(root), *names[1:])
    return Way(root, tuple(names), fact, beyond, root in COLLECTIONS or root in NESTED)


class Behind:
    """The answers behind the facts and chains of one dossier, each looked up once."""

    def __init__(self, dossier: Dossier) -> None:
        """Begin with nothing looked up."""
        self._dossier = dossier
        self._chains: dict[tuple[Chain, str], Rest] = {}
        self._patterns: dict[str, Rest] = {}

    def chain(self, chain: Chain, item: str) -> Rest:
        """Return on what ``chain`` rests for a rule about ``item``."""
        way = way_of(chain)
        key = chain, item if way.of_item else ""
        known = self._chains.get(key)
        if known is None:
            rests = [self._pattern(pattern) for pattern in self._own(way, item)]
            if way.beyond:
                rests += [self.chain(way.beyond, one) for one in self._led_to(way, item)]
            known = self._chains[key] = rests[0] if len(rests) == 1 else _together(rests)
        return known

    def patterns(self, chain: Chain, item: str) -> Iterator[str]:
        """Yield path patterns of the answers on which ``chain`` rests for a rule about ``item``."""
        way = way_of(chain)
        yield from self._own(way, item)
        if way.beyond:
            for one in self._led_to(way, item):
                yield from self.patterns(way.beyond, one)

    def _pattern(self, pattern: str) -> Rest:
        known = self._patterns.get(pattern)
        if known is None:
            found = tuple(paths.expand(self._dossier, pattern)) if "*" in pattern else (pattern,)
            missing = tuple([path for path in found if paths.get(self._dossier, path) is None])
            known = self._patterns[pattern] = Rest(found, missing)
        return known

    def _own(self, way: Way, item: str) -> Iterator[str]:
        """Yield the patterns of a chain itself, as far as the items it leads to."""
        if way.fact is not None:
            key = key_of(way.root, item)
            owner = paths.join(COLLECTIONS.get(way.root, ""), key)
            for path in way.fact.rests_on(self._dossier, key, ".".join(way.names[1:])):
                yield effective_path(self._dossier, path, owner)
        elif way.beyond:
            yield way.root
        else:
            base = base_of(way.root, item)
            if base and (way.names or way.root in COLLECTIONS.values()):
                yield from prefixes_of(paths.join(base, *way.names))

    def _led_to(self, way: Way, item: str) -> list[str]:
        """Return the paths of the items a chain leads to."""
        if way.fact is None:
            return [f"{way.root}.{key}" for key in getattr(self._dossier, way.root) or ()]
        linked = way.fact.compute(self._dossier, key_of(way.root, item), dt.date.min)
        return [f"{linked.collection}.{key}" for key in linked.ids]


def _together(rests: list[Rest]) -> Rest:
    """Return what several things rest on, each answer once."""
    every = dict.fromkeys([path for rest in rests for path in rest.paths])
    missing = dict.fromkeys([path for rest in rests for path in rest.unanswered])
    return Rest(tuple(every), tuple(missing))
