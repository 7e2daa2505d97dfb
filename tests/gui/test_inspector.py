"""The inspector's desk on the screen: results appear while it runs, everything filters, nothing is lost."""

from __future__ import annotations

import configparser
import csv
import datetime as dt
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from fr_desk import app
from fr_desk.cli.conditions import MEANINGS
from fr_desk.domain.choices import VenueKind
from fr_desk.gui import language
from fr_desk.gui.commands import COMMANDS
from fr_desk.gui.inspector.affected_table import (
    AFTER,
    BEFORE,
    CAME,
    KIND,
    NAME,
    WENT,
    AffectedModel,
    AffectedTable,
)
from fr_desk.gui.inspector.door import inspector_window, is_inspected, opens_here, show_inspector, take_drop
from fr_desk.gui.inspector.head import ONCE, Head
from fr_desk.gui.inspector.law_page import LawPage
from fr_desk.gui.inspector.look import SHOWN_AT_FIRST, picked
from fr_desk.gui.inspector.one import OneView
from fr_desk.gui.inspector.popovers import REPLACES, SAVE_HINT, SavedPopover
from fr_desk.gui.inspector.portfolio import AS_OF, Portfolio
from fr_desk.gui.inspector.record_page import RecordPage
from fr_desk.gui.inspector.record_words import seen_by
from fr_desk.gui.inspector.sampling_page import SamplingPage
from fr_desk.gui.inspector.side_pages import NOT_FINISHED, STILL_RUNNING
from fr_desk.gui.inspector.start_page import StartPage, name_of
from fr_desk.gui.inspector.table import Table
from fr_desk.gui.inspector.table_model import TableModel
from fr_desk.gui.inspector.window import InspectorWindow
from fr_desk.gui.inspector.words import HEADS, TONES, in_a_row, value_words
from fr_desk.gui.inspector.words import name_of as name_of_row
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang, Texts
from fr_desk.inspection.affected import Affected
from fr_desk.inspection.place import Place
from fr_desk.inspection.record import Observation, Visit
from fr_desk.inspection.record_file import RECORD_PART
from fr_desk.inspection.recording import Sighting
from fr_desk.inspection.result import Declared, Result
from fr_desk.inspection.run import Progress, Summary
from fr_desk.inspection.wanted import Column, Row, Wanted
from fr_desk.inspection.words import STANDINGS
from fr_desk.render.inspection.words import say
from fr_desk.services import today
from fr_desk.services.inspecting.again import is_other
from fr_desk.services.inspecting.portfolio import run
from fr_desk.storage.preferences import load_preferences
from tests.gui.conftest import AnsweringDialogs, settle
from tests.gui.inspector_stage import FILES, VENUES, calm, fill, names, the_list
from tests.gui.looking import watching_what_is_elided
from tests.render.reading import text_of

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
        patch.setattr(Portfolio, "jobs", 0)
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

    # and where nothing fits there is nothing to draw from, but the law of two days is compared for all files
    page.want(Wanted(words="nobody is called so"))
    calm(shown)
    assert (page.head.sample.isEnabled(), page.head.law.isEnabled()) == (False, True)


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


WHOLE: tuple[Column, ...] = (
    *("verdict", "kind", "file"),
    *("day", "as_of", "printed", "standing", "jurisdiction"),
    *("risk", "breached", "review", "open", "met", "devices", "faces", "revision"),
)
"""Columns whose cells are read as a whole or not at all; names and sentences may end in dots."""


ROOMS = (757, 733)
"""What the list has for its rows in a window of a small laptop, and in the least: of all languages the least."""


def rows_of_all_words() -> list[Row]:
    """One row for each kind of venue, with each state of a file and each verdict in turn."""
    made, states = [], list(STANDINGS)
    for number, kind in enumerate(VenueKind):
        declared = Declared(
            dossier="d",
            fingerprint="f",
            kind=kind.value,
            name="店" * 60,
            day=dt.date(2028, 12, 28),
            jurisdiction=("CN", "KR")[number % 2],
            revision=188,
            devices=8888,
            faces=8888,
        )
        verdict = (*TONES, "")[number % 5]
        result = Result(
            digest="",
            as_of=dt.date(2028, 12, 28),
            form="pdf",
            standing=states[number % len(states)],
            details=(Texts(zh="句" * 200, ko="말" * 200, en="word " * 80),),
            declared=declared,
            verdict=verdict,
            printed=verdict,
            risk=8888,
            breached=188,
            review=188,
            open=188,
            met=188,
        )
        place = Place(Path("/a"), Path(f"/a/{'名' * 60}.pdf"))
        made.append(Row(number, place, result))
    return made


