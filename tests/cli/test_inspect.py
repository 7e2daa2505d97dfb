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
from fr_desk.cli.inspecting_options import KEYS
from fr_desk.inspection import run as running
from fr_desk.inspection.index_lock import alone
from fr_desk.inspection.other_day import OTHER_DAY
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
    ran = run("inspect", *(samples / f"{name}.frdesk" for name in names), "--jobs", 0, "--quiet")

    assert (ran.code, ran.out) == (code, "")
    assert ran.err.count("\n") == (code == 2)  # an error is told in any case


def test_a_doctored_file_counts_even_if_the_rest_is_in_order(samples: Path, tmp_path: Path, run: Run) -> None:
    # given a container whose answers were changed and whose checksums were not
    doctored = tmp_path / "doctored.frdesk"
    with zipfile.ZipFile(samples / f"{AFTER}.frdesk") as old, zipfile.ZipFile(doctored, "w") as new:
        for part in old.infolist():
            new.writestr(part, old.read(part).replace(b'"revision":1', b'"revision":7'))

    ran = run("inspect", doctored, samples / f"{AFTER}.frdesk", "--jobs", 0)

    assert ran.code == 1
    assert "Changed afterwards" in ran.out


def test_people_read_what_came_out_the_riskiest_first(samples: Path, run: Run) -> None:
    ran = run("inspect", samples, "--jobs", 0, "--lang", "zh")

    assert ran.err == ""
    told = ran.out.splitlines()
    places = [line.strip() for line in told if line.strip().endswith(".frdesk")]
    assert [Path(one).stem for one in places] == [BEFORE, AFTER, "cut"]
    assert "澜屿湾花园销售中心" in ran.out
    assert "2026" in told[0]


def test_the_second_run_says_that_nothing_was_read(samples: Path, run: Run) -> None:
    first = run("inspect", samples, "--jobs", 0)
    second = run("inspect", samples, "--jobs", 0)

    assert "looked at 3 · unchanged 0" in first.out
    assert "looked at 0 · unchanged 3" in second.out
    assert len(list(user_folders().inspections.glob("*.frindex"))) == 1


def test_lines_of_json_come_as_files_are_read_and_each_file_once(samples: Path, run: Run) -> None:
    first = lines(run("inspect", samples, "--jobs", 0, "--format", "jsonl").out)
    second = lines(run("inspect", samples, "--jobs", 0, "--format", "jsonl").out)

    assert sorted(one["file"] for one in first) == sorted(str(file) for file in samples.iterdir())
    assert {(one["copies"], one["versions"]) for one in first} == {(None, None)}  # not known yet
    assert {(one["copies"], one["versions"]) for one in second} == {(0, 0)}
    for one in second:
        one |= {"copies": None, "versions": None}
    assert sorted(first, key=str) == sorted(second, key=str)
    [worst] = [one for one in first if one["verdict"] == "breached"]
    assert worst["counts"]["breached"] == sum(one["outcome"] == "breached" for one in worst["findings"])


def test_one_json_object_has_summary_and_files(samples: Path, run: Run) -> None:
    whole = json.loads(run("inspect", samples, "--jobs", 0, "--format", "json").out)

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
        (("--where", "pattern=NO_PIA:open"), []),
    ],
)
def test_rows_are_chosen_and_sorted(
    arguments: tuple[str, ...], expected: list[str], samples: Path, run: Run
) -> None:
    ran = run("inspect", samples, "--jobs", 0, "--format", "jsonl", *arguments)

    assert [Path(one["file"]).stem for one in lines(ran.out)] == expected


def test_tables_are_written_with_the_rows_that_are_wanted(samples: Path, tmp_path: Path, run: Run) -> None:
    table, book = tmp_path / "out.csv", tmp_path / "out.xlsx"

    ran = run(
        "inspect", samples, "--jobs", 0, "--csv", table, "--xlsx", book, "--quiet", "--where", "verdict=clean"
    )

    assert ran.code == 0
    [head, row] = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert head == list(COLUMNS)
    assert row[head.index("verdict")] == "clean"
    page = load_workbook(book).active
    assert page is not None
    assert page.max_row == 2


def test_the_columns_are_listed(run: Run) -> None:
    ran = run("inspect", "--columns")

    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()] == [*COLUMNS, *OTHER_DAY]


def test_a_list_of_files_is_a_source(samples: Path, tmp_path: Path, run: Run) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"# chosen\n{samples / AFTER}.frdesk\n", encoding="utf-8")

    assert run("inspect", "--list", listed, "--jobs", 0, "--quiet").code == 0
    assert run("inspect", listed, "--jobs", 0, "--quiet").code == 0


