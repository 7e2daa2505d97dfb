"""The command ``library``: what the library of the desktop knows, searched from the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from fr_desk.cli.console import Console
from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.regions import region_name
from fr_desk.i18n import N_
from fr_desk.rules.findings import Verdict
from fr_desk.rules.sentences import VERDICTS
from fr_desk.services.library import gone
from fr_desk.storage.library import Entry, Library, Wanted

NOTHING = N_("Nothing found.")
GONE = N_("The file is gone")
_KINDS = {str(kind): kind for kind in VenueKind}
_COUNTRIES = {str(country): country for country in Jurisdiction}


def search(args: Namespace, console: Console) -> int:
    """List the dossiers of the library in which all words stand."""
    with Library() as library:
        found = library.rows(library.search(Wanted(" ".join(args.words))))
    lost = gone(entry.path for entry in found)
    if args.format == "json":
        console.data(json.dumps([_plain(entry, entry.path in lost) for entry in found], ensure_ascii=False))
        return 0
    for entry in found:
        console.line(entry.name)
        console.line(f"   {entry.path}")
        told = [*_place(entry, console), *([console.say(GONE)] if entry.path in lost else [])]
        if told:
            console.line(f"   {' · '.join(told)}")
    if not found:
        console.line(console.say(NOTHING))
    return 0


def _place(entry: Entry, console: Console) -> list[str]:
    facts = entry.facts
    kind, country = _KINDS.get(facts.kind), _COUNTRIES.get(facts.jurisdiction)
    told = [console.say(kind.label)] if kind else []
    if country:
        told.append(
            region_name(facts.region, country, console.lang) if facts.region else console.say(country.label)
        )
    if facts.verdict in list(Verdict):
        told.append(console.say(VERDICTS[Verdict(facts.verdict)]))
    return told


def _plain(entry: Entry, lost: bool) -> dict[str, Any]:  # noqa: FBT001 - one of the row's facts
    facts = entry.facts
    return {
        "file": str(entry.path),
        "gone": lost,
        "dossier": facts.dossier,
        "name": entry.name,
        "kind": facts.kind,
        "jurisdiction": facts.jurisdiction,
        "region": facts.region,
        "address": facts.address,
        "operator": facts.operator,
        "saved": facts.saved,
        "verdict": facts.verdict,
        "counts": {name: getattr(facts, name) for name in ("breached", "review", "open", "met")},
        "fingerprint": facts.fingerprint,
        "template": facts.template,
        "is_template": entry.is_template,
        "pinned": entry.pinned,
        "archived": entry.archived,
    }
