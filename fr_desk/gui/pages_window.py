"""A window beside the desk that shows pages of the dossier's papers: what the preview and the sign studio share.

It knows how it is opened, closed and printed from and what is being written meanwhile, and not what is on its pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from fr_desk.domain.visible import visible
from fr_desk.gui.files import Files
from fr_desk.gui.following import Follower
from fr_desk.gui.foot_line import FootLine
from fr_desk.gui.help_door import TOPIC
from fr_desk.gui.language import t
from fr_desk.gui.page_places import Fit, Spot
from fr_desk.gui.pages import Pages
from fr_desk.gui.papers import Papers
from fr_desk.gui.print_request import sent
from fr_desk.gui.printing import name_of_size
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import N_

CURRENT = N_("Made from the answers as they are now")
Sequence = str | QKeySequence.StandardKey


class PagesFoot(FootLine):
    """The line at the foot: whether the pages are up to date, what was done, what is being written, and their size."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__(spacing=16)
        box = self.box
        self.state, self.note, self.size_words = (OneLine(role="secondary") for _ in range(3))
        box.addWidget(self.state)
        box.addWidget(self.note, 1)
        box.addWidget(self.job)
        box.addWidget(self.size_words)

    def say_current(self) -> None:
        """Say that the pages are up to date."""
        self.state.setText(t(CURRENT))

    def say_written(self, files: list[Path]) -> None:
        """Say what was written."""
        one = t(N_("Written: {file}"), file=files[0].name)
        self.note.setText(one if len(files) == 1 else t(N_("Written: {count} files"), count=len(files)))

    def show_size(self, size: tuple[float, float] | None) -> None:
        """Say how large a page is.

        Args:
            size: width and height in points; ``None`` if there is no page.
        """
        if size is None:
            self.size_words.setText("")
            return
        width, height = (round(side * 25.4 / 72) for side in size)
        name, millimetres = name_of_size(size), f"{width} × {height} mm"
        self.size_words.setText(millimetres if "mm" in name else f"{name} · {millimetres}")


class PagesWindow(QWidget):
    """The window, without anything in it."""

    turning: tuple[Qt.Key, ...] = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
    """Keys that turn pages from wherever the keyboard is."""
    press: Follower

    def __init__(
        self, owner: QWidget, title: str, topic: str, pages: Pages, papers: Papers, files: Files
    ) -> None:
        """Make the window.

        Args:
            owner: the window of the desk.
            title: what it is called, a message of the catalogue.
            topic: anchor of the chapter of the guide about it.
            pages: what it shows.
            papers: writes and prints.
            files: knows what files are called; as soon as another one is opened, this window closes.
        """
        super().__init__(owner, Qt.WindowType.Window)
        self.setObjectName("home")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty(TOPIC, topic)
        self.setWindowTitle(f"{t(title)} – {visible(files.name)}".replace("[*]", ""))
        self.setAccessibleName(t(title))
        self.setMinimumSize(780, 460)
        self.pages, self.foot = pages, PagesFoot()
        self._papers, self._files = papers, files
        self._start: Spot | None = Spot()
        self._follow_jobs()
        self._add_keys(
            {
                QKeySequence.StandardKey.Print: self.print_out,
                "F6": partial(self._next_part, 1),
                "Shift+F6": partial(self._next_part, -1),
                QKeySequence.StandardKey.Close: self.close,
            }
        )

    def _follow_jobs(self) -> None:
        """Show at the foot what is being written or printed."""
        job, papers = self.foot.job, self._papers
        job.cancel_pressed.connect(papers.cancel)
        papers.began.connect(job.show_job)
        papers.progressed.connect(job.show_progress)
        papers.ended.connect(self._on_ended)
        papers.written.connect(self.foot.say_written)
        papers.printed.connect(self._on_printed)
        self._files.taken.connect(self.close)

    def _add_keys(self, keys: dict[Sequence, Callable[[], object]]) -> None:
        """Let keys do something wherever the keyboard is in the window."""
        for sequence, press in keys.items():
            action = QAction(self)
            action.setShortcut(QKeySequence(sequence))
            action.triggered.connect(lambda _checked=False, press=press: press())
            self.addAction(action)

    @property
    def _zoom(self) -> float | Fit:
        """How large the user has the pages."""
        return self.pages.fit or self.pages.zoom

    @property
    def _spot(self) -> Spot:
        """Where on the pages the user is, or will be as soon as they are there."""
        return self.pages.spot if self._start is None else self._start

    def _on_ended(self) -> None:
        self.foot.job.show_job("")
        self._enable()

    def _on_printed(self, count: int, printer: str) -> None:
        self.foot.note.setText(sent(printer, count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape; turn pages from wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() not in self.turning or not self.pages.turn(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is being made for this window, and let go of the pages."""
        self.press.stop()
        self.pages.close_file()
        super().closeEvent(event)

    # what each window does in its own way

    def print_out(self) -> None:
        """Print what is looked at."""
        raise NotImplementedError

    def _next_part(self, way: int) -> None:
        """Give the keyboard to the next part of the window, or to the one before."""
        raise NotImplementedError

    def _enable(self) -> None:
        """Offer what can be done now."""
        raise NotImplementedError
