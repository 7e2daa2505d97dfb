"""One cell: words in three languages and as stored, units people write, and nothing invented."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fr_desk import services
from fr_desk.domain.choices import Audio, CameraKind, Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.services.devices import edits
from fr_desk.services.devices.cells import Reader, write
from fr_desk.services.devices.words import FIELDS, header, spec_of


@pytest.fixture(scope="module")
def hotel() -> Dossier:
    dossier = services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN)
    return edits.with_zones(dossier, ["Lobby", "Bar; terrace, south", "大堂"])[0]


@pytest.mark.parametrize(
    "word", ["dome", "Dome camera", "DOME", "半球", "半球机", "돔", " 돔형 ", "ｄｏｍｅ"]
)
def test_a_choice_is_understood_in_three_languages_and_as_stored(hotel: Dossier, word: str):
    assert Reader(hotel).read(spec_of("kind"), word).value is CameraKind.DOME


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_of_every_list_reads_back_from_its_own_words(hotel: Dossier, field: str, lang: Lang):
    spec = spec_of(field)
    for choice in spec.choices or ():
        assert Reader(hotel).read(spec, write(hotel, spec, choice, lang)).value is choice
        assert Reader(hotel).read(spec, choice.value).value is choice


@pytest.mark.parametrize(
    ("field", "word"), [("audio", "有"), ("audio", "yes"), ("face_function", "人脸识别"), ("kind", "飞碟")]
)
def test_a_word_that_could_mean_two_things_is_asked_about_and_not_guessed(
    hotel: Dossier, field: str, word: str
):
    cell = Reader(hotel).read(spec_of(field), word)

    assert cell.value is None
    assert cell.why is not None
    assert word in cell.why.en


@pytest.mark.parametrize(
    ("text", "megapixels"),
    [
        ("4MP", 4), ("4 mp", 4), ("400万", 4), ("400万像素", 4), ("200만 화소", 2), ("1080P", 2.07), ("2560×1440", 3.69),
        ("2560*1440", 3.69), ("2560x1440@25fps", 3.69), ("4K", 8.29), ("3,7 MP", 3.7), ("４ＭＰ", 4), ("2.1", 2.1), ("D1", 0.41),
    ],
)  # fmt: skip
def test_resolutions_are_read_as_recorders_write_them(hotel: Dossier, text: str, megapixels: float):
    assert Reader(hotel).read(spec_of("resolution"), text).value == megapixels


@pytest.mark.parametrize("text", ["1080", "0", "sharp", "4MP?", "-2", "9e99", "1080P 4MP 720P"])
def test_what_is_no_resolution_is_said(hotel: Dossier, text: str):
    cell = Reader(hotel).read(spec_of("resolution"), text)

    assert (cell.value, cell.why is None) == (None, False)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("height", "280cm", 2.8), ("height", "3米", 3), ("height", "2.5미터", 2.5), ("height", "2800 mm", 2.8),
        ("field_of_view", "90°", 90), ("field_of_view", "103度", 103),
        ("in_service_on", "2024年5月1日", dt.date(2024, 5, 1)), ("in_service_on", "2024. 5. 1.", dt.date(2024, 5, 1)),
        ("in_service_on", "20240501", dt.date(2024, 5, 1)), ("in_service_on", "2024-05-01 00:00:00", dt.date(2024, 5, 1)),
        ("default_password_changed", "是", True), ("default_password_changed", "아니오", False),
        ("audio", "关闭", Audio.POSSIBLE_OFF), ("zone", "LOBBY", "z1"), ("zone", "z3", "z3"),
        ("sees", "大堂、Lobby", ("z3", "z1")), ("sees", "Bar; terrace, south; Lobby", ("z2", "z1")), ("label", " a \t b ", "a b"),
    ],
)  # fmt: skip
def test_units_dates_yes_and_names_are_read(hotel: Dossier, field: str, text: str, value: object):
    assert Reader(hotel).read(spec_of(field), text).value == value


def test_a_zone_that_does_not_exist_is_named_and_nothing_is_taken(hotel: Dossier):
    cell = Reader(hotel).read(spec_of("sees"), "Lobby; Pool; Sauna")

    assert cell.value is None
    assert cell.missing == ("Pool", "Sauna")


def test_two_zones_of_one_name_are_not_chosen_between(hotel: Dossier):
    twice = edits.with_zones(hotel, ["lobby"])[0]

    cell = Reader(twice).read(spec_of("zone"), "Lobby")

    assert cell.value is None
    assert "Several are called" in str(cell.why)


@settings(max_examples=40, deadline=None)
@given(
    names=st.lists(
        st.from_regex(r'[abX9" ;,、/]*[a-c堂로][abX9" ;,、/]*', fullmatch=True),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_names_written_into_one_cell_are_read_back_or_refused(names: list[str]):
    """Whatever zones are called: never another zone than the one that was meant."""
    dossier, made = edits.with_zones(services.new_dossier(VenueKind.GYM, Jurisdiction.KR), names)
    spec = spec_of("sees")

    cell = Reader(dossier).read(spec, write(dossier, spec, tuple(made.values()), "en"))

    assert cell.value == tuple(made.values()) or cell.why is not None


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("通道名称", "label"), ("카메라명", "label"), ("Camera Name", "label"), ("安装位置（楼层）", "zone"), ("설치 위치", "zone"),
        ("分辨率", "resolution"), ("화소", "resolution"), ("摄像机类型", "kind"), ("종류", "kind"), ("Stands in", "zone"),
        ("IP地址", ""), ("型号", ""), ("채널", ""), ("录像天数", ""), ("密码", ""), ("IP Camera Address", ""),
    ],
)  # fmt: skip
def test_headers_that_recorders_use_are_known(title: str, field: str):
    found = header(title)

    assert found is not None
    assert found.field == field


def test_copies_are_numbered_on(hotel: Dossier):
    dossier, keys = edits.with_new(
        hotel, [{"label": name} for name in ("Gate 1", "Gate 2", "CAM-09(N)", "大堂")]
    )

    labels = [one["label"] for one in edits.copies(dossier, keys)]

    assert labels == ["Gate 3", "Gate 4", "CAM-10(N)", "大堂 2"]


def test_an_answer_that_does_not_fit_is_refused_with_its_place(hotel: Dossier):
    from fr_desk.domain.paths import AnswerError

    dossier, _ = edits.with_new(hotel, [{"label": "Gate"}])
    with pytest.raises(AnswerError, match=r"cameras\.c1\.resolution"):
        edits.with_cells(dossier, {("c1", "resolution"): 4e9})
    with pytest.raises(AnswerError, match="5000"):
        edits.with_new(dossier, [{"label": "x"}] * 5_000)
