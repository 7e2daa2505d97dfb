"""Which files are found, in which order, and what is read of them: nothing but what lies in what was named."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

from fr_desk.archive import Limits
from fr_desk.errors import FrDeskError
from fr_desk.inspection import errors, zips
from fr_desk.inspection.place import Place, Refused, Tally
from fr_desk.inspection.sources import NoPathsError, find, named_in, read_list, read_place
from tests.inspection.hostile import whole, zipped


def names(*sources: Path, tally: Tally | None = None) -> list[str]:
    """What is found, as paths below the first source; refused ones with an exclamation mark."""
    found = []
    for one in find(sources, tally=tally):
        place = one.place if isinstance(one, Refused) else one
        name = place.path.relative_to(sources[0]).as_posix() if sources[0].is_dir() else place.path.name
        found.append(
            ("!" if isinstance(one, Refused) else "") + name + (f"|{place.member}" if place.member else "")
        )
    return found


def only(*sources: Path) -> Place:
    (found,) = find(sources)
    assert isinstance(found, Place)
    return found


def refusal(*sources: Path) -> str:
    (found,) = find(sources)
    assert isinstance(found, Refused)
    return found.sentence.en


def put(path: Path, data: bytes = b"{}") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


# what is found


def test_folders_are_searched_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.json", "a/z.frdesk", "a/b/c.pdf", "甲.yaml", "a.yml", "B.JSON"):
        put(tmp_path / name)

    assert names(tmp_path) == ["B.JSON", "a/b/c.pdf", "a/z.frdesk", "a.yml", "b.json", "甲.yaml"]
    assert names(tmp_path) == names(tmp_path)


def test_other_files_are_counted_and_looked_at_only_for_content_of_ours(tmp_path: Path) -> None:
    # given
    put(tmp_path / "photo.jpg", b"\xff\xd8" * 50)
    put(tmp_path / "letter.docx", zipped([("word/document.xml", b"x" * 99)]))
    put(tmp_path / "short.txt", b"%PDF-1.7")
    put(tmp_path / "mailed.bin", whole(1))
    put(tmp_path / "scan", b"%PDF-1.7 " + b"x" * 99)
    tally = Tally()

    # then
    assert names(tmp_path, tally=tally) == ["mailed.bin", "scan"]
    assert tally.ignored == 3


@pytest.mark.parametrize(
    "name", [".a.frdesk", "a.frdesk.bak3", "a.frdesk~", "~$a.pdf", "a.pdf.part", ".git/a.json", "a.frrecord"]
)
def test_hidden_and_temporary_files_backups_and_records_are_passed_by(name: str, tmp_path: Path) -> None:
    put(tmp_path / name, whole(1))

    assert names(tmp_path) == []


def test_a_hidden_folder_that_is_named_is_searched(tmp_path: Path) -> None:
    put(tmp_path / ".portfolio" / "a.json")

    assert names(tmp_path / ".portfolio") == ["a.json"]


def test_the_users_own_profile_is_passed_by_on_the_way_and_searched_if_named(
    tmp_path: Path, clean_profile: Path
) -> None:
    kept = put(clean_profile / "data" / "backups" / "a.frdesk", whole(1))

    assert names(clean_profile.parent) == []
    assert names(kept.parent) == ["a.frdesk"]


def test_sources_that_overlap_give_each_file_once(tmp_path: Path) -> None:
    file = put(tmp_path / "a" / "b.json")
    put(tmp_path / "c.json")

    assert names(tmp_path, file.parent, file, tmp_path) == ["a/b.json", "c.json"]


def test_a_single_file_is_taken_whatever_its_name_is(tmp_path: Path) -> None:
    assert only(put(tmp_path / "dossier.old", b"?")).name == "dossier.old"


@pytest.mark.parametrize(("name", "word"), [("gone.frdesk", "not there"), ("a.frrecord", "record")])
def test_a_file_that_is_named_and_is_none_is_told(name: str, word: str, tmp_path: Path) -> None:
    put(tmp_path / "a.frrecord")

    assert word in refusal(tmp_path / name)


def test_the_search_ends_when_it_is_cancelled(tmp_path: Path) -> None:
    for number in range(9):
        put(tmp_path / f"{number}.json")
    asked = iter([False, False, True])

    assert len(list(find([tmp_path], lambda: next(asked)))) == 2


def test_a_named_link_is_followed_and_one_on_the_way_is_not(tmp_path: Path) -> None:
    real = put(tmp_path / "real" / "a.json").parent
    link = tmp_path / "link"
    link.symlink_to(real)

    assert names(link) == ["a.json"]
    assert read_place(only(link)) == b"{}"
    assert names(tmp_path) == ["real/a.json"]


def test_a_link_from_one_named_folder_into_another_is_no_row(tmp_path: Path) -> None:
    one, other = put(tmp_path / "1" / "a.json").parent, put(tmp_path / "2" / "b.json").parent
    (one / "there").symlink_to(other)

    assert names(one) == ["a.json", "!there"]
    assert len(names(tmp_path, one, other)) == 2


# lists


def test_a_list_names_one_file_in_each_line_beginning_at_its_own_folder(tmp_path: Path) -> None:
    text = '# portfolio\r\n甲.frdesk\r\n\r\nsub/b.pdf,静安区,2024\n"c, d.json",x\n/e/f.frdesk\ng, h.zip\n'
    listed = put(tmp_path / "list.csv", b"\xef\xbb\xbf" + text.encode())

    assert [str(path) for path in read_list(listed)] == [
        *(str(tmp_path / name) for name in ("甲.frdesk", "sub/b.pdf", "c, d.json")),
        "/e/f.frdesk",
        str(tmp_path / "g, h.zip"),
    ]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("gone\nalso gone\n", ["gone", "also gone"]),
        ("A;1\nB;2\n", ["A", "B"]),
        ("note;path\nx;B\n", ["B"]),
        ("note\tpath\n\tB\n", ["B"]),
        ("path\tnote\nA\tx\n", ["A"]),
        ("where it lies,note\nA,x\n", ["A"]),
        ("A, the first\nB,x\n", ["A, the first", "B"]),
        ("gone.pdf;x\nA;y\n", ["gone.pdf", "A"]),
    ],
)
def test_the_first_line_of_a_csv_says_how_its_cells_are_divided_and_is_never_lost(
    text: str, paths: list[str], tmp_path: Path
) -> None:
    for name in ("A", "B", "A, the first"):
        (tmp_path / name).mkdir()

    found = read_list(put(tmp_path / "list.csv", text.encode()))

    assert [path.name for path in found] == paths


@pytest.mark.parametrize("text", ["# nobody\n", "path,note\n", "\n;\n"])
def test_a_list_without_a_path_says_so(text: str, tmp_path: Path) -> None:
    with pytest.raises(NoPathsError, match=r"list\.csv names no file"):
        read_list(put(tmp_path / "list.csv", text.encode()))


def test_a_name_that_no_system_takes_is_no_list_and_stays_a_name(tmp_path: Path) -> None:
    name = tmp_path / ("长" * 200 + ".txt")

    assert named_in([name]) == [name]


# reading


def test_what_was_swapped_for_a_link_is_not_read(tmp_path: Path) -> None:
    # given
    secret = put(tmp_path / "secret.json", b'{"id": "secret"}')
    folder = put(tmp_path / "folder" / "sub" / "a.json").parent.parent
    place = only(folder)

    # when
    place.path.unlink()
    place.path.symlink_to(secret)

    # then
    with pytest.raises(errors.SwappedError):
        read_place(place)


def test_a_folder_that_was_swapped_for_a_link_is_not_entered(tmp_path: Path) -> None:
    # given
    put(tmp_path / "other" / "a.json", b"secret")
    folder = put(tmp_path / "folder" / "sub" / "a.json").parent.parent
    place = only(folder)

    # when
    (folder / "sub").rename(folder / "was")
    (folder / "sub").symlink_to(tmp_path / "other")

    # then
    with pytest.raises(errors.SwappedError):
        read_place(place)


def test_what_was_swapped_for_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    place = only(put(tmp_path / "a.json").parent)
    place.path.unlink()
    os.mkfifo(place.path)

    with pytest.raises(errors.NotOrdinaryError):
        read_place(place)


def test_a_place_that_leads_out_of_its_root_is_refused(tmp_path: Path) -> None:
    secret = put(tmp_path / "secret.json")

    with pytest.raises(errors.LeadsOutError):
        read_place(Place(tmp_path / "folder", tmp_path / "folder" / ".." / secret.name))


def test_no_more_is_read_than_the_limit(tmp_path: Path) -> None:
    place = only(put(tmp_path / "a.json", b"x" * 100))

    assert read_place(place, limit=100) == b"x" * 100
    with pytest.raises(errors.TooLargeError):
        read_place(place, limit=99)


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    place = only(put(tmp_path / "a.json"))
    place.path.unlink()

    with pytest.raises(errors.GoneError):
        read_place(place)


# zips


class _Streamed(io.RawIOBase):
    """Where nothing can be gone back to, as when a zip is made while it is sent."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]  # any buffer
        return len(bytes(data))  # type: ignore[call-overload]  # the same


