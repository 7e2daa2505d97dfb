"""The report of what went wrong, to be read before anybody saves it: all of it is on the screen, nothing is sent."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from fr_desk.gui import icons
from fr_desk.gui.arrange import Flow
from fr_desk.gui.buttons import button
from fr_desk.gui.language import t
from fr_desk.gui.prose import Prose
from fr_desk.gui.small_window import SmallWindow
from fr_desk.gui.spoken import announce
from fr_desk.i18n import N_

if TYPE_CHECKING:
    from fr_desk.gui.window import Window

INTRO = N_(
    "This is the whole report, in English for whoever looks after the program. It has no answers of a dossier, "
    "no names of files and no name of yours. Read it; then save or copy it if you want to pass it on. Nothing is sent."
)
NOTHING = N_("Nothing has gone wrong. The report says only what the program consists of. Nothing is sent.")
COPIED = N_("Copied")
SAVED = N_("Saved: {file}")
NOT_SAVED = N_("It could not be saved there ({why}). Choose another folder.")


class FaultWindow(SmallWindow):
    """The report and what one can do with it."""

    TITLE = N_("Report of what went wrong")
    CHAPTER = "trouble"

    def __init__(self, owner: Window) -> None:
        """Show the faults of ``owner``."""
        super().__init__(owner, 860, 640)
        self._faults, self._dialogs = owner.faults, owner.dialogs
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(12)
        self.title, self.intro = Prose(role="section"), Prose()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said = Prose(role="secondary")
        self.said.setVisible(False)
        self.save = button("", icon="save", press=self._save)
        self.copy = button("", icon="copy", press=self._copy)
        self.leave = button("", icon="x", press=self.close)
        line = Flow()
        for widget in (self.title, self.intro, self.text, self.said):
            box.addWidget(widget, 1 if widget is self.text else 0)
        for made in (self.save, self.copy, self.leave):
            line.add(made)
        box.addWidget(line)
        self._faults.changed.connect(self.fill)

    def fill(self) -> None:
        """Write the report, and the words around it."""
        self.title.setText(t(self.TITLE))
        self.intro.setText(t(NOTHING if self._faults.is_empty else INTRO))
        self.text.setAccessibleName(t(self.TITLE))
        report = self._faults.report()
        if report != self.text.toPlainText():
            self.text.setPlainText(report)
        for made, words, icon in (
            (self.save, t(N_("Save it…")), "save"),
            (self.copy, t(N_("Copy")), "copy"),
            (self.leave, t(N_("Close")), "x"),
        ):
            made.setText(words)
            made.setAccessibleName(words)
            made.setIcon(icons.icon(icon, air=4))

    def take_focus(self) -> None:
        """Give the keyboard to the report."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._say(t(COPIED))

    def _save(self) -> None:
        proposed = Path.home() / f"fr-desk-report-{dt.datetime.now().astimezone():%Y-%m-%d}.txt"
        path = self._dialogs.file_to_save(self, t(N_("Save the report")), proposed, ".txt")
        if path is None:
            return
        try:
            path.write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as failure:
            self._say(t(NOT_SAVED, why=failure.strerror or ""))
            return
        self._say(t(SAVED, file=path.name))

    def _say(self, words: str) -> None:
        self.said.say(words)
        announce(self.said, words)
