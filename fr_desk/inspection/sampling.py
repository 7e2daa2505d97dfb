"""Which venues are visited: a stratified sample that anybody can draw again from the same dossiers and the same seed.

The way it is drawn is called ``FR-SAMPLE-2`` and can be followed with any program that knows SHA-256. Texts are UTF-8,
hashes are 64 hexadecimal digits in lower case, compared as text and read as whole numbers; all arithmetic is in whole
numbers, and nothing depends on machine or order of rows.

1. *Left out first.* Files without a dossier that can be read, and of each dossier all but the file that stands for it;
   see :mod:`fr_desk.inspection.one_dossier`. What remains is the population, N venues.
2. *Strata.* A venue's stratum is what it says about the criteria, in the order in which they are named; what is not
   answered counts as an answer of its own. The label of a stratum is these values joined by ``|``.
3. *Whole places.* Of n places (N at most), a stratum of N_h venues has the share n × N_h / N: proportional allocation
   (W. G. Cochran, *Sampling Techniques*, 3rd ed. 1977, chapter 5). The whole part of it is certain. The remainder
   r_h = n × N_h mod N is its length in the next step; all lengths together are N times the places that are left.
4. *Places left.* They are drawn systematically, with probabilities in proportion to the lengths (W. G. Madow, "On the
   Theory of Systematic Sampling, II", *Annals of Mathematical Statistics* 20, 1949, 333-354). The strata are laid end
   to end, in the order of the SHA-256 of ``seed|stratum|label``, the smallest first. The start u is the SHA-256 of
   ``seed|start`` modulo N. Marks stand at u, u + N, u + 2N and so on. A stratum from C to C + r_h gets one place more
   if a mark m is in it, C <= m < C + r_h; there is never more than one.
5. *Random choice.* The number of a venue is the SHA-256 of ``seed|fingerprint|1``. Each stratum gives the venues with
   its smallest numbers.
6. *Choice by risk.* A venue has t tickets: one, and up to nine more in proportion to the highest risk R of the
   population, t = 1 + floor(9 × risk / R). Its number is the smallest SHA-256 of ``seed|fingerprint|1`` to
   ``seed|fingerprint|t``: more tickets, more chances.

A stratum thus gets its share rounded down or up, on average over all seeds exactly its share. So without tickets every
venue has the same chance n / N, also one that is alone in its stratum; with tickets nobody is left without a chance.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_
from fr_desk.inspection.one_dossier import File, stand_ins, whereabouts
from fr_desk.inspection.result import Declared
from fr_desk.inspection.wanted import Row

ALGORITHM: Final = "FR-SAMPLE-2"
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
    """How many files the sample was not drawn from: copies, other versions, and files without a readable dossier."""

    copies: int = 0
    versions: int = 0
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
        start: the first mark, from 0 to below the population; see step 4.
        left_out: what the sample was not drawn from.
        algorithm: the name of the way it was drawn.
    """

    seed: str
    size: int
    by: tuple[Criterion, ...]
    weighted: bool
    strata: tuple[Stratum, ...]
    rows: tuple[Row, ...]
    start: int = 0
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
    start = int(_hash(f"{seed}|start"), 16) % max(len(population), 1)
    taken = allocated({values: len(members) for values, members in found.items()}, size, seed, start)
    highest = max((row.result.risk for row in population), default=0)
    chosen = (
        row
        for values, members in found.items()
        for row in sorted(members, key=lambda row: _number(row, seed, highest if weighted else 0))[
            : taken[values]
        ]
    )
    return Sample(
        seed,
        size,
        by,
        weighted,
        tuple(Stratum(values, len(members), taken[values]) for values, members in found.items()),
        tuple(chosen),
        start,
        left_out,
    )


def allocated(
    sizes: Mapping[tuple[str, ...], int], size: int, seed: str, start: int
) -> dict[tuple[str, ...], int]:
    """Return how many places each stratum gets: steps 3 and 4.

    Args:
        sizes: number of venues of each stratum, by its values.
        size: number of places.
        seed: brings the strata into their order.
        start: the first mark, from 0 to below the number of venues.
    """
    population = sum(sizes.values())
    shares = {values: divmod(min(size, population) * count, population) for values, count in sizes.items()}
    places, mark, end = {}, start, 0
    for values in sorted(shares, key=lambda values: (_hash(f"{seed}|stratum|{'|'.join(values)}"), values)):
        whole, length = shares[values]
        end += length
        is_hit = mark < end
        mark += population if is_hit else 0
        places[values] = whole + is_hit
    return places


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
    files = [_file(row) for row in readable]
    standing = stand_ins(files, lambda number: whereabouts(readable[number].place))
    different = len({(one.dossier, one.fingerprint) for one in files})
    left = LeftOut(
        copies=len(readable) - different,
        versions=different - len(standing),
        unreadable=len(every) - len(readable),
    )
    return [readable[number] for number in standing], left


def _file(row: Row) -> File:
    declared, result = _declared(row), row.result
    day = declared.day.toordinal() if declared.day else None
    return File(
        declared.dossier, declared.fingerprint, result.digest, declared.revision, day, result.standing
    )


def _number(row: Row, seed: str, highest: int) -> str:
    """Return the number of a venue; ``highest`` is the highest risk where the choice goes by risk, else 0."""
    fingerprint = _declared(row).fingerprint
    tickets = 1 + (TICKETS - 1) * max(row.result.risk, 0) // highest if highest > 0 else 1
    return min(_hash(f"{seed}|{fingerprint}|{ticket}") for ticket in range(1, tickets + 1))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
