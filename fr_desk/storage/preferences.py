"""What the user prefers: language, theme, recent files. A broken file means the defaults, and is kept aside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fr_desk.i18n import Lang
from fr_desk.paths import Folders, user_folders
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE, explained, make_folder, read_bytes
from fr_desk.storage.atomic import replace_file

Theme = Literal["system", "light", "dark", "high_contrast", "high_contrast_dark"]

RECENT = 12
"""How many recent files are remembered."""


class Preferences(BaseModel):
    """The user's preferences.

    Attributes:
        language: of the screens; the system's if ``None``.
        theme: of the screens.
        text_scale: how large the text of the screens is, in times of the usual size.
        recent: files opened or saved last, newest first.
        inspector: the name under which the user records inspections.
        office: of the inspector.
        inspects: whether dossiers that are opened from outside are shown for inspection, read-only.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: Lang | None = None
    theme: Theme = "system"
    text_scale: Annotated[float, Field(ge=0.5, le=3)] = 1.0
    recent: Annotated[tuple[Path, ...], Field(max_length=RECENT)] = ()
    inspector: Annotated[str, Field(max_length=200)] = ""
    office: Annotated[str, Field(max_length=200)] = ""
    inspects: bool = False

    def with_recent(self, path: Path) -> Preferences:
        """Return preferences with ``path`` as the newest of the recent files."""
        path = path.absolute()
        others = tuple(other for other in self.recent if other != path)
        return self.model_copy(update={"recent": (path, *others)[:RECENT]})

    def without_recent(self, path: Path) -> Preferences:
        """Return preferences that do not remember ``path``."""
        path = path.absolute()
        return self.model_copy(update={"recent": tuple(other for other in self.recent if other != path)})


def load_preferences(folders: Folders | None = None) -> Preferences:
    """Return the user's preferences; the defaults if there are none or they cannot be read.

    A file that is there and makes no sense is renamed to ``preferences.json.broken``, so that nothing is lost.
    """
    path = (folders or user_folders()).preferences
    try:
        return Preferences.model_validate_json(read_bytes(path, MEGABYTE))
    except errors.FileError:
        return Preferences()
    except (errors.UnreadableError, ValidationError):
        _keep_aside(path)
        return Preferences()


def save_preferences(preferences: Preferences, folders: Folders | None = None) -> None:
    """Write the user's preferences.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    path = (folders or user_folders()).preferences
    make_folder(path.parent)
    replace_file(path, preferences.model_dump_json(indent=2).encode() + b"\n")


def _keep_aside(path: Path) -> None:
    try:
        with explained(path):
            path.replace(path.with_name(path.name + ".broken"))
    except errors.FileError:
        return  # then it stays where it is, and is replaced by the next save