def test_a_csv_names_files_in_its_first_column_or_in_that_of_paths(
    samples: Path, tmp_path: Path, run: Run
) -> None:
    first, any_column = tmp_path / "first.csv", tmp_path / "any.csv"
    first.write_text(f"文件名,note\n{samples / AFTER}.frdesk,good\n", "utf-8-sig")
    any_column.write_text(f'risk,Path\n3,"{samples / AFTER}.frdesk"\n', "utf-8")

    for listed in (first, any_column):
        whole = json.loads(run("inspect", listed, "--jobs", 0, "--format", "json").out)
        assert [Path(one["file"]).stem for one in whole["files"]] == [AFTER]


def test_another_day_says_who_is_affected(samples: Path, run: Run) -> None:
    days = ("--as-of", "2026-11-22", "--against", "2019-01-01")

    told = run("inspect", samples, "--jobs", 0, *days)
    found = lines(run("inspect", samples, "--jobs", 0, "--format", "jsonl", *days).out)

    assert "by the law of 2019-01-01" in told.out
    [worst] = [one for one in found if one["verdict"] == "breached"]
    assert worst["as_of"] == "2026-11-22"
    assert worst["against"]["as_of"] == "2019-01-01"
    assert worst["against"]["went"]
    [cut] = [one for one in found if one["standing"] == "unreadable"]
    assert cut["against"] == {"as_of": "2019-01-01", "verdict": "", "came": [], "went": []}


def test_tables_say_of_every_file_what_another_day_makes_of_it(
    samples: Path, tmp_path: Path, run: Run
) -> None:
    table, book = tmp_path / "out.csv", tmp_path / "out.xlsx"
    days = ("--as-of", "2026-11-22", "--against", "2019-01-01")

    ran = run("inspect", samples, "--jobs", 0, *days, "--csv", table, "--xlsx", book, "--sort", "verdict")

    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert list(rows[0])[-4:] == list(OTHER_DAY)
    assert rows[0]["verdict"] == "breached"
    assert {row["against_day"] for row in rows} == {"2019-01-01"}
    assert rows[0]["against_went"]
    assert [rows[-1][name] for name in OTHER_DAY] == ["2019-01-01", "", "", ""]
    page = load_workbook(book).active
    assert page is not None
    assert page.max_column == len(COLUMNS) + len(OTHER_DAY)
    assert "are treated differently" in ran.out


def test_conditions_hold_for_who_is_affected_too(samples: Path, run: Run) -> None:
    ran = run("inspect", samples, "--jobs", 0, "--against", "2019-01-01", "--where", "kind=hotel")

    assert "The law of 2019-01-01 treats no file differently." in ran.out


