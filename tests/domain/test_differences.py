"""Changes lead from one dossier to the other and back, through JSON as well; merging loses nobody's answer."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings

from fr_desk.domain import paths
from fr_desk.domain.canonical import plain
from fr_desk.domain.differences import ABSENT, Change, apply, changes, from_json, merge, to_json, value_at
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.paths import AnswerError
from tests.strategies import dossiers


@pytest.fixture
def venue() -> Dossier:
    return Dossier.model_validate(
        {
            "venue": {"name": "Harbour Hotel", "rooms": 80},
            "zones": {"z1": {"name": "Lobby"}, "z2": {"name": "Bath"}},
            "cameras": {"c1": {"label": "Gate", "zone": "z1"}, "c2": {"label": "Door"}},
        }
    )


FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
"""Drawing whole dossiers takes most of the time."""


@FEW
@given(dossiers(), dossiers())
def test_changes_lead_there_and_back_through_json_with_the_order_of_every_collection(
    first: Dossier, second: Dossier
):
    made = changes(first, second)

    assert json.dumps(plain(apply(first, made))) == json.dumps(plain(second))
    assert json.dumps(plain(apply(second, changes(second, first)))) == json.dumps(plain(first))
    back = apply(second, [change.inverse for change in made])
    assert back == first
    if all(change.after is not ABSENT for change in made):
        assert json.dumps(plain(back)) == json.dumps(plain(first))
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


def test_an_item_that_was_removed_comes_back_last_by_the_inverse_and_at_its_place_by_the_changes(
    venue: Dossier,
):
    without = paths.remove(paths.replace(venue, "cameras.c1.zone", None), "zones.z1")
    made = changes(venue, without)

    inverse = apply(without, [change.inverse for change in made])
    back = apply(without, changes(without, venue))

    assert inverse == back == venue
    assert list(inverse.zones or ()) == ["z2", "z1"]
    assert list(back.zones or ()) == ["z1", "z2"]


def test_an_item_is_put_into_a_collection_that_is_unanswered_or_empty(venue: Dossier):
    put = Change("signs.s1", ABSENT, {"place": "Door"})

    for none in (venue, paths.replace(venue, "signs", {})):
        after = apply(none, [put])
        assert after.signs is not None
        assert after.signs["s1"].place == "Door"
        gone = Change("signs.s1", after.signs["s1"], ABSENT)
        assert apply(none, [gone]).signs == none.signs
        assert apply(after, [gone]).signs == {}


def test_the_smallest_place_is_named(venue: Dossier):
    after = paths.replace(venue, "cameras.c1.label", "Main gate")
    after, _ = paths.insert(after, "zones", {"name": "Stairs"})
    after = paths.remove(after, "cameras.c2")

    assert [change.path for change in changes(venue, after)] == ["zones.z3", "cameras.c1.label", "cameras.c2"]
    assert changes(venue, after)[0].before is ABSENT
    assert changes(venue, after)[2].after is ABSENT


def test_none_there_and_none_here_is_no_difference(venue: Dossier):
    first, second = (paths.replace(venue, "signs", {}) for _ in range(2))

    assert changes(first, second) == ()


def test_what_did_not_change_is_shared(venue: Dossier):
    after = apply(venue, [Change("venue.name", "Harbour Hotel", "Quay Hotel")])

    assert after.cameras is venue.cameras
    assert after.zones is venue.zones


def test_a_change_that_would_break_a_reference_is_refused(venue: Dossier):
    with pytest.raises(AnswerError):
        apply(venue, [Change("zones.z1", venue.zones["z1"] if venue.zones else None, ABSENT)])


@pytest.mark.parametrize(
    "broken",
    [
        [["venue.rooms", [1], ["many"]]],
        [["venue.nothing", [1], [2]]],
        [["cameras.c1", [], [{"label": "x", "unheard": 1}]]],
    ],
)
def test_changes_that_do_not_fit_the_model_are_refused(broken: list[object]):
    with pytest.raises((AnswerError, paths.PathError)):
        from_json(broken)


def test_merging_takes_what_only_the_other_changed(venue: Dossier):
    mine = paths.replace(venue, "venue.name", "Quay Hotel")
    theirs = paths.replace(venue, "venue.rooms", 90)

    merged = merge(venue, mine, theirs)

    assert (merged.dossier.venue.name, merged.dossier.venue.rooms) == ("Quay Hotel", 90)
    assert [change.path for change in merged.taken] == ["venue.rooms"]
    assert merged.conflicts == ()


def test_merging_leaves_the_choice_where_both_changed(venue: Dossier):
    mine = paths.replace(venue, "venue.name", "Quay Hotel")
    theirs = paths.replace(venue, "venue.name", "Pier Hotel")

    merged = merge(venue, mine, theirs)

    assert merged.dossier == mine
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == ("Harbour Hotel", "Quay Hotel", "Pier Hotel")


def test_the_same_change_on_both_sides_is_no_conflict(venue: Dossier):
    both = paths.replace(venue, "venue.name", "Quay Hotel")

    assert merge(venue, both, both).conflicts == ()


def test_an_item_removed_there_and_changed_here_is_a_conflict(venue: Dossier):
    mine = paths.replace(venue, "cameras.c2.label", "Back door")
    theirs = paths.remove(venue, "cameras.c2")

    merged = merge(venue, mine, theirs)

    assert merged.dossier == mine
    assert [conflict.path for conflict in merged.conflicts] == ["cameras.c2"]


def test_a_zone_removed_there_and_named_here_is_a_conflict(venue: Dossier):
    mine = paths.replace(venue, "cameras.c2.zone", "z2")
    theirs = paths.remove(venue, "zones.z2")

    merged = merge(venue, mine, theirs)

    assert merged.dossier == mine
    assert [conflict.path for conflict in merged.conflicts] == ["zones.z2"]


@FEW
@given(dossiers(), dossiers(), dossiers())
def test_merging_keeps_every_change_of_mine_and_leaves_none_of_theirs_out(
    base: Dossier, mine: Dossier, theirs: Dossier
):
    merged = merge(base, mine, theirs)

    assert set(_paths(changes(base, mine))) <= set(_paths(changes(base, merged.dossier)))
    seen = {*_paths(merged.taken), *(conflict.path for conflict in merged.conflicts)}
    assert all(
        change.path in seen or value_at(mine, change.path) == change.after for change in changes(base, theirs)
    )


def _paths(made: Iterable[Change]) -> list[str]:
    return [change.path for change in made]
