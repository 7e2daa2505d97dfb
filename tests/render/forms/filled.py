"""Forms filled from samples with some answers changed, and what is said in them."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import Lang
from fr_desk.render.edition import Edition
from fr_desk.render.forms.model import Field, Fields, Form, Grid, Part, Ticks
from fr_desk.resources import resource
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.engine import assess
from fr_desk.rules.yaml_lines import load

DAY = dt.date(2026, 11, 21)
HOTEL, GYM, SALES_OFFICE = "shanghai-hotel", "seoul-gym", "ningbo-sales-office-after"
LANGS: tuple[Lang, ...] = ("zh", "ko", "en")
PLAIN_VIDEO: dict[str, Any] = {
    "activities": {"a1": {"name": "영상", "legal_basis": "other_statute"}},
    "cameras": {
        "c1": {
            "kind": "dome",
            "zone": "z1",
            "picture": "continuous",
            "face_function": "none",
            "activities": ["a1"],
        }
    },
}
"""Answers by path: one camera that films a public place and knows no faces."""


@cache
def _sample(name: str) -> dict[str, Any]:
    facts = load(resource("samples", f"{name}.yaml"))
    assert isinstance(facts, dict)
    return facts


def edition(name: str = "", lang: Lang = "en", day: dt.date = DAY, **changes: Any) -> Edition:
    """An edition of a sample (nothing answered without a name); ``changes`` are answers by path, ``.`` as ``__``."""
    facts = copy.deepcopy(_sample(name)) if name else {}
    for path, value in changes.items():
        *above, last = path.split("__")
        node = facts
        for part in above:
            node = node.setdefault(part, {})
        node[last] = value
    dossier = Dossier.model_validate(facts)
    packs = packs_for(dossier)
    return Edition(dossier, assess(dossier, packs, day), packs, lang, "0" * 64)


def said(form: Form) -> str:
    """All words of a form, one part of it a line."""
    return "\n".join(_words(form.parts))


def _words(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from _words(one)
    elif is_dataclass(node):
        for one in fields(node):
            yield from _words(getattr(node, one.name))


def lines(form: Form) -> dict[str, list[Field]]:
    """All labelled lines by their label."""
    found: dict[str, list[Field]] = {}
    for part in form.parts:
        for field in part.fields if isinstance(part, Fields) else ():
            found.setdefault(field.label, []).append(field)
    return found


def value(form: Form, label: str) -> str:
    """What stands on the first line with a label."""
    return lines(form)[label][0].value


def boxes(form: Form) -> list[Ticks]:
    """All groups of boxes."""
    return [part for part in form.parts if isinstance(part, Ticks)]


def tables(form: Form) -> list[Grid]:
    """All tables."""
    return [part for part in form.parts if isinstance(part, Grid)]


def parts_of(form: Form, kind: type[Part]) -> list[Part]:
    """All parts of one kind."""
    return [part for part in form.parts if isinstance(part, kind)]


def cited(form: Form) -> set[str]:
    """The articles a form cites."""
    return {f"{one.instrument}/{one.article}" for one in form.citations}
