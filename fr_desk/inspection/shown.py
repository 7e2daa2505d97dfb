"""The rows of an index in memory: filtered, sorted and counted column by column. Knows no tables and no texts.

A column is read when it is first asked for. What was computed is kept as long as the index does not change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, get_args

from fr_desk.inspection.bits import Tags, mask_of, picked
from fr_desk.inspection.index_tables import STATED
from fr_desk.inspection.wanted import Column, Facet, Wanted
from fr_desk.rules.findings import Outcome
from fr_desk.storage.agreement import AGREEMENTS
from fr_desk.storage.verification import Standing

VERDICTS: Final = ("", "clean", "review", "open", "breached")
"""Verdicts, the worst last."""
STANDINGS: Final[tuple[Standing, ...]] = (
    *("sealed", "unsealed", "unprotected", "unknown_signer"),
    *("not_a_dossier", "unreadable", "mismatch", "changed"),
)
"""What files are worth, the worst last."""
_RANKED: Final[Mapping[str, Mapping[str, int]]] = {
    "verdict": {name: rank for rank, name in enumerate(VERDICTS)},
    "printed": {name: rank for rank, name in enumerate(VERDICTS)},
    "own": {name: rank for rank, name in enumerate(VERDICTS)},
    "agreement": {name: rank for rank, name in enumerate(AGREEMENTS)},
    "standing": {name: rank for rank, name in enumerate(STANDINGS)},
}
_STORED: Final = {"file": "standing"}
"""Columns that are sorted by another one."""
_PLAIN: Final[Mapping[Facet, str]] = {
    "verdict": "verdicts",
    "standing": "standings",
    "agreement": "agreements",
    "kind": "kinds",
    "district": "districts",
    "operator": "operators",
}
"""Facets that stand in a column, and what part of the wishes filters by them."""
_PARTS: Final[Mapping[Facet, str]] = {
    **_PLAIN,
    "rule": "rules",
    "pattern": "patterns",
    "article": "articles",
}

assert set(STANDINGS) == set(get_args(Standing))


class Shown:
    """All rows of one day."""

    def __init__(
        self,
        numbers: Sequence[int],
        column: Callable[[str], Sequence[Any]],
        tags: Tags,
        known: Mapping[str, int],
        articles: Mapping[str, Sequence[str]],
    ) -> None:
        """Take in the rows.

        Args:
            numbers: of the rows, in the order in which they stand if nothing else tells them apart.
            column: reads one column, in the order of the rows.
            tags: of the rows.
            known: numbers of tags by their names.
            articles: the rules behind each article.
        """
        self.numbers = numbers
        self._read, self._tags = column, tags
        self._articles = articles
        self._columns: dict[str, Sequence[Any]] = {}
        self._orders: dict[tuple[str, bool, str], list[int]] = {}
        self._riskiest: list[int] | None = None
        self._every = mask_of(True for _ in numbers)
        self.rules: dict[str, int] = {}
        self.patterns: dict[str, int] = {}
        self._stated: dict[str, dict[str, int]] = {name: {} for name in STATED}
        for name, tag in known.items():
            sort, _, rest = name.partition(":")
            if sort == "pattern":
                self.patterns[rest] = tag
            elif sort in self._stated:
                self._stated[sort][rest] = tag
            else:
                self.rules[rest if sort == Outcome.BREACHED.value else f"{rest}:{sort}"] = tag

    def column(self, name: str) -> Sequence[Any]:
        """Return the values of a column, in the order of the rows."""
        if name not in self._columns:
            self._columns[name] = self._of_tags(name) if name in self._stated else self._read(name)
        return self._columns[name]

    def _of_tags(self, name: str) -> list[str]:
        """Return the values of a column that is kept as tags; empty where a row has none."""
        values = [""] * len(self.numbers)
        for value, tag in self._stated[name].items():
            for place in picked(range(len(values)), self._tags.mask(tag)):
                values[place] = value
        return values

    @cached_property
    def _stands(self) -> int:
        """The rows that stand for their dossiers: one of each, without its further copies and versions."""
        return mask_of(self.column("stands"))

    # filters

    def mask(self, wanted: Wanted, found: int | None, without: Facet | None = None) -> int:
        """Return which rows are wanted.

        Args:
            wanted: the wishes.
            found: the rows that its words were found in; ``None`` if there are no words.
            without: a facet whose own part of the wishes is passed over.
        """
        mask = self._every if found is None else found
        for facet, part in _PARTS.items():
            asked: tuple[str, ...] = getattr(wanted, part)
            if asked and facet != without:
                mask &= self._asked(facet, asked)
        if wanted.since or wanted.until:
            first = wanted.since.toordinal() if wanted.since else 1
            last = wanted.until.toordinal() if wanted.until else 10**7
            mask &= mask_of(day is not None and first <= day <= last for day in self.column("day"))
        return mask & self._stands if wanted.once else mask

    def with_rules(self, rules: Iterable[str]) -> int:
        """Return the rows in which one of some rules is breached; of ``rule:open`` and ``rule:review``, is that."""
        return self._tags.any(self.rules[rule] for rule in rules if rule in self.rules)

    def with_articles(self, articles: Iterable[str]) -> int:
        """Return the rows in which a rule that cites one of some articles is breached; ``:open`` as of rules."""
        asked = set[str]()
        for name in articles:
            article, colon, doubt = name.partition(":")
            asked.update(f"{rule}{colon}{doubt}" for rule in self._articles.get(article, ()))
        return self.with_rules(asked)

    def with_patterns(self, patterns: Iterable[str]) -> int:
        """Return the rows in which what carries one of some patterns is breached; ``:open`` as of rules."""
        return self._tags.any(self.patterns[name] for name in patterns if name in self.patterns)

    def at(self, numbers: Iterable[int]) -> int:
        """Return the mask of rows by their numbers."""
        asked = set(numbers)
        return mask_of(map(asked.__contains__, self.numbers))

    def _asked(self, facet: Facet, values: Iterable[str]) -> int:
        match facet:
            case "rule":
                return self.with_rules(values)
            case "pattern":
                return self.with_patterns(values)
            case "article":
                return self.with_articles(values)
            case _:
                return mask_of(map(set(values).__contains__, self.column(facet)))

    # order

    def ordered(self, wanted: Wanted, mask: int) -> list[int]:
        """Return the numbers of the rows in a mask, in the order that is wanted."""
        order = self._order(wanted.sort, wanted.descending, wanted.group)
        flags = mask.to_bytes(len(self.numbers), "little")
        numbers = self.numbers
        return [numbers[place] for place in order if flags[place]]

    def groups(self, wanted: Wanted, mask: int) -> list[tuple[str, int]]:
        """Return the groups of the rows in a mask with their sizes, in their order; none if no group is wanted."""
        if not wanted.group:
            return []
        sizes = Counter(picked(self.column(wanted.group), mask))
        return sorted(sizes.items(), key=lambda one: _last_if_empty(one[0]))

    def _order(self, sort: Column, descending: bool, group: str) -> list[int]:  # noqa: FBT001 - the key of what is kept
        asked = (sort, descending, group)
        if asked not in self._orders:
            if group:
                names = self.column(group)
                order = sorted(
                    self._order(sort, descending, ""), key=lambda place: _last_if_empty(names[place])
                )
            else:
                order = self._sorted(sort, descending=descending)
            self._orders[asked] = order
        return self._orders[asked]

    def _sorted(self, sort: Column, *, descending: bool) -> list[int]:
        """Return the places of the rows by one column; equal ones by risk, name and place, empty ones last."""
        order = self._by_risk()
        stored = _STORED.get(sort, sort)
        values = self.column(stored)
        ranks = _RANKED.get(stored)
        if ranks is not None:
            weights = [ranks.get(value, -1) for value in values]
            return sorted(order, key=weights.__getitem__, reverse=descending)
        empty = [place for place in order if values[place] in {"", None}]
        rest = [place for place in order if values[place] not in {"", None}]
        rest.sort(key=values.__getitem__, reverse=descending)
        return rest + empty

    def _by_risk(self) -> list[int]:
        """Return the places of the rows by risk, equal ones by name, those without one last, then as given."""
        if self._riskiest is None:
            names, risks = self.column("name"), self.column("risk")
            order = sorted(range(len(self.numbers)), key=lambda place: _last_if_empty(names[place]))
            self._riskiest = sorted(order, key=risks.__getitem__, reverse=True)
        return self._riskiest

    # counts

    def facet(self, facet: Facet, wanted: Wanted, mask: int) -> list[tuple[str, int]]:
        """Return how many rows in a mask have each value, the most frequent first; what is asked for in any case.

        Of rules, articles and patterns, the rows are counted in which they are breached.
        """
        asked: tuple[str, ...] = getattr(wanted, _PARTS[facet])
        names: Iterable[str]
        rows: Callable[[Iterable[str]], int]
        match facet:
            case "rule":
                names, rows = self.rules.keys(), self.with_rules
            case "pattern":
                names, rows = self.patterns.keys(), self.with_patterns
            case "article":
                names, rows = self._articles.keys(), self.with_articles
            case _:
                return _ranked(Counter(picked(self.column(facet), mask)), asked)
        every = {name for name in names if ":" not in name} | set(asked)
        return _ranked({name: (mask & rows((name,))).bit_count() for name in every}, asked)


def _ranked(counts: Mapping[str, int], asked: Iterable[str]) -> list[tuple[str, int]]:
    every = dict.fromkeys(asked, 0) | {name: count for name, count in counts.items() if count}
    return sorted(every.items(), key=lambda one: (-one[1], one[0]))


def _last_if_empty(name: str) -> tuple[bool, str]:
    return not name, name
