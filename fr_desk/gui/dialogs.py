"""The few questions a program must ask in a box of its own. Tests put another object in this one's place."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from fr_desk.gui.language import t
from fr_desk.i18n import N_

if TYPE_CHECKING:  # read late: the desk starts without them
    from PySide6.QtPrintSupport import QPrinter

    from fr_desk.gui.printing import Scaling

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
        aside = N_(
            "Otherwise what was answered since the last save is put aside; "
            "the first screen keeps it for thirty days."
        )
        box.setInformativeText(t(aside))
        save = box.addButton(t(N_("Save")), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(t(N_("Do not save")), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(t(N_("Stay here")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        pressed = box.clickedButton()
        return Leave.SAVE if pressed is save else Leave.DISCARD if pressed is discard else Leave.STAY

    def file_to_open(self, parent: QWidget, folder: Path) -> Path | None:
        """Ask for a dossier to open."""
        return self._file(parent, t(N_("Open a dossier")), folder, ALL_FORMS, t(DOSSIER_FILES))

    def file_to_save(self, parent: QWidget, title: str, proposed: Path, ending: str) -> Path | None:
        """Ask for the name of a file to write; ``ending`` is added where it is missing."""
        box = QFileDialog(parent, title, str(proposed.parent), f"*{ending}")
        box.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        box.setDefaultSuffix(ending)
        box.selectFile(proposed.name)
        return Path(box.selectedFiles()[0]) if box.exec() else None

    def file_to_attach(self, endings: str) -> Path | None:
        """Ask for a photo or another file to add to the dossier."""
        parent = QApplication.activeWindow()
        return self._file(parent, t(N_("Choose a file to add")), Path.home(), endings)

    def list_to_import(self, parent: QWidget, folder: Path) -> Path | None:
        """Ask for a list of devices."""
        endings = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls"
        return self._file(parent, t(N_("Choose a list of devices")), folder, endings)

    def photos_to_add(self, parent: QWidget) -> list[Path]:
        """Ask for photos taken on site."""
        endings = "*.jpg *.jpeg *.png *.heic *.heif"
        title = t(N_("Choose photos"))
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), f"{title} ({endings})")
        return [Path(name) for name in names]

    def record_file(self, parent: QWidget, folder: Path) -> Path | None:
        """Ask for the record of another inspector."""
        return self._file(parent, t(N_("Choose another inspector’s record")), folder, "*.frrecord")

    def key_file(self, parent: QWidget, folder: Path) -> Path | None:
        """Ask for a file with a key."""
        return self._file(parent, t(N_("Choose a key file")), folder, "*.p12 *.pfx")

    def certificate_file(self, parent: QWidget, folder: Path) -> Path | None:
        """Ask for a file with the certificate of a signer."""
        return self._file(parent, t(N_("Choose the signer's certificate")), folder, "*.pem *.cer *.crt *.der")

    @staticmethod
    def _file(parent: QWidget | None, title: str, folder: Path, endings: str, kinds: str = "") -> Path | None:
        chosen = f"{kinds or title} ({endings})"
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), chosen)
        return Path(name) if name else None

    def folder(self, parent: QWidget, title: str, proposed: Path) -> Path | None:
        """Ask for a folder to write to."""
        name = QFileDialog.getExistingDirectory(parent, title, str(proposed))
        return Path(name) if name else None

    def files_to_inspect(self, parent: QWidget, title: str, folder: Path) -> list[Path]:
        """Ask for dossiers, zips and lists to inspect."""
        listed, every = t(N_("Dossiers, zips and lists")), t(N_("All files"))
        kinds = f"{listed} ({ALL_FORMS} *.zip *.txt *.csv);;{every} (*)"
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(name) for name in names]

    def has_printer(self) -> bool:
        """Tell whether the system knows a printer."""
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - only who prints needs it

        return bool(QPrinterInfo.availablePrinterNames())

    def printer(self, parent: QWidget, title: str, sizes: Sequence[tuple[float, float]]) -> QPrinter | None:
        """Ask for a printer, which pages, how many copies.

        Args:
            parent: the window that asks.
            title: what is to be printed.
            sizes: of its pages in points; the printer begins with paper of that size.
        """
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - only who prints needs them

        from fr_desk.gui.printing import set_up  # noqa: PLC0415 - the same

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        set_up(printer, sizes)
        box = QPrintDialog(printer, parent)
        box.setWindowTitle(title)
        box.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        box.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
        box.setMinMax(1, len(sizes))
        box.setFromTo(1, len(sizes))
        accepted = box.exec()
        box.deleteLater()
        return printer if accepted else None

    def ask_scaling(self, parent: QWidget, sentence: str) -> Scaling | None:
        """Ask what becomes of pages larger than the paper, which ``sentence`` says; ``None`` for not printing."""
        from fr_desk.gui.printing import Scaling  # noqa: PLC0415 - only who prints needs it

        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("FR Desk")
        box.setText(sentence)
        actual = box.addButton(t(N_("Actual size, cut off")), QMessageBox.ButtonRole.AcceptRole)
        fit = box.addButton(t(N_("Fit to the paper")), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(t(N_("Do not print")), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(actual)
        box.exec()
        pressed = box.clickedButton()
        return Scaling.ACTUAL if pressed is actual else Scaling.FIT if pressed is fit else None

    def tell(self, parent: QWidget, sentence: str) -> None:
        """Say one sentence that must not be missed."""
        box = QMessageBox(
            QMessageBox.Icon.Warning, "FR Desk", sentence, QMessageBox.StandardButton.Ok, parent
        )
        box.exec()