@pytest.fixture(params=LANGUAGES)
def in_language(
    desk: tuple[Window, InspectorWindow], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Lang:
    """The language of what is made now; the window stays as it is."""
    lang: Lang = request.param
    monkeypatch.setattr(language._screen, "lang", lang)
    return lang


@pytest.mark.usefixtures("in_language")
@pytest.mark.parametrize("columns", [SHOWN_AT_FIRST, WHOLE], ids=["at first", "whole"])
def test_what_is_read_as_a_whole_is_never_cut(columns: tuple[Column, ...]) -> None:
    # given
    rows = rows_of_all_words()
    model = TableModel(lambda numbers: [rows[number] for number in numbers], columns)
    model.show(range(len(rows)))
    table = Table(model, {})
    whole = {model.cell(row, one).text for row in range(len(rows)) for one in columns if one in WHOLE}
    heads = [t(HEADS[one]) for one in columns]
    for room in ROOMS:
        # when
        table.resize(room, 2000)
        with watching_what_is_elided() as elided:
            table.grab()

        # then
        cut = set(elided.take(()))
        assert not cut & {f"given up: {words!r}" for words in whole}
        if columns is SHOWN_AT_FIRST:
            assert not cut & {f"given up: {words!r}" for words in heads}
            assert table.horizontalScrollBar().maximum() == 0
    # and what may be cut has a tip with the whole
    tip = Qt.ItemDataRole.ToolTipRole
    told = [model.headerData(one, Qt.Orientation.Horizontal, tip) for one in range(len(columns))]
    assert told == heads
    if "name" in columns:
        name = model.data(model.index(0, columns.index("name")), tip)
        assert rows[0].result.declared is not None
        assert rows[0].result.declared.name in name
    table.deleteLater()


@pytest.mark.usefixtures("in_language")
def test_kinds_and_verdicts_are_whole_where_another_day_is_compared() -> None:
    # given
    rows, verdicts = rows_of_all_words(), (*TONES, "")
    model = AffectedModel(lambda numbers: [rows[number] for number in numbers])
    table = AffectedTable(model)
    table.resize(948, 700)

    # when
    model.show([Affected(one.number, verdicts[one.number % 5], "", (), ()) for one in rows])
    table.grab()

    # then
    assert table.horizontalScrollBar().maximum() == 0
    for width in (948, 606):
        table.resize(width, 700)
        table.grab()
        assert table.horizontalScrollBar().maximum() == 0
        seen = [one for one in range(model.columnCount()) if not table.isColumnHidden(one)]
        assert (len(seen) == model.columnCount()) is (width == 948)
        assert all(table.columnWidth(one) >= 100 for one in seen if one in {NAME, CAME, WENT})
        for column in seen:
            room = table.columnWidth(column) - 2 * 11
            words = {model.headerData(column, Qt.Orientation.Horizontal)}
            if column in {KIND, BEFORE, AFTER}:
                words |= {model.data(model.index(row, column)) for row in range(len(rows))}
            assert {one for one in words if table.fontMetrics().horizontalAdvance(one) > room} == set()
    table.deleteLater()


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
    assert isinstance(popover, SavedPopover)

    # and whoever types its name again is told beforehand that it gives way
    popover.name.setText("酒")
    assert (popover.save.text(), popover.hint.text()) == ("Save", SAVE_HINT)
    popover.name.setText(" 酒店 ")
    assert (popover.save.text(), popover.hint.text()) == ("Replace", REPLACES)
    popover.links["酒店"].click()
    calm(shown)
    assert set(names(shown)) == {VENUES[0][0], VENUES[2][0]}

    # and a long name ends in “…”, and is whole in the tip
    shown.keeping.save_filter("Long & " + "Wide " * 13 + "name", Wanted())
    page.filters.saved.click()
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, SavedPopover)
    long = next(link for name, link in popover.links.items() if name.startswith("Long"))
    assert long.text().startswith("Long && Wide")
    assert long.text().endswith("…")
    assert long.height() == popover.links["酒店"].height()
    assert long.toolTip() == long.accessibleName() == shown.keeping.filters[0].name
    popover.close()
    shown.keeping.forget_filter(long.toolTip())
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


