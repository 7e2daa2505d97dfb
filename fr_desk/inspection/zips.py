"""A portfolio that came as a zip: its files listed within limits, and unpacked one by one from the disk.

Such a zip comes from anywhere, so it may have comments, Zip64 records and names in the character sets of offices. Only
its list is kept in memory. Nothing is ever written. What is in the files is not known here.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Literal, NamedTuple

from fr_desk.archive import MEGABYTE, Limits, leads_elsewhere
from fr_desk.inspection import errors
from fr_desk.storage.access import MAX_FILE
from fr_desk.storage.errors import UnreadableError

LIMITS = Limits(parts=20_000, part=MAX_FILE, total=32 * 1024 * MEGABYTE)
"""What a portfolio may hold."""
LONGEST_LIST = 32 * MEGABYTE
"""Largest directory of a zip."""

_END = struct.Struct("<4s4H2LH")
_FAR_POINTER = struct.Struct("<4sLQL")
_FAR_END = struct.Struct("<4sQ2H2L4Q")
_LISTED = struct.Struct("<4s6H3L5H2L")
_HEAD = struct.Struct("<4s5H3L2H")
_FAR = 0xFFFFFFFF
_DEFLATED = 8
_UTF8, _ENCRYPTED = 0x800, 0x1

Fault = Literal["", "encrypted", "stray", "repeated", "too_large", "too_tight", "odd"]
_ERRORS: dict[str, type[UnreadableError]] = {
    "encrypted": errors.LockedMemberError,
    "stray": errors.StrayMemberError,
    "repeated": errors.RepeatedMemberError,
    "too_tight": errors.TightMemberError,
    "odd": errors.OddMemberError,
}


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a zip: where it is, how large, and why it is not read if so."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    deflated: bool
    fault: Fault = ""

    def refuse(self) -> None:
        """Refuse what is not unpacked.

        Raises:
            UnreadableError: with the reason.
        """
        if self.fault == "too_large":
            raise errors.TooLargeError(limit=LIMITS.part // MEGABYTE)
        if self.fault:
            raise _ERRORS[self.fault]


def members(stream: BinaryIO) -> dict[str, Member]:
    """Return the files of a zip by name, folders left out.

    Raises:
        UnreadableError: if it cannot be listed, or is beyond a limit.
    """
    try:
        lines = list(_lines(stream))
    except (struct.error, ValueError) as error:
        raise errors.NotAPortfolioError from error
    _refuse_overlaps(lines)
    found: dict[str, Member] = {}
    for name, line in zip(_names(lines), lines, strict=True):
        if not name.endswith("/"):
            found[name] = _member(name, line, repeated=name in found)
    if sum(one.size for one in found.values()) > LIMITS.total:
        raise errors.TooMuchInsideError(limit=LIMITS.total // MEGABYTE // 1024)
    return found


def unpacked(stream: BinaryIO, member: Member, most: int = -1) -> bytes:
    """Return the content of one file, or its first ``most`` bytes.

    Raises:
        UnreadableError: if it is refused, or is not what the zip says.
    """
    member.refuse()
    try:
        stream.seek(member.offset)
        head = _HEAD.unpack(_exactly(stream, _HEAD.size))
        if head[0] != b"PK\3\4":
            raise errors.BrokenMemberError
        stream.seek(head[9] + head[10], 1)
        if most >= 0:
            return _beginning(stream, member, most)
        content = _whole(_exactly(stream, member.packed), member)
    except (struct.error, zlib.error, ValueError, OverflowError) as error:
        raise errors.BrokenMemberError from error
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise errors.BrokenMemberError
    return content


def _beginning(stream: BinaryIO, member: Member, most: int) -> bytes:
    packed = stream.read(min(member.packed, most + 1024))
    return zlib.decompressobj(-15).decompress(packed, most) if member.deflated else packed[:most]


def _whole(packed: bytes, member: Member) -> bytes:
    if not member.deflated:
        return packed
    unpacker = zlib.decompressobj(-15)
    content = unpacker.decompress(packed, member.size + 1)
    if not unpacker.eof and not (len(content) == member.size and not unpacker.unconsumed_tail):
        raise errors.BrokenMemberError
    return content


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise ValueError
    return data


class _Line(NamedTuple):
    """What the directory says about one entry."""

    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    mode: int


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    """Yield the directory's entries; it is read by hand, so that nothing larger than we allow is ever listed.

    Raises:
        ValueError: if it is damaged.
        struct.error: the same.
        UnreadableError: if it is longer than we allow.
    """
    count, start, length = _directory(stream)
    if count > LIMITS.parts or length > LONGEST_LIST:
        raise errors.TooManyMembersError(limit=LIMITS.parts)
    stream.seek(start)
    directory, at = _exactly(stream, length), 0
    for _ in range(count):
        mark, *fields = _LISTED.unpack_from(directory, at)
        flags, method, crc, packed, size = fields[2], fields[3], fields[6], fields[7], fields[8]
        names, extras, remarks, mode, offset = fields[9], fields[10], fields[11], fields[14] >> 16, fields[15]
        if mark != b"PK\1\2":
            raise ValueError
        at += _LISTED.size
        raw, extra = directory[at : at + names], directory[at + names : at + names + extras]
        size, packed, offset = _far(extra, size, packed, offset)
        yield _Line(raw, flags, method, crc, packed, size, offset, mode)
        at += names + extras + remarks


def _directory(stream: BinaryIO) -> tuple[int, int, int]:
    """Return how many entries there are, where their list begins and how long it is."""
    whole = stream.seek(0, 2)
    begin = max(0, whole - _END.size - 0xFFFF - _FAR_POINTER.size)
    stream.seek(begin)
    tail = _exactly(stream, whole - begin)
    at = tail.rfind(b"PK\5\6")
    if at < 0:
        raise ValueError
    end = begin + at
    _, _, _, _, count, length, start, _ = _END.unpack_from(tail, at)
    if at >= _FAR_POINTER.size and tail.startswith(b"PK\6\7", at - _FAR_POINTER.size):
        _, _, far, _ = _FAR_POINTER.unpack_from(tail, at - _FAR_POINTER.size)
        stream.seek(far)
        mark, *_, count, length, start = _FAR_END.unpack(_exactly(stream, _FAR_END.size))
        if mark != b"PK\6\6":
            raise ValueError
        end = far
    if start + length != end:
        raise ValueError
    return count, start, length


def _far(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Return sizes and offset, from the Zip64 field where they do not fit into the usual ones."""
    values, at = [size, packed, offset], 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            place = at + 4
            for index, value in enumerate(values):
                if value == _FAR:
                    (values[index],) = struct.unpack_from("<Q", extra, place)
                    place += 8
        at += 4 + length
    return values[0], values[1], values[2]


