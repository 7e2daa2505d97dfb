"""Whatever is wrong with a file: exit code 2 and one sentence on standard error, in each language, never a traceback."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fr_desk.cli import program
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.storage.container import Contents, pack, write_container
from tests.cli.conftest import Run

HOTEL = Dossier.model_validate({"venue": {"name": "上海滨江酒店", "kind": "hotel"}})


def json_file(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def raw_file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def newer_file(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", '{"format": 99}')
    return path


BAD: dict[str, Callable[[Path], Path]] = {
    "missing": lambda folder: folder / "nothing.frdesk",
    "folder": lambda folder: folder,
    "empty": lambda folder: raw_file(folder / "a.frdesk", b""),
    "not a zip": lambda folder: raw_file(folder / "a.frdesk", b"hello"),
    "cut off": lambda folder: raw_file(folder / "a.frdesk", pack(Contents(HOTEL))[:200]),
    "newer": lambda folder: newer_file(folder / "a.frdesk"),
    "wrong JSON": lambda folder: raw_file(folder / "a.json", b'{"venue": '),
    "wrong YAML": lambda folder: raw_file(folder / "a.yaml", b"venue: [1, 2"),
    "list": lambda folder: json_file(folder / "a.json", []),
    "deep": lambda folder: raw_file(folder / "a.json", b"[" * 100_000),
    "unknown field": lambda folder: json_file(folder / "a.json", {"cameras": {"c3": {"audoi": "on"}}}),
    "unknown choice": lambda folder: json_file(folder / "a.json", {"cameras": {"c3": {"audio": "loud"}}}),
    "text with lines": lambda folder: json_file(folder / "a.json", {"venue": {"kind": "a\nb\u2028c\x1b[2J"}}),
    "no dossier PDF": lambda folder: raw_file(folder / "a.pdf", b"%PDF-1.7\nnothing\n%%EOF"),
    "picture": lambda folder: raw_file(folder / "a.png", b"\x89PNG\r\n\x1a\n\0\0"),
    "odd name": lambda folder: folder / os.fsdecode(b"caf\xe9.frdesk"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("command", ["check", "verify"])
def test_one_sentence_names_the_file(command: str, kind: str, lang: Lang, tmp_path: Path, run: Run) -> None:
    path = BAD[kind](tmp_path)

    ran = run(command, path, "--lang", lang)

    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert str(tmp_path) in ran.err
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("command", ["check", "verify"])
def test_the_other_files_are_still_read(command: str, tmp_path: Path, run: Run) -> None:
    good, bad = tmp_path / "hotel.frdesk", tmp_path / "nothing.frdesk"
    write_container(good, HOTEL)

    ran = run(command, bad, good, bad)

    assert ran.code == 2
    assert str(good) in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("dossier", "{bad}", "-o", "{out}"),
        ("signs", "{bad}", "-o", "{out}"),
        ("convert", "{bad}", "-o", "{out}"),
        ("convert", "{good}", "-o", "{out}.docx"),
        ("convert", "{good}", "-o", "{folder}"),
        ("convert", "{good}", "-o", "{folder}/no/where.json"),
        ("convert", "{good}", "-o", "{good}/below.json"),
        ("new", "--venue", "hotel", "--jurisdiction", "CN", "-o", "{good}"),
        ("sample", "shanghai-hotle", "-o", "{out}"),
        ("sample", "shanghai-hotel", "-o", "{good}"),
        ("rules", "list", "--pack", "{out}"),
        ("rules", "lint", "--pack", "{out}"),
        ("rules", "show", "cn.nothing"),
    ],
)
def test_every_command_refuses_in_one_sentence(arguments: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    good = tmp_path / "hotel.frdesk"
    write_container(good, HOTEL)
    before = good.read_bytes()
    names = {"bad": tmp_path / "nothing.frdesk", "good": good, "out": tmp_path / "out", "folder": tmp_path}

    ran = run(*(argument.format(**names) for argument in arguments))

    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert good.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name != "profile"] == ["hotel.frdesk"]


def test_a_newer_file_is_not_touched(tmp_path: Path, run: Run) -> None:
    path = newer_file(tmp_path / "a.frdesk")
    other = tmp_path / "b.frdesk"
    write_container(other, HOTEL)
    os.utime(path, ns=(10**18, 10**18))
    before = path.read_bytes()

    codes = [
        run("check", path).code,
        run("verify", path).code,
        run("convert", path, "-o", tmp_path / "c.json").code,
        run("convert", other, "-o", path).code,
    ]

    assert codes == [2, 2, 2, 2]
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == 10**18


def test_a_fault_of_the_program_is_a_sentence_a_trace_in_a_file_and_not_breached(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, clean_profile: Path
) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, HOTEL)

    def fail(*_args: object) -> None:
        raise ZeroDivisionError("of the program")

    monkeypatch.setattr("fr_desk.services.assess", fail)

    ran = run("check", path)

    trace = clean_profile / "logs" / "fault.txt"
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert str(trace) in ran.err
    assert "ZeroDivisionError: of the program" in trace.read_text()


def test_ctrl_c_is_a_word_and_not_a_traceback(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "hotel.frdesk"
    write_container(path, HOTEL)

    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fr_desk.services.assess", interrupt)

    ran = run("check", path)

    assert (ran.code, ran.err) == (program.INTERRUPTED, "Stopped.\n")
