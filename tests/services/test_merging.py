"""Two people's work on one dossier: what both did is there, and what nobody can decide is asked."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fr_desk.domain import differences, paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import Decision, HistoryEntry, Risk
from fr_desk.domain.remarks import Remark
from fr_desk.domain.venue import Camera, Zone
from fr_desk.services.merging import ChoiceError, Side, bring_together, resolved
from tests.strategies import dossiers

SIDES: tuple[Side, ...] = get_args(Side)

BASE = Dossier.model_validate(
    {
        "venue": {"name": "Harbour Hotel"},
        "zones": {"z1": {"name": "Lobby"}, "z2": {"name": "Lift"}},
        "cameras": {"c1": {"label": "Door", "zone": "z1"}, "c2": {"label": "Desk", "zone": "z1"}},
    }
)


def test_what_either_side_changed_is_there_and_nothing_is_asked():
    mine = paths.replace(BASE, "venue.name", "Harbour House")
    theirs = paths.replace(BASE, "cameras.c1.label", "Front door")

    together = bring_together(BASE, mine, theirs)

    assert together.conflicts == ()
    assert together.dossier.venue.name == "Harbour House"
    assert paths.get(together.dossier, "cameras.c1.label") == "Front door"


@pytest.mark.parametrize(
    ("side", "name"), [("mine", "Mine"), ("theirs", "Theirs"), ("base", "Harbour Hotel")]
)
def test_the_same_answer_changed_twice_is_chosen(side: str, name: str):
    together = bring_together(
        BASE, paths.replace(BASE, "venue.name", "Mine"), paths.replace(BASE, "venue.name", "Theirs")
    )

    assert [conflict.path for conflict in together.conflicts] == ["venue.name"]
    assert resolved(together, {"venue.name": side}).venue.name == name  # type: ignore[dict-item]  # a side


def test_items_both_added_under_one_id_are_two_items_and_references_follow():
    # given two windows that each added a third zone and a camera in it
    mine, _ = paths.insert(BASE, "zones", Zone(name="Pool"))
    mine, _ = paths.insert(mine, "cameras", Camera(label="Pool camera", zone="z3"))
    theirs, _ = paths.insert(BASE, "zones", Zone(name="Sauna"))
    theirs, _ = paths.insert(theirs, "cameras", Camera(label="Sauna camera", zone="z3"))
    theirs, _ = paths.insert(theirs, "remarks", Remark(about="cameras.c3.audio", text="ask the vendor"))
    theirs, _ = paths.insert(theirs, "decisions", Decision(rule="r", path="cameras.c3"))

    # when
    together = bring_together(BASE, mine, theirs)

    # then
    dossier = together.dossier
    assert together.conflicts == ()
    zones, cameras = dossier.zones or {}, dossier.cameras or {}
    assert [zone.name for zone in zones.values()] == ["Lobby", "Lift", "Pool", "Sauna"]
    assert {camera.label: zones[camera.zone or ""].name for camera in cameras.values()} == {
        "Door": "Lobby",
        "Desk": "Lobby",
        "Pool camera": "Pool",
        "Sauna camera": "Sauna",
    }
    sauna = next(key for key, camera in cameras.items() if camera.label == "Sauna camera")
    assert [one.about for one in (dossier.remarks or {}).values()] == [f"cameras.{sauna}.audio"]
    assert [one.path for one in (dossier.decisions or {}).values()] == [f"cameras.{sauna}"]


def test_items_inside_items_are_told_apart_too():
    mine, _ = paths.insert(BASE, "assessment.risks", Risk(description="leak"))
    theirs, _ = paths.insert(BASE, "assessment.risks", Risk(description="misuse"))

    together = bring_together(BASE, mine, theirs)

    assert together.conflicts == ()
    assert [risk.description for risk in (together.dossier.assessment.risks or {}).values()] == [
        "leak",
        "misuse",
    ]


def test_an_item_removed_here_and_changed_there_is_chosen_as_a_whole():
    # given
    mine = paths.remove(BASE, "cameras.c2")
    theirs = paths.replace(paths.replace(BASE, "cameras.c2.label", "Counter"), "cameras.c2.zone", "z2")

    # when
    together = bring_together(BASE, mine, theirs)

    # then one question about the camera, not one for each of its answers
    assert [conflict.path for conflict in together.conflicts] == ["cameras.c2"]
    assert "c2" not in (resolved(together, {}).cameras or {})
    assert paths.get(resolved(together, {"cameras.c2": "theirs"}), "cameras.c2.label") == "Counter"
    assert paths.get(resolved(together, {"cameras.c2": "base"}), "cameras.c2.label") == "Desk"


def test_all_items_removed_here_are_asked_about_only_where_the_other_side_changed_them():
    # given
    mine = paths.remove(paths.remove(BASE, "cameras.c1"), "cameras.c2")
    theirs = paths.replace(BASE, "cameras.c1.label", "Front door")

    # when
    together = bring_together(BASE, mine, theirs)

    # then
    assert [conflict.path for conflict in together.conflicts] == ["cameras.c1"]
    assert resolved(together, {}).cameras is None
    assert list(resolved(together, {"cameras.c1": "theirs"}).cameras or {}) == ["c1"]


def test_a_choice_that_would_leave_a_reference_to_nothing_is_refused_and_named():
    # given: here a camera stands in the lift, there the lift is gone
    mine = paths.replace(BASE, "cameras.c2.zone", "z2")
    theirs = paths.remove(BASE, "zones.z2")

    # when
    together = bring_together(BASE, mine, theirs)

    # then
    assert [conflict.path for conflict in together.conflicts] == ["zones.z2"]
    with pytest.raises(ChoiceError) as refused:
        resolved(together, {"zones.z2": "theirs"})
    assert refused.value.values == {"place": "zones.z2"}
    assert resolved(together, {"zones.z2": "mine"}) == mine


def test_a_new_item_and_what_names_it_come_along_whatever_their_order():
    # activities stand after cameras in a dossier, so the camera's change comes first
    from fr_desk.domain.activity import Activity

    theirs, _ = paths.insert(BASE, "activities", Activity(name="Video"))
    theirs = paths.replace(theirs, "cameras.c1.activities", ("a1",))

    together = bring_together(BASE, paths.replace(BASE, "venue.name", "Mine"), theirs)

    assert together.conflicts == ()
    assert paths.get(together.dossier, "cameras.c1.activities") == ("a1",)


def test_a_list_sorted_on_one_side_and_changed_on_the_other_is_both():
    # given
    turned = paths.replace(BASE, "cameras", dict(reversed((BASE.cameras or {}).items())))
    changed = paths.replace(BASE, "cameras.c1.label", "Front door")

    # then
    for mine, theirs in ((turned, changed), (changed, turned)):
        together = bring_together(BASE, mine, theirs)
        assert together.conflicts == ()
        assert together.orders_kept == ()
        assert [one.label for one in (together.dossier.cameras or {}).values()] == ["Desk", "Front door"]


def test_a_list_sorted_differently_on_both_sides_keeps_this_order_and_says_so():
    base, _ = paths.insert(BASE, "cameras", Camera(label="Bar"))
    items = base.cameras or {}
    mine = paths.replace(base, "cameras", {key: items[key] for key in ("c3", "c1", "c2")})
    theirs = paths.replace(base, "cameras", {key: items[key] for key in ("c2", "c3", "c1")})

    together = bring_together(base, mine, theirs)

    assert list(together.dossier.cameras or {}) == ["c3", "c1", "c2"]
    assert together.orders_kept == ("cameras",)


def test_revisions_and_history_of_both_sides_are_counted():
    kept = [HistoryEntry(what=what) for what in ("first", "mine", "theirs")]
    base = BASE.model_copy(update={"history": (kept[0],), "revision": 2})
    mine = base.model_copy(update={"history": (kept[0], kept[1]), "revision": 3})
    theirs = base.model_copy(update={"history": (kept[0], kept[2]), "revision": 3})

    together = bring_together(base, mine, theirs)

    assert together.conflicts == ()
    assert together.dossier.revision == 4
    assert [entry.what for entry in together.dossier.history] == ["first", "theirs", "mine"]


def test_none_is_an_answer_that_meets_an_item_as_a_choice():
    mine = paths.replace(Dossier(), "signs", {})
    theirs, _ = paths.insert(Dossier(), "signs")

    together = bring_together(Dossier(), mine, theirs)

    assert [conflict.path for conflict in together.conflicts] == ["signs"]
    assert resolved(together, {}).signs == {}


def test_what_only_the_other_side_did_is_taken_as_it_is_none_and_unanswered_told_apart():
    for theirs in (
        paths.replace(BASE, "signs", {}),
        paths.remove(paths.remove(BASE, "cameras.c1"), "cameras.c2"),
        paths.replace(BASE, "cameras", {}),
        paths.replace(BASE, "cameras", dict(reversed((BASE.cameras or {}).items()))),
    ):
        together = bring_together(BASE, BASE, theirs)

        assert together.conflicts == ()
        assert together.dossier == theirs
        assert bring_together(BASE, theirs, BASE).dossier == theirs
        assert bring_together(BASE, theirs, theirs).dossier == theirs


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(base=dossiers(), first=dossiers(), second=dossiers(), some=st.randoms(use_true_random=False))
def test_any_two_sides_come_together_and_every_choice_fits_or_is_refused(
    base: Dossier, first: Dossier, second: Dossier, some: Random
) -> None:
    # given two sides that each made some changes
    mine, theirs = (_partly(base, other, some) for other in (first, second))

    # when
    together = bring_together(base, mine, theirs)

    # then
    assert resolved(together, {}) == together.dossier
    for side in SIDES:
        with suppress(ChoiceError):
            resolved(together, {conflict.path: side for conflict in together.conflicts})
    assert bring_together(base, base, theirs).dossier == theirs
    assert bring_together(base, mine, base).dossier == mine


def _partly(base: Dossier, other: Dossier, some: Random) -> Dossier:
    """Return ``base`` with a few of the changes that lead to ``other``."""
    made = list(differences.changes(base, other))
    some.shuffle(made)
    for change in made[: some.randint(0, 6)]:
        with suppress(paths.AnswerError):
            base = differences.apply(base, [change])
    return base
