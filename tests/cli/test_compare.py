"""The command ``compare``, and what ``check`` says about time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fr_desk.resources import resource
from tests.cli.conftest import Run

HOTEL, GYM = resource("samples", "shanghai-hotel.yaml"), resource("samples", "seoul-gym.yaml")
DAYS = ("--as-of", "2025-05-31", "--as-of", "2025-06-01")


def test_compare_shows_rules_that_come_and_go_and_what_they_change(run: Run) -> None:
    ran = run("compare", HOTEL, *DAYS, "--lang", "en")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("From the law of 2025-05-31 to the law of 2025-06-01\n")
    assert "   A face must not be the only way · cn.fr.not-sole-method" in ran.out
    assert "New: A face must not be the only way – To change." in ran.out
    assert "Same outcome, other words or articles: Faces kept for the shortest time – To change." in ran.out


def test_what_is_to_change_comes_before_what_is_in_order(run: Run) -> None:
    out = run("compare", HOTEL, *DAYS, "--lang", "en").out
    weights = ["To change", "To decide", "To answer", "In order"]

    new = [line for line in out.splitlines() if line.startswith("   New: ")]
    order = [next(place for place, word in enumerate(weights) if line.endswith(f"{word}.")) for line in new]

    assert len(set(order)) > 1
    assert order == sorted(order)


def test_the_order_of_the_days_does_not_matter(run: Run) -> None:
    other = (*DAYS[2:], *DAYS[:2])

    assert (
        run("compare", HOTEL, *DAYS, "--lang", "en").out == run("compare", HOTEL, *other, "--lang", "en").out
    )


def test_days_of_the_same_law_change_nothing(run: Run) -> None:
    ran = run("compare", HOTEL, "--as-of", "2026-11-20", "--as-of", "2026-11-21", "--lang", "en")

    assert ran.out == "From the law of 2026-11-20 to the law of 2026-11-21\nNothing changes.\n"


def test_as_json_it_is_one_object(run: Run) -> None:
    plain = json.loads(run("compare", HOTEL, *DAYS, "--format", "json").out)

    assert list(plain) == ["file", "dossier", "before", "after", "into_force", "out_of_force", "changes"]
    assert "cn.fr.not-sole-method" in plain["into_force"]
    assert set(plain["changes"][0]["sentence"]) == {"zh", "ko", "en"}


@pytest.mark.parametrize("days", [(), ("--as-of", "2025-06-01"), (*DAYS, "--as-of", "2026-01-01")])
def test_other_than_two_days_is_refused_with_an_example(run: Run, days: tuple[str, ...]) -> None:
    ran = run("compare", HOTEL, *days, "--lang", "en")

    assert ran.code == 2
    assert "--as-of 2025-05-31 --as-of 2025-06-01" in ran.err


def test_a_file_that_is_no_dossier_is_one_sentence(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[]", encoding="utf-8")

    ran = run("compare", bad, *DAYS)

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_check_tells_changes_to_come_deadlines_and_how_long_to_keep(run: Run) -> None:
    out = run("check", GYM, "--as-of", "2026-11-21", "--lang", "en").out

    assert "Changes of the law to come\n   From 2027-" in out
    assert "Deadlines\n   Within 10 days of each request" in out
    assert "How long to keep video and faces\n   " in out
    assert "Keep the face pictures only as long as the purpose needs" in out
    assert "the logs of who looked at data" not in out


def test_check_verbose_tells_every_clock_and_counter(run: Run) -> None:
    out = run("check", HOTEL, "--as-of", "2026-11-21", "--lang", "en", "--verbose").out

    assert "Keep the logs of who looked at data at least 6 months." in out
    assert "Filing of face recognition: not running yet." in out
    assert "a filing is due from 100,000" in out


def test_check_as_json_adds_keys_for_other_programs(run: Run) -> None:
    plain = json.loads(run("check", GYM, "--as-of", "2026-11-21", "--format", "json").out)

    assert {one["id"] for one in plain["deadlines"]} >= {"kr.due.access-request", "kr.due.leak-people"}
    assert plain["counters"] == []
    assert [one["on"] for one in plain["announcements"]] == sorted(
        one["on"] for one in plain["announcements"]
    )
    video = next(clock for clock in plain["clocks"][0]["clocks"] if clock["data"] == "video")
    assert {limit["id"] for limit in video["limits"]} == {"kr.clock.recommended", "kr.clock.purpose"}


def test_two_dossiers_are_compared_field_by_field(run: Run, tmp_path: Path) -> None:
    # given
    text = HOTEL.read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("青砚汀酒店（静安店）", "另一家酒店"), encoding="utf-8")

    # when
    ran = run("compare", HOTEL, other, "--lang", "zh")

    # then
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert str(HOTEL) in lines[0]
    assert str(other) in lines[0]
    assert "   场所名称" in lines
    assert "      青砚汀酒店（静安店） → 另一家酒店" in lines


def test_items_that_came_and_went_are_told_as_items(run: Run) -> None:
    out = run(
        "compare",
        resource("samples", "ningbo-sales-office-before.yaml"),
        resource("samples", "ningbo-sales-office-after.yaml"),
        "--lang",
        "en",
    ).out

    assert "   Taken away: Devices: 前台人证一体机\n" in out
    assert "   Added: People with access: 沈未央\n" in out


def test_the_same_dossier_twice_differs_in_nothing(run: Run) -> None:
    assert run("compare", HOTEL, HOTEL, "--lang", "en").out.splitlines()[1:] == ["Nothing differs."]


def test_two_dossiers_as_json_are_one_object_with_words_in_three_languages(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(HOTEL.read_text(encoding="utf-8").replace("青砚汀酒店（静安店）", "B"), encoding="utf-8")

    plain = json.loads(run("compare", HOTEL, other, "--format", "json").out)

    assert list(plain) == ["file", "other", "changes"]
    (change,) = [one for one in plain["changes"] if one["path"] == "venue.name"]
    assert list(change) == ["path", "kind", "step", "title", "before", "after"]
    assert (change["kind"], change["step"]) == ("changed", "venue")
    assert change["title"]["en"] == "Name of the venue"
    assert change["after"] == {"zh": "B", "ko": "B", "en": "B"}


def test_a_second_dossier_and_days_do_not_go_together(run: Run) -> None:
    ran = run("compare", HOTEL, GYM, *DAYS, "--lang", "en")

    assert ran.code == 2
    assert "do not go together" in ran.err
