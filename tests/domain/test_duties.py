"""What the operator as a whole owes: audits, filings that changed, data handed to others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain import duties
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS

DAY = dt.date(2026, 11, 21)


def fact(name: str, given: dict[str, Any], key: str = "", day: dt.date = DAY) -> Any:
    owner, _, short = name.partition(".")
    found = FACTS[owner, short]
    assert found.compute.__module__ == duties.__name__
    return found.compute(Dossier.model_validate(given), key, day)


@pytest.mark.parametrize(("filed", "known"), [(None, False), (False, False), (True, True)])
def test_a_filing_counts_only_once_it_has_been_said(filed: bool | None, known: bool) -> None:
    assert fact("filings.cac_filed", {"filings": {"cac": {"filed": filed}}}) is known


@pytest.mark.parametrize(
    ("name", "answer"), [("cac_change_overdue", "changed_on"), ("cac_end_overdue", "ended_on")]
)
def test_a_change_is_filed_within_thirty_working_days(name: str, answer: str) -> None:
    given = {"filings": {"cac": {answer: "2025-06-03"}}}

    assert fact(f"filings.{name}", {}) is False
    assert fact(f"filings.{name}", given, day=dt.date(2025, 7, 15)) is False
    assert fact(f"filings.{name}", given, day=dt.date(2025, 7, 16)) is True


@pytest.mark.parametrize(
    ("name", "answer", "last"),
    [
        ("audited_lately", "audited_on", dt.date(2026, 3, 1)),
        ("minors_audited_lately", "minors_audited_on", dt.date(2025, 3, 1)),
    ],
)
def test_an_audit_is_late_from_the_day_after_its_period(name: str, answer: str, last: dt.date) -> None:
    given = {"organisation": {answer: "2024-03-01"}}

    assert fact(f"dossier.{name}", {}) is None
    assert fact(f"dossier.{name}", given, day=last) is True
    assert fact(f"dossier.{name}", given, day=last + dt.timedelta(days=1)) is False


@pytest.mark.parametrize(
    ("activities", "handed"),
    [
        (None, False),
        ({"a1": {}}, False),
        ({"a1": {"processors": {}, "recipients": {}}}, False),
        ({"a1": {}, "a2": {"recipients": {"i1": {}}}}, True),
        ({"a1": {"processors": {"i1": {}}}}, True),
    ],
)
def test_data_are_handed_over_once_an_answer_names_somebody(activities: Any, handed: bool) -> None:
    assert fact("dossier.hands_over", {"activities": activities}) is handed


def test_a_statute_counts_for_the_recipient_it_is_named_for() -> None:
    given = {"activities": {"a1": {"recipients": {"i1": {"statute": "《刑事诉讼法》"}, "i2": {}}}}}

    assert fact("activity.statutory_recipients", given, "a1") == ("i1",)
    assert fact("activity.statutory_recipients", {"activities": {"a1": {}}}, "a1") == ()
