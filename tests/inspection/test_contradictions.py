"""Contradictions: every kind is found where it is, goes when an answer goes, and is not seen where it is not."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.inspection.contradictions import KINDS, MOST_OF_A_KIND, contradictions
from fr_desk.inspection.view import Contradiction
from fr_desk.resources import resource
from fr_desk.storage.formats import read_any
from tests.strategies import dossiers

CAMERA = {"label": "Gate 1", "kind": "fixed", "zone": "z1", "sees": ["z1"], "activities": ["a1"]}
BASE: dict[str, Any] = {
    "as_of": "2026-11-21",
    "zones": {"z1": {"name": "Lobby", "kind": "lobby", "access": "public"}},
    "cameras": {"c1": CAMERA},
    "activities": {"a1": {"name": "Entry"}},
}
"""One device that serves one activity, and nothing that does not fit."""


def given_dossier(**changes: Any) -> Dossier:
    """The base with other answers: ``cameras__c1__sees=[]`` stands for ``cameras.c1.sees``."""
    tree = deepcopy(BASE)
    for name, value in changes.items():
        *above, last = name.split("__")
        node = tree
        for part in above:
            node = node.setdefault(part, {})
        node[last] = value
    return Dossier.model_validate(tree)


RECOGNISING = {"cameras__c1__face_function": "identification"}
SILENT = {"cameras__c1__face_function": "none"}
ENTRY = "activities__a1"
CASES: dict[str, list[dict[str, Any]]] = {
    "sight_without_own_zone": [{"cameras__c1__sees": []}],
    "sign_of_no_cameras": [{"signs": {"s1": {"kind": "no_cameras", "zone": "z1"}}}],
    "closed_but_anyone_enters": [{"venue__open_to_public": False}],
    "nobody_undresses": [{"zones__z2": {"kind": "changing_room", "used_for_undressing": False}}],
    "evidence_that_it_is_off": [{**RECOGNISING, "cameras__c1__face_off_evidence": "letter"}],
    "everyone_but_nobody_else": [
        {**RECOGNISING, "cameras__c1__picture": "continuous", f"{ENTRY}__captures_unenrolled": False}
    ],
    "children_who_do_not_come": [{"venue__serves_under_14": False, f"{ENTRY}__subjects": ["under_14"]}],
    "guardians_of_nobody": [
        {"venue__serves_under_14": False, f"{ENTRY}__consent": {"guardian_consent": True}}
    ],
    "lodging_without_rooms": [{"venue": {"kind": "hotel", "rooms": 0}}],
    "public_body_and_merchant": [{"operator": {"public_body": True, "small_merchant": True}}],
    "more_faces_than_people": [
        {**RECOGNISING, "organisation": {"people_total": 10}, f"{ENTRY}__persons_stored": 11}
    ],
    "enrolled_without_recognition": [{**SILENT, f"{ENTRY}__persons_stored": 5}],
    "templates_without_recognition": [{**SILENT, f"{ENTRY}__storage": {"templates": ["device"]}}],
    "enrolled_but_stored_nowhere": [
        {
            f"{ENTRY}__persons_stored": 5,
            f"{ENTRY}__storage": {"templates": ["nowhere"], "pictures": ["nowhere"]},
        }
    ],
    "somewhere_and_nowhere": [{f"{ENTRY}__storage": {"logs": ["nowhere", "device"]}}],
    "kept_but_nowhere": [
        {
            f"{ENTRY}__storage": {"pictures": ["nowhere"]},
            f"{ENTRY}__retention": {"video": {"kind": "period", "days": 30}},
        }
    ],
    "templates_never_stored": [
        {
            f"{ENTRY}__storage": {"templates": ["device"]},
            f"{ENTRY}__retention": {"template": {"kind": "not_stored"}},
        }
    ],
    "leaves_and_does_not": [{f"{ENTRY}__storage": {"leaves_device": [], "pictures": ["vendor_cloud"]}}],
    "far_without_internet": [
        {f"{ENTRY}__storage": {"channel": ["site_network"], "templates": ["vendor_cloud"]}}
    ],
    "network_of_nothing": [
        {
            "cameras__c1__network": "none",
            f"{ENTRY}__storage": {"leaves_device": ["templates"], "channel": ["internet"]},
        }
    ],
    "abroad_and_not": [
        {f"{ENTRY}__transfer_abroad": False, f"{ENTRY}__storage": {"logs": ["abroad"]}},
        {f"{ENTRY}__transfer_abroad": False, f"{ENTRY}__transfer_ground": "certification"},
    ],
    "cloud_of_nobody": [
        {
            f"{ENTRY}__storage": {"pictures": ["vendor_cloud"]},
            f"{ENTRY}__processors": {},
            f"{ENTRY}__recipients": {},
            f"{ENTRY}__joint_controllers": {},
        }
    ],
    "seen_from_outside": [
        {
            "safeguards": {"remote_viewing": True},
            "cameras__c1__network": "site",
            f"{ENTRY}__storage": {"pictures": ["site_server_offline"]},
        }
    ],
    "only_way_and_others": [
        {f"{ENTRY}__mandatory": True, f"{ENTRY}__alternatives": {"i1": {"method": "card"}}},
        {**RECOGNISING, f"{ENTRY}__mandatory": False, f"{ENTRY}__alternatives": {}},
    ],
    "other_way_on_no_sign": [
        {
            f"{ENTRY}__alternatives": {"i1": {"method": "card", "on_sign": True}},
            "signs": {"s1": {"kind": "face_terminal", "items": ["purpose"]}},
        }
    ],
    "consent_of_nobody": [{f"{ENTRY}__legal_basis": "consent", f"{ENTRY}__consent": {"form": "none"}}],
    "record_of_nothing": [{f"{ENTRY}__consent": {"form": "sign_only", "recorded": True}}],
    "everyone_agrees": [
        {f"{ENTRY}__captures_unenrolled": True, f"{ENTRY}__consent": {"covers_everyone": True}}
    ],
    "about_nobody": [{f"{ENTRY}__category": "staff_attendance", f"{ENTRY}__subjects": ["guests"]}],
    "check_out_of_no_room": [
        {
            "venue": {"kind": "shop"},
            f"{ENTRY}__retention": {"template": {"kind": "event", "until": "check_out"}},
        }
    ],
    "end_that_never_comes": [
        {
            f"{ENTRY}__retention": {
                "template": {"kind": "event", "until": "membership_end"},
                "on_membership_end": answer,
            }
        }
        for answer in ("does_not_happen", "kept")
    ],
    "films_and_stores_nothing": [
        {"cameras__c1__picture": "continuous", f"{ENTRY}__storage": {"pictures": ["nowhere"]}}
    ],
    "video_of_no_device": [
        {"cameras__c1__picture": "none_stored", f"{ENTRY}__retention": {"video": {"kind": "indefinite"}}}
    ],
    "later_than_the_dossier": [
        {"signs": {"s1": {"put_up_on": "2027-01-01"}}},
        {"notice": {"shown_since": "2027-01-01"}},
    ],
    "assessed_before_start": [
        {
            **RECOGNISING,
            "cameras__c1__in_service_on": "2026-01-01",
            "assessment": {"done": True, "done_on": "2026-02-01", "before_start": True},
        }
    ],
    "notice_before_capture": [
        {
            **RECOGNISING,
            "cameras__c1__in_service_on": "2026-01-01",
            "notice": {"before_capture": True, "shown_since": "2026-02-01"},
        }
    ],
    "many_before_any": [
        {
            **RECOGNISING,
            "cameras__c1__in_service_on": "2026-05-01",
            "filings": {"cac": {"reached_on": "2026-01-01"}},
        }
    ],
    "no_and_when": [
        {"filings": {"police": {"filed": False, "number": "2026-1"}}},
        {"safeguards": {"sweeps": False, "last_sweep_on": "2026-01-01"}},
    ],
    "ended_and_going_on": [{**RECOGNISING, "filings": {"cac": {"ended_on": "2026-01-01"}}}],
    "review_before_assessment": [{"assessment": {"done_on": "2026-02-01", "next_review_on": "2026-01-01"}}],
    "items_of_no_notice": [{"notice": {"places": [], "items": ["purpose"]}}],
}
EVERY = [(kind, changes) for kind, every in CASES.items() for changes in every]


TODAY = dt.date(2026, 11, 22)


def of_kind(dossier: Dossier, kind: str) -> list[Contradiction]:
    return [one for one in contradictions(dossier) if one.kind == kind]


def test_every_kind_has_a_case_and_there_are_many() -> None:
    assert {kind.__name__ for kind in KINDS} == set(CASES)
    assert len(KINDS) >= 15


@pytest.mark.parametrize(("kind", "changes"), EVERY)
def test_answers_that_cannot_all_be_true_are_told_in_three_languages(
    kind: str, changes: dict[str, Any]
) -> None:
    # when
    found = of_kind(given_dossier(**changes), kind)
    # then
    assert len(found) == 1
    said = found[0].says
    assert all(text.strip() and "{" not in text for text in (said.zh, said.ko, said.en))


@pytest.mark.parametrize(("kind", "changes"), EVERY)
def test_a_contradiction_goes_with_any_of_its_answers(kind: str, changes: dict[str, Any]) -> None:
    # given
    dossier = given_dossier(**changes)
    found = of_kind(dossier, kind)[0]
    assert found.paths
    for path in found.paths:
        assert paths.get(dossier, path) is not None
        # when
        less = paths.replace(dossier, path, None)
        # then
        assert found.paths not in [one.paths for one in of_kind(less, kind)], path


def test_nothing_contradicts_the_base_or_an_empty_dossier() -> None:
    assert contradictions(Dossier()) == ()
    assert contradictions(given_dossier()) == ()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(dossiers())
def test_an_unanswered_answer_never_contradicts(dossier: Dossier) -> None:
    for one in contradictions(dossier):
        assert all(paths.get(dossier, path) is not None for path in one.paths), one
        assert one.kind in CASES


def test_the_samples_contradict_themselves_only_where_they_really_do() -> None:
    found = {
        name: [one.kind for one in contradictions(read_any(resource("samples", f"{name}.yaml")).dossier)]
        for name in services.samples()
    }
    assert found == {
        "ningbo-sales-office-before": ["consent_of_nobody"],
        "ningbo-sales-office-after": [],
        "seoul-gym": [],
        "shanghai-hotel": ["sign_of_no_cameras"],
    }


@pytest.mark.parametrize(
    "changes",
    [
        {**RECOGNISING, f"{ENTRY}__persons_stored": 5},
        {"cameras__c1__kind": "doorbell", "cameras__c1__sees": []},
        {"zones__z1__kind": "street", "venue__open_to_public": False},
        {
            "venue": {"kind": "hotel"},
            f"{ENTRY}__retention": {"template": {"kind": "event", "until": "check_out"}},
        },
        {"as_of": None, "notice": {"shown_since": "2999-01-01"}},
        {f"{ENTRY}__storage": {"leaves_device": [], "pictures": ["device"]}},
        {f"{ENTRY}__mandatory": False, f"{ENTRY}__alternatives": {}, **SILENT},
        {**RECOGNISING, "cameras__c1__picture": "on_own_action", f"{ENTRY}__captures_unenrolled": False},
        {"safeguards": {"remote_viewing": True}, "cameras__c1__network": "internet"},
    ],
)
def test_what_can_be_true_is_no_contradiction(changes: dict[str, Any]) -> None:
    assert contradictions(given_dossier(**changes)) == ()


@pytest.mark.parametrize(
    ("changes", "path", "said"),
    [
        ({"as_of": "2027-03-01"}, "as_of", "The dossier is dated 1 March 2027, which is after today, 22 Nov"),
        (
            {"as_of": None, "cameras__c1__in_service_on": "2027-01-01"},
            "cameras.c1.in_service_on",
            "“Gate 1 · In service since” is 1 January 2027, which is after today, 22 November 2026.",
        ),
        (
            {"as_of": None, "filings": {"police": {"filed_on": "2999-01-01"}}},
            "filings.police.filed_on",
            "“Filed on” is",
        ),
    ],
)
def test_what_is_dated_after_the_day_of_looking_cannot_be_true(
    changes: dict[str, Any], path: str, said: str
) -> None:
    dossier = given_dossier(**changes)
    # when
    found = contradictions(dossier, TODAY)
    # then
    assert [(one.kind, one.paths) for one in found] == [("later_than_today", (path,))]
    assert said in found[0].says.en
    assert contradictions(paths.replace(dossier, path, None), TODAY) == ()
    assert contradictions(dossier) == ()


def test_what_is_later_than_the_dossier_and_than_today_is_told_once() -> None:
    dossier = given_dossier(notice={"shown_since": "2027-01-01"})
    assert [one.kind for one in contradictions(dossier, TODAY)] == ["later_than_the_dossier"]


def test_a_print_of_a_day_to_come_is_told_as_well_and_today_is_no_such_day() -> None:
    dossier = given_dossier(notice={"shown_since": "2026-11-21"})
    assert contradictions(dossier, TODAY, TODAY) == ()
    assert [one.kind for one in contradictions(dossier, TODAY, dt.date(2026, 11, 23))] == ["later_than_today"]


def test_a_careless_list_of_devices_is_told_in_a_few_lines() -> None:
    # given
    cameras = {f"c{number}": {**CAMERA, "sees": []} for number in range(3000)}
    dossier = given_dossier(cameras=cameras, signs={"s1": {"kind": "no_cameras", "zone": "z1"}})
    # when
    found = contradictions(dossier)
    # then
    assert len(found) == MOST_OF_A_KIND + 1
    assert all(len(one.paths) <= 40 and len(one.says.en) < 400 for one in found)


def test_names_are_shown_short_and_with_nothing_hidden() -> None:
    hostile = "<b>\N{RIGHT-TO-LEFT OVERRIDE}" + "W" * 150
    found = contradictions(given_dossier(cameras__c1__sees=[], cameras__c1__label=hostile))
    assert "‹U+202E›" in found[0].says.en
    assert "W" * 50 not in found[0].says.en
