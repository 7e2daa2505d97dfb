"""Examples of good answers: for questions that are asked, in three languages, with places to fill in, never an answer."""

from __future__ import annotations

import pytest

from fr_desk.domain import paths
from fr_desk.domain.activity import Activity, Option
from fr_desk.domain.choices import Category, Method
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import LONG, SHORT
from fr_desk.forms.examples import (
    FRAMES,
    GAP,
    WITH_EXAMPLE,
    Example,
    example_for,
    examples,
    gaps,
    has_example,
)
from fr_desk.forms.visible import places
from fr_desk.forms.ways import PROPOSED, considered, proposed
from fr_desk.i18n import LANGUAGES


def dossier_with(**activity: object) -> Dossier:
    return Dossier.model_validate({"activities": {"a1": activity}})


def test_the_questions_said_to_have_an_example_are_those_that_have_one():
    assert {pattern for one in examples() for pattern in one.patterns} == WITH_EXAMPLE
    assert places().keys() >= WITH_EXAMPLE
    assert set(FRAMES) <= WITH_EXAMPLE


@pytest.mark.parametrize(
    "example", examples(), ids=lambda one: f"{one.patterns[0]}-{one.category + one.method}"
)
def test_every_example_fits_its_question_and_has_the_same_places_to_fill_in_every_language(example: Example):
    counts = {lang: len(gaps(example.text.get(lang))) for lang in LANGUAGES}

    assert min(counts.values()) > 0
    for pattern in example.patterns:
        spec = paths.spec_at(pattern)
        assert spec.kind in {"text", "long_text"}
        limit = LONG if spec.kind == "long_text" else SHORT
        assert all(len(example.text.get(lang)) <= limit for lang in LANGUAGES)
    for lang in LANGUAGES:
        rest = GAP.sub("", example.text.get(lang))
        assert not set("[]［］") & set(rest)


def test_an_example_goes_with_the_activity_and_the_way():
    entry = dossier_with(category="member_entry", options={"i1": {"method": "card"}, "i2": {}})
    other = dossier_with(category="marketing")

    aims = {example_for(one, "activities.a1.aim") for one in (entry, other)}
    ways = {example_for(entry, f"activities.a1.options.{key}.reason") for key in ("i1", "i2")}

    assert len(aims) == len(ways) == 2
    assert None not in aims | ways
    assert example_for(entry, "venue.name") is None
    assert not has_example("venue.name")


def test_a_text_without_places_to_fill_in_has_none():
    assert gaps(None) == gaps("") == gaps("[sic] and […") == ()
    assert gaps("in [which hall…] of […]") == ("[which hall…]", "[…]")


def test_ways_are_proposed_for_every_activity_and_none_of_them_is_a_biometric_one():
    for category in Category:
        ways = proposed(Activity(category=category))
        assert ways
        assert len(set(ways)) == len(ways)
        assert Method.FINGERPRINT not in ways
        assert Method.OTHER not in ways
    assert set(PROPOSED) == set(Category) - {Category.OTHER}
    assert proposed(Activity()) == proposed(Activity(category=Category.OTHER))


def test_what_was_weighed_is_known_by_its_first_entry():
    options = {"i1": Option(), "i2": Option(method=Method.CARD), "i3": Option(method=Method.CARD)}

    assert considered(Activity(options=options)) == {Method.CARD: "i2"}
