"""The checked form of a pack, kept as JSON in the user's folder so that the next start need not read the YAML again.

The name of a kept form holds the digest of the files it was made from and the program's version: whatever changes, the
pack is read and checked anew. Nothing kept is ever executed, and what cannot be read or written is simply not used.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from fr_desk import __version__
from fr_desk.paths import user_folders
from fr_desk.rules.pack_files import PackFiles, read_files
from fr_desk.rules.packs import Pack


def load_kept(folder: Path) -> Pack:
    """Return the pack in ``folder`` without its examples, from its kept form if there is one for just these files.

    Raises:
        PackError: with file and line, if anything in the pack is not as it should be.
    """
    files = read_files(folder)
    place = user_folders().data / "packs"
    pack = next(filter(None, (_kept(file, files) for file in _forms(place, folder))), None)
    if pack is None:
        from fr_desk.rules.pack_reader import load_pack  # noqa: PLC0415 - YAML takes long to import

        pack = _without_examples(load_pack(files))
        with suppress(
            OSError
        ):  # a folder that cannot be written costs a tenth of a second at each start, nothing else
            _keep(pack, place / f"{folder.name}-{__version__}-{pack.digest}.json")
    return pack


def _without_examples(pack: Pack) -> Pack:
    """Return the pack as an assessment needs it: examples are a fifth of it, and tried only by who writes rules."""
    return pack.model_copy(
        update={"rules": tuple(rule.model_copy(update={"examples": ()}) for rule in pack.rules)}
    )


def _forms(place: Path, folder: Path) -> Iterator[Path]:
    """Yield the kept forms of a pack by this version of the program; there is one, or none."""
    with suppress(OSError):
        yield from sorted(place.glob(f"{folder.name}-{__version__}-*.json"))


def _kept(file: Path, files: PackFiles) -> Pack | None:
    """Return the pack in a kept form, if it names the digest of just these files."""
    try:
        pack = Pack.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
    return pack if pack.digest == files.digest(pack.head.instruments) else None


def _keep(pack: Pack, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for old in file.parent.glob(f"{file.name.partition('-')[0]}-*"):
        old.unlink(missing_ok=True)
    half = file.with_suffix(f".{os.getpid()}")
    half.write_text(pack.model_dump_json(by_alias=True), encoding="utf-8")
    half.replace(file)
