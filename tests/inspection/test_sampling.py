"""Drawing a sample: fair to every stratum, the same for everybody, and recomputed here by other means."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk.i18n import Texts
from fr_desk.inspection import sampling
from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Declared, Result
from fr_desk.inspection.sampling import LeftOut, Sample, SeedError, SizeError, sample
from fr_desk.inspection.wanted import Row
from fr_desk.storage.verification import Standing

ROOT = Path("/portfolio")
SENTENCE = Texts(zh="好", ko="좋음", en="fine")
KINDS, DISTRICTS = ("hotel", "gym", "shop", ""), ("黄浦区", "静安区", "강남구", "a|b", "")


def row(
    number: int,
    kind: str = "hotel",
    district: str = "黄浦区",
    *,
    root: Path = ROOT,
    risk: int = 0,
    readable: bool = True,
    verdict: str = "breached",
    **declared: object,
) -> Row:
    """A file whose dossier is told from the others by ``number``."""
    facts = {
        "dossier": f"d-{number}",
        "fingerprint": hashlib.sha256(f"venue {number}".encode()).hexdigest(),
        "name": f"Venue {number}",
        "kind": kind,
        "district": district,
        **declared,
    }
    what = Declared(**facts) if readable else None  # type: ignore[arg-type]  # named as the fields
    standing: Standing = "unsealed" if readable else "unreadable"
    result = Result("", "frdesk", standing, (SENTENCE,), dt.date(2026, 11, 22), (), what, verdict, risk=risk)
    return Row(number, Place(root, root / f"{number:05}.frdesk"), result)


def portfolio(sizes: dict[tuple[str, str], int]) -> list[Row]:
    """As many venues of each kind and district as are asked for."""
    every = [pair for pair, count in sorted(sizes.items()) for _ in range(count)]
    return [row(number, kind, district) for number, (kind, district) in enumerate(every)]


def names(drawn: Sample) -> list[str]:
    return [one.result.declared.fingerprint for one in drawn.rows if one.result.declared]


portfolios = st.dictionaries(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(DISTRICTS)), st.integers(1, 12), min_size=1, max_size=9
).map(portfolio)


@given(
    portfolios,
    st.integers(1, 60),
    st.text("0123456789abc", min_size=1, max_size=9),
    st.booleans(),
    st.randoms(),
)
@settings(max_examples=30, deadline=None)
def test_order_machine_and_repetition_make_no_difference(
    rows: list[Row], size: int, seed: str, weighted: bool, chance: random.Random
):
    rows = [replace(one, result=replace(one.result, risk=chance.randrange(90))) for one in rows]
    elsewhere = [
        replace(one, number=9, place=Place(Path("/mnt/x"), Path("/mnt/x") / one.place.name)) for one in rows
    ]
    chance.shuffle(elsewhere)

    here, there = (sample(some, size, seed=seed, weighted=weighted) for some in (rows, elsewhere))

    assert names(here) == names(there)
    assert here.strata == there.strata


@given(portfolios, st.integers(1, 60), st.text("xyz", min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_every_stratum_gets_its_share(rows: list[Row], size: int, seed: str):
    drawn = sample(rows, size, seed=seed)

    population, taken = len(rows), min(size, len(rows))
    assert drawn.population == population
    assert len(drawn.rows) == len(set(names(drawn))) == sum(one.taken for one in drawn.strata) == taken
    assert all(0 <= one.taken <= one.population for one in drawn.strata)
    enough = len(drawn.strata) <= taken
    forced = sum(one.population * taken < population for one in drawn.strata)
    for one in drawn.strata:
        share = one.population * taken / population
        assert one.taken >= 1 or not enough
        assert abs(one.taken - share) < 1 or (enough and (one.taken == 1 or share - one.taken < 1 + forced))
    found = Counter(
        (one.result.declared.kind, one.result.declared.district) for one in drawn.rows if one.result.declared
    )
    assert found == {one.values: one.taken for one in drawn.strata if one.taken}


@given(portfolios, st.integers(1, 40), st.text("pq7", min_size=1, max_size=5), st.booleans())
@settings(max_examples=30, deadline=None)
def test_the_sample_can_be_drawn_by_other_means(rows: list[Row], size: int, seed: str, weighted: bool):
    rows = [replace(one, result=replace(one.result, risk=one.number * 7 % 50)) for one in rows]
    drawn = sample(rows, size, seed=seed, weighted=weighted)

    # as the module's words have it, with nothing of its code
    highest = max(one.result.risk for one in rows)
    expected = set()
    for stratum in drawn.strata:
        numbered = []
        for one in rows:
            declared = one.result.declared
            assert declared is not None
            if (declared.kind, declared.district) == stratum.values:
                tickets = 1 + (9 * one.result.risk // highest if weighted and highest else 0)
                texts = [f"{seed}|{declared.fingerprint}|{k + 1}" for k in range(tickets)]
                numbered.append(
                    (min(hashlib.sha256(text.encode()).hexdigest() for text in texts), declared.fingerprint)
                )
        expected |= {name for _, name in sorted(numbered)[: stratum.taken]}
    assert set(names(drawn)) == expected


def test_places_are_given_as_reckoned_by_hand():
    # 10 places for 100 venues: 0.4 is below one and gets one; the others share 9 places among 96 venues:
    # 60 -> 5.625, 30 -> 2.8125, 6 -> 0.5625, which is below one too; then 8 places among 90: 5.33 and 2.67
    rows = portfolio({("hotel", "A"): 60, ("gym", "A"): 30, ("shop", "A"): 6, ("shop", "B"): 4})

    drawn = sample(rows, 10, seed="1")

    assert {one.values: one.taken for one in drawn.strata} == {
        ("gym", "A"): 3,
        ("hotel", "A"): 5,
        ("shop", "A"): 1,
        ("shop", "B"): 1,
    }


def test_equal_remainders_are_told_apart_by_the_seed():
    rows = portfolio({("hotel", name): 1 for name in "ABCDEF"})

    chosen = {sample(rows, 2, seed=str(seed)).rows[0].result.declared for seed in range(30)}
    drawn = sample(rows, 2, seed="7")

    labels = sorted((hashlib.sha256(f"7|hotel|{name}".encode()).hexdigest(), name) for name in "ABCDEF")
    assert {one.values[1] for one in drawn.strata if one.taken} == {name for _, name in labels[:2]}
    assert len(chosen) > 3


def test_a_sample_drawn_once_is_drawn_for_ever():
    rows = portfolio({("hotel", "黄浦区"): 9, ("gym", "静安区"): 5})

    drawn = sample(rows, 4, seed="20261122")

    assert [one.number for one in drawn.rows] == GOLDEN
    assert (drawn.algorithm, drawn.seed, drawn.size, drawn.by) == (
        "FR-SAMPLE-1",
        "20261122",
        4,
        ("kind", "district"),
    )


GOLDEN = [1, 5, 9, 11]


def test_copies_and_older_versions_are_left_out_first():
    first = row(1, dossier="one", fingerprint="a" * 64, revision=1)
    second = row(2, dossier="one", fingerprint="b" * 64, revision=2)
    copy = row(3, dossier="one", fingerprint="b" * 64, revision=2)
    nameless = [row(number, dossier="") for number in (4, 5)]
    broken = row(6, readable=False)

    drawn = sample([copy, broken, first, *nameless, second], 99, seed="s")

    assert drawn.left_out == LeftOut(copies=1, older=1, unreadable=1)
    assert sorted(one.number for one in drawn.rows) == [2, 4, 5]


def test_of_the_same_revision_the_later_day_counts():
    early = row(1, dossier="one", day=dt.date(2026, 1, 1))
    late = row(2, dossier="one", day=dt.date(2026, 5, 1))
    undated = row(3, dossier="one")

    assert [one.number for one in sample([late, undated, early], 5, seed="s").rows] == [2]


def test_risk_gives_more_chances_and_nobody_is_left_without_one():
    rows = [row(number, risk=100 if number == 0 else 0) for number in range(10)]

    hits = Counter(sample(rows, 1, seed=str(seed), weighted=True).rows[0].number for seed in range(400))
    even = Counter(sample(rows, 1, seed=str(seed)).rows[0].number for seed in range(400))

    assert 170 < hits[0] < 250  # 10 of 19 tickets
    assert set(hits) == set(range(10))
    assert 15 < even[0] < 70  # 1 of 10


def test_a_portfolio_of_harmless_venues_can_be_drawn_by_risk():
    assert len(sample([row(number) for number in range(5)], 2, seed="x", weighted=True).rows) == 2


@pytest.mark.parametrize("by", [(), ("verdict",), ("standing", "jurisdiction"), ("kind", "kind")])
def test_strata_are_made_by_what_is_asked_for(by: tuple[sampling.Criterion, ...]):
    rows = [row(number, verdict="open" if number % 3 else "clean") for number in range(9)]

    drawn = sample(rows, 3, by, seed="x")

    assert drawn.by == tuple(dict.fromkeys(by))
    assert len(drawn.rows) == 3
    assert all(len(one.values) == len(drawn.by) for one in drawn.strata)
    if by == ("verdict",):
        assert {one.values: one.taken for one in drawn.strata} == {("clean",): 1, ("open",): 2}


def test_hostile_names_are_drawn_like_others():
    rows = [
        row(number, district=name)
        for number, name in enumerate(["\ud800", "\u202e", "=1+1", "x" * 9000, "\n|"])
    ]

    assert len(sample(rows, 3, seed="x").rows) == 3


def test_nobody_to_draw_is_an_empty_sample():
    drawn = sample([row(1, readable=False)], 5, seed="x")

    assert (drawn.rows, drawn.strata, drawn.population) == ((), (), 0)


@pytest.mark.parametrize("seed", ["x" * 65, "two\nlines", "\u202e1", "\ud800", "\x00"])
def test_a_seed_that_cannot_be_printed_is_refused(seed: str):
    with pytest.raises(SeedError, match="64"):
        sample([row(1)], 1, seed=seed)


@pytest.mark.parametrize("size", [0, -3])
def test_a_sample_has_at_least_one_venue(size: int):
    with pytest.raises(SizeError, match=str(size)):
        sample([row(1)], size, seed="x")


def test_without_a_seed_one_is_made_that_can_be_typed():
    drawn, again = (sample([row(number) for number in range(50)], 5) for _ in range(2))

    assert len(drawn.seed) == 9
    assert drawn.seed.isdigit()
    assert drawn.seed != again.seed
    assert names(sample([row(number) for number in range(50)], 5, seed=f" {drawn.seed}\n")) == names(drawn)


def test_eleven_thousand_venues_are_drawn_from_at_once():
    rows = [
        row(number, KINDS[number % 3], f"district {number % 16}", risk=number % 997)
        for number in range(11_000)
    ]

    drawn = sample(rows, 300, seed="2026", weighted=True)

    assert len(drawn.rows) == 300
    assert len(drawn.strata) == 48
