"""Writes a folder of invented dossiers as an inspector finds one: real files of every sort, the same for the same seed.

Usage: python tools/portfolio.py --count N [--seed S] [--pdf N] DIR

Most files are whole; some have the same content as another, some are later revisions of the dossier before, and about
one in twenty is doctored, cut off, or no dossier at all. A PDF is printed for its own dossier like any other and sealed
now and then: none is a copy of another under a new name, so checking one costs what a genuine file costs. Printing
takes half a second a file, so printed files are kept under build/ until the rules or the printing change.
"""

import argparse
import hashlib
import io
import os
import random
import sys
import tempfile
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fr_desk.domain.canonical import DOSSIER_PART
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.regions import region_name
from fr_desk.rules.bundled import bundled_packs, packs_for
from fr_desk.storage.container import Contents, pack
from tools.portfolio_venues import invented
from tools.portfolio_words import SHANGHAI

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "portfolio"
SEAL_PASSPHRASE = "portfolio-of-nobody"  # noqa: S105 - of an identity that is made for this and trusted by nobody else

Kind = Literal["whole", "copy", "sealed", "doctored", "cut", "foreign", "newer"]
"""What is the matter with a file; nothing with most."""
_SPOILED: tuple[Kind, ...] = ("doctored", "doctored", "cut", "foreign", "newer")
_SPOILED_SHARE, _COPIES, _SEALED = 0.05, 40, 12
"""The share of spoiled files; every so many files, one is a copy; every so many PDFs, one is sealed."""


@dataclass(frozen=True)
class Piece:
    """One file of a portfolio.

    Attributes:
        number: of the dossier.
        path: below the folder of the portfolio.
        kind: what is the matter with it.
    """

    number: int
    path: Path
    kind: Kind


def piece(number: int, seed: int = 1, ending: str = ".frdesk") -> tuple[Piece, Dossier]:
    """Return one file of a portfolio with its dossier; a copy has that of the file before."""
    kind = _kind(number, seed, ending)
    dossier = invented(seed, number - 1 if kind == "copy" else number)
    return Piece(number, _place(dossier, number, ending), kind), dossier


def write(folder: Path, count: int, seed: int = 1) -> list[Piece]:
    """Write a portfolio of .frdesk files, without the care that a user's file is written with; return what it holds."""
    pieces = []
    for number in range(count):
        one, dossier = piece(number, seed)
        data = pack(Contents(dossier), (used.ref for used in packs_for(dossier)))
        _store(folder / one.path, spoiled(data, one.kind, number))
        pieces.append(one)
    return pieces


def write_pdfs(folder: Path, count: int, seed: int = 1, jobs: int = 2) -> list[Piece]:
    """Write a portfolio of dossier PDFs; those printed before are linked from build/."""
    kept = KEPT / f"pdf-{_printing()}-{seed}"
    kept.mkdir(parents=True, exist_ok=True)
    pieces = [piece(number, seed, ".pdf")[0] for number in range(count)]
    missing = [one.number for one in pieces if not (kept / f"{one.number}.pdf").exists()]
    if missing:
        identity_home()
        with ProcessPoolExecutor(jobs) as pool:
            list(pool.map(_print, missing, *([each] * len(missing) for each in (kept, seed)), chunksize=8))
    for one in pieces:
        target = folder / one.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        os.link(kept / f"{one.number}.pdf", target)
    return pieces


def identity_home() -> Path:
    """Return the profile of the one who seals the PDFs, whose seals are therefore known there."""
    from fr_desk.paths import user_folders
    from fr_desk.services.sealing import identities, make_identity

    home = KEPT / "profile"
    if not identities(user_folders(home)):
        make_identity("检查样本", "", SEAL_PASSPHRASE, folders=user_folders(home))
    return home


