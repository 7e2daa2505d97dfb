"""The window with the versions: keep, compare, restore, open, export, take away; by keyboard, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.domain.dossier import Dossier
from fr_desk.gui import language
from fr_desk.gui.differences_view import SHOWN, DifferenceLine, DifferencesView
from fr_desk.gui.document import Document
from fr_desk.gui.prose import Prose
from fr_desk.gui.reading_window import ReadingWindow
from fr_desk.gui.versions import VersionsPage, open_versions
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES
from tests.gui.conftest import AnsweringDialogs, sample, settle
from tests.gui.file_stage import FileStage
from tests.gui.looking import clipped, outside, overlapping


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file saved twice, so that it has a backup."""
    path = tmp_path / "gym.frdesk"
    dossier = sample("seoul-gym")
    services.save_dossier(dossier.model_copy(update={"revision": 7}), path)
    services.save_dossier(dossier, path)
    return path


@pytest.fixture
def stage(dialogs: AnsweringDialogs, clean_profile: Path, qtbot: QtBot) -> Iterator[FileStage]:
    made = FileStage(clean_profile, dialogs)
    made.show()
    yield made
    made.leave()
    settle()


@pytest.fixture
def document(qtbot: QtBot, stage: FileStage, file: Path) -> Document:
    assert stage.files.open_path(file)
    with qtbot.waitActive(open_versions(stage.window_)):
        pass
    settle()
    assert stage.document is not None
    return stage.document


def shown(stage: FileStage) -> ReadingWindow:
    (found,) = [one for one in stage.findChildren(ReadingWindow) if one.isVisible()]
    return found


def page(stage: FileStage) -> VersionsPage:
    found = shown(stage).contents
    assert isinstance(found, VersionsPage)
    return found


def names(stage: FileStage) -> list[str]:
    return [row.version.name for row in page(stage).rows if row.version.kind == "named"]


def keep(stage: FileStage, name: str) -> None:
    page(stage).name.setText(name)
    page(stage).keep_button.click()
    settle()


def test_keeping_a_version_by_keyboard_counts_a_revision_as_one_step(
    stage: FileStage, document: Document
) -> None:
    # given
    before, revision = document.stack.count(), document.dossier.revision
    assert page(stage).name.hasFocus()

    # when
    QTest.keyClicks(page(stage).name, "before the audit")
    QTest.keyClick(page(stage).name, Qt.Key.Key_Tab)
    QTest.keyClicks(page(stage).by, "Min")
    QTest.keyClick(page(stage).by, Qt.Key.Key_Return)
    settle()

    # then
    assert names(stage) == ["before the audit"]
    assert document.stack.count() == before + 1
    assert document.dossier.revision == revision + 1
    assert (document.dossier.history[-1].what, document.dossier.history[-1].by) == ("before the audit", "Min")
    assert page(stage).state.note == f"Kept as revision {revision + 1}: before the audit"
    stage.undo()
    assert document.dossier.revision == revision
    settle()
    assert names(stage) == ["before the audit"]


def test_a_version_without_a_name_is_asked_for_one(stage: FileStage, document: Document) -> None:
    page(stage).keep_button.click()
    settle()

    assert "Give the version a name" in page(stage).state.note
    assert document.is_clean
    assert page(stage).name.hasFocus()


def test_a_version_is_compared_with_now_restored_and_undo_brings_all_back(
    qtbot: QtBot, stage: FileStage, document: Document
) -> None:
    # given
    keep(stage, "first")
    old = document.get("venue.name")
    document.edit("venue.name", "Another name")
    revision = document.dossier.revision

    # when
    page(stage).rows[0].compare.click()
    settle()

    # then
    compared = page(stage).compared
    assert compared is not None
    assert compared.view is not None
    assert [(one.path, one.before, one.after) for one in compared.view.differences] == [
        ("venue.name", old, "Another name")
    ]
    assert compared.back.hasFocus()
    compared.restore.click()
    settle()
    assert (document.get("venue.name"), document.dossier.revision) == (old, revision)
    stage.undo()
    assert document.get("venue.name") == "Another name"


def test_any_two_versions_are_compared_by_keyboard(stage: FileStage, document: Document) -> None:
    # given
    keep(stage, "first")
    document.edit("venue.name", "Another name")
    keep(stage, "second")
    page(stage).rows[0].compare.click()
    settle()

    # when one goes down both lists: as it is now, as saved in the file, second, first
    for side, presses, name in ((0, 1, "first"), (1, 2, "second")):
        combo = page(stage).findChild(QComboBox, f"versions-side-{side}")
        assert combo is not None
        combo.setFocus()
        for _ in range(presses):
            QTest.keyClick(combo, Qt.Key.Key_Down)
            settle()
            here = QApplication.focusWidget()
            assert isinstance(here, QComboBox)  # the list keeps the keyboard
            combo = here
        assert combo.currentText().startswith(name)

    # then
    compared = page(stage).compared
    assert compared is not None
    assert compared.view is not None
    assert "venue.name" in [one.path for one in compared.view.differences]


