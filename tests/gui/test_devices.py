"""Devices in a table, from a list, from the network: in the real window, by keyboard, each action one step of undo."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fr_desk import services
from fr_desk.domain.choices import Audio, CameraKind, FaceFunction, Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.gui import language, theme
from fr_desk.gui.devices.import_page import ImportPage, ImportState
from fr_desk.gui.devices.model import DeviceModel
from fr_desk.gui.devices.search_page import SearchPage, SearchState
from fr_desk.gui.devices.several import Several
from fr_desk.gui.devices.table import DeviceTable, editor_of
from fr_desk.gui.devices.table_page import TablePage
from fr_desk.gui.devices.window import DevicesWindow
from fr_desk.gui.devices_door import devices_window
from fr_desk.gui.document import Document
from fr_desk.gui.prose import Prose
from fr_desk.gui.tasks import Tasks
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang, texts
from fr_desk.services.devices import edits
from fr_desk.services.devices.discovery import Answer, Search
from fr_desk.services.devices.mapping import guess
from fr_desk.services.devices.onvif import Channel, Details
from fr_desk.services.devices.soap import Credentials
from fr_desk.services.devices.words import FIELDS, SHOWN
from fr_desk.storage.tables import text_table
from tests.gui.conftest import AnsweringDialogs, click, descendants, open_desk, settle
from tests.gui.test_layout import clipped, outside, overlapping

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def hotel() -> Dossier:
    dossier = services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN)
    dossier, _ = edits.with_zones(dossier, ["Lobby", "大堂"])
    cameras = [
        {"label": "Gate 1", "kind": CameraKind.DOME, "zone": "z1", "audio": Audio.NONE},
        {"label": "Gate 2", "kind": CameraKind.FIXED},
        {"label": "Gate 10"},
    ]
    return edits.with_new(dossier, cameras)[0]


@dataclass
class Pages:
    """The three pages without the window around them: it takes a second to make."""

    document: Document
    table: TablePage
    importing: ImportPage
    searching: SearchPage
    said: list[str]


@pytest.fixture
def desk(qapp: QApplication, dialogs: AnsweringDialogs) -> Iterator[Pages]:
    """The pages, on the screen side by side."""
    document = Document(hotel(), services.assess)
    holder = QWidget()
    tasks = Tasks(holder)
    said: list[str] = []
    made = Pages(
        document,
        TablePage(document, SHOWN),
        ImportPage(document, dialogs, tasks, ImportState()),
        SearchPage(document, tasks, SearchState()),
        said,
    )
    box = QVBoxLayout(holder)
    for page in (made.table, made.importing, made.searching):
        box.addWidget(page)
    made.importing.done.connect(said.append)
    made.searching.done.connect(said.append)
    holder.resize(1300, 1800)
    holder.show()
    holder.activateWindow()
    settle()
    made.table.take_focus()
    yield made
    tasks.shut_down()
    document.close()
    holder.close()
    holder.deleteLater()
    settle()


@pytest.fixture
def table(desk: Pages) -> Iterator[DeviceTable]:
    yield desk.table.table
    QGuiApplication.clipboard().clear()


@pytest.fixture
def opened(window: Window) -> tuple[DevicesWindow, Document]:
    """The window with the devices over the desk, opened by its key."""
    _, document = open_desk(window, hotel())
    QTest.keyClick(window, Qt.Key.Key_F5)
    settle()
    made = devices_window(window)
    assert made is not None
    return made, document


def words_on(widget: QWidget) -> str:
    return " ".join(one.text() for one in widget.findChildren(Prose))


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    settle()


def type_in(text: str) -> None:
    """Type where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget() or focus, letter)
    settle()


def go(table: DeviceTable, row: int, field: str) -> None:
    table.setFocus()
    table._go_to(row, table.devices.fields.index(field))


def select(table: DeviceTable, first: tuple[int, str], last: tuple[int, str]) -> None:
    """Select a block, as with Shift and the arrows."""
    go(table, *first)
    down = last[0] - first[0]
    right = table.devices.fields.index(last[1]) - table.devices.fields.index(first[1])
    for _ in range(down):
        press(Qt.Key.Key_Down, SHIFT)
    for _ in range(right):
        press(Qt.Key.Key_Right, SHIFT)


