"""Dossiers as JSON and YAML as an inspector may be given them: written by hand, broken, foreign, traps."""

from __future__ import annotations

from fr_desk.domain.canonical import canonical_json
from tests.inspection.hostile import Kind, numbered


def _nested(depth: int) -> bytes:
    return b'{"venue": ' + b"[" * depth + b"]" * depth + b"}"


def _bomb() -> bytes:
    lines = [f"b{at}: &b{at} [{', '.join([f'*b{at - 1}'] * 9)}]" for at in range(1, 12)]
    return "\n".join(["venue: {name: x}", "b0: &b0 lol", *lines]).encode()


TEXTS = (
    Kind(
        "plain",
        ".json",
        lambda n: canonical_json(numbered(n)),
        "unprotected",
        "This form has no checksums, so nothing can be verified.",
    ),
    Kind(
        "syntax",
        ".json",
        lambda n: b'{"id": "x%d",}' % n,
        "unreadable",
        "This file is not JSON at line 1, column {at}; ask for the dossier as .frdesk.",
    ),
    Kind(
        "no number",
        ".json",
        lambda n: b'{"id": "x%d", "revision": NaN}' % n,
        "unreadable",
        "This file is not JSON at line 1, column {at}; ask for the dossier as .frdesk.",
    ),
    Kind(
        "Latin",
        ".json",
        lambda n: b'{"venue": {"name": "Caf\xe9 %d"}}' % n,
        "unreadable",
        "This file is not text in UTF-8 at byte 23; ask for the dossier as .frdesk.",
    ),
    Kind(
        "deep",
        ".json",
        lambda n: _nested(40 + n * 100),
        "unreadable",
        "This file is nested deeper than 32 levels, which no dossier is.",
    ),
    Kind(
        "endless",
        ".json",
        lambda n: b'{"zones": [%d' % n + b",[]" * 600_000 + b"]}",
        "unreadable",
        "This file holds more than 1000000 values, which no dossier does, so it was not read.",
    ),
    Kind(
        "twice named",
        ".json",
        lambda n: b'{"venue": {}, "id": "x%d", "venue": {}}' % n,
        "unreadable",
        "This file answers “venue” twice in one place, so it is not clear which counts.",
    ),
    Kind(
        "foreign",
        ".json",
        lambda n: b'{"name": "app", "version": "%d", "scripts": {}}' % n,
        "not_a_dossier",
        "This is no dossier: it has none of the fields that dossiers begin with.",
    ),
    Kind(
        "half a letter",
        ".json",
        lambda n: b'{"id": "x%d", "venue": {"name": "half \\ud83d"}}' % n,
        "unreadable",
        "This file has a broken character at venue.name, which FR Desk never writes.",
    ),
    Kind(
        "bomb of aliases",
        ".yaml",
        lambda n: _bomb() + b"\n# %d" % n,
        "unreadable",
        "This file repeats itself at line {line} beyond the size of any dossier, as in a trap, so it was not read.",
    ),
    Kind(
        "tag",
        ".yaml",
        lambda n: b"venue: !!python/object/apply:os.system ['touch canary-%d']" % n,
        "unreadable",
        "This file uses the tag {tag} at line 1, which no dossier has.",
    ),
    Kind(
        "two",
        ".yml",
        lambda n: b"id: x%d\n---\nid: y\n" % n,
        "unreadable",
        "This file begins a second document at line 2; one file is one dossier.",
    ),
    Kind(
        "stray alias",
        ".yaml",
        lambda n: b"# %d\nvenue: *nothing\n" % n,
        "unreadable",
        "This file repeats at line 2 what was not written before; ask for the dossier as .frdesk.",
    ),
    Kind(
        "unfinished",
        ".yaml",
        lambda n: b"# %d\nvenue: {name: x\n" % n,
        "unreadable",
        "This file is not YAML at line {line}, column {at}; ask for the dossier as .frdesk.",
    ),
)
