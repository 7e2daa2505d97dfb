"""Recording on site: places, choices, notes, photos, undo, orders, merging; by mouse, by keyboard, in three languages."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.domain.schema import LONG
from fr_desk.gui import language, theme
from fr_desk.gui.inspector.record_begin import BeginCard
from fr_desk.gui.inspector.record_head import RecordHead
from fr_desk.gui.inspector.record_page import RecordPage
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES, Lang
from fr_desk.inspection.record_file import read_record
from fr_desk.services.inspecting.records import OpenRecord
from tests.gui.conftest import AnsweringDialogs, descendants, settle
from tests.gui.looking import clipped, outside, overlapping

Open = Callable[..., RecordPage]


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    folder = tmp_path / "venues"
    folder.mkdir()
    return services.write_sample("shanghai-hotel", folder)


@pytest.fixture
def show(qtbot: QtBot, window: Window) -> Iterator[Open]:
    """Shows the record of a dossier; with ``name`` a visit has begun."""
    pages: list[RecordPage] = []

    def shown(path: Path, name: str = "Wang", size: tuple[int, int] = (1366, 768)) -> RecordPage:
        page = RecordPage(window)
        pages.append(page)
        page.resize(*size)
        page.show()
        with qtbot.waitSignal(page.shown, timeout=8000):
            page.open_for(path)
            assert page.session is not None
            if page.session.open is not None:
                page.shown.emit()
        if name and page.session.open is not None and not page.session.visit:
            page.begin_visit(name, "Jing'an", False)
        settle()
        return page

    yield shown
    for page in pages:
        page.shut_down()
        page.deleteLater()
    settle()


def opened(page: RecordPage) -> OpenRecord:
    assert page.session is not None
    assert page.session.open is not None
    return page.session.open


def wait_idle(qtbot: QtBot, page: RecordPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=8000)
    settle()


def outcomes(page: RecordPage) -> dict[str, str]:
    assert page.session is not None
    return {one.path: one.outcome for one in page.session.record.observations.values()}


def photo(folder: Path, name: str = "lens.jpg") -> Path:
    Image.new("RGB", (60, 40), "red").save(folder / name)
    return folder / name


def test_what_is_being_done_is_told_on_both_sides_and_can_be_stopped(
    hotel: Path, show: Open, qtbot: QtBot
) -> None:
    # given
    page, stopped = show(hotel), list[bool]()
    assert page.session is not None

    def work(progress: object, cancelled: Callable[[], bool]) -> None:
        until = time.monotonic() + 10
        while not cancelled() and time.monotonic() < until:
            time.sleep(0.002)
        stopped.append(cancelled())

    # when
    page.session.run(work, "Writing x.pdf", lambda _done: None)
    page.show_side("summary")
    settle()

    # then
    assert page.summary is not None
    assert isinstance(page.head, RecordHead)
    assert page.head.facts.text() == "Writing x.pdf"
    assert not page.summary.papers.job.isHidden()
    page.summary.papers.job.cancel.click()
    wait_idle(qtbot, page)
    assert stopped == [True]
    assert page.summary.papers.job.isHidden()
    assert page.head.facts.text() != "Writing x.pdf"


def test_a_visit_from_the_name_to_the_file_beside_the_dossier(
    hotel: Path, show: Open, window: Window
) -> None:
    # given
    before = hotel.read_bytes(), hotel.stat().st_mtime_ns
    page = show(hotel, name="")
    assert page.begin is not None
    assert page.place is not None
    assert not any(one.isEnabled() for one in page.place.found.choices.values())

    # when nobody says who it is
    QTest.mouseClick(page.begin.go, Qt.MouseButton.LeftButton)
    assert page.begin.complaint.isVisible()
    QTest.keyClicks(page.begin.name, "Wang Jing")
    page.begin.again.click()
    assert page.list is not None
    QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    settle()

    # then what was typed stands at the next place too
    assert (page.begin.name.text(), page.begin.again.isChecked()) == ("Wang Jing", True)
    page.begin.first.click()
    QTest.keyClick(page.begin.name, Qt.Key.Key_Return)
    settle()
    assert descendants(page, BeginCard) == []
    assert window.profile.preferences.inspector == "Wang Jing"

    # when
    first = page.place.spot.path
    QTest.mouseClick(page.place.found.choices["differs"], Qt.MouseButton.LeftButton)
    assert page.place.found.details.isVisible()
    QTest.keyClicks(page.place.found.notes, "It looks into the changing room.")
    page.place.found.article.setCurrentIndex(1)
    page.place.found.article.activated.emit(1)
    QTest.mouseClick(page.place.found.next, Qt.MouseButton.LeftButton)
    settle()

    # then
    assert page.place.spot.path != first
    (seen,) = opened(page).record.observations.values()
    assert (seen.path, seen.outcome) == (first, "differs")
    assert seen.says == "It looks into the changing room."
    assert seen.article in opened(page).articles_at(first)
    page.shut_down()
    settle()
    assert seen in read_record(hotel.with_suffix(".frrecord")).record.observations.values()
    assert before == (hotel.read_bytes(), hotel.stat().st_mtime_ns)


def test_everything_goes_by_keyboard_and_can_be_taken_back(hotel: Path, show: Open) -> None:
    # given
    page = show(hotel)
    page.activateWindow()
    assert page.list is not None
    places = [row.path for row in page.list.model.rows if row.path]

    # when
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    settle()
    assert page.place is not None
    assert page.place.spot.path == places[1]
    QTest.keyClick(page.list.view, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.place.found.choices["as_declared"]
    QTest.keyClick(page.place, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.place, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    QTest.keyClick(page.place, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    settle()

    # then
    assert outcomes(page) == {places[1]: "differs", places[2]: "as_declared"}

    # when
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert outcomes(page) == {places[1]: "differs"}
    assert page.place.spot.path == places[2]
    assert not page.place.found.choices["as_declared"].isChecked()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert outcomes(page) == {}
    QTest.keyClick(
        page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle()

    # then
    assert outcomes(page) == {places[1]: "differs"}


def test_words_typed_in_one_go_are_one_step(hotel: Path, show: Open) -> None:
    # given
    page = show(hotel)
    assert page.place is not None
    assert page.session is not None
    page.place.found.choose("differs")
    QTest.keyClicks(page.place.found.notes, "moved")

    # when
    page.session.undo()
    settle()

    # then
    assert page.place.found.notes.toPlainText() == ""
    assert list(outcomes(page).values()) == ["differs"]
    page.session.redo()
    settle()
    assert page.place.found.notes.toPlainText() == "moved"
    assert page.place.found.notes.textCursor().position() == len("moved")


def test_everything_can_be_taken_back_to_the_begin_and_done_again(hotel: Path, show: Open) -> None:
    # given
    page = show(hotel)
    assert page.place is not None
    assert page.session is not None
    page.place.found.choose("differs")
    QTest.keyClicks(page.place.found.notes, "moved")
    said = [one.says for one in page.session.record.observations.values()]

    # when
    while page.session.undoable:
        page.session.undo()
    settle()

    # then
    assert page.begin is not None
    assert (page.session.record.visits, page.session.record.observations) == ({}, {})

    # when
    while page.session.redoable:
        page.session.redo()
    settle()

    # then
    assert descendants(page, BeginCard) == []
    assert [one.says for one in page.session.record.observations.values()] == said == ["moved"]


def test_words_that_do_not_fit_are_refused_where_one_sees_it(hotel: Path, show: Open) -> None:
    # given
    page = show(hotel)
    assert page.session is not None
    page.show_side("summary")
    assert page.summary is not None
    settle()
    notes = page.summary.notes
    notes.setPlainText("a" * (LONG - 2) + "z")

    # when more is put in than there is room for
    notes.moveCursor(notes.textCursor().MoveOperation.Start)
    notes.insertPlainText("😀23")

    # then what stood there stays, on the screen as in the record
    told = page.session.record.visits[page.session.visit].notes
    assert notes.toPlainText() == told == "😀" + "a" * (LONG - 2) + "z"
    assert notes.textCursor().position() == len("😀".encode("utf-16-le")) // 2
    assert notes.complaint.isVisible()
    notes.textCursor().deletePreviousChar()
    assert not notes.complaint.isVisible()


def test_something_that_is_not_declared_with_a_dropped_photo(
    hotel: Path, show: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    # given
    page = show(hotel)
    assert page.place is not None

    # when
    page.place.found.choose("not_declared")
    settle()
    assert page.place.undeclared
    QTest.keyClicks(page.place.found.name, "<b>Lens</b> & mirror")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo(tmp_path)))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.place.found.photos.dropEvent(drop)
    wait_idle(qtbot, page)

    # then
    (seen,) = opened(page).record.observations.values()
    assert (seen.path, seen.outcome, seen.label) == ("cameras", "not_declared", "<b>Lens</b> & mirror")
    assert len(seen.photos) == 1
    assert page.list is not None
    assert "<b>Lens</b> & mirror" in [row.label for row in page.list.model.rows]

    # when a picture is pasted, and something that is no picture is dropped
    QApplication.clipboard().setImage(page.grab().toImage())
    assert page.place.found.photos.paste_picture()
    wait_idle(qtbot, page)
    (tmp_path / "evil.jpg").write_bytes(b"<svg/>")
    page.place.found.photos.add_files([tmp_path / "evil.jpg"])
    wait_idle(qtbot, page)

    # then
    (seen,) = opened(page).record.observations.values()
    assert len(seen.photos) == 2
    assert "evil.jpg" in page.banner.words
    page.place.found.photos.removed.emit(seen.photos[0])
    settle()
    assert len(next(iter(opened(page).record.observations.values())).photos) == 1


def test_orders_are_given_with_a_day_and_judged_at_the_reinspection(
    hotel: Path, show: Open, qtbot: QtBot, dialogs: AnsweringDialogs
) -> None:
    # given
    page = show(hotel)
    assert page.session is not None
    page.show_side("summary")
    assert page.summary is not None

    # when
    QTest.mouseClick(page.summary.proposals[0].order, Qt.MouseButton.LeftButton)
    settle()
    (card,) = page.summary.orders.values()
    assert not card.give.isEnabled()
    card.until.show_day(dt.date(2026, 12, 20))
    assert card.give.isEnabled()
    card.give.setFocus()
    QTest.keyClick(card.give, Qt.Key.Key_Space)
    settle()

    # then
    (card,) = page.summary.orders.values()
    assert page.focusWidget() is card.drop
    (order,) = page.session.record.orders.values()
    assert order.given is not None
    assert order.until == dt.date(2026, 12, 20)
    assert order.articles
    assert page.summary.papers.buttons["order"].isEnabled()
    page.summary.papers.write("csv")
    wait_idle(qtbot, page)
    assert list(dialogs.target.glob("*.csv"))

    # when
    page.finish_visit()
    page.show_side("places")
    assert page.begin is not None
    assert page.begin.again.isChecked()
    page.begin_visit("Wang", "", True)
    settle()
    (card,) = page.summary.orders.values()
    card.judgements[False].setFocus()
    QTest.mouseClick(card.judgements[False], Qt.MouseButton.LeftButton)
    settle()

    # then
    (fate,) = opened(page).righted()
    assert fate.state == "not_right"
    (card,) = page.summary.orders.values()
    assert page.focusWidget() is card.judgements[False]
    assert card.remark is not None
    QTest.keyClicks(card.remark, "As before.")
    assert next(iter(page.session.record.orders.values())).done_says == "As before."
    page.session.undo()
    assert card.remark.text() == ""
    _another_says_otherwise(page, card.key)


def _another_says_otherwise(page: RecordPage, key: str) -> None:
    """What the inspector at the screen said stays chosen; what another said later counts and is told."""
    assert page.session is not None
    assert page.summary is not None
    other = opened(page).begin_visit("Li", kind="reinspection")
    page.session.do(lambda now: now.judge(key, other, done=True, says="Seen."), "x")
    settle()
    card = page.summary.orders[key]
    assert card.judgements[False].isChecked()
    assert card.remark is not None
    assert card.remark.text() == ""
    assert opened(page).righted()[0].state == "right"
    told = {label.text() for label in card.findChildren(QLabel)}
    assert {"The inspectors do not agree.", "Seen."} <= told


def test_after_undoing_an_order_says_what_would_be_given(hotel: Path, show: Open) -> None:
    # given
    page = show(hotel)
    assert page.session is not None
    page.show_side("summary")
    assert page.summary is not None
    page.summary.proposals[0].order.click()
    (card,) = page.summary.orders.values()
    proposed = card.says.toPlainText()
    card.until.show_day(dt.date(2026, 12, 20))
    card.says.setPlainText("Remove the lens.")
    page.summary.present.setText("Zhao")
    page.summary.present.textEdited.emit("Zhao")

    # when
    page.session.undo()
    page.session.undo()

    # then
    assert (page.summary.present.text(), card.says.toPlainText()) == ("", proposed)
    page.session.undo()
    assert (card.until.day, card.give.isEnabled()) == (None, False)
    page.session.redo()
    assert (card.until.day, card.give.isEnabled()) == (dt.date(2026, 12, 20), True)

    # when it has no words
    card.says.setPlainText(" ")

    # then
    assert not card.give.isEnabled()


def test_no_reinspection_begins_while_the_inspection_is_open(hotel: Path, show: Open) -> None:
    # given
    page = show(hotel)
    assert page.session is not None

    # when
    page.begin_visit("Wang", "", True)

    # then
    assert "not finished" in page.banner.words
    assert page.session.shown.side == "places"
    assert [one.kind for one in page.session.record.visits.values()] == ["inspection"]


def test_another_record_is_shown_before_it_is_taken_over(
    hotel: Path, show: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    # given
    copy = tmp_path / "copy" / hotel.name
    copy.parent.mkdir()
    copy.write_bytes(hotel.read_bytes())
    other = OpenRecord(copy)
    other.observe(other.begin_visit("Li"), "cameras.c1", "differs", says="moved")
    assert other.close()
    page = show(hotel)
    assert page.session is not None
    page.session.do(
        lambda one: one.observe(page.session.visit if page.session else "", "cameras.c1", "as_declared"), "x"
    )
    page.show_side("summary")
    assert page.summary is not None

    # when
    page.summary.merge.look_at(other.keeper.file)
    wait_idle(qtbot, page)

    # then, also after a look at the places
    page.show_side("places")
    page.show_side("summary")
    settle()
    assert len(outcomes(page)) == 1
    assert page.summary.merge.coming is not None
    told = " ".join(one.accessibleName() for one in page.summary.merge.findChildren(QWidget))
    assert "Li" in told
    assert "moved" in told
    page.summary.merge.take.click()
    settle()
    assert sum(row.differs for row in opened(page).rows()) == 1
    page.session.undo()
    settle()
    assert sum(row.differs for row in opened(page).rows()) == 0


def test_no_visit_begins_beside_a_record_of_the_same_dossier_under_another_name(
    hotel: Path, show: Open
) -> None:
    # given
    before = OpenRecord(hotel)
    before.begin_visit("王芳")
    before.close()
    kept = before.keeper.file
    kept.rename(kept.with_stem("renamed"))

    # when
    page = show(hotel)
    assert page.begin is not None
    QTest.mouseClick(page.begin.go, Qt.MouseButton.LeftButton)
    settle()

    # then
    assert "renamed" in page.banner.words
    assert opened(page).record.visits == {}
    assert not kept.exists()


def test_in_another_language_the_page_goes_on_where_it_was(hotel: Path, show: Open) -> None:
    # given
    page = show(hotel)
    assert page.place is not None
    page.place.found.choose("differs")
    QTest.keyClicks(page.place.found.notes, "moved")
    session, path = page.session, page.place.spot.path
    page.show_side("summary")
    assert page.summary is not None
    page.summary.papers.lang.setCurrentIndex(2)
    page.summary.papers.lang.activated.emit(2)

    # when
    language.choose("ko")
    page.shut_down()
    again = show(hotel)

    # then
    assert again.session is session
    assert again.summary is not None
    assert again.summary.papers.lang.currentIndex() == 2
    again.show_side("places")
    assert again.place is not None
    assert again.place.spot.path == path
    assert again.place.found.notes.toPlainText() == "moved"
    assert again.session is not None
    again.session.undo()
    settle()
    assert again.place.found.notes.toPlainText() == ""


def test_a_record_that_cannot_be_read_is_told_and_left(hotel: Path, show: Open) -> None:
    # given
    broken = hotel.with_suffix(".frrecord")
    broken.write_bytes(b"PK nothing")

    # when
    page = show(hotel)

    # then
    assert page.session is not None
    assert page.session.open is None
    assert page.list is None
    assert broken.read_bytes() == b"PK nothing"
    for shown in (page, show(hotel)):  # also when the page is made anew
        told = " ".join(one.accessibleName() for one in shown.findChildren(QWidget))
        assert "frrecord" in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_cut_and_everything_has_a_name(
    hotel: Path, show: Open, lang: Lang, tmp_path: Path
) -> None:
    # given
    language.choose(lang)
    theme.choose({"zh": "light", "ko": "dark", "en": "high_contrast"}[lang])  # type: ignore[arg-type]  # three of four
    page = show(hotel, size=(1024, 700))
    assert page.place is not None
    page.place.found.choose("differs")
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "blue").save(out, "PNG")
    opened(page).add_photo(page.place.found.key, out.getvalue(), "x" * 150 + ".png")
    assert page.session is not None
    page.session.changed.emit()
    for side in ("places", "summary"):
        page.show_side(side)
        if page.summary is not None:
            page.summary.proposals[0].order.click()
        settle()

        # then
        assert list(clipped(page)) == []
        assert list(outside(page)) == []
        assert list(overlapping(page)) == []
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox):
            nameless = [one for one in descendants(page, kind) if not (one.accessibleName() or _text(one))]
            assert nameless == []


def test_the_head_does_without_much_where_there_is_little_room(hotel: Path, show: Open) -> None:
    # given
    theme.choose("light", 1.5)
    page = show(hotel, size=(780, 460))
    assert isinstance(page.head, RecordHead)

    # then
    assert (list(clipped(page.head)), list(outside(page.head)), list(overlapping(page.head))) == ([], [], [])
    assert page.head.bar.isHidden()
    assert page.head.back.icon().isNull()

    # when
    page.resize(1366, 460)
    settle()

    # then
    assert not page.head.bar.isHidden()
    assert not page.head.back.icon().isNull()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
