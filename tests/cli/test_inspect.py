"""``inspect``: exit codes, what people and programs read, tables, parts, Ctrl-C."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from fr_desk import services
from fr_desk.inspection import run as running
from fr_desk.inspection.run import Progress
from fr_desk.inspection.wanted import COLUMNS
from fr_desk.paths import user_folders
from tests.cli.conftest import Run

BEFORE, AFTER = "ningbo-sales-office-before", "ningbo-sales-office-after"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One dossier with breaches, one in order, and one that is cut off."""
    folder = tmp_path_factory.mktemp("samples")
    for name in (BEFORE, AFTER):
        services.write_sample(name, folder)
    (folder / "cut.frdesk").write_bytes((folder / f"{BEFORE}.frdesk").read_bytes()[:400])
    for file in folder.iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return folder


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("names", "code"),
    [((AFTER,), 0), ((BEFORE, AFTER), 1), (("cut", AFTER), 3), (("cut",), 2)],
)
def test_the_exit_code_says_how_bad_it_is(names: tuple[str, ...], code: int, samples: Path, run: Run) -> None:
    ran = run("inspect", *(samples / f"{name}.frdesk" for name in names), "--jobs", 1, "--quiet")

    assert (ran.code, ran.out, ran.err) == (code, "", "")


def test_a_doctored_file_counts_even_if_the_rest_is_in_order(samples: Path, tmp_path: Path, run: Run) -> None:
    # given a container whose answers were changed and whose checksums were not
    doctored = tmp_path / "doctored.frdesk"
    with zipfile.ZipFile(samples / f"{AFTER}.frdesk") as old, zipfile.ZipFile(doctored, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(b'"revision":1', b'"revision":7'))

    ran = run("inspect", doctored, samples / f"{AFTER}.frdesk", "--jobs", 1)

    assert ran.code == 1
    assert "Changed afterwards" in ran.out


def test_people_read_what_came_out_the_riskiest_first(samples: Path, run: Run) -> None:
    ran = run("inspect", samples, "--jobs", 1, "--lang", "zh")

    assert ran.err == ""
    told = ran.out.splitlines()
    places = [line.strip() for line in told if line.strip().endswith(".frdesk")]
    assert [Path(one).stem for one in places] == [BEFORE, AFTER, "cut"]
    assert "澜屿湾花园销售中心" in ran.out
    assert "2026" in told[0]


def test_the_second_run_says_that_nothing_was_read(samples: Path, run: Run) -> None:
    first = run("inspect", samples, "--jobs", 1)
    second = run("inspect", samples, "--jobs", 1)

    assert "read 3" in first.out
    assert "read 0 · not opened 0 · unchanged 3" in second.out
    assert len(list(user_folders().inspections.glob("*.frindex"))) == 1


def test_lines_of_json_come_as_files_are_read_and_each_file_once(samples: Path, run: Run) -> None:
    first = lines(run("inspect", samples, "--jobs", 1, "--format", "jsonl").out)
    second = lines(run("inspect", samples, "--jobs", 1, "--format", "jsonl").out)

    assert sorted(one["file"] for one in first) == sorted(str(file) for file in samples.iterdir())
    assert sorted(first, key=str) == sorted(second, key=str)
    [worst] = [one for one in first if one["verdict"] == "breached"]
    assert worst["counts"]["breached"] == sum(one["outcome"] == "breached" for one in worst["findings"])


def test_one_json_object_has_summary_and_files(samples: Path, run: Run) -> None:
    whole = json.loads(run("inspect", samples, "--jobs", 1, "--format", "json").out)

    assert whole["run"]["files"] == 3
    assert whole["verdicts"] == {"breached": 1, "clean": 1, "": 1}
    assert whole["standings"] == {"unsealed": 2, "unreadable": 1}
    assert whole["complete"] is True
    assert Path(whole["files"][0]["file"]).stem == BEFORE


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--where", "verdict=breached"), [BEFORE]),
        (("--where", "verdict=breached", "--where", "verdict=clean", "--sort", "verdict"), [BEFORE, AFTER]),
        (
            ("--where", "verdict=breached", "--where", "verdict=clean", "--sort", "verdict", "--reverse"),
            [AFTER, BEFORE],
        ),
        (("--where", "standing=unreadable"), ["cut"]),
        (("--where", "words=销售中心", "--where", "verdict=clean", "--where", "once"), [AFTER]),
        (("--where", "once=yes", "--where", "kind=hotel"), []),
        (("--where", "since=2030-01-01"), []),
    ],
)
def test_rows_are_chosen_and_sorted(
    arguments: tuple[str, ...], expected: list[str], samples: Path, run: Run
) -> None:
    ran = run("inspect", samples, "--jobs", 1, "--format", "jsonl", *arguments)

    assert [Path(one["file"]).stem for one in lines(ran.out)] == expected


