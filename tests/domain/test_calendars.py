"""Periods and the days on which they end."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk.domain.calendars import KOREA_PUBLISHED_UNTIL, Deadline, Period, Term, Unit, add_working_days
from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.derived import CAC_FILING, POLICE_FILING

CN, KR = Jurisdiction.CN, Jurisdiction.KR
UNITS: tuple[Unit, ...] = ("working_days", "days", "hours", "months", "years")
LAST = Deadline(dt.date.max, estimated=True)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_working_days_beyond_the_calendars_end_give_its_last_day_as_an_estimate(
    jurisdiction: Jurisdiction,
) -> None:
    assert add_working_days(dt.date(9999, 12, 1), 30, jurisdiction) == LAST
    assert add_working_days(dt.date.max, 1, jurisdiction) == LAST


@pytest.mark.parametrize("unit", UNITS)
def test_no_period_overflows_the_calendar(unit: Unit) -> None:
    assert Period(100, unit).after(dt.date(9999, 12, 31), CN) == LAST


@settings(max_examples=60, deadline=None)
@given(st.dates(), st.integers(0, 60), st.sampled_from(UNITS), st.sampled_from(Jurisdiction))
def test_a_period_never_ends_before_it_begins(
    start: dt.date, count: int, unit: Unit, jurisdiction: Jurisdiction
) -> None:
    shorter, longer = (Period(n, unit).after(start, jurisdiction) for n in (count, count + 1))

    assert start <= shorter.day <= longer.day


def test_korean_years_beyond_what_is_announced_are_estimates() -> None:
    known = add_working_days(dt.date(KOREA_PUBLISHED_UNTIL, 11, 2), 10, KR)
    unknown = add_working_days(dt.date(KOREA_PUBLISHED_UNTIL, 12, 28), 10, KR)

    assert not known.estimated
    assert unknown.estimated


def test_calendar_days_need_no_calendar_and_are_never_estimates() -> None:
    assert Period(30, "days").after(dt.date(2040, 1, 1), CN) == Deadline(
        dt.date(2040, 1, 31), estimated=False
    )


def test_months_and_years_end_on_the_same_day_or_the_months_last() -> None:
    assert Period(1, "months").after(dt.date(2026, 1, 31), KR).day == dt.date(2026, 2, 28)
    assert Period(2, "years").after(dt.date(2024, 2, 29), CN).day == dt.date(2026, 2, 28)
    assert Period(2, "years").after(dt.date(2025, 5, 1), CN).day == dt.date(2027, 5, 1)


def test_hours_count_as_the_days_they_begin() -> None:
    assert Period(72, "hours").after(dt.date(2026, 3, 1), KR).day == dt.date(2026, 3, 4)
    assert Period(73, "hours").after(dt.date(2026, 3, 1), KR).day == dt.date(2026, 3, 5)


def test_a_negative_period_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Period(-1, "days")
    with pytest.raises(ValueError, match="negative"):
        add_working_days(dt.date(2026, 1, 1), -1, CN)


@pytest.mark.parametrize(
    ("term", "start", "due"),
    [
        (CAC_FILING, "2021-01-01", "2025-07-14"),
        (CAC_FILING, "2025-05-31", "2025-07-14"),
        (CAC_FILING, "2025-06-03", "2025-07-15"),
        (CAC_FILING, "2025-09-26", "2025-11-13"),
        (POLICE_FILING, "2025-03-31", "2025-06-30"),
        (POLICE_FILING, "2025-04-01", "2025-05-01"),
    ],
)
def test_filings_are_due_when_the_law_says(term: Term, start: str, due: str) -> None:
    assert term.due(dt.date.fromisoformat(start)) == Deadline(dt.date.fromisoformat(due), estimated=False)
