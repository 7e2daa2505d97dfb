"""fr-desk sample-plan."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.inspection.index import Index
from fr_desk.services.inspecting import portfolio
from tests.cli.conftest import Run
from tests.render.decoding import codes_in
from tests.render.reading import text_of

VENUES = 6


@pytest.fixture(scope="module")
def venues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with six venues in three districts, a copy, an older version and a file that is cut off."""
    folder = tmp_path_factory.mktemp("venues")
    hotel = services.open_dossier(services.write_sample("shanghai-hotel", folder / "whole")).dossier
    (folder / "whole" / "shanghai-hotel.frdesk").unlink()
    for number in range(VENUES):
        district = ("黄浦区", "静安区", "徐汇区")[number % 3]
        services.save_dossier(_venue(hotel, number, district), folder / f"{number}.frdesk")
    (folder / "copy.frdesk").write_bytes((folder / "1.frdesk").read_bytes())
    older = _venue(hotel, 2, "徐汇区").model_copy(update={"revision": 1})
    services.save_dossier(older, folder / "older.frdesk")
    (folder / "cut.frdesk").write_bytes((folder / "3.frdesk").read_bytes()[:500])
    return folder


def _venue(hotel: Dossier, number: int, district: str) -> Dossier:
    facts = hotel.model_dump(mode="json", exclude_none=True)
    facts["id"] = f"venue-{number}"
    facts["revision"] = 2
    facts["venue"] |= {
        "name": f"酒店 {number}",
        "address": f"上海市{district}南京路 {number} 号",
        "region": "310000",
    }
    return Dossier.model_validate(facts)


