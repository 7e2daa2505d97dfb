"""Preferences: written whole, and never in the way of starting."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk.paths import Folders, user_folders
from fr_desk.storage.preferences import RECENT, Preferences, load_preferences, save_preferences


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return user_folders(tmp_path / "home")


def test_preferences_come_back(folders: Folders) -> None:
    preferences = Preferences(language="ko", theme="high_contrast", recent=(Path("/venues/체육관.frdesk"),))

    save_preferences(preferences, folders)

    assert load_preferences(folders) == preferences


def test_without_a_file_there_are_defaults(folders: Folders) -> None:
    assert load_preferences(folders) == Preferences()
    assert not folders.config.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"theme": "plaid"}', b'{"language": "fr"}', b"[]"])
def test_a_broken_file_gives_defaults_and_is_kept_aside(content: bytes, folders: Folders) -> None:
    folders.config.mkdir(parents=True)
    folders.preferences.write_bytes(content)

    assert load_preferences(folders) == Preferences()

    assert not folders.preferences.exists()
    assert folders.preferences.with_name("preferences.json.broken").read_bytes() == content


def test_what_a_later_version_prefers_is_passed_over(folders: Folders) -> None:
    folders.config.mkdir(parents=True)
    folders.preferences.write_text('{"theme": "dark", "sparkles": true}')

    assert load_preferences(folders).theme == "dark"


def test_the_newest_file_comes_first_and_only_once(tmp_path: Path) -> None:
    preferences = Preferences()

    for name in ("a", "b", "a"):
        preferences = preferences.with_recent(tmp_path / name)

    assert preferences.recent == (tmp_path / "a", tmp_path / "b")
    assert preferences.without_recent(tmp_path / "a").recent == (tmp_path / "b",)


def test_the_oldest_file_is_forgotten(tmp_path: Path) -> None:
    preferences = Preferences()

    for number in range(RECENT + 3):
        preferences = preferences.with_recent(tmp_path / str(number))

    assert len(preferences.recent) == RECENT
    assert preferences.recent[0] == tmp_path / str(RECENT + 2)


def test_one_variable_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FR_DESK_HOME", str(tmp_path))

    folders = user_folders()

    assert all(folder.is_relative_to(tmp_path) for folder in (folders.config, folders.data, folders.logs))


def test_without_the_variable_the_systems_places_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FR_DESK_HOME")

    folders = user_folders()

    assert folders.config != folders.data
    assert all("fr-desk" in folder.parts for folder in (folders.config, folders.data))
