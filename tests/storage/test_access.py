"""The system's refusals, each as one sentence of ours in three languages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fr_desk.errors import FrDeskError
from fr_desk.i18n import LANGUAGES, Texts
from fr_desk.storage import errors
from fr_desk.storage.access import explained, make_folder, read_bytes
from fr_desk.storage.atomic import replace_file

REFUSALS = [
    (2, False, errors.MissingFileError),
    (2, True, errors.MissingFolderError),
    (13, False, errors.ForbiddenFileError),
    (30, True, errors.ForbiddenFileError),
    (20, False, errors.FileInsteadError),
    (21, False, errors.FolderInsteadError),
    (28, True, errors.DiskFullError),
    (122, True, errors.DiskFullError),
    (36, True, errors.NameTooLongError),
    (5, True, errors.UnreachableError),
    (116, False, errors.UnreachableError),
    (110, True, errors.UnreachableError),
    (16, True, errors.BusyFileError),
    (24, False, errors.FileError),
]


@pytest.mark.parametrize(("number", "writing", "error"), REFUSALS)
def test_each_refusal_has_its_sentence(
    number: int, writing: bool, error: type[FrDeskError], tmp_path: Path
) -> None:
    path = tmp_path / "hotel.frdesk"

    with pytest.raises(error) as caught, explained(path, writing=writing):
        raise OSError(number, os.strerror(number))

    assert type(caught.value) is error
    assert all(str(path) in caught.value.message(lang) for lang in LANGUAGES)


def test_reading_nothing_a_folder_and_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")

    with pytest.raises(errors.MissingFileError):
        read_bytes(tmp_path / "nothing")
    with pytest.raises(errors.FolderInsteadError):
        read_bytes(tmp_path)
    with pytest.raises(errors.FileInsteadError):
        read_bytes(tmp_path / "file" / "below")


def test_an_endless_file_is_not_read_to_its_end() -> None:
    with pytest.raises(errors.FileTooLargeError):
        read_bytes(Path("/dev/zero"), limit=4096)


def test_writing_into_no_folder_onto_a_folder_and_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")

    with pytest.raises(errors.MissingFolderError):
        replace_file(tmp_path / "nowhere" / "a.json", b"x")
    with pytest.raises(errors.FolderInsteadError):
        replace_file(tmp_path, b"x")
    with pytest.raises(errors.FileInsteadError):
        replace_file(tmp_path / "file" / "a.json", b"x")
    with pytest.raises(errors.FileInsteadError):
        make_folder(tmp_path / "file")


def test_a_protected_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hotel.json"
    path.write_bytes(b"old")
    path.chmod(0o444)
    # root may write everywhere: let the system answer as it answers anybody else
    monkeypatch.setattr(os, "access", lambda file, _mode: bool(Path(file).stat().st_mode & 0o222))

    with pytest.raises(errors.ForbiddenFileError):
        replace_file(path, b"new")

    assert path.read_bytes() == b"old"


def test_what_a_killed_program_left_long_ago_goes_with_the_next_write(tmp_path: Path) -> None:
    old, young, other = (tmp_path / name for name in (".fr-desk-1a.tmp", ".fr-desk-2b.tmp", "notes.tmp"))
    for left in (old, young, other):
        left.write_bytes(b"half")
    for left in (old, other):
        os.utime(left, (0, 0))

    replace_file(tmp_path / "hotel.json", b"new")

    assert not old.exists()
    assert young.exists()
    assert other.exists()


def test_a_refusal_is_put_into_words_only_where_somebody_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    told = list[str]()
    words = errors.MissingFileError.texts

    def texts(self: errors.MissingFileError) -> Texts:
        told.append("read")
        return words(self)

    monkeypatch.setattr(errors.MissingFileError, "texts", texts)
    # when
    with pytest.raises(errors.MissingFileError) as caught:
        read_bytes(tmp_path / "gone.frdesk")
    # then
    assert told == []
    assert "gone.frdesk" in str(caught.value)
    assert caught.value.message("en") == str(caught.value)