@pytest.fixture(scope="module")
def index(venues: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the folder."""
    file = tmp_path_factory.mktemp("index") / "all.index"
    with Index(file) as opened:
        portfolio.run([venues], opened, jobs=0)
    return file


def test_a_sample_is_printed_with_everything_to_draw_it_again(venues: Path, index: Path, run: Run):
    ran = run("sample-plan", venues, "--size", 3, "--seed", "2026", "--index", index, "--jobs", 0)

    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert lines[0].startswith("3 of 6 venues drawn · seed 2026 · FR-SAMPLE-2 · law as of ")
    assert lines[1] == "Left out first: copies 1 · other versions 1 · files that cannot be read 1"
    assert [line.split()[:3] for line in lines[3:6]] == [["1", "of", "2"]] * 3
    assert sum(line.strip().startswith(("1. ", "2. ", "3. ")) for line in lines) == 3


def test_the_same_seed_draws_the_same_venues_and_another_one_others(index: Path, run: Run):
    def drawn(*more: object) -> list[str]:
        told = json.loads(run("sample-plan", "--index", index, "--size", 2, "--format", "json", *more).out)
        return [row["dossier"] for row in told["rows"]]

    assert drawn("--seed", "7") == drawn("--seed", "7")
    assert len({tuple(drawn("--seed", str(seed), "--by", "kind")) for seed in range(8)}) > 2
    assert drawn("--seed", "7", "--weighted") == drawn("--weighted", "--seed", "7")


@pytest.mark.parametrize("seed", ["", "  "])
def test_a_seed_that_is_empty_is_no_seed_by_chance(seed: str, index: Path, run: Run):
    ran = run("sample-plan", "--index", index, "--size", 1, "--seed", seed)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("The seed must be one line of 1 to ")


def test_json_tells_strata_and_rows_and_a_seed_by_chance(index: Path, run: Run):
    told = json.loads(run("sample-plan", "--index", index, "--size", 4, "--format", "json").out)

    assert told["seed"].isdigit()
    assert told["by"] == ["kind", "district"]
    assert told["left_out"] == {"copies": 1, "versions": 1, "unreadable": 1}
    assert sum(one["taken"] for one in told["strata"]) == len(told["rows"]) == 4
    assert {one["values"]["district"] for one in told["strata"]} == {"黄浦区", "静安区", "徐汇区"}
    assert all(len(row["fingerprint"]) == 64 for row in told["rows"])
    assert told["written"] == []


def test_plan_and_sheets_are_written_and_each_code_is_the_fingerprint(index: Path, tmp_path: Path, run: Run):
    out = tmp_path / "round"

    ran = run(
        "sample-plan",
        "--index",
        index,
        "--size",
        2,
        "--seed",
        "7",
        "--lang",
        "ko",
        "-o",
        out,
        "--format",
        "json",
    )

    told = json.loads(ran.out)
    sheets = sorted((out / "sheets").iterdir())
    assert [Path(name) for name in told["written"]] == [out / "sample.json", out / "plan.pdf", *sheets]
    kept = json.loads((out / "sample.json").read_text("utf-8"))
    assert kept == {key: value for key, value in told.items() if key != "written"}
    assert "This is a paper of FR Desk, such as a report" in run("view", out / "plan.pdf").err
    plan = text_of((out / "plan.pdf").read_bytes())
    for sheet, row in zip(sheets, told["rows"], strict=True):
        data = sheet.read_bytes()
        assert codes_in(data) == [row["fingerprint"]]
        assert "현장 점검표" in text_of(data)
        assert row["name"] in plan


def test_a_round_can_be_a_zip_with_sheets_in_the_language_of_each_venue(
    index: Path, tmp_path: Path, run: Run
):
    out = tmp_path / "round.zip"

    ran = run("sample-plan", "--index", index, "--size", 1, "--seed", "7", "-o", out)

    assert ran.out.splitlines()[-1] == str(out)
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert names[:2] == ["sample.json", "plan.pdf"]
        assert "现场检查表" in text_of(archive.read(names[2]))
        assert "Inspection plan" in text_of(archive.read("plan.pdf"))


def test_only_what_is_wanted_is_drawn_and_the_plan_says_so(index: Path, tmp_path: Path, run: Run):
    out = tmp_path / "some.zip"

    ran = run(
        *("sample-plan", "--index", index, "--size", 9, "--seed", "7", "--lang", "zh", "-o", out),
        *("--where", "district=静安区", "--where", "since=2020-01-01"),
    )

    assert ran.out.count("静安区南京路") == 2
    assert "黄浦区" not in ran.out
    with zipfile.ZipFile(out) as archive:
        kept = json.loads(archive.read("sample.json"))
        plan = text_of(archive.read("plan.pdf"))
    assert kept["where"] == {"districts": ["静安区"], "since": "2020-01-01"}
    assert "档案日期不早于" in plan
    assert (kept["complete"], "未检查完" in plan) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--size", "0"), "“0” is not a number of venues"),
        (("--size", "many"), "“many” is not a number of venues"),
        (("--size", "1" + "0" * 20), "write a whole number from 1 to 1,000,000."),
        (("--size", "9" * 5000), "is not a number of venues"),
        (("--size", "2", "--by", "colour"), "“colour”"),
        (("--size", "2", "--seed", "x" * 65), "64"),
        (("--size", "2", "--where", "kind=gym"), "no venue to draw"),
        (("--size", "2", "--as-of", "1999-01-01"), "holds nothing for 1999-01-01"),
        (("--size", "2", "--where", "colour=red"), "colour=red"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    index: Path, tmp_path: Path, run: Run, arguments: tuple[str, ...], told: str
):
    out = tmp_path / "nothing"

    ran = run("sample-plan", "--index", index, "-o", out, *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not out.exists()


def test_something_to_draw_from_must_be_named(run: Run):
    ran = run("sample-plan", "--size", 3)

    assert ran.code == 2
    assert "SOURCE" in ran.err


def test_a_folder_that_is_not_empty_is_left_as_it_is(index: Path, tmp_path: Path, run: Run):
    (tmp_path / "mine.txt").write_text("keep", "utf-8")

    ran = run("sample-plan", "--index", index, "--size", 1, "-o", tmp_path)

    assert ran.code == 2
    assert "not empty" in ran.err
    assert not (tmp_path / "plan.pdf").exists()


def test_a_round_is_not_written_among_what_is_inspected(venues: Path, tmp_path: Path, run: Run):
    before = sorted(venues.iterdir())
    index = tmp_path / "city.frindex"
    with Index(index) as opened:
        portfolio.run([venues], opened, jobs=0)

    for target in (venues / "round", venues / "round.zip", venues / "deep" / "er"):
        ran = run("sample-plan", venues, "--size", 1, "--jobs", 0, "-o", target)
        assert (ran.code, ran.out) == (2, "")
        assert f"{target} is among what is inspected" in ran.err
        drawn = run("sample-plan", "--index", index, "--size", 1, "-o", target)
        assert (drawn.code, f"{target} is among what is inspected" in drawn.err) == (2, True)
    assert sorted(venues.iterdir()) == before


def test_what_is_drawn_from_a_part_is_told_on_the_plan_too(venues: Path, tmp_path: Path, run: Run):
    # given
    part, out = tmp_path / "part.frindex", tmp_path / "round.zip"
    with Index(part) as opened:
        portfolio.run([venues], opened, jobs=0, shard=(1, 2))

    # when
    ran = run("sample-plan", "--index", part, "--size", 1, "--lang", "zh", "-o", out)

    # then
    assert (ran.code, ran.err.count("\n"), "2/2" in ran.err) == (0, 1, True)
    with zipfile.ZipFile(out) as archive:
        kept = json.loads(archive.read("sample.json"))
        plan = text_of(archive.read("plan.pdf"))
    assert (kept["complete"], kept["missing"]) == (False, ["2/2"])
    assert "抽样时检查尚未完成" in plan
    assert "未检查完" in plan


def test_a_file_that_went_away_has_no_sheet_and_the_others_have(venues: Path, tmp_path: Path, run: Run):
    folder = tmp_path / "some"
    folder.mkdir()
    for number in (0, 1):
        (folder / f"{number}.frdesk").write_bytes((venues / f"{number}.frdesk").read_bytes())
    file = tmp_path / "own.frindex"
    run("sample-plan", folder, "--index", file, "--size", 2, "--jobs", 0)
    (folder / "0.frdesk").unlink()

    ran = run(
        "sample-plan", "--index", file, "--size", 2, "--seed", "1", "-o", tmp_path / "out", "--format", "json"
    )

    told = json.loads(ran.out)
    assert ran.code == 0
    assert "0.frdesk" in ran.err
    assert len(told["rows"]) == 2
    assert len(told["written"]) == 3


def test_a_sample_is_drawn_from_what_is_named_and_never_written_over_it(
    venues: Path, tmp_path: Path, run: Run
):
    file, portfolio_zip = tmp_path / "all.frindex", tmp_path / "venues.zip"
    with zipfile.ZipFile(portfolio_zip, "w") as packed:
        packed.write(venues / "0.frdesk", "0.frdesk")
    before = portfolio_zip.read_bytes()

    def drawn(*more: object) -> str:
        return run("sample-plan", *more, "--size", 9, "--index", file, "--jobs", 0).out.splitlines()[0]

    assert drawn(venues).startswith("6 of 6 ")
    assert drawn(venues / "0.frdesk").startswith("1 of 1 ")
    assert drawn().startswith("6 of 6 ")
    for more in ((portfolio_zip,), (venues,)):  # read now, or written by nobody of us
        ran = run("sample-plan", *more, "--size", 1, "-o", portfolio_zip)
        assert (ran.code, ran.err.count("\n"), portfolio_zip.read_bytes()) == (2, 1, before)
    assert run("sample-plan", "--size", 1, "--index", tmp_path / "no.frindex").code == 2
    assert not (tmp_path / "no.frindex").exists()


def test_what_another_version_counted_otherwise_is_to_be_inspected_again(
    index: Path, tmp_path: Path, run: Run
):
    # given
    old = tmp_path / "old.frindex"
    shutil.copyfile(index, old)
    made = sqlite3.connect(old)
    made.execute("UPDATE results SET basis = 'of an earlier version' WHERE id = 1")
    made.commit()
    made.close()

    # when
    drawn = run("sample-plan", "--index", old, "--size", 1)
    merged = run("inspect", "--merge", index, old, "--index", tmp_path / "all.frindex")

    # then
    for ran in (drawn, merged):
        assert (ran.code, ran.out) == (2, "")
        assert f"{old} was made by another version of FR Desk" in ran.err
    assert not (tmp_path / "all.frindex").exists()
