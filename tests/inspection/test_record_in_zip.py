"""The record of a dossier inside a zip: where it lies, what it is called, and that it is found again."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.inspection.opening import WhichOneError
from fr_desk.inspection.place import Place, place_at
from fr_desk.inspection.record_file import read_record
from fr_desk.inspection.record_names import names_of
from fr_desk.inspection.refusals import RefusedError
from fr_desk.inspection.sources import find
from fr_desk.paths import Folders, user_folders
from fr_desk.services.inspecting.keeping import fallback_names
from fr_desk.services.inspecting.known import known_records
from fr_desk.services.inspecting.records import OpenRecord
from fr_desk.storage.formats import write_json
from tests.strategies import words

HOTELS = ("黄浦/hotel.json", "静安/hotel.json", "hotel.json")
Open = Callable[..., OpenRecord]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return user_folders(tmp_path / "profile")


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A zip with three dossiers of one name, and a text."""
    folder = tmp_path / "venues"
    folder.mkdir()
    sample = services.open_dossier(services.write_sample("shanghai-hotel", tmp_path)).dossier
    plain = sample.model_dump(mode="json")
    with zipfile.ZipFile(folder / "handed over.zip", "w") as archive:
        for number, name in enumerate(HOTELS):
            write_json(tmp_path / "one.json", Dossier.model_validate({**plain, "id": f"hotel-{number}"}))
            archive.write(tmp_path / "one.json", name)
        archive.writestr("readme.txt", "three hotels")
    return folder / "handed over.zip"


@pytest.fixture
def opened(folders: Folders) -> Iterator[Open]:
    made: list[OpenRecord] = []

    def again(place: Place | Path) -> OpenRecord:
        made.append(OpenRecord(place, folders, settled=0.0))
        return made[-1]

    yield again
    for one in made:
        one.close()


def recorded(opened: Open, place: Place, says: str) -> Path:
    """Record a visit of one place; return the record's file."""
    one = opened(place)
    visit = one.begin_visit("Wang")
    one.observe(visit, one.places[0].path, "differs", says=says)
    assert one.close()
    return one.keeper.file


def test_dossiers_of_one_name_in_a_zip_have_records_of_their_own_beside_it(
    portfolio: Path, opened: Open
) -> None:
    # given
    before = portfolio.read_bytes(), portfolio.stat().st_mtime_ns
    places = [one for one in find([portfolio]) if isinstance(one, Place)]
    assert sorted(one.member for one in places) == sorted(HOTELS)

    # when
    files = {one.member: recorded(opened, one, one.member) for one in places}

    # then
    assert len(set(files.values())) == len(HOTELS)
    assert {one.parent for one in files.values()} == {portfolio.parent}
    assert all(one.name.startswith("handed over - ") for one in files.values())
    assert "黄浦 - hotel " in files["黄浦/hotel.json"].name
    assert before == (portfolio.read_bytes(), portfolio.stat().st_mtime_ns)
    for place in places:
        (said,) = [one.says for one in opened(place).record.observations.values()]
        assert said == place.member


def test_a_record_is_found_when_the_zip_is_named_in_text_and_after_both_were_moved(
    portfolio: Path, opened: Open, tmp_path: Path
) -> None:
    # given
    file = recorded(opened, place_at(Path(f"{portfolio}!/静安/hotel.json")), "moved")
    there = tmp_path / "elsewhere"
    there.mkdir()
    for one in (portfolio, file):
        shutil.move(one, there)

    # when
    again = opened(place_at(there / f"{portfolio.name}!" / "静安" / "hotel.json"))

    # then
    assert [one.says for one in again.record.observations.values()] == ["moved"]
    assert again.keeper.file == there / file.name


def test_records_are_no_rows_when_the_folder_with_the_zip_is_inspected(portfolio: Path, opened: Open) -> None:
    recorded(opened, place_at(Path(f"{portfolio}!/hotel.json")), "seen")
    assert {one.member for one in find([portfolio.parent]) if isinstance(one, Place)} == set(HOTELS)


def test_another_dossier_under_the_same_name_in_a_zip_that_came_anew_gets_another_record(
    portfolio: Path, opened: Open, tmp_path: Path
) -> None:
    # given
    place = place_at(Path(f"{portfolio}!/hotel.json"))
    old = recorded(opened, place, "the old hotel")
    write_json(tmp_path / "one.json", Dossier(id="another"))
    with zipfile.ZipFile(portfolio, "w") as archive:
        archive.write(tmp_path / "one.json", "hotel.json")

    # when
    new = opened(place)
    new.begin_visit("Li")
    assert new.close()

    # then
    assert new.keeper.file != old
    assert read_record(old).record.dossier == "hotel-2"
    assert read_record(new.keeper.file).record.dossier == "another"


