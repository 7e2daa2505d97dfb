"""Drawing a sample: fair to every stratum, the same for everybody, and recomputed here by other means."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from itertools import accumulate, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk.i18n import Texts
from fr_desk.inspection import sampling
from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Declared, Result
from fr_desk.inspection.sampling import LeftOut, Sample, SeedError, SizeError, allocated, sample
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


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


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
    for one in drawn.strata:
        whole, rest = divmod(one.population * taken, population)
        assert one.taken in ({whole, whole + 1} if rest else {whole})
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
    said = [one.result.declared for one in rows if one.result.declared]
    sizes = Counter((one.kind, one.district) for one in said)
    start = int(sha256(f"{seed}|start"), 16) % len(rows)
    ordered = sorted(
        (sha256(f"{seed}|stratum|{kind}|{district}"), kind, district) for kind, district in sizes
    )
    ends = [*accumulate(min(size, len(rows)) * sizes[one[1:]] % len(rows) for one in ordered)]
    marks = Counter(bisect_right(ends, mark) for mark in range(start, ends[-1], len(rows)))
    places = {
        one[1:]: min(size, len(rows)) * sizes[one[1:]] // len(rows) + marks[at]
        for at, one in enumerate(ordered)
    }
    highest = max(one.result.risk for one in rows)
    expected = set()
    for values, taken in places.items():
        numbered = []
        for one, declared in zip(rows, said, strict=True):
            if (declared.kind, declared.district) == values:
                tickets = 1 + (9 * one.result.risk // highest if weighted and highest else 0)
                texts = [f"{seed}|{declared.fingerprint}|{k + 1}" for k in range(tickets)]
                numbered.append((min(map(sha256, texts)), declared.fingerprint))
        expected |= {name for _, name in sorted(numbered)[:taken]}
    assert drawn.start == start
    assert set(names(drawn)) == expected


def test_places_are_given_as_reckoned_by_hand():
    # 5 places for 14 venues, so 35/14, 20/14, 10/14 and 5/14: hotels get 2 and keep 7, gyms 1 and 6, shops 0 and
    # 10, 0 and 5. By SHA-256 of "20261122|stratum|…": gym|A 80e1… 0-6, hotel|A a69c… 6-13, shop|B ad46… 13-18,
    # shop|A eadc… 18-28. SHA-256 of "20261122|start" is fcb5…375c, modulo 14 it is 10: marks at 10 and 24.
    rows = portfolio({("hotel", "A"): 7, ("gym", "A"): 4, ("shop", "A"): 2, ("shop", "B"): 1})

    drawn = sample(rows, 5, seed="20261122")

    assert drawn.start == 10
    assert {one.label: one.taken for one in drawn.strata} == {
        "gym|A": 1,
        "hotel|A": 3,
        "shop|A": 1,
        "shop|B": 0,
    }


@given(portfolios, st.integers(1, 40), st.text("uv5", min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_over_all_starts_each_stratum_gets_exactly_its_share(rows: list[Row], size: int, seed: str):
    size = min(size, len(rows))
    sizes = {one.values: one.population for one in sample(rows, size, seed=seed).strata}

    taken = Counter[tuple[str, ...]]()
    for start in range(len(rows)):
        taken.update(allocated(sizes, size, seed, start))

    assert taken == {values: size * count for values, count in sizes.items()}


def test_every_venue_is_drawn_as_often_as_any_other():
    # given a few large strata and many venues that are alone in theirs, more strata than places
    alone = {("shop", name): 1 for name in "ABCDEFGH"}
    rows = portfolio({("hotel", "A"): 6, ("gym", "A"): 3, **alone})

    # when
    hits = Counter[int]()
    for number in range(1, 401):
        drawn = sample(rows, 5, seed=f"s{number}")
        assert len(drawn.rows) == 5
        hits.update(one.number for one in drawn.rows)

    # then each has 5 chances of 17, so 118 times of 400, give or take three standard deviations
    assert set(hits) == set(range(17))
    assert all(abs(count - 400 * 5 / 17) < 28 for count in hits.values())


def test_a_sample_drawn_once_is_drawn_for_ever():
    rows = portfolio({("hotel", "黄浦区"): 9, ("gym", "静安区"): 5})

    drawn = sample(rows, 4, seed="20261122")

    assert [one.number for one in drawn.rows] == GOLDEN
    assert (drawn.algorithm, drawn.seed, drawn.size, drawn.by) == (
        "FR-SAMPLE-2",
        "20261122",
        4,
        ("kind", "district"),
    )


GOLDEN = [1, 5, 9, 11]


def test_copies_and_other_versions_are_left_out_first():
    first = row(1, dossier="one", fingerprint="a" * 64, revision=1)
    second = row(2, dossier="one", fingerprint="b" * 64, revision=2)
    copy = row(3, dossier="one", fingerprint="b" * 64, revision=2)
    nameless = [
        row(number, dossier=name) for number, name in ((4, ""), (5, ""), (7, "dossier"), (8, "dossier"))
    ]
    broken = row(6, readable=False)

    drawn = sample([copy, broken, first, *nameless, second], 99, seed="s")

    assert drawn.left_out == LeftOut(copies=1, versions=1, unreadable=1)
    assert sorted(one.number for one in drawn.rows) == [2, 4, 5, 7, 8]


WORTH: tuple[Standing, ...] = ("changed", "unprotected", "unknown_signer", "unsealed", "sealed")


def standing(one: Row, standing: Standing) -> Row:
    return replace(one, result=replace(one.result, standing=standing))


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (row(1, dossier="one", day=dt.date(2026, 1, 1)), row(2, dossier="one", day=dt.date(2026, 5, 1))),
        (row(1, dossier="one"), row(2, dossier="one", day=dt.date(2026, 1, 1))),
        (row(1, dossier="one", day=dt.date(2026, 5, 1)), row(2, dossier="one", revision=2)),
        (standing(row(1, dossier="one", revision=9), "changed"), row(2, dossier="one")),
        (standing(row(1, dossier="one", revision=9), "mismatch"), standing(row(2, dossier="one"), "unprotected")),
        (standing(row(1, dossier="one"), "mismatch"), standing(row(2, dossier="one", revision=2), "changed")),
        *(
            (standing(row(1, fingerprint="a", dossier="one"), less), standing(row(2, fingerprint="a", dossier="one"), more))
            for less, more in pairwise(WORTH)
        ),
        (row(2, fingerprint="a", dossier="one"), row(1, fingerprint="a", dossier="one")),
    ],
)  # fmt: skip
def test_one_file_stands_for_a_dossier(worse: Row, better: Row):
    for rows in ([worse, better], [better, worse]):
        drawn = sample(rows, 5, seed="s")

        assert [one.number for one in drawn.rows] == [better.number]


def test_files_named_one_by_one_are_told_apart_by_their_names():
    paths = [Path("/b/x.frdesk"), Path("/a/y.frdesk"), Path("/c/x.frdesk")]
    rows = [
        replace(row(number, dossier="one", fingerprint="a"), place=Place(path, path))
        for number, path in enumerate(paths)
    ]

    assert {sample(some, 5, seed="s").rows[0].number for some in permutations(rows)} == {0}


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
