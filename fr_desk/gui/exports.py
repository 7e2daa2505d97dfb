"""Exporting: asks where to, and has the papers written there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.files import Files
from fr_desk.gui.language import t
from fr_desk.gui.papers import Papers
from fr_desk.i18n import N_, Lang

EXPORTS = ("export_dossier", "export_signs", "export_folder", "export_zip")
"""The window's commands that this is behind; none can be given while a paper is being written."""


class Exports:
    """What the commands for exporting do, one at a time."""

    def __init__(self, window: QWidget, dialogs: Dialogs, files: Files, papers: Papers) -> None:
        """Export the document of ``files`` with ``papers``; ``window`` is what dialogs belong to."""
        self._window, self._dialogs, self._files, self._papers = window, dialogs, files, papers

    @property
    def _ready(self) -> bool:
        return self._files.document is not None and self._papers.job is None

    def dossier(self, lang: Lang | None = None) -> None:
        """Ask where to and write the dossier as PDF, in ``lang`` or the venue's language."""
        out = self._ask_file(t(N_("Export the dossier")), ".pdf")
        document = self._files.document
        if out is not None and document is not None:
            self._papers.write_dossier(document.dossier, document.attachments, out, lang)

    def signs(self, langs: Iterable[Lang] = ()) -> None:
        """Ask where to and write the venue's signs, in ``langs`` or the venue's language."""
        folder = self._ask_folder(t(N_("Folder for the signs")))
        document = self._files.document
        if folder is not None and document is not None:
            self._papers.write_signs(document.dossier, document.attachments, folder, langs)

    def into_folder(self) -> None:
        """Ask where to and write all papers with the dossier into a new folder there, called as the venue."""
        folder = self._ask_folder(t(N_("Where to put the new folder")))
        if folder is not None:
            self._everything(_unused(folder / self._files.proposed("").name))

    def into_zip(self) -> None:
        """Ask where to and write all papers with the dossier as one zip."""
        out = self._ask_file(t(N_("Export everything")), ".zip")
        if out is not None:
            self._everything(out)

    def _everything(self, target: Path) -> None:
        document = self._files.document
        if document is not None:
            self._papers.export_all(document.dossier, document.attachments, target)

    def _ask_file(self, title: str, ending: str) -> Path | None:
        if not self._ready:
            return None
        return self._dialogs.file_to_save(self._window, title, self._files.proposed(ending), ending)

    def _ask_folder(self, title: str) -> Path | None:
        if not self._ready:
            return None
        return self._dialogs.folder(self._window, title, self._files.proposed("").parent)


def _unused(folder: Path) -> Path:
    """Return ``folder``, or its name with the first number that makes it a new one."""
    if not folder.exists():
        return folder
    numbered = (folder.with_name(f"{folder.name} {number}") for number in count(2))
    return next(one for one in numbered if not one.exists())
