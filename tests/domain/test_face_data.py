"""How many people's faces are stored, and whether any data live abroad."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain import face_data
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.registry import FACTS

DAY = dt.date(2026, 11, 21)


def fact(name: str, given: dict[str, Any], key: str = "") -> Any:
    owner, _, short = name.partition(".")
    found = FACTS[owner, short]
    assert found.compute.__module__ == face_data.__name__
    return found.compute(Dossier.model_validate(given), key, DAY)


@pytest.mark.parametrize(
    ("storage", "abroad"),
    [
        ({}, False),
        ({"templates": ["device"], "pictures": ["nowhere"]}, False),
        ({"pictures": ["device", "abroad"]}, True),
        ({"logs": ["abroad"]}, True),
    ],
)
def test_data_live_abroad_once_one_answer_says_so(storage: dict[str, list[str]], abroad: bool) -> None:
    given = {"activities": {"a1": {"storage": storage}}}

    assert fact("activity.stored_abroad", given, "a1") is abroad


def test_persons_stored_are_known_only_when_every_activity_says() -> None:
    some = {"activities": {"a1": {"persons_stored": 120_000}, "a2": {}}}

    assert fact("dossier.persons_stored", some) is None
    assert fact("dossier.persons_stored_at_least", some) == 120_000
    assert (
        fact(
            "dossier.persons_stored",
            {"activities": {"a1": {"persons_stored": 7}, "a2": {"persons_stored": 0}}},
        )
        == 7
    )


def test_an_activity_that_recognises_nobody_is_not_counted() -> None:
    given = {
        "cameras": {
            "c1": {"face_function": "identification", "activities": ["a1"]},
            "c2": {"face_function": "none", "activities": ["a2"]},
        },
        "activities": {"a1": {"persons_stored": 500}, "a2": {}},
    }

    assert fact("dossier.persons_stored", given) == 500
