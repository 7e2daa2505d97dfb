"""One inspection at a time writes into an index: whoever does has locked it, and a program that ended holds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from fr_desk.i18n import N_
from fr_desk.inspection.index_tables import InspectionIndexError
from fr_desk.storage.locks import locked

PATIENCE: Final = 0.5
"""Seconds to wait for a run that is just ending."""


class IndexInUseError(InspectionIndexError):
    """Another inspection is being written into the index."""

    sentence = N_(
        "Another inspection is being written into the index {file}; wait until it has ended, or use another index."
    )


@contextmanager
def alone(file: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold an index, so that no other inspection is written into it; where nothing can be locked, do without.

    Args:
        file: the index; the lock lies beside it and is taken away at the end.
        patience: seconds to wait for another one.

    Raises:
        IndexInUseError: if another one holds it.
    """
    lock = file.with_name(f"{file.name}.lock")
    try:
        held = locked(lock, patience)
    except TimeoutError as error:
        raise IndexInUseError(file=str(file)) from error
    try:
        yield
    finally:
        if held is not None:
            with suppress(OSError):
                lock.unlink()  # while it is held, so that nobody is locked out of a file that has no name any more
            held.release()