def spoiled(data: bytes, kind: Kind, number: int) -> bytes:
    """Return the bytes of a file with what is to be the matter with it."""
    packed = data.startswith(b"PK")
    match kind:
        case "cut":
            return data[: len(data) * 2 // 3]
        case "foreign":
            return random.Random(number).randbytes(400)  # noqa: S311 - noise, not secrets
        case "newer":
            return (
                _rewritten(data, "manifest.json", b'"format": 1', b'"format": 99') if packed else data[:900]
            )
        case "doctored":
            return (
                _rewritten(data, DOSSIER_PART, b'"in_service_on":"20', b'"in_service_on":"19')
                if packed
                else _noted(data)
            )
        case _:
            return data


def _kind(number: int, seed: int, ending: str) -> Kind:
    rng = random.Random(f"{seed}/{number}/kind")  # noqa: S311 - inventions, not secrets
    if rng.random() < _SPOILED_SHARE:
        return rng.choice(_SPOILED)
    if number % _COPIES == _COPIES - 1:
        return "copy"
    return "sealed" if ending == ".pdf" and number % _SEALED == 0 else "whole"


def _place(dossier: Dossier, number: int, ending: str) -> Path:
    venue = dossier.venue
    region = venue.region or ""
    assert venue.jurisdiction is not None
    folder = SHANGHAI.get(region) or region_name(region, venue.jurisdiction, "zh") or "其他"
    name = (venue.name or "未命名").replace("/", " ")
    return Path(folder) / f"{number:05} {name}{ending}"


def _store(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _rewritten(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a container of which one part says something else, changed by somebody who leaves the checksums alone."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(zipfile.ZipInfo(name), content.replace(old, new) if name == part else content)
    return stream.getvalue()


def _noted(data: bytes) -> bytes:
    """Return a PDF with other answers inside than those it prints."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.attachments[DOSSIER_PART].get_file().read_bytes()
        stream = pdf.attachments[DOSSIER_PART].get_file().obj
        stream.write(content.replace(b'"in_service_on":"20', b'"in_service_on":"19'))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def version(*, pdfs: bool) -> str:
    """Return what changes when the files of a portfolio would be written otherwise."""
    found = hashlib.sha256(_printing().encode() if pdfs else b"")
    for source in sorted(Path(__file__).parent.glob("portfolio*.py")):
        found.update(source.read_bytes())
    return found.hexdigest()[:12]


@cache
def _printing() -> str:
    """Return what changes when the rules, the printing or the venues change."""
    found = hashlib.sha256("".join(one.ref.digest for one in bundled_packs()).encode())
    for source in sorted(Path(__file__).parent.glob("portfolio_*.py")):
        found.update(source.read_bytes())
    for source in sorted((ROOT / "fr_desk" / "render").glob("*.py")):
        found.update(source.read_bytes())
    return found.hexdigest()[:12]


def _print(number: int, kept: Path, seed: int) -> None:
    from fr_desk.services.papers import write_dossier_pdf

    one, dossier = piece(number, seed, ".pdf")
    with tempfile.TemporaryDirectory(dir=kept) as name:
        written = write_dossier_pdf(dossier, Path(name) / "whole.pdf")
        if one.kind == "sealed":
            _seal(written)
        else:
            written.write_bytes(spoiled(written.read_bytes(), one.kind, number))
        written.replace(kept / f"{number}.pdf")


def _seal(path: Path) -> None:
    from fr_desk.paths import user_folders
    from fr_desk.services.sealing import identities, seal

    folders = user_folders(identity_home())
    seal(path, identities(folders)[0], SEAL_PASSPHRASE, folders=folders)


def main() -> None:
    """Writes what is asked for."""
    parser = argparse.ArgumentParser(description="Write a folder of invented dossiers.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=600, help=".frdesk files")
    parser.add_argument("--pdf", type=int, default=0, help="dossier PDFs; half a second each the first time")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same dossiers")
    asked = parser.parse_args()
    pieces = write(asked.folder, asked.count, asked.seed)
    pieces += write_pdfs(asked.folder, asked.pdf, asked.seed) if asked.pdf else []
    kinds = sorted({one.kind for one in pieces})
    print(
        len(pieces),
        "files:",
        ", ".join(f"{sum(one.kind == kind for one in pieces)} {kind}" for kind in kinds),
    )


if __name__ == "__main__":
    sys.exit(main())
