"""Write COVERAGE.md of each rule pack from its coverage.yaml: what becomes of every duty of the law. `make coverage`.

.venv/bin/python tools/coverage.py            write
.venv/bin/python tools/coverage.py --check    change nothing; say what is missing, unknown or out of date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fr_desk.resources import resource
from fr_desk.rules.findings import Citation
from fr_desk.rules.instruments import label_of
from fr_desk.rules.pack_reader import load_pack
from fr_desk.rules.packs import Pack
from fr_desk.rules.yaml_lines import load

ROOT = Path(__file__).resolve().parent.parent
DUTIES = ROOT / "tests" / "rules" / "duties"
KEYS = ("rules", "fact", "articles", "consequences", "announcements", "not_checked")


def folders() -> list[Path]:
    """Return the folders of the bundled packs."""
    return sorted(head.parent for head in resource("rules").glob("*/pack.yaml"))


def duties(folder: Path) -> list[str]:
    """Return the names of the duties a pack has to account for."""
    return (DUTIES / f"{folder.name}.txt").read_text(encoding="utf-8").split()


def entries(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """Return what a pack says about each duty."""
    found: Mapping[str, Mapping[str, Any]] = load(folder / "coverage.yaml")
    return found


def problems(folder: Path) -> Iterator[str]:
    """Say which duties are unaccounted for, and which names nothing bears."""
    pack, said, wanted = load_pack(folder), entries(folder), duties(folder)
    yield from (f"{folder.name}: nothing is said about {slug}" for slug in wanted if slug not in said)
    yield from (f"{folder.name}: {slug} is no duty of the list" for slug in said if slug not in wanted)
    known = {
        "rules": {rule.id for rule in pack.rules},
        "articles": {f"{name}/{key}" for name, law in pack.instruments.items() for key in law.articles},
        "consequences": set(pack.consequences),
        "announcements": {change.id for change in pack.announcements},
    }
    for slug, entry in said.items():
        if not entry or not set(entry) <= set(KEYS):
            yield f"{folder.name}: {slug} has one or more of {', '.join(KEYS)}"
        for key, names in known.items():
            yield from (
                f"{folder.name}: {slug} names no such {key}: {name}"
                for name in entry.get(key, ())
                if name not in names
            )


def written(folder: Path) -> str:
    """Return COVERAGE.md of a pack."""
    pack, said = load_pack(folder), entries(folder)
    counts = {key: sum(key in entry for entry in said.values()) for key in KEYS}
    lines = [
        f"# Coverage: {pack.title.en}",
        "",
        (
            f"What becomes of each of the {len(said)} duties and background entries in this pack: checked by rules "
            f"({counts['rules']}), decided by a fact or a gate ({counts['fact']}), shown as an article "
            f"({counts['articles']}), as a consequence ({counts['consequences']}), announced "
            f"({counts['announcements']}), not checked ({counts['not_checked']}). "
            "Entries may be several of these. Written by `tools/coverage.py`."
        ),
        "",
        "| duty | where it is | not checked, because |",
        "|---|---|---|",
    ]
    for slug in duties(folder):
        entry = said[slug]
        lines.append(
            f"| {slug} | {'; '.join(_places(pack, entry)) or '-'} | {entry.get('not_checked', '')} |"
        )
    return "\n".join(lines) + "\n"


def _places(pack: Pack, entry: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"rule `{name}`" for name in entry.get("rules", ()))
    if "fact" in entry:
        yield f"fact: {entry['fact']}"
    for name in entry.get("articles", ()):
        instrument, _, article = name.partition("/")
        verified = pack.instruments[instrument].articles[article].verified
        label = label_of(
            Citation(instrument=instrument, article=article, verified=verified), pack.instruments, "en"
        )
        yield f"article: {label} ({verified})"
    yield from (f"consequence `{name}`" for name in entry.get("consequences", ()))
    yield from (f"announced: `{name}`" for name in entry.get("announcements", ()))


def main() -> int:
    """Write or check; 1 if something is wrong."""
    parser = argparse.ArgumentParser(description="Write COVERAGE.md of each rule pack.")
    parser.add_argument("--check", action="store_true", help="change nothing; say what is wrong")
    check = parser.parse_args().check
    faults = [problem for folder in folders() for problem in problems(folder)]
    for folder in folders() if not faults else ():
        file = folder / "COVERAGE.md"
        text = written(folder)
        if not check:
            file.write_text(text, encoding="utf-8")
        elif not file.is_file() or file.read_text(encoding="utf-8") != text:
            faults.append(f"{folder.name}: COVERAGE.md is out of date")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
