"""Conditions: three values, and the facts they speak of."""

from __future__ import annotations

from typing import Any

import pytest

from fr_desk.rules.expression import Expression, ExpressionError, activation, conjuncts

NAMES = ("activity", "camera", "venue", "activities")


def value(source: str, **data: Any) -> bool | None:
    return Expression(source, NAMES).evaluate(activation(NAMES, data))


@pytest.mark.parametrize(
    ("source", "data", "expected"),
    [
        ("activity.mandatory", {"activity": {"mandatory": True}}, True),
        ("activity.mandatory", {"activity": {}}, None),
        ("!activity.mandatory", {"activity": {}}, None),
        ("activity.mandatory", {}, None),
        ("activity.a || activity.b", {"activity": {"b": True}}, True),
        ("activity.a && activity.b", {"activity": {"b": False}}, False),
        ("activity.a || activity.b", {"activity": {"b": False}}, None),
        ("activity.x.exists(o, o.serves)", {"activity": {"x": [{"serves": False}, {}]}}, None),
        ("activity.x.exists(o, o.serves)", {"activity": {"x": [{"serves": True}, {}]}}, True),
        ("activity.x.all(o, o.serves)", {"activity": {"x": []}}, True),
        ("size(activity.x) > 0", {"activity": {"x": []}}, False),
        ('"marketing" in activity.second_uses', {"activity": {}}, None),
    ],
)
def test_unanswered_is_unknown_unless_the_rest_decides(source: str, data: Any, expected: bool | None) -> None:
    assert value(source, **data) is expected


@pytest.mark.parametrize(
    "source",
    ["activity.mandatory +", "nobody.knows", "activity.x.frob()", "has(activity.mandatory)"],
)
def test_a_condition_that_cannot_be_right_does_not_compile(source: str) -> None:
    with pytest.raises(ExpressionError):
        Expression(source, NAMES)


@pytest.mark.parametrize(
    ("source", "data"),
    [("activity.days", {"activity": {"days": 3}}), ("activity.days < 'x'", {"activity": {"days": 3}})],
)
def test_a_fault_of_the_author_is_not_taken_for_an_open_question(source: str, data: Any) -> None:
    with pytest.raises(ExpressionError):
        value(source, **data)


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("activity.mandatory && !camera.audio", [("activity", "mandatory"), ("camera", "audio")]),
        ('venue.kind in ["hotel", "venue.gym"]', [("venue", "kind")]),
        (
            "activity.options.exists(o, o.serves && venue.area > 3.5)",
            [("activity", "options"), ("activity", "options", "*", "serves"), ("venue", "area")],
        ),
        (
            "activities.exists(a, a.options.all(o, o.serves || a.mandatory))",
            [
                ("activities",),
                ("activities", "*", "options"),
                ("activities", "*", "options", "*", "serves"),
                ("activities", "*", "mandatory"),
            ],
        ),
        (
            "size(activity.options.filter(o, o.serves)) > 1",
            [("activity", "options"), ("activity", "options", "*", "serves")],
        ),
        ('activity.aim.contains("x") && (venue.kind == "a")', [("activity", "aim"), ("venue", "kind")]),
    ],
)
def test_an_expression_tells_which_facts_it_reads(source: str, reads: list[tuple[str, ...]]) -> None:
    assert list(Expression(source, NAMES).reads) == reads


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a", ("a",)),
        ("a && b && c", ("a", "b", "c")),
        ("(a || b) && c", ("(a || b)", "c")),
        ("a || b && c", ("a || b && c",)),
        ("a ? b && c : d", ("a ? b && c : d",)),
        ("!(a && b) && x.all(y, y && z)", ("!(a && b)", "x.all(y, y && z)")),
        ('a == "&&" && b', ('a == "&&"', "b")),
        ("x[a && b] && c", ("x[a && b]", "c")),
    ],
)
def test_a_condition_falls_apart_where_all_of_it_must_hold(source: str, parts: tuple[str, ...]) -> None:
    assert conjuncts(source) == parts
