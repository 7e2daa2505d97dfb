"""What is not painted anew after an answer looks as if it had been."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from fr_desk.domain.choices import Audio, FaceFunction
from fr_desk.gui.window import Window
from tests.gui.conftest import sample, settle


def on_screen(window: Window) -> QImage:
    """Return the window as it stands on the screen: what was painted, when it was painted."""
    screen = QGuiApplication.primaryScreen()
    picture = screen.grabWindow(window.winId()).toImage()
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def painted_anew(window: Window) -> QImage:
    """Return the window painted from scratch."""
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> list[tuple[int, int]]:
    """Return places where two pictures are not the same."""
    assert one.size() == other.size()
    return [
        (x, y)
        for y in range(one.height())
        if one.copy(0, y, one.width(), 1) != other.copy(0, y, one.width(), 1)
        for x in range(one.width())
        if one.pixel(x, y) != other.pixel(x, y)
    ]


def test_cards_that_grow_and_shrink_leave_nothing_behind(window: Window):
    # given
    window.files.open_dossier(sample("shanghai-hotel"))
    assert window.desk is not None
    document = window.document
    assert document is not None
    window.resize(1366, 768)
    window.desk.go_to("cameras.c1.audio")
    settle()
    bar = window.desk.page.verticalScrollBar()
    changes = [
        ("cameras.c2.face_function", FaceFunction.IDENTIFICATION),
        ("cameras.c1.audio", Audio.ON),
        ("cameras.c1.face_function", FaceFunction.NONE),
        ("cameras.c2.face_function", FaceFunction.NONE),
        ("cameras.c1.audio", Audio.NONE),
        ("cameras.c1.face_function", FaceFunction.IDENTIFICATION),
    ]

    for path, value in (*changes, *changes):
        # when
        document.edit(path, value)
        settle()
        QApplication.processEvents()

        # then
        assert differing(on_screen(window), painted_anew(window))[:3] == [], path
        bar.setValue(bar.maximum())
        settle()
