"""``record``: on site with a laptop and no screen, for scripts, and what other systems read of it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fr_desk import services
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.inspection.record_file import read_record
from fr_desk.seal import certificates
from fr_desk.services.inspecting.handing_out import COLUMNS
from tests.cli.conftest import Ran, Run

WANG = ("--inspector", "Wang", "--office", "Jing'an")


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    folder = tmp_path / "venues"
    folder.mkdir()
    return services.write_sample("shanghai-hotel", folder)


def found(run: Run, hotel: Path, place: str, outcome: str, *more: object) -> Ran:
    return run("record", "add", hotel, place, "--found", outcome, *WANG, *more)


def shown(run: Run, hotel: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run("record", "show", hotel, "--format", "json").out)
    return told


def test_what_is_found_is_kept_beside_the_dossier_which_stays_as_it_was(
    hotel: Path, run: Run, tmp_path: Path
) -> None:
    # given
    before = hotel.read_bytes(), hotel.stat().st_mtime_ns
    photo = tmp_path / "lens.jpg"
    Image.new("RGB", (40, 30), "red").save(photo)

    # when
    first = found(run, hotel, "cameras.c1", "differs", "--says", "moved", "--photo", photo)
    second = found(run, hotel, "cameras", "not-declared", "--label", "=2+2", "--article", "cn-pipl/26")

    # then
    assert (first.code, second.code, first.err) == (0, 0, "")
    record = read_record(hotel.with_suffix(".frrecord")).record
    assert {one.path for one in record.observations.values()} == {"cameras.c1", "cameras"}
    assert len(record.visits) == len(record.photos) == 1
    assert before == (hotel.read_bytes(), hotel.stat().st_mtime_ns)
    told = shown(run, hotel)
    assert told["file"] == str(hotel)
    (place,) = [one for one in told["places"] if one["path"] == "cameras.c1"]
    assert (place["outcome"], place["found"], place["inspector"]) == ("differs", "moved", "Wang, Jing'an")
    assert set(place["declared"]) == {"zh", "ko", "en"}


def test_show_ends_with_what_was_found(hotel: Path, run: Run) -> None:
    assert run("record", "show", hotel).code == 3
    assert not hotel.with_suffix(".frrecord").exists()
    found(run, hotel, "cameras.c1", "as-declared")
    assert run("record", "show", hotel).code == 3
    found(run, hotel, "cameras.c2", "not-there")
    told = run("record", "show", hotel)
    assert told.code == 1
    assert "not there 1" in told.out


@pytest.mark.parametrize(
    ("place", "outcome", "sentence"),
    [
        ("cameras.c99", "differs", "no place cameras.c99"),
        ("cameras.c1", "not-declared", "no place cameras.c1"),
        ("cameras.c1", "gone", "as-declared, differs, not-there, not-declared"),
    ],
)
def test_a_mistake_is_one_sentence_and_records_nothing(
    hotel: Path, run: Run, place: str, outcome: str, sentence: str
) -> None:
    told = found(run, hotel, place, outcome)

    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert told.err.count("\n") == 1


def test_orders_are_listed_given_judged_and_written(hotel: Path, run: Run, tmp_path: Path) -> None:
    # given
    found(run, hotel, "signs.s1", "not-there", "--says", "Nothing hangs here.")

    # when
    listed = json.loads(run("record", "order", hotel, "--format", "json").out)
    given = run(
        *("record", "order", hotel, "--until", "2026-12-20", "--place", "signs.s1", "--place", "cameras.c10"),
        *(*WANG, "--format", "json", "-o", tmp_path / "order.pdf"),
    )

    # then
    assert {one["path"] for one in listed} >= {"signs.s1", "cameras.c10.sees"}
    assert given.code == 0, given.err
    orders = json.loads(given.out.splitlines()[0])
    assert {one["path"] for one in orders} == {"signs.s1", "cameras.c10.sees"}
    assert {one["until"] for one in orders} == {"2026-12-20"}
    assert (tmp_path / "order.pdf").read_bytes().startswith(b"%PDF")
    assert run("record", "letter", hotel, "-o", tmp_path / "early.pdf").code == 2
    again = run("record", "order", hotel, "--until", "2026-12-20", "--place", "signs.s1", *WANG)
    assert (again.code, again.err.count("\n")) == (2, 1)

    # when
    key = orders[0]["order"]
    judged = run("record", "judge", hotel, key, "--not-right", "--says", "As before.", *WANG)
    letter = run("record", "letter", hotel, "-o", tmp_path / "letter.pdf", "--lang", "ko")

    # then
    assert (judged.code, letter.code) == (0, 0)
    (state,) = [one["state"] for one in shown(run, hotel)["orders"] if one["order"] == key]
    assert state == "not_right"
    assert {one["kind"] for one in shown(run, hotel)["record"]["visits"].values()} == {
        "inspection",
        "reinspection",
    }


def test_orders_need_somebody_who_gives_them(hotel: Path, run: Run) -> None:
    told = run("record", "order", hotel, "--until", "2026-12-20")

    assert told.code == 2
    assert "--inspector" in told.err


def test_several_inspectors_are_put_together(hotel: Path, run: Run, tmp_path: Path) -> None:
    # given
    other = tmp_path / "other" / hotel.name
    other.parent.mkdir()
    other.write_bytes(hotel.read_bytes())
    found(run, hotel, "cameras.c1", "as-declared")
    run("record", "add", other, "cameras.c1", "--found", "differs", "--inspector", "Li")
    theirs = other.with_suffix(".frrecord")

    # when
    preview = run("record", "merge", hotel, theirs, "--preview")

    # then
    assert "new entries 1" in preview.out
    assert len(shown(run, hotel)["record"]["observations"]) == 1
    assert run("record", "merge", hotel, theirs).code == 0
    (place,) = [one for one in shown(run, hotel)["places"] if one["path"] == "cameras.c1"]
    assert len(place["others"]) == 1
    assert "The inspectors do not agree." in run("record", "show", hotel).out
    hostile = tmp_path / "x.frrecord"
    hostile.write_bytes(b"PK\5\6 nothing")
    assert run("record", "merge", hotel, hostile).code == 2


def test_tables_have_stable_columns_and_no_formulas(hotel: Path, run: Run, tmp_path: Path) -> None:
    # given
    found(run, hotel, "cameras", "not-declared", "--label", '=cmd|"/c calc"!A0', "--says", "@SUM(1)\n+2")

    # when
    run("record", "export", hotel, "-o", tmp_path / "x.csv")
    run("record", "export", hotel, "-o", tmp_path / "x.json")
    wrong = run("record", "export", hotel, "-o", tmp_path / "x.doc")

    # then
    table = list(csv.reader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig"))))
    assert tuple(table[0]) == COLUMNS
    cells = [cell for row in table[1:] for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert set(json.loads((tmp_path / "x.json").read_text("utf-8"))) == {"record", "places", "orders"}
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


def test_a_sealed_record_says_what_it_is_and_that_it_is_as_sealed(
    hotel: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(certificates, "ROUNDS", 1_000)
    monkeypatch.setenv("FR_DESK_PASSPHRASE", "correct horse")
    run("identity", "new", "--name", "Wang")
    found(run, hotel, "cameras.c1", "differs")
    out = tmp_path / "record.pdf"

    # when
    sealed = run("record", "seal", hotel, "-o", out, "--identity", "Wang")
    verified = run("verify", out)
    doctored = tmp_path / "doctored.pdf"
    doctored.write_bytes(out.read_bytes() + b"\n%%EOF\n")
    changed = run("verify", doctored)

    # then
    assert (sealed.code, verified.code) == (0, 0), sealed.err + verified.out
    assert "sealed and unchanged" in verified.out
    assert "A paper of an inspection" in verified.out
    assert "entries: 1" in verified.out
    assert changed.code == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_explains_itself(run: Run, lang: Lang) -> None:
    for name in ("show", "add", "finish", "merge", "order", "judge", "letter", "export", "seal"):
        told = run("record", name, "--help", "--lang", lang)
        assert told.code == 0
        assert f"fr-desk record {name}" in told.out


def test_a_visit_is_finished_and_the_next_one_is_another(hotel: Path, run: Run) -> None:
    found(run, hotel, "cameras.c1", "as-declared")
    assert run("record", "finish", hotel, "--inspector", "Wang").code == 0
    assert run("record", "finish", hotel, "--inspector", "Wang").code == 1
    found(run, hotel, "cameras.c1", "differs")
    assert len(shown(run, hotel)["record"]["visits"]) == 2
