"""Answers as plain data, as conditions read them: unanswered ones left out, collections as lists with ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum
from typing import Any
from weakref import ref

from fr_desk.domain.schema import FrozenDict, Value

_PLAIN: dict[int, tuple[ref[Value], dict[str, Any]]] = {}
"""What was read of each part, as long as the part is in use; hours of editing would else hold every state."""


def plain_part(value: Value) -> dict[str, Any]:
    """Return a new mapping with the answered fields of a part as plain data.

    Parts are frozen and shared between dossiers, so each is read once.
    """
    key = id(value)
    held = _PLAIN.get(key)
    if held is None or held[0]() is not value:

        def forget(_gone: ref[Value], key: int = key, pop: Callable[..., object] = _PLAIN.pop) -> None:
            pop(key, None)

        held = _PLAIN[key] = ref(value, forget), _read(value)
    return dict(held[1])


def _read(value: Value) -> dict[str, Any]:
    return {name: plain_of(held) for name, held in value.__dict__.items() if held is not None}


_AS_IT_IS = frozenset({str, bool, int, float})


def plain_of(value: Any) -> Any:
    """Return any answer as plain data."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple:
        return [plain_of(item) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Value):
        return plain_part(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, FrozenDict):
        return [{"id": key, **plain_part(item)} for key, item in value.items()]
    return {key: plain_of(item) for key, item in value.items()}
