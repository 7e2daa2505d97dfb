"""The few questions a program must ask in a box of its own. Tests put another object in this one's place."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from fr_desk.gui.language import t
from fr_desk.i18n import N_

DOSSIER_FILES = N_("Dossiers")
ALL_FORMS = "*.frdesk *.pdf *.json *.yaml *.yml"


class Leave(Enum):
    """What to do with unsaved answers."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class Dialogs:
    """Asks the user where to put things, and what to do with unsaved answers."""

    def ask_to_save(self, parent: QWidget, name: str) -> Leave:
        """Ask what to do with unsaved answers about the venue called ``name``."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("FR Desk")
        box.setText(t(N_("Save the answers about “{venue}” first?"), venue=name))
        box.setInformativeText(t(N_("Otherwise what was answered since the last save is lost.")))
        save = box.addButton(t(N_("Save")), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(t(N_("Do not save")), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(t(N_("Stay here")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        pressed = box.clickedButton()
        return Leave.SAVE if pressed is save else Leave.DISCARD if pressed is discard else Leave.STAY

    def file_to_open(self, parent: QWidget, folder: Path) -> Path | None:
        """Ask for a dossier to open."""
        kinds = f"{t(DOSSIER_FILES)} ({ALL_FORMS})"
        name, _ = QFileDialog.getOpenFileName(parent, t(N_("Open a dossier")), str(folder), kinds)
        return Path(name) if name else None

    def file_to_save(self, parent: QWidget, title: str, proposed: Path, ending: str) -> Path | None:
        """Ask for the name of a file to write; ``ending`` is added where it is missing."""
        box = QFileDialog(parent, title, str(proposed.parent), f"*{ending}")
        box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        box.setDefaultSuffix(ending)
        box.selectFile(proposed.name)
        return Path(box.selectedFiles()[0]) if box.exec() else None

    def folder(self, parent: QWidget, title: str, proposed: Path) -> Path | None:
        """Ask for a folder to write to."""
        name = QFileDialog.getExistingDirectory(parent, title, str(proposed))
        return Path(name) if name else None

    def tell(self, parent: QWidget, sentence: str) -> None:
        """Say one sentence that must not be missed."""
        box = QMessageBox(
            QMessageBox.Icon.Warning, "FR Desk", sentence, QMessageBox.StandardButton.Ok, parent
        )
        box.exec()
