"""The tables of an inspection's index, how results are written into them and read back. Knows no filters.

What is sorted and counted stands in columns of its own; the whole result lies beside it and is read by pages.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fr_desk.domain.choices import Jurisdiction, VenueKind
from fr_desk.domain.regions import region_name
from fr_desk.errors import FrDeskError
from fr_desk.i18n import LANGUAGES, N_, translate
from fr_desk.inspection.place import Place
from fr_desk.inspection.result import Declared, Result
from fr_desk.rules.findings import Outcome
from fr_desk.storage.index_file import Shape
from fr_desk.storage.search_words import indexed

ENDING: Final = ".frindex"
"""Ending of an index of an inspection."""
_OWN: Final = re.compile(r"[0-9a-f]{24}\.frindex")
"""Names of the indexes in a profile, which nobody else gives."""
ISSUES: Final = 3
"""Rules that a row names."""
STATED: Final = ("agreement", "own")
"""Columns that are kept as tags."""
_FREQUENT: Final = 1024
_MARK: Final = 0x46_52_49_58

_TABLES = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, sources BLOB NOT NULL, as_of INTEGER NOT NULL, against INTEGER, shard TEXT NOT NULL,
  packs TEXT NOT NULL, begun REAL NOT NULL, ended REAL, complete INTEGER NOT NULL DEFAULT 0,
  examined INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE contents (
  id INTEGER PRIMARY KEY, digest TEXT NOT NULL, name BLOB NOT NULL, UNIQUE (digest, name)
);
CREATE TABLE files (
  id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, root BLOB NOT NULL, path BLOB NOT NULL, member BLOB NOT NULL,
  size INTEGER NOT NULL, modified INTEGER NOT NULL, content INTEGER NOT NULL, seen INTEGER NOT NULL
);
CREATE INDEX by_content ON files (content);
CREATE TABLE results (
  id INTEGER PRIMARY KEY, content INTEGER NOT NULL, as_of INTEGER NOT NULL, basis TEXT NOT NULL,
  again INTEGER NOT NULL, risk INTEGER NOT NULL, verdict TEXT NOT NULL, standing TEXT NOT NULL, printed TEXT NOT NULL,
  breached INTEGER NOT NULL, review INTEGER NOT NULL, open INTEGER NOT NULL, met INTEGER NOT NULL,
  dossier TEXT NOT NULL, fingerprint TEXT NOT NULL, revision INTEGER NOT NULL, day INTEGER, name TEXT NOT NULL,
  kind TEXT NOT NULL, jurisdiction TEXT NOT NULL, district TEXT NOT NULL, address TEXT NOT NULL,
  operator TEXT NOT NULL, number TEXT NOT NULL, devices INTEGER NOT NULL, faces INTEGER NOT NULL,
  issues TEXT NOT NULL, tags BLOB NOT NULL, UNIQUE (content, as_of)
);
CREATE INDEX by_dossier ON results (dossier, as_of, fingerprint, content);
CREATE TABLE wholes (result INTEGER PRIMARY KEY, whole BLOB NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE filters (name TEXT PRIMARY KEY, wanted BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (names, tokenize = "unicode61 remove_diacritics 2");
"""


class InspectionIndexError(FrDeskError):
    """The index cannot be used."""

    sentence = N_("The index {file} cannot be used: {reason}. The dossiers themselves are not touched.")


class NewerIndexError(InspectionIndexError):
    """A later version of the program made the index."""

    sentence = N_(
        "The index {file} was made by a newer FR Desk and was left untouched; install the newer program to use it."
    )


class NotAnIndexError(InspectionIndexError):
    """A file of another kind, named as an index."""

    sentence = N_(
        "{file} is not an index of FR Desk and was left untouched; name an index, or a new file ending in .frindex."
    )


DAMAGED: Final = N_(
    "The index {file} was damaged and was set aside as {aside}. A new one was begun, so all is read anew; filters "
    "that were saved in the old one are not in it."
)


class DifferentDaysError(InspectionIndexError):
    """Indexes that have no day in common."""

    sentence = N_(
        "The indexes cannot be put together, because they were made for different days ({days}); "
        "inspect every part with the same --as-of."
    )


class NotHeldError(InspectionIndexError):
    """An index without results for the day that is asked for."""

    sentence = N_("The index {file} holds nothing for {day}; inspect its files with --as-of {day} first.")


class OtherBasisError(InspectionIndexError):
    """What an earlier or later version found out, which judged otherwise."""

    sentence = N_(
        "The index {file} was made by another version of FR Desk, which counts some findings differently; "
        "inspect its files again with this one."
    )


SHAPE = Shape(
    version=1,
    tables=_TABLES,
    words=("words",),
    unusable=InspectionIndexError,
    newer=NewerIndexError,
    foreign=NotAnIndexError,
    mark=_MARK,
    ending=ENDING,
    own=_OWN,
)

