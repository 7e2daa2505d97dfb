"""Texts in the table that are no answers: kept where they were typed until corrected, through undo and redo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fr_desk.domain.venue import Camera
from fr_desk.gui.document import Document
from fr_desk.i18n import Texts

_PREFIX = "cameras."


class Drafts:
    """The texts of one document's devices that could not be understood.

    They stand in the document's own drafts, so that the form of a device shows them too and saving counts them. Those
    of devices that are gone are put on a shelf: undo brings them back with the device.
    """

    def __init__(self, document: Document) -> None:
        """Keep the drafts of ``document``."""
        self._document = document
        self._states: dict[int, tuple[Texts | None, dict[str, str]]] = {}
        self._index = document.stack.index()
        self._shelf: dict[str, str] = {}
        self._cameras: Mapping[str, Camera] = document.dossier.cameras or {}

    def text(self, key: str, field: str) -> str | None:
        """Return what was typed and is no answer."""
        return self._document.drafts.get(f"{_PREFIX}{key}.{field}")

    def keep(self, drafts: Mapping[tuple[str, str], str], understood: Iterable[tuple[str, str]]) -> None:
        """Keep what is not understood, and forget what now is."""
        for key, field in understood:
            self._document.drafts.pop(f"{_PREFIX}{key}.{field}", None)
        for (key, field), text in drafts.items():
            self._document.drafts[f"{_PREFIX}{key}.{field}"] = text

    def mark(self, index: int, before: Mapping[str, str]) -> None:
        """Know what belongs to the step that was just made, so that undo and redo take the texts along.

        Args:
            index: of the undo stack before the step.
            before: the texts before the step.
        """
        now = self._document.stack.index()
        self._states = {key: state for key, state in self._states.items() if key < index}
        self._states[index] = (None, dict(before))
        if now != index:
            self._states[now] = (self._document.last_change, self.all())
        self._index = now

    def all(self) -> dict[str, str]:
        """Return all texts by the path of the answer they were meant to be."""
        return {path: text for path, text in self._document.drafts.items() if path.startswith(_PREFIX)}

    def step(self, index: int) -> None:
        """Follow the undo stack to ``index``."""
        before, self._index = self._index, index
        if index == before:
            return
        words, state = self._states.get(index, (None, {}))
        known = index in self._states and (index < before or words == self._document.last_change)
        if index < before and before in self._states:
            self._states[before] = (self._states[before][0], {**self._shelf, **self.all()})
        if known:
            for path in self.all():
                del self._document.drafts[path]
            cameras = self._document.dossier.cameras or {}
            self._document.drafts.update(
                {path: text for path, text in state.items() if path.split(".")[1] in cameras}
            )

    def places(self) -> list[tuple[str, str]]:
        """Return id and field of all drafts."""
        paths = [path.split(".") for path in self._document.drafts if path.startswith(_PREFIX)]
        return [(parts[1], parts[2]) for parts in paths if len(parts) == 3]

    def follow(self) -> None:
        """Follow the document: a draft gives way to an answer that came from elsewhere."""
        cameras: Mapping[str, Camera] = self._document.dossier.cameras or {}
        for key, field in self.places():
            path, before, now = f"{_PREFIX}{key}.{field}", self._cameras.get(key), cameras.get(key)
            if now is None:
                self._shelf[path] = self._document.drafts.pop(path)
            elif before is not None and getattr(before, field) != getattr(now, field):
                del self._document.drafts[path]
        for path in list(self._shelf):
            key, field = path.split(".")[1:]
            if key in cameras and getattr(cameras[key], field) is None:
                self._document.drafts[path] = self._shelf.pop(path)
        self._cameras = cameras