def test_parts_are_put_together(samples: Path, tmp_path: Path, run: Run) -> None:
    # given
    whole = lines(run("inspect", samples, "--jobs", 0, "--format", "jsonl", "--sort", "path").out)
    parts = [tmp_path / f"{number}.frindex" for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        run("inspect", samples, "--jobs", 0, "--quiet", "--shard", f"{number}/2", "--index", part)

    # when only one of them is there, then that is told
    all_of_it = tmp_path / "all.frindex"
    ran = run("inspect", "--merge", parts[1], "--index", all_of_it, "--format", "json")
    assert json.loads(ran.out)["complete"] is False
    assert ran.err.startswith("Part 1/2 is missing here or was not finished; ")

    # when
    given = ("inspect", "--merge", *parts, "--index", all_of_it, "--sort", "path")
    ran = run(*given, "--format", "jsonl")

    # then
    assert (ran.code, ran.err) == (1, "")
    assert lines(ran.out) == whole

    # when the law of a day is asked for that they do not hold, then nothing is told of another
    ran = run(*given, "--as-of", "2019-01-01")
    assert (ran.code, ran.out) == (2, "")
    assert "all.frindex holds nothing for 2019-01-01" in ran.err


def test_a_part_without_files_is_kept_for_another_day_too(samples: Path, tmp_path: Path, run: Run) -> None:
    parts = [tmp_path / f"{number}.frindex" for number in (1, 2)]
    days = ("--as-of", "2026-11-22", "--against", "2026-01-01")
    for number, part in enumerate(parts, 1):
        given = ("--shard", f"{number}/2", "--index", part, "--quiet", "--jobs", 0)
        assert run("inspect", samples / f"{AFTER}.frdesk", *given, *days).code == 0

    merged = run("inspect", "--merge", *parts, "--index", tmp_path / "all.frindex", *days[2:])
    never = run("inspect", "--merge", *parts, "--index", tmp_path / "all.frindex", "--against", "2019-01-01")
    other = run("inspect", "--merge", *parts, "--index", tmp_path / "all.frindex", "--as-of", days[3])

    assert f"law as of {days[3]}" in other.out
    assert (merged.code, "treats no file differently" in merged.out) == (0, True)
    assert (never.code, "2019-01-01" in never.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "SOURCE"),
        (("a", "--shard", "3/2"), "2/8"),
        (("a", "--shard", "half"), "2/8"),
        (("a", "--jobs", "-1"), "from 0 to 1024"),
        (("a", "--jobs", "9" * 5000), "from 0 to 1024"),
        (("a", "--shard", "1/" + "9" * 5000), "2/8"),
        (("--merge", ".", "--index", "new.frindex"), "is a folder"),
        (("a", "--index", "."), "is a folder"),
        (("a", "--where", "colour=red"), "verdict, standing, agreement, kind"),
        (("a", "--where", "once=perhaps"), "without a value"),
        (("a", "--where", "rule=cn.fr.not-sole-method:perhaps"), ":review"),
        (("a", "--where", "since=soon"), "2026-11-21"),
        (("a", "--sort", "colour"), "risk, verdict"),
        (("a", "--merge", "b"), "SOURCE"),
        (("--merge", "b"), "--index"),
        (("--merge", "none.frindex", "--index", "new.frindex"), "none.frindex"),
        (("a", "--where", "kind=hotels"), "the nearest is hotel."),
        (("a", "--where", "verdict=bad"), "breached, open, review, clean"),
        (("a", "--where", "pattern=private_space"), "the nearest is PRIVATE_SPACE."),
        (("a", "--where", "rule=cn.fr.notise:open"), "cn.fr.notice"),
        (("a", "--where", "article=第八条"), "cn-order-19/8"),
        (("a", "--where", "standing=Unsealed"), "the nearest is unsealed."),
        (("a", "--csv", "a.xlsx"), "--csv"),
        (("a", "--csv", "none/a.csv"), "folder"),
        (("a", "--index", "new.pdf"), "not an index"),
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
    assert not list(tmp_path.glob("new*"))  # nothing is left behind


def test_an_empty_folder_is_one_sentence(tmp_path: Path, run: Run) -> None:
    (tmp_path / "empty").mkdir()

    ran = run("inspect", tmp_path / "empty", "--jobs", 0)

    assert ran.code == 2
    assert str(tmp_path / "empty") in ran.err


def test_what_is_not_there_is_told_and_not_guessed(tmp_path: Path, run: Run) -> None:
    ran = run("inspect", tmp_path / "nowhere", "--jobs", 0)

    assert ran.code == 2
    assert "is not there" in ran.out
    quiet = run("inspect", tmp_path / "nowhere", tmp_path, "--jobs", 0, "--quiet")
    assert (quiet.out, str(tmp_path / "nowhere") in quiet.err) == ("", True)


def test_figures_are_those_of_the_files_that_were_named_now(samples: Path, tmp_path: Path, run: Run) -> None:
    index = tmp_path / "all.frindex"
    run("inspect", samples, "--jobs", 0, "--quiet", "--index", index)

    ran = run("inspect", samples / f"{AFTER}.frdesk", "--jobs", 0, "--index", index)

    assert ran.code == 0
    told = ran.out.splitlines()
    assert told[0].startswith("1 file ")
    assert "no longer there 0" in told[1]
    assert "2 files of other sources" in ran.out
    assert "verdicts: in order 1" in ran.out.lower()
    assert (
        len(
            run(
                "inspect", "--merge", index, "--index", tmp_path / "b.frindex", "--format", "jsonl"
            ).out.splitlines()
        )
        == 3
    )


def test_figures_and_exit_code_are_those_of_the_rows_that_are_wanted(samples: Path, run: Run) -> None:
    only = ("inspect", samples, "--jobs", 0, "--where", "verdict=clean")
    ran = run(*only)
    told = ran.out.splitlines()

    assert (ran.code, told[0].partition(" · ")[0]) == (0, "1 of 3 files")
    assert "verdicts: in order 1" in [line.lower() for line in told]
    assert "breached" not in ran.out.lower()
    whole = json.loads(run(*only, "--format", "json").out)
    assert (whole["verdicts"], whole["standings"]) == ({"clean": 1}, {"unsealed": 1})
    assert whole["run"]["files"] == len(lines(run(*only[:4], "--format", "jsonl").out)) == 3
    assert run(*only[:4], "--where", "standing=unreadable").code == 3  # others could be read


def test_a_damaged_index_is_set_aside_and_that_is_told(samples: Path, tmp_path: Path, run: Run) -> None:
    index = tmp_path / "one.frindex"
    run("inspect", samples, "--jobs", 0, "--quiet", "--index", index)
    index.write_bytes(index.read_bytes()[:20_000])

    ran = run("inspect", samples, "--jobs", 0, "--index", index)

    assert "looked at 3" in ran.out
    assert (ran.err.count("\n"), f"set aside as {index}.broken" in ran.err) == (1, True)
    assert run("inspect", samples, "--jobs", 0, "--index", index).err == ""


def test_a_folder_that_goes_away_is_not_called_read(samples: Path, tmp_path: Path, run: Run) -> None:
    ran = run("inspect", samples / f"{AFTER}.frdesk", tmp_path / "gone.frdesk", "--jobs", 0)

    assert "looked at 2" in ran.out
    assert "Cannot be opened 1" in ran.out
    assert "not opened" not in ran.out


def test_nothing_that_is_inspected_is_written_over(samples: Path, tmp_path: Path, run: Run) -> None:
    # given a dossier under other names, one that is inspected, an old report
    dossier = (samples / f"{AFTER}.frdesk").read_bytes()
    inside, named, old = tmp_path / "in", tmp_path / "list.csv", tmp_path / "old.csv"
    inside.mkdir()
    for file in (inside / "a.frdesk", inside / "b.pdf", tmp_path / "c.csv", tmp_path / "d.xlsx"):
        file.write_bytes(dossier)
    named.write_text(str(inside), "utf-8")
    old.write_text("risk", "utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.*")}

    # when
    for target in (
        *(("--pdf", inside / "a.frdesk"), ("--pdf", inside / "b.pdf"), ("--csv", tmp_path / "c.csv")),
        *(("--xlsx", tmp_path / "d.xlsx"), ("--csv", named), ("--index", inside / "a.frdesk")),
        ("--index", tmp_path / "c.csv"),
    ):
        ran = run("inspect", named, inside, "--jobs", 0, *target)

        # then
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), target
        assert target[1].name in ran.err
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.*")} == before
    assert run("inspect", inside, "--jobs", 0, "--quiet", "--csv", old).code == 0
    assert old.read_bytes() != before[old]


