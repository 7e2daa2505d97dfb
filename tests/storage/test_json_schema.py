"""The published schema says what the model says."""

from __future__ import annotations

from typing import Any

from fr_desk.domain.choices import VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import fields_of
from fr_desk.domain.venue import Camera
from fr_desk.storage.json_schema import schema


def objects(node: Any) -> list[dict[str, Any]]:
    """Every object in a tree of JSON."""
    if isinstance(node, list):
        return [found for item in node for found in objects(item)]
    if isinstance(node, dict):
        return [node, *(found for item in node.values() for found in objects(item))]
    return []


def test_it_names_its_dialect_and_is_no_address() -> None:
    published = schema()

    assert published["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert published["$id"] == "urn:fr-desk:dossier:1"


def test_every_field_has_the_title_of_its_declaration() -> None:
    published = schema()

    for model, properties in (
        (Dossier, published["properties"]),
        (Camera, published["$defs"]["Camera"]["properties"]),
    ):
        for name, spec in fields_of(model).items():
            if spec.title != name:
                titled = properties[name] if "title" in properties[name] else published["$defs"][spec.title]
                assert titled["title"] == spec.title


def test_question_help_unit_and_reference_are_told() -> None:
    camera = schema()["$defs"]["Camera"]["properties"]

    assert camera["sees"]["description"] == (
        "Which zones can it see into? Also through an open door or a glass wall."
    )
    assert camera["height"]["x-unit"] == "m"
    assert camera["zone"]["x-refers-to"] == "zones"


def test_unknown_fields_are_refused_and_choices_are_listed() -> None:
    published = schema()

    assert published["additionalProperties"] is False
    assert published["$defs"]["VenueKind"]["enum"] == [str(kind) for kind in VenueKind]


def test_no_private_keyword_is_left() -> None:
    for node in objects(schema()):
        if "title" in node and ("anyOf" in node or "type" in node):
            assert not {"question", "unit", "long", "refers_to"} & set(node)
            assert node.get("description", "words")
