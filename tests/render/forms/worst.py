"""The worst dossier: every question answered, every text as long and as hostile as it may be, for tests of forms."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import SHORT, FieldSpec, Value, fields_of

LONG = 4000
HOSTILE = (
    "<b>&amp;</b>{venue.name}\u202e\u0007\u200b😀\ue000%s\\n"
    "上海滨江酒店管理有限公司没有空格的一长串文字，한국어문장도이어서띄어쓰기없이길게적는다"
    "AVeryLongLatinWordWithoutAnySpaceInIt"
)
"""Markup, a placeholder, marks that turn the writing, a bell, an emoji, a private character, no place to break."""
IDS = ("i1",)


def hostile(length: int) -> str:
    """A text of ``length`` characters."""
    return (HOSTILE * (length // len(HOSTILE) + 1))[:length]


@cache
def worst(country: Jurisdiction | None) -> Dossier:
    """A dossier of a country with every question answered at its worst."""
    facts = {
        name: _filled(spec) for name, spec in fields_of(Dossier).items() if name not in {"as_of", "format"}
    }
    facts["id"] = "worst"
    facts["revision"] = 1
    facts["as_of"] = dt.date(2026, 11, 21)
    facts["venue"]["jurisdiction"] = country
    for remark in facts["remarks"].values():
        remark["about"] = "venue.name"  # it has to be about something
    for camera in facts["cameras"].values():
        camera["face_function"] = "identification"
    for activity in facts["activities"].values():
        activity["legal_basis"] = "consent"
    return Dossier.model_validate(facts)


def _filled(spec: FieldSpec) -> Any:
    match spec.kind:
        case "text" | "long_text":
            return hostile(LONG if spec.kind == "long_text" else SHORT)
        case "integer" | "number":
            return spec.maximum if spec.maximum is not None else 1
        case "date":
            return dt.date(2026, 11, 1)
        case "bool":
            return True
        case "choice":
            assert spec.choices
            return next(iter(spec.choices))
        case "choices":
            assert spec.choices
            return tuple(spec.choices)
        case "ref":
            return IDS[0]
        case "refs":
            return IDS
        case "part" | "keyed" | "records":
            assert spec.model
            below = _model(spec.model)
            return {"part": below, "keyed": dict.fromkeys(IDS, below), "records": (below,)}[spec.kind]


def _model(model: type[Value]) -> dict[str, Any]:
    return {name: _filled(spec) for name, spec in fields_of(model).items()}
