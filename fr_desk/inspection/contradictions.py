"""Answers of one dossier that cannot all be true. No law is asked: only whether what is declared fits together.

What nobody has answered contradicts nothing. Each kind is a small function in the modules beside this one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice

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


def contradictions(
    dossier: Dossier, today: dt.date | None = None, dated: dt.date | None = None
) -> tuple[Contradiction, ...]:
    """Return the answers that cannot all be true, each with one sentence.

    Args:
        dossier: the answers.
        today: the day of looking, whatever day's law is applied; what is dated later is not asked for if omitted.
        dated: the latest day that the document bears; the dossier's own if omitted.
    """
    kinds = [(kind.__name__, kind(dossier)) for kind in KINDS]
    if today is not None:
        later = contrary_papers.later_than_today
        kinds.append((later.__name__, later(dossier, today, dated or dossier.as_of)))
    return tuple(
        Contradiction(one.paths[:MOST_PATHS], one.says, name)
        for name, every in kinds
        for one in islice(every, MOST_OF_A_KIND)
    )
