"""``attach``: files come into a dossier clean and all together, or the dossier stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.storage.formats import read_any
from tests.cli.conftest import Run
from tests.images.pictures import encoded, halves, photo


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    return services.write_sample("shanghai-hotel", tmp_path)


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    path = tmp_path / "gate.jpeg"
    path.write_bytes(photo())
    return path


def test_a_photo_comes_in_clean_and_what_went_is_told(hotel: Path, gate: Path, run: Run) -> None:
    ran = run("attach", hotel, gate, "--to", "cameras.c1.photo")

    read = read_any(hotel)
    assert ran.code == 0
    assert ran.out.startswith("f1: gate.jpg (")
    assert b"Secret" not in read.attachments["f1"]
    assert read.dossier.cameras is not None
    assert read.dossier.cameras["c1"].photo == "f1"


def test_the_place_stays_only_if_asked_for(hotel: Path, gate: Path, run: Run) -> None:
    run("attach", hotel, gate)
    ran = run("attach", hotel, gate, "--keep-location")

    attachments = read_any(hotel).dossier.attachments
    assert attachments is not None
    assert [one.keeps_location for one in attachments.values()] == [False, True]
    assert len(ran.out.splitlines()) == 2


def test_several_files_come_in_together(hotel: Path, gate: Path, tmp_path: Path, run: Run) -> None:
    plan = tmp_path / "plan.png"
    plan.write_bytes(encoded(halves(), "PNG"))

    ran = run("attach", hotel, gate, plan, "--kind", "plan")

    attachments = read_any(hotel).dossier.attachments or {}
    assert ran.code == 0
    assert [(one.name, one.kind) for one in attachments.values()] == [
        ("gate.jpg", "plan"),
        ("plan.png", "plan"),
    ]


@pytest.mark.parametrize("bad", ["broken.jpg", "missing.jpg", "text.txt"])
def test_one_file_that_cannot_be_taken_leaves_the_dossier_as_it_was(
    bad: str, hotel: Path, gate: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "broken.jpg").write_bytes(photo()[:400])
    (tmp_path / "text.txt").write_text("hello")
    before = hotel.read_bytes()

    ran = run("attach", hotel, gate, tmp_path / bad)

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert bad in ran.err
    assert hotel.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--to", "cameras.c99.photo"), "cameras.c99.photo is no place for a file"),
        (("--to", "operator.logo"), "operator.logo takes a file of the kind “Logo”"),
        (("--kind", "picture"), "picture"),
    ],
)
def test_what_makes_no_sense_is_refused(
    arguments: tuple[str, ...], says: str, hotel: Path, gate: Path, run: Run
) -> None:
    ran = run("attach", hotel, gate, *arguments)

    assert ran.code == 2
    assert says in ran.err


def test_one_place_takes_one_file(hotel: Path, gate: Path, run: Run) -> None:
    ran = run("attach", hotel, gate, gate, "--to", "cameras.c1.photo")

    assert ran.code == 2
    assert "--to takes one file at a time" in ran.err


def test_forms_that_cannot_hold_files_are_refused(hotel: Path, gate: Path, tmp_path: Path, run: Run) -> None:
    run("convert", hotel, "-o", tmp_path / "hotel.json")

    ran = run("attach", tmp_path / "hotel.json", gate)

    assert ran.code == 2
    assert "convert it to .frdesk first" in ran.err
