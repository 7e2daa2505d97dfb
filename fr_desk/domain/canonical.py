"""One dossier, one sequence of bytes: the canonical JSON, and the fingerprint printed on documents and signs.

Unanswered questions and parts without answers are left out, so that a later version of the program, which asks more,
gives an old dossier the same fingerprint. This module knows no files.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.schema import Value, fields_of

DOSSIER_PART, ASSESSMENT_PART = "dossier.json", "assessment.json"
"""Names of the data inside containers and documents."""

FINGERPRINT_KEY = "/FRDeskFingerprint"
"""Where a PDF's document information keeps the fingerprint of its dossier."""


def plain(dossier: Dossier) -> dict[str, Any]:
    """Return the dossier as plain JSON values in the model's order, without what is unanswered."""
    tree = dossier.model_dump(mode="json", exclude_none=True)
    _drop_empty_parts(tree, Dossier)
    return tree


def canonical_json(dossier: Dossier) -> bytes:
    """Return the dossier as UTF-8 JSON with sorted keys, no spaces and nothing unanswered; no time stamps of ours."""
    return json.dumps(plain(dossier), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(dossier: Dossier) -> str:
    """Return the SHA-256 of the canonical JSON, 64 hexadecimal digits in lower case."""
    return hashlib.sha256(canonical_json(dossier)).hexdigest()


def short_fingerprint(dossier: Dossier) -> str:
    """Return the fingerprint as people compare it: its first 16 digits in four groups, ``7F3A·91C2·04DE·B8A6``."""
    return grouped(fingerprint(dossier))


def grouped(full: str) -> str:
    """Return the first 16 digits of a full fingerprint in four groups of capitals."""
    digits = full[:16].upper()
    return "·".join(digits[start : start + 4] for start in range(0, 16, 4))


def _drop_empty_parts(tree: dict[str, Any], model: type[Value]) -> None:
    """Take out parts and lists that are always there and empty; an empty optional part is an answer, and stays."""
    for name, spec in fields_of(model).items():
        if name not in tree:
            continue
        below = tree[name]
        if spec.model is not None:
            items = [below] if spec.kind == "part" else below.values() if spec.kind == "keyed" else below
            for item in items:
                _drop_empty_parts(item, spec.model)
        if not spec.optional and below in ({}, []):
            del tree[name]
