"""Importing a list: guessed columns, a preview of every row, one step, and no row lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fr_desk import services
from fr_desk.domain.choices import Audio, CameraKind, Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.services.devices import edits
from fr_desk.services.devices.importing import carry_out, plan
from fr_desk.services.devices.lists import read_list
from fr_desk.services.devices.mapping import ADD_ZONE, SameName, guess, reason_for
from fr_desk.storage.tables import Table, table_of, text_table

RECORDER = (
    "某某酒店监控点位表,,,,,,,,\n导出时间：2026-11-01,,,,,,,,\n"
    "通道号,通道名称,IP地址,型号,摄像机类型,分辨率,安装位置,录像天数,音频\n"
    "1,前台1,192.168.1.64,DS-2CD2143,枪机,400万,前台,90,关闭\n"
    "2,大堂,192.168.1.65,DS-2CD2143,200万半球,1080P,大堂,90,有\n"
    "3,更衣室,192.168.1.66,DS-2DE4425,飞碟,2560×1440,更衣室门口,30,无\n"
    ",,,,,,,,本行只有备注\n合计,3,,,,,,,\n"
)


@pytest.fixture
def hotel() -> Dossier:
    dossier = services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN)
    dossier, _ = edits.with_zones(dossier, ["大堂", "前台"])
    return edits.with_new(dossier, [{"label": "大堂", "kind": CameraKind.FIXED, "height": 3.0}])[0]


@pytest.fixture
def table() -> Table:
    return table_of(RECORDER.encode("gb18030"), "监控.csv")


def test_columns_are_guessed_below_merged_titles(hotel: Dossier, table: Table):
    mapping = guess(table, hotel)

    assert mapping.header == 2
    assert mapping.fields == ("", "label", "", "", "kind", "resolution", "zone", "", "audio")
    assert "Network addresses" in reason_for("IP地址")


def test_every_row_says_what_becomes_of_it(hotel: Dossier, table: Table):
    rows = plan(hotel, table, guess(table, hotel)).rows

    assert [row.action for row in rows] == ["add", "update", "add", "skip", "skip"]
    assert rows[1].key == "c1"
    assert "sums up" in str(rows[4].why)
    assert rows[0].cells["kind"].value is CameraKind.FIXED
    assert rows[1].cells["kind"].value is CameraKind.DOME
    assert rows[2].cells["kind"].why is not None
    assert rows[2].cells["zone"].why is not None
    assert rows[3].complaints == 1


def test_what_is_not_understood_comes_back_as_text_and_stops_no_row(hotel: Dossier, table: Table):
    # when
    done = carry_out(hotel, plan(hotel, table, guess(table, hotel)))

    # then
    assert (done.added, done.changed) == (("c2", "c3"), ("c1",))
    cameras = done.dossier.cameras or {}
    assert cameras["c1"].height == 3.0
    assert cameras["c1"].kind is CameraKind.DOME
    assert cameras["c1"].audio is None
    assert cameras["c3"].zone is None
    assert done.drafts == {
        "cameras.c1.audio": "有",
        "cameras.c3.kind": "飞碟",
        "cameras.c3.zone": "更衣室门口",
    }
    assert done.dossier.zones is not None
    assert len(done.dossier.zones) == 2


def test_zones_are_added_and_words_read_as_the_user_says(hotel: Dossier, table: Table):
    # given
    mapping = guess(table, hotel)
    assert mapping.zones == {"更衣室门口": ""}
    mapping = replace(
        mapping,
        zones={"更衣室门口": ADD_ZONE},
        words={**mapping.words, ("kind", "飞碟"): "panoramic", ("audio", "有"): "on"},
    )

    # when
    planned = plan(hotel, table, mapping)
    done = carry_out(hotel, planned)

    # then
    assert planned.zones == ("更衣室门口",)
    cameras, zones = done.dossier.cameras or {}, done.dossier.zones or {}
    assert zones["z3"].name == "更衣室门口"
    assert zones["z3"].kind is None
    assert cameras["c3"].zone == "z3"
    assert cameras["c3"].kind is CameraKind.PANORAMIC
    assert cameras["c1"].audio is Audio.ON
    assert done.drafts == {}


@pytest.mark.parametrize(("how", "actions"), [("add", ["add"]), ("skip", ["skip"]), ("update", ["update"])])
def test_a_name_that_is_there_already_is_treated_as_chosen(hotel: Dossier, how: SameName, actions: list[str]):
    table = text_table("name,resolution\n大堂,4MP\n", "x")

    rows = plan(hotel, table, replace(guess(table, hotel), same_name=how)).rows

    assert [row.action for row in rows] == actions


def test_importing_the_same_list_twice_changes_nothing_the_second_time(hotel: Dossier, table: Table):
    once = carry_out(hotel, plan(hotel, table, guess(table, hotel))).dossier

    again = plan(once, table, guess(table, once))

    assert again.count("add") == 0
    assert [row.action for row in again.rows if not row.complaints] == ["same", "skip"]
    assert carry_out(once, again).dossier == once


def test_a_row_can_be_corrected_and_left_out_in_place(hotel: Dossier, table: Table):
    mapping = guess(table, hotel)
    row = plan(hotel, table, mapping).rows[2].row

    corrected = plan(hotel, table, replace(mapping, corrected={(row, "kind"): "dome"})).rows[2]
    left_out = plan(hotel, table, replace(mapping, taken={row: False})).rows[2]

    assert corrected.cells["kind"].value is CameraKind.DOME
    assert left_out.action == "skip"


def test_two_rows_of_one_name_are_two_devices(hotel: Dossier):
    table = text_table("name,kind\nGate,dome\nGate,ptz\n", "x")

    assert plan(hotel, table, guess(table, hotel)).count("add") == 2


def test_two_columns_make_one_label_if_the_user_wants(hotel: Dossier):
    table = text_table("Channel,Name,Model\nD1,Gate,DS-1\n", "x")
    mapping = guess(table, hotel).with_field(0, "label")

    assert plan(hotel, table, mapping).rows[0].cells["label"].value == "D1 Gate"


def test_columns_without_a_header_are_guessed_from_their_values(hotel: Dossier):
    table = text_table("1,Gate,4MP,半球,10.0.0.1\n2,Bar,2MP,枪机,10.0.0.2\n3,Pool,1080P,球机,10.0.0.3\n", "x")

    mapping = guess(table, hotel)

    assert (mapping.header, mapping.fields) == (-1, ("", "label", "resolution", "kind", ""))


def test_five_thousand_rows_are_planned(hotel: Dossier):
    text = "name,kind,zone\n" + "".join(f"Cam {number},半球,大堂\n" for number in range(4_999))
    table = text_table(text, "x")
    done = carry_out(hotel, plan(hotel, table, guess(table, hotel)))

    assert len(done.added) == 4_999


@pytest.mark.parametrize(
    ("text", "labels", "resolutions"),
    [
        (
            "D1 [前台] 192.168.1.64 8000 HIKVISION 在线 2560x1440\nD2 [大堂 东侧] 192.168.1.65 8000 ONVIF 离线 1920x1080",
            ["前台", "大堂 东侧"],
            [3.69, 2.07],
        ),
        (
            "CH1 로비 192.168.0.10 XNO-6080R 1920x1080 정상\nCH2 주차장 입구 192.168.0.11 XNO-6080R 4MP 오프라인\nCH3 헬스장",
            ["로비", "주차장 입구", "헬스장"],
            [2.07, 4, None],
        ),
        ("1. Lobby\n2. Gate 3\n", ["Lobby", "Gate 3"], [None, None]),
        ("通道名称: 前台\nIP地址: 10.0.0.1\n分辨率: 4MP\n\n通道名称: 后厨\nIP地址: 10.0.0.2", ["前台", "后厨"], [4, None]),
        ("Channel  Name       IP Address\n1        Lobby cam  10.0.0.2\n2        Gate       10.0.0.3", ["Lobby cam", "Gate"], [None, None]),
        ("通道号 通道名称 IP通道地址 状态\nD1 前台 10.0.0.2 在线\nD2 后厨 10.0.0.3 在线", ["前台", "后厨"], [None, None]),
        ("通道\t名称\t分辨率\n1\t前台\t400万\n", ["前台"], [4]),
        ("前台\n大堂\n", ["前台", "大堂"], [None, None]),
    ],
)  # fmt: skip
def test_the_text_of_a_recorders_list_becomes_rows(
    text: str, labels: list[str], resolutions: list[float | None]
):
    dossier = services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN)
    table = read_list(text, "en")

    done = carry_out(dossier, plan(dossier, table, guess(table, dossier)))

    cameras = list((done.dossier.cameras or {}).values())
    assert [one.label for one in cameras] == labels
    assert [one.resolution for one in cameras] == resolutions
    assert "10.0.0" not in done.dossier.model_dump_json()
    assert "192.168" not in done.dossier.model_dump_json()
