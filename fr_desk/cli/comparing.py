"""Two dossiers compared field by field, for the command ``compare``."""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path

from fr_desk import services
from fr_desk.cli.console import Console
from fr_desk.domain.dossier import Dossier
from fr_desk.forms.differences import Difference, listed
from fr_desk.forms.visible import step
from fr_desk.i18n import LANGUAGES, N_

BETWEEN = N_("From {before} to {after}")
COUNT = N_("What differs: {count}")
NOTHING_DIFFERS = N_("Nothing differs.")
ADDED, REMOVED = N_("Added: {item}"), N_("Taken away: {item}")
_SHORT = 60


def compare_files(first: Path, second: Path, form: str, console: Console) -> int:
    """Say what differs between two dossiers.

    Args:
        first: the one before.
        second: the one after.
        form: ``text`` or ``json``.
        console: to write on.
    """
    before, after = (services.open_dossier(path).dossier for path in (first, second))
    if form == "json":
        plain = {"file": str(first), "other": str(second), "changes": as_json(before, after)}
        console.data(json.dumps(plain, ensure_ascii=False))
        return 0
    found = listed(before, after, console.lang)
    console.line(console.say(BETWEEN, before=first, after=second))
    console.line(console.say(COUNT, count=len(found)) if found else console.say(NOTHING_DIFFERS))
    for step_id, lines in groupby(found, key=lambda one: one.step):
        console.line()
        console.line(console.say(step(step_id).title))
        for line in lines:
            _print(line, console)
    return 0


def as_json(before: Dossier, after: Dossier) -> list[dict[str, object]]:
    """Return what differs as plain JSON, words in the three languages."""
    every = zip(*(listed(before, after, lang) for lang in LANGUAGES), strict=True)
    return [
        {
            "path": lines[0].path,
            "kind": lines[0].kind,
            "step": lines[0].step,
            **{
                name: {lang: getattr(line, name) for lang, line in zip(LANGUAGES, lines, strict=True)}
                for name in ("title", "before", "after")
            },
        }
        for lines in every
    ]


def _print(line: Difference, console: Console) -> None:
    before, after = line.excerpt
    if line.kind in {"added", "removed"}:
        console.line(f"   {console.say(ADDED if line.kind == 'added' else REMOVED, item=line.title)}")
        told: tuple[str, ...] = (after or before,)
    else:
        console.line(f"   {line.title}")
        is_short = max(len(before), len(after)) <= _SHORT and "\n" not in before + after
        told = (f"{before} → {after}",) if is_short else (f"- {before}", f"+ {after}")
    for text in told:
        for part in text.splitlines():
            console.line(f"      {part}")
