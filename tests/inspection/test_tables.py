"""Rows as CSV, XLSX and JSON lines: the same columns, types kept, and nothing that a program would run."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from fr_desk.i18n import LANGUAGES
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_writing import seen
from fr_desk.inspection.runs import Run
from fr_desk.inspection.tables import (
    LONGEST,
    MEANINGS,
    TITLES,
    as_csv,
    as_json,
    as_xlsx,
    cell,
    is_dangerous,
    json_line,
    plain,
    worded,
)
from fr_desk.inspection.wanted import COLUMNS, Row
from tests.inspection.made_results import DAY, PACK, ROOT, breached, place, result, unreadable

HOTEL = Row(
    7,
    place("锦澜.frdesk"),
    result(
        "锦澜酒店",
        breached("cn.fr.not-sole-method", "NO_ALTERNATIVE", item="activities.a1"),
        risk=300,
        district="黄浦",
        number="91310000MA1FL0000X",
        devices=5,
        faces=2,
        revision=3,
    ),
    copies=1,
)
NOTHING = Row(8, place("all.zip", "in/x.pdf"), unreadable())
DANGEROUS = (
    "=1+1",
    "+82-2-555",
    "-5",
    "@SUM(A1)",
    '=cmd|" /C calc"!A0',
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "＝1+1",
    "\u00a0=1",
)


def table(rows: list[Row], **more: Any) -> list[list[str]]:
    text = b"".join(as_csv(rows, "zh", **more)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet(rows: list[Row]) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(as_xlsx(rows, "zh"))).active.iter_rows())  # type: ignore[union-attr] # there is one


def called(name: str) -> Row:
    return Row(1, place("a.frdesk"), dataclasses.replace(result("a", name=name)))


def test_csv_is_for_programs_and_spreadsheets_alike() -> None:
    data = b"".join(as_csv([HOTEL, NOTHING], "zh"))

    assert data.startswith(b"\xef\xbb\xbfrisk,verdict,name,")
    head, first, second = table([HOTEL, NOTHING])
    assert head == list(COLUMNS)
    said = dict(zip(head, first, strict=True))
    assert said["verdict"] == "breached"
    assert said["kind"] == "hotel"
    assert said["issues"] == "不能只有刷脸一种办法" or said["issues"]
    assert said["file"] == "每一部分都与校验值一致。"
    assert said["day"] == said["as_of"] == "2026-11-22"
    assert (said["risk"], said["breached"], said["devices"]) == ("300", "1", "5")
    assert said["path"] == str(ROOT / "锦澜.frdesk")
    none = dict(zip(head, second, strict=True))
    assert none["path"] == f"{ROOT / 'all.zip'}!/in/x.pdf"
    assert none["standing"] == "unreadable"
    assert (none["verdict"], none["devices"], none["breached"]) == ("", "", "")


@pytest.mark.parametrize("name", DANGEROUS)
def test_nothing_becomes_a_formula(name: str) -> None:
    [_, row] = table([called(name)])
    [_, cells] = sheet([called(name)])

    assert row[COLUMNS.index("name")].startswith("'")
    written = cells[COLUMNS.index("name")]
    assert written.data_type in {"s", "n"}
    assert written.value == plain(name)
    assert written.quotePrefix == is_dangerous(plain(name))


@pytest.mark.parametrize("name", ["#N/A", "#REF!", "TRUE", "1e5", "007", "2026-11-22", "50%"])
def test_text_stays_text_in_a_workbook(name: str) -> None:
    [_, cells] = sheet([called(name)])

    written = cells[COLUMNS.index("name")]
    assert (written.data_type, written.value) == ("s", name)


def test_control_characters_and_endless_texts_do_no_harm() -> None:
    bad = called("a\x00b\x1b[31m\u2028c\ud800" + "长" * 40_000)

    [_, row] = table([bad])
    [_, cells] = sheet([bad])

    name = row[COLUMNS.index("name")]
    assert name.startswith("ab[31m c‹U+D800›长")
    assert len(name) == LONGEST
    assert cells[COLUMNS.index("name")].value == name


def test_what_turns_the_direction_of_writing_is_seen_in_tables() -> None:
    row = Row(1, place("a\u202egpj.frdesk"), result("店\u202egpj.exe\u2066"))

    [_, told] = table([row])
    [_, cells] = sheet([row])

    assert told[COLUMNS.index("name")] == "店‹U+202E›gpj.exe‹U+2066›"
    assert told[COLUMNS.index("path")].endswith("a‹U+202E›gpj.frdesk")
    assert cells[COLUMNS.index("name")].value == "店‹U+202E›gpj.exe‹U+2066›"


def test_a_workbook_has_types_and_words_and_a_heading_that_stays() -> None:
    book = load_workbook(io.BytesIO(as_xlsx([HOTEL, NOTHING], "zh")))
    page = book.active

    assert page is not None
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:AA3"
    head, first, second = list(page.iter_rows(values_only=True))
    assert len(head) == len(COLUMNS)
    said = dict(zip(COLUMNS, first, strict=True))
    assert said["risk"] == 300
    assert said["day"].date() == DAY  # type: ignore[union-attr] # a day
    assert said["kind"] == "酒店"
    assert said["number"] == "91310000MA1FL0000X"
    assert dict(zip(COLUMNS, second, strict=True))["devices"] is None


def test_an_empty_table_still_has_its_heading() -> None:
    assert table([]) == [list(COLUMNS)]
    assert len(sheet([])) == 1


def test_columns_can_be_chosen() -> None:
    assert table([HOTEL], columns=("name", "risk")) == [["name", "risk"], ["锦澜酒店", "300"]]


def test_every_column_has_a_heading_a_meaning_and_words() -> None:
    assert tuple(TITLES) == tuple(MEANINGS) == COLUMNS
    for lang in LANGUAGES:
        for column in COLUMNS:
            assert worded(HOTEL, column, lang) not in {None, ""} or column in {
                "operator",
                "address",
                "printed",
                "agreement",
                "own",
            }
            cell(NOTHING, column, lang)


def test_json_has_what_check_has_and_what_the_file_is_worth() -> None:
    said = as_json(HOTEL)

    assert said["file"] == HOTEL.place.text
    assert said["verdict"] == "breached"
    assert said["counts"] == {"breached": 1, "open": 0, "review": 0, "met": 0}
    assert (said["standing"], said["state"], said["form"]) == ("unsealed", "intact", "frdesk")
    assert said["findings"] == [
        {
            "rule": "cn.fr.not-sole-method",
            "outcome": "breached",
            "level": "must",
            "item": "activities.a1",
            "patterns": ["NO_ALTERNATIVE"],
        }
    ]
    assert said["declared"]["district"] == "黄浦"
    assert said["copies"] == 1
    assert set(as_json(NOTHING)) == set(said)
    assert as_json(NOTHING)["declared"] is None


def test_a_line_of_json_is_one_line_that_can_be_written(tmp_path: Path) -> None:
    odd = dataclasses.replace(HOTEL, place=place(os.fsdecode(b"\xff\n.frdesk")))

    for row in (HOTEL, NOTHING, odd):
        line = json_line(row)
        assert "\n" not in line
        assert json.loads(line.encode())["file"] == row.place.text


def test_a_row_of_the_index_becomes_a_table(tmp_path: Path) -> None:
    with Index(tmp_path / "a.frindex") as index:
        index.begin(Run((ROOT,), DAY, (PACK,)))
        index.keep([seen(HOTEL.place, HOTEL.result), seen(NOTHING.place, NOTHING.result)])

        assert len(table(index.rows(index.ids()))) == 3
