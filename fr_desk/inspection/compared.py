"""Two versions of a dossier beside each other, under the law of one day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fr_desk.domain import differences
from fr_desk.domain.differences import Change
from fr_desk.domain.dossier import Dossier
from fr_desk.rules import comparison, engine
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.comparison import Comparison
from fr_desk.rules.findings import Assessment


@dataclass(frozen=True, slots=True)
class Versions:
    """What differs between two versions of a dossier.

    Attributes:
        changes: the answers that differ.
        findings: the findings that came, went or changed, both versions assessed as of the same day; ``None`` if there
            is no other version.
    """

    changes: tuple[Change, ...] = ()
    findings: Comparison | None = None


def compare_versions(
    before: Dossier, after: Dossier, as_of: dt.date, assessed: Assessment | None = None
) -> Versions:
    """Tell two versions apart under the law of one day.

    Args:
        before: the earlier version.
        after: the later one.
        as_of: the day whose law is applied to both.
        assessed: the later version assessed as of that day, if that is known.
    """
    old = engine.assess(before, packs_for(before), as_of)
    new = assessed or engine.assess(after, packs_for(after), as_of)
    return Versions(differences.changes(before, after), comparison.compare(old, new))
