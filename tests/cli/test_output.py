"""The real program in a process of its own: UTF-8 in any locale, closed pipes, full disks, Ctrl-C."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.cli import program
from fr_desk.cli.console import Console
from fr_desk.i18n import Texts

PROGRAM = [sys.executable, "-m", "fr_desk"]


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    return services.write_sample("shanghai-hotel", tmp_path)


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_whatever_the_locale(locale: str, hotel: Path) -> None:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    done = subprocess.run(
        [*PROGRAM, "check", hotel, "--lang", "zh"], capture_output=True, env=environment, check=False
    )

    assert "青砚汀酒店" in done.stdout.decode()
    assert done.stderr == b""


def test_errors_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    done = subprocess.run(
        [*PROGRAM, "check", tmp_path / "酒店.frdesk", "--lang", "zh"],
        capture_output=True,
        env=environment,
        check=False,
    )

    assert done.returncode == 2
    assert "酒店.frdesk" in done.stderr.decode()


def test_spaces_of_any_width_are_spaces_and_what_steers_or_turns_is_seen(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console = Console("en")

    console.line("8\u00a0MP\u3000x\u202fy\u202egpj\x1b[2J")
    console.complain(Texts(zh="", ko="", en="a\u2009b\u2066c"))

    assert tuple(capsys.readouterr()) == ("8 MP x y‹U+202E›gpj‹U+001B›[2J\n", "a b‹U+2066›c\n")


def test_a_reader_that_goes_away_is_no_error(hotel: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    done = subprocess.run([*PROGRAM, "check", hotel], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert done.returncode == program.NOBODY_READS
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("arguments", [("check",), ("schema",), ("sample",)])
def test_a_full_disk_is_a_sentence(arguments: tuple[str, ...], hotel: Path) -> None:
    files = [str(hotel)] if arguments == ("check",) else []

    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments, *files], stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1
    assert "Traceback" not in done.stderr.decode()


def test_check_does_not_load_the_printer_or_the_desktop(hotel: Path) -> None:
    code = (
        "import sys; from fr_desk.cli import main; main(sys.argv[1:]);"
        "print([name for name in ('reportlab', 'pikepdf', 'PySide6') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code, "check", hotel], capture_output=True, check=False)

    assert done.stdout.decode().splitlines()[-1] == "[]"
