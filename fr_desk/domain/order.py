"""The order of collections, told apart from what is in them: who sorts a list changes no answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fr_desk.domain import differences, paths
from fr_desk.domain.differences import Change
from fr_desk.domain.dossier import Dossier


def aligned(like: Dossier, dossier: Dossier) -> tuple[Dossier, tuple[str, ...]]:
    """Return ``dossier`` with its collections in the order of ``like``, what is new last.

    Returns:
        The dossier, and the paths of the collections whose order was another.
    """
    moved: list[str] = []
    while True:
        found = list(_moved(like, dossier))
        if not found:
            return dossier, tuple(moved)
        dossier = differences.apply(dossier, found)
        moved += [change.path for change in found]


def _moved(like: Dossier, dossier: Dossier) -> list[Change]:
    return [
        Change(change.path, change.after, ordered)
        for change in differences.changes(like, dossier)
        if isinstance(change.before, Mapping) and isinstance(change.after, Mapping)
        if list(ordered := in_order(change.after, change.before)) != list(change.after)
    ]


def in_order(items: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``items`` in the order of ``like``; what only ``items`` has comes last."""
    kept = {key: items[key] for key in like if key in items}
    return kept | {key: item for key, item in items.items() if key not in kept}


def reordered(dossier: Dossier, like: Dossier, collections: tuple[str, ...]) -> Dossier:
    """Return ``dossier`` with some collections in the order they have in ``like``."""
    for path in collections:
        items, model = paths.get(dossier, path), paths.get(like, path)
        if items and model and list(ordered := in_order(items, model)) != list(items):
            dossier = differences.apply(dossier, [Change(path, items, ordered)])
    return dossier
