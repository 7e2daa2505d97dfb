"""The names a rule uses, looked up in the model of dossiers: conditions, places, fixes and the words of sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.domain.registry import FACTS, LINKS
from fr_desk.domain.schema import FieldSpec
from fr_desk.i18n import LANGUAGES, N_, Texts, texts
from fr_desk.rules.expression import Chain, Expression, ExpressionError, compared
from fr_desk.rules.facts import VARIABLES
from fr_desk.rules.pack_schema import Place, held_against
from fr_desk.rules.packs import Rule
from fr_desk.rules.parts import COLLECTIONS, NESTED
from fr_desk.rules.problems import nearest, shown
from fr_desk.rules.sentences import PLACEHOLDER

NOT_BOUND = N_(
    "{name} is not bound by for_each, which is “{for_each}”; ask the rule of each of them, or name another"
)
NO_ANSWER = N_("there is no answer {name}; the nearest is {nearest}")
NO_FACT = N_("there is no fact {name}; the nearest is {nearest}")
NO_CHOICE = N_("“{value}” is not an answer to {name}; the nearest is {nearest}")
NO_ITEM = N_("“.” names the item of for_each, and the rule has none; name a place")
NOT_ONE_ANSWER = N_("{name} is no single answer that a sentence can show; name one inside it")
BRACES = N_("the braces in “{words}” would be shown as they are; write {{camera.label}} or leave them out")
OTHER_VALUES = N_("the languages do not show the same values; name the same in each")
STAR_IN_FIX = N_("{name} names many places; a fix names one, or those of linked items (cameras.*.audio)")
FIX_FAILS = N_("the fix would fail: {reason}")

Found = Iterator[tuple[Place, Texts]]
_BRACE = re.compile(r"[{}]")
_MANY = frozenset({"part", "keyed", "records"})


def unknown_names(rule: Rule, conditions: Mapping[Place, str]) -> Found:
    """Yield everything a rule names that is not there, each with its place in the rule."""
    for place, text in conditions.items():
        yield from ((place, why) for why in unknown_in(text, bound_by(rule), rule.for_each or "-"))
    for place, words in words_of(rule):
        yield from ((place, why) for why in _in_words(words, rule))
    for at, clause in enumerate(rule.clauses):
        for number, about in enumerate(clause.about):
            why = _at_place(about, rule)
            if why:
                yield ("clauses", at, "about", number), why
        for fix, spec in enumerate(clause.fixes):
            for number, edit in enumerate(spec.edits):
                why = _in_edit(edit, rule)
                if why:
                    yield ("clauses", at, "fixes", fix, "edits", number, "path"), why


def words_of(rule: Rule) -> Iterator[tuple[Place, Texts]]:
    """Yield every sentence of a rule with its place in the rule."""
    own = {name: getattr(rule, name) for name in ("title", "applies_to", "why", "question", "settles")}
    yield from (((name,), words) for name, words in own.items() if words)
    for at, clause in enumerate(rule.clauses):
        yield ("clauses", at, "says"), clause.says
        yield from (
            (("clauses", at, "fixes", fix, "label"), spec.label) for fix, spec in enumerate(clause.fixes)
        )


def unknown_in(text: str, bound: Collection[str], for_each: str = "-") -> Iterator[Texts]:
    """Yield what a condition names that is not there; nothing if it does not compile, which is told elsewhere.

    Args:
        text: the condition.
        bound: the items it can speak of, ``activity``.
        for_each: how the pack says so, for the sentence.
    """
    try:
        reads = Expression.compile(text, VARIABLES).reads
    except ExpressionError:
        return
    for chain in reads:
        _, why = _looked_up(chain, bound, for_each)
        if why:
            yield why
    for chain, value in compared(text):
        spec, _ = _looked_up(chain[:-1] if chain[-1] == "*" else chain, bound, for_each)
        if spec and spec.choices and value not in list(spec.choices):
            name, known = ".".join(chain), nearest(value, list(spec.choices))
            yield texts(NO_CHOICE, value=shown(value), name=name, nearest=known)


def bound_by(rule: Rule) -> set[str]:
    """Return the items a rule can speak of."""
    if rule.for_each is None:
        return set()
    outer, _, nested = rule.for_each.partition(".")
    bound = {name for name, plural in COLLECTIONS.items() if plural == outer}
    return bound | {name for name, plural in NESTED.items() if plural == nested}


def _looked_up(chain: Chain, bound: Collection[str], for_each: str) -> tuple[FieldSpec | None, Texts | None]:
    """Return the declaration of the answer a chain of names leads to, or what is wrong with it; neither for facts."""
    root, *rest = chain
    if root in {*COLLECTIONS, *NESTED} and root not in bound:
        return None, texts(NOT_BOUND, name=root, for_each=for_each)
    owner: str = root
    if root in COLLECTIONS.values() and rest[:1] == ["*"]:
        owner = next(name for name, plural in COLLECTIONS.items() if plural == root)
        rest = rest[1:]
    if not rest or root == "as_of":
        return None, None
    linked = LINKS.get((owner, rest[0]))
    if linked:
        return _member(linked, rest[2:]) if rest[1:2] == ["*"] and rest[2:] else (None, None)
    return _member(owner, rest)


def _member(owner: str, rest: list[str]) -> tuple[FieldSpec | None, Texts | None]:
    if (owner, rest[0]) in FACTS or (rest[-1] == "id" and owner in {*COLLECTIONS, *NESTED}):
        return None, None
    if owner == "dossier":
        known = [name for who, name in FACTS if who == "dossier"]
        return None, texts(NO_FACT, name=".".join([owner, *rest]), nearest=nearest(rest[0], known))
    names = rest[:-1] if rest[-1] in {"*", "id"} else rest
    base = f"{COLLECTIONS[owner]}.*" if owner in COLLECTIONS else owner
    if owner in NESTED:
        base = f"activities.*.{NESTED[owner]}.*"
    try:
        return paths.spec_at(paths.join(base, *names)), None
    except paths.PathError as error:
        near = nearest(names[0], [name for who, name in FACTS if who == owner] + [_last(error)])
        near = near if len(names) == 1 else _last(error)
        name = ".".join([owner, *rest])
        return None, texts(NO_ANSWER, name=name, nearest=near)


def _last(error: paths.PathError) -> str:
    return str(error.values["nearest"]).rpartition(".")[2]


def _in_words(words: Texts, rule: Rule) -> Iterator[Texts]:
    for lang in LANGUAGES:
        text = words.get(lang)
        for name in PLACEHOLDER.findall(text):
            why = _shown(name, rule)
            if why:
                yield why
        if _BRACE.search(PLACEHOLDER.sub("", text)):
            yield texts(BRACES, words=shown(text))
    if len({frozenset(PLACEHOLDER.findall(words.get(lang))) for lang in LANGUAGES}) > 1:
        yield texts(OTHER_VALUES)


def _shown(name: str, rule: Rule) -> Texts | None:
    """Return why a sentence cannot show ``name``; sentences show answers, not facts."""
    root, *rest = name.split(".")
    if root in {*COLLECTIONS, *NESTED} and root not in bound_by(rule):
        return texts(NOT_BOUND, name=root, for_each=rule.for_each or "-")
    base = f"{COLLECTIONS[root]}.*" if root in COLLECTIONS else root
    if root in NESTED:
        base = f"activities.*.{NESTED[root]}.*"
    try:
        spec = paths.spec_at(paths.join(base, *rest))
    except paths.PathError as error:
        return texts(NO_ANSWER, name=name, nearest=_last(error))
    return texts(NOT_ONE_ANSWER, name=name) if spec.kind in _MANY else None


def _at_place(about: str, rule: Rule) -> Texts | None:
    """Return why a clause cannot be about ``about``."""
    if about in {".", ""}:
        return None if rule.for_each else texts(NO_ITEM)
    linked, rest = _linked(about, rule)
    if linked:
        return _member(linked, rest.split("."))[1]
    path = _absolute(about, rule, "*")
    try:
        paths.spec_at(path)
    except paths.PathError as error:
        return texts(NO_ANSWER, name=shown(path), nearest=error.values["nearest"])
    return None


def _in_edit(edit: Mapping[str, Any], rule: Rule) -> Texts | None:
    """Return why a fix's edit cannot be made; it is tried on an empty dossier."""
    path = str(edit.get("path", ""))
    why = _at_place(path, rule)
    if why:
        return why
    linked, rest = _linked(path, rule)
    if "*" in path and not linked:
        return texts(STAR_IN_FIX, name=shown(path))
    if edit.get("op") not in {"set", "add"} or not held_against(Edit, edit)[0]:
        return None  # a removal fits any item; what is no edit at all is told when the pack is read
    whole = f"{COLLECTIONS[linked]}.x1.{rest}" if linked else _absolute(path, rule, "x1")
    try:
        apply(Dossier(), Edit.model_validate({**edit, "path": whole}))
    except paths.AnswerError as error:
        if paths.spec_at(whole).refers_to:  # what it names is not in an empty dossier
            return None
        return texts(FIX_FAILS, reason=error.values["why"])
    except paths.PathError as error:
        return texts(NO_ANSWER, name=shown(path), nearest=error.values["nearest"])
    return None


def _linked(path: str, rule: Rule) -> tuple[str, str]:
    """Return what linked items ``cameras.*.audio`` leads to from an item of the rule, and the rest of the path."""
    name, star, rest = path.partition(".*.")
    leads_to = next((LINKS[who, name] for who in bound_by(rule) if star and (who, name) in LINKS), "")
    return leads_to, rest


def _absolute(path: str, rule: Rule, key: str) -> str:
    if path.startswith("/"):
        return path[1:]
    base = f".{key}.".join(rule.for_each.split(".")) + f".{key}" if rule.for_each else ""
    return base if path == "." else paths.join(base, path)
