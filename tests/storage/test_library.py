"""The library: two characters are enough, nothing typed makes it fail, a broken index is begun anew."""

from __future__ import annotations

import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from fr_desk.paths import Folders, user_folders
from fr_desk.storage import library_file
from fr_desk.storage.library import Entry, Facts, Library, LibraryError, Wanted
from fr_desk.storage.library_file import NewerLibraryError

HOTEL, GYM, OFFICE = Path("/venues/hotel.frdesk"), Path("/venues/gym.frdesk"), Path("/venues/office.frdesk")


@pytest.fixture
def folders(clean_profile: Path) -> Folders:
    return user_folders(clean_profile)


@pytest.fixture
def library(folders: Folders) -> Iterator[Library]:
    with Library(folders) as made:
        made.put(
            HOTEL,
            Facts(
                dossier="h", name="青砚汀酒店（静安店）", kind="hotel", jurisdiction="CN", verdict="breached"
            ),
            ["青砚汀酒店（静安店）", "上海市静安区", "Lobby East", "前台"],
            ["会员自愿使用人脸识别进入泳池", "Members' entry at Gate-12"],
            opened=True,
        )
        made.put(
            GYM,
            Facts(dossier="g", name="한결마루 피트니스", kind="gym", jurisdiction="KR", template="t"),
            ["한결마루 피트니스", "서울특별시 성동구"],
            ["회원 출입을 확인합니다", "café"],
            opened=True,
        )
        made.put(
            OFFICE, Facts(dossier="o", name="售楼处"), ["售楼处"], ["青砚汀酒店 is next door"], opened=True
        )
        yield made


def found(library: Library, words: str, **wanted: str) -> list[Path]:
    asked = Wanted(words, **wanted)  # type: ignore[arg-type]  # names of fields
    return [entry.path for entry in library.rows(library.search(asked))]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("静安", [HOTEL]),
        ("泳池", [HOTEL]),
        ("酒店", [HOTEL, OFFICE]),
        ("安酒", []),
        ("피트", [GYM]),
        ("결마", [GYM]),
        ("회원 성동", [GYM]),
        (unicodedata.normalize("NFD", "피트니스"), [GYM]),
        ("lob", [HOTEL]),
        ("LOBBY ea", [HOTEL]),
        ("obby", []),
        ("gate-12", [HOTEL]),
        ("ＬＯＢＢＹ", [HOTEL]),
        ("cafe", [GYM]),
        ("酒店 lobby", [HOTEL]),
        ("酒店lobby", []),
    ],
)
def test_words_are_found_in_chinese_korean_and_latin(library: Library, words: str, hits: list[Path]) -> None:
    assert sorted(found(library, words)) == sorted(hits)


def test_a_word_in_a_name_comes_before_one_in_a_text(library: Library) -> None:
    # given an older dossier called so, and a newer one that only mentions it
    # then
    assert found(library, "青砚") == [HOTEL, OFFICE]


def test_no_phrase_goes_from_one_text_into_the_next(library: Library) -> None:
    assert found(library, "区Lobby") == []


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        "*",
        "(",
        "NEAR(",
        "NEAR(a b, 3)",
        "names:",
        "a AND",
        "NOT",
        "OR OR",
        "^",
        "-",
        "{names} : x",
        "'; DROP TABLE dossiers; --",
        "\0",
        "\ud800",
        "\ue000",
        "😀",
        "a" * 10_000,
        "店" * 3_000,
        '"a" + "b"',
        "%_\\",
    ],
)
def test_nothing_that_is_typed_makes_the_search_fail(library: Library, words: str) -> None:
    assert len(found(library, words)) <= 3
    assert len(library) == 3


def test_rows_are_filtered_by_shelf_kind_and_country(library: Library) -> None:
    # when
    library.mark(GYM, "pinned", on=True)
    library.mark(HOTEL, "is_template", on=True)
    library.mark(OFFICE, "archived", on=True)

    # then pinned first, archived not at all
    assert found(library, "") == [GYM, HOTEL]
    assert found(library, "", shelf="pinned") == [GYM]
    assert found(library, "", shelf="templates") == [HOTEL]
    assert found(library, "售楼", shelf="archived") == [OFFICE]
    assert found(library, "", kind="gym") == [GYM]
    assert found(library, "", jurisdiction="CN") == [HOTEL]
    assert [entry.path for entry in library.recent(8)] == [GYM, HOTEL]
    assert [entry.path for entry in library.sites_of("t")] == [GYM]
    assert library.sites_of("") == []


def test_what_is_written_again_keeps_what_the_user_did_with_it(library: Library) -> None:
    # given
    library.mark(HOTEL, "pinned", on=True)

    # when
    library.put(HOTEL, Facts(dossier="h", name="Lantern Hotel"), ["Lantern Hotel"])

    # then
    entry = library.entry(HOTEL)
    assert entry is not None
    assert (entry.pinned, entry.name) == (True, "Lantern Hotel")
    assert found(library, "静安") == []
    assert found(library, "lantern") == [HOTEL]


