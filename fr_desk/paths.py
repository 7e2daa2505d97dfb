"""Where the program keeps what belongs to the user.

One factory for all folders, so that tests and portable use can move them. Nothing is created here; who writes makes
the folder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "FR_DESK_HOME"
"""Environment variable that puts every folder of the user into one."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's folders.

    Attributes:
        config: preferences.
        data: what must not get lost, such as backups.
        logs: what the program noted about its own faults.
    """

    config: Path
    data: Path
    logs: Path

    @property
    def preferences(self) -> Path:
        """The file of the user's preferences."""
        return self.config / "preferences.json"

    @property
    def backups(self) -> Path:
        """The folder of earlier versions of saved dossiers."""
        return self.data / "backups"

    @property
    def versions(self) -> Path:
        """The folder of the versions of dossiers that were kept by name."""
        return self.data / "versions"

    @property
    def work(self) -> Path:
        """The folder of what is being worked on: every change since the last save, and the undo history."""
        return self.data / "work"

    @property
    def records(self) -> Path:
        """The folder of records of inspections: what is being recorded, and records whose folder takes no file."""
        return self.data / "records"

    @property
    def inspections(self) -> Path:
        """The folder of the indexes of inspections, one for each set of places that were inspected together."""
        return self.data / "inspections"

    @property
    def library(self) -> Path:
        """The index of the dossiers the user has seen."""
        return self.data / "library.sqlite"

    @property
    def templates(self) -> Path:
        """The folder of templates as they were when answers were taken from them."""
        return self.data / "templates"

    @property
    def identities(self) -> Path:
        """The folder of the user's own keys and certificates."""
        return self.data / "identities"

    @property
    def signers(self) -> Path:
        """The file of the signers the user knows."""
        return self.data / "signers.json"


def user_folders(home: Path | None = None) -> Folders:
    """Return the user's folders.

    Args:
        home: one folder for everything; else the one named by ``FR_DESK_HOME``, else the system's usual places.
    """
    named = os.environ.get(HOME_VARIABLE)
    if home is None and named:
        home = Path(named)
    if home is not None:
        return Folders(config=home / "config", data=home / "data", logs=home / "logs")
    usual = platformdirs.PlatformDirs("fr-desk", appauthor=False)
    return Folders(config=usual.user_config_path, data=usual.user_data_path, logs=usual.user_log_path)
