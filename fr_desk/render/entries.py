"""Findings as a reader meets them: what one rule says, once, with all the places it says it about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fr_desk.i18n import N_
from fr_desk.render.edition import Edition, finding_anchor
from fr_desk.rules.findings import Finding, Outcome

ABOUT = N_("{title} · {item}")
PLACES = N_("{title} · {count} places")


@dataclass(frozen=True, slots=True)
class Entry:
    """The findings of one rule with one outcome."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The first of them, which speaks for all where they say the same."""
        return self.findings[0]

    @property
    def outcome(self) -> Outcome:
        """What became of the rule."""
        return self.first.outcome

    @property
    def anchor(self) -> str:
        """The name of its place in the chapter of findings."""
        return finding_anchor(self.first)

    def title(self, edition: Edition) -> str:
        """Return the rule's short name with the item it is about, or with the number of them."""
        title = self.first.title.get(edition.lang)
        if len(self.findings) > 1:
            return edition.say(PLACES, title=title, count=len(self.findings))
        item = edition.item_name(self.first)
        return edition.say(ABOUT, title=title, item=item) if item else title

    def names(self, edition: Edition) -> str:
        """Return the names of the items it is about, as a list."""
        return edition.listed(edition.item_name(one) for one in self.findings)


def entries(edition: Edition, *outcomes: Outcome) -> tuple[Entry, ...]:
    """Return the findings with these outcomes as entries, in the order of the outcomes.

    What a person decided stands alone, and so does a point on which a decision fell away.
    """
    return tuple(entry for outcome in outcomes for entry in _entries(edition.assessment.of(outcome)))


def _entries(findings: Iterable[Finding]) -> Iterator[Entry]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.decision), []).append(finding)
    return (Entry(tuple(group)) for group in groups.values())


def by_item(edition: Edition) -> dict[str, list[Entry]]:
    """Return what must change or be decided, by the path of the item it is about."""
    found: dict[str, list[Entry]] = {}
    for entry in entries(edition, Outcome.BREACHED, Outcome.REVIEW):
        for finding in entry.findings:
            found.setdefault(finding.item, []).append(entry)
    return found