def test_names_that_turn_the_direction_of_writing_are_seen_as_they_are(tmp_path: Path) -> None:
    # given a venue and a file whose names end otherwise than they seem to
    declared = Declared("d", "f", name="店\u202egpj.exe", district="区\u2066", kind="hotel")
    result = Result("", "frdesk", "unsealed", (), dt.date(2026, 11, 22), declared=declared)
    row = Row(1, Place(tmp_path, tmp_path / "a\u202egpj.frdesk"), result)
    model = TableModel(lambda _numbers: [row], ("name", "district", "path"))
    model.show([1])

    # then
    shown = [model.cell(0, one).text for one in model.columns]
    assert shown == ["店‹U+202E›gpj.exe", "区‹U+2066›", "a‹U+202E›gpj.frdesk"]
    tips = [str(model.data(model.index(0, one), Qt.ItemDataRole.ToolTipRole)) for one in range(3)]
    assert not any("\u202e" in tip or "\u2066" in tip for tip in tips)
    assert value_words("operator", "\u202ecba") == "‹U+202E›cba"
    assert name_of([tmp_path / "x\u202ey"]) == "x‹U+202E›y"
    table = AffectedModel(lambda _numbers: [row])
    table.show([Affected(1, "clean", "open", (), ())])
    assert table.data(table.index(0, NAME)) == "店‹U+202E›gpj.exe"


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


