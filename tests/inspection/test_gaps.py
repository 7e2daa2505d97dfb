"""What an index lacks: runs that were broken off, parts that nobody did, and how that is kept and put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk.inspection.gaps import Gaps, Held, Past

A, B, BELOW = Path("/a"), Path("/b"), Path("/a/below")


def run(*sources: Path, shard: str = "", complete: bool = True) -> Past:
    return Past(sources, shard, complete)


@pytest.mark.parametrize(
    ("runs", "named"),
    [
        ([], ()),
        ([run(A)], ()),
        ([run(A, complete=False)], ("/a",)),
        ([run(A), run(A, complete=False)], ("/a",)),
        ([run(A, complete=False), run(A)], ()),
        ([run(A, complete=False), run(B)], ("/a",)),
        ([run(BELOW, complete=False), run(A)], ()),
        ([run(A, complete=False), run(BELOW)], ("/a",)),
        ([run(A, shard="2/4")], ("1/4", "3-4/4")),
        ([run(A, shard="1/2"), run(A, shard="2/2")], ()),
        ([run(A, shard="1/2"), run(A, shard="2/2", complete=False)], ("2/2",)),
        ([run(A, shard="1/2"), run(B, shard="2/2")], ()),  # the same folder in another place
        ([run(A, shard="1/2"), run(A)], ()),
        ([run(A, complete=False), run(A, shard="1/1")], ()),
        ([run(A, shard="9:1-2 0:1-1")], ()),  # of no source
        ([run(A, shard="1/2/3 of a stranger")], ()),
    ],
)
def test_the_last_run_of_a_source_says_whether_it_is_whole(runs: list[Past], named: tuple[str, ...]) -> None:
    assert Held.by(runs).gaps().named == named


@pytest.mark.parametrize(
    "runs",
    [
        [run(A, complete=False)],
        [run(A, complete=False), run(B)],
        [run(A, shard="1/3"), run(B)],
        [run(A, shard="1/3", complete=False)],
        [run(A, shard="1/3"), run(A, shard="2/3"), run(B, complete=False)],
    ],
)
def test_what_is_missing_is_kept_with_what_was_put_together(runs: list[Past]) -> None:
    # given
    held = Held.together(Held.by([one]) for one in runs)
    sources = tuple(sorted(held.sources))

    # when
    kept = Held.by([Past(sources, held.written(sources), complete=False)])

    # then what is missing is known, and gone as soon as everything is taken in as well
    assert kept.gaps() == held.gaps() != Gaps()
    whole = Held.by([run(A), run(B)])
    assert not Held.together([kept, whole]).gaps()
