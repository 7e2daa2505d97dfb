"""Where the user was in each dossier, so that it opens there again. One small file; losing it loses no answer."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from fr_desk.errors import FrDeskError
from fr_desk.paths import Folders
from fr_desk.storage.access import MEGABYTE, make_folder, read_bytes
from fr_desk.storage.atomic import replace_file

MOST: Final = 300
"""Dossiers whose places are remembered."""


class Place(BaseModel):
    """What the user looked at: a step, an activity, how far down, and which findings."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    step: str
    activity: str = ""
    scroll: int = 0
    filter: str | None = None


class _Places(BaseModel):
    """All places by the key of the dossier's journal, the newest last."""

    places: dict[str, Place] = {}


def place_of(folders: Folders, key: str) -> Place | None:
    """Return the place in the dossier of a journal, if it is known."""
    return _read(folders).places.get(key)


def remember(folders: Folders, key: str, place: Place) -> None:
    """Keep a place; a disk that does not take it is no reason to trouble anybody."""
    known = _read(folders).places
    if known.get(key) == place:
        return
    others = {name: one for name, one in known.items() if name != key}
    newest = dict([*others.items(), (key, place)][-MOST:])
    with suppress(FrDeskError):
        make_folder(folders.work)
        replace_file(folders.work / "places.json", _Places(places=newest).model_dump_json().encode())


def _read(folders: Folders) -> _Places:
    try:
        return _Places.model_validate_json(read_bytes(folders.work / "places.json", MEGABYTE))
    except (FrDeskError, ValidationError):
        return _Places()
