"""A pack's conditions tried on its own examples and on generated dossiers: which fail, which nothing ever reaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pydantic import ValidationError

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.examples import EXAMPLE_DAY, described
from fr_desk.rules.expression import Expression, ExpressionError
from fr_desk.rules.facts import VARIABLES, Facts
from fr_desk.rules.generated import complete
from fr_desk.rules.pack_places import conditions_of
from fr_desk.rules.pack_reader import Reading
from fr_desk.rules.pack_schema import Place
from fr_desk.rules.packs import Rule

SEEDS = 2
"""Generated dossiers for each kind of venue."""

UNREACHED = N_("no example reaches this clause; add one in which it is not met")
NEVER_TRUE = N_("this was never true, neither in an example nor in {count} generated dossiers; check it")
NEVER_FALSE = N_(
    "this was never false; add an example the rule does not apply to, or leave the condition out"
)


@dataclass
class _Trial:
    """What a rule's conditions gave so far, by place, and which clauses were not met in an example."""

    gave: dict[Place, set[bool]] = field(default_factory=dict)
    failed: set[int] = field(default_factory=set)
    faults: dict[Place, Texts] = field(default_factory=dict)


def tried(reading: Reading) -> Iterator[tuple[Rule, Place, Texts, bool]]:
    """Yield what trying the rules shows: the rule, the place in it, the sentence, and whether it is a mere warning."""
    if reading.head is None:
        return
    country = reading.head.jurisdiction
    trials = {rule.id: _Trial() for rule in reading.rules}
    for rule in reading.rules:
        for dossier, facts in _examples(rule, country):
            _try(rule, trials[rule.id], dossier, facts, example=True)
    drawn = _drawn(country)
    for dossier in drawn:
        facts = Facts(dossier, EXAMPLE_DAY)
        for rule in reading.rules:
            _try(rule, trials[rule.id], dossier, facts, example=False)
    for rule in reading.rules:
        for place, why, warning in _told(rule, trials[rule.id], len(drawn)):
            yield rule, place, why, warning


@cache
def _drawn(country: Jurisdiction) -> tuple[Dossier, ...]:
    return tuple(complete(kind, country, seed) for kind in VenueKind for seed in range(SEEDS))


def _examples(rule: Rule, country: Jurisdiction) -> Iterator[tuple[Dossier, Facts]]:
    for example in rule.examples:
        try:
            dossier = described(example, country)
        except ValidationError:  # told by the lint, with its place
            continue
        yield dossier, Facts(dossier, example.as_of or EXAMPLE_DAY)


def items_of(rule: Rule, dossier: Dossier) -> list[str]:
    """Return the items a rule is asked of: an empty one for a rule about the whole venue."""
    if rule.for_each is None:
        return [""]
    pattern = ".*.".join(rule.for_each.split(".")) + ".*"
    return [path for path in paths.expand(dossier, pattern) if path.count(".") == pattern.count(".")]


def _try(rule: Rule, trial: _Trial, dossier: Dossier, facts: Facts, *, example: bool) -> None:
    conditions = {place: text for text, place in conditions_of(rule)}
    for item in items_of(rule, dossier):
        gave: dict[Place, bool | None] = {}
        for place, text in conditions.items():
            if place in trial.faults:
                continue
            try:
                Expression.compile(text, VARIABLES)
                gave[place] = facts.holds(text, item)
            except ExpressionError as error:
                trial.faults[place] = error.why
                continue
            if gave[place] is not None:
                trial.gave.setdefault(place, set()).add(bool(gave[place]))
        if example and gave.get(("when",), True):
            trial.failed |= {
                at
                for at in range(len(rule.clauses))
                if gave.get(("clauses", at, "when"), True) and gave.get(("clauses", at, "require")) is False
            }


def _told(rule: Rule, trial: _Trial, drawn: int) -> Iterator[tuple[Place, Texts, bool]]:
    yield from ((place, why, False) for place, why in trial.faults.items())
    for at in range(len(rule.clauses)):
        if at not in trial.failed and ("clauses", at, "require") not in trial.faults:
            yield ("clauses", at, "require"), texts(UNREACHED), False
    for _, place in conditions_of(rule):
        if place not in trial.faults and True not in trial.gave.get(place, ()):
            yield place, texts(NEVER_TRUE, count=drawn), place != ("when",)
    spared = any(example.expect == "not_applicable" for example in rule.examples)
    if rule.when and not spared and False not in trial.gave.get(("when",), ()):
        yield ("when",), texts(NEVER_FALSE), True