def test_nothing_is_written_onto_what_is_inspected(
    shown: InspectorWindow, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given files that somebody picks by mistake
    stranger = tmp_path / "stranger.pdf"
    stranger.write_bytes(b"%PDF-1.4\nwords of somebody\n")
    page, targets = the_list(shown), [folder / "not a dossier.pdf", stranger, folder / "1.frdesk"]
    page.table.selectRow(names(shown).index(VENUES[1][0]))
    before = [target.read_bytes() for target in targets]
    refused = ["is among what is inspected", "holds something else", "is among what is inspected"]

    # when reports and sheets would be written onto them
    for target, why in zip(targets, refused, strict=True):
        monkeypatch.setattr(shown.dialogs, "file_to_save", lambda *_, target=target: target)
        for name in ("export:pdf", "sheet"):
            shown.say("")
            shown.errands.do(name)
            calm(shown)

            # then that is refused in a sentence
            told = shown.banner.words
            assert str(target) in told
            assert why in told or "holds something else" in told

    # and the papers of a record are refused likewise
    shown.show_record(targets[-1])
    calm(shown)
    record = shown.page
    assert isinstance(record, RecordPage)
    record.show_side("summary")
    assert record.summary is not None
    record.summary.papers.write("json")
    calm(shown)
    assert "is among what is inspected, so nothing is written there" in record.banner.words
    assert [target.read_bytes() for target in targets] == before
    shown.back()
    page = the_list(calm(shown))

    # and a sheet that was written before gives way to a new one
    monkeypatch.setattr(shown.dialogs, "file_to_save", lambda *_: tmp_path / "sheet.pdf")
    shown.say("")
    for _ in range(2):
        shown.errands.do("sheet")
        calm(shown)
    assert page.foot.said == "Written: sheet.pdf"
    assert not shown.banner.words


def test_a_row_that_is_made_right_takes_nothing_from_what_is_being_written(
    shown: InspectorWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    # given an export that is half done
    page, dialogs, stopped = the_list(shown), shown.dialogs, list[bool]()
    assert isinstance(dialogs, Choosing)
    dialogs.target = tmp_path

    def half(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        until = time.monotonic() + 10
        while not cancelled() and time.monotonic() < until:
            progress(1, 2)
            time.sleep(0.002)
        stopped.append(cancelled())

    monkeypatch.setattr("fr_desk.gui.inspector.errands.work_of", lambda *_: half)
    shown.errands.do("export:csv")
    bar = page.foot.job.findChild(QProgressBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.maximum() == 2)

    # when a row is found to be another file, and made right
    page.table.selectRow(0)
    row = page.row
    assert row is not None
    made_right = list[Place]()

    def examine_again(_index: Path, place: Place, _day: dt.date, _folders: object) -> None:
        made_right.append(place)

    monkeypatch.setattr("fr_desk.gui.inspector.errands.examine_again", examine_again)
    page.card.other_found.emit(row.place)
    qtbot.waitUntil(lambda: made_right == [row.place])
    settle()

    # then the export is still told of, and it is what is cancelled
    assert (bar.value(), bar.maximum(), page.foot.job.isVisible()) == (1, 2, True)
    page.foot.job.cancel.click()
    calm(shown)
    assert stopped == [True]
    assert not page.foot.job.isVisible()


def test_the_language_changes_and_what_is_looked_at_stays(
    desk: tuple[Window, InspectorWindow], shown: InspectorWindow
) -> None:
    # given
    page = the_list(shown)
    page.want(Wanted(kinds=("hotel",), words="锦澜"))
    calm(shown)
    page.table.selectRow(1)
    number = page.table.number
    page.head.search.setFocus()
    page.head.search.setCursorPosition(1)
    shown.say(STILL_RUNNING)

    # when
    desk[0].choose_language("zh")
    calm(shown)

    # then
    again = the_list(shown)
    assert again is not page
    assert again.look.wanted == Wanted(kinds=("hotel",), words="锦澜")
    assert again.head.search.text() == "锦澜"
    assert shown.focusWidget() is again.head.search
    assert again.head.search.cursorPosition() == 1
    assert shown.banner.words.startswith("还在读取")
    shown.say("")
    assert again.table.number == number
    assert again.model.cell(0, "kind").text == "酒店"
    assert not again.portfolio.is_running


def late(*sources: Any, cancelled: Callable[[], bool], **more: Any) -> Summary:
    """Inspect, but only once that is stopped."""
    while not cancelled():
        time.sleep(0.001)
    return run(*sources, cancelled=cancelled, **more)


def test_a_run_is_stopped_and_goes_on(
    shown: InspectorWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # when a run is stopped before anything was read
    with monkeypatch.context() as patch:
        patch.setattr("fr_desk.gui.inspector.portfolio.run", late)
        shown.open_sources([fill(tmp_path / "others")])
        portfolio, page = shown.portfolio, the_list(shown)
        assert portfolio is not None
        assert not page.run_bar.isHidden()
        assert page.head.facts.text() == "others · 0 dossier files so far"
        page.run_bar.cancel.click()
        calm(shown)

    # then nothing is said of files that nobody has read, and one can go on
    assert portfolio.was_stopped
    assert page.run_bar.isVisible()
    assert page.run_bar.resume.isVisible()
    assert page.answer is not None
    assert page.answer.total == 0
    assert page.head.facts.text() == "others · 0 dossier files read, not finished"
    assert page.nothing.text() == "Nothing has been read yet."
    page.run_bar.resume.click()
    calm(shown)
    assert page.answer.total == FILES
    assert page.head.facts.text().startswith(f"others · {FILES} dossier files · 2 not assessed · in")
    assert not page.run_bar.isVisible()

    # when some files are gone, then the foot says so, and when all of them are, the banner
    (tmp_path / "others" / "broken.frdesk").unlink()
    shown.errands.do("again")
    calm(shown)
    assert "1 file of the last time is not there any more" in page.foot.news
    (tmp_path / "others").rename(tmp_path / "moved")
    shown.errands.do("again")
    calm(shown)
    assert f"{tmp_path / 'others'} cannot be reached any more" in shown.banner.words
    assert "all verified" not in page.head.facts.text()


def test_reading_everything_anew_is_stopped_and_goes_on_with_that(
    shown: InspectorWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # when everything is read anew, no days can be compared meanwhile
    asked, portfolio = list[bool](), shown.portfolio
    assert portfolio is not None

    def noting(*sources: Any, fresh: bool, **more: Any) -> Summary:
        asked.append(fresh)
        return late(*sources, fresh=fresh, **more) if len(asked) == 1 else run(*sources, fresh=fresh, **more)

    monkeypatch.setattr("fr_desk.gui.inspector.portfolio.run", noting)
    shown.errands.do("fresh")
    shown.show_law()
    law = shown.page
    assert isinstance(law, LawPage)
    law.after.line.setText("2025-05-31")
    assert (law.go.isEnabled(), law.wait.isHidden()) == (False, False)
    portfolio.cancel()
    calm(shown)
    assert (law.go.isEnabled(), law.wait.isHidden()) == (True, True)

    # then a sample is drawn from what was read, and that is said on the screen and on the plan
    shown.back()
    calm(shown)
    shown.show_sampling()
    calm(shown)
    assert isinstance(shown.page, SamplingPage)
    assert (shown.page.lacks, NOT_FINISHED) == ((str(folder),), shown.banner.words)

    # then that goes on when it was stopped, to its end
    shown.back()
    page = the_list(shown)
    page.run_bar.resume.click()
    calm(shown)
    assert asked == [True, True]
    assert portfolio.summary is not None
    assert not portfolio.summary.cancelled
    assert portfolio.summary.examined == FILES


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
    page.head.record.click()
    assert shown.list is page  # the file is read beside the screen
    calm(shown)

    assert isinstance(shown.page, RecordPage)
    shown.back()
    calm(shown)
    broken = names(shown).index("broken.frdesk")
    the_list(shown).table.selectRow(broken)
    assert not the_list(shown).head.record.isEnabled()


def test_what_is_found_on_site_is_recorded_for_a_dossier_inside_a_zip(
    shown: InspectorWindow, folder: Path, tmp_path: Path
) -> None:
    # given
    zipped = tmp_path / "handed over.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(folder / "0.frdesk", "静安/0.frdesk")
    shown.open_sources([zipped])
    calm(shown)
    the_list(shown).table.selectRow(0)

    # when
    the_list(shown).card.record.click()
    page = calm(shown).page
    assert isinstance(page, RecordPage)
    assert page.session is not None
    assert page.begin is not None
    assert "beside the zip" in " ".join(one.text() for one in page.begin.findChildren(Prose))
    page.begin_visit("Wang", "", False)
    opened = page.session.open
    assert opened is not None
    assert opened.keeper.flush()

    # then
    (record,) = tmp_path.glob("*.frrecord")
    assert record.name.startswith("handed over - 静安 - 0 ")
    shown.back()
    calm(shown)
    shown.errands.do("open")
    calm(shown)
    assert shown.one is not None
    for one in (shown.one.compare, shown.one.copy):
        assert not one.isEnabled()
        assert "Unpack the zip first" in one.toolTip()
        assert one.accessibleDescription() == one.toolTip()
    assert shown.one.record.isEnabled()
    shown.one.record.click()
    assert calm(shown).findChildren(RecordPage)[0].session is not None


def test_a_file_that_is_another_one_by_now_is_said_and_its_row_made_right(
    shown: InspectorWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a list, and a file that is replaced after it was made
    looked: dict[str, threading.Thread] = {}

    def looking(name: str, place: Place, digest: str) -> bool:
        looked[name] = threading.current_thread()
        return is_other(place, digest)

    for name in ("errands", "one", "one_card"):
        monkeypatch.setattr(f"fr_desk.gui.inspector.{name}.is_other", partial(looking, name))
    moving = fill(tmp_path / "moving")
    shown.open_sources([moving])
    calm(shown)
    row = the_list(shown).row
    assert row is not None
    before, after = row.place.path, moving / "3.frdesk"
    assert VENUES[3][0] not in (old := name_of_row(row))
    before.write_bytes(after.read_bytes())

    # when somebody wants to record what is found for it
    shown.errands.do("record")
    calm(shown)

    # then its file is shown instead, with a sentence
    one = shown.one
    assert one is not None
    assert one.state.is_other
    told = " ".join(each.text() for each in one.findChildren(Prose))
    assert "has changed since the list was made" in told
    assert old in told
    shown.back()
    calm(shown)
    again = next(each for each in rows_shown(shown) if each.place == row.place)
    assert name_of_row(again) == VENUES[3][0]
    assert again.result.verdict != row.result.verdict

    # and now it is the one that is meant; one that is gone is said to be
    the_list(shown).table.mark(again.number)
    shown.errands.do("open")
    calm(shown)
    assert isinstance(shown.page, OneView)
    assert not shown.page.state.is_other
    before.unlink()
    shown.back()
    calm(shown)
    the_list(shown).table.mark(again.number)

    def standing() -> str:
        return next(each.result.standing for each in rows_shown(shown) if each.place == row.place)

    qtbot.waitUntil(
        lambda: standing() == "unreadable", timeout=10_000
    )  # the card beside the list reads the file
    calm(shown)

    # and whole files are read beside the screen only
    shown.errands.do("open")
    calm(shown)
    assert set(looked) == {"errands", "one", "one_card"}
    assert threading.main_thread() not in looked.values()


def rows_shown(shown: InspectorWindow) -> list[Row]:
    """The rows of the list as the table has them."""
    model = the_list(shown).model
    return [row for number in range(model.rowCount()) if (row := model.row(number)) is not None]


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
    assert again.head.day.text() == "Law as of 31 May 2025"
    row = again.model.row(0)
    assert row is not None
    assert row.result.as_of == dt.date(2025, 5, 31)
    shown.look_as_of(today())
    calm(shown)


def test_the_day_whose_law_is_applied_is_always_seen_whole(in_language: Lang) -> None:
    # given the longest way to write a day
    day = dt.date(2031, 12, 28)
    written = t(AS_OF, date=language.written_date(day))
    head = Head(Wanted())
    head.setMinimumWidth(1)  # as in the window, which is no wider for it
    head.show_day(written, t(AS_OF, date=day.isoformat()))
    head.facts.setText("2026年第四季度 · " * 9)

    # then
    for width in (780, 1024, 1366):
        head.resize(width, 52)
        head.grab()
        assert str(day.year) in head.day.text()
        assert (head.day.text() == written) is (width > 1000)
        assert head.day.width() >= head.day.sizeHint().width()
        assert head.minimumSizeHint().width() <= width, in_language
    head.deleteLater()


def test_parts_are_reached_by_f6(shown: InspectorWindow) -> None:
    page = the_list(shown)
    shown.activateWindow()
    assert QTest.qWaitForWindowActive(shown)
    page.table.setFocus()
    been = []

    for _ in range(5):
        press(page, Qt.Key.Key_F6)
        been.append(QApplication.focusWidget())

    parts = (page.card, page.head, page.filters, page.charts, page.table)
    assert all(part is one or part.isAncestorOf(one) for part, one in zip(parts, been, strict=True) if one)
    assert been[-1] is page.table


def test_a_sample_is_drawn_again_from_its_seed(shown: InspectorWindow) -> None:
    # given
    assert shown.list is not None
    shown.list.want(replace(shown.list.look.wanted, standings=("unsealed",)))
    calm(shown)
    shown.show_sampling()
    calm(shown)
    page = shown.page
    assert isinstance(page, SamplingPage)

    # when
    page.size_line.clear()
    QTest.keyClicks(page.size_line, "+3,x")
    page.seed.setText("20261122")
    page.seed.textEdited.emit("20261122")
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

    # when the seed is taken away, then nothing is drawn and nothing can be written
    for seed in ("", "  "):
        page.seed.setText(seed)
        page.seed.textEdited.emit(seed)
        assert not page.plan.isEnabled()
        calm(shown)
        assert not page.plan.isEnabled()
        assert not page.round.isEnabled()
        assert page.told.text() == "Nothing is drawn without a seed: type one, or press “New seed”."
        assert page.model.rowCount() == page.strata.model().rowCount() == 0
    page.anew.click()
    calm(shown)
    assert page.plan.isEnabled()


def test_a_plan_is_written_to_its_end_though_its_page_is_left(
    desk: tuple[Window, InspectorWindow], shown: InspectorWindow, tmp_path: Path
) -> None:
    # given
    the_list(shown).want(Wanted(standings=("unsealed",)))
    calm(shown)
    shown.show_sampling()
    calm(shown)
    page = shown.page
    assert isinstance(page, SamplingPage)
    page.size_line.clear()
    QTest.keyClicks(page.size_line, "3")
    calm(shown)

    # when the plan is being written and the page is made anew and left
    assert isinstance(shown.dialogs, Choosing)
    shown.dialogs.target = tmp_path
    seed = page.seed.text()
    page.plan.click()
    assert not page.plan.isEnabled()
    desk[0].choose_language("ko")
    page = shown.page
    assert isinstance(page, SamplingPage)
    assert page.job_bar.isVisibleTo(page)
    press(page, Qt.Key.Key_Escape)
    calm(shown)

    # then it is there, and the list tells of it
    assert the_list(shown).foot.said
    plan = text_of(next(tmp_path.glob("*.pdf")).read_bytes())
    assert all(words in plan for words in (seed, "FR-SAMPLE-2", "Unsealed"))

    # and what was typed is still there
    shown.show_sampling()
    calm(shown)
    page = shown.page
    assert isinstance(page, SamplingPage)
    assert (page.size_line.text(), page.seed.text()) == ("3", seed)

    # and no round is written among what is inspected
    assert shown.portfolio is not None
    shown.dialogs.target = shown.portfolio.sources[0] / "round"
    page.round.click()
    calm(shown)
    assert str(shown.dialogs.target) in shown.banner.words
    assert not shown.dialogs.target.exists()
    page.head.back.click()
    assert shown.list is not None


def test_who_is_affected_by_another_day_is_listed(
    desk: tuple[Window, InspectorWindow],
    shown: InspectorWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    shown.show_law()
    page = shown.page
    assert isinstance(page, LawPage)
    assert page.days

    # when this year's law is held against that before the measures for face recognition, in one language and another
    monkeypatch.setattr("fr_desk.gui.inspector.law_page._RULES", 1)
    page.before.line.setText("2026-11-01")
    page.after.line.setText("2025-05-31")
    page.go.click()
    desk[0].choose_language("ko")
    page = shown.page
    assert isinstance(page, LawPage)
    assert page.is_busy
    desk[0].choose_language("en")
    page = shown.page
    assert isinstance(page, LawPage)
    calm(shown)

    # then
    assert page.shown is not None
    assert page.shown.changes
    assert "files are affected" in page.told.text()
    assert " more" in page.rules.text().splitlines()[-1]

    # and other days that are typed do not change whose law it is
    page.before.line.setText("2026-10-31")
    assert page.between.text() == "From the law of 2026-11-01 to the law of 2025-05-31"

    # and a file that is opened leads back to it
    page.table.selectRow(0)
    press(page.table, Qt.Key.Key_Return)
    calm(shown)
    assert shown.one is not None
    shown.one.closed.emit()
    page = shown.page
    assert isinstance(page, LawPage)
    assert page.table.currentIndex().row() == 0
    assert page.before.line.text() == "2026-10-31"
    table = page.findChild(AffectedTable)
    assert table is not None
    assert str(table.model().index(0, 0).data()) in {name for name, _, _ in VENUES}
    assert isinstance(shown.dialogs, Choosing)
    shown.dialogs.target = tmp_path
    page.export.click()
    calm(shown)
    assert page.note.text() == "Written: Law changed 2026-11-01 2025-05-31.csv"
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


@pytest.mark.parametrize("asked", [["--inspect"], []])
def test_the_program_starts_with_it(tmp_path: Path, folder: Path, qtbot: QtBot, asked: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Portfolio, "jobs", 0)
        window = app.build([*asked, str(folder)], home=tmp_path, dialogs=Choosing(tmp_path)).window
        window.show()

        qtbot.waitUntil(lambda: inspector_window(window) is not None)

        shown = inspector_window(window)
        assert shown is not None
        assert shown.portfolio is not None
        assert shown.portfolio.sources == (folder,)
        window.close()
        window.deleteLater()
        settle()


def test_one_rule_has_one_name_in_the_menu_on_the_command_line_and_in_the_plan() -> None:
    rule = say("filter.only_once", "en")
    assert rule in ONCE
    assert rule in MEANINGS["once"]


def test_names_and_sentences_stand_beside_each_other_as_the_language_has_it() -> None:
    now = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
    visit = Visit(inspector="王检查", office="网信办", began=now, written=now)
    seen = Observation(visit="v1", path="venue", outcome="differs", at=now, written=now)
    who = Sighting("o", seen, visit)
    language.choose("zh")
    assert seen_by(who).startswith("王检查、网信办，")
    assert in_a_row("9 份变差。", "", "另有 2 份。") == "9 份变差。另有 2 份。"
    language.choose("en")
    assert seen_by(who).startswith("王检查, 网信办, ")
    assert in_a_row("One.", "Two.") == "One. Two."


def test_a_zip_is_for_the_inspector_and_the_desk_says_what_a_record_is(
    desk: tuple[Window, InspectorWindow], tmp_path: Path
) -> None:
    # given
    window = desk[0]
    assert isinstance(window.dialogs, AnsweringDialogs)
    record = tmp_path / "visit.frrecord"
    with zipfile.ZipFile(record, "w") as made:
        made.writestr(RECORD_PART, b"{}")
    # when
    assert not window.files.open_path(record)
    # then
    assert "This is the record of an inspection; name the dossier beside it" in window.dialogs.told.pop()
    assert is_inspected(window, [tmp_path / "ten.ZIP"])
    assert not is_inspected(window, [record])
    assert not is_inspected(window, [])


def test_files_open_for_inspection_as_long_as_that_is_chosen(
    desk: tuple[Window, InspectorWindow], shown: InspectorWindow, folder: Path
) -> None:
    # given
    window, file = desk[0], folder / "0.frdesk"
    ticked = window.actions_by_name["inspects"]
    shown.show_start()
    page = shown.page
    assert isinstance(page, StartPage)
    assert not page.opening.isChecked()
    assert not ticked.isChecked()
    assert not take_drop(window, dropped([file]))

    # when it is chosen on the first page
    page.opening.click()

    # then it is kept, seen wherever it can be taken back, and a dossier opens read-only
    assert load_preferences(window.profile.folders).inspects
    assert ticked.isChecked()
    again = app.build([str(file)], home=window.profile.folders.config.parent, dialogs=window.dialogs).window
    again.show()
    settle()
    inspecting = inspector_window(again)
    assert inspecting is not None
    calm(inspecting)
    assert inspecting.one is not None
    assert inspecting.one.state.path == file
    told = " ".join(one.text() for one in inspecting.findChildren(Prose))
    assert "as chosen on this computer. Change that in the menu, or on the first page" in told
    assert again.document is None
    inspecting.say("")

    # when it is taken back in the menu of the list
    assert take_drop(window, dropped([file]))
    settle()
    calm(shown)
    assert shown.one is not None
    shown.show_list()
    calm(shown)
    menu = the_list(shown).head.menu.menu()
    assert menu is not None
    (choice,) = (one for one in menu.actions() if one.text() == t(COMMANDS["inspects"][0]))
    assert choice.isChecked()
    choice.trigger()

    # then it opens at the desk again
    assert not ticked.isChecked()
    assert not load_preferences(window.profile.folders).inspects
    assert not opens_here(window, file)
    ticked.trigger()
    assert choice.isChecked()
    assert opens_here(window, file)
    assert not opens_here(window, folder)
    ticked.trigger()
    again.close()
    again.deleteLater()
    settle()


def test_file_managers_offer_to_inspect() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their capitals
    entry.read(Path(app.__file__).parent.parent / "installer" / "fr-desk.desktop", encoding="utf-8")

    action = entry["Desktop Action Inspect"]
    assert entry["Desktop Entry"]["Actions"] == "Inspect;"
    assert action["Name"] == "Inspect with FR Desk"
    assert action["Exec"].endswith(f"open {app.INSPECT} %F")
