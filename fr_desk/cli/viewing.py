"""The command ``view``: one dossier as an inspector sees it, in a minute, for people and as JSON for other programs."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from fr_desk.cli.checking import CODES, NAMELESS, VERDICTS
from fr_desk.cli.comparing import as_json as changes_as_json
from fr_desk.cli.console import Console
from fr_desk.cli.sealing import CODES as FILE_CODES
from fr_desk.cli.sealing import worth
from fr_desk.domain.canonical import fingerprint, short_fingerprint
from fr_desk.i18n import LANGUAGES, N_, Texts
from fr_desk.inspection.view import Look, View, named_packs
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.findings import Assessment
from fr_desk.rules.instruments import label_of
from fr_desk.rules.sentences import question_of
from fr_desk.services.inspecting.one import view_of

PARTICULARS = N_("dossier {digits}, revision {number}, dated {day}")
FILE = N_("The file: {standing}")
AS_PRINTED = N_("As printed: {verdict}")
RECOMPUTED = N_("Recomputed: {verdict}")
ON_ITS_DAY = N_("On its own day: {verdict}")
LOOKS = N_("Look at first on site")
CONTRADICTIONS = N_("Answers that cannot all be true: {count}")
UNANSWERED = N_("Not answered, and can still change a finding: {count}")
SINCE = N_("Since {file}, revision {number} – answers that differ: {count}; findings that differ: {findings}")
_NAMED = 10
"""Unanswered questions that are named."""


def view(args: Namespace, console: Console) -> int:
    """Say what one file is worth, what became of it, and what to look at on site.

    Returns:
        As of ``check``; 1 also for a file that was changed or does not agree with itself.
    """
    seen = view_of(args.file, args.as_of, args.previous)
    if args.format == "json":
        console.data(json.dumps(as_json(seen), ensure_ascii=False))
    else:
        _report(seen, console)
    doctored = FILE_CODES[seen.verification.standing] == FILE_CODES["changed"]
    return FILE_CODES["changed"] if doctored else CODES[seen.today.verdict]


def as_json(seen: View) -> dict[str, Any]:
    """Return what ``--format json`` prints. Scripts rely on this shape."""
    dossier = seen.dossier
    return {
        "file": str(seen.path),
        "dossier": dossier.id,
        "fingerprint": fingerprint(dossier),
        "revision": dossier.revision,
        "standing": seen.verification.standing,
        "agreement": seen.verification.agreement,
        "details": [one.model_dump() for one in seen.verification.details],
        "printed": _verdict(seen.printed) if seen.printed is not None else None,
        "doubts": [one.model_dump() for one in seen.doubts],
        "today": _verdict(seen.today),
        "own_day": _verdict(seen.then),
        "looks": [_look(one) for one in seen.looks],
        "contradictions": [
            {"kind": one.kind, "paths": list(one.paths), "says": one.says.model_dump()}
            for one in seen.contradictions
        ],
        "unanswered": list(seen.unanswered),
        "previous": str(seen.previous) if seen.previous is not None else None,
        "changes": changes_as_json(seen.before, dossier) if seen.before is not None else [],
        "findings_changed": seen.since.as_json()["changes"] if seen.since is not None else [],
    }


def _verdict(assessment: Assessment) -> dict[str, Any]:
    return {
        "as_of": assessment.as_of.isoformat(),
        "packs": [pack.model_dump(mode="json") for pack in assessment.packs],
        "verdict": assessment.verdict.value,
        "counts": {outcome.value: count for outcome, count in assessment.counts.items()},
    }


def _look(one: Look) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "path": one.path,
        "says": one.says.model_dump(),
        "why": one.why.model_dump(),
        "citations": [citation.model_dump(mode="json") for citation in one.citations],
        "risk": one.risk,
        "rule": one.rule or None,
    }


def _report(seen: View, console: Console) -> None:
    dossier, lang = seen.dossier, console.lang
    console.line(dossier.venue.name or console.say(NAMELESS))
    digits = short_fingerprint(dossier)
    day = seen.own_day.isoformat()
    console.line(console.say(PARTICULARS, digits=digits, number=dossier.revision, day=day))
    console.line(str(seen.path))
    console.line()
    console.line(console.say(FILE, standing=worth(seen.verification, console)))
    for detail in seen.verification.details:
        console.line(f"   {detail.get(lang)}")
    if seen.printed is not None:
        _print_verdict(AS_PRINTED, seen.printed, console)
    _print_verdict(RECOMPUTED, seen.today, console)
    if seen.own_day != seen.as_of:
        _print_verdict(ON_ITS_DAY, seen.then, console)
    for doubt in seen.doubts:
        console.line(f"   {doubt.get(lang)}")
    _print_looks(seen, console)
    _list(CONTRADICTIONS, [one.says for one in seen.contradictions], console)
    if seen.unanswered:
        questions = [
            Texts(**{name: question_of(dossier, path, name) for name in LANGUAGES})
            for path in seen.unanswered
        ]
        _list(UNANSWERED, questions, console, _NAMED)
    if seen.before is not None and seen.previous is not None:
        console.line()
        counts = {"count": len(seen.changed), "findings": len(seen.since.changes) if seen.since else 0}
        console.line(console.say(SINCE, file=seen.previous.name, number=seen.before.revision, **counts))
        for change in seen.since.changes if seen.since is not None else ():
            console.line(f"   {change.sentence.get(lang)}")


def _print_verdict(words: str, assessment: Assessment, console: Console) -> None:
    packs = named_packs(assessment.packs)
    line = console.say(words, verdict=console.say(VERDICTS[assessment.verdict]))
    console.line(f"{line} · {assessment.as_of.isoformat()} · {packs}")


def _print_looks(seen: View, console: Console) -> None:
    laws = {name: law for pack in packs_for(seen.dossier) for name, law in pack.instruments.items()}
    console.line()
    console.line(console.say(LOOKS))
    for number, one in enumerate(seen.looks, 1):
        console.line(f"{number:4}. {one.says.get(console.lang)}")
        console.line(f"      {one.why.get(console.lang)}")
        labels = [
            label_of(cited, laws, console.lang, short=True, as_of=seen.as_of) for cited in one.citations
        ]
        if labels:
            console.line(f"      {' · '.join(labels)}")


def _list(words: str, sentences: list[Texts], console: Console, most: int = 1000) -> None:
    if not sentences:
        return
    console.line()
    console.line(console.say(words, count=len(sentences)))
    for one in sentences[:most]:
        console.line(f"   {one.get(console.lang)}")
    if len(sentences) > most:
        console.line("   …")
