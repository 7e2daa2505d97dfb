"""What the user prefers, kept from one start to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from fr_desk.errors import FrDeskError
from fr_desk.paths import Folders
from fr_desk.storage.preferences import Preferences, load_preferences, save_preferences


class Profile(QObject):
    """The user's preferences and the file they are in.

    Signals:
        refused: an error, if they could not be kept.
    """

    refused = Signal(object)

    def __init__(self, folders: Folders, parent: QObject | None = None) -> None:
        """Read the preferences from ``folders``."""
        super().__init__(parent)
        self.folders = folders
        self.preferences = load_preferences(folders)

    def prefer(self, **changes: Any) -> None:
        """Change preferences by name."""
        self._keep(Preferences.model_validate(self.preferences.model_dump() | changes))

    def remember(self, path: Path) -> None:
        """Make a file the newest of the recent ones."""
        self._keep(self.preferences.with_recent(path))

    def forget(self, path: Path) -> None:
        """Take a file out of the recent ones."""
        self._keep(self.preferences.without_recent(path))

    def _keep(self, preferences: Preferences) -> None:
        self.preferences = preferences
        try:
            save_preferences(preferences, self.folders)
        except FrDeskError as error:
            self.refused.emit(error)
