"""Keeping a record: places, what was found, taking back, merging, orders and what was put right."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import LONG
from fr_desk.i18n import LANGUAGES, translate
from fr_desk.inspection import order_places, ordering, recording, righting
from fr_desk.inspection.declared import NO_NAME, compared
from fr_desk.inspection.looks import looks
from fr_desk.inspection.record import Observation, Order, Record, Visit, new_id
from fr_desk.inspection.spots import declared, declared_texts, label_of_place, spots
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.services.inspecting.handing_out import as_csv

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def sample(name: str) -> Dossier:
    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


@pytest.fixture(scope="module")
def hotel() -> Dossier:
    return sample("shanghai-hotel")


@pytest.fixture(scope="module")
def assessed(hotel: Dossier) -> Assessment:
    return services.assess(hotel, NOON.date())


def begun(dossier: Dossier, who: str = "Wang", minutes: int = 0) -> tuple[Record, str]:
    return recording.begin_visit(recording.blank(dossier), dossier, who, NOON + minutes * MINUTE)


# places


def test_the_places_are_walked_by_risk_and_every_device_sign_and_zone_is_among_them(
    hotel: Dossier, assessed: Assessment
) -> None:
    # when
    found = spots(hotel, looks(hotel, assessed))

    # then
    listed = [spot.path for spot in found]
    assert len(listed) == len(set(listed))
    for collection in ("cameras", "signs", "zones"):
        assert {f"{collection}.{key}" for key in getattr(hotel, collection)} <= set(listed)
    assert {"filings.cac", "activities.a2.alternatives", "activities.a2.retention"} <= set(listed)
    risks = [spot.risk for spot in found]
    assert risks == sorted(risks, reverse=True)
    assert found[0].looks
    told = [look for spot in found for look in spot.looks]
    assert len(told) == len(looks(hotel, assessed))


def test_a_korean_venue_is_not_asked_about_chinese_filings() -> None:
    assert not [spot for spot in spots(sample("seoul-gym")) if spot.group == "filings"]


def test_what_is_declared_is_told_in_words_and_unanswered_is_said_to_be_so(hotel: Dossier) -> None:
    # given
    silent = paths.replace(hotel, "cameras.c1.zone", None)

    # when
    told = dict(declared(silent, "cameras.c1", "en"))

    # then
    assert told["Stands in"] == "not answered"
    assert told["Face function"]
    assert declared(hotel, "cameras.nothing", "en") == ()
    assert "not in this version" in declared_texts(hotel, "cameras.nothing").en


# observing


def test_the_same_visit_writes_the_same_place_anew_and_new_things_each_time(hotel: Dossier) -> None:
    # given
    record, visit = begun(hotel)

    # when
    record, first = recording.observe(record, visit, "cameras.c1", "differs", NOON)
    record, second = recording.observe(record, visit, "cameras.c1", "as_declared", NOON + MINUTE)
    record, third = recording.observe(record, visit, "cameras", "not_declared", NOON, label="Lens")
    record, fourth = recording.observe(record, visit, "cameras", "not_declared", NOON, label="Lens 2")

    # then
    assert first == second
    assert third != fourth
    assert record.observations[first].outcome == "as_declared"
    assert record.observations[first].at == NOON + MINUTE
    rows = compared(record, hotel, spots(hotel)[:2])
    assert ordering.progress_of(rows) == recording.Progress(3, 4)
    assert sum(ordering.summary_of(rows).values()) == 4


def test_what_is_found_needs_a_visit_that_is_there(hotel: Dossier) -> None:
    with pytest.raises(recording.NoVisitError):
        recording.observe(recording.blank(hotel), "v1", "cameras.c1", "differs", NOON)


def test_references_to_visits_and_photos_that_are_not_there_are_refused(hotel: Dossier) -> None:
    # given
    record, visit = begun(hotel)

    # then
    with pytest.raises(ValidationError, match="photos"):
        recording.observe(record, visit, "cameras.c1", "differs", NOON, photos=("p1",))
    with pytest.raises(ValidationError, match="visits"):
        Record(
            dossier="d",
            fingerprint="a" * 64,
            observations={"o1": Observation(path="zones.z1", outcome="differs", visit="v1", at=NOON)},
        )


def test_times_without_a_zone_are_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        Visit(inspector="Wang", began=dt.datetime(2026, 11, 22))


def test_two_machines_never_give_the_same_id() -> None:
    assert len({new_id("o") for _ in range(10_000)}) == 10_000


# taking back


def test_what_was_taken_back_is_not_shown_and_merging_does_not_bring_it_back(hotel: Dossier) -> None:
    # given
    shared, visit = begun(hotel)
    shared, key = recording.observe(shared, visit, "cameras.c1", "differs", NOON)

    # when
    mine = recording.take_back(shared, "observations", key, NOON + MINUTE)

    # then
    assert not recording.effective(recording.merge(mine, shared)).observations
    assert not recording.effective(recording.merge(shared, mine)).observations


def test_undo_says_what_was_said_before_and_wins_over_a_copy_made_in_between(hotel: Dossier) -> None:
    # given
    before, visit = begun(hotel)
    before, key = recording.observe(before, visit, "cameras.c1", "as_declared", NOON, says="fine")
    after, _ = recording.observe(before, visit, "cameras.c1", "differs", NOON + MINUTE, says="moved")
    after, extra = recording.observe(after, visit, "signs.s1", "not_there", NOON + MINUTE)

    # when
    undone = recording.restored(after, before, NOON + 2 * MINUTE)
    again = recording.restored(undone, after, NOON + 2 * MINUTE)  # by a clock that stands still

    # then
    shown = recording.effective(recording.merge(undone, after))
    assert shown.observations[key].says == "fine"
    assert extra not in shown.observations
    assert recording.effective(recording.merge(undone, again)).observations.keys() == {key, extra}


def test_a_visit_taken_back_takes_along_what_was_found_at_it(hotel: Dossier) -> None:
    # given
    record, visit = begun(hotel)
    record, _ = recording.observe(record, visit, "cameras.c1", "differs", NOON)

    # when
    record = recording.take_back(record, "visits", visit, NOON + MINUTE)

    # then
    assert recording.effective(record).observations == {}


# merging


def test_two_inspectors_who_do_not_agree_are_both_kept_and_the_later_counts(hotel: Dossier) -> None:
    # given
    mine, first = begun(hotel, "Wang")
    theirs, second = begun(hotel, "Li", 1)
    mine, _ = recording.observe(mine, first, "cameras.c1", "differs", NOON + 5 * MINUTE, says="moved")
    theirs, _ = recording.observe(theirs, second, "cameras.c1", "as_declared", NOON + 2 * MINUTE)
    theirs, _ = recording.observe(theirs, second, "cameras.c2", "as_declared", NOON + 2 * MINUTE)

    # when
    rows = {row.path: row for row in compared(recording.merge(theirs, mine), hotel)}

    # then
    assert rows["cameras.c1"].outcome == "differs"
    assert rows["cameras.c1"].who == "Wang"
    assert [one.who for one in rows["cameras.c1"].others] == ["Li"]
    assert rows["cameras.c1"].differs
    assert not rows["cameras.c2"].differs
    assert rows["cameras.c3"].outcome is None


def test_records_of_different_dossiers_are_not_merged(hotel: Dossier) -> None:
    other = hotel.model_copy(update={"id": "another"})

    with pytest.raises(recording.OtherDossierError, match="another"):
        recording.merge(recording.blank(hotel), recording.blank(other))


Steps = list[tuple[int, int, int, str]]


def _made(hotel: Dossier, base: Record, machine: int, steps: Iterable[tuple[int, int, int, str]]) -> Record:
    """What one machine makes of a record that all began with."""
    record, visit = recording.begin_visit(base, hotel, f"M{machine}", NOON, key=f"v{machine}")
    for kind, place, minutes, words in steps:
        moment, path = NOON + minutes * MINUTE, f"cameras.c{place}"
        shared = sorted(base.observations)
        match kind:
            case 0:
                record, _ = recording.observe(record, visit, path, "differs", moment, says=words)
            case 1:
                record, _ = recording.observe(
                    record, visit, "cameras", "not_declared", moment, label=words, key=f"o{machine}_{place}"
                )
            case 2:
                record = recording.take_back(record, "observations", shared[place % len(shared)], moment)
            case 3:
                key = shared[place % len(shared)]
                changed = record.observations[key].model_copy(update={"says": words, "withdrawn": False})
                record = recording.put(record, "observations", key, changed, moment)
            case 4:
                order = Order(path=path, says=words, until=NOON.date())
                record, _ = ordering.draft(record, order, moment, key=f"r{machine}_{place}")
            case 5:
                order = record.orders["r0"].model_copy(update={"says": words})
                record = recording.put(record, "orders", "r0", order, moment)
            case _:
                done = None if place == 4 else place % 2 == 0
                record = righting.judge(record, "r0", visit, moment, done=done, says=words)
    return record


_STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(0, 3), st.sampled_from(["", "a", "b"])),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(_STEPS, _STEPS, _STEPS)
def test_merging_is_the_same_in_whatever_order_and_however_often(a: Steps, b: Steps, c: Steps) -> None:
    # given
    hotel = Dossier(id="hotel")
    base, visit = recording.begin_visit(recording.blank(hotel), hotel, "first", NOON - MINUTE, key="v0")
    for number in range(2):
        base, _ = recording.observe(base, visit, f"cameras.c{number}", "differs", NOON, key=f"o{number}")
    told = {
        "done": True,
        "done_at": NOON,
        "done_visit": "v0",
    }  # as records were written with one judgement only
    base, _ = ordering.draft(
        base, Order.model_validate({"path": "signs", "says": "", **told}), NOON, key="r0"
    )
    x, y, z = (_made(hotel, base, number, steps) for number, steps in enumerate((a, b, c), start=1))

    # then
    merge = recording.merge
    assert merge(x, y) == merge(y, x)
    assert merge(merge(x, y), z) == merge(x, merge(y, z))
    assert merge(x, x) == x
    assert merge(merge(x, y), y) == merge(x, y)
    every = merge(x, y, z)
    for one in (x, y, z):
        for name in recording.LIMITS:
            assert set(getattr(one, name)) <= set(getattr(every, name))
    assert Record.model_validate_json(every.model_dump_json()) == every


def test_a_table_names_those_who_gave_no_name_as_every_paper_does(hotel: Dossier) -> None:
    # given
    record, visit = begun(hotel, "")
    for place in ("signs.s1", "signs.s2"):
        record, _ = recording.observe(record, visit, place, "differs", NOON)
    record, later = recording.begin_visit(record, hotel, "Li", NOON + MINUTE)
    record, _ = recording.observe(record, later, "signs.s1", "as_declared", NOON + MINUTE)

    # when
    table = list(
        csv.DictReader(io.StringIO(as_csv(record, hotel, compared(record, hotel), (), "ko").decode()))
    )

    # then
    nobody = translate(NO_NAME, "ko")
    rows = {row["path"]: row for row in table}
    assert rows["signs.s1"]["others"].startswith(f"{nobody}, 2026-")
    assert [rows[path]["inspector"] for path in ("signs.s1", "signs.s2", "signs.s3")] == ["Li", nobody, ""]


# orders


def test_orders_are_proposed_from_the_findings_and_from_what_was_found_with_their_articles(
    hotel: Dossier, assessed: Assessment
) -> None:
    # given
    record, visit = begun(hotel)
    record, _ = recording.observe(
        record, visit, "signs.s1", "not_there", NOON, says="Nothing hangs here.", article="cn-pipl/26"
    )
    record, _ = recording.observe(record, visit, "signs.s2", "as_declared", NOON)

    # when
    made = ordering.proposals(record, hotel, assessed, packs_for(hotel), "en")

    # then
    breached = assessed.of(Outcome.BREACHED)
    assert {one.order.rule for one in made if one.finding} == {finding.rule for finding in breached}
    for one in made:
        if one.finding:
            assert one.order.articles == ordering.articles(one.finding.citations)
    (site,) = [one for one in made if one.row]
    assert site.order.path == "signs.s1"
    assert site.order.articles == ("cn-pipl/26",)
    assert site.order.found == next(iter(record.observations))
    assert site.order.says.endswith("Provide it as declared, or correct the dossier.")
    assert all(one.order.until is None or one.deadline for one in made)


def test_a_day_is_proposed_only_where_the_law_lets_one_run(hotel: Dossier) -> None:
    # given
    dossier = hotel
    day = dt.date(2026, 11, 2)
    for path, value in {
        "filings.cac.reached_on": day,
        "filings.cac.filed": False,
        "activities.a2.persons_stored": 150_000,
    }.items():
        dossier = paths.replace(dossier, path, value)
    # when
    assessment = services.assess(dossier, NOON.date())
    made = ordering.proposals(recording.blank(dossier), dossier, assessment, packs_for(dossier), "en")

    # then
    dated = [one for one in made if one.order.until]
    assert all(one.deadline and one.deadline.due == one.order.until for one in dated)
    assert all(one.order.until >= NOON.date() for one in dated if one.order.until)
    assert [one for one in made if one.order.until is None]


def test_what_is_ordered_is_not_proposed_again_and_needs_a_day(hotel: Dossier, assessed: Assessment) -> None:
    # given
    record, visit = begun(hotel)
    first, *others = ordering.proposals(record, hotel, assessed, packs_for(hotel), "zh")

    # when
    record, key = ordering.draft(record, first.order, NOON)

    # then
    again = ordering.proposals(record, hotel, assessed, packs_for(hotel), "zh")
    assert [one.order for one in again] == [one.order for one in others]
    if first.order.until is None:
        with pytest.raises(ordering.NoDeadlineError, match="choose one"):
            ordering.give(record, key, visit, NOON)


def _ordered(dossier: Dossier, order: Order) -> tuple[Record, str]:
    record, visit = begun(dossier)
    record, key = ordering.draft(record, order, NOON)
    return ordering.give(record, key, visit, NOON), key


def _only(record: Record, dossier: Dossier) -> righting.Righted:
    (one,) = righting.righted(
        record, dt.date(2026, 12, 20), dossier, services.assess(dossier, dt.date(2026, 12, 20))
    )
    return one


def test_a_corrected_version_puts_an_order_right_on_paper_and_an_inspector_puts_it_right(
    hotel: Dossier,
) -> None:
    # given
    lens = Order(
        rule="cn.cctv.forbidden-places", path="cameras.c10.sees", says="Turn it.", until=dt.date(2026, 12, 1)
    )
    record, key = _ordered(hotel, lens)
    corrected = paths.replace(hotel, "cameras.c10.sees", ("z6",))

    # then
    assert _only(record, hotel).state == "unknown"
    assert _only(record, hotel).late == 19
    assert _only(record, corrected).state == "on_paper"
    assert _only(record, paths.replace(hotel, "rights.answer_days", 3)).state == "not_right"

    # when
    record, visit = recording.begin_visit(record, corrected, "Wang", NOON + 60 * MINUTE, kind="reinspection")
    seen, _ = recording.observe(record, visit, "cameras.c10", "as_declared", NOON + 61 * MINUTE)
    judged = righting.judge(seen, key, visit, NOON + 62 * MINUTE, done=False, says="It still looks in.")

    # then
    assert _only(judged, corrected).state == "not_right"
    assert _only(judged, corrected).basis == "inspector"
    later = NOON + 63 * MINUTE
    assert _only(righting.judge(judged, key, visit, later, done=True), corrected).state == "right"
    nobody = _only(righting.judge(judged, key, visit, later, done=None), corrected)
    assert (nobody.state, nobody.basis) == ("right", "site")


def test_what_was_found_on_site_is_put_right_when_it_is_seen_as_declared(hotel: Dossier) -> None:
    # given
    record, _ = _ordered(hotel, Order(path="signs.s1", says="Put it up.", until=dt.date(2026, 12, 1)))
    record, visit = recording.begin_visit(record, hotel, "Li", NOON + 60 * MINUTE, kind="reinspection")

    # when
    missing, _ = recording.observe(record, visit, "signs.s1", "not_there", NOON + 61 * MINUTE)
    there, _ = recording.observe(record, visit, "signs.s1", "as_declared", NOON + 62 * MINUTE)

    # then
    assert _only(record, hotel).state == "unknown"
    assert _only(missing, hotel).state == "not_right"
    assert _only(there, hotel).state == "right"
    assert _only(there, hotel).late == 0


def test_the_longest_hostile_words_fit_and_longer_ones_do_not(hotel: Dossier) -> None:
    # given
    record, visit = begun(hotel, "<b>&\N{RIGHT-TO-LEFT OVERRIDE}\N{GRINNING FACE}")

    # when
    record, key = recording.observe(record, visit, "cameras.c1", "differs", NOON, says="x" * LONG)

    # then
    assert record.observations[key].says == "x" * LONG
    with pytest.raises(ValidationError):
        recording.observe(record, visit, "cameras.c1", "differs", NOON, says="x" * (LONG + 1))


def test_proposed_words_are_said_in_every_language_and_typed_words_as_they_were_typed(
    hotel: Dossier, assessed: Assessment
) -> None:
    # given
    first = ordering.proposals(recording.blank(hotel), hotel, assessed, packs_for(hotel), "zh")[0].order
    finding = next(one for one in assessed.findings if (one.rule, one.path) == (first.rule, first.path))

    # then
    assert [first.words(lang) for lang in LANGUAGES] == [finding.message.get(lang) for lang in LANGUAGES]
    typed = first.model_copy(update={"says": "Take it down today."})
    assert {typed.words(lang) for lang in LANGUAGES} == {"Take it down today."}
    older = first.model_copy(update={"told": None})
    assert older.words("ko") == first.says
    assert ordering.proposed_words(older, assessed).words("ko") == finding.message.ko


def test_of_two_things_that_are_not_declared_each_has_an_order_of_its_own(
    hotel: Dossier, assessed: Assessment
):
    # given
    record, visit = begun(hotel)
    for at, name in enumerate(("Lens", "Mirror")):
        when = NOON + at * MINUTE
        record, _ = recording.observe(record, visit, "cameras", "not_declared", when, label=name)
    record, _ = recording.observe(record, visit, "cameras", "as_declared", NOON)

    # when
    lens, mirror = (
        one.order for one in ordering.proposals(record, hotel, assessed, packs_for(hotel), "en") if one.row
    )
    record, key = ordering.draft(record, lens, NOON)

    # then
    left = [one for one in ordering.proposals(record, hotel, assessed, packs_for(hotel), "en") if one.row]
    assert [one.order for one in left] == [mirror]
    rows = compared(record, hotel)
    assert order_places.name_of_place(lens, rows, hotel).en == "Lens"
    home = order_places.row_of(record.orders[key], rows)
    assert home is not None
    assert home.outcome == "not_declared"
    device = Order(rule="cn.cctv.forbidden-places", path="cameras.c10.sees", says="x")
    assert order_places.row_of(device, rows) is next(row for row in rows if row.path == "cameras.c10")

    # and an order of which nobody knows any more what it rests on hides none of the others
    assert lens.found is not None
    taken_back = recording.take_back(record, "observations", lens.found, NOON + MINUTE)
    nameless, _ = ordering.draft(
        begun(hotel)[0], lens.model_copy(update={"found": None, "called": None}), NOON
    )
    nameless = recording.merge(nameless, record.model_copy(update={"orders": {}}))
    for known in (taken_back, nameless):
        proposed = ordering.proposals(known, hotel, assessed, packs_for(hotel), "en")
        assert mirror in [one.order for one in proposed]


def test_a_place_keeps_its_name_when_the_dossier_has_it_no_more(hotel: Dossier) -> None:
    # given
    name = paths.get(hotel, "cameras.c10.label")
    record, visit = begun(hotel)
    called = label_of_place(hotel, "cameras.c10")
    record, _ = recording.observe(record, visit, "cameras.c10", "differs", NOON, called=called)
    after = paths.remove(hotel, "cameras.c10")

    # then
    (row,) = [one for one in compared(record, after) if one.path == "cameras.c10"]
    assert row.label.en == f"{name} (not in this version of the dossier)"
    older = Record.model_validate(
        {
            **dict(record),
            "observations": {
                key: one.model_copy(update={"called": None}) for key, one in record.observations.items()
            },
        }
    )
    (row,) = [one for one in compared(older, after) if one.path == "cameras.c10"]
    assert "cameras.c10" not in row.label.en
    assert row.label.en.endswith("c10 (not in this version of the dossier)")


def test_an_order_is_as_late_as_it_was_put_right_and_none_is_given_for_a_day_that_is_over(
    hotel: Dossier,
) -> None:
    # given
    record, key = _ordered(hotel, Order(path="signs.s1", says="Put it up.", until=NOON.date()))
    late = NOON + dt.timedelta(days=9)

    # when
    record, visit = recording.begin_visit(record, hotel, "Li", late, kind="reinspection")
    judged = righting.judge(record, key, visit, late, done=True)

    # then
    assert (_only(record, hotel).late, _only(judged, hotel).late) == (28, 9)
    draft, past = ordering.draft(record, Order(path="signs.s2", says="x", until=NOON.date()), NOON)
    with pytest.raises(ordering.PastDeadlineError, match="2026-11-22 is over"):
        ordering.give(draft, past, visit, late)