def read_all(path: Path) -> dict[str, bytes]:
    places = [one for one in find([path]) if isinstance(one, Place)]
    return {place.member: read_place(place) for place in places}


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_files_of_a_zip_are_read_one_by_one(packing: int, tmp_path: Path) -> None:
    path = put(tmp_path / "a.zip", zipped([("b/乙.json", b"[2]"), ("a.json", b"[1]" * 500)], packing))

    assert read_all(path) == {"a.json": b"[1]" * 500, "b/乙.json": b"[2]"}
    assert names(tmp_path) == ["a.zip|a.json", "a.zip|b/乙.json"]


def test_folders_in_a_zip_may_be_divided_by_backslashes_and_lead_nowhere_out(tmp_path: Path) -> None:
    stray = ["..\\out.json", "C:\\d.json", "\\\\far\\c.json", "a\\..\\f.json"]
    path = put(tmp_path / "a.zip", zipped((name, b"[1]") for name in ("a\\b.json", "a\\", *stray)))

    assert sorted(names(path)) == sorted([*(f"!a.zip|{name}" for name in stray), "a.zip|a/b.json"])
    assert read_all(path) == {"a/b.json": b"[1]"}
    twice = put(tmp_path / "b.zip", zipped([("a\\b.json", b"[1]"), ("a/b.json", b"[2]")]))
    assert names(twice) == ["!b.zip|a/b.json"]


