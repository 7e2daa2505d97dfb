"""One path vocabulary: reading, replacing, inserting, removing."""

from __future__ import annotations

import pytest

from fr_desk.domain import paths
from fr_desk.domain.choices import Audio
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.domain.paths import AnswerError, InUseError, PathError
from fr_desk.domain.schema import fields_of


@pytest.fixture
def venue() -> Dossier:
    return Dossier.model_validate(
        {
            "zones": {"z1": {"kind": "lobby"}, "z2": {"kind": "bath"}},
            "cameras": {"c3": {"zone": "z1", "sees": ["z1", "z2"]}, "c7": {}},
            "activities": {"a1": {}},
        }
    )


def test_a_replaced_answer_is_read_back_and_the_old_dossier_keeps_its_own(venue: Dossier) -> None:
    changed = paths.replace(venue, "cameras.c3.audio", "on")

    assert paths.get(changed, "cameras.c3.audio") is Audio.ON
    assert paths.get(venue, "cameras.c3.audio") is None


def test_what_did_not_change_is_shared(venue: Dossier) -> None:
    changed = paths.replace(venue, "cameras.c3.audio", "on")

    for path in ("operator", "zones.z1", "cameras.c7", "activities.a1"):
        assert paths.get(changed, path) is paths.get(venue, path)


def test_a_part_of_an_unanswered_collection_comes_to_be_with_its_first_answer(venue: Dossier) -> None:
    changed = paths.replace(venue, "activities.a1.options.i1.method", "card")

    assert paths.get(changed, "activities.a1.options.i1.method") == "card"


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("cameras.c3.audoi", "cameras.c3.audio"),
        ("camera.c3.audio", "cameras"),
        ("activities.a1.retention.vidoe.days", "activities.a1.retention.video"),
    ],
)
def test_a_mistyped_path_is_told_the_nearest_name(venue: Dossier, path: str, nearest: str) -> None:
    with pytest.raises(PathError) as error:
        paths.replace(venue, path, None)

    assert nearest in error.value.message("en")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("cameras.c3.audio", "loud"),
        ("cameras.c3.zone", "z9"),
        ("cameras.c3.sees", ["z1", "z9"]),
        ("activities.a1.retention.video.days", -1),
        ("activities.a1.persons_stored", "many"),
        ("cameras.c3.label", "x" * 201),
        ("zones.Z 1", {}),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(
    venue: Dossier, path: str, value: object
) -> None:
    before = venue.model_dump_json()

    with pytest.raises(AnswerError):
        paths.replace(venue, path, value)

    assert venue.model_dump_json() == before


def test_new_items_get_short_ids_that_were_not_used_after_the_highest(venue: Dossier) -> None:
    changed, path = paths.insert(venue, "cameras")

    assert path == "cameras.c8"
    assert paths.get(changed, path) is not None


def test_an_item_that_is_still_named_is_not_removed(venue: Dossier) -> None:
    with pytest.raises(InUseError) as error:
        paths.remove(venue, "zones.z2")

    assert "cameras.c3.sees" in error.value.message("en")


def test_removing_as_an_edit_takes_the_mentions_out_too(venue: Dossier) -> None:
    changed = apply(venue, Edit(op="remove", path="zones.z2"))

    assert paths.get(changed, "zones.z2") is None
    assert paths.get(changed, "cameras.c3.sees") == ("z1",)


def test_removing_the_last_item_leaves_the_question_open_not_answered_with_none() -> None:
    one = Dossier.model_validate({"zones": {"z1": {}}})

    assert paths.remove(one, "zones.z1").zones is None


def test_a_star_stands_for_every_id_and_names_an_unanswered_collection_itself(venue: Dossier) -> None:
    assert paths.unanswered(venue, ["cameras.*.audio", "signs.*.kind"]) == (
        "cameras.c3.audio",
        "cameras.c7.audio",
        "signs",
    )


def test_every_question_of_the_model_has_a_title_and_can_be_named_by_its_path() -> None:
    for pattern, spec in paths.leaves(Dossier):
        assert paths.spec_at(pattern) == spec
        assert spec.title or spec.name in {"id", "format"}


def test_a_dossier_cannot_be_changed_in_place(venue: Dossier) -> None:
    assert venue.cameras is not None
    with pytest.raises(TypeError):
        venue.cameras["c9"] = venue.cameras["c3"]
    with pytest.raises(TypeError):
        venue.cameras.pop("c3")


def test_every_answer_is_optional() -> None:
    for _pattern, spec in paths.leaves(Dossier):
        if spec.name not in {
            "format",
            "id",
            "revision",
            "rule",
            "path",
            "basis",
            "about",
            "history",
        }:
            assert spec.optional, spec


def test_limits_are_declared_once_and_read_back() -> None:
    days = paths.spec_at("activities.*.retention.video.days")
    assert (days.kind, days.unit, days.minimum, days.maximum) == ("integer", "days", 0, 36_500)
    assert fields_of(Dossier)["cameras"].model is not None
