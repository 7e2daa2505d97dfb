"""The command that judges: ``check``, for people and as JSON for other programs."""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fr_desk import services
from fr_desk.cli import times
from fr_desk.cli.console import Console
from fr_desk.domain.canonical import short_fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, translate
from fr_desk.rules.findings import Assessment, Finding, Outcome, Verdict
from fr_desk.rules.instruments import Instrument, label_of
from fr_desk.rules.packs import Pack
from fr_desk.rules.sentences import FELL_AWAY, SETTLES

CODES = {Verdict.CLEAN: 0, Verdict.BREACHED: 1, Verdict.OPEN: 3, Verdict.REVIEW: 3}
"""Exit code of each verdict; 2 is for files that cannot be read."""
WORST_LAST = (0, 3, 1, 2)
"""Exit codes of single files, in the order in which they win over each other."""

VERDICTS = {
    Verdict.BREACHED: N_("To change"),
    Verdict.OPEN: N_("Not finished"),
    Verdict.REVIEW: N_("To decide"),
    Verdict.CLEAN: N_("In order"),
}
GROUPS = {
    Outcome.BREACHED: N_("To change: {count}"),
    Outcome.REVIEW: N_("To decide: {count}"),
    Outcome.OPEN: N_("To answer: {count}"),
    Outcome.MET: N_("In order: {count}"),
    Outcome.NOT_APPLICABLE: N_("Does not apply: {count}"),
}
VERDICT = N_("Verdict: {verdict}")
AS_OF = N_("law as of {day}")
FINGERPRINT = N_("fingerprint {digits}")
RECOMMENDED = N_("recommended")
NAMELESS = N_("Venue without a name")


def check(args: Namespace, console: Console) -> int:
    """Say whether dossiers are lawful and what must change."""
    codes = []
    others = services.open_packs(args.pack)
    for file in args.files:
        try:
            dossier = services.open_dossier(file).dossier
            packs = services.packs_with(dossier, others)
            assessment = services.assess(dossier, args.as_of, packs)
        except FrDeskError as error:
            console.fail(error)
            codes.append(2)
            continue
        if args.format == "json":
            console.data(json.dumps(as_json(file, dossier, assessment), ensure_ascii=False))
        else:
            if codes:
                console.line()
            _report(file, dossier, assessment, packs, console, verbose=args.verbose)
        codes.append(CODES[assessment.verdict])
    return max(codes, key=WORST_LAST.index)


def as_json(file: Path, dossier: Dossier, assessment: Assessment) -> dict[str, Any]:
    """Return what ``--format json`` prints about one file. Scripts rely on this shape."""
    return {
        "file": str(file),
        "dossier": dossier.id,
        "as_of": assessment.as_of.isoformat(),
        "packs": [pack.model_dump(mode="json") for pack in assessment.packs],
        "verdict": assessment.verdict.value,
        "counts": {outcome.value: count for outcome, count in assessment.counts.items()},
        "findings": [_finding(finding) for finding in assessment.findings],
        **times.as_json(dossier, assessment),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    names = {"rule", "outcome", "level", "path", "message", "citations", "patterns", "missing", "fixes"}
    return {name: value for name, value in finding.as_json().items() if name in names}


def _report(
    file: Path,
    dossier: Dossier,
    assessment: Assessment,
    packs: Iterable[Pack],
    console: Console,
    *,
    verbose: bool,
) -> None:
    """Print the findings about one file, what must change first."""
    laws = {name: law for pack in packs for name, law in pack.instruments.items()}
    venue = dossier.venue
    kinds = [console.say(choice.label) for choice in (venue.kind, venue.jurisdiction) if choice]
    console.line(_row([venue.name or console.say(NAMELESS), *kinds]))
    day = console.say(AS_OF, day=assessment.as_of.isoformat())
    console.line(_row([str(file), day, console.say(FINGERPRINT, digits=short_fingerprint(dossier))]))
    console.line(console.say(VERDICT, verdict=translate(VERDICTS[assessment.verdict], console.lang)))
    console.line(_row(console.say(GROUPS[outcome], count=assessment.counts[outcome]) for outcome in GROUPS))
    shown = list(GROUPS) if verbose else [Outcome.BREACHED, Outcome.REVIEW, Outcome.OPEN]
    for outcome in shown:
        findings = assessment.of(outcome)
        if not findings:
            continue
        console.line()
        console.line(console.say(GROUPS[outcome], count=len(findings)))
        for number, finding in enumerate(findings, 1):
            _print_finding(number, finding, laws, console, assessment.as_of)
    times.report(dossier, assessment, console, verbose=verbose)


def _print_finding(
    number: int, finding: Finding, laws: Mapping[str, Instrument], console: Console, as_of: dt.date
) -> None:
    indent = " " * 6
    apart = finding.outcome is Outcome.NOT_APPLICABLE and finding.message != finding.title
    console.line(f"{number:4}. {(finding.title if apart else finding.message).get(console.lang)}")
    if apart:
        console.line(indent + finding.message.get(console.lang))
    if finding.outcome is Outcome.REVIEW and finding.settles:
        console.line(indent + console.say(SETTLES, fact=finding.settles))
    if finding.outcome is Outcome.REVIEW and finding.decision:
        console.line(indent + console.say(FELL_AWAY))
    cited = [label_of(citation, laws, console.lang, as_of=as_of) for citation in finding.citations]
    recommended = [console.say(RECOMMENDED)] if finding.level == "should" else []
    console.line(indent + _row([*recommended, *cited]))
    console.line(indent + _row([*finding.patterns, finding.rule, finding.path]))
    for fix in finding.fixes:
        console.line(f"{indent}→ {fix.label.get(console.lang)}")


def _row(cells: Iterable[str]) -> str:
    return " · ".join(cell for cell in cells if cell)
