"""The library as use cases: what is written about a dossier that was opened or saved, and looking through a folder.

The index itself is :mod:`fr_desk.storage.library`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fr_desk import services
from fr_desk.domain.canonical import fingerprint
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.regions import region_name
from fr_desk.domain.schema import Choice, Value, fields_of
from fr_desk.errors import FrDeskError
from fr_desk.i18n import LANGUAGES, Texts, translate
from fr_desk.paths import Folders
from fr_desk.rules.findings import Assessment, Outcome
from fr_desk.services.progress import Cancelled, Progress, never, unheard
from fr_desk.storage.library import Facts, Library

ENDING = ".frdesk"
_UNREAD = frozenset({"id", "registration_number", "sha256", "basis", "fingerprint", "template", "path"})
"""Texts nobody searches for."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that could not be taken in, and why."""

    path: Path
    why: Texts


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of a folder: the dossiers that are in the library now, and the files that are broken."""

    taken: tuple[Path, ...]
    broken: tuple[Broken, ...]


def facts_of(dossier: Dossier, assessment: Assessment | None = None, saved: float | None = None) -> Facts:
    """Return what the library says about a dossier.

    Args:
        dossier: the dossier.
        assessment: of the same dossier; without one there is no verdict.
        saved: when its file was written.
    """
    venue, counts = dossier.venue, assessment.counts if assessment else {}
    return Facts(
        dossier=dossier.id,
        name=venue.name or "",
        kind=venue.kind or "",
        jurisdiction=venue.jurisdiction or "",
        region=venue.region or "",
        address=venue.address or "",
        operator=dossier.operator.name or "",
        saved=saved,
        verdict=assessment.verdict.value if assessment else "",
        breached=counts.get(Outcome.BREACHED, 0),
        review=counts.get(Outcome.REVIEW, 0),
        open=counts.get(Outcome.OPEN, 0),
        met=counts.get(Outcome.MET, 0),
        fingerprint=fingerprint(dossier),
        template=(dossier.derived_from and dossier.derived_from.template) or "",
    )


def names_of(dossier: Dossier, path: Path) -> list[str]:
    """Return what a dossier is called: venue, operator, place, zones, devices, activities, the file."""
    venue = dossier.venue
    place, named = list[str](), list[str | None]()
    if venue.region and venue.jurisdiction:
        place = [region_name(venue.region, venue.jurisdiction, lang) for lang in LANGUAGES]
    kind = [translate(venue.kind.label, lang) for lang in LANGUAGES] if venue.kind else []
    named += [zone.name for zone in (dossier.zones or {}).values()]
    named += [camera.label for camera in (dossier.cameras or {}).values()]
    named += [activity.name for activity in (dossier.activities or {}).values()]
    own = [venue.name, venue.address, dossier.operator.name, dossier.operator.address, path.stem]
    return [name for name in (*own, *place, *kind, *named) if name]


def texts_of(dossier: Dossier) -> Iterator[str]:
    """Yield every text somebody wrote into a dossier."""
    return _texts(dossier, Dossier)


def _texts(node: Any, model: type[Value]) -> Iterator[str]:
    for name, spec in fields_of(model).items():
        value = getattr(node, name)
        if value is None or name in _UNREAD:
            continue
        if spec.model is not None:
            below = [value] if spec.kind == "part" else value.values() if spec.kind == "keyed" else value
            for item in below:
                yield from _texts(item, spec.model)
        elif spec.kind in {"text", "long_text"} and isinstance(value, str) and not isinstance(value, Choice):
            yield value


def record(library: Library, path: Path, dossier: Dossier, assessment: Assessment | None) -> None:
    """Write into the library what a dossier says that was read from ``path`` or written there.

    Raises:
        LibraryError: if the library cannot be used.
    """
    facts = facts_of(dossier, assessment, written_at(path))
    library.put(path, facts, names_of(dossier, path), texts_of(dossier))


def written_at(path: Path) -> float | None:
    """Return when a file was written, ``None`` if it cannot be seen."""
    try:
        return path.stat().st_mtime
    except OSError:
        return None


def scan(
    folder: Path,
    folders: Folders | None = None,
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> Scanned:
    """Take every dossier below a folder into the library; stop in between if asked, and keep what was taken.

    Args:
        folder: where to look, with all folders in it; hidden ones and links to other folders are passed over.
        folders: the user's folders.
        progress: is told how many files are done, and of how many.
        cancelled: is asked whether to stop.

    Raises:
        LibraryError: if the library cannot be used.
    """
    taken, broken = list[Path](), list[Broken]()
    files = list(dossier_files(folder, cancelled))
    with Library(folders) as library:
        for number, path in enumerate(files):
            if cancelled():
                break
            progress(number, len(files))
            try:
                dossier = services.open_dossier(path).dossier
                record(library, path, dossier, services.assess(dossier))
            except FrDeskError as error:
                broken.append(Broken(path, error.texts()))
            else:
                taken.append(path)
        progress(len(files), len(files))
    return Scanned(tuple(taken), tuple(broken))


def dossier_files(folder: Path, cancelled: Cancelled = never) -> Iterator[Path]:
    """Yield the ``.frdesk`` files below a folder, in order; folders that may not be read are passed over."""
    for place, below, names in os.walk(folder):
        if cancelled():
            return
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (
            Path(place, name)
            for name in sorted(names)
            if name.lower().endswith(ENDING) and not name.startswith(".")
        )


def refresh(
    paths: Iterable[Path], folders: Folders | None = None, cancelled: Cancelled = never
) -> tuple[Path, ...]:
    """Read the files that the library knows by name only; return those it could not read."""
    failed = list[Path]()
    with Library(folders) as library:
        for path in paths:
            if cancelled():
                break
            try:
                dossier = services.open_dossier(path).dossier
                record(library, path, dossier, services.assess(dossier))
            except FrDeskError:
                failed.append(path)
    return tuple(failed)


def gone(paths: Iterable[Path], cancelled: Cancelled = never) -> frozenset[Path]:
    """Return those of ``paths`` where no file is any more; asking may take long where a folder is far away."""
    return frozenset(path for path in paths if not cancelled() and written_at(path) is None)


def counts_of(facts: Facts) -> Mapping[Outcome, int]:
    """Return how many findings of each outcome there were when the file was written."""
    return {
        Outcome.BREACHED: facts.breached,
        Outcome.REVIEW: facts.review,
        Outcome.OPEN: facts.open,
        Outcome.MET: facts.met,
    }
