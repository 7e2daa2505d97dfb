"""A quick way to read the table of objects that a PDF of ours ends with, for pyHanko, which takes its time over each.

Only what :func:`entries` recognises completely is read here; every other table is left to pyHanko, and so are all
decisions about what is read. The entries are the same either way.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import accumulate, pairwise

from pyhanko.pdf_utils import xref
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.xref import ObjStreamRef, XRefEntry, XRefType

thorough = xref.parse_xref_stream
"""What pyHanko reads tables with by itself."""
_MOST = 1_000_000
"""Most objects of a table that is read here."""


def entries(xref_stream: StreamObject, strict: bool = True) -> Iterator[XRefEntry]:  # noqa: FBT001, FBT002 - pyHanko's
    """Yield the entries of a table of objects, as pyHanko's function of the same purpose does."""
    read = _read(xref_stream)
    return thorough(xref_stream, strict=strict) if read is None else read


def install() -> None:
    """Let pyHanko read tables this way from now on."""
    xref.parse_xref_stream = entries


def _read(table: StreamObject) -> Iterator[XRefEntry] | None:
    """Return the entries; ``None`` if the table is packed in another way than ours, or not as long as it says."""
    size, widths = table.get("/Size"), [int(one) for one in table.get("/W", ())]
    if len(widths) != 3 or widths[0] != 1 or not all(0 < one <= 8 for one in widths):
        return None
    ranges = [int(one) for one in table.get("/Index", (0, size))]
    numbers = [range(first, first + count) for first, count in zip(ranges[::2], ranges[1::2], strict=True)]
    count = sum(map(len, numbers))
    rising = all(before.stop <= after.start for before, after in pairwise(numbers))
    how = table.get("/DecodeParms", {})
    plain = table.get("/Filter") == "/FlateDecode" and set(how) == {"/Columns", "/Predictor"}
    if not plain or not rising or not 0 < count <= _MOST or how["/Predictor"] != 12:
        return None
    if how["/Columns"] != sum(widths):
        return None
    rows = _unpacked(table.encoded_data, count, sum(widths))
    return None if rows is None else _entries(rows, numbers, widths)


def _unpacked(packed: bytes, count: int, width: int) -> list[list[int]] | None:
    """Return the columns of a table, each of whose rows says what it differs by from the one above."""
    whole = count * (width + 1)
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, whole + 1)
    except zlib.error:
        return None
    if len(data) != whole or not unpacker.eof or data[:: width + 1].strip(b"\2"):
        return None
    return [[one & 255 for one in accumulate(data[column :: width + 1])] for column in range(1, width + 1)]


def _entries(columns: list[list[int]], numbers: list[range], widths: list[int]) -> Iterator[XRefEntry]:
    middle = 1 + widths[1]
    places, thirds = _whole_numbers(columns[1:middle]), _whole_numbers(columns[middle:])
    every = (number for some in numbers for number in some)
    for number, kind, place, third in zip(every, columns[0], places, thirds, strict=True):
        if kind == 2:
            yield XRefEntry(XRefType.IN_OBJ_STREAM, ObjStreamRef(place, third), number)
        elif kind == 1:
            yield XRefEntry(XRefType.STANDARD, place, number, third)
        elif kind == 0:
            yield XRefEntry(XRefType.FREE, None, number, third)


def _whole_numbers(columns: list[list[int]]) -> list[int]:
    """Return the numbers that the digits in some columns mean, the highest digit first."""
    found, *others = columns
    for column in others:
        found = [high << 8 | low for high, low in zip(found, column, strict=True)]
    return found