def test_tables_are_written_with_the_rows_that_are_wanted(samples: Path, tmp_path: Path, run: Run) -> None:
    table, book = tmp_path / "out.csv", tmp_path / "out.xlsx"

    ran = run(
        "inspect", samples, "--jobs", 1, "--csv", table, "--xlsx", book, "--quiet", "--where", "verdict=clean"
    )

    assert ran.code == 1
    [head, row] = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert head == list(COLUMNS)
    assert row[head.index("verdict")] == "clean"
    page = load_workbook(book).active
    assert page is not None
    assert page.max_row == 2


def test_the_columns_are_listed(run: Run) -> None:
    ran = run("inspect", "--columns")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == list(COLUMNS)


def test_a_list_of_files_is_a_source(samples: Path, tmp_path: Path, run: Run) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"# chosen\n{samples / AFTER}.frdesk\n", encoding="utf-8")

    assert run("inspect", "--list", listed, "--jobs", 1, "--quiet").code == 0


def test_another_day_says_who_is_affected(samples: Path, run: Run) -> None:
    days = ("--as-of", "2026-11-22", "--against", "2019-01-01")

    told = run("inspect", samples, "--jobs", 1, *days)
    found = lines(run("inspect", samples, "--jobs", 1, "--format", "jsonl", *days).out)

    assert "by the law of 2019-01-01" in told.out
    [worst] = [one for one in found if one["verdict"] == "breached"]
    assert worst["as_of"] == "2026-11-22"
    assert worst["against"]["as_of"] == "2019-01-01"
    assert worst["against"]["went"]
    [cut] = [one for one in found if one["standing"] == "unreadable"]
    assert cut["against"] == {"as_of": "2019-01-01", "verdict": "", "came": [], "went": []}


def test_parts_are_put_together(samples: Path, tmp_path: Path, run: Run) -> None:
    # given
    whole = lines(run("inspect", samples, "--jobs", 1, "--format", "jsonl", "--sort", "path").out)
    parts = [tmp_path / f"{number}.frindex" for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        run("inspect", samples, "--jobs", 1, "--quiet", "--shard", f"{number}/2", "--index", part)

    # when
    ran = run(
        "inspect",
        "--merge",
        *parts,
        "--index",
        tmp_path / "all.frindex",
        "--format",
        "jsonl",
        "--sort",
        "path",
    )

    # then
    assert ran.code == 1
    assert lines(ran.out) == whole


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "SOURCE"),
        (("a", "--shard", "3/2"), "2/8"),
        (("a", "--shard", "half"), "2/8"),
        (("a", "--jobs", "0"), "1 or more"),
        (("a", "--where", "colour=red"), "verdict, standing, kind"),
        (("a", "--where", "once=perhaps"), "once"),
        (("a", "--where", "since=soon"), "2026-11-21"),
        (("a", "--sort", "colour"), "risk, verdict"),
        (("a", "--merge", "b"), "SOURCE"),
        (("--merge", "b"), "--index"),
        (("--merge", "none.frindex", "--index", "new.frindex"), "none.frindex"),
    ],
)
def test_each_mistake_has_its_sentence(
    arguments: tuple[str, ...], named: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = run("inspect", *arguments)

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert named in ran.err


def test_an_empty_folder_is_one_sentence(tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()

    ran = run("inspect", tmp_path / "empty", "--jobs", 1)

    assert ran.code == 2
    assert str(tmp_path / "empty") in ran.err


def test_what_is_not_there_is_told_and_not_guessed(tmp_path: Path, run: Run) -> None:
    ran = run("inspect", tmp_path / "nowhere", "--jobs", 1)

    assert ran.code == 2
    assert "is not there" in ran.out


def test_ctrl_c_keeps_what_was_read(samples: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    before = signal.getsignal(signal.SIGINT)

    pressed = list[int]()

    def press(_self: object, **_more: object) -> Progress:
        if not pressed:
            pressed.append(1)
            signal.raise_signal(signal.SIGINT)
        return Progress(0, 0, 0.0, None, 0, searching=True)

    monkeypatch.setattr(running, "_TELL", 0.0)
    monkeypatch.setattr(running, "_WAIT", 0.0)
    with monkeypatch.context() as pressing:
        pressing.setattr(running._Run, "progress", press)

        # when
        ran = run("inspect", samples, "--jobs", 1)

    # then
    assert ran.code == 130
    assert "goes on from there" in ran.err
    assert signal.getsignal(signal.SIGINT) is before
    assert "unchanged 0" not in run("inspect", samples, "--jobs", 1).out


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
def test_a_name_cannot_pretend_to_be_another_line(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a\n   1. In order · risk 0\x1b[2J\n.frdesk").write_bytes(b"PK nothing")

    ran = run("inspect", tmp_path, "--jobs", 1)

    assert ran.code == 2
    assert [line for line in ran.out.splitlines() if "In order" in line] == [ran.out.splitlines()[-1]]
    assert "\x1b" not in ran.out


def test_the_real_program_inspects_with_several_processes(samples: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fr_desk", "inspect", samples, "--jobs", "2", "--format", "jsonl"],
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr == b""
    assert len(lines(done.stdout.decode())) == 3
