"""What was appended to a document of ours, object by object, if it stands there just as our seals are written.

Such an addition is whole objects, nothing between them, and a table of those very objects at their places. Every
reader sees the same in it. Only what is recognised to the byte is taken; all else is for somebody else to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from fr_desk.domain.file_digest import Hashed
from fr_desk.domain.own_pdf import OtherFormError, unpacked

Places = Mapping[int, int]
"""Where the objects of one addition begin, by number."""

_BEGIN = re.compile(rb"([1-9]\d{0,6}) 0 obj\n")
_AFTER = b"\nendobj\n"
_END = re.compile(rb"\nstartxref\n(\d{1,10})\n%%EOF\n")
_TABLE = re.compile(
    rb"<<\n/W \[ 1 8 2 \]\n/Type /XRef\n/Filter /FlateDecode\n(?:/FRDeskSHA256 \([0-9a-f]{64}\)\n)?"
    rb"/Info \d{1,7} 0 R\n/Root (?P<root>\d{1,7}) 0 R\n/Size (?P<size>\d{1,7})\n"
    rb"/ID \[ <[0-9a-f]{32}> <[0-9a-f]{32}> \]\n/Prev (?P<before>\d{1,10})\n/Index \[ (?P<runs>[\d ]+) \]\n"
    rb"/Length (?P<length>\d{1,7})\n>>\nstream\n(?P<entries>.*)\nendstream",
    re.DOTALL,
)
_ZERO = b"\0" * 9 + b"\xff\xff"
"""What a table says of the object with the number 0, which is none."""
_PLAIN = re.compile(
    rb"(?:(?:<<|>>|\[|\]|/[A-Za-z][\w.-]*|/\d+\.\d+|\d{1,7} 0 R|-?\d{1,9}(?:\.\d{1,9})?|true|false|<(?:[0-9a-f]{2})*>|"
    rb"\((?:[^\\()\0-\x1f\x7f-\xff]|\\[0-3][0-7][0-7]|\\[nrtbf()\\])*+\))(?:[ \n]+|\Z))++"
)
"""Values written as we write them, which no two readers can take differently."""


class Layers:
    """A document of ours and what was appended to it.

    Attributes:
        places: where the objects of each addition begin.
    """

    def __init__(self, file: Hashed, ends: Iterable[int]) -> None:
        """Look at a document whose additions end at these places.

        Raises:
            OtherFormError: if the document, or any byte of an addition, is not as ours are.
        """
        if file.first is None:
            raise OtherFormError
        self._data, self._first = file.data, file.first
        self.places: list[Places] = []
        begin, root, size, table = self._first.end, self._first.root, self._first.size, self._first.place
        tables = {self._first.number}
        for stop in ends:
            places = self._objects(begin, stop)
            number = next(reversed(places))
            head = _TABLE.fullmatch(self._written(places[number]))
            if head is None or int(head["root"]) != root or int(head["before"]) != table:
                raise OtherFormError
            if not max(size, max(places) + 1) <= int(head["size"]) or tables & places.keys():
                raise OtherFormError
            _refuse_other_entries(head, places)
            self.places.append(places)
            tables.add(number)
            size, table, begin = int(head["size"]), places[number], stop

    def text(self, number: int) -> bytes:
        """Return an object that is no stream, as it was last written.

        Raises:
            OtherFormError: if anything in it is not written as ours are.
        """
        place = self._place(number)
        text = self._first.text(number) if place is None else self._written(place)
        if _PLAIN.fullmatch(text) is None:
            raise OtherFormError
        return text

    def appended(self, number: int) -> bytes:
        """Return an object that was appended, whatever it is, as it was last written.

        Raises:
            OtherFormError: if it was not appended.
        """
        place = self._place(number)
        if place is None:
            raise OtherFormError
        return self._written(place)

    def _place(self, number: int) -> int | None:
        return next((one[number] for one in reversed(self.places) if number in one), None)

    def _objects(self, begin: int, stop: int) -> dict[int, int]:
        """Return where the objects of one addition begin."""
        places: dict[int, int] = {}
        place = begin
        while found := _BEGIN.match(self._data, place, stop):
            number, after = int(found[1]), self._data.find(_AFTER, found.end(), stop)
            if number in places or after < 0:
                raise OtherFormError
            places[number] = place
            place = after + len(_AFTER)
        end = _END.fullmatch(self._data, place, stop)
        if end is None or not places or int(end[1]) != places[next(reversed(places))]:
            raise OtherFormError
        return places

    def _written(self, place: int) -> bytes:
        begin = self._data.index(b"\n", place) + 1
        return self._data[begin : self._data.index(_AFTER, begin)]


def _refuse_other_entries(table: re.Match[bytes], places: Places) -> None:
    """Refuse a table that says anything but where these objects are."""
    runs: list[list[int]] = [[0, 1]]
    for number in sorted(places):
        if sum(runs[-1]) == number:
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
    said = b" ".join(b"%d %d" % (first, count) for first, count in runs)
    entries = _ZERO + b"".join(b"\1%b\0\0" % places[one].to_bytes(8, "big") for one in sorted(places))
    whole = len(table["entries"]) == int(table["length"])
    if not whole or said != table["runs"] or unpacked(table["entries"], len(entries)) != entries:
        raise OtherFormError
