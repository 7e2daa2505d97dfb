"""What is wrong in a pack: a value with file, line and a sentence in three languages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Texts


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a pack.

    Attributes:
        file: within the pack, ``signage.yaml`` or ``laws/kr-pipa.yaml``.
        line: of the key at fault, 1 is the first.
        message: what is wrong, without a full stop.
        warning: it may be meant so; the pack can be used.
    """

    file: str
    line: int
    message: Texts
    warning: bool = False


class PackError(FrDeskError):
    """A pack that cannot be used, with file, line and reason."""

    sentence = N_("The rule pack cannot be used: {file}, line {line}: {why}.")


class NoPackError(PackError):
    """A place that holds no pack, or none whose files can be taken: there is no line to name."""

    sentence = N_("The rule pack cannot be used: {file}: {why}.")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like ``name``, or a dash."""
    return next(iter(difflib.get_close_matches(name[:200], list(known), n=1, cutoff=0.0)), "-")


def shown(value: object) -> str:
    """Return a value from a pack, short enough for a sentence."""
    text = str(value) if isinstance(value, (str, int, float)) or value is None else type(value).__name__
    return text if len(text) <= 60 else text[:59] + "…"
