"""How a question is declared: once, on the model field, with title, question, help, unit and limits.

Screens, documents, findings and the published JSON Schema all read the declaration back through :func:`fields_of`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NoReturn, Self, TypeVar, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Item = TypeVar("Item")

SHORT, LONG = 200, 10_000
"""Limits of one-line and many-line answers, in characters."""


class Choice(StrEnum):
    """One of a closed list of answers; ``label`` is the translatable name."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Create a member from its stored value and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class FrozenDict(dict[str, Item]):
    """A mapping that refuses change, so that a dossier is a value. pydantic reads and writes it as a dict."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise TypeError("a dossier is a frozen value: make a new one with fr_desk.domain.paths")

    __setitem__ = __delitem__ = _refuse
    clear = pop = popitem = setdefault = update = __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # a dict is unhashable because it can change
        """Hash by content, whatever the order, as dicts compare."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type, tuple[dict[str, Item]]]:
        """Pickle as a plain dict given back to the constructor."""
        return type(self), (dict(self),)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,23}$")]
Keyed = Annotated[dict[Id, Item], AfterValidator(FrozenDict)]
"""A collection keyed by short stable ids: ``None`` unanswered, empty means "there are none"."""


class Value(BaseModel):
    """A frozen part of a dossier; unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def answer(  # every keyword is one fact about a question
    title: str,
    *,
    question: str = "",
    help: str = "",  # noqa: A002 - the design's word for it
    unit: str = "",
    long: bool = False,
    refers_to: str = "",
    ge: float | None = None,
    le: float | None = None,
    max_length: int | None = None,
    many: int | None = None,
) -> Any:
    """Declare one optional answer.

    Args:
        title: short name for tables, documents and lists of what is missing.
        question: the sentence on the card; the title stands in when there is none.
        help: one quiet sentence of explanation.
        unit: of a number, as printed after it.
        long: the answer is a text of several lines.
        refers_to: the top-level collection whose ids the answer names.
        ge: least value.
        le: greatest value.
        max_length: characters at most of a text.
        many: entries at most of a collection.
    """
    extra: dict[str, Any] = {"question": question, "unit": unit, "long": long, "refers_to": refers_to}
    limits: dict[str, Any] = {"ge": ge, "le": le, "max_length": many if many is not None else max_length}
    set_limits = {key: value for key, value in limits.items() if value is not None}
    return Field(default=None, title=title, description=help, json_schema_extra=extra, **set_limits)


def part(title: str, model: Callable[[], Any], *, help: str = "") -> Any:  # noqa: A002 - as in answer()
    """Declare a part that is always there and whose own fields are the answers."""
    return Field(default_factory=model, title=title, description=help, json_schema_extra={})


Text = Annotated[str, StringConstraints(max_length=SHORT)]
LongText = Annotated[str, StringConstraints(max_length=LONG)]

Kind = Literal[
    "text",
    "long_text",
    "integer",
    "number",
    "date",
    "bool",
    "choice",
    "choices",
    "ref",
    "refs",
    "part",
    "keyed",
    "records",
]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """The declaration of one field, read back from the model. Texts are message ids."""

    name: str
    kind: Kind
    title: str
    question: str
    help: str
    unit: str
    optional: bool
    choices: type[Choice] | None = None
    model: type[Value] | None = None
    refers_to: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None

    @property
    def asks(self) -> str:
        """The sentence on the card: the question, or the title where there is none."""
        return self.question or self.title


_FIELDS: dict[type[Value], dict[str, FieldSpec]] = {}


def fields_of(model: type[Value]) -> dict[str, FieldSpec]:
    """Return the declarations of all fields of ``model``, in order of declaration."""
    if model not in _FIELDS:
        _FIELDS[model] = {name: _spec(name, model) for name in model.model_fields}
    return _FIELDS[model]


def _strip_optional(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in {Union, UnionType}:
        rest = [arg for arg in get_args(annotation) if arg is not NoneType]
        return (rest[0], True) if len(rest) == 1 else (annotation, True)
    return annotation, False


def _strip_annotated(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _spec(name: str, model: type[Value]) -> FieldSpec:
    info = model.model_fields[name]
    extra: dict[str, Any] = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    inner, optional = _strip_optional(info.annotation)
    inner = _strip_annotated(inner)
    minimum = maximum = max_length = None
    for limit in info.metadata:
        minimum = getattr(limit, "ge", minimum)
        maximum = getattr(limit, "le", maximum)
        max_length = getattr(limit, "max_length", max_length)
    refers_to = str(extra.get("refers_to", ""))
    kind, choices, item = _kind(inner, long=bool(extra.get("long")), refers=bool(refers_to))
    return FieldSpec(
        name=name,
        kind=kind,
        title=info.title or name,
        question=str(extra.get("question", "")),
        help=info.description or "",
        unit=str(extra.get("unit", "")),
        optional=optional,
        choices=choices,
        model=item,
        refers_to=refers_to,
        minimum=minimum,
        maximum=maximum,
        max_length=max_length,
    )


def _kind(inner: Any, *, long: bool, refers: bool) -> tuple[Kind, type[Choice] | None, type[Value] | None]:
    origin = get_origin(inner)
    if origin is dict:
        return "keyed", None, get_args(inner)[1]
    if origin is tuple:
        member = _strip_annotated(get_args(inner)[0])
        if isinstance(member, type) and issubclass(member, Choice):
            return "choices", member, None
        if isinstance(member, type) and issubclass(member, Value):
            return "records", None, member
        return "refs", None, None
    if isinstance(inner, type) and issubclass(inner, Choice):
        return "choice", inner, None
    if isinstance(inner, type) and issubclass(inner, Value):
        return "part", None, inner
    plain: dict[type, Kind] = {bool: "bool", int: "integer", float: "number", dt.date: "date"}
    if inner in plain:
        return plain[inner], None, None
    if refers:
        return "ref", None, None
    return ("long_text" if long else "text"), None, None