def test_records_are_listed_with_their_places(portfolio: Path, opened: Open, folders: Folders) -> None:
    # given
    place = place_at(Path(f"{portfolio}!/静安/hotel.json"))
    file = recorded(opened, place, "seen")
    alone = services.write_sample("seoul-gym", portfolio.parent)
    beside = recorded(opened, Place(alone, alone), "seen too")

    # when
    known = list(known_records([portfolio.parent], folders))

    # then
    assert {(one.place.member or one.place.name, one.file) for one in known} == {
        ("静安/hotel.json", file),
        (alone.name, beside),
    }
    assert all(one.record is not None and len(one.record.visits) == 1 for one in known)


def test_a_zip_without_a_name_in_it_is_answered_with_one(portfolio: Path, opened: Open) -> None:
    with pytest.raises(WhichOneError, match=r"handed over\.zip!/hotel\.json"):
        opened(portfolio)


def test_what_is_not_in_the_zip_is_named_in_the_refusal(portfolio: Path, opened: Open) -> None:
    with pytest.raises(RefusedError, match=r"zip!/nowhere\.json"):
        opened(place_at(Path(f"{portfolio}!/nowhere.json")))


def test_a_file_whose_own_name_has_the_mark_is_that_file(tmp_path: Path) -> None:
    odd = tmp_path / "a.zip!"
    odd.mkdir()
    (odd / "b.json").touch()
    (tmp_path / "a.zip").touch()
    assert place_at(odd / "b.json") == Place(odd / "b.json", odd / "b.json")


@settings(max_examples=60, deadline=None)
@given(words(400), words(400))
@example("../../etc/passwd", "..\\..\\passwd")
@example("C:/Windows/x.pdf", "c:/windows/X.PDF")
@example("很" * 300 + ".pdf", "很" * 301 + ".pdf")
@example("a/" * 150 + "x.pdf", "x.pdf")
@example("a\u202egnp.pdf", "a\ud800.pdf")
@example("con.pdf", "CON .pdf")
def test_no_name_inside_leads_away_and_each_has_its_own(one: str, other: str) -> None:
    # given
    zips = (Path("/offices/south/portfolio.zip"), Path("/offices/south") / ("区" * 80 + ".zip"))

    # when
    made = [names_of(Place(path, path, member)) for path in zips for member in (one, other) if member]

    # then
    for zipped in made:
        for name in zipped:
            assert name.parent == Path("/offices/south")
            assert len(name.name.encode()) <= 230
            assert name.suffix == ".frrecord"
            assert not set(name.name) & set('<>:"/\\|?*')
            assert name.name.isprintable()
    if one and other and one != other:
        assert not {str(name).casefold() for name in made[0]} & {str(name).casefold() for name in made[1]}


def test_names_on_disk_are_as_they_were() -> None:
    path = Path("/offices/hotel.pdf")
    assert names_of(Place(path, path)) == (
        Path("/offices/hotel.frrecord"),
        Path("/offices/hotel.pdf.frrecord"),
    )


def test_a_name_that_no_file_can_have_is_still_one_inside_a_zip(tmp_path: Path) -> None:
    (tmp_path / "a.zip").touch()
    long = "x" * 300 + ".json"
    assert place_at(tmp_path / "a.zip!" / long) == Place(tmp_path / "a.zip", tmp_path / "a.zip", long)
    assert place_at(tmp_path / f"{long}!" / "b.json").member == ""


def test_a_dossier_with_a_name_too_long_for_a_record_beside_it_is_recorded_in_the_profile(
    tmp_path: Path, opened: Open, folders: Folders
) -> None:
    # given
    path = tmp_path / f"{'x' * 248}.json"
    write_json(path, services.open_dossier(services.write_sample("shanghai-hotel", tmp_path)).dossier)

    # when
    file = recorded(opened, Place(path, path), "seen")

    # then
    assert file.parent == folders.records
    (known,) = known_records([path], folders)
    assert known.file == file


def test_a_file_is_looked_at_once_however_many_records_the_profile_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, resolve = list[Path](), Path.resolve

    def look(path: Path) -> Path:
        looks.append(path)
        return resolve(path)

    monkeypatch.setattr(Path, "resolve", look)

    names = set(fallback_names(Place(tmp_path, tmp_path / "a.json"), map(str, range(100))))

    assert (len(names), looks) == (100, [tmp_path / "a.json"])
