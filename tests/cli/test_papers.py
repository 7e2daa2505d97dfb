"""Commands that write: new, sample, convert, schema, dossier, verify."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.storage.container import write_container
from fr_desk.storage.formats import read_any
from tests.cli.conftest import Run


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    return services.write_sample("shanghai-hotel", tmp_path)


@pytest.mark.parametrize("country", list(Jurisdiction))
@pytest.mark.parametrize("suffix", ["frdesk", "json", "yaml"])
def test_a_new_dossier_knows_kind_and_country_and_nothing_else(
    country: Jurisdiction, suffix: str, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / f"new.{suffix}"

    ran = run("new", "--venue", "sauna_bath", "--jurisdiction", country, "-o", path)

    dossier = read_any(path).dossier
    assert (ran.code, ran.out) == (0, f"{path}\n")
    assert dossier.venue.kind is VenueKind.SAUNA_BATH
    assert dossier.venue.jurisdiction is country
    assert dossier == Dossier(id=dossier.id, venue=dossier.venue)


def test_samples_are_listed_and_written(tmp_path: Path, run: Run) -> None:
    names = run("sample").out.split()

    for name in names:
        assert run("sample", name, "-o", tmp_path / "deep" / "folder").code == 0

    written = sorted(path.name for path in (tmp_path / "deep" / "folder").iterdir())
    assert names == services.samples()
    assert written == sorted(f"{name}.frdesk" for name in names)


def test_a_dossier_goes_through_every_form_unchanged(hotel: Path, tmp_path: Path, run: Run) -> None:
    steps = [hotel, *(tmp_path / name for name in ("a.json", "b.yaml", "c.frdesk", "d.yml"))]

    for source, target in pairwise(steps):
        assert run("convert", source, "-o", target).code == 0

    assert {read_any(step).dossier == read_any(hotel).dossier for step in steps} == {True}


def test_attachments_that_stay_behind_are_told(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "hotel.frdesk"
    dossier = Dossier.model_validate({"attachments": {"f1": {"name": "plan.png"}}})
    write_container(path, dossier, {"f1": b"plan"})

    to_json = run("convert", path, "-o", tmp_path / "hotel.json")
    to_frdesk = run("convert", path, "-o", tmp_path / "copy.frdesk")

    assert to_json.out.splitlines()[1].endswith(": 1")
    assert len(to_frdesk.out.splitlines()) == 1
    assert read_any(tmp_path / "copy.frdesk").attachments == {"f1": b"plan"}


def test_the_schema_is_json(run: Run) -> None:
    ran = run("schema")

    assert json.loads(ran.out)["title"] == "Dossier"


@pytest.mark.parametrize("lang", [None, "ko"])
def test_a_dossier_pdf_gives_the_findings_of_its_file(
    lang: str | None, hotel: Path, tmp_path: Path, run: Run
) -> None:
    pdf = tmp_path / "hotel.pdf"

    ran = run("dossier", hotel, "-o", pdf, *(["--lang", lang] if lang else []))

    assert (ran.code, ran.out) == (0, f"{pdf}\n")
    of_file = json.loads(run("check", hotel, "--format", "json").out)
    of_pdf = json.loads(run("check", pdf, "--format", "json").out)
    assert {**of_pdf, "file": ""} == {**of_file, "file": ""}


def test_verify_tells_intact_changed_unreadable_and_unprotected_apart(
    hotel: Path, tmp_path: Path, run: Run
) -> None:
    pdf, plain, changed = tmp_path / "hotel.pdf", tmp_path / "hotel.json", tmp_path / "changed.frdesk"
    run("dossier", hotel, "-o", pdf)
    run("convert", hotel, "-o", plain)
    changed.write_bytes(hotel.read_bytes()[:-9])

    assert run("verify", hotel, pdf).code == 0
    assert run("verify", plain).code == 3
    assert run("verify", changed).code == 2
    assert "Unsealed" in run("verify", pdf).out


def test_a_dossier_pdf_never_takes_the_place_of_the_dossier_it_prints(run: Run, tmp_path: Path):
    # given a dossier, and a sealed or unsealed PDF of it
    run("sample", "seoul-gym", "-o", tmp_path)
    source = tmp_path / "seoul-gym.frdesk"
    printed = tmp_path / "gym.pdf"
    assert run("dossier", source, "-o", printed).code == 0

    for file in (source, printed):
        before = file.read_bytes()
        ran = run("dossier", file, "-o", file.parent / "." / file.name, "--lang", "zh")

        assert ran.code == 2
        assert file.read_bytes() == before
        assert ran.out == ""
