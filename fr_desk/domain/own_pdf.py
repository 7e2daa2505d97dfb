"""A PDF as our renderer writes it, up to where anything was appended: each stream and each object, and where it stands.

This is no reader of PDF: it only tells whether a document is put together in the one way we know, so that every reader
finds the same in it. Streams follow each other without a gap, numbered as they stand; all other objects are packed in
some of them, numbered on from the pack, one a line; and the table at the end says just that of every object, and
nothing else. What the objects mean is not known here. Whatever is otherwise, somebody else looks at thoroughly.
"""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

MOST_UNPACKED = 32 << 20
"""Most bytes of one stream, unpacked; and of all packs of objects together."""

_HEAD = re.compile(rb"%PDF-1\.[4-7]\n%\xbf\xf7\xa2\xfe\n")
_STREAM = re.compile(rb"([1-9]\d{0,6}) 0 obj\n(<< [^\n]* >>)\nstream\n")
_NEXT_STREAM = re.compile(rb"\nendstream\nendobj\n\n?(?:" + _STREAM.pattern + rb")?")
_LENGTH = re.compile(rb"/Length (\d{1,9}) ")
_END = re.compile(rb"\n*startxref\n(\d{1,10})\n%%EOF\n")
_PACK = re.compile(
    rb"<< /Type /ObjStm /Length \d+ /Filter /FlateDecode /N (?P<count>\d{1,3}) /First (?P<first>\d{1,5}) >>"
)
_TABLE = re.compile(
    rb"<< /Type /XRef /Length \d+ /Filter /FlateDecode /DecodeParms << /Columns (?P<columns>\d) /Predictor 12 >> "
    rb"/W \[ 1 (?P<width>[1-4]) 1 \] (?:/FRDeskSHA256 \([0-9a-f]{64}\) )?"
    rb"/Info (?P<info>\d{1,7}) 0 R /Root (?P<root>\d{1,7}) 0 R /Size (?P<size>\d{1,7}) "
    rb"/ID \[<[0-9a-f]{32}><[0-9a-f]{32}>\] >>"
)
_UNPACKING, _DEFLATED = b"/Filter", b"/Filter /FlateDecode "
_NUMBERS = b"0123456789 "
_LARGEST_PACK = 256
_NONE, _ALONE, _PACKED = 0, 1, 2
"""Kinds of objects in the table."""
_UP = b"\2"
"""How each row of the table is written: as what is to be added to the row above, byte by byte."""
_NAMED = 16_384


class OtherFormError(ValueError):
    """Something is not as we write it."""


class Stream(NamedTuple):
    """Where a stream stands.

    Attributes:
        head: its dictionary, as it is written.
        place: where it begins with its number.
        begin: where its content begins.
        size: of its content, in bytes, as it is packed.
    """

    head: bytes
    place: int
    begin: int
    size: int


class Pack:
    """The objects of one stream of objects.

    Attributes:
        first: the number of the first object; the others follow it.
        count: of the objects.
        objects: all of them, as they are written.
    """

    def __init__(self, content: bytes, begin: int, first: int, count: int) -> None:
        """Compare all numbers with those that the objects must have.

        Args:
            content: of the stream, unpacked.
            begin: where the first object begins in it; before it stand a number and a place for each.
            first: the number that the first object must have.
            count: so many objects there must be.

        Raises:
            OtherFormError: if something else stands there.
        """
        self._table = table = content[:begin]
        self.objects = content[begin:]
        self.first, self.count = first, count
        said = table[:-1].split(b" ")
        if len(said) != 2 * count or said[::2] != _names(first, count):
            raise OtherFormError
        if table.translate(None, _NUMBERS) != b"\n" or table[-1:] != b"\n" or b"  " in table:
            raise OtherFormError

    @cached_property
    def _starts(self) -> list[int]:
        return [*map(int, self._table.split()[1::2]), len(self.objects)]

    def text(self, number: int) -> bytes:
        """Return one object, as it is written: all of a line.

        Raises:
            OtherFormError: if it is none of these, or stands otherwise.
        """
        at = number - self.first
        if not 0 <= at < self.count:
            raise OtherFormError
        begin, end = self._starts[at : at + 2]
        text = self.objects[begin:end]
        alone = text.find(b"\n") == len(text) - 1 and self.objects[begin - 1 : begin] in (b"\n", b"")
        if not text or not alone:
            raise OtherFormError
        return text


