"""The command ``compare``: what the law of two days makes of one dossier, or what differs between two dossiers."""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from typing import get_args

from fr_desk import services
from fr_desk.cli.comparing import compare_files
from fr_desk.cli.console import Console
from fr_desk.cli.usage import NotTogetherError, UsageError
from fr_desk.domain.dossier import Dossier
from fr_desk.i18n import N_
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.comparison import OUTCOME_WORDS, Change, Comparison, Kind

BETWEEN = N_("From the law of {before} to the law of {after}")
SAME = N_("Nothing changes.")
INTO_FORCE = N_("Rules that come into force: {count}")
OUT_OF_FORCE = N_("Rules that go out of force: {count}")
FINDINGS = N_("What changes for this venue: {count}")


class TwoDaysError(UsageError):
    """Neither two days nor a second dossier to compare with."""

    sentence = N_(
        "Two days or two dossiers are compared: give --as-of twice, for example {example}, or name a second file."
    )


def compare(args: Namespace, console: Console) -> int:
    """Say what changes between two days, or what differs between two dossiers."""
    if args.other is not None:
        if args.as_of:
            raise NotTogetherError(argument="OTHER", other="--as-of")
        return compare_files(args.file, args.other, args.format, console)
    days: list[dt.date] = sorted(args.as_of or ())
    if len(days) != 2:
        raise TwoDaysError(example="--as-of 2025-05-31 --as-of 2025-06-01")
    dossier = services.open_dossier(args.file).dossier
    comparison = services.compare_dates(dossier, *days)
    if args.format == "json":
        plain = {"file": str(args.file), "dossier": dossier.id, **comparison.as_json()}
        console.data(json.dumps(plain, ensure_ascii=False))
    else:
        _report(dossier, comparison, console)
    return 0


def _report(dossier: Dossier, comparison: Comparison, console: Console) -> None:
    days = {"before": comparison.before.isoformat(), "after": comparison.after.isoformat()}
    console.line(console.say(BETWEEN, **days))
    titles = {rule.id: rule.title for pack in packs_for(dossier) for rule in pack.rules}
    for heading, rules in ((INTO_FORCE, comparison.into_force), (OUT_OF_FORCE, comparison.out_of_force)):
        if rules:
            console.line()
            console.line(console.say(heading, count=len(rules)))
            for rule in rules:
                console.line(f"   {titles[rule].get(console.lang)} · {rule}")
    if comparison.changes:
        console.line()
        console.line(console.say(FINDINGS, count=len(comparison.changes)))
        for change in sorted(comparison.changes, key=_order):
            _print_change(change, console)
    elif not comparison.into_force and not comparison.out_of_force:
        console.line(console.say(SAME))


def _order(change: Change) -> tuple[int, int]:
    """What is new comes first, and of each kind what is to change."""
    return get_args(Kind).index(change.kind), list(OUTCOME_WORDS).index(change.finding.outcome)


def _print_change(change: Change, console: Console) -> None:
    finding = change.finding
    console.line(f"   {change.sentence.get(console.lang)}")
    says = finding.message if change.after and finding.message != finding.title else None
    cells = [says.get(console.lang) if says else "", finding.rule, finding.item]
    console.line(" " * 6 + " · ".join(cell for cell in cells if cell))
