"""What is asked follows from the answers: unknown shows, false hides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fr_desk.domain import paths
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.steps import STEPS
from fr_desk.forms.visible import Asking, open_paths, places, visible

DAY = dt.date(2026, 11, 21)


def dossier(**parts: Any) -> Dossier:
    return Dossier.model_validate(parts)


def hotel(face_function: str = "none", **parts: Any) -> Dossier:
    return dossier(
        **{
            "venue": {"kind": "hotel", "jurisdiction": "CN"},
            "zones": {"z1": {"name": "Lobby", "access": "public"}},
            "cameras": {
                "c1": {
                    "zone": "z1",
                    "picture": "continuous",
                    "face_function": face_function,
                    "network": "none",
                    "activities": ["a1"],
                }
            },
            "activities": {
                "a1": {
                    "name": "Safety",
                    "category": "public_security",
                    "second_uses": [],
                    "legal_basis": "consent",
                    "transfer_abroad": False,
                }
            },
            **parts,
        }
    )


def asked(one: Dossier) -> set[str]:
    return {path for step in STEPS for path in visible(one, DAY, step.id)}


def test_everything_that_is_not_about_an_item_is_asked_of_an_empty_dossier_of_some_kind() -> None:
    without_items = {
        path
        for path, place in places().items()
        if "*" not in path
        and not place.question.after
        and not path.startswith(("filings.cac", "organisation.records_years"))
    }

    of_some_kind = [asked(dossier(venue={"kind": kind})) for kind in VenueKind]
    assert asked(dossier()).union(*of_some_kind) == without_items


def test_the_page_lists_its_questions_in_the_declared_order() -> None:
    shown = [path for path in visible(hotel(), DAY, "cameras") if path.startswith("zones")]

    assert shown == [
        "zones",
        *(f"zones.z1.{name}" for name in ("name", "kind", "floor", "access", "used_for_undressing")),
    ]


def test_a_plain_video_venue_is_asked_nothing_about_faces() -> None:
    shown = asked(hotel("none"))

    assert not {path for path in shown if ".consent." in path or ".alternatives" in path}
    assert not {path for path in shown if path.startswith(("assessment", "filings.cac"))}
    assert "activities.a1.retention.template.kind" not in shown
    assert "activities.a1.retention.video.kind" in shown


def test_a_plain_video_venue_has_at_most_sixty_questions_to_answer() -> None:
    must = [path for step in STEPS for path in open_paths(dossier_of_unanswered_video(), step.id, DAY)]

    assert len(must) <= 60


@pytest.mark.parametrize("kind", VenueKind)
def test_no_kind_of_venue_adds_more_than_a_few(kind: VenueKind) -> None:
    video = paths.replace(dossier_of_unanswered_video(), "venue.kind", kind)
    must = [path for step in STEPS for path in open_paths(video, step.id, DAY)]

    assert len(must) <= 62


def test_what_depends_on_the_kind_of_venue_is_not_asked_before_the_kind() -> None:
    unknown = dossier_of_unanswered_video()
    hotel_ = paths.replace(unknown, "venue.kind", "hotel")

    assert "venue.ids_checked" not in asked(unknown)
    assert {"venue.kind", "venue.open_to_public"} <= asked(unknown)
    assert "venue.ids_checked" in asked(hotel_)


def dossier_of_unanswered_video() -> Dossier:
    return dossier(
        venue={"jurisdiction": "CN"},
        zones={"z1": {}},
        cameras={"c1": {"face_function": "none", "picture": "continuous", "activities": ["a1"]}},
        activities={"a1": {"transfer_abroad": False}},
        signs={"s1": {}},
    )


def test_recognising_faces_brings_the_questions_about_faces() -> None:
    shown = asked(hotel("identification"))

    assert {
        "activities.a1.alternatives",
        "activities.a1.consent.form",
        "activities.a1.storage.templates",
        "activities.a1.retention.template.kind",
        "assessment.done",
    } <= shown


def test_a_question_whose_condition_is_unknown_is_shown() -> None:
    one = hotel(cameras={"c1": {"activities": ["a1"]}})

    assert "activities.a1.consent.form" in asked(one)


def test_a_follow_up_waits_for_the_answer_it_hangs_on() -> None:
    waiting = hotel(cameras={"c1": {"kind": "dome"}})
    given = hotel(cameras={"c1": {"kind": "dome", "network": "internet"}})

    assert "cameras.c1.default_password_changed" not in asked(waiting)
    assert "cameras.c1.default_password_changed" in asked(given)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (None, {"kind"}),
        ("period", {"kind", "days", "automatic", "method"}),
        ("event", {"kind", "until", "automatic", "method"}),
        ("not_stored", {"kind"}),
        ("indefinite", {"kind"}),
    ],
)
def test_a_clock_asks_only_what_fits_its_kind(kind: str | None, shown: set[str]) -> None:
    one = hotel(activities={"a1": {"retention": {"video": {"kind": kind}}}})

    prefix = "activities.a1.retention.video."
    assert {path.removeprefix(prefix) for path in asked(one) if path.startswith(prefix)} == shown


def test_each_country_is_asked_what_its_own_law_asks() -> None:
    china = asked(dossier(venue={"jurisdiction": "CN"}))
    korea = asked(dossier(venue={"jurisdiction": "KR"}))

    assert "notice.policy_items" in korea - china
    assert {"filings.police.filed", "venue.counter_terror_key_target"} <= china - korea


def test_the_items_of_a_collection_inside_an_activity_are_asked_each() -> None:
    one = hotel(
        "identification",
        activities={"a1": {"alternatives": {"i1": {"method": "card"}, "i2": {}}, "legal_basis": "consent"}},
    )

    opened = open_paths(one, "necessity", DAY)

    assert "activities.a1.alternatives.i1.method" not in opened
    assert {"activities.a1.alternatives.i1.same_place", "activities.a1.alternatives.i2.method"} <= set(opened)


def test_optional_questions_are_shown_but_never_open() -> None:
    assert "venue.area" in visible(dossier(), DAY, "venue")
    assert "venue.area" not in open_paths(dossier(), "venue", DAY)


def test_an_answered_no_and_an_empty_list_are_answers() -> None:
    one = dossier(venue={"open_to_public": False}, zones={})

    assert "venue.open_to_public" not in open_paths(one, "venue", DAY)
    assert "zones" not in open_paths(one, "cameras", DAY)


def test_a_venue_with_one_activity_sees_no_trace_of_measures_of_its_own() -> None:
    titles = [section.title for section in Asking(hotel(), DAY).sections("storage")]

    assert "Where one activity differs" not in titles


def test_a_second_activity_may_have_measures_of_its_own() -> None:
    one = hotel(activities={"a1": {}, "a2": {}})

    assert "activities.a2.safeguards.access_logs" in visible(one, DAY, "storage")


def test_the_points_to_decide_always_stand_on_the_review() -> None:
    assert [section.kind for section in Asking(dossier(), DAY).sections("review")] == ["fields", "decisions"]


@pytest.mark.parametrize("kind", VenueKind)
@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_every_kind_of_venue_can_be_asked(kind: VenueKind, jurisdiction: Jurisdiction) -> None:
    one = dossier(
        venue={"kind": kind, "jurisdiction": jurisdiction}, activities={"a1": {}}, cameras={"c1": {}}
    )

    for step in STEPS:
        assert set(open_paths(one, step.id, DAY)) <= set(visible(one, DAY, step.id))
