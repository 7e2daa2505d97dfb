"""The line at the foot of the window: what is saved, what undo would take back, what is being made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from fr_desk.gui.buttons import button
from fr_desk.gui.foot_line import FootLine
from fr_desk.gui.icons import Icon
from fr_desk.gui.language import t
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import N_


class StatusLine(FootLine):
    """Saved or not, the last change, a job with its progress, and the promise of the house.

    Signals:
        cancel_pressed: the user wants the running job to stop.
        open_pressed: the user wants to see the file or folder that was just written.
        undo_pressed: the user wants to take back what was just done.
    """

    cancel_pressed = Signal()
    open_pressed = Signal(object)
    undo_pressed = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        box = self.box
        self._icon = Icon("check-check", "muted", 14)
        self._saved, self._last, self._note = (OneLine(role="secondary") for _ in range(3))
        offline = OneLine(t(N_("Offline · no data leaves this computer")), "secondary")
        box.addWidget(self._icon)
        box.addWidget(self._saved)
        box.addSpacing(8)
        box.addWidget(self._last)
        box.addWidget(self._note)
        self._written: Path | None = None
        self.open = button(
            t(N_("Open")),
            icon="external-link",
            kind="link",
            press=lambda: self.open_pressed.emit(self._written),
        )
        self.open.setVisible(False)
        box.addWidget(self.open)
        self._done = ""
        self.undo = button(t(N_("Undo")), icon="undo-2", kind="link", press=self.undo_pressed.emit)
        self.undo.setVisible(False)
        box.addWidget(self.undo)
        box.addStretch(1)
        self.job.cancel_pressed.connect(self.cancel_pressed)
        self.cancel = self.job.cancel
        box.addWidget(self.job)
        box.addWidget(offline)

    def show_saved(self, words: str, *, clean: bool) -> None:
        """Show whether all answers are on disk."""
        self._icon.show_icon("check-check" if clean else "pencil", "muted")
        self._saved.setText(words)

    def show_last(self, words: str) -> None:
        """Show what undo would take back."""
        if self._done and words != self._done:
            self.note("")
        self._last.setText(t(N_("Undo: {change}"), change=words) if words else "")

    def note(self, words: str, written: Path | None = None) -> None:
        """Show what just happened, and offer to open what was written."""
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self._written = written
        self.open.setVisible(written is not None)
        self._done = ""
        self.undo.setVisible(False)
        self._last.setVisible(True)

    def note_done(self, words: str) -> None:
        """Show what was just done, and offer to take it back."""
        self.note(t(N_("Done: {change}"), change=words))
        self._done = words
        self.undo.setAccessibleDescription(words)
        self.undo.setVisible(True)
        self._last.setVisible(False)

    @property
    def noted(self) -> str:
        """What was noted last."""
        return self._note.text()

    def show_job(self, words: str) -> None:
        """Show that a job runs, or that none does where ``words`` is empty."""
        self.job.show_job(words)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the job is."""
        self.job.show_progress(done, total)
