"""Working days: mainland China's published calendar (make-up days included) and Korea's public holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from fr_desk.domain.choices import Jurisdiction


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period; ``estimated`` when the calendar of a year in it is not published yet."""

    day: dt.date
    estimated: bool


def add_working_days(start: dt.date, days: int, jurisdiction: Jurisdiction) -> Deadline:
    """Return the day on which ``days`` working days after ``start`` have passed; ``start`` does not count.

    Raises:
        ValueError: if ``days`` is negative.
    """
    if days < 0:
        raise ValueError("a period cannot be negative")
    day, estimated, left = start, False, days
    while left:
        day += dt.timedelta(days=1)
        works, known = _is_working_day(day, jurisdiction)
        estimated = estimated or not known
        left -= works
    return Deadline(day, estimated)


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

    return day.weekday() < 5 and day not in holidays.country_holidays("KR", years=day.year), True
