"""Answers of one dossier that cannot all be true. No law is asked: only whether what is declared fits together.

What nobody has answered contradicts nothing. Each kind is a small function in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fr_desk.domain.dossier import Dossier
from fr_desk.inspection import contrary_data, contrary_papers, contrary_people, contrary_places
from fr_desk.inspection.view import Contradiction

MOST_OF_A_KIND = 12
"""Contradictions of one kind that are told: a device list filled in carelessly has thousands."""
MOST_PATHS = 40
"""Answers that one contradiction names."""

Kind = Callable[[Dossier], Iterator[Contradiction]]
KINDS: tuple[Kind, ...] = (
    *contrary_places.KINDS,
    *contrary_data.KINDS,
    *contrary_people.KINDS,
    *contrary_papers.KINDS,
)
"""Every kind that is looked for, those about places and devices first."""


def contradictions(dossier: Dossier) -> tuple[Contradiction, ...]:
    """Return the answers that cannot all be true, each with one sentence."""
    found: list[Contradiction] = []
    for kind in KINDS:
        for number, one in enumerate(kind(dossier)):
            if number == MOST_OF_A_KIND:
                break
            found.append(Contradiction(one.paths[:MOST_PATHS], one.says, kind.__name__))
    return tuple(found)