def test_what_is_taken_away_comes_back_with_one_press(stage: FileStage, document: Document) -> None:
    # given
    keep(stage, "first")

    # when
    page(stage).rows[0].remove.click()
    settle()

    # then
    assert names(stage) == []
    undo = QApplication.focusWidget()
    assert isinstance(undo, QPushButton)
    assert undo.accessibleName() == "Undo"
    QTest.keyClick(undo, Qt.Key.Key_Space)
    settle()
    assert names(stage) == ["first"]


def test_a_version_is_written_to_a_file_of_its_own(
    stage: FileStage, document: Document, dialogs: AnsweringDialogs
) -> None:
    backup = page(stage).rows[-1]
    assert backup.version.kind == "backup"

    backup.export.click()
    settle()

    (written,) = dialogs.target.glob("*.frdesk")
    assert services.open_dossier(written).dossier.revision == 7


def test_a_version_is_opened_as_a_dossier_without_a_file(stage: FileStage, document: Document) -> None:
    page(stage).rows[-1].open_new.click()
    settle()

    assert stage.document is not document
    assert stage.document is not None
    assert (stage.document.path, stage.document.dossier.revision) == (None, 7)
    assert [one for one in stage.findChildren(ReadingWindow) if one.isVisible()] == []


def test_a_damaged_version_is_said_and_nothing_changes(stage: FileStage, document: Document) -> None:
    row = page(stage).rows[-1]
    row.version.file.write_bytes(b"PK damaged")

    row.restore.click()
    settle()
    assert page(stage).state.wrong
    assert document.is_clean

    page(stage).rows[-1].compare.click()
    settle()
    compared = page(stage).compared
    assert compared is not None
    assert "is cut off or damaged" in compared.complaint.text()


def test_the_command_opens_the_window_once_a_dossier_is_open(window: Window, file: Path) -> None:
    command = window.actions_by_name["versions"]
    assert not command.isEnabled()

    assert window.files.open_path(file)
    QTest.keyClick(
        window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle()

    (found,) = window.findChildren(ReadingWindow)
    assert found.isVisible()
    assert command.isEnabled()


def test_nothing_is_clipped_in_three_languages_with_hostile_names(
    stage: FileStage, document: Document
) -> None:
    # given
    keep(stage, "<b>W</b>" * 14)
    document.edit("venue.name", "很" * 190)
    document.edit("operator.name", "W" * 190)
    document.edit("venue.address", None)
    found = {}

    reading = shown(stage)
    reading.resize(560, 600)
    for lang in LANGUAGES:
        # when
        language.choose(lang)
        reading.refresh()
        settle()
        found[lang, "list"] = [*clipped(reading), *outside(reading), *overlapping(reading)]
        page(stage).rows[0].compare.click()
        settle()
        found[lang, "compared"] = [*clipped(reading), *outside(reading), *overlapping(reading)]
        page(stage).close_comparison()
        settle()

    # then
    assert {place: some for place, some in found.items() if some} == {}
    QTest.keyClick(shown(stage), Qt.Key.Key_Escape)
    settle()


def test_many_differences_are_counted_and_shown_on_request(qtbot: QtBot) -> None:
    # given
    many = {f"c{number}": {"label": f"Camera {number}"} for number in range(SHOWN + 10)}
    view = DifferencesView(Dossier(), Dossier.model_validate({"cameras": many}))
    qtbot.addWidget(view)
    view.show()
    assert len(view.differences) == SHOWN + 10
    assert len(view.findChildren(DifferenceLine)) == SHOWN

    # when
    (more,) = [one for one in view.findChildren(QPushButton) if one.accessibleName() == "Show 10 more"]
    more.click()

    # then
    assert len(view.findChildren(DifferenceLine)) == SHOWN + 10


def test_a_long_text_is_shown_whole_on_request_and_read_out(qtbot: QtBot) -> None:
    # given
    after = Dossier.model_validate({"activities": {"a1": {"name": "A", "aim": "word " * 1_500}}})
    before = Dossier.model_validate({"activities": {"a1": {"name": "A", "aim": "word " * 1_499 + "end"}}})
    view = DifferencesView(before, after)
    qtbot.addWidget(view)
    view.show()
    (line,) = view.findChildren(DifferenceLine)
    assert max(len(one.text()) for one in line.findChildren(Prose)) < 1_000

    # when
    line.whole.click()

    # then
    assert max(len(one.text()) for one in line.findChildren(Prose)) == 7_500
    assert line.accessibleName().startswith("Aim (A). Before: word word")


def test_nothing_differs_is_said(qtbot: QtBot) -> None:
    view = DifferencesView(Dossier(), Dossier(), nothing="All the same")
    qtbot.addWidget(view)

    assert [one.text() for one in view.findChildren(Prose)] == ["All the same"]
