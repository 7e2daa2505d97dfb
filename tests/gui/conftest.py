"""A window of its own for each test, dialogs that answer by themselves, and nothing left behind."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fr_desk import app, services
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.gui import language, theme
from fr_desk.gui.desk import Desk
from fr_desk.gui.dialogs import Dialogs, Leave
from fr_desk.gui.document import Document
from fr_desk.gui.window import Window
from fr_desk.i18n import Lang


class AnsweringDialogs(Dialogs):
    """Dialogs that never open: what they would ask is answered beforehand, what they would say is kept."""

    def __init__(self, folder: Path) -> None:
        self.target = folder
        self.source: Path | None = None
        self.certificate: Path | None = None
        self.attached: Path | None = None
        self.leave = Leave.DISCARD
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask_to_save(self, parent: QWidget, name: str) -> Leave:
        self.asked.append(name)
        return self.leave

    def file_to_open(self, parent: QWidget, folder: Path) -> Path | None:
        return self.source

    def file_to_save(self, parent: QWidget, title: str, proposed: Path, ending: str) -> Path | None:
        return self.target / f"{proposed.stem}{ending}"

    def file_to_attach(self, endings: str) -> Path | None:
        return self.attached

    def certificate_file(self, parent: QWidget, folder: Path) -> Path | None:
        return self.certificate

    def folder(self, parent: QWidget, title: str, proposed: Path) -> Path | None:
        return self.target

    def tell(self, parent: QWidget, sentence: str) -> None:
        self.told.append(sentence)


def settle() -> None:
    """Let everything happen that is waiting to happen, deletions included."""
    for _ in range(6):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def english_and_light(qapp: QApplication) -> Iterator[None]:
    """Begin in English and in the light theme, and leave no widget behind.

    As in the program, no thread but the window's own collects garbage: here, once a test is over.
    """
    gc.disable()
    theme.load_fonts()
    language.choose("en")
    theme.choose("light")
    yield
    settle()
    left = [
        widget for widget in QApplication.topLevelWidgets() if type(widget).__module__.startswith("fr_desk")
    ]
    names = [type(widget).__name__ for widget in left]
    for widget in left:
        widget.deleteLater()
    settle()
    gc.enable()
    assert names == []


@pytest.fixture
def dialogs(tmp_path: Path) -> AnsweringDialogs:
    folder = tmp_path / "papers"
    folder.mkdir()
    return AnsweringDialogs(folder)


@pytest.fixture
def window(qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path) -> Iterator[Window]:
    """The window on its first screen, at the size of a small laptop."""
    made = app.build(home=tmp_path / "profile", dialogs=dialogs).window
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    settle()
    yield made
    dialogs.leave = Leave.DISCARD
    made.close()
    made.deleteLater()
    settle()


@pytest.fixture
def new_hotel() -> Dossier:
    return services.new_dossier(VenueKind.HOTEL, Jurisdiction.CN)


def sample(name: str) -> Dossier:
    """A bundled sample."""
    from fr_desk.resources import resource

    return services.open_dossier(resource("samples", f"{name}.yaml")).dossier


def open_desk(window: Window, dossier: Dossier) -> tuple[Desk, Document]:
    """Open a dossier and return the desk and the document."""
    window.files.open_dossier(dossier)
    settle()
    assert window.desk is not None
    assert window.document is not None
    return window.desk, window.document


@pytest.fixture
def gym_desk(window: Window) -> tuple[Desk, Document]:
    return open_desk(window, sample("seoul-gym"))


@pytest.fixture
def hotel_desk(window: Window, new_hotel: Dossier) -> tuple[Desk, Document]:
    return open_desk(window, new_hotel)


def switch(window: Window, lang: Lang) -> Desk:
    """Show the window in another language and return its new desk."""
    window.choose_language(lang)
    settle()
    assert window.desk is not None
    return window.desk


def descendants(widget: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """The visible widgets of a kind below another."""
    return [one for one in widget.findChildren(kind) if one.isVisible()]


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    from PySide6.QtCore import Qt

    QTest.mouseClick(
        widget,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(widget.width() // 2, widget.height() // 2),
    )
    settle()