RESULT_COLUMNS = (
    *(
        "as_of",
        "risk",
        "verdict",
        "standing",
        "printed",
        "breached",
        "review",
        "open",
        "met",
        "dossier",
        "fingerprint",
    ),
    *(
        "revision",
        "day",
        "name",
        "kind",
        "jurisdiction",
        "district",
        "address",
        "operator",
        "number",
        "devices",
    ),
    *("faces", "issues"),
)
_DECLARED = (
    *(
        "dossier",
        "fingerprint",
        "revision",
        "name",
        "kind",
        "jurisdiction",
        "district",
        "address",
        "operator",
    ),
    *("number", "devices", "faces"),
)
_NOTHING = Declared(dossier="", fingerprint="", revision=0)


def columns_of(result: Result) -> tuple[Any, ...]:
    """Return what is sorted and counted of a result, in the order of :data:`RESULT_COLUMNS`."""
    declared = result.declared or _NOTHING
    issues = list(dict.fromkeys(one.rule for one in result.found))[:ISSUES]
    own: dict[str, Any] = {name: _told(getattr(declared, name)) for name in _DECLARED} | {
        "as_of": result.as_of.toordinal(),
        "day": declared.day.toordinal() if declared.day else None,
        "risk": result.risk,
        "verdict": result.verdict,
        "standing": result.standing,
        "printed": result.printed,
        "breached": result.breached,
        "review": result.review,
        "open": result.open,
        "met": result.met,
        "issues": " ".join(issues),
    }
    return tuple(own[name] for name in RESULT_COLUMNS)


def tags_of(result: Result) -> set[str]:
    """Return what a result is counted by: ``breached:<rule>`` and the like, ``pattern:<tag>`` of what is breached.

    What may be breached has ``pattern:<tag>:open`` and ``pattern:<tag>:review``. Of a document that states findings
    there are ``agreement:<name>`` and ``own:<verdict>``.
    """
    found = {f"{one.outcome.value}:{one.rule}" for one in result.found}
    found |= {f"{name}:{value}" for name in STATED if (value := getattr(result, name))}
    return found | {
        f"pattern:{tag}" if one.outcome is Outcome.BREACHED else f"pattern:{tag}:{one.outcome.value}"
        for one in result.found
        for tag in one.patterns
    }


def _told(value: Any) -> Any:
    """Return a value as SQLite takes it: text without halves of characters, whole numbers of at most 64 bits."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return min(value, 2**63 - 1) if isinstance(value, int) else value


def words_of(place: Place, result: Result | None) -> str:
    """Return the words that a file is found by."""
    told = [os.fsencode(place.name).decode("utf-8", "replace")]
    declared = result.declared if result else None
    if declared is None:
        return indexed(told)
    told += [declared.name, declared.address, declared.operator, declared.number, declared.district]
    told += [declared.dossier, declared.sealed_by]
    return indexed([*dict.fromkeys(told), *_common(declared.kind, declared.region, declared.jurisdiction)])


@lru_cache(_FREQUENT)
def _common(kind: str, region: str, jurisdiction: str) -> tuple[str, ...]:
    """Return the words for a kind of venue and for a region in every language."""
    told = [translate(one.label, lang) for one in VenueKind if one.value == kind for lang in LANGUAGES]
    country = next((one for one in Jurisdiction if one.value == jurisdiction), None)
    told += [region_name(region, country, lang) for lang in LANGUAGES] if country and region else []
    return tuple(dict.fromkeys(told))


def shared_name(ending: str) -> bytes:
    """Return the name of a content that is the same wherever it is; no path begins like it."""
    return b"*" + ending.encode("utf-8", "replace")[:20]


def place_columns(place: Place) -> dict[str, Any]:
    """Return a place as it is kept; names that are no text are kept too."""
    return {
        "key": place.key,
        "root": os.fsencode(place.root.absolute()),
        "path": os.fsencode(place.path.absolute()),
        "member": place.member.encode("utf-8", "surrogateescape"),
        "size": place.size,
        "modified": place.modified,
    }


def place_of(root: bytes, path: bytes, member: bytes, size: int, modified: int) -> Place:
    """Return a place as it was kept."""
    return Place(
        root=Path(os.fsdecode(root)),
        path=Path(os.fsdecode(path)),
        member=member.decode("utf-8", "surrogateescape"),
        size=size,
        modified=modified,
    )


def sources_kept(sources: tuple[Path, ...]) -> bytes:
    """Return the places that were named as they are kept."""
    return json.dumps([os.fsdecode(os.fsencode(one.absolute())) for one in sources]).encode()


def sources_of(data: bytes) -> tuple[Path, ...]:
    """Return the places that were named."""
    return tuple(Path(one) for one in json.loads(data))


def day_of(number: int | None) -> dt.date | None:
    """Return a day as it was kept."""
    return dt.date.fromordinal(number) if number else None
