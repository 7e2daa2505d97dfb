"""Values from a pack held against a model: everything that does not fit, each with its place and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from fr_desk.i18n import N_, Texts, texts
from fr_desk.rules.problems import nearest, shown

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]

UNKNOWN_KEY = N_("unknown key {key}; the nearest is {nearest}")
MISSING = N_("{key} is missing")
NOT_A_CHOICE = N_("{place} cannot be “{value}”; the nearest is {nearest}")
WRONG_KIND = N_("{place} cannot be “{value}”; {expected} must stand there")
UNFIT = N_("{place} is not as it must be: {reason}")
A_TEXT = N_("a text")
A_MAPPING = N_("a mapping of keys and values")
A_LIST = N_("a list")
A_DATE = N_("a date such as 2026-11-21")
A_BOOLEAN = N_("true or false")
A_NUMBER = N_("a number")
A_VALUE = N_("a value of another kind")

_STATED = (
    N_("an unverified article shows a summary and no text"),
    N_("a verified article needs its text"),
    N_("earlier labels stand in the order of their days, the oldest first"),
)
"""What the models themselves say; here only so that it is translated."""

_EXPECTED = {
    "string": A_TEXT,
    "model": A_MAPPING,
    "dict": A_MAPPING,
    "mapping": A_MAPPING,
    "tuple": A_LIST,
    "list": A_LIST,
    "frozen": A_LIST,
    "date": A_DATE,
    "bool": A_BOOLEAN,
    "int": A_NUMBER,
    "float": A_NUMBER,
}
MAX_ERRORS = 100
"""Most problems told about one entry."""


def held_against(model: type[Model], data: Any) -> tuple[Model | None, list[tuple[Place, Texts]]]:
    """Return the model's value, or what does not fit, each with its place in ``data``."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = dict.fromkeys(_explained(model, data, error))
        return None, list(found)[:MAX_ERRORS]


def _explained(model: type[BaseModel], data: Any, error: ValidationError) -> Iterator[tuple[Place, Texts]]:
    for one in error.errors(include_url=False):
        place = tuple(_real(data, one["loc"], missing=one["type"] == "missing"))
        yield place, _sentence(model, place, one)


def _real(data: Any, loc: tuple[str | int, ...], *, missing: bool) -> Iterator[str | int]:
    """Yield the parts of a place that are keys of ``data``; pydantic also names validators and branches of a choice."""
    node = data
    for at, part in enumerate(loc):
        inside = isinstance(node, dict) and (part in node or (missing and at == len(loc) - 1))
        if inside or (isinstance(node, list) and isinstance(part, int) and part < len(node)):
            yield part
            node = node.get(part) if isinstance(node, dict) else node[int(part)]


def _sentence(model: type[BaseModel], place: Place, error: Any) -> Texts:
    kind, where = error["type"], ".".join(map(str, place)) or "."
    value = shown(error["input"])
    if kind == "extra_forbidden":
        known = keys_of(_model_at(model, place[:-1]))
        return texts(UNKNOWN_KEY, key=shown(place[-1]), nearest=nearest(str(place[-1]), known))
    if kind == "missing":
        return texts(MISSING, key=where)
    if kind in {"literal_error", "enum"}:
        choices = [part.strip(" '") for part in error["ctx"]["expected"].replace(" or ", ",").split(",")]
        return texts(NOT_A_CHOICE, place=where, value=value, nearest=nearest(value, choices))
    if kind == "value_error":
        return texts(UNFIT, place=where, reason=texts(str(error["ctx"]["error"])))
    expected = texts(_EXPECTED.get(kind.partition("_")[0], A_VALUE))
    return texts(WRONG_KIND, place=where, value=value, expected=expected)


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys a mapping of this kind may have."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """Return the model of the mapping at ``place``."""
    for part in place:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if part in fields:
            below = next(_models(fields[str(part)].annotation), None)
            model = below or model
    return model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not get_origin(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


Kept = Literal["by name", "in a list", "alone"]


def part_model(annotation: Any) -> tuple[type[BaseModel], Kept] | None:
    """Return the model of the entries of a pack's part, and how they are kept; ``None`` for fields of another kind."""
    entry = next(_models(annotation), None)
    if entry is None:
        return None
    origins = {get_origin(one) for one in (annotation, *get_args(annotation))}
    if dict in origins:
        return entry, "by name"
    return entry, "in a list" if tuple in origins else "alone"