class OwnPdf:
    """A document in our own form.

    Attributes:
        end: where it ends; what stands behind was appended.
        streams: all of them by number, in order.
        packs: those that hold objects, by the number of the first.
        number: of the table of objects.
        info: the number of the document information.
        root: the number of the object that everything hangs on.
        size: one more than the highest number of an object.
    """

    def __init__(self, data: bytes) -> None:
        """Go through a document from its beginning.

        Raises:
            OtherFormError: if it is not written as ours are.
        """
        self._data = data
        self.streams, self.end = _streams(data)
        self.number = next(reversed(self.streams))
        table = _TABLE.fullmatch(self.streams[self.number].head)
        if table is None:
            raise OtherFormError
        self.info, self.root, self.size = int(table["info"]), int(table["root"]), int(table["size"])
        self.packs: dict[int, Pack] = {}
        self._unpack()
        self._firsts = list(self.packs)
        width = int(table["width"])
        if int(table["columns"]) != width + 2 or max(self.place, self.number) >> 8 * width:
            raise OtherFormError
        expected = self._table(width)
        if self._content(self.streams[self.number], len(expected)) != expected:
            raise OtherFormError

    @property
    def place(self) -> int:
        """Where the table of objects stands."""
        return self.streams[self.number].place

    def stream(self, number: int, begin: int = 0) -> bytes:
        """Return the content of a stream, unpacked.

        Args:
            number: of the stream.
            begin: return so many bytes of it at most; all if omitted.

        Raises:
            OtherFormError: if there is none of that number, or it is packed otherwise.
        """
        held = self.streams.get(number)
        if held is None or _DEFLATED not in held.head or held.head.count(_UNPACKING) != 1:
            raise OtherFormError
        if b"/DecodeParms" in held.head:
            raise OtherFormError
        if begin:
            return _begin_of(self._data[held.begin : held.begin + held.size], begin)
        return self._content(held, MOST_UNPACKED)

    def text(self, number: int) -> bytes:
        """Return an object that is no stream, as it is written.

        Raises:
            OtherFormError: if there is none of that number, or it stands otherwise than ours do.
        """
        index = bisect_right(self._firsts, number) - 1
        if index < 0:
            raise OtherFormError
        return self.packs[self._firsts[index]].text(number)

    def _content(self, stream: Stream, most: int) -> bytes:
        return unpacked(self._data[stream.begin : stream.begin + stream.size], most)

    def _unpack(self) -> None:
        """Read the packs, and see that every number stands for one object."""
        expected, room = 1, MOST_UNPACKED
        for number, stream in self.streams.items():
            if number != expected:
                raise OtherFormError
            expected += 1
            if b"/ObjStm" in stream.head:
                head = _PACK.fullmatch(stream.head)
                count = int(head["count"]) if head else 0
                if head is None or not 0 < count <= _LARGEST_PACK:
                    raise OtherFormError
                content = self._content(stream, room)
                room -= len(content)
                self.packs[expected] = Pack(content, int(head["first"]), expected, count)
                expected += count
        if expected != self.size:
            raise OtherFormError

    def _table(self, width: int) -> bytes:
        """Return the table that leads to all these objects; places in it are so many bytes wide."""
        kinds, places, packs = bytearray([_NONE]), [0], list[tuple[int, int]]()
        for number, stream in self.streams.items():
            kinds.append(_ALONE)
            places.append(stream.place)
            pack = self.packs.get(number + 1)
            if pack is not None:
                kinds.append(_PACKED)
                places.append(number)
                packs.append((len(places), pack.count - 1))
        count, long = len(places), width + 3
        rows, numbers = bytearray(_UP * (count * long)), struct.pack(f">{count}I", *places)
        rows[1::long] = _added(kinds)
        for at in range(width):
            rows[2 + at :: long] = _added(numbers[4 - width + at :: 4])
        rows[long - 1 :: long] = bytes(count)
        pieces = list[bytes | bytearray]()
        done, follower = 0, _UP + bytes(width + 1) + b"\1"  # the next in the same pack
        for at, more in packs:
            pieces += rows[done * long : at * long], follower * more
            rows[at * long + long - 1], done = -more & 0xFF, at
        return b"".join([*pieces, rows[done * long :]])


def _added(column: bytes | bytearray) -> bytes:
    """Return what is to be added to the byte above, for each byte in a column of a table."""
    return bytes([one - above & 0xFF for one, above in zip(column, b"\0" + column, strict=False)])


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


def _begin_of(packed: bytes, size: int) -> bytes:
    """Return the first bytes of what was deflated."""
    try:
        return zlib.decompressobj().decompress(packed, size)
    except zlib.error as error:
        raise OtherFormError from error


def _streams(data: bytes) -> tuple[dict[int, Stream], int]:
    """Return each stream by its number, the table of objects last, and where the document ends."""
    head = _HEAD.match(data)
    found = _STREAM.match(data, head.end()) if head else None
    streams, sizes = dict[int, Stream](), dict[bytes, int]()
    number, place = 0, 0
    while found and found[1]:
        last, number, said, begin = number, int(found[1]), found[2], found.end()
        if number <= last:
            raise OtherFormError
        size = sizes.get(said, -1)
        if size < 0:  # many heads are the same
            size = sizes[said] = _length(said)
        place = found.start(1)
        streams[number] = Stream(said, place, begin, size)
        found = _NEXT_STREAM.match(data, begin + size)
    end = _END.match(data, found.end()) if found else None
    if end is None or int(end[1]) != place:
        raise OtherFormError
    return streams, end.end()


def _length(head: bytes) -> int:
    said = _LENGTH.findall(head)
    if len(said) != 1:
        raise OtherFormError
    return int(said[0])


def _names(first: int, count: int) -> Sequence[bytes]:
    """Return numbers as they are written, without a gap."""
    low = _low_names()
    if first + count <= len(low):
        return low[first : first + count]
    return [b"%d" % number for number in range(first, first + count)]


@cache
def _low_names() -> list[bytes]:
    """Return the numbers that nearly all documents have, as they are written; half a megabyte."""
    return [b"%d" % number for number in range(_NAMED)]
