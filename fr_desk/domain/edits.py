"""Edits as values: set, add, remove at a path. Screens, fixes and imports all change a dossier through these."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier


class Edit(BaseModel):
    """One change: ``set`` replaces an answer, ``add`` inserts an item, ``remove`` takes an item out.

    Where several choices are ticked, ``add`` ticks more of them and leaves the others as they are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    op: Literal["set", "add", "remove"]
    path: str
    value: Any = None


def apply(dossier: Dossier, *edits: Edit) -> Dossier:
    """Return the dossier after ``edits``, in order.

    Raises:
        PathError: if an edit names nothing in the model.
        AnswerError: if a value does not fit.
    """
    for edit in edits:
        match edit.op:
            case "set":
                dossier = paths.replace(dossier, edit.path, edit.value)
            case "add" if paths.spec_at(edit.path).kind == "choices":
                more = edit.value if isinstance(edit.value, list | tuple) else [edit.value]
                ticked = dict.fromkeys((*(paths.get(dossier, edit.path) or ()), *more))
                dossier = paths.replace(dossier, edit.path, tuple(ticked))
            case "add":
                dossier, _ = paths.insert(dossier, edit.path, edit.value)
            case "remove":
                dossier = paths.remove(paths.release(dossier, edit.path), edit.path)
    return dossier
