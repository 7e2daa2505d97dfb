"""Use cases: what the desktop and the command line both do. No Qt, no printing; progress and cancel are callables.

Here: dossiers and their assessment. Papers, seals and attachments have modules of their own beside this one.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.dossier import Dossier
from fr_desk.domain.venue import Venue
from fr_desk.errors import FrDeskError
from fr_desk.i18n import N_, Lang
from fr_desk.paths import Folders
from fr_desk.resources import resource
from fr_desk.rules import clocks as retention
from fr_desk.rules import coach, engine
from fr_desk.rules import deadlines as time_limits
from fr_desk.rules.bundled import packs_for
from fr_desk.rules.clocks import ActivityClocks
from fr_desk.rules.deadlines import Counter, DeadlineStatus
from fr_desk.rules.expression import ExpressionError
from fr_desk.rules.findings import Assessment
from fr_desk.rules.packs import Pack
from fr_desk.storage.access import make_folder
from fr_desk.storage.container import write_container
from fr_desk.storage.formats import Form, read_any, write_any

if TYPE_CHECKING:  # read late: the desk starts without them
    from fr_desk.rules.cases import Case
    from fr_desk.rules.comparison import Comparison

__all__ = [
    "Opened",
    "UnknownSampleError",
    "advise",
    "assess",
    "cases",
    "clocks",
    "compare_dates",
    "convert",
    "counters",
    "deadlines",
    "new_dossier",
    "open_dossier",
    "open_packs",
    "packs_with",
    "samples",
    "save_dossier",
    "venue_language",
    "write_sample",
]


class UnknownSampleError(FrDeskError):
    """No such sample."""

    sentence = N_("There is no sample “{name}”; the nearest is {nearest}.")


class ConditionError(FrDeskError):
    """A condition of a pack fails on a dossier; a fault of the pack's author."""

    sentence = N_("A rule pack has a fault: {why}. Tell whoever wrote it.")


