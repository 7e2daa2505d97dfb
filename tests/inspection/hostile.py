"""Files as an inspector may be given them: broken, foreign, doctored, traps. Each kind knows its own sentence."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from fr_desk.domain.canonical import canonical_json
from fr_desk.domain.dossier import Dossier
from fr_desk.resources import resource
from fr_desk.storage.container import Contents, pack
from fr_desk.storage.formats import read_any
from fr_desk.storage.verification import Standing

WHOLE = "Every part matches its checksum."
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 4
CELLS = (
    '=HYPERLINK("http://example.invalid")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\tx",
    "\u202egpj.exe",
)
"""Names of venues that a spreadsheet would compute, and one that runs backwards."""

Content = Callable[[int], bytes]


@dataclass(frozen=True)
class Kind:
    """One kind of file: how it is made, and what an inspector must be told first."""

    name: str
    ending: str
    content: Content
    standing: Standing
    says: str


@cache
def hotel() -> Dossier:
    """The sample that others are made from."""
    return read_any(resource("samples", "shanghai-hotel.yaml")).dossier


def numbered(number: int, name: str = "") -> Dossier:
    """A dossier of its own."""
    venue = hotel().venue.model_copy(update={"name": name or f"上海滨江酒店 {number} 号"})
    return hotel().model_copy(update={"id": f"hostile-{number}", "venue": venue})


def whole(number: int) -> bytes:
    """A sound container."""
    return pack(Contents(numbered(number)))


def parts_of(number: int) -> dict[str, bytes]:
    """The parts of a sound container."""
    with zipfile.ZipFile(io.BytesIO(whole(number))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Iterable[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, one name as often as it is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name.rstrip("\0"), (2026, 1, 1, 0, 0, 0))
            entry.compress_type = packing
            if name not in archive.namelist():
                archive.writestr(entry, content)
    return out.getvalue()


def proven(dossier: bytes, **others: bytes) -> bytes:
    """A container with a fresh manifest about whatever is in it."""
    parts = {"dossier.json": dossier} | others
    listed = {
        name: {"sha256": hashlib.sha256(part).hexdigest(), "size": len(part)} for name, part in parts.items()
    }
    manifest = {"format": 1, "program": "FR Desk", "parts": listed}
    return zipped([("manifest.json", json.dumps(manifest).encode()), *parts.items()])


def answers(change: Callable[[dict[str, Any]], object]) -> Content:
    """Plain answers of a dossier, changed, as bytes of JSON."""

    def made(number: int) -> bytes:
        tree = json.loads(canonical_json(numbered(number)))
        change(tree)
        return json.dumps(tree, ensure_ascii=False).encode()

    return made


def contained(made: Content) -> Content:
    """The same within a container whose checksums are right."""
    return lambda number: proven(made(number))


def replaced(part: str, change: Callable[[bytes], bytes]) -> Content:
    """A container with one part changed behind the manifest's back."""

    def made(number: int) -> bytes:
        parts = parts_of(number)
        return zipped((parts | {part: change(parts[part])}).items())

    return made


def with_part(name: str, content: bytes = b"x") -> Content:
    """A container with a part that does not belong there."""
    return lambda number: zipped((parts_of(number) | {name: content}).items())


def renamed(data: bytes, before: str, after: str) -> bytes:
    """A zip in which one name was overwritten by another of the same length."""
    assert len(before) == len(after)
    return data.replace(before.encode(), after.encode())


def encrypted(data: bytes) -> bytes:
    """A zip whose entries say that they are encrypted."""
    return _flagged(_flagged(data, b"PK\1\2", 8), b"PK\3\4", 6)


def _flagged(data: bytes, mark: bytes, place: int) -> bytes:
    changed, at = bytearray(data), data.find(mark)
    while at >= 0:
        changed[at + place] |= 1
        at = data.find(mark, at + 4)
    return bytes(changed)


