"""A reviewer's decision is tied to the answers it was taken on; when they change, it falls away."""

from __future__ import annotations

from collections.abc import Iterable

from fr_desk.domain.dossier import Dossier
from fr_desk.domain.edits import Edit, apply
from fr_desk.rules.findings import Finding, basis_of


def ties(dossier: Dossier, findings: Iterable[Finding]) -> list[Edit]:
    """Return the edits that tie decisions without a basis to the answers their findings read."""
    found = {finding.key: finding for finding in findings}
    return [
        Edit(op="set", path=f"decisions.{key}.basis", value=basis_of(found[decision.rule, decision.path]))
        for key, decision in (dossier.decisions or {}).items()
        if not decision.basis and (decision.rule, decision.path) in found
    ]


def tied(dossier: Dossier, findings: Iterable[Finding]) -> Dossier:
    """Return the dossier with its decisions tied to what ``findings`` read."""
    return apply(dossier, *ties(dossier, findings))
