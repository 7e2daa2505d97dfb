"""A second look at a pack: what loads but cannot be right, with file, line and nearest valid name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fr_desk.domain import paths
from fr_desk.domain.derived import FACTS
from fr_desk.i18n import LANGUAGES, Texts
from fr_desk.rules.expression import Chain, Expression
from fr_desk.rules.facts import COLLECTIONS, NESTED, VARIABLES
from fr_desk.rules.packs import PackError, Rule, load_pack
from fr_desk.rules.sentences import PLACEHOLDER
from fr_desk.rules.yaml_lines import nearest


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a pack."""

    file: str
    line: int
    message: str


LINKS = {("camera", "seen"): "zone", ("camera", "serves"): "activity", ("activity", "cameras"): "camera"}
"""Derived facts that lead to items, and the variable that has such items' facts."""


def lint(folder: Path) -> list[Problem]:
    """Return everything wrong with the pack in ``folder``; empty if it is in order."""
    try:
        pack = load_pack(folder)
    except PackError as error:
        line = error.values["line"]
        return [
            Problem(str(error.values["file"]), line if isinstance(line, int) else 1, str(error.values["why"]))
        ]
    return [problem for rule in pack.rules for problem in _lint_rule(rule)]


def _lint_rule(rule: Rule) -> Iterator[Problem]:
    def problem(message: str) -> Problem:
        return Problem(rule.file, rule.line, f"{rule.id}: {message}")

    if not rule.citations:
        yield problem("cites no article")
    for text in rule.expressions():
        for chain in Expression.compile(text, VARIABLES).reads:
            why = _unknown_fact(chain, rule)
            if why:
                yield problem(why)
    for words in _words(rule):
        yield from (problem(why) for why in _lint_words(words, rule))
    for clause in rule.clauses:
        yield from (problem(why) for about in clause.about if (why := _unknown_path(about, rule)))
        edits = [edit for spec in clause.fixes for edit in spec.edits]
        yield from (problem(why) for edit in edits if (why := _unknown_path(str(edit.get("path", "")), rule)))
    outcomes = {example.expect for example in rule.examples}
    wanted = (
        {"met", "open"} | ({"review"} if rule.review else set()) | ({"breached"} if rule.clauses else set())
    )
    for outcome in sorted(wanted - outcomes):
        yield problem(f"no example is {outcome}")


def _words(rule: Rule) -> Iterator[Texts]:
    yield from (words for words in (rule.title, rule.applies_to, rule.why, rule.question) if words)
    for clause in rule.clauses:
        yield clause.says
        yield from (spec.label for spec in clause.fixes)


def _lint_words(words: Texts, rule: Rule) -> Iterator[str]:
    for lang in LANGUAGES:
        text = words.get(lang)
        if not text.strip():
            yield f"no {lang} text beside “{words.en}”"
        for name in PLACEHOLDER.findall(text):
            why = _unknown_fact(tuple(name.split(".")), rule)
            if why:
                yield why
    placeholders = {lang: sorted(PLACEHOLDER.findall(words.get(lang))) for lang in LANGUAGES}
    if len({tuple(set(found)) for found in map(sorted, map(set, placeholders.values()))}) > 1:
        yield f"the languages name different values: “{words.en}”"


def _bound(rule: Rule) -> set[str]:
    if rule.for_each is None:
        return set()
    outer, _, nested = rule.for_each.partition(".")
    bound = {name for name, plural in COLLECTIONS.items() if plural == outer}
    return bound | {name for name, plural in NESTED.items() if plural == nested}


def _unknown_fact(chain: Chain, rule: Rule) -> str:
    """Return what is wrong with a chain of names, empty if every name exists."""
    root, *rest = chain
    if root in {*COLLECTIONS, *NESTED} and root not in _bound(rule):
        return f"{root} is not bound by for_each: {rule.for_each}"
    owner: str = root
    if root == "as_of" or not rest:
        return ""
    if root in COLLECTIONS.values() and rest[0] == "*":
        owner = next(name for name, plural in COLLECTIONS.items() if plural == root)
        rest = rest[1:]
    if not rest:
        return ""
    if (owner, rest[0]) in FACTS:
        linked = LINKS.get((owner, rest[0]))
        inner = rest[2:] if rest[1:2] == ["*"] else []
        return _unknown_member(linked, inner) if linked and inner else ""
    return _unknown_member(owner, rest)


def _unknown_member(owner: str, rest: list[str]) -> str:
    if rest[-1] == "id" or (owner, rest[0]) in FACTS:
        return ""
    base = f"{COLLECTIONS[owner]}.*" if owner in COLLECTIONS else owner
    if owner in NESTED:
        base = f"activities.*.{NESTED[owner]}.*"
    if owner == "dossier":
        known = [name for who, name in FACTS if who == "dossier"]
        return f"no fact dossier.{rest[0]}; nearest: {nearest(rest[0], known)}"
    names = rest[:-1] if rest[-1] == "*" else rest
    try:
        paths.spec_at(paths.join(base, *names))
    except paths.PathError as error:
        return f"no answer {'.'.join([owner, *rest])}; nearest: {error.values['nearest']}"
    return ""


def _unknown_path(about: str, rule: Rule) -> str:
    if about in {".", ""}:
        return "" if rule.for_each else "“.” needs for_each"
    name, star, rest = about.partition(".*.")
    linked = next(
        (LINKS.get((owner, name)) for owner in _bound(rule) if star and (owner, name) in LINKS), None
    )
    if linked:
        return _unknown_member(linked, rest.split("."))
    base = ".*.".join(rule.for_each.split(".")) + ".*" if rule.for_each else ""
    path = about[1:] if about.startswith("/") else paths.join(base, about)
    try:
        paths.spec_at(path)
    except paths.PathError as error:
        return f"no answer {path}; nearest: {error.values['nearest']}"
    return ""
