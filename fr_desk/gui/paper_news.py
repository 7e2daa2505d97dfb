"""What becomes of the papers, told at the foot of the desk: begun, how far, written, failed."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from fr_desk.errors import CancelledError, FrDeskError
from fr_desk.gui import language
from fr_desk.gui.desk import Desk
from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.language import t
from fr_desk.gui.papers import Papers
from fr_desk.i18n import N_


class Screen(Protocol):
    """The window, as far as papers are told there."""

    dialogs: Dialogs
    papers: Papers

    @property
    def desk(self) -> Desk | None:
        """The desk, if a dossier is open."""

    def enable(self) -> None:
        """Offer only what can be done now."""


class PaperNews(QObject):
    """Follows the jobs of ``papers`` and shows them on the desk of the day."""

    def __init__(self, window: QWidget, screen: Screen) -> None:
        """Follow the papers of ``screen``, which is ``window``."""
        super().__init__(window)
        self._window, self._screen = window, screen
        papers = screen.papers
        papers.began.connect(self._on_began)
        papers.progressed.connect(self._on_progressed)
        papers.ended.connect(self._on_ended)
        papers.failed.connect(self.tell)
        papers.written.connect(self._on_written)

    def show_on(self, desk: Desk) -> None:
        """Follow the wishes of a new desk, and show it the job that runs."""
        desk.status.cancel_pressed.connect(self._screen.papers.cancel)
        desk.status.open_pressed.connect(self._open)
        if self._screen.papers.job is not None:
            desk.status.show_job(self._screen.papers.job.words)

    def note(self, words: str) -> None:
        """Say at the foot of the desk what just happened."""
        if self._screen.desk is not None:
            self._screen.desk.status.note(words)

    def tell(self, error: FrDeskError) -> None:
        """Say what went wrong; what the user stopped is no misfortune."""
        sentence = error.message(language.current())
        if isinstance(error, CancelledError):
            self.note(sentence)
        else:
            self._screen.dialogs.tell(self._window, sentence)

    def _on_began(self, words: str) -> None:
        self.note("")
        self._screen.enable()
        if self._screen.desk is not None:
            self._screen.desk.status.show_job(words)

    def _on_progressed(self, done: int, total: int) -> None:
        if self._screen.desk is not None:
            self._screen.desk.status.show_progress(done, total)

    def _on_ended(self) -> None:
        self._screen.enable()
        if self._screen.desk is not None:
            self._screen.desk.status.show_job("")

    def _on_written(self, files: list[Path]) -> None:
        if self._screen.desk is not None and files:
            one = t(N_("Written: {file}"), file=files[0].name)
            words = one if len(files) == 1 else t(N_("Written: {count} files"), count=len(files))
            self._screen.desk.status.note(words, files[0] if len(files) == 1 else files[0].parent)

    @staticmethod
    def _open(path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
