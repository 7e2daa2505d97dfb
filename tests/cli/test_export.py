"""``fr-desk export``: all papers at once, into a folder or a zip."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.storage.container import write_container
from tests.cli.conftest import Run


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    path = tmp_path / "hotel.frdesk"
    write_container(path, services.new_dossier(VenueKind.HOTEL, Jurisdiction.KR))
    return path


def test_a_folder_with_a_page_in_the_venues_language(hotel: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "new" / "papers"

    ran = run("export", hotel, "-o", out)

    assert (ran.code, ran.out, ran.err) == (0, f"{out}\n", "")
    assert '<html lang="ko">' in (out / "index.html").read_text("utf-8")
    assert services.open_dossier(out / "dossier.pdf").dossier == services.open_dossier(hotel).dossier


def test_a_zip_in_the_languages_and_with_the_law_of_the_day_asked_for(
    hotel: Path, tmp_path: Path, run: Run
) -> None:
    out = tmp_path / "papers.ZIP"

    ran = run("export", hotel, "-o", out, "--lang", "en,zh", "--as-of", "2025-05-31")

    assert (ran.code, ran.err) == (0, "")
    with zipfile.ZipFile(out) as archive:
        names, page = archive.namelist(), archive.read("index.html").decode()
    assert {"dossier.pdf", "dossier.frdesk"} <= set(names)
    assert '<html lang="en">' in page
    assert "31 May 2025" in page


def test_a_folder_that_is_not_empty_is_refused_in_one_sentence(hotel: Path, tmp_path: Path, run: Run) -> None:
    ran = run("export", hotel, "-o", tmp_path, "--lang", "en")

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines() == [
        f"The folder {tmp_path} is not empty; name a new one, so that nothing in it is replaced."
    ]