class SameRuleError(FrDeskError):
    """Two packs with a rule of the same id."""

    sentence = N_(
        "The rule packs {first} and {second} both have a rule {rule}; give one of the packs the id of the other."
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A dossier that was opened.

    Attributes:
        dossier: the dossier.
        path: the file it came from.
        form: the form of that file; only ``frdesk`` can be saved to again.
        attachments: contents by id.
        sha256: of the file's bytes, if it is one that can be saved to again.
    """

    dossier: Dossier
    path: Path
    form: Form
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    sha256: str = ""


def new_dossier(kind: VenueKind, jurisdiction: Jurisdiction) -> Dossier:
    """Return a dossier that knows the venue's kind and country; everything else is unanswered."""
    return Dossier(id=str(uuid.uuid4()), venue=Venue(kind=kind, jurisdiction=jurisdiction))


def open_dossier(path: Path) -> Opened:
    """Open a .frdesk file, a dossier PDF, or a dossier as JSON or YAML.

    Raises:
        FileError: if the system refuses.
        UnreadableError: if it is not a dossier.
    """
    read = read_any(path)
    return Opened(read.dossier, path, read.form, read.attachments, read.sha256)


def save_dossier(
    dossier: Dossier,
    path: Path,
    attachments: Mapping[str, bytes] | None = None,
    *,
    expected: str | None = None,
    folders: Folders | None = None,
) -> str:
    """Save a dossier as .frdesk: atomic, read back before the old file goes, earlier versions kept.

    Args:
        dossier: the dossier.
        path: the file.
        attachments: contents by id.
        expected: SHA-256 of the old file as it was last seen; if it is another, it is not replaced.
        folders: of the user, for the earlier versions; the usual ones if omitted.

    Returns:
        The SHA-256 of the new file.

    Raises:
        ChangedOnDiskError: if somebody else has written the file since.
        FileError: if the system refuses; the old file is then as it was.
        NewerFormatError: if a later version of the program wrote the old file; it is left untouched.
    """
    packs = [pack.ref for pack in packs_for(dossier)]
    return write_container(path, dossier, attachments, folders, packs, expected)


def convert(source: Path, target: Path) -> int:
    """Write the dossier in ``source`` to ``target`` in the form its ending says.

    Returns:
        The number of attachments left behind, because JSON and YAML cannot hold them.

    Raises:
        FileError: if the system refuses, or the ending names no form.
        UnreadableError: if ``source`` is not a dossier.
    """
    opened = open_dossier(source)
    write_any(target, opened.dossier, opened.attachments)
    return 0 if target.suffix.lower() == ".frdesk" else len(opened.attachments)


def assess(dossier: Dossier, as_of: dt.date | None = None, packs: Sequence[Pack] | None = None) -> Assessment:
    """Assess a dossier.

    Args:
        dossier: the dossier.
        as_of: the day whose law applies; else the dossier's own, else today.
        packs: the packs to ask; the bundled ones of the dossier's country if omitted.

    Raises:
        ConditionError: if a condition of a pack cannot be evaluated.
    """
    asked = packs_for(dossier) if packs is None else packs
    try:
        return engine.assess(dossier, asked, _day(dossier, as_of))
    except ExpressionError as error:
        raise ConditionError(why=error.why) from error


def open_packs(places: Iterable[Path]) -> tuple[Pack, ...]:
    """Read packs of someone else's, each a folder or a zip.

    Raises:
        PackError: with file and line, if anything in one is not as it should be.
    """
    from fr_desk.rules.lint import usable_pack  # noqa: PLC0415 - YAML takes long to import

    return tuple(usable_pack(place) for place in places)


def packs_with(dossier: Dossier, others: Sequence[Pack]) -> tuple[Pack, ...]:
    """Return the bundled packs of the dossier's country with ``others``: instead of those of the same id, else besides.

    Raises:
        SameRuleError: if two of them have a rule of the same id.
    """
    asked = {pack.id: pack for pack in (*packs_for(dossier), *others)}
    owner: dict[str, Pack] = {}
    for pack in asked.values():
        for rule in pack.rules:
            if owner.setdefault(rule.id, pack) is not pack:
                raise SameRuleError(rule=rule.id, first=owner[rule.id].id, second=pack.id)
    return tuple(asked.values())


def compare_dates(dossier: Dossier, before: dt.date, after: dt.date) -> Comparison:
    """Tell apart what the law of two days makes of a dossier."""
    from fr_desk.rules.comparison import compare  # noqa: PLC0415 - needed only here

    return compare(assess(dossier, before), assess(dossier, after))


def deadlines(dossier: Dossier, as_of: dt.date | None = None) -> tuple[DeadlineStatus, ...]:
    """Return how the deadlines that concern a dossier stand, on the day :func:`assess` would take."""
    return time_limits.deadlines(dossier, packs_for(dossier), _day(dossier, as_of))


def counters(dossier: Dossier, as_of: dt.date | None = None) -> tuple[Counter, ...]:
    """Return how far the numbers have come that make duties begin, on the day :func:`assess` would take."""
    return time_limits.counters(dossier, packs_for(dossier), _day(dossier, as_of))


def clocks(dossier: Dossier, as_of: dt.date | None = None) -> tuple[ActivityClocks, ...]:
    """Return how long each kind of data is to be kept, on the day :func:`assess` would take."""
    return retention.clocks(dossier, packs_for(dossier), _day(dossier, as_of))


def advise(
    dossier: Dossier, as_of: dt.date | None = None, packs: Sequence[Pack] | None = None
) -> tuple[coach.Advice, ...]:
    """Return what happened to others with plans like these, and lawful ways; it never changes an assessment.

    Args:
        dossier: the dossier.
        as_of: the day, as :func:`assess` would take it.
        packs: the packs to ask; the bundled ones of the dossier's country if omitted.
    """
    return coach.advise(dossier, packs_for(dossier) if packs is None else packs, _day(dossier, as_of))


def cases() -> tuple[Case, ...]:
    """Return the worked cases that come with the program.

    Raises:
        CaseError: with file and line, if one is not as it should be.
    """
    from fr_desk.rules.cases import cases as worked  # noqa: PLC0415 - YAML takes long to import

    return worked()


def _day(dossier: Dossier, as_of: dt.date | None) -> dt.date:
    return as_of or dossier.as_of or today()


def today() -> dt.date:
    """Return today where the user is."""
    return dt.datetime.now().astimezone().date()


def venue_language(dossier: Dossier) -> Lang:
    """Return the language of the venue's documents."""
    languages: dict[Jurisdiction | None, Lang] = {Jurisdiction.CN: "zh", Jurisdiction.KR: "ko"}
    return languages.get(dossier.venue.jurisdiction, "en")


def samples() -> list[str]:
    """Return the names of the bundled samples; a venue before it was put right stands before it was after."""
    names = (path.stem for path in resource("samples").glob("*.yaml"))
    return sorted(names, key=lambda name: (re.sub(r"-(?:before|after)$", "", name), name.endswith("-after")))


def write_sample(name: str, folder: Path) -> Path:
    """Write a bundled sample as ``<name>.frdesk``.

    Args:
        name: of the sample.
        folder: where to; made if it is not there.

    Raises:
        UnknownSampleError: if there is no such sample.
        FileError: if the system refuses.
    """
    known = samples()
    if name not in known:
        nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
        raise UnknownSampleError(name=name, nearest=", ".join(nearest))
    path = folder / f"{name}.frdesk"
    dossier = read_any(resource("samples", f"{name}.yaml")).dossier
    make_folder(folder)
    save_dossier(dossier, path)
    return path
