"""fr-desk forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.storage.formats import write_any
from tests.cli.conftest import Run


@pytest.fixture
def gym(tmp_path: Path) -> Path:
    return services.write_sample("seoul-gym", tmp_path)


def test_each_file_is_printed_after_the_reason_for_its_form(gym: Path, tmp_path: Path, run: Run):
    out = tmp_path / "forms"

    ran = run("forms", gym, "-o", out, "--format", "pdf", "--lang", "ko")

    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == str(out / "forms-overview-ko.pdf")
    place = lines.index(str(out / "cctv-policy-ko.pdf"))
    assert lines[place - 1].startswith(
        "고정형 영상정보처리기기 운영·관리 방침: 누구나 들어올 수 있는 곳에 카메라가 있습니다."
    )
    assert sorted(line for line in lines if line.startswith(str(out))) == sorted(map(str, out.iterdir()))
    assert all(path.suffix == ".pdf" for path in out.iterdir())


def test_the_files_of_a_form_stand_together(gym: Path, tmp_path: Path, run: Run):
    out = tmp_path / "forms"

    lines = run("forms", gym, "-o", out, "--lang", "en,ko").out.splitlines()

    place = lines.index(str(out / "cctv-policy-en.pdf"))
    assert lines[place : place + 4] == [
        str(out / f"cctv-policy-{lang}.{kind}") for lang in ("en", "ko") for kind in ("pdf", "docx")
    ]


def test_a_venue_that_needs_none_is_told_so(tmp_path: Path, run: Run):
    file = tmp_path / "new.yaml"
    write_any(file, services.new_dossier(VenueKind.SHOP, Jurisdiction.CN))

    ran = run("forms", file, "-o", tmp_path / "forms", "--lang", "en")

    assert ran.code == 0
    assert ran.out.splitlines() == [
        str(tmp_path / "forms" / "forms-overview-en.pdf"),
        "As far as answered, this venue needs none of the forms.",
    ]


def test_the_law_of_another_day_can_be_asked_for(gym: Path, tmp_path: Path, run: Run):
    ran = run("forms", gym, "-o", tmp_path / "forms", "--as-of", "2023-09-14", "--format", "docx")

    assert ran.code == 0
    assert "cctv-policy" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "odt"), "“odt”"),
        (("--lang", "fr"), "“fr”"),
        (("--as-of", "yesterday"), "“yesterday”"),
    ],
)
def test_bad_arguments_are_one_sentence(
    gym: Path, tmp_path: Path, run: Run, arguments: tuple[str, ...], told: str
):
    ran = run("forms", gym, "-o", tmp_path / "forms", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_file_where_the_folder_should_be_is_said(gym: Path, run: Run):
    ran = run("forms", gym, "-o", gym)

    assert (ran.code, ran.out) == (2, "")
    assert str(gym) in ran.err
