"""Which forms a venue needs, and writing them: all or nothing."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from pathlib import Path

import pytest

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import CancelledError
from fr_desk.resources import resource
from fr_desk.services import forms, new_dossier
from fr_desk.services.forms import UnknownFormError, forms_for, make_form, write_forms
from fr_desk.storage.errors import FileError
from fr_desk.storage.formats import read_any


@pytest.fixture(scope="module")
def hotel() -> Dossier:
    return read_any(resource("samples", "shanghai-hotel.yaml")).dossier


@pytest.fixture(scope="module")
def gym() -> Dossier:
    return read_any(resource("samples", "seoul-gym.yaml")).dossier


def test_needed_forms_are_named_with_the_duty_behind_them(hotel: Dossier, gym: Dossier):
    chinese = {form.id: form for form in forms_for(hotel)}
    korean = {form.id: form for form in forms_for(gym)}

    assert chinese["impact-assessment"].why.en.startswith("Faces are recognised here.")
    assert chinese["impact-assessment"].title.zh == "个人信息保护影响评估报告"
    assert "cctv-policy" in korean.keys() - chinese.keys()


def test_a_new_dossier_needs_no_form():
    assert forms_for(new_dossier(VenueKind.SHOP, Jurisdiction.CN)) == ()


def test_the_law_of_another_day_needs_other_forms(hotel: Dossier):
    early = {form.id for form in forms_for(hotel, dt.date(2019, 1, 1))}

    assert "impact-assessment" not in early


def test_forms_are_written_in_each_language_and_form_with_a_page_that_lists_them(
    gym: Dossier, tmp_path: Path
):
    folder = tmp_path / "a" / "forms"

    written = write_forms(gym, folder, ("ko", "en"))

    needed = [form.id for form in forms_for(gym)]
    expected = [
        name
        for lang in ("ko", "en")
        for name in (
            f"forms-overview-{lang}.pdf",
            *(f"{form}-{lang}.{kind}" for form in needed for kind in ("pdf", "docx")),
        )
    ]
    assert [path.name for path in written] == expected
    assert sorted(path.name for path in folder.iterdir()) == sorted(expected)
    for path in written:
        data = path.read_bytes()
        assert data.startswith(b"%PDF") if path.suffix == ".pdf" else zipfile.is_zipfile(io.BytesIO(data))


def test_the_venues_language_is_taken_and_one_kind_of_file_can_be_asked_for(gym: Dossier, tmp_path: Path):
    written = write_forms(gym, tmp_path, formats=("docx",))

    assert {path.suffix for path in written[1:]} == {".docx"}
    assert {path.stem.rpartition("-")[2] for path in written} == {"ko"}


def test_the_same_dossier_gives_the_same_files(gym: Dossier, tmp_path: Path):
    first = {path.name: path.read_bytes() for path in write_forms(gym, tmp_path / "one")}
    second = {path.name: path.read_bytes() for path in write_forms(gym, tmp_path / "two")}

    assert first == second


def test_progress_goes_from_nothing_to_everything(gym: Dossier, tmp_path: Path):
    told: list[tuple[int, int]] = []

    written = write_forms(gym, tmp_path, progress=lambda done, total: told.append((done, total)))

    assert [done for done, _ in told] == list(range(len(written) + 1))
    assert {total for _, total in told} == {len(written)}


@pytest.mark.parametrize("after", [0, 1, 5])
def test_cancelling_writes_nothing(gym: Dossier, tmp_path: Path, after: int):
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > after

    with pytest.raises(CancelledError):
        write_forms(gym, tmp_path / "forms", cancelled=cancelled)

    assert not (tmp_path / "forms").exists()


def test_when_one_file_cannot_be_written_the_others_are_as_they_were(gym: Dossier, tmp_path: Path):
    # given a form of an earlier day, and a folder where a file of the forms should go
    old = tmp_path / "forms-overview-ko.pdf"
    old.write_bytes(b"old")
    last = write_forms(gym, tmp_path / "elsewhere")[-1].name
    (tmp_path / last).mkdir()

    # when they are written
    with pytest.raises(FileError):
        write_forms(gym, tmp_path)

    # then nothing has changed
    assert old.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["elsewhere", "profile", old.name, last]
    )


def test_one_form_can_be_made_alone(hotel: Dossier):
    assert make_form("police-filing", hotel).startswith(b"%PDF")
    assert zipfile.is_zipfile(io.BytesIO(make_form("police-filing", hotel, "en", made_as="docx")))
    with pytest.raises(UnknownFormError, match=r"no form “pólice”; choose from .*police-filing"):
        make_form("pólice", hotel)


def test_all_forms_of_a_venue_take_less_than_three_seconds(hotel: Dossier):
    write = forms._files(hotel, ("zh",), None, forms.FORMATS, lambda *_: None, lambda: False)
    started = time.process_time()

    assert len(list(write)) > 20

    assert time.process_time() - started < 3
