"""Versions: kept by name as revisions, listed with the backups, restored, exported, taken away and brought back."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.governance import HistoryEntry
from fr_desk.paths import Folders, user_folders
from fr_desk.services import versions
from fr_desk.services.versions import NoNameError, Version
from fr_desk.storage import errors
from fr_desk.storage import versions as stored
from fr_desk.storage.access import beside

DAY = dt.date(2026, 11, 22)
HOTEL = Dossier.model_validate(
    {"id": "h-1", "venue": {"name": "Hotel"}, "attachments": {"f1": {"name": "door.jpg"}}, "revision": 3}
)
PICTURES = {"f1": b"picture"}


@pytest.fixture
def folders(clean_profile: Path) -> Folders:
    return user_folders(clean_profile)


def kept(folders: Folders, name: str, dossier: Dossier = HOTEL) -> Version:
    return versions.keep(folders, versions.counted(dossier, name, "Min", DAY), PICTURES)


def named(folders: Folders, dossier: Dossier = HOTEL) -> list[str]:
    return [one.name for one in versions.listed(folders, dossier, None)]


def test_a_kept_version_is_the_next_revision_and_stands_in_the_history(folders: Folders):
    counted = versions.counted(HOTEL, "  before the\naudit ", "Min", DAY)

    assert counted.revision == 4
    assert counted.history == (HistoryEntry(on=DAY, by="Min", what="before the audit"),)
    assert counted.venue is HOTEL.venue


def test_a_version_without_a_name_is_refused(folders: Folders):
    with pytest.raises(NoNameError):
        versions.counted(HOTEL, " \n ", "Min", DAY)
    assert named(folders) == []


def test_what_was_kept_is_listed_and_read_with_its_attachments(folders: Folders):
    version = kept(folders, "<b>首次</b> & more")

    (found,) = versions.listed(folders, HOTEL, None)

    assert found == version
    assert (found.name, found.by, found.revision) == ("<b>首次</b> & more", "Min", 4)
    contents = versions.read(found, folders)
    assert contents.dossier.venue == HOTEL.venue
    assert contents.attachments == PICTURES


def test_versions_of_other_dossiers_are_not_listed(folders: Folders):
    kept(folders, "mine")
    kept(folders, "another's", HOTEL.model_copy(update={"id": "h-2"}))

    assert named(folders) == ["mine"]


def test_the_file_and_its_backups_are_listed_beside_them(folders: Folders, tmp_path: Path):
    path = tmp_path / "hotel.frdesk"
    services.save_dossier(paths.replace(HOTEL, "venue.name", "Old"), path)
    services.save_dossier(HOTEL, path)
    kept(folders, "mine")

    found = versions.listed(folders, HOTEL, path)

    assert [one.kind for one in found] == ["file", "named", "backup"]
    names = [versions.read(one, folders).dossier.venue.name for one in found]
    assert names == ["Hotel", "Hotel", "Old"]


def test_a_file_that_is_gone_is_no_version(folders: Folders, tmp_path: Path):
    assert versions.listed(folders, HOTEL, tmp_path / "gone" / "hotel.frdesk") == ()


def test_a_version_whose_note_is_damaged_is_still_there(folders: Folders):
    version = kept(folders, "mine")
    version.file.with_suffix(".json").write_text("{", encoding="utf-8")

    (found,) = versions.listed(folders, HOTEL, None)

    assert (found.name, found.file) == ("", version.file)


def test_a_damaged_version_says_so(folders: Folders):
    version = kept(folders, "mine")
    version.file.write_bytes(version.file.read_bytes()[:-30])

    with pytest.raises(errors.UnreadableError):
        versions.read(version, folders)


def test_without_room_nothing_is_kept_and_nothing_half(folders: Folders, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_args: object, **_names: object) -> None:
        raise errors.DiskFullError(file="x")

    with monkeypatch.context() as patch:
        patch.setattr(stored, "write_container", refuse)
        with pytest.raises(errors.DiskFullError):
            kept(folders, "mine")

    assert named(folders) == []
    assert [file for file in folders.versions.rglob("*") if file.is_file()] == []


def test_what_was_taken_away_can_be_brought_back(folders: Folders):
    first, second = kept(folders, "first"), kept(folders, "second")

    versions.remove(first)

    assert named(folders) == ["second"]
    versions.bring_back(first)
    assert sorted(named(folders)) == ["first", "second"]
    assert versions.read(second, folders).dossier.revision == 4


def test_what_was_taken_away_long_ago_goes(folders: Folders, monkeypatch: pytest.MonkeyPatch):
    version = kept(folders, "first")
    versions.remove(version)
    later = dt.datetime.now(dt.UTC).timestamp() + stored.REMOVED_FOR + 60
    monkeypatch.setattr(time, "time", lambda: later)

    named(folders)

    assert [file for file in folders.versions.rglob("*") if file.is_file()] == []


def test_restoring_takes_the_answers_and_keeps_the_count():
    now = HOTEL.model_copy(update={"revision": 9, "history": (HistoryEntry(what="kept"),)})
    old = paths.replace(HOTEL, "venue.name", "Old").model_copy(update={"id": "another"})

    after = versions.restored(now, old)

    assert after.venue.name == "Old"
    assert (after.id, after.revision, after.history) == ("h-1", 9, now.history)


def test_an_exported_version_is_a_dossier_and_what_it_replaces_is_backed_up(folders: Folders, tmp_path: Path):
    from fr_desk.storage.backups import backups_of

    target = tmp_path / "out.frdesk"
    services.save_dossier(paths.replace(HOTEL, "venue.name", "Was there"), target)

    versions.export(kept(folders, "mine"), target, folders)

    assert services.open_dossier(target).dossier.venue.name == "Hotel"
    (backup,) = backups_of(target, folders)
    assert services.open_dossier(backup).dossier.venue.name == "Was there"


def test_names_beside_are_free_and_never_too_long(tmp_path: Path):
    path = tmp_path / "hotel.frdesk"
    path.touch()
    assert beside(path).name == "hotel (2).frdesk"
    beside(path).touch()
    assert beside(path).name == beside(tmp_path / "hotel (2).frdesk").name == "hotel (3).frdesk"
    long = beside(tmp_path / ("很" * 80 + ".frdesk"))
    long.touch()
    assert long.exists()


def test_fingerprints_are_those_of_the_contents():
    import hashlib

    found = versions.with_fingerprints(HOTEL, PICTURES)

    digest = hashlib.sha256(b"picture").hexdigest()
    assert (found.attachments or {})["f1"].sha256 == digest
    assert versions.by_fingerprint(PICTURES) == {digest: b"picture"}
    assert versions.with_fingerprints(found, PICTURES) is found


def test_the_note_is_plain_json(folders: Folders):
    version = kept(folders, "mine")

    plain = json.loads(version.file.with_suffix(".json").read_text(encoding="utf-8"))

    assert plain == {"name": "mine", "by": "Min", "revision": 4}
