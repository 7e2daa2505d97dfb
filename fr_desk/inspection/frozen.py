"""A result as JSON that is small and quickly read, for the index. Nothing in an index is ever executed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from functools import lru_cache
from typing import Any

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts
from fr_desk.inspection.result import Declared, Found, Result, Spent
from fr_desk.rules.findings import Level, Outcome, PackRef

_DECLARED = tuple(one.name for one in fields(Declared))
_SPENT = tuple(one.name for one in fields(Spent))
_PLAIN = ("digest", "form", "standing", "verdict", "printed", "breached", "review", "open", "met", "risk")
_FREQUENT = 4096
"""Values that many results have in common and that are made once."""


class StrangeResultError(FrDeskError):
    """Something in an index that this program did not write."""

    sentence = N_("The index holds a damaged result; inspect again with --fresh.")


def frozen(result: Result) -> bytes:
    """Return a result as it is kept."""
    declared = result.declared
    told = [_day(getattr(declared, name)) for name in _DECLARED] if declared else None
    whole = {
        "plain": [getattr(result, name) for name in _PLAIN],
        "stated": [result.own, result.agreement],
        "as_of": result.as_of.isoformat(),
        "details": [[one.zh, one.ko, one.en] for one in result.details],
        "packs": [[one.id, one.version, one.digest] for one in result.packs],
        "declared": told,
        "found": [[one.rule, one.outcome, one.level, one.item, *one.patterns] for one in result.found],
        "spent": [round(getattr(result.spent, name), 6) for name in _SPENT],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def thawed(data: bytes) -> Result:
    """Return a result as it was kept.

    Raises:
        StrangeResultError: if it was not kept by this program.
    """
    try:
        whole: dict[str, Any] = json.loads(data)
        told = whole["declared"]
        own, agreement = whole.get("stated", ("", ""))
        return Result(
            **dict(zip(_PLAIN, whole["plain"], strict=True)),
            own=own,
            agreement=agreement,
            as_of=dt.date.fromisoformat(whole["as_of"]),
            details=tuple(_texts(*one) for one in whole["details"]),
            packs=tuple(_pack(*one) for one in whole["packs"]),
            declared=_declared(told) if told else None,
            found=tuple(_found(*one) for one in whole["found"]),
            spent=Spent(*whole["spent"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StrangeResultError from error


def _day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _declared(told: list[Any]) -> Declared:
    given = dict(zip(_DECLARED, told, strict=True))
    day = given["day"]
    return Declared(**given | {"day": dt.date.fromisoformat(day) if day else None})


@lru_cache(_FREQUENT)
def _found(rule: str, outcome: str, level: Level, item: str, *patterns: str) -> Found:
    return Found(rule, Outcome(outcome), level, item, patterns)


@lru_cache(_FREQUENT)
def _texts(zh: str, ko: str, en: str) -> Texts:
    return Texts(zh=zh, ko=ko, en=en)


@lru_cache(_FREQUENT)
def _pack(name: str, version: str, digest: str) -> PackRef:
    return PackRef(id=name, version=version, digest=digest)
