"""Editors of references: which zone, which activities. The lists follow the dossier."""

from __future__ import annotations

from typing import Any

from fr_desk.gui import language
from fr_desk.gui.editors.choices import ChoiceEditor, ChoicesEditor
from fr_desk.rules.sentences import name_of


def _names(editor: ChoiceEditor | ChoicesEditor) -> list[tuple[Any, str]]:
    """Return the ids of the collection an editor refers to, with the items' names."""
    place = editor.place
    dossier, collection = place.document.dossier, place.spec.refers_to
    items = place.document.get(collection) or {}
    return [(key, name_of(dossier, f"{collection}.{key}", language.current())) for key in items]


class ReferenceEditor(ChoiceEditor):
    """One item of another collection."""

    _known: list[tuple[Any, str]] | None = None

    def options(self) -> list[tuple[Any, str]]:
        """Return the items that can be named."""
        self._known = _names(self)
        return self._known

    def refresh(self) -> None:
        """Follow the collection."""
        if _names(self) != self._known:
            self._fill()
            self.show_value(self.place.document.get(self.place.path))


class ReferencesEditor(ChoicesEditor):
    """Several items of another collection."""

    _known: list[tuple[Any, str]] | None = None

    def options(self) -> list[tuple[Any, str]]:
        """Return the items that can be named."""
        self._known = _names(self)
        return self._known

    def refresh(self) -> None:
        """Follow the collection."""
        if _names(self) != self._known:
            self._fill()
            self.show_value(self.place.document.get(self.place.path))
