"""The inspector's desk on the screen: results appear while it runs, everything filters, nothing is lost."""

from __future__ import annotations

import configparser
import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fr_desk import app
from fr_desk.gui.inspector.affected_table import AffectedTable
from fr_desk.gui.inspector.door import inspector_window, show_inspector, take_drop
from fr_desk.gui.inspector.law_page import LawPage
from fr_desk.gui.inspector.look import picked
from fr_desk.gui.inspector.portfolio import Portfolio
from fr_desk.gui.inspector.record_page import RecordPage
from fr_desk.gui.inspector.sampling_page import SamplingPage
from fr_desk.gui.inspector.start_page import StartPage
from fr_desk.gui.inspector.table_model import TableModel
from fr_desk.gui.inspector.window import InspectorWindow
from fr_desk.gui.window import Window
from fr_desk.inspection.run import Progress
from fr_desk.inspection.wanted import Row, Wanted
from fr_desk.services import today
from tests.gui.conftest import AnsweringDialogs, settle
from tests.gui.inspector_stage import FILES, VENUES, calm, fill, names, the_list

CONTROL = Qt.KeyboardModifier.ControlModifier


class Choosing(AnsweringDialogs):
    """Dialogs that choose what they are told."""

    files: tuple[Path, ...] = ()

    def files_to_inspect(self, parent: QWidget, title: str, folder: Path) -> list[Path]:
        return list(self.files)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("portfolio") / "venues")


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, folder: Path, qapp: QApplication
) -> Iterator[tuple[Window, InspectorWindow]]:
    """One window for all tests: the profile's index makes every run after the first a short one."""
    home = tmp_path_factory.mktemp("profile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Portfolio, "jobs", 1)
        window = app.build(home=home, dialogs=Choosing(home)).window
        window.resize(1366, 768)
        window.show()
        shown = show_inspector(window, [folder])
        calm(shown)
        yield window, shown
        window.close()
        window.deleteLater()
        settle()


@pytest.fixture
def shown(desk: tuple[Window, InspectorWindow], folder: Path) -> InspectorWindow:
    """The list, as it is when nothing is filtered."""
    window, inspector = desk
    window.choose_language("en")
    if inspector.portfolio is None or inspector.portfolio.sources != (folder,):
        inspector.open_sources([folder])
    if inspector.list is None:
        inspector.show_list()
    the_list(inspector).want(Wanted())
    inspector.resize(1366, 768)
    return calm(inspector)


@pytest.fixture(autouse=True)
def english_and_light() -> Iterator[None]:
    """The window lives longer than a test; what is left behind is looked at when it has gone."""
    yield
    settle()


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(widget, key, modifier)
    settle()


def dropped(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_folder_is_read_and_broken_files_are_rows_with_a_sentence(shown: InspectorWindow) -> None:
    # then
    page = the_list(shown)
    assert sorted(names(shown)) == sorted(
        [name for name, _, _ in VENUES] + [VENUES[0][0], "broken.frdesk", "not a dossier.pdf"]
    )
    assert page.answer is not None
    assert page.answer.total == FILES
    assert "9 dossier files" in page.head.facts.text()
    # and the riskiest come first, with what is wrong in words
    model = page.model
    risks = [row.result.risk for row in map(model.row, range(FILES)) if row is not None]
    assert risks == sorted(risks, reverse=True)
    broken = names(shown).index("broken.frdesk")
    assert model.cell(broken, "verdict").text == "Not assessed"
    assert model.cell(broken, "file").text == "Cannot be opened"
    assert len(model.cell(broken, "issues").text) > 10
    twice = names(shown).index(VENUES[0][0])
    assert model.cell(twice, "name").note == "2 copies"


def test_a_facet_a_search_and_a_bar_filter(shown: InspectorWindow) -> None:
    # when a value is ticked with the keyboard
    page = the_list(shown)
    tree, model = page.filters.tree, page.filters.model
    kind = model.index(2, 0)
    assert model.facet_at(kind) == "kind"
    values = {
        str(model.index(row, 0, kind).data()): model.index(row, 0, kind)
        for row in range(model.rowCount(kind))
    }
    page.filters.take_focus()
    tree.setCurrentIndex(values["Hotel"])
    press(tree, Qt.Key.Key_Space)
    calm(shown)

    # then only hotels are shown, and other kinds can still be ticked
    assert set(names(shown)) == {VENUES[0][0], VENUES[2][0]}
    assert model.value_at(values["Hotel"]).count == 3  # type: ignore[union-attr]  # it is a value
    assert not model.is_ticked("kind", "gym")
    assert page.foot.shown.text().startswith("3 of 9 files shown")

    # when it is taken away again, and two characters are typed
    press(tree, Qt.Key.Key_Space)
    calm(shown)
    press(page, Qt.Key.Key_F, CONTROL)
    assert page.head.search.hasFocus()
    page.head.search.insert("静安")
    calm(shown)

    # then
    assert set(names(shown)) == {VENUES[1][0], VENUES[3][0], VENUES[5][0]}
    page.head.search.clear()
    calm(shown)
    assert len(names(shown)) == FILES

    # when a bar is pressed
    chart = page.charts.charts[2]
    chart.bars[0].setFocus()
    press(chart.bars[0], Qt.Key.Key_Return)
    calm(shown)

    # then its rows are shown, and "show everything" brings all back
    wanted = page.look.wanted.districts
    assert wanted == (chart.bars[0].value,)
    assert len(names(shown)) < FILES
    page.filters.clear.click()
    calm(shown)
    assert len(names(shown)) == FILES


def test_picking_begins_with_one_value_and_ends_with_all() -> None:
    first = picked(Wanted(), "verdict", "breached")
    both = picked(first, "verdict", "open")

    assert first.verdicts == ("breached",)
    assert both.verdicts == ("breached", "open")
    assert picked(picked(both, "verdict", "open"), "verdict", "breached").verdicts == ()


def test_rows_are_sorted_by_heads_and_grouped(shown: InspectorWindow) -> None:
    # when the head of the names is clicked, and again
    page = the_list(shown)
    page.table.heads.sectionClicked.emit(page.model.columns.index("name"))
    calm(shown)
    once = names(shown)
    page.table.heads.sectionClicked.emit(page.model.columns.index("name"))
    calm(shown)

    # then they go from A to Z, then from Z to A; files without a name come last
    venues = [name for name in names(shown) if name in {one for one, _, _ in VENUES}]
    assert venues == [name for name in once if name in venues][::-1]

    # when they are grouped
    shown.errands.do("group:kind")
    calm(shown)

    # then each group has a head, which folds with the keyboard and keeps its place
    heads = [name for name in names(shown) if name.startswith("<")]
    assert len(heads) == 6
    assert len(names(shown)) == FILES + 6
    row = names(shown).index("<Hotel>")
    page.table.setCurrentIndex(page.model.index(row, 0))
    press(page.table, Qt.Key.Key_Left)
    assert len(names(shown)) == FILES + 6 - 3
    assert page.table.currentIndex().row() == row
    press(page.table, Qt.Key.Key_Right)
    assert len(names(shown)) == FILES + 6


def test_a_filter_is_saved_applied_and_kept_in_the_profile(shown: InspectorWindow) -> None:
    # given
    page = the_list(shown)
    page.want(Wanted(kinds=("hotel",)))
    calm(shown)

    # when it is saved under a name
    page.filters.saved.click()
    popover = QApplication.activePopupWidget()
    assert popover is not None
    popover.name.setText("酒店")  # type: ignore[attr-defined]  # the sheet of saved filters
    press(popover.name, Qt.Key.Key_Return)  # type: ignore[attr-defined]  # the same

    # then it can be applied, by somebody who starts the program anew, too
    page.want(Wanted())
    calm(shown)
    saved = type(shown.keeping)(shown.folders, shown).filters
    assert [one.name for one in saved] == ["酒店"]
    page.filters.saved.click()
    popover = QApplication.activePopupWidget()
    assert popover is not None
    popover.links["酒店"].click()  # type: ignore[attr-defined]  # the same
    calm(shown)
    assert set(names(shown)) == {VENUES[0][0], VENUES[2][0]}
    shown.keeping.forget_filter("酒店")
    assert shown.keeping.filters == ()


def test_columns_are_chosen_widened_and_kept(shown: InspectorWindow) -> None:
    # when
    page = the_list(shown)
    page.choose_columns(("name", "operator", "risk"))
    page.table.setColumnWidth(1, 333)
    settle()

    # then rows show them, and so does the next list
    assert page.model.columnCount() == 3
    assert page.model.cell(0, "risk").text.isdigit()
    look = type(shown.keeping)(shown.folders, shown).look()
    assert look.columns == ("name", "operator", "risk")
    assert look.widths["operator"] == 333
    page.choose_columns(type(look)().columns)


def test_rows_are_copied_as_a_table_that_runs_nothing(shown: InspectorWindow) -> None:
    # given
    page = the_list(shown)
    page.table.setFocus()
    page.table.selectAll()

    # when
    press(page.table, Qt.Key.Key_C, CONTROL)

    # then
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == FILES + 1
    assert lines[0].split("\t")[1] == "Venue"
    hostile = next(line for line in lines if "HYPERLINK" in line)
    assert hostile.split("\t")[1] == "'=HYPERLINK(1)"
    assert page.foot.said == "9 rows copied"


def test_what_is_shown_is_exported_in_its_order(shown: InspectorWindow, tmp_path: Path) -> None:
    # given
    page, dialogs = the_list(shown), shown.dialogs
    assert isinstance(dialogs, Choosing)
    dialogs.target = tmp_path
    page.want(Wanted(words="静安", sort="name", descending=False))
    calm(shown)

    # when
    for kind in ("csv", "xlsx", "pdf"):
        shown.errands.do(f"export:{kind}")
        calm(shown)

    # then
    with next(tmp_path.glob("*.csv")).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"].lstrip("'") for row in rows] == names(shown)
    assert all(row["path"] for row in rows)
    assert next(tmp_path.glob("*.xlsx")).read_bytes()[:2] == b"PK"
    assert next(tmp_path.glob("*.pdf")).read_bytes()[:5] == b"%PDF-"
    assert page.foot.said.startswith("Written: ")


def test_the_language_changes_and_what_is_looked_at_stays(
    desk: tuple[Window, InspectorWindow], shown: InspectorWindow
) -> None:
    # given
    page = the_list(shown)
    page.want(Wanted(kinds=("hotel",), words="锦澜"))
    calm(shown)
    page.table.selectRow(1)
    number = page.table.number

    # when
    desk[0].choose_language("zh")
    calm(shown)

    # then
    again = the_list(shown)
    assert again is not page
    assert again.look.wanted == Wanted(kinds=("hotel",), words="锦澜")
    assert again.head.search.text() == "锦澜"
    assert again.table.number == number
    assert again.model.cell(0, "kind").text == "酒店"
    assert not again.portfolio.is_running


def test_a_run_is_stopped_and_goes_on(shown: InspectorWindow, tmp_path: Path) -> None:
    # when a run is stopped
    shown.open_sources([fill(tmp_path / "others")])
    portfolio, page = shown.portfolio, the_list(shown)
    assert portfolio is not None
    assert not page.run_bar.isHidden()
    page.run_bar.cancel.click()
    calm(shown)

    # then what was read stays, and one can go on
    assert portfolio.was_stopped
    assert page.run_bar.isVisible()
    assert page.run_bar.resume.isVisible()
    assert page.answer is not None
    before = page.answer.total
    page.run_bar.resume.click()
    calm(shown)
    assert page.answer.total == FILES >= before
    assert not page.run_bar.isVisible()

    # and the next run comes to its end, too
    shown.errands.do("again")
    calm(shown)
    assert portfolio.summary is not None
    assert not portfolio.summary.cancelled
    assert portfolio.summary.files == FILES


def test_a_row_that_was_chosen_stays_where_it_is_seen_while_others_come(shown: InspectorWindow) -> None:
    # given
    page = the_list(shown)
    assert page.table.currentIndex().row() == 0
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Down)
    press(page.table, Qt.Key.Key_Down)
    number = page.table.number
    answer = page.answer
    assert answer is not None
    assert number is not None

    # when another row comes before it
    others = [one for one in answer.numbers if one != number]
    page.table.change(lambda: page.model.show([*others, number]))

    # then
    assert page.table.number == number
    assert page.table.currentIndex().row() == FILES - 1
    # and a row nobody chose gives way to the first one
    page.table.is_touched = False
    page.want(Wanted())
    page.ask()
    calm(shown)
    assert page.table.currentIndex().row() == 0


def test_rows_are_painted_before_the_card_is_filled_and_the_filters_are_counted(
    shown: InspectorWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    page, told = the_list(shown), list[str]()
    count = page.portfolio.go_on

    def go_on() -> None:
        told.append("counts")
        count()

    monkeypatch.setattr(page.card, "show_row", lambda _row: told.append("card"))
    monkeypatch.setattr(page.portfolio, "go_on", go_on)
    page.table.painted.connect(lambda: told.append("rows"))
    # when
    page.want(Wanted(kinds=("gym",)))
    calm(shown)
    # then
    assert list(dict.fromkeys(told[told.index("rows") :])) == ["rows", "card", "counts"]
    assert told.count("counts") == 1
    # when the rows are the same
    told.clear()
    page.ask()
    calm(shown)
    # then
    assert told.index("rows") < told.index("counts")


def test_a_list_that_was_left_follows_nothing(shown: InspectorWindow) -> None:
    # given
    left = the_list(shown)
    answer = left.answer
    # when
    shown.show_list()
    calm(shown)
    # then
    assert the_list(shown) is not left
    assert the_list(shown).answer is not answer
    assert left.answer is answer


def test_the_card_looks_for_earlier_versions_in_an_index_that_is_whole(
    shown: InspectorWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    page = the_list(shown)
    known = [page.card.index]
    # when it is still being filled, and then whole again
    monkeypatch.setattr(Portfolio, "is_running", True)
    page.ask()
    settle()
    while page.portfolio.is_asking:
        settle()
    known.append(page.card.index)
    monkeypatch.undo()
    page.ask()
    calm(shown)
    # then
    assert [*known, page.card.index] == [page.portfolio.file, None, page.portfolio.file]


def test_progress_tells_rate_and_time_left(shown: InspectorWindow) -> None:
    bar = the_list(shown).run_bar

    bar.show_running(Progress(2_000, 11_000, 250.0, 36.0, 3, searching=False))

    assert bar.words.text() == "2,000 of 11,000 files read"
    assert bar.pace.text() == "250 a second · 36 seconds left"
    bar.hide()


def test_what_is_dropped_is_inspected(
    desk: tuple[Window, InspectorWindow], shown: InspectorWindow, folder: Path
) -> None:
    window = desk[0]
    # when several files are dropped on the desk
    files = [folder / "1.frdesk", folder / "2.frdesk"]
    assert take_drop(window, dropped(files))
    calm(shown)
    # then they are inspected; one file alone is for the desk
    assert set(names(shown)) == {VENUES[1][0], VENUES[2][0]}
    assert not take_drop(window, dropped(files[:1]))
    # when one file is dropped on the inspector's window, it is shown at a glance
    data = dropped(files[:1])
    place, actions = QPoint(50, 50), Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, actions, data, buttons, keys)
    QApplication.sendEvent(shown, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(shown, QDropEvent(QPointF(place), actions, data, buttons, keys))
    settle()
    assert shown.one is not None
    # and Escape leads back to the list
    press(shown, Qt.Key.Key_Escape)
    assert shown.list is not None


def test_a_row_is_opened_by_keyboard_and_left_again(shown: InspectorWindow) -> None:
    page = the_list(shown)
    page.table.setFocus()
    page.table.selectRow(0)

    press(page.table, Qt.Key.Key_Return)

    assert shown.one is not None
    press(shown, Qt.Key.Key_Escape)
    assert the_list(shown).table.hasFocus()


def test_what_is_found_on_site_is_recorded_for_a_row(shown: InspectorWindow) -> None:
    page = the_list(shown)
    page.table.selectRow(0)
    assert page.head.record.isEnabled()

    page.head.record.click()
    settle()

    assert isinstance(shown.page, RecordPage)
    shown.back()
    calm(shown)
    broken = names(shown).index("broken.frdesk")
    the_list(shown).table.selectRow(broken)
    assert not the_list(shown).head.record.isEnabled()


def test_another_day_is_applied_and_the_filter_stays(shown: InspectorWindow) -> None:
    # given
    page = the_list(shown)
    page.want(Wanted(kinds=("hotel",)))
    calm(shown)

    # when
    shown.look_as_of(dt.date(2025, 5, 31))
    calm(shown)

    # then
    again = the_list(shown)
    assert set(names(shown)) == {VENUES[0][0], VENUES[2][0]}
    assert "31 May 2025" in again.head.facts.text()
    row = again.model.row(0)
    assert row is not None
    assert row.result.as_of == dt.date(2025, 5, 31)
    shown.look_as_of(today())
    calm(shown)


def test_parts_are_reached_by_f6(shown: InspectorWindow) -> None:
    page = the_list(shown)
    shown.activateWindow()
    page.table.setFocus()
    been = []

    for _ in range(5):
        press(page, Qt.Key.Key_F6)
        been.append(QApplication.focusWidget())

    parts = (page.card, page.head, page.filters, page.charts, page.table)
    assert all(part is one or part.isAncestorOf(one) for part, one in zip(parts, been, strict=True) if one)
    assert been[-1] is page.table


def test_a_sample_is_drawn_again_from_its_seed(shown: InspectorWindow, tmp_path: Path) -> None:
    # given
    shown.show_sampling()
    calm(shown)
    page = shown.page
    assert isinstance(page, SamplingPage)

    # when
    page.size_line.setText("3")
    page.seed.setText("20261122")
    page.size_line.textEdited.emit("3")
    calm(shown)

    # then
    assert page.sample is not None
    first = [row.place for row in page.sample.rows]
    assert len(first) == 3
    assert page.told.text() == "3 of 6 venues, 6 strata"
    assert "copies 1" in page.left_out.text()
    page.anew.click()
    calm(shown)
    page.seed.setText("20261122")
    page.seed.textEdited.emit("20261122")
    calm(shown)
    assert [row.place for row in page.sample.rows] == first

    # when the plan is written
    assert isinstance(shown.dialogs, Choosing)
    shown.dialogs.target = tmp_path
    page.plan.click()
    calm(shown)
    assert next(tmp_path.glob("*.pdf")).read_bytes()[:5] == b"%PDF-"
    page.head.back.click()
    assert shown.list is not None


def test_who_is_affected_by_another_day_is_listed(shown: InspectorWindow, tmp_path: Path) -> None:
    # given
    shown.show_law()
    page = shown.page
    assert isinstance(page, LawPage)
    assert page.days

    # when this year's law is held against that before the measures for face recognition
    page.after.line.setText("2025-05-31")
    page.go.click()
    calm(shown)

    # then
    assert page.shown.changes
    assert "files are affected" in page.told.text()
    table = page.findChild(AffectedTable)
    assert table is not None
    assert str(table.model().index(0, 0).data()) in {name for name, _, _ in VENUES}
    assert isinstance(shown.dialogs, Choosing)
    shown.dialogs.target = tmp_path
    page.export.click()
    calm(shown)
    settle()
    press(shown, Qt.Key.Key_Escape)
    assert shown.list is not None
    assert the_list(shown).answer is not None


def test_the_first_page_says_how_to_begin_and_offers_what_was_inspected(
    shown: InspectorWindow, folder: Path
) -> None:
    shown.show_start()
    page = shown.page
    assert isinstance(page, StartPage)
    assert folder.name in [link.accessibleName() for link in page.last]
    assert isinstance(shown.dialogs, Choosing)
    shown.dialogs.files = (folder / "1.frdesk",)

    page.files.click()

    assert shown.one is not None


def test_the_desk_opens_it_by_its_key_and_shows_the_same_window(
    desk: tuple[Window, InspectorWindow], shown: InspectorWindow
) -> None:
    window = desk[0]
    window.activateWindow()
    settle()

    window.actions_by_name["inspect"].trigger()

    assert inspector_window(window) is shown


def test_a_row_of_a_thousand_is_found_by_its_number() -> None:
    # given three groups, the second of them folded
    def read(numbers: object) -> list[Row]:
        raise AssertionError(numbers)

    model = TableModel(read, ("name",))
    model.show(range(1_000, 2_000), [("a", 300), ("b", 600), ("c", 100)], frozenset({"b"}), "district")

    # then
    assert model.rowCount() == 3 + 400
    assert model.row_of(1_000) == 1
    assert model.row_of(1_299) == 300
    assert model.row_of(1_500) == -1
    assert model.row_of(1_999) == model.rowCount() - 1
    assert model.number_at(model.rowCount() - 1) == 1_999
    assert [model.group_at(row) is not None for row in (0, 301, 302)] == [True, True, True]


def test_the_program_starts_with_it(tmp_path: Path, folder: Path, qtbot: QtBot) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Portfolio, "jobs", 1)
        window = app.build(["--inspect", str(folder)], home=tmp_path, dialogs=Choosing(tmp_path)).window
        window.show()

        qtbot.waitUntil(lambda: inspector_window(window) is not None)

        shown = inspector_window(window)
        assert shown is not None
        assert shown.portfolio is not None
        assert shown.portfolio.sources == (folder,)
        window.close()
        window.deleteLater()
        settle()


def test_file_managers_offer_to_inspect() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    entry.read(Path(app.__file__).parent.parent / "installer" / "fr-desk.desktop", encoding="utf-8")

    action = entry["Desktop Action Inspect"]
    assert entry["Desktop Entry"]["Actions"] == "Inspect;"
    assert action["Name"] == "Inspect with FR Desk"
    assert action["Exec"].endswith(f"open {app.INSPECT} %F")
