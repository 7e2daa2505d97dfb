"""The published JSON Schema of a dossier, made from the same declarations as the screens. Titles are English."""

from __future__ import annotations

from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema

from fr_desk.domain.dossier import FORMAT_VERSION, Dossier

_OWN_KEYWORDS = ("question", "unit", "long", "refers_to")


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a dossier.

    The question on the screen stands in the description, before the help; a number's unit in ``x-unit``, the collection
    an answer refers to in ``x-refers-to``.
    """
    generated = Dossier.model_json_schema()
    _tidy(generated)
    head = {"$schema": GenerateJsonSchema.schema_dialect, "$id": f"urn:fr-desk:dossier:{FORMAT_VERSION}"}
    return head | generated


def _tidy(node: Any) -> None:
    """Turn the declarations' own keywords into standard ones, and drop those that say nothing."""
    if isinstance(node, list):
        for item in node:
            _tidy(item)
    if not isinstance(node, dict):
        return
    if "question" in node and "title" in node:
        own = {name: node.pop(name, "") for name in _OWN_KEYWORDS}
        words = [own["question"], cast(str, node.pop("description", ""))]
        described = " ".join(word for word in words if word)
        extra = {"description": described, "x-unit": own["unit"], "x-refers-to": own["refers_to"]}
        node.update({name: value for name, value in extra.items() if value})
    elif not node.get("description", True):
        del node["description"]
    for item in node.values():
        _tidy(item)
