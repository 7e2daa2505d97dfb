"""Orders of one rule at one place, what becomes of them in a new version, and what several inspectors say of one."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.inspection import judging, order_places, ordering, recording, righting
from fr_desk.inspection.record import Order, Record
from fr_desk.inspection.record_file import RecordEntryError, record_json, record_of
from fr_desk.inspection.righting import RIGHTINGS, Righted
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.services.inspecting.handing_out import righted_json

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LAST = dt.date(2026, 12, 1)
SIGNAGE = "cn.cctv.signage-angle"


@pytest.fixture(scope="module")
def hotel() -> Dossier:
    return services.open_dossier(resource("samples", "shanghai-hotel.yaml")).dossier


def signed(hotel: Dossier, *signs: str) -> Dossier:
    """The hotel with these signs only: the first leaves device c3 without one, the second c2, each of them c8."""
    kept = {key: one for key, one in (hotel.signs or {}).items() if key in signs}
    return paths.replace(hotel, "signs", kept)


def unsigned(record: Record, dossier: Dossier) -> dict[str | None, Order]:
    """What can be ordered of the rule on signs, by device."""
    made = ordering.proposals(
        record, dossier, services.assess(dossier, NOON.date()), packs_for(dossier), "en", ()
    )
    return {one.order.item: one.order for one in made if one.order.rule == SIGNAGE}


def fates(record: Record, dossier: Dossier) -> dict[str, Righted]:
    found = righting.righted(record, NOON.date(), dossier, services.assess(dossier, NOON.date()))
    return {one.key: one for one in found}


def begun(dossier: Dossier) -> tuple[Record, str]:
    return recording.begin_visit(recording.blank(dossier), dossier, "Wang", NOON, key="v0")


def given(record: Record, order: Order, key: str) -> Record:
    record, _ = ordering.draft(record, order.model_copy(update={"until": LAST}), NOON, key)
    return ordering.give(record, key, "v0", NOON)


# several at one place


def test_each_device_that_lacks_a_sign_can_be_ordered_and_is_judged_by_itself(hotel: Dossier) -> None:
    # given
    before = signed(hotel, "s1")
    record, _ = begun(before)
    made = unsigned(record, before)

    # when
    record = given(record, made["cameras.c3"], "r3")

    # then
    assert {one.path for one in made.values()} == {"signs"}
    assert made.keys() - unsigned(record, before).keys() == {"cameras.c3"}
    name = paths.get(before, "cameras.c3.label")
    assert order_places.name_of_place(made["cameras.c3"], (), before).zh == f"标识（{name}）"
    gone = order_places.name_of_place(made["cameras.c3"], (), paths.remove(before, "cameras.c3"))
    assert gone.en == f"Signs ({name}) (not in this version of the dossier)"
    record = given(record, made["cameras.c8"], "r8")
    assert made.keys() - unsigned(record, before).keys() == {"cameras.c3", "cameras.c8"}
    after = signed(hotel, "s2")
    assert "cameras.c2" in unsigned(record, after)
    assert {key: (one.state, one.basis) for key, one in fates(record, after).items()} == {
        "r3": ("on_paper", "dossier"),
        "r8": ("not_right", "dossier"),
    }
    assert fates(record, paths.remove(before, "cameras.c8"))["r8"].state == "on_paper"
    assert {one.state for one in fates(record, before).values()} == {"unknown"}
    assert record_of(record_json(record), "x") == record


def test_an_order_that_was_written_without_its_device_is_known_by_its_words(hotel: Dossier) -> None:
    # given
    before = signed(hotel, "s1")
    empty, _ = begun(before)
    made = unsigned(empty, before)
    named = made["cameras.c8"].model_copy(update={"item": None})
    older = given(empty, named, "r8")
    typed = given(empty, named.model_copy(update={"told": None, "says": "Put up a sign."}), "r8")

    # then
    assert json.loads(record_json(older))["format"] == 2
    assert made.keys() - unsigned(older, before).keys() == {"cameras.c8"}
    assert unsigned(typed, before).keys() == made.keys()
    assert fates(older, paths.replace(before, "rights.answer_days", 3))["r8"].state == "not_right"
    assert fates(older, paths.remove(signed(hotel, "s2"), "cameras.c8"))["r8"].state == "unknown"
    assert fates(typed, paths.replace(before, "rights.answer_days", 3))["r8"].state == "unknown"
    assert fates(typed, hotel)["r8"].state == "on_paper"


def test_an_order_without_words_or_day_is_not_given_and_its_place_is_named_as_people_know_it(
    hotel: Dossier,
) -> None:
    # given
    record, _ = begun(hotel)
    silent = Order(path="cameras.c10.sees", says=" \n", until=LAST)
    record, key = ordering.draft(record, silent, NOON)
    record, other = ordering.draft(record, Order(path="cameras.c10.sees", says="Turn it."), NOON)

    # then
    with pytest.raises(ordering.NoWordsError, match=r"健身房.*does not say what is to be put right"):
        ordering.give(record, key, "v0", NOON, hotel)
    with pytest.raises(ordering.NoDeadlineError, match=r"健身房.*has no last day"):
        ordering.give(record, other, "v0", NOON, hotel)


# several inspectors


@pytest.fixture
def judged(hotel: Dossier) -> tuple[Record, Record]:
    """One order, not put right as Kim says, put right as Park says a minute later on another machine."""
    shared = given(begun(hotel)[0], Order(path="signs.s1", says="Put it up."), "r1")
    records = []
    for minute, (who, done) in enumerate((("Kim", False), ("Park", True)), start=1):
        when, key = NOON + minute * MINUTE, f"v{minute}"
        one, _ = recording.begin_visit(shared, hotel, who, when, kind="reinspection", key=key)
        records.append(righting.judge(one, "r1", key, when, done=done, says=f"by {who}"))
    return records[0], records[1]


def test_what_two_inspectors_say_of_an_order_stays_and_the_later_counts(
    hotel: Dossier, judged: tuple[Record, Record]
) -> None:
    # given
    kim, park = judged

    # when
    both = recording.merge(kim, park)

    # then
    assert both == recording.merge(park, kim) == recording.merge(both, kim)
    fate = fates(both, hotel)["r1"]
    assert (fate.state, fate.order.done_says, fate.differs) == ("right", "by Park", True)
    assert [(one.visit.inspector, one.state, one.judgement.says) for one in fate.said] == [
        ("Park", "right", "by Park"),
        ("Kim", "not_right", "by Kim"),
    ]
    told = righted_json(fate)
    assert told["inspectors_differ"] is True
    assert [one["says"] for one in told["said"]] == ["by Park", "by Kim"]
    assert all(one["state"] in RIGHTINGS for one in told["said"])
    assert record_of(record_json(both), "x") == both

    # and what was taken back does not come back, nor does it take along what the other said
    later = righting.judge(both, "r1", "v2", NOON + 3 * MINUTE, done=None)
    for one in (later, recording.merge(later, park), recording.take_back(both, "visits", "v2", NOON)):
        assert fates(one, hotel)["r1"].state == "not_right"
        assert not fates(one, hotel)["r1"].differs
    with pytest.raises(recording.NoVisitError):
        righting.judge(both, "r1", "v9", NOON, done=True)


def test_the_later_judgement_counts_by_whichever_clock_and_other_words_to_an_earlier_one_do_not_make_it_count(
    judged: tuple[Record, Record],
) -> None:
    # given
    both = recording.merge(*judged)

    # when Kim, whose clock is late, says it again, and Park in the same second says otherwise
    again = righting.judge(both, "r1", "v1", NOON, done=False, says="Look!")
    after = righting.judge(again, "r1", "v2", NOON, done=True)
    worded = righting.reword(after, "r1", "v1", NOON + 5 * MINUTE, "Look again!")

    # then
    assert (again.orders["r1"].done, again.orders["r1"].done_says) == (False, "Look!")
    assert (after.orders["r1"].done, worded.orders["r1"].done) == (True, True)
    assert [one.says for _, one in judging.standing(worded.orders["r1"])] == [None, "Look again!"]
    assert recording.merge(worded, both, again) == worded


def test_looking_again_on_a_later_day_is_no_disagreement(
    hotel: Dossier, judged: tuple[Record, Record]
) -> None:
    # given
    kim, _ = judged
    next_week = NOON + dt.timedelta(days=7)
    record, visit = recording.begin_visit(kim, hotel, "Park", next_week, kind="reinspection")

    # when
    record = righting.judge(record, "r1", visit, next_week, done=True)

    # then
    fate = fates(record, hotel)["r1"]
    assert (fate.state, len(fate.said), fate.differs) == ("right", 2, False)


def test_words_changed_on_one_machine_and_a_judgement_on_another_are_both_kept(
    judged: tuple[Record, Record],
) -> None:
    # given
    kim, park = judged
    changed = kim.orders["r1"].model_copy(update={"says": "Put it up at eye level."})

    # when
    both = recording.merge(park, recording.put(kim, "orders", "r1", changed, NOON + MINUTE))

    # then
    order = both.orders["r1"]
    assert (order.says, order.done) == ("Put it up at eye level.", True)


def test_undo_takes_back_a_judgement_and_leaves_what_came_from_elsewhere_since(
    judged: tuple[Record, Record],
) -> None:
    # given
    kim, park = judged
    before = kim.model_copy(update={"orders": {"r1": judging.told(kim.orders["r1"], {})}})
    now = recording.merge(kim, park)

    # when
    wanted = judging.carried(now.orders["r1"], kim.orders["r1"], before.orders["r1"])
    undone = recording.restored(now, now.model_copy(update={"orders": {"r1": wanted}}), NOON)
    again = judging.carried(undone.orders["r1"], before.orders["r1"], kim.orders["r1"])
    redone = recording.restored(undone, undone.model_copy(update={"orders": {"r1": again}}), NOON)

    # then
    assert [visit for visit, _ in judging.standing(undone.orders["r1"])] == ["v2"]
    assert recording.merge(undone, kim) == undone
    assert [visit for visit, _ in judging.standing(redone.orders["r1"])] == ["v2", "v1"]
    assert recording.merge(redone, undone) == redone


def test_a_record_that_was_written_with_one_judgement_is_read_and_merged_without_loss(
    judged: tuple[Record, Record],
) -> None:
    # given
    older = []
    for record in judged:
        tree = json.loads(record_json(record)) | {"format": 2}
        del tree["orders"]["r1"]["judged"]
        older.append(record_of(json.dumps(tree).encode(), "x"))

    # when
    both = recording.merge(*older)

    # then
    assert [one.done for one in (record.orders["r1"] for record in older)] == [False, True]
    assert [visit for visit, _ in judging.standing(both.orders["r1"])] == ["v2", "v1"]
    assert both == recording.merge(*reversed(older)) == recording.merge(both, older[0])


def test_a_record_in_which_another_judgement_counts_than_the_latest_is_refused(
    judged: tuple[Record, Record],
) -> None:
    # given
    tree = json.loads(record_json(judged[0]))
    tree["orders"]["r1"]["done"] = True

    # then
    with pytest.raises(RecordEntryError, match=r"at orders\.r1"):
        record_of(json.dumps(tree).encode(), "x")