def overlapping(names: list[str], content: bytes) -> bytes:
    """A zip whose entries all lead to the same bytes, as bombs are built."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = compressor.compress(content) + compressor.flush()
    crc, first = zlib.crc32(content), names[0].encode()
    body = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(packed), len(content), len(first), 0)
    body += first + packed
    directory = b"".join(
        struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(packed), len(content), len(name.encode())),
            *(0, 0, 0, 0, 0, 0),
        )
        + name.encode()
        for name in names
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(names), len(names), len(directory), len(body), 0)
    return body + directory + end


def _many(tree: dict[str, Any]) -> None:
    tree["zones"] = {f"z{at}": {} for at in range(2001)}


def _children(tree: dict[str, Any]) -> None:
    tree["cameras"]["c1"]["zone"] = "z999"


def venue(**answers_of_venue: object) -> Callable[[dict[str, Any]], object]:
    return lambda tree: tree["venue"].update(answers_of_venue)


CONTAINERS = (
    Kind("whole", ".frdesk", whole, "unsealed", WHOLE),
    Kind("cells", ".frdesk", lambda n: pack(Contents(numbered(n, CELLS[n % len(CELLS)]))), "unsealed", WHOLE),
    # somebody who changes the answers and writes a new manifest leaves no trace: only a seal would show it
    Kind(
        "forged",
        ".frdesk",
        contained(answers(venue(name="别的酒店"))),
        "unsealed",
        WHOLE,
    ),
    Kind(
        "cut",
        ".frdesk",
        lambda n: whole(n)[: -40 - n],
        "unreadable",
        "This .frdesk file is cut off or damaged; ask for it again.",
    ),
    Kind(
        "cut early",
        ".frdesk",
        lambda n: whole(n)[: 4 + n % 60],
        "unreadable",
        "This .frdesk file is cut off or damaged; ask for it again.",
    ),
    Kind(
        "answers changed",
        ".frdesk",
        replaced("dossier.json", lambda part: part.replace("酒店".encode(), "饭店".encode())),
        "changed",
        "dossier.json does not match its checksum: it was damaged, or changed outside FR Desk after it was saved.",
    ),
    Kind(
        "manifest broken",
        ".frdesk",
        replaced("manifest.json", lambda part: part[:-9]),
        "unreadable",
        "The manifest.json of this file is not one of FR Desk; ask for the file again.",
    ),
    Kind(
        "manifest newer",
        ".frdesk",
        replaced("manifest.json", lambda part: part.replace(b'"format": 1', b'"format": 7')),
        "unreadable",
        "This file was written by a newer FR Desk (format 7, this program reads up to 1), so it was not inspected; "
        "install the newer program.",
    ),
    Kind(
        "dossier newer",
        ".frdesk",
        contained(answers(lambda tree: tree.update(format=9))),
        "unreadable",
        "This file was written by a newer FR Desk (format 9, this program reads up to 1), so it was not inspected; "
        "install the newer program.",
    ),
    Kind(
        "no dossier",
        ".frdesk",
        lambda n: zipped([("manifest.json", parts_of(n)["manifest.json"])]),
        "unreadable",
        "This file lacks its part dossier.json and is no whole dossier; ask for it again.",
    ),
    Kind(
        "office file",
        ".frdesk",
        lambda n: zipped([("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"%d" % n)]),
        "unreadable",
        "This is a zip without the manifest.json of FR Desk: no dossier, or no whole one; "
        "ask for the dossier itself.",
    ),
    Kind(
        "program inside",
        ".frdesk",
        with_part("run.exe"),
        "unreadable",
        "This file contains “run.exe”, which does not belong in a dossier, so nothing in it was read.",
    ),
    Kind(
        "leads out",
        ".frdesk",
        with_part("../canary.frdesk"),
        "unreadable",
        "This file contains “../canary.frdesk”, which does not belong in a dossier, so nothing in it was read.",
    ),
    Kind(
        "leads to the root",
        ".frdesk",
        with_part("/tmp/canary.frdesk"),  # noqa: S108 - a name in a zip
        "unreadable",
        "This file contains “/tmp/canary.frdesk”, which does not belong in a dossier, so nothing in it was read.",
    ),
    Kind(
        "twice",
        ".frdesk",
        lambda n: renamed(
            zipped((parts_of(n) | {"dossier.xson": b"{}"}).items()), "dossier.xson", "dossier.json"
        ),
        "unreadable",
        "This file contains dossier.json twice, so it is not clear which one counts.",
    ),
    Kind(
        "under a password",
        ".frdesk",
        lambda n: encrypted(whole(n)),
        "unreadable",
        "manifest.json in this file is under a password; ask for it without one.",
    ),
    Kind(
        "bomb",
        ".frdesk",
        with_part("attachments/f1.bin", bytes(2 << 20)),
        "unreadable",
        "attachments/f1.bin in this file is packed tighter than any dossier, as in a trap, so it was not unpacked.",
    ),
    Kind(
        "too many parts",
        ".frdesk",
        lambda n: zipped([(f"attachments/f{at}", b"") for at in range(601)]),
        "unreadable",
        "This file has 601 parts, while no dossier has more than 600; nothing in it was read.",
    ),
    Kind(
        "unknown field",
        ".frdesk",
        contained(answers(lambda tree: tree["venue"].update(colour="red"))),
        "unreadable",
        "This file has a field venue.colour that no dossier has; somebody wrote it by hand.",
    ),
    Kind(
        "dangling",
        ".frdesk",
        contained(answers(_children)),
        "unreadable",
        "This file names “z999” at cameras.c1.zone, which is not among its zones.",
    ),
    Kind(
        "wrong type",
        ".frdesk",
        contained(answers(venue(rooms="many"))),
        "unreadable",
        "This file has “many” at venue.rooms, where a whole number stands in every dossier.",
    ),
    Kind(
        "unknown answer",
        ".frdesk",
        contained(answers(venue(kind="castle"))),
        "unreadable",
        "This file has “castle” at venue.kind, which is not one of its answers; somebody wrote it by hand.",
    ),
    Kind(
        "out of range",
        ".frdesk",
        contained(answers(venue(rooms=10**30))),
        "unreadable",
        "This file has 1000000000000000000000000000000 at venue.rooms, which is from 0 to 100000 in every dossier.",
    ),
    Kind(
        "too many zones",
        ".frdesk",
        contained(answers(_many)),
        "unreadable",
        "This file has more than 2000 entries at zones, which no dossier has.",
    ),
    Kind(
        "bad id",
        ".frdesk",
        contained(answers(lambda tree: tree.update(id="../../etc"))),
        "unreadable",
        "This file has “../../etc” at id, where only letters, digits and hyphens stand in every dossier.",
    ),
    Kind(
        "half JSON",
        ".frdesk",
        contained(lambda n: b'{"id": "x%d",' % n),
        "unreadable",
        "The dossier in this file is no JSON at line 1, column {at}; ask for it again.",
    ),
    Kind(
        "a photo",
        ".frdesk",
        lambda n: JPEG + b"%d" % n,
        "not_a_dossier",
        "This file ends in .frdesk but holds something else; ask for the dossier itself.",
    ),
    Kind("nothing", ".frdesk", lambda _: b"", "unreadable", "This file is empty; ask for it again."),
    Kind("other ending", ".bin", whole, "unsealed", WHOLE),
    Kind("no ending", "", whole, "unsealed", WHOLE),
    Kind("called a zip", ".zip", whole, "unsealed", WHOLE),
)
