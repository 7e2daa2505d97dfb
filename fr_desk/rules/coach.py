"""The necessity coach: plans like the operator's that came to grief elsewhere, and lawful ways to the same end.

It reads what an activity is for: its category and second uses; its name, aim and reason in the operator's own words.
Reasons given for or against other ways are no triggers. Advice never touches a verdict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Texts
from fr_desk.rules.facts import Facts, facts_of
from fr_desk.rules.findings import Citation
from fr_desk.rules.packs import AdviceSpec, Pack

OWN_WORDS = ("name", "aim", "necessity_reason")
"""The answers of an activity that are read for phrases, in this order."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A hint about one activity.

    Attributes:
        path: the answer that called for it.
        id: of the entry in the pack.
        title: what it is about.
        matched: the phrases found; empty if a choice from a list called for it.
        happened: what happened to others.
        ways: lawful ways to the same end.
        citations: the articles behind it.
        cases: ids of worked cases.
    """

    path: str
    id: str
    title: Texts
    matched: tuple[str, ...]
    happened: Texts
    ways: tuple[Texts, ...]
    citations: tuple[Citation, ...]
    cases: tuple[str, ...]


def advise(dossier: Dossier, packs: Iterable[Pack], as_of: dt.date) -> tuple[Advice, ...]:
    """Return the advice the packs have for a dossier, in the order of its activities.

    Args:
        dossier: the dossier.
        packs: the packs of its country.
        as_of: the day whose law applies.
    """
    facts = facts_of(dossier, as_of)
    applying = [pack for pack in packs if facts.holds(pack.head.applies) is not False]
    return tuple(
        advice
        for key, activity in (dossier.activities or {}).items()
        for pack in applying
        for spec in pack.coach
        if (advice := _advice(spec, paths.join("activities", key), activity, facts)) is not None
    )


def _advice(spec: AdviceSpec, item: str, activity: Activity, facts: Facts) -> Advice | None:
    holds = facts.holds(spec.when, item) if spec.when else True
    if holds is False:
        return None
    spoken = dict(_spoken(spec, activity))
    chosen = list(_chosen(spec, activity)) if holds else []
    places = [*spoken, *chosen]
    if not places:
        return None
    return Advice(
        path=paths.join(item, places[0]),
        id=spec.id,
        title=spec.title,
        matched=tuple(dict.fromkeys(phrase for phrases in spoken.values() for phrase in phrases)),
        happened=spec.happened,
        ways=spec.ways,
        citations=spec.citations,
        cases=spec.cases,
    )


def _spoken(spec: AdviceSpec, activity: Activity) -> Iterator[tuple[str, list[str]]]:
    """Yield the answers in which a phrase is said, and the phrases."""
    from fr_desk.rules.wording import found  # noqa: PLC0415 - its patterns take a while to compile

    for name in OWN_WORDS:
        text = getattr(activity, name)
        phrases = found(text, spec.words.by_language(), spec.innocent.by_language()) if text else []
        if phrases:
            yield name, phrases


def _chosen(spec: AdviceSpec, activity: Activity) -> Iterator[str]:
    """Yield the answers in which a choice alone calls for advice."""
    if activity.category in spec.categories:
        yield "category"
    if any(use in spec.second_uses for use in activity.second_uses or ()):
        yield "second_uses"
