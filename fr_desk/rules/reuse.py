"""Findings that an edit or another day cannot have changed are taken over from the assessment before.

A dossier is immutable, so a part that is the same object has the same answers. Which parts a rule can read is known
from its expressions, its sentences and the facts behind them.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.rules.expression import Chain, reads_of
from fr_desk.rules.findings import Finding, Outcome
from fr_desk.rules.packs import Rule
from fr_desk.rules.parts import COLLECTIONS, NAMED_BY, changed_parts, roots_of_chain, stirred
from fr_desk.rules.sentences import PLACEHOLDER

Place = tuple[str, str]
"""The item a rule is asked of, and the collection that stands instead of its items."""


@dataclass
class Findings:
    """All findings about one dossier on one day, by rule and place."""

    dossier: Dossier
    as_of: dt.date
    by_rule: dict[int, tuple[Rule, frozenset[str], dict[Place, Finding]]] = field(default_factory=dict)
    """The rule is held beside what it reads and its findings, so that its identity is not given to another object."""


_THE_DAY = frozenset({"as_of"})


class _Last:
    """The findings made last on the main thread."""

    findings: Findings | None = None


def forget_findings() -> None:
    """Forget the findings made last."""
    _Last.findings = None


class Reuse:
    """What can be taken over for ``dossier`` on one day, and the record of what is found for the next time."""

    def __init__(self, dossier: Dossier, as_of: dt.date) -> None:
        """Compare with the dossier assessed last; other threads start afresh."""
        self._shared = threading.current_thread() is threading.main_thread()
        last = _Last.findings if self._shared else None
        self._before = last if last and last.dossier.id == dossier.id else None
        self._other_day = self._before is not None and self._before.as_of != as_of
        self._now = Findings(dossier, as_of)
        self._places: dict[str | None, tuple[Place, ...]] = {}
        self._items: dict[tuple[str, frozenset[str]], frozenset[str] | None] = {}
        self._changed = frozenset[str]()
        if self._before:
            self._changed = changed_parts(self._before.dossier, dossier, other_day=self._other_day)

    def places(self, rule: Rule) -> tuple[Place, ...]:
        """Return ``(item, collection)`` for what a rule is asked of.

        An item stands alone; where a collection is unanswered or empty it stands instead of its items; a rule about
        the whole venue has neither.
        """
        if rule.for_each not in self._places:
            self._places[rule.for_each] = tuple(_places(rule.for_each, self._now.dossier))
        return self._places[rule.for_each]

    def of(self, rule: Rule) -> dict[Place, Finding] | None:
        """Return the findings of a rule that still hold at the items that did not change, ``None`` if none do."""
        held = self._before.by_rule.get(id(rule)) if self._before else None
        if held is None or not held[1].isdisjoint(self._changed):
            return None
        found = held[2]
        if self._other_day and rule.consequences:  # what the law lets follow has days of its own
            broken = Outcome.BREACHED in [finding.outcome for finding in found.values()]
            return None if broken else found
        return found

    def all_stand(self, rule: Rule) -> bool:
        """Tell whether not even an item of the collection the rule is asked of has changed, or an item it names."""
        if self._changed <= _THE_DAY:
            return True
        collection = (rule.for_each or "").partition(".")[0]
        if collection in self._changed:
            return False
        named = NAMED_BY.get(collection, {})
        return not any(part in parts_read(rule) and whole in self._changed for part, whole in named.items())

    def changed_items(self, rule: Rule) -> frozenset[str] | None:
        """Return the ids of the items a rule must be asked of again; ``None`` if items came, went or moved."""
        collection = (rule.for_each or "").partition(".")[0]
        parts = parts_read(rule) & frozenset(NAMED_BY.get(collection, ()))
        if (collection, parts) not in self._items:
            self._items[collection, parts] = self._compare(collection, parts)
        return self._items[collection, parts]

    def _compare(self, collection: str, parts: frozenset[str]) -> frozenset[str] | None:
        assert self._before is not None
        last, here = self._before.dossier, self._now.dossier
        before, now = getattr(last, collection), getattr(here, collection)
        if not before or not now or list(before) != list(now):
            return None
        return frozenset(
            key
            for key, item in now.items()
            if before[key] is not item or (parts and parts & stirred(item, last, here))
        )

    def keep(self, rule: Rule, found: dict[Place, Finding]) -> Iterable[Finding]:
        """Record what was found for a rule."""
        self._now.by_rule[id(rule)] = rule, parts_read(rule), found
        return found.values()

    def done(self) -> None:
        """Hand the record to the next assessment."""
        if self._shared:
            _Last.findings = self._now


_PARTS: dict[int, tuple[Rule, frozenset[str]]] = {}
_PARTS_LIMIT = 5_000


def parts_read(rule: Rule) -> frozenset[str]:
    """Return the names of the parts of a dossier a rule can read beside the item it is asked of."""
    held = _PARTS.get(id(rule))
    if held is None:
        if len(_PARTS) >= _PARTS_LIMIT:
            _PARTS.clear()
        roots = {root for chain in _chains(rule) for root in roots_of_chain(chain)}
        if rule.review:
            roots.add("decisions")
        held = _PARTS[id(rule)] = rule, frozenset(roots) - {"@"}
    return held[1]


def _chains(rule: Rule) -> Iterator[Chain]:
    for source in rule.expressions():
        yield from reads_of(source)
    words = [rule.question, rule.settles, rule.applies_to, *(clause.says for clause in rule.clauses)]
    fixes = [fix for clause in rule.clauses for fix in clause.fixes]
    for text in [*words, *(fix.label for fix in fixes)]:
        for lang in (text.zh, text.ko, text.en) if text else ():
            yield from (tuple(name.split(".")) for name in PLACEHOLDER.findall(lang))
    owner = next(
        (name for name, plural in COLLECTIONS.items() if (rule.for_each or "").startswith(plural)), ""
    )
    for edit in (edit for fix in fixes for edit in fix.edits):
        name, star, _ = str(edit["path"]).partition(".*.")
        if star:
            yield owner, name


def _places(for_each: str | None, dossier: Dossier) -> Iterator[Place]:
    if for_each is None:
        yield "", ""
        return
    collection, _, nested = for_each.partition(".")
    outer = paths.get(dossier, collection)
    if not outer:
        yield "", collection
        return
    for key, item in outer.items():
        path = f"{collection}.{key}"
        if not nested:
            yield path, ""
            continue
        inner = getattr(item, nested)
        yield from ((f"{path}.{nested}.{name}", "") for name in inner or ())
        if not inner:
            yield "", f"{path}.{nested}"