def test_a_file_may_move_and_be_taken_out(library: Library) -> None:
    # when
    library.move(HOTEL, OFFICE)
    library.forget(GYM)

    # then
    assert found(library, "") == [OFFICE]
    assert found(library, "静安") == [OFFICE]
    assert found(library, "售楼") == []
    assert found(library, "피트") == []


def test_files_known_by_name_only_are_found_by_it(library: Library) -> None:
    # when
    library.note([Path("/old/青年旅舍.frdesk"), HOTEL])

    # then
    assert found(library, "旅舍") == [Path("/old/青年旅舍.frdesk")]
    assert found(library, "静安") == [HOTEL]


def test_a_file_name_that_is_no_text_is_kept(library: Library) -> None:
    odd = Path("/venues/\udcff\udcfe.frdesk")

    library.put(odd, Facts(dossier="x"), [odd.stem])

    assert odd in found(library, "")


def test_two_programs_see_what_the_other_writes(library: Library, folders: Folders) -> None:
    with Library(folders) as other:
        other.mark(GYM, "pinned", on=True)
        library.mark(HOTEL, "archived", on=True)

        assert found(other, "") == [GYM, OFFICE]
        assert found(library, "") == [GYM, OFFICE]


def test_a_program_that_waits_too_long_says_so(library: Library, folders: Folders) -> None:
    # given a program in the middle of writing
    blocking = sqlite3.connect(folders.library, isolation_level=None)
    blocking.execute("BEGIN IMMEDIATE")

    # then another one can read, and gives up writing with a sentence
    with Library(folders, patience=0.02) as other:
        assert len(found(other, "")) == 3
        with pytest.raises(LibraryError, match="another program"):
            other.mark(GYM, "pinned", on=True)
    blocking.execute("ROLLBACK")
    blocking.close()


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_index_is_kept_aside_and_begun_anew(folders: Folders, content: bytes) -> None:
    # given
    folders.data.mkdir(parents=True)
    folders.library.write_bytes(content)

    # when
    with Library(folders) as library:
        # then
        assert library.is_new
        library.put(GYM, Facts(dossier="g", name="Gym"), ["Gym"])
        assert found(library, "gym") == [GYM]
    assert folders.library.with_name("library.sqlite.broken").read_bytes() == content


def test_an_index_that_breaks_while_it_is_open_is_begun_anew(folders: Folders) -> None:
    # given an index of several pages
    with Library(folders) as library:
        for number in range(60):
            library.put(Path(f"/{number}"), Facts(dossier="x", name="名" * 50), ["名" * 50], ["文" * 900])
    damaged = bytearray(folders.library.read_bytes())
    damaged[4096 : len(damaged) - 4096] = b"\x5a" * (len(damaged) - 8192)
    folders.library.write_bytes(damaged)

    # when
    with Library(folders) as library:
        assert library.search(Wanted("名")) == ()
        library.put(GYM, Facts(dossier="g", name="Gym"), ["Gym"])

        # then
        assert library.is_new
        assert found(library, "gym") == [GYM]
    assert folders.library.with_name("library.sqlite.broken").exists()


def test_an_index_of_a_newer_program_is_left_untouched(folders: Folders) -> None:
    # given
    folders.data.mkdir(parents=True)
    made = sqlite3.connect(folders.library)
    made.execute(f"PRAGMA user_version = {library_file.VERSION + 1}")
    made.close()
    before = folders.library.read_bytes()

    # then
    with pytest.raises(NewerLibraryError):
        Library(folders)
    assert folders.library.read_bytes() == before


def test_a_place_where_nothing_can_be_written_is_one_sentence(folders: Folders) -> None:
    folders.library.mkdir(parents=True)

    with pytest.raises(LibraryError, match="dossiers themselves are not touched"):
        Library(folders)


def test_searching_five_thousand_rows_takes_hardly_longer_than_fifty(clean_profile: Path) -> None:
    # given a small library, and one of a hundred times as many dossiers of which as many fit
    def filled(folders: Folders, rows: int) -> Library:
        library = Library(folders)
        db = library._file._connection
        db.execute("BEGIN")
        for number in range(rows):
            words = "上海滨江酒店 lobby" if number < 50 else f"健身房 number {number}"
            db.execute("INSERT INTO dossiers (path, name) VALUES (?, ?)", [f"/{number}".encode(), words])
            db.execute("INSERT INTO words (names, texts) VALUES (?, ?)", [" ".join(words), words * 5])
        db.execute("COMMIT")
        return library

    def fastest(library: Library) -> float:
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            entries: list[Entry] = library.rows(library.search(Wanted("滨江")))
            times.append(time.perf_counter() - begin)
            assert len(entries) == 50
        return min(times)

    small = filled(user_folders(clean_profile / "small"), 50)
    large = filled(user_folders(clean_profile / "large"), 5_000)

    # then
    few, many = fastest(small), fastest(large)
    small.close()
    large.close()
    assert many < 8 * few
