"""Which files of a portfolio are wanted, in what order, and what a row of the table shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, get_args

from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Result

Column = Literal[
    "risk",
    "verdict",
    "name",
    "kind",
    "district",
    "file",
    "issues",
    "operator",
    "address",
    "day",
    "breached",
    "review",
    "open",
    "met",
    "devices",
    "faces",
    "revision",
    "printed",
    "dossier",
    "fingerprint",
    "path",
    "as_of",
    "number",
    "jurisdiction",
    "standing",
    "agreement",
    "own",
]
"""Columns of table and exports: stable names that other systems rely on."""
COLUMNS: tuple[Column, ...] = get_args(Column)
Facet = Literal[
    "verdict",
    "standing",
    "agreement",
    "kind",
    "district",
    "rule",
    "pattern",
    "article",
    "operator",
]
"""What rows can be counted by and filtered by."""
DOUBTS: Final = ("open", "review")
"""What may stand after a rule, a pattern or an article and a colon: then it may be breached, and nobody knows."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted: every part that is not empty must hold; of the values in one part, any.

    Attributes:
        words: free text, two Chinese characters are enough; anything typed is allowed.
        verdicts: recomputed verdicts; ``""`` for files without one.
        standings: what files are worth.
        kinds: of venues.
        districts: names.
        rules: ids of rules that are breached; ``id:open`` and ``id:review`` of those that are that.
        patterns: tags of the case collection, of what is breached; ``:open`` and ``:review`` as of rules.
        articles: ``instrument/article``, of what is breached; ``:open`` and ``:review`` as of rules.
        operators: names.
        since: earliest day of the dossier.
        until: latest day of the dossier.
        once: of each dossier only the file that stands for it; see :mod:`fr_desk.inspection.one_dossier`.
        sort: column to sort by.
        descending: from the largest.
        group: rows of one group stay together, groups in the order of their names; empty for none.
        agreements: how the findings that documents state stand to their answers; ``""`` where none are stated.
    """

    words: str = ""
    verdicts: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    operators: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    once: bool = False
    sort: Column = "risk"
    descending: bool = True
    group: Literal["", "district", "kind"] = ""
    agreements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One file in the table.

    Attributes:
        number: of the row in its index.
        place: where the file is.
        result: what was found out.
        copies: how many other files say the same, to the fingerprint, under the same dossier id.
        versions: how many other files say something else under the same dossier id.
    """

    number: int
    place: Place
    result: Result
    copies: int = 0
    versions: int = 0