def test_streamed_and_large_zips_are_read(tmp_path: Path) -> None:
    out = _Streamed()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b"[1]")
        with archive.open("b.json", "w", force_zip64=True) as stream:
            stream.write(b"[2]")
        archive.comment = b"made at the office"

    assert read_all(put(tmp_path / "a.zip", bytes(out.data))) == {"a.json": b"[1]", "b.json": b"[2]"}


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("静安区/上海滨江酒店门口.json", "gb18030"), ("강남구/헬스장 출입구.json", "cp949")],
)
def test_names_in_the_character_sets_of_offices_are_read(name: str, encoding: str, tmp_path: Path) -> None:
    raw = name.encode(encoding)
    data = zipped([("x" * len(raw), b"[1]")]).replace(b"x" * len(raw), raw)

    assert read_all(put(tmp_path / "a.zip", data)) == {name: b"[1]"}


def test_only_so_many_files_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "LIMITS", Limits(parts=2, part=100, total=1 << 30))
    many = put(tmp_path / "many.zip", zipped((f"{number}.json", b"{}") for number in range(3)))
    large = put(tmp_path / "large.zip", zipped([("a.json", b"[1]" * 50), ("b.json", b"[1]")]))

    assert "more than 2 files" in refusal(many)
    assert names(large) == ["!large.zip|a.json", "large.zip|b.json"]


def test_a_zip_that_changes_while_it_is_read_is_listed_anew(tmp_path: Path) -> None:
    path = put(tmp_path / "a.zip", zipped([("a.json", b"[1]")]))
    place = only(path)
    assert read_place(place) == b"[1]"

    put(path, zipped([("a.json", b"[1, 2, 3]")]))
    assert read_place(place) == b"[1, 2, 3]"

    put(path, zipped([("b.json", b"[1]")]))
    with pytest.raises(errors.GoneError):
        read_place(place)


def test_content_that_is_not_what_the_zip_says_is_refused(tmp_path: Path) -> None:
    data = zipped([("a.json", b"[1, 2, 3]")], zipfile.ZIP_STORED).replace(b"[1, 2, 3]", b"[1, 2, 4]")

    with pytest.raises(errors.BrokenMemberError):
        read_all(put(tmp_path / "a.zip", data))


@pytest.mark.parametrize("place", range(0, 240, 3))
def test_a_zip_with_any_byte_changed_is_read_or_told(place: int, tmp_path: Path) -> None:
    data = bytearray(zipped([("a.json", b"[1, 2, 3]" * 9), ("b.frdesk", b"x" * 9)]))
    data[-1 - place % len(data)] ^= 0xFF

    for one in find([put(tmp_path / "a.zip", bytes(data))]):
        with suppress(FrDeskError):
            assert isinstance(one, Refused) or len(read_place(one)) < 100


def test_a_zip_is_never_held_in_memory_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    path = put(tmp_path / "a.zip", zipped([(f"{at}.json", os.urandom(9000)) for at in range(20)], 0))
    read: list[int] = []
    real = zips.unpacked

    def noted(stream: IO[bytes], member: zips.Member, most: int = -1) -> bytes:
        read.append(member.packed)
        return real(stream, member, most)  # type: ignore[arg-type]  # the same stream

    monkeypatch.setattr("fr_desk.inspection.sources.unpacked", noted)

    # when
    first = next(iter(find([path])))

    # then
    assert isinstance(first, Place)
    assert len(read_place(first)) == 9000
    assert read == [9000]
