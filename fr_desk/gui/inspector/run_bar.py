"""How far an inspection is: files done, how many in a second, how long it will take; cancel and go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from fr_desk.gui import theme
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t, tn
from fr_desk.gui.prose import OneLine
from fr_desk.i18n import N_, NP_, spell_number
from fr_desk.inspection.run import Progress

DONE = N_("{done} of {total} files read")
LOOKING = N_("Looking for dossiers…")
RATE = N_("{rate} a second")
LEFT_SECONDS = NP_("{count} second left", "{count} seconds left")
LEFT_MINUTES = NP_("{count} minute left", "{count} minutes left")
STOPPED = N_("Stopped after {done} of {total} files. What was read stays.")
STOPPED_EARLY = N_("Stopped before anything was read.")


class RunBar(QFrame):
    """The line below the head while an inspection runs, or after it was stopped.

    Signals:
        cancel_pressed, resume_pressed: what they say.
    """

    cancel_pressed = Signal()
    resume_pressed = Signal()

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__()
        self.setObjectName("topBar")
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 5, 18, 5)
        box.setSpacing(14)
        self.words, self.pace = OneLine(role="strong"), OneLine(role="secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.width(200))
        self.cancel = button(t(N_("Cancel")), icon="x", kind="small", press=self.cancel_pressed.emit)
        self.resume = button(t(N_("Go on")), icon="play", kind="small", press=self.resume_pressed.emit)
        box.addWidget(self.words)
        box.addWidget(self._bar)
        box.addWidget(self.pace, 1)
        box.addWidget(self.resume)
        box.addWidget(self.cancel)
        self.hide()

    def show_running(self, progress: Progress | None) -> None:
        """Show how far a running inspection is; ``None`` while it only looks for files."""
        done, total = (progress.done, progress.total) if progress else (0, 0)
        known = t(DONE, done=spell_number(done), total=spell_number(total)) if total else t(LOOKING)
        self.words.setText(known)
        self._bar.setAccessibleName(known)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        parts = []
        if progress is not None and progress.rate >= 1:
            parts.append(t(RATE, rate=spell_number(round(progress.rate))))
        if progress is not None and progress.remaining is not None and done < total:
            parts.append(_left(progress.remaining))
        self.pace.setText(" · ".join(parts))
        self._bar.show()
        self.resume.hide()
        self.cancel.show()
        self.show()

    def show_stopped(self, progress: Progress | None) -> None:
        """Show that an inspection was stopped, and offer to go on."""
        done, total = (progress.done, progress.total) if progress else (0, 0)
        told = t(STOPPED, done=spell_number(done), total=spell_number(total)) if done else t(STOPPED_EARLY)
        self.words.setText(told)
        self.pace.setText("")
        self._bar.hide()
        self.cancel.hide()
        self.resume.show()
        self.show()


def _left(seconds: float) -> str:
    if seconds < 90:
        return tn(LEFT_SECONDS.one, LEFT_SECONDS.other, max(1, round(seconds)))
    return tn(LEFT_MINUTES.one, LEFT_MINUTES.other, round(seconds / 60))
