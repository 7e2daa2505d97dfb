"""What is to be inspected: chosen in the system's dialogs, dropped, or named in a list."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject

from fr_desk.gui.dialogs import Dialogs
from fr_desk.gui.language import t
from fr_desk.i18n import N_
from fr_desk.inspection.sources import LISTS

if TYPE_CHECKING:
    from fr_desk.gui.inspector.window import InspectorWindow

CHOOSE = N_("Choose what to inspect")


def dropped(data: QMimeData) -> list[Path]:
    """Return the files and folders in what is dragged; nothing unless all are on this computer."""
    urls = data.urls()
    return (
        [Path(url.toLocalFile()) for url in urls] if urls and all(url.isLocalFile() for url in urls) else []
    )


def is_portfolio(path: Path) -> bool:
    """Tell whether there may be many dossiers in what a path names: a folder, a zip, a list."""
    return os.path.isdir(path) or path.suffix.lower() in {".zip", *LISTS}  # noqa: PTH112 - never raises


class Choosing(QObject):
    """Asks the user."""

    def __init__(self, window: InspectorWindow, dialogs: Dialogs) -> None:
        """Ask for ``window``."""
        super().__init__(window)
        self._window, self._dialogs = window, dialogs
        self._near = Path.home()

    def folder(self) -> None:
        """Ask for a folder, and inspect it."""
        found = self._dialogs.folder(self._window, t(CHOOSE), self._near)
        if found is not None:
            self._near = found
            self._window.open_sources([found])

    def files(self) -> None:
        """Ask for files, a zip or a list, and inspect them; one file alone is shown at a glance."""
        found = self._dialogs.files_to_inspect(self._window, t(CHOOSE), self._near)
        if found:
            self._near = found[0].parent
            self._window.open_paths(found)
