"""Working days and the periods counted with them: China's published calendar, Korea's public holidays.

China's working days come from the State Council's yearly notice with its make-up days, which ``chinese_calendar``
holds for the years published so far. Korea's come from ``holidays``: fixed and lunar holidays and the substitutes that
follow from the Public Holidays Act are computed for any year, but single extra holidays (임시공휴일) and the dates of
special elections are in it only once the government has set them. Both countries' days of a year that is not
published yet are therefore estimates, and every deadline that reaches into such a year says so.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Literal

from fr_desk.domain.choices import Jurisdiction

KOREA_PUBLISHED_UNTIL = 2026
"""The last year for which ``holidays`` cites Korea's law and dates as announced; raise it with that library."""

Unit = Literal["working_days", "days", "hours", "months", "years"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period; ``estimated`` when the calendar of a year in it is not published yet."""

    day: dt.date
    estimated: bool


END = Deadline(dt.date.max, estimated=True)
"""What a period that runs beyond the end of the calendar gives."""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a text of law states it."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse what no law can mean.

        Raises:
            ValueError: if the period is negative.
        """
        if self.count < 0:
            raise ValueError("a period cannot be negative")

    @property
    def least_days(self) -> int:
        """The days it has at least, to compare periods."""
        return {"hours": self.count // 24, "months": self.count * 28, "years": self.count * 365}.get(
            self.unit, self.count
        )

    @property
    def most_days(self) -> int:
        """The calendar days it has at most, to compare periods; working days count as they are."""
        return {"hours": -(-self.count // 24), "months": self.count * 31, "years": self.count * 366}.get(
            self.unit, self.count
        )

    def after(self, start: dt.date, jurisdiction: Jurisdiction) -> Deadline:
        """Return its last day if it begins on ``start``, a day that does not count itself."""
        match self.unit:
            case "working_days":
                return add_working_days(start, self.count, jurisdiction)
            case "days":
                return _add_days(start, self.count)
            case "hours":
                return _add_days(start, -(-self.count // 24))
            case "months":
                return _add_months(start, self.count)
            case "years":
                return _add_months(start, 12 * self.count)


@dataclass(frozen=True, slots=True)
class Term:
    """A period of law, with the day by which those had to act for whom it began before the law did."""

    period: Period
    jurisdiction: Jurisdiction
    law_from: dt.date = dt.date.min
    transition_until: dt.date = dt.date.min

    def due(self, start: dt.date) -> Deadline:
        """Return the last day on which to act if it begins on ``start``."""
        if start < self.law_from:
            return Deadline(self.transition_until, estimated=False)
        return self.period.after(start, self.jurisdiction)


def add_working_days(start: dt.date, days: int, jurisdiction: Jurisdiction) -> Deadline:
    """Return the day on which ``days`` working days after ``start`` have passed; ``start`` does not count.

    Beyond the end of the calendar (9999-12-31) it is that day, estimated.

    Raises:
        ValueError: if ``days`` is negative.
    """
    if days < 0:
        raise ValueError("a period cannot be negative")
    day, estimated, left = start, False, days
    while left:
        if day == dt.date.max:
            return END
        day += dt.timedelta(days=1)
        works, known = _is_working_day(day, jurisdiction)
        estimated = estimated or not known
        left -= works
    return Deadline(day, estimated)


def _add_days(start: dt.date, days: int) -> Deadline:
    if (dt.date.max - start).days < days:
        return END
    return Deadline(start + dt.timedelta(days=days), estimated=False)


def _add_months(start: dt.date, months: int) -> Deadline:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > dt.MAXYEAR:
        return END
    last = calendar.monthrange(year, month + 1)[1]
    return Deadline(dt.date(year, month + 1, min(start.day, last)), estimated=False)


def published_until(jurisdiction: Jurisdiction) -> int:
    """Return the last year whose working days are published and known."""
    if jurisdiction is Jurisdiction.KR:
        return KOREA_PUBLISHED_UNTIL
    from chinese_calendar import constants  # noqa: PLC0415 - loaded only when it is asked for

    return int(max(day.year for day in constants.holidays))


@cache
def _is_working_day(day: dt.date, jurisdiction: Jurisdiction) -> tuple[bool, bool]:
    """Tell whether ``day`` is a working day, and whether that is from a published calendar."""
    if jurisdiction is Jurisdiction.CN:
        import chinese_calendar  # noqa: PLC0415 - loaded only when a deadline is asked for

        try:
            return bool(chinese_calendar.is_workday(day)), True
        except NotImplementedError:
            return day.weekday() < 5, False
    import holidays  # noqa: PLC0415 - loaded only when a deadline is asked for

    works = day.weekday() < 5 and day not in holidays.country_holidays("KR", years=day.year)
    return works, day.year <= KOREA_PUBLISHED_UNTIL
