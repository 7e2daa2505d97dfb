"""A folder as nobody would want to be given it: three hundred files of every kind, and everything that is no file."""

from __future__ import annotations

import os
import socket
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.inspection.hostile import (
    CONTAINERS,
    JPEG,
    Kind,
    encrypted,
    overlapping,
    renamed,
    whole,
    zipped,
)
from tests.inspection.hostile_pdfs import PDFS
from tests.inspection.hostile_texts import TEXTS

NAMES = (
    "venue",
    "上海滨江酒店（静安店）",
    "서울 헬스장",
    "بيت الضيافة",
    "🏨📷🙂",
    "a\u202egpj",
    "-rf",
    "=1+1",
    "two\nlines",
    "quote'\"<b>&",
    "酒" * 80,
    "COM1",
    " ",
)
"""Names in any script; the last but two are 240 bytes long, and names a system or a spreadsheet could misread."""
NO_TEXT = b"\xff\xfe\x80venue"
"""A name that is no UTF-8."""

OUT = (
    "This is a link that leads out of the folder, so it was not followed; "
    "if what it leads to belongs to the inspection, name that too."
)
NOWHERE = "This is a link that leads nowhere or in a circle; ask for the file itself."
DEVICE = "This is a device, a pipe or a socket and not a file, so it was not opened."


@dataclass(frozen=True)
class Told:
    """What must be told of one place: its standing and its first sentence."""

    standing: str
    says: str


def spread(folder: Path, count: int) -> dict[str, Kind]:
    """Write ``count`` files of all kinds, in folders within folders; return which is which by path and member."""
    kinds = (*CONTAINERS, *TEXTS, *PDFS)
    made: dict[str, Kind] = {}
    for number in range(count):
        kind = kinds[number % len(kinds)]
        round_ = number // len(kinds)
        below = folder.joinpath(*(["区"] * (round_ % 4)), f"{number % 7}")
        below.mkdir(parents=True, exist_ok=True)
        name = os.fsdecode(NO_TEXT) if number % 14 == 13 else NAMES[number % len(NAMES)]
        path = below / f"{name}{number}{kind.ending}"
        path.write_bytes(kind.content(round_))
        made[os.fspath(path)] = kind
    return made


def traps(folder: Path, outside: Path) -> dict[str, Told]:
    """Put everything into a folder that is no ordinary file; ``outside`` is what nobody may look into."""
    told: dict[str, Told] = {}

    def trap(name: str, says: str) -> Path:
        path = folder / name
        told[os.fspath(path)] = Told("unreadable", says)
        return path

    trap("out.frdesk", OUT).symlink_to(outside / "canary.frdesk")
    trap("out of it", OUT).symlink_to(outside, target_is_directory=True)
    trap("up.frdesk", OUT).symlink_to(Path("../../../../../../../../etc/passwd"))
    trap("dead.frdesk", NOWHERE).symlink_to("nothing here")
    trap("self.frdesk", NOWHERE).symlink_to("self.frdesk")
    os.mkfifo(trap("pipe.frdesk", DEVICE))
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path must be short
        try:
            listener.bind("socket.pdf")
        finally:
            os.chdir(here)
    trap("socket.pdf", DEVICE)
    with trap(
        "sparse.frdesk", "This file is larger than 128 MB, which no dossier is, so it was not read."
    ).open("wb") as stream:
        stream.truncate(3 << 30)
    (folder / "loop").symlink_to(".", target_is_directory=True)  # within the folder: found by itself
    (folder / "photo.jpg").write_bytes(JPEG)
    (folder / ".hidden.frdesk").write_bytes(whole(901))
    (folder / "venue.frdesk.bak1").write_bytes(whole(902))
    (folder / "record.frrecord").write_bytes(whole(903))
    if os.geteuid():  # nobody locks out root
        trap("locked.frdesk", "This file cannot be opened; ask for the right to read it.").write_bytes(b"x")
        (folder / "locked.frdesk").chmod(0)
        trap(
            "locked",
            "This folder cannot be opened, so nothing in it was inspected; ask for the right to read it.",
        ).mkdir(mode=0)
    return told


def zips(folder: Path) -> dict[str, Told]:
    """Write portfolios that came as zips."""
    told: dict[str, Told] = {}
    path = folder / "portfolio.zip"
    inside = {
        "静安区/甲.frdesk": (whole(1), Told("unsealed", "Every part matches its checksum.")),
        "no photo.frdesk": (JPEG, Told("not_a_dossier", CONTAINERS[26].says)),
        "x.frdesk": (b"", Told("unreadable", "This file is empty; ask for it again.")),
        "deeper.zip": (
            zipped([("venue.frdesk", whole(2))]),
            Told(
                "unreadable",
                "This is a zip within a zip, which is not opened; unpack it and name it by itself.",
            ),
        ),
        "../../canary.frdesk": (
            whole(3),
            Told(
                "unreadable",
                "The name of this file leads out of its zip, as in an attack, so it was not read.",
            ),
        ),
        "C:\\canary.frdesk": (
            whole(3),
            Told(
                "unreadable",
                "The name of this file leads out of its zip, as in an attack, so it was not read.",
            ),
        ),
        "bomb.json": (
            bytes(4 << 20),
            Told(
                "unreadable",
                "This file is packed tighter than any dossier, as in a trap, so it was not unpacked.",
            ),
        ),
        "twice.frdesk": (
            whole(4),
            Told(
                "unreadable",
                "This name is there more than once in its zip, so it is not clear which file is meant.",
            ),
        ),
        "twico.frdesk": (whole(5), None),
        "photos/1.jpg": (JPEG, None),
        "__MACOSX/._venue.frdesk": (b"x", None),
        "container without ending": (whole(6), Told("unsealed", "Every part matches its checksum.")),
    }
    data = zipped((name, content) for name, (content, _) in inside.items())
    path.write_bytes(renamed(data, "twico.frdesk", "twice.frdesk") + b"")
    told |= {f"{path}\0{name}": one for name, (_, one) in inside.items() if one}

    def refused(name: str, data: bytes, says: str) -> None:
        (folder / name).write_bytes(data)
        told[os.fspath(folder / name)] = Told("unreadable", says)

    sound = zipped([("a.frdesk", whole(7)), ("b.frdesk", whole(8))], zipfile.ZIP_STORED)
    refused(
        "cut.zip",
        sound[:-30],
        "This zip is cut off or damaged, so nothing in it was inspected; ask for it again.",
    )
    refused(
        "bomb.zip",
        overlapping([f"{at}.json" for at in range(900)], b"{}" * 5000),
        "The parts of this zip lie over one another, as in a trap, so nothing in it was inspected.",
    )
    refused(
        "empty.zip", b"", "This zip is cut off or damaged, so nothing in it was inspected; ask for it again."
    )
    (folder / "locked.zip").write_bytes(encrypted(sound))
    for name in ("a.frdesk", "b.frdesk"):
        told[f"{folder / 'locked.zip'}\0{name}"] = Told(
            "unreadable", "This file is under a password in its zip; ask for it without one."
        )
    return told