def cameras(document: Document) -> list[tuple[object, ...]]:
    items = (document.dossier.cameras or {}).values()
    return [(one.label, one.kind, one.zone) for one in items]


def wait_for(true: Callable[[], object]) -> None:
    for _ in range(400):
        if true():
            settle()
            return
        QTest.qWait(10)
    raise AssertionError("it did not happen")


# the table


def test_a_device_is_added_and_described_with_the_keyboard_alone(desk: Pages, table: DeviceTable):
    # given
    document = desk.document
    assert table.hasFocus()

    # when
    press(Qt.Key.Key_End, CONTROL)
    type_in("Bar")
    press(Qt.Key.Key_Tab)
    type_in("fish")
    press(Qt.Key.Key_Tab)
    type_in("lobby")
    press(Qt.Key.Key_Return)

    # then
    assert cameras(document)[3] == ("Bar", None, "z1")
    assert table.devices.complaint(3, "kind")
    assert document.drafts == {"cameras.c4.kind": "fish"}

    # when
    go(table, 3, "kind")
    type_in("dome")
    press(Qt.Key.Key_Return)

    # then
    assert cameras(document)[3] == ("Bar", CameraKind.DOME, "z1")
    assert document.drafts == {}
    assert "Kind of device" in str(document.last_change)


def test_each_action_is_one_step_that_undo_takes_back_inside_the_table(desk: Pages, table: DeviceTable):
    document = desk.document
    before = document.dossier

    select(table, (0, "kind"), (2, "kind"))
    press(Qt.Key.Key_D, CONTROL)
    assert [one[1] for one in cameras(document)] == [CameraKind.DOME] * 3
    assert "Filled down: 2 cells" in str(document.last_change)

    document.stack.undo()
    assert document.dossier == before
    document.stack.redo()
    assert cameras(document)[2][1] is CameraKind.DOME


def test_a_single_cell_takes_the_one_above_it(desk: Pages, table: DeviceTable):
    go(table, 1, "kind")
    press(Qt.Key.Key_D, CONTROL)

    assert cameras(desk.document)[1][1] is CameraKind.DOME


def test_what_is_typed_goes_into_all_selected_cells_with_control_and_enter(desk: Pages, table: DeviceTable):
    select(table, (0, "audio"), (2, "audio"))
    type_in("Records sound")
    press(Qt.Key.Key_Return, CONTROL)

    items = (desk.document.dossier.cameras or {}).values()
    assert [one.audio for one in items] == [Audio.ON] * 3
    assert editor_of(table) is None
    desk.document.stack.undo()
    assert [one.audio for one in (desk.document.dossier.cameras or {}).values()] == [Audio.NONE, None, None]


def test_cells_go_to_a_spreadsheet_and_come_back(desk: Pages, table: DeviceTable):
    # when
    select(table, (0, "label"), (1, "zone"))
    press(Qt.Key.Key_C, CONTROL)
    text = QGuiApplication.clipboard().text()

    # then
    assert text == "Gate 1\tDome camera\tLobby\nGate 2\tFixed camera\t\n"

    # when
    QGuiApplication.clipboard().setText(text.replace("Gate", "Bar"))
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_V, CONTROL)

    # then
    assert cameras(desk.document)[3:] == [("Bar 1", CameraKind.DOME, "z1"), ("Bar 2", CameraKind.FIXED, None)]
    assert "6 cells" in str(desk.document.last_change)
    desk.document.stack.undo()
    assert len(cameras(desk.document)) == 3


