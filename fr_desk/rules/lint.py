"""A second look at a pack: everything that cannot be right, with file, line and the nearest valid name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import LANGUAGES, N_, Texts, texts
from fr_desk.rules.names import unknown_in, unknown_names
from fr_desk.rules.pack_files import HEAD, LAWS
from fr_desk.rules.pack_places import conditions_of
from fr_desk.rules.pack_reader import Reading, read_pack
from fr_desk.rules.pack_schema import Place, held_against
from fr_desk.rules.packs import Pack, Rule
from fr_desk.rules.problems import PackError, Problem, shown
from fr_desk.rules.trials import tried
from fr_desk.rules.yaml_lines import Listed, Mapped, line_at

OF_EACH_ACTIVITY = {"coach.yaml": ("activity",), "clocks.yaml": ("activity",)}
"""Parts whose conditions are asked of each activity."""

UNKNOWN_FILE = N_("{name} is no part of a pack and is not read; rules stand in files ending in .yaml")
UNUSED_LAW = N_("pack.yaml does not name this instrument under instruments; name it, or take the file out")
NO_RULES = N_("the pack has no rules")
NO_ARTICLE_CITED = N_("{rule} cites no article; name one")
NO_EXAMPLE = N_("{rule}: no example is {outcome}; add one")
NO_SETTLES = N_("{rule}: settles is missing beside review; say in one sentence what would settle it")
NO_CONSEQUENCES = N_(
    "{rule} is a duty without consequences; name what the law lets follow, from consequences.yaml"
)
NO_WORDS = N_("the {language} text is empty; write it")
IN_RULE = N_("{rule}: {problem}")
IN_EXAMPLE = N_("{rule}, example “{name}”: {problem}")


def lint(place: Path) -> list[Problem]:
    """Return everything wrong with the pack in ``place``, a folder or a zip, in the order of its files."""
    try:
        reading = read_pack(place)
    except PackError as error:
        return [problem_of(error)]
    _check_files(reading)
    _check_names(reading)
    for rule in reading.rules:
        for where, why in _lacking(rule):
            _note(reading, rule, where, why)
        _check_examples(reading, rule)
    for rule, where, why, warning in tried(reading):
        _note(reading, rule, where, texts(IN_RULE, rule=rule.id, problem=why), warning=warning)
    whole = (replace(problem, file=str(place / problem.file)) for problem in reading.problems)
    return sorted(whole, key=lambda problem: (problem.file, problem.line))


def problem_of(error: PackError) -> Problem:
    """Return an error as a problem."""
    line, why = error.values["line"], error.values["why"]
    assert isinstance(line, int)
    assert isinstance(why, Texts)
    return Problem(str(error.values["file"]), line, why)


def usable_pack(place: Path) -> Pack:
    """Return a pack of someone else's, fit to be asked: it is read, and every name in it is there.

    Raises:
        PackError: with file and line, if anything in it is not as it should be.
    """
    reading = read_pack(place)
    _check_names(reading)
    if reading.pack is None or any(not problem.warning for problem in reading.problems):
        raise reading.error()
    return reading.pack


def _note(reading: Reading, rule: Rule, where: Place, why: Texts, *, warning: bool = False) -> None:
    line = line_at(reading.written[rule.id], where, rule.line)
    reading.note(rule.file, line, why, warning=warning)


def _check_files(reading: Reading) -> None:
    for name in reading.files.others:
        reading.note(name, 1, texts(UNKNOWN_FILE, name=shown(name)))
    if reading.head is None:
        return
    if not reading.rules and not reading.problems:
        reading.note(HEAD, 1, texts(NO_RULES))
    used = {f"{LAWS}{name}.yaml" for name in reading.head.instruments}
    for name in sorted(reading.files.files):
        if name.startswith(LAWS) and name not in used:
            reading.note(name, 1, texts(UNUSED_LAW))


def _check_names(reading: Reading) -> None:
    for text, file, line in reading.conditions:
        for why in unknown_in(text, OF_EACH_ACTIVITY.get(file, ())):
            reading.note(file, line, why)
    for file, whole in reading.texts.items():
        for line, lang in _silent(whole, set()):
            reading.note(file, line, texts(NO_WORDS, language=lang))
    for rule in reading.rules:
        conditions = {place: text for text, place in conditions_of(rule)}
        for where, why in unknown_names(rule, conditions):
            _note(reading, rule, where, texts(IN_RULE, rule=rule.id, problem=why))


def _silent(node: Any, seen: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the line and the language of every text that is there but empty; what is repeated counts once."""
    if id(node) in seen or not isinstance(node, (Mapped, Listed)):
        return
    seen.add(id(node))
    if isinstance(node, Mapped) and set(node) == set(LANGUAGES):
        yield from ((node.lines[lang], lang) for lang, text in node.items() if not str(text or "").strip())
    for child in node.values() if isinstance(node, Mapped) else node:
        yield from _silent(child, seen)


def _lacking(rule: Rule) -> Iterator[tuple[Place, Texts]]:
    """Yield what a rule that loads still lacks."""
    if not rule.cites:
        yield ("cites",), texts(NO_ARTICLE_CITED, rule=rule.id)
    if rule.review and rule.settles is None:
        yield ("review",), texts(NO_SETTLES, rule=rule.id)
    if rule.level == "must" and not rule.consequences:
        yield ("level",), texts(NO_CONSEQUENCES, rule=rule.id)
    outcomes = {example.expect for example in rule.examples}
    wanted = {"met", "open"}
    wanted |= {"review"} if rule.review else set()
    wanted |= {"breached"} if rule.clauses else set()
    for outcome in sorted(wanted - outcomes):
        yield ("examples",), texts(NO_EXAMPLE, rule=rule.id, outcome=outcome)


def _check_examples(reading: Reading, rule: Rule) -> None:
    for at, example in enumerate(rule.examples):
        for where, why in held_against(Dossier, example.given)[1]:
            sentence = texts(IN_EXAMPLE, rule=rule.id, name=shown(example.name), problem=why)
            _note(reading, rule, ("examples", at, "given", *where), sentence)
