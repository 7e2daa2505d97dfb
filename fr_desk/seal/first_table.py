"""A document as our renderer writes it, before anything was appended: its table of objects, and objects packed in it.

This is no reader of PDF: it only tells whether a document is put together in the one way we know, so that every reader
finds the same in it. If it is not, somebody else looks at it thoroughly.
"""

from __future__ import annotations

import re
import zlib
from array import array
from itertools import accumulate, compress

MOST_UNPACKED = 4 << 20
"""Most bytes of one stream, unpacked."""

_HEAD = re.compile(rb"%PDF-1\.[4-7]\n%\xbf\xf7\xa2\xfe\n")
_END = re.compile(rb"\nstartxref\n(\d{1,10})\n%%EOF\n\Z")
_LONGEST_END = 40
_TABLE = re.compile(
    rb"(?P<number>\d{1,7}) 0 obj\n<< /Type /XRef /Length (?P<length>\d{1,7}) /Filter /FlateDecode "
    rb"/DecodeParms << /Columns (?P<columns>\d) /Predictor 12 >> /W \[ 1 (?P<width>[2-7]) 1 \] "
    rb"(?:/FRDeskSHA256 \([0-9a-f]{64}\) )?/Info \d{1,7} 0 R /Root (?P<root>\d{1,7}) 0 R "
    rb"/Size (?P<size>\d{1,7}) /ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>\nstream\n"
)
_PACK = re.compile(
    rb"(?P<number>\d{1,7}) 0 obj\n<< /Type /ObjStm /Length (?P<length>\d{1,8}) /Filter /FlateDecode "
    rb"/N (?P<count>\d{1,3}) /First (?P<first>\d{1,5}) >>\nstream\n"
)
_AFTER = b"\nendstream\nendobj\n"
_UP = b"\2"
"""How each row of the table is written: as what is to be added to the row above, byte by byte."""
_NUMBERS = b"0123456789 \n"
_FREE, _ALONE, _PACKED = 0, 1, 2


class OtherFormError(ValueError):
    """Something is not as we write it."""


class FirstTable:
    """The table of objects of a document as it was first written.

    Attributes:
        place: where it stands.
        number: its own number.
        root: the number of the object that everything hangs on.
        size: one more than the highest number of an object.
    """

    def __init__(self, data: bytes, end: int) -> None:
        """Look at a document that ends at this place.

        Raises:
            OtherFormError: if it is not written as ours are.
        """
        said = _END.search(data[max(0, end - _LONGEST_END) : end])
        found = _TABLE.match(data, int(said[1]), end) if said else None
        if _HEAD.match(data) is None or found is None:
            raise OtherFormError
        self._data, self._end = data, end
        self.place, self.number = found.start(), int(found["number"])
        self.root, self.size = int(found["root"]), int(found["size"])
        rows, width = self._unpacked(found), int(found["width"]) + 2
        long = width + 1
        if int(found["columns"]) != width or len(rows) != long * self.size or rows[::long].strip(_UP):
            raise OtherFormError
        self._columns = [rows[one::long] for one in range(1, long)]
        kinds, last = (list(accumulate(array("b", self._columns[at]))) for at in (0, -1))
        again = any(compress(last, map(_ALONE.__eq__, kinds)))
        if kinds[0] != _FREE or not {_ALONE, _PACKED}.issuperset(kinds[1:]) or again:
            raise OtherFormError

    def text(self, number: int) -> bytes:
        """Return an object that is no stream, as it is written.

        Raises:
            OtherFormError: if it is not packed together with others as ours are.
        """
        kind, within, index = self._row(number)
        alone, place, _ = self._row(within)
        pack = _PACK.match(self._data, place, self._end)
        if (kind, alone) != (_PACKED, _ALONE) or pack is None or int(pack["number"]) != within:
            raise OtherFormError
        content, first = self._unpacked(pack), int(pack["first"])
        if content[:first].strip(_NUMBERS):
            raise OtherFormError
        places = [int(one) for one in content[:first].split()]
        numbers, starts = places[::2], [*places[1::2], len(content) - first]
        if not len(numbers) == int(pack["count"]) == len(starts) - 1 or sorted(starts) != starts:
            raise OtherFormError
        if number not in numbers or numbers.index(number) != index:
            raise OtherFormError
        return content[first + starts[index] : first + starts[index + 1]]

    def _row(self, number: int) -> tuple[int, int, int]:
        """Return the kind of an object, its place or the number of what it is packed in, and its place in that."""
        if not 0 < number < self.size:
            raise OtherFormError
        kind, *place, last = (sum(column[: number + 1]) & 0xFF for column in self._columns)
        return kind, int.from_bytes(bytes(place), "big"), last

    def _unpacked(self, head: re.Match[bytes]) -> bytes:
        """Return the content of the stream with this head; every reader finds it whole."""
        stop = head.end() + int(head["length"])
        if stop > self._end or not self._data.startswith(_AFTER, stop):
            raise OtherFormError
        return unpacked(self._data[head.end() : stop], MOST_UNPACKED)


def unpacked(packed: bytes, most: int) -> bytes:
    """Return what was deflated, if it is whole, no longer than that, and nothing stands behind it.

    Raises:
        OtherFormError: if not.
    """
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, most + 1)
    except zlib.error as error:
        raise OtherFormError from error
    if len(content) > most or not unpacker.eof or unpacker.unused_data:
        raise OtherFormError
    return content
