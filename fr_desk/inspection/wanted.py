"""Which files of a portfolio are wanted, in what order, and what a row of the table shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

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
]
"""Columns of table and exports: stable names that other systems rely on."""
COLUMNS: tuple[Column, ...] = get_args(Column)
Facet = Literal["verdict", "standing", "kind", "district", "rule", "pattern", "article", "operator"]
"""What rows can be counted by and filtered by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted: every part that is not empty must hold; of the values in one part, any.

    Attributes:
        words: free text, two Chinese characters are enough; anything typed is allowed.
        verdicts: recomputed verdicts; ``""`` for files without one.
        standings: what files are worth.
        kinds: of venues.
        districts: names.
        rules: ids of rules that are breached, open or for review.
        patterns: tags of the case collection.
        articles: ``instrument/article``, of what is breached, open or for review.
        operators: names.
        since: earliest day of the dossier.
        until: latest day of the dossier.
        once: leave out further copies of the same content and older versions of the same dossier.
        sort: column to sort by.
        descending: from the largest.
        group: rows of one group stay together, groups in the order of their names; empty for none.
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


@dataclass(frozen=True, slots=True)
class Row:
    """One file in the table.

    Attributes:
        number: of the row in its index.
        place: where the file is.
        result: what was found out.
        copies: how many other files have the same content.
        versions: how many other files say something else under the same dossier id.
    """

    number: int
    place: Place
    result: Result
    copies: int = 0
    versions: int = 0
