"""Which venues are visited: a stratified sample that anybody can draw again from the same dossiers and the same seed.

The algorithm is called ``FR-SAMPLE-1`` and can be followed with any program that knows SHA-256. Texts are UTF-8, hashes
are compared as 64 hexadecimal digits in lower case, fractions are exact, nothing depends on machine or order of rows.

1. *Left out first.* Files without a dossier that can be read; of files with the same fingerprint all but the one whose
   path below its root comes first; of dossiers with the same id all but the one with the highest revision, then the
   latest date, then the largest fingerprint. What remains is the population, N venues.
2. *Strata.* A venue's stratum is what it says about the criteria, in the order in which they are named; what is not
   answered counts as an answer of its own. The label of a stratum is these values joined by ``|``.
3. *Places.* Of n places (N at most), a stratum of N_h venues has the share n × N_h / N. If there are no more strata
   than places, each stratum whose share is below one gets one place and is put aside with its venues; shares are
   reckoned anew for the others until none is below one. Then each stratum gets the whole part of its share, and the
   places that are left go one each to the largest remainders; of equal remainders first to the smallest SHA-256 of
   ``seed|label``.
4. *Random choice.* The number of a venue is the SHA-256 of ``seed|fingerprint|1``. Each stratum gives the venues with
   its smallest numbers.
5. *Choice by risk.* A venue has t tickets: one, and up to nine more in proportion to the highest risk R of the
   population, t = 1 + floor(9 × risk / R). Its number is the smallest SHA-256 of ``seed|fingerprint|1`` to
   ``seed|fingerprint|t``: more tickets, more chances, and still nobody is left without one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Declared
from fr_desk.inspection.wanted import Row

ALGORITHM: Final = "FR-SAMPLE-1"
LONGEST_SEED: Final = 64
TICKETS: Final = 10
"""Of the venue with the highest risk, where the choice goes by risk."""

Criterion = Literal["kind", "district", "jurisdiction", "verdict", "standing"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
"""What strata can be made by."""
BY: tuple[Criterion, ...] = ("kind", "district")
"""What they are made by unless something else is asked for."""

_SAYS: dict[Criterion, Callable[[Row, Declared], str]] = {
    "kind": lambda _row, declared: declared.kind,
    "district": lambda _row, declared: declared.district,
    "jurisdiction": lambda _row, declared: declared.jurisdiction,
    "verdict": lambda row, _declared: row.result.verdict,
    "standing": lambda row, _declared: row.result.standing,
}


class SizeError(FrDeskError):
    """A sample of nobody."""

    sentence = N_("A sample has at least one venue; {size} cannot be drawn.")


class SeedError(FrDeskError):
    """A seed that nobody could type from a printed page."""

    sentence = N_(
        "The seed must be one line of 1 to {most} characters that can be printed, such as 20261122."
    )


@dataclass(frozen=True, slots=True)
class Stratum:
    """Venues that are alike in what the sample is made by.

    Attributes:
        values: what they say about each criterion.
        population: number of venues.
        taken: how many of them are in the sample.
    """

    values: tuple[str, ...]
    population: int
    taken: int

    @property
    def label(self) -> str:
        """The values as one text, as the algorithm reads it."""
        return "|".join(self.values)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many files the sample was not drawn from: copies, older versions, and files without a readable dossier."""

    copies: int = 0
    older: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample, with everything that is needed to draw it again.

    Attributes:
        seed: the text all chance comes from.
        size: how many venues were asked for; fewer are taken only if there are fewer.
        by: what the strata are made by.
        weighted: whether a higher risk gave a venue more chances.
        strata: by their values.
        rows: the chosen venues, stratum by stratum, the smallest number first.
        left_out: what the sample was not drawn from.
        algorithm: the name of the way it was drawn.
    """

    seed: str
    size: int
    by: tuple[Criterion, ...]
    weighted: bool
    strata: tuple[Stratum, ...]
    rows: tuple[Row, ...]
    left_out: LeftOut = field(default_factory=LeftOut)
    algorithm: str = ALGORITHM

    @property
    def population(self) -> int:
        """Number of venues it was drawn from."""
        return sum(stratum.population for stratum in self.strata)


def new_seed() -> str:
    """Return a seed by chance: nine digits, which can be read out and typed."""
    return f"{secrets.randbelow(10**9):09}"


def sample(
    rows: Iterable[Row],
    size: int,
    by: Sequence[Criterion] = BY,
    seed: str = "",
    *,
    weighted: bool = False,
) -> Sample:
    """Draw a sample; the module says how.

    Args:
        rows: the files of the portfolio, in any order.
        size: number of venues.
        by: what the strata are made by; nothing makes one stratum of all.
        seed: the text all chance comes from, without spaces around it; by chance if empty.
        weighted: whether a higher risk gives more chances.

    Raises:
        SizeError: if ``size`` is less than one.
        SeedError: if the seed cannot be printed on one line.
    """
    if size < 1:
        raise SizeError(size=size)
    seed = _checked(seed) or new_seed()
    by = tuple(dict.fromkeys(by))
    population, left_out = _population(rows)
    strata: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in population:
        strata[tuple(_plain(_SAYS[one](row, _declared(row))) for one in by)].append(row)
    found = {values: strata[values] for values in sorted(strata)}
    places = _places({values: len(members) for values, members in found.items()}, size, seed)
    highest = max((row.result.risk for row in population), default=0)
    chosen = (
        row
        for values, members in found.items()
        for row in sorted(members, key=lambda row: _number(row, seed, highest if weighted else 0))[
            : places[values]
        ]
    )
    return Sample(
        seed,
        size,
        by,
        weighted,
        tuple(Stratum(values, len(members), places[values]) for values, members in found.items()),
        tuple(chosen),
        left_out,
    )


def _checked(seed: str) -> str:
    seed = unicodedata.normalize("NFC", seed.strip())
    if len(seed) > LONGEST_SEED or not seed.isprintable():
        raise SeedError(most=LONGEST_SEED)
    return seed


def _plain(value: str) -> str:
    """Return what a hostile dossier says as it can be part of a label: halves of characters are no UTF-8."""
    return value.encode("utf-8", "replace").decode()


def _declared(row: Row) -> Declared:
    declared = row.result.declared
    assert declared is not None
    return declared


def _population(rows: Iterable[Row]) -> tuple[list[Row], LeftOut]:
    """Return one row for each venue, and how many were left out."""
    every = list(rows)
    readable = [row for row in every if row.result.declared is not None]
    by_content: dict[str, Row] = {}
    for row in readable:
        key = _declared(row).fingerprint
        if key not in by_content or _whereabouts(row.place) < _whereabouts(by_content[key].place):
            by_content[key] = row
    newest: dict[str, Row] = {}
    for row in by_content.values():
        declared = _declared(row)
        key = declared.dossier or declared.fingerprint
        if key not in newest or _age(declared) > _age(_declared(newest[key])):
            newest[key] = row
    left = LeftOut(
        copies=len(readable) - len(by_content),
        older=len(by_content) - len(newest),
        unreadable=len(every) - len(readable),
    )
    return list(newest.values()), left


def _whereabouts(place: Place) -> tuple[bytes, bytes]:
    """Return where a file is below what was inspected, the same on every machine."""
    inside = place.path.relative_to(place.root) if place.path.is_relative_to(place.root) else place.path.name
    return (
        os.fsencode(inside).replace(b"\\", b"/"),
        place.member.encode("utf-8", "surrogateescape"),
    )


def _age(declared: Declared) -> tuple[int, dt.date, str]:
    return declared.revision, declared.day or dt.date.min, declared.fingerprint


def _places(sizes: Mapping[tuple[str, ...], int], size: int, seed: str) -> dict[tuple[str, ...], int]:
    """Return how many places each stratum gets."""
    left, population = min(size, sum(sizes.values())), sum(sizes.values())
    open_ = dict(sizes)
    places: dict[tuple[str, ...], int] = {}
    while len(sizes) <= size:
        small = [values for values, count in open_.items() if left * count < population]
        if not small:
            break
        for values in small:
            places[values] = 1
            left -= 1
            population -= open_.pop(values)
    if not open_:
        return places
    shares = {values: divmod(left * count, population) for values, count in open_.items()}
    places |= {values: whole for values, (whole, _) in shares.items()}
    spare = left - sum(whole for whole, _ in shares.values())
    order = sorted(shares, key=lambda values: (-shares[values][1], _hash(f"{seed}|{'|'.join(values)}")))
    for values in order[:spare]:
        places[values] += 1
    return places


def _number(row: Row, seed: str, highest: int) -> str:
    """Return the number of a venue; ``highest`` is the highest risk where the choice goes by risk, else 0."""
    fingerprint = _declared(row).fingerprint
    tickets = 1 + (TICKETS - 1) * max(row.result.risk, 0) // highest if highest > 0 else 1
    return min(_hash(f"{seed}|{fingerprint}|{ticket}") for ticket in range(1, tickets + 1))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
