"""Dossiers in which every question has an answer; the program tries rule packs on the same ones."""

from __future__ import annotations

import random

from fr_desk.domain import paths
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.paths import AnswerError
from fr_desk.rules.generated import complete, draw

__all__ = ["answered", "complete", "draw"]


def answered(dossier: Dossier, path: str, rng: random.Random) -> Dossier:
    """Return the dossier with another answer at ``path``; as it was where no answer drawn fits."""
    spec = paths.spec_at(path)
    if spec.kind == "keyed":
        return paths.insert(dossier, path)[0]
    known = {
        name: tuple(getattr(dossier, name) or ()) for name in ("zones", "cameras", "activities", "signs")
    }
    if spec.kind in {"ref", "refs"} and not known.get(spec.refers_to):
        if spec.refers_to not in known:
            return dossier
        dossier, _path = paths.insert(dossier, spec.refers_to)
        known[spec.refers_to] = tuple(getattr(dossier, spec.refers_to))
    try:
        return paths.replace(dossier, path, draw(spec, rng, known))
    except AnswerError:
        return dossier
