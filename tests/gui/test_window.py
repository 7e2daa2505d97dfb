"""The window: first screen, files, papers, leaving."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from fr_desk import app, services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.errors import CancelledError
from fr_desk.gui.desk import Desk
from fr_desk.gui.dialogs import Leave
from fr_desk.gui.document import Document
from fr_desk.gui.home import Home
from fr_desk.gui.tasks import Tasks
from fr_desk.gui.window import Window
from fr_desk.services import papers
from tests.gui.conftest import AnsweringDialogs, click, open_desk, sample, settle


def test_a_tile_without_a_country_asks_for_the_country(window: Window):
    # given
    home = window.home
    assert isinstance(home, Home)

    # when
    click(home.tiles[VenueKind.HOTEL])

    # then
    assert window.document is None
    assert home._complaint.isVisible()


@pytest.mark.parametrize("country", Jurisdiction)
@pytest.mark.parametrize("kind", [VenueKind.HOTEL, VenueKind.PUBLIC_RESTROOM, VenueKind.OTHER])
def test_a_new_venue_of_any_kind_shows_every_step_and_nothing_to_change(
    window: Window, kind: VenueKind, country: Jurisdiction
):
    # when
    desk, document = open_desk(window, services.new_dossier(kind, country))
    for step in desk.rail.buttons:
        desk.show_step(step)

    # then
    assert desk.panel.shown == []
    assert document.is_clean


def test_a_saved_dossier_is_among_the_recent_ones_and_opens_again(
    window: Window, hotel_desk: tuple[Desk, Document], dialogs: AnsweringDialogs
):
    # given
    _, document = hotel_desk
    document.edit("venue.name", "Lantern: Hotel / 1")
    assert window.files.save()
    path = document.path
    assert path == dialogs.target / "Lantern Hotel 1.frdesk"

    # when
    window.files.close()
    settle()

    # then
    assert isinstance(window.home, Home)
    click(window.home.recent[0])
    assert window.document is not None
    assert window.document.dossier.venue.name == "Lantern: Hotel / 1"
    assert window.document.path == path
    assert window.document.is_clean


@pytest.mark.parametrize(
    ("wish", "stays", "saved"),
    [(Leave.STAY, True, False), (Leave.DISCARD, False, False), (Leave.SAVE, False, True)],
)
def test_leaving_with_unsaved_answers_asks(
    window: Window,
    hotel_desk: tuple[Desk, Document],
    dialogs: AnsweringDialogs,
    wish: Leave,
    stays: bool,
    saved: bool,
):
    # given
    _, document = hotel_desk
    document.edit("venue.name", "Lantern")
    dialogs.leave = wish

    # when
    window.close()
    settle()

    # then
    assert dialogs.asked == ["Lantern"]
    assert window.isVisible() is stays
    assert (dialogs.target / "Lantern.frdesk").exists() is saved


def test_a_dossier_pdf_opens_with_what_became_of_its_check_and_is_saved_as_a_new_file(
    window: Window, dialogs: AnsweringDialogs, qtbot: QtBot
):
    # given
    pdf = papers.write_dossier_pdf(sample("seoul-gym"), dialogs.target / "gym.pdf")

    # when
    assert window.files.open_path(pdf)
    desk, document = window.desk, window.document
    assert desk is not None
    assert document is not None
    qtbot.waitUntil(lambda: "fingerprint" in desk.banner.words, timeout=10_000)

    # then
    places = [document.path]
    assert desk.banner.words.startswith("Opened from a dossier PDF.")

    # when
    assert window.files.save()

    # then
    places.append(document.path)
    assert places == [None, dialogs.target / f"{document.dossier.venue.name}.frdesk"]
    assert not desk.banner.isVisible()


@pytest.mark.parametrize(
    "content", [b"", b"not a dossier", b"PK\x03\x04 cut", json.dumps({"format": 99}).encode()]
)
def test_a_file_that_is_no_dossier_gets_one_sentence(
    window: Window, dialogs: AnsweringDialogs, tmp_path: Path, content: bytes
):
    # given
    path = tmp_path / "strange.frdesk"
    path.write_bytes(content)

    # when
    opened = window.files.open_path(path)

    # then
    assert not opened
    assert len(dialogs.told) == 1
    assert "strange.frdesk" in dialogs.told[0]
    assert window.home is not None


def test_a_dropped_file_opens(window: Window, dialogs: AnsweringDialogs, qtbot: QtBot):
    # given
    path = dialogs.target / "gym.frdesk"
    services.save_dossier(sample("seoul-gym"), path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])

    # when
    drop = QDropEvent(
        QPoint(9, 9).toPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    settle()

    # then
    assert window.document is not None
    assert window.document.path == path


def test_the_signs_are_written(
    window: Window, gym_desk: tuple[Desk, Document], dialogs: AnsweringDialogs, qtbot: QtBot
):
    # when
    window.exports.signs()
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)

    # then
    assert dialogs.told == []
    assert list(dialogs.target.glob("sign-*.pdf"))
    assert gym_desk[0].status.noted


class Slow:
    """A job that waits until it is told to stop, as a long export does."""

    def __init__(self) -> None:
        self.begun = threading.Event()

    def __call__(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        self.begun.set()
        wait = threading.Event()
        for number in range(10_000):
            progress(number, 10_000)
            if cancelled():
                raise CancelledError
            wait.wait(0.002)


def test_a_running_job_can_be_cancelled_and_says_so(
    window: Window, gym_desk: tuple[Desk, Document], qtbot: QtBot
):
    # given
    desk, _ = gym_desk
    job = Slow()
    window.papers.run(job, "Writing", lambda _result: None)
    assert job.begun.wait(5)
    settle()
    assert desk.status.cancel.isVisible()

    # when
    click(desk.status.cancel)
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs)

    # then
    assert desk.status.noted == "Cancelled. Nothing was written."
    assert not desk.status.cancel.isVisible()


def test_the_window_closes_while_a_job_runs(window: Window, gym_desk: tuple[Desk, Document]):
    # given
    job = Slow()
    window.papers.run(job, "Writing", lambda _result: pytest.fail("told after the end"))
    assert job.begun.wait(5)

    # when
    closed = window.close()
    settle()

    # then
    assert closed
    assert window.papers.tasks.jobs == []


def test_the_language_can_change_while_a_job_runs(
    window: Window, gym_desk: tuple[Desk, Document], qtbot: QtBot
):
    # given
    job = Slow()
    window.papers.run(job, "Writing", lambda _result: None)
    assert job.begun.wait(5)

    # when
    window.choose_language("ko")
    settle()

    # then
    assert window.desk is not None
    click(window.desk.status.cancel)
    qtbot.waitUntil(lambda: not window.papers.tasks.jobs)


def test_a_result_comes_back_on_the_main_thread(qtbot: QtBot, window: Window):
    # given
    tasks, seen = Tasks(window), []
    job = tasks.start(lambda _progress, _cancelled: threading.get_ident(), "")
    job.done.connect(lambda other: seen.append((other, threading.get_ident())))

    # when
    qtbot.waitUntil(lambda: bool(seen))

    # then
    worker, here = seen[0]
    assert worker != here == threading.get_ident()
    tasks.shut_down()


def test_an_error_of_ours_is_told_in_the_language_of_the_screen(
    window: Window, gym_desk: tuple[Desk, Document], dialogs: AnsweringDialogs, qtbot: QtBot
):
    # given a target that is a folder's name used for a file
    dialogs.target = dialogs.target / "missing" / "folder"

    # when
    window.exports.dossier()
    qtbot.waitUntil(lambda: bool(dialogs.told), timeout=30_000)

    # then
    assert "missing" in dialogs.told[0]


def test_preferences_are_kept_for_the_next_start(window: Window, tmp_path: Path):
    # given
    window.choose_language("ko")
    window.choose_theme("dark")

    # when
    again = app.build(home=tmp_path / "profile").window

    # then
    assert (again.profile.preferences.language, again.profile.preferences.theme) == ("ko", "dark")
    again.close()
    again.deleteLater()
