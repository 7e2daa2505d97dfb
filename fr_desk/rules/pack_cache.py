"""The checked form of a pack, kept as JSON in the user's folder so that the next start need not read the YAML again.

The name of a kept form holds the digest of the files it was made from and the program's version: whatever changes, the
pack is read and checked anew. Nothing kept is ever executed, and what cannot be read or written is simply not used.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from fr_desk import __version__
from fr_desk.paths import user_folders
from fr_desk.rules.pack_files import read_files
from fr_desk.rules.pack_reader import head_of, load_pack
from fr_desk.rules.packs import Pack


def load_kept(folder: Path) -> Pack:
    """Return the pack in ``folder``, from its kept form if there is one for exactly these files.

    Raises:
        PackError: with file and line, if anything in the pack is not as it should be.
    """
    files = read_files(folder)
    digest = files.digest(head_of(files).instruments)
    place = user_folders().data / "packs"
    kept = place / f"{folder.name}-{__version__}-{digest}.json"
    pack = _kept(kept, digest)
    if pack is None:
        pack = load_pack(files)
        with suppress(
            OSError
        ):  # a folder that cannot be written costs a tenth of a second at each start, nothing else
            _keep(pack, kept)
    return pack


def _kept(file: Path, digest: str) -> Pack | None:
    try:
        pack = Pack.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
    return pack if pack.digest == digest else None


def _keep(pack: Pack, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    for old in file.parent.glob(f"{file.name.partition('-')[0]}-*"):
        old.unlink(missing_ok=True)
    half = file.with_suffix(f".{os.getpid()}")
    half.write_text(pack.model_dump_json(by_alias=True), encoding="utf-8")
    half.replace(file)
