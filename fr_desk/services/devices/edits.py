"""Changes to many devices at once, each a new dossier: cells, new devices, copies, removals, new zones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier, references
from fr_desk.domain.venue import Camera
from fr_desk.services.devices.words import folded

Key = str
Answers = Mapping[str, Any]
"""Answers about one device, by field."""
_ENDING = re.compile(r"(.*?)(\d{1,9})(\D*)", re.DOTALL)


def with_cells(dossier: Dossier, cells: Mapping[tuple[Key, str], Any]) -> Dossier:
    """Return the dossier with answers about devices it has, by id and field.

    Raises:
        AnswerError: if an answer does not fit.
    """
    cameras = dict(dossier.cameras or {})
    by_device: dict[Key, dict[str, Any]] = {}
    for (key, field), value in cells.items():
        by_device.setdefault(key, {})[field] = value
    for key, fields in by_device.items():
        cameras[key] = _with(cameras[key], fields, key)
    return paths.replace(dossier, "cameras", cameras)


def with_new(dossier: Dossier, devices: Sequence[Answers]) -> tuple[Dossier, tuple[Key, ...]]:
    """Return the dossier with more devices, and their ids.

    Raises:
        AnswerError: if an answer does not fit, or there are more devices than a dossier holds.
    """
    if not devices:
        return dossier, ()
    keys = next_keys(dossier, len(devices))
    added = {key: _with(Camera(), one, key) for key, one in zip(keys, devices, strict=True)}
    return paths.replace(dossier, "cameras", {**(dossier.cameras or {}), **added}), keys


def next_keys(dossier: Dossier, count: int) -> tuple[Key, ...]:
    """Return the ids that the next ``count`` devices will have."""
    first = int(paths.new_id(dossier, "cameras")[1:])
    return tuple(f"c{first + number}" for number in range(count))


def _with(camera: Camera, fields: Answers, key: Key) -> Camera:
    """Return a device with other answers, checked."""
    try:
        changed = paths.with_fields(camera, fields)
    except ValidationError as error:
        field = str(error.errors(include_url=False)[0]["loc"][0])
        raise paths.refusal(error, f"cameras.{key}.{field}", fields.get(field)) from error
    assert isinstance(changed, Camera)
    return changed


def copies(dossier: Dossier, keys: Iterable[Key]) -> list[dict[str, Any]]:
    """Return the answers of copies of devices, their labels numbered on."""
    cameras = dossier.cameras or {}
    taken = {folded(camera.label) for camera in cameras.values() if camera.label}
    made = []
    for key in keys:
        camera = cameras[key]
        fields = {name: getattr(camera, name) for name in Camera.model_fields}
        if camera.label:
            fields["label"] = numbered_on(camera.label, taken)
            taken.add(folded(fields["label"]))
        made.append({name: value for name, value in fields.items() if value is not None})
    return made


def numbered_on(label: str, taken: set[str]) -> str:
    """Return the next label after ``label`` that is not taken: Gate 1, Gate 2; CAM-07, CAM-08; Lobby, Lobby 2."""
    parts = _ENDING.fullmatch(label)
    head, digits, tail = parts.groups() if parts else (f"{label} ", "1", "")
    for number in range(int(digits) + 1, int(digits) + 20_000):
        made = f"{head}{number:0{len(digits)}d}{tail}"[-200:]
        if folded(made) not in taken:
            return made
    return label


def without(dossier: Dossier, keys: Iterable[Key]) -> Dossier:
    """Return the dossier without some devices and what names them; the last gone leaves the list unanswered."""
    gone = set(keys)
    for _, named, target in tuple(references(dossier)):
        if named == "cameras" and target in gone:
            dossier = paths.release(dossier, f"cameras.{target}")
    left = {key: camera for key, camera in (dossier.cameras or {}).items() if key not in gone}
    return paths.replace(dossier, "cameras", left or None)


def with_zones(dossier: Dossier, names: Iterable[str]) -> tuple[Dossier, dict[str, str]]:
    """Return the dossier with more zones, and their ids by name; nothing but the name is known of them.

    Raises:
        AnswerError: if there are more zones than a dossier holds, or a name is too long.
    """
    first = int(paths.new_id(dossier, "zones")[1:])
    made = {name: f"z{number}" for number, name in enumerate(dict.fromkeys(names), first)}
    if not made:
        return dossier, made
    added = {key: {"name": name} for name, key in made.items()}
    return paths.replace(dossier, "zones", {**(dossier.zones or {}), **added}), made
