"""What the library knows of a dossier, and looking through a folder."""

from __future__ import annotations

from pathlib import Path

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.paths import Folders, user_folders
from fr_desk.resources import resource
from fr_desk.services.library import dossier_files, facts_of, gone, scan
from fr_desk.storage.library import Library, Wanted


def folder_of_venues(place: Path) -> Path:
    """Two dossiers, one in a folder below; a broken one; what is none of them."""
    for name, below in (("seoul-gym", "a"), ("ningbo-sales-office-before", "a/b")):
        (place / below).mkdir(parents=True, exist_ok=True)
        dossier = services.open_dossier(resource("samples", f"{name}.yaml")).dossier
        services.save_dossier(dossier, place / below / f"{name}.frdesk")
    (place / "broken.FRDESK").write_bytes(b"PK cut off")
    (place / "notes.txt").write_text("no dossier")
    (place / ".hidden").mkdir()
    (place / ".hidden" / "x.frdesk").write_bytes(b"PK")
    return place


def titles(folders: Folders, words: str) -> list[str]:
    with Library(folders) as library:
        return [entry.name for entry in library.rows(library.search(Wanted(words)))]


def test_a_folder_is_looked_through_and_broken_files_are_named(tmp_path: Path, clean_profile: Path) -> None:
    # given
    place, folders, told = folder_of_venues(tmp_path / "venues"), user_folders(clean_profile), []

    # when
    found = scan(place, folders, lambda *step: told.append(step))

    # then
    assert len(found.taken) == 2
    assert [one.path.name for one in found.broken] == ["broken.FRDESK"]
    assert "broken.FRDESK" in found.broken[0].why.ko
    assert told[-1] == (3, 3)
    # found by venue, by a zone, by the region in another language, by a long text
    gym = services.open_dossier(resource("samples", "seoul-gym.yaml")).dossier
    zone = next(zone.name for zone in (gym.zones or {}).values() if zone.name)
    assert titles(folders, str(gym.venue.name)) == [gym.venue.name]
    assert gym.venue.name in titles(folders, zone)
    assert titles(folders, "Seoul gym") == [gym.venue.name]
    assert len(titles(folders, "")) == 2


def test_looking_through_stops_when_asked_and_keeps_what_it_has(tmp_path: Path, clean_profile: Path) -> None:
    place, folders = folder_of_venues(tmp_path / "venues"), user_folders(clean_profile)
    asked = iter([False, False, False, False, False, True, True, True, True])

    found = scan(place, folders, cancelled=lambda: next(asked, True))

    assert len(found.taken) + len(found.broken) < 3
    assert len(titles(folders, "")) == len(found.taken)


def test_a_folder_that_is_not_there_has_no_dossiers(tmp_path: Path) -> None:
    assert list(dossier_files(tmp_path / "nowhere")) == []


def test_the_verdict_and_its_counts_are_noted() -> None:
    dossier = services.open_dossier(resource("samples", "ningbo-sales-office-before.yaml")).dossier

    facts = facts_of(dossier, services.assess(dossier), 12.0)

    assert facts.verdict == "breached"
    assert facts.breached > 5
    assert facts.saved == 12.0
    assert facts_of(Dossier()).verdict == ""


def test_files_that_are_gone_are_told(tmp_path: Path) -> None:
    here = tmp_path / "here.frdesk"
    here.touch()

    assert gone([here, tmp_path / "gone.frdesk"]) == {tmp_path / "gone.frdesk"}
