"""What somebody notes beside an answer, and that an answer was looked for and is not known yet. No rule reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fr_desk.domain.schema import LongText, Text, Value, answer, fields_of
from fr_desk.i18n import N_

ANSWERS = frozenset(
    {
        *("as_of", "operator", "organisation", "venue", "zones", "cameras", "activities", "notice", "signs"),
        *("safeguards", "assessment", "filings", "rights"),
    }
)
"""Parts of a dossier that hold answers of the venue."""


class Remark(Value):
    """A note on one answer."""

    about: Text = ""
    text: LongText | None = answer(N_("Note"), long=True)
    unknown: bool | None = answer(
        N_("Not known yet"), help=N_("Somebody looked for the answer, and nobody knows it yet.")
    )


def names_answer(dossier: Value, about: str) -> bool:
    """Tell whether ``about`` names an answer of the model, of items that are there."""
    names = about.split(".") if about else []
    if not names or names[0] not in ANSWERS:
        return False
    model: type[Value] | None = type(dossier)
    node: Any = dossier
    kind = "part"
    while names:
        spec = fields_of(model).get(names.pop(0)) if model is not None else None
        if spec is None:
            return False
        node = _below(node, spec.name)
        kind, model = spec.kind, spec.model
        if spec.kind == "keyed" and names:
            key = names.pop(0)
            if not isinstance(node, Mapping) or key not in node:
                return False
            node, kind = node[key], "part"
    return kind != "part"


def _below(node: Any, name: str) -> Any:
    return node.get(name) if isinstance(node, Mapping) else getattr(node, name, None)


def orphans(dossier: Value, remarks: Mapping[str, Remark]) -> Iterator[str]:
    """Yield the keys of the remarks that name no answer of ``dossier``."""
    return (key for key, remark in remarks.items() if not names_answer(dossier, remark.about))
