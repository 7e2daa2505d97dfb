"""What the desk says beside the findings: deadlines, how long data may be kept, advice, cases that fit.

Each is computed when a page first shows it, for the answers as they are, and kept until they change; the modules behind
it are imported then, because the desk must start without them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from fr_desk.domain.dossier import Dossier
from fr_desk.gui.adviser import Adviser
from fr_desk.gui.document import Document
from fr_desk.gui.finding_sheet import Told
from fr_desk.gui.language import say
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.clocks import ActivityClocks, clocks
from fr_desk.rules.deadlines import Counter, DeadlineStatus, counters, deadlines
from fr_desk.rules.findings import Finding


class Counsel:
    """Asks the rules about a document's answers, each thing once per state of the answers.

    Attributes:
        adviser: the coach, who needs a moment.
    """

    def __init__(self, document: Document, owner: QObject) -> None:
        """Speak about ``document`` as long as ``owner`` lives."""
        self._document = document
        self.adviser = Adviser(document, owner)
        self._about: Dossier | None = None
        self._known: dict[str, Any] = {}

    def _once(self, name: str, compute: Callable[..., Any]) -> Any:
        if self._about is not self._document.dossier:
            self._about = self._document.dossier
            self._known = {}
        if name not in self._known:
            as_of = self._document.assessment.as_of
            self._known[name] = compute(self._about, packs_for(self._about), as_of)
        return self._known[name]

    def deadlines(self) -> tuple[DeadlineStatus, ...]:
        """Return how the deadlines stand, those overdue first."""
        found: tuple[DeadlineStatus, ...] = self._once("deadlines", deadlines)
        return found

    def counters(self) -> tuple[Counter, ...]:
        """Return how far the numbers have come that make duties begin."""
        found: tuple[Counter, ...] = self._once("counters", counters)
        return found

    def filings(self) -> tuple[Counter | DeadlineStatus, ...]:
        """Return the counters, each with the deadline it sets going."""
        counted = self.counters()
        running = {one.id: one for one in self.deadlines()}
        return tuple(entry for one in counted for entry in (one, running.get(one.id)) if entry is not None)

    def kept(self, activity: str) -> ActivityClocks | None:
        """Return how long the data of the activity with the id ``activity`` may be kept."""
        found: tuple[ActivityClocks, ...] = self._once("clocks", clocks)
        return next((one for one in found if one.activity == f"activities.{activity}"), None)

    def cases_like(self, finding: Finding, read: Callable[[str], object]) -> list[Told]:
        """Return the published cases that fit ``finding``, each with the way to read it."""
        from fr_desk.gui.case_rows import place_of  # noqa: PLC0415 - see above
        from fr_desk.rules.cases import similar  # noqa: PLC0415 - see above

        venue = self._document.dossier.venue
        fitting = similar(finding.patterns, venue.jurisdiction, venue.kind)
        return [
            Told(say(case.title), f"{place_of(case)}\n{say(case.outcome)}", partial(read, case.id))
            for case in fitting
        ]
