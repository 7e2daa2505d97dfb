"""What can go wrong with a file: each fault is a line with a way out, no answer is lost, nothing is silent."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.gui import language
from fr_desk.gui.banner import Line
from fr_desk.gui.document import Document
from fr_desk.gui.merge_page import MergePage
from fr_desk.gui.reading_window import ReadingWindow
from fr_desk.gui.window import Window
from fr_desk.i18n import LANGUAGES
from fr_desk.storage import atomic
from fr_desk.storage.backups import backups_of
from tests.gui.conftest import AnsweringDialogs, sample, settle, switch
from tests.gui.file_stage import FileStage
from tests.gui.looking import clipped, outside, overlapping


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "venues" / "gym.frdesk"
    path.parent.mkdir()
    services.save_dossier(sample("seoul-gym"), path)
    return path


@pytest.fixture
def stage(qtbot: QtBot, dialogs: AnsweringDialogs, clean_profile: Path) -> Iterator[FileStage]:
    made = FileStage(clean_profile, dialogs)
    made.show()
    with qtbot.waitActive(made):
        pass
    yield made
    made.leave()
    settle()


@pytest.fixture
def opened(stage: FileStage, file: Path) -> Document:
    """A file is open, with one answer that is not saved."""
    assert stage.files.open_path(file)
    assert stage.document is not None
    stage.document.edit("venue.name", "Mine")
    settle()
    return stage.document


def line(stage: FileStage) -> Line | None:
    return stage.banner.lines.get("file")


def said(stage: FileStage) -> str:
    shown = line(stage)
    return shown.words if shown else ""


def press(stage: FileStage, words: str) -> None:
    shown = line(stage)
    assert shown is not None
    shown.press(words)
    settle()


def write_elsewhere(path: Path, **answers: object) -> Dossier:
    """Save other answers to the file, as another program would."""
    dossier = services.open_dossier(path).dossier
    for place, value in answers.items():
        dossier = paths.replace(dossier, place.replace("__", "."), value)
    services.save_dossier(dossier, path)
    return dossier


def reading(stage: FileStage) -> ReadingWindow:
    (shown,) = [one for one in stage.findChildren(ReadingWindow) if one.isVisible()]
    return shown


def merging(stage: FileStage) -> MergePage:
    page = reading(stage).contents
    assert isinstance(page, MergePage)
    return page


def in_file(path: Path, place: str) -> object:
    return paths.get(services.open_dossier(path).dossier, place)


# saving that fails

REFUSALS = {
    "a full disk": (errno.ENOSPC, "There is no room left"),
    "a share that is gone": (errno.ESTALE, "does not answer"),
    "a read-only disk": (errno.EROFS, "is protected from you"),
    "a name too long": (errno.ENAMETOOLONG, "is too long"),
}


@pytest.mark.parametrize(("number", "words"), REFUSALS.values(), ids=REFUSALS)
def test_a_refused_save_is_a_line_with_a_way_out_and_loses_nothing(
    stage: FileStage,
    opened: Document,
    file: Path,
    dialogs: AnsweringDialogs,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    # given a system that refuses
    before = file.read_bytes()

    def refuse(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    # when
    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_write", refuse)
        assert not stage.files.save()

    # then
    assert words in said(stage)
    assert dialogs.told == []
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
    assert opened.get("venue.name") == "Mine"
    assert not opened.is_clean

    # and once it is put right, or in another place, it is saved and the line goes
    press(stage, "Save as…")
    assert said(stage) == ""
    assert opened.path is not None
    assert in_file(opened.path, "venue.name") == "Mine"


def test_trying_again_saves_once_there_is_room(
    stage: FileStage, opened: Document, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        assert not stage.files.save()

    press(stage, "Try again")

    assert in_file(file, "venue.name") == "Mine"
    assert opened.is_clean
    assert said(stage) == ""


def test_a_protected_file_is_not_replaced_but_can_be_saved_elsewhere(
    stage: FileStage, opened: Document, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    # root may write everywhere: let the system answer as it answers anybody else
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != file)

    assert not stage.files.save()

    assert "is protected from you" in said(stage)
    assert file.read_bytes() == before
    press(stage, "Save as…")
    assert opened.path != file


def test_a_folder_that_is_gone_is_made_again_when_asked(
    qtbot: QtBot, stage: FileStage, opened: Document, file: Path
) -> None:
    # given
    file.unlink()
    file.parent.rmdir()
    qtbot.waitUntil(lambda: "is no longer there" in said(stage), timeout=5_000)

    # when
    assert not stage.files.save()

    # then
    assert "its folder does not exist" in said(stage)
    press(stage, "Make the folder again")
    assert in_file(file, "venue.name") == "Mine"
    assert said(stage) == ""


def test_a_folder_in_place_of_the_file_is_no_way_to_save_there(
    stage: FileStage, opened: Document, file: Path
) -> None:
    file.unlink()
    file.mkdir()

    assert not stage.files.save()

    assert "is a folder" in said(stage)
    shown = line(stage)
    assert shown is not None
    assert [one.accessibleName() for one in shown.buttons] == ["Save as…"]


def test_leaving_stays_here_when_the_save_fails(
    stage: FileStage, opened: Document, dialogs: AnsweringDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fr_desk.gui.dialogs import Leave

    def refuse(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    dialogs.leave = Leave.SAVE
    monkeypatch.setattr(atomic, "_write", refuse)

    stage.files.close()

    assert stage.document is opened
    assert "There is no room left" in said(stage)


def test_on_the_desk_the_line_stays_in_another_language_until_it_is_closed(
    window: Window, file: Path
) -> None:
    # given
    assert window.files.open_path(file)
    assert window.document is not None
    window.document.edit("venue.name", "Mine")
    file.unlink()
    file.mkdir()
    assert not window.files.save()
    assert window.desk is not None
    assert "is a folder" in window.desk.banner.words_of("file")

    # when
    desk = switch(window, "zh")

    # then
    assert str(file) in desk.banner.words_of("file")
    assert "is a folder" not in desk.banner.words_of("file")
    desk.banner.lines["file"].close_button.click()
    settle()
    assert desk.banner.words_of("file") == ""
    window.opened.emit()  # as a desk made anew does
    assert desk.banner.words_of("file") == ""


# a file that was changed on disk meanwhile


def test_a_change_on_disk_is_noticed_while_the_file_is_open(
    qtbot: QtBot, stage: FileStage, opened: Document, file: Path
) -> None:
    write_elsewhere(file, operator__name="Theirs")

    qtbot.waitUntil(lambda: "was changed by another window or program" in said(stage), timeout=5_000)

    assert opened.get("venue.name") == "Mine"


def test_what_was_saved_here_is_kept_when_a_program_without_backups_writes_over_it(
    qtbot: QtBot, stage: FileStage, opened: Document, file: Path
) -> None:
    # given
    assert stage.files.save()

    # when
    file.write_bytes(b"PK written over by something else")
    qtbot.waitUntil(lambda: "was changed by another window or program" in said(stage), timeout=5_000)

    # then
    kept = [services.open_dossier(copy).dossier for copy in backups_of(file)]
    assert opened.dossier in kept


def test_leaving_asks_once_the_file_is_gone(
    qtbot: QtBot, stage: FileStage, opened: Document, file: Path
) -> None:
    # given all is saved
    assert stage.files.save()
    assert stage.files.state.endswith("Saved and checked")

    # when
    file.unlink()
    qtbot.waitUntil(lambda: "is no longer there" in said(stage), timeout=5_000)

    # then
    assert not opened.is_clean
    press(stage, "Save it again")
    assert in_file(file, "venue.name") == "Mine"
    assert stage.files.state.endswith("Saved and checked")


def test_saving_oneself_is_no_change_from_elsewhere(
    qtbot: QtBot, stage: FileStage, opened: Document, file: Path
) -> None:
    assert stage.files.save()
    qtbot.waitUntil(lambda: stage.trouble.watch.is_looking, timeout=5_000)
    qtbot.waitUntil(lambda: not stage.trouble.watch.is_looking, timeout=5_000)

    assert said(stage) == ""


def test_a_file_changed_meanwhile_is_not_overwritten_and_both_sides_come_together(
    stage: FileStage, opened: Document, file: Path
) -> None:
    # given
    write_elsewhere(file, operator__name="Theirs")
    theirs = file.read_bytes()

    # when
    assert not stage.files.save()

    # then
    assert "it was not overwritten" in said(stage)
    assert file.read_bytes() == theirs
    press(stage, "Bring both together")
    page = merging(stage)
    assert page.conflicts == {}
    assert [one.path for one in page.taken.differences] == ["operator.name"]
    assert opened.get("operator.name") != "Theirs"  # nothing happens before it is wanted
    page.apply.click()
    settle()
    assert (opened.get("operator.name"), opened.get("venue.name")) == ("Theirs", "Mine")
    assert said(stage) == ""

    # and then saving works, and the other's file is among the backups
    assert stage.files.save()
    assert (in_file(file, "operator.name"), in_file(file, "venue.name")) == ("Theirs", "Mine")
    assert theirs in [copy.read_bytes() for copy in backups_of(file)]

    # and one undo takes the putting together back
    stage.undo()
    assert opened.get("operator.name") != "Theirs"
    assert opened.get("venue.name") == "Mine"


def test_a_conflict_is_chosen_by_keyboard(stage: FileStage, opened: Document, file: Path) -> None:
    # given both changed the name
    write_elsewhere(file, venue__name="Theirs")
    assert not stage.files.save()
    press(stage, "Bring both together")
    page = merging(stage)
    card = page.conflicts["venue.name"]
    assert card.focused.hasFocus()

    # when
    QTest.keyClick(card.focused, Qt.Key.Key_Right)
    focus = QApplication.focusWidget()
    assert focus is card.segments["theirs"]
    if not card.segments["theirs"].isChecked():
        QTest.keyClick(focus, Qt.Key.Key_Space)
    for _ in range(8):
        here = QApplication.focusWidget()
        if here is page.apply or here is None:
            break
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.apply
    QTest.keyClick(page.apply, Qt.Key.Key_Space)
    settle()

    # then
    assert opened.get("venue.name") == "Theirs"
    assert opened.is_clean  # the file holds just that
    stage.undo()
    assert opened.get("venue.name") == "Mine"
    assert not opened.is_clean


def test_an_answer_given_while_both_are_put_together_is_not_lost(
    stage: FileStage, opened: Document, file: Path
) -> None:
    # given
    write_elsewhere(file, operator__name="Theirs")
    assert not stage.files.save()
    press(stage, "Bring both together")

    # when somebody goes on typing in the other window, and presses at once
    opened.edit("venue.address", "A new address")
    merging(stage).apply.click()
    settle()
    merging(stage).apply.click()
    settle()

    # then
    assert opened.get("venue.address") == "A new address"
    assert opened.get("operator.name") == "Theirs"


def test_mine_can_be_saved_beside_the_changed_file(stage: FileStage, opened: Document, file: Path) -> None:
    write_elsewhere(file, operator__name="Theirs")
    theirs = file.read_bytes()
    assert not stage.files.save()

    press(stage, "Save mine beside it as a copy")

    copy = file.with_name("gym (2).frdesk")
    assert opened.path == copy
    assert in_file(copy, "venue.name") == "Mine"
    assert file.read_bytes() == theirs
    assert said(stage) == ""


def test_the_differences_with_the_file_are_shown_and_follow(
    qtbot: QtBot, stage: FileStage, opened: Document, file: Path
) -> None:
    from fr_desk.gui.differences_view import DifferencesView

    write_elsewhere(file, operator__name="Theirs")
    assert not stage.files.save()

    press(stage, "Look at the differences")

    def listed() -> list[str]:
        view = reading(stage).contents
        assert isinstance(view, DifferencesView)
        return [one.path for one in view.differences]

    assert listed() == ["operator.name", "venue.name"]
    opened.edit("venue.address", "A new address")
    qtbot.waitUntil(lambda: "venue.address" in listed(), timeout=5_000)
    reading(stage).close()


def test_files_added_on_the_other_side_come_along(stage: FileStage, opened: Document, file: Path) -> None:
    # given another window that added a photo
    other = services.open_dossier(file)
    entry = {"name": "door.jpg", "kind": "photo"}
    theirs = Dossier.model_validate(
        {**other.dossier.model_dump(exclude_none=True), "attachments": {"f9": entry}}
    )
    services.save_dossier(theirs, file, {"f9": b"picture"})
    assert not stage.files.save()

    # when
    press(stage, "Bring both together")
    merging(stage).apply.click()
    settle()
    assert stage.files.save()

    # then
    assert services.open_dossier(file).attachments == {"f9": b"picture"}


def test_a_file_that_became_unreadable_says_so_and_mine_can_be_saved_elsewhere(
    stage: FileStage, opened: Document, file: Path
) -> None:
    file.write_bytes(b"PK not a container any more")
    assert not stage.files.save()

    press(stage, "Bring both together")

    assert "is cut off or damaged" in said(stage)
    press(stage, "Save as…")
    assert opened.is_clean


# two windows on one file


def test_a_file_open_in_another_window_is_opened_as_a_copy_of_its_own(
    qtbot: QtBot, stage: FileStage, file: Path, clean_profile: Path
) -> None:
    # given another process that has it open
    code = (
        "import sys, pathlib\n"
        "from fr_desk import services\n"
        "from fr_desk.paths import user_folders\n"
        "from fr_desk.services.work import open_work\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "work = open_work(user_folders(), services.open_dossier(path).dossier, path)\n"
        "print('open', flush=True)\n"
        "sys.stdin.readline()\n"
        "work.close(finished=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"

        # when
        assert stage.files.open_path(file)
        settle()

        # then it is a copy of its own, and says so
        assert stage.document is not None
        assert stage.document.path is None
        assert "is open in another window of FR Desk" in said(stage)

        # and saving it over the other's file is refused if that one was saved meanwhile
        stage.document.edit("venue.name", "Mine")
        write_elsewhere(file, venue__name="Theirs")
        assert not stage.files.save_to(file)
        assert in_file(file, "venue.name") == "Theirs"
        assert "it was not overwritten" in said(stage)
        other.communicate("\n")

    # and once the other has gone, it opens as ever
    assert stage.files.open_path(file)
    again = stage.files.document
    assert again is not None
    assert again.path == file
    assert said(stage) == ""


# what it looks like


def test_nothing_is_clipped_in_the_lines_and_the_windows_about_a_file(
    stage: FileStage, opened: Document, file: Path
) -> None:
    # given
    write_elsewhere(file, venue__name="W" * 200, venue__address="很" * 150)
    opened.edit("venue.address", "가" * 150)
    assert not stage.files.save()
    find: list[Callable[[], object]] = [stage.trouble.show_differences, stage.trouble.bring_together]
    found: dict[tuple[str, object], list[str]] = {}

    # when
    for lang in LANGUAGES:
        language.choose(lang)
        stage.opened.emit()
        for width in (1024, 780):
            stage.resize(width, 700)
            settle()
            found[lang, width] = [*clipped(stage), *outside(stage), *overlapping(stage)]
        for show in find:
            show()
            settle()
            shown = reading(stage)
            found[lang, shown.title] = [*clipped(shown), *outside(shown), *overlapping(shown)]
            shown.close()
            settle()

    # then
    assert {place: some for place, some in found.items() if some} == {}
