"""A start paints what fits on the screen, and makes the rest of the page afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fr_desk import app, services
from fr_desk.gui.form import Asked
from fr_desk.gui.page import StepPage
from fr_desk.gui.window import Window
from tests.gui.conftest import AnsweringDialogs, sample, settle


@pytest.fixture
def starting(dialogs: AnsweringDialogs, tmp_path: Path) -> Iterator[Window]:
    """The window with a hotel, before it comes onto the screen."""
    file = tmp_path / "hotel.frdesk"
    services.save_dossier(sample("shanghai-hotel"), file)
    made = app.build([str(file)], tmp_path / "profile", dialogs).window
    yield made
    made.close()
    made.deleteLater()
    settle()


def made_on(page: StepPage) -> list[str]:
    """Return the questions of the page that are made, from top to bottom."""
    return [one.path for one in page.findChildren(Asked) if one.editor is not None and not one.isHidden()]


def test_the_first_painting_has_what_fits_and_the_rest_follows_by_itself(starting: Window, qtbot: QtBot):
    # given
    assert starting.desk is not None
    page = starting.desk.findChild(StepPage)
    assert isinstance(page, StepPage)
    first = made_on(page)
    assert first[:3] == ["venue.jurisdiction", "venue.kind", "venue.name"]
    assert "organisation.audited" not in first

    # when
    starting.show()
    painted = page.viewport().height()
    shown = next(one for one in page.findChildren(Asked) if one.path == first[-1])
    qtbot.waitUntil(lambda: "organisation.audited" in made_on(page))

    # then
    settle()
    sheet = page.widget()
    assert sheet is not None
    top = shown.mapTo(sheet, shown.rect().topLeft()).y()
    assert top + shown.height() >= painted - 40
    rest = made_on(page)
    assert rest[: len(first)] == first
    assert len(rest) > len(first)
    starting.desk.reshow()
    assert made_on(page) == rest


def test_who_asks_for_a_later_question_finds_it_at_once(starting: Window):
    # given
    assert starting.desk is not None

    # when
    starting.desk.page.reveal("organisation.audited")

    # then
    assert "organisation.audited" in made_on(starting.desk.page)


def test_the_tab_key_finds_all_that_is_asked(starting: Window):
    # given
    desk = starting.desk
    assert desk is not None
    page = desk.findChild(StepPage)
    assert isinstance(page, StepPage)

    # when
    desk.focusNextPrevChild(True)

    # then
    assert "organisation.audited" in made_on(page)
