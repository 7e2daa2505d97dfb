"""What is being made, how far it is, and the way to stop it; nothing at all where no job runs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import N_


class JobBar(QWidget):
    """One running job.

    Signals:
        cancel_pressed: the user wants it to stop.
    """

    cancel_pressed = Signal()

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._words = OneLine(role="secondary")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self.cancel = button(t(N_("Cancel")), icon="x", kind="link", press=self.cancel_pressed.emit)
        for widget in (self._words, self._bar, self.cancel):
            box.addWidget(widget)
        self.setVisible(False)

    def show_job(self, words: str) -> None:
        """Show that a job runs, or that none does where ``words`` is empty."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self.setVisible(bool(words))

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the job is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
