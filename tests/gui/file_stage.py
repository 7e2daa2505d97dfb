"""A stand-in for the window: files, their troubles and a banner, without a desk, so that each test takes little time."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fr_desk.gui.banner import Banner
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.document import Document
from fr_desk.gui.file_trouble import FileTrouble
from fr_desk.gui.files import Files
from fr_desk.gui.profile import Profile
from fr_desk.gui.window import Window
from fr_desk.paths import user_folders


class FileStage(QWidget):
    """What the windows about files and versions need of the window they belong to."""

    opened = Signal()

    def __init__(self, home: Path, dialogs: Dialogs) -> None:
        super().__init__()
        self.dialogs, self.profile = dialogs, Profile(user_folders(home), self)
        self.files = Files(self, dialogs, self.profile)
        self.banner = Banner()
        self.desk = SimpleNamespace(banner=self.banner)
        self.noted: list[str] = []
        self.news = SimpleNamespace(note=self.noted.append)
        box = QVBoxLayout(self)
        box.addWidget(self.banner)
        box.addStretch()
        self.resize(1024, 700)
        self.trouble = FileTrouble(self.window_)
        self.opened.emit()

    @property
    def window_(self) -> Window:
        """This, for what asks for a window."""
        return cast("Window", self)

    @property
    def document(self) -> Document | None:
        return self.files.document

    def undo(self) -> None:
        assert self.document is not None
        self.document.stack.undo()

    def leave(self) -> None:
        self.trouble.shut_down()
        self.files.drop()
        self.close()
        self.deleteLater()
