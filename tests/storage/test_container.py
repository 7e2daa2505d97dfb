"""The .frdesk container: written whole or not at all, read only within limits and only if nothing was changed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.domain.canonical import canonical_json, fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.paths import user_folders
from fr_desk.storage import atomic, container, errors, zip_parts
from fr_desk.storage.backups import backups_of, keep_version
from fr_desk.storage.container import Contents, pack, read_container, write_container

HOTEL = Dossier.model_validate(
    {
        "venue": {"name": "上海滨江酒店", "kind": "hotel"},
        "attachments": {"f1": {"name": "门厅 照片.JPG"}, "f2": {"name": "../../etc/passwd"}},
    }
)
PICTURES = {"f1": b"\xff\xd8 picture", "f2": b"plan"}


def changed(dossier: Dossier, name: str) -> Dossier:
    venue = dossier.venue.model_copy(update={"name": name})
    return dossier.model_copy(update={"venue": venue})


def rewritten(
    parts: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda entry: None
) -> bytes:
    """A zip of ``parts`` as another program could write it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            change(entry)
            archive.writestr(entry, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_manifest(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with a manifest that is right for them."""
    listed = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        for name, content in parts.items()
    }
    manifest = {"format": 1, "program": "another", "parts": listed}
    return {"manifest.json": json.dumps(manifest).encode(), **parts}


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "hotel.frdesk"
    path.write_bytes(data)
    return path


def test_dossier_and_attachments_come_back(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"

    write_container(path, HOTEL, PICTURES)

    assert read_container(path) == Contents(HOTEL, PICTURES)


def test_parts_have_names_that_any_system_can_unpack(tmp_path: Path) -> None:
    names = set(parts_of(pack(Contents(HOTEL, PICTURES))))

    assert names == {"manifest.json", "dossier.json", "attachments/f1.jpg", "attachments/f2"}


def test_the_manifest_lists_every_part_and_the_dossiers_sum_is_its_fingerprint() -> None:
    parts = parts_of(pack(Contents(HOTEL, PICTURES)))

    manifest = json.loads(parts["manifest.json"])

    assert set(manifest["parts"]) == set(parts) - {"manifest.json"}
    assert manifest["parts"]["dossier.json"] == {
        "sha256": fingerprint(HOTEL),
        "size": len(canonical_json(HOTEL)),
    }


def test_attachments_the_dossier_does_not_list_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"

    write_container(path, HOTEL, {**PICTURES, "f9": b"removed"})

    assert set(read_container(path).attachments) == {"f1", "f2"}


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.frdesk", tmp_path / "other.frdesk"

    write_container(one, HOTEL, PICTURES)
    write_container(other, HOTEL, dict(reversed(PICTURES.items())))

    assert one.read_bytes() == other.read_bytes()


def test_nothing_else_is_left_beside_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "venues"
    folder.mkdir()

    write_container(folder / "hotel.frdesk", HOTEL)
    write_container(folder / "hotel.frdesk", changed(HOTEL, "new"))

    assert [path.name for path in folder.iterdir()] == ["hotel.frdesk"]


def test_the_last_versions_are_kept_newest_first_and_can_be_opened_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"

    for name in ("first", "second", "third", "fourth"):
        write_container(path, changed(HOTEL, name))

    kept = [read_container(copy).dossier.venue.name for copy in backups_of(path)]
    assert kept == ["third", "second", "first"]
    assert {copy.suffix for copy in backups_of(path)} == {".frdesk"}


def test_a_file_that_somebody_else_wrote_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    # given
    path = tmp_path / "hotel.frdesk"
    seen = write_container(path, HOTEL)
    write_container(path, changed(HOTEL, "theirs"))
    theirs = path.read_bytes()

    # when
    with pytest.raises(errors.ChangedOnDiskError):
        write_container(path, changed(HOTEL, "mine"), expected=seen)

    # then
    assert path.read_bytes() == theirs
    again = write_container(path, changed(HOTEL, "mine"), expected=hashlib.sha256(theirs).hexdigest())
    assert again == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_change_while_the_backup_is_made_is_noticed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given another window that saves between the first look and the replacement
    path = tmp_path / "hotel.frdesk"
    seen = write_container(path, HOTEL)
    theirs = container.pack(container.Contents(changed(HOTEL, "theirs")))

    def slow_backup(old: Path, _folders: object) -> None:
        old.write_bytes(theirs)

    monkeypatch.setattr(container, "keep_version", slow_backup)

    # then
    with pytest.raises(errors.ChangedOnDiskError):
        write_container(path, changed(HOTEL, "mine"), expected=seen)
    assert path.read_bytes() == theirs


def test_a_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"
    seen = write_container(path, HOTEL)
    path.unlink()

    write_container(path, HOTEL, expected=seen)

    assert read_container(path).dossier == HOTEL


def test_versions_are_kept_in_the_users_folder_and_files_of_one_name_apart(
    tmp_path: Path, clean_profile: Path
) -> None:
    for name in ("east", "west"):
        (tmp_path / name).mkdir()
        write_container(tmp_path / name / "hotel.frdesk", changed(HOTEL, f"{name} old"))
        write_container(tmp_path / name / "hotel.frdesk", changed(HOTEL, name))

    (kept,) = backups_of(tmp_path / "west" / "hotel.frdesk")

    assert kept.is_relative_to(clean_profile)
    assert read_container(kept).dossier.venue.name == "west old"


def test_saving_without_a_change_does_not_push_out_older_versions(tmp_path: Path) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, changed(HOTEL, "old"))

    for _ in range(5):
        write_container(path, HOTEL)

    names = [read_container(copy).dossier.venue.name for copy in backups_of(path)]
    assert names == [HOTEL.venue.name, "old"]


@pytest.mark.parametrize("step", ["fsync", "read_bytes", "chmod"])
def test_a_failure_at_any_step_leaves_the_old_file_as_it_was(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "venues"
    folder.mkdir()
    path = folder / "hotel.frdesk"
    write_container(path, HOTEL)
    before = path.read_bytes()

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path if step == "read_bytes" else os, step, fail)
        with pytest.raises(errors.FileError):
            write_container(path, changed(HOTEL, "new"))

    assert path.read_bytes() == before
    assert [entry.name for entry in folder.iterdir()] == ["hotel.frdesk"]


def test_a_program_killed_before_the_replacement_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, HOTEL)

    def kill(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", kill)
        with pytest.raises(KeyboardInterrupt):
            write_container(path, changed(HOTEL, "new"))

    assert read_container(path).dossier == HOTEL


def test_a_disk_that_writes_something_else_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, HOTEL)
    monkeypatch.setattr(atomic, "_write", lambda temporary, data: temporary.write_bytes(data[:-1] + b"x"))

    with pytest.raises(errors.UnprovenWriteError):
        write_container(path, changed(HOTEL, "new"))

    assert read_container(path).dossier == HOTEL


def test_without_room_for_the_previous_version_nothing_is_saved(tmp_path: Path, clean_profile: Path) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, HOTEL)
    (clean_profile / "data").write_text("a file where the folder should be")

    with pytest.raises(errors.BackupError):
        write_container(path, changed(HOTEL, "new"))

    assert read_container(path).dossier == HOTEL


def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    real, link = tmp_path / "real.frdesk", tmp_path / "link.frdesk"
    write_container(real, HOTEL)
    real.chmod(0o640)
    link.symlink_to(real)

    write_container(link, changed(HOTEL, "new"))

    assert link.is_symlink()
    assert read_container(real).dossier.venue.name == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(errors.SpecialFileError):
        write_container(Path(os.devnull), HOTEL)

    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("where", ["manifest.json", "dossier.json"])
def test_a_newer_format_is_refused_and_left_untouched(where: str, tmp_path: Path) -> None:
    parts = (
        {"dossier.json": b'{"format": 1}', "sealed/by-the-future": b"?"} if where == "manifest.json" else {}
    )
    newer = json.dumps({"format": 2, "unheard_of": {}}).encode()
    data = rewritten({**parts, "manifest.json": newer} if parts else with_manifest({"dossier.json": newer}))
    path = written(tmp_path, data)
    os.utime(path, ns=(1_000_000_000, 1_000_000_000))

    with pytest.raises(errors.NewerFormatError):
        read_container(path)
    with pytest.raises(errors.NewerFormatError):
        write_container(path, HOTEL)

    assert path.read_bytes() == data
    assert path.stat().st_mtime_ns == 1_000_000_000


def test_a_changed_part_is_noticed(tmp_path: Path) -> None:
    parts = parts_of(pack(Contents(HOTEL, PICTURES)))
    parts["dossier.json"] = parts["dossier.json"].replace(b"hotel", b"hotfl")
    path = written(tmp_path, rewritten(parts))

    with pytest.raises(errors.DamagedPartError, match=r"dossier\.json in .*hotel\.frdesk does not match"):
        read_container(path)


def test_damage_leads_to_earlier_versions_where_some_are_kept(tmp_path: Path) -> None:
    parts = parts_of(pack(Contents(HOTEL, PICTURES)))
    path = written(tmp_path, rewritten({**parts, "dossier.json": b"{}"}))
    folders = user_folders(tmp_path / "profile")

    def told() -> str:
        with pytest.raises(errors.DamagedPartError) as caught:
            read_container(path, folders)
        return str(caught.value)

    assert "copy the file again from where it came" in told()
    keep_version(path, folders)
    assert f"take an earlier version from {folders.backups}" in told()
    copied = pickle.loads(pickle.dumps(errors.TruncatedError(file="x", backups="y")))  # noqa: S301 - our own
    assert str(copied) == "x is cut off or damaged; copy it again, or take an earlier version from y."


@pytest.mark.parametrize("gone", ["dossier.json", "manifest.json", "attachments/f2"])
def test_a_missing_part_is_named(gone: str, tmp_path: Path) -> None:
    parts = parts_of(pack(Contents(HOTEL, PICTURES)))
    del parts[gone]
    path = written(tmp_path, rewritten(parts))

    with pytest.raises(errors.MissingPartError) as caught:
        read_container(path)

    assert caught.value.values["part"] == gone


def test_a_part_the_manifest_does_not_list_is_refused(tmp_path: Path) -> None:
    parts = parts_of(pack(Contents(HOTEL, PICTURES)))
    path = written(tmp_path, rewritten({**parts, "attachments/f3": b"smuggled"}))

    with pytest.raises(errors.DamagedPartError):
        read_container(path)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../escape",
        "attachments/../../escape",
        "attachments\\f1",
        "C:\\escape",
        "C:escape",
        "notes.txt",
        "attachments/",
        "attachments/F1",
        "attachments/f1/deep",
    ],
)
def test_names_that_lead_elsewhere_or_do_not_belong_are_refused(name: str, tmp_path: Path) -> None:
    parts = with_manifest({"dossier.json": canonical_json(HOTEL), name: b"x"})
    path = written(tmp_path, rewritten(parts))

    with pytest.raises(errors.UnexpectedPartError):
        read_container(path)


def test_a_symbolic_link_inside_is_refused(tmp_path: Path) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        if entry.filename == "attachments/f1":
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    parts = with_manifest({"dossier.json": canonical_json(HOTEL), "attachments/f1": b"/etc/passwd"})
    path = written(tmp_path, rewritten(parts, link))

    with pytest.raises(errors.UnexpectedPartError):
        read_container(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("dossier.json", b"{}")
        archive.writestr("dossier.json", canonical_json(HOTEL))
    path = written(tmp_path, stream.getvalue())

    with pytest.raises(errors.RepeatedPartError):
        read_container(path)


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    data = bytearray(pack(Contents(HOTEL)))
    entry = data.index(b"PK\1\2")
    data[entry + 8] |= 1
    path = written(tmp_path, bytes(data))

    with pytest.raises(errors.EncryptedPartError):
        read_container(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b"\0" * (20 * 1024 * 1024)
    path = written(tmp_path, rewritten(with_manifest({"dossier.json": b"{}", "attachments/f1": bomb})))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_args: pytest.fail("was unpacked"))

    with pytest.raises(errors.CompressionError):
        read_container(path)


def test_a_part_that_claims_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytearray(pack(Contents(HOTEL)))
    entry = data.rindex(b"PK\1\2")
    struct.pack_into("<L", data, entry + 24, zip_parts.MAX_PART + 1)
    path = written(tmp_path, bytes(data))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_args: pytest.fail("was unpacked"))

    with pytest.raises(errors.PartTooLargeError):
        read_container(path)


def test_a_part_that_claims_too_little_does_not_unpack_to_more(tmp_path: Path) -> None:
    data = bytearray(rewritten(with_manifest({"dossier.json": canonical_json(HOTEL)})))
    entry = data.rindex(b"PK\1\2")
    struct.pack_into("<L", data, entry + 24, 10)
    path = written(tmp_path, bytes(data))

    with pytest.raises(errors.TruncatedError):
        read_container(path)


def test_many_parts_that_are_too_large_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zip_parts, "MAX_TOTAL", 100)
    path = written(tmp_path, pack(Contents(HOTEL, PICTURES)))

    with pytest.raises(errors.TotalTooLargeError):
        read_container(path)


def test_too_many_parts_are_counted_before_they_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, rewritten({f"attachments/f{n}": b"" for n in range(700)}))
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_args: pytest.fail("was listed"))

    with pytest.raises(errors.TooManyPartsError):
        read_container(path)


def test_a_record_that_counts_too_few_parts_is_refused(tmp_path: Path) -> None:
    data = bytearray(rewritten({f"attachments/f{n}": b"" for n in range(700)}))
    struct.pack_into("<2H", data, len(data) - 14, 2, 2)
    path = written(tmp_path, bytes(data))

    with pytest.raises(errors.TruncatedError):
        read_container(path)


def test_a_file_beyond_any_dossier_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hotel.frdesk"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)

    with pytest.raises(errors.FileTooLargeError):
        read_container(path)


def test_a_container_cut_off_anywhere_is_refused_in_one_sentence(tmp_path: Path) -> None:
    data = pack(Contents(HOTEL, PICTURES))

    for length in range(1, len(data), 7):
        path = written(tmp_path, data[:length])
        with pytest.raises(errors.TruncatedError):
            read_container(path)


def test_a_container_with_any_byte_changed_never_opens_as_something_else(tmp_path: Path) -> None:
    data = pack(Contents(HOTEL, PICTURES))
    opened = 0

    for position in range(len(data)):
        broken = bytearray(data)
        broken[position] ^= 0x21
        path = written(tmp_path, bytes(broken))
        try:
            contents = read_container(path)
        except FrDeskError:
            continue
        opened += 1
        assert contents == Contents(HOTEL, PICTURES)

    assert (
        opened < len(data) / 2
    )  # dates, versions and other fields of the zip that say nothing about a dossier


@pytest.mark.parametrize(
    "manifest",
    [b"[]", b"{}", b'{"format": "1"}', b'{"format": 1, "program": "x", "parts": {"dossier.json": 1}}'],
)
def test_a_manifest_that_is_none_is_refused(manifest: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, rewritten({"manifest.json": manifest, "dossier.json": b"{}"}))

    with pytest.raises(errors.UnreadableError):
        read_container(path)
