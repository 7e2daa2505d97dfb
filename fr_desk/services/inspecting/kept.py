"""What an inspector keeps from one day to the next: saved filters, columns and their widths."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fr_desk.inspection.wanted import Column, Facet, Wanted
from fr_desk.paths import Folders
from fr_desk.storage import errors
from fr_desk.storage.access import MEGABYTE, make_folder, read_bytes
from fr_desk.storage.atomic import replace_file

FILE = "inspector.json"


class SavedFilter(BaseModel):
    """Filters, order and groups under a name."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, Field(min_length=1, max_length=80)]
    wanted: Wanted


class Kept(BaseModel):
    """Everything that is kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    filters: tuple[SavedFilter, ...] = ()
    columns: tuple[Column, ...] = ()
    widths: dict[Column, int] = Field(default_factory=dict)
    folded: frozenset[Facet] | None = None

    def with_filter(self, name: str, wanted: Wanted) -> Kept:
        """Return this with a filter saved; another of that name gives way."""
        others = tuple(one for one in self.filters if one.name != name)
        saved = (*others, SavedFilter(name=name, wanted=wanted))
        return self.model_copy(update={"filters": tuple(sorted(saved, key=lambda one: one.name.casefold()))})

    def without_filter(self, name: str) -> Kept:
        """Return this without a saved filter."""
        return self.model_copy(update={"filters": tuple(one for one in self.filters if one.name != name)})


def load_kept(folders: Folders) -> Kept:
    """Return what was kept; nothing if there is no file, or none that makes sense."""
    try:
        return Kept.model_validate_json(read_bytes(_file(folders), MEGABYTE))
    except (errors.FileError, errors.UnreadableError, ValidationError):
        return Kept()


def save_kept(kept: Kept, folders: Folders) -> None:
    """Keep it.

    Raises:
        FileError: if the system refuses; the old file is then as it was.
    """
    file = _file(folders)
    make_folder(file.parent)
    replace_file(file, kept.model_dump_json(indent=2).encode() + b"\n")


def _file(folders: Folders) -> Path:
    return folders.config / FILE
