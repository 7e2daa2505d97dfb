"""Where in a pack's entries conditions and edits stand, so that what is wrong with one is told with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from fr_desk.rules.pack_schema import Place
from fr_desk.rules.packs import Rule
from fr_desk.rules.timing import DeadlineSpec


def conditions_in(entry: BaseModel) -> Iterator[tuple[str, Place]]:
    """Yield the conditions, and the answers named, of an entry of a part other than rules, each with its place."""
    when = getattr(entry, "when", "")
    if isinstance(when, str) and when:
        yield when, ("when",)
    if isinstance(entry, DeadlineSpec):
        yield from ((text, ()) for text in entry.further_conditions())
        named = {name: getattr(entry, name) for name in ("starts", "due", "done", "done_on")}
        yield from ((text, (name,)) for name, text in named.items() if text)


def conditions_of(rule: Rule) -> Iterator[tuple[str, Place]]:
    """Yield every condition of a rule with its place in the rule."""
    yield from ((text, (name,)) for name, text in (("when", rule.when), ("review", rule.review)) if text)
    for at, clause in enumerate(rule.clauses):
        pairs = (("when", clause.when), ("require", clause.require))
        yield from ((text, ("clauses", at, name)) for name, text in pairs if text)


def edits_of(rule: Rule) -> Iterator[tuple[dict[str, Any], Place]]:
    """Yield every edit of a rule's fixes with its place in the rule."""
    for at, clause in enumerate(rule.clauses):
        for fix, spec in enumerate(clause.fixes):
            for number, edit in enumerate(spec.edits):
                yield edit, ("clauses", at, "fixes", fix, "edits", number)
