"""Dossiers in which every question has an answer, drawn at random but repeatably: what rule packs are tried on."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import FieldSpec, Value, fields_of

LEFT_OUT = {
    "format",
    "id",
    "revision",
    "decisions",
    "attachments",
    "history",
    "derived_from",
    "photo",
    "logo",
    "designs",
    "remarks",
    "safeguards_own",
}
IDS = {
    "zones": ("z1", "z2", "z3"),
    "cameras": ("c1", "c2", "c3"),
    "activities": ("a1", "a2"),
    "signs": ("s1", "s2"),
}


def complete(kind: VenueKind, jurisdiction: Jurisdiction, seed: int) -> Dossier:
    """Return a dossier with an answer to every question."""
    rng = random.Random(seed)  # noqa: S311 - trials, not secrets
    given = _part(Dossier, rng)
    given["venue"] |= {"kind": kind, "jurisdiction": jurisdiction}
    return Dossier.model_validate(given)


def _part(model: type[Value], rng: random.Random) -> dict[str, Any]:
    return {name: draw(spec, rng) for name, spec in fields_of(model).items() if name not in LEFT_OUT}


def draw(spec: FieldSpec, rng: random.Random, ids: Mapping[str, Sequence[str]] = IDS) -> Any:
    """Return a random answer to one question; references name one of ``ids``."""
    match spec.kind:
        case "bool":
            return rng.random() < 0.5
        case "choice" | "ref":
            return rng.choice(_members(spec, ids))
        case "choices" | "refs":
            members = _members(spec, ids)
            return rng.sample(members, rng.randint(0, len(members)))
        case "integer":
            return rng.randint(int(spec.minimum or 0), int(min(spec.maximum or 10, 200_000)))
        case "number":
            return round(rng.uniform(spec.minimum or 0, min(spec.maximum or 10, 300)), 2)
        case "date":
            return dt.date(2024, 1, 1) + dt.timedelta(days=rng.randint(0, 1000))
        case "part":
            assert spec.model is not None
            return _part(spec.model, rng)
        case "keyed":
            assert spec.model is not None
            keys = IDS.get(spec.name, tuple(f"i{n}" for n in range(rng.randint(0, 2))))
            return {key: _part(spec.model, rng) for key in keys}
        case _:
            return rng.choice(["甲", "가나", "text {x}", "<b>"])


def _members(spec: FieldSpec, ids: Mapping[str, Sequence[str]]) -> list[str]:
    return list(spec.choices) if spec.choices else list(ids[spec.refers_to])
