"""Commands about the worked cases: list them, show one with what the program finds in it."""

from __future__ import annotations

import json
from argparse import Namespace

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, translate
from fr_desk.rules.cases import GRADES, Case, Variant, assessed
from fr_desk.rules.findings import Outcome
from fr_desk.rules.problems import nearest

FACTS = N_("What was done: {text}")
OUTCOME = N_("What followed: {text}")
FINES = N_("Fines: {amounts}")
LESSON = N_("What to do instead: {text}")
SOURCES = N_("Sources")
TO_CHANGE = N_("to change: {rule}")
TO_DECIDE = N_("to decide: {rule}")
NOTHING_FOUND = N_("nothing to change")


class UnknownCaseError(FrDeskError):
    """No such case."""

    sentence = N_("There is no case “{case}”; the nearest is {nearest}.")


def list_cases(args: Namespace, console: Console) -> int:
    """List the worked cases."""
    for case in services.cases():
        if args.format == "json":
            console.data(json.dumps(_head_as_json(case), ensure_ascii=False))
        else:
            cells = (console.say(case.venue.label), case.title.get(console.lang))
            console.line(f"{case.id}  {case.date:<17} {' · '.join(cells)}")
    return 0


def show(args: Namespace, console: Console) -> int:
    """Show one case: what was done, what followed, and what the program finds."""
    known = {case.id.casefold(): case for case in services.cases()}
    case = known.get(args.case.casefold())
    if case is None:
        near = nearest(args.case.upper(), [one.id for one in known.values()])
        raise UnknownCaseError(case=args.case, nearest=near)
    if args.format == "json":
        console.data(json.dumps(_as_json(case), ensure_ascii=False))
        return 0
    _print_case(case, console)
    for variant in case.variants:
        _print_variant(case, variant, console)
    return 0


def _print_case(case: Case, console: Console) -> None:
    console.line(f"{case.id} · {case.title.get(console.lang)}")
    console.line(" · ".join((console.say(case.jurisdiction.label), console.say(case.venue.label), case.date)))
    console.line()
    console.line(console.say(FACTS, text=case.facts))
    console.line(console.say(OUTCOME, text=case.outcome))
    if case.fines:
        amounts = (amount.get(console.lang) for amount in case.written_fines())
        console.line(console.say(FINES, amounts=" · ".join(amounts)))
    console.line(console.say(LESSON, text=case.lesson))
    console.line(translate(GRADES[case.grade], console.lang))
    if case.sources:
        console.line(console.say(SOURCES))
        for source in case.sources:
            console.line(f"  {source}")


def _print_variant(case: Case, variant: Variant, console: Console) -> None:
    """Print what the program finds wrong, and what it leaves to a person."""
    console.line()
    console.line(f"{variant.title.get(console.lang)} ({variant.id}, {variant.as_of})")
    told = [
        console.say(sentence, rule=title)
        for outcome, sentence in ((Outcome.BREACHED, TO_CHANGE), (Outcome.REVIEW, TO_DECIDE))
        for title in dict.fromkeys(one.title for one in assessed(case, variant).of(outcome))
    ]
    for line in told or [console.say(NOTHING_FOUND)]:
        console.line(f"  {line}")


def _head_as_json(case: Case) -> dict[str, object]:
    plain = case.model_dump(
        mode="json", include={"id", "jurisdiction", "date", "venue", "title", "fines", "grade"}
    )
    return {**plain, "patterns": list(case.patterns)}


def _as_json(case: Case) -> dict[str, object]:
    variants = [
        {**variant.model_dump(mode="json", exclude={"dossier"}), **_found_as_json(case, variant)}
        for variant in case.variants
    ]
    return {
        **case.model_dump(mode="json", exclude={"variants"}),
        "patterns": list(case.patterns),
        "variants": variants,
    }


def _found_as_json(case: Case, variant: Variant) -> dict[str, object]:
    found = assessed(case, variant)
    return {
        "dossier": case.dossier(variant).model_dump(mode="json", exclude_none=True),
        "breached": list(dict.fromkeys(finding.rule for finding in found.of(Outcome.BREACHED))),
        "review": list(dict.fromkeys(finding.rule for finding in found.of(Outcome.REVIEW))),
    }
