"""Photos and files on the desk: chosen, shown small, named by answers, removed and brought back by undo."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fr_desk import services
from fr_desk.domain.choices import AttachmentKind
from fr_desk.gui.desk import Desk
from fr_desk.gui.document import Document
from fr_desk.gui.editors.attachments import AttachmentEditor
from fr_desk.gui.kept_files import KeptFiles
from fr_desk.gui.window import Window
from fr_desk.resources import resource
from tests.gui.conftest import AnsweringDialogs

Opened = tuple[Desk, Document]


def photo(color: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 200), color).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def opened(window: Window) -> Opened:
    window.files.open_dossier(services.open_dossier(resource("samples", "seoul-gym.yaml")).dossier)
    assert window.desk is not None
    assert window.document is not None
    return window.desk, window.document


def choosing(dialogs: AnsweringDialogs, folder: Path, data: bytes, name: str) -> None:
    path = folder / name
    path.write_bytes(data)
    dialogs.attached = path


@pytest.fixture
def idle(qtbot: QtBot, window: Window) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not window.papers.tasks.jobs, timeout=30_000)


def test_a_photo_is_chosen_for_a_camera_by_keyboard_and_shown_small(
    window: Window,
    opened: Opened,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    idle: Callable[[], None],
) -> None:
    # given
    desk, document = opened
    desk.go_to("cameras.c1.photo")
    editor = next(one for one in desk.findChildren(AttachmentEditor) if one.place.path == "cameras.c1.photo")
    choosing(dialogs, tmp_path, photo("navy"), "gate.jpg")

    # when
    editor.add.setFocus()
    QTest.keyClick(editor.add, Qt.Key.Key_Space)
    idle()

    # then
    key = document.dossier.cameras["c1"].photo if document.dossier.cameras else None
    assert key is not None
    assert document.dossier.attachments is not None
    assert document.dossier.attachments[key].name == "gate.jpg"
    assert editor.picture.shows_picture
    assert editor.name.text() == "gate.jpg"

    # when
    document.stack.undo()

    # then
    assert document.attachments == {}
    assert not editor.picture.shows_picture


def test_undo_and_redo_bring_back_the_file_that_belonged_there(
    window: Window, opened: Opened, dialogs: AnsweringDialogs, tmp_path: Path, idle: Callable[[], None]
) -> None:
    # given
    desk, document = opened
    desk.go_to("", "review")
    choosing(dialogs, tmp_path, photo("navy"), "first.jpg")
    window.attaching.ask(document, "", AttachmentKind.PHOTO)
    idle()
    first = dict(document.attachments)
    files = window.findChild(KeptFiles)
    assert files is not None
    files._remove(next(iter(first)))
    assert document.attachments == {}

    # when
    choosing(dialogs, tmp_path, photo("red"), "second.jpg")
    window.attaching.ask(document, "", AttachmentKind.PHOTO)
    idle()
    second = dict(document.attachments)
    document.stack.undo()
    document.stack.undo()

    # then
    assert document.attachments == first
    document.stack.redo()
    document.stack.redo()
    assert document.attachments == second
    assert list(first.values()) != list(second.values())


def test_what_is_added_is_saved_and_opened_again(
    window: Window, opened: Opened, dialogs: AnsweringDialogs, tmp_path: Path, idle: Callable[[], None]
) -> None:
    _desk, document = opened
    choosing(dialogs, tmp_path, photo("green"), "desk.jpg")
    window.attaching.ask(document, "operator.logo")
    idle()
    window.files.save()
    assert document.path is not None
    again = services.open_dossier(document.path)
    assert again.attachments == document.attachments
    assert again.dossier.operator.logo in again.attachments


def test_a_broken_photo_is_named_in_one_sentence_and_nothing_changes(
    window: Window, opened: Opened, dialogs: AnsweringDialogs, tmp_path: Path, idle: Callable[[], None]
) -> None:
    _desk, document = opened
    choosing(dialogs, tmp_path, photo("green")[:200], "torn.jpg")
    window.attaching.ask(document, "", AttachmentKind.PHOTO)
    idle()
    assert len(dialogs.told) == 1
    assert "torn.jpg" in dialogs.told[0]
    assert document.attachments == {}
    assert not document.stack.canUndo()
