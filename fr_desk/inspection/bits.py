"""Which rows carry which tags: one bit each, counted and combined without looking at single rows.

A row's tags are bytes in which bit ``n`` stands for the tag with number ``n``. A mask is a whole number with one byte
for each row, 1 or 0, the first row in the lowest byte: masks are combined with ``&`` and ``|`` and counted by their
bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from typing import TypeVar

Value = TypeVar("Value")


def written(tags: Iterable[int]) -> bytes:
    """Return the bytes that stand for some tags."""
    bits = 0
    for tag in tags:
        bits |= 1 << tag
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def read(data: bytes) -> list[int]:
    """Return the tags that some bytes stand for."""
    bits, found = int.from_bytes(data, "little"), []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found


def mask_of(flags: Iterable[bool]) -> int:
    """Return the mask of the rows for which ``flags`` holds."""
    return int.from_bytes(bytes(flags), "little")


def picked(values: Sequence[Value], mask: int) -> Iterable[Value]:
    """Return the values of the rows in a mask."""
    return compress(values, mask.to_bytes(len(values), "little"))


class Tags:
    """The tags of many rows."""

    def __init__(self, rows: Sequence[bytes]) -> None:
        """Take in the tags of rows, in the order of the rows."""
        self._width = max(map(len, rows), default=0)
        self._bytes = b"".join([row.ljust(self._width, b"\0") for row in rows])
        self._ones = int.from_bytes(b"\1" * len(rows), "little")
        self._columns: dict[int, int] = {}

    def mask(self, tag: int) -> int:
        """Return the mask of the rows that carry a tag."""
        place, bit = divmod(tag, 8)
        if place >= self._width:
            return 0
        if place not in self._columns:
            self._columns[place] = int.from_bytes(self._bytes[place :: self._width], "little")
        return self._columns[place] >> bit & self._ones

    def any(self, tags: Iterable[int]) -> int:
        """Return the mask of the rows that carry one of some tags."""
        mask = 0
        for tag in tags:
            mask |= self.mask(tag)
        return mask
