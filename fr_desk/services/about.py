"""What the program consists of: its version, packs, calendars, and the licences of everything that comes with it.

Read from the metadata of the installed packages and from ``resources/licences``; a frozen build carries both. No Qt.
"""

from __future__ import annotations

import datetime as dt
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from fr_desk import __version__
from fr_desk.domain.calendars import published_until
from fr_desk.domain.choices import Jurisdiction
from fr_desk.i18n import Lang, Texts
from fr_desk.resources import resource
from fr_desk.rules.bundled import bundled_packs

OURSELVES = "fr-desk"
SHORT_DIGEST = 12
_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_CODE = re.compile(r"\.py[cio]?$")
_CLASSIFIER = "License :: OSI Approved :: "


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Part(_Closed):
    name: str
    version: str = ""
    licence: str
    files: tuple[str, ...]
    about: Texts


class _Parts(_Closed):
    parts: tuple[_Part, ...]
    packages: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Credit:
    """One thing that comes with the program, and under which licence.

    Attributes:
        name: as its makers call it; empty for what has no name of its own.
        version: which of it; empty if it has none.
        licence: short name of the licence.
        files: the texts of the licence, in the order to read them.
        about: what it is, if that is not a Python package.
    """

    name: str
    version: str
    licence: str
    files: tuple[Path, ...]
    about: Texts | None = None

    def called(self, lang: Lang) -> str:
        """Return its name and version; what it is, if it has no name."""
        return " ".join(filter(None, (self.name, self.version))) or (
            self.about.get(lang) if self.about else ""
        )

    def text(self) -> str:
        """Return the whole of the texts."""
        texts = (file.read_text(encoding="utf-8", errors="replace").strip() for file in self.files)
        return f"\n\n{'—' * 24}\n\n".join(texts)


@dataclass(frozen=True, slots=True)
class PackState:
    """A rule pack as it is today.

    Attributes:
        id: short name.
        title: name in three languages.
        version: year and month.
        digest: first characters of its checksum.
        rules: how many rules it has.
        in_force: how many of them are in force on the day.
    """

    id: str
    title: Texts
    version: str
    digest: str
    rules: int
    in_force: int


def pack_states(day: dt.date) -> tuple[PackState, ...]:
    """Return the bundled packs as they are on ``day``."""
    return tuple(
        PackState(
            pack.id,
            pack.title,
            pack.version,
            pack.digest.removeprefix("sha256:")[:SHORT_DIGEST],
            len(pack.rules),
            sum(rule.in_force.on(day) for rule in pack.rules),
        )
        for pack in bundled_packs()
    )


def calendars_until() -> dict[Jurisdiction, int]:
    """Return the last year whose working days are published and known, by country."""
    return {country: published_until(country) for country in Jurisdiction}


def environment() -> tuple[str, ...]:
    """Return program, system and Python, a line each; nothing that names the user or the computer."""
    frozen = " (packaged)" if hasattr(sys, "_MEIPASS") else ""
    system = " ".join(filter(None, (platform.system(), platform.release(), platform.machine())))
    return (f"FR Desk {__version__}{frozen}", system, f"Python {platform.python_version()}")


@cache
def credits_of_program() -> tuple[Credit, ...]:
    """Return everything that comes with the program: itself, what it shows, then the packages by name."""
    parts = _parts()
    shown = (
        Credit(part.name, part.version, part.licence, _resources(part.files), part.about)
        for part in parts.parts
    )
    own, *packages = _packages(parts)
    packages.sort(key=lambda credit: credit.name.lower())
    return (own, *shown, *packages)


def _parts() -> _Parts:
    with resource("licences", "parts.yaml").open("rb") as file:
        return _Parts.model_validate(yaml.load(file, Loader=yaml.CSafeLoader))


def _resources(names: tuple[str, ...]) -> tuple[Path, ...]:
    return tuple(resource(*name.split("/")) for name in names)


def _packages(parts: _Parts) -> Iterator[Credit]:
    """Yield this program and every package it needs, and what those need."""
    waiting, seen = [OURSELVES], {OURSELVES}
    while waiting:
        name = waiting.pop(0)
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # needed on another system only
        files = _licence_files(package) or _resources(parts.packages.get(name, ()))
        yield Credit(
            package.name if name != OURSELVES else "FR Desk", package.version, _licence(package), files
        )
        for needed in package.requires or ():
            found = _NAME.match(needed)
            key = found[0].lower().replace("_", "-") if found else ""
            if key and key not in seen and "extra ==" not in needed:
                seen.add(key)
                waiting.append(key)


def _licence(package: metadata.Distribution) -> str:
    about = package.metadata
    expression, words = (
        next(iter(about.get_all(name) or ()), "") for name in ("License-Expression", "License")
    )
    told = expression or words.strip().split("\n", 1)[0]
    if told and len(told) <= 60:
        return told
    named = (one.removeprefix(_CLASSIFIER) for one in about.get_all("Classifier") or () if _CLASSIFIER in one)
    return next(named, "")


def _licence_files(package: metadata.Distribution) -> tuple[Path, ...]:
    """Return the licence texts a package carries, those of the package itself first."""
    found = [
        file
        for file in package.files or ()
        if (_FILE.search(file.name) or "licenses" in file.parts) and not _CODE.search(file.name)
    ]
    found.sort(key=lambda file: (".dist-info" not in file.parts[0], len(file.parts), str(file)))
    paths = (Path(str(file.locate())) for file in found)
    return tuple(path for path in paths if path.is_file())
