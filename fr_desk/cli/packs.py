"""Commands about rule packs: list, show one rule with its articles, check a pack, run its examples."""

from __future__ import annotations

import difflib
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from fr_desk.cli.console import Console
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_packs
from fr_desk.rules.examples import run
from fr_desk.rules.instruments import label_of, quotation
from fr_desk.rules.lint import lint as problems_of
from fr_desk.rules.packs import Pack, Rule, load_pack
from fr_desk.storage.errors import MissingFileError

LEVELS = {"must": N_("duty"), "should": N_("recommendation")}
ASKED_OF = N_("Asked of: {items}")
ONLY_WHERE = N_("Condition: {condition}")
REQUIRES = N_("Requires: {condition}")
SAYS = N_("Otherwise: {sentence}")
FIX = N_("Button: {label}")
REVIEW = N_("A person decides when: {condition}")
QUESTION = N_("Question: {question}")
IN_FORCE = N_("In force: {since} to {until}")
ARTICLES = N_("Articles")
EXAMPLES = N_("Examples")
PASSES = N_("as expected: {outcome}")
FAILS = N_("expected {outcome}, got {got}")
SOUND = N_("{pack}: in order, rules: {count}")
TESTED = N_("{pack}: {passed} of {count} examples as expected")


class UnknownRuleError(FrDeskError):
    """No such rule."""

    sentence = N_("There is no rule “{rule}”; the nearest is {nearest}.")


def list_rules(args: Namespace, console: Console) -> int:
    """List the rules of the bundled packs or of one pack."""
    for pack in _packs(args.pack):
        console.line(f"{pack.id} {pack.version} · {pack.title.get(console.lang)}")
        for rule in pack.rules:
            level = console.say(LEVELS[rule.level])
            console.line(f"  {rule.id:<44} {rule.step:<10} {level} · {rule.title.get(console.lang)}")
    return 0


def show(args: Namespace, console: Console) -> int:
    """Show one rule with its clauses, articles and examples."""
    packs = _packs(args.pack)
    found = [(pack, rule) for pack in packs for rule in pack.rules if rule.id == args.rule]
    if not found:
        known = [rule.id for pack in packs for rule in pack.rules]
        nearest = difflib.get_close_matches(args.rule, known, n=1, cutoff=0.0)
        raise UnknownRuleError(rule=args.rule, nearest=", ".join(nearest))
    pack, rule = found[0]
    _print_head(pack, rule, console)
    _print_clauses(rule, console)
    _print_articles(pack, rule, console)
    console.line()
    console.line(console.say(EXAMPLES))
    alone = pack.model_copy(update={"rules": (rule,)})
    for result in run(alone):
        console.line(f"  {_outcome(result.expected, result.got, console)} · {result.name}")
    return 0


def lint(args: Namespace, console: Console) -> int:
    """Say what is wrong in the bundled packs or in one pack; 1 if anything is."""
    faults = 0
    for folder in _folders(args.pack):
        problems = problems_of(folder)
        faults += len(problems)
        for problem in problems:
            console.line(f"{problem.file}:{problem.line}: {problem.message}")
        if not problems:
            pack = load_pack(folder)
            console.line(console.say(SOUND, pack=pack.id, count=len(pack.rules)))
    return 1 if faults else 0


def test(args: Namespace, console: Console) -> int:
    """Run the examples of the bundled packs or of one pack; 1 if one does not give what it expects."""
    faults = 0
    for pack in _packs(args.pack):
        results = run(pack)
        for result in results:
            if args.verbose or not result.passed:
                outcome = _outcome(result.expected, result.got, console)
                console.line(f"{result.file}:{result.line}: {result.rule} · {result.name} · {outcome}")
        passed = sum(result.passed for result in results)
        faults += len(results) - passed
        console.line(console.say(TESTED, pack=pack.id, passed=passed, count=len(results)))
    return 1 if faults else 0


def _folders(own: Path | None) -> Sequence[Path]:
    if own is None:
        return sorted(head.parent for head in resource("rules").glob("*/pack.yaml"))
    if not own.exists():
        raise MissingFileError(file=str(own))
    return [own]


def _packs(own: Path | None) -> Sequence[Pack]:
    return bundled_packs() if own is None else [load_pack(folder) for folder in _folders(own)]


def _outcome(expected: str, got: str, console: Console) -> str:
    if expected == got:
        return console.say(PASSES, outcome=expected)
    return console.say(FAILS, outcome=expected, got=got)


def _print_head(pack: Pack, rule: Rule, console: Console) -> None:
    console.line(f"{rule.id} · {rule.title.get(console.lang)}")
    cells = [pack.id, pack.version, console.say(LEVELS[rule.level]), rule.step, *rule.patterns]
    console.line(" · ".join([*cells, f"{rule.file}:{rule.line}"]))
    if rule.in_force.since or rule.in_force.until:
        console.line(
            console.say(IN_FORCE, since=rule.in_force.since or "…", until=rule.in_force.until or "…")
        )
    if rule.why:
        console.line(rule.why.get(console.lang))
    if rule.for_each:
        console.line(console.say(ASKED_OF, items=rule.for_each))
    if rule.applies_to:
        console.line(rule.applies_to.get(console.lang))
        console.line(console.say(ONLY_WHERE, condition=rule.when))


def _print_clauses(rule: Rule, console: Console) -> None:
    for number, clause in enumerate(rule.clauses, 1):
        console.line()
        console.line(f"{number:3}. {console.say(REQUIRES, condition=clause.require)}")
        indent = " " * 5
        if clause.when:
            console.line(indent + console.say(ONLY_WHERE, condition=clause.when))
        console.line(indent + console.say(SAYS, sentence=clause.says))
        console.line(indent + " · ".join(clause.about))
        for fix in clause.fixes:
            console.line(indent + console.say(FIX, label=fix.label))
    if rule.review:
        console.line()
        console.line(console.say(REVIEW, condition=rule.review))
    if rule.question:
        console.line(console.say(QUESTION, question=rule.question))


def _print_articles(pack: Pack, rule: Rule, console: Console) -> None:
    """Print each article: quoted where its wording was seen, labelled where that was not the official text."""
    console.line()
    console.line(console.say(ARTICLES))
    for citation in rule.citations:
        quoted, other, label = quotation(citation, pack.instruments, console.lang)
        console.line(f"  {label_of(citation, pack.instruments, console.lang)}")
        for text in (quoted, other, label):
            for line in text.splitlines():
                console.line(f"    {line}")