def test_pasted_words_are_understood_in_three_languages_and_unknown_ones_complain_where_they_are(
    desk: Pages, table: DeviceTable
):
    # given
    document = desk.document
    QGuiApplication.clipboard().setText(
        '"Big\nhall"\t半球\t大堂\r\nX\t돔\tSauna\r\nY\tptz\tLobby\r\nZ\t飞碟\t\tSauna;Pool\r\n'
    )

    # when
    go(table, 1, "label")
    press(Qt.Key.Key_V, CONTROL)

    # then
    assert cameras(document) == [
        ("Gate 1", CameraKind.DOME, "z1"),
        ("Big hall", CameraKind.DOME, "z2"),
        ("X", CameraKind.DOME, None),
        ("Y", CameraKind.PTZ, "z1"),
        ("Z", None, None),
    ]
    assert document.drafts == {
        "cameras.c3.zone": "Sauna",
        "cameras.c5.kind": "飞碟",
        "cameras.c5.sees": "Sauna;Pool",
    }
    assert len(document.dossier.zones or {}) == 2
    assert "Not understood: 3 cells" in desk.table.notice.text
    index = table.devices.index(4, table.devices.fields.index("kind"))
    assert "飞碟" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "is not in the list" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    # when: undone and done again, nothing is forgotten
    document.stack.undo()
    assert document.drafts == {}
    document.stack.redo()
    assert document.drafts["cameras.c5.kind"] == "飞碟"


def test_zones_that_do_not_exist_are_offered_and_added_only_when_wanted(desk: Pages, table: DeviceTable):
    # given
    document = desk.document
    go(table, 2, "zone")
    type_in("Pool bar")
    press(Qt.Key.Key_Return)
    assert cameras(document)[2][2] is None
    assert "Pool bar" in desk.table.zones.text

    # when
    add = next(one for one in descendants(desk.table.zones, QWidget) if one.property("kind") == "fix")
    click(add)

    # then
    assert [zone.name for zone in (document.dossier.zones or {}).values()] == ["Lobby", "大堂", "Pool bar"]
    assert cameras(document)[2][2] == "z3"
    assert (document.drafts, desk.table.zones.isVisible()) == ({}, False)
    assert "Zones added: Pool bar" in str(document.last_change)


def test_rows_are_duplicated_and_removed_with_their_keys(desk: Pages, table: DeviceTable):
    document = desk.document

    select(table, (0, "label"), (1, "label"))
    press(Qt.Key.Key_D, CONTROL | SHIFT)
    assert [one[0] for one in cameras(document)] == ["Gate 1", "Gate 2", "Gate 10", "Gate 3", "Gate 4"]
    assert table.selected_rows() == [3, 4]

    press(Qt.Key.Key_Space, SHIFT)
    press(Qt.Key.Key_Delete)
    assert [one[0] for one in cameras(document)] == ["Gate 1", "Gate 2", "Gate 10"]
    assert "2 devices removed" in str(document.last_change)


def test_delete_on_cells_clears_them_and_removes_nothing(desk: Pages, table: DeviceTable):
    select(table, (0, "kind"), (1, "zone"))
    press(Qt.Key.Key_Delete)

    assert cameras(desk.document)[:2] == [("Gate 1", None, None), ("Gate 2", None, None)]


def test_several_zones_are_marked_in_a_sheet_with_the_keyboard(desk: Pages, table: DeviceTable):
    # when
    select(table, (0, "sees"), (1, "sees"))
    press(Qt.Key.Key_Return)
    sheet = QApplication.activePopupWidget()
    assert isinstance(sheet, Several)
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    settle()

    # then
    assert [one.sees for one in (desk.document.dossier.cameras or {}).values()] == [
        ("z1", "z2"),
        ("z1", "z2"),
        None,
    ]
    assert QApplication.activePopupWidget() is None

    # when: none of them is an answer, too
    go(table, 0, "sees")
    type_in("none of these")
    press(Qt.Key.Key_Return)
    assert (desk.document.dossier.cameras or {})["c1"].sees == ()


def test_a_press_on_a_title_orders_the_view_and_not_the_dossier(desk: Pages, table: DeviceTable):
    before = desk.document.dossier
    column = table.devices.fields.index("label")

    table._on_title(column)
    table._on_title(column)
    labels = [table.devices.text(row, "label") for row in range(3)]
    assert labels == ["Gate 10", "Gate 2", "Gate 1"]
    table._on_title(column)

    assert [table.devices.text(row, "label") for row in range(3)] == ["Gate 1", "Gate 2", "Gate 10"]
    assert desk.document.dossier is before


