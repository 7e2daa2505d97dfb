"""Why a question is asked: the rules that rest on its answer, read off the rules themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.visible import pattern_of
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.expression import reads_of
from fr_desk.rules.facts import Facts
from fr_desk.rules.packs import Pack, Rule

_PROBE = {
    "zones": {"z1": {}},
    "cameras": {"c1": {"zone": "z1", "sees": ["z1"], "activities": ["a1"], "face_function": "licensed_off"}},
    "activities": {"a1": {"processors": {"i1": {}}, "recipients": {"i1": {}}}},
    "signs": {"s1": {"zone": "z1"}},
}
"""A venue with one of everything: asked of it, every fact names the answers it rests on."""
_ITEMS = {
    None: "",
    "zones": "zones.z1",
    "cameras": "cameras.c1",
    "activities": "activities.a1",
    "signs": "signs.s1",
    "activities.processors": "activities.a1.processors.i1",
    "activities.recipients": "activities.a1.recipients.i1",
}


def _about(rule: Rule) -> Iterator[str]:
    """Yield the answers at which the rule shows its findings."""
    item = _ITEMS[rule.for_each]
    for clause in rule.clauses:
        for path in clause.about:
            yield path[1:] if path.startswith("/") else paths.join(item, path.removeprefix("."))


def _reads(rule: Rule, facts: Facts) -> Iterator[str]:
    """Yield the answers the rule's conditions rest on."""
    item = _ITEMS[rule.for_each]
    for text in rule.expressions():
        for chain in reads_of(text):
            yield from facts.paths_behind(chain, item)


def _unanswered() -> dict[str, object]:
    """Return the parts of a dossier with nothing in them, not even checked: they are only asked what they hold."""
    makes = {name: field.default_factory for name, field in Dossier.model_fields.items()}
    return {
        name: make.model_construct()
        for name, make in makes.items()
        if isinstance(make, type) and issubclass(make, BaseModel)
    }


@cache
def _index_of(country: Jurisdiction | None) -> dict[str, list[tuple[Pack, Rule]]]:
    """Return the rules of a country by the pattern of every answer they rest on."""
    probe = Dossier.model_validate({**_unanswered(), **_PROBE, "venue": {"jurisdiction": country}})
    facts = Facts(probe, dt.date.min)
    found: dict[str, dict[str, tuple[Pack, Rule]]] = {}
    entries = [(pack, rule) for pack in packs_for(probe) for rule in pack.rules]
    for source in (_about, lambda rule: _reads(rule, facts)):
        for pack, rule in entries:
            for path in source(rule):
                if path:
                    found.setdefault(pattern_of(path), {}).setdefault(rule.id, (pack, rule))
    return {pattern: list(rules.values()) for pattern, rules in found.items()}


def reasons(path: str, dossier: Dossier) -> list[tuple[Pack, Rule]]:
    """Return the rules of the dossier's country that rest on the answer at ``path``, the nearest first.

    A collection stands for the answers in it.
    """
    index = _index_of(dossier.venue.jurisdiction)
    pattern = pattern_of(path)
    found = {rule.id: (pack, rule) for pack, rule in index.get(pattern, [])}
    if not found and paths.spec_at(path).kind == "keyed":
        for other, rules in index.items():
            if other.startswith(f"{pattern}.*"):
                found |= {rule.id: (pack, rule) for pack, rule in rules}
    return [entry for entry in found.values() if entry[1].why is not None]
