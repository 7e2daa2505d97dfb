"""Tables from offices and recorders: every usual character set, nothing evaluated, nothing that blows up."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from fr_desk.errors import FrDeskError
from fr_desk.storage import table_errors as errors
from fr_desk.storage.tables import MAX_COLUMNS, MAX_ROWS, read_table, table_of, text_table

CHINESE = "通道号,通道名称,安装位置\n1,前台半球,大堂\n2,电梯厅,二层走廊\n"
KOREAN = "채널,카메라명,설치위치\n1,로비 돔,로비\n2,주차장 입구,지하주차장\n"


def workbook(*rows: list[object]) -> bytes:
    """A workbook with one sheet."""
    made = Workbook()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]  # a new workbook has a sheet
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return zipped({**parts, name: content})


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_chinese_is_read_in_every_usual_character_set(encoding: str):
    table = table_of(CHINESE.encode(encoding), "list.csv")

    assert table.rows[0] == ("通道号", "通道名称", "安装位置")
    assert table.rows[2] == ("2", "电梯厅", "二层走廊")
    assert table.numbers == (1, 2, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-16-le"])
def test_korean_is_read_in_every_usual_character_set(encoding: str):
    assert table_of(KOREAN.encode(encoding), "list.csv").rows[2] == ("2", "주차장 입구", "지하주차장")


def test_a_few_words_are_enough_to_tell_chinese_from_korean():
    assert table_of("前台\n大堂\n".encode("gb18030"), "a.txt").encoding == "gb18030"
    assert table_of("로비\n주차장\n".encode("cp949"), "a.txt").encoding == "cp949"


def test_the_user_may_know_the_character_set_better():
    assert table_of("門口,樓梯\n".encode("big5"), "a.csv", encoding="big5").rows == (("門口", "樓梯"),)
    with pytest.raises(errors.WrongEncodingError, match=r"a\.csv is not written in CP949"):
        table_of(b"\xff\xff,\n", "a.csv", encoding="cp949")


@pytest.mark.parametrize("mark", list("\t;,|，"))
def test_cells_are_cut_at_whatever_stands_between_them(mark: str):
    text = "\n".join(mark.join(row) for row in (["a", "b b", "c"], ["1", "x.y", "3"], ["2", "z", "4"]))

    assert text_table(text, "list").rows[1] == ("1", "x.y", "3")


def test_a_comma_inside_quotation_marks_cuts_nothing():
    table = text_table('name,place\n"Gate, north","two\nlines"\n', "list")

    assert table.rows[1] == ("Gate, north", "two\nlines")


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows():
    text = 'name,size\n"Gate,4\n' + "".join(f"Cam {number},4\n" for number in range(30))

    assert len(text_table(text, "list").rows) == 32


def test_titles_empty_lines_and_ragged_rows_are_tolerated():
    table = text_table("\n\nA list,,,\n\nname,zone\nGate,Lobby,extra\nx\n", "list")

    assert table.rows == (("A list", "", ""), ("name", "zone", ""), ("Gate", "Lobby", "extra"), ("x", "", ""))
    assert table.numbers == (3, 5, 6, 7)


def test_a_workbook_is_read_by_its_results_and_nothing_is_evaluated():
    # given
    day = dt.datetime(2024, 5, 1)
    data = workbook(
        ["name", "mp", "since"], ["Gate", 4, day], ["Bar", 3.7, None], ["=1+1", "=cmd|' /C calc'!A0", True]
    )

    # when
    table = table_of(data, "list.xlsx")

    # then
    assert table.rows[1] == ("Gate", "4", "2024-05-01")
    assert table.rows[2] == ("Bar", "3.7", "")
    assert table.rows[3] == ("", "", "true")
    assert table.uncomputed == 2


def test_a_result_kept_in_the_file_is_read_instead_of_its_formula():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="str"><f>CONCATENATE("Gate"," 1")</f><v>Gate 1</v></c></row></sheetData></worksheet>'
    )

    table = table_of(with_part(workbook(["x"]), "xl/worksheets/sheet1.xml", sheet), "list.xlsx")

    assert (table.rows, table.uncomputed) == ((("Gate 1",),), 0)


def test_the_first_sheet_with_something_in_it_is_read_unless_another_is_named():
    made = Workbook()
    made.create_sheet("设备").append(["Gate"])
    made.create_sheet("备用").append(["Bar"])
    data = io.BytesIO()
    made.save(data)

    assert table_of(data.getvalue(), "x.xlsx").sheet == "设备"
    assert table_of(data.getvalue(), "x.xlsx", sheet="备用").rows == (("Bar",),)


def test_five_thousand_rows_are_read_and_one_more_page_is_refused():
    rows: list[list[object]] = [["name"], *[list[object]([f"Cam {number}"]) for number in range(MAX_ROWS)]]

    assert len(table_of(workbook(*rows), "x.xlsx").rows) == MAX_ROWS + 1
    with pytest.raises(errors.TooManyRowsError, match="more than 5,000 rows"):
        text_table("\n".join(["a"] * (MAX_ROWS + 100)), "list")


def test_a_row_at_the_end_of_an_endless_sheet_stops_nothing():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Gate</t></is></c></row>'
        b'<row r="99999999999"><c r="A9" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(errors.TableError):
        table_of(with_part(workbook(["x"]), "xl/worksheets/sheet1.xml", sheet), "x.xlsx")


def test_too_many_columns_are_refused():
    with pytest.raises(errors.TooManyColumnsError, match="more than 200 columns"):
        text_table(",".join(["a"] * (MAX_COLUMNS + 1)), "list")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.OldWorkbookError),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            errors.LockedWorkbookError,
        ),
        (b"<html><table><tr><td>1</td></tr></table></html>", errors.DisguisedPageError),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', errors.DisguisedPageError),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), errors.OtherWorkbookError),
        (zipped({"dossier.json": b"{}"}), errors.NotATableError),
        (b"PK\3\4 broken", errors.BrokenWorkbookError),
        (b"%PDF-1.7", errors.NotATableError),
        (bytes(range(32)) * 40, errors.NotATableError),
        (b"\n \n\t\n", errors.EmptyTableError),
        (workbook(), errors.EmptyTableError),
    ],
)
def test_what_is_no_table_says_so_in_one_sentence(data: bytes, error: type[FrDeskError]):
    with pytest.raises(error) as raised:
        table_of(data, "list.xls")

    assert "list.xls" in raised.value.message("en")
    assert "\n" not in raised.value.message("zh")


def test_a_workbook_that_unpacks_to_far_too_much_is_never_unpacked():
    bomb = with_part(workbook(["x"]), "xl/worksheets/sheet1.xml", b" " * 60_000_000)

    with pytest.raises(errors.UnsafeWorkbookError):
        table_of(bomb, "x.xlsx")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
def test_a_workbook_that_declares_entities_is_not_opened(part: str):
    lol = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

    with pytest.raises(errors.UnsafeWorkbookError):
        table_of(with_part(workbook(["x"]), part, lol), "x.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_damaged_workbook_says_so(part: str):
    with pytest.raises(errors.BrokenWorkbookError):
        table_of(with_part(workbook(["x"]), part, b"<worksheet><row r='x"), "x.xlsx")


def test_a_file_above_the_limit_is_not_read(tmp_path: Path):
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.truncate(21 * 1024 * 1024)

    with pytest.raises(FrDeskError, match="larger than 20 MB"):
        read_table(path)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
)
def test_any_bytes_give_a_table_or_a_sentence(data: bytes):
    try:
        table = table_of(data, "x")
    except errors.TableError as error:
        said = error.message("ko")
    else:
        said = str({len(row) for row in table.rows} == {table.width})
    assert said not in {"", "False"}
