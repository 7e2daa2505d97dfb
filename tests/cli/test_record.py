"""``record``: on site with a laptop and no screen, for scripts, and what other systems read of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fr_desk import services
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.inspection.record_file import read_record
from fr_desk.seal import certificates
from fr_desk.services.inspecting.handing_out import COLUMNS
from fr_desk.services.inspecting.records import OpenRecord
from tests.cli.conftest import Ran, Run
from tests.render.reading import text_of

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


def test_recording_again_at_a_place_keeps_what_is_not_told_anew_and_tells_what_gives_way(
    hotel: Path, run: Run, tmp_path: Path
) -> None:
    # given
    photos = [tmp_path / "one.jpg", tmp_path / "two.jpg"]
    for photo, colour in zip(photos, ("red", "blue"), strict=True):
        Image.new("RGB", (8, 6), colour).save(photo)
    told = ("--says", "lens turned", "--article", "cn-pipl/26", "--photo", photos[0])
    found(run, hotel, "cameras.c1", "differs", *told)

    # when
    again = found(run, hotel, "cameras.c1", "differs", "--photo", photos[1])
    otherwise = found(run, hotel, "cameras.c1", "as-declared", "--says", "turned back")

    # then
    assert again.out.count("\n") == 1
    assert "takes the place of what was recorded there before:\n   Wang" in otherwise.out
    assert "differs\n      lens turned\n" in otherwise.out
    (seen,) = read_record(hotel.with_suffix(".frrecord")).record.observations.values()
    assert (seen.outcome, seen.says, seen.article) == ("as_declared", "turned back", "cn-pipl/26")
    assert len(seen.photos) == 2


@pytest.mark.parametrize(
    ("more", "visits", "told"),
    [
        (("--inspector", " Wang\u3000", "--office", "Jing'an "), [("Wang", "Jing'an")], ""),
        (("--inspector", "Wang"), [("Wang", "Jing'an")], ""),
        (
            ("--inspector", "Wang", "--office", "Pudong"),
            [("Wang", "Jing'an"), ("Wang", "Pudong")],
            "A visit of Wang (Pudong) begins; the visit of Wang (Jing'an) is open as well.\n",
        ),
    ],
)
def test_an_inspector_is_known_by_name_and_office(
    hotel: Path, run: Run, more: tuple[str, ...], visits: list[tuple[str, str]], told: str
) -> None:
    # given
    run("record", "add", hotel, "cameras.c1", "--found", "differs", "--inspector", "Wang")
    found(run, hotel, "cameras.c2", "differs")  # the same visit, which now has an office

    # when
    added = run("record", "add", hotel, "cameras.c3", "--found", "differs", *more)

    # then
    kept = read_record(hotel.with_suffix(".frrecord")).record.visits.values()
    assert sorted((one.inspector, one.office) for one in kept) == visits
    assert added.out.startswith(told or "Recorded")
    if len(visits) > 1:
        which = run("record", "add", hotel, "cameras.c4", "--found", "differs", "--inspector", "Wang")
        assert (which.code, "several offices (Jing'an, Pudong)" in which.err) == (2, True)
        unclear = run("record", "finish", hotel, "--inspector", "Wang" + " " * 300)
        assert (unclear.code, "several offices (Jing'an, Pudong)" in unclear.err) == (2, True)
    ended = run("record", "finish", hotel, *more)
    left = [
        one for one in read_record(hotel.with_suffix(".frrecord")).record.visits.values() if not one.ended
    ]
    assert (ended.code, len(left)) == (0, len(visits) - 1)


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
        ("cameras.c1", "not-declared", "noted at cameras, signs or zones, not at cameras.c1"),
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
    assert not hotel.with_suffix(".frrecord").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--inspector", "x" * 250), "up to 200 characters each; one has 250"),
        (("--inspector", "Wang", "--office", "x" * 250), "up to 200 characters each; one has 250"),
        (("--inspector", ""), "needs the name of the inspector"),
        (("--inspector", " \N{ZERO WIDTH SPACE}"), "needs the name of the inspector"),
        (("--inspector", "Wang", "--article", "nonsense/9"), "no article nonsense/9"),
        (("--inspector", "Wang", "--photo", "/etc/hostname"), "hostname cannot be added"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    hotel: Path, run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    told = run("record", "add", hotel, "cameras.c1", "--found", "differs", *arguments)

    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert sentence in told.err
    assert not hotel.with_suffix(".frrecord").exists()
    assert not list(hotel.parent.glob("*.frrecord"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--until", "2020-01-01", "--place", "cameras.c10"), "The last day 2020-01-01 is over"),
        (("--until", "2099-01-01", "--place", "cameras.nope"), "no place cameras.nope"),
        (("--until", "2099-01-01", "--says", "Go."), "--says words one order"),
        (("--place", "cameras.c10.sees", "--says", "Go."), "--says words one order"),
        (("--until", "2099-01-01", "--place", "cameras.c10", "--says", "x" * 10_001), "was not taken"),
    ],
)
def test_an_order_that_cannot_be_given_is_one_sentence(
    hotel: Path, run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    told = run("record", "order", hotel, *arguments, *WANG)

    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert sentence in told.err
    assert not hotel.with_suffix(".frrecord").exists()


def test_an_order_says_what_an_official_typed(hotel: Path, run: Run) -> None:
    told = run(
        *("record", "order", hotel, "--until", "2099-01-01", "--place", "cameras.c10.sees"),
        *("--says", "Turn it to the lobby.", *WANG, "--lang", "ko"),
    )

    assert "Turn it to the lobby." in told.out
    (order,) = shown(run, hotel)["orders"]
    assert order["says"] == "Turn it to the lobby."


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


def test_a_draft_is_told_and_given_and_not_judged_before(hotel: Path, run: Run, tmp_path: Path) -> None:
    # given
    opened = OpenRecord(hotel, settled=0.0)
    draft = next(one.order for one in opened.proposals("en") if one.order.path == "cameras.c10.sees")
    key = opened.draft_order(draft)
    opened.close()
    record, paper = hotel.with_suffix(".frrecord"), tmp_path / "x.pdf"
    before = record.read_bytes()

    # when
    judged = run("record", "judge", hotel, key, "--not-right", *WANG)
    unknown = run("record", "judge", hotel, "r1", "--not-right", *WANG)
    listed = json.loads(run("record", "order", hotel, "--format", "json").out)
    drawn = run("record", "order", hotel, "-o", tmp_path / "order.pdf")
    run("record", "export", hotel, "-o", paper, "--lang", "en")

    # then
    assert (judged.code, judged.out, judged.err.count("\n")) == (2, "", 1)
    assert f"The order {key} is a draft" in judged.err
    assert key not in unknown.err
    assert record.read_bytes() == before
    assert [one["path"] for one in listed if one["draft"] == key] == ["cameras.c10.sees"]
    assert (drawn.code, "drafts and not given yet: 1." in drawn.err) == (0, True)
    assert "Draft: not given yet" in text_of(paper.read_bytes())
    assert f"{key}  Draft: not given yet" in run("record", "show", hotel).out

    # when
    ordered = ("record", "order", hotel, "--until", "2099-01-01", "--place", "cameras.c10", *WANG)
    given = json.loads(run(*ordered, "--format", "json").out)

    # then
    assert [one["order"] for one in given] == [key]
    assert [one["order"] for one in shown(run, hotel)["orders"]] == [key]
    assert run("record", "judge", hotel, key, "--right", *WANG).code == 0


def test_orders_need_somebody_who_gives_them(hotel: Path, run: Run) -> None:
    told = run("record", "order", hotel, "--until", "2026-12-20")

    assert told.code == 2
    assert "--inspector" in told.err


def test_several_inspectors_are_put_together(hotel: Path, run: Run, tmp_path: Path) -> None:
    # given
    other = tmp_path / "other" / hotel.name
    other.parent.mkdir()
    other.write_bytes(hotel.read_bytes())
    found(run, hotel, "cameras.c1", "differs", "--says", "the lens sees the bed")
    nothing = ("--found", "as-declared", "--says", "nothing of the sort", "--inspector", "Li")
    run("record", "add", other, "cameras.c1", *nothing)
    theirs = other.with_suffix(".frrecord")

    # when
    preview = run("record", "merge", hotel, theirs, "--preview")

    # then
    assert "new entries 1" in preview.out
    assert len(shown(run, hotel)["record"]["observations"]) == 1
    assert run("record", "merge", hotel, theirs).code == 0
    (place,) = [one for one in shown(run, hotel)["places"] if one["path"] == "cameras.c1"]
    assert len(place["others"]) == 1
    told = run("record", "show", hotel).out
    assert "The inspectors do not agree." in told
    assert "Wang, Jing'an, " in told
    assert told.count("the lens sees the bed") == 1
    run("record", "export", hotel, "-o", tmp_path / "x.csv")
    table = csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig")))
    (line,) = [one for one in table if one["path"] == "cameras.c1"]
    both = line["found"] + line["others"]
    assert both.count("the lens sees the bed") == both.count("nothing of the sort") == 1
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


def test_every_account_of_a_record_counts_the_same_places(hotel: Path, run: Run, tmp_path: Path) -> None:
    # given
    found(run, hotel, "cameras.c1", "as-declared")
    found(run, hotel, "cameras", "not-declared", "--label", "Lens")
    found(run, hotel, "venue.name", "differs")
    run("record", "order", hotel, "--until", "2099-01-01", "--place", "cameras.c10.sees", *WANG)

    # when
    places = shown(run, hotel)["places"]
    text = run("record", "show", hotel).out
    for name in ("x.csv", "x.pdf"):
        assert run("record", "export", hotel, "-o", tmp_path / name, "--lang", "en").code == 0
    report = run("inspect", hotel, "--jobs", 0, "--quiet", "--pdf", tmp_path / "x.pdf")
    table = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig"))))
    opened = OpenRecord(hotel)
    progress = opened.progress()
    opened.close()

    # then
    left = sum(one["outcome"] is None for one in places)
    assert f"not looked at {left}." in text
    assert (report.code, "not overwritten" in report.err) == (2, True)  # a record is no report
    assert sum(one["outcome"] == "" for one in table) == left
    assert f"Not looked at ({left}): " in text_of((tmp_path / "x.pdf").read_bytes())
    assert (progress.left, progress.total) == (left, len(places))
    assert {one["path"]: one["orders"] for one in table if one["orders"] != "0"} == {"cameras.c10": "1"}


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
    stranger = tmp_path / "stranger.pdf"
    stranger.write_bytes(b"%PDF-1.7\n%%EOF\n")
    kept = {file: file.read_bytes() for file in (out, stranger)}
    onto = [run("inspect", hotel, "--jobs", 0, "--quiet", "--pdf", file) for file in kept]
    onto += [run("record", "export", hotel, "-o", file) for file in kept]

    # then
    assert (sealed.code, verified.code) == (0, 0), sealed.err + verified.out
    assert "sealed and unchanged" in verified.out
    assert "A paper of an inspection" in verified.out
    assert "entries: 1" in verified.out
    assert changed.code == 1
    assert [(one.code, "not overwritten" in one.err) for one in onto] == [(2, True)] * 4
    assert {file: file.read_bytes() for file in kept} == kept


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


def test_a_dossier_inside_a_zip_is_recorded_and_listed(hotel: Path, run: Run, tmp_path: Path) -> None:
    # given
    zipped = tmp_path / "handed over.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(hotel, "静安/hotel.frdesk")
    inside = Path(f"{zipped}!/静安/hotel.frdesk")

    # when
    assert found(run, inside, "cameras.c1", "differs", "--says", "moved").code == 0
    again = run("record", "add", inside, "cameras.c2", "--found", "as-declared", *WANG, "--reinspection")

    # then
    assert again.code == 0
    assert {one["outcome"] for one in shown(run, inside)["places"]} >= {"differs", "as_declared"}
    (record,) = tmp_path.glob("*.frrecord")
    told = run("record", "list", tmp_path)
    assert told.code == 0
    assert str(inside) in told.out
    assert str(record) in told.out
    (one,) = json.loads(run("record", "list", zipped, "--format", "json").out)
    assert (one["file"], one["visits"], one["observations"]) == (str(inside), 2, 2)
    # a zip alone is answered with what to write, and a record that is none is told
    assert str(inside) in run("record", "show", zipped).err
    record.write_bytes(b"PK nothing")
    broken = run("record", "list", zipped, "--format", "json")
    assert broken.code == 1
    assert set(json.loads(broken.out)[0]["error"]) == {"zh", "ko", "en"}


def test_no_paper_is_written_over_a_dossier(hotel: Path, run: Run, tmp_path: Path) -> None:
    other, answers = tmp_path / "other.pdf", tmp_path / "answers.json"
    other.write_bytes(hotel.read_bytes())
    answers.write_text("{}", "utf-8")

    for command in (
        *(("order", hotel, "-o", other), ("letter", hotel, "-o", other), ("export", hotel, "-o", other)),
        *(("export", hotel, "-o", answers), ("order", hotel, "-o", hotel)),
    ):
        told = run("record", *command)
        assert (told.code, told.err.count("\n")) == (2, 1), told
        assert command[-1].name in told.err
    assert other.read_bytes() == hotel.read_bytes()
    assert answers.read_text("utf-8") == "{}"


def test_a_record_whose_dossier_has_another_name_now_is_listed_and_no_second_one_begins(
    hotel: Path, run: Run
) -> None:
    # given
    found(run, hotel, "cameras.c1", "differs")
    record, renamed = hotel.with_suffix(".frrecord"), hotel.with_name("renamed.frdesk")
    hotel.rename(renamed)

    # when
    listed = run("record", "list", hotel.parent)
    (row,) = json.loads(run("record", "list", hotel.parent, "--format", "json").out)
    seen, again = run("record", "show", renamed), found(run, renamed, "cameras.c1", "differs")
    ordered = run("record", "order", renamed, "--until", "2099-01-01", *WANG)

    # then
    assert (listed.code, listed.err.count("\n")) == (1, 1)
    assert str(record) in listed.out
    assert (row["file"], row["record"], row["observations"]) == (None, str(record), 1)
    assert row["dossier"] in listed.out
    assert row["venue"] in listed.out
    assert (seen.err.count("\n"), again.code, ordered.code) == (1, 2, 2)
    assert "under another name; rename it to renamed.frrecord" in again.err
    assert seen.err == again.err
    assert not renamed.with_suffix(".frrecord").exists()
    # the way out
    merged = run("record", "merge", renamed, record)
    assert (merged.code, merged.err) == (0, "")
    left = run("record", "list", hotel.parent)
    assert (left.code, left.err) == (0, "")
    assert f"is also in {renamed.with_suffix('.frrecord')}; this file can be removed" in left.out
    other = hotel.with_suffix(".json")  # another dossier of the old name is not kept from having a record
    run("convert", renamed, "-o", other)
    other.write_text(json.dumps(json.loads(other.read_text("utf-8")) | {"id": "another"}), "utf-8")
    assert found(run, other, "cameras.c1", "differs").code == 0
    record.unlink()
    assert found(run, renamed, "cameras.c2", "differs").code == 0
    assert run("record", "list", hotel.parent).code == 0


def test_a_record_of_another_dossier_under_this_name_is_told_unless_that_dossier_has_the_name_too(
    hotel: Path, run: Run
) -> None:
    # given
    found(run, hotel, "cameras.c1", "differs")
    other = hotel.with_suffix(".json")
    assert run("convert", hotel, "-o", other).code == 0
    other.write_text(json.dumps(json.loads(other.read_text("utf-8")) | {"id": "another"}), "utf-8")

    # when
    beside = found(run, other, "cameras.c1", "differs")
    other.with_name(f"{other.name}.frrecord").unlink(missing_ok=True)
    hotel.unlink()
    alone = found(run, other, "cameras.c1", "differs")

    # then
    assert (beside.code, alone.code) == (0, 2), (beside.err, alone.err)
    assert "a record of another one" in alone.err
    assert len(list(hotel.parent.glob("*.frrecord"))) == 1


def test_what_is_listed_may_lie_in_a_zip_be_missing_or_be_without_a_record(
    hotel: Path, run: Run, tmp_path: Path
) -> None:
    # given
    zipped = tmp_path / "all.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(hotel, "静安/hotel.frdesk")
    inside = Path(f"{zipped}!/静安/hotel.frdesk")
    found(run, inside, "cameras.c1", "differs")

    # then
    named = run("record", "list", inside)
    assert (named.code, named.out.count(".frrecord")) == (0, 1)
    for absent in (Path(f"{zipped}!/nobody.frdesk"), tmp_path / "nothing.frdesk"):
        told = run("record", "list", inside, absent)
        assert (told.code, told.out, told.err.count("\n")) == (2, named.out, 1)
    nothing = run("record", "list", hotel.parent, "--lang", "en")
    assert (nothing.code, nothing.out) == (0, f"There is no record in {hotel.parent}.\n")


def test_a_letter_and_an_order_say_what_is_missing_and_a_reinspection_is_told(
    hotel: Path, run: Run, tmp_path: Path
) -> None:
    # given
    order = ("record", "order", hotel, "--until", "2099-01-01", "--place", "cameras.c10", *WANG)
    given = run(*order, "--format", "json")
    (key,) = [one["order"] for one in json.loads(given.out)]

    # when
    letter = run("record", "letter", hotel, "-o", tmp_path / "letter.pdf")
    again, words = run(*order, "-o", tmp_path / "order.pdf"), run(*order, "--says", "Go.")
    judged = run("record", "judge", hotel, key, "--right", *WANG)
    judged_again = run("record", "judge", hotel, key, "--not-right", *WANG)
    ended = run("record", "finish", hotel, *WANG)

    # then
    assert letter.code == again.code == words.code == 2
    assert "written after a re-inspection" in letter.err
    assert "leave out --until" in again.err
    assert words.err == "There is nothing to order there that is not ordered already.\n"
    assert run("record", "order", hotel, "-o", tmp_path / "order.pdf").code == 0
    assert judged.out.startswith("A re-inspection of Wang begins, and the inspection is still open")
    assert judged_again.out.startswith("Order ")
    assert (ended.code, ended.out.splitlines()) == (
        0,
        ["The inspection of Wang is finished.", "The re-inspection of Wang is finished."],
    )
    assert run("record", "finish", hotel, *WANG).code == 1
