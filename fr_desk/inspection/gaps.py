"""What an index lacks of what was named: inspections that were broken off, and parts of a whole that nobody did.

Every run is remembered with what it set out to do and whether it came to its end; put one after the other they tell
what is held. Parts are told apart by their number alone, for each machine may have the folder in another place.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from fr_desk.inspection.index_tables import sources_of

_SHARD: Final = re.compile(r"(\d{1,7})/(\d{1,7})")
_HELD: Final = re.compile(r"(\d{1,7}):(\d{1,7})-(\d{1,7})")
"""What an index that was put together has of a source: its number from 0, a part from 1, and of how many."""
_LATEST: Final = (
    "SELECT sources, shard, complete, ended FROM runs WHERE id IN "
    "(SELECT max(id) FROM runs WHERE as_of = ?1 OR against = ?1 GROUP BY sources, shard) ORDER BY id"
)
Part = tuple[int, int]
"""A part, counted from 1, and of how many; the whole is 1 of 1."""
WHOLE: Final[Part] = (1, 1)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing; nothing where both are empty.

    Attributes:
        stopped: what was named in inspections that were broken off, in the order of their names.
        parts: that are missing, or that were broken off.
    """

    stopped: tuple[Path, ...] = ()
    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is missing."""
        return bool(self.stopped or self.parts)

    @property
    def named(self) -> tuple[str, ...]:
        """What is missing, without words: paths, and parts as :attr:`runs` has them."""
        return *map(str, self.stopped), *self.runs

    @property
    def runs(self) -> tuple[str, ...]:
        """The missing parts as ``2/8``, those that follow one another as ``2-5/8``."""
        found = list[list[Part]]()
        for part in self.parts:
            if not found or found[-1][-1] != (part[0] - 1, part[1]):
                found.append([])
            found[-1].append(part)
        return tuple(
            f"{run[0][0]}-{run[-1][0]}/{run[0][1]}" if len(run) > 1 else f"{run[0][0]}/{run[0][1]}"
            for run in found
        )


class Past(NamedTuple):
    """One run as it is remembered: what was named, which part of it or what is held of it, and whether it was ended."""

    sources: tuple[Path, ...]
    shard: str
    complete: bool


@dataclass(slots=True)
class Held:
    """What some runs have found out, each as far as a later one does not say otherwise."""

    whole: set[Path] = field(default_factory=set)
    stopped: set[Path] = field(default_factory=set)
    parts: dict[tuple[Path, int], set[int]] = field(default_factory=dict)

    @classmethod
    def by(cls, runs: Iterable[Past]) -> Held:
        """Return what the runs of one index have found out, told in their order."""
        held = cls()
        for run in runs:
            held._take(run)
        return held

    @classmethod
    def together(cls, every: Iterable[Held]) -> Held:
        """Return what several indexes hold: what is whole in one of them is whole."""
        held = cls()
        for one in every:
            held.whole |= one.whole
            held.stopped |= one.stopped
            for key, done in one.parts.items():
                held.parts.setdefault(key, set()).update(done)
        held.stopped -= held.whole
        return held

    def _take(self, run: Past) -> None:
        together = _HELD.findall(run.shard)
        if together:
            found = defaultdict[Path, list[Part]](list)
            named = dict(enumerate(run.sources))
            for number, first, last in together:
                if int(number) in named:
                    found[named[int(number)]].append((int(first), int(last)))
            for source in run.sources:
                self._take_parts(source, found[source])
            return
        part = _SHARD.fullmatch(run.shard)
        for source in run.sources:
            if part is None:
                self._take_parts(source, [WHOLE] if run.complete else [])
                continue
            done = self.parts.setdefault((source, int(part[2])), set())
            (done.add if run.complete else done.discard)(int(part[1]))

    def _take_parts(self, source: Path, parts: Iterable[Part]) -> None:
        """Take what is held of one source instead of what was known of it; of nothing, its run was broken off."""
        given = set(parts)
        self.whole.discard(source)
        self.stopped.discard(source)
        if WHOLE in given or not given:
            (self.whole if given else self.stopped).add(source)
        if given:
            self.parts = {key: done for key, done in self.parts.items() if key[0] != source}
        for first, last in given - {WHOLE}:
            self.parts.setdefault((source, last), set()).update({first} - {0})

    @property
    def sources(self) -> set[Path]:
        """All that was named."""
        return {*self.whole, *self.stopped, *(source for source, _ in self.parts)}

    def gaps(self) -> Gaps:
        """Return what is missing."""
        full = self.whole | {source for (source, last), parts in self.parts.items() if len(parts) == last}
        done = defaultdict[int, set[int]](set)
        for (source, last), parts in self.parts.items():
            if not _is_below(source, full):
                done[last] |= parts
        missing = tuple(
            (first, last) for last in sorted(done) for first in range(1, last + 1) if first not in done[last]
        )
        full |= {source for source, last in self.parts if len(done[last]) == last}
        return Gaps(tuple(sorted(one for one in self.stopped if not _is_below(one, full))), missing)

    def written(self, sources: tuple[Path, ...]) -> str:
        """Return what is held of sources as an index keeps it; :meth:`by` reads it.

        Args:
            sources: in the order in which the index keeps them.
        """
        parts: Mapping[Path, list[Part]] = defaultdict(list)
        for (source, last), done in self.parts.items():
            parts[source] += [(first, last) for first in sorted(done) or (0,)]
        return " ".join(
            f"{number}:{first}-{last}"
            for number, source in enumerate(sources)
            for first, last in ([WHOLE] if source in self.whole else parts[source])
        )


def _is_below(source: Path, folders: set[Path]) -> bool:
    return not folders.isdisjoint((source, *source.parents))


def runs_of(db: sqlite3.Connection, day: dt.date) -> list[Past]:
    """Return the runs that applied the law of a day, the last of each kind."""
    found = db.execute(_LATEST, [day.toordinal()]).fetchall()
    return [
        Past(sources_of(kept), shard if ended or "/" in shard else "", bool(complete))
        for kept, shard, complete, ended in found
    ]
