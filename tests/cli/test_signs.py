"""The command that writes signs: which files, in which size and form, and what it refuses."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from fr_desk import services
from fr_desk.cli import usage
from fr_desk.cli.signs import DistanceError, metres
from fr_desk.domain.dossier import Dossier
from fr_desk.storage.container import write_container
from tests.cli.conftest import Run
from tests.render.reading import text_of


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    return services.write_sample("shanghai-hotel", tmp_path)


def size_of(path: Path) -> list[int]:
    """Width and height of the first page in millimetres."""
    with pikepdf.open(io.BytesIO(path.read_bytes())) as document:
        box = [float(side) for side in document.pages[0].MediaBox]
    return [round((box[2] - box[0]) / 72 * 25.4), round((box[3] - box[1]) / 72 * 25.4)]


def test_what_the_law_still_wants_on_a_sign_is_said(hotel: Path, tmp_path: Path, run: Run):
    ran = run("signs", hotel, "-o", tmp_path / "signs", "--lang", "zh")

    to_mend = [line for line in ran.out.splitlines() if not line.endswith(".pdf")]
    assert len(to_mend) == 3
    assert any("健身房" in line and "第八条" in line for line in to_mend)


def test_signs_and_the_placement_list_are_written_into_a_folder_that_is_made(
    hotel: Path, tmp_path: Path, run: Run
):
    folder = tmp_path / "papers" / "signs"

    ran = run("signs", hotel, "-o", folder, "--lang", "zh,en", "--size", "A5")

    assert ran.code == 0
    written = [line for line in ran.out.splitlines() if line.endswith(".pdf")]
    assert [Path(line).name for line in written] == [
        "sign-building-entrance.pdf",
        "sign-cctv-area.pdf",
        "sign-face-terminal-a2.pdf",
        "sign-face-terminal-a3.pdf",
        "sign-consent-a2.pdf",
        "sign-no-cameras.pdf",
        "sign-placement.pdf",
    ]
    assert sorted(written) == sorted(str(path) for path in folder.iterdir())
    assert size_of(folder / "sign-cctv-area.pdf") == [148, 210]
    text = text_of((folder / "sign-cctv-area.pdf").read_bytes())
    assert "视频监控区域" in text
    assert "CCTV in operation" in text
    assert "A5" in text_of((folder / "sign-placement.pdf").read_bytes())


def test_size_and_way_follow_the_designs_unless_they_are_given(tmp_path: Path, run: Run):
    file = tmp_path / "x.frdesk"
    design = {"kind": "cctv_area", "size": "A3", "landscape": True}
    write_container(
        file, Dossier.model_validate({"venue": {"jurisdiction": "CN"}, "designs": {"g1": design}})
    )

    assert run("signs", file, "-o", tmp_path / "own").code == 0
    assert run("signs", file, "-o", tmp_path / "other", "--size", "A6").code == 0

    assert size_of(tmp_path / "own" / "sign-cctv-area.pdf") == [420, 297]
    assert size_of(tmp_path / "other" / "sign-cctv-area.pdf") == [148, 105]


def test_large_signs_come_in_parts_or_with_bleed_or_lying(tmp_path: Path, run: Run):
    file = tmp_path / "x.frdesk"
    write_container(file, Dossier.model_validate({"venue": {"jurisdiction": "KR"}}))

    for name, options in {"tile": ["--tile"], "bleed": ["--bleed"], "lying": ["--landscape"]}.items():
        assert run("signs", file, "-o", tmp_path / name, "--size", "A3", *options).code == 0

    with pikepdf.open(tmp_path / "tile" / "sign-cctv-area.pdf") as document:
        assert len(document.pages) == 5
    assert size_of(tmp_path / "tile" / "sign-cctv-area.pdf") == [210, 297]
    assert size_of(tmp_path / "bleed" / "sign-cctv-area.pdf") == [297 + 24, 420 + 24]
    assert size_of(tmp_path / "lying" / "sign-cctv-area.pdf") == [420, 297]


def test_a_distance_makes_the_headline_larger(hotel: Path, tmp_path: Path, run: Run):
    run("signs", hotel, "-o", tmp_path / "usual")
    run("signs", hotel, "-o", tmp_path / "far", "--distance", "4.5")

    assert "4.5 米" in text_of((tmp_path / "far" / "sign-placement.pdf").read_bytes())
    assert "4.5 米" not in text_of((tmp_path / "usual" / "sign-placement.pdf").read_bytes())


def test_the_logo_of_the_container_is_printed(tmp_path: Path, run: Run):
    file = tmp_path / "x.frdesk"
    marked = {"operator": {"name": "Operator", "logo": "f1"}, "attachments": {"f1": {"name": "logo.svg"}}}
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#0a6"/></svg>'
    sizes = []
    for content in (svg, b"broken"):
        write_container(file, Dossier.model_validate(marked), {"f1": content})
        assert run("signs", file, "-o", tmp_path / "out").code == 0
        with pikepdf.open(tmp_path / "out" / "sign-cctv-area.pdf") as document:
            sizes.append(str(document.Root.StructTreeRoot.unparse()) + str(len(document.objects)))

    assert sizes[0] != sizes[1]


def test_a_venue_without_devices_gets_the_list_alone(tmp_path: Path, run: Run):
    file = tmp_path / "x.frdesk"
    write_container(file, Dossier.model_validate({"cameras": {}}))

    ran = run("signs", file, "-o", tmp_path / "out")

    assert [Path(line).name for line in ran.out.splitlines()] == ["sign-placement.pdf"]


@pytest.mark.parametrize("value", ["far", "0", "31", "-3", "nan"])
def test_a_distance_nobody_reads_from_is_refused(value: str, hotel: Path, tmp_path: Path, run: Run):
    ran = run("signs", hotel, "-o", tmp_path / "out", f"--distance={value}", "--lang", "en")

    assert ran.code == 2
    assert ran.err.startswith(f"“{value}” is not a reading distance")
    assert not (tmp_path / "out").exists()
    with pytest.raises(DistanceError):
        metres(value)


def test_parts_and_bleed_do_not_go_together(hotel: Path, tmp_path: Path, run: Run):
    ran = run("signs", hotel, "-o", tmp_path / "out", "--tile", "--bleed", "--lang", "en")

    assert ran.code == 2
    assert ran.err == f"{usage.NotTogetherError(argument='--bleed', other='--tile').message('en')}\n"
