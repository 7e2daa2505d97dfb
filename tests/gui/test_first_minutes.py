"""The first minutes: the tour through the desk, all keys in a list, what the program consists of, what went wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from fr_desk import app
from fr_desk.gui import language, program_doors, theme, tour
from fr_desk.gui.about import AboutWindow
from fr_desk.gui.commands import COMMANDS
from fr_desk.gui.devices.table import DeviceTable
from fr_desk.gui.dialogs import Leave
from fr_desk.gui.fault_window import FaultWindow
from fr_desk.gui.faults import CRASHED
from fr_desk.gui.help_door import topic
from fr_desk.gui.shortcut_list import Key, ShortcutWindow, command_lines, spelled, table_lines
from fr_desk.gui.small_window import SmallWindow
from fr_desk.gui.tour import Mark, Tour, seen_place
from fr_desk.gui.tour_stops import stops
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang
from tests.gui.conftest import AnsweringDialogs, click, open_desk, sample, settle
from tests.gui.test_layout import clipped, outside


@pytest.fixture(scope="module")
def dialogs(tmp_path_factory: pytest.TempPathFactory) -> AnsweringDialogs:
    return AnsweringDialogs(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def the_window(
    qapp: QApplication, dialogs: AnsweringDialogs, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """One window for all tests here; making one takes longer than most of them."""
    theme.load_fonts()
    language.choose("en")
    theme.choose("light")
    made = app.build(home=tmp_path_factory.mktemp("profile"), dialogs=dialogs).window
    made.show()
    settle()
    yield made
    dialogs.leave = Leave.DISCARD
    made.close()
    made.deleteLater()
    settle()


@pytest.fixture(autouse=True)
def english_and_light() -> None:
    """In the place of the one that wants every window gone after each test."""


@pytest.fixture
def window(the_window: Window, dialogs: AnsweringDialogs) -> Iterator[Window]:
    """The window on its first screen, in English, with nothing gone wrong."""
    the_window.resize(1366, 768)
    the_window.activateWindow()
    settle()
    yield the_window
    for small in the_window.findChildren(SmallWindow):
        small.close()
    dialogs.leave = Leave.DISCARD
    the_window.files.close()
    if language.current() != "en":
        the_window.choose_language("en")
    the_window.faults._found.clear()
    the_window.faults.crashed = ""
    if the_window.faults._bar is not None:
        the_window.faults.bar.hide()
    (the_window.profile.folders.logs / "faults.log").unlink(missing_ok=True)
    settle()


@pytest.fixture
def walk(window: Window) -> Iterator[Tour]:
    """The tour at its first stop."""
    made = tour.start(window)
    assert made is not None
    settle()
    yield made
    if tour.current(window) is made:
        made.leave()
    settle()


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)
    settle()


def wrong() -> RuntimeError:
    """An error as it comes out of the program."""
    with pytest.raises(RuntimeError) as found:
        _break()
    return found.value


def _break() -> None:
    raise RuntimeError("a wire came loose")


def faults_of(walk: Tour, window: Window) -> list[str]:
    """Everything wrong with the mark at this stop."""
    mark, place = walk.mark.geometry(), QRect()
    if walk.control is not None:
        place = seen_place(walk.control, window)
    found = [*clipped(walk.mark), *outside(walk.mark)]
    if place.isEmpty():
        found.append("its control is out of sight")
    if not window.rect().contains(mark):
        found.append(f"the mark {mark} sticks out")
    if mark.intersects(place):
        found.append(f"the mark {mark} covers its control {place}")
    if not walk.ring.geometry().contains(place & window.rect()):
        found.append("the rim is elsewhere")
    return found


class TestTheTour:
    @pytest.mark.parametrize(("lang", "size"), [("zh", (911, 512)), ("ko", (1366, 768)), ("en", (911, 512))])
    def test_stands_beside_every_control_in_every_language(
        self, window: Window, lang: Lang, size: tuple[int, int]
    ) -> None:
        # given
        window.resize(*size)
        window.choose_language(lang)
        walk = tour.start(window)
        assert walk is not None
        settle()

        # when
        found, been = {}, []
        while tour.current(window) is walk:
            been.append((walk.stop.id, walk.mark.place.text()))
            found[walk.stop.id] = faults_of(walk, window)
            walk.move(1)
            settle()

        # then
        assert {stop: some for stop, some in found.items() if some} == {}
        assert [stop for stop, _ in been] == [stop.id for stop in stops()]
        assert len({place for _, place in been}) == len(stops())

    def test_goes_by_keyboard_and_ends_with_the_desk_having_it(self, walk: Tour, window: Window) -> None:
        press(Qt.Key.Key_Return)
        on = walk.stop.id
        press(Qt.Key.Key_Right)
        further = walk.stop.id
        press(Qt.Key.Key_Left)
        back = walk.stop.id
        press(Qt.Key.Key_Escape)

        assert (on, further, back) == ("why", "finding", "why")
        assert tour.current(window) is None
        assert window.desk is not None
        focus = QApplication.focusWidget()
        assert focus is not None
        assert window.desk.isAncestorOf(focus)

    def test_tab_goes_round_its_buttons_and_then_to_the_control(self, walk: Tour) -> None:
        walk.move(1)
        settle()
        been = []
        for _ in range(2):
            been.append(QApplication.focusWidget())
            press(Qt.Key.Key_Tab)

        assert been[0] is walk.mark.next
        assert been[1] is walk.control

    def test_the_controls_stay_in_use_meanwhile(self, walk: Tour, window: Window) -> None:
        while walk.stop.id != "fix":
            walk.move(1)
            settle()
        assert window.document is not None
        edits = window.document.stack.count()

        click(walk.ring)
        window.document.edit("venue.name", "Elsewhere")

        assert window.document.stack.count() == edits + 1
        assert tour.current(window) is walk

    def test_goes_on_in_another_language(self, walk: Tour, window: Window) -> None:
        walk.move(1)
        walk.move(1)
        before = walk.mark.words.text()

        window.choose_language("ko")
        settle()

        assert (walk.stop.id, tour.current(window)) == ("finding", walk)
        assert walk.mark.words.text() != before
        assert faults_of(walk, window) == []

    def test_skips_what_is_not_there(self, walk: Tour, window: Window) -> None:
        assert window.desk is not None
        window.desk.top_bar.preview.hide()
        been = []
        while tour.current(window) is walk:
            been.append(walk.stop.id)
            walk.move(1)
            settle()

        assert been == [stop.id for stop in stops() if stop.id != "preview"]

    def test_follows_its_control(self, walk: Tour, window: Window) -> None:
        walk.stop = next(stop for stop in stops() if stop.id == "language")
        walk._arrive()
        window.resize(1000, 700)
        settle()

        assert faults_of(walk, window) == []

    def test_ends_when_another_dossier_is_opened(self, walk: Tour, window: Window) -> None:
        open_desk(window, sample("seoul-gym"))

        assert tour.current(window) is None
        assert not window.findChildren(Mark)

    def test_leaves_unsaved_answers_alone_if_one_wishes(
        self, window: Window, dialogs: AnsweringDialogs
    ) -> None:
        _desk, document = open_desk(window, sample("seoul-gym"))
        document.edit("venue.name", "Mine")
        dialogs.leave = Leave.STAY

        assert tour.start(window) is None
        assert window.document is document

    def test_starting_again_goes_on(self, walk: Tour, window: Window) -> None:
        walk.move(1)
        assert window.desk is not None
        window.desk.focus_page()

        window.actions_by_name["tour"].trigger()

        assert tour.current(window) is walk
        assert walk.stop.id == "why"
        assert walk.mark.next.hasFocus()


class TestTheKeys:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_of_all_commands_are_listed_in_the_language_of_the_screen(
        self, window: Window, lang: Lang
    ) -> None:
        window.choose_language(lang)
        shown = program_doors.show_shortcuts(window)
        settle()

        caps = {key.keys for key in shown.findChildren(Key)}
        for _words, _icon, keys in COMMANDS.values():
            for key in keys:
                assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in caps
        assert [*clipped(shown), *outside(shown)] == []
        shown.close()

    def test_of_the_table_of_devices_are_what_it_does(self, window: Window) -> None:
        open_desk(window, sample("seoul-gym"))
        window.actions_by_name["devices"].trigger()
        settle()
        (table,) = window.findChildren(DeviceTable)

        does = {spelled(QKeySequence(QKeyCombination(held, key))) for key, held in table._keys}
        does |= {spelled(QKeySequence(key)) for key in table._standard}

        assert {key for _words, keys in table_lines() for key in keys} == does - {"Enter"}
        table.window().close()

    def test_no_two_commands_have_the_same(self) -> None:
        every = [key for _words, keys in command_lines() for key in keys]

        assert len(every) == len(set(every))

    def test_escape_closes_the_list_and_f1_explains_it(self, window: Window) -> None:
        shown = program_doors.show_shortcuts(window)
        shown.activateWindow()
        settle()
        about = topic(window)
        press(Qt.Key.Key_Escape)

        assert about == "keyboard"
        assert not window.findChildren(ShortcutWindow) or not shown.isVisible()


class TestTheMenu:
    def test_leads_to_everything_about_the_program(self, window: Window) -> None:
        desk, _ = open_desk(window, sample("seoul-gym"))
        menus = [action.menu() for action in desk.top_bar.menu.menu().actions()]
        below = [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]

        for name in program_doors.ABOUT_MENU:
            assert window.actions_by_name[name] in below

    @pytest.mark.parametrize(
        ("name", "kind"), [("shortcuts", ShortcutWindow), ("faults", FaultWindow), ("about", AboutWindow)]
    )
    def test_opens_each_window_once(self, window: Window, name: str, kind: type[SmallWindow]) -> None:
        for _ in range(2):
            window.actions_by_name[name].trigger()
        settle()

        (shown,) = window.findChildren(kind)
        assert shown.accessibleName()
        shown.close()


class TestAbout:
    @pytest.mark.parametrize(("lang", "size"), [("zh", (960, 680)), ("ko", (600, 420)), ("en", (600, 420))])
    def test_nothing_is_clipped(self, window: Window, lang: Lang, size: tuple[int, int]) -> None:
        window.choose_language(lang)
        shown = program_doors.show_about(window)
        shown.resize(*size)
        for row in (0, 3):
            assert isinstance(shown, AboutWindow)
            shown.list.setCurrentRow(row)
            settle()
            assert [*clipped(shown), *outside(shown)] == []
        shown.close()

    def test_every_licence_is_read_by_keyboard(self, window: Window) -> None:
        shown = program_doors.show_about(window)
        assert isinstance(shown, AboutWindow)
        shown.list.setCurrentRow(0)
        been = set()
        for _ in range(shown.list.count() - 1):
            QTest.keyClick(shown.list, Qt.Key.Key_Down)
            assert shown.credit is not None
            been.add(shown.credit.name)
            assert len(shown.text.toPlainText()) > 200
        QTest.keyClick(shown.list, Qt.Key.Key_Return)

        assert {"FR Desk Sans", "Lucide", "Qt", "PyYAML"} <= been
        assert shown.text.hasFocus() or not shown.isActiveWindow()
        shown.close()

    def test_versions_are_copied(self, window: Window) -> None:
        shown = program_doors.show_about(window)
        assert isinstance(shown, AboutWindow)

        click(shown.copy)

        words = QGuiApplication.clipboard().text()
        assert words.startswith("FR Desk ")
        assert "\ncn 20" in words
        assert "reportlab" in words
        assert shown.said.text() == "Copied"
        shown.close()

    def test_what_is_read_stays_in_another_language(self, window: Window) -> None:
        shown = program_doors.show_about(window)
        assert isinstance(shown, AboutWindow)
        shown.list.setCurrentRow(2)
        before = shown.list.item(2).text()

        window.choose_language("zh")
        settle()

        assert shown.list.currentRow() == 2
        assert shown.list.item(2).text() != before
        shown.close()


class TestWhatWentWrong:
    def test_is_counted_in_one_line_and_the_work_goes_on(self, window: Window) -> None:
        desk, document = open_desk(window, sample("seoul-gym"))
        document.edit("venue.name", "Mine")

        errors = [wrong() for _ in range(3)]
        for error in errors:
            window.faults.take(error)
        settle()

        assert window.faults.bar.said.text().startswith("Something went wrong inside FR Desk 3 times")
        assert window.faults.report().count("RuntimeError: a wire came loose") == 1
        assert "Happened 3 times" in window.faults.report()
        assert window.desk is desk
        assert window.document is document
        assert document.dossier.venue.name == "Mine"
        assert [*clipped(window.faults.bar), *outside(window.faults.bar)] == []

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_is_read_whole_before_it_is_saved(
        self, window: Window, dialogs: AnsweringDialogs, lang: Lang
    ) -> None:
        window.choose_language(lang)
        _desk, document = open_desk(window, sample("seoul-gym"))
        document.edit("venue.name", "Secret")
        window.faults.take(wrong())
        settle()

        click(window.faults.bar.look)
        (shown,) = window.findChildren(FaultWindow)
        text = shown.text.toPlainText()
        click(shown.save)
        (file,) = dialogs.target.glob("*.txt")
        saved = file.read_text(encoding="utf-8")
        file.unlink()

        assert "a wire came loose" in text
        assert "Secret" not in text
        assert str(Path.home()) not in text
        assert os.environ["FR_DESK_HOME"] not in text
        assert saved == text
        assert [*clipped(shown), *outside(shown)] == []
        shown.close()

    def test_a_place_that_cannot_be_written_is_said_there(
        self, window: Window, dialogs: AnsweringDialogs
    ) -> None:
        there, dialogs.target = dialogs.target, dialogs.target / "gone"
        shown = program_doors.show_faults(window)
        assert isinstance(shown, FaultWindow)

        click(shown.save)
        dialogs.target = there

        assert "No such file or directory" in shown.said.text()
        shown.close()

    def test_of_an_earlier_start_is_offered(self, window: Window) -> None:
        window.faults.take_crash("Fatal Python error: Segmentation fault\n")
        settle()
        line = window.faults.bar.said.text()
        window.choose_language("ko")
        settle()

        assert window.faults.bar.said.text() == language.t(CRASHED)
        assert line.startswith("FR Desk ended by itself the last time.")
        assert window.faults.bar.isVisible()
        assert "Segmentation fault" in window.faults.report()

    def test_of_earlier_days_can_still_be_read(self, window: Window) -> None:
        before = window.faults.is_empty
        window.faults.take(wrong())
        window.faults._found.clear()

        assert before
        assert not window.faults.is_empty
        assert "a wire came loose" in window.faults.report()

    def test_in_another_thread_is_told_in_the_window(self, window: Window) -> None:
        from threading import Thread

        thread = Thread(target=window.faults.take, args=(wrong(),))
        thread.start()
        thread.join()
        settle()

        assert window.faults.bar.isVisible()

    def test_can_be_put_aside(self, window: Window) -> None:
        window.faults.take(wrong())
        click(window.faults.bar.away)

        assert not window.faults.bar.isVisible()