def test_an_index_that_another_run_writes_is_left_to_it(samples: Path, tmp_path: Path, run: Run) -> None:
    index = tmp_path / "one.frindex"
    with alone(index):
        ran = run("inspect", samples, "--jobs", 0, "--index", index)

    assert (ran.code, ran.out) == (2, "")
    assert "Another inspection" in ran.err


def test_names_that_no_file_has_are_told(samples: Path, run: Run) -> None:
    ran = run("inspect", samples, "--jobs", 0, "--where", "operator=宁波", "--quiet")

    assert "No file has operator “宁波”" in ran.err
    assert "宁波" in ran.err.partition("The nearest:")[2]


def test_keys_and_values_of_conditions_are_listed(run: Run) -> None:
    ran = run("inspect", "--where", "help")

    keys = [line.split()[0] for line in ran.out.splitlines() if not line.startswith(" ")]
    assert (ran.code, keys) == (0, list(KEYS))
    assert "    hotel " in ran.out


def test_the_fields_of_json_stand_in_the_readme(samples: Path, run: Run) -> None:
    told = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    about = told.partition("\n## Inspecting thousands\n")[2].partition("\n## ")[0]
    whole = json.loads(
        run("inspect", samples, "--jobs", 0, "--format", "json", "--against", "2019-01-01").out
    )

    row = whole["files"][0]
    for part in (whole, whole["run"], row, row["declared"], row["findings"][0], row["against"]):
        assert [name for name in part if f"`{name}`" not in about] == []


def test_ctrl_c_keeps_what_was_read_and_says_that_it_is_not_all(
    samples: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
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
        ran = run("inspect", samples, "--jobs", 0)

    # then
    assert ran.code == 130
    assert "goes on from there" in ran.err
    assert signal.getsignal(signal.SIGINT) is before
    index = next(user_folders().inspections.glob("*.frindex"))
    drawn = run("sample-plan", "--index", index, "--size", 1)
    merged = run("inspect", "--merge", index, "--index", tmp_path / "all.frindex", "--quiet")
    for one in (drawn, merged):
        assert one.err.splitlines()[0].startswith(f"The inspection of {samples} was not finished, ")
    assert "unchanged 0" not in run("inspect", samples, "--jobs", 0).out
    assert run("sample-plan", "--index", index, "--size", 1).err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
def test_a_name_cannot_pretend_to_be_another_line(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a\n   1. In order · risk 0\x1b[2J\n.frdesk").write_bytes(b"PK nothing")

    ran = run("inspect", tmp_path, "--jobs", 0)

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
