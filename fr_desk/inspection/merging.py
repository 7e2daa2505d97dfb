"""Putting indexes together: those of the parts of a portfolio, or of several inspectors."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from fr_desk.inspection.gaps import Held
from fr_desk.inspection.index import Index
from fr_desk.inspection.index_lock import alone
from fr_desk.inspection.index_tables import DifferentDaysError, NotHeldError, OtherBasisError
from fr_desk.inspection.index_writing import Seen
from fr_desk.inspection.runs import BASIS, About, Run

_BATCH = 500


def merge(files: Sequence[Path], index: Index, as_of: dt.date | None = None) -> int:
    """Take indexes in; of a file that is in several, what was read last counts.

    What is missing in all of them together, :meth:`Index.gaps` of ``index`` tells afterwards.

    Args:
        files: the indexes, none of which is changed.
        index: takes them in, and keeps what it has.
        as_of: the day whose law the rows tell of; if omitted, the last that was asked for in all of them.

    Returns:
        The number of files that are in ``index`` now.

    Raises:
        NotHeldError: if one has nothing for ``as_of``.
        DifferentDaysError: if they have no day in common.
        OtherBasisError: if another version of the program, which judged otherwise, has made one.
        IndexInUseError: if an inspection is being written into ``index``.
        InspectionIndexError: if one cannot be used.
        FileError: if one cannot be read.
    """
    with ExitStack() as stack:
        stack.enter_context(alone(index.file))
        others = [stack.enter_context(Index(file, read_only=True)) for file in files]
        told = [about for one in (index, *others) if (about := one.about())]
        for one in (index, *others):
            check_day(one, as_of)
        run = _together(told, as_of)
        if run is None:
            return index.count()
        held = Held.together(Held.by(one.past(run.as_of)) for one in (index, *others))
        lacks = held.gaps()
        if lacks:
            sources = tuple(sorted({*run.sources, *held.sources}, key=os.fsencode))
            run = replace(run, sources=sources, held=held.written(sources))
        for one in (index, *others):
            check_basis(one, run.as_of, run.against)
        number = index.begin(run)
        for other in others:
            _take_in(other, index)
        examined, failed = sum(one.examined for one in told), sum(one.failed for one in told)
        index.end(number, examined=examined, failed=failed, complete=not lacks)
    return index.count()


def check_day(index: Index, day: dt.date | None) -> None:
    """Refuse an index that has nothing for a day; one without any run is refused for no day.

    Raises:
        NotHeldError: if it was made for other days only.
    """
    about = index.about()
    if day is not None and about is not None and day not in about.held:
        raise NotHeldError(file=str(index.file), day=day.isoformat())


def check_basis(index: Index, *days: dt.date | None) -> None:
    """Refuse an index whose results of some days another version of the program found out, which judged otherwise.

    Raises:
        OtherBasisError: if there are such results.
    """
    if any(not basis.startswith(BASIS) for day in days if day for basis in index.bases(day)):
        raise OtherBasisError(file=str(index.file))


def _together(told: Sequence[About], as_of: dt.date | None) -> Run | None:
    """Return what all of them set out to do, ``None`` if none did anything.

    Raises:
        DifferentDaysError: if they have no day in common.
    """
    if not told:
        return None
    common = frozenset.intersection(*(one.held for one in told))
    if not common:
        days = sorted({one.run.as_of for one in told})
        raise DifferentDaysError(days=", ".join(day.isoformat() for day in days))
    asked = [one.run.as_of for one in told if one.run.as_of in common]
    against = [one.run.against for one in told if one.run.against in common]
    sources = sorted({source for one in told for source in one.run.sources}, key=os.fsencode)
    packs = {pack.digest: pack for one in told for pack in one.run.packs}
    day = as_of or max(asked or common)
    second = against[0] if against and against[0] != day else None
    return Run(tuple(sources), day, tuple(packs.values()), second)


def _take_in(other: Index, index: Index) -> None:
    """Write what is in one index into another."""
    known = index.times()
    batch = list[Seen]()
    for one in other.everything():
        if known.get(one.place.key, -1) < one.at:
            batch.append(one)
        if len(batch) >= _BATCH:
            index.keep(batch)
            batch = []
    index.keep(batch)
    mine = index.filters()
    for name, wanted in other.filters().items():
        if name not in mine:
            index.save_filter(name, wanted)