def test_the_worst_finding_stands_in_the_row(desk: Pages, table: DeviceTable):
    document = desk.document
    go(table, 0, "face_function")
    document.show(
        edits.with_cells(document.dossier, {("c1", "face_function"): FaceFunction.IDENTIFICATION}),
        "",
        texts("Undo"),
    )
    settle()

    outcome = table.devices.outcome(0)
    assert outcome is not None
    index = table.devices.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.ToolTipRole)


def test_text_is_found_and_the_keyboard_goes_there(desk: Pages, table: DeviceTable):
    press(Qt.Key.Key_F, CONTROL)
    type_in("gate 10")
    press(Qt.Key.Key_Return)

    assert table.hasFocus()
    assert table.currentIndex().row() == 2
    desk.table.search.setText("nowhere")
    desk.table.find_next()
    assert "nowhere" in desk.table.notice.text


def test_other_columns_can_be_shown(desk: Pages, table: DeviceTable):
    chosen: list[tuple[str, ...]] = []
    desk.table.fields_chosen.connect(chosen.append)
    desk.table.show_fields(FIELDS)

    go(table, 0, "in_service_on")
    type_in("2024. 5. 1.")
    press(Qt.Key.Key_Return)
    assert str((desk.document.dossier.cameras or {})["c1"].in_service_on) == "2024-05-01"
    assert set(chosen[0]) == set(FIELDS)


def test_what_the_dossier_refuses_is_said_and_changes_nothing(desk: Pages, table: DeviceTable):
    document = desk.document
    full = edits.with_new(document.dossier, [{"label": "x"}] * 4_990)[0]
    # the rules are not asked here: it is the limit that matters
    found = document.assessment
    document._assess = lambda _dossier: found
    document.show(full, "cameras", texts("Undo"))
    table.grab()

    QGuiApplication.clipboard().setText("a\nb\n" * 10)
    press(Qt.Key.Key_End, CONTROL)
    press(Qt.Key.Key_V, CONTROL)

    assert len(document.dossier.cameras or {}) == 4_993
    assert "5000" in desk.table.notice.text
    assert not [path for path in document.drafts if path.startswith("cameras.c5")]


def test_hostile_text_is_shown_as_it_is(desk: Pages, table: DeviceTable):
    hostile = '<b>&amp;</b>\u202e=cmd|"x"'
    go(table, 0, "label")
    type_in("x")
    line = editor_of(table)
    assert isinstance(line, QLineEdit)
    line.setText(hostile)
    press(Qt.Key.Key_Return)

    assert (desk.document.dossier.cameras or {})["c1"].label == hostile
    QGuiApplication.clipboard().setText("x" * 10_000)
    go(table, 0, "label")
    press(Qt.Key.Key_V, CONTROL)
    assert "200" in table.devices.complaint(0, "label")
    assert table.grab().width() == table.width()


# a list


RECORDER = (
    "某酒店监控,,,,\n通道号,通道名称,摄像机类型,安装位置,IP地址\n1,前台,枪机,大堂,10.0.0.1\n2,Gate 2,飞碟,泳池,10.0.0.2\n"
    "3,后厨,半球,大堂,10.0.0.3\n合计,3,,,\n"
)


@pytest.fixture
def listed(desk: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dialogs: AnsweringDialogs) -> Pages:
    """The page after a file was chosen."""
    path = tmp_path / "监控.csv"
    path.write_bytes(RECORDER.encode("gb18030"))
    monkeypatch.setattr(dialogs, "list_to_import", lambda _parent, _folder: path, raising=False)
    click(desk.importing.choose)
    wait_for(lambda: desk.importing.planned)
    return desk


