"""The index of a portfolio: what is kept comes back, filters, order, counts, versions, and files that are broken."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from fr_desk.i18n import Texts
from fr_desk.inspection.affected import Affected, affected
from fr_desk.inspection.frozen import StrangeResultError, frozen, thawed
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_tables import (
    SHAPE,
    InspectionIndexError,
    NewerIndexError,
    NotAnIndexError,
)
from fr_desk.inspection.index_writing import Seen, seen
from fr_desk.inspection.result import Declared, Found, Result, Spent
from fr_desk.inspection.runs import Run
from fr_desk.inspection.sampling import LeftOut, sample
from fr_desk.inspection.wanted import COLUMNS, Facet, Wanted
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.findings import Outcome
from tests.inspection.made_results import DAY, PACK, ROOT, breached, place, result, unreadable

ALONE = "cn.fr.not-sole-method"
LATER = dt.date(2027, 1, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.frindex"


@pytest.fixture
def index(file: Path) -> Iterator[Index]:
    """An index of five files: three dossiers, one of them twice, and one that cannot be read."""
    with Index(file) as index:
        index.begin(Run((ROOT,), DAY, (PACK,)))
        hotel = result(
            "锦澜酒店",
            breached(ALONE, "NO_ALTERNATIVE"),
            risk=300,
            district="黄浦",
            operator="锦澜公司",
            faces=3,
        )
        gym = result(
            "云栖健身", kind="gym", verdict="open", risk=120, district="静安", operator="云栖", number="=1+1"
        )
        pool = result(
            "Blue Pool", kind="swimming_pool", verdict="clean", district="静安", day=dt.date(2025, 5, 1)
        )
        pool = dataclasses.replace(pool, agreement="milder", own="breached", printed="clean")
        index.keep(
            [
                seen(place("a.frdesk"), hotel),
                seen(place("b.frdesk"), gym),
                seen(place("c.frdesk"), pool),
                seen(place("copy.frdesk"), hotel),
                seen(place("z.pdf"), unreadable(digest="f" * 64)),
            ]
        )
        yield index


def test_rows_alike_in_all_else_stand_in_the_order_of_their_places(tmp_path: Path) -> None:
    """However they were found: in one run, in two, or in parts that were put together."""
    twin = result("Twin", risk=7)
    names = ["b.frdesk", "a/z.frdesk", "a.frdesk"]
    for number, found in enumerate((names, names[::-1])):
        with Index(tmp_path / f"{number}.frindex") as index:
            index.begin(Run((ROOT,), DAY, (PACK,)))
            for name in found:
                index.keep([seen(place(name), twin)])

            for wanted in (Wanted(), Wanted(sort="name"), Wanted(group="kind"), Wanted(sort="verdict")):
                told = [row.place.path.relative_to(ROOT).as_posix() for row in index.rows(index.ids(wanted))]
                assert told == ["a.frdesk", "a/z.frdesk", "b.frdesk"]


def names(index: Index, wanted: Wanted) -> list[str]:
    return [row.place.name for row in index.rows(index.ids(wanted))]


# what is kept comes back


def test_a_result_comes_back_as_it_was() -> None:
    whole = Result(
        digest="a" * 64,
        form="pdf",
        standing="mismatch",
        details=(Texts(zh="一", ko="일", en="one"), Texts(zh="二", ko="이", en="two")),
        as_of=DAY,
        packs=(PACK,),
        declared=Declared(
            dossier="d",
            fingerprint="f",
            revision=7,
            day=DAY,
            name="名\ud800",
            kind="hotel",
            jurisdiction="KR",
            region="11",
            district="성동구",
            address="a",
            operator="o",
            number="n",
            devices=4,
            faces=2,
            sealed_by="s",
        ),
        verdict="open",
        printed="clean",
        breached=1,
        review=2,
        open=3,
        met=4,
        risk=5,
        own="open",
        agreement="newer_rules",
        found=(
            Found("r.one", Outcome.OPEN, "should", "activities.a1", ("A", "B")),
            Found("r.two", Outcome.REVIEW, "must"),
        ),
        spent=Spent(0.5, 0.25, 0.125, 0.0625),
    )
    plain = dataclasses.replace(whole.declared or Declared("", ""), name="名?")

    assert thawed(frozen(whole)) == dataclasses.replace(whole, declared=plain)
    assert thawed(frozen(unreadable())) == unreadable()
    assert all(getattr(whole, one.name) for one in dataclasses.fields(Result))
    assert all(getattr(whole.declared, one.name) for one in dataclasses.fields(Declared))


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"plain": 1}', b"\x80\x04K\x01."])
def test_what_somebody_else_wrote_into_an_index_is_one_sentence(data: bytes) -> None:
    with pytest.raises(StrangeResultError):
        thawed(data)


def test_rows_come_in_the_order_asked_with_copies_counted(index: Index) -> None:
    rows = index.rows([4, 2, 99])

    assert [(row.number, row.place, row.copies) for row in rows] == [
        (4, place("copy.frdesk"), 1),
        (2, place("b.frdesk"), 0),
    ]


def test_a_name_that_is_no_text_is_kept(index: Index) -> None:
    odd = place(os.fsdecode(b"\xff\xfe\xe9.frdesk"))
    inside = place("all.zip", os.fsdecode(b"in/\xff.frdesk"))

    first, second = index.keep([seen(odd, result("x")), seen(inside, result("y"))])

    assert [row.place for row in index.rows([first, second])] == [odd, inside]
    assert index.count(Wanted(sort="path")) == 7


def test_a_file_that_says_something_else_now_is_found_by_that_alone(index: Index) -> None:
    [number] = index.keep([seen(place("a.frdesk"), result("海湾花园"))])

    assert number == 1
    assert names(index, Wanted(words="海湾")) == ["a.frdesk"]
    assert names(index, Wanted(words="锦澜")) == ["copy.frdesk"]


# filters


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["a.frdesk", "copy.frdesk", "b.frdesk", "c.frdesk", "z.pdf"]),
        (Wanted(verdicts=("open", "")), ["b.frdesk", "z.pdf"]),
        (Wanted(standings=("unreadable",)), ["z.pdf"]),
        (Wanted(agreements=("milder", "other_day")), ["c.frdesk"]),
        (Wanted(sort="agreement"), ["c.frdesk", "a.frdesk", "copy.frdesk", "b.frdesk", "z.pdf"]),
        (Wanted(sort="own"), ["c.frdesk", "a.frdesk", "copy.frdesk", "b.frdesk", "z.pdf"]),
        (Wanted(kinds=("gym", "swimming_pool"), districts=("静安",)), ["b.frdesk", "c.frdesk"]),
        (Wanted(operators=("云栖",)), ["b.frdesk"]),
        (Wanted(rules=(ALONE,)), ["a.frdesk", "copy.frdesk"]),
        (Wanted(patterns=("NO_ALTERNATIVE", "MINORS")), ["a.frdesk", "copy.frdesk"]),
        (Wanted(patterns=("MINORS",)), []),
        (Wanted(rules=("no.such.rule",)), []),
        (Wanted(until=dt.date(2025, 12, 31)), ["c.frdesk"]),
        (Wanted(since=dt.date(2026, 1, 1), verdicts=("open",)), ["b.frdesk"]),
        (Wanted(once=True), ["a.frdesk", "b.frdesk", "c.frdesk", "z.pdf"]),
    ],
)
def test_every_wish_narrows_the_rows(wanted: Wanted, expected: list[str], index: Index) -> None:
    assert names(index, wanted) == expected
    assert index.count(wanted) == len(expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("锦澜", ["a.frdesk", "copy.frdesk"]),
        ("云栖 静安", ["b.frdesk"]),
        ("blue poo", ["c.frdesk"]),
        ("z.pdf", ["z.pdf"]),
        ("游泳", ["c.frdesk"]),  # the kind, in Chinese
        ("第十条", ["a.frdesk", "copy.frdesk"]),  # an article behind a finding
        ("no_alternative", ["a.frdesk", "copy.frdesk"]),
        ('" OR * NEAR(', []),
        ("锦澜 云栖", []),
        ("!!", ["a.frdesk", "copy.frdesk", "b.frdesk", "c.frdesk", "z.pdf"]),
    ],
)
def test_words_find_names_kinds_rules_and_articles(words: str, expected: list[str], index: Index) -> None:
    assert names(index, Wanted(words=words)) == expected


def test_articles_come_from_the_rules_of_the_packs(index: Index) -> None:
    cited = {f"{one.instrument}/{one.article}" for one in bundled_packs()[0].rule(ALONE).citations}

    counts = dict(index.facet(Wanted(), "article"))

    assert cited <= set(counts)
    assert all(counts[article] == 2 for article in cited)
    assert names(index, Wanted(articles=(min(cited),))) == ["a.frdesk", "copy.frdesk"]


# order and counts


def test_every_column_sorts_both_ways(index: Index) -> None:
    for column in COLUMNS:
        rising = index.ids(Wanted(sort=column, descending=False))
        assert sorted(rising) == sorted(index.ids(Wanted(sort=column))) == [1, 2, 3, 4, 5], column
    assert names(index, Wanted(sort="verdict"))[:2] == ["a.frdesk", "copy.frdesk"]
    assert names(index, Wanted(sort="name", descending=False))[0] == "c.frdesk"
    assert names(index, Wanted(sort="name", descending=False))[-1] == "z.pdf"  # without a name, so last
    assert names(index, Wanted(sort="name"))[-1] == "z.pdf"
    assert names(index, Wanted(sort="day", descending=False))[0] == "c.frdesk"
    assert names(index, Wanted(sort="standing"))[0] == "z.pdf"


def test_groups_stay_together_and_are_counted(index: Index) -> None:
    wanted = Wanted(group="district", verdicts=("breached", "open", "clean"))

    assert names(index, wanted) == ["b.frdesk", "c.frdesk", "a.frdesk", "copy.frdesk"]
    assert index.groups(wanted) == [("静安", 2), ("黄浦", 2)]
    assert index.groups(Wanted()) == []


def test_counts_respect_every_wish_but_their_own(index: Index) -> None:
    wanted = Wanted(districts=("静安",), kinds=("gym", "bank"))

    assert index.facet(wanted, "kind") == [("gym", 1), ("swimming_pool", 1), ("bank", 0)]
    assert index.facet(wanted, "district") == [("静安", 1)]
    assert index.facet(wanted, "verdict") == [("open", 1)]
    assert index.facet(Wanted(), "rule") == [(ALONE, 2)]
    assert index.facet(Wanted(verdicts=("open",)), "pattern") == []
    assert index.facet(Wanted(), "operator", limit=1) == [("", 2)]


def test_what_may_be_breached_is_asked_for_apart(tmp_path: Path) -> None:
    # given a rule that is breached in one file, open in another, to decide in a third
    outcomes = {"breached": Outcome.BREACHED, "open": Outcome.OPEN, "review": Outcome.REVIEW}
    cited = {f"{one.instrument}/{one.article}" for one in bundled_packs()[0].rule(ALONE).citations}
    article = min(cited)
    with Index(tmp_path / "doubts.frindex") as index:
        index.begin(Run((ROOT,), DAY))
        index.keep(
            seen(
                place(f"{name}.frdesk"), result(name, Found(ALONE, outcome, "must", "", ("NO_ALTERNATIVE",)))
            )
            for name, outcome in outcomes.items()
        )

        # then a problem is what is breached, and nothing else
        assert index.facet(Wanted(), "rule") == [(ALONE, 1)]
        assert index.facet(Wanted(), "pattern") == [("NO_ALTERNATIVE", 1)]
        assert dict(index.facet(Wanted(), "article"))[article] == 1
        assert names(index, Wanted(words="no_alternative")) == ["breached.frdesk"]
        for name in outcomes:
            doubt = "" if name == "breached" else f":{name}"
            for part, value in (("rules", ALONE), ("patterns", "NO_ALTERNATIVE"), ("articles", article)):
                asked: dict[str, Any] = {part: (f"{value}{doubt}",)}
                assert names(index, Wanted(**asked)) == [f"{name}.frdesk"]
        wanted = Wanted(patterns=("NO_ALTERNATIVE:open",))
        assert index.facet(wanted, "pattern") == [("NO_ALTERNATIVE", 1), ("NO_ALTERNATIVE:open", 1)]


@pytest.mark.parametrize("facet", get_args(Facet))
def test_what_a_count_says_is_what_the_filter_shows(facet: Facet, index: Index) -> None:
    for value, count in index.facet(Wanted(), facet):
        part: dict[str, Any] = {f"{facet}s": (value,)}
        assert index.count(Wanted(**part)) == count


# copies and versions


def test_one_file_stands_for_each_dossier_and_a_sample_is_drawn_from_the_same(index: Index) -> None:
    # given a dossier in three versions, the latest as a PDF too, the very latest doctored
    first, second = (result("云栖健身", revision=n) for n in (3, 9))
    printed = dataclasses.replace(second, digest="9" * 64, form="pdf", standing="sealed")
    doctored = result("云栖健身", revision=50, standing="changed")
    every = (first, second, doctored, printed, second)
    index.keep(seen(place(f"v{number}.frdesk"), one) for number, one in enumerate(every, 1))
    twins = [unreadable(digest="e" * 64), unreadable(digest="e" * 64), unreadable(), unreadable()]
    index.keep(seen(place(f"cut{number}.pdf"), one) for number, one in enumerate(twins))

    # then
    rows = index.rows(index.ids(Wanted(once=True)))
    assert sorted(one.place.name for one in rows) == [
        *("a.frdesk", "c.frdesk", "cut0.pdf", "cut2.pdf", "cut3.pdf", "v4.frdesk", "z.pdf")
    ]
    marks = {one.place.name: (one.copies, one.versions) for one in index.rows(index.ids())}
    assert [marks[f"v{number}.frdesk"] for number in range(1, 6)] == [(0, 5), (2, 3), (0, 5), (2, 3), (2, 3)]
    assert [marks[f"cut{number}.pdf"] for number in range(4)] == [(1, 0), (1, 0), (0, 0), (0, 0)]
    drawn = sample(index.rows(index.ids()), 99, seed="s")
    assert {one.number for one in drawn.rows} == {one.number for one in rows if one.result.declared}
    assert drawn.left_out == LeftOut(copies=3, versions=3, unreadable=5)


def test_dossiers_without_an_id_of_their_own_are_no_versions_of_each_other(index: Index) -> None:
    index.keep(
        seen(place(f"by-hand-{digit}.yaml"), result(name, dossier="dossier", digest=digit * 64))
        for name, digit in (("甲", "1"), ("乙", "2"), ("乙", "3"))
    )

    rows = index.rows(index.ids(Wanted(words="by-hand")))

    assert sorted((one.copies, one.versions) for one in rows) == [(0, 0), (1, 0), (1, 0)]
    assert index.count(Wanted(words="by-hand", once=True)) == 2


def test_the_version_before_is_found_by_its_revision(index: Index) -> None:
    old, middle, new = (result("云栖健身", revision=n) for n in (2, 3, 4))
    index.keep(seen(place(f"v{number}.frdesk"), one) for number, one in enumerate((new, old, middle), 1))

    before = index.previous("id-云栖健身", new.digest)

    assert before is not None
    assert before.place.name == "v3.frdesk"
    assert index.previous("id-Blue Pool", result("Blue Pool").digest) is None
    assert index.previous("nobody", "x") is None


# days


def test_two_days_stand_side_by_side(index: Index) -> None:
    # given the law of another day makes more of the gym and less of the hotel
    again = breached(ALONE, "NO_ALTERNATIVE")
    later = [
        result("锦澜酒店", verdict="clean", as_of=LATER),
        result("云栖健身", again, kind="gym", as_of=LATER),
        result("Blue Pool", kind="swimming_pool", verdict="clean", as_of=LATER),
    ]
    index.keep(
        seen(place(name), one) for name, one in zip(("a.frdesk", "b.frdesk", "c.frdesk"), later, strict=True)
    )

    # then
    assert affected(index, DAY, LATER) == [
        Affected(1, "breached", "clean", (), (ALONE,)),
        Affected(2, "open", "breached", (ALONE,), ()),
        Affected(4, "breached", "clean", (), (ALONE,)),
    ]
    assert index.days() == [DAY, LATER]
    assert index.facet(Wanted(), "verdict")[0] == ("breached", 2)
    index.show(LATER)
    assert index.facet(Wanted(), "verdict") == [("clean", 3), ("breached", 1)]
    assert index.count() == 4  # there is no result of that day for the file that could not be read


# what others do meanwhile


def test_readers_see_what_another_thread_writes_without_waiting(index: Index, file: Path) -> None:
    # given a transaction that is open while somebody reads
    assert index.count() == 5
    writing, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with Index(file) as other:

            def slowly() -> Iterator[Seen]:
                yield seen(place("new.frdesk"), result("新店"))
                writing.set()
                go_on.wait(5)

            other.keep(slowly())

    writer = threading.Thread(target=write)
    writer.start()

    # then
    assert writing.wait(5)
    assert index.count() == 5
    go_on.set()
    writer.join()
    assert names(index, Wanted(words="新店")) == ["new.frdesk"]


def test_saved_filters_are_kept_by_name(index: Index, file: Path) -> None:
    wanted = Wanted(words="静安", kinds=("gym",), since=DAY, once=True, sort="name", group="kind")
    index.save_filter("健身房", Wanted())
    index.save_filter("健身房", wanted)
    index.save_filter("gone", wanted)
    index.forget_filter("gone")

    with Index(file) as other:
        assert other.filters() == {"健身房": wanted}


# files


def test_an_index_that_is_broken_is_set_aside_and_begun_anew(file: Path) -> None:
    # given
    with Index(file) as index:
        index.begin(Run((ROOT,), DAY, (PACK,)))
        index.keep(seen(place(f"{number}.frdesk"), result(f"名{number}" * 40)) for number in range(60))
    whole = bytearray(file.read_bytes())
    whole[4096 : len(whole) - 4096] = b"\x5a" * (len(whole) - 8192)
    file.write_bytes(whole)

    # when
    with Index(file) as index:
        assert index.count() == 0
        index.begin(Run((ROOT,), DAY, (PACK,)))
        index.keep([seen(place("a.frdesk"), result("a"))])

        # then
        assert index.is_new
        assert index.count() == 1
        aside = index.set_aside
    assert aside == file.with_name(f"{file.name}.broken")
    assert aside.read_bytes() == whole


def test_a_second_broken_index_takes_no_name_that_is_taken(file: Path) -> None:
    for _ in range(2):
        Index(file).close()
        file.write_bytes(cut := file.read_bytes()[:8192])
        with Index(file) as index:
            assert index.set_aside is not None
            assert index.set_aside.read_bytes() == cut
    assert len(list(file.parent.glob(f"{file.name}.broken*"))) == 2


def test_a_text_that_is_called_an_index_is_left_untouched(tmp_path: Path) -> None:
    file = tmp_path / "notes.frindex"
    file.write_text("Ask about the cameras in the lobby.\n" * 50, "utf-8")

    with pytest.raises(NotAnIndexError):
        Index(file)
    assert list(tmp_path.glob("notes*")) == [file]
    own = tmp_path / f"{'0' * 24}.frindex"  # a name of ours, in a profile, where nobody could mend it
    own.write_bytes(bytes(5000))
    with Index(own) as index:
        assert index.set_aside is not None


def test_an_index_of_a_newer_program_is_left_untouched(file: Path) -> None:
    made = sqlite3.connect(file)
    made.execute(f"PRAGMA application_id = {SHAPE.mark}")
    made.execute(f"PRAGMA user_version = {SHAPE.version + 1}")
    made.close()
    before = file.read_bytes()

    with pytest.raises(NewerIndexError):
        Index(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("kind", ["database", "database with a version", "workbook"])
def test_a_file_of_another_kind_is_never_touched(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "accounts.xlsx"
    if kind == "workbook":
        file.write_bytes(b"PK\x03\x04 not an index at all")
    else:
        made = sqlite3.connect(file)
        made.execute("CREATE TABLE accounts (sum)")
        if "version" in kind:
            made.execute("PRAGMA user_version = 3")
        made.close()
    before = file.read_bytes()

    with pytest.raises(NotAnIndexError, match=r"accounts\.xlsx"):
        Index(file)
    assert file.read_bytes() == before
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [file]


def test_an_index_that_is_only_read_is_not_begun(tmp_path: Path) -> None:
    empty = tmp_path / "empty.frindex"
    empty.touch()

    with pytest.raises(InspectionIndexError):
        Index(empty, read_only=True)
    assert empty.read_bytes() == b""


def test_a_file_with_nothing_in_it_becomes_an_index(tmp_path: Path) -> None:
    file = tmp_path / "empty.sqlite"
    file.touch()
    with Index(file) as index:
        assert index.count() == 0
    with Index(file) as index:
        assert not index.is_new


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        ("PRAGMA max_page_count = 1", "there is no room left on its drive"),
        ("PRAGMA query_only = 1", "it or its folder is protected from you"),
    ],
)
def test_what_goes_wrong_with_an_index_is_told_in_our_words(
    trouble: str, says: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given an index on a drive that takes nothing any more
    with Index(file) as index:
        index.begin(Run((ROOT,), DAY))
    connect = sqlite3.connect

    def troubled(*given: Any, **more: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(*given, **more)
        db.execute(trouble).fetchall()
        return db

    monkeypatch.setattr(sqlite3, "connect", troubled)

    # then
    with Index(file) as index, pytest.raises(InspectionIndexError, match=says) as raised:
        index.keep(seen(place(f"{number}.frdesk"), result(f"名{number}")) for number in range(40))
    assert raised.value.message("zh") != raised.value.message("en")


def test_an_index_that_another_program_writes_or_that_cannot_be_opened_is_told_in_our_words(
    file: Path, tmp_path: Path
) -> None:
    Index(file).close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Index(file, patience=0.0) as index, pytest.raises(InspectionIndexError, match="another program"):
            index.begin(Run((ROOT,), DAY))
    finally:
        other.close()
    (tmp_path / "folder.frindex").mkdir()
    with pytest.raises(InspectionIndexError, match="it cannot be opened"):
        Index(tmp_path / "folder.frindex")
    empty = tmp_path / "empty.frindex"
    empty.touch()
    with pytest.raises(InspectionIndexError, match="nothing has been kept in it yet"):
        Index(empty, read_only=True)