def _refuse_overlaps(lines: Sequence[_Line]) -> None:
    """Refuse parts that share bytes: that is how small files unpack to endless ones."""
    places = sorted((line.offset, line.offset + _HEAD.size + len(line.raw) + line.packed) for line in lines)
    if any(before[1] > after[0] for before, after in pairwise(places)):
        raise errors.OverlapError


def _member(name: str, line: _Line, *, repeated: bool) -> Member:
    fault: Fault = "repeated" if repeated else _fault(name, line)
    return Member(name, line.offset, line.packed, line.size, line.crc, line.method == _DEFLATED, fault)


def _fault(name: str, line: _Line) -> Fault:
    if line.flags & _ENCRYPTED:
        return "encrypted"
    if stat.S_ISLNK(line.mode) or leads_elsewhere(name):
        return "stray"
    if line.method not in {0, _DEFLATED} or (line.method == 0 and line.packed != line.size):
        return "odd"
    if line.size > LIMITS.part:
        return "too_large"
    if line.size > MEGABYTE and line.size > LIMITS.ratio * line.packed:
        return "too_tight"
    return ""


def _names(lines: Sequence[_Line]) -> list[str]:
    """Return the names as text: UTF-8 where they say so or are, else in the one character set that suits them all.

    Old programs of Windows divide folders by backslashes. They are read as slashes, unless the name then leads out of
    the zip: such a file is told under the name that it has.
    """
    doubtful = [line.raw for line in lines if not line.flags & _UTF8 and not _is_utf8(line.raw)]
    encoding = _encoding(b"\n".join(doubtful)[:200_000]) if doubtful else "utf-8"
    names = (_text(line.raw, encoding) for line in lines)
    return [name if leads_elsewhere(one := name.replace("\\", "/")) else one for name in names]


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode("utf-8" if _is_utf8(raw) else encoding)
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _encoding(raw: bytes) -> str:
    from fr_desk.storage.encodings import decoded  # noqa: PLC0415 - guessing takes long to import

    try:
        name = decoded(raw)[1]
    except UnicodeDecodeError:
        return "cp437"
    return name if name in {"gb18030", "cp949", "big5"} else "cp437"
