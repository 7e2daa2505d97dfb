"""Random dossiers for hypothesis, built from the model's own declarations: every one is well formed.

Strategies are made once and kept wherever they do not depend on what was drawn: hypothesis takes longer to look into a
new one than to draw from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from fr_desk.domain.choices import Jurisdiction
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.remarks import Remark
from fr_desk.domain.schema import FieldSpec, Kind, Value, fields_of

Ids = Mapping[str, tuple[str, ...]]

TRICKY = (
    "on",
    "off",
    "yes",
    "no",
    "null",
    "~",
    "true",
    "007",
    "1e3",
    "9:30",
    "0x1F",
    "2026-11-21",
    "",
    " ",
    "- a",
    "a: b",
    "# a",
    "上海滨江酒店",
    "서울 헬스장",
    "{venue.name}",
    "<b>&amp;",
    'say "yes"',
    "it's",
    "two\nlines\n",
    "\ttab",
    "\x85\u2028\ufeff",
    "\0\x7f",
    "😀",
)
"""Texts that some notation, font or format could take for something else."""


UNANSWERED: dict[Kind, int] = {"ref": 3, "refs": 3, "keyed": 4}
"""Of ten optional fields of a kind, how many stay unanswered; six of the others."""


TENTHS = st.integers(0, 9)
ABOUT = st.sampled_from(["venue.name", "zones", "rights.answer_days"])
FILE_IDS = st.from_regex(r"[A-Za-z0-9-]{1,64}", fullmatch=True)


@cache
def ids() -> st.SearchStrategy[str]:
    """Ids of items, among them words that YAML takes for booleans and null."""
    words = st.sampled_from(["z1", "z2", "z10", "c1", "a1", "on", "no", "y", "null", "e1", "hall_east"])
    return words | st.from_regex(r"[a-z][a-z0-9_]{0,23}", fullmatch=True)


@cache
def words(limit: int) -> st.SearchStrategy[str]:
    """Texts of at most ``limit`` characters."""
    return st.sampled_from(TRICKY) | st.text(
        st.characters(exclude_categories=["Cs"]), max_size=min(limit, 20)
    )


@cache
def _refers(model: type[Value]) -> bool:
    """Tell whether anything in a part of the model names an item of a collection."""
    return any(
        spec.refers_to or (spec.model is not None and _refers(spec.model))
        for spec in fields_of(model).values()
    )


def answers(spec: FieldSpec, known: Ids) -> st.SearchStrategy[Any]:
    """Answers that fit one field, in Python's types; not ``None``."""
    if spec.refers_to or (spec.model and _refers(spec.model)):
        return _answers(spec, known)
    return _kept_answers(spec)


@cache
def _kept_answers(spec: FieldSpec) -> st.SearchStrategy[Any]:
    return _answers(spec, {})


def _answers(spec: FieldSpec, known: Ids) -> st.SearchStrategy[Any]:
    if spec.model:
        return _compound(spec, values(spec.model, known))
    if spec.choices:
        chosen = st.sampled_from(list(spec.choices))
        return chosen if spec.kind == "choice" else _some(chosen)
    if spec.refers_to:
        named = st.sampled_from(known[spec.refers_to])
        return named if spec.kind == "ref" else _some(named)
    match spec.kind:
        case "integer":
            return st.integers(int(spec.minimum or 0), int(spec.maximum or 2**40))
        case "number":
            return st.floats(spec.minimum, spec.maximum, allow_nan=False, allow_infinity=False)
        case "date":
            return st.dates()
        case "bool":
            return st.booleans()
    return words(spec.max_length or 20)


def _compound(spec: FieldSpec, items: st.SearchStrategy[Value]) -> st.SearchStrategy[Any]:
    if spec.kind == "keyed":
        return st.dictionaries(ids(), items, max_size=2)
    return items if spec.kind == "part" else st.lists(items, max_size=2).map(tuple)


def _some(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=3, unique=True).map(tuple)


@st.composite
def values(draw: st.DrawFn, model: type[Value], known: Ids, keep: Mapping[str, Any] | None = None) -> Value:
    """Values of one part of the model, some of their optional fields answered.

    Args:
        draw: hypothesis.
        model: the part.
        known: ids that references may name, by collection.
        keep: answers that are given, by name.
    """
    own = dict(keep or {})
    for name, spec in fields_of(model).items():
        if name in own or (spec.refers_to and spec.kind == "ref" and not known.get(spec.refers_to)):
            continue
        if spec.kind == "refs" and not known.get(spec.refers_to):
            continue
        if not spec.optional or draw(TENTHS) >= UNANSWERED.get(spec.kind, 6):
            own[name] = draw(answers(spec, known))
    return model(**own)


@cache
def _items(name: str) -> st.SearchStrategy[Any]:
    """A collection of the dossier whose items name no others; or ``None``."""
    spec = fields_of(Dossier)[name]
    assert spec.model
    return st.none() | st.dictionaries(ids(), values(spec.model, {}), max_size=2)


@cache
def _remarks(about: str) -> st.SearchStrategy[Any]:
    return st.none() | st.dictionaries(ids(), values(Remark, {}, {"about": about}), max_size=1)


@st.composite
def dossiers(draw: st.DrawFn, jurisdiction: Jurisdiction | None = None) -> Dossier:
    """Well-formed dossiers: any answers, any gaps, references that hold.

    Args:
        draw: hypothesis.
        jurisdiction: the country, if it must be this one.
    """
    known: dict[str, tuple[str, ...]] = {}
    keep: dict[str, Any] = {"format": 1, "id": draw(FILE_IDS)}
    for name in ("zones", "activities", "attachments"):
        keep[name] = draw(_items(name))
        known[name] = tuple(keep[name] or ())
    keep["remarks"] = draw(_remarks(draw(ABOUT)))
    dossier = draw(values(Dossier, known, keep))
    assert isinstance(dossier, Dossier)
    if jurisdiction is None:
        return dossier
    venue = dossier.venue.model_copy(update={"jurisdiction": jurisdiction})
    return dossier.model_copy(update={"venue": venue})
