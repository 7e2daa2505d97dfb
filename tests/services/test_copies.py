"""Copies: what comes along is what was asked for, and nothing names what stayed behind."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.canonical import canonical_json, fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.origin import Group
from fr_desk.resources import resource
from fr_desk.services.copies import PRESETS, Purpose, copy, cut, group_of, tally
from tests.strategies import dossiers

SITE, YEAR, ALL = (PRESETS[purpose] for purpose in Purpose)


def sample(name: str = "shanghai-hotel") -> Dossier:
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def test_every_answer_of_the_model_belongs_to_a_group() -> None:
    never = {"format", "id", "revision", "history", "derived_from", "remarks"}

    homeless = [
        pattern
        for pattern, _ in paths.leaves(Dossier)
        if group_of(pattern) is None and pattern.partition(".")[0] not in never
    ]

    assert homeless == []


def test_every_date_of_a_site_is_told_apart_from_what_is_true_of_all_sites() -> None:
    of_the_site = {Group.DATES, Group.ASSESSED, Group.FILINGS, Group.DECISIONS}

    others = [
        pattern
        for pattern, spec in paths.leaves(Dossier)
        if spec.kind == "date" and group_of(pattern) not in of_the_site
    ]

    assert others == ["organisation.audited_on", "organisation.minors_audited_on", "history"][:2]


def test_another_site_gets_the_operator_and_its_rules_and_nothing_of_the_place() -> None:
    # given
    source = sample()
    activity = next(iter(source.activities or {}))
    source = paths.replace(source, f"activities.{activity}.persons_stored", 1200)
    source = paths.replace(source, "notice.shown_since", dt.date(2025, 6, 1))

    # when
    made = copy(source, SITE).dossier

    # then
    assert made.operator == source.operator
    assert made.organisation == source.organisation
    assert made.rights == source.rights
    assert (made.venue.kind, made.venue.jurisdiction) == (source.venue.kind, source.venue.jurisdiction)
    assert made.venue.model_dump(exclude={"kind", "jurisdiction"}, exclude_none=True) == {}
    assert (made.zones, made.cameras, made.signs, made.decisions, made.as_of) == (None,) * 5
    assert made.notice == source.notice.model_copy(update={"shown_since": None})
    assert made.safeguards.last_sweep_on is None
    assert made.safeguards.authorised_people is None
    assert list(made.activities or {}) == list(source.activities or {})
    assert paths.get(made, f"activities.{activity}.persons_stored") is None
    assert paths.get(made, f"activities.{activity}.retention") == paths.get(
        source, f"activities.{activity}.retention"
    )
    assert canonical_json(Dossier(filings=made.filings, assessment=made.assessment)) == canonical_json(
        Dossier()
    )


def test_the_next_year_gets_everything_but_what_was_assessed_filed_and_decided() -> None:
    # given
    source = sample()

    # when
    made = copy(source, YEAR).dossier

    # then
    assert (made.venue, made.zones, made.signs) == (source.venue, source.zones, source.signs)
    assert made.cameras == source.cameras
    assert made.assessment.lawful_necessary == source.assessment.lawful_necessary
    assert (made.assessment.done_on, made.assessment.conclusion, made.as_of) == (None, None, None)
    assert (made.filings.police.filed, made.filings.police.number, made.decisions) == (None, None, None)
    assert made.filings.police.in_service_on == source.filings.police.in_service_on


def test_a_copy_is_a_dossier_of_its_own() -> None:
    # given
    source = sample()

    # when
    first, second = copy(source, ALL), copy(source, ALL)

    # then
    assert len({source.id, first.dossier.id, second.dossier.id}) == 3
    assert first.dossier.revision == 1
    assert len(first.dossier.history) == 1
    said = first.dossier.history[0].what or ""
    assert str(source.venue.name) in said
    assert fingerprint(source)[:4].upper() in said
    assert first.answers == first.of == sum(tally(source).values())
    assert first.dossier.derived_from is None


def test_attachments_come_along_only_with_the_answers_that_name_them() -> None:
    # given a logo, a photo of a device, a plan that nothing names
    source = Dossier.model_validate(
        {
            "operator": {"logo": "f1"},
            "cameras": {"c1": {"label": "Gate", "photo": "f2"}},
            "attachments": {
                "f1": {"name": "logo.svg"},
                "f2": {"name": "gate.jpg"},
                "f3": {"name": "plan.pdf"},
            },
        }
    )
    contents = {"f1": b"logo", "f2": b"photo", "f3": b"plan", "f9": b"not listed"}

    # then
    for groups, wanted in (
        (SITE, {"f1"}),
        (frozenset({Group.CAMERAS}), {"f2"}),
        (frozenset({Group.FILES}), {"f3"}),
        (ALL, {"f1", "f2", "f3"}),
        (frozenset({Group.RIGHTS}), set()),
    ):
        made = copy(source, groups, contents)
        assert set(made.dossier.attachments or {}) == set(made.attachments) == wanted


def test_a_reference_to_what_stayed_behind_becomes_unanswered_not_none_of_them() -> None:
    # given
    source = Dossier.model_validate(
        {
            "zones": {"z1": {"name": "Lobby"}},
            "activities": {"a1": {"name": "Entry"}},
            "cameras": {"c1": {"zone": "z1", "sees": ["z1"], "activities": ["a1"]}},
            "designs": {"g1": {"activity": "a1"}, "g2": {"headline": "Hello"}},
            "decisions": {"d1": {"rule": "r", "path": "cameras.c1"}, "d2": {"rule": "r", "path": "zones.z1"}},
            "remarks": {"n1": {"about": "cameras.c1.zone", "text": "?"}, "n2": {"about": "zones.z1.name"}},
        }
    )

    # when
    made = copy(source, {Group.CAMERAS, Group.DESIGNS, Group.DECISIONS}).dossier

    # then
    camera = (made.cameras or {})["c1"]
    assert (camera.zone, camera.sees, camera.activities) == (None, None, None)
    assert list(made.designs or {}) == ["g2"]
    assert list(made.decisions or {}) == ["d1"]
    assert made.remarks is None


def test_empty_collections_are_answers_and_come_along() -> None:
    source = Dossier.model_validate({"zones": {}, "cameras": {}})

    made = copy(source, {Group.ZONES})

    assert (made.dossier.zones, made.dossier.cameras) == ({}, None)
    assert (made.answers, made.of) == (1, 2)


@settings(max_examples=12, deadline=None)
@given(dossiers(), st.sets(st.sampled_from(list(Group))))
def test_references_hold_and_nothing_unasked_comes_along(dossier: Dossier, groups: set[Group]) -> None:
    # when
    made = copy(dossier, groups, as_template=True)

    # then it is well formed when it is read again, and has only what was asked for
    assert Dossier.model_validate_json(made.dossier.model_dump_json()) == made.dossier
    assert {group for group, count in tally(made.dossier).items() if count} <= groups
    assert made.answers <= made.of
    assert made.dossier.derived_from is not None
    assert set(made.dossier.derived_from.groups or ()) == groups
    assert cut(made.dossier, groups) == cut(dossier, groups)


@pytest.mark.parametrize("name", ["seoul-gym", "ningbo-sales-office-after"])
def test_a_dossier_without_a_template_keeps_its_fingerprint(name: str) -> None:
    assert b"derived_from" not in canonical_json(sample(name))
