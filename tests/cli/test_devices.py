"""``fr-desk devices``: a list into a dossier, first as a preview, then as a new file."""

from __future__ import annotations

from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.cli.program import main
from fr_desk.domain.choices import CameraKind, Jurisdiction, VenueKind
from fr_desk.services.devices import edits

LIST = "通道名称,摄像机类型,安装位置,IP地址\n前台,枪机,大堂,10.0.0.1\n后厨,飞碟,厨房,10.0.0.2\n合计,2,,\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, Path]:
    """A dossier with one zone, a list in GB 18030, and the name of a new file."""
    dossier = edits.with_zones(services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN), ["大堂"])[0]
    services.save_dossier(dossier, tmp_path / "x.frdesk")
    (tmp_path / "list.csv").write_bytes(LIST.encode("gb18030"))
    return str(tmp_path / "x.frdesk"), str(tmp_path / "list.csv"), tmp_path / "new.frdesk"


def test_a_preview_shows_columns_words_and_rows_and_writes_nothing(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
):
    dossier, listed, new = files
    before = Path(dossier).read_bytes()

    assert main(["devices", dossier, "--import", listed, "--preview", "--lang", "en"]) == 0

    out = capsys.readouterr().out
    assert "Column 1 “通道名称”: Label of the device" in out
    assert "Network addresses are not kept in the dossier." in out
    assert "“枪机” is read as: Fixed camera" in out
    assert "Line 3: new: 后厨 | 飞碟 | 厨房" in out
    assert "There is no zone called “厨房” yet." in out
    assert "Devices added: 2. Changed: 0. Unchanged: 0. Left out: 1. Not understood: 2." in out
    assert "10.0.0" not in out
    assert not new.exists()
    assert Path(dossier).read_bytes() == before


def test_a_list_is_written_into_a_new_file_and_what_is_not_understood_is_said(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
):
    dossier, listed, new = files

    assert main(["devices", dossier, "--import", listed, "-o", str(new), "--new-zones", "--lang", "en"]) == 0

    made = services.open_dossier(new).dossier
    assert [(one.label, one.kind, one.zone) for one in (made.cameras or {}).values()] == [
        ("前台", CameraKind.FIXED, "z1"),
        ("后厨", None, "z2"),
    ]
    assert "not understood: Kind of device: “飞碟”" in capsys.readouterr().out


def test_a_new_file_or_a_preview_must_be_asked_for(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]
):
    assert main(["devices", files[0], "--import", files[1], "--lang", "en"]) == 2
    assert "--preview" in capsys.readouterr().err


def test_a_list_that_is_none_is_refused_in_one_sentence(
    files: tuple[str, str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)

    assert (
        main(["devices", files[0], "--import", str(tmp_path / "old.xls"), "--preview", "--lang", "zh"]) == 2
    )
    assert "old.xls" in capsys.readouterr().err
