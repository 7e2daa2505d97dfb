"""What a pack declares about time: deadlines with their counters, and how long each kind of data is kept.

``deadlines.yaml`` and ``clocks.yaml`` are lists of these. The dates of the two filings, which facts of the domain also
need, stand in the domain (:data:`TERMS`); everything else stands in the pack.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from fr_desk.domain.calendars import Period, Term, Unit
from fr_desk.domain.derived import CAC_FILING, POLICE_FILING
from fr_desk.i18n import N_, Texts
from fr_desk.rules.findings import Citation, Level
from fr_desk.rules.instruments import InForce

ONE_UNIT = N_("a period has exactly one unit and is not negative")
ONE_LENGTH = N_("exactly one of term, period, due and at_once is told")
ONE_LIMIT = N_("exactly one of floor, ceiling and until is told")
CONDITION_IN_WORDS = N_("a condition is told both as an expression and in words")

TermName = Literal["cac_filing", "police_filing"]
TERMS: dict[TermName, Term] = {"cac_filing": CAC_FILING, "police_filing": POLICE_FILING}
"""Periods that facts of the domain also count with, by the name a pack calls them."""

Data = Literal[
    "video",
    "face_picture",
    "template",
    "match_log",
    "unmatched",
    "access_log",
    "consent_record",
    "assessment_report",
    "records",
]
"""Kinds of data that are kept: the clocks of an activity, and the records of handing data over."""
Until = Literal["purpose", "deleted", "template_made"]
"""Ceilings that are no number: the purpose is achieved; not to be kept at all; the template has been made."""


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class PeriodSpec(_Closed):
    """A period as a text states it, in exactly one unit: ``{working_days: 30}``."""

    working_days: int | None = None
    days: int | None = None
    hours: int | None = None
    months: int | None = None
    years: int | None = None

    @model_validator(mode="after")
    def _one_unit(self) -> PeriodSpec:
        told = self.model_dump(exclude_none=True)
        if len(told) != 1 or min(told.values()) < 0:
            raise ValueError(ONE_UNIT)
        return self

    @property
    def value(self) -> Period:
        """The period."""
        units: tuple[Unit, ...] = ("working_days", "days", "hours", "months", "years")
        return next(Period(count, unit) for unit in units if (count := getattr(self, unit)) is not None)


class CaseSpec(_Closed):
    """What a counter says where a condition holds; ``{count}`` and ``{threshold}`` stand for the numbers."""

    state: Literal["below", "near", "reached", "exempt"]
    when: str
    says: Texts


class CounterSpec(_Closed):
    """A number that makes a duty begin, counted from the answers.

    ``count`` names an answer or a fact that is a lower bound, ``total`` the one that is known only when everything is
    answered. The first case whose condition holds is said, else ``otherwise``.
    """

    title: Texts
    cases: tuple[CaseSpec, ...]
    otherwise: Texts
    when: str = ""
    count: str = ""
    total: str = ""
    threshold: int | None = None


class DeadlineSpec(_Closed):
    """A deadline: from which day, for how long, what shows that it was met.

    ``starts`` is the answer with the day; ``begins`` the condition that makes it begin while that day is not told, and
    ``may_never_start`` says that an untold day means it has not come. ``due`` names a day the venue set itself. Without
    any of them the entry is a standing period, which begins with each case (a request, a leak), or, with ``at_once``,
    a duty without a number of days. A ``quiet`` entry is left out while it is not known whether it concerns the venue.
    """

    id: str
    title: Texts
    says: Texts
    cites: tuple[str, ...]
    level: Level = "must"
    in_force: InForce = InForce()
    when: str = ""
    quiet: bool = False
    starts: str = ""
    begins: str = ""
    may_never_start: bool = False
    due: str = ""
    at_once: bool = False
    term: TermName | None = None
    period: PeriodSpec | None = None
    repeats: bool = False
    done: str = ""
    done_on: str = ""
    counter: CounterSpec | None = None
    citations: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _length_is_told_once(self) -> DeadlineSpec:
        if sum((self.term is not None, self.period is not None, bool(self.due), self.at_once)) != 1:
            raise ValueError(ONE_LENGTH)
        return self

    def further_conditions(self) -> tuple[str, ...]:
        """Return the conditions beside ``when``."""
        counted = (self.counter.when, *(case.when for case in self.counter.cases)) if self.counter else ()
        return tuple(text for text in (self.begins, *counted) if text)


class ClockSpec(_Closed):
    """One limit on how long some kinds of data are kept: a floor, a ceiling in days, or what ends the keeping."""

    id: str
    data: tuple[Data, ...]
    cites: tuple[str, ...]
    level: Level = "must"
    in_force: InForce = InForce()
    when: str = ""
    condition: Texts | None = None
    """The condition in words, said while it is not known whether it holds: ``if the car park is …``."""
    floor: PeriodSpec | None = None
    ceiling: PeriodSpec | None = None
    until: Until | None = None
    citations: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _one_limit(self) -> ClockSpec:
        if sum(limit is not None for limit in (self.floor, self.ceiling, self.until)) != 1:
            raise ValueError(ONE_LIMIT)
        if bool(self.when) != (self.condition is not None):
            raise ValueError(CONDITION_IN_WORDS)
        return self
