"""Answers as plain data, as conditions read them: unanswered ones left out, collections as lists with ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from weakref import ref

from fr_desk.domain.schema import Choice, FrozenDict, Value


class _Part(ref[Value]):
    """A part, as long as it is in use, and what is held of it."""

    __slots__ = ("key", "plain")
    key: int
    plain: dict[str, Any]


_PLAIN: dict[int, _Part] = {}
"""What was read of each part, as long as the part is in use; hours of editing would else hold every state."""


def _forget(
    gone: ref[Value], pop: Callable[..., object] = _PLAIN.pop, kind: type[_Part] = _Part
) -> None:  # all it needs comes along: at the end of the program the names of this module are gone first
    assert isinstance(gone, kind)
    pop(gone.key, None)


def plain_part(value: Value) -> dict[str, Any]:
    """Return a new mapping with the answered fields of a part as plain data.

    Parts are frozen and shared between dossiers, so each is read once.
    """
    key = id(value)
    held = _PLAIN.get(key)
    if held is None or held() is not value:
        held = _Part(value, _forget)
        held.key, held.plain = key, _read(value)
        _PLAIN[key] = held
    return dict(held.plain)


def _read(value: Value) -> dict[str, Any]:
    """Read a part and what is inside it; only the whole is kept, as what is inside is rarely asked for alone."""
    return {
        name: held if type(held) in _AS_IT_IS else plain_of(held)
        for name, held in value.__dict__.items()
        if held is not None
    }


_AS_IT_IS = frozenset({str, bool, int, float})


def plain_of(value: Any) -> Any:
    """Return any answer as plain data."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if isinstance(value, Choice):
        return value._value_
    if kind is tuple:
        return [plain_of(item) for item in value]
    if isinstance(value, Value):
        return _read(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, FrozenDict):
        return [{"id": key, **_read(item)} for key, item in value.items()]
    return {key: plain_of(item) for key, item in value.items()}