def test_a_file_is_taken_over_row_by_row_as_one_step(listed: Pages, desk: Pages):
    # given
    page, document = listed.importing, desk.document
    rows = page.preview.rows
    assert [row.action for row in rows.rows] == ["add", "update", "add", "skip"]
    assert rows.rows[1].complaints == 2
    assert "2 new · 1 changed · 1 left out · 2 cells not understood" in page.summary.text()

    # when: a word is given a meaning, a place becomes a zone, a cell is corrected in its row
    page.panel.words["kind", "飞碟"].setCurrentIndex(page.panel.words["kind", "飞碟"].findData("panoramic"))
    page.panel.words["kind", "飞碟"].activated.emit(0)
    page.panel.places["泳池"].setCurrentIndex(page.panel.places["泳池"].findData("+"))
    page.panel.places["泳池"].activated.emit(0)
    column = 1 + rows.fields.index("label")
    rows.setData(rows.index(2, column), "Kitchen")
    rows.setData(rows.index(0, 0), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    settle()

    # then
    assert [row.action for row in rows.rows] == ["skip", "update", "add", "skip"]
    before = document.dossier
    click(page.take)
    assert cameras(document) == [
        ("Gate 1", CameraKind.DOME, "z1"),
        ("Gate 2", CameraKind.PANORAMIC, "z3"),
        ("Gate 10", None, None),
        ("Kitchen", CameraKind.DOME, "z2"),
    ]
    assert listed.said == ["One device added. One device changed."]
    document.stack.undo()
    assert document.dossier == before


def test_what_is_not_understood_waits_in_the_table(listed: Pages, desk: Pages):
    click(listed.importing.take)

    assert desk.document.drafts == {"cameras.c2.kind": "飞碟", "cameras.c2.zone": "泳池"}
    assert "2 cells were not understood" in listed.said[0]
    listed.table.model.refresh()
    assert "泳池" in listed.table.zones.text
    assert "10.0.0" not in desk.document.dossier.model_dump_json()


def test_another_header_another_meaning_and_another_character_set(listed: Pages):
    page = listed.importing
    page.panel.columns[1].setCurrentIndex(0)
    page.panel.columns[1].activated.emit(0)
    settle()
    assert "label" not in page.state.mapping.fields  # type: ignore[union-attr]  # a list is there

    page.panel.header.setCurrentIndex(0)
    page.panel.header.activated.emit(0)
    settle()
    assert page.state.mapping is not None
    assert page.state.mapping.header == -1

    page.panel.encoding.setCurrentIndex(page.panel.encoding.findData("utf-8"))
    page.panel.encoding.activated.emit(0)
    wait_for(lambda: page.notice.text)
    assert "not written in UTF-8" in page.notice.text
    assert page.state.table is not None


def test_a_file_that_is_no_list_says_so_inline(desk: Pages, tmp_path: Path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)
    page = desk.importing

    page.read(path)
    wait_for(lambda: page.notice.text)

    assert "old form (.xls)" in page.notice.text
    assert page.choose.isVisible()


def test_a_long_list_is_planned_beside_the_work(desk: Pages):
    page = desk.importing
    page.paste.setPlainText("name\tkind\n" + "".join(f"Cam {number}\tdome\n" for number in range(900)))
    click(page.read_text)
    wait_for(lambda: page.planned)

    assert page.planned is not None
    assert page.planned.count("add") == 900


# the network


FOUND = (
    Answer("10.0.0.7", "http://10.0.0.7/onvif", "u7", "Front desk", "DS-2CD", "Lobby"),
    Answer("10.0.0.8", "http://10.0.0.8/onvif", "u8"),
)


def searched(desk: Pages, found: Search) -> SearchPage:
    """Press the button, with a network that gives ``found``."""
    page = desk.searching
    page.search_for = lambda **_kwargs: found
    click(page.ask)
    wait_for(lambda: page.state.search is not None)
    return page


def test_it_is_said_what_will_be_asked_before_the_button_is_pressed(desk: Pages):
    assert desk.searching.state.search is None
    assert "Nothing leaves the network" in words_on(desk.searching)
    assert not desk.searching.login.isVisible()


def test_nothing_answers_and_the_page_says_how_long_where_and_what_to_try(desk: Pages):
    wanted: list[bool] = []
    desk.searching.by_hand_wanted.connect(lambda: wanted.append(True))
    page = searched(desk, Search((), ("192.168.1.20",), 4.0, 0))

    assert "Nothing answered. Asked for 4 seconds, from 192.168.1.20." in words_on(page)
    assert "firewall" in words_on(page)
    assert page.by_hand.hasFocus()
    press(Qt.Key.Key_Space)
    assert wanted == [True]


def test_chosen_devices_are_added_and_an_answer_about_faces_is_given_only_by_a_click(desk: Pages):
    # given
    document = desk.document
    page = searched(desk, Search(FOUND, ("10.0.0.1",), 4.0, 0))
    told = (
        Details(FOUND[0], "Hik", "DS-2CD", (Channel("", 2560, 1440, True, "on"),)),
        Details(FOUND[1], trouble="refused"),
    )
    page._on_told(told)
    settle()

    # when
    page.rows[1].box.click()
    click(page.add)

    # then
    added = (document.dossier.cameras or {})["c4"]
    assert (added.label, added.resolution, added.zone) == ("Front desk (DS-2CD)", 3.69, "z1")
    assert (added.face_function, added.audio) == (None, None)
    assert len(document.dossier.cameras or {}) == 4
    assert "face analytics are on" in desk.said[0]
    assert "10.0.0" not in document.dossier.model_dump_json()

    # when: the answer is chosen
    row = page.rows[0]
    row.box.click()
    row.faces.setCurrentIndex(row.faces.findData("detection"))
    row.faces.activated.emit(0)
    click(page.add)

    # then
    again = (document.dossier.cameras or {})["c5"]
    assert again.face_function is FaceFunction.DETECTION
    assert again.label != added.label


def test_user_and_password_are_nowhere_but_in_their_fields(
    desk: Pages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    # given
    document = desk.document
    page, given = searched(desk, Search(FOUND, ("10.0.0.1",), 4.0, 0)), list[Credentials]()

    def ask_all(
        answers: Sequence[Answer], credentials: Credentials, **_kwargs: object
    ) -> tuple[Details, ...]:
        given.append(credentials)
        return tuple(Details(one) for one in answers)

    monkeypatch.setattr(
        "fr_desk.services.devices.onvif.ask_all",
        ask_all,
    )

    # when
    page.user.setText("admin")
    page.password.setText("s3cret-x")
    page.password.setFocus()
    press(Qt.Key.Key_Return)
    wait_for(lambda: page.state.details)
    click(page.add)

    # then
    assert (given[0].user, given[0].password) == ("admin", "s3cret-x")
    assert page.password.echoMode() is QLineEdit.EchoMode.Password
    assert "s3cret-x" not in repr(page.state)
    assert "s3cret-x" not in document.dossier.model_dump_json()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and b"s3cret-x" in path.read_bytes()]
    assert written == []


def test_a_search_is_called_off_from_the_page(desk: Pages):
    page = desk.searching

    def wait(progress: object, cancelled: Callable[[], bool]) -> Search:
        while not cancelled():
            time.sleep(0.005)
        return Search((), (), 0, 0)

    page.search_for = wait
    click(page.ask)
    assert not page.ask.isEnabled()
    assert page.job.isVisible()
    click(page.job.cancel)
    wait_for(page.ask.isEnabled)

    assert page.state.search is None
    assert page.notice.text == "Stopped."


# the window


def test_the_window_works_by_keyboard_and_undoes_with_the_desk(
    window: Window, opened: tuple[DevicesWindow, Document]
):
    devices, document = opened
    assert devices.table.table.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    type_in("ptz")
    press(Qt.Key.Key_Return)
    assert cameras(document)[1][1] is CameraKind.PTZ
    assert devices.table.table.currentIndex().row() == 2

    press(Qt.Key.Key_Z, CONTROL)
    assert cameras(document)[1][1] is CameraKind.FIXED
    press(Qt.Key.Key_Y, CONTROL)
    assert cameras(document)[1][1] is CameraKind.PTZ

    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert devices.look.page == "import"
    press(Qt.Key.Key_W, CONTROL)
    assert devices_window(window) is None


def test_another_language_keeps_page_columns_and_list_and_another_dossier_closes_the_window(
    window: Window, opened: tuple[DevicesWindow, Document]
):
    # given
    devices, _ = opened
    devices.table.show_fields(("label", "height"))
    devices.show_page("import")
    devices.importing.state.text = "1. Lobby\n2. Gate"
    devices.importing._read_pasted()
    wait_for(lambda: devices.importing.planned)

    # when
    language.choose("ko")
    window.opened.emit()
    settle()

    # then
    assert devices.look.page == "import"
    assert devices.importing.planned is not None
    assert devices.importing.planned.count("add") == 2
    assert devices.table.model.fields == ["", "label", "height"]

    # when
    open_desk(window, hotel())
    assert devices_window(window) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_clipped_on_any_page(qapp: QApplication, dialogs: AnsweringDialogs, lang: Lang):
    # given
    language.choose(lang)
    theme.choose("light")
    document, holder = Document(hotel(), services.assess), QStackedWidget()
    tasks = Tasks(holder)
    found = SearchState(Search(FOUND, ("10.0.0.1",), 4.0, 2))
    found.details[FOUND[0].url] = Details(FOUND[0], "", "", (Channel("", 1920, 1080, True, "on"),))
    listed = ImportState(table=text_table(RECORDER, "list.csv"))
    assert listed.table is not None
    listed.mapping = guess(listed.table, document.dossier)
    table = TablePage(document, SHOWN)
    pages: tuple[TablePage | ImportPage | SearchPage, ...] = (
        table,
        ImportPage(document, dialogs, tasks, ImportState()),
        ImportPage(document, dialogs, tasks, listed),
        SearchPage(document, tasks, SearchState()),
        SearchPage(document, tasks, SearchState(Search((), ("192.168.1.20",), 4.0, 1))),
        SearchPage(document, tasks, found),
    )
    table.model.put({(0, "zone"): "Pool"})
    for page in pages:
        holder.addWidget(page)
    holder.show()

    # when
    faults = {}
    for size in ((1326, 620), (871, 390)):
        holder.resize(*size)
        for number, page in enumerate(pages):
            holder.setCurrentWidget(page)
            settle()
            faults[number, size] = [*clipped(page), *outside(page), *overlapping(page)]
        assert (holder.width(), holder.height()) == size
    unnamed = [
        one
        for kind in (QAbstractButton, QComboBox, QLineEdit)
        for one in holder.findChildren(kind)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.objectName().startswith("qt_")
        if not one.accessibleName()
    ]
    tasks.shut_down()
    document.close()
    holder.close()
    holder.deleteLater()

    # then
    assert {page: some for page, some in faults.items() if some} == {}
    assert unnamed == []


def test_the_way_in_stands_on_the_card_of_the_devices(window: Window):
    desk, _ = open_desk(window, hotel())
    desk.show_step("cameras")
    settle()
    names = [one.accessibleName() for one in descendants(desk.page, QWidget) if one.accessibleName()]

    assert {"Table", "Import…", "Search the network…"} <= set(names)


def test_a_table_of_five_thousand_devices_sorts_and_takes_a_thousand_answers(qapp: QApplication):
    dossier = edits.with_new(
        hotel(), [{"label": f"Cam {n}", "zone": "z1", "sees": ("z1", "z2")} for n in range(4_990)]
    )[0]
    empty = services.assess(services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN))
    document = Document(dossier, lambda _dossier: empty)
    model = DeviceModel(document, ("label", "kind", "zone", "sees"))

    model.sort(3)
    model.put({(4_000, "kind"): "dome"})
    model.put({(row, "height"): "3" for row in range(1_000)})
    screen = [model.index(row, column).data() for row in range(60) for column in range(1, 5)]

    assert len(screen) == 240
    assert sum(camera.height == 3 for camera in (document.dossier.cameras or {}).values()) == 1_000
    document.close()
