"""Commands about rule packs: list, show one rule with its articles, check a pack, run its examples."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from fr_desk.cli.console import Console
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.resources import resource
from fr_desk.rules.bundled import whole_packs
from fr_desk.rules.examples import run
from fr_desk.rules.instruments import label_of, quotation
from fr_desk.rules.judgements import decided_by, judgements
from fr_desk.rules.lint import lint as problems_of
from fr_desk.rules.lint import usable_pack
from fr_desk.rules.pack_reader import load_pack
from fr_desk.rules.packs import Pack, Rule
from fr_desk.rules.problems import nearest
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
CONSEQUENCES = N_("What the law lets follow")
SETTLES = N_("Settled by: {sentence}")
CASES = N_("Cases in which it decides")
SOUND = N_("{pack}: in order, rules: {count}")
WARNING = N_("perhaps meant so: {problem}")
RAN = N_("{rule}: examples: {examples}, cases: {cases}")
NOT_RUN = N_("{rule}: there is no example; add one for each outcome")
TESTED = N_("{pack}: {passed} of {count} examples and {right} of {cases} cases as expected")


class UnknownRuleError(FrDeskError):
    """No such rule."""

    sentence = N_("There is no rule “{rule}”; the nearest is {nearest}.")


class NoRulesError(FrDeskError):
    """Nothing to list, show or test."""

    sentence = N_("{file} has no rules.")


def list_rules(args: Namespace, console: Console) -> int:
    """List the rules of the bundled packs or of one pack."""
    for pack in _packs(args.pack):
        console.line(f"{pack.id} {pack.version} · {pack.title.get(console.lang)}")
        for rule in pack.rules:
            level = console.say(LEVELS[rule.level])
            cells = [level, rule.title.get(console.lang), *_dates(rule, console)]
            console.line(f"  {rule.id:<44} {rule.step:<10} {' · '.join(cells)}")
    return 0


def show(args: Namespace, console: Console) -> int:
    """Show one rule with its clauses, articles, consequences, examples and cases."""
    packs = _packs(args.pack)
    found = [(pack, rule) for pack in packs for rule in pack.rules if rule.id == args.rule]
    if not found:
        known = [rule.id for pack in packs for rule in pack.rules]
        raise UnknownRuleError(rule=args.rule, nearest=nearest(args.rule, known))
    pack, rule = found[0]
    _print_head(pack, rule, console)
    _print_clauses(rule, console)
    _print_articles(pack, rule, console)
    _print_consequences(pack, rule, console)
    console.line()
    console.line(console.say(EXAMPLES))
    alone = pack.model_copy(update={"rules": (rule,)})
    for result in run(alone):
        console.line(f"  {_outcome(result.expected, result.got, console)} · {result.name}")
    decided = decided_by(pack).get(rule.id, ())
    if decided:
        console.line()
        console.line(console.say(CASES))
    for case, variant, outcome in decided:
        title, state = case.title.get(console.lang), variant.title.get(console.lang)
        console.line(f"  {case.id} {title} ({state}) · {outcome}")
    return 0


def lint(args: Namespace, console: Console) -> int:
    """Say what is wrong in the bundled packs or in one pack; 1 if anything is."""
    faults = 0
    for place in _places(args.pack):
        problems = problems_of(place)
        faults += sum(not problem.warning for problem in problems)
        if args.format == "json":
            listed = [{**asdict(one), "message": one.message.model_dump()} for one in problems]
            console.data(json.dumps({"pack": str(place), "problems": listed}, ensure_ascii=False))
            continue
        for problem in problems:
            told = problem.message.get(console.lang)
            message = console.say(WARNING, problem=problem.message) if problem.warning else told
            console.line(f"{problem.file}:{problem.line}: {message}")
        if all(problem.warning for problem in problems):
            pack = load_pack(place)
            console.line(console.say(SOUND, pack=pack.id, count=len(pack.rules)))
    return 1 if faults else 0


def test(args: Namespace, console: Console) -> int:
    """Run the examples of the bundled packs or of one pack, and the published cases; 1 if one is not as expected."""
    faults = 0
    for pack in _packs(args.pack):
        results = run(pack)
        counts = Counter(result.rule for result in results)
        for result in results:
            if args.verbose or not result.passed:
                outcome = _outcome(result.expected, result.got, console)
                console.line(f"{result.file}:{result.line}: {result.rule} · {result.name} · {outcome}")
        decided = decided_by(pack)
        for rule in pack.rules:
            count = counts[rule.id]
            line = console.say(RAN, rule=rule.id, examples=count, cases=len(decided.get(rule.id, ())))
            console.line(line if count else console.say(NOT_RUN, rule=rule.id))
            faults += not count
        judged = judgements(pack, whole=args.pack is None)
        for judged_case in judged:
            for why in judged_case.wrong:
                console.line(f"{judged_case.case.id} {judged_case.variant.id} · {why.get(console.lang)}")
        passed, right = sum(result.passed for result in results), sum(not one.wrong for one in judged)
        faults += len(results) - passed + len(judged) - right
        total = {"passed": passed, "count": len(results), "right": right, "cases": len(judged)}
        console.line(console.say(TESTED, pack=pack.id, **total))
    return 1 if faults else 0


def _places(own: Path | None) -> Sequence[Path]:
    if own is None:
        return sorted(head.parent for head in resource("rules").glob("*/pack.yaml"))
    if not own.exists():
        raise MissingFileError(file=str(own))
    return [own]


def _packs(own: Path | None) -> Sequence[Pack]:
    if own is None:
        return whole_packs()
    packs = [usable_pack(place) for place in _places(own)]
    if not any(pack.rules for pack in packs):
        raise NoRulesError(file=str(own))
    return packs


def _dates(rule: Rule, console: Console) -> list[str]:
    since, until = rule.in_force.since, rule.in_force.until
    return [console.say(IN_FORCE, since=since or "…", until=until or "…")] if since or until else []


def _outcome(expected: str, got: str, console: Console) -> str:
    if expected == got:
        return console.say(PASSES, outcome=expected)
    return console.say(FAILS, outcome=expected, got=got)


def _print_head(pack: Pack, rule: Rule, console: Console) -> None:
    console.line(f"{rule.id} · {rule.title.get(console.lang)}")
    cells = [pack.id, pack.version, console.say(LEVELS[rule.level]), rule.step, *rule.patterns]
    console.line(" · ".join([*cells, f"{rule.file}:{rule.line}"]))
    for dates in _dates(rule, console):
        console.line(dates)
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
    if rule.settles:
        console.line(console.say(SETTLES, sentence=rule.settles))


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


def _print_consequences(pack: Pack, rule: Rule, console: Console) -> None:
    """Print what the law lets follow: the range it names, with its articles."""
    if not rule.consequences:
        return
    console.line()
    console.line(console.say(CONSEQUENCES))
    for spec in (pack.consequences[name] for name in rule.consequences):
        cited = (label_of(citation, pack.instruments, console.lang) for citation in spec.citations)
        console.line(f"  {spec.says.get(console.lang)}")
        console.line(f"    {' · '.join(cited)}")
